package prints

import (
	"fmt"
	"strconv"
	"strings"
)

// goodsCols are the columns of the rows of a partida.
type goodsCols struct{ a, c, d, tax []column }

func (c *canvas) goodsColumns() goodsCols {
	g := &c.l.goods
	to := 1000.0
	if g.taxes == taxBeside && g.tax != "" {
		to = 680
	}
	return goodsCols{c.columns(g.a, 0, to), c.columns(g.c, 40, 640), c.columns(g.d, 40, 900), c.columns(g.tax, 690, 1000)}
}

// goodsHead prints the labels of the rows of every partida.
func (c *canvas) goodsHead() {
	cols := c.goodsColumns()
	g := &c.l.goods
	c.put(c.left+(c.width-c.f.width(c.l.goodsTitle, c.l.size, true))/2, mark{text: c.l.goodsTitle, bold: true})
	c.down(1)
	top := c.y
	c.heads(cols.a)
	if g.taxes == taxBeside {
		low := c.y
		c.y = top
		c.heads(cols.tax)
		c.y = max(c.y, low)
	}
	desc := "DESCRIPCION (RENGLONES VARIABLES SEGUN SE REQUIERA)"
	if g.secBelow {
		desc = "SEC " + desc
	}
	c.put(c.px(g.descFrom), mark{text: desc, label: "descripcion"})
	if g.taxes == taxInText {
		c.heads(cols.tax)
	} else {
		c.down(1)
	}
	if g.heads > 2 {
		c.heads(cols.c)
	}
	if g.heads > 3 {
		c.heads(cols.d)
	}
	c.down(0.3)
}

func (c *canvas) partidas() {
	if len(c.m.partidas) == 0 {
		return
	}
	if c.l.side && c.page == 1 {
		c.turn() // partidas take the whole width
	}
	c.need(8)
	c.goods = true
	c.goodsHead()
	cols := c.goodsColumns()
	for i := range c.m.partidas {
		c.partida(i, cols)
	}
	c.goods = false
}

// partida prints its rows: A to C with the taxes on their place, then the
// rows that only some partidas have.
func (c *canvas) partida(i int, cols goodsCols) {
	q, g := &c.m.partidas[i], &c.l.goods
	p := fmt.Sprintf("partidas.%d.", i)
	rows := c.goodsRows(i, cols)
	taxes := c.taxRows(q, p)
	start := map[taxPlace]int{taxBeside: 0, taxInText: 1, taxBelow: len(rows)}[g.taxes]
	total := max(len(rows), start+len(taxes))
	if c.l.keep {
		c.hold(float64(total))
	}
	for k := range total {
		c.need(1)
		if k < len(rows) {
			for _, l := range rows[k] {
				c.cells(l)
			}
		}
		if k >= start && k-start < len(taxes) {
			c.cells(line{cols: cols.tax, cells: taxes[k-start]})
		}
		c.down(1)
	}
	c.release()
	c.goodsRest(q, p, cols)
	c.down(0.25)
}

// goodsRows are the rows A, B (as often as the description wraps) and C.
func (c *canvas) goodsRows(i int, cols goodsCols) [][]line {
	q, l, g := &c.m.partidas[i], c.l, &c.l.goods
	p := fmt.Sprintf("partidas.%d.", i)
	at := func(s string) []string { return []string{p + s} }
	sec := strconv.Itoa(i + 1)
	if l.sec3 {
		sec = fmt.Sprintf("%03d", i+1)
	}
	a := []cell{
		{"fra", q.fraccion, kText, at("fraccion")},
		{"nico", q.nico, kText, at("nico")},
		{"vin", q.vinculacion, kText, at("vinculacion")},
		{"met", q.metodo, kText, at("metodo_valoracion")},
		{"umc", l.unit(q.umc), kUnit, at("umc")},
		{"cumc", l.amount(q.cumc), kAmount, at("cantidad_umc")},
		{"umt", l.unit(q.umt), kUnit, at("umt")},
		{"cumt", l.amount(q.cumt), kAmount, at("cantidad_umt")},
		{"pvc", q.pvc, kText, at("pais_vendedor")},
		{"pod", q.pod, kText, at("pais_origen")},
	}
	number := cell{"sec", sec, kSeq, at("secuencia")}
	if !g.secBelow {
		a = append(a, number)
	}
	value := cell{"adu", l.amount(q.aduana), kAmount, at("valor_aduana")}
	if c.m.op == "EXP" {
		value = cell{"adu", l.amount(q.dolares), kAmount, at("valor_dolares")}
	}
	row := []cell{value, {"pag", l.amount(q.pagado), kAmount, at("valor_comercial")}, {"uni", l.amount(q.unitario), kAmount, at("precio_unitario")}}
	if q.agregado.v > 0 {
		row = append(row, cell{"agr", l.amount(q.agregado), kAmount, at("valor_agregado")})
	}
	text := []column{{key: "desc", x0: c.px(g.descFrom), x1: c.px(g.descTo), align: 'L'}, {key: "sec", x0: c.px(0), x1: c.px(g.descFrom) - 2, align: 'L'}}
	out := [][]line{{{cols.a, a, 0}}}
	if g.valuesFirst {
		out = append(out, []line{{cols.c, row, 0}})
	}
	for k, s := range c.wrap(q.descripcion, text[0].x1-text[0].x0) {
		b := []cell{{"desc", s, kText, at("descripcion")}}
		if k == 0 && g.secBelow {
			b = append(b, number)
		}
		out = append(out, []line{{text, b, k}})
	}
	if !g.valuesFirst {
		out = append(out, []line{{cols.c, row, 0}})
	}
	return out
}

func (c *canvas) taxRows(q *partida, p string) [][]cell {
	var out [][]cell
	for k := range q.taxes {
		t, x := q.tasas[k], q.taxes[k]
		tp, xp := fmt.Sprintf("%stasas.%d.", p, k), fmt.Sprintf("%scontribuciones.%d.", p, k)
		rate := t.tasa.String()
		if c.l.tasaPlaces > 5 {
			rate = t.tasa.places(c.l.tasaPlaces).String()
		} else if c.l.tasaPlaces == 2 {
			rate = strings.TrimSuffix(rate, "000")
		}
		out = append(out, []cell{
			{"con", c.l.duty(x.clave), kTax, []string{tp + "clave", xp + "clave"}},
			{"tasa", rate, kAmount, []string{tp + "tasa"}},
			{"tt", t.tipo, kText, []string{tp + "tipo"}},
			{"fp", x.fp, kText, []string{xp + "forma_pago"}},
			{"imp", c.l.amount(x.importe), kAmount, []string{xp + "importe"}},
		})
	}
	return out
}

// goodsRest prints the rows D and E, permits, identifiers, guarantees and
// notes of a partida.
func (c *canvas) goodsRest(q *partida, p string, cols goodsCols) {
	if q.marca != "" {
		c.together()
		if c.l.goods.heads <= 3 {
			c.heads(cols.d)
		}
		c.row(cols.d, cell{"mar", q.marca, kText, []string{p + "marca"}}, cell{"mod", q.modelo, kText, []string{p + "modelo"}},
			cell{"cod", q.codigo, kText, []string{p + "codigo_producto"}})
	}
	if len(q.series) > 0 {
		series := c.columns("vin|30|L|VIN/NUM. SERIE;km|20|L|KILOMETRAJE", 40, 500)
		c.together()
		c.heads(series)
		for k, s := range q.series {
			c.row(series, cell{"vin", s[0], kText, []string{fmt.Sprintf("%sseries.%d", p, k)}}, cell{"km", s[1], kText, []string{fmt.Sprintf("%skilometrajes.%d", p, k)}})
		}
	}
	if len(q.permisos) > 0 {
		permits := c.columns(c.l.permits, 30, 960)
		c.together()
		c.heads(permits)
		for k, x := range q.permisos {
			path := func(s string) []string { return []string{fmt.Sprintf("%spermisos.%d.%s", p, k, s)} }
			c.row(permits, cell{"per", x.clave, kText, path("clave")}, cell{"num", x.numero, kText, path("numero")}, cell{"fir", x.firma, kText, path("firma")},
				cell{"usd", c.l.amount(x.dolares), kAmount, path("valor_dolares")}, cell{"can", c.l.amount(x.cantidad), kAmount, path("cantidad_umt")})
		}
	}
	if len(q.casos) > 0 {
		cases := c.columns(c.l.cases, 30, 1000)
		c.together()
		c.heads(cases)
		c.caseRows(cases, p, q.casos)
	}
	c.guarantees(q.garantias, p+"garantias", 40)
	if len(q.observaciones) > 0 {
		c.together()
		c.title("observaciones_partida")
		for k, s := range q.observaciones {
			c.need(1)
			c.put(c.px(50), mark{text: s, paths: []string{fmt.Sprintf("%sobservaciones.%d", p, k)}})
			c.down(1)
		}
	}
}

// together keeps a heading with its first row, where the system does.
func (c *canvas) together() {
	if c.l.keep {
		c.need(2)
		return
	}
	c.need(1)
}
