package datastage_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// TestContradictions: what one table says against another refuses the
// pedimento; each is one change of a delivery that is accepted.
func TestContradictions(t *testing.T) {
	t.Parallel()
	set := func(code, column, value string) func(*delivery) {
		return func(d *delivery) { d.table(code).set(0, column, value) }
	}
	again := func(code string) func(*delivery) {
		return func(d *delivery) { a := d.table(code); a.rows = append(a.rows, a.rows[0]) }
	}
	none := func(code string) func(*delivery) {
		return func(d *delivery) { d.table(code).rows = nil }
	}
	for name, tt := range map[string]struct {
		edit   func(*delivery)
		code   string
		blocks bool
	}{
		"551 of another operation":      {set("551", "TipoOperacion", "2"), "datastage_contradice", true},
		"551 of another clave":          {set("551", "ClaveDocumento", "RT"), "datastage_contradice", true},
		"551 paid another day":          {set("551", "FechaPagoReal", "2021-01-09 10:00:00"), "datastage_contradice", true},
		"551 paid at another hour":      {set("551", "FechaPagoReal", "2021-01-08 11:00:00"), "", false},
		"551 without payment":           {set("551", "FechaPagoReal", ""), "datastage_contradice", true},
		"506 paid another day":          {set("506", "FechaValidacionPagoR", "2021-02-08"), "datastage_contradice", true},
		"510 of another type":           {set("510", "TipoPedimento", "1"), "datastage_contradice", true},
		"512 of another type":           {set("512", "TipoPedimento", "1"), "datastage_contradice", true},
		"557 paid another day":          {set("557", "FechaPagoReal", "2020-01-08 10:00:00"), "datastage_contradice", true},
		"701 of another clave":          {set("701", "ClaveDocumento", "RT"), "datastage_contradice", true},
		"Sel of another operation":      {set("Sel", "TipoOperacion", "2"), "datastage_contradice", true},
		"Sel of another clave":          {set("Sel", "ClaveDocumento", "AF"), "datastage_contradice", true},
		"557 of another fracción":       {set("557", "Fraccion", "39012002"), "datastage_fraccion", true},
		"556 of another fracción":       {set("556", "Fraccion", ""), "datastage_fraccion", true},
		"506 twice":                     {again("506"), "datastage_fila_doble", true},
		"509 twice":                     {again("509"), "datastage_fila_doble", true},
		"510 twice":                     {again("510"), "datastage_fila_doble", true},
		"556 twice":                     {again("556"), "datastage_fila_doble", true},
		"Sel twice":                     {again("Sel"), "datastage_fila_doble", true},
		"701 twice":                     {again("701"), "datastage_rectificacion", true},
		"507 twice":                     {again("507"), "datastage_caso_doble", false},
		"512 twice":                     {again("512"), "descargo_repetido", false},
		"512 twice in a change":         {each(all("ClaveDocumento", "F4"), again("512")), "descargo_doble", true},
		"no 701 of a rectification":     {none("701"), "datastage_rectificacion", true},
		"701 of no rectification":       {all("TipoPedimento", "1"), "datastage_rectificacion", true},
		"another RFC":                   {set("Resumen", "RFCoPatenteAduanal", "EJE010101AB1"), "datastage_rfc", true},
		"asked for by a patente":        {set("Resumen", "RFCoPatenteAduanal", "3210"), "", false},
		"paid before the period":        {set("Resumen", "Fecha_Inicial", "2021-01-09"), "datastage_periodo", true},
		"paid after the period":         {set("Resumen", "Fecha_Final", "2021-01-07"), "datastage_periodo", true},
		"no 509":                        {none("509"), "", false},
		"no 556":                        {none("556"), "contribuciones_faltan", true},
		"another contribution in 510":   {set("510", "ClaveContribucion", "15"), "contribuciones_faltan", true},
		"no cases":                      {none("507"), "facturas_faltan", true},
		"no entry":                      {set("506", "TipoFecha", "3"), "pedimento_fecha_falta", true},
		"dollars":                       {set("551", "ValorDolares", "501.00"), "partida_dolares", true},
		"thirteen digits":               {set("551", "ValorComercial", "1000000000000"), "datastage_unreadable", true},
		"twelve digits, zeros in front": {set("510", "ImportePago", "000999999999999"), "", false},
		"thirteen below zero":           {set("551", "ValorAgregado", "-1000000000000"), "datastage_unreadable", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := one()
			tt.edit(d)
			p := d.first(t)
			if tt.code != "" && !p.Findings.Has(tt.code) || p.Findings.Blocking() != tt.blocks || tt.code == "" && len(p.Findings) > 0 {
				t.Errorf("%v; want %q, blocking %v", p.Findings, tt.code, tt.blocks)
			}
		})
	}
}

// TestLostTables: a delivery that lost the rows of a table every paid
// pedimento has is refused whole.
func TestLostTables(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"506", "510", "551"} {
		d := one()
		d.table(code).rows = nil
		if got := d.open(t); !got.Findings.Has("datastage_tabla_vacia") || !got.Findings.Blocking() {
			t.Errorf("%s: %v", code, got.Findings)
		}
	}
	d := one()
	for _, a := range d.tables {
		if !strings.HasSuffix(a.name, "_Resumen.asc") {
			a.rows = nil
		}
	}
	d.table("Resumen").set(0, "Total_Fracciones", "0")
	d.table("Resumen").set(0, "Total_Contribuciones", "0")
	if got := d.open(t); got.Findings.Blocking() || got.Len() != 0 {
		t.Errorf("a month without pedimentos: %v", got.Findings)
	}
}

// echoing are the columns that only repeat what 501 says.
func echoing() []string {
	return []string{"TipoOperacion", "ClaveDocumento", "TipoPedimento", "FechaPagoReal", "FechaValidacionPagoR"}
}

// TestNoEchoIsIgnored: in a delivery of many pedimentos, any row of any table
// that repeats 501 in other words refuses its pedimento and no other.
func TestNoEchoIsIgnored(t *testing.T) {
	t.Parallel()
	clean := refusedOf(t, base(t))
	if len(clean) > 0 {
		t.Fatalf("the base refuses %v", clean)
	}
	rapid.Check(t, func(rt *rapid.T) {
		d := base(t)
		a := rapid.SampledFrom(d.tables).Draw(rt, "table")
		column := rapid.SampledFrom(echoing()).Draw(rt, "column")
		if strings.HasSuffix(a.name, "_501.asc") || len(a.rows) == 0 || !slices.Contains(strings.Split(a.header, "|"), column) {
			return
		}
		row := rapid.IntRange(0, len(a.rows)-1).Draw(rt, "row")
		f := strings.Split(a.rows[row], "|")
		value := map[string]string{
			"TipoOperacion": "3", "ClaveDocumento": "ZZ", "TipoPedimento": "9", "FechaPagoReal": "2019-01-01 00:00:00", "FechaValidacionPagoR": "2019-01-01 00:00:00",
		}[column]
		a.set(row, column, value)
		refused := refusedOf(t, d)
		if _, ours := refused[f[1]]; !ours && knows(d, f[1]) || len(refused) > 1 {
			rt.Fatalf("%s row %d %s = %s: refused %v", a.name, row, column, value, refused)
		}
	})
}

// knows reports a pedimento of table 501.
func knows(d *delivery, documento string) bool {
	return slices.ContainsFunc(d.table("501").rows, func(r string) bool { return strings.Split(r, "|")[1] == documento })
}

// refusedOf are the pedimentos a delivery does not bring into the books.
func refusedOf(tb testing.TB, d *delivery) map[string]document.Findings {
	tb.Helper()
	got := d.open(tb)
	if got.Findings.Blocking() {
		tb.Fatal(got.Findings)
	}
	out := map[string]document.Findings{}
	for i := range got.Len() {
		p := got.Pedimento(i)
		if pedimento.Gate(p) != document.Accepted {
			out[p.Documento] = p.Findings
		}
	}
	return out
}

// TestNoRowIsLostUnseen: a row taken out of a table that promises it is missed
// by the count of the Resumen or by its pedimento.
func TestNoRowIsLostUnseen(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"506", "510", "551", "556", "557"} {
		n := len(base(t).table(code).rows)
		for i := range min(n, 12) {
			d := base(t)
			a := d.table(code)
			lost := a.rows[i]
			a.rows = slices.Delete(a.rows, i, i+1)
			got := d.open(t)
			seen := got.Findings.Blocking()
			for k := range got.Len() {
				p := got.Pedimento(k)
				seen = pedimento.Gate(p) != document.Accepted || seen
			}
			if !seen {
				t.Errorf("%s without %s is accepted", code, lost)
			}
		}
	}
}
