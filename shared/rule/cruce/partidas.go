package cruce

import (
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/lineas"
)

// dollars is what a partida is worth in dollars: as it says, else the price paid at
// the exchange rate of the declaration, which is what the print of an import gives.
func dollars(p *pedimento.Pedimento, q *pedimento.Partida) money.Amount {
	if q.ValorDolares.Known() || p.TipoCambio.Sign() <= 0 {
		return q.ValorDolares
	}
	const cents, cent = 100, 10_000 // of a dollar, in millionths
	return rule.Times(rule.Share(q.ValorComercial, money.Int(cents), p.TipoCambio), money.FromMicros(cent))
}

// Partidas are the lines of the declaration, valued in dollars.
func Partidas(p *pedimento.Pedimento) []lineas.Line {
	return partidas(p, make([]lineas.Line, 0, len(p.Partidas)))
}

func partidas(p *pedimento.Pedimento, out []lineas.Line) []lineas.Line {
	for i := range p.Partidas {
		q := &p.Partidas[i]
		out = append(out, lineas.Line{
			Number: q.Secuencia, Parte: q.CodigoProducto, Fraccion: q.Fraccion, Descripcion: q.Descripcion,
			Unidad: q.UMC, Cantidad: q.CantidadUMC, Valor: dollars(p, q),
		})
	}
	return out
}
