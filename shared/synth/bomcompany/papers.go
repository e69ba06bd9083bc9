package bomcompany

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"

	"example.com/immex/shared/document"
)

// table writes a CSV.
func table(rows [][]string) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write table: %w", err)
	}
	return out.Bytes(), nil
}

// invoice is the commercial invoice of a pedimento: one row per part.
func (w *world) invoice(p *ped) ([]byte, error) {
	rows := [][]string{{
		"factura", "fecha", "id_proveedor", "proveedor", "moneda", "incoterm", "pedimento", "parte", "descripcion", "fraccion", "cantidad", "unidad",
		"precio_unitario", "importe", "origen",
	}}
	c := theCompany()
	id, name := p.socio.taxID, p.socio.nombre
	if p.op == 2 || p.clave == "F4" || p.clave == "A3" {
		id, name = c.rfc, c.nombre
	}
	for i := range p.lines {
		l := &p.lines[i]
		for _, s := range l.shares {
			cents := max(1, proportion(int64(s.qUMC), s.part.usd, 100_000_000))
			rows = append(rows, []string{
				p.factura, p.invoiced().String(), id, name, "USD", "FCA", p.number, w.called(p, s.part.numero), s.part.descripcion, l.fraccion,
				s.qUMC.String(), l.umc, scaled(s.part.usd, 4), scaled(cents, 2), l.origen,
			})
		}
	}
	return table(rows)
}

// called is how an invoice names a part: some say the supplier's name of it.
func (w *world) called(p *ped, numero string) string {
	if !p.alias {
		return numero
	}
	for _, a := range w.aliases {
		if a.parte == numero && a.from <= p.entrada {
			return a.alias
		}
	}
	return numero
}

func (w *world) partsTable() ([]byte, error) {
	rows := [][]string{{"parte", "descripcion", "tipo", "fraccion", "nico", "umc", "umt", "factor", "evidencia", "vigente_desde", "vigente_hasta"}}
	for i := range w.parts {
		p := &w.parts[i]
		evidence := ""
		if p.factor != "" {
			evidence = "Ficha tecnica " + p.numero
		}
		rows = append(rows, []string{
			p.numero, p.descripcion, p.tipo, p.fraccion, "00", p.umc, p.umt, p.factor, evidence, w.opt.Start.AddMonths(-24).String(), "",
		})
	}
	return table(rows)
}

func (w *world) aliasTable() ([]byte, error) {
	rows := [][]string{{"alias", "parte", "de", "vigente_desde", "vigente_hasta"}}
	for _, a := range w.aliases {
		rows = append(rows, []string{a.alias, a.parte, a.de, a.from.String(), a.to.String()})
	}
	return table(rows)
}

func (w *world) bomTable(versions []version) ([]byte, error) {
	rows := [][]string{{"producto", "componente", "cantidad", "unidad", "merma", "desperdicio", "version", "vigente_desde", "vigente_hasta", "familia"}}
	for _, v := range versions {
		for _, c := range v.rows {
			rows = append(rows, []string{
				v.producto, c.parte, c.cantidad, c.unidad, c.merma, c.desperdicio, v.version, v.from.String(), v.to.String(), c.familia,
			})
		}
	}
	return table(rows)
}

// orderRows lists the production orders of a month, under their headings.
func (w *world) orderRows(from, to document.Date) [][]string {
	rows := [][]string{{
		"orden", "producto", "cantidad", "fecha", "version", "componente", "consumo", "unidad_consumo", "pedimento", "partida",
	}}
	for i := range w.orders {
		o := &w.orders[i]
		if o.fecha < from || o.fecha > to {
			continue
		}
		row := []string{o.numero, o.producto, o.cantidad.String(), o.fecha.String(), o.version}
		end := []string{o.pedimento, strconv.Itoa(o.partida)}
		if len(o.consumo) == 0 {
			rows = append(rows, append(append(row, "", "", ""), end...))
		}
		for _, u := range o.consumo {
			line := append(append([]string{}, row...), u.parte, u.cantidad.String(), w.part(u.parte).umc)
			rows = append(rows, append(line, end...))
		}
	}
	return rows
}

// actRows lists the acts of a month, under their headings.
func (w *world) actRows(since, to document.Date) [][]string {
	rows := [][]string{{"acta", "renglon", "fecha", "tipo", "parte", "pedimento", "partida", "cantidad", "unidad", "documento", "de"}}
	for _, a := range w.acts {
		if a.fecha < since || a.fecha > to {
			continue
		}
		from := "desperdicio"
		if a.good {
			from = "material"
		}
		rows = append(rows, []string{
			a.acta, strconv.Itoa(a.renglon), a.fecha.String(), "destruccion", a.parte, "", "", a.cantidad.String(), w.part(a.parte).umc,
			"Aviso de destruccion " + a.acta, from,
		})
	}
	return rows
}

// programme is programa.yaml.
func (w *world) programme() []byte {
	c := theCompany()
	lead := ""
	if w.opt.LeadDays > 0 {
		lead = fmt.Sprintf("bom_lead_days: %d\n", w.opt.LeadDays)
	}
	return fmt.Appendf(nil, "rfc: %q\nnombre: %q\nprograma: %q\ncertificacion: {iva_ieps: A, from: %s, to: %s}\ninventory_key: part\nsin_bom: faltante\n%s",
		c.rfc, c.nombre, c.immex, w.opt.Start.AddMonths(-12), w.opt.Start.AddMonths(96), lead)
}
