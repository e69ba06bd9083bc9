package print

import (
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// money stores an amount that was read.
func (r *reader) money(to *money.Amount) func(string) bool {
	return func(s string) bool {
		a, ok := amount(s)
		if ok {
			*to = a
		}
		return ok
	}
}

// incrementables reads the two rows whose column order differs between
// systems: the headings are put in order of x and the values with them.
func (r *reader) incrementables() {
	p := r.p
	ls := r.until(r.lines, "CUADRODELIQUIDACION", "MARCASNUMEROS")
	var dec money.Amount
	for i := range ls {
		sq := ls[i].sq
		if strings.Contains(sq, "VALSEGUROS") && strings.Contains(sq, "FLETES") {
			others := "OTROSINCREMENTABLES"
			if !strings.Contains(sq, others) {
				others = "OTROS" // the rest stands below
			}
			r.columnsBelow(ls, i, map[string]*money.Amount{
				"VALSEGUROS": &p.ValorSeguros, "SEGUROS": &p.Seguros, "FLETES": &p.Fletes, "EMBALAJES": &p.Embalajes, others: &p.OtrosIncrementables,
			})
		}
		if strings.Contains(sq, "TRANSPORTE") && strings.Contains(sq, "CARGA") && strings.Contains(sq, "DESCARGA") {
			dec = r.decrementables(ls, i)
		}
	}
	p.Decrementables = dec
}

// decrementables is the sum of what the row prints, unknown when it prints none.
func (r *reader) decrementables(ls []line, at int) money.Amount {
	var a [5]money.Amount
	r.columnsBelow(ls, at, map[string]*money.Amount{"TRANSPORTE": &a[0], "SEGURO": &a[1], "CARGA": &a[2], "DESCARGA": &a[3], "OTROS": &a[4]})
	var sum money.Sum
	known := false
	for _, x := range a {
		if x.Known() {
			sum.Add(x)
			known = true
		}
	}
	if t, ok := sum.Total(); ok && known {
		return t
	}
	return money.Amount{}
}

// columnsBelow puts the numbers of the first numeric line under a heading into
// its columns. A row that cannot be told apart blocks.
func (r *reader) columnsBelow(ls []line, at int, to map[string]*money.Amount) {
	cols := amountColumns(ls[at].words, to)
	for _, l := range ls[at+1 : min(at+4, len(ls))] {
		nums := numbersOf(l.words)
		if len(nums) == 0 {
			continue
		}
		got, ok := map[string]word(nil), len(cols) == len(to) && len(nums) == len(l.words)
		if ok {
			got, ok = assign(nums, cols)
		}
		if !ok {
			r.unread("print_incrementables", "el renglón de incrementables o decrementables («"+joined(l.words, " ")+"»)", placeOf(nums...))
			return
		}
		for id, w := range got {
			if r.money(to[id])(w.s) {
				r.p.Mark(strings.ToLower(id), r.evidence(w))
			}
		}
		return
	}
}

// amountColumns finds the headings of to, of one or two words, from left to right.
func amountColumns(words []word, to map[string]*money.Amount) []column {
	var cols []column
	for i := range words {
		for n := min(2, len(words)-i); n >= 1; n-- {
			id := squeeze(joined(words[i:i+n], ""))
			if _, ok := to[id]; ok && (n == 2 || i == 0 || squeeze(words[i-1].s) != "VAL") {
				cols = append(cols, column{id: id, x0: words[i].x0, x1: words[i+n-1].x1, shape: reAmount})
				break
			}
		}
	}
	leftToRight(cols)
	return cols
}

// numbersOf is the words that are amounts.
func numbersOf(ws []word) []word {
	var nums []word
	for _, w := range ws {
		if reAmount.MatchString(w.s) {
			nums = append(nums, w)
		}
	}
	return nums
}

// cuadro reads CUADRO DE LIQUIDACION: pairs of columns CONCEPTO, F.P., IMPORTE
// on the left, the totals on the right.
func (r *reader) cuadro() {
	ss := r.of(sCuadro)
	if len(ss) == 0 && (r.p.Rectifica != nil || len(r.of(sDiferencias)) > 0) {
		return // a rectification may print its differences only
	}
	if len(ss) == 0 || len(ss[0].lines) < 2 {
		r.unread("print_cuadro", "el cuadro de liquidación", document.Place{})
		return
	}
	for _, s := range ss {
		r.use(s.lines[0].words...)
		for _, l := range s.lines[1:] {
			if strings.Contains(l.sq, "CONCEPTO") || l.sq == "TOTALES" {
				r.use(l.words...)
				for ws := pieces(l.words); len(ws) > 0; ws = ws[1:] {
					r.totalAt(ws) // the totals may begin on the line of the headings
				}
				continue
			}
			r.cuadroRow(pieces(l.words))
		}
	}
	for _, t := range []struct {
		name string
		a    money.Amount
	}{{"efectivo", r.p.Efectivo}, {"otros", r.p.Otros}, {"total", r.p.Total}} {
		if !t.a.Known() {
			r.unread("print_"+t.name, "el total "+t.name+" del cuadro de liquidación", placeOf(ss[0].lines[0].words...))
		}
	}
}

// cuadroRow reads groups of concept, form of payment and amount, and totals
// with their amount. What is neither leaves a finding: the cuadro must be whole.
func (r *reader) cuadroRow(ws []word) {
	for i := 0; i < len(ws); {
		if n := r.totalAt(ws[i:]); n > 0 {
			i += n
			continue
		}
		clave, n := concept(ws[i:])
		if n == 0 || i+n+1 >= len(ws) || !reForma.MatchString(ws[i+n].s) || !reTwo.MatchString(ws[i+n].s) || !reAmount.MatchString(ws[i+n+1].s) {
			r.unread("print_cuadro_row", "un concepto del cuadro de liquidación («"+joined(ws[i:], " ")+"»)", placeOf(ws[i:]...))
			r.use(ws[i:]...)
			return
		}
		importe, _ := amount(ws[i+n+1].s)
		r.p.Mark(at("liquidacion", len(r.p.Liquidacion))+"importe", r.evidence(ws[i:i+n+2]...))
		r.p.Liquidacion = append(r.p.Liquidacion, pedimento.Contribucion{Clave: clave, FormaPago: pedimento.UnitKey(ws[i+n].s), Importe: importe})
		i += n + 2
	}
}

// totalAt reads EFECTIVO, OTROS or TOTAL with its amount. OTROS is also a
// concept, which has a form of payment before its amount.
func (r *reader) totalAt(ws []word) int {
	to, name := &r.p.Efectivo, "efectivo"
	switch squeeze(ws[0].s) {
	case "TOTALES":
		return 1
	case "EFECTIVO":
	case "TOTAL":
		to, name = &r.p.Total, "total"
	case "OTROS":
		if len(ws) > 2 && reAmount.MatchString(ws[2].s) {
			return 0
		}
		to, name = &r.p.Otros, "otros"
	default:
		return 0
	}
	if len(ws) < 2 || to.Known() || !r.money(to)(ws[1].s) {
		return 0
	}
	r.note(name, ws[1])
	return 2
}

// concept is the contribution that the first one to three words name, an
// optional key of Apéndice 12 in front ("23 IVA/PRV").
func concept(ws []word) (abbr string, n int) {
	c := catalog.Default()
	start := 0
	if len(ws) > 1 && reTwo.MatchString(ws[0].s) && !strings.ContainsAny(ws[1].s, "0123456789") {
		start = 1
	}
	for n := min(2, len(ws)-start); n >= 1; n-- {
		text := strings.ToUpper(joined(ws[start:start+n], " "))
		if a, ok := c.ContributionLabel(text); ok {
			return a, start + n
		}
		if a, ok := c.ContributionLabel(strings.ReplaceAll(text, " ", "")); ok {
			return a, start + n
		}
	}
	return "", 0
}

// fechas reads the typed dates and the rates of the pedimento, which stand side
// by side between the packages and the cuadro.
func (r *reader) fechas() {
	var above *line
	place := document.Place{}
	for _, s := range r.of(sFechas) {
		for i := range s.lines {
			l := &s.lines[i]
			if titleOf(l) != "" || strings.Contains(l.sq, "CONTRIB") {
				r.use(l.words...)
				place = placeOf(l.words...)
				if !hasDate(l) {
					continue
				}
			}
			ws := pieces(l.words)
			for i, w := range ws {
				if d, ok := date(w.s); ok {
					r.fecha(ws[:i], above, w, d)
				} else if reDate.MatchString(w.s) {
					r.unread("print_fecha", "la fecha "+w.s, placeOf(w))
				}
			}
			r.dateless(l, s.lines[i+1:])
			r.tasa(ws)
			above = l
		}
	}
	if len(r.p.Fechas) == 0 {
		r.unread("print_fechas", "las fechas del pedimento", place)
	}
}

// dateless reports ENTRADA without a date on the print of a paid import: the
// stay of a temporary import starts there.
func (r *reader) dateless(l *line, below []line) {
	ws := pieces(l.words)
	if len(ws) == 0 || squeeze(ws[0].s) != "ENTRADA" || r.p.Operacion != "IMP" || hasDate(l) || len(below) > 0 && hasDate(&below[0]) && dateType(squeeze(below[0].words[0].s)) == "" {
		return
	}
	r.unread("print_fecha", "la fecha de entrada", placeOf(ws[0]))
}

// dateType is the type of Anexo 22 field 506 that a label ends with.
func dateType(label string) string {
	for _, t := range []struct{ label, tipo string }{
		{"ENTRADA", "1"}, {"PAGO", "2"}, {"EXTRACCION", "3"}, {"PRESENTACION", "5"}, {"IMPEUACAN", "6"}, {"IMPUSACAN", "6"}, {"EUACAN", "6"}, {"ORIGINAL", "7"},
	} {
		if strings.HasSuffix(label, t.label) {
			return t.tipo
		}
	}
	return ""
}

// fecha files a date under the label left of it, or above it when the labels
// stand in a row of their own.
func (r *reader) fecha(before []word, above *line, w word, d document.Date) {
	start := len(before)
	for start > 0 && !reDate.MatchString(before[start-1].s) {
		start--
	}
	tipo := dateType(squeeze(joined(before[start:], "")))
	r.use(before[start:]...)
	if tipo == "" && start == len(before) && above != nil && !hasDate(above) {
		for _, c := range cells(above.words) {
			if c[0].x0 < w.x1 && c[len(c)-1].x1 > w.x0 {
				tipo = dateType(squeeze(joined(c, "")))
			}
		}
	}
	if tipo == "" {
		r.unread("print_fecha", "a qué corresponde la fecha "+w.s, placeOf(w))
		r.use(w)
		return
	}
	for _, f := range r.p.Fechas {
		if f.Tipo == tipo && f.Fecha != d {
			r.unread("print_fecha", "la fecha tipo "+tipo+": se imprime dos veces con valores distintos", placeOf(w))
		}
	}
	r.p.Mark(at("fechas", len(r.p.Fechas))+"fecha", r.evidence(w))
	r.p.Fechas = append(r.p.Fechas, pedimento.Fecha{Tipo: tipo, Fecha: d})
	switch tipo {
	case "1":
		r.p.FechaEntrada = d
		r.note("fecha_entrada", w)
	case "2":
		r.p.FechaPago = d
		r.note("fecha_pago", w)
	}
}

// tasa reads "CONTRIB. CVE.T.TASA TASA" anywhere in a line.
func (r *reader) tasa(ws []word) {
	for k := range ws {
		a, c := concept(ws[k:])
		if c == 0 || k+c+1 >= len(ws) || !reTwo.MatchString(ws[k+c].s) || !reAmount.MatchString(ws[k+c+1].s) {
			continue
		}
		t, _ := amount(ws[k+c+1].s)
		path := at("tasas", len(r.p.Tasas))
		r.use(ws[k : k+c]...)
		r.p.Mark(path+"tipo", r.evidence(ws[k+c]))
		r.p.Mark(path+"tasa", r.evidence(ws[k+c+1]))
		r.p.Tasas = append(r.p.Tasas, pedimento.Tasa{Clave: a, Tipo: ws[k+c].s, Tasa: t})
		return
	}
}

func hasDate(l *line) bool {
	for _, w := range l.words {
		if reDate.MatchString(w.s) {
			return true
		}
	}
	return false
}

// contributionKey is the abbreviation of a numeric key of Apéndice 12.
func contributionKey(key string) string {
	return catalog.Default().Contribution(pedimento.UnitKey(key))
}
