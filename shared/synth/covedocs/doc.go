// Package covedocs invents acuses de valor (COVE) and writes each as the
// Ventanilla and brokers' systems do: the upload, relaciones of invoices, the
// answer to a query, and prints in several layouts, sound or with one defect.
//
// Example: Generate(1, 100, emit) emits a hundred specimens, the same for the
// same seed on any machine.
//
// The package reads nothing and shares no code with the readers it judges:
// names, numbers, figures and seals are invented.
package covedocs

import (
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/specimen"
)

// Generate emits n specimens: every format in turn, every third one mutated.
func Generate(seed uint64, n int, emit func(specimen.Specimen) error) error {
	fs := formats()
	for i := range n {
		r := prng(seed).fork(uint64(i))
		f := fs[i%len(fs)]
		c := invent(r, f.forma)
		s, err := f.write(r, c, i/len(fs)%3 != 0)
		if err != nil {
			return fmt.Errorf("%s %d: %w", f.name, i, err)
		}
		s.Format, s.Kind = f.name, document.KindCOVE
		s.Name = fmt.Sprintf("%06d.%s", i, f.ext)
		if err := emit(s); err != nil {
			return err
		}
	}
	return nil
}

// format is one way to write a COVE.
type format struct {
	name, ext string
	forma     string // as the view calls the shape
	write     func(r *prng, c *comprobante, mutate bool) (specimen.Specimen, error)
}

func formats() []format {
	out := []format{
		{"cove/consulta", "xml", consulta, writeXML},
		{"cove/carga", "xml", carga, writeXML},
		{"cove/relacion_ia", "xml", relacionIA, writeXML},
		{"cove/relacion_noia", "xml", relacionNoIA, writeXML},
	}
	for _, l := range layouts() {
		out = append(out, format{"print/cove_" + l.name, "pdf", impreso, l.write})
	}
	return out
}
