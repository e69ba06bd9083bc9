package glosa_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule/glosa"
	"example.com/immex/shared/rule/ruletest"
	"example.com/immex/shared/stay"
)

// TestBriefSaysWhatOthersAsk: the programme, and each identifier once that may
// decide a stay, of the whole and of partidas.
func TestBriefSaysWhatOthersAsk(t *testing.T) {
	t.Parallel()
	p := ruletest.Import(func(p *pedimento.Pedimento) {
		p.Identificadores = append(p.Identificadores, pedimento.Identificador{Clave: "PZ"}, pedimento.Identificador{Clave: "PC"})
		for i := range p.Partidas {
			p.Partidas[i].Identificadores = []pedimento.Identificador{{Clave: "AF"}, {Clave: "TL", Complementos: []string{"USA"}}, {Clave: "IC", Complementos: []string{"O"}}}
		}
	})
	x := glosa.NewIndex()
	x.Add(glosa.EntryOf(p, true))
	b := x.Find(p.Number)
	want := []stay.Identificador{{Clave: "PZ"}, {Clave: "AF"}, {Clave: "IC", Complementos: []string{"O"}}}
	if diff := cmp.Diff(want, b.Casos); diff != "" || b.Programa != "1234-2006" || !b.Identified || !b.Consolidado || !b.Counterpart {
		t.Errorf("%s in %+v", diff, b)
	}
}

// TestSupersededWithinItsYears: the digits of a number come back after ten years, and
// a rectification replaces what was paid before it, not what bears its digits later.
func TestSupersededWithinItsYears(t *testing.T) {
	t.Parallel()
	const old, late, replaces = "142432104000777", "242432104000777", "242432104000778"
	rectification := func(paid document.Date) *pedimento.Pedimento {
		return ruletest.Import(func(p *pedimento.Pedimento) {
			p.Number, p.FechaPago = replaces, 20240410
			p.Rectifica = &pedimento.Rectificacion{Patente: "3210", Documento: "4000777", Aduana: "240", Fecha: paid}
		})
	}
	for name, tt := range map[string]struct {
		paid      document.Date // as record 701 tells it
		withdrawn bool
		want      map[string]string
	}{
		"of this year":        {20240401, false, map[string]string{late: replaces, old: ""}},
		"of ten years before": {20140401, false, map[string]string{late: "", old: replaces}},
		"701 without a date":  {0, false, map[string]string{late: replaces, old: ""}},
		"withdrawn itself":    {20240401, true, map[string]string{late: "", old: ""}},
	} {
		x := glosa.NewIndex()
		e := glosa.EntryOf(rectification(tt.paid), false)
		e.Withdrawn = tt.withdrawn
		x.Add(e)
		for number, want := range tt.want {
			if got := x.Superseded(number); got != want {
				t.Errorf("%s: %s is replaced by %q, want %q", name, number, got, want)
			}
		}
	}
}
