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

var (
	reOperation = regexp.MustCompile(`^\d{6,20}$`)
	reMoney     = regexp.MustCompile(`^\$?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$`)
)

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
	draft = draft || r.watermark()
	_, _, operation := r.find(lOperBanco, reOperation, r.lines)
	_, _, transaction := r.find(lTransaccion, reOperation, r.lines)
	r.paid.done = operation || transaction
	if w, _, ok := r.find(lImporte, reMoney, r.lines); ok {
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
			if s.label == lImporte && len(s.values) > 1 && s.values[0].s == "$" && reMoney.MatchString(s.values[1].s) {
				return s.values[1], true
			}
		}
	}
	return word{}, false
}

// watermark looks for the words of "SÓLO PARA CONSULTA" in a size no other
// text has, since a watermark is drawn across the lines one word at a time.
func (r *reader) watermark() bool {
	for i := range r.all {
		for _, w := range r.all[i].words {
			if s := squeeze(w.s); w.size > 20 && (s == "CONSULTA" || s == "PROFORMA" || s == "BORRADOR") {
				return true
			}
		}
	}
	return false
}
