package print

import (
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
)

// firstRow reads FRACCION … P.O/D and the sequence number, which stands left
// of the fracción on its line or on the next one.
func (g *goods) firstRow(q *pedimento.Partida, left []line) {
	row := -1
	for i := range left {
		if hasFraccion(&left[i]) {
			row = i
			break
		}
	}
	if row < 0 {
		g.fail(q, "el renglón de la fracción")
		return
	}
	f := slices.IndexFunc(left[row].words, func(w word) bool { return reFracc.MatchString(w.s) })
	g.sequence(q, left[row:min(row+3, len(left))], left[row].words[f].x0)
	got, ok := assign(left[row].words[f:], g.rowT.row)
	if !ok {
		g.fail(q, "«"+joined(left[row].words[f:], " ")+"»")
		g.r.use(left[row].words...)
		left[row].words = nil
		return
	}
	for id, w := range got {
		if !g.value(q, id, w) {
			g.cell(q, id, w)
		}
	}
	if g.rowT.one && (!q.ValorComercial.Known() || !q.PrecioUnitario.Known()) {
		g.fail(q, "los valores")
	}
	if q.UMC == "" || q.UMT == "" || !q.CantidadUMC.Known() || !q.CantidadUMT.Known() {
		g.fail(q, "unidades y cantidades")
	}
	left[row].words = nil
}

func (g *goods) cell(q *pedimento.Partida, id string, w word) {
	switch id {
	case "fraccion":
		q.Fraccion = strings.ReplaceAll(w.s, ".", "")
	case "nico":
		q.NICO = w.s
	case "vinculacion":
		q.Vinculacion = w.s
	case "metodo":
		q.MetodoValoracion = w.s
	case "umc":
		q.UMC = pedimento.UnitKey(w.s)
	case "umt":
		q.UMT = pedimento.UnitKey(w.s)
	case "cantidad_umc":
		q.CantidadUMC, _ = amount(w.s)
	case "cantidad_umt":
		q.CantidadUMT, _ = amount(w.s)
	case "pais_vendedor":
		q.PaisVendedor = w.s
	case "pais_origen":
		q.PaisOrigen = w.s
	}
	q.Mark(id, g.r.evidence(w))
}

// sequence takes the whole number left of the fracción, on its line or at the
// beginning of one of the next two, under SEC.
func (g *goods) sequence(q *pedimento.Partida, ls []line, x pdftext.Points) {
	for i := range ls {
		ws := ls[i].words
		if i == 0 && len(ws) > 0 && ws[0].x1 < x && !(reDigits.MatchString(ws[0].s) && len(ws) > 1 && ws[1].x1 >= x) {
			break // something else stands there: it is no partida of ours
		}
		if len(ws) == 0 || !reDigits.MatchString(ws[0].s) || len(ws[0].s) > 5 || !g.underSec(&ws[0], i, x) {
			continue
		}
		q.Secuencia = atoi(ws[0].s)
		q.Mark("secuencia", g.r.evidence(ws[0]))
		if i > 0 {
			ls[i].words = ws[1:]
		}
		return
	}
	g.fail(q, "el número de secuencia")
}

// value keeps one of the values of a partida; false for another column.
func (g *goods) value(q *pedimento.Partida, id string, w word) bool {
	a, _ := amount(w.s)
	switch id {
	case "valor_aduana":
		if g.r.p.Operacion == "EXP" {
			id, q.ValorDolares = "valor_dolares", a
		} else {
			q.ValorAduana = a
		}
	case "precio_pagado":
		id, q.ValorComercial = "valor_comercial", a
	case "precio_unitario":
		q.PrecioUnitario = a
	case "valor_agregado":
		q.ValorAgregado = a
	default:
		return false
	}
	q.Mark(id, g.r.evidence(w))
	return true
}

// valueRow is the index of the row of values and its cells, -1 for none.
func (g *goods) valueRow(q *pedimento.Partida, left []line) (best int, cells map[string]word) {
	best = -1
	for i := range left {
		ws := left[i].words
		if len(ws) < 2 || len(ws) > 4 || best >= 0 && priceAgrees(q, cells) {
			continue
		}
		got, ok := assign(ws, g.rowT.values)
		if ok && got["precio_pagado"].s != "" && got["precio_unitario"].s != "" && (got["valor_aduana"].s != "" || g.r.p.Operacion == "EXP") {
			best, cells = i, got
		}
	}
	return best, cells
}

func anyWords(ls []line) bool {
	return slices.ContainsFunc(ls, func(l line) bool { return len(l.words) > 0 })
}

// isBrand reports a row of two or three cells under MARCA, MODELO, CODIGO PRODUCTO.
func (g *goods) isBrand(l *line) bool {
	if len(g.rowT.brand) == 0 || len(l.words) == 0 {
		return false
	}
	got, ok := cellRow(l.words, g.rowT.brand, cellGap)
	return ok && len(got) >= 2
}

// underSec reports that a number stands where the sequence does: left of the
// fracción, or at the beginning of a line below it. That the numbers run from
// 1 to n is checked later.
func (g *goods) underSec(w *word, below int, x pdftext.Points) bool {
	if below == 0 {
		return w.x1 < x
	}
	return w.x0 < x+2*w.size
}

// values finds the row VAL ADU/USD … VAL. AGREG.: a line that holds nothing
// but numbers, and of several the one whose price agrees.
func (g *goods) values(q *pedimento.Partida, left []line) {
	if g.rowT.one {
		g.texts(q, left)
		return // read with the first row
	}
	best, cells := g.valueRow(q, left)
	if best < 0 {
		left = besideText(left)
		best, cells = g.valueRow(q, left)
	}
	if best < 0 {
		g.fail(q, "el renglón de valores")
		g.texts(q, left)
		return
	}
	for id, w := range cells {
		g.value(q, id, w)
	}
	above, below := left[:best], left[best+1:]
	for n := 0; !anyWords(above) && n < len(below) && !g.isBrand(&below[n]); n++ {
		if n+1 == len(below) || g.isBrand(&below[n+1]) {
			above, below = below[:n+1], below[n+1:] // the text stands below the values
		}
	}
	g.texts(q, above)
	g.brands(q, below)
}

// priceAgrees is the check of unit price and quantity on candidate cells.
func priceAgrees(q *pedimento.Partida, cells map[string]word) bool {
	unit, ok1 := amount(cells["precio_unitario"].s)
	paid, ok2 := amount(cells["precio_pagado"].s)
	return ok1 && ok2 && agrees(unit, q.CantidadUMC, paid)
}

// agrees reports unit × quantity = paid within the tolerance of the listed check.
func agrees(unit, quantity, paid money.Amount) bool {
	p, err := unit.Mul(quantity)
	if err != nil || !p.Known() {
		return false
	}
	return money.Within(p, paid, catalog.Default().Tolerance("print_unit_price", 0, paid, 1))
}

// taxes reads the rows CON. TASA T.T. F.P. IMPORTE. The rate may be blank for
// exempt goods; the rest may not.
func (g *goods) taxes(q *pedimento.Partida, right []line) {
	for _, l := range right {
		if strings.Contains(l.sq, "TASA") && strings.Contains(l.sq, "IMPORTE") {
			g.r.use(l.words...)
			continue
		}
		abbr, n := concept(l.words)
		got, ok := map[string]word(nil), n > 0
		switch {
		case !ok:
		case len(g.rowT.taxes) == 0:
			got, ok = inOrder(l.words[n:])
		default:
			got, ok = assign(l.words[n:], g.rowT.taxes[1:])
		}
		if !ok || got["fp"].s == "" || got["importe"].s == "" {
			g.fail(q, "una contribución («"+joined(l.words, " ")+"»)")
			g.r.use(l.words...)
			continue
		}
		importe, _ := amount(got["importe"].s)
		path := at("contribuciones", len(q.Contribuciones))
		q.Contribuciones = append(q.Contribuciones, pedimento.Contribucion{Clave: abbr, FormaPago: pedimento.UnitKey(got["fp"].s), Importe: importe})
		q.Mark(path+"clave", g.r.evidence(l.words[:n]...))
		q.Mark(path+"forma_pago", g.r.evidence(got["fp"]))
		q.Mark(path+"importe", g.r.evidence(got["importe"]))
		g.tasa(q, abbr, got)
	}
}

// inOrder reads the four values of a tax row that has no headings: all four
// must be there.
func inOrder(ws []word) (map[string]word, bool) {
	if len(ws) != 4 || !reRate.MatchString(ws[0].s) || !reTwo.MatchString(ws[1].s) || !reTwo.MatchString(ws[2].s) || !reAmount.MatchString(ws[3].s) {
		return nil, false
	}
	return map[string]word{"tasa": ws[0], "tt": ws[1], "fp": ws[2], "importe": ws[3]}, true
}

// tasa keeps a printed rate; "EX" is goods exempt of the contribution.
func (g *goods) tasa(q *pedimento.Partida, abbr string, got map[string]word) {
	w, tt := got["tasa"], got["tt"]
	g.r.use(w)
	rate, ok := amount(strings.TrimSuffix(w.s, "%"))
	if !ok && tt.s == "" {
		return
	}
	path := at("tasas", len(q.Tasas))
	q.Tasas = append(q.Tasas, pedimento.Tasa{Clave: abbr, Tipo: tt.s, Tasa: rate})
	if ok {
		q.Mark(path+"tasa", g.r.evidence(w))
	}
	if tt.s != "" {
		q.Mark(path+"tipo", g.r.evidence(tt))
	}
}

// fail reports a part of a partida that could not be read.
func (g *goods) fail(q *pedimento.Partida, what string) {
	place := len(g.r.p.Partidas) + 1
	g.r.p.Findings.Add("print_partida", document.Unreadable, where(q.At), document.Text{
		ES: fmt.Sprintf("en la partida %d (lugar %d) no se pudo leer %s; pida el archivo M, el XML de VUCEM o el PDF original del sistema del agente",
			q.Secuencia, place, what),
		EN: fmt.Sprintf("in partida %d (place %d) this could not be read: %s; ask for the archivo M, the VUCEM XML or the original PDF of the broker's system",
			q.Secuencia, place, inEnglish(what)),
	})
}
