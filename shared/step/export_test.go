package step

// KeepCounterpart is how the door takes a pedimento of another company.
func KeepCounterpart(p *Paper, of string) bool { return p.counterpart(of) }
