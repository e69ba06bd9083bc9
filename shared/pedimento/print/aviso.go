package print

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
)

// avisoLines is how far down an aviso names itself.
const avisoLines = 8

// isAviso recognises the aviso consolidado: the paper that crosses with one
// remesa of a consolidated pedimento (Ley Aduanera arts. 37 and 37-A). It bears
// the number of the pedimento and is none.
func isAviso(ls []line) bool {
	titled := false
	for i := range ls[:min(len(ls), avisoLines)] {
		titled = titled || strings.Contains(ls[i].sq, "AVISOCONSOLIDADO") && !strings.Contains(ls[i].sq, "FIN") && len(ls[i].sq) < maxAvisoTitle
	}
	return titled && numberIn(ls[:min(len(ls), maxHeading)]) != ""
}

// maxAvisoTitle is the longest line that may be its title, with a reference and
// a page number beside it.
const maxAvisoTitle = 90

// remesa reads an aviso consolidado. Its only controls are the rule of the
// number and the sums of what its acuses de valor say, so it counts as checked
// in part; it never makes facts: the pedimento does.
func (r *reader) remesa() {
	for i := range r.all {
		r.all[i].segs = segmentsOf(&r.all[i], avisoLabels)
	}
	r.simple = true
	r.p.Aviso = &pedimento.Aviso{}
	r.lines = r.copyOf(r.all)
	r.sections = sections(r.lines)
	r.avisoHeading()
	r.importador()
	r.despacho()
	r.bultos()
	r.transporte()
	r.casos()
	r.acuses()
	r.avisoEffect()
	g := &gate{r: r}
	g.number()
	g.sheets()
	r.avisoSums()
	r.avisoAudit()
	r.unplaced()
	r.p.Cotejo = document.CotejoParcial
	r.p.Findings.Add("print_aviso", document.Notice, "documento", document.Textf(
		"Es el aviso consolidado de la remesa %s: se conserva como constancia del cruce y no hace movimientos; los hace su pedimento.",
		"It is the aviso consolidado of remesa %s: it is kept as evidence of the crossing and makes no movements; its pedimento does.", r.p.Aviso.Remesa))
}

// avisoHeading reads what stands behind labels, wherever they are.
func (r *reader) avisoHeading() {
	p, a := r.p, r.p.Aviso
	text := func(to *string, n int) func(string) bool {
		return func(s string) bool { *to = s[:min(n, len(s))]; return true }
	}
	r.readNumber(r.lines)
	for _, f := range []field{
		{"operacion", lOperacion, reOper, true, text(&p.Operacion, 3)},
		{"clave", lClave, reClave, true, text(&p.Clave, 2)},
		{"regimen", lRegimen, reThree, false, text(&p.Regimen, 3)},
		{"destino", lDestino, reDigit, false, text(&p.Destino, 1)},
		{"peso_bruto", lPeso, reAmount, false, r.money(&p.PesoBruto)},
		{"aduana_es", lAduanaES, reThreeD, false, text(&p.AduanaES, 3)},
		{"tipo_cambio", lTipoCambio, reAmount, false, r.money(&p.TipoCambio)},
	} {
		w, labelled, ok := r.find(f.label, f.shape, r.lines)
		if ok && f.set(w.s) {
			r.note(f.name, w)
		} else if f.required || labelled {
			r.unread("print_"+f.name, strings.ReplaceAll(f.name, "_", " "), firstPlace(r.lines))
		}
	}
	if w, _, ok := r.find(lRemesa, reRemesa, r.lines); ok {
		a.Remesa = w.s[:min(maxRemesa, len(w.s))]
		r.note("aviso.remesa", w)
	} else {
		r.unread("print_aviso_remesa", "remesa", firstPlace(r.lines))
	}
	if w, labelled, ok := r.find(lFechaAviso, reDate, r.lines); labelled {
		if a.Fecha, _ = date(w.s); !ok || a.Fecha == 0 {
			r.unread("print_fecha", "la fecha del aviso", firstPlace(r.lines))
			return
		}
		r.note("aviso.fecha", w)
	}
}

// maxRemesa is the most digits of the number of a remesa: the single window
// counts them within one pedimento.
const maxRemesa = 8

var reRemesa = regexp.MustCompile(`^\d{1,8}$`)

func avisoSpecs() []headSpec {
	return []headSpec{
		{"cove", regexp.MustCompile(`\bCOVE\b|(?:NUM(?:ERO)?(?:DE)?)?ACUSE(?:DEVALOR)?`), reCOVE},
		{"numero", regexp.MustCompile(`(?:NUM|NO|NUMERO)(?:DE)?FACTURA|\bFACTURA\b`), reAny},
		{"fecha", regexp.MustCompile(`FECHA`), reDate},
		{"dolares", regexp.MustCompile(`(?:VAL(?:OR)?)?(?:EN)?DOLARES|VAL(?:OR)?DLS|VAL(?:OR)?USD`), reAmount},
		{"cantidad", regexp.MustCompile(`CANT(?:IDAD)?(?:DEMERCANCIA)?(?:EN)?(?:UMC)?`), reAmount},
	}
}

var avisoHeads = avisoSpecs() //nolint:gochecknoglobals // an immutable table

// isAvisoHead recognises the headings of the acuses de valor set as a table.
func isAvisoHead(l *line) bool {
	if lineHasDigit(l) {
		return false
	}
	cols := headColumns([]line{*l}, avisoHeads)
	return has(cols, "cove") && len(cols) >= 2
}

// acuses reads the acuses de valor of the remesa: as labels, each followed by
// its dollars and its quantity, or as rows of a table.
func (r *reader) acuses() {
	x := &remesaReader{r: r, no: -1}
	for i := 0; i < len(r.lines); i++ {
		if isAvisoHead(&r.lines[i]) {
			i = x.table(i)
			continue
		}
		for _, s := range segments(&r.lines[i]) {
			x.segment(i, s)
		}
	}
	if len(r.p.Facturas) == 0 {
		r.unread("print_cove", "el número de acuse de valor", firstPlace(r.lines))
	}
	if !slices.ContainsFunc(r.p.Aviso.Cantidades, money.Amount.Known) {
		r.p.Aviso.Cantidades = nil
	}
}

// remesaReader is where the reading of the acuses stands.
type remesaReader struct {
	r    *reader
	no   int // of the acuse whose values come next, below 0 before the first
	line int // where it stands
	many bool
}

// acuseLines is how many lines below its number the values of an acuse stand.
const acuseLines = 3

func (x *remesaReader) segment(i int, s segment) {
	switch s.label {
	case lCOVE:
		x.numbers(i, s)
	case lDolares:
		x.value(i, s, "dolares")
	case lCantidad:
		x.value(i, s, "cantidad")
	case lSumDolares:
		x.total(s, "dolares")
	}
}

// numbers takes the acuses behind their label, or below it.
func (x *remesaReader) numbers(i int, s segment) {
	ws := s.values
	if len(ws) == 0 {
		if w, ok := below(x.r.lines[i+1:min(i+2, len(x.r.lines))], s.at[0], far, reCOVE); ok {
			ws = []word{w}
		}
	}
	n := 0
	for _, w := range ws {
		if reCOVE.MatchString(w.s) {
			x.add(w)
			n++
		} else if hasDigit(w.s) {
			return // the audit tells it
		}
	}
	x.line, x.many = i, n > 1
	if n == 0 {
		x.r.unread("print_cove", "el número de acuse de valor", placeOf(s.at...))
		x.many = true
	}
}

func (x *remesaReader) add(w word) {
	p := x.r.p
	x.no = len(p.Facturas)
	p.Facturas = append(p.Facturas, pedimento.Factura{COVE: w.s})
	p.Aviso.Cantidades = append(p.Aviso.Cantidades, money.Amount{})
	p.Mark(at("facturas", x.no)+"cove", x.r.evidence(w))
}

// value takes the amount behind a label: of the whole remesa before the first
// acuse, else of the acuse right above it.
func (x *remesaReader) value(i int, s segment, name string) {
	w, ok := x.amount(i, s)
	if !ok {
		x.lost(s, name)
		return
	}
	if x.no < 0 {
		x.put(name, w)
		return
	}
	if x.many || i-x.line > acuseLines || !x.putOf(name, w) {
		x.r.unread("print_cove", "a qué acuse de valor pertenece «"+w.s+"»", placeOf(w))
	}
}

func (x *remesaReader) total(s segment, name string) {
	if w, ok := x.amount(-1, s); !ok || !x.put(name, w) {
		x.lost(s, name)
	}
}

// lost reports a label of figures without a figure.
func (x *remesaReader) lost(s segment, name string) {
	what := "dolares del aviso"
	if name == "cantidad" {
		what = "cantidad del aviso"
	}
	x.r.unread("print_cove", what, placeOf(s.at...))
}

// amount is the figure right of a label, else under it.
func (x *remesaReader) amount(i int, s segment) (word, bool) {
	var found []word
	for _, w := range s.values {
		if reAmount.MatchString(w.s) {
			found = append(found, w)
		}
	}
	if len(found) == 0 && i >= 0 {
		if w, ok := below(x.r.lines[i+1:min(i+2, len(x.r.lines))], s.at[0], s.at[len(s.at)-1].x1+6*s.at[0].size, reAmount); ok {
			found = append(found, w)
		}
	}
	if len(found) != 1 {
		return word{}, false
	}
	return found[0], true
}

// put takes a figure of the whole remesa; false when there is one already.
func (x *remesaReader) put(name string, w word) bool {
	p, to, path := x.r.p, &x.r.p.ValorDolares, "valor_dolares"
	if name == "cantidad" {
		to, path = &p.Aviso.Cantidad, "aviso.cantidad_umc"
	}
	if to.Known() || !x.r.money(to)(w.s) {
		return false
	}
	x.r.note(path, w)
	return true
}

// putOf takes a figure of the acuse at hand.
func (x *remesaReader) putOf(name string, w word) bool {
	p := x.r.p
	to, path := &p.Facturas[x.no].ValorDolares, at("facturas", x.no)+"valor_dolares"
	if name == "cantidad" {
		to, path = &p.Aviso.Cantidades[x.no], "aviso.cantidades["+strconv.Itoa(x.no)+"]"
	}
	if to.Known() || !x.r.money(to)(w.s) {
		return false
	}
	p.Mark(path, x.r.evidence(w))
	return true
}

// table reads the rows below headings and returns the last line it took.
func (x *remesaReader) table(head int) int {
	r := x.r
	cols := headColumns(r.lines[head:head+1], avisoHeads)
	r.use(r.lines[head].words...)
	last := head
	for i := head + 1; i < len(r.lines); i++ {
		l := &r.lines[i]
		total := strings.HasPrefix(l.sq, "TOTAL") || strings.HasPrefix(l.sq, "SUMA")
		ws := l.words
		for total && len(ws) > 0 && !hasDigit(ws[0].s) {
			ws = ws[1:]
		}
		if len(ws) == 0 || !total && !slices.ContainsFunc(ws, func(w word) bool { return reCOVE.MatchString(w.s) }) {
			break
		}
		got, ok := cellRow(ws, cols, tableGap)
		if !ok || !x.row(got, total) {
			r.unread("print_cove", "el renglón «"+joined(ws, " ")+"» del acuse de valor", placeOf(ws...))
			r.use(ws...)
		}
		last = i
	}
	return last
}

// tableGap parts the cells of a row, in font sizes.
const tableGap pdftext.Points = cellGap

// row takes one row: an acuse, or the totals of all.
func (x *remesaReader) row(got map[string][]word, total bool) bool {
	if !total {
		if len(got["cove"]) != 1 {
			return false
		}
		x.add(got["cove"][0])
		x.many = true // what follows is of no single one
		f, path := &x.r.p.Facturas[x.no], at("facturas", x.no)
		if ws := got["numero"]; len(ws) > 0 {
			f.Numero = joined(ws, " ")
			x.r.p.Mark(path+"numero", x.r.evidence(ws...))
		}
		if ws := got["fecha"]; len(ws) == 1 {
			d, ok := date(ws[0].s)
			if !ok {
				return false
			}
			f.Fecha = d
			x.r.p.Mark(path+"fecha", x.r.evidence(ws[0]))
		}
	}
	for _, name := range []string{"dolares", "cantidad"} {
		ws := got[name]
		if len(ws) == 0 {
			continue
		}
		if len(ws) != 1 || total && !x.put(name, ws[0]) || !total && !x.putOf(name, ws[0]) {
			return false
		}
	}
	return true
}
