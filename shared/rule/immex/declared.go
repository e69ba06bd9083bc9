package immex

import (
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// Claves of Apéndice 2 that several rules ask about.
const (
	claveV1 = "V1"
	claveA3 = "A3"
)

// complement is a complement of an identifier, "" when it has none there.
func complement(k *pedimento.Identificador, i int) string {
	if i < len(k.Complementos) {
		return k.Complementos[i]
	}
	return ""
}

// counterpart is the pedimento of the other side that record 512 names, nil when
// it is not here.
func counterpart(c *rule.Case) *rule.Brief {
	if c.Others == nil {
		return nil
	}
	for i := range c.P.Descargos {
		d := &c.P.Descargos[i]
		if d.Clave != claveV1 {
			continue
		}
		if b := c.Others.Find(pedimento.Number(pedimento.YearFor(d.Documento, d.Fecha), d.Aduana, d.Patente, d.Documento)); b != nil && b.Counterpart {
			return b
		}
	}
	return nil
}
