package pedimento

import (
	"fmt"
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// checkTypedDates: one date per tipo (no other in 10,524 real rows of 506).
func checkTypedDates(p *Pedimento) {
	first := map[string]document.Date{}
	for _, f := range p.Fechas {
		old, ok := first[f.Tipo]
		if !ok {
			first[f.Tipo] = f.Fecha
			continue
		}
		if old == f.Fecha {
			continue
		}
		p.fail("pedimento_fechas_dobles", "506", document.Textf(
			"El pedimento trae dos fechas de tipo %s, %s y %s; no se sabe cuál vale. Pida de nuevo el documento.",
			"The pedimento has two dates of type %s, %s and %s; it is not known which one holds. Ask for the document again.",
			f.Tipo, old, f.Fecha))
	}
}

// checkContributions: a contribution has one row per form of payment (no
// repeat in 20,276 real rows), and none is below zero.
func checkContributions(p *Pedimento) {
	contributions(p, p.Contribuciones, "510")
	for i := range p.Partidas {
		contributions(p, p.Partidas[i].Contribuciones, "partida "+strconv.Itoa(p.Partidas[i].Secuencia))
	}
}

func contributions(p *Pedimento, list []Contribucion, where string) {
	first := map[[2]string]Contribucion{}
	for _, c := range list {
		if c.Importe.Known() && c.Importe.Sign() < 0 {
			p.fail("contribucion_negativa", where, document.Textf(
				"La contribución %s con forma de pago %s dice %s, menos que cero; revise el original.",
				"Contribution %s with form of payment %s says %s, below zero; look at the original.",
				c.Clave, c.FormaPago, c.Importe))
		}
		key := [2]string{c.Clave, c.FormaPago}
		old, ok := first[key]
		if !ok {
			first[key] = c
			continue
		}
		p.fail("contribucion_repetida", where, document.Textf(
			"La contribución %s con forma de pago %s viene dos veces (%s y %s); se contaría doble. Pida de nuevo el documento.",
			"Contribution %s with form of payment %s comes twice (%s and %s); it would count double. Ask for the document again.",
			c.Clave, c.FormaPago, old.Importe, c.Importe))
	}
}

// checkDischarges: a warning, since one of 5,059 real pedimentos repeats 16
// rows of 512; an error where 512 takes from lots (none of 97 repeats one).
func checkDischarges(p *Pedimento) {
	code := "descargo_repetido"
	if row, ok := catalog.Default().Effect(p.Clave, p.Operacion, p.cases(), p.FechaPago); ok && row.Effect == catalog.EffectRegime {
		code = "descargo_doble"
	}
	first := map[string]bool{}
	for i := range p.Descargos {
		d := &p.Descargos[i]
		key := fmt.Sprintf("%q", []string{
			d.Patente, d.Documento, d.Aduana, d.Clave, d.Fecha.String(), d.Fraccion, d.Unidad, d.Cantidad.Written(),
		})
		if !first[key] {
			first[key] = true
			continue
		}
		p.Raise(code, "512 "+strconv.Itoa(i+1), document.Textf(
			"El descargo %d (pedimento %s-%s-%s, fracción %s, cantidad %s) repite otro igual; confirme que no es el mismo dos veces.",
			"Discharge %d (pedimento %s-%s-%s, fracción %s, quantity %s) repeats an equal one; confirm it is not the same one twice.",
			i+1, d.Aduana, d.Patente, d.Documento, d.Fraccion, d.Cantidad))
	}
}

// checkValues: no value of a partida is below zero (none in 14,079 real ones).
func checkValues(p *Pedimento) {
	for i := range p.Partidas {
		q := &p.Partidas[i]
		for _, v := range []struct {
			name   string
			amount money.Amount
		}{
			{"valor aduana", q.ValorAduana},
			{"valor comercial", q.ValorComercial},
			{"valor dólares", q.ValorDolares},
			{"valor agregado", q.ValorAgregado},
		} {
			if !v.amount.Known() || v.amount.Sign() >= 0 {
				continue
			}
			p.fail("partida_negativa", "partida "+strconv.Itoa(q.Secuencia), document.Textf(
				"La partida %d dice %s %s, menos que cero; revise el original.",
				"Partida %d says %s %s, below zero; look at the original.", q.Secuencia, v.name, v.amount))
		}
	}
}
