package plantdocs

import (
	"fmt"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/synth/specimen"
)

// supplier is an invented seller with its way of writing.
type supplier struct {
	id, name, decimal, layout string
	dayFirst                  bool
	headings                  map[string]string // field to heading
	labels                    map[string]string // field to label
	units                     map[string]string // theirs to key
}

func suppliers() []supplier {
	return []supplier{
		{
			id: "990000001", name: "EXAMPLE PARTS INC", decimal: ".", layout: "MM/DD/AAAA",
			headings: map[string]string{
				"parte": "ITEM NO", "descripcion": "DESCRIPTION", "cantidad": "QTY SHIPPED", "unidad": "UM", "precio_unitario": "NET UNIT PRICE",
				"importe": "NET AMOUNT", "origen": "COO", "cartones": "CARTON NO", "bultos": "CTNS", "peso_neto_kg": "NET KG", "peso_bruto_kg": "GROSS KG",
			},
			labels: map[string]string{
				"factura": "Invoice No", "lista": "Packing List No", "fecha": "Invoice Date", "subtotal": "Subtotal (FOB value)", "flete": "Freight",
				"total": "Grand total", "total_cantidad": "Total pieces", "total_bultos": "Total cartons", "total_peso_neto_kg": "Net weight", "total_peso_bruto_kg": "Gross weight",
			},
			units: map[string]string{"EA": "6", "MT": "3"},
		},
		{
			id: "DE990000002", name: "MUSTER TEILE GMBH", decimal: ",", layout: "DD.MM.AAAA", dayFirst: true,
			headings: map[string]string{
				"parte": "Artikel-Nr.", "descripcion": "Bezeichnung", "cantidad": "Menge", "unidad": "Einheit", "precio_unitario": "Einzelpreis",
				"importe": "Betrag", "origen": "Ursprung", "cartones": "Karton Nr.", "bultos": "Kartons", "peso_neto_kg": "Netto kg", "peso_bruto_kg": "Brutto kg",
			},
			labels: map[string]string{
				"factura": "Rechnung Nr.", "lista": "Packliste Nr.", "fecha": "Datum", "subtotal": "Zwischensumme", "flete": "Fracht",
				"total": "Gesamtbetrag", "total_cantidad": "Gesamtmenge", "total_bultos": "Kartons gesamt", "total_peso_neto_kg": "Nettogewicht", "total_peso_bruto_kg": "Bruttogewicht",
			},
			units: map[string]string{"Stk": "6", "Mtr": "3"},
		},
	}
}

// Mappings are the mappings of the invented suppliers, which a reader needs
// for their documents.
func Mappings() [][]byte {
	var out [][]byte
	for _, s := range suppliers() {
		var b strings.Builder
		fmt.Fprintf(&b, "proveedor: {id: %q, nombre: %q}\nreconoce: [%q]\ncolumnas:\n", s.id, s.name, s.name)
		for _, f := range []string{"parte", "descripcion", "cantidad", "unidad", "precio_unitario", "importe", "origen", "cartones", "bultos", "peso_neto_kg", "peso_bruto_kg"} {
			fmt.Fprintf(&b, "  %s: [%q]\n", f, s.headings[f])
		}
		b.WriteString("etiquetas:\n")
		for _, f := range []string{"factura", "lista", "fecha", "subtotal", "flete", "total", "total_cantidad", "total_bultos", "total_peso_neto_kg", "total_peso_bruto_kg"} {
			fmt.Fprintf(&b, "  %s: [%q]\n", f, s.labels[f])
		}
		b.WriteString("unidades:\n")
		for _, u := range []string{"EA", "MT", "Stk", "Mtr"} {
			if k := s.units[u]; k != "" {
				fmt.Fprintf(&b, "  %s: %q\n", u, k)
			}
		}
		fmt.Fprintf(&b, "fecha: %s\ndecimal: %q\nmoneda: USD\nvigente_desde: 2026-01-01\n", s.layout, s.decimal)
		out = append(out, []byte(b.String()))
	}
	return out
}

// date writes a day as the supplier does; in a CSV it is text.
func (s *supplier) date(y, m, d int) cell {
	iso := fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	w := fmt.Sprintf("%02d/%02d/%04d", m, d, y)
	if s.dayFirst {
		w = fmt.Sprintf("%02d.%02d.%04d", d, m, y)
	}
	return cell{w, iso, sheet.AsText}
}

func (s *supplier) unit(r *prng) cell {
	for _, u := range []string{"EA", "Stk", "MT", "Mtr"} {
		if k := s.units[u]; k != "" && r.coin() {
			return cell{u, k, sheet.AsText}
		}
	}
	for _, u := range []string{"EA", "Stk"} {
		if k := s.units[u]; k != "" {
			return cell{u, k, sheet.AsText}
		}
	}
	return key("")
}

// start is the letterhead of a document of a supplier.
func (s *supplier) start(r *prng, number, label, field string) (above [][]cell, head map[string]string) {
	on := s.date(2026, r.between(1, 12), r.between(1, 28))
	head = map[string]string{"fecha": on.truth, "id_proveedor": s.id, "proveedor": s.name, field: number}
	above = [][]cell{
		{key(s.name)},
		{key(""), key(""), key(label), key(number)},
		{key(""), key(""), key(s.labels["fecha"]), on},
	}
	if r.coin() {
		above[1] = []cell{key(label + ": " + number)}
	}
	return above, head
}

// decimals writes hundredths, or other powers of ten.
func decimals(n, scale int) string {
	p := 1
	for range scale {
		p *= 10
	}
	return fmt.Sprintf("%d.%0*d", n/p, scale, n%p)
}

func invoiceDocument(r *prng) *paper {
	all := suppliers()
	s := &all[r.below(len(all))]
	p := &paper{name: "factura_tabla", kind: document.KindInvoice, prefix: "lineas.", decimal: s.decimal}
	number := fmt.Sprintf("INV-%05d", r.below(100_000))
	p.above, p.head = s.start(r, number, s.labels["factura"], "numero")
	for _, f := range []string{"parte", "descripcion", "cantidad", "unidad", "precio_unitario", "importe", "origen"} {
		p.columns = append(p.columns, column{f, s.headings[f]})
	}
	sum := 0
	for i := range r.between(1, 15) {
		qty, price := r.between(1, 5000), r.between(1, 99_999)
		amount := qty * price
		sum += amount
		p.rows = append(p.rows, []cell{
			key(fmt.Sprintf("%s-%04d", r.pick("P", "00", "X"), i*13+r.below(13))), key(r.pick("Connector", "Cable, red", "Tape")), figure(strconv.Itoa(qty)),
			s.unit(r), figure(decimals(price, 4)), figure(decimals(amount, 4)), key(r.pick("USA", "MEX", "CHN")),
		})
	}
	freight := r.between(0, 1_000_000)
	total := func(f string, n int) []cell {
		c := figure(decimals(n, 4))
		p.head[f] = c.truth
		return []cell{key(""), key(""), key(""), key(""), key(s.labels[f]), c}
	}
	p.below = [][]cell{total("subtotal", sum), total("flete", freight), total("total", sum+freight), {key("We declare that this document is true")}}
	p.head["moneda"] = "USD"
	p.head["key"] = s.id + "+" + number + "+" + p.head["fecha"]
	p.mutate = p.spoilInvoice
	return p
}

// spoilInvoice puts one defect into an invoice.
func (p *paper) spoilInvoice(r *prng) (string, specimen.Want) {
	row := p.rows[r.below(len(p.rows))]
	change := func(name string) { row[p.at(name)] = row[p.at(name)].changed() }
	switch r.below(7) {
	case 0:
		row[p.at("importe")] = enlarged(row[p.at("importe")])
		return "an amount changed", specimen.Refuse
	case 1:
		change("parte")
		return "a digit of a part number changed", specimen.Accept
	case 2:
		name := r.pick("cantidad", "precio_unitario")
		change(name)
		return "a digit of " + name + " changed", p.held(row)
	case 3:
		p.rows = p.rows[1:]
		return "a line cut", specimen.Refuse
	case 4:
		if n := len(p.rows); n > 1 {
			p.rows[0], p.rows[n-1] = p.rows[n-1], p.rows[0]
			return "two lines swapped", specimen.Accept
		}
		fallthrough
	case 5:
		p.below[2][5] = enlarged(p.below[2][5])
		return "a total changed", specimen.Refuse
	default:
		p.below = p.below[:2]
		return "the total cut", specimen.Refuse
	}
}

// enlarged adds a thousand to a figure, past any tolerance.
func enlarged(c cell) cell {
	whole, rest, _ := strings.Cut(c.written, ".")
	n, err := strconv.Atoi(whole)
	if err != nil {
		return c
	}
	return figure(strconv.Itoa(n+1000+n) + "." + rest)
}

// held says whether quantity times price still gives the amount of a line: to
// half a percent or a cent nothing in the document tells.
func (p *paper) held(row []cell) specimen.Want {
	var a [3]money.Amount
	for i, name := range []string{"cantidad", "precio_unitario", "importe"} {
		x, err := money.Parse(row[p.at(name)].written)
		if err != nil {
			return specimen.Either
		}
		a[i] = x
	}
	product, err := a[0].Mul(a[1])
	if err != nil {
		return specimen.Either
	}
	tolerance, err := a[2].Mul(money.FromMicros(5_000))
	if err != nil || money.Within(product, a[2], tolerance) || money.Within(product, a[2], money.FromMicros(10_000)) {
		return specimen.Either
	}
	return specimen.Refuse
}

func packingDocument(r *prng) *paper {
	all := suppliers()
	s := &all[r.below(len(all))]
	p := &paper{name: "empaque_tabla", kind: document.KindPacking, prefix: "content.lineas.", decimal: s.decimal}
	number := fmt.Sprintf("PL-%05d", r.below(100_000))
	above, head := s.start(r, number, s.labels["lista"], "numero")
	p.above, p.head = above, map[string]string{}
	for k, v := range head {
		p.head["content."+k] = v
	}
	for _, f := range []string{"cartones", "parte", "descripcion", "cantidad", "unidad", "bultos", "peso_neto_kg", "peso_bruto_kg"} {
		p.columns = append(p.columns, column{f, s.headings[f]})
	}
	next, sums := 1, [4]int{}
	for i := range r.between(1, 15) {
		boxes, qty, net := r.between(1, 40), r.between(1, 9000), r.between(1, 99_999)
		gross := net + r.between(1, 999)
		cartons := strconv.Itoa(next)
		if boxes > 1 {
			cartons = fmt.Sprintf("%d - %d", next, next+boxes-1)
		}
		next += boxes
		for k, n := range []int{qty, boxes, net, gross} {
			sums[k] += n
		}
		p.rows = append(p.rows, []cell{
			key(cartons), key(fmt.Sprintf("P-%04d", i*13+r.below(13))), key(r.pick("Connector", "Cable, red")), figure(strconv.Itoa(qty)), s.unit(r),
			figure(strconv.Itoa(boxes)), figure(decimals(net, 2)), figure(decimals(gross, 2)),
		})
	}
	totals := []cell{figure(strconv.Itoa(sums[0])), figure(strconv.Itoa(sums[1])), figure(decimals(sums[2], 2)), figure(decimals(sums[3], 2))}
	if r.coin() {
		p.below = [][]cell{{key("TOTAL"), key(""), key(""), totals[0], key(""), totals[1], totals[2], totals[3]}}
	} else {
		for i, f := range []string{"total_cantidad", "total_bultos", "total_peso_neto_kg", "total_peso_bruto_kg"} {
			p.below = append(p.below, []cell{key(""), key(""), key(s.labels[f]), totals[i]})
		}
	}
	for i, f := range []string{"total_cantidad", "total_bultos", "peso_neto_kg", "peso_bruto_kg"} {
		p.head["content."+f] = totals[i].truth
	}
	p.mutate = p.spoilPacking
	return p
}

// spoilPacking puts one defect into a packing list.
func (p *paper) spoilPacking(r *prng) (string, specimen.Want) {
	row := p.rows[r.below(len(p.rows))]
	switch r.below(4) {
	case 0:
		name := r.pick("cantidad", "bultos", "peso_neto_kg", "peso_bruto_kg")
		row[p.at(name)] = row[p.at(name)].changed()
		return "a digit of " + name + " changed", specimen.Refuse
	case 1:
		row[p.at("parte")] = row[p.at("parte")].changed()
		return "a digit of a part number changed", specimen.Accept
	case 2:
		p.rows = p.rows[1:]
		return "a line cut", specimen.Refuse
	}
	if n := len(p.rows); n > 1 {
		p.rows[0], p.rows[n-1] = p.rows[n-1], p.rows[0]
		return "two lines swapped", specimen.Accept
	}
	row[p.at("cantidad")] = key("")
	return "a quantity gone", specimen.Refuse
}
