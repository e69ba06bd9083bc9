package invoice

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/money"
	"example.com/immex/shared/sheet"
)

// cartonShape is a carton number or a range of them: 7, 1-70, 1/70, 1 a 70.
var cartonShape = regexp.MustCompile(`^(\d{1,6})(?:\s*(?:[-/–~]|a|to|al)\s*(\d{1,6}))?$`)

// ReadPacking reads a sheet of one packing list: with the headings of this
// package, or with those of a supplier's mapping. Its totals must be the sums
// of its lines; a list without totals is kept as unchecked.
func ReadPacking(s *sheet.Sheet, m *mapping.Mapping) (*Packing, document.Findings) {
	var findings document.Findings
	g := lay(s, m, IsPacking, "packing", &findings)
	if g == nil {
		return nil, findings
	}
	r := packer{grid: g, list: &Packing{Source: tableSource, Cotejo: document.CotejoNinguno}}
	if !hasAny(g.at, mapping.Cantidad) || !hasAny(g.at, mapping.Parte, mapping.Descripcion) {
		findings.At("packing_heading", document.Error, g.spot(&s.Rows[g.heading], ""), document.Textf(
			"Faltan las columnas cantidad y parte o descripcion; agréguelas o descríbalas en el mapeo del proveedor.",
			"Columns cantidad and parte or descripcion are missing; add them or describe them in the supplier's mapping."))
		return nil, findings
	}
	first := true
	for _, row := range g.lines {
		if g.full(row) {
			break
		}
		if slices.Contains(g.totals, row) {
			continue
		}
		r.header(row, first)
		first = false
		r.list.Lineas = append(r.list.Lineas, r.line(row))
	}
	r.finish()
	if findings.Blocking() {
		return nil, findings
	}
	return r.list, findings
}

type packer struct {
	*grid
	list    *Packing
	covered map[int]bool // carton numbers that ranges name
}

// header takes what the document says of itself and holds every row to it.
func (r *packer) header(w *sheet.Row, first bool) {
	v := Packing{
		Numero: r.key(w, mapping.Lista), Factura: r.key(w, mapping.Factura), Fecha: r.day(w, mapping.Fecha),
		ProveedorID: r.key(w, mapping.IDProveedor), Proveedor: r.text(w, mapping.Nombre),
		Comprador: r.text(w, mapping.Comprador), OrdenCompra: r.key(w, mapping.OrdenCompra),
	}
	if r.m != nil {
		if id := r.m.Proveedor.ID; id != "" {
			if v.ProveedorID != "" && sheet.Fold(v.ProveedorID) != sheet.Fold(id) {
				r.bad(w, mapping.IDProveedor, v.ProveedorID, id+", el del mapeo", id+", that of the mapping")
			}
			v.ProveedorID = id
		}
		if v.Proveedor == "" {
			v.Proveedor = r.m.Proveedor.Nombre
		}
	}
	if v.Numero == "" && v.Factura == "" {
		r.bad(w, r.firstOf(mapping.Lista, mapping.Factura), "", "número de lista o de factura", "number of the list or of the invoice")
	}
	p := r.list
	if first {
		p.Numero, p.Factura, p.Fecha, p.ProveedorID, p.Proveedor = v.Numero, v.Factura, v.Fecha, v.ProveedorID, v.Proveedor
		p.Comprador, p.OrdenCompra = v.Comprador, v.OrdenCompra
		return
	}
	for _, x := range []struct {
		f    field
		a, b string
	}{
		{mapping.Lista, p.Numero, v.Numero},
		{mapping.Factura, p.Factura, v.Factura},
		{mapping.Fecha, p.Fecha.String(), v.Fecha.String()},
		{mapping.IDProveedor, p.ProveedorID, v.ProveedorID},
		{mapping.Nombre, p.Proveedor, v.Proveedor},
	} {
		if x.a != x.b {
			r.bad(w, x.f, x.b, fmt.Sprintf("%q como en el primer renglón; una lista por hoja", x.a), fmt.Sprintf("%q as in the first row; one list per sheet", x.a))
		}
	}
}

func (r *packer) line(w *sheet.Row) Empaque {
	l := Empaque{
		Fila: w.Number, Tarima: r.text(w, mapping.Tarima), Cartones: r.cartons(w), Parte: r.key(w, mapping.Parte),
		Descripcion: r.text(w, mapping.Descripcion), Cantidad: r.amount(w, mapping.Cantidad), Unidad: r.unit(w, mapping.Unidad),
		Bultos: r.amount(w, mapping.Bultos), Pesos: r.weights(w), Dimensiones: r.text(w, mapping.Dimensiones),
	}
	r.need(w, mapping.Cantidad)
	if l.Cantidad.Known() && l.Cantidad.Sign() <= 0 {
		r.bad(w, mapping.Cantidad, l.Cantidad.Written(), "una cantidad mayor que cero", "a quantity above zero")
	}
	if l.Parte == "" && l.Descripcion == "" {
		r.bad(w, r.firstOf(mapping.Parte, mapping.Descripcion), "", "parte o descripción", "part or description")
	}
	r.weighed(w, &l)
	r.counted(w, &l)
	return l
}

// cartons is the range as text: a sheet makes a date of 1-7, and says so.
func (r *packer) cartons(w *sheet.Row) string {
	c := r.cell(w, mapping.Cartones)
	if c.Kind == sheet.Date {
		r.bad(w, mapping.Cartones, c.Text, "un rango como 1-70; la hoja lo convirtió en fecha, escríbalo como texto", "a range such as 1-70; the sheet turned it into a date, write it as text")
		return ""
	}
	return c.Text
}

// weighed holds net weights to be no more than gross ones.
func (r *packer) weighed(w *sheet.Row, l *Empaque) {
	for _, x := range []struct {
		f          field
		net, gross money.Amount
	}{{mapping.BrutoKG, l.NetoKG, l.BrutoKG}, {mapping.BrutoLB, l.NetoLB, l.BrutoLB}} {
		if x.net.Known() && x.net.Sign() < 0 || x.gross.Known() && x.gross.Sign() < 0 {
			r.bad(w, x.f, x.gross.Written(), "un peso no negativo", "a weight that is not negative")
		}
		if x.net.Known() && x.gross.Known() && x.net.Cmp(x.gross) > 0 {
			r.bad(w, x.f, x.gross.Written(), "al menos el neto, "+x.net.Written(), "at least the net one, "+x.net.Written())
		}
	}
}

// counted holds the packages of a line to its range of cartons.
func (r *packer) counted(w *sheet.Row, l *Empaque) {
	if l.Cartones == "" {
		return
	}
	m := cartonShape.FindStringSubmatch(l.Cartones)
	if m == nil {
		return // marks, as "A-1": nothing to count
	}
	from, errA := strconv.Atoi(m[1])
	to := from
	if m[2] != "" {
		n, errB := strconv.Atoi(m[2])
		if errB != nil {
			return
		}
		to = n
	}
	const most = 100_000 // cartons of one line; a container holds some thousands
	if errA != nil || to < from || to-from >= most {
		r.bad(w, mapping.Cartones, l.Cartones, "un rango de menor a mayor como 1-70", "a range from low to high such as 1-70")
		return
	}
	if r.covered == nil {
		r.covered = map[int]bool{}
	}
	for i := from; i <= to && len(r.covered) < 2*most; i++ {
		r.covered[i] = true
	}
	n := money.Int(int64(to - from + 1))
	if !l.Bultos.Known() && !hasAny(r.at, mapping.Bultos) {
		return
	}
	if l.Bultos.Known() && !l.Bultos.Equal(n) && l.Bultos.Sign() != 0 {
		r.bad(w, mapping.Bultos, l.Bultos.Written(), n.String()+", los cartones "+l.Cartones, n.String()+", cartons "+l.Cartones)
	}
}

// finish takes the totals and adds up the lines.
func (r *packer) finish() {
	p := r.list
	if len(p.Lineas) == 0 && !r.findings.Blocking() {
		r.findings.At("packing_empty", document.Error, document.Spot{}, document.Textf(
			"El archivo no trae renglones de lista de empaque.", "The file has no packing list rows."))
	}
	sums := []struct {
		label, column field
		to            *money.Amount
		of            func(*Empaque) money.Amount
	}{
		{mapping.TotalCantidad, mapping.Cantidad, &p.TotalCantidad, func(e *Empaque) money.Amount { return e.Cantidad }},
		{mapping.TotalBultos, mapping.Bultos, &p.TotalBultos, func(e *Empaque) money.Amount { return e.Bultos }},
		{mapping.TotalNetoKG, mapping.NetoKG, &p.NetoKG, func(e *Empaque) money.Amount { return e.NetoKG }},
		{mapping.TotalNetoLB, mapping.NetoLB, &p.NetoLB, func(e *Empaque) money.Amount { return e.NetoLB }},
		{mapping.TotalBrutoKG, mapping.BrutoKG, &p.BrutoKG, func(e *Empaque) money.Amount { return e.BrutoKG }},
		{mapping.TotalBrutoLB, mapping.BrutoLB, &p.BrutoLB, func(e *Empaque) money.Amount { return e.BrutoLB }},
	}
	checked, asked := 0, 0
	for _, x := range sums {
		r.beside1(x.label, x.to)
		for _, w := range r.totals {
			r.sumRow(w, x.column, x.to)
		}
		if hasAny(r.at, x.column) {
			asked++
		}
		if x.to.Known() && r.adds(x.column, *x.to, x.of) {
			checked++
		}
	}
	switch {
	case checked > 0 && checked == asked:
		p.Cotejo = document.CotejoCompleto
	case checked > 0:
		p.Cotejo = document.CotejoParcial
	}
}

// adds reports a total that its lines add up to.
func (r *packer) adds(column field, says money.Amount, of func(*Empaque) money.Amount) bool {
	var sum money.Sum
	for i := range r.list.Lineas {
		if a := of(&r.list.Lineas[i]); a.Known() {
			sum.Add(a)
		}
	}
	got, ok := sum.Total()
	if !ok && column == mapping.Bultos && len(r.covered) > 0 { // no column: the cartons that ranges name
		got, ok = money.Int(int64(len(r.covered))), true
	}
	if !ok && !hasAny(r.at, column) {
		return false // nothing to add up
	}
	tol := catalog.Default().Tolerance("packing_total", r.list.Fecha, says, len(r.list.Lineas))
	if ok && money.Within(got, says, tol) {
		return true
	}
	r.findings.At("packing_total", document.Error, document.Spot{Sheet: r.sheet.Name, List: r.list.Numero}, document.Textf(
		"La lista dice %s %s en total y sus renglones suman %s; corrija el archivo.",
		"The list says %s %s in total and its rows add up to %s; correct the file.", column, says, got))
	return false
}
