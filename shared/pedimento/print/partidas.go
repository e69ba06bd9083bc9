package print

import (
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// The blocks of a partida.
const (
	gBody     = "cuerpo"
	gCases    = "identificadores"
	gPermits  = "permisos"
	gRemarks  = "observaciones"
	gAccounts = "garantias"
	gSeries   = "series"
	gOther    = "otro"
)

// partidas walks the lines of the goods: each partida is a row with the
// fracción, its body (description, taxes, values) and the blocks below it.
func (r *reader) partidas() {
	r.totalPartidas()
	r.tail()
	g := &goods{r: r}
	for i := r.goodsFrom(); i < len(r.lines); i++ {
		l := &r.lines[i]
		switch {
		case titleOf(l) == sFin:
			i = len(r.lines)
		case isGoodsHead(l.sq) || goodsHeadBelow(r.lines, i):
			for !isGoodsHead(r.lines[i].sq) {
				i++
			}
			i = g.head(r.lines, i)
			if g.cur != nil && len(g.rowT.brand) == 0 {
				g.rowT.brand = g.t.brand // the partida goes on on this page
			}
		case g.cur == nil && !g.t.ready && !isPartidasTitle(l.sq):
		default:
			g.line(l)
		}
	}
	g.close()
	g.describe()
}

// goodsFrom is the line of the first goods heading or title.
func (r *reader) goodsFrom() int {
	for i := range r.lines {
		if isPartidasTitle(r.lines[i].sq) || isGoodsHead(r.lines[i].sq) || goodsHeadBelow(r.lines, i) {
			return i
		}
	}
	return len(r.lines)
}

// goodsHeadBelow recognises the line above the heading line of the goods.
func goodsHeadBelow(ls []line, i int) bool {
	if !isPartOfHead(ls[i].sq) {
		return false
	}
	for k := i + 1; k <= i+2 && k < len(ls) && ls[k].page == ls[i].page; k++ {
		if isGoodsHead(ls[k].sq) {
			return true
		}
		if !isPartOfHead(ls[k].sq) {
			return false
		}
	}
	return false
}

// tail reads what stands at FIN DE PEDIMENTO.
func (r *reader) tail() {
	at := len(r.lines)
	for at > 0 && titleOf(&r.lines[at-1]) != sFin {
		at--
	}
	if at == 0 {
		return
	}
	ls := r.lines[at-1:]
	if w, _, ok := r.find(lPrevalida, reThreeD, ls); ok {
		r.p.Prevalidador = w.s
		r.note("prevalidador", w)
	}
	r.useLines(ls)
}

// totalPartidas reads NUM. TOTAL DE PARTIDAS at the end of the document.
func (r *reader) totalPartidas() {
	w, _, ok := r.find(lTotal, reDigits, r.lines)
	if !ok {
		r.unread("print_total_partidas", "el número total de partidas", document.Place{})
		return
	}
	n := atoi(w.s)
	r.p.TotalPartidas = &n
	r.note("total_partidas", w)
}

// goods is the state of the walk.
type goods struct {
	r     *reader
	t     table // the headings last seen
	rowT  table // the headings over the row of cur
	cur   *pedimento.Partida
	row   []word // the first row of cur
	body  []word // all words of row and body of cur
	mode  string
	heads []column // of the block being read
	ends  [3]word  // of the identifier being read

	descriptions []description
}

// line takes one line under the headings.
func (g *goods) line(l *line) {
	if row := g.t.start(l); row != nil {
		g.close()
		g.cur = &pedimento.Partida{}
		g.row, g.body, g.mode, g.rowT = row, l.words, gBody, g.t
		return
	}
	if isBrokenHead(l) {
		g.r.unread("print_headings", "los encabezados de las partidas («"+joined(l.words, " ")+"»)", placeOf(l.words...))
		return
	}
	if g.cur != nil && g.labelledCase(l) {
		return
	}
	if mode, heads, ok := g.opens(l); ok {
		g.mode, g.heads = mode, heads
		g.r.use(l.words...)
		return
	}
	if g.cur == nil {
		g.stray(l)
		return
	}
	if g.mode == gBody && headWords(l) && strings.Contains(l.sq, "MARCA") && strings.Contains(l.sq, "MODELO") {
		g.rowT.brand = headColumns([]line{*l}, brandHeads)
		g.r.use(l.words...)
		return
	}
	switch g.mode {
	case gBody:
		g.body = append(g.body, l.words...)
	case gCases:
		g.r.caseRow(caseList{&g.cur.Identificadores, g.cur.Mark, g.heads, &g.ends}, l.words)
	case gPermits:
		g.permiso(l)
	case gSeries:
		g.serie(l)
	case gRemarks:
		g.r.remark(&g.cur.Observaciones, g.cur.Mark, l.words)
	case gAccounts:
		g.garantia(l)
	}
}

// isBrokenHead recognises the heading line of the goods when some heading of
// it is lost: what stands below it cannot be told.
func isBrokenHead(l *line) bool {
	n := 0
	for _, t := range []string{"FRACCION", "SUBD", "VINC", "CANTIDAD", "UMC", "UMT", "TASA", "IMPORTE"} {
		if strings.Contains(l.sq, t) {
			n++
		}
	}
	return n >= 4 && !lineHasDigit(l)
}

// labelledCase reads "IDENTIF. EN U NOM-001": an identifier row that carries
// its label instead of standing under headings, its cells in their order.
func (g *goods) labelledCase(l *line) bool {
	ws := l.words
	if len(ws) < 2 || squeeze(ws[0].s) != "IDENTIF" || !reKey.MatchString(ws[1].s) || isCaseHead(l.sq) {
		return false
	}
	c := caseList{to: &g.cur.Identificadores, mark: g.cur.Mark}
	cs := cells(ws[2:])
	if len(cs) > 3 {
		g.r.unread("print_case_row", "el identificador «"+joined(ws, " ")+"»", placeOf(ws...))
	}
	no := len(*c.to)
	id := pedimento.Identificador{Clave: ws[1].s}
	for k, cell := range cs {
		id.Complementos = append(id.Complementos, joined(cell, " "))
		c.mark(at("identificadores", no)+"complementos["+strconv.Itoa(k)+"]", g.r.evidence(cell...))
	}
	*c.to = append(*c.to, id)
	c.mark(at("identificadores", no)+"clave", g.r.evidence(ws[:2]...))
	g.mode = gOther
	return true
}

// stray reports a line between the headings and the first partida.
func (g *goods) stray(l *line) {
	if g.t.ready && lineHasDigit(l) {
		g.r.unread("print_partida", "«"+joined(l.words, " ")+"», que está bajo los encabezados y no pertenece a ninguna partida", placeOf(l.words...))
		g.r.use(l.words...)
	}
}

func lineHasDigit(l *line) bool {
	for _, w := range l.words {
		if hasDigit(w.s) {
			return true
		}
	}
	return false
}

// opens recognises the titles and headings of the blocks of a partida.
func (g *goods) opens(l *line) (mode string, heads []column, ok bool) {
	sq := l.sq
	switch {
	case isPartidasTitle(sq):
		return g.mode, g.heads, true
	case sq == "IDENTIFICADORES", strings.HasPrefix(sq, "REGULACIONESYRESTRICCIONES"), strings.HasPrefix(sq, "REGULACIONESRESTRICCIONES"), strings.HasPrefix(sq, "CUENTASADUANERAS"):
		return gOther, nil, true
	case isCaseHead(sq):
		return gCases, g.r.caseHeads(l), true
	case strings.HasPrefix(sq, "OBSERVACIONESANIVELPARTIDA"), alone(l, "OBSERVACIONES"):
		return gRemarks, nil, true
	case strings.Contains(sq, "PERMISO") && strings.Contains(sq, "FIRMA"):
		return gPermits, headColumns([]line{*l}, permitHeads), true
	case strings.Contains(sq, "NUMSERIE") && (strings.Contains(sq, "VIN") || strings.Contains(sq, "KILOMETRAJE")):
		return gSeries, headColumns([]line{*l}, serieHeads), true
	case strings.Contains(sq, "CVEGAR") || strings.Contains(sq, "CLAVEGAR"):
		return gAccounts, headColumns([]line{*l}, accountHeads), true
	case strings.HasPrefix(sq, "DETERMINACIONYOPAGO"), strings.HasPrefix(sq, "VALORMERCANCIASNOORIGINARIAS"):
		return gOther, nil, true
	}
	switch titleOf(l) {
	case sRectifica, sDiferencias, sDescargos, sCompensa, sVirtuales:
		return gOther, nil, true
	}
	return "", nil, false
}

// close reads the collected partida.
func (g *goods) close() {
	if g.cur == nil {
		return
	}
	q := g.cur
	q.At = placeOf(g.row...)
	left, right := g.split()
	g.firstRow(q, left)
	g.values(q, left)
	g.taxes(q, right)
	g.r.p.Partidas = append(g.r.p.Partidas, *q)
	g.cur = nil
}

// split parts the lines of a body at the tax column. A line whose words run
// over the column without a gap is text and no tax.
func (g *goods) split() (left, right []line) {
	for _, l := range toLines(g.body) {
		k := g.taxesFrom(&l)
		a, b := l, l
		a.words, b.words = l.words[:k:k], l.words[k:]
		a.sq, b.sq = squeeze(joined(a.words, "")), squeeze(joined(b.words, ""))
		if len(a.words) > 0 {
			left = append(left, a)
		}
		if len(b.words) > 0 {
			right = append(right, b)
		}
	}
	return left, right
}

// taxesFrom is the index of the first word of a line's tax row, the number of
// its words when it has none.
func (g *goods) taxesFrom(l *line) int {
	t, all := &g.rowT, len(l.words)
	if t.apart && (hasFraccion(l) || len(t.taxes) == 0) {
		if _, n := concept(l.words); n > 0 && !hasFraccion(l) && all == n+4 {
			return 0
		}
		return all
	}
	k := 0
	for k < all && l.words[k].mid() < t.cut {
		k++
	}
	if k == all {
		return all
	}
	if _, n := concept(l.words[k:]); t.apart && n == 0 {
		return all // under the headings of the taxes stand other rows as well
	}
	if k > 0 && l.words[k].x0-l.words[k-1].x1 < cellGap*l.words[k].size && !g.taxRow(l.words[k:]) {
		return all
	}
	return k
}

// taxRow reports words that begin with a contribution or end in an amount.
func (g *goods) taxRow(ws []word) bool {
	_, n := concept(ws)
	last := ws[len(ws)-1]
	return n > 0 || reAmount.MatchString(last.s) && g.rowT.taxes[4].away(&last) < 2*last.size
}

// mark path of the lists of a partida.
func at(list string, no int) string { return list + "[" + strconv.Itoa(no) + "]." }
