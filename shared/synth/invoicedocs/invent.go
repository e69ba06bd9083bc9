package invoicedocs

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// good is one line of goods. Quantities are thousandths, prices in units of
// the layout's last decimal, amounts cents, weights hundredths of a kilogram.
type good struct {
	text           map[string]string // part, description, codes, unit, ranges
	qty, ordered   int64
	price, amount  int64
	net, gross     int64
	cartons, first int64
}

// paper is one document: its texts and figures by the path they have in the
// JSON contract. Figures are plain decimals, texts as printed.
type paper struct {
	l       *layout
	head    map[string]string // texts of the header
	date    [3]int            // year, month, day
	goods   []good
	fig     map[string]string // plain decimals by path
	written map[string]string // figures printed otherwise than their style
	gone    map[string]bool   // what is not printed: "total", "moneda", "linea.3", "pagina.2"
	heads   map[string]string // column whose heading is printed above another: id to id
	title   string
}

func invent(r *prng, l *layout) *paper {
	p := &paper{l: l, fig: map[string]string{}, written: map[string]string{}, gone: map[string]bool{}, heads: map[string]string{}}
	p.head = map[string]string{
		"numero":       pick(r, "INV-%05d", "%07d", "F26/%04d", "EX%06d"),
		"proveedor":    pick(r, "ALDERWICK PARTS INC", "QUORVANE METALS LLC", "TESSMARK ELECTRONICS CO LTD", "BRANDMOOR FASTENERS CORP", "HALVERLY PLASTICS GMBH"),
		"id_proveedor": fmt.Sprintf("%02d-%07d", r.between(10, 98), r.n(9_999_999)),
		"comprador":    pick(r, "EJEMPLAR MANUFACTURERA DEL BAJIO SA DE CV", "ENSAMBLES MUESTRA DEL NORTE S DE RL DE CV", "PLANTA DE EJEMPLO SA DE CV"),
		"id_comprador": pick(r, "EMB170812QX4", "EMN160305AB1", "PEJ150101KL9"),
		"orden_compra": fmt.Sprintf("45%08d", r.n(99_999_999)),
		"incoterm":     pick(r, "FCA", "DAP", "EXW", "CIP", "DDP"),
		"lugar":        pick(r, "LAREDO TX", "EL PASO, TX", "HAMBURG", "NUEVO LAREDO"),
		"condiciones":  pick(r, "NET 30 DAYS", "NET 60", "30 DAYS AFTER INVOICE"),
		"moneda":       l.currency,
	}
	p.head["numero"] = fmt.Sprintf(p.head["numero"], r.between(1000, 9999))
	p.date = [3]int{2026, r.between(1, 12), r.between(1, 28)}
	if l.packing {
		p.head["factura"] = p.head["numero"]
		p.head["numero"] = fmt.Sprintf("PL-%05d", r.n(99_999))
		for _, k := range []string{"id_comprador", "moneda", "incoterm", "lugar", "condiciones"} {
			delete(p.head, k)
		}
	}
	next := int64(1)
	for i := range r.between(l.lines[0], l.lines[1]) {
		p.goods = append(p.goods, inventGood(r, l, i, &next))
	}
	p.figures(r)
	return p
}

func inventGood(r *prng, l *layout, i int, next *int64) good {
	g := good{text: map[string]string{
		"parte":       pick(r, "CON-%04d", "%06d-A", "QX%05dR2", "88-%04d-01"),
		"descripcion": pick(r, "CONNECTOR HOUSING 12 POSITIONS BLACK NYLON", "HEX BOLT M6 X 20 ZINC PLATED", "WIRE HARNESS ASSEMBLY FOR DOOR MODULE LEFT SIDE WITH CLIPS", "GASKET", "STEEL COIL COLD ROLLED 1.2 MM", "PRINTED CIRCUIT BOARD, 4 LAYERS", "LABEL", "RESISTOR 10 OHM 1/4 W"),
		"hts":         pick(r, "8536.69.4040", "7318.15.2061", "8544.30.0000", "3926.90.9985", "8534.00", "84821050"),
		"fraccion":    pick(r, "85366999", "73181599", "8544.30.02", "39269099"),
		"origen":      pick(r, "US", "CN", "DE", "JP", "MX"),
		"unidad":      pick(r, "EA", "PCS", "PCS", "M", "KG"),
		"renglon":     strconv.Itoa(i + 1),
	}}
	g.text["parte"] = fmt.Sprintf(g.text["parte"], r.between(1000, 9999))
	if r.n(4) == 0 && l.wide("origen") {
		g.text["origen"] = pick(r, "USA", "CHINA", "GERMANY", "JAPAN")
	}
	if l.spanish {
		g.text["descripcion"] = pick(r, "CONECTOR ELÉCTRICO DE 12 POSICIONES", "TORNILLO HEXAGONAL M6", "ARNÉS PARA MÓDULO DE PUERTA IZQUIERDA CON CLIPS DE FIJACIÓN", "EMPAQUE DE HULE", "BOBINA DE ACERO ROLADO EN FRÍO")
		g.text["unidad"] = pick(r, "PZA", "PZA", "KG", "M")
	}
	if (g.text["unidad"] == "KG" || g.text["unidad"] == "M") && r.n(2) == 0 {
		g.qty = int64(r.between(1, 9000))*500 + 500
	} else {
		g.qty = int64(r.between(2, 50)*r.between(1, 100)) * 1000
	}
	g.ordered = g.qty + int64(r.n(3))*1000
	scale := pow10(l.prices)
	g.price = int64(r.between(5, 90_000)) * scale / 100
	if r.n(3) > 0 && l.prices > 2 && g.qty > 300_000 {
		g.price += int64(r.n(int(scale / 100)))
	}
	if l.prices > 0 {
		g.amount = rounded(g.qty*g.price, 10*scale)
	}
	g.net = int64(r.between(5, 60_000))
	g.gross = g.net + int64(r.between(1, 900))
	g.cartons = int64(r.between(1, 12))
	g.first = *next
	*next += g.cartons
	g.text["cartones"] = fmt.Sprintf("%d-%d", g.first, *next-1)
	if g.cartons == 1 {
		g.text["cartones"] = strconv.FormatInt(g.first, 10)
	}
	g.text["tarima"] = fmt.Sprintf("P%d", i/2+1)
	g.text["dimensiones"] = fmt.Sprintf("%dx%dx%d in", r.between(10, 48), r.between(10, 40), r.between(6, 60))
	return g
}

func pow10(n int) int64 {
	out := int64(1)
	for range n {
		out *= 10
	}
	return out
}

// rounded divides and rounds half up.
func rounded(n, d int64) int64 { return (n + d/2) / d }

// plain writes an integer of 10^-decimals as a decimal.
func plain(n int64, decimals int) string {
	if decimals == 0 {
		return strconv.FormatInt(n, 10)
	}
	s := fmt.Sprintf("%0*d", decimals+1, n)
	return s[:len(s)-decimals] + "." + s[len(s)-decimals:]
}

// pounds converts hundredths of a kilogram, rounded to hundredths of a pound.
func pounds(n int64) int64 { return rounded(n*220_462_262, 100_000_000) }

// figures lays down every figure of the document, and the totals that follow.
func (p *paper) figures(r *prng) {
	var sum, units, net, gross, netLB, grossLB, cartons int64
	whole := true
	for _, g := range p.goods {
		whole = whole && g.qty%1000 == 0
	}
	for i := range p.goods {
		g := &p.goods[i]
		at := fmt.Sprintf("lineas.%d.", i)
		p.fig[at+"cantidad"] = plain(g.qty/1000, 0)
		if g.qty%1000 != 0 {
			p.fig[at+"cantidad"] = plain(g.qty/100, 1)
		}
		p.fig[at+"pedida"] = plain(g.ordered/1000, 0)
		p.fig[at+"precio_unitario"] = plain(g.price, p.l.prices)
		p.fig[at+"importe"] = plain(g.amount, 2)
		p.fig[at+"peso_neto_kg"], p.fig[at+"peso_bruto_kg"] = plain(g.net, 2), plain(g.gross, 2)
		p.fig[at+"peso_neto_lb"], p.fig[at+"peso_bruto_lb"] = plain(pounds(g.net), 2), plain(pounds(g.gross), 2)
		p.fig[at+"bultos"] = plain(g.cartons, 0)
		sum, units, net, gross, cartons = sum+g.amount, units+g.qty, net+g.net, gross+g.gross, cartons+g.cartons
		netLB, grossLB = netLB+pounds(g.net), grossLB+pounds(g.gross)
	}
	total := sum
	for _, c := range p.l.charges {
		if r.n(3) == 0 {
			continue
		}
		n := int64(r.between(1, int(math.Max(2, float64(min(sum, 400_000))/5))))
		p.fig[c] = plain(n, 2)
		if c == "descuento" {
			n = -n
		}
		total += n
	}
	if !p.l.packing {
		p.fig["subtotal"], p.fig["total"] = plain(sum, 2), plain(total, 2)
	}
	p.fig["total_cantidad"] = plain(units/1000, 0)
	if units%1000 != 0 {
		p.fig["total_cantidad"] = plain(units/100, 1)
	}
	p.fig["total_bultos"] = plain(cartons, 0)
	p.fig["peso_neto_kg"], p.fig["peso_bruto_kg"] = plain(net, 2), plain(gross, 2)
	p.fig["peso_neto_lb"], p.fig["peso_bruto_lb"] = plain(netLB, 2), plain(grossLB, 2)
}

// print writes a figure in the style of the layout.
func (p *paper) print(path string) string {
	if s, ok := p.written[path]; ok {
		return s
	}
	whole, frac, point := strings.Cut(p.fig[path], ".")
	group, sign := ",", "."
	switch p.l.numbers {
	case "comma":
		group, sign = ".", ","
	case "blank":
		group, sign = " ", ","
	case "plain":
		group = ""
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + group + whole[i:]
	}
	if point {
		whole += sign + frac
	}
	return whole
}

// has reports that the layout prints a column.
func (l *layout) has(id string) bool {
	for _, c := range l.cells {
		if c.id == id {
			return true
		}
	}
	return false
}

// wide reports that a column has room for the name of a country.
func (l *layout) wide(id string) bool {
	for _, c := range l.cells {
		if c.id == id {
			return c.x1-c.x0 > 45
		}
	}
	return false
}

// sums are the totals a layout prints, in order.
func (p *paper) sums() []string {
	var out []string
	if !p.l.packing {
		out = append(out, "subtotal")
		for _, c := range p.l.charges {
			if p.fig[c] != "" {
				out = append(out, c)
			}
		}
		out = append(out, "total")
	}
	return out
}

// columnSums are the totals under the columns of the goods.
func (p *paper) columnSums() []string {
	var out []string
	for _, x := range [][2]string{
		{"cantidad", "total_cantidad"},
		{"bultos", "total_bultos"},
		{"peso_neto_kg", "peso_neto_kg"},
		{"peso_bruto_kg", "peso_bruto_kg"},
		{"peso_neto_lb", "peso_neto_lb"},
		{"peso_bruto_lb", "peso_bruto_lb"},
	} {
		if p.l.has(x[0]) && (p.l.packing || p.l.totalRow) {
			out = append(out, x[1])
		}
	}
	return out
}

// truth is what a reader must say of the document.
func (p *paper) truth() map[string]string {
	pre := ""
	if p.l.packing {
		pre = "content."
	}
	out := map[string]string{pre + "fecha": fmt.Sprintf("%04d-%02d-%02d", p.date[0], p.date[1], p.date[2])}
	for k, v := range p.head {
		out[pre+k] = v
	}
	sums := p.sums()
	if len(p.heads) == 0 {
		sums = append(sums, p.columnSums()...)
	}
	for _, s := range sums {
		if !p.gone[s] {
			out[pre+s] = p.fig[s]
		}
	}
	n := 0
	for i := range p.goods {
		if p.gone[fmt.Sprintf("linea.%d", i)] {
			continue
		}
		p.truthOf(i, fmt.Sprintf("%slineas.%d.", pre, n), out)
		n++
	}
	out[fmt.Sprintf("%slineas.%d", pre, n)] = ""
	return out
}

// truthOf is what a reader must say of one line, under the path at.
func (p *paper) truthOf(i int, at string, out map[string]string) {
	for _, c := range p.l.cells {
		id := c.id
		if as, ok := p.heads[id]; ok {
			id = as
		}
		f, isFigure := p.fig[fmt.Sprintf("lineas.%d.%s", i, c.id)]
		switch {
		case id == "renglon" || id == "pedida":
		case id == "hts" || id == "fraccion":
			out[at+id] = strings.ReplaceAll(p.cell(i, c.id), ".", "")
		case isFigure:
			out[at+id] = f
		default:
			out[at+id] = p.cell(i, c.id)
		}
	}
}

// cell is the text of a cell as printed.
func (p *paper) cell(i int, id string) string {
	if _, ok := p.fig[fmt.Sprintf("lineas.%d.%s", i, id)]; ok {
		return p.print(fmt.Sprintf("lineas.%d.%s", i, id))
	}
	return p.goods[i].text[id]
}

func fileName(layout string, i int, mutation string) string {
	if mutation == "" {
		return fmt.Sprintf("%s-%05d.pdf", layout, i)
	}
	return fmt.Sprintf("%s-%05d-%s.pdf", layout, i, mutation)
}
