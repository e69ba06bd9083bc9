package catalog_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// TestCountries: 18 keys of Apéndice 4 differ from ISO, of which seven have none.
func TestCountries(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	differ, none := 0, 0
	for _, r := range c.LawRows("paises_iso") {
		key := r.Cells["pais"]
		row, err := c.Country(key, day)
		if row.Country != key || row.Name == "" || !c.Listed(catalog.Paises, key, day) {
			t.Errorf("%s: %+v", key, row)
		}
		if row.ISO != key {
			differ++
		}
		if row.ISO == "" {
			none++
			wantMissing(t, key, err, "paises_iso "+key+": missing for")
			continue
		}
		if back, err := c.CountryByISO(row.ISO, day); err != nil || back.Country != key {
			t.Errorf("%s is %s and back %s %v", key, row.ISO, back.Country, err)
		}
	}
	if differ != 18 || none != 7 {
		t.Errorf("%d differ, %d have none", differ, none)
	}
	if r, err := c.CountryByISO("NLD", day); err != nil || r.Country != "ZYA" || r.Confidence != "OWN" {
		t.Errorf("%+v %v", r, err)
	}
	_, err := c.CountryByISO("", day)
	wantMissing(t, "no key", err, "paises_iso")
}

func TestIdentifiers(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	if n := len(c.LawRows("identificadores")); n != 165 {
		t.Errorf("%d identifiers", n)
	}
	for _, r := range c.LawRows("identificadores") {
		row, err := c.Identifier(r.Cells["identificador"], r.Cells["nivel"], day)
		if err != nil || row.Description == "" || !c.Listed(catalog.Identificadores, row.Key, day) || (row.Use.ES == "") != (row.Use.EN == "") || (row.Complements.ES == "") != (row.Complements.EN == "") {
			t.Errorf("%+v %v", row, err)
		}
	}
	g, errG := c.Identifier("CF", "G", day)
	p, errP := c.Identifier("CF", "P", day)
	if errG != nil || errP != nil || g.Description == p.Description {
		t.Errorf("%+v %+v", g, p)
	}
	_, err := c.Identifier("IM", "P", day)
	wantMissing(t, "IM of a partida", err, "identificadores IM P: missing for")
}

// TestRegimes: the pairs agree with the régimen that is known to follow, and
// none of them may fail a document.
func TestRegimes(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	for _, r := range c.LawRows("regimen_clave") {
		if r.Confirmed() || !c.Listed("16", r.Cells["regimen"], day) {
			t.Errorf("%+v", r)
		}
		if _, ok := c.Clave(r.Cells["clave"]); !ok {
			t.Errorf("%+v", r)
		}
		for _, op := range []string{"IMP", "EXP"} {
			known, ok := c.Regimen(r.Cells["clave"], op)
			rows := c.Regimes(r.Cells["clave"], op, day)
			if ok && len(rows) > 0 && !slices.ContainsFunc(rows, func(x catalog.RegimeRow) bool { return x.Regimen == known }) {
				t.Errorf("%s %s is %s, not among %+v", r.Cells["clave"], op, known, rows)
			}
		}
	}
	if rows := c.Regimes("IN", "IMP", day); len(rows) != 1 || rows[0].Regimen != "ITE" {
		t.Errorf("%+v", rows)
	}
	if rows := append(c.Regimes("IN", "EXP", day), c.Regimes("RT", "EXP", day)...); len(rows) != 0 {
		t.Errorf("%+v", rows)
	}
	if g, ok := c.ClaveGroup("IN"); !ok || g != "IMMEX" {
		t.Errorf("%q %v", g, ok)
	}
	if _, ok := c.ClaveGroup("ZZ"); ok {
		t.Error("ZZ stands under a heading")
	}
}

// TestRequirements: each names an identifier of its level; a third party's
// check never says it is confirmed.
func TestRequirements(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	needs := 0
	for _, r := range c.Requirements(20261126) {
		if _, err := c.Identifier(r.Identifier, r.Level, 20261126); err != nil {
			t.Errorf("%s: %v", r.Code, err)
		}
		if r.Confidence == "C" || r.Title.ES == "" || r.Title.EN == "" || r.Needs != (r.Regimen+r.FormaPago != "") || (r.Condition.ES == "") != (r.Condition.EN == "") {
			t.Errorf("%+v", r)
		}
		if r.Needs {
			needs++
		}
	}
	if needs != 5 || len(c.Requirements(19990101)) != 0 {
		t.Errorf("%d", needs)
	}
}

// TestRecords: what is known of the validation file, and what is not.
func TestRecords(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	known, unknown := 0, 0
	for _, r := range c.LawRows("registros_saai") {
		if r.Cells["posicion"] != "" {
			known++
			continue
		}
		if unknown++; r.Confidence != "OWN" {
			t.Errorf("%+v", r)
		}
	}
	if known != 61 || unknown != 25 || len(c.LawRows("longitudes_pedimento")) != 53 {
		t.Errorf("%d, %d, %d", known, unknown, len(c.LawRows("longitudes_pedimento")))
	}
}

// TestEveryTable: every embedded table, the older ones too, states source and
// a known confidence, ends no row before it begins, and never says two things
// of one key on one day.
func TestEveryTable(t *testing.T) {
	t.Parallel()
	keys := map[string][]string{
		"apendices": {"apendice", "clave", "descripcion"}, "casos_exigidos": {"clave", "operacion", "identificador"}, "claves_documento": {"clave"},
		"contribuciones": {"clave"}, "cotejos": {"codigo", "fuentes"}, "credito": {"concepto", "clave"}, "efectos": {"clave", "operacion", "identificador"},
		"equivalencias": {"tabla", "escrito"}, "facturas_exigidas": {"clave", "operacion"}, "fechas_exigidas": {"clave", "operacion", "tipo"},
		"formas_pago": {"clave"}, "monedas": {"clave"}, "precios_nube": {"servicio", "concepto", "region"}, "capacidad_nube": {"servicio", "concepto", "por", "parte"}, "regimenes": {"clave", "operacion"},
		"revisiones": {"numero"}, "unidades_medida": {"clave"}, "unidades_nombres": {"nombre", "clave"},
		"dta_clave": {"clave", "operacion"}, "listas": {"lista", "clave"}, "tolerancias": {"regla"},
	}
	for _, l := range catalog.LawTables() {
		keys[l.Name] = l.Key
	}
	files, err := filepath.Glob("data/*.csv")
	if err != nil || len(files) < len(keys) {
		t.Fatalf("%d files, %d keys, %v", len(files), len(keys), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".csv")
		for _, problem := range problems(t, file, keys[name]) {
			t.Errorf("%s: %s", name, problem)
		}
	}
}

func problems(t *testing.T, file string, key []string) (out []string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(string(b))).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if key == nil { // a table of no declared key repeats no row
		key = records[0]
	}
	seen := map[string][]catalog.Validity{}
	for _, rec := range records[1:] {
		cells := map[string]string{}
		for i, name := range records[0] {
			cells[name] = rec[i]
		}
		var id []string
		for _, k := range key {
			id = append(id, cells[k])
		}
		v := catalog.Validity{Source: cells["source"], Confidence: cells["confidence"]}
		v.From, _ = document.ParseDate(cells["valid_from"])
		v.To, _ = document.ParseDate(cells["valid_to"])
		k := strings.Join(id, " ")
		if v.Source == "" || !slices.Contains(catalog.Confidences(), v.Confidence) || v.To.Known() && v.To < v.From {
			out = append(out, k+": source, confidence or dates")
		}
		for _, other := range seen[k] {
			if v.Holds(other.From) || other.Holds(v.From) {
				out = append(out, k+" twice on one day")
			}
		}
		seen[k] = append(seen[k], v)
	}
	return out
}
