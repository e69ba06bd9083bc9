package contingencia

import (
	"example.com/immex/shared/money"
)

// Esperar is what the estimate of a later day of payment adds to that of an
// earlier one, by starting point: every amount is a difference, and unknown
// when one of the two is.
func Esperar(now, later *Lote) []Punto {
	out := make([]Punto, len(now.Puntos))
	for i := range now.Puntos {
		a, b := &now.Puntos[i], &later.Puntos[i]
		p := Punto{
			Inicio: a.Inicio, Causacion: a.Causacion, Meses: b.Meses - a.Meses, Recargo: minus(b.Recargo, a.Recargo), Atraso: b.Atraso - a.Atraso,
			Actualizado: b.Actualizado.less(&a.Actualizado), SinActualizar: b.SinActualizar.less(&a.SinActualizar),
		}
		for k := range a.Componentes {
			x, y := &a.Componentes[k], &b.Componentes[k]
			p.Componentes = append(p.Componentes, Componente{
				x.Clave, minus(y.Importe, x.Importe), minus(y.Actualizado, x.Actualizado), minus(y.Recargos, x.Recargos), minus(y.SinActualiza, x.SinActualiza),
			})
		}
		for e := range a.Escenarios {
			x, y := &a.Escenarios[e], &b.Escenarios[e]
			p.Escenarios = append(p.Escenarios, Escenario{
				Clave: x.Clave, Actualizado: y.Actualizado.less(&x.Actualizado), SinActualizar: y.SinActualizar.less(&x.SinActualizar),
				Periodos: y.Periodos - x.Periodos, SinConfirmar: x.SinConfirmar || y.SinConfirmar,
			})
		}
		for _, t := range a.Desconocido {
			p.because(&t)
		}
		for _, t := range b.Desconocido {
			p.because(&t)
		}
		out[i] = p
	}
	return out
}

func (c *Cuenta) less(d *Cuenta) Cuenta {
	return Cuenta{minus(c.Contribuciones, d.Contribuciones), minus(c.Recargos, d.Recargos), minus(c.Suma, d.Suma)}
}

func (r *Rango) less(s *Rango) Rango {
	return Rango{minus(r.MultaMinima, s.MultaMinima), minus(r.MultaMaxima, s.MultaMaxima), minus(r.Minimo, s.Minimo), minus(r.Maximo, s.Maximo)}
}

// Costo is what lots are put in order by: the most of S2 from the month of
// entry, before actualización, so that a missing INPC moves no lot; unknown
// when that has no figure.
func (l *Lote) Costo() money.Amount {
	if len(l.Puntos) == 0 {
		return money.Amount{}
	}
	return l.Puntos[0].Escenarios[2].SinActualizar.Maximo
}
