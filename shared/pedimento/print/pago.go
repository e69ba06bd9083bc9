package print

import (
	"regexp"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// payment is what the block PAGO ELECTRONICO says.
type payment struct {
	amount money.Amount
	at     []word
	done   bool
}

var reOperation = regexp.MustCompile(`^\d{6,20}$`)

// pago decides the legal effect: the marks of a void or draft copy first, then
// the bank's operation number. A print without any of them is a draft: only a
// paid pedimento makes facts.
func (r *reader) pago() {
	nulo, draft := false, false
	for i := range r.all {
		sq := r.all[i].sq
		nulo = nulo || strings.Contains(sq, "COPIANULA") || strings.Contains(sq, "PEDIMENTONULO") || sq == "NULO" || sq == "NULA" || sq == "CANCELADO"
		draft = draft || strings.Contains(sq, "SOLOPARACONSULTA") || strings.Contains(sq, "PROFORMA") || strings.Contains(sq, "SINVALOROFICIAL")
	}
	nulo = nulo || r.watermark("NULO", "NULA", "CANCELADO")
	draft = draft || r.watermark("CONSULTA", "PROFORMA", "BORRADOR", "SINVALOR")
	_, _, operation := r.find(lOperBanco, reOperation, r.lines)
	_, _, transaction := r.find(lTransaccion, reOperation, r.lines)
	r.paid.done = operation || transaction
	if w, _, ok := r.find(lImporte, reAmount, r.lines); ok {
		r.paid.amount, _ = amount(w.s)
		r.paid.at = []word{w}
	} else if w, ok := r.afterDollar(); ok {
		r.paid.amount, _ = amount(w.s)
		r.paid.at = []word{w}
	}
	switch {
	case nulo:
		r.p.Efecto = document.Nulo
	case draft || !r.paid.done:
		r.p.Efecto = document.Proforma
	default:
		r.p.Efecto = document.Pagado
	}
}

// afterDollar finds "IMPORTE PAGADO: $ 79,927.00".
func (r *reader) afterDollar() (word, bool) {
	for i := range r.lines {
		for _, s := range segments(&r.lines[i]) {
			if s.label == lImporte && len(s.values) > 1 && s.values[0].s == "$" && reAmount.MatchString(s.values[1].s) {
				return s.values[1], true
			}
		}
	}
	return word{}, false
}

// watermark looks for the words that void or withhold a copy in text that is
// turned or far larger than the rest.
func (r *reader) watermark(words ...string) bool {
	for _, w := range words {
		if strings.Contains(r.marks, w) {
			return true
		}
	}
	return false
}
