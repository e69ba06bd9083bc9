package ledger

import (
	"encoding/json"
	"fmt"

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
			k, ok := onlyLine(list, l)
			if ok && !used[k] && l.Parte == "" && rivals(f, l) == 1 {
				l.Parte, used[k] = list.Lines[k].Parte, true
			}
		}
		r.unmatched(list, used)
	}
}

// onlyLine is the one invoice line with the fracción and quantity of a partida.
func onlyLine(list *PartList, l *Line) (position int, ok bool) {
	n := 0
	for k, x := range list.Lines {
		if x.Fraccion == l.Fraccion && x.Cantidad == l.CantidadUMC {
			position = k
			n++
		}
	}
	return position, n == 1
}

// rivals counts the partidas an invoice cannot tell from this one, itself
// included.
func rivals(f *Fact, l *Line) int {
	n := 0
	for i := range f.Lineas {
		if f.Lineas[i].Fraccion == l.Fraccion && f.Lineas[i].CantidadUMC == l.CantidadUMC {
			n++
		}
	}
	return n
}

func (r *resolver) unmatched(list *PartList, used []bool) {
	for k, x := range list.Lines {
		if used[k] {
			continue
		}
		r.find("invoice_line_unmatched", document.Notice, "factura "+list.Invoice, document.Textf(
			"La línea %d de la factura (parte %s, fracción %s, cantidad %s) no corresponde a una sola partida; el lote queda sin número de parte.",
			"Line %d of the invoice (part %s, fracción %s, quantity %s) does not correspond to one partida; the lot stays without a part number.",
			k+1, x.Parte, x.Fraccion, x.Cantidad))
	}
}
