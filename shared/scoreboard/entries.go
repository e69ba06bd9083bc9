package scoreboard

import (
	"example.com/immex/shared/synth/companydocs"
	"example.com/immex/shared/synth/prints"
	"example.com/immex/shared/synth/specimen"
)

// Entry is one generator with how many specimens a run asks of it: Sample for
// the tests of every change, Full for `make scoreboard`.
type Entry struct {
	Name         string
	Generate     specimen.Generator
	Sample, Full int
}

// Entries are all generators, in the order of the table.
func Entries() []Entry {
	return []Entry{
		{"prints", prints.Generate, 33, 660},
		{"print mutants", prints.Mutants, 220, 6600},
		{"avisos", prints.Avisos, 12, 60},
		{"datastage", companydocs.DataStage, 40, 400},
		{"vucem", companydocs.VUCEM, 40, 400},
		{"cfdi", companydocs.CFDI, 30, 300},
		{"invoice csv", companydocs.InvoiceCSV, 28, 280},
	}
}
