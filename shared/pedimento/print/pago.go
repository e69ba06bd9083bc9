package print

import (
	"regexp"
	"slices"
	"strings"

	"example.com/immex/shared/pedimento"
)

// payment is where the block PAGO ELECTRONICO says what the gate compares.
type payment struct {
	amount, date, deposit []word
	patente, documento    []word
	done                  bool
}

var (
	reOperation = regexp.MustCompile(`^\d{6,20}$`)
	reCaptura   = regexp.MustCompile(`^\d{4}[0-9A-Z]{16}$`)
	reTwenty    = regexp.MustCompile(`^[0-9A-Z]{20}$`)
)

// certification reads the bank's block.
func (r *reader) certification() {
	var ls []line
	for _, s := range r.of(sPago) {
		ls = append(ls, s.lines...)
	}
	if len(ls) == 0 {
		ls = r.lines
	}
	x := &pedimento.Pago{}
	take := func(label, name string, shape *regexp.Regexp, to *string) []word {
		w, _, ok := r.find(label, shape, ls)
		if !ok {
			if ws := labelled(ls, label)[label]; len(ws) > 0 && slices.ContainsFunc(ws, func(v word) bool { return hasDigit(v.s) }) {
				r.unread("print_pago", name+" del pago («"+joined(ws, " ")+"»)", placeOf(ws...))
			}
			return nil
		}
		*to = w.s
		r.note("pago."+name, w)
		return []word{w}
	}
	operation := take(lOperBanco, "numero_operacion", reOperation, &x.Operacion)
	transaction := take(lTransaccion, "transaccion", reOperation, &x.Transaccion)
	r.paid.done = operation != nil || transaction != nil
	var s string
	if r.paid.amount = take(lImporte, "importe", reAmount, &s); r.paid.amount != nil {
		x.Importe, _ = amount(s)
	}
	x.Fecha, s = 0, ""
	if r.paid.date = take(lFechaPago, "fecha", reDate, &s); r.paid.date != nil {
		if x.Fecha, _ = date(s); x.Fecha == 0 {
			r.unread("print_pago", "fecha del pago («"+s+"»)", placeOf(r.paid.date...))
		}
	}
	r.paid.patente = take(lPatente, "patente", rePatente, &x.PatenteImpresa)
	r.paid.documento = take(lPedimento, "documento", reSeven, &x.DocumentoImpreso)
	r.texts(x, ls)
	r.captura(x, ls)
	if *x != (pedimento.Pago{}) {
		r.p.Pago = x
	}
}

// texts reads the bank and the two ways of payment.
func (r *reader) texts(x *pedimento.Pago, ls []line) {
	got := labelled(ls, lBanco, lPresenta, lRecepcion)
	for _, f := range []struct {
		label, name string
		to          *string
	}{{lBanco, "banco", &x.Banco}, {lPresenta, "medio_presentacion", &x.MedioPresenta}, {lRecepcion, "medio_recepcion", &x.MedioRecepcion}} {
		if ws := got[f.label]; len(ws) > 0 {
			*f.to = joined(ws, " ")
			r.note("pago."+f.name, ws...)
		}
	}
}

// captura reads the 20 characters of LINEA DE CAPTURA, in groups or not,
// behind its label and alone with the amount below DEPOSITO REFERENCIADO.
func (r *reader) captura(x *pedimento.Pago, ls []line) {
	for i := range ls {
		segs := segments(&ls[i])
		for _, s := range segs {
			switch {
			case s.label == "" && len(segs) == 1:
				r.deposit(x, s, reCaptura)
			case s.label == lCaptura && len(s.values) > 0:
				r.deposit(x, s, reTwenty)
			}
		}
	}
}

// deposit takes the code from the words of a segment, and the amount behind it.
func (r *reader) deposit(x *pedimento.Pago, s segment, shape *regexp.Regexp) {
	n, ok := r.capturaIn(x, s.values, shape)
	if !ok {
		if s.label == lCaptura && hasDigit(joined(s.values, "")) {
			r.unread("print_pago", "línea de captura («"+joined(s.values, " ")+"»)", placeOf(s.values...))
		}
		return
	}
	if n == len(s.values) || !reAmount.MatchString(s.values[n].s) {
		return
	}
	r.paid.deposit = s.values[n : n+1]
	if a, ok := amount(s.values[n].s); ok && !x.Importe.Known() {
		x.Importe = a
		r.note("pago.importe", s.values[n])
	}
}

// capturaIn takes the first words that make 20 characters and returns the
// index of the word behind them.
func (r *reader) capturaIn(x *pedimento.Pago, ws []word, shape *regexp.Regexp) (int, bool) {
	for k := range ws {
		n, text := k, ""
		for n < len(ws) && len(text) < 20 {
			text += ws[n].s
			n++
		}
		if !shape.MatchString(text) || shape == reCaptura && !grouped(ws[k:n]) {
			continue
		}
		if x.LineaCaptura == "" {
			x.LineaCaptura = text
			r.note("pago.linea_captura", ws[k:n]...)
		} else if x.LineaCaptura != text {
			r.differ("print_captura", "la línea de captura se imprime con dos valores", "the línea de captura is printed with two values", x.LineaCaptura, text, placeOf(ws[k]))
		}
		return n, true
	}
	return 0, false
}

// grouped reports 20 characters in one word or in groups of four, with a
// letter among them: the bank's other numbers have none.
func grouped(ws []word) bool {
	letter := false
	for _, w := range ws {
		if len(ws) > 1 && len(w.s) != 4 {
			return false
		}
		letter = letter || strings.ContainsFunc(w.s, func(r rune) bool { return r >= 'A' && r <= 'Z' })
	}
	return letter
}
