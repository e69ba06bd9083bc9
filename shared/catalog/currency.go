package catalog

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// currency is a key of a currency with the decimals its amounts have.
type currency struct {
	decimals int
	Validity
}

func addCurrency(c *Catalog, m map[string]string, v Validity) error {
	n, err := atoi(m["decimales"])
	c.currencies[m["clave"]] = currency{n, v}
	return err
}

// IsCurrency reports a key of a currency (ISO 4217, or MXP of Apéndice 5) that
// holds on a date; an unknown date takes the keys of today.
func (c *Catalog) IsCurrency(key string, on document.Date) bool {
	v, ok := c.currencies[key]
	return ok && (v.Holds(on) || !on.Known() && v.To == 0)
}

// CurrencyUnit is one in the last decimal of a currency; a key that is none
// has cents.
func (c *Catalog) CurrencyUnit(key string) money.Amount {
	n := 2
	if v, ok := c.currencies[key]; ok {
		n = v.decimals
	}
	unit := money.Int(1)
	for range n {
		unit, _ = unit.Mul(money.FromMicros(100_000)) // three decimals at most
	}
	return unit
}
