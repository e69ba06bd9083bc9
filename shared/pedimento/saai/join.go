package saai

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// Apply gives a declaration what the answers that travelled with it say of it:
// the acuse, the línea de captura and the payment. The lines used come back,
// for they are part of what the pedimento was made of. Of an elimination or a
// desistimiento an answer tells only that the validator took it.
func (d *Declaration) Apply(lines []Linea) (used []Linea) {
	p := d.Pedimento
	rejected := false
	for _, x := range lines {
		if x.Documento != p.Documento {
			continue
		}
		if x.Patente != "" && (x.Patente != p.Patente || !strings.HasPrefix(p.Aduana, x.Aduana)) {
			d.note("saai_pago_ajeno", document.Warning, x, document.Textf(
				"La respuesta del banco es del pedimento %s de la patente %s y aduana %s; éste es de la patente %s y aduana %s, y no se le aplica.",
				"The bank's answer is of pedimento %s of patente %s and aduana %s; this one is of patente %s and aduana %s, and it is not applied.",
				x.Documento, x.Patente, x.Aduana, p.Patente, p.Aduana))
			continue
		}
		used = append(used, x)
		switch x.Tipo {
		case LineaAcuse:
			d.acuse(x)
		case LineaCaptura:
			d.captured(x)
		case LineaPago:
			d.paid(x)
		case LineaBorrado:
			d.taken(x)
		case LineaError, LineaRechazada:
			rejected = true
			d.note("saai_rechazado", document.Warning, x, document.Textf(
				"La respuesta rechaza el pedimento %s con la clave %s; consulte su significado con el agente aduanal.",
				"The answer refuses pedimento %s with key %s; ask the broker what it means.", x.Documento, x.Codigo))
		}
	}
	if rejected && p.Efecto == document.Pagado {
		p.Findings.Add("saai_rechazado_y_pagado", document.Notice, "line "+strconv.Itoa(p.At.Line)+" (500)", document.Textf(
			"El pedimento fue rechazado y después pagado; vale el pago.", "The pedimento was refused and paid later; the payment holds."))
	}
	return used
}

func (d *Declaration) note(code string, sev document.Severity, x Linea, text document.Text) {
	d.Pedimento.Findings.Add(code, sev, "respuesta line "+strconv.Itoa(x.Linea), text)
}

func (d *Declaration) pago() *pedimento.Pago {
	if d.Pedimento.Pago == nil {
		d.Pedimento.Pago = &pedimento.Pago{}
	}
	return d.Pedimento.Pago
}

// taken: BORRADO is said of what was in the validator's hands; of a movement that
// declares it says nothing that the bank's payment does not unsay.
func (d *Declaration) taken(x Linea) {
	if !d.Cancels() {
		return
	}
	d.Taken = true
	d.note("saai_retiro_aceptado", document.Notice, x, document.Textf(
		"El validador aceptó el movimiento %s del pedimento %s.", "The validator took movement %s of pedimento %s.", d.Movimiento, x.Documento))
}

func (d *Declaration) captured(x Linea) {
	pago := d.pago()
	if pago.LineaCaptura != "" && pago.LineaCaptura != x.Captura {
		d.note("saai_captura", document.Error, x, document.Textf(
			"El pedimento %s trae línea de captura %s y la respuesta %s; no son de la misma transmisión.",
			"Pedimento %s has línea de captura %s and the answer %s; they are not of the same transmission.", x.Documento, pago.LineaCaptura, x.Captura))
		return
	}
	pago.LineaCaptura = x.Captura
}

func (d *Declaration) acuse(x Linea) {
	p := d.Pedimento
	if d.Cancels() {
		return // 500.6 is the acuse being killed
	}
	if p.Acuse != "" && p.Acuse != x.Acuse {
		d.note("saai_acuse", document.Error, x, document.Textf(
			"El pedimento %s dice acuse %s y la respuesta %s; no son de la misma transmisión.",
			"Pedimento %s says acuse %s and the answer %s; they are not of the same transmission.", x.Documento, p.Acuse, x.Acuse))
		return
	}
	p.Acuse = x.Acuse
}

// paid turns a declaration into a paid pedimento, on the day the bank says.
func (d *Declaration) paid(x Linea) {
	p := d.Pedimento
	switch {
	case d.Cancels() || !x.Fecha.Known():
		return
	case p.RFC != x.RFC:
		d.note("saai_pago_rfc", document.Error, x, document.Textf(
			"El banco cobró el pedimento %s a %s y el archivo M es de %s; revise de quién es.",
			"The bank collected pedimento %s from %s and the archivo M is of %s; find out whose it is.", x.Documento, x.RFC, p.RFC))
		return
	case p.Efecto == document.Pagado && (p.FechaPago != x.Fecha || p.Pago.Operacion != x.Operacion):
		d.note("saai_pago_doble", document.Error, x, document.Textf(
			"El pedimento %s trae dos pagos: %s operación %s y %s operación %s; revise cuál vale.",
			"Pedimento %s has two payments: %s operation %s and %s operation %s; find out which one holds.",
			x.Documento, p.FechaPago, p.Pago.Operacion, x.Fecha, x.Operacion))
		return
	case p.FechaPago.Known() && p.FechaPago != x.Fecha:
		d.note("saai_pago_otra_fecha", document.Notice, x, document.Textf(
			"El archivo M preveía el pago el %s y el banco lo cobró el %s; vale la del banco.",
			"The archivo M expected payment on %s and the bank collected it on %s; the bank's holds.", p.FechaPago, x.Fecha))
	}
	pago := d.pago()
	pago.Fecha, pago.Banco, pago.Operacion = x.Fecha, x.Banco, x.Operacion
	if p.Efecto == document.Proforma {
		p.Efecto = document.Pagado
	}
	p.FechaPago = x.Fecha
	at := document.Place{Part: "respuesta", Line: x.Linea}
	p.Mark("fecha_pago", document.Evidence{Source: p.Source, Level: document.Read, At: at, Written: x.Fecha.String()})
	p.Number = pedimento.Number(pedimento.YearFor(p.Documento, p.FechaPago), p.Aduana, p.Patente, p.Documento)
	for i := range p.Fechas {
		if p.Fechas[i].Tipo == "2" {
			p.Fechas[i].Fecha = x.Fecha
			return
		}
	}
	p.Fechas = append(slices.Clone(p.Fechas), pedimento.Fecha{Tipo: "2", Fecha: x.Fecha})
}
