package invoicedocs

import (
	"fmt"
	"strings"
)

var (
	englishMonths = strings.Fields("January February March April May June July August September October November December")    //nolint:gochecknoglobals // the names of months
	spanishMonths = strings.Fields("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre") //nolint:gochecknoglobals // the names of months
)

func (p *paper) day() string {
	y, m, d := p.date[0], p.date[1], p.date[2]
	switch p.l.date {
	case "iso":
		return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	case "mdylabel":
		return fmt.Sprintf("%02d/%02d/%04d", m, d, y)
	case "dmyproof":
		return fmt.Sprintf("%02d/%02d/%04d", d, m, y)
	case "nombre":
		return fmt.Sprintf("%d de %s de %d", d, spanishMonths[m-1], y)
	}
	return fmt.Sprintf("%s %d, %d", englishMonths[m-1], d, y)
}

// field is a label with its value.
type field struct{ label, value string }

// fields are the labelled values of the header in the language of the form.
func (p *paper) fields() []field {
	en := func(a, b string) string {
		if p.l.spanish {
			return b
		}
		return a
	}
	date := en("Invoice Date", "Fecha de factura")
	if p.l.packing {
		date = en("Date", "Fecha")
	}
	if p.l.date == "mdylabel" && !p.gone["orden_fecha"] {
		date += " (MM/DD/YYYY)"
	}
	var out []field
	if p.l.packing {
		out = append(out, field{en("Packing List No.", "No. de lista"), p.head["numero"]}, field{en("Invoice No.", "Factura No."), p.head["factura"]})
	} else {
		out = append(out, field{en("Invoice No.", "Factura No."), p.head["numero"]})
	}
	out = append(out, field{date, p.day()})
	if p.l.date == "dmyproof" && !p.gone["orden_fecha"] {
		out = append(out, field{"Due date", fmt.Sprintf("%02d/%02d/2026", 13+p.date[2]%15, 1+p.date[1]%12)})
	}
	out = append(out, field{en("Purchase Order", "Orden de compra"), p.head["orden_compra"]})
	if !p.l.packing {
		out = append(out, field{en("Incoterms 2020", "Incoterm"), p.head["incoterm"] + " " + p.head["lugar"]})
		if !p.l.inHead && !p.gone["moneda"] && p.l.name != "bilingue" {
			out = append(out, field{en("Currency", "Moneda"), p.head["moneda"]})
		}
		out = append(out, field{en("Payment terms", "Condiciones de pago"), p.head["condiciones"]})
	}
	return out
}

// header draws the first page's header.
func (k *pen) header() {
	switch k.p.l.header {
	case "columns":
		k.blocks([]string{"SELLING ENTITY", "EXPORTER", "SHIPPING"}, true)
		k.boxes()
		k.blocks([]string{"SOLD TO"}, false)
	case "boxes":
		k.blocks([]string{"Seller / Exporter", "Consignee"}, true)
		k.boxes()
	case "rows":
		labels := []string{"Shipper", "Sold to"}
		if k.p.l.spanish {
			labels = []string{"Proveedor", "Consignatario"}
		}
		k.blocks(labels, true)
		k.rows()
	default:
		k.colons()
	}
}

// again is the short header of the pages that follow.
func (k *pen) again() {
	label := "Invoice No.:"
	if k.p.l.packing {
		label = "Packing List No.:"
	}
	k.at(36, label)
	k.at(120, k.p.head["numero"])
	k.y += 16
}

func (k *pen) address(x float64, who string) {
	p := k.p
	name, id, label := p.head["proveedor"], p.head["id_proveedor"], "Tax ID: "
	lines := []string{"4120 Invented Road", "Springfield TX 78040, USA"}
	if who == "buyer" {
		name, id, label = p.head["comprador"], p.head["id_comprador"], "RFC: "
		lines = []string{"Calle Ejemplo 100, Parque Industrial", "Ciudad Muestra, Mexico"}
	}
	k.at(x, name)
	for _, s := range lines {
		k.y += k.p.l.size + 2
		k.at(x, s)
	}
	if id != "" {
		k.y += k.p.l.size + 2
		k.at(x, label+id)
	}
}

// blocks draws the parties side by side. The first is the seller; the last,
// when there are two or it stands alone, the buyer.
func (k *pen) blocks(labels []string, seller bool) {
	top := k.y
	low := top
	step := (k.w - 60) / float64(max(2, len(labels)))
	for i, l := range labels {
		x := 36 + step*float64(i)
		k.y = top
		k.at(x, l)
		k.y += k.p.l.size + 3
		if i == 0 && seller || l == "EXPORTER" {
			k.address(x, "seller")
		} else {
			k.address(x, "buyer")
		}
		low = max(low, k.y)
	}
	k.y = low + 18
}

// boxes draws labels above their values.
func (k *pen) boxes() {
	fs := k.p.fields()
	per := 4
	for len(fs) > 0 {
		row := fs[:min(per, len(fs))]
		fs = fs[len(row):]
		step := (k.w - 72) / float64(per)
		top := k.y
		for i, f := range row {
			x := 36 + step*float64(i)
			k.f.Rect(x-3, top-9, step-2, 26, "D")
			k.size(k.p.l.size - 1.5)
			k.y = top
			k.at(x, f.label)
			k.size(k.p.l.size)
			k.y = top + 11
			k.at(x, f.value)
		}
		k.y = top + 32
	}
}

// rows draws labels at the left and values in a column.
func (k *pen) rows() {
	for _, f := range k.p.fields() {
		k.at(36, f.label)
		k.at(150, f.value)
		k.y += k.p.l.size + 3
	}
	k.y += 6
}

// colons draws "Label: value" in two columns.
func (k *pen) colons() {
	p := k.p
	seller, buyer := "Seller:", "Bill to:"
	if p.l.spanish {
		seller, buyer = "Proveedor:", "Vendido a:"
	}
	top := k.y
	k.at(36, seller)
	k.y += p.l.size + 2
	k.address(36, "seller")
	k.y += p.l.size + 8
	k.at(36, buyer)
	k.y += p.l.size + 2
	k.address(36, "buyer")
	low := k.y
	k.y = top
	for _, f := range p.fields() {
		k.at(k.w/2+10, f.label+": "+f.value)
		k.y += p.l.size + 4
	}
	k.y = max(low, k.y) + 16
}

// label names a total in the language of the form.
func (p *paper) label(id string) string {
	en := map[string]string{
		"subtotal": "Subtotal", "flete": "Freight", "seguro": "Insurance", "embalaje": "Packing", "otros_cargos": "Handling", "descuento": "Discount",
		"total": "TOTAL", "total_cantidad": "Total quantity", "total_bultos": "Total packages", "peso_neto_kg": "Total net weight (kg)", "peso_bruto_kg": "Total gross weight (kg)",
	}
	es := map[string]string{
		"subtotal": "Subtotal", "flete": "Flete", "seguro": "Seguro", "embalaje": "Embalaje", "otros_cargos": "Maniobras", "descuento": "Descuento",
		"total": "Total", "total_cantidad": "Cantidad total", "total_bultos": "Total de bultos", "peso_neto_kg": "Peso neto total (kg)", "peso_bruto_kg": "Peso bruto total (kg)",
	}
	s := en[id]
	if p.l.spanish {
		s = es[id]
	}
	if id == "total" && !p.gone["moneda"] {
		s += " " + p.head["moneda"]
	}
	return s
}

// totals draws the end of the document.
func (k *pen) totals() {
	p := k.p
	k.y += 6
	if len(p.columnSums()) > 0 && p.l.totalRow {
		k.columnSums()
		k.y += 12
	}
	if p.l.packing && !p.l.totalRow {
		for _, id := range p.columnSums() {
			if !p.gone[id] {
				k.at(36, p.label(id)+": "+p.print(id))
				k.y += p.l.size + 3
			}
		}
		return
	}
	if p.l.boxSums {
		k.boxSums()
		return
	}
	last := p.l.cells[len(p.l.cells)-1]
	for _, c := range p.l.cells {
		if c.id == "importe" {
			last = c
		}
	}
	for _, id := range p.sums() {
		if p.gone[id] {
			continue
		}
		k.put(0, last.x0-12, "R", p.label(id))
		s := p.print(id)
		if p.gone["moneda"] || p.l.dollar {
			s = "$" + s
		}
		k.put(last.x0, last.x1, "R", s)
		k.y += p.l.size + 4
	}
}

// columnSums draws the row of totals under the columns.
func (k *pen) columnSums() {
	p := k.p
	label := p.l.cells[0]
	if label.id == "cantidad" {
		label = p.l.cells[3]
	}
	k.at(label.x0, "TOTAL")
	for _, c := range p.l.cells {
		id := c.id
		if id == "cantidad" || id == "bultos" {
			id = "total_" + id
		}
		for _, s := range p.columnSums() {
			if s == id && !p.gone[s] {
				k.put(c.x0, c.x1, c.align, p.print(s))
			}
		}
	}
}

// boxSums draws totals in boxes, the label above the figure.
func (k *pen) boxSums() {
	p := k.p
	k.y += 8
	top := k.y
	ids := p.sums()
	step := (k.w - 72) / float64(len(ids))
	for i, id := range ids {
		if p.gone[id] {
			continue
		}
		x := 36 + step*float64(i)
		k.f.Rect(x-3, top-9, step-2, 26, "D")
		k.y = top
		k.at(x, p.label(id))
		k.y = top + 12
		k.at(x, p.print(id))
	}
	k.y = top + 30
}
