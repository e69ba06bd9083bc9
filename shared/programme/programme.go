// Package programme is an IMMEX programme: the company as the books need to
// know it (Decreto IMMEX; Anexo 24 catalogue 1). It comes as a YAML file,
// dropped like any other document; a bad one is refused with line numbers.
//
// Example:
//
//	rfc: MEN210101AB1
//	nombre: Manufacturas Ejemplo del Norte, S.A. de C.V.
//	programa: "1234-2006"
//	inventory_key: fraccion
//	sin_bom: faltante
//
// The package decides nothing: it carries what the company declares.
package programme

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/yamlguard"
)

// MaxBytes bounds a programme file: a page or two of text.
const MaxBytes = 1 << 20

// MaxLeadDays bounds bom_lead_days: what leaves later than a year after it was
// made has a production order.
const MaxLeadDays = 365

// Days are whole days from 0 to MaxLeadDays.
type Days int

// UnmarshalYAML reads the digits as they are written: YAML would cut 2.5 to 2
// and take 010 for 8.
func (d *Days) UnmarshalYAML(b []byte) error {
	s := string(bytes.TrimSpace(b))
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > MaxLeadDays || s != strconv.Itoa(n) {
		return &yamlguard.ValueError{Text: document.Textf(
			"%q no es un número de días entero de 0 a %d", "%q is no whole number of days from 0 to %d", s, MaxLeadDays)}
	}
	*d = Days(n)
	return nil
}

// Programme is one company's programme.
type Programme struct {
	RFC           string        `yaml:"rfc"`
	Nombre        string        `yaml:"nombre"`
	Programa      string        `yaml:"programa"`  // number given by the Secretaría de Economía
	Modalidad     string        `yaml:"modalidad"` // industrial, servicios, controladora, albergue, tercerización
	Domicilio     string        `yaml:"domicilio"`
	Certificacion Certificacion `yaml:"certificacion"`
	// Certificaciones are periods of the register one by one; what
	// certificacion says holds beside them.
	Certificaciones []Registro `yaml:"certificaciones"`
	Sectores        []string   `yaml:"sectores"`      // of PROSEC, as the authorisation names them
	Plantas         []Planta   `yaml:"plantas"`       // registered addresses; the table lugares may have more
	InventoryKey    string     `yaml:"inventory_key"` // part | fraccion
	SinBOM          string     `yaml:"sin_bom"`       // faltante | directo
	// ParteSinFactura gives the part of a partida without an invoice: none, or
	// the only one of the catalogue.
	ParteSinFactura string `yaml:"parte_sin_factura"` // ninguna | catalogo
	SalesBasis      string `yaml:"sales_basis"`       // maquila | sale | mixed
	// BOMLeadDays is how many whole days before its shipment a product without
	// a production order was made, 0 when nothing is said.
	BOMLeadDays Days `yaml:"bom_lead_days"`
	// Revision is who approves packages; without it nobody has to.
	Revision Revision `yaml:"revision"`
	// Since orders two files of one programme, never the day they arrived:
	// the later YYYY-MM-DD is in force.
	Since string `yaml:"vigente_desde"`
}

// Certificacion is the company certification register (RGCE title 7).
type Certificacion struct {
	IVAIEPS string `yaml:"iva_ieps"` // A, AA, AAA or empty
	OEA     bool   `yaml:"oea"`
	From    string `yaml:"from"` // YYYY-MM-DD
	To      string `yaml:"to"`   // YYYY-MM-DD
}

// Registro is one period of the company certification register.
type Registro struct {
	Tipo  string `yaml:"tipo"`  // iva_ieps, oea, comercializadora, socio
	Nivel string `yaml:"nivel"` // A, AA, AAA; of iva_ieps alone
	Desde string `yaml:"desde"` // YYYY-MM-DD
	Hasta string `yaml:"hasta"` // YYYY-MM-DD, empty while in force
}

// Planta is a registered address of the programme.
type Planta struct {
	Lugar string `yaml:"lugar"` // key, as tables of the plant name it
	Desde string `yaml:"desde"`
	Hasta string `yaml:"hasta"`
}

// Read decodes a programme file, strictly: an unknown field is an error, so
// that a misspelled policy never counts as absent.
func Read(b []byte) (*Programme, document.Findings) {
	var p Programme
	if len(b) > MaxBytes {
		var fs document.Findings
		fs.At("programme_too_large", document.Error, document.Spot{}, document.Textf(
			"El archivo de programa pasa de %d bytes; envíe sólo el YAML.", "The programme file exceeds %d bytes; send only the YAML.", MaxBytes))
		return nil, fs
	}
	keys, fs := yamlguard.Decode(b, &p, "programme_yaml")
	if fs.Blocking() {
		return nil, fs
	}
	p.check(&fs, keys)
	if fs.Blocking() {
		return nil, fs
	}
	return &p, fs
}

func (p *Programme) check(fs *document.Findings, keys yamlguard.Keys) {
	at := func(path ...string) document.Spot {
		spot := keys.At(path...)
		spot.Field = strings.Join(path, ".")
		return spot
	}
	if !pedimento.RFCShape(p.RFC) {
		fs.At("programme_rfc", document.Error, at("rfc"), document.Textf(
			"El campo rfc dice %q, que no tiene forma de RFC.", "Field rfc says %q, which does not have the shape of an RFC.", p.RFC))
	}
	for _, x := range []struct {
		field, value string
		allowed      []string
	}{
		{"inventory_key", p.InventoryKey, []string{"part", "fraccion"}},
		{"sin_bom", p.SinBOM, []string{"faltante", "directo"}},
		{"parte_sin_factura", p.ParteSinFactura, []string{"ninguna", "catalogo"}},
		{"sales_basis", p.SalesBasis, []string{"maquila", "sale", "mixed"}},
	} {
		if x.value != "" && !slices.Contains(x.allowed, x.value) {
			fs.At("programme_value", document.Error, at(x.field), document.Textf(
				"El campo %s dice %q; se admite %s.", "Field %s says %q; allowed: %s.", x.field, x.value, strings.Join(x.allowed, ", ")))
		}
	}
	p.checkLists(fs, at)
	p.checkReview(fs, at)
	for _, x := range p.dates(at) {
		if _, err := document.ParseDate(x.value); err != nil {
			fs.At("programme_date", document.Error, x.at, document.Textf(
				"%s dice %q; se espera AAAA-MM-DD como 2026-01-01.", "%s says %q; expected YYYY-MM-DD such as 2026-01-01.", x.at.Field, x.value))
		}
	}
}

// LeadDays is bom_lead_days, 0 without a programme.
func (p *Programme) LeadDays() int {
	if p == nil {
		return 0
	}
	return int(p.BOMLeadDays)
}

// Policy is what the programme decides about its books.
func (p *Programme) Policy() ledger.Policy {
	policy := ledger.DefaultPolicy()
	if p == nil {
		return policy
	}
	if p.SinBOM != "" {
		policy.SinBOM = ledger.SinBOM(p.SinBOM)
	}
	if p.InventoryKey != "" {
		policy.InventoryKey = p.InventoryKey
	}
	if p.ParteSinFactura == string(ledger.PartByCatalog) {
		policy.PartBy = ledger.PartByCatalog
	}
	policy.BOMLeadDays = p.LeadDays()
	return policy
}

// String names the programme in logs without personal data.
func (p *Programme) String() string { return "programa " + p.RFC }
