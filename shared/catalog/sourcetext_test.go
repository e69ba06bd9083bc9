package catalog_test

import (
	"regexp"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// spoken are words of Spanish that no citation of law has.
var spoken = regexp.MustCompile(`\b(de|del|que|es|lo|la|las|los|el|por|para|según|con|sin|un|una|propi[oa]|texto|lectura|tercer[a-z]*|medid[a-z]+|y|más|hasta|antes|su|dicen?)\b|no (est|se)`)

// TestSourceIn: what stands beside a citation is told in English, and the citation
// as it is; every source of the embedded tables of dated law is told so.
func TestSourceIn(t *testing.T) {
	t.Parallel()
	for es, want := range map[string]string{
		"LA art. 178-I; lectura propia, dossier de regulación 6.1":                                    "LA art. 178-I; our own reading, dossier of regulation 6.1",
		"Decreto IMMEX art. 24-VII y VIII; inicio de vigencia es lectura propia":                      "Decreto IMMEX art. 24-VII and VIII; the start of its validity is our own reading",
		"medido: la pagan 11 de 11 pedimentos de 2023 con cuota fija":                                 "measured: 11 of 11 pedimentos of 2023 with a fixed fee pay it",
		"LA 108-II; que la subpartida 8716.39 las nombre es lectura propia":                           "LA 108-II; that subheading 8716.39 names them is our own reading",
		"Decreto DOF 19-12-2024 (SIDOF 5745788)":                                                      "Decreto DOF 19-12-2024 (SIDOF 5745788)",
		"acta de la empresa número 7":                                                                 "acta de la empresa número 7",
		"medido: 44 de 5059 pedimentos (0.870 %) contando una vez los renglones iguales; sin eso 289": "measured: 44 of 5059 pedimentos (0.870 %) counting equal lines once; without that 289",
		"LFD art. 49-III, cuota de 2024; regla 1.8.3 según un tercero; LIF 2018 y 2019":               "LFD art. 49-III, fee of 2024; regla 1.8.3 according to a third party; LIF 2018 and 2019",
	} {
		if got := catalog.SourceIn(es, document.English); got != want {
			t.Errorf("%s\n is told %s\n and not %s", es, got, want)
		}
		if got := catalog.SourceIn(es, document.Spanish); got != es {
			t.Errorf("%s is told %s", es, got)
		}
	}
	c, told := catalog.Default(), map[string]bool{}
	for _, table := range catalog.LawTables() {
		rows := c.LawRows(table.Name)
		for i := range rows {
			source := rows[i].Source
			if said := catalog.SourceIn(source, document.English); spoken.MatchString(said) && !told[source] {
				t.Errorf("%s: %q is told %q", table.Name, source, said)
			}
			told[source] = true
		}
	}
	laws := len(told)
	for _, x := range c.Cotejos() {
		if said := catalog.SourceIn(x.Source, document.English); spoken.MatchString(named.ReplaceAllString(said, "")) && !told[x.Source] {
			t.Errorf("check %s: %q is told %q", x.Code, x.Source, said)
		}
		told[x.Source] = true
	}
	if laws < 100 || len(told) < laws+100 {
		t.Errorf("%d sources were told, %d of them of laws", len(told), laws)
	}
}

// named are the names of official papers, which stay as they are.
var named = regexp.MustCompile(`Lineamientos técnicos de registros`)

// TestHeadings: every column of a table of dated law has a heading of its own in
// each language, and none is the name it has in a file where that is no word.
func TestHeadings(t *testing.T) {
	t.Parallel()
	for _, table := range catalog.LawTables() {
		for i := range table.Columns {
			c := &table.Columns[i]
			h := c.Heading()
			if h.ES == "" || h.EN == "" || strings.Contains(h.ES+h.EN, "_") {
				t.Errorf("%s: column %s is headed %q", table.Name, c.Name, h)
			}
			for _, value := range c.Values {
				w := c.Word(value)
				if value != "" && (w.ES == "" || w.EN == "" || strings.Contains(w.ES+w.EN, "_") && !c.Named(value)) {
					t.Errorf("%s: %s %q is told %q", table.Name, c.Name, value, w)
				}
			}
		}
	}
}
