package aduanera

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// cambioValor: an F4 pays its contributions on the customs value that the
// pedimento of entry declared of the same goods (RLA 140). It is held where the
// entry is here, has one partida of that fracción, and the change has one partida
// of it and names no other entry for it; and where it takes all of that partida.
// A part of it may be of one part number among several that the partida joins,
// whose unit prices differ: of three such changes of the real deliveries all
// declare, to the cent, another unit price than the average of the entry, in both
// directions. Of a part only more than the whole is told.
func cambioValor() *rule.Rule {
	return &rule.Rule{
		Code:      "aduanera_cambio_valor",
		Title:     document.Text{ES: "El cambio de régimen toma el valor en aduana de la entrada", EN: "The change of regime takes the customs value of the entry"},
		Citation:  "RLA art. 140; LA art. 110",
		Source:    "dossier §2.3 F4; §6.1",
		Authority: rule.Aduanera, From: 20150420, Severity: document.Warning, Confidence: "C-old",
		Action: document.Text{
			ES: "Compare con el pedimento de entrada; si la base es menor, rectifique y pague la diferencia.",
			EN: "Compare with the pedimento of entry; when the base is lower, rectify and pay the difference.",
		},
		Example: document.Text{
			ES: "Un F4 de toda una entrada de 100,000 con valor en aduana de 60,000.",
			EN: "An F4 of all of an entry of 100,000 with a customs value of 60,000.",
		},
		Needs: []rule.Data{rule.DataOriginal, rule.DataParts}, Checks: []int{10},
		Case: func(c *rule.Case) rule.Outcome {
			if !c.Importa || c.P.Clave != "F4" || len(c.P.Descargos) == 0 {
				return rule.NotApplicable
			}
			judged, part := false, false
			for i := range c.P.Partidas {
				q := &c.P.Partidas[i]
				line, d := entryLine(c, q)
				if line == nil || !line.ValorAduana.Known() || !q.ValorAduana.Known() {
					continue
				}
				whole, more := q.CantidadUMT.Equal(line.CantidadUMT), q.ValorAduana.Cmp(line.ValorAduana) > 0
				if c.Near("aduanera_cambio_valor", q.ValorAduana, line.ValorAduana, 1) || !whole && !more {
					judged, part = judged || whole, part || !whole
					continue
				}
				judged = true
				c.Fail(rule.Where{Partida: q.Secuencia, Field: "valor_aduana", Other: d.Documento},
					"La partida %d dice un valor en aduana de %s por %s y la entrada %s declaró %s por %s.",
					"Partida %d says a customs value of %s for %s and entry %s declared %s for %s.", q.Secuencia, q.ValorAduana, q.CantidadUMT, d.Documento, line.ValorAduana, line.CantidadUMT)
			}
			switch {
			case judged:
				return c.Judged()
			case part:
				return c.NoData(rule.DataParts)
			}
			return c.NoData(rule.DataOriginal)
		},
	}
}

// entryLine is the partida of the entry that the goods of a partida came in
// with, and the record that names it; nil where it cannot be told.
func entryLine(c *rule.Case, q *pedimento.Partida) (*rule.BriefLine, *pedimento.Descargo) {
	d := onlyDescargo(c.P, q)
	if d == nil || c.Others == nil || !d.Cantidad.Equal(q.CantidadUMT) {
		return nil, nil
	}
	b := (&change{c: c}).entry(d)
	if b == nil {
		return nil, nil
	}
	return onlyLine(b, q), d
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
