package report_test

import (
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/report"
	"example.com/immex/shared/rule"
)

// certified is a company in the register from one day to another.
func certified(from, to document.Date) *rule.Company {
	return &rule.Company{Certifications: []rule.Certification{{Kind: "oea", From: from, To: to}}}
}

// timedIn are the reports of a month of the company of March under a law and times.
func timedIn(t *testing.T, from document.Date, cat *catalog.Catalog, times *report.Times) *report.Set {
	t.Helper()
	facts := march(t)
	books := booksOf(t, facts, ledger.DefaultPolicy())
	more := moreOf(books, facts)
	more.Catalog, more.Times = cat, times
	head := marchHead()
	head.Period, head.From, head.To = from.String()[:7], from, from.MonthEnd()
	s, err := report.Close(head, cat, ledger.KeepAll(books), nil, nil, more)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// record is a count of a day with what its files tell.
func record(key string, on document.Date, told ...string) plant.Timed {
	r := plant.Timed{Clave: key, Fecha: on}
	for i := 0; i < len(told); i += 2 {
		r.Told = append(r.Told, plant.Telling{Evento: told[i], Recibido: told[i+1], Source: plant.Source{Doc: "d", Fila: i + 2}})
	}
	return r
}

// clockOf is the table of counts with some records that tell times and some that do not.
func clockOf(silent map[document.Date]int, told ...plant.Timed) []plant.Clock {
	return []plant.Clock{{Tabla: "conteos", Title: document.Text{ES: "conteos", EN: "counts"}, Silent: silent, Told: told}}
}

// TestLatencyOfRecords: a record is late, in time or not provable by its own two times,
// the worst of what its files tell; the share of those late stands over what is proved
// with what is not beside it; customs documents prove nothing.
func TestLatencyOfRecords(t *testing.T) {
	t.Parallel()
	day := document.NewDate(2026, 3, 2)
	s := timedIn(t, document.NewDate(2026, 3, 1), catalog.Default(), &report.Times{
		Company: certified(document.NewDate(2025, 1, 1), 0),
		Clocks: clockOf(map[document.Date]int{day: 4, day.AddDays(60): 9},
			record("a", day, "2026-03-02T10:00:00-06:00", "2026-03-04T10:00:00-06:00"),
			record("b", day, "2026-03-02T10:00:00-06:00", "2026-03-02T11:00:00-06:00", "2026-03-02T10:00:00-06:00", "2026-03-12T11:00:00-06:00"),
			record("c", day, "2026-03-02T10:00:00", "2026-03-04T10:30:00"),
			record("d", day, "2026-03-02T10:00:00-06:00", "2026-03-02T09:00:00-06:00"),
			record("e", day, "2026-03-02T10:00:00-06:00", "2026-03-03T09:00:00-06:00", "2026-03-02T10:00:00-06:00", "2026-03-02T09:00:00-06:00"),
			record("z", day.AddDays(60), "2026-05-01T10:00:00-06:00", "2026-05-09T10:00:00-06:00")),
	})
	want := []string{
		"entradas|0|0|0|0|0|0|0|sin_registros|", "salidas|0|0|0|0|0|0|0|sin_registros|", "descargos|0|0|0|0|0|0|0|sin_registros|",
		"conteos|9|5|1|1|7|0|0|fuera_de_plazo|1 de 2 demostrables (50.00 %); 7 no demostrables",
	}
	if d := cmp.Diff(want, cells(t, s, "plazo_48h", "registro", "cuantos", "con_hora", "en_plazo", "fuera_de_plazo", "no_demostrable", "no_aplica", "no_vigente", "resultado", "parte_fuera")); d != "" {
		t.Error(d)
	}
	want = []string{
		"a|48:00:00|en_plazo|1|2", "b|241:00:00|fuera_de_plazo|2|4", "c|48:30:00|no_demostrable|1|2", "d|-1:00:00|no_demostrable|1|2", "e|-1:00:00|no_demostrable|2|4",
	}
	if d := cmp.Diff(want, cells(t, s, "plazo_48h_registros", "clave", "duracion", "resultado", "versiones", "fila")); d != "" {
		t.Error(d)
	}
	for i, says := range []string{"", "no escriben las mismas horas", "el reloj pudo cambiar", "se contradicen", "no escriben las mismas horas"} {
		got := cells(t, s, "plazo_48h_registros", "motivo", "reason")[i]
		if es, en, _ := strings.Cut(got, "|"); !strings.Contains(es, says) || (says == "") != (es == "") || (en == "") != (es == "") || es != "" && es == en {
			t.Errorf("%d: %s, want %q", i, got, says)
		}
	}
	for _, lang := range []document.Lang{document.Spanish, document.English} {
		if err := report.PDF(io.Discard, s, lang, provenance()); err != nil {
			t.Error(err)
		}
	}
}

// TestLatencyLaw: the term is asked of whom the dated law asks it, on the days on which
// it does; the law may say another one.
func TestLatencyLaw(t *testing.T) {
	t.Parallel()
	longer, err := catalog.Default().With(map[string][]catalog.LawRow{"obligaciones": {{
		Cells:    map[string]string{"obligacion": "anexo24_c", "regla": "horas", "n": "72", "aplica": "rece", "titulo": "t", "title": "t"},
		Fact:     "f",
		Validity: catalog.Validity{From: document.NewDate(2027, 1, 1), Source: "DOF", Confidence: "C"},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		from    document.Date
		company *rule.Company
		want    string
	}{
		"before the law":          {document.NewDate(2024, 10, 1), certified(0, 0), "no_vigente 3/"},
		"the law begins":          {document.NewDate(2024, 11, 1), certified(0, 0), "fuera_de_plazo 2/48"},
		"in force":                {document.NewDate(2026, 3, 1), certified(document.NewDate(2026, 3, 1), 0), "fuera_de_plazo 3/48"},
		"certified since":         {document.NewDate(2026, 3, 1), certified(document.NewDate(2026, 3, 10), 0), "fuera_de_plazo 2/48"},
		"certified until":         {document.NewDate(2026, 3, 1), certified(0, document.NewDate(2026, 3, 5)), "fuera_de_plazo 1/48"},
		"not certified":           {document.NewDate(2026, 3, 1), &rule.Company{}, "no_aplica 3/"},
		"no longer certified":     {document.NewDate(2026, 3, 1), certified(0, document.NewDate(2026, 2, 28)), "no_aplica 3/"},
		"nobody knows whether":    {document.NewDate(2026, 3, 1), nil, "no_demostrable 3/"},
		"a longer term delivered": {document.NewDate(2027, 3, 1), certified(0, 0), "en_plazo 3/72"},
	} {
		var told []plant.Timed
		for _, n := range []int{2, 16, 20} {
			on := c.from.AddDays(n - 1)
			told = append(told, record(on.String(), on, on.String()+"T10:00:00-06:00", on.AddDays(2).String()+"T11:00:00-06:00"))
		}
		s := timedIn(t, c.from, longer, &report.Times{Company: c.company, Clocks: clockOf(nil, told...)})
		rows := rows(t, csvOf(t, s, "plazo_48h"))
		r := rows[len(rows)-1]
		if got := r["resultado"] + " " + r[r["resultado"]] + "/" + r["horas"]; got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if r["motivo"] == "" || r["reason"] == "" || r["motivo"] == r["reason"] {
			t.Errorf("%s: %v", name, r)
		}
		if late := r["fuera_de_plazo"] != "0"; late != strings.Contains(r["parte_fuera"], "demostrables (") && r["en_plazo"] == "0" {
			t.Errorf("%s: %v", name, r)
		}
	}
}

// TestFortyEightHours: of what customs documents tell nothing is claimed, and a company
// the term is not asked of is told so; the layouts before tell what they told.
func TestFortyEightHours(t *testing.T) {
	t.Parallel()
	facts := march(t)
	for want, times := range map[string]*report.Times{"no_vigente": {Company: certified(0, 0)}, "no_demostrable": nil} {
		books := booksOf(t, facts, ledger.DefaultPolicy())
		more := moreOf(books, facts)
		more.Times = times
		s, err := report.Close(marchHead(), catalog.Default(), ledger.KeepAll(books), nil, nil, more)
		if err != nil {
			t.Fatal(err)
		}
		all := rows(t, csvOf(t, s, "plazo_48h"))
		if len(all) != 3 || all[0]["cuantos"] == "0" {
			t.Fatalf("%v", all)
		}
		for _, r := range all {
			if r["resultado"] != want || r["motivo"] == "" || r["reason"] == "" || (times == nil) != slices.Contains(slices.Collect(maps.Keys(r)), "con_hora_de_origen") {
				t.Errorf("%v", r)
			}
		}
	}
}
