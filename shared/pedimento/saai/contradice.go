package saai

import (
	"strconv"

	"example.com/immex/shared/document"
)

// verdict is what the lines of one answer say of one pedimento.
type verdict struct {
	said    map[string]Linea // the first line of each kind
	refused bool
}

// contradictions: one answer is of one transmission, in which a pedimento is
// accepted or refused, erased or not, paid or not, and each with one key.
// What says both is not known to say either.
func (a *Respuesta) contradictions() {
	seen := map[string]*verdict{}
	for _, x := range a.Lineas {
		key := x.Patente + "|" + x.Documento
		v := seen[key]
		if v == nil {
			v = &verdict{said: map[string]Linea{}}
			seen[key] = v
		}
		if old, ok := v.said[x.Tipo]; ok {
			a.differ(old, x)
		} else {
			v.said[x.Tipo] = x
		}
		if !v.refused {
			v.refused = a.opposed(v, x)
		}
	}
}

// differ reports two lines of one kind that say different things.
func (a *Respuesta) differ(old, x Linea) {
	switch {
	case x.Tipo == LineaAcuse && old.Acuse != x.Acuse:
		a.contradiction("saai_acuse", x, document.Textf(
			"El pedimento %s trae dos acuses distintos, %s y %s; revise con el agente cuál vale.",
			"Pedimento %s has two different acuses, %s and %s; ask the broker which one holds.", x.Documento, old.Acuse, x.Acuse))
	case x.Tipo == LineaCaptura && old.Captura != x.Captura:
		a.contradiction("saai_captura", x, document.Textf(
			"El pedimento %s trae dos líneas de captura distintas, %s y %s; revise con el agente cuál vale.",
			"Pedimento %s has two different líneas de captura, %s and %s; ask the broker which one holds.", x.Documento, old.Captura, x.Captura))
	case x.Tipo == LineaPago && (old.Operacion != x.Operacion || old.Fecha != x.Fecha || old.RFC != x.RFC || old.Banco != x.Banco):
		a.contradiction("saai_pago_doble", x, document.Textf(
			"El pedimento %s trae dos pagos, %s operación %s y %s operación %s; revise cuál vale.",
			"Pedimento %s has two payments, %s operation %s and %s operation %s; find out which one holds.", x.Documento, old.Fecha, old.Operacion, x.Fecha, x.Operacion))
	}
}

// opposed reports a line that undoes one before it, true when it did.
func (a *Respuesta) opposed(v *verdict, x Linea) bool {
	for _, pair := range [][2]string{{LineaAcuse, LineaError}, {LineaAcuse, LineaBorrado}, {LineaError, LineaBorrado}, {LineaPago, LineaRechazada}} {
		first, one := v.said[pair[0]]
		second, two := v.said[pair[1]]
		if !one || !two || x.Tipo != pair[0] && x.Tipo != pair[1] {
			continue
		}
		a.contradiction("saai_respuesta_contradice", x, document.Textf(
			"La misma respuesta dice del pedimento %s %q y %q; no pueden ser de una transmisión. Pida al agente la respuesta que vale.",
			"One answer says of pedimento %s %q and %q; they cannot be of one transmission. Ask the broker for the answer that holds.",
			x.Documento, clip(first.Texto), clip(second.Texto)))
		return true
	}
	return false
}

func (a *Respuesta) contradiction(code string, x Linea, text document.Text) {
	a.Findings.Add(code, document.Error, "line "+strconv.Itoa(x.Linea), text)
}
