package ledger

import (
	"encoding/json"
	"fmt"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// PartList is what a commercial invoice says of one pedimento: which part
// each line is. It gives lots their part number and moves nothing.
type PartList struct {
	Pedimento string        `json:"pedimento"` // 15 digits
	Doc       document.Hash `json:"doc"`
	Invoice   string        `json:"invoice"` // number or COVE
	Lines     []PartLine    `json:"lines"`
}

// PartLine is one invoice line.
type PartLine struct {
	Parte    string          `json:"parte"`
	Fraccion string          `json:"fraccion"`
	Cantidad quantity.Micros `json:"cantidad"` // in the invoice's unit, compared with UMC
}

// Encode is the canonical form.
func (p *PartList) Encode() ([]byte, error) {
	b, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("encode part list %s: %w", p.Pedimento, err)
	}
	return b, nil
}

// DecodePartList reads the canonical form.
func DecodePartList(b []byte) (*PartList, error) {
	var p PartList
	if err := json.Unmarshal(b, &p); err != nil {
		return nil, fmt.Errorf("decode part list: %w", err)
	}
	return &p, nil
}

// assignParts gives a partida its part number when exactly one invoice line
// has its fracción and quantity and no other partida competes for it.
func (r *resolver) assignParts(f *Fact, lists []*PartList) {
	for _, list := range lists {
		used := make([]bool, len(list.Lines))
		for i := range f.Lineas {
			l := &f.Lineas[i]
			fits := func(x PartLine) bool { return x.Fraccion == l.Fraccion && x.Cantidad == l.CantidadUMC }
			n := 0
			for k, x := range list.Lines {
				if fits(x) && !used[k] {
					n++
				}
			}
			rivals := 0
			for j := range f.Lineas {
				if f.Lineas[j].Fraccion == l.Fraccion && f.Lineas[j].CantidadUMC == l.CantidadUMC {
					rivals++
				}
			}
			if n != 1 || rivals != 1 || l.Parte != "" {
				continue
			}
			k := slices.IndexFunc(list.Lines, fits)
			l.Parte, used[k] = list.Lines[k].Parte, true
		}
		for k, x := range list.Lines {
			if !used[k] {
				r.find("invoice_line_unmatched", document.Notice, "factura "+list.Invoice, document.Textf(
					"La línea %d de la factura (parte %s, fracción %s, cantidad %s) no corresponde a una sola partida; el lote queda sin número de parte.",
					"Line %d of the invoice (part %s, fracción %s, quantity %s) does not correspond to one partida; the lot stays without a part number.",
					k+1, x.Parte, x.Fraccion, x.Cantidad))
			}
		}
	}
}
