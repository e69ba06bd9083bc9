// Package plantdocs makes up the tables people write, as CSV and XLSX: the
// plant's own files (shared/material) and suppliers' invoices and packing
// lists that need a mapping (shared/invoice/mapping), each with the truth of
// what it says, and each again with one defect.
//
// Example: an invoice with one digit of an amount changed no longer adds up
// and must be refused; with one digit of a part number changed it must be read
// as it now stands, since nothing in the document covers it.
//
// Every name and figure is invented. The package knows no reader.
package plantdocs

import (
	"fmt"
	"strings"

	"example.com/immex/shared/sheet"
	"example.com/immex/shared/synth/specimen"
)

// Generate is a specimen.Generator: it deals out plant files, invoices and
// packing lists in turn, sound and with one defect, as CSV and XLSX.
func Generate(seed uint64, n int, emit func(specimen.Specimen) error) error {
	for i := range n {
		r := newPRNG(seed, i)
		format := []sheet.Format{sheet.CSV, sheet.XLSX}[i%2]
		var s *paper
		switch r.below(4) {
		case 0:
			s = invoiceDocument(r)
		case 1:
			s = packingDocument(r)
		default:
			s = plantDocument(r)
		}
		want, mutation := specimen.Accept, ""
		if i%3 != 0 {
			mutation, want = s.mutate(r)
		}
		b, err := s.bytes(r, format)
		if err != nil {
			return fmt.Errorf("specimen %d: %w", i, err)
		}
		name := fmt.Sprintf("%s-%06d.%s", strings.ReplaceAll(s.name, "/", "-"), i, format)
		err = emit(specimen.Specimen{
			Format: s.name + "/" + string(format), Name: name, Kind: s.kind, Bytes: b, Mutation: mutation, Want: want, Truth: s.truth(),
		})
		if err != nil {
			return fmt.Errorf("specimen %d: %w", i, err)
		}
	}
	return nil
}
