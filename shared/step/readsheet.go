package step

// sheet reads a table of the plant or of a supplier.
func (r *Reader) sheet(p *Paper) []*Paper {
	r.unsupported(p)
	return []*Paper{p}
}
