package bomcompany

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

// revise makes versions of the invoice of an import: every third month the
// first one is saved again, and one is corrected that named a substitute for
// the part that came.
func (t *teller) revise(p *ped) {
	switch t.index % 3 {
	case 1:
		if !slices.ContainsFunc(t.peds, func(o *ped) bool { return o.month == t.index && o.resaved }) {
			p.resaved = true
		}
	case 2:
		if !t.mistyped(p) && !slices.ContainsFunc(t.peds, func(o *ped) bool { return o.month == t.index && o.corrected[0] != nil }) {
			t.correct(p)
		}
	}
}

// correct writes the invoice of a pedimento with another part in it, and as it
// should be. Nothing in the two says which is right but their hashes, so that
// the goods of the story are those of the version that counts.
func (t *teller) correct(p *ped) {
	for i := range p.lines {
		shares := p.lines[i].shares
		at := -1
		for k := range shares {
			switch shares[k].part.numero {
			case "CON-20":
				at = k
			case "CON-21":
				at = len(shares) // both came: there is nothing to mistake
			}
		}
		if at < 0 || at >= len(shares) {
			continue
		}
		right, err := t.invoice(p)
		if err != nil {
			return
		}
		wrong := slices.Clone(shares)
		wrong[at].part = t.part("CON-21")
		p.lines[i].shares = wrong
		other, err := t.invoice(p)
		if err != nil {
			return
		}
		p.corrected = [2][]byte{other, right}
		if a, b := sha256.Sum256(right), sha256.Sum256(other); bytes.Compare(a[:], b[:]) < 0 {
			p.lines[i].shares = shares
		}
		return
	}
}

// invoices are the files that an invoice comes in.
func (w *world) invoices(p *ped, arrives int) []file {
	name := "factura_" + p.number
	if p.corrected[0] != nil {
		second := filed(arrives+1, name+"_corregida.csv", document.KindInvoice, p.corrected[1], nil)
		second.Expect = document.Version
		return []file{filed(arrives, name+".csv", document.KindInvoice, p.corrected[0], nil), second}
	}
	b, err := w.invoice(p)
	out := []file{filed(arrives, name+".csv", document.KindInvoice, b, err)}
	if p.resaved {
		again := bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n"))
		again = bytes.ReplaceAll(again, []byte(p.socio.nombre), []byte(strings.ReplaceAll(p.socio.nombre, " INC", " INCORPORATED")))
		second := filed(arrives+1, name+"_guardada.csv", document.KindInvoice, again, err)
		second.Expect = document.Version
		out = append(out, second)
	}
	return out
}

// versions are the invoices that came in two.
func (s *simulation) versions() {
	for _, p := range s.w.peds {
		if p.resaved || p.corrected[0] != nil {
			s.truth.Versions = append(s.truth.Versions, VersionTruth{p.number, p.factura, p.corrected[0] != nil})
		}
	}
}
