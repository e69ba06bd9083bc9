package cruce

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule/lineas"
)

// Partidas are the lines of the declaration, valued in dollars.
func Partidas(p *pedimento.Pedimento) []lineas.Line {
	out := make([]lineas.Line, len(p.Partidas))
	for i := range p.Partidas {
		q := &p.Partidas[i]
		out[i] = lineas.Line{
			Number: q.Secuencia, Parte: q.CodigoProducto, Fraccion: q.Fraccion, Descripcion: q.Descripcion,
			Unidad: q.UMC, Cantidad: q.CantidadUMC, Valor: q.ValorDolares,
		}
	}
	return out
}
