package invoicedocs

import (
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/synth/specimen"
)

// mutation is the one defect of a document and what must become of it.
type mutation struct {
	name string
	want specimen.Want
}

// mutate puts one defect into a document.
func mutate(r *prng, p *paper) mutation {
	for {
		if m := defects()[r.n(len(defects()))](r, p); m.name != "" {
			return m
		}
	}
}

// defects are the ways a document goes wrong; one that does not apply to the
// document has no name.
func defects() []func(*prng, *paper) mutation {
	return []func(*prng, *paper) mutation{
		digit, digit, digit, total, total, text, text, separator, lineCut, lineTwice, swap, columns, noTotal, noCurrency, otherTitle, page, looseDate,
	}
}

// changed replaces one digit of a figure and never makes a leading zero.
func changed(r *prng, s string) string {
	var at []int
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			at = append(at, i)
		}
	}
	i := at[r.n(len(at))]
	d := byte('0' + r.n(10)) //nolint:gosec // below 10
	for d == s[i] || d == '0' && i == 0 {
		d = byte('0' + r.n(10)) //nolint:gosec // below 10
	}
	return s[:i] + string(d) + s[i+1:]
}

// lineFigures are the figures of a line that the layout prints.
func lineFigures(p *paper) []string {
	var out []string
	for _, c := range p.l.cells {
		switch c.id {
		case "cantidad", "precio_unitario", "importe", "bultos", "peso_neto_kg", "peso_bruto_kg", "peso_neto_lb", "peso_bruto_lb":
			out = append(out, c.id)
		}
	}
	return out
}

// digit changes a digit of a figure of a line.
func digit(r *prng, p *paper) mutation {
	i := r.n(len(p.goods))
	id := pick(r, lineFigures(p)...)
	path := fmt.Sprintf("lineas.%d.%s", i, id)
	p.fig[path] = changed(r, p.fig[path])
	return mutation{"digito_" + id, p.demand(i, id)}
}

// demand says whether a control covers a changed figure of a line: the
// amounts by their sum, quantity and price by their product unless the change
// hides in the rounding of the amount, all else by its printed total.
func (p *paper) demand(i int, id string) specimen.Want {
	switch {
	case id == "importe":
		return specimen.Refuse
	case id == "cantidad" && slices.Contains(p.columnSums(), "total_cantidad"):
		return specimen.Refuse
	case id == "cantidad" || id == "precio_unitario":
		if p.l.packing || p.productHolds(i) {
			return specimen.Either
		}
		return specimen.Refuse
	case id == "bultos" && slices.Contains(p.columnSums(), "total_bultos"), slices.Contains(p.columnSums(), id):
		return specimen.Refuse
	}
	return specimen.Either
}

// scaled is a plain decimal in units of 10^-n.
func scaled(s string, n int) int64 {
	whole, frac, _ := strings.Cut(s, ".")
	frac += strings.Repeat("0", n-len(frac))
	var out int64
	for _, c := range whole + frac {
		out = out*10 + int64(c-'0')
	}
	return out
}

// productHolds reports that quantity × price still rounds to the amount.
func (p *paper) productHolds(i int) bool {
	at := fmt.Sprintf("lineas.%d.", i)
	product := scaled(p.fig[at+"cantidad"], 3) * scaled(p.fig[at+"precio_unitario"], p.l.prices)
	d := product - scaled(p.fig[at+"importe"], 2)*10*pow10(p.l.prices)
	return max(d, -d) <= 5*pow10(p.l.prices)
}

// total changes a digit of a total.
func total(r *prng, p *paper) mutation {
	ids := append(p.sums(), p.columnSums()...)
	id := pick(r, ids...)
	p.fig[id] = changed(r, p.fig[id])
	return mutation{"total_" + id, specimen.Refuse}
}

// text changes a digit that nothing covers.
func text(r *prng, p *paper) mutation {
	if r.n(2) == 0 {
		k := pick(r, "numero", "orden_compra", "id_proveedor")
		p.head[k] = changed(r, p.head[k])
		return mutation{"texto_" + k, specimen.Either}
	}
	k := pick(r, "parte", "hts", "fraccion")
	if !p.l.has(k) {
		return mutation{}
	}
	g := &p.goods[r.n(len(p.goods))]
	g.text[k] = changed(r, g.text[k])
	return mutation{"texto_" + k, specimen.Either}
}

// separator drops a sign of a figure: without the decimal sign the figure is
// a hundred times larger; without that of thousands it is the same.
func separator(r *prng, p *paper) mutation {
	path := "total"
	if r.n(2) == 0 || p.l.packing {
		path = fmt.Sprintf("lineas.%d.%s", r.n(len(p.goods)), pick(r, lineFigures(p)...))
	}
	s := p.print(path)
	sign := pick(r, ".", ",")
	i := strings.LastIndex(s, sign)
	if i < 0 {
		return mutation{}
	}
	decimal := map[string]string{"point": ".", "comma": ",", "blank": ",", "plain": "."}[p.l.numbers]
	if sign != decimal {
		p.written[path] = s[:i] + s[i+1:]
		if strings.Count(s, sign) > 1 {
			return mutation{"miles_a_medias", specimen.Either} // "1,234567" is a number of no style
		}
		return mutation{"sin_miles", specimen.Either}
	}
	whole := strings.TrimLeft(strings.ReplaceAll(p.fig[path], ".", ""), "0")
	if whole == "" {
		return mutation{}
	}
	p.written[path], p.fig[path] = s[:i]+s[i+1:], whole
	return mutation{"sin_decimal", specimen.Refuse}
}

// lineCut leaves a line of goods out.
func lineCut(r *prng, p *paper) mutation {
	p.gone[fmt.Sprintf("linea.%d", r.n(len(p.goods)))] = true
	return mutation{"renglon_cortado", specimen.Refuse}
}

// lineTwice prints a line of goods twice.
func lineTwice(r *prng, p *paper) mutation {
	i := r.n(len(p.goods))
	p.goods = append(p.goods, p.goods[i])
	n := len(p.goods) - 1
	for _, c := range p.l.cells {
		if f, ok := p.fig[fmt.Sprintf("lineas.%d.%s", i, c.id)]; ok {
			p.fig[fmt.Sprintf("lineas.%d.%s", n, c.id)] = f
		}
	}
	return mutation{"renglon_doble", specimen.Refuse}
}

// swap exchanges two lines: a sound document of another order.
func swap(r *prng, p *paper) mutation {
	if len(p.goods) < 2 {
		return mutation{}
	}
	i := r.n(len(p.goods) - 1)
	p.goods[i], p.goods[i+1] = p.goods[i+1], p.goods[i]
	p.goods[i].text["renglon"], p.goods[i+1].text["renglon"] = p.goods[i+1].text["renglon"], p.goods[i].text["renglon"]
	for _, c := range p.l.cells {
		a, b := fmt.Sprintf("lineas.%d.%s", i, c.id), fmt.Sprintf("lineas.%d.%s", i+1, c.id)
		if _, ok := p.fig[a]; ok {
			p.fig[a], p.fig[b] = p.fig[b], p.fig[a]
		}
	}
	return mutation{"renglones_cambiados", specimen.Either}
}

// columns exchanges two headings and leaves the figures where they stand.
func columns(r *prng, p *paper) mutation {
	ids := lineFigures(p)
	a := pick(r, ids...)
	b := pick(r, ids...)
	if a == b {
		return mutation{}
	}
	p.heads[a], p.heads[b] = b, a
	want := specimen.Refuse
	if !p.l.packing && a != "importe" && b != "importe" && strings.Contains("cantidad precio_unitario", a) && strings.Contains("cantidad precio_unitario", b) && !p.l.totalRow {
		want = specimen.Either // the product is the same
	}
	if !p.l.packing && !p.l.totalRow {
		return mutation{"columnas_cambiadas", want}
	}
	return mutation{"columnas_cambiadas", specimen.Either}
}

// noTotal leaves the totals out.
func noTotal(_ *prng, p *paper) mutation {
	for _, s := range append(p.sums(), p.columnSums()...) {
		p.gone[s] = true
	}
	if p.l.packing {
		return mutation{"sin_total", specimen.Refuse}
	}
	return mutation{"sin_total", specimen.Refuse}
}

// noCurrency prints "$" alone.
func noCurrency(_ *prng, p *paper) mutation {
	if p.l.packing {
		return mutation{}
	}
	p.gone["moneda"] = true
	return mutation{"sin_moneda", specimen.Refuse}
}

// otherTitle makes it another paper.
func otherTitle(r *prng, p *paper) mutation {
	p.title = pick(r, "PROFORMA INVOICE", "QUOTATION", "CREDIT NOTE", "PURCHASE ORDER")
	return mutation{"otro_titulo", specimen.Refuse}
}

// page leaves a page out.
func page(r *prng, p *paper) mutation {
	pages := (len(p.goods) + p.l.perPage - 1) / p.l.perPage
	if pages < 2 {
		return mutation{}
	}
	p.gone[fmt.Sprintf("pagina.%d", r.n(pages))] = true
	return mutation{"pagina_perdida", specimen.Refuse}
}

// looseDate prints a date that may be of two days and nothing that tells.
func looseDate(r *prng, p *paper) mutation {
	if p.l.date != "mdylabel" && p.l.date != "dmyproof" {
		return mutation{}
	}
	p.date[1], p.date[2] = r.between(1, 6), r.between(7, 12)
	p.gone["orden_fecha"] = true
	return mutation{"fecha_dudosa", specimen.Refuse}
}
