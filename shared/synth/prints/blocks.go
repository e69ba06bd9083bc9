package prints

import (
	"fmt"
	"strconv"
	"strings"
)

// guarantees prints cuentas aduaneras de garantía of a pedimento or partida.
func (c *canvas) guarantees(list []cuenta, path string, from float64) {
	if len(list) == 0 {
		return
	}
	c.need(3)
	cols := c.columns("gar|14|L|CVE. GAR.;ins|30|L|INST. EMISORA;fec|16|L|FECHA C.;num|20|L|NO. CUENTA;fol|18|L|FOLIO CONSTANCIA;tot|20|R|TOT. DEPOSITO", from, 1000)
	c.heads(cols)
	for i, q := range list {
		p := fmt.Sprintf("%s.%d.", path, i)
		c.row(cols, cell{"gar", q.garantia, kText, []string{p + "garantia"}}, cell{"ins", q.institucion, kText, []string{p + "institucion"}},
			cell{"fec", dated(q.fecha, c.l.dateSep), kDate, []string{p + "fecha"}}, cell{"num", q.numero, kText, []string{p + "numero"}},
			cell{"fol", q.folio, kText, []string{p + "folio"}}, cell{"tot", c.l.amount(q.total), kAmount, []string{p + "total"}})
	}
}

func (c *canvas) accounts() {
	if len(c.m.cuentas) == 0 {
		return
	}
	c.need(4)
	c.title("cuentas")
	c.guarantees(c.m.cuentas, "cuentas", 0)
}

func spaced(n string) string { return n[:2] + " " + n[2:4] + " " + n[4:8] + " " + n[8:] }

func (c *canvas) discharges() {
	if len(c.m.descargos) == 0 {
		return
	}
	c.need(4)
	c.title("descargos")
	cols := c.columns("num|36|L|NUM. PEDIMENTO ORIGINAL;fec|26|L|FECHA DE OPERACION;cla|20|L|CVE. PEDIMENTO;adu|14|L|ADUANA;fra|20|L|FRACCION;uni|10|L|U.M.;can|20|R|CANTIDAD", 0, 1000)
	c.heads(cols)
	for i, d := range c.m.descargos {
		p := fmt.Sprintf("descargos.%d.", i)
		c.row(cols, cell{"num", spaced(d.number), kNumber, []string{p + "numero"}}, cell{"fec", dated(d.fecha, c.l.dateSep), kDate, []string{p + "fecha"}},
			cell{"cla", d.clave, kText, []string{p + "clave"}}, cell{"adu", d.aduana, kText, []string{p + "aduana"}}, cell{"fra", d.fraccion, kText, []string{p + "fraccion"}},
			cell{"uni", d.unidad, kUnit, []string{p + "unidad"}}, cell{"can", c.l.amount(d.cantidad), kAmount, []string{p + "cantidad"}})
	}
}

func (c *canvas) compensations() {
	if len(c.m.compensaciones) == 0 {
		return
	}
	c.need(4)
	c.title("compensaciones")
	cols := c.columns("num|40|L|NUM. PEDIMENTO ORIGINAL;fec|30|L|FECHA DE OPERACION;cla|30|L|CLAVE DEL GRAVAMEN;imp|30|R|IMPORTE DEL GRAVAMEN", 0, 1000)
	c.heads(cols)
	for i, d := range c.m.compensaciones {
		p := fmt.Sprintf("compensaciones.%d.", i)
		c.row(cols, cell{"num", spaced(d.number), kNumber, []string{p + "numero"}}, cell{"fec", dated(d.fecha, c.l.dateSep), kDate, []string{p + "fecha"}},
			cell{"cla", d.clave, kTax, []string{p + "clave"}}, cell{"imp", c.l.amount(d.importe), kAmount, []string{p + "importe"}})
	}
}

func (c *canvas) virtuals() {
	if len(c.m.virtuales) == 0 {
		return
	}
	c.need(4)
	c.title("virtuales")
	cols := c.columns("fp|20|L|FORMA DE PAGO;ins|40|L|DEPENDENCIA O INSTITUCION EMISORA;num|30|L|NUMERO DEL DOCUMENTO;fec|26|L|FECHA DEL DOCUMENTO;imp|26|R|IMPORTE DEL DOCUMENTO;sal|24|R|SALDO DISPONIBLE;pag|24|R|IMPORTE A PAGAR", 0, 1000)
	c.heads(cols)
	for i, d := range c.m.virtuales {
		p := fmt.Sprintf("pagos_virtuales.%d.", i)
		c.row(cols, cell{"fp", d.fp, kText, []string{p + "forma_pago"}}, cell{"ins", d.institucion, kText, []string{p + "institucion"}},
			cell{"num", d.numero, kText, []string{p + "numero"}}, cell{"fec", dated(d.fecha, c.l.dateSep), kDate, []string{p + "fecha"}},
			cell{"imp", c.l.amount(d.importe), kAmount, []string{p + "importe"}}, cell{"sal", c.l.amount(d.saldo), kAmount, []string{p + "saldo"}},
			cell{"pag", c.l.amount(d.pagado), kAmount, []string{p + "importe_pago"}})
	}
}

func (c *canvas) rectification() {
	x := c.m.rectifica
	if x == nil {
		return
	}
	c.need(6)
	c.title("rectificacion")
	cols := c.columns("num|40|L|PEDIMENTO ORIGINAL;cla|24|L|CVE. PEDIM. ORIG.;adu|24|L|ADUANA ORIG.;fec|30|L|FECHA PAGO ORIG.", 0, 1000)
	c.heads(cols)
	c.row(cols, cell{"num", spaced(x.number), kNumber, []string{"rectifica.numero"}}, cell{"cla", x.clave, kText, []string{"rectifica.clave"}},
		cell{"adu", x.aduana, kText, []string{"rectifica.aduana"}}, cell{"fec", dated(x.fecha, c.l.dateSep), kDate, []string{"rectifica.fecha"}})
	if len(x.diferencias) == 0 {
		return
	}
	c.title("diferencias")
	cols = c.columns("con|20|L|CONCEPTO;fp|10|C|F.P.;dif|20|R|DIFERENCIA", 0, 500)
	c.heads(cols)
	for i, t := range x.diferencias {
		p := fmt.Sprintf("diferencias.%d.", i)
		c.row(cols, cell{"con", c.l.duty(t.clave), kTax, []string{p + "clave"}}, cell{"fp", t.fp, kText, []string{p + "forma_pago"}},
			cell{"dif", c.l.amount(t.importe), kAmount, []string{p + "importe"}})
	}
}

// end prints the end mark with the count of partidas.
func (c *canvas) end() {
	c.down(0.5)
	c.need(1)
	parts := strings.Split(c.l.label("fin"), "%s")
	n := len(c.m.partidas)
	x := c.text(c.px(60), parts[0])
	x = c.put(x, mark{text: strconv.Itoa(n), kind: kSeq, paths: []string{"total_partidas"}})
	x = c.text(x, parts[1])
	x = c.put(x, mark{text: c.m.prevalidador, paths: []string{"prevalidador"}})
	c.text(x, parts[2])
}

// footer is the agent's block at the foot of every page.
func (c *canvas) footer() {
	a, l := &c.m.agente, c.l
	narrow := c.width
	c.width = c.w - 2*margin
	defer func() { c.width = narrow }()
	c.y = c.h - margin - (footLines-1.5)*l.step
	c.put(c.px(40), mark{text: "AGENTE ADUANAL, AGENCIA ADUANAL, APODERADO ADUANAL O DE ALMACEN", bold: true})
	c.text(c.px(600), "DECLARO BAJO PROTESTA DE DECIR VERDAD,")
	c.down(1)
	c.text(c.px(0), "NOMBRE O RAZ. SOC.: "+a.nombre+" "+a.rfc)
	c.text(c.px(600), "EN LOS TERMINOS DE LO DISPUESTO POR EL")
	c.down(1)
	c.text(c.px(0), a.sociedad)
	c.text(c.px(600), "ARTICULO 81 DE LA LEY, PATENTE O")
	c.down(1)
	x := c.text(c.px(0), l.label("rfc")+" "+a.rfcSociedad)
	c.text(x+20, "CURP: "+a.curp)
	x = c.text(c.px(600), "AUTORIZACION:")
	c.text(x+6, c.m.patente())
	c.down(1)
	x = c.text(c.px(0), "NUMERO DE SERIE DEL CERTIFICADO:")
	c.text(x+8, a.serie)
	c.down(1)
	c.y -= l.step * 0.2
	fit := int(c.width / c.f.width("M", 4, false))
	for s := "e.firma: " + a.firma; s != ""; c.y += 4.4 {
		n := min(fit, len(s))
		c.put(c.px(0), mark{text: s[:n], size: 4})
		s = s[n:]
	}
	c.put(c.px(0), mark{text: "El pago de las contribuciones puede realizarse mediante el servicio de pago electrónico conforme a lo establecido en la regla 1.6.2.", size: 4})
	c.y = c.h - margin
	c.text(c.px(0), l.copyText)
	c.right("DESTINO/ORIGEN: INTERIOR DEL PAIS")
}

// marked puts the words of a draft or a void copy over every page.
func (c *canvas) marked() {
	s := map[estado]string{proforma: "SÓLO PARA CONSULTA", nulo: "PEDIMENTO NULO"}[c.m.estado]
	if s == "" {
		return
	}
	var under []mark
	for p := 1; p <= c.page; p++ {
		if !c.l.interleaved {
			under = append(under, mark{page: p, x: c.w * 0.16, y: c.h * 0.72, size: 52, text: s, angle: 50, gray: true})
			continue
		}
		for k, w := range strings.Fields(s) {
			for _, y := range []float64{0.3, 0.55, 0.8} {
				// between two lines, as a background text falls
				under = append(under, mark{page: p, x: c.w * (0.3 + 0.15*float64(k)), y: c.h*y - float64(k)*c.l.step*1.37, size: c.l.size, text: w, angle: 35, gray: true})
			}
		}
	}
	c.marks = append(under, c.marks...)
}
