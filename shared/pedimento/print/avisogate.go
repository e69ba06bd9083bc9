package print

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// avisoEffect: an aviso announces a crossing before its pedimento is paid; a
// copy that says it is void is void.
func (r *reader) avisoEffect() {
	r.p.Efecto = document.Previo
	void := r.watermark("NULO", "NULA", "CANCELAD")
	for i := range r.all {
		sq := r.all[i].sq
		void = void || strings.Contains(sq, "COPIANULA") || sq == "NULO" || sq == "NULA" || sq == "CANCELADO" || sq == "CANCELADA"
	}
	if void {
		r.p.Efecto = document.Nulo
	}
}

// avisoSums holds what all acuses say against what one says, and their sums
// against the figures of the whole remesa.
func (r *reader) avisoSums() {
	p, a := r.p, r.p.Aviso
	dollars := make([]money.Amount, len(p.Facturas))
	seen := map[string]bool{}
	for i, f := range p.Facturas {
		dollars[i] = f.ValorDolares
		if seen[f.COVE] {
			r.differ("print_cove_twice", "el acuse de valor "+f.COVE+" viene dos veces", "acuse de valor "+f.COVE+" is given twice", f.COVE, f.COVE, p.Marks[at("facturas", i)+"cove"].At)
		}
		seen[f.COVE] = true
	}
	if sum, ok := r.avisoSum(dollars, p.ValorDolares); !ok {
		r.differ("print_aviso_dolares", "los dólares de los acuses de valor y de la remesa no coinciden", "the dollars of the acuses de valor and of the remesa disagree", sum, p.ValorDolares, firstPlace(r.lines))
	}
	if sum, ok := r.avisoSum(a.Cantidades, a.Cantidad); !ok {
		r.differ("print_aviso_cantidad", "las cantidades de los acuses de valor y de la remesa no coinciden", "the quantities of the acuses de valor and of the remesa disagree", sum, a.Cantidad, firstPlace(r.lines))
	}
}

// avisoSum is the sum of what the acuses say, and whether it is that of the
// remesa. Of figures that only some acuses have, one is lost.
func (r *reader) avisoSum(each []money.Amount, whole money.Amount) (money.Amount, bool) {
	var sum money.Sum
	known := 0
	for _, a := range each {
		sum.Add(a)
		if a.Known() {
			known++
		}
	}
	if known > 0 && known < len(each) {
		r.unread("print_cove", "los valores de uno de los acuses de valor", firstPlace(r.lines))
		return whole, true
	}
	t, ok := sum.Total()
	return t, known == 0 || !ok || !whole.Known() || t.Equal(whole)
}

// avisoAudit reports figures that nothing took. An aviso has so few controls
// that a figure whose meaning is not known refuses it.
func (r *reader) avisoAudit() {
	loose := 0
	for i := range r.lines {
		l := &r.lines[i]
		if strings.Contains(l.sq, "REVISION") {
			r.use(l.words...)
		}
		for _, s := range segments(l) {
			if s.label == lPagina || s.label == lReferencia {
				r.use(s.values...)
			}
		}
		for _, w := range l.words {
			if len([]rune(w.s)) >= barcode {
				r.use(w)
			}
		}
		if n, ws := number15(pieces(l.words)); n != "" && n == r.p.Number {
			r.use(ws...)
		}
		loose += r.auditLine(l, loose)
	}
}
