package stay

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// transfer is the kind of entry whose clock is the date of the transfer
// (Decreto IMMEX art. 4).
const transfer = "transferencia"

// available decides eligibility and PEPS order: crossing of the first remesa,
// transfer or entry; payment only as an approximation. What is taken out of depósito
// fiscal came into the country under another regime, maybe years before: it is there
// from its extraction, which the payment dates (measured: the two are one day in 397 of
// 397 real E1).
func available(in *Input, cat *catalog.Catalog) (document.Date, string) {
	switch {
	case in.Pago.Known() && cat.In(catalog.ListExtraction, in.Clave, in.Pago):
		return in.Pago, "extraccion"
	case in.Consolidado && in.Remesa.Known():
		return in.Remesa, "remesa"
	case in.Tipo == transfer && in.Entrada.Known():
		return in.Entrada, "transferencia"
	case in.Entrada.Known():
		return in.Entrada, "entrada"
	case in.Pago.Known():
		return in.Pago, "pago_aproximado"
	}
	return 0, ""
}

// clock is when a stay starts, and how far that may be wrong.
type clock struct {
	date   document.Date
	basis  string
	first  document.Date // not before it, for warnings
	open   bool          // it may have started later, nobody knows how much
	reason document.Text
}

// start opens the stay: transfer, closing of the consolidado, selection (RLA
// art. 173, RGCE 2015 4.3.1); payment only as an approximation.
func start(in *Input) clock {
	switch {
	case in.Tipo == transfer:
		return startTransfer(in)
	case in.Consolidado:
		return startConsolidado(in)
	case in.Seleccion.Known():
		c := clock{in.Seleccion, "seleccion", in.Seleccion, false, document.Textf(
			"El plazo inicia con la selección automatizada del %s.", "The stay starts with the automated selection of %s.", in.Seleccion)}
		if in.Remesa.Known() && in.Remesa < in.Seleccion {
			c.first = in.Remesa
		}
		return c
	}
	return startPayment(in, document.Text{
		ES: "El plazo inicia con la selección automatizada, que no consta: se toma el pago del %s, nunca posterior.",
		EN: "The stay starts with the automated selection, which is not on record: the payment of %s stands for it, which is never later.",
	})
}

func startTransfer(in *Input) clock {
	if !in.Entrada.Known() {
		return startPayment(in, document.Text{
			ES: "El plazo inicia con la transferencia, que no consta: se toma el pago del %s.",
			EN: "The stay starts with the transfer, which is not on record: the payment of %s stands for it.",
		})
	}
	return clock{in.Entrada, "transferencia", in.Entrada, false, document.Textf(
		"El plazo inicia con la transferencia del %s.", "The stay starts with the transfer of %s.", in.Entrada)}
}

// startConsolidado: the pedimento is paid when it is closed, or after; the
// last remesa crossed before.
func startConsolidado(in *Input) clock {
	if in.Cierre.Known() {
		return clock{in.Cierre, "cierre_consolidado", in.Cierre, false, document.Textf(
			"El plazo inicia con el cierre del consolidado del %s.", "The stay starts with the closing of the consolidado of %s.", in.Cierre)}
	}
	c := startPayment(in, document.Text{
		ES: "El plazo inicia con el cierre del consolidado, que no consta: se toma el pago del %s, nunca anterior.",
		EN: "The stay starts with the closing of the consolidado, which is not on record: the payment of %s stands for it, which is never earlier.",
	})
	if !c.date.Known() {
		return c
	}
	c.basis, c.open = "cierre_consolidado", false
	if in.Seleccion.Known() && in.Seleccion < c.date {
		c.first = in.Seleccion
	}
	return c
}

func startPayment(in *Input, why document.Text) clock {
	if !in.Pago.Known() {
		return clock{open: true, reason: document.Textf(
			"No consta ninguna fecha de la que parta el plazo.", "No date is on record from which the stay could start.")}
	}
	return clock{in.Pago, "pago_aproximado", in.Pago, true, document.Textf(why.ES, why.EN, in.Pago)}
}

// due counts civil months: the same day number; a day that does not exist is
// the first business day of the following month (CFF art. 12). The first is
// the last day itself, the second what a non-business day extends it to.
func due(from document.Date, months int, cat *catalog.Catalog) (last, extended document.Date) {
	last = from.AddMonths(months)
	return last, cat.BusinessDay(last)
}
