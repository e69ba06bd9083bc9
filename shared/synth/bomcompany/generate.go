package bomcompany

import (
	"encoding/json"
	"fmt"
)

// file is a document on its way.
type file struct {
	FileTruth
	bytes   []byte
	err     error
	arrives int // month it comes in, -1 before the first
}

// Generate makes up the company of opt and hands each file to emit in the
// order of arrival, truth.json last; b is not reused. An error of emit stops
// the run and comes back wrapped.
func Generate(opt Options, emit func(name string, b []byte) error) (*Truth, error) {
	opt, err := opt.withDefaults()
	if err != nil {
		return nil, err
	}
	w := tell(opt)
	truth := simulate(w)
	for i, f := range w.arrivals() {
		if f.err != nil {
			return nil, f.err
		}
		f.Name = fmt.Sprintf("%04d_%s", i+1, f.Name)
		if err := emit(f.Name, f.bytes); err != nil {
			return nil, fmt.Errorf("emit %s: %w", f.Name, err)
		}
		truth.Files = append(truth.Files, f.FileTruth)
	}
	b, err := json.MarshalIndent(truth, "", " ")
	if err != nil {
		return nil, fmt.Errorf("encode truth: %w", err)
	}
	if err := emit("truth.json", append(b, '\n')); err != nil {
		return nil, fmt.Errorf("emit truth.json: %w", err)
	}
	return truth, nil
}
