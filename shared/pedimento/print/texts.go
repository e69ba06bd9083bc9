package print

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"example.com/immex/shared/pedimento"
)

// besideText parts the figures at the end of a line from the text before them:
// some systems print the values beside the description.
func besideText(left []line) []line {
	var out []line
	for _, l := range left {
		k := len(l.words)
		for k > 0 && reAmount.MatchString(l.words[k-1].s) {
			k--
		}
		for k > 0 && k < len(l.words) && l.words[k].x0-l.words[k-1].x1 < 2*cellGap*l.words[k].size {
			k++ // a figure that belongs to the text
		}
		if k == 0 || len(l.words)-k < 2 {
			out = append(out, l)
			continue
		}
		text, figures := l, l
		text.words, figures.words = l.words[:k:k], l.words[k:]
		out = append(out, text, figures)
	}
	return out
}

// texts is the description above the values.
func (g *goods) texts(q *pedimento.Partida, above []line) {
	var d []string
	var all []word
	for k, l := range above {
		if strayFigure(above, k) {
			g.fail(q, "a qué cifra pertenece «"+joined(l.words, " ")+"», que está sola debajo de otra")
		}
		if strings.Contains(l.sq, "UMC") && strings.Contains(l.sq, "UMT") || strings.Contains(l.sq, "PRECIOUNIT") || strings.Contains(l.sq, "NUMSERIE") || l.sq == "KILOMETRAJE" {
			g.fail(q, "la descripción: «"+joined(l.words, " ")+"» es un encabezado")
		}
		if lostTax(l.words) || len(cellsBy(l.words, 4)) > 1 {
			g.fail(q, "a qué rótulo pertenece «"+joined(l.words, " ")+"», que no es texto")
		}
		if len(l.words) > 0 {
			d = append(d, joined(l.words, " "))
			all = append(all, l.words...)
		}
	}
	if len(all) > 0 {
		q.Mark("descripcion", g.r.evidence(all...))
	}
	g.descriptions = append(g.descriptions, description{len(g.r.p.Partidas), d})
}

// reFigure is a figure or what a narrow cell left of one on its second line.
var reFigure = regexp.MustCompile(`^[.,]?\d[\d.,]*$`)

// strayFigure reports a line of figures alone that does not go on with the
// text: the tail of a quantity that its cell broke over two lines, or a second
// value of it. Left-aligned below the text it is a part of the text.
func strayFigure(above []line, k int) bool {
	for _, w := range above[k].words {
		if !reFigure.MatchString(w.s) {
			return false
		}
	}
	if len(above[k].words) == 0 {
		return false
	}
	first := above[k].words[0]
	for _, l := range above[:k] {
		if len(l.words) > 0 && !reFigure.MatchString(l.words[0].s) {
			return math.Abs(first.x0-l.words[0].x0) > 2*first.size
		}
	}
	return true
}

// lostTax reports figures alone: a row of contributions without its clave.
func lostTax(ws []word) bool {
	return len(ws) > 2 && !slices.ContainsFunc(ws, func(w word) bool { return !reAmount.MatchString(w.s) })
}

// description is the lines of one partida's text.
type description struct {
	partida int
	lines   []string
}

// describe joins the lines of the descriptions. A system that cuts at a fixed
// number of characters cuts inside words: then all full lines have one length
// (or one less, when a blank fell on the cut) and are joined as they are.
func (g *goods) describe() {
	width, full := 0, map[string]bool{}
	for _, d := range g.descriptions {
		for _, l := range d.lines[:max(0, len(d.lines)-1)] {
			width = max(width, utf8.RuneCountInString(l))
			full[l] = true
		}
	}
	fixed := width >= 20 && len(full) > 1
	for l := range full {
		fixed = fixed && utf8.RuneCountInString(l) >= width-1
	}
	seen := g.vocabulary()
	for _, d := range g.descriptions {
		var text strings.Builder
		for i, l := range d.lines {
			if i > 0 && (!fixed || utf8.RuneCountInString(d.lines[i-1]) < width || twoWords(d.lines[i-1], l, seen)) {
				text.WriteString(" ")
			}
			text.WriteString(l)
		}
		g.r.p.Partidas[d.partida].Descripcion = text.String()
	}
}

// vocabulary is the words that stand inside the lines of the descriptions,
// where no cut can touch them.
func (g *goods) vocabulary() map[string]bool {
	seen := map[string]bool{}
	for _, d := range g.descriptions {
		for k, l := range d.lines {
			for i, w := range strings.Fields(l) {
				cut := i == 0 && k > 0 || i == strings.Count(l, " ") && k+1 < len(d.lines)
				seen[squeeze(w)] = seen[squeeze(w)] || !cut
			}
		}
	}
	return seen
}

// twoWords reports that a line ends or the next begins with a word of its own:
// one that stands elsewhere too, or is parted by punctuation.
func twoWords(line, next string, seen map[string]bool) bool {
	a, b := strings.Fields(line), strings.Fields(next)
	if len(a) == 0 || len(b) == 0 || strings.HasSuffix(line, ",") || strings.HasPrefix(next, "(") {
		return true
	}
	return seen[squeeze(a[len(a)-1])] || seen[squeeze(b[0])]
}
