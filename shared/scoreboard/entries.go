package scoreboard

import (
	"example.com/immex/shared/synth/archivom"
	"example.com/immex/shared/synth/cfdidocs"
	"example.com/immex/shared/synth/companydocs"
	"example.com/immex/shared/synth/covedocs"
	"example.com/immex/shared/synth/invoicedocs"
	"example.com/immex/shared/synth/plantdocs"
	"example.com/immex/shared/synth/prints"
	"example.com/immex/shared/synth/specimen"
	"example.com/immex/shared/synth/vucemset"
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
		{"avisos", prints.Avisos, 36, 180},
		{"aviso mutants", prints.AvisoMutants, 60, 1200},
		{"datastage", companydocs.DataStage, 40, 400},
		{"vucem", companydocs.VUCEM, 40, 400},
		{"cfdi", companydocs.CFDI, 30, 300},
		{"invoice csv", companydocs.InvoiceCSV, 28, 280},
		{"archivo m", archivom.Generate, 60, 800},
		{"vucem sets", vucemset.Generate, 60, 800},
		{"cove", covedocs.Generate, 60, 1200},
		{"sealed cfdi", cfdidocs.Generate, 40, 600},
		{"tables", plantdocs.Generate, 60, 1500},
		{"printed invoices", invoicedocs.Generate, 66, 3300},
	}
}
