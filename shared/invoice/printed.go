package invoice

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Header is what a printed invoice says beyond the columns of the CSV. Texts
// are "" and amounts unknown when the page does not give them.
type Header struct {
	Source      document.Source // print or ocr; "" for a table
	Cotejo      document.Cotejo // how far its own totals prove it
	CompradorID string          // RFC or tax id of the buyer
	Comprador   string          // buyer, importer or consignee
	OrdenCompra string          // purchase order
	Lugar       string          // named place of the Incoterm
	Condiciones string          // terms of payment
	Vinculacion string          // SI or NO: seller and buyer are related parties

	Subtotal    money.Amount // of the lines, in the currency of the invoice, as all charges
	Flete       money.Amount
	Seguro      money.Amount
	Embalaje    money.Amount
	OtrosCargos money.Amount
	Impuesto    money.Amount
	Descuento   money.Amount // a positive figure that lowers the total

	TotalCantidad money.Amount // Σ quantities, as printed
	TotalBultos   money.Amount // packages
	Pesos

	Marks map[string]document.Evidence // by name of the field in the JSON contract
}

// Pesos are net and gross weight, each in the unit it is printed in.
type Pesos struct {
	NetoKG, NetoLB, BrutoKG, BrutoLB money.Amount
}

// Detail is what a printed line says beyond the columns of the CSV.
type Detail struct {
	HTS    string       // tariff code of another country: 6, 8 or 10 digits without dots
	Bultos money.Amount // packages of the line
	Pesos

	Marks map[string]document.Evidence
}

// Texts are the texts of the header by their names in the JSON contract.
func (v *Invoice) Texts() map[string]*string {
	return map[string]*string{
		"numero": &v.Numero, "id_proveedor": &v.ProveedorID, "proveedor": &v.Proveedor, "moneda": &v.Moneda,
		"incoterm": &v.Incoterm, "pedimento": &v.Pedimento, "cove": &v.COVE, "id_comprador": &v.CompradorID,
		"comprador": &v.Comprador, "orden_compra": &v.OrdenCompra, "lugar": &v.Lugar,
		"condiciones": &v.Condiciones, "vinculacion": &v.Vinculacion,
	}
}

// Amounts are the figures of the header by their names in the JSON contract.
func (v *Invoice) Amounts() map[string]*money.Amount {
	m := v.byName()
	m["subtotal"], m["flete"], m["seguro"], m["embalaje"] = &v.Subtotal, &v.Flete, &v.Seguro, &v.Embalaje
	m["otros_cargos"], m["impuesto"], m["descuento"], m["total"] = &v.OtrosCargos, &v.Impuesto, &v.Descuento, &v.Total
	m["total_cantidad"], m["total_bultos"] = &v.TotalCantidad, &v.TotalBultos
	return m
}

// Texts are the texts of a line by their names in the JSON contract.
func (l *Linea) Texts() map[string]*string {
	return map[string]*string{
		"parte": &l.Parte, "descripcion": &l.Descripcion, "fraccion": &l.Fraccion,
		"hts": &l.HTS, "unidad": &l.Unidad, "origen": &l.Origen,
	}
}

// Amounts are the figures of a line by their names in the JSON contract.
func (l *Linea) Amounts() map[string]*money.Amount {
	m := l.byName()
	m["cantidad"], m["precio_unitario"], m["importe"], m["bultos"] = &l.Cantidad, &l.PrecioUnitario, &l.Importe, &l.Bultos
	return m
}

// Weight is what the invoice weighs: as it says in total, else what its lines
// add up to where every one of them says it in that unit.
func (v *Invoice) Weight() Pesos {
	return v.orOf(len(v.Lineas), func(i int) *Pesos { return &v.Lineas[i].Pesos })
}

// orOf are these weights, and in place of one that is told in neither unit what
// n lines add up to.
func (p Pesos) orOf(n int, line func(int) *Pesos) Pesos {
	if !p.NetoKG.Known() && !p.NetoLB.Known() {
		p.NetoKG = added(n, func(i int) money.Amount { return line(i).NetoKG })
		p.NetoLB = added(n, func(i int) money.Amount { return line(i).NetoLB })
	}
	if !p.BrutoKG.Known() && !p.BrutoLB.Known() {
		p.BrutoKG = added(n, func(i int) money.Amount { return line(i).BrutoKG })
		p.BrutoLB = added(n, func(i int) money.Amount { return line(i).BrutoLB })
	}
	return p
}

// added is what n figures add up to; unknown where one of them is.
func added(n int, of func(int) money.Amount) money.Amount {
	var sum money.Sum
	for i := range n {
		a := of(i)
		if !a.Known() {
			return money.Amount{}
		}
		sum.Add(a)
	}
	total, ok := sum.Total()
	if !ok {
		return money.Amount{}
	}
	return total
}

func (p *Pesos) byName() map[string]*money.Amount {
	return map[string]*money.Amount{
		"peso_neto_kg": &p.NetoKG, "peso_neto_lb": &p.NetoLB, "peso_bruto_kg": &p.BrutoKG, "peso_bruto_lb": &p.BrutoLB,
	}
}
