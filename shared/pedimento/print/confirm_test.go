package print_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/print"
)

// readTwice reads the invented paper as two engines would, the second with a
// change in its words.
func readTwice(t *testing.T, change func(*pdftext.Text)) (first, second *pedimento.Pedimento) {
	t.Helper()
	pdf := layouts()[1].render(t, invented())
	first = readPaper(t, pdf)
	text, err := pdftext.Read(t.Context(), pdf, pdftext.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	change(text)
	second, ok := print.Read(text)
	if !ok {
		t.Fatal("not read")
	}
	return first, second
}

// replaceWord changes one word everywhere.
func replaceWord(from, to string) func(*pdftext.Text) {
	return func(t *pdftext.Text) {
		for i := range t.Pages {
			for k := range t.Pages[i].Words {
				if t.Pages[i].Words[k].S == from {
					t.Pages[i].Words[k].S = to
				}
			}
		}
	}
}

func TestConfirmLevels(t *testing.T) {
	first, second := readTwice(t, func(*pdftext.Text) {})
	print.Confirm(first, second)
	if first.Findings.Has("print_unchecked") {
		t.Errorf("two equal readings leave something unchecked: %v", first.Findings)
	}
	q := &first.Partidas[1]
	for field, want := range map[string]document.Check{
		"fraccion": document.ByEngines, "cantidad_umt": document.ByEngines, "valor_aduana": document.ByControl, "valor_comercial": document.ByControl,
		"contribuciones[0].importe": document.ByControl, "secuencia": document.ByControl, "descripcion": document.ByEngines,
	} {
		if got := q.Marks[field].Check; got != want {
			t.Errorf("%s is %q, want %q", field, got, want)
		}
	}
	if got := first.Partidas[0].Marks["cantidad_umt"].Check; got != document.ByControl {
		t.Errorf("with one unit the quantity holds itself: %q", got)
	}
	for _, field := range []string{"clave", "fecha_pago", "rfc", "aduana", "number"} {
		if got := first.Marks[field].Check; got != document.ByEngines {
			t.Errorf("%s is %q", field, got)
		}
	}
}

func TestConfirmWithoutSecondEngine(t *testing.T) {
	first, _ := readTwice(t, func(*pdftext.Text) {})
	if _, _, ok := ledger.FromPedimento(first, "doc"); !ok {
		t.Fatal("a whole print makes a fact before it is asked for a second reading")
	}
	print.Confirm(first, nil)
	if !first.Findings.Has("print_unchecked") || first.Findings.Blocking() {
		t.Errorf("want a warning that does not block: %v", first.Findings)
	}
	if got := first.Partidas[1].Marks["fraccion"].Check; got != document.Unchecked {
		t.Errorf("fracción is %q", got)
	}
	if _, _, ok := ledger.FromPedimento(first, "doc"); ok {
		t.Error("an unchecked print makes a fact alone")
	}
	if pedimento.Gate(first) != document.Accepted {
		t.Error("an unchecked print is kept and shown")
	}
}

func TestConfirmDifferences(t *testing.T) {
	for name, c := range map[string]struct {
		old, new string
		named    bool
	}{
		"fracción":  {"39269099", "39269098", true},
		"date":      {"05-06-2026", "06-06-2026", true},
		"clave":     {"IN", "AF", true},
		"guía":      {"GUIA123456", "GUIA123457", false},
		"remark":    {"12345", "12346", false},
		"COVE":      {"COVE2612ABCD3", "COVE2612ABCD8", false},
		"importer":  {"EMP010101AB1", "EMP010101AB7", true},
		"lost page": {"FRACCION", "FRACC", true},
	} {
		t.Run(name, func(t *testing.T) {
			first, second := readTwice(t, replaceWord(c.old, c.new))
			print.Confirm(first, second)
			if got := first.Findings.Has("print_unchecked"); got != c.named {
				t.Errorf("print_unchecked %v, want %v", got, c.named)
			}
			unchecked := 0
			for _, e := range first.Marks {
				if e.Check == document.Unchecked {
					unchecked++
				}
			}
			for i := range first.Partidas {
				for _, e := range first.Partidas[i].Marks {
					if e.Check == document.Unchecked {
						unchecked++
					}
				}
			}
			if unchecked == 0 {
				t.Error("nothing is unchecked though the engines differ")
			}
		})
	}
}

func TestConfirmNamesFields(t *testing.T) {
	first, second := readTwice(t, replaceWord("85444204", "85444299"))
	print.Confirm(first, second)
	for _, f := range first.Findings {
		if f.Code == "print_unchecked" && !strings.Contains(f.Message.ES, "partidas[2].fraccion") {
			t.Error(f.Message.ES)
		}
	}
}
