package print

import (
	"regexp"
	"slices"
	"strings"

	"example.com/immex/shared/pdftext"
)

// table is the geometry of the goods headings, read anew on every page.
type table struct {
	row    []column       // FRACCION … P.O/D
	values []column       // VAL ADU/USD … VAL. AGREG.
	taxes  []column       // CON. … IMPORTE
	brand  []column       // MARCA, MODELO, CODIGO PRODUCTO
	one    bool           // the values stand in the first row
	apart  bool           // taxes stand on lines of their own, under the first row
	cut    pdftext.Points // between the goods and their taxes
	ready  bool
}

// headLines bounds the heading of the goods: "NUM. IDENTIFICACION COMERCIAL"
// may be set one syllable per line.
const headLines = 18

// The pieces of the headings of the first row.
var (
	reRowHead = regexp.MustCompile(`FRACCION|SUBD(?:IVISION)?|CANT(?:IDAD)?|NUM(?:ERO)?(?:DE)?|IDENT(?:IFICACION)?|COMERCIAL|NICO|VINC(?:ULACION)?|MET(?:ODO)?(?:DE)?(?:VAL(?:ORACION)?)?|VAL|MV|UMC|UMT|PVC|POD|PAISVC|PAISOD|VC|OD|SEC`)
)

// The headings of the other rows.
func valueSpecs() []headSpec {
	return []headSpec{
		{"valor_aduana", regexp.MustCompile(`(?:VAL(?:OR)?)?ADU(?:ANA)?(?:USD)?`), reAmount},
		{"precio_pagado", regexp.MustCompile(`(?:IMP)?PRECIOPAG(?:ADO)?|\bPAG(?:ADO)?`), reAmount},
		{"precio_unitario", regexp.MustCompile(`PRECIOUNIT(?:ARIO)?|\bUNIT(?:ARIO)?`), reAmount},
		{"valor_agregado", regexp.MustCompile(`(?:VAL(?:OR)?)?AGREG(?:ADO)?`), reAmount},
	}
}

func brandSpecs() []headSpec {
	return []headSpec{
		{"marca", regexp.MustCompile(`\bMARCA\b`), reAny},
		{"modelo", regexp.MustCompile(`\bMODELO\b`), reAny},
		{"codigo", regexp.MustCompile(`\bCODIGO(?:DE)?(?:PRODUCTO)?`), reAny},
	}
}

var (
	valueHeads = valueSpecs() //nolint:gochecknoglobals // an immutable table
	brandHeads = brandSpecs() //nolint:gochecknoglobals // an immutable table
)

// isGoodsHead recognises the heading line of the goods table.
func isGoodsHead(sq string) bool {
	return strings.Contains(sq, "FRACCION") && strings.Contains(sq, "UMC") && !strings.Contains(sq, "ORIGINAL") && (strings.Contains(sq, "VINC") || strings.Contains(sq, "CANTIDAD") || strings.Contains(sq, "UMT"))
}

// isPartOfHead recognises the line above the heading line: cells of several
// lines are set around the middle of those of one.
func isPartOfHead(sq string) bool {
	for _, t := range []string{"UMC", "UMT", "FRACCION", "VINC", "CANTIDAD", "IDENTIFIC", "COMERCIAL", "SUBD"} {
		if strings.Contains(sq, t) {
			return strings.Trim(reRowHead.ReplaceAllString(sq, ""), "PD") == ""
		}
	}
	return false
}

// head reads the heading that starts at line i and returns its last line.
func (g *goods) head(ls []line, i int) int {
	first := i
	for first > 0 && ls[first-1].page == ls[i].page && i-first < 2 && isPartOfHead(ls[first-1].sq) {
		first--
	}
	end, second := i, -1
	for k := i + 1; k < len(ls) && k < i+headLines; k++ {
		if ls[k].page != ls[i].page || hasFraccion(&ls[k]) {
			break
		}
		switch {
		case isSecondHead(&ls[k]):
			if end = k; second < 0 {
				second = k
			}
		case second >= 0 && headWords(&ls[k]):
			end = k
		case second >= 0:
			k = len(ls) // goods begin
		}
	}
	if second < 0 {
		second = end + 1
	}
	rows, rest := ls[first:min(second, len(ls))], ls[min(second, end+1):end+1]
	t := table{row: rowHead(rows), values: headColumns(rest, valueHeads), brand: headColumns(rest, brandHeads)}
	if len(t.values) == 0 { // all of a partida stands in one row
		t.values = headColumns(rows, valueHeads)
		t.row = slices.Concat(t.row, t.values)
		leftToRight(t.row)
		t.one = len(t.values) > 0
	}
	t.taxes = taxHead(ls[i:min(end+4, len(ls))])
	for k := range ls[first : end+1] {
		g.r.use(ls[first+k].words...)
	}
	t.finish()
	g.t = t
	if !t.ready && !repeatedBehind(ls, end) {
		g.r.unread("print_headings", "los encabezados de las partidas", placeOf(ls[i].words...))
	}
	return end
}

// repeatedBehind reports headings that the end of a page cuts and the next
// page prints whole: nothing stands below those that were cut.
func repeatedBehind(ls []line, end int) bool {
	next := end + 1
	if next < len(ls) && isPartidasTitle(ls[next].sq) && ls[next].page != ls[end].page {
		next++
	}
	return next < len(ls) && ls[next].page != ls[end].page && (isGoodsHead(ls[next].sq) || goodsHeadBelow(ls, next))
}

// isSecondHead recognises the line that opens the headings below the first row's.
func isSecondHead(l *line) bool {
	sq := l.sq
	return headWords(l) && (strings.Contains(sq, "DESCRIPCION") || strings.Contains(sq, "PRECIO") || strings.Contains(sq, "AGREG") ||
		strings.Contains(sq, "ADUUSD") || strings.HasPrefix(sq, "SEC") || strings.Contains(sq, "TASA"))
}

var reHeadWord = regexp.MustCompile(`^(?:VAL|VALOR|ADU|ADUANA|USD|IMP|PRECIO|PAG|PAGADO|UNIT|UNITARIO|AGREG|AGREGADO|SEC|DESCRIPCION|RENGLONES|VARIABLES|SEGUN|SE|REQUIERA|MARCA|MODELO|CODIGO|DE|PRODUCTO|CON|TASA|T|F|P|TT|FP|IMPORTE)+$`)

// headWords reports a line made of the words of the headings and nothing else.
func headWords(l *line) bool {
	for _, w := range l.words {
		if sq := squeeze(w.s); sq != "" && !reHeadWord.MatchString(sq) {
			return false
		}
	}
	return l.sq != ""
}

func hasFraccion(l *line) bool {
	for _, w := range l.words {
		if reFracc.MatchString(w.s) {
			return true
		}
	}
	return false
}

// finish checks that the columns the books need were found.
func (t *table) finish() {
	t.ready = has(t.row, "fraccion", "umc", "cantidad_umc", "umt", "cantidad_umt") &&
		has(t.values, "valor_aduana", "precio_pagado", "precio_unitario") && t.row[0].id == "fraccion"
	if !t.ready {
		return
	}
	last := t.row[len(t.row)-1].x1
	if t.apart = len(t.taxes) == 0 || t.taxes[0].x0 < last; len(t.taxes) == 0 {
		t.cut = far
		return
	}
	t.cut = t.taxes[0].x0 - 0.5*(t.taxes[0].x1-t.taxes[0].x0)
	if !t.apart && last > t.cut-1 {
		t.cut = (last + t.taxes[0].x0) / 2
	}
}

// rowHead is the columns of the first row.
func rowHead(ls []line) []column {
	var quantity, unit []word
	m := map[string]*column{}
	for i := range ls {
		for _, a := range atoms(&ls[i], reRowHead) {
			switch id := rowColumn(a.s); id {
			case "":
			case "cantidad":
				quantity = append(quantity, a)
			case "unidad":
				unit = append(unit, a)
			default:
				grow(m, id, a)
			}
		}
	}
	pairUnits(m, quantity, unit)
	shapes := map[string]*regexp.Regexp{
		"fraccion": reFracc, "nico": reNICO, "vinculacion": reDigit, "metodo": reTwo, "umc": reTwo, "umt": reTwo,
		"cantidad_umc": reAmount, "cantidad_umt": reAmount, "pais_vendedor": reThree, "pais_origen": reThree,
	}
	cols := make([]column, 0, len(m))
	for _, id := range []string{"fraccion", "nico", "vinculacion", "metodo", "umc", "cantidad_umc", "umt", "cantidad_umt", "pais_vendedor", "pais_origen"} {
		if c := m[id]; c != nil {
			c.id, c.shape = id, shapes[id]
			cols = append(cols, *c)
		}
	}
	leftToRight(cols)
	return cols
}

// grow adds a piece to a heading. A piece that stands apart is no part of it.
func grow(m map[string]*column, id string, a word) {
	c := m[id]
	switch {
	case c == nil:
		m[id] = &column{x0: a.x0, x1: a.x1}
	case a.x0 < c.x1+a.size && a.x1 > c.x0-a.size:
		c.x0, c.x1 = min(c.x0, a.x0), max(c.x1, a.x1)
	}
}

func rowColumn(s string) string {
	switch {
	case s == "FRACCION":
		return "fraccion"
	case strings.HasPrefix(s, "SUBD"), strings.HasPrefix(s, "NUM"), strings.HasPrefix(s, "IDENT"), s == "COMERCIAL", s == "NICO":
		return "nico"
	case strings.HasPrefix(s, "VINC"):
		return "vinculacion"
	case strings.HasPrefix(s, "MET"), s == "VAL", s == "MV":
		return "metodo"
	case strings.HasPrefix(s, "CANT"):
		return "cantidad"
	case s == "UMC", s == "UMT":
		return "unidad"
	case strings.HasSuffix(s, "VC"):
		return "pais_vendedor"
	case strings.HasSuffix(s, "OD"):
		return "pais_origen"
	}
	return ""
}

// pairUnits tells UMC the unit from CANTIDAD UMC the quantity: a CANTIDAD goes
// with the UMC or UMT under it, else with the one right behind it.
func pairUnits(m map[string]*column, quantity, unit []word) {
	taken := make([]bool, len(unit))
	pair := func(q word, k int) {
		taken[k] = true
		grow(m, "cantidad_"+strings.ToLower(unit[k].s), q)
		grow(m, "cantidad_"+strings.ToLower(unit[k].s), unit[k])
	}
	var left []word
	for _, q := range quantity {
		k := nearest(unit, func(u word) (pdftext.Points, bool) {
			return q.base - u.base, u.base < q.base-0.3*q.size && u.x0 < q.x1 && u.x1 > q.x0
		}, taken)
		if k < 0 {
			left = append(left, q)
			continue
		}
		pair(q, k)
	}
	for _, q := range left {
		k := nearest(unit, func(u word) (pdftext.Points, bool) {
			return u.x0 - q.x1, u.base > q.base-0.3*q.size && u.base < q.base+0.3*q.size && u.x0 >= q.x1-0.1*q.size && u.x0 < q.x1+2*q.size
		}, taken)
		if k >= 0 {
			pair(q, k)
		}
	}
	for k, u := range unit {
		if !taken[k] {
			grow(m, strings.ToLower(u.s), u)
		}
	}
}

// nearest is the free word of least distance that fits, -1 for none.
func nearest(ws []word, fit func(word) (pdftext.Points, bool), taken []bool) int {
	best, at := far, -1
	for k := range ws {
		if d, ok := fit(ws[k]); ok && !taken[k] && d < best {
			best, at = d, k
		}
	}
	return at
}

// taxHead finds "CON. TASA T.T. F.P. IMPORTE", in the headings or in the first
// row; all five stand in this order, on one line or wrapped to two.
func taxHead(block []line) []column {
	for n := 1; n <= 2; n++ {
		for i := 0; i+n <= len(block); i++ {
			if cols := taxColumns(block[i : i+n]); len(cols) == 5 && cols[0].id == "con" && cols[1].id == "tasa" && cols[4].id == "importe" {
				return cols
			}
		}
	}
	return nil
}

func taxColumns(ls []line) []column {
	var cols []column
	for i := range ls {
		for _, w := range ls[i].words {
			c := column{x0: w.x0, x1: w.x1}
			switch squeeze(w.s) {
			case "CON", "CONT", "CONTRIB", "CONTRIBUCION":
				c.id, c.shape = "con", reConcept
			case "TASA":
				c.id, c.shape = "tasa", reRate
			case "TT":
				c.id, c.shape = "tt", reTwo
			case "FP":
				c.id, c.shape = "fp", reTwo
			case "IMPORTE":
				c.id, c.shape = "importe", reAmount
			default:
				continue
			}
			cols = append(cols, c)
		}
	}
	leftToRight(cols)
	return cols
}

// start is the words of a partida's first row in this line, nil when it starts none.
func (t *table) start(l *line) []word {
	if !t.ready {
		return nil
	}
	for i, w := range l.words {
		if !reFracc.MatchString(w.s) || t.row[0].away(&w) > 6*w.size {
			continue
		}
		quantities := 0
		for _, v := range l.words[i+1:] {
			if (t.apart || v.mid() < t.cut) && strings.Contains(v.s, ".") {
				if _, ok := amount(v.s); ok {
					quantities++
				}
			}
		}
		if quantities >= 1 && len(l.words)-i >= 5 {
			return l.words
		}
	}
	return nil
}
