// Package ledger is the inventory control of temporary imports (Anexo 24 of
// the RGCE; Ley Aduanera art. 59-I): facts from accepted documents become lots
// and exits, these become descargos and saldos, and the same set of facts in
// any order, any number of times, gives the same bytes.
//
// Example: the IN pedimento 21 24 3210 1000001, partida 1, 100 kg of fracción
// 39012001 is a lot; an F4 that names it for 40 kg is an exit; the descargo of
// 40 leaves a saldo of 60.
//
// The package edits nothing: a correction is another fact. It never shows a
// negative saldo: what finds no lot is a shortage with a cause. It reads no
// clock and no store.
package ledger

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"example.com/immex/shared/document"
)

// Engine is the version of the matching and resolution rules. A change of
// what they compute gets a new one, and the old stays reproducible.
const Engine = "6"

// SinBOM says what an exit without BOM and without part evidence does.
type SinBOM string

// The two policies (design, Matching).
const (
	SinBOMFaltante SinBOM = "faltante" // a shortage: no_bom (the default)
	SinBOMDirecto  SinBOM = "directo"  // same fracción and UMT, as assumed
)

// Policy is what a programme decides about its books.
type Policy struct {
	SinBOM       SinBOM `json:"sin_bom"`
	InventoryKey string `json:"inventory_key"` // part | fraccion
	// BOMLeadDays goes from a shipment back to its production, for a line that
	// no production order names.
	BOMLeadDays int `json:"bom_lead_days,omitempty"`
	// PartBy says what else than a document may give a part; "" is nothing.
	PartBy PartBy `json:"parte_sin_factura,omitempty"`
	// KeyDate is the day whose close the opening balances state; zero without
	// them. What left on or before it is in them already.
	KeyDate document.Date `json:"fecha_clave,omitzero"`
}

// PartBy is what gives the part of a partida that no document gives one.
type PartBy string

// PartByCatalog gives the only part of the catalogue with its fracción and UMT,
// as assumed.
const PartByCatalog PartBy = "catalogo"

// DefaultPolicy is that of a programme without a programme file.
func DefaultPolicy() Policy { return Policy{SinBOM: SinBOMFaltante, InventoryKey: "fraccion"} }

// Material is what a balance is kept of: a fracción in its tariff unit, a part
// in the part's own unit, or the parts of a family that substitute each other.
type Material struct {
	Kind string `json:"kind"` // fraccion | part | familia
	Key  string `json:"key"`
	Unit string `json:"unit"` // Apéndice 7
}

// ID is 26 characters: base32 of the SHA-256 of programme, kind, key, unit.
// The text is an attribute, never the identity.
func (m Material) ID(rfc string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{rfc, m.Kind, m.Key, m.Unit}, "\x00")))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:]))[:26]
}

// Fraccion is the material of a fracción and its tariff unit.
func Fraccion(fraccion, umt string) Material {
	return Material{Kind: KindFraccion, Key: fraccion, Unit: umt}
}

// The kinds of material.
const (
	KindFraccion = "fraccion"
	KindPart     = "part"
	KindFamilia  = "familia"
)

// Finding locates a document finding in the books: the pedimento it is about.
type Finding struct {
	Pedimento string `json:"pedimento"`
	document.Finding
}
