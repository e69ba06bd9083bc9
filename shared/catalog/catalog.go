// Package catalog is dated law as data: keys of Anexo 22, the effect of each
// clave on an inventory, stay periods, non-business days, surcharges, fees,
// fines, thresholds, obligations, restricted goods. Every row carries
// valid_from, valid_to, source and confidence; nothing here is a constant of
// code. A row the dossier marks OWN or 3P may warn and never fail.
//
// Example: Default().Effect("IN", "IMP", nil, date) is an entry of inputs, and
// Default().Recargo(date) the monthly surcharge of that day or Missing, which
// says what to deliver; With lays delivered rows over a catalogue.
//
// The package does not judge documents; package rule does.
package catalog

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"sync"

	"example.com/immex/shared/document"
)

//go:embed data/*.csv
var data embed.FS

// Validity is when a row holds and why we believe it.
type Validity struct {
	From       document.Date
	To         document.Date // zero: still in force
	Source     string
	Confidence string // C, C-old, 3P, OWN (dossier §0)
}

// Holds reports whether the row is in force on d.
func (v Validity) Holds(d document.Date) bool {
	return d >= v.From && (v.To == 0 || d <= v.To)
}

// Catalog is one version of all tables.
type Catalog struct {
	// Version is the hash of the tables that readers and books follow from, part
	// of every run's id.
	Version document.Hash
	// Law is the hash of all tables, those of rates, fines, thresholds and
	// obligations too: the version of what rules and estimates say.
	Law document.Hash

	law           map[string]*law // dated law by table
	effects       []EffectRow
	deferrals     []DeferralRow
	stays         []StayRow
	closed        []ClosedRow
	restricted    []RestrictionRow
	regimeRows    map[string][]RegimeRow // by clave
	lengths       map[string][]Length    // by field
	credit        []CreditRow
	contributions map[string]string
	labels        map[string]string
	units         map[string]UnitRow
	unitRows      []UnitRow
	unitNames     map[string]string // folded name to key
	claves        map[string]string
	claveDays     map[string][]Validity
	groups        map[string]string // heading of Apéndice 2 by clave
	regimes       map[string]string
	imports       map[string]bool // régimenes of imports alone
	cotejos       []Cotejo
	cotejoRows    map[string][]int // rows of cotejos by code
	appendices    map[appendixKey][]Validity
	dates         []required
	invoices      []required
	cases         []required
	names         []nameRow
	currencies    map[string]currency
	patterns      map[string][]Pattern
	edocuments    map[string][]EDocumentRow
	oma           map[string]string      // OMA unit to Apéndice 7
	complement    map[string][]Validity  // keys of c_Exportacion that bring a complement
	tolerances    map[string][]Tolerance // of rules, by code
	lists         map[listKey][]Validity
	handling      map[string][]handlingRow // DTA by clave and operation
	ruleTables    document.Hash            // of what rules alone ask
}

// Default is the embedded catalogue.
var Default = sync.OnceValue(func() *Catalog { //nolint:gochecknoglobals // immutable, built once from embedded files
	c, err := load()
	if err != nil {
		panic("embedded catalogue: " + err.Error())
	}
	return c
})

// load reads the embedded tables; a malformed one is a build defect.
func load() (*Catalog, error) {
	c := &Catalog{
		law: map[string]*law{}, contributions: map[string]string{}, labels: map[string]string{},
		units: map[string]UnitRow{}, unitNames: map[string]string{}, claves: map[string]string{}, claveDays: map[string][]Validity{}, groups: map[string]string{}, regimes: map[string]string{}, imports: map[string]bool{},
		cotejoRows: map[string][]int{}, appendices: map[appendixKey][]Validity{}, currencies: map[string]currency{},
		patterns: map[string][]Pattern{}, oma: map[string]string{}, edocuments: map[string][]EDocumentRow{}, complement: map[string][]Validity{},
	}
	var all bytes.Buffer
	for _, t := range []struct {
		file string
		row  func(*Catalog, map[string]string, Validity) error
	}{
		{"apendices.csv", addAppendix},
		{"casos_exigidos.csv", addRequiredCase},
		{"claves_cfdi.csv", addCFDIKey},
		{"claves_documento.csv", addClave},
		{"contribuciones.csv", addContribution},
		{"cotejos.csv", addCotejo},
		{"credito.csv", addCredit},
		{"dias_inhabiles.csv", skip},
		{"diferimiento.csv", addDeferral},
		{"edocumentos.csv", addEDocument},
		{"efectos.csv", addEffect},
		{"equivalencias.csv", addName},
		{"facturas_exigidas.csv", addRequiredInvoice},
		{"fechas_exigidas.csv", addRequiredDate},
		{"formas_pago.csv", addFormaPago},
		{"monedas.csv", addCurrency},
		{"patrones.csv", addPattern},
		{"plazos.csv", skip},
		{"regimenes.csv", addRegimen},
		{"unidades_medida.csv", addUnit},
		{"unidades_nombres.csv", addUnitName},
		{"unidades_oma.csv", addOMA},
	} {
		b, err := data.ReadFile("data/" + t.file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.file, err)
		}
		all.WriteString(t.file)
		all.Write(b)
		if err := eachRow(b, func(m map[string]string, v Validity) error { return t.row(c, m, v) }); err != nil {
			return nil, fmt.Errorf("%s: %w", t.file, err)
		}
	}
	c.Version = document.HashOf(all.Bytes())
	for i := range LawTables() {
		t := &LawTables()[i]
		b, err := data.ReadFile("data/" + t.Name + ".csv")
		if err != nil {
			return nil, fmt.Errorf("%s.csv: %w", t.Name, err)
		}
		if c.law[t.Name], err = readLaw(t, b); err != nil {
			return nil, fmt.Errorf("%s.csv: %w", t.Name, err)
		}
	}
	if err := c.rebuild(); err != nil {
		return nil, err
	}
	if err := c.loadRuleTables(); err != nil {
		return nil, err
	}
	c.Law = c.lawHash()
	return c, nil
}

// skip is for a table that is read as dated law and is part of the version.
func skip(*Catalog, map[string]string, Validity) error { return nil }

// eachRow walks a CSV table with its header and validity columns.
func eachRow(b []byte, row func(map[string]string, Validity) error) error {
	records, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		return fmt.Errorf("read table: %w", err)
	}
	for i, rec := range records[1:] {
		m := make(map[string]string, len(rec))
		for j, name := range records[0] {
			m[name] = rec[j]
		}
		v := Validity{Source: m["source"], Confidence: m["confidence"]}
		if v.From, err = document.ParseDate(m["valid_from"]); err != nil {
			return fmt.Errorf("row %d: %w", i+2, err)
		}
		if v.To, err = document.ParseDate(m["valid_to"]); err != nil {
			return fmt.Errorf("row %d: %w", i+2, err)
		}
		if v.Source == "" || v.From == 0 {
			return fmt.Errorf("row %d: source and valid_from are required", i+2)
		}
		if err := row(m, v); err != nil {
			return fmt.Errorf("row %d: %w", i+2, err)
		}
	}
	return nil
}
