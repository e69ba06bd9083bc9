package glosa_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

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
