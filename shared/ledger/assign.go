package ledger

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// assign gives each partida the invoice lines that are its goods: the one line
// with its fracción and quantity, else all lines of its fracción when it is
// the only partida left of it and they add up to its quantity. A rectified
// partida is also known by the fracciones it had before: its invoice is older
// than its rectification.
func (r *resolver) assign(f *Fact, lists []*PartList) {
	if len(lists) == 0 {
		return
	}
	told := len(r.byLine) // by the papers before
	g := r.sorting(f, lists)
	for again := true; again; {
		again = false
		for i := range g.open {
			again = g.single(&g.open[i]) || again
		}
		for i := 0; !again && i < len(g.open); i++ {
			again = g.sum(&g.open[i])
		}
	}
	for i := range g.open {
		if l := &g.open[i]; l.free && l.parts == nil {
			g.rectified(l)
		}
	}
	for i := range g.open {
		if l := &g.open[i]; l.parts != nil {
			r.byLine[l.Sec] = l.parts
		}
	}
	for i := range g.lines {
		if x := &g.lines[i]; !x.used {
			r.loose[x.Fraccion] = true
		}
	}
	if told == 0 { // else they may be the goods an invoice told already
		r.unmatched(g.lines)
	}
}

// sorting is the work of finding the goods of partidas among invoice lines.
type sorting struct {
	r     *resolver
	lines []invoiceLine
	open  []goodsOf
}

// goodsOf is a partida that looks for its invoice lines.
type goodsOf struct {
	*Line
	names []string   // its fracciones, the oldest first
	free  bool       // nothing told its part before
	parts []PartLine // found
}

// invoiceLine is a line of an invoice that looks for its partida.
type invoiceLine struct {
	PartLine
	invoice string
	number  int
	used    bool
}

func (r *resolver) sorting(f *Fact, lists []*PartList) *sorting {
	g := &sorting{r: r}
	for _, list := range lists {
		for k := range list.Lines {
			p := list.Lines[k]
			p.Parte = r.rename(p.Parte)
			if p.Fraccion == "" && r.t.Plant != nil {
				if part, ok := r.t.Plant.Part(p.Parte, r.e.first.Pago); ok {
					p.Fraccion = part.Fraccion
				}
			}
			g.lines = append(g.lines, invoiceLine{PartLine: p, invoice: list.Invoice, number: k + 1})
		}
	}
	for i := range f.Lineas {
		l := goodsOf{Line: &f.Lineas[i], free: f.Lineas[i].Parte == "" && r.byLine[f.Lineas[i].Sec] == nil}
		l.names = r.names(f, l.Line)
		g.open = append(g.open, l)
	}
	return g
}

// names are the fracciones of a partida through its chain, the oldest first.
func (r *resolver) names(f *Fact, l *Line) (out []string) {
	for _, was := range r.e.before {
		if w := was.partida(l.Sec); w != nil && !slices.Contains(out, w.Fraccion) && !moved(was, f, l, l.CantidadUMC) {
			out = append(out, w.Fraccion)
		}
	}
	if !slices.Contains(out, l.Fraccion) {
		out = append(out, l.Fraccion)
	}
	return out
}

// partida is the line of a number, nil without one.
func (f *Fact) partida(sec int) *Line {
	i := slices.IndexFunc(f.Lineas, func(l Line) bool { return l.Sec == sec })
	if i < 0 {
		return nil
	}
	return &f.Lineas[i]
}

// single takes for a partida the one unused line of its fracción and quantity,
// when no other partida could take it.
func (g *sorting) single(l *goodsOf) bool {
	if !l.free || l.parts != nil {
		return false
	}
	for _, name := range l.names {
		k, ok := g.r.onlyLine(g.lines, l.Line, name)
		if !ok || g.rivals(l, name) > 0 {
			continue
		}
		g.lines[k].used = true
		l.parts = []PartLine{g.lines[k].PartLine}
		return true
	}
	return false
}

// rivals counts the other partidas an invoice cannot tell from this one by a
// fracción and its quantity.
func (g *sorting) rivals(l *goodsOf, name string) (n int) {
	for i := range g.open {
		o := &g.open[i]
		if o.Sec != l.Sec && o.parts == nil && slices.Contains(o.names, name) && o.CantidadUMC == l.CantidadUMC {
			n++
		}
	}
	return n
}

// sum takes all lines of a fracción for the only partida left of it, when they
// add up to its quantity exactly.
func (g *sorting) sum(l *goodsOf) bool {
	if !l.free || l.parts != nil {
		return false
	}
	for _, name := range l.names {
		if slices.ContainsFunc(g.open, func(o goodsOf) bool {
			return o.Sec != l.Sec && o.free && o.parts == nil && slices.Contains(o.names, name)
		}) {
			continue
		}
		parts, of := g.r.addUp(l.Line, g.lines, name)
		if len(of) == 0 {
			continue
		}
		for _, k := range of {
			g.lines[k].used = true
		}
		for p, q := range parts {
			l.parts = append(l.parts, PartLine{Parte: p, Fraccion: name, Cantidad: q})
		}
		return true
	}
	return false
}

// inUMC is the quantity of an invoice line in the unit of a partida.
func (r *resolver) inUMC(p *PartLine, l *Line) (quantity.Micros, bool) {
	if p.Unidad == "" || p.Unidad == l.UMC {
		return p.Cantidad, true
	}
	q, err := unit.Default().Convert(p.Cantidad, p.Unidad, l.UMC, r.e.first.Pago, r.factors(p.Parte))
	return q, err == nil
}

// onlyLine is the one unused invoice line with a fracción and the quantity of
// a partida.
func (r *resolver) onlyLine(lines []invoiceLine, l *Line, name string) (position int, ok bool) {
	n := 0
	for k := range lines {
		x := &lines[k]
		if x.used || x.Fraccion != name {
			continue
		}
		if q, fits := r.inUMC(&x.PartLine, l); fits && q == l.CantidadUMC {
			position = k
			n++
		}
	}
	return position, n == 1
}

// addUp gives the lines of a fracción, by part and by index, when they have
// parts and add up to the quantity of a partida.
func (r *resolver) addUp(l *Line, lines []invoiceLine, name string) (parts map[string]quantity.Micros, of []int) {
	var sum quantity.Micros
	parts = map[string]quantity.Micros{}
	for k := range lines {
		x := &lines[k]
		if x.used || x.Fraccion != name {
			continue
		}
		q, ok := r.inUMC(&x.PartLine, l)
		if !ok || q > l.CantidadUMC {
			return nil, nil
		}
		sum += q
		parts[x.Parte] += q
		of = append(of, k)
	}
	if sum != l.CantidadUMC || parts[""] != 0 {
		return nil, nil
	}
	return parts, of
}

func (r *resolver) unmatched(lines []invoiceLine) {
	for i := range lines {
		x := &lines[i]
		if x.used {
			continue
		}
		r.find("invoice_line_unmatched", document.Notice, "factura "+x.invoice, document.Textf(
			"La línea %d de la factura (parte %s, fracción %s, cantidad %s) no corresponde a una sola partida; el lote queda sin número de parte.",
			"Line %d of the invoice (part %s, fracción %s, quantity %s) does not correspond to one partida; the lot stays without a part number.",
			x.number, x.Parte, x.Fraccion, x.Cantidad))
	}
}
