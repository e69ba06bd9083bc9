package pedimento

import (
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// checkYear: the first of the seven digits is the last of the year of payment
// or of the year before (validated in December, paid in January).
func checkYear(p *Pedimento) {
	year := YearFor(p.Documento, p.FechaPago)
	if p.Efecto != document.Pagado || year == 0 || p.FechaPago.Year()-year <= 1 {
		return
	}
	p.Raise("pedimento_anio", "encabezado", document.Textf(
		"El documento %s sería de %d y se pagó el %s; el número o la fecha está mal. Pida de nuevo el documento.",
		"Documento %s would be of %d and was paid on %s; the number or the date is wrong. Ask for the document again.",
		p.Documento, year, p.FechaPago))
}

// checkDateOrder: entry, presentation and reception are not later than payment.
func checkDateOrder(p *Pedimento) {
	if p.Efecto != document.Pagado || !p.FechaPago.Known() {
		return
	}
	late := func(es, en string, d document.Date) {
		if d > p.FechaPago {
			p.Raise("pedimento_fechas_orden", "506", document.Text{
				ES: "La fecha de " + es + " " + d.String() + " es posterior al pago " + p.FechaPago.String() + "; alguna está mal. Pida de nuevo el documento.",
				EN: "The date of " + en + " " + d.String() + " is later than the payment " + p.FechaPago.String() + "; one of them is wrong. Ask for the document again.",
			})
		}
	}
	for _, f := range p.Fechas {
		switch f.Tipo {
		case "1":
			late("entrada", "entry", f.Fecha)
		case "5":
			late("presentación", "presentation", f.Fecha)
		}
	}
	late("recepción", "reception", p.Recepcion)
}

// checkRequiredDates: a paid pedimento has the dates its operation demands.
func checkRequiredDates(p *Pedimento) {
	if p.Efecto != document.Pagado {
		return
	}
	for _, tipo := range catalog.Default().RequiredDates(p.Clave, p.Operacion, p.FechaPago) {
		if slices.ContainsFunc(p.Fechas, func(f Fecha) bool { return f.Tipo == tipo && f.Fecha.Known() }) {
			continue
		}
		p.Raise("pedimento_fecha_falta", "506", document.Textf(
			"El pedimento %s pagado no trae su fecha de tipo %s; la entrega está incompleta. Pídala de nuevo.",
			"The paid %s pedimento lacks its date of type %s; the delivery is incomplete. Ask for it again.", p.Operacion, tipo))
	}
}

// checkPaymentDate: the declared date of payment (type 2) is never later than
// the real one; when it is earlier, it is said.
func checkPaymentDate(p *Pedimento) {
	for _, f := range p.Fechas {
		if f.Tipo != "2" || !f.Fecha.Known() || !p.FechaPago.Known() || f.Fecha == p.FechaPago {
			continue
		}
		code := "pedimento_pago_antes"
		if f.Fecha > p.FechaPago {
			code = "pedimento_pago_despues"
		}
		p.Raise(code, "506", document.Textf(
			"La fecha de pago declarada es %s y la real %s; vale la real. Confírmela con el recibo del banco.",
			"The declared date of payment is %s and the real one %s; the real one holds. Confirm it with the bank's receipt.", f.Fecha, p.FechaPago))
	}
}
