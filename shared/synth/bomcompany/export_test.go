package bomcompany

import (
	"encoding/json"
	"slices"
)

// Experiment changes one document of a story and tells its truth again.
type Experiment struct{ w *world }

// NewExperiment tells the story of opt.
func NewExperiment(opt Options) (*Experiment, error) {
	opt, err := opt.withDefaults()
	return &Experiment{tell(opt)}, err
}

// Len is how many pedimentos there are.
func (e *Experiment) Len() int { return len(e.w.peds) }

// Superseded reports a pedimento that a rectification replaces.
func (e *Experiment) Superseded(i int) bool { return e.w.last(e.w.peds[i]) != e.w.peds[i] }

// Name is the number of a pedimento, with its clave.
func (e *Experiment) Name(i int) string { return e.w.peds[i].clave + " " + e.w.peds[i].number }

// Add puts a unit more into the first partida of a pedimento, and gives what
// takes it back; of one that is superseded only the partida changes, its
// invoice was right.
func (e *Experiment) Add(i int) (undo func()) {
	l := &e.w.peds[i].lines[0]
	was, shares := *l, slices.Clone(l.shares)
	undo = func() {
		copy(was.shares, shares)
		*l = was
	}
	l.qUMC += unit
	if len(l.shares) == 0 {
		l.qUMT += unit
		return undo
	}
	if !e.Superseded(i) {
		l.shares[0].qUMC += unit
	}
	l.qUMT += l.shares[0].part.inUMT(unit)
	return undo
}

// Truth is the truth of the story as it is now.
func (e *Experiment) Truth() (string, error) {
	b, err := json.Marshal(simulate(e.w))
	return string(b), err
}

// Documents are all documents as they are now, by name.
func (e *Experiment) Documents() map[string]string {
	out := map[string]string{}
	for _, f := range e.w.arrivals() {
		out[f.Name] = string(f.bytes)
	}
	return out
}
