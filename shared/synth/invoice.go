package synth

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
)

// billed is the number of the commercial invoice: its own, or that of the
// electronic invoice of an export, where the pedimento cites an acuse de valor.
func (p *ped) billed() string {
	switch f := p.facturas[0]; {
	case !f.cove:
		return f.numero
	case p.op == 2:
		return exportSeries + p.doc
	}
	return "INV-" + p.doc
}

// part is how the papers name the goods of a partida: a supplier has numbers of
// his own, the company has one.
func (p *ped) part(i int) string {
	if p.op == 2 {
		return p.partidas[i].mat.part(0)
	}
	return p.partidas[i].mat.part(i)
}

// seller is who bills the goods: the supplier of an import, the company itself
// of an export.
func (g *generator) seller(p *ped) socio {
	if p.op == 2 {
		return socio{taxID: g.co.rfc, nombre: g.co.nombre}
	}
	return *p.socio
}

// buyer is who pays for the goods: the company itself of an import, its customer
// of an export.
func (g *generator) buyer(p *ped) socio {
	if p.op == 2 {
		return *p.socio
	}
	return socio{taxID: g.co.rfc, nombre: g.co.nombre}
}

// invoiceCSV is the invoice of an operation as a spreadsheet saved as CSV; that of
// a supplier brings the part numbers the pedimento lacks. Its lines agree with the
// partidas.
func (g *generator) invoiceCSV(p *ped) (number string, b []byte, err error) {
	f := p.facturas[0]
	acuse := ""
	if f.cove {
		acuse = f.numero
	}
	number = p.billed()
	seller, buyer := g.seller(p), g.buyer(p)
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	rows := [][]string{{
		"numero_factura", "fecha", "id_proveedor", "proveedor", "id_comprador", "comprador", "vinculacion", "moneda", "incoterm", "pedimento", "cove", "numero_parte",
		"descripcion", "fraccion", "cantidad", "unidad", "precio_unitario", "importe", "origen",
	}}
	for i := range p.partidas {
		q := &p.partidas[i]
		m := q.mat
		rows = append(rows, []string{
			number, f.fecha.String(), seller.taxID, seller.nombre, buyer.taxID, buyer.nombre, "NO", "USD", f.incoterm, p.number, acuse, p.part(i),
			m.descripcion, q.fraccion, decimal(q.umc, 3), unitName(m.umc), unitPrice(q), decimal(q.cents, 2), q.origen,
		})
	}
	if err := w.WriteAll(rows); err != nil {
		return "", nil, fmt.Errorf("invoice %s: %w", strconv.Quote(number), err)
	}
	return number, out.Bytes(), nil
}
