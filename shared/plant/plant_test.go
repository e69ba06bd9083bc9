package plant_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/unit"
)

// fataler is a test, or a draw of one.
type fataler interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// file reads a table as the plant would send it and takes it through the form
// in which facts are kept.
func file(tb fataler, csv string) plant.File {
	tb.Helper()
	book, findings := sheet.Read([]byte(csv))
	if book == nil {
		tb.Fatal(findings)
	}
	f, findings := material.Read(book)
	if f == nil {
		tb.Fatalf("%v\n%s", findings, csv)
	}
	data, err := f.Encode(document.HashOf([]byte(csv)))
	if err != nil {
		tb.Fatal(err)
	}
	f, doc, err := material.Decode(data)
	if err != nil {
		tb.Fatal(err)
	}
	return plant.File{File: f, Hash: document.HashOf(data), Doc: doc}
}

func index(tb testing.TB, csvs ...string) *plant.Index {
	tb.Helper()
	var files []plant.File
	for _, csv := range csvs {
		files = append(files, file(tb, csv))
	}
	return plant.New(files, unit.Default())
}

// codes are the findings as "code where".
func codes(x *plant.Index) (out []string) {
	for _, p := range x.Problems() {
		out = append(out, p.Code+" "+p.Where)
	}
	return out
}

const (
	partesHead  = "parte,descripcion,tipo,fraccion,umc,umt,factor,evidencia,vigente_desde,vigente_hasta\n"
	partesMarch = partesHead + "CON-10,Conector,insumo,85366999,6,1,0.0120,FT,2021-01-01,\nPT-900,Arnés,producto,85443099,6,6,,,2021-01-01,\n"
	partesJune  = partesHead + "CON-10,Conector,insumo,85366999,6,1,0.0125,FT-2,2026-06-01,\n"
	aliases     = "alias,parte,de,vigente_desde,vigente_hasta\nC10,CON-10,EXAMPLE,2026-01-01,2026-06-30\nC10-OLD,C10,PLANTA,2026-03-01,\n"
	listA       = "producto,version,componente,cantidad,unidad,merma,vigente_desde\nPT-900,A,C10-OLD,2,6,20,2026-01-01\nPT-900,A,CAB-20,0.5,3,,2026-01-01\n"
	orders      = "orden,producto,cantidad,fecha,componente,consumo,unidad_consumo,pedimento,partida\nOP-1,PT-900,10,2026-03-02,C10,50,6,262432106000200,1\nOP-1,PT-900,10,2026-03-02,CAB-20,6,3,262432106000200,1\n"
	openings    = "pedimento,partida,parte,fraccion,saldo_umt,umt,saldo_umc,umc,fecha,procedencia,fecha_entrada,clave,vencimiento\n262432106000123,2,CON-10,85366999,12.5,1,1000,6,2026-03-31,Sistema,2026-02-10,IN,2027-08-10\n262432106000123,1,,85366999,5,1,,,2026-03-31,Sistema,,,\n"
)

func TestParts(t *testing.T) {
	t.Parallel()
	x := index(t, partesMarch, partesJune, aliases)
	for _, tt := range []struct {
		name string
		on   document.Date
		rate string // of its factor, "-" without a part
	}{
		{"CON-10", 20201231, "-"},
		{"CON-10", 20260531, "0.012"},
		{"CON-10", 20260601, "0.0125"},
		{"C10", 20260131, "0.012"},
		{"C10", 20260630, "0.0125"},
		{"C10", 20260701, "-"},
		{"C10-OLD", 20260228, "-"},
		{"C10-OLD", 20260301, "0.012"},
		{"X", 20260301, "-"},
		{"PT-900", 20260301, ""},
	} {
		p, ok := x.Part(tt.name, tt.on)
		rate := ""
		if len(p.Factors) > 0 {
			rate = p.Factors[0].Rate.String()
		}
		if ok != (tt.rate != "-") || ok && rate != tt.rate {
			t.Errorf("%s on %s: %+v, %v; want %s", tt.name, tt.on, p, ok, tt.rate)
		}
	}
	p, _ := x.Part("C10", 20260615)
	if p.Parte != "CON-10" || p.UMC != "6" || p.UMT != "1" || p.Desde != 20260601 || p.Factors[0].Evidence != "FT-2" || p.Source.Fila != 2 || p.Source.Tabla != "partes" {
		t.Errorf("%+v", p)
	}
	if d := cmp.Diff([]string{"plant_displaced partes fila 2"}, codes(x)); d != "" {
		t.Error(d)
	}
	if !x.IsProduct("PT-900", 20260101) || x.IsProduct("CON-10", 20260101) || !index(t, listA).IsProduct("PT-900", 20260101) {
		t.Error("products")
	}
}

// TestPartsOf: which rows of the catalogue a fracción and its unit may mean on
// a day, in the order of their parts.
func TestPartsOf(t *testing.T) {
	t.Parallel()
	x := index(t, partesMarch, partesJune, partesHead+"CON-05,Conector,insumo,85366999,6,1,0.01,FT,2022-01-01,2023-12-31\nCON-06,Conector,insumo,85366999,6,6,,,2022-01-01,\n")
	for _, tt := range []struct {
		fraccion, umt string
		on            document.Date
		want          []string
	}{
		{"85366999", "1", 20201231, nil},
		{"85366999", "1", 20210101, []string{"CON-10 2021-01-01"}},
		{"85366999", "1", 20231231, []string{"CON-05 2022-01-01", "CON-10 2021-01-01"}},
		{"85366999", "1", 20240101, []string{"CON-10 2021-01-01"}},
		{"85366999", "1", 20260601, []string{"CON-10 2026-06-01"}},
		{"85366999", "6", 20240101, []string{"CON-06 2022-01-01"}},
		{"85443099", "6", 20240101, []string{"PT-900 2021-01-01"}},
		{"85443098", "6", 20240101, nil},
	} {
		var got []string
		for _, p := range x.PartsOf(tt.fraccion, tt.umt, tt.on) {
			got = append(got, p.Parte+" "+p.Desde.String())
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s in %s on %s (-want +got):\n%s", tt.fraccion, tt.umt, tt.on, d)
		}
	}
}

// TestNames: renamed day by day; what is in doubt renames nothing.
func TestNames(t *testing.T) {
	t.Parallel()
	const head = "alias,parte,de,vigente_desde,vigente_hasta\n"
	for name, tt := range map[string]struct {
		csvs []string
		on   document.Date
		ask  string
		want string // "?" in front when in doubt
		code string
	}{
		"nobody's":               {nil, 20260301, "X", "X", ""},
		"an alias":               {[]string{aliases}, 20260301, "C10", "CON-10", ""},
		"of another day":         {[]string{aliases}, 20260701, "C10", "C10", ""},
		"an alias of an alias":   {[]string{aliases}, 20260301, "C10-OLD", "CON-10", ""},
		"the part":               {[]string{aliases}, 20260301, "CON-10", "CON-10", ""},
		"of two parts":           {[]string{head + "A,P,X,2026-01-01,\nA,Q,Y,2026-02-01,2026-03-31\n"}, 20260301, "A", "?A", "plant_alias_doubt alias fila 2"},
		"of two, another day":    {[]string{head + "A,P,X,2026-01-01,\nA,Q,Y,2026-02-01,2026-03-31\n"}, 20260401, "A", "P", "plant_alias_doubt alias fila 2"},
		"of one, twice":          {[]string{head + "A,P,X,2026-01-01,\nA,P,Y,2026-02-01,\n"}, 20260401, "A", "P", ""},
		"by way of a doubt":      {[]string{head + "B,A,Z,2026-01-01,\nA,P,X,2026-01-01,\nA,Q,Y,2026-01-01,\n"}, 20260301, "B", "?A", "plant_alias_doubt alias fila 3"},
		"a part of its own":      {[]string{head + "CON-10,P,X,2026-01-01,\n", partesMarch}, 20260301, "CON-10", "?CON-10", "plant_alias_doubt alias fila 2"},
		"a part no longer":       {[]string{head + "CON-10,P,X,2026-07-01,\n", partesHead + "CON-10,C,insumo,85366999,6,1,0.1,F,2021-01-01,2026-06-30\n"}, 20260701, "CON-10", "P", ""},
		"a circle":               {[]string{head + "A,B,X,2026-01-01,\nB,A,X,2026-03-01,2026-03-31\n"}, 20260315, "A", "?A", "plant_alias_circle alias fila 2"},
		"into a circle":          {[]string{head + "A,B,X,2026-01-01,\nB,A,X,2026-03-01,2026-03-31\nC,A,X,2026-01-01,\n"}, 20260315, "C", "?A", "plant_alias_circle alias fila 2"},
		"the later file's":       {[]string{head + "A,P,X,2026-01-01,\n", head + "A,Q,X,2026-01-01,2026-12-31\n"}, 20260301, "A", "Q", "plant_displaced alias fila 2"},
		"the later file ends it": {[]string{head + "A,P,X,2026-01-01,\n", head + "A,P,X,2026-01-01,2026-02-01\n"}, 20260301, "A", "A", "plant_displaced alias fila 2"},
	} {
		x := index(t, tt.csvs...)
		got, ok := x.Name(tt.ask, tt.on)
		if !ok {
			got = "?" + got
		}
		if told := codes(x); got != tt.want || tt.code != "" && (len(told) == 0 || told[0] != tt.code) || tt.code == "" && len(told) > 0 {
			t.Errorf("%s: %s, %v; want %s, %s", name, got, told, tt.want, tt.code)
		}
	}
}

// TestBOM: lists and orders under the plant's names and units.
func TestBOM(t *testing.T) {
	t.Parallel()
	x := index(t, partesMarch, aliases, listA, orders)
	if len(x.Problems()) > 0 {
		t.Fatal(x.Problems())
	}
	tell := func(r bom.Request) (out []string) {
		e := x.BOM().Explode(r)
		for _, n := range e.Needs {
			out = append(out, fmt.Sprintf("%s %s %s %s %s", n.Componente, n.Rol, n.Cantidad, n.Unidad, n.Orden))
		}
		for _, p := range e.Problems {
			out = append(out, string(p.Kind))
		}
		return out
	}
	r := bom.Request{Producto: "PT-900", Cantidad: 4_000_000, Moved: 20260310}
	if d := cmp.Diff([]string{"CAB-20 incorporado 2 3 ", "CON-10 incorporado 8 6 ", "CON-10 merma 2 6 "}, tell(r)); d != "" {
		t.Error(d)
	}
	r.Moved = 20260110 // the old name is not yet the part's
	if d := cmp.Diff([]string{"C10-OLD incorporado 8 6 ", "C10-OLD merma 2 6 ", "CAB-20 incorporado 2 3 "}, tell(r)); d != "" {
		t.Error(d)
	}
	r.Moved, r.Pedimento, r.Partida = 20260310, "252432106000200", 1
	if d := cmp.Diff([]string{"CAB-20 incorporado 2.4 3 OP-1", "CON-10 incorporado 16 6 OP-1", "CON-10 merma 4 6 OP-1"}, tell(r)); d != "" {
		t.Error(d)
	}
}

// TestWholeLists: a list that is sent again is the whole list; what it no
// longer has is told.
func TestWholeLists(t *testing.T) {
	t.Parallel()
	shorter := "producto,version,componente,cantidad,unidad,vigente_desde,vigente_hasta\nPT-900,A,CAB-20,0.5,3,2026-01-01,2026-12-31\n"
	other := "producto,version,componente,cantidad,unidad,vigente_desde\nPT-900,B,CON-10,2,6,2026-12-01\n"
	x := index(t, listA, shorter, other)
	e := x.BOM().Explode(bom.Request{Producto: "PT-900", Cantidad: 2_000_000, Moved: 20260310})
	if len(e.Needs) != 1 || e.Needs[0].Componente != "CAB-20" || e.Needs[0].Cantidad != 1_000_000 {
		t.Errorf("%+v", e)
	}
	want := []string{"bom_overlap bom fila 2", "plant_displaced bom fila 2", "plant_list_shorter bom fila 2"}
	got := codes(x)
	for _, w := range want {
		if !strings.Contains(strings.Join(got, "\n"), w) {
			t.Errorf("%v lacks %s", got, w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%v", got)
	}
	again := "orden,producto,cantidad,fecha,componente,consumo,unidad_consumo,pedimento,partida\nOP-1,PT-900,10,2026-03-03,CON-10,40,6,262432106000200,1\n"
	x = index(t, partesMarch, orders, again)
	e = x.BOM().Explode(bom.Request{Producto: "PT-900", Cantidad: 10_000_000, Moved: 20260310, Pedimento: "262432106000200", Partida: 1})
	if len(e.Needs) != 1 || e.Needs[0].Componente != "CON-10" || e.Needs[0].Cantidad != 40_000_000 {
		t.Errorf("%+v", e)
	}
	bad := "orden,producto,cantidad,fecha\nOP-9,PT-900,0.000001,2026-03-03\n"
	if x := index(t, bad, strings.Replace(listA, ",20,", ",100,", 1)); !strings.Contains(strings.Join(codes(x), " "), "bom_losses bom fila 2") {
		t.Errorf("%v", codes(x))
	}
}

func TestOpenings(t *testing.T) {
	t.Parallel()
	later := "pedimento,partida,fraccion,saldo_umt,umt,fecha,procedencia\n262432106000124,1,85366999,7,1,2026-06-30,Otro\n"
	x := index(t, later, openings)
	if x.KeyDate() != 20260331 || index(t, aliases).KeyDate().Known() {
		t.Errorf("key date %s", x.KeyDate())
	}
	if d := cmp.Diff([]string{"plant_opening_later saldos_iniciales fila 2"}, codes(x)); d != "" {
		t.Error(d)
	}
	got := x.Openings("252432106000123")
	if len(got) != 2 || got[0].Partida != 1 || len(x.AllOpenings()) != 2 || len(x.Openings("242432106000123")) != 0 || len(x.Openings("262432106000124")) != 0 {
		t.Fatalf("%+v", got)
	}
	got[1].Source = plant.Source{}
	want := plant.Opening{
		Pedimento: "262432106000123", Partida: 2, Parte: "CON-10", Fraccion: "85366999", UMT: "1", UMC: "6", SaldoUMT: 12_500_000, SaldoUMC: 1_000_000_000,
		Fecha: 20260331, Entrada: 20260210, Vencimiento: 20270810, Clave: "IN", Procedencia: "Sistema",
	}
	if d := cmp.Diff(want, got[1]); d != "" {
		t.Error(d)
	}
}

// TestCounts: the rows of a day and part are one count, in the part's unit.
func TestCounts(t *testing.T) {
	t.Parallel()
	const counts = "fecha,parte,lugar,contado,unidad,motivo\n2026-06-30,CON-10,P2,2,11,Semestral\n2026-06-30,C10,P1,1.25,1,Semestral\n2026-06-30,CAB-20,P1,7,3,Semestral\n2026-03-31,CAB-20,P1,0,3,Trimestral\n" +
		"2026-06-30,MIX,P1,1,6,Semestral\n2026-06-30,MIX,P2,1,1,Semestral\n2026-06-30,HUGE,P1,9000000000000,6,x\n2026-06-30,HUGE,P2,9000000000000,6,x\n"
	x := index(t, partesMarch, partesJune, aliases, counts)
	var got []string
	for _, c := range x.Counts() {
		got = append(got, fmt.Sprintf("%s %s %s %s %v %s %d", c.Fecha, c.Parte, c.Cantidad, c.Unidad, c.Lugares, c.Motivo, len(c.Sources)))
	}
	want := []string{"2026-03-31 CAB-20 0 3 [P1] Trimestral 1", "2026-06-30 CAB-20 7 3 [P1] Semestral 1", "2026-06-30 CON-10 2100 6 [P1 P2] Semestral 2"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"plant_count_unit conteos fila 7", "plant_count_unit conteos fila 9", "plant_displaced partes fila 2"}, codes(x)); d != "" {
		t.Error(d)
	}
}

func TestActsAssetsDecisionsMoves(t *testing.T) {
	t.Parallel()
	const (
		acts      = "acta,renglon,fecha,tipo,parte,cantidad,unidad,documento,de,producto\nA-1,2,2026-05-15,destruccion,CON-10,5,6,Aviso,,\nA-1,1,2026-05-15,destruccion,,2,6,Aviso,material,PT-900\n"
		assets    = "activo,serie,pedimento,partida,descripcion,lugar,estado,fecha\nAF-2,SN-2,262432106000124,1,Prensa,P1,en_uso,2026-03-05\nAF-1,SN-1,262432106000124,1,Prensa,P1,en_uso,2026-03-05\nAF-3,SN-3,262432106000124,2,Prensa,P1,en_uso,2026-03-05\n"
		status    = "activo,serie,pedimento,partida,descripcion,lugar,estado,fecha\nAF-1,SN-1,262432106000124,1,Prensa,P1,retornado,2026-07-05\n"
		decisions = "decision,fecha,tipo,salida,salida_partida,lote,lote_partida,parte,cantidad,unidad,quien,motivo\nD-2,2026-04-15,dirigir,262432106000200,1,262432106000123,2,,10,PZA,Gerente,Pedido\nD-1,2026-04-15,bloquear,,,262432106000123,1,,,,Gerente,Litigio\n"
		moves     = "documento,fecha,tipo,parte,pedimento,partida,cantidad,unidad,de,a\nREM-2,2026-04-21,submaquila,CON-10,,,50,6,P1,S1\nREM-1,2026-04-20,entre_plantas,,262432106000123,1,50,6,P1,P2\n"
		places    = "lugar,tipo,domicilio,vigente_desde,vigente_hasta\nP1,planta,CALLE 1,2021-01-01,\nS1,submaquila,CALLE 2,2021-01-01,2026-04-20\nP2,planta,CALLE 3,2026-04-20,\n"
	)
	x := index(t, acts, assets, status, decisions, moves, places)
	var got []string
	for _, a := range x.Acts() {
		got = append(got, fmt.Sprint(a.Acta, a.Renglon, " ", a.De, " ", a.Parte, a.Producto, " ", a.Cantidad))
	}
	for _, a := range x.Assets("252432106000124", 1) {
		got = append(got, a.Serie+" "+a.Estado)
	}
	for _, d := range x.Decisions() {
		got = append(got, fmt.Sprint(d.Decision, " ", d.Tipo, " ", d.Salida, " ", d.SalidaPartida, " ", d.Lote, " ", d.LotePartida, " ", d.Cantidad, " ", d.Quien))
	}
	for _, m := range x.Moves() {
		got = append(got, fmt.Sprint(m.Documento, " ", m.De, m.A, " ", m.Parte, m.Pedimento, " ", m.Partida, " ", m.Cantidad))
	}
	want := []string{
		"A-11 material PT-900 2", "A-12 desperdicio CON-10 5", "SN-1 retornado", "SN-2 en_uso",
		"D-1 bloquear  0 262432106000123 1 0 Gerente", "D-2 dirigir 262432106000200 1 262432106000123 2 10 Gerente",
		"REM-1 P1P2 262432106000123 1 50", "REM-2 P1S1 CON-10 0 50",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"plant_displaced activos fila 3", "plant_place_unknown traslados fila 2"}, codes(x)); d != "" {
		t.Error(d)
	}
	if len(x.AllAssets()) != 3 || len(x.Assets("262432106000124", 3)) != 0 {
		t.Errorf("%+v", x.AllAssets())
	}
	if p, ok := x.Place("S1", 20260420); !ok || p.Domicilio != "CALLE 2" || p.Tipo != "submaquila" {
		t.Errorf("%+v", p)
	}
}

func TestFracciones(t *testing.T) {
	t.Parallel()
	const head = "fraccion_anterior,fraccion_nueva,vigente_desde,motivo\n"
	x := index(t, head+"85366999,85366901,2026-01-01,T\n85366901,85366902,2026-07-01,T\n85366999,85366903,2026-09-01,T\n", head+"11111111,22222222,2026-01-01,T\n", head+"22222222,11111111,2027-01-01,T\n33333333,11111111,2026-01-01,T\n")
	for _, tt := range []struct {
		f    string
		on   document.Date
		want string
	}{
		{"85366999", 20251231, "85366999"},
		{"85366999", 20260101, "85366901"},
		{"85366999", 20260701, "85366902"},
		{"85366999", 20260901, "85366903"},
		{"85366902", 20260901, "85366902"},
		{"11111111", 20260601, "11111111"},
		{"22222222", 20270601, "22222222"},
		{"33333333", 20270601, "11111111"},
	} {
		if got := x.Fraccion(tt.f, tt.on); got != tt.want {
			t.Errorf("%s on %s is %s, want %s", tt.f, tt.on, got, tt.want)
		}
	}
	if got := strings.Join(codes(x), ","); got != "plant_fraccion_circle fracciones fila 2,plant_fraccion_circle fracciones fila 2" {
		t.Error(got)
	}
}

// everything is one of each table, twice where two files speak of one thing.
func everything(tb testing.TB) (files []plant.File) {
	tb.Helper()
	for _, csv := range []string{
		partesMarch, partesJune, aliases, listA, strings.Replace(listA, ",2,6,20", ",3,6,20", 1), orders, openings,
		"fecha,parte,lugar,contado,unidad,motivo\n2026-06-30,CON-10,P2,2,11,Semestral\n2026-06-30,C10,P1,1.25,1,Anual\n",
		"alias,parte,de,vigente_desde,vigente_hasta\nA,B,X,2026-01-01,\nB,A,X,2026-03-01,2026-03-31\nC,P,X,2026-01-01,\nC,Q,Y,2026-01-01,\n",
		"fraccion_anterior,fraccion_nueva,vigente_desde,motivo\n85366999,85366901,2026-01-01,T\n", "fraccion_anterior,fraccion_nueva,vigente_desde,motivo\n85366901,85366999,2026-02-01,T\n",
		"documento,fecha,tipo,parte,cantidad,unidad,de,a\nREM-2,2026-04-21,submaquila,CON-10,50,6,P1,S1\n",
	} {
		files = append(files, file(tb, csv))
	}
	for _, table := range material.Tables() {
		b, err := table.Template(sheet.CSV, document.Spanish)
		if err != nil {
			tb.Fatal(err)
		}
		files = append(files, file(tb, own(&table, string(b))))
	}
	return files
}

// own is a template with one text of its example changed, the last in the row:
// the example itself is no fact.
func own(table *material.Table, template string) string {
	for _, c := range slices.Backward(table.Columns) {
		i := strings.LastIndex(template, c.Example)
		if (c.Type == material.TypeText || c.Type == material.TypeKey) && c.Example != "" && i > 0 {
			return template[:i] + c.Example + "X" + template[i+len(c.Example):]
		}
	}
	return template
}

// dump is all that an index says.
func dump(x *plant.Index) string {
	var b strings.Builder
	fmt.Fprintln(&b, x.Hash(), x.KeyDate(), x.AllOpenings(), x.AllAssets(), x.Counts(), x.Acts(), x.Decisions(), x.Moves(), x.BOM().Families())
	for _, p := range x.Problems() {
		fmt.Fprintln(&b, p)
	}
	for _, name := range []string{"CON-10", "C10", "C10-OLD", "A", "B", "C", "PT-900"} {
		for _, on := range []document.Date{20260115, 20260315, 20260615, 20270101} {
			part, ok := x.Name(name, on)
			p, _ := x.Part(name, on)
			fmt.Fprintln(&b, part, ok, p, x.IsProduct(name, on), x.Fraccion("85366999", on), x.BOM().Explode(bom.Request{Producto: name, Cantidad: 7_000_000, Moved: on, Pedimento: "262432106000200", Partida: 1}))
		}
	}
	return b.String()
}

// TestAnyOrder: files in any order, and sent twice, say the same.
func TestAnyOrder(t *testing.T) {
	t.Parallel()
	files := everything(t)
	want := dump(plant.New(files, unit.Default()))
	if !strings.Contains(want, "plant_displaced") || !strings.Contains(want, "plant_alias_circle") || !strings.Contains(want, "plant_alias_doubt") {
		t.Fatal("nothing is in doubt")
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		shuffled := append(append([]plant.File{}, files...), files[r.IntN(len(files))])
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if d := cmp.Diff(want, dump(plant.New(shuffled, unit.Default()))); d != "" {
			t.Fatal(d)
		}
	}
}

// TestHash: what counts makes it, what does not count or is of no concern to
// the books does not.
func TestHash(t *testing.T) {
	t.Parallel()
	base := index(t, partesMarch, listA).Hash()
	for name, tt := range map[string]struct {
		csvs []string
		same bool
	}{
		"the same":                {[]string{listA, partesMarch}, true},
		"partners":                {[]string{partesMarch, listA, "tipo,nombre,id_fiscal,pais\nproveedor,SAMPLE PARTS INC,990000002,USA\n"}, true},
		"a row that is displaced": {[]string{partesMarch, listA, strings.Replace(partesMarch, "2021-01-01,\nPT-900,Arnés,producto,85443099,6,6,,,2021-01-01,", "2020-01-01,2020-01-02\n", 1)}, false},
		"another quantity":        {[]string{partesMarch, strings.Replace(listA, ",2,6", ",3,6", 1)}, false},
		"less":                    {[]string{partesMarch}, false},
		"more":                    {[]string{partesMarch, listA, aliases}, false},
	} {
		if got := index(t, tt.csvs...).Hash(); (got == base) != tt.same || len(got) != 64 {
			t.Errorf("%s: %s", name, got)
		}
	}
	early := strings.ReplaceAll(listA, "2026-01-01", "2025-01-01")
	if index(t, partesMarch, listA, early).Hash() != base {
		t.Error("a list that does not count changes the hash")
	}
	if index(t).Hash() != plant.New(nil, unit.Default()).Hash() {
		t.Error("nothing")
	}
}

// TestTies: of equal dates the smaller hash counts.
func TestTies(t *testing.T) {
	t.Parallel()
	a, b := file(t, listA), file(t, strings.Replace(listA, ",2,6", ",3,6", 1))
	want := quantity.Micros(2_000_000)
	if b.Hash < a.Hash {
		want = 3_000_000
	}
	x := plant.New([]plant.File{a, b}, unit.Default())
	e := x.BOM().Explode(bom.Request{Producto: "PT-900", Cantidad: 1_000_000, Moved: 20260110})
	if e.Needs[0].Cantidad != want || len(x.Problems()) != 1 || x.Problems()[0].Code != "plant_displaced" || x.Problems()[0].Severity != document.Warning {
		t.Errorf("%+v, %+v", e.Needs, x.Problems())
	}
	if told := plant.New([]plant.File{a, {File: a.File, Hash: "0", Doc: "other"}}, unit.Default()).Problems(); len(told) > 0 {
		t.Errorf("two files that say the same: %v", told)
	}
}
