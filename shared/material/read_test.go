package material_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/sheet"
)

func read(t *testing.T, b []byte) (*material.File, document.Findings) {
	t.Helper()
	book, findings := sheet.Read(b)
	if book == nil {
		return nil, findings
	}
	f, more := material.Read(book)
	return f, append(findings, more...)
}

// TestTemplates: what a person downloads is known, is of no other table, and
// its row of example is never taken for a fact; with one value of it changed
// every column reads as written.
func TestTemplates(t *testing.T) {
	t.Parallel()
	for _, table := range material.Tables() {
		for _, format := range []sheet.Format{sheet.CSV, sheet.XLSX} {
			for _, lang := range []document.Lang{document.Spanish, document.English} {
				name := fmt.Sprintf("%s %s %s", table.Name, format, lang)
				b, err := table.Template(format, lang)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				f, findings := read(t, b)
				if f != nil || len(findings) != 1 || findings[0].Code != "plant_example" || findings[0].At.Row != 2 || findings[0].Severity != document.Error {
					t.Errorf("%s: %+v, %v", name, f, findings)
				}
				book, _ := sheet.Read(b)
				if !material.Sniff(book.Visible()[0]) {
					t.Errorf("%s is not recognised", name)
				}
			}
		}
		f, findings := read(t, filled(&table, nil))
		if f == nil || len(findings) > 0 || f.Table.Name != table.Name || len(f.Rows) != 1 {
			t.Errorf("%s with a value changed: %+v, %v", table.Name, f, findings)
			continue
		}
		for _, c := range table.Columns {
			if v := f.Get(&f.Rows[0], c.Name); (v.Text == "") != (c.Example == "") {
				t.Errorf("%s: %s reads %q of %q", table.Name, c.Name, v.Text, c.Example)
			}
		}
		if table.Title.ES == "" || table.Title.EN == "" {
			t.Errorf("%s has no title", table.Name)
		}
	}
}

// TestHeadings: one heading is one column of a table, and columns are
// documented in both languages.
func TestHeadings(t *testing.T) {
	t.Parallel()
	for _, table := range material.Tables() {
		owner := map[string]string{}
		for _, c := range table.Columns {
			for _, h := range append([]string{c.Name, c.English}, c.Aliases...) {
				folded := sheet.Fold(h)
				if other := owner[folded]; other != "" && other != c.Name {
					t.Errorf("%s: heading %q is of %s and of %s", table.Name, h, other, c.Name)
				}
				owner[folded] = c.Name
				if got, ok := table.Column(strings.ToUpper(h)); !ok || got.Name != c.Name {
					t.Errorf("%s: heading %q finds %+v", table.Name, h, got)
				}
			}
			if c.Meaning.ES == "" || c.Meaning.EN == "" || c.English == "" || c.Required && c.Example == "" {
				t.Errorf("%s.%s is not documented", table.Name, c.Name)
			}
		}
		for _, name := range append(append([]string{}, table.Identity...), table.OneOf...) {
			if _, ok := table.Column(name); !ok {
				t.Errorf("%s is named by %s, which it has not", table.Name, name)
			}
		}
	}
}

const bom = `producto,componente,cantidad,unidad,merma,desperdicio,version,vigente_desde,vigente_hasta,familia
PT-900,CON-10,2,PZA,2%,1.5%,A,2026-01-01,2026-06-30,
PT-900,SUB-1,1,6,,,A,2026-01-01,2026-06-30,
PT-900,CON-10,3,6,,,B,2026-07-01,,
SUB-1,CAB-20,0.25,M,0.5%,,A,2026-01-01,,F1
`

func TestBOM(t *testing.T) {
	t.Parallel()
	f, findings := read(t, []byte(bom))
	if f == nil || len(findings) > 0 {
		t.Fatal(findings)
	}
	b, err := json.Marshal(f.View(document.English))
	if err != nil {
		t.Fatal(err)
	}
	var v struct {
		Tabla, Titulo, Cotejo string
		Filas                 []map[string]any
	}
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"fila": 5.0, "producto": "SUB-1", "componente": "CAB-20", "cantidad": "0.25", "unidad": "3", "merma": "0.5", "desperdicio": nil,
		"version": "A", "vigente_desde": "2026-01-01", "vigente_hasta": nil, "familia": "F1",
	}
	if d := cmp.Diff(want, v.Filas[3]); d != "" || v.Tabla != "bom" || v.Titulo != "bill of materials by version" || v.Cotejo != "parcial" {
		t.Errorf("%s: %s", b, d)
	}
	if s := f.Summary(); !strings.Contains(s.ES, "4 filas") || !strings.Contains(s.EN, "4 rows") {
		t.Errorf("summary %v", s)
	}
}

// TestKey: the same content is the same file, whatever its format, spacing,
// headings and order of rows.
func TestKey(t *testing.T) {
	t.Parallel()
	f, _ := read(t, []byte(bom))
	lines := strings.Split(strings.TrimSpace(bom), "\n")
	lines[1], lines[2] = lines[2], lines[1]
	other := strings.ReplaceAll(strings.Join(lines, "\r\n"), ",", ";")
	other = strings.Replace(other, "componente;", "Component;", 1)
	g, findings := read(t, []byte(other))
	if g == nil || g.Key() != f.Key() || !strings.HasPrefix(f.Key(), "bom:") {
		t.Errorf("%v: %v", findings, g)
	}
	h, _ := read(t, []byte(strings.Replace(bom, "0.25", "0.26", 1)))
	if h == nil || h.Key() == f.Key() {
		t.Error("another quantity is the same file")
	}
}

func TestEncode(t *testing.T) {
	t.Parallel()
	f, _ := read(t, []byte(bom))
	doc := document.HashOf([]byte(bom))
	b, err := f.Encode(doc)
	if err != nil {
		t.Fatal(err)
	}
	g, from, err := material.Decode(b)
	if err != nil || from != doc || g.Key() != f.Key() {
		t.Fatalf("%v, %v", err, g)
	}
	again, err := g.Encode(from)
	if err != nil || string(again) != string(b) {
		t.Errorf("%s is not %s, %v", again, b, err)
	}
	if v := g.Get(&g.Rows[3], "cantidad"); v.Amount.String() != "0.25" || g.Get(&g.Rows[0], "vigente_hasta").Date.String() != "2026-06-30" {
		t.Errorf("%+v", v)
	}
	if g.Get(&g.Rows[0], "nada").Text != "" {
		t.Error("a column nobody has says something")
	}
	for _, broken := range []string{
		"", "{}", `{"schema":1,"table":"nada"}`, `{"schema":2,"table":"bom"}`, `{"schema":1,"table":"bom","columns":["x"],"rows":[{"fila":2,"v":["1"]}]}`,
		`{"schema":1,"table":"bom","columns":["cantidad"],"rows":[{"fila":2,"v":["1","2"]}]}`, `{"schema":1,"table":"bom","columns":["cantidad"],"rows":[{"fila":2,"v":["x"]}]}`,
		`{"schema":1,"table":"bom","columns":["vigente_desde"],"rows":[{"fila":2,"v":["x"]}]}`,
	} {
		if f, _, err := material.Decode([]byte(broken)); err == nil {
			t.Errorf("%s decodes as %+v", broken, f)
		}
	}
}

// TestRefuses: one mistake, one code, at its row and column.
func TestRefuses(t *testing.T) {
	t.Parallel()
	const (
		partes  = "parte,descripcion,fraccion,nico,umc,umt,factor,vigente_desde,vigente_hasta\nCON-10,Conector,8536.69.99,00,KG,2,1000,2026-01-01,2026-06-30\nCON-10,Conector,85366999,00,6,1,0.0125,2026-07-01,\n"
		alias   = "alias,parte,de,vigente_desde,vigente_hasta\nC10,CON-10,EXAMPLE,2026-01-01,2026-03-31\nC10,CON-11,EXAMPLE,2026-04-01,\n"
		ordenes = "orden,producto,cantidad,fecha,version,componente,consumo,unidad_consumo\nOP-1,PT-900,100,2026-03-02,A,CON-10,204,6\nOP-1,PT-900,100,2026-03-02,A,CAB-20,25,3\nOP-2,PT-901,5,2026-03-03,,,,\n"
		saldos  = "pedimento,partida,parte,fraccion,saldo_umt,umt,saldo_umc,umc,fecha,procedencia\n26 24 3210 6000123,1,CON-10,85366999,12.5,1,12500,2,2026-03-31,Sistema anterior\n"
		conteos = "fecha,parte,lugar,contado,unidad,motivo\n2026-06-30,CON-10,P1,0,6,Semestral\n2026-06-30,CON-10,P2,7,6,Semestral\n"
		activos = "activo,serie,pedimento,partida,descripcion,lugar,estado,fecha\nAF-1,SN-1,262432106000124,1,Prensa,P1,en uso,2026-03-05\nAF-2,SN-2,262432106000124,1,Prensa,P1,en_uso,2026-03-05\n"
		actas   = "acta,renglon,fecha,tipo,parte,pedimento,partida,cantidad,unidad,documento\nA-1,1,2026-05-15,destruccion,CON-10,,,5,6,Aviso 1\nA-1,2,2026-05-15,destruccion,,262432106000123,1,2.5,1,Aviso 1\n"
		socios  = "tipo,nombre,rfc,id_fiscal,pais\nproveedor,SAMPLE PARTS INC,,990000002,USA\ncliente,EJEMPLO SA,EMN2101019A1,,MEX\n"
		senders = "dominio,patente,vigente_desde,vigente_hasta\notra.example,3211,2026-01-01,\n"
		lugares = "lugar,tipo,domicilio,vigente_desde,vigente_hasta\nP1,planta,CALLE 1,2021-01-01,2022-12-31\nP1,planta,CALLE 2,2023-01-01,\n"
	)
	sound := []string{bom, partes, alias, ordenes, saldos, conteos, activos, actas, socios, lugares, senders}
	for _, s := range sound {
		if f, findings := read(t, []byte(s)); f == nil {
			t.Fatalf("%s: %v", s, findings)
		}
	}
	for name, tt := range map[string]struct{ in, from, to, code, where string }{
		"no value":               {bom, "PT-900,CON-10,2,", "PT-900,,2,", "plant_value", "fila 2 columna B"},
		"letters in a quantity":  {bom, "CON-10,2,", "CON-10,dos,", "plant_value", "fila 2 columna C"},
		"a comma in doubt":       {bom, "CON-10,2,", `CON-10,"1,234",`, "plant_value", "fila 2 columna C"},
		"nothing consumed":       {bom, "CON-10,2,", "CON-10,0,", "plant_value", "fila 2 columna C"},
		"a negative quantity":    {bom, "CON-10,2,", "CON-10,-2,", "plant_value", "fila 2 columna C"},
		"a unit of nowhere":      {bom, "2,PZA", "2,LB", "plant_value", "fila 2 columna D"},
		"a percentage over 100":  {bom, ",2%,", ",200%,", "plant_value", "fila 2 columna E"},
		"a percentage in doubt":  {bom, ",2%,", ",0.02,", "plant_value", "fila 2 columna E"},
		"losses over the whole":  {bom, ",2%,1.5%,", ",60%,50%,", "plant_percent", "fila 2 columna E"},
		"a date that is none":    {bom, "2026-01-01,2026-06-30,\nPT", "2026-02-30,2026-06-30,\nPT", "plant_value", "fila 2 columna H"},
		"a date in doubt":        {bom, "2026-01-01,2026-06-30,\nPT", "02/03/2026,2026-06-30,\nPT", "plant_value", "fila 2 columna H"},
		"versions overlap":       {bom, "B,2026-07-01", "B,2026-06-30", "plant_overlap", "fila 4 columna H"},
		"a version of two dates": {bom, "SUB-1,1,6,,,A,2026-01-01", "SUB-1,1,6,,,A,2026-01-02", "plant_contradiction", "fila 3 columna H"},
		"an end before":          {bom, "B,2026-07-01,,", "B,2026-07-01,2026-06-30,", "plant_dates", "fila 4 columna I"},
		"a component twice":      {bom, "PT-900,SUB-1,1", "PT-900,CON-10,1", "plant_duplicate", "fila 3 columna A"},
		"a circle":               {bom, "SUB-1,CAB-20", "SUB-1,PT-900", "plant_cycle", ""},
		"a circle of one":        {bom, "SUB-1,CAB-20", "SUB-1,SUB-1", "plant_cycle", "fila 5 columna B"},
		"a clash of units":       {bom, "CON-10,3,6", "CON-10,3,KG", "plant_unit_clash", "fila 4 columna D"},
		"an unknown column":      {bom, "familia", "color", "plant_headings", "fila 1"},
		"a column twice":         {bom, "familia", "componente", "plant_headings", "fila 1"},
		"a column missing":       {bom, "version", "", "plant_headings", "fila 1"},
		"a value of no heading":  {bom, "2026-06-30,\nPT-900,SUB", "2026-06-30,,x\nPT-900,SUB", "plant_value", "fila 2 columna K"},
		"no rows":                {bom, bom[strings.Index(bom, "\n"):], "\n", "plant_empty", ""},
		"headings of nobody":     {bom, bom, "uno,dos,tres\n1,2,3\n", "plant_unknown", ""},

		"a fracción of 7":       {partes, "8536.69.99", "8536.69.9", "plant_value", "fila 2 columna C"},
		"a NICO of 1":           {partes, ",00,KG", ",0,KG", "plant_value", "fila 2 columna D"},
		"a factor of the units": {partes, "2,1000", "2,100", "plant_factor", "fila 2 columna G"},
		"no factor":             {partes, "1,0.0125", "1,", "plant_factor", "fila 3 columna G"},
		"parts overlap":         {partes, "2026-07-01", "2026-06-30", "plant_overlap", "fila 3 columna H"},

		"an alias of itself":        {alias, "C10,CON-10", "CON-10,CON-10", "plant_alias", "fila 2 columna A"},
		"an alias of two parts":     {alias, "2026-04-01", "2026-03-31", "plant_overlap", "fila 3 columna D"},
		"an order of two dates":     {ordenes, "100,2026-03-02,A,CAB", "100,2026-03-03,A,CAB", "plant_contradiction", "fila 3 columna D"},
		"half a consumption":        {ordenes, "CAB-20,25,3", "CAB-20,,3", "plant_value", "fila 3 columna F"},
		"an order that eats itself": {ordenes, "CAB-20", "PT-900", "plant_cycle", "fila 3 columna F"},
		"an order with and without": {ordenes, "CAB-20,25,3", ",,", "plant_contradiction", "fila 3 columna F"},
		"too many decimals":         {ordenes, "PT-901,5,", "PT-901,5.1234567,", "plant_value", "fila 4 columna C"},
		"nothing made":              {ordenes, "PT-901,5,", "PT-901,0,", "plant_value", "fila 4 columna C"},

		"a pedimento of 14":              {saldos, "26 24 3210 6000123", "26 24 3210 600012", "plant_value", "fila 2 columna A"},
		"a partida of zero":              {saldos, ",1,CON", ",0,CON", "plant_value", "fila 2 columna B"},
		"half a UMC":                     {saldos, "12500,2", ",2", "plant_value", ""},
		"a balance before its pedimento": {saldos, "2026-03-31", "2025-03-31", "plant_dates", "fila 2 columna I"},

		"a count twice":         {conteos, "P2", "P1", "plant_duplicate", "fila 3 columna A"},
		"an asset twice":        {activos, "AF-2", "AF-1", "plant_duplicate", "fila 3 columna A"},
		"an asset of no name":   {activos, "AF-1,SN-1", ",", "plant_value", "fila 2"},
		"an unknown status":     {activos, "en uso", "perdido", "plant_value", "fila 2 columna G"},
		"an act of two dates":   {actas, "2,2026-05-15", "2,2026-05-16", "plant_contradiction", "fila 3 columna C"},
		"a partida of nowhere":  {actas, "262432106000123,1", ",1", "plant_value", ""},
		"an act of no goods":    {actas, "CON-10", "", "plant_value", "fila 2"},
		"a Mexican without RFC": {socios, "EMN2101019A1,,", ",X1,", "plant_value", "fila 3 columna C"},
		"an RFC that is none":   {socios, "EMN2101019A1", "EMN211301", "plant_value", "fila 3 columna C"},
		"a country of a word":   {socios, "USA", "Estados Unidos", "plant_value", "fila 2 columna E"},
		"a partner twice":       {socios, "\ncliente,EJEMPLO SA,EMN2101019A1,,MEX", "\nproveedor,SAMPLE PARTS INC,,990000002,USA", "plant_duplicate", "fila 3 columna A"},
		"an address":            {senders, "otra.example", "t@otra.example", "plant_value", "fila 2 columna A"},
		"capitals":              {senders, "otra.example", "Otra.example", "plant_value", "fila 2 columna A"},
		"one label":             {senders, "otra.example", "example", "plant_value", "fila 2 columna A"},
		"a wildcard":            {senders, "otra.example", "*.example", "plant_value", "fila 2 columna A"},
		"ends before it begins": {senders, "2026-01-01,", "2026-01-01,2025-01-01", "plant_dates", ""},
		"places overlap":        {lugares, "2023-01-01", "2022-01-01", "plant_overlap", "fila 3 columna D"},
	} {
		text := strings.Replace(tt.in, tt.from, tt.to, 1)
		if text == tt.in {
			t.Errorf("%s changes nothing", name)
			continue
		}
		f, findings := read(t, []byte(text))
		if f != nil || !findings.Has(tt.code) || !findings.Blocking() {
			t.Errorf("%s: %v; want %s", name, findings, tt.code)
			continue
		}
		for _, x := range findings {
			if x.Code == tt.code && tt.where != "" && bare(x.At) != tt.where {
				t.Errorf("%s: at %q, want %q: %s", name, x.Where, tt.where, x.Message.EN)
			}
			if x.Message.ES == x.Message.EN {
				t.Errorf("%s: one language only: %s", name, x.Message.ES)
			}
		}
	}
}

// bare is a place without the name of its column, in Spanish.
func bare(at document.Spot) string {
	at.Field = ""
	return at.In(document.Spanish)
}

// TestWarns: what may be wrong is said and does not block.
func TestWarns(t *testing.T) {
	t.Parallel()
	for code, in := range map[string]string{
		"plant_unit_ratio":      "pedimento,partida,fraccion,saldo_umt,umt,saldo_umc,umc,fecha,procedencia\n262432106000123,1,85366999,12.5,1,12600,2,2026-03-31,x\n",
		"plant_factor_evidence": "parte,descripcion,fraccion,umc,umt,factor,vigente_desde\nA,B,85366999,6,1,0.5,2026-01-01\n",
	} {
		if f, findings := read(t, []byte(in)); f == nil || !findings.Has(code) {
			t.Errorf("%s: %v", code, findings)
		}
	}
}

// TestManyErrors: all are listed to a limit, then counted.
func TestManyErrors(t *testing.T) {
	t.Parallel()
	in := bom[:strings.Index(bom, "\n")+1] + strings.Repeat("PT,CON,x,6,,,A,2026-01-01,,\n", 500)
	f, findings := read(t, []byte(in))
	if f != nil || len(findings) != 201 || !findings.Has("plant_more") {
		t.Errorf("%d findings", len(findings))
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		bom: "bom", "producto,componente,qty,version,x\n1,2,3,4,5\n": "bom", "uno,dos\n1,2\n": "", "Reporte\nfecha,parte,lugar,contado,unidad,motivo\n": "conteos",
	} {
		book, _ := sheet.Read([]byte(in))
		if name, _ := material.Nearest(&book.Sheets[0]); name != want {
			t.Errorf("%q is nearest to %q, want %q", in, name, want)
		}
	}
	if material.Sniff(nil) {
		t.Error("nothing is a table")
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(bom))
	for _, table := range material.Tables() {
		for _, format := range []sheet.Format{sheet.CSV, sheet.XLSX} {
			b, err := table.Template(format, document.Spanish)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		file, findings := read(t, b)
		if (file == nil) != findings.Blocking() {
			t.Fatalf("%+v with %v", file, findings)
		}
		if file == nil {
			return
		}
		stored, err := file.Encode("doc")
		if err != nil {
			t.Fatal(err)
		}
		again, _, err := material.Decode(stored)
		if err != nil || again.Key() != file.Key() {
			t.Fatalf("%v: %s", err, stored)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var s strings.Builder
	s.WriteString(bom[:strings.Index(bom, "\n")+1])
	for i := range 20_000 {
		fmt.Fprintf(&s, "PT-%d,CON-%d,2,6,2%%,1.5%%,A,2026-01-01,,\n", i/20, i%20)
	}
	for b.Loop() {
		book, findings := sheet.Read([]byte(s.String()))
		if book == nil {
			b.Fatal(findings)
		}
		if f, findings := material.Read(book); f == nil {
			b.Fatal(findings)
		}
	}
	b.ReportMetric(20_000*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
