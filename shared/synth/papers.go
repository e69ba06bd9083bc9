package synth

// papers emits the other documents of a month.
func (g *generator) papers(_ int, _ []*ped, _ []byte) error { return nil }
