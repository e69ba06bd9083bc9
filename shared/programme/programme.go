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
	"fmt"
	"slices"
	"strconv"

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
		return fmt.Errorf("%q no es un número de días entero de 0 a %d / is no whole number of days from 0 to %d", s, MaxLeadDays, MaxLeadDays)
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
	InventoryKey  string        `yaml:"inventory_key"` // part | fraccion
	SinBOM        string        `yaml:"sin_bom"`       // faltante | directo
	SalesBasis    string        `yaml:"sales_basis"`   // maquila | sale | mixed
	// BOMLeadDays is how many whole days before its shipment a product without
	// a production order was made, 0 when nothing is said.
	BOMLeadDays Days `yaml:"bom_lead_days"`
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

// Read decodes a programme file, strictly: an unknown field is an error, so
// that a misspelled policy never counts as absent.
func Read(b []byte) (*Programme, document.Findings) {
	var p Programme
	var fs document.Findings
	if len(b) > MaxBytes {
		fs.Add("programme_too_large", document.Error, "", document.Textf(
			"El archivo de programa pasa de %d bytes; envíe sólo el YAML.", "The programme file exceeds %d bytes; send only the YAML.", MaxBytes))
		return nil, fs
	}
	if _, fs = yamlguard.Decode(b, &p, "programme_yaml"); fs.Blocking() {
		return nil, fs
	}
	p.check(&fs)
	if fs.Blocking() {
		return nil, fs
	}
	return &p, fs
}

func (p *Programme) check(fs *document.Findings) {
	if !pedimento.RFCShape(p.RFC) {
		fs.Add("programme_rfc", document.Error, "rfc", document.Textf(
			"El campo rfc dice %q, que no tiene forma de RFC.", "Field rfc says %q, which does not have the shape of an RFC.", p.RFC))
	}
	p.oneOf(fs, "inventory_key", p.InventoryKey, "", "part", "fraccion")
	p.oneOf(fs, "sin_bom", p.SinBOM, "", "faltante", "directo")
	p.oneOf(fs, "sales_basis", p.SalesBasis, "", "maquila", "sale", "mixed")
	for _, d := range []string{p.Certificacion.From, p.Certificacion.To, p.Since} {
		if _, err := document.ParseDate(d); err != nil {
			fs.Add("programme_date", document.Error, "certificacion", document.Textf("%v.", "%v.", err))
		}
	}
}

func (p *Programme) oneOf(fs *document.Findings, field, value string, allowed ...string) {
	if slices.Contains(allowed, value) {
		return
	}
	fs.Add("programme_value", document.Error, field, document.Textf(
		"El campo %s dice %q; se admite %v.", "Field %s says %q; allowed: %v.", field, value, allowed[1:]))
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
	return policy
}

// String names the programme in logs without personal data.
func (p *Programme) String() string { return "programa " + p.RFC }
