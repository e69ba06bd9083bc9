package synth

// print emits a printed pedimento.
func (g *generator) print(_ int, _ []*ped) error { return nil }
