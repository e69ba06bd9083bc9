package step

// cove reads a COVE, or an answer about one.
func (r *Reader) cove(p *Paper) []*Paper {
	r.unsupported(p)
	return []*Paper{p}
}
