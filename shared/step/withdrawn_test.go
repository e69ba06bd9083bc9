package step_test

import (
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
)

// TestPapersOfAWithdrawal: a print marked as withdrawn makes the fact that
// contradicts what was paid; an archivo M that kills a pedimento makes none,
// since it does not tell its year. Both warn and say of which pedimento.
func TestPapersOfAWithdrawal(t *testing.T) {
	t.Parallel()
	good := printed(t)
	paid := only(t, &engines{first: answer{text: good}, second: answer{text: good}}, nil)
	marked := clone(good)
	page := &marked.Pages[0]
	page.Words = append(page.Words, pdftext.Word{S: "DESISTIDO", X0: 60_000, X1: 400_000, Y0: 340_000, Y1: 400_000, Base: 390_000, Size: 60_000, Dir: 1})
	gone := only(t, &engines{first: answer{text: marked}, second: answer{text: marked}}, nil)
	if f := gone.Fact; f == nil || !f.Desistido || f.Key != paid.Fact.Key || f.Source != document.SourcePrint || len(f.Lineas) > 0 {
		t.Errorf("the print makes %+v", f)
	}
	warns(t, gone, paid.Fact.Key)
	for movement, says := range map[string]string{"2": "eliminación", "3": "desistimiento"} {
		file := "500|" + movement + "|3210|6000123|240|ABCD1234|\r\n801|m3210123.003|1|1|010|\r\n"
		papers := (&step.Reader{}).Read(t.Context(), step.Input{Name: "m3210123.003", Bytes: []byte(file)})
		n := 0
		for _, p := range papers {
			if p.Record.Kind != document.KindPedimento {
				continue
			}
			if n++; p.Fact != nil || p.Record.Status != document.Accepted {
				t.Errorf("movement %s: %s, %+v", movement, p.Record.Status, p.Fact)
			}
			warns(t, p, says+" del pedimento 240 3210 6000123 (acuse ABCD1234)")
		}
		if n != 1 {
			t.Errorf("movement %s: %d pedimentos", movement, n)
		}
	}
}

func warns(t *testing.T, p *step.Paper, says string) {
	t.Helper()
	if !slices.ContainsFunc(p.Record.Findings, func(f document.Finding) bool {
		return f.Code == "pedimento_retirado" && f.Severity == document.Warning && strings.Contains(f.Message.ES, says)
	}) {
		t.Errorf("it does not warn of %s: %v", says, p.Record.Findings)
	}
}
