package pedimento

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// figure is one amount of a document with the name a person knows it by.
type figure struct {
	es, en string
	amount money.Amount
}

// checkZeros: exchange rate, weight, and of each partida quantity, price and
// values are more than zero. The Data Stage always gives them; other sources
// may leave them out.
func checkZeros(p *Pedimento) {
	if bare(p) {
		return
	}
	p.above("encabezado_cero", "encabezado", []figure{
		{"tipo de cambio", "exchange rate", p.TipoCambio},
		{"peso bruto", "gross weight", p.PesoBruto},
	})
	for i := range p.Partidas {
		q := &p.Partidas[i]
		p.above("partida_cero", partidaName(q), []figure{
			{"cantidad comercial", "commercial quantity", q.CantidadUMC},
			{"precio unitario", "unit price", q.PrecioUnitario},
			{"valor comercial", "commercial value", q.ValorComercial},
			{"valor en dólares", "value in dollars", q.ValorDolares},
		})
	}
}

func (p *Pedimento) above(code, where string, list []figure) {
	for _, f := range list {
		if f.amount.Sign() > 0 || !f.amount.Known() && p.Source != document.SourceDataStage {
			continue
		}
		p.Raise(code, where, document.Text{
			ES: "El " + f.es + " dice \"" + f.amount.Written() + "\" y debe ser mayor que cero; revise el original.",
			EN: "The " + f.en + " says \"" + f.amount.Written() + "\" and must be more than zero; look at the original.",
		})
	}
}

// checkCustomsValue: an import has a customs value in every partida, and an
// export in none.
func checkCustomsValue(p *Pedimento) {
	for i := range p.Partidas {
		q := &p.Partidas[i]
		if !q.ValorAduana.Known() || p.Operacion == "IMP" == (q.ValorAduana.Sign() != 0) || p.Operacion != "IMP" && p.Operacion != "EXP" {
			continue
		}
		p.Raise("partida_valor_aduana", partidaName(q), document.Textf(
			"La partida %d de una operación %s dice valor aduana %s; una importación lo trae y una exportación no. Pida de nuevo el documento.",
			"Partida %d of operation %s says customs value %s; an import has one and an export has none. Ask for the document again.",
			q.Secuencia, p.Operacion, q.ValorAduana))
	}
}

// checkDollars: dollars times the exchange rate are the commercial value of
// each partida. The archivo M has its own check of it.
func checkDollars(p *Pedimento) {
	limit := catalog.Default().Cotejo("partida_dolares", string(p.Source), p.FechaPago)
	for i := range p.Partidas {
		q := &p.Partidas[i]
		if !q.ValorDolares.Known() || !q.ValorComercial.Known() || !p.TipoCambio.Known() {
			continue
		}
		pesos, err := q.ValorDolares.Mul(p.TipoCambio)
		if err == nil && money.Within(pesos, q.ValorComercial, limit.Tolerance(q.ValorComercial, 1)) {
			continue
		}
		p.Raise("partida_dolares", partidaName(q), document.Textf(
			"La partida %d dice %s USD, que al tipo de cambio %s son %s pesos, y su valor comercial dice %s; alguna cifra está alterada. Pida de nuevo el documento.",
			"Partida %d says %s USD, which at exchange rate %s is %s pesos, and its commercial value says %s; some figure was altered. Ask for the document again.",
			q.Secuencia, q.ValorDolares, p.TipoCambio, pesos, q.ValorComercial))
	}
}

// checkPrice: unit price times commercial quantity is the commercial value; a
// warning, since prices of small values are rounded too far in pedimentos the
// authority accepted.
func checkPrice(p *Pedimento) {
	limit := catalog.Default().Cotejo("partida_precio", string(p.Source), p.FechaPago)
	for i := range p.Partidas {
		q := &p.Partidas[i]
		if !q.PrecioUnitario.Known() || !q.CantidadUMC.Known() || !q.ValorComercial.Known() {
			continue
		}
		value, err := q.PrecioUnitario.Mul(q.CantidadUMC)
		if err == nil && money.Within(value, q.ValorComercial, limit.Tolerance(q.ValorComercial, 1)) {
			continue
		}
		p.Raise("partida_precio", partidaName(q), document.Textf(
			"La partida %d dice %s a %s cada una, que son %s, y su valor comercial dice %s; revise precio y cantidad.",
			"Partida %d says %s at %s each, which is %s, and its commercial value says %s; look at price and quantity.",
			q.Secuencia, q.CantidadUMC, q.PrecioUnitario, value, q.ValorComercial))
	}
}

// checkUnits: with one unit for trade and tariff, both quantities are one.
func checkUnits(p *Pedimento) {
	for i := range p.Partidas {
		q := &p.Partidas[i]
		if q.UMC == "" || q.UMC != q.UMT || !q.CantidadUMC.Known() || !q.CantidadUMT.Known() || q.CantidadUMC.Cmp(q.CantidadUMT) == 0 {
			continue
		}
		p.Raise("partida_unidades", partidaName(q), document.Textf(
			"La partida %d dice %s y %s en la misma unidad %s; una de las dos cantidades está mal. Pida de nuevo el documento.",
			"Partida %d says %s and %s in the one unit %s; one of the quantities is wrong. Ask for the document again.",
			q.Secuencia, q.CantidadUMC, q.CantidadUMT, q.UMC))
	}
}

// checkRates: every contribution of a partida has its rate and every rate its
// contribution; every rate of pedimento level has its contribution. So rows
// that a delivery lost are missed.
func checkRates(p *Pedimento) {
	p.rates(p.Tasas, p.Contribuciones, "509/510", false)
	for i := range p.Partidas {
		p.rates(p.Partidas[i].Tasas, p.Partidas[i].Contribuciones, partidaName(&p.Partidas[i]), true)
	}
	if len(p.Contribuciones) == 0 && p.moves() {
		p.Raise("contribuciones_faltan", "510", document.Textf(
			"El pedimento no trae ninguna contribución a nivel pedimento; la entrega está incompleta. Pídala de nuevo.",
			"The pedimento has no contribution of pedimento level; the delivery is incomplete. Ask for it again."))
	}
}

func (p *Pedimento) rates(rates []Tasa, list []Contribucion, where string, both bool) {
	seen := map[string]int{} // 1 rate, 2 contribution
	for _, t := range rates {
		if seen[t.Clave] != 0 {
			p.Raise("tasa_repetida", where, document.Textf(
				"La tasa de %s viene dos veces; pida de nuevo la entrega.", "The rate of %s comes twice; ask for the delivery again.", t.Clave))
		}
		seen[t.Clave] |= 1
	}
	for _, c := range list {
		seen[c.Clave] |= 2
		if both && seen[c.Clave] == 2 {
			p.lacks(where, "la tasa", "the rate", c.Clave)
			seen[c.Clave] = 3
		}
	}
	for _, t := range rates {
		if seen[t.Clave] == 1 {
			p.lacks(where, "el importe", "the amount", t.Clave)
			seen[t.Clave] = 3
		}
	}
}

func (p *Pedimento) lacks(where, es, en, clave string) {
	p.Raise("contribuciones_faltan", where, document.Text{
		ES: "Falta " + es + " de la contribución " + clave + "; la entrega está incompleta. Pídala de nuevo.",
		EN: "Contribution " + clave + " lacks " + en + "; the delivery is incomplete. Ask for it again.",
	})
}

// moves reports a clave that makes a fact of some kind.
func (p *Pedimento) moves() bool {
	row, ok := catalog.Default().Effect(p.Clave, p.Operacion, p.cases(), p.FechaPago)
	return ok && row.Effect != catalog.EffectNone
}

func (p *Pedimento) cases() []string {
	out := make([]string, 0, len(p.Identificadores))
	for i := range p.Identificadores {
		out = append(out, p.Identificadores[i].Clave)
	}
	return out
}
