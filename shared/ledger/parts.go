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
	// Emisor is the tax id of the supplier, Proveedor its name where there is no
	// id, Fecha the date of the invoice. Lists stored before have none of them.
	Emisor    string        `json:"emisor,omitempty"`
	Proveedor string        `json:"proveedor,omitempty"`
	Fecha     document.Date `json:"fecha,omitzero"`
	Lines     []PartLine    `json:"lines"`
}

// PartLine is one invoice line.
type PartLine struct {
	Parte    string          `json:"parte"`
	Fraccion string          `json:"fraccion"`
	Cantidad quantity.Micros `json:"cantidad"`
	Unidad   string          `json:"unidad,omitempty"` // key of Apéndice 7; "" is the UMC of its partida
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
