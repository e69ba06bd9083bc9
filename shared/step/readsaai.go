package step

// saai reads an archivo M, or an answer to one.
func (r *Reader) saai(p *Paper) []*Paper {
	r.unsupported(p)
	return []*Paper{p}
}
