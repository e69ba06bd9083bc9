package aduanera

import (
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// cuadro is what a declaration works its contributions out from, added up.
type cuadro struct {
	aduana money.Amount // customs value of all partidas
	sujeta money.Amount // of those without a preferential origin (identifier TL)
	otras  money.Amount // contributions of the partidas that enter the base of IVA
	iva    money.Amount
	dta    money.Amount // charged at pedimento level, 0 when it is not
	tasa   money.Amount // of IVA
	igual  bool         // every partida pays IVA at that rate
	filas  int
}

// newCuadro adds a declaration up; ok is false when an amount is not known.
func newCuadro(c *rule.Case) (k cuadro, ok bool) {
	zero := money.Int(0)
	k = cuadro{aduana: zero, sujeta: zero, otras: zero, iva: zero, igual: true, filas: len(c.P.Partidas)}
	for i := range c.P.Partidas {
		q := &c.P.Partidas[i]
		k.aduana = rule.Plus(k.aduana, q.ValorAduana)
		if !rule.Carries(q, "TL") {
			k.sujeta = rule.Plus(k.sujeta, q.ValorAduana)
		}
		k.otras = rule.Plus(k.otras, inBase(c, q))
		k.taxed(q)
	}
	dta, found := pedimento.Charged(c.P.Contribuciones, "DTA")
	if !found {
		dta = zero
	}
	k.dta = dta
	return k, k.filas > 0 && k.aduana.Known() && k.sujeta.Known() && k.otras.Known() && k.iva.Known() && k.dta.Known()
}

// taxed adds the IVA of a partida and says whether its rate is that of all.
func (k *cuadro) taxed(q *pedimento.Partida) {
	iva, found := pedimento.Charged(q.Contribuciones, "IVA")
	t, ok := rule.RateOf(q.Tasas, "IVA")
	if !found || !ok || t.Tipo != percent || k.tasa.Known() && !k.tasa.Equal(t.Tasa) {
		k.igual = false
		return
	}
	k.tasa = t.Tasa
	k.iva = rule.Plus(k.iva, iva)
}

// percent and unitary are the types of rate of Apéndice 18 that rules work out.
const (
	percent = "1"
	unitary = "2"
)

// inBase adds the contributions of a partida that enter the base of IVA
// (LIVA art. 27), in whatever form they are paid.
func inBase(c *rule.Case, q *pedimento.Partida) money.Amount {
	sum := money.Int(0)
	for i := range q.Contribuciones {
		x := &q.Contribuciones[i]
		if c.Catalog.In(catalog.ListIVABase, x.Clave, c.On) {
			sum = rule.Plus(sum, x.Importe)
		}
	}
	return sum
}

// factor is the update a declaration says it applied (identifiers FI and FV),
// one without them; unknown when one cannot be read.
func factor(c *rule.Case) money.Amount {
	f := money.Int(1)
	for i := range c.P.Identificadores {
		k := &c.P.Identificadores[i]
		if !c.Catalog.In(catalog.ListUpdateCases, k.Clave, c.On) || len(k.Complementos) == 0 {
			continue
		}
		x, err := money.Parse(strings.TrimSpace(k.Complementos[0]))
		if err != nil {
			return money.Amount{}
		}
		f = rule.Times(f, x)
	}
	return f
}

// fee is a fee or rate on the day whose rates the declaration pays; unknown
// when no table has it.
func fee(c *rule.Case, code string) money.Amount {
	on := c.Rated()
	if !on.Known() {
		return money.Amount{}
	}
	row, err := c.Catalog.Fee(code, on)
	if err != nil {
		c.LacksRow(rule.DataRate, err)
		return money.Amount{}
	}
	return row.Value
}

// rectify is what to do about a declaration that says something wrong.
func rectify() document.Text {
	return document.Text{
		ES: "Pida al agente aduanal la corrección, o la rectificación con actualización y recargos si ya se pagó.",
		EN: "Ask the broker for the correction, or for the rectification with its update and surcharges when it is paid.",
	}
}
