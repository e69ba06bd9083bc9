package print

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// originales reads the blocks that cite other pedimentos or documents:
// DESCARGOS (512), COMPENSACIONES (513), RECTIFICACION (701) with its
// DIFERENCIAS (702), accounts (508) and virtual payments (514).
func (r *reader) originales() {
	for _, s := range r.sections {
		switch s.kind {
		case sDescargos, sCompensa, sRectifica:
			r.cited(s)
		case sDiferencias:
			r.diferencias(s.lines)
		case sCuentas:
			r.cuentas(s.lines)
		case sVirtuales:
			r.virtuales(s.lines)
		}
	}
}

// cited reads the rows of a block whose rows begin with a pedimento number.
func (r *reader) cited(s section) {
	heads := 0
	for heads < len(s.lines) && !rowOfNumber(&s.lines[heads]) {
		heads++
	}
	head := s.lines[:heads]
	for i := range head {
		if hasDate(&head[i]) {
			r.unread(citedCode(s.kind), "el número de pedimento de «"+joined(head[i].words, " ")+"»", placeOf(head[i].words...))
		}
	}
	r.useLines(head)
	rows := 0
	for i := heads; i < len(s.lines); i++ {
		ws := pieces(s.lines[i].words)
		n, at := number15(ws)
		if n == "" {
			r.unread(citedCode(s.kind), "el renglón «"+joined(ws, " ")+"» del bloque "+s.kind, placeOf(ws...))
			r.use(ws...)
			continue
		}
		rows++
		rest := slices.DeleteFunc(slices.Clone(ws), func(w word) bool {
			return slices.ContainsFunc(at, func(v word) bool { return v.n == w.n && v.x0 == w.x0 })
		})
		switch s.kind {
		case sDescargos:
			r.descargo(n, at, rest)
		case sCompensa:
			r.compensacion(n, at, rest)
		default:
			r.rectifica(n, at, rest, head)
		}
	}
	if rows == 0 {
		r.unread(citedCode(s.kind), "el contenido del bloque "+s.kind, placeOf(s.lines[0].words...))
	}
}

// citedCode names what could not be read of a block of cited pedimentos.
func citedCode(kind string) string {
	switch kind {
	case sDescargos:
		return "print_descargos"
	case sCompensa:
		return "print_compensaciones"
	}
	return "print_rectificacion"
}

func rowOfNumber(l *line) bool {
	n, _ := number15(pieces(l.words))
	return n != ""
}

// descargo reads number, date, clave and, where a system prints them,
// fracción, unit and quantity.
func (r *reader) descargo(n string, at, rest []word) {
	_, aduana, patente, doc := pedimento.Split(n)
	d := pedimento.Descargo{Patente: patente, Documento: doc, Aduana: aduana}
	d.At = placeOf(at...)
	d.Mark("documento", r.evidence(at...))
	left := 0
	for _, w := range rest {
		switch {
		case d.Fecha == 0 && reDate.MatchString(w.s):
			d.Fecha, _ = date(w.s)
			d.Mark("fecha", r.evidence(w))
		case d.Clave == "" && reClave.MatchString(w.s):
			d.Clave = w.s
			d.Mark("clave", r.evidence(w))
		case d.Fraccion == "" && reThreeD.MatchString(w.s) && w.s[:2] == aduana:
			d.Aduana = w.s
			d.Mark("aduana", r.evidence(w))
		case d.Fraccion == "" && reFracc.MatchString(w.s):
			d.Fraccion = strings.ReplaceAll(w.s, ".", "")
			d.Mark("fraccion", r.evidence(w))
		case d.Fraccion != "" && d.Unidad == "" && reTwo.MatchString(w.s):
			d.Unidad = pedimento.UnitKey(w.s)
			d.Mark("unidad", r.evidence(w))
		case d.Fraccion != "" && !d.Cantidad.Known() && reAmount.MatchString(w.s):
			d.Cantidad, _ = amount(w.s)
			d.Mark("cantidad", r.evidence(w))
		default:
			left++
		}
	}
	if left > 0 || d.Fecha == 0 || d.Clave == "" {
		r.unread("print_descargos", "el descargo «"+joined(append(at, rest...), " ")+"»", placeOf(at...))
		r.use(rest...)
	}
	r.p.Descargos = append(r.p.Descargos, d)
}

// compensacion reads number, date, contribution and amount.
func (r *reader) compensacion(n string, at, rest []word) {
	_, aduana, patente, doc := pedimento.Split(n)
	c := pedimento.Compensacion{Patente: patente, Documento: doc, Aduana: aduana}
	path := "compensaciones[" + strconv.Itoa(len(r.p.Compensaciones)) + "]."
	r.p.Mark(path+"documento", r.evidence(at...))
	var text []word
	for _, w := range rest {
		switch {
		case c.Fecha == 0 && reDate.MatchString(w.s):
			c.Fecha, _ = date(w.s)
			r.p.Mark(path+"fecha", r.evidence(w))
		default:
			text = append(text, w)
		}
	}
	abbr, k := concept(text)
	if k == 0 && len(text) == 2 && reTwo.MatchString(text[0].s) {
		abbr, k = contributionKey(text[0].s), 1
	}
	if k == 0 || abbr == "" || len(text) != k+1 || !r.money(&c.Importe)(text[len(text)-1].s) || c.Fecha == 0 {
		r.unread("print_compensaciones", "la compensación «"+joined(append(at, rest...), " ")+"»", placeOf(at...))
		r.use(rest...)
		return
	}
	c.Clave = abbr
	r.p.Mark(path+"clave", r.evidence(text[:k]...))
	r.p.Mark(path+"importe", r.evidence(text[k]))
	r.p.Compensaciones = append(r.p.Compensaciones, c)
}

// rectifica reads the pedimento this one replaces. The first clave is the
// original's; the date is its operation date only where the heading says so.
func (r *reader) rectifica(n string, at, rest []word, head []line) {
	_, aduana, patente, doc := pedimento.Split(n)
	x := pedimento.Rectificacion{Patente: patente, Documento: doc, Aduana: aduana}
	r.p.Mark("rectifica.documento", r.evidence(at...))
	operation := false
	for i := range head {
		operation = operation || strings.Contains(head[i].sq, "FECHADEOPERACION") || strings.Contains(head[i].sq, "FECHAOPERACION") || reOriginalDate.MatchString(head[i].sq)
	}
	for _, w := range rest {
		switch d, ok := date(w.s); {
		case ok && operation && x.Fecha == 0:
			x.Fecha = d
			r.p.Mark("rectifica.fecha", r.evidence(w))
		case ok:
			r.use(w)
		case reThreeD.MatchString(w.s) && w.s[:2] == aduana:
			x.Aduana = w.s
			r.p.Mark("rectifica.aduana", r.evidence(w))
		case reClave.MatchString(w.s) && x.Clave == "":
			x.Clave = w.s
			r.p.Mark("rectifica.clave", r.evidence(w))
		case reClave.MatchString(w.s):
			r.use(w)
		}
	}
	if r.p.Rectifica != nil || n == r.p.Number {
		r.unread("print_rectificacion", "a qué pedimento rectifica: se citan varios", placeOf(at...))
		return
	}
	r.p.Rectifica = &x
	r.p.Tipo = "2"
	r.p.Mark("tipo_pedimento", document.Evidence{Source: r.p.Source, Level: document.Computed, At: placeOf(at...)})
}

var reOriginalDate = regexp.MustCompile(`FECHA(?:DE)?(?:PAGO)?(?:DEL)?(?:PEDIMENTO)?ORIG`)

// diferencias reads CONCEPTO, F.P., DIFERENCIA, in one or two groups, and skips
// the totals.
func (r *reader) diferencias(ls []line) {
	r.use(ls[0].words...)
	for i := range ls[1:] {
		l := &ls[1+i]
		if strings.Contains(l.sq, "CONCEPTO") {
			r.use(l.words...)
			continue
		}
		ws := pieces(l.words)
		for k := 0; k < len(ws); {
			if n := differenceTotal(ws[k:]); n > 0 {
				r.use(ws[k : k+n]...)
				k += n
				continue
			}
			clave, n := concept(ws[k:])
			if n == 0 || k+n+1 >= len(ws) || !reTwo.MatchString(ws[k+n].s) || !reSigned.MatchString(ws[k+n+1].s) {
				r.unread("print_diferencias", "la diferencia «"+joined(ws[k:], " ")+"»", placeOf(ws[k:]...))
				r.use(ws[k:]...)
				break
			}
			importe, _ := signed(ws[k+n+1].s)
			no := strconv.Itoa(len(r.p.Diferencias))
			r.p.Diferencias = append(r.p.Diferencias, pedimento.Contribucion{Clave: clave, FormaPago: pedimento.UnitKey(ws[k+n].s), Importe: importe})
			r.p.Mark("diferencias["+no+"].importe", r.evidence(ws[k:k+n+2]...))
			k += n + 2
		}
	}
}

var reSigned = regexp.MustCompile(`^-?\$?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$`)

func signed(s string) (money.Amount, bool) {
	a, ok := amount(strings.TrimPrefix(s, "-"))
	if !ok || !strings.HasPrefix(s, "-") {
		return a, ok
	}
	n, err := money.Int(0).Sub(a)
	return n, err == nil
}

func differenceTotal(ws []word) int {
	switch squeeze(ws[0].s) {
	case "EFECTIVO", "OTROS", "TOTAL", "DIFTOTALES":
		if len(ws) > 1 && reSigned.MatchString(ws[1].s) && (len(ws) < 3 || !reSigned.MatchString(ws[2].s) || squeeze(ws[0].s) != "OTROS") {
			return 2
		}
	case "DIF":
		if len(ws) > 2 && strings.HasPrefix(squeeze(ws[1].s), "TOTAL") && reSigned.MatchString(ws[2].s) {
			return 3
		}
	case "TOTALES":
		return 1
	}
	return 0
}
