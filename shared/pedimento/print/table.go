package print

import (
	"math"
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
	cut    pdftext.Points // between the goods and their taxes
	ready  bool
}

// headLines bounds the heading of the goods: "NUM. IDENTIFICACION COMERCIAL"
// may be set one syllable per line.
const headLines = 16

// The pieces of the first heading line, longest first.
var reRowHead = regexp.MustCompile(`FRACCION|SUBD(?:IVISION)?|CANT(?:IDAD)?UMC|CANT(?:IDAD)?UMT|CANT(?:IDAD)?|NUM(?:ERO)?(?:DE)?IDENTIFICACION|NICO|VINC(?:ULACION)?|MET(?:ODO)?(?:DE)?(?:VAL(?:ORACION)?)?|UMC|UMT|PVC|POD|PAISVC|PAISOD|P|SEC`)

// head reads the heading that starts at line i and returns its last line.
func (g *goods) head(ls []line, i int) int {
	end := i
	block := ls[i:min(i+headLines, len(ls))]
	for k := range block {
		sq := block[k].sq
		if k > 0 && (block[k].page != ls[i].page || hasFraccion(&block[k])) {
			break
		}
		if k == 0 || strings.Contains(sq, "DESCRIPCION") && strings.Contains(sq, "SEC") || strings.Contains(sq, "PRECIOUNIT") || strings.Contains(sq, "AGREG") ||
			strings.Contains(sq, "ADUUSD") || strings.Contains(sq, "MARCA") && strings.Contains(sq, "MODELO") || strings.Contains(sq, "KILOMETRAJE") {
			end = i + k
		}
	}
	block = ls[i : end+1]
	t := table{row: rowHead(block), values: valueHead(block)}
	t.taxes = taxHead(ls[i:min(end+4, len(ls))])
	g.t = t
	g.t.finish()
	if !g.t.ready {
		g.r.unread("print_headings", "los encabezados de las partidas", placeOf(ls[i].words...))
	}
	return end
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
	need := map[string]bool{}
	for _, c := range slices.Concat(t.row, t.values, t.taxes) {
		need[c.id] = true
	}
	t.ready = true
	for _, id := range []string{"fraccion", "umc", "cantidad_umc", "umt", "cantidad_umt", "valor_aduana", "precio_pagado", "precio_unitario", "con", "fp", "importe"} {
		t.ready = t.ready && need[id]
	}
	if !t.ready {
		return
	}
	lastRow, firstTax := 0.0, t.taxes[0].mid
	for _, c := range t.row {
		lastRow = math.Max(lastRow, c.mid)
	}
	t.cut = (lastRow + firstTax) / 2
}

// rowHead is the columns of the first row. Words may be glued, so headings are
// found in the squeezed line and placed by character.
func rowHead(block []line) []column {
	var cols []column
	seen := map[string]bool{}
	for _, tok := range tokens(&block[0], reRowHead) {
		id := tok.s
		if id == "CANTIDAD" || id == "CANT" || id == "P" {
			id += under(block[1:], tok)
		}
		c := column{mid: tok.mid()}
		switch {
		case id == "FRACCION":
			c.id, c.shape = "fraccion", reFracc
		case strings.HasPrefix(id, "SUBD") || strings.HasSuffix(id, "IDENTIFICACION") || id == "NICO":
			c.id, c.shape = "nico", reNICO
		case strings.HasPrefix(id, "VINC"):
			c.id, c.shape = "vinculacion", reDigit
		case strings.HasPrefix(id, "MET"):
			c.id, c.shape = "metodo", reTwo
		case id == "UMC" || id == "UMT":
			c.id, c.shape = strings.ToLower(id), reTwo
		case strings.HasPrefix(id, "CANT") && strings.HasSuffix(id, "UMC"):
			c.id, c.shape = "cantidad_umc", reAmount
		case strings.HasPrefix(id, "CANT") && strings.HasSuffix(id, "UMT"):
			c.id, c.shape = "cantidad_umt", reAmount
		case strings.HasSuffix(id, "VC"):
			c.id, c.shape = "pais_vendedor", reThree
		case strings.HasSuffix(id, "OD"):
			c.id, c.shape = "pais_origen", reThree
		}
		if c.id != "" && !seen[c.id] {
			seen[c.id] = true
			cols = append(cols, c)
		}
	}
	return cols
}

// under is the qualifier printed below a heading ("CANTIDAD" over "UMC").
func under(block []line, tok word) string {
	for i := range block {
		if i > 2 {
			break
		}
		for _, w := range block[i].words {
			sq := squeeze(w.s)
			if (sq == "UMC" || sq == "UMT" || sq == "VC" || sq == "OD") && w.x0 < tok.x1+tok.size && w.x1 > tok.x0-tok.size {
				return sq
			}
		}
	}
	return ""
}

// headGap is the space, in font sizes, that parts two headings of one line.
const headGap = 0.5

// tokens finds headings in a line and gives each the place of its characters.
func tokens(l *line, re *regexp.Regexp) []word {
	type spot struct{ x0, x1 pdftext.Points }
	var at []spot
	var b strings.Builder
	for i, w := range l.words {
		if i > 0 && w.x0-l.words[i-1].x1 > headGap*w.size {
			at = append(at, spot{})
			b.WriteByte('|') // "CANTIDAD" and "UMT" of the next column are two headings
		}
		runes := []rune(w.s)
		step := (w.x1 - w.x0) / pdftext.Points(max(1, len(runes)))
		for i, c := range runes {
			if p := plainRune(c); p != 0 {
				x := w.x0 + pdftext.Points(i)*step
				for range len(string(p)) {
					at = append(at, spot{x, x + step})
				}
				b.WriteRune(p)
			}
		}
	}
	var out []word
	for _, m := range re.FindAllStringIndex(b.String(), -1) {
		out = append(out, word{s: b.String()[m[0]:m[1]], x0: at[m[0]].x0, x1: at[m[1]-1].x1, size: l.words[0].size, page: l.page})
	}
	return out
}

// valueHead finds the distinctive words of the second row's headings.
func valueHead(block []line) []column {
	var cols []column
	add := func(id string, w word) {
		for _, c := range cols {
			if c.id == id {
				return
			}
		}
		cols = append(cols, column{id, w.mid(), reAmount})
	}
	for i := range block[1:] {
		for _, w := range block[1+i].words {
			switch sq := squeeze(w.s); {
			case strings.HasPrefix(sq, "ADU") || strings.HasPrefix(sq, "VALADU"):
				add("valor_aduana", w)
			case strings.HasPrefix(sq, "PAG"):
				add("precio_pagado", w)
			case strings.HasPrefix(sq, "UNIT"):
				add("precio_unitario", w)
			case strings.HasPrefix(sq, "AGREG"):
				add("valor_agregado", w)
			}
		}
	}
	slices.SortFunc(cols, func(a, b column) int { return int(math.Copysign(1, a.mid-b.mid)) })
	return cols
}

// taxHead finds "CON. TASA T.T. F.P. IMPORTE", in the headings or in the first row.
func taxHead(block []line) []column {
	for i := range block {
		var cols []column
		for _, w := range block[i].words {
			switch squeeze(w.s) {
			case "CON", "CONT", "CONTRIB", "CONTRIBUCION":
				cols = []column{{"con", w.mid(), regexp.MustCompile(`^[A-Z0-9./]+$`)}}
			case "TASA":
				cols = append(cols, column{"tasa", w.mid(), reAmount})
			case "TT":
				cols = append(cols, column{"tt", w.mid(), reTwo})
			case "FP":
				cols = append(cols, column{"fp", w.mid(), reTwo})
			case "IMPORTE":
				cols = append(cols, column{"importe", w.mid(), reAmount})
			}
		}
		if len(cols) == 5 {
			return cols
		}
	}
	return nil
}

// start is the words of a partida's first row in this line, nil when it starts none.
func (t *table) start(l *line) []word {
	if !t.ready {
		return nil
	}
	for i, w := range l.words {
		if !reFracc.MatchString(w.s) || math.Abs(w.mid()-t.row[0].mid) > 6*w.size {
			continue
		}
		quantities := 0
		for _, v := range l.words[i+1:] {
			if v.mid() < t.cut && strings.Contains(v.s, ".") {
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

// split parts the words of a body at the tax column, each side in lines.
func (t *table) split(body []word) (left, right []line) {
	var a, b []word
	for _, w := range body {
		if w.mid() > t.cut {
			b = append(b, w)
		} else {
			a = append(a, w)
		}
	}
	return toLines(a), toLines(b)
}
