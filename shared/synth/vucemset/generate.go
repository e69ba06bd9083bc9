// Package vucemset makes up what a company keeps of one pedimento asked for in
// VUCEM (dossier of formats §1): a zip of the request, the answer of the whole
// pedimento and one answer per partida, sound or with one defect, with what a
// reader must say of it.
//
// Example: with the commercial value of one partida changed, the totals of the
// header tell, and the set must be refused; with its quantity changed, nothing
// does, and it must be read as it stands.
//
// The package knows no reader. Every company, person, good and number in it is
// invented.
package vucemset

import (
	"archive/zip"
	"bytes"
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/specimen"
)

// Format is the row of the scoreboard.
const Format = "vucem"

// Generate emits n specimens: every third is sound, the others carry one
// defect each, in turn.
func Generate(seed uint64, n int, emit func(specimen.Specimen) error) error {
	defects := mutations()
	for i := range n {
		r := prng(seed*0x9e3779b97f4a7c15 + uint64(i))
		r.next()
		s := build(&r, i)
		x := specimen.Specimen{Format: Format, Name: fmt.Sprintf("vucem_%04d.zip", i), Kind: document.KindPedimento, Want: specimen.Accept}
		if i%3 != 0 {
			m := defects[(i-i/3-1)%len(defects)]
			x.Mutation, x.Want = m.name, m.apply(&r, s)
		}
		if x.Want != specimen.Refuse {
			x.Truth = s.truth()
		}
		var err error
		if x.Bytes, err = pack(s.files(&r)); err != nil {
			return err
		}
		if err := emit(x); err != nil {
			return err
		}
	}
	return nil
}

// entry is one file of the zip.
type entry struct {
	name string
	text string
}

func pack(entries []entry) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range entries {
		f, err := w.CreateHeader(&zip.FileHeader{Name: e.name, Method: zip.Deflate})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.name, err)
		}
		if _, err := f.Write([]byte(e.text)); err != nil {
			return nil, fmt.Errorf("%s: %w", e.name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("zip: %w", err)
	}
	return out.Bytes(), nil
}

// prng is splitmix64, the same numbers on every machine.
type prng uint64

func (r *prng) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

func (r *prng) n(k int) int            { return int(r.next() % uint64(k)) } //nolint:gosec // below k, which is a small positive count
func (r *prng) one(k int) bool         { return r.n(k) == 0 }
func (r *prng) between(lo, hi int) int { return lo + r.n(hi-lo+1) }
func (r *prng) pick(from ...string) string {
	return from[r.n(len(from))]
}
