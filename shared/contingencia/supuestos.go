package contingencia

import (
	"math/bits"
	"strconv"

	"example.com/immex/shared/document"
)

// Supuestos are what the estimate of a lot assumes.
type Supuestos uint32

// What may be assumed of a lot.
const (
	SupuestoDeclarado Supuestos = 1 << iota
	SupuestoTasa
	SupuestoSinCC
	SupuestoDTA
	SupuestoIVADifiere
	SupuestoSinIVA
	SupuestoIVAParte
	SupuestoIVADeclarado
	SupuestoEntradaCota
	SupuestoEnDuda
	SupuestoVigente
	SupuestoUnMesMas
	SupuestoExento
	SupuestoTasaSinConfirmar
	SupuestoIGIPagado
	SupuestoTasaDada
	supuestosEnd
)

// All lists them in their order.
func (s Supuestos) All() (out []Supuestos) {
	for b := Supuestos(1); b < supuestosEnd; b <<= 1 {
		if s&b != 0 {
			out = append(out, b)
		}
	}
	return out
}

// note marks something assumed of the lot.
func (r *reading) note(s Supuestos, when bool) {
	if when {
		r.out.Supuestos |= s
	}
}

// Code is a short name, for a table.
func (s Supuestos) Code() string {
	names := [...]string{
		"igi_declarado", "igi_tasa", "sin_cc", "dta", "iva_difiere", "sin_iva", "iva_en_parte", "iva_declarado",
		"entrada_cota", "en_duda", "vigente", "un_mes_mas", "exento", "tasa_sin_confirmar", "igi_pagado", "igi_supuesto",
	}
	if i := bits.TrailingZeros32(uint32(s)); i < len(names) {
		return names[i]
	}
	return strconv.Itoa(int(s))
}

// Text says what one of them is.
func (s Supuestos) Text() document.Text {
	if t, ok := assumedOfDates()[s]; ok {
		return t
	}
	return map[Supuestos]document.Text{
		SupuestoDeclarado: {
			ES: "El IGI es el que declaró el pedimento de entrada y no se pagó, en proporción a lo que queda: la tasa es la del día de la entrada.",
			EN: "The IGI is what the pedimento of entry declared and did not pay, in proportion to what is left: the rate is that of the day of entry.",
		},
		SupuestoTasa: {
			ES: "El pedimento no declara IGI: se tomó la tasa general de la fracción el día de la entrada, sin preferencia alguna.",
			EN: "The pedimento declares no IGI: the general rate of the fracción on the day of entry was taken, without any preference.",
		},
		SupuestoSinCC: {
			ES: "El pedimento no declara cuota compensatoria: se tomó que no hay.",
			EN: "The pedimento declares no compensatory duty: it was taken that there is none.",
		},
		SupuestoDTA: {
			ES: "El DTA es el de la importación definitiva menos el que la partida declara pagado, sin mínimo por operación; que se deba en un F4 o A3 no está confirmado (--no-dta lo quita).",
			EN: "The DTA is that of a definitive import less what the partida declares as paid, without the minimum per operation; that an F4 or A3 owes it is not confirmed (--no-dta leaves it out).",
		},
		SupuestoIVADifiere: {
			ES: "El IVA es la tasa sobre valor, IGI, CC y DTA, y difiere del que el pedimento declaró sin pagar.",
			EN: "The IVA is the rate on value, IGI, CC and DTA, and differs from what the pedimento declared and did not pay.",
		},
		SupuestoSinIVA: {
			ES: "El pedimento no declara IVA: se tomó que no se pagó.",
			EN: "The pedimento declares no IVA: it was taken that none was paid.",
		},
		SupuestoIVAParte: {
			ES: "El IVA se pagó en parte: se tomó lo que el pedimento declara sin pagar.",
			EN: "The IVA was paid in part: what the pedimento declares as not paid was taken.",
		},
		SupuestoIVADeclarado: {
			ES: "Una parte de la base del IVA se desconoce: se tomó el que el pedimento declaró sin pagar.",
			EN: "A part of the base of the IVA is unknown: what the pedimento declared and did not pay was taken.",
		},
		SupuestoTasaDada: {
			ES: "El pedimento no declara IGI y no hay tasa de su fracción: se tomó la que dio una persona.",
			EN: "The pedimento declares no IGI and there is no rate of its fracción: that given by a person was taken.",
		},
		SupuestoIGIPagado: {
			ES: "El IGI se pagó a la entrada: no hay IGI omitido y la multa de S2 es cero; una sobre otras contribuciones no se incluye.",
			EN: "The IGI was paid at entry: no IGI is omitted and the fine of S2 is nothing; one on other contributions is not included.",
		},
		SupuestoExento: {
			ES: "La mercancía no lleva IGI: descubierta, la multa es la de LA 183-III sobre el valor comercial y no la de 178-I.",
			EN: "The goods bear no IGI: when discovered, the fine is that of LA 183-III on the commercial value and not that of 178-I.",
		},
	}[s]
}

// assumedOfDates are the assumptions about days and months.
func assumedOfDates() map[Supuestos]document.Text {
	return map[Supuestos]document.Text{
		SupuestoEntradaCota: {
			ES: "El lote viene de un saldo inicial: su entrada es la que éste dice, o el primer día del año de su número.",
			EN: "The lot comes from an opening balance: its entry is what that says, or the first day of the year of its number.",
		},
		SupuestoEnDuda: {
			ES: "El vencimiento está en duda: pasó su primera lectura y no la última.",
			EN: "The due date is in doubt: its first reading has passed and the last one has not.",
		},
		SupuestoVigente: {
			ES: "El lote no ha vencido: no hay multa, y desde la entrada se cuentan recargos como pide la fórmula, aunque RLA 140 sólo nombra la actualización en un cambio de régimen a tiempo.",
			EN: "The lot has not expired: there is no fine, and recargos run from entry as the formula says, although RLA 140 names only the actualización for a change of regime in time.",
		},
		SupuestoUnMesMas: {
			ES: "Contados del día y no por meses de calendario, los recargos tendrían un mes más (mes o fracción, CFF 21).",
			EN: "Counted from the day and not by calendar months, the recargos would have one month more (month or fraction, CFF 21).",
		},
		SupuestoTasaSinConfirmar: {
			ES: "Una tasa de recargos o un INPC de este cálculo no está confirmado por su fuente.",
			EN: "A rate of recargos or an INPC of this estimate is not confirmed by its source.",
		},
	}
}

// General is what every estimate assumes, whatever the lots.
func General(opt Options) []document.Text {
	out := []document.Text{
		{
			ES: "Es una estimación por escenario y no una liquidación. S0: retorno tardío espontáneo, sólo la multa de LA 183-II. S1: regularización espontánea (A3), contribuciones y esa multa. S2: la autoridad lo descubre, contribuciones y LA 178-I sobre el IGI. S3: además no se prueban RRNA o CC, LA 178-IV sobre el valor comercial en lugar de 178-I.",
			EN: "It is an estimate by scenario and not a liquidation. S0: spontaneous late return, the fine of LA 183-II alone. S1: spontaneous regularisation (A3), contributions and that fine. S2: the authority finds it, contributions and LA 178-I on the IGI. S3: RRNA or CC are not proved besides, LA 178-IV on the commercial value in place of 178-I.",
		},
		{
			ES: "Hay dos puntos de partida: el mes de la importación temporal (RLA 140), con recargos desde el mes siguiente, y el mes que sigue al vencimiento, con recargos desde ese mes. Los meses son de calendario, hasta el del pago inclusive.",
			EN: "There are two starting points: the month of the temporary import (RLA 140), with recargos from the next month on, and the month after expiry, with recargos from that month on. Months are of the calendar, up to and with that of payment.",
		},
		{
			ES: "Cada importe se redondea una vez a pesos enteros, con la mitad hacia arriba; los totales suman lo redondeado. Desperdicio y faltante siguen bajo su lote.",
			EN: "Each amount is rounded once to whole pesos, half up; totals add what was rounded. Scrap and missing goods stay under their lot.",
		},
		{
			ES: "No se incluyen: CFF 76 por el IVA omitido, las reducciones de LA 199, el PAMA ni la suspensión del programa. Las multas que la tabla marca OWN o 3P están sin confirmar.",
			EN: "Not included: CFF 76 for the IVA omitted, the reductions of LA 199, seizure, suspension of the programme. The fines the table marks OWN or 3P are not confirmed.",
		},
	}
	if opt.Factor.Known() {
		out = append(out, document.Textf("El factor de actualización %s lo dio una persona, y es el mismo para todo lote y punto de partida, y para el mes de espera.",
			"The factor of actualización %s was given by a person, and is the same for every lot and starting point, and for the month of waiting.", opt.Factor))
	} else {
		out = append(out, document.Textf("El factor de actualización es INPC ÷ INPC sin redondear, del mes anterior al pago y del anterior a la causación (CFF 17-A); no menor que 1.",
			"The factor of actualización is INPC ÷ INPC without rounding, of the month before payment and of that before causation (CFF 17-A); not below 1."))
	}
	if opt.SinDTA {
		out = append(out, document.Textf("Sin DTA, como se pidió.", "Without DTA, as asked."))
	}
	return out
}
