package synth

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
)

// invoiceCSV is the supplier's invoice of an import as a spreadsheet saved as
// CSV; it brings the part numbers the pedimento lacks. Its lines agree with
// the partidas.
func (g *generator) invoiceCSV(p *ped) (number string, b []byte, err error) {
	f := p.facturas[0]
	number = f.numero
	acuse := ""
	if f.cove {
		acuse, number = f.numero, "INV-"+p.doc
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	rows := [][]string{{
		"numero_factura", "fecha", "id_proveedor", "proveedor", "moneda", "incoterm", "pedimento", "cove", "numero_parte",
		"descripcion", "fraccion", "cantidad", "unidad", "precio_unitario", "importe", "origen",
	}}
	for i := range p.partidas {
		q := &p.partidas[i]
		m := q.mat
		rows = append(rows, []string{
			number, f.fecha.String(), p.socio.taxID, p.socio.nombre, "USD", f.incoterm, p.number, acuse, m.part(i),
			m.descripcion, q.fraccion, decimal(q.umc, 3), unitName(m.umc), unitPrice(q), decimal(q.cents, 2), q.origen,
		})
	}
	if err := w.WriteAll(rows); err != nil {
		return "", nil, fmt.Errorf("invoice %s: %w", strconv.Quote(number), err)
	}
	return number, out.Bytes(), nil
}
