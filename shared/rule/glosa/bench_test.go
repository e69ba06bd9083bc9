package glosa_test

import (
	"testing"

	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
	"example.com/immex/shared/rule/ruletest"
)

// many is a sound import of many partidas.
func many(partidas int) *pedimento.Pedimento {
	return ruletest.Import(func(p *pedimento.Pedimento) {
		q := p.Partidas[0]
		p.Partidas = nil
		for i := range partidas {
			q.Secuencia = i + 1
			p.Partidas = append(p.Partidas, q)
		}
	})
}

// BenchmarkPartidas asks every rule about pedimentos of 20 partidas.
func BenchmarkPartidas(b *testing.B) {
	const partidas = 20
	p := many(partidas)
	g := glosa.New(ruletest.Setting(), glosa.Rules())
	n := 0
	for b.Loop() {
		g.Pedimento(p)
		n += partidas
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "partidas/s")
}

// BenchmarkRule is the cost of each rule by itself.
func BenchmarkRule(b *testing.B) {
	const partidas = 20
	p := many(partidas)
	for _, r := range glosa.Rules() {
		if r.Case == nil {
			continue
		}
		b.Run(r.Code, func(b *testing.B) {
			g := glosa.New(ruletest.Setting(), []*rule.Rule{r})
			n := 0
			for b.Loop() {
				g.Pedimento(p)
				n += partidas
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/partida")
		})
	}
}
