package catalog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// row is a delivered row: cells as name=value.
func row(from, to document.Date, cells ...string) catalog.LawRow {
	r := catalog.LawRow{Line: 2, Fact: "f", Cells: map[string]string{}, Validity: catalog.Validity{From: from, To: to, Source: "DOF", Confidence: "C"}}
	for _, c := range cells {
		name, value, _ := strings.Cut(c, "=")
		r.Cells[name] = value
	}
	return r
}

func with(t *testing.T, table string, rows ...catalog.LawRow) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Default().With(map[string][]catalog.LawRow{table: rows})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestWithFills: a delivered row counts on its days, and the others answer as
// before; the catalogue it was laid over does not change.
func TestWithFills(t *testing.T) {
	t.Parallel()
	c := with(t, "cuotas", row(20260101, 20261231, "concepto=DTA_III", "valor=460", "unidad=pesos", "titulo=T", "title=T"))
	for on, want := range map[document.Date]string{20251231: "445", 20260101: "460", 20261231: "460", 20270101: "", 20191231: "", 20231231: "408"} {
		if r, err := c.Fee(catalog.FeeDTAFixed, on); r.Value.String() != want || (err == nil) != (want != "") {
			t.Errorf("%s: %+v %v", on, r, err)
		}
	}
	if r, err := c.Fee("DTA_IV", 20240601); err != nil || r.Value.String() != "425" {
		t.Errorf("another fee: %+v %v", r, err)
	}
	if _, err := catalog.Default().Fee(catalog.FeeDTAFixed, 20260601); err == nil {
		t.Error("the embedded table changed")
	}
	for _, l := range c.Lint() {
		t.Error(l)
	}
	d := catalog.Default()
	if c.Version != d.Version || c.Law == d.Law || c.VersionOf("cuotas") == d.VersionOf("cuotas") || c.VersionOf("recargos") != d.VersionOf("recargos") {
		t.Error("versions follow the tables they are of")
	}
}

func TestWithSeries(t *testing.T) {
	t.Parallel()
	c := with(t, "inpc", row(0, 0, "mes=2026-10", "inpc=140.123"))
	if f, err := c.Index("2026-10"); err != nil || f.Value.String() != "140.123" || f.From != 20261001 || f.To != 20261031 || f.Source != "DOF" {
		t.Errorf("%+v %v", f, err)
	}
	for _, month := range []string{"2026-09", "2026-11"} {
		_, err := c.Index(month)
		wantMissing(t, month, err, "inpc: missing for "+month)
	}
	c = with(t, "tipo_de_cambio", row(0, 0, "moneda=USD", "fecha=2026-10-01", "tipo_de_cambio=18.5"))
	if f, err := c.FX("USD", 20261001); err != nil || f.Value.String() != "18.5" {
		t.Errorf("%+v %v", f, err)
	}
	_, err := c.FX("USD", 20261002)
	wantMissing(t, "the day after", err, "tipo_de_cambio USD: missing for 2026-10-02")
	_, err = c.FX("EUR", 20261001)
	wantMissing(t, "another currency", err, "tipo_de_cambio EUR: missing for 2026-10-01")
	c = with(t, "tasas_tigie", row(20260101, 0, "fraccion=85366999", "operacion=IMP", "tipo_tasa=1", "tasa=15", "umt=6"))
	if r, err := c.Tariff("85366999", "IMP", 20261001); err != nil || r.Value.String() != "15" || r.Tipo != "1" || r.UMT != "6" {
		t.Errorf("%+v %v", r, err)
	}
	_, err = c.Tariff("85366999", "IMP", 20251231)
	wantMissing(t, "before", err, "tasas_tigie 85366999 IMP: missing for 2025-12-31")
}

// TestWithBooks: stay periods and non-business days reach those who ask for
// them by their own names; the version of the books stays.
func TestWithBooks(t *testing.T) {
	t.Parallel()
	c := with(t, "plazos", row(20260101, 0, "regla=I", "tipo=insumo", "meses=12", "inicio=stay_start", "titulo=T", "title=T"))
	if s, ok := c.Stay("insumo", 20260101); !ok || s.Months != 12 {
		t.Errorf("%+v %v", s, ok)
	}
	if s, ok := c.Stay("insumo", 20251231); !ok || s.Months != 18 {
		t.Errorf("%+v %v", s, ok)
	}
	if s, _ := catalog.Default().Stay("insumo", 20260101); s.Months != 18 || c.Version != catalog.Default().Version {
		t.Errorf("%+v", s)
	}
	c = with(t, "dias_inhabiles", row(20260720, 20260731, "titulo=Vacaciones", "title=Holidays"))
	if got := c.BusinessDay(20260721); got != 20260803 {
		t.Errorf("%s", got)
	}
	if got := catalog.Default().BusinessDay(20260721); got != 20260721 {
		t.Errorf("%s", got)
	}
}

// TestWithLists: the whole list of a chapter closes what is known in part.
func TestWithLists(t *testing.T) {
	t.Parallel()
	c := with(t, "restricciones",
		row(20250113, 0, "lista=anexo_I", "prefijo=61", "alcance=ninguno", "titulo=T", "title=T"),
		row(20250113, 0, "lista=anexo_I", "prefijo=61091001", "alcance=total", "titulo=T", "title=T"))
	if got := c.Restricted("61091001", 20261126); len(got) != 1 || !got[0].Whole {
		t.Errorf("%+v", got)
	}
	if got := c.Restricted("61091002", 20261126); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	if got := c.Restricted("61091002", 20250112); len(got) != 1 || got[0].Whole {
		t.Errorf("before the list: %+v", got)
	}
}

// TestWithNothing: no rows, or rows of a table that takes none, are the
// catalogue itself; a row that does not read is an error.
func TestWithNothing(t *testing.T) {
	t.Parallel()
	for _, rows := range []map[string][]catalog.LawRow{nil, {"recargos": nil}, {"none": {row(20260101, 0)}}, {"paises_iso": {row(20260101, 0, "pais=XXX")}}} {
		if c, err := catalog.Default().With(rows); c != catalog.Default() || err != nil {
			t.Errorf("%v: %v", rows, err)
		}
	}
	for table, r := range map[string]catalog.LawRow{
		"inpc": row(0, 0, "mes=octubre", "inpc=1"), "plazos": row(20260101, 0, "regla=X", "meses=uno"), "dias_inhabiles": row(20260101, 0, "titulo=T"),
	} {
		if _, err := catalog.Default().With(map[string][]catalog.LawRow{table: {r}}); err == nil {
			t.Errorf("%s takes %+v", table, r)
		}
	}
}

// TestLintRows: what is wrong is said once, at its row, in both languages.
func TestLintRows(t *testing.T) {
	t.Parallel()
	recargo := func(from, to document.Date, class, rate string) catalog.LawRow {
		return row(from, to, "clase="+class, "tasa="+rate)
	}
	bare := func(f func(*catalog.LawRow)) catalog.LawRow {
		r := recargo(20270101, 20271231, "mora", "2.1")
		f(&r)
		return r
	}
	fine := func(cells ...string) catalog.LawRow {
		return row(20260101, 0, append([]string{"multa=M", "base=iva", "titulo=T", "title=T"}, cells...)...)
	}
	obligation := func(cells ...string) catalog.LawRow {
		return row(20260101, 0, append([]string{"obligacion=o", "aplica=immex", "titulo=T", "title=T"}, cells...)...)
	}
	for name, tt := range map[string]struct {
		table string
		rows  []catalog.LawRow
		want  string // of the first, in English; "" for none
	}{
		"sound":                       {"recargos", []catalog.LawRow{recargo(20270101, 20271231, "mora", "2.1")}, ""},
		"an end before the start":     {"recargos", []catalog.LawRow{recargo(20270101, 20261231, "mora", "2.1")}, "ends before it begins"},
		"no start":                    {"recargos", []catalog.LawRow{recargo(0, 0, "mora", "2.1")}, "From when recargos mora holds is missing"},
		"no source":                   {"recargos", []catalog.LawRow{bare(func(r *catalog.LawRow) { r.Source = " " })}, "The source of recargos mora is missing"},
		"no confidence":               {"recargos", []catalog.LawRow{bare(func(r *catalog.LawRow) { r.Confidence = "" })}, `says ""`},
		"an unknown confidence":       {"recargos", []catalog.LawRow{bare(func(r *catalog.LawRow) { r.Confidence = "sure" })}, "allowed: C, C-old, 3P, OWN"},
		"no key":                      {"recargos", []catalog.LawRow{recargo(20270101, 0, "", "2.1")}, "clase is missing"},
		"zeros at the end":            {"recargos", []catalog.LawRow{recargo(20270101, 0, "mora", "2.10")}, `tasa says "2.10"`},
		"zeros in front":              {"recargos", []catalog.LawRow{recargo(20270101, 0, "mora", "02.1")}, `tasa says "02.1"`},
		"a sign":                      {"recargos", []catalog.LawRow{recargo(20270101, 0, "mora", "-2.1")}, `tasa says "-2.1"`},
		"no value, no reason":         {"recargos", []catalog.LawRow{recargo(20270101, 0, "mora", "")}, "does not say why"},
		"no value, confirmed":         {"recargos", []catalog.LawRow{row(20270101, 0, "clase=mora", "tasa=", "motivo=x", "reason=x")}, "says it is confirmed"},
		"an overlap":                  {"recargos", []catalog.LawRow{recargo(20270101, 20270630, "mora", "2"), recargo(20270630, 0, "mora", "3")}, "holds from 2027-06-30 and line 2 until 2027-06-30"},
		"an open end":                 {"recargos", []catalog.LawRow{recargo(20270101, 0, "mora", "2"), recargo(20280101, 0, "mora", "3")}, "until …"},
		"a year nobody knows before":  {"recargos", []catalog.LawRow{recargo(20280101, 0, "parcialidad_12", "2")}, ""},
		"a gap before it":             {"recargos", []catalog.LawRow{recargo(20240101, 20241231, "parcialidad_12", "2")}, "Nothing is said of recargos parcialidad_12 between 2025-01-01 and 2025-12-31"},
		"a gap of its own":            {"recargos", []catalog.LawRow{recargo(20260101, 20261231, "x", "2"), recargo(20280101, 0, "x", "2")}, "between 2027-01-01 and 2027-12-31"},
		"two of one month":            {"inpc", []catalog.LawRow{row(0, 0, "mes=2026-10", "inpc=1"), row(0, 0, "mes=2026-10", "inpc=2")}, "holds from 2026-10-01"},
		"no month":                    {"inpc", []catalog.LawRow{row(0, 0, "mes=2026-13", "inpc=1")}, `mes says "2026-13"`},
		"an index of nothing":         {"inpc", []catalog.LawRow{row(0, 0, "mes=2026-10", "inpc=")}, "has no value"},
		"an index of zero":            {"inpc", []catalog.LawRow{row(0, 0, "mes=2026-10", "inpc=0")}, "cannot be 0"},
		"a day that is none":          {"tipo_de_cambio", []catalog.LawRow{row(0, 0, "moneda=USD", "fecha=2026-02-30", "tipo_de_cambio=1")}, `fecha says "2026-02-30"`},
		"seven digits":                {"tasas_tigie", []catalog.LawRow{row(20260101, 0, "fraccion=8536699", "operacion=IMP", "tipo_tasa=1", "tasa=5")}, "fraccion says"},
		"neither way":                 {"tasas_tigie", []catalog.LawRow{row(20260101, 0, "fraccion=85366999", "operacion=X", "tipo_tasa=1", "tasa=5")}, "operacion says"},
		"a prefix of letters":         {"restricciones", []catalog.LawRow{row(20260101, 0, "lista=l", "prefijo=6A", "alcance=total", "titulo=T", "title=T")}, "prefijo says"},
		"a known prefix of no extent": {"restricciones", []catalog.LawRow{row(20260101, 0, "lista=l", "prefijo=61", "alcance=desconocido", "titulo=T", "title=T", "motivo=M", "reason=R")}, "Without a prefix"},
		"a prefix nobody knows":       {"restricciones", []catalog.LawRow{row(20260101, 0, "lista=l", "prefijo=", "alcance=total", "titulo=T", "title=T")}, "Without a prefix"},
		"half a fine":                 {"multas", []catalog.LawRow{fine("minimo=1")}, "minimo and maximo go together"},
		"a fine upside down":          {"multas", []catalog.LawRow{fine("cuota_minima=9", "cuota_maxima=8")}, "cuota_minima and cuota_maxima go together"},
		"days in letters":             {"multas", []catalog.LawRow{fine("minimo=1", "maximo=2", "dias=x")}, "dias says"},
		"no days to count":            {"obligaciones", []catalog.LawRow{obligation("regla=dias_naturales", "evento=e", "event=e")}, "n goes with"},
		"days for the last":           {"obligaciones", []catalog.LawRow{obligation("regla=ultimo_habil", "mes=5", "n=3")}, "n goes with"},
		"month 13":                    {"obligaciones", []catalog.LawRow{obligation("regla=ultimo_habil", "mes=13")}, "mes is 1 to 12"},
		"a month for Friday":          {"obligaciones", []catalog.LawRow{obligation("regla=viernes_siguiente", "mes=5")}, "mes is 1 to 12"},
		"day 31":                      {"obligaciones", []catalog.LawRow{obligation("regla=dia_fijo", "mes=5", "n=31")}, "1 to 28"},
		"no event":                    {"obligaciones", []catalog.LawRow{obligation("regla=horas", "n=48")}, "evento and event"},
		"an unknown rule":             {"obligaciones", []catalog.LawRow{obligation("regla=nunca")}, "regla says"},
		"a stay in words":             {"plazos", []catalog.LawRow{row(20260101, 0, "regla=X", "tipo=insumo", "meses=1", "inicio=stay_start", "titulo=T", "title=T", "complemento=C")}, "The row cannot be read"},
		"closed for ever":             {"dias_inhabiles", []catalog.LawRow{row(20260101, 0, "titulo=T", "title=T")}, "closes for ever"},
	} {
		table, ok := catalog.LawTableNamed(tt.table)
		if !ok {
			t.Fatal(tt.table)
		}
		got := catalog.Default().LintRows(table, tt.rows)
		switch {
		case tt.want == "" && len(got) > 0:
			t.Errorf("%s: %v", name, got)
		case tt.want != "" && !slices.ContainsFunc(got, func(l catalog.Lint) bool {
			return strings.Contains(l.Text.EN, tt.want) && l.Text.ES != "" && l.Text.ES != l.Text.EN && l.Line == 2 && strings.Contains(l.String(), tt.table)
		}):
			t.Errorf("%s: %v; want %s", name, got, tt.want)
		}
	}
}

// TestWithAnyRows: rows of any validity leave one answer a day, the delivered
// one on its days, and nothing that depends on their order.
func TestWithAnyRows(t *testing.T) {
	t.Parallel()
	start := document.Date(20170101)
	rapid.Check(t, func(rt *rapid.T) {
		var rows []catalog.LawRow
		at := start
		for i := range rapid.IntRange(1, 4).Draw(rt, "rows") {
			from := at.AddDays(rapid.IntRange(0, 900).Draw(rt, "from"))
			to := from.AddDays(rapid.IntRange(0, 900).Draw(rt, "to"))
			at = to.AddDays(1)
			rows = append(rows, row(from, to, "clase=mora", fmt.Sprintf("tasa=%d", i+50)))
		}
		a, errA := catalog.Default().With(map[string][]catalog.LawRow{"recargos": rows})
		turned := slices.Clone(rows)
		slices.Reverse(turned)
		b, errB := catalog.Default().With(map[string][]catalog.LawRow{"recargos": turned})
		if errA != nil || errB != nil || a.Law != b.Law {
			rt.Fatalf("%v %v %s %s", errA, errB, a.Law, b.Law)
		}
		for range 20 {
			on := start.AddDays(rapid.IntRange(-100, 5000).Draw(rt, "on"))
			want, wantErr := catalog.Default().Recargo(on)
			for i := range rows {
				if rows[i].Holds(on) {
					want.Percent, wantErr = rows[i].Amount("tasa"), nil
				}
			}
			got, err := a.Recargo(on)
			if got.Percent.String() != want.Percent.String() || (err == nil) != (wantErr == nil) {
				rt.Fatalf("%s: %s %v; want %s", on, got.Percent, err, want.Percent)
			}
			n := 0
			for i := range a.LawRows("recargos") {
				if r := &a.LawRows("recargos")[i]; r.Cells["clase"] == "mora" && r.Holds(on) {
					n++
				}
			}
			if n > 1 {
				rt.Fatalf("%d rows hold on %s", n, on)
			}
		}
	})
}
