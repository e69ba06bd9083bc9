package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// cambioValor: an F4 pays its contributions on the customs value that the
// pedimento of entry declared of the same quantity (RLA 140). It is held where
// the entry is here, has one partida of that fracción, and the change has one
// partida of it and names no other entry for it: else whose value it is cannot
// be told. Of four changes of the real deliveries that could be held, three
// declare less than the share: it is told as a notice.
func cambioValor() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cambio_valor",
		Title:     document.Text{ES: "El cambio de régimen toma el valor en aduana de la entrada", EN: "The change of regime takes the customs value of the entry"},
		Citation:  "RLA art. 140; LA art. 110",
		Source:    "dossier §2.3 F4; §6.1",
		Authority: rule.Aduanera, From: 20150420, Severity: document.Notice, Confidence: "C-old",
		Action: document.Text{
			ES: "Compare con el pedimento de entrada; si la base es menor, rectifique y pague la diferencia.",
			EN: "Compare with the pedimento of entry; when the base is lower, rectify and pay the difference.",
		},
		Example: document.Text{
			ES: "Un F4 de la mitad de una entrada de 100,000 con valor en aduana de 30,000.",
			EN: "An F4 of half of an entry of 100,000 with a customs value of 30,000.",
		},
		Needs: []rule.Data{rule.DataOriginal}, Checks: []int{10},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || c.P.Clave != "F4" || len(c.P.Descargos) == 0 {
				return rule.NotApplicable
			}
			judged := false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				want, d := entryValue(c, q)
				if !want.Known() || !q.ValorAduana.Known() {
					continue
				}
				judged = true
				if !c.Near("aduanera_cambio_valor", q.ValorAduana, want, 1) {
					c.Fail(rule.Where{Partida: q.Secuencia, Field: "valor_aduana", Other: d.Documento},
						"La partida %d dice un valor en aduana de %s y a esa cantidad de la entrada %s le tocan %s.",
						"Partida %d says a customs value of %s and that quantity of entry %s has %s.", q.Secuencia, q.ValorAduana, d.Documento, want)
				}
			}
			if !judged {
				return c.NoData(rule.DataOriginal)
			}
			return c.Judged()
		},
	}
}

// entryValue is the customs value that the entry declared of the quantity of a
// partida, unknown where it cannot be told.
func entryValue(c *rule.Case, q *pedimento.Partida) (money.Amount, *pedimento.Descargo) {
	d := onlyDescargo(c.P, q)
	if d == nil || c.Others == nil || !d.Cantidad.Equal(q.CantidadUMT) {
		return money.Amount{}, nil
	}
	b := (&change{c: c}).entry(d)
	if b == nil {
		return money.Amount{}, nil
	}
	line := onlyLine(b, q)
	if line == nil {
		return money.Amount{}, nil
	}
	return rule.Share(line.ValorAduana, q.CantidadUMT, line.CantidadUMT), d
}

// onlyDescargo is the one record 512 of the goods of a partida, where no other
// partida is of that fracción; nil else.
func onlyDescargo(p *pedimento.Pedimento, q *pedimento.Partida) (one *pedimento.Descargo) {
	for i := range p.Partidas {
		if o := &p.Partidas[i]; o.Fraccion == q.Fraccion && o.Secuencia != q.Secuencia {
			return nil
		}
	}
	for i := range p.Descargos {
		if d := &p.Descargos[i]; d.Fraccion == q.Fraccion && pedimento.UnitKey(d.Unidad) == pedimento.UnitKey(q.UMT) {
			if one != nil {
				return nil
			}
			one = d
		}
	}
	return one
}

// onlyLine is the one partida of an entry of those goods; nil with several.
func onlyLine(b *rule.Brief, q *pedimento.Partida) (one *rule.BriefLine) {
	for i := range b.Partidas {
		if l := &b.Partidas[i]; l.Fraccion == q.Fraccion && pedimento.UnitKey(l.UMT) == pedimento.UnitKey(q.UMT) {
			if one != nil {
				return nil
			}
			one = l
		}
	}
	return one
}
