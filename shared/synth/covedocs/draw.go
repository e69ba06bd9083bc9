package covedocs

import (
	"fmt"
	"strings"
	"time"
)

// creation is the date the file claims: that of the document.
func creation(c *comprobante) time.Time {
	return time.Date(c.fecha[0], time.Month(c.fecha[1]), c.fecha[2], 12, 0, 0, 0, time.UTC)
}

// cell is a label with its value and the width it takes.
type cell struct {
	label, value string
	width        float64
}

// blocks are the cells of everything but the goods, as the form orders them.
func (c *comprobante) blocks(skip string) (titles []string, rows [][][]cell) {
	operacion, fecha := map[string]string{"TOCE.IMP": "Importación", "TOCE.EXP": "Exportación"}[c.operacion], fmt.Sprintf("%02d/%02d/%04d", c.fecha[2], c.fecha[1], c.fecha[0])
	if skip == "operacion" {
		operacion = ""
	}
	if skip == "fecha" {
		fecha = ""
	}
	yes := map[string]string{"0": "No", "1": "Sí"}
	titles = []string{"", "Datos de la Factura", "Datos generales del proveedor", "Domicilio del proveedor", "Datos generales del destinatario", "Domicilio del destinatario"}
	rows = [][][]cell{
		{
			{{"Tipo de Operación", operacion, 180}, {"Relación de Facturas", "Sin relación de facturas", 180}, {"No. de Factura", c.numero, 160}},
			{{"Tipo de Figura", map[string]string{"1": "Agente Aduanal", "4": "Exportador", "5": "Importador"}[c.figura], 180}, {"Fecha Expedición", fecha, 180}},
			{{"Observaciones", c.observaciones, 520}},
			{{"RFC con permisos de consulta", strings.Join(c.rfcs, " "), 260}, {"Número de Patente Aduanal", strings.Join(c.patentes, " "), 260}},
		},
		{{{"Subdivisión", yes[c.subdivision], 120}, {"Certificado de origen", yes[c.certificado], 160}, {"No. de exportador autorizado", c.export, 200}}},
	}
	for _, q := range []*persona{&c.emisor, &c.destinatario} {
		rows = append(rows, [][]cell{
			{{"Tipo de identificador", map[string]string{"0": "TAX ID", "1": "RFC"}[q.tipo], 200}, {"Tax ID/Sin Tax ID/RFC/CURP", q.id, 260}},
			{{"Nombre(s) o Razón Social", q.nombre, 260}, {"Apellido paterno", "", 120}, {"Apellido materno", "", 120}},
		}, [][]cell{
			{{"Calle", q.calle, 220}, {"No. exterior", q.exterior, 100}, {"No. interior", "", 100}, {"Código postal", q.cp, 100}},
			{{"Colonia", q.colonia, 260}, {"Localidad", "", 260}},
			{{"Entidad federativa", q.entidad, 260}, {"Municipio", q.municipio, 260}},
			{{"País", q.pais, 260}},
		})
	}
	return titles, rows
}

// goodsCells are the cells of one line of goods.
func (p *pen) goodsCells(m *mercancia, skip string) [][]cell {
	v := map[string]string{"cantidad": p.figure(m.cantidad, false), "valor total": p.figure(m.total, true), "moneda": m.monedaEscrita}
	v[skip] = ""
	out := [][]cell{
		{{"Descripción genérica de la mercancía", m.descripcion, 340}, {"Cantidad de mercancía", v["cantidad"], 160}},
		{{"Unidad de Medida", m.unidadEscrita, 180}, {"Tipo moneda", v["moneda"], 160}, {"Valor unitario", p.figure(m.unitario, true), 160}},
		{{"Valor total", v["valor total"], 340}, {"Valor total en dólares", p.figure(m.dolares, true), 160}},
	}
	if m.marca != "" {
		out = append(out, []cell{{"Marca", m.marca, 180}, {"Modelo", m.modelo, 160}, {"Número de serie", m.serie, 160}})
	}
	return out
}

// above draws a row of labels with the values below them.
func (p *pen) above(row []cell) {
	deep := 1
	for _, c := range row {
		deep = max(deep, len(p.lines(c.value, c.width-8)))
	}
	p.room((p.size + 2) * float64(deep+2))
	x := 44.0
	for _, c := range row {
		p.at(x, p.y, c.label)
		for i, line := range p.lines(c.value, c.width-8) {
			p.at(x, p.y+(p.size+2)*float64(i+1), line)
		}
		x += c.width
	}
	p.y += (p.size+2)*float64(deep+1) + 4
}

// beside draws labels with their values to the right, per to a line.
func (p *pen) beside(row []cell, per int, colon string) {
	for from := 0; from < len(row); from += per {
		part := row[from:min(from+per, len(row))]
		lines, starts, deep := make([][]string, len(part)), make([]float64, len(part)), 1
		for i, c := range part {
			starts[i] = 44 + float64(i)*280 + max(p.width(c.label+colon)+p.size, 110)
			lines[i] = p.lines(c.value, 560-float64(per-1-i)*270-starts[i])
			deep = max(deep, len(lines[i]))
		}
		p.room((p.size + 2) * float64(deep+1))
		for i, c := range part {
			p.at(44+float64(i)*280, p.y, c.label+colon)
			for k, line := range lines[i] {
				p.at(starts[i], p.y+(p.size+2)*float64(k), line)
			}
		}
		p.y += (p.size+2)*float64(deep) + 2
	}
}

func (p *pen) heading(title string) {
	if title == "" {
		return
	}
	p.room(6 * p.size)
	p.at(40, p.y, title)
	p.y += p.size + 6
}

// grid is the form of the Ventanilla: labels above values, everywhere.
func grid(p *pen, c *comprobante, skip string) {
	titles, rows := c.blocks(skip)
	for i, block := range rows {
		p.heading(titles[i])
		for _, row := range block {
			p.above(row)
		}
	}
	for i := range c.facturas[0].goods {
		p.heading("Datos de la mercancía")
		for _, row := range p.goodsCells(&c.facturas[0].goods[i], skip) {
			p.above(row)
		}
	}
	p.legend()
}

// rows sets each value beside its label, one or two to a line.
func rows(p *pen, c *comprobante, skip string) {
	titles, blocks := c.blocks(skip)
	for i, block := range blocks {
		p.heading(titles[i])
		for _, row := range block {
			p.beside(row, 1, p.colon)
		}
	}
	for i := range c.facturas[0].goods {
		p.heading(fmt.Sprintf("Mercancía %d", i+1))
		for _, row := range p.goodsCells(&c.facturas[0].goods[i], skip) {
			p.beside(row, 1, p.colon)
		}
	}
	p.legend()
}

// mixed has labels above values for the parties and beside them for the goods.
func mixed(p *pen, c *comprobante, skip string) {
	titles, blocks := c.blocks(skip)
	for i, block := range blocks {
		p.heading(titles[i])
		for _, row := range block {
			p.above(row)
		}
	}
	for i := range c.facturas[0].goods {
		p.heading("Datos de la Mercancía")
		for _, row := range p.goodsCells(&c.facturas[0].goods[i], skip) {
			p.beside(row, 2, ":")
		}
	}
	p.legend()
}

// table lists the goods in columns, figures set to the right.
func table(p *pen, c *comprobante, skip string) {
	titles, blocks := c.blocks(skip)
	for i, block := range blocks {
		p.heading(titles[i])
		for _, row := range block {
			p.above(row)
		}
	}
	p.heading("Datos de la Mercancía")
	heads := []string{"Descripción genérica", "Clave UMC", "Cantidad", "Tipo Moneda", "Valor unitario", "Valor Total", "Valor en dólares"}
	at := []float64{44, 190, 290, 300, 430, 500, 576}
	draw := func() {
		for k, h := range heads {
			if k == 2 || k > 3 {
				p.right(at[k], p.y, h)
			} else {
				p.at(at[k], p.y, h)
			}
		}
		p.y += p.size + 5
	}
	p.size = 6
	p.pdf.SetFontSize(p.size)
	draw()
	for i := range c.facturas[0].goods {
		m := &c.facturas[0].goods[i]
		m.marca, m.modelo, m.serie = "", "", "" // this layout has no room for them
		lines := p.lines(m.descripcion, 138)
		if p.y+float64(len(lines))*8 > 730 {
			size := p.size
			p.page()
			p.pdf.SetFontSize(size)
			draw()
		}
		row := p.goodsCells(m, skip)
		p.at(at[1], p.y, row[1][0].value)
		p.right(at[2], p.y, row[0][1].value)
		p.at(at[3], p.y, row[1][1].value)
		p.right(at[4], p.y, row[1][2].value)
		p.right(at[5], p.y, row[2][0].value)
		p.right(at[6], p.y, row[2][1].value)
		for k, line := range lines {
			p.at(at[0], p.y+8*float64(k), line)
		}
		p.y += 8*float64(len(lines)) + 5
	}
	p.legend()
}

// legend is what stands below the data.
func (p *pen) legend() {
	p.room(60)
	p.y += 6
	p.at(40, p.y, "Cadena original")
	p.at(40, p.y+10, "|TOCE.IMP|F-0|0|2026-01-01|")
	p.at(40, p.y+24, "Sello digital")
	p.at(40, p.y+34, "U0VMTE8gSU5WRU5UQURP")
}
