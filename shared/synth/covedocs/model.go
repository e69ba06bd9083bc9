package covedocs

import (
	"fmt"
	"strings"
)

// The shapes, as the view of a COVE names them.
const (
	consulta     = "consulta"
	carga        = "carga"
	relacionIA   = "relacion_ia"
	relacionNoIA = "relacion_noia"
	impreso      = "impreso"
)

// comprobante is an invented COVE.
type comprobante struct {
	forma                            string
	edocument, operacion, numero     string
	fecha                            [3]int // year, month, day
	figura, correo, observaciones    string
	patentes, rfcs                   []string
	emisor, destinatario             persona
	facturas                         []factura
	cadena                           string // signed before any defect
	certificado, subdivision, export string // of the only invoice
}

type factura struct {
	numero       string
	emisor, dest persona
	goods        []mercancia
}

type persona struct{ tipo, id, nombre, calle, exterior, colonia, municipio, entidad, pais, cp string }

type mercancia struct {
	descripcion, unidad, moneda           string
	cantidad, unitario, total, dolares    string // as written in XML
	marca, modelo, serie                  string
	monedaEscrita, unidadEscrita, unidadK string // as printed, and the key that is certain
}

// iso is the date as the services write it.
func (c *comprobante) iso() string {
	return fmt.Sprintf("%04d-%02d-%02d", c.fecha[0], c.fecha[1], c.fecha[2])
}

// invent makes a sound COVE of a shape.
func invent(r *prng, forma string) *comprobante {
	c := &comprobante{
		forma: forma, operacion: r.pick("TOCE.IMP", "TOCE.EXP"), numero: r.pick("F-", "INV", "", "A/") + r.digits(r.between(3, 8)),
		fecha: [3]int{2020 + r.n(7), r.between(1, 12), r.between(1, 28)}, figura: r.pick("1", "4", "5"), correo: "comercio@maquiladora.example",
		patentes: []string{r.digits(4)}, rfcs: []string{rfc(r)}, certificado: r.pick("0", "1"), subdivision: r.pick("0", "1"),
		emisor: supplier(r), destinatario: plant(r),
	}
	if c.operacion == "TOCE.EXP" {
		c.emisor, c.destinatario = c.destinatario, c.emisor
	}
	if r.one(3) {
		c.observaciones = "REMESA " + r.digits(2) + " DE MUESTRA"
	}
	if r.one(3) {
		c.patentes = append(c.patentes, r.digits(4))
	}
	if r.one(4) {
		c.export = "EA" + r.digits(5)
	}
	if forma == consulta || forma == impreso {
		c.edocument = fmt.Sprintf("COVE%02d%s", c.fecha[0]%100, r.code(7))
	}
	currency := r.pick("USD", "USD", "EUR", "MXN")
	invoices := 1
	if forma == relacionIA || forma == relacionNoIA {
		invoices = r.between(1, 4)
	}
	for i := range invoices {
		f := factura{emisor: supplier(r), dest: c.destinatario}
		if invoices > 1 || forma == relacionIA || forma == relacionNoIA {
			f.numero = fmt.Sprintf("%s-%d", c.numero, i+1)
		}
		for range r.between(1, 6) {
			f.goods = append(f.goods, goods(r, currency))
		}
		c.facturas = append(c.facturas, f)
	}
	c.cadena = c.signed()
	return c
}

// rfc invents one of a company, in shape.
func rfc(r *prng) string {
	return r.pick("MNE", "AGI", "TÑA", "P&G", "IND") + fmt.Sprintf("%02d%02d%02d", r.n(26), r.between(1, 12), r.between(1, 28)) + r.code(2) + r.digits(1)
}

func supplier(r *prng) persona {
	return persona{
		tipo: "0", id: r.digits(9), nombre: r.pick("EXAMPLE PARTS", "FORNITURE INVENTATE", "MUSTER TEILE", "SAMPLE METALS AND PLASTICS") + r.pick(" INC", " LLC", " SRL", " GMBH"),
		calle: r.pick("MAIN ST", "VIA DI PROVA", "HAUPTSTRASSE", "INDUSTRIAL BOULEVARD NORTH"), exterior: r.digits(r.between(1, 4)),
		pais: r.pick("USA", "ITA", "DEU", "JPN"), cp: r.digits(5),
	}
}

func plant(r *prng) persona {
	return persona{
		tipo: "1", id: rfc(r), nombre: r.pick("MAQUILADORA INVENTADA", "MANUFACTURAS DE EJEMPLO DEL NORTE", "ARNESES FICTICIOS") + " SA DE CV",
		calle: r.pick("AVENIDA FICTICIA", "CALLE DE PRUEBA", "BOULEVARD DE LOS EJEMPLOS"), exterior: r.digits(r.between(2, 4)),
		colonia: r.pick("PARQUE INDUSTRIAL", "COLONIA CENTRO", "LOS NOGALES"), municipio: r.pick("JUÁREZ", "TIJUANA", "REYNOSA"),
		entidad: r.pick("CHIHUAHUA", "BAJA CALIFORNIA", "NUEVO LEÓN"), pais: "MEX", cp: r.digits(5),
	}
}

// goods invents a line whose three figures agree exactly.
func goods(r *prng, currency string) mercancia {
	thousandths := int64(r.between(2, 4000)) * 1000
	if r.one(4) {
		thousandths += int64(r.n(10)) * 100
	}
	price := int64(r.between(5, 900_000)) * 1000 // millionths, to the thousandth
	total := thousandths / 100 * price / 10      // millionths
	perUSD := map[string]int64{"USD": 1_000_000, "EUR": 1_105_200, "MXN": 55_000}[currency]
	dollars := (total/100*perUSD + 500_000) / 1_000_000 // ten-thousandths
	unit := [][3]string{{"C62_1", "PIEZA", ""}, {"KGM", "KILOGRAMO", "KGM"}, {"MTR", "METRO", "MTR"}}[r.n(3)]
	m := mercancia{
		descripcion: strings.Join([]string{r.pick("ARNES", "CONECTOR", "ABRAZADERA", "TERMINAL", "CABLE"), r.pick("DE COBRE", "METALICO", "PARA TABLERO", "DE PRUEBA"), r.code(4)}, " "),
		unidad:      unit[0], unidadEscrita: unit[1], unidadK: unit[2], moneda: currency,
		cantidad: decimal(thousandths, 3), unitario: decimal(price, 6), total: decimal(total, 6), dolares: decimal(dollars, 4),
		monedaEscrita: map[string]string{"USD": "US Dolar", "EUR": "Euro", "MXN": "Peso Mexicano"}[currency],
	}
	if r.one(3) {
		m.marca, m.modelo, m.serie = "INVENTA", r.pick("M-", "X")+r.digits(3), r.code(8)
	}
	if r.one(5) {
		m.descripcion += " CON TRATAMIENTO SUPERFICIAL PARA USO EN LINEAS DE ENSAMBLE DE EJEMPLO"
	}
	return m
}

// decimal writes n units of 10^-scale.
func decimal(n int64, scale int) string {
	s := fmt.Sprintf("%0*d", scale+1, n)
	return s[:len(s)-scale] + "." + s[len(s)-scale:]
}

// signed is the cadena original of an upload.
func (c *comprobante) signed() string {
	out := []string{c.operacion, c.numero, "0", c.iso(), c.figura, c.observaciones}
	out = append(append(out, c.rfcs...), c.patentes...)
	out = append(out, c.subdivision, c.certificado, c.export)
	for _, p := range []persona{c.emisor, c.destinatario} {
		out = append(out, p.tipo, p.id, p.nombre, p.calle, p.exterior, p.colonia, p.municipio, p.entidad, p.pais, p.cp)
	}
	for _, m := range c.facturas[0].goods {
		out = append(out, m.descripcion, m.unidad, m.cantidad, m.moneda, m.unitario, m.total, m.dolares, m.marca, m.modelo, m.serie)
	}
	var b strings.Builder
	for _, s := range out {
		if s != "" {
			b.WriteString("|" + s)
		}
	}
	return b.String() + "|"
}
