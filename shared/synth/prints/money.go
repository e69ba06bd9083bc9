package prints

import (
	"fmt"
	"strings"
)

// datesAndRates prints the fechas and the tasas, side by side or one under
// the other.
func (c *canvas) datesAndRates() {
	top := c.y
	c.put(c.px(120), mark{text: c.l.label("fechas"), bold: true})
	c.down(1)
	for i, f := range c.m.fechas {
		c.put(c.px(20), mark{text: f.label, label: "fechas"})
		paths := []string{fmt.Sprintf("fechas.%d.fecha", i)}
		switch f.tipo {
		case "1":
			paths = append(paths, "fecha_entrada")
		case "2":
			paths = append(paths, "fecha_pago")
		}
		c.put(c.px(190), mark{text: dated(f.iso, c.l.dateSep), kind: kDate, paths: paths, implies: [][2]string{{fmt.Sprintf("fechas.%d.tipo", i), f.tipo}}})
		c.down(1)
	}
	low := c.y
	if c.l.tasas == "" {
		return
	}
	from := 420.0
	if c.l.fechasFirst {
		from = 20
	} else {
		c.y = top
	}
	c.put(c.px(from+150), mark{text: c.l.label("tasas"), bold: true})
	c.down(1)
	cols := c.columns(c.l.tasas, from, min(from+560, 1000))
	c.heads(cols)
	for i, t := range c.m.tasas {
		p := fmt.Sprintf("tasas.%d.", i)
		label := c.l.duty(t.clave)
		if c.l.numbered {
			label = map[string]string{"DTA": "1 ", "PRV": "15 ", "IVA/PRV": "23 "}[t.clave] + label
		}
		c.row(cols, cell{"con", label, kTax, []string{p + "clave"}}, cell{"tt", t.tipo, kText, []string{p + "tipo"}},
			cell{"tasa", t.tasa.String(), kAmount, []string{p + "tasa"}})
	}
	c.y = max(c.y, low)
	c.down(0.5)
}

// cuadro prints the concepts in one or two columns and the totals beside or
// below them.
func (c *canvas) cuadro() {
	m, l := c.m, c.l
	n := len(m.cuadro)
	rows := n
	if !l.cuadroOne {
		rows = (n + 1) / 2
	}
	c.hold(float64(rows) + 7)
	c.title("cuadro")
	left := c.columns(l.cuadro, 0, 330)
	right := c.columns(l.cuadro, 350, 680)
	top := c.y
	c.heads(left)
	first := c.y
	if !l.cuadroOne {
		c.y = top
		c.heads(right)
	}
	for i, t := range m.cuadro {
		cols, at := left, i
		switch {
		case l.cuadroOne:
		case l.cuadroByCol && i >= rows:
			cols, at = right, i-rows
		case !l.cuadroByCol:
			at = i / 2
			if i%2 == 1 {
				cols = right
			}
		}
		c.y = first + float64(at)*l.step
		p := fmt.Sprintf("liquidacion.%d.", i)
		c.cells(line{cols: cols, cells: []cell{
			{"con", l.duty(t.clave), kTax, []string{p + "clave"}},
			{"fp", t.fp, kText, []string{p + "forma_pago"}},
			{"imp", l.amount(t.importe), kAmount, []string{p + "importe"}},
		}})
	}
	bottom := first + float64(rows)*l.step
	x, end := c.px(740), c.px(990)
	c.y = top
	if l.totalsBelow {
		c.y, x, end = bottom, c.px(20), c.px(330)
	} else {
		c.put(c.px(830), mark{text: l.label("totales"), bold: true})
		c.down(1)
	}
	for _, t := range []struct {
		key string
		v   num
	}{{"efectivo", m.efectivo}, {"otros", m.otros}, {"total", m.total}} {
		c.put(x, mark{text: l.label(t.key), label: t.key})
		s := l.amount(t.v)
		c.put(end-c.f.width(s, l.size, false), mark{text: s, kind: kAmount, paths: []string{t.key}})
		c.down(1)
	}
	c.release()
	c.y = max(c.y, bottom)
	c.down(0.5)
}

// payment prints the línea de captura and the bank's certification.
func (c *canvas) payment() {
	p, m, l := c.m.pago, c.m, c.l
	if l.side {
		c.certified()
		return
	}
	c.hold(12)
	c.title("deposito")
	if p == nil {
		c.release()
		c.down(2)
		return
	}
	top := c.y
	capture := p.linea
	if !l.glued {
		capture = strings.Join([]string{capture[:4], capture[4:8], capture[8:12], capture[12:16], capture[16:]}, " ")
	}
	x := c.put(c.px(180), mark{text: capture, kind: kCode, paths: []string{"pago.linea_captura"}, again: true})
	c.put(x+30, mark{text: p.importe.String(), kind: kAmount, paths: []string{"pago.importe"}, again: true})
	c.down(1)
	c.text(c.px(200), l.label("electronico"))
	c.down(1)
	x = c.put(c.px(0), mark{text: "PATENTE:"})
	c.put(x+5, mark{text: m.patente(), paths: []string{"patente"}, again: true})
	x = c.put(c.px(200), mark{text: "PEDIMENTO:"})
	c.put(x+5, mark{text: m.documento(), paths: []string{"documento"}, again: true})
	x = c.put(c.px(400), mark{text: "ADUANA:"})
	c.put(x+5, mark{text: m.aduana, paths: []string{"aduana"}, again: true})
	c.down(1)
	amount := p.importe.String()
	if strings.Contains(l.paidText, ",") {
		amount = grouped(amount)
	}
	for _, f := range []struct {
		x, down         float64
		key, text, path string
		kind            kind
	}{
		{0, 1, "banco", p.banco, "banco", kText},
		{0, 1, "linea", capture, "linea_captura", kCode},
		{0, 0, "importe", fmt.Sprintf(strings.ReplaceAll(l.paidText, ",", ""), amount), "importe", kAmount},
		{330, 1, "fecha_pago", dated(p.fecha, l.dateSep), "fecha", kDate},
		{0, 1, "operacion_banco", p.operacion, "numero_operacion", kText},
		{0, 1, "transaccion", p.transaccion, "transaccion", kText},
		{0, 1, "presentacion", "OTROS MEDIOS ELECTRÓNICOS (PAGO ELECTRÓNICO)", "medio_presentacion", kText},
		{0, 1.5, "recepcion", "EFECTIVO (CARGO A CUENTA)", "medio_recepcion", kText},
	} {
		c.inline(c.px(f.x), field{f.key, f.text, f.kind, []string{"pago." + f.path}})
		c.down(f.down)
	}
	c.release()
	if l.junk {
		c.barcode(top)
	}
}

// barcode prints what a PDF417 set in a font extracts as.
func (c *canvas) barcode(top float64) {
	r := prng(len(c.m.number)).fork(uint64(c.m.total.v)) //nolint:gosec // never negative
	low := c.y
	for y := top; y < low-c.l.step; y += c.l.step * 0.55 {
		c.y = y
		c.put(c.px(780), mark{text: r.from("ABCDEFGHIJKLMNOP", 22), size: 4})
	}
	c.y = low
}

// certified prints the bank's certification in the column at the right of the
// first page, each label above its value.
func (c *canvas) certified() {
	p, l := c.m.pago, c.l
	if p == nil {
		return
	}
	back, page := c.y, c.page
	c.page, c.y = 1, margin+4*l.step
	x := margin + (c.w-2*margin)*(sideShare+0.02)
	for _, f := range []field{
		{"banco", p.banco, kText, []string{"pago.banco"}},
		{"linea", p.linea, kCode, []string{"pago.linea_captura"}},
		{"importe", fmt.Sprintf(strings.ReplaceAll(l.paidText, ",", ""), grouped(p.importe.String())), kAmount, []string{"pago.importe"}},
		{"fecha_pago", dated(p.fecha, l.dateSep), kDate, []string{"pago.fecha"}},
		{"operacion_banco", p.operacion, kText, []string{"pago.numero_operacion"}},
		{"transaccion", p.transaccion, kText, []string{"pago.transaccion"}},
		{"presentacion", "PAGO ELECTRÓNICO", kText, []string{"pago.medio_presentacion"}},
		{"recepcion", "EFECTIVO (CARGO A CUENTA)", kText, []string{"pago.medio_recepcion"}},
	} {
		c.put(x, mark{text: l.label(f.key), label: f.key})
		c.down(1)
		c.put(x, mark{text: f.text, kind: f.kind, paths: f.paths})
		c.down(1.4)
	}
	c.y, c.page = back, page
}
