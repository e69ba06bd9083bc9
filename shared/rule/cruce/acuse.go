package cruce

import (
	"strings"

	"example.com/immex/shared/cove"
	"example.com/immex/shared/money"
)

// Sender is who sends the goods of an acuse de valor, and Receiver who gets
// them; nil when a relación has several.
func Sender(v *cove.Cove) *cove.Persona {
	return party(v, &v.Emisor, func(f *cove.Factura) *cove.Persona { return f.Emisor })
}

// Receiver is who gets the goods; nil when a relación has several.
func Receiver(v *cove.Cove) *cove.Persona {
	return party(v, &v.Destinatario, func(f *cove.Factura) *cove.Persona { return f.Destinatario })
}

func party(v *cove.Cove, whole *cove.Persona, of func(*cove.Factura) *cove.Persona) *cove.Persona {
	if whole.ID != "" || whole.Nombre != "" {
		return whole
	}
	if len(v.Facturas) == 1 {
		return of(&v.Facturas[0])
	}
	return nil
}

// InCOVE is a party as an acuse states it.
func InCOVE(p *cove.Persona, v *cove.Cove) Named {
	name := strings.Join(strings.Fields(p.Nombre+" "+p.Paterno+" "+p.Materno), " ")
	return Named{ID: p.ID, Name: name, Where: "COVE " + v.EDocument}
}

// Currency is the ISO key of a currency: Apéndice 5 of Anexo 22 writes the
// Mexican peso MXP.
func Currency(key string) string {
	if key == "MXP" {
		return "MXN"
	}
	return key
}

// CurrencyOf is the one currency of all goods of an acuse; ok is false when they
// have several or one is not certain.
func CurrencyOf(v *cove.Cove) (currency string, ok bool) {
	for i := range v.Facturas {
		for k := range v.Facturas[i].Mercancias {
			m := Currency(v.Facturas[i].Mercancias[k].Moneda)
			if m == "" || currency != "" && m != currency {
				return "", false
			}
			currency = m
		}
	}
	return currency, currency != ""
}

// ValueOf is what the goods of an acuse add up to in its own currency.
func ValueOf(v *cove.Cove) money.Amount {
	return total(v, func(m *cove.Mercancia) money.Amount { return m.ValorTotal })
}

// DollarsOf is what the goods of an acuse add up to in dollars.
func DollarsOf(v *cove.Cove) money.Amount {
	return total(v, func(m *cove.Mercancia) money.Amount { return m.ValorDolares })
}

// total is unknown when one of the goods has no value.
func total(v *cove.Cove, of func(*cove.Mercancia) money.Amount) money.Amount {
	var sum money.Sum
	for i := range v.Facturas {
		for k := range v.Facturas[i].Mercancias {
			sum.Add(of(&v.Facturas[i].Mercancias[k]))
		}
	}
	return Total(&sum)
}
