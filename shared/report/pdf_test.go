package report_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

func provenance() report.Provenance {
	return report.Provenance{
		Tool: "0.1.0", Engine: ledger.Engine, Catalog: catalog.Default().Version, Cut: document.HashOf(nil), Policy: "sin_bom: faltante",
		Facts: 10, Documents: 3, Books: 3, Pending: []document.Text{{ES: "Falta el Data Stage de abril.", EN: "The Data Stage of April is missing."}},
	}
}

func pdfOf(tb testing.TB, s *report.Set, lang document.Lang) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := report.PDF(&b, s, lang, provenance()); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// text reads a PDF with poppler, page by page.
func text(t *testing.T, raw []byte) []string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed: the words of the PDF are not checked")
	}
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), tool, "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
}

func TestPDFIsTheSameTwice(t *testing.T) {
	for _, lang := range []document.Lang{document.Spanish, document.English} {
		a, b := pdfOf(t, build(t, march(t), ledger.DefaultPolicy()), lang), pdfOf(t, build(t, march(t), ledger.DefaultPolicy()), lang)
		if !bytes.Equal(a, b) {
			t.Errorf("%s: two runs give other bytes", lang)
		}
	}
}

func TestPDFSaysWhatItMust(t *testing.T) {
	s := build(t, march(t), ledger.DefaultPolicy())
	for lang, words := range map[document.Lang][]string{
		document.Spanish: {"284.5", "39012001", "definitivo", "Sin resolver", "NOM-151", "e.firma", "Vencimientos", "advertencia", "Falta el Data Stage", "4,800"},
		document.English: {"284.5", "39012001", "definitive", "unresolved", "NOM-151", "e.firma", "Due dates", "warning", "The Data Stage of April", "4,800"},
	} {
		pages := text(t, pdfOf(t, s, lang))
		whole := strings.Join(pages, "\n")
		for _, w := range words {
			if !strings.Contains(whole, w) {
				t.Errorf("%s: no %q", lang, w)
			}
		}
		for i, page := range pages {
			n := fmt.Sprintf(map[document.Lang]string{document.Spanish: "página %d de %d", document.English: "page %d of %d"}[lang], i+1, len(pages))
			for _, w := range []string{"MEN210101AB1", "Manufacturas Ejemplo del Norte", "2021-03", n} {
				if !strings.Contains(page, w) {
					t.Errorf("%s page %d: no %q", lang, i+1, w)
				}
			}
		}
	}
}

// A year of a large plant must not break the layout or cut a number.
func TestPDFLong(t *testing.T) {
	var facts []*ledger.Fact
	for p := range 40 {
		day := document.NewDate(2019, 8, 1).AddDays(p * 15)
		f := fact(fmt.Sprintf("2124321010%05d", p), "IN", "IMP", day)
		for i := range 5 {
			l := line(t, i+1, fmt.Sprintf("390120%02d", (p*5+i)%90), "1", "123456789.123456", 999999999)
			l.Descripcion = strings.Repeat("Descripción muy larga con ñ, € y 漢字 ", 6)
			f.Lineas = append(f.Lineas, l)
		}
		facts = append(facts, f)
	}
	many := found()
	for i := range 200 {
		many = append(many, report.Found{Pedimento: "212432101000001", Finding: document.Finding{
			Code: "code", Severity: document.Notice, Where: fmt.Sprint("partida ", i),
			Message: document.Text{ES: strings.Repeat("palabra", 60), EN: "\x00\x1f\U0001F600"},
		}})
	}
	s, err := report.Build(marchHead(), catalog.Default(), ledger.KeepAll(booksOf(t, facts, ledger.DefaultPolicy())), many, nil)
	if err != nil {
		t.Fatal(err)
	}
	whole := strings.Join(text(t, pdfOf(t, s, document.Spanish)), "\n")
	for _, w := range []string{"vencimientos.csv", "hallazgos.csv", "123,456,789.123456"} {
		if !strings.Contains(whole, w) {
			t.Errorf("no %q", w)
		}
	}
	if path := os.Getenv("IMMEX_PDF_OUT"); path != "" {
		if err := os.WriteFile(path, pdfOf(t, s, document.Spanish), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// The contents name the page each part is on, of a short and of a long paper.
func TestPDFContents(t *testing.T) {
	long := march(t)
	for p := range 60 {
		f := fact(fmt.Sprintf("2124321020%05d", p), "IN", "IMP", document.NewDate(2021, 3, 2))
		for i := range 3 {
			f.Lineas = append(f.Lineas, line(t, i+1, fmt.Sprintf("390120%02d", (p*3+i)%90), "1", "5", 10))
		}
		long = append(long, f)
	}
	for lang, parts := range map[document.Lang][]string{
		document.Spanish: {"Saldos por fracción", "Vencimientos", "Gráficas", "Hallazgos", "Qué es y qué no es el sello"},
		document.English: {"Balances per fracción", "Due dates", "Charts", "Findings", "What the seal is and is not"},
	} {
		last := 1
		for _, facts := range [][]*ledger.Fact{march(t), long} {
			pages := text(t, pdfOf(t, build(t, facts, ledger.DefaultPolicy()), lang))
			for _, name := range parts {
				_, after, ok := strings.Cut(pages[0], "\n"+name+"  ")
				n, err := strconv.Atoi(strings.TrimSpace(strings.SplitN(after, "\n", 2)[0]))
				if !ok || err != nil || n < 1 || n > len(pages) {
					t.Fatalf("%s: the contents have no page for %q: %v", lang, name, err)
				}
				heading := 0
				for i, page := range pages {
					if strings.Contains("\n"+page, "\n"+name+"\n") {
						heading = i + 1
					}
				}
				if heading != n {
					t.Errorf("%s: %q is on page %d, the contents say %d", lang, name, heading, n)
				}
				last = max(last, n)
			}
		}
		if last < 4 {
			t.Errorf("%s: no part of the long paper is beyond page %d", lang, last)
		}
	}
}

// The paper has the charts of the page, figure by figure.
func TestPDFCharts(t *testing.T) {
	whole := strings.Join(text(t, pdfOf(t, build(t, march(t), ledger.DefaultPolicy()), document.Spanish)), "\n")
	for _, w := range []string{"Antigüedad: días que quedan al cierre", "Entradas y descargos por mes (Kilo)", "Entradas y descargos por mes (Pieza)", "230.5", "Hallazgos por gravedad"} {
		if !strings.Contains(whole, w) {
			t.Errorf("no %q", w)
		}
	}
}

func TestPDFDraftsSaySo(t *testing.T) {
	for state, want := range map[string]string{"borrador": "BORRADOR", "provisional": "PROVISIONAL"} {
		head := marchHead()
		head.State = state
		s, err := report.Build(head, catalog.Default(), ledger.KeepAll(booksOf(t, march(t), ledger.DefaultPolicy())), nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if pages := text(t, pdfOf(t, s, document.Spanish)); !strings.Contains(pages[0], want) {
			t.Errorf("%s: page 1 has no %q", state, want)
		}
	}
}

func TestPDFOfNothing(t *testing.T) {
	s, err := report.Build(marchHead(), catalog.Default(), nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if raw := pdfOf(t, s, document.English); !bytes.HasPrefix(raw, []byte("%PDF-")) {
		t.Errorf("%.20q", raw)
	}
}
