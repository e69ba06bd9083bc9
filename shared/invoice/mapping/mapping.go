// Package mapping is what was learned of one supplier's invoices and packing
// lists: which heading is which column, which label is which field, what its
// units are called and how it writes dates and numbers. It is a small YAML
// file that a person reviews, dropped like any other document.
//
// Example:
//
//	proveedor: {id: "990000001", nombre: EXAMPLE PARTS INC}
//	reconoce: [EXAMPLE PARTS INC, ITEM NO]
//	columnas:
//	  parte: [ITEM NO]
//	  cantidad: [QTY SHIPPED]
//	  precio_unitario: [NET UNIT PRICE]
//	  importe: [NET AMOUNT]
//	etiquetas:
//	  factura: [Invoice No]
//	  fecha: [Invoice Date]
//	unidades: {EA: "6", CS: "20"}
//	fecha: MM/DD/AAAA
//	decimal: .
//	moneda: USD
//	vigente_desde: 2026-01-01
//
// The package guesses nothing: a field that the file does not give stays
// unmapped, and an unknown key is refused with its line.
package mapping

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/sheet"
)

// MaxBytes bounds a mapping: a few pages of text.
const MaxBytes = 64 << 10

// maxTexts bounds the headings, labels and units of one mapping: no invoice
// has as many.
const maxTexts = 500

// Proveedor is who writes the documents.
type Proveedor struct {
	ID     string `yaml:"id"`     // tax id in its country, as invoices give it
	Nombre string `yaml:"nombre"` // as invoices give it
}

// Mapping is how one supplier writes. Texts are compared by sheet.Fold.
type Mapping struct {
	Proveedor Proveedor `yaml:"proveedor"`
	// Reconoce are texts or headings that must all stand in a document for
	// the mapping to apply to it.
	Reconoce []string `yaml:"reconoce"`
	// Columnas gives, per field of Fields, the supplier's table headings.
	Columnas map[Field][]string `yaml:"columnas"`
	// Etiquetas gives, per field of Fields, the supplier's labels: the value
	// stands beside or under one of them.
	Etiquetas map[Field][]string `yaml:"etiquetas"`
	// Unidades gives, per unit as the supplier writes it, the key of Anexo 22
	// Apéndice 7.
	Unidades map[string]string `yaml:"unidades"`
	Fecha    string            `yaml:"fecha"`         // layout such as DD/MM/AAAA; "" for AAAA-MM-DD only
	Decimal  string            `yaml:"decimal"`       // "." or ","; "" is "." and leaves 1,234 in doubt
	Moneda   string            `yaml:"moneda"`        // ISO 4217, for documents that print none
	Since    string            `yaml:"vigente_desde"` // YYYY-MM-DD: the latest of one supplier is in force
}

// Key is the supplier, however its name is spaced or accented.
func (m *Mapping) Key() string {
	if m.Proveedor.ID != "" {
		return m.Proveedor.ID
	}
	return sheet.Fold(m.Proveedor.Nombre)
}

// Applies reports that every text of reconoce stands in the document's text,
// as whole words, whatever case, accents, spacing and punctuation.
func (m *Mapping) Applies(text string) bool {
	return m.applies(folded(text))
}

func (m *Mapping) applies(folded string) bool {
	for _, want := range m.Reconoce {
		if !strings.Contains(folded, "_"+sheet.Fold(want)+"_") {
			return false
		}
	}
	return len(m.Reconoce) > 0
}

func folded(text string) string { return "_" + sheet.Fold(text) + "_" }

// Column is the field a table heading stands for; ok is false for a heading
// the mapping does not name.
func (m *Mapping) Column(heading string) (f Field, ok bool) {
	return find(m.Columnas, heading)
}

// Label is the field a label stands for; ok is false for a text that is no
// label of this supplier.
func (m *Mapping) Label(text string) (f Field, ok bool) {
	return find(m.Etiquetas, text)
}

// Labels are the texts a header field may be labelled with.
func (m *Mapping) Labels(f Field) []string { return m.Etiquetas[f] }

func find(fields map[Field][]string, text string) (Field, bool) {
	want := sheet.Fold(text)
	if want == "" {
		return "", false
	}
	for _, f := range Fields() {
		for _, h := range fields[f.Name] {
			if sheet.Fold(h) == want {
				return f.Name, true
			}
		}
	}
	return "", false
}

// Unit is the Apéndice 7 key of a unit as the supplier writes it; a unit the
// mapping does not name comes back as it is, with ok false.
func (m *Mapping) Unit(written string) (key string, ok bool) {
	want := sheet.Fold(written)
	for theirs, ours := range m.Unidades {
		if sheet.Fold(theirs) == want && want != "" {
			return ours, true
		}
	}
	return written, false
}

// Set holds the mappings in force of a programme, at most one per supplier.
type Set []*Mapping

// Newer decides between two files of one supplier: the later vigente_desde,
// then the smaller hash; never the order of arrival.
func Newer(a, b *Mapping, ha, hb document.Hash) bool {
	if a.Since != b.Since {
		return a.Since > b.Since
	}
	return ha < hb
}

// Choose is the mapping that applies to a document by its text. Several that
// apply are a doubt for a person: chosen is nil and all of them are given.
func (s Set) Choose(text string) (chosen *Mapping, several []*Mapping) {
	if len(s) == 0 {
		return nil, nil
	}
	var apply []*Mapping
	text = folded(text)
	for _, m := range s {
		if m.applies(text) {
			apply = append(apply, m)
		}
	}
	switch len(apply) {
	case 0:
		return nil, nil
	case 1:
		return apply[0], nil
	}
	return nil, apply
}
