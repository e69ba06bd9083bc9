package step

// brokerXML reads the XML of a broker's own system.
func (r *Reader) brokerXML(p *Paper) []*Paper {
	r.unsupported(p)
	return []*Paper{p}
}
