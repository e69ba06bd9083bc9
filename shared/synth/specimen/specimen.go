// Package specimen is one invented document together with what a reader must
// say of it: the currency between the generators of made-up documents and the
// scoreboard that measures the readers on them.
//
// Example: a printed pedimento with one digit of a partida changed has the
// truth of what its page now says; where a control total covers that figure it
// must be refused, otherwise it must be read as printed.
//
// The package reads nothing and knows no reader.
package specimen

import "example.com/immex/shared/document"

// Want is what must become of a specimen.
type Want string

// The three demands.
const (
	Accept Want = "accept" // must be accepted, every figure as in Truth
	Refuse Want = "refuse" // must not be accepted: a control covers what is wrong
	Either Want = "either" // may be refused; if accepted, every figure as in Truth
)

// Specimen is one made-up file.
type Specimen struct {
	Format   string        // row of the scoreboard, as "print/columnas" or "archivo_m"
	Name     string        // of the file, unique within its format
	Kind     document.Kind // of the paper Truth speaks of; a file may hold several papers
	Bytes    []byte
	Mutation string // "" for a sound document, else what was done to it
	Want     Want
	// Truth maps paths of the JSON of `immex parse --json`, as
	// "partidas.0.cantidad_umt", to what stands in the document, with "" for
	// what must be null or absent. Amounts compare by value, all else as text.
	Truth map[string]string
	// MayLack says that a label is gone: any value of Truth may be missing from
	// what was read, none may be another one.
	MayLack bool
	// Pages counts the pages of a PDF, 0 for other formats.
	Pages int
}

// Generator emits n specimens, the same for the same seed on any machine.
type Generator func(seed uint64, n int, emit func(Specimen) error) error
