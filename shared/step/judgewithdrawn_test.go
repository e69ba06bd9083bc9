package step_test

import (
	"fmt"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
)

// TestUndone: what reports count follows the books (0028): the Data Stage withdraws,
// a paper contradicts, a selection of an import ends that.
func TestUndone(t *testing.T) {
	t.Parallel()
	const key = "212432101000001"
	of := func(s document.Source, e document.Efecto, change ...func(*pedimento.Pedimento)) *step.Paper {
		p := ofNumber(key, "")
		p.Number, p.Source, p.Efecto, p.Operacion, p.FechaPago = key, s, e, "EXP", 20210301
		for _, c := range change {
			c(p)
		}
		return &step.Paper{Pedimento: p}
	}
	imported := func(p *pedimento.Pedimento) { p.Operacion = "IMP" }
	selected := func(p *pedimento.Pedimento) { p.Selecciones = []pedimento.Seleccion{{Fecha: 20210302}} }
	acuse := func(s string) func(*pedimento.Pedimento) { return func(p *pedimento.Pedimento) { p.Acuse = s } }
	another := func(p *pedimento.Pedimento) { p.Number = "11" + key[2:] }
	kill := &step.Paper{Evidence: ledger.EvidenceOfWithdrawal(ofNumber(key, "ABCD1234"), "m")}
	for name, tt := range map[string]struct {
		papers []*step.Paper
		want   string
	}{
		"paid alone":                           {[]*step.Paper{of(document.SourcePrint, document.Pagado)}, "[] []"},
		"a print, and type 7":                  {[]*step.Paper{of(document.SourcePrint, document.Pagado), of(document.SourceDataStage, document.Desistido)}, "[" + key + "] []"},
		"type 7 of ten years before":           {[]*step.Paper{of(document.SourcePrint, document.Pagado), of(document.SourceDataStage, document.Desistido, another)}, "[] []"},
		"an archivo M, and a print DESISTIDO":  {[]*step.Paper{of(document.SourcePrint, document.Desistido), of(document.SourceArchivoM, document.Pagado)}, "[] [" + key + "]"},
		"an import that passed the selection":  {[]*step.Paper{of(document.SourcePrint, document.Desistido), of(document.SourceDataStage, document.Pagado, imported, selected)}, "[] []"},
		"an export that passed it":             {[]*step.Paper{of(document.SourcePrint, document.Desistido), of(document.SourceDataStage, document.Pagado, selected)}, "[] [" + key + "]"},
		"an archivo M that the validator took": {[]*step.Paper{kill, of(document.SourcePrint, document.Pagado, acuse("ABCD1234"))}, "[] [" + key + "]"},
		"of another acuse":                     {[]*step.Paper{kill, of(document.SourcePrint, document.Pagado, acuse("ABCD1235"))}, "[] []"},
		"an archivo M that nobody took":        {[]*step.Paper{of(document.SourceArchivoM, document.Desistido), of(document.SourcePrint, document.Pagado)}, "[] []"},
	} {
		gone, doubt := step.Undone(tt.papers)
		if got := fmt.Sprint(gone, " ", doubt); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}
