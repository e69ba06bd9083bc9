// Package print reads the printed pedimento: the PDF a customs broker sends.
// Its content is Anexo 1 of the RGCE (models M1.1 and forma simplificada) by
// the rules of Anexo 22: a "formato dinámico conformado por bloques", without
// fixed coordinates. So values are found by their printed labels and column
// headings and by where they stand, never by the template of one system.
//
// Example: "VALOR ADUANA: 127,431" gives ValorAduana 127431 with the page and
// box it stands in.
//
// A print is the weakest source but a scan. It is taken only when it agrees
// with its own control totals (gate.go); what cannot be read for sure is a
// finding that blocks, not a guess. The package reads no PDF itself and never
// fills a value that is not printed.
package print

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
)

// looks reports whether the lines are those of a printed pedimento: a document
// with the heading number and at least three other labels only it has.
func looks(ls []line) bool {
	seen := map[string]bool{}
	for i := range ls {
		if i > maxHeading {
			break
		}
		for _, s := range segments(&ls[i]) {
			seen[s.label] = true
		}
	}
	others := 0
	for _, l := range []string{lOperacion, lClave, lRegimen, lPeso, lAduanaES, lImportador, lCuadro, lBultos} {
		if seen[l] {
			others++
		}
	}
	return seen[lNumero] && others >= 3
}

// maxHeading is how many lines are looked at to recognise the document: the
// blocks of the first page of the longest known print, twice.
const maxHeading = 160

// Read reads a printed pedimento. False means that it is none, whatever else
// the PDF may be; true comes with findings when it cannot be trusted.
func Read(t *pdftext.Text) (*pedimento.Pedimento, bool) {
	all, marks, words := readLines(t)
	aviso := isAviso(all)
	if !aviso && !looks(all) {
		return nil, false
	}
	r := &reader{p: &pedimento.Pedimento{Source: source(t)}, all: all, marks: marks, used: make([]bool, words+1), aviso: aviso}
	if aviso {
		r.remesa()
		return r.p, true
	}
	r.lines = r.copyOf(all)
	r.sections = sections(r.lines)
	if len(r.box) > 0 {
		r.sections = append(r.sections, section{sPago, r.box})
	}
	r.heading()
	r.importador()
	r.incrementables()
	r.despacho()
	r.bultos()
	r.fechas()
	r.originales()
	r.cuadro()
	r.facturas()
	r.transporte()
	r.casos()
	r.partidas()
	r.pago()
	r.gate()
	r.audit()
	r.unplaced()
	return r.p, true
}

// source tells text that was recognised from an image and laid invisibly over
// it from text that was printed.
func source(t *pdftext.Text) document.Source {
	hidden, n := 0, 0
	for _, p := range t.Pages {
		for _, w := range p.Words {
			n++
			if w.Hidden {
				hidden++
			}
		}
	}
	if 2*hidden > n {
		return document.SourceOCR
	}
	return document.SourcePrint
}

// reader is the state of one reading.
type reader struct {
	p        *pedimento.Pedimento
	all      []line          // every line of the file
	marks    []string        // watermarks: text that is turned or far larger than the rest
	lines    []line          // the lines of one copy, without page footers and repeated heads
	heads    [][]line        // the repeated heads of the pages behind the first
	box      []line          // the bank's certification where it stands beside the heading
	parted   []word          // of invoices: what stands on the page behind their row
	used     []bool          // by word: taken as a value or known as a heading
	sections []section       // lines by block, up to the goods
	end      bool            // FIN DE PEDIMENTO was found
	number   string          // the first pedimento number of the file
	totals   map[string]mark // where the printed header values stand, by field
	paid     payment
	pages    int  // N of "Página n de N", 0 when not printed
	aviso    bool // aviso consolidado of one remesa
	simple   bool // forma simplificada: no exchange rate, values or partidas are printed
}
