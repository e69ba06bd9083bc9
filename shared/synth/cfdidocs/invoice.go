package cfdidocs

import (
	"strconv"
	"strings"
)

const (
	ns40   = "http://www.sat.gob.mx/cfd/4"
	ns33   = "http://www.sat.gob.mx/cfd/3"
	nsCCE  = "http://www.sat.gob.mx/ComercioExterior20"
	nsPago = "http://www.sat.gob.mx/Pagos20"
	nsTFD  = "http://www.sat.gob.mx/TimbreFiscalDigital"
)

// paper is one invoice before it is written.
type paper struct {
	root    *node
	stamp   *node
	truth   map[string]string
	numero  string // of its certificate
	version string
}

// say sets what a reader must find at a path.
func (p *paper) say(path, value string) { p.truth[path] = value }

// maker draws invoices of one invented company.
type maker struct {
	r        *prng
	rfc, nom string
	cp       string
}

func newMaker(r *prng) *maker {
	return &maker{r: r, rfc: "MEN" + decimal(int64(r.between(900101, 991228)), 0) + "AB1", nom: "MANUFACTURAS EJEMPLO DEL NORTE", cp: "88999"}
}

// head draws what every invoice begins with. subtotal and the others are in
// cents of the currency.
func (m *maker) head(version, tipo, moneda, subtotal, total string) *paper {
	r := m.r
	p := &paper{truth: map[string]string{}, numero: "3000100000050000" + r.digits(4), version: version}
	ns, exportacion := ns40, "01"
	if version == "3.3" {
		ns, exportacion = ns33, ""
	}
	fecha := "20" + r.pick("22", "23", "24", "25") + "-0" + strconv.Itoa(r.between(1, 9)) + "-" + strconv.Itoa(r.between(10, 28))
	folio, cambio := r.digits(5), ""
	if moneda == "USD" {
		cambio = decimal(int64(r.between(165000, 205000)), 4)
	}
	n := el("cfdi:Comprobante", "xmlns:cfdi", ns, "Version", version, "Serie", r.pick("A", "EXP", "F-1"), "Folio", folio,
		"Fecha", fecha+"T"+strconv.Itoa(r.between(10, 23))+":15:07")
	if tipo == "I" || tipo == "E" {
		n.set("FormaPago", "99")
	}
	n.set("NoCertificado", p.numero).set("SubTotal", subtotal).set("Moneda", moneda).
		set("TipoCambio", cambio).set("Total", total).set("TipoDeComprobante", tipo).set("Exportacion", exportacion)
	if tipo == "I" || tipo == "E" {
		n.set("MetodoPago", "PPD")
	}
	n.set("LugarExpedicion", m.cp)
	p.root = n
	for path, v := range map[string]string{
		"version": version, "folio": folio, "fecha": fecha, "tipo": tipo, "moneda": moneda, "tipo_cambio": minimal(cambio),
		"subtotal": minimal(subtotal), "total": minimal(total), "emisor.rfc": m.rfc,
	} {
		p.say(path, v)
	}
	return p
}

// parties adds issuer and receiver; a foreign one has no RFC of its own.
func (m *maker) parties(p *paper, uso string, foreign bool) {
	em := el("cfdi:Emisor", "Rfc", m.rfc, "Nombre", m.nom, "RegimenFiscal", "601")
	rfc, name := m.rfc, m.nom
	var pais, id string
	if foreign {
		rfc, name, pais, id = "XEXX010101000", m.r.pick("EXAMPLE PARTS INC", "MUÑOZ & SONS LLC", "INVENTED  HARNESS GMBH"), "USA", m.r.digits(9)
	}
	re := el("cfdi:Receptor", "Rfc", rfc, "Nombre", name)
	if p.version == "4.0" {
		re.set("DomicilioFiscalReceptor", m.cp).set("ResidenciaFiscal", pais).set("NumRegIdTrib", id).set("RegimenFiscalReceptor", "616")
	} else {
		re.set("ResidenciaFiscal", pais).set("NumRegIdTrib", id)
	}
	re.set("UsoCFDI", uso)
	p.root.add(em, re)
	p.say("receptor.rfc", rfc)
	p.say("receptor.num_reg_id_trib", id)
}

// line is one concepto in cents.
type line struct {
	part     string
	quantity int64 // thousandths
	price    int64 // ten-thousandths
	amount   int64 // cents
	pedido   string
}

// lines draws conceptos whose amounts are exact products.
func (m *maker) lines(n int) (out []line, total int64) {
	for i := range n {
		l := line{
			part: "P" + m.r.digits(5) + "-" + strconv.Itoa(i), quantity: int64(m.r.between(1, 900)) * 1000,
			price: int64(m.r.between(1, 9999)) * 100,
		}
		l.amount = l.quantity / 1000 * l.price / 100
		if m.r.one(3) {
			l.pedido = "2" + m.r.digits(1) + "  " + m.r.pick("24", "40", "81") + "  9999  " + m.r.digits(7)
		}
		total += l.amount
		out = append(out, l)
	}
	return out, total
}

// conceptos writes the lines with VAT at a rate in hundredths (16, 8, 0).
func (m *maker) conceptos(p *paper, lines []line, rate int64) {
	list := el("cfdi:Conceptos")
	var base, tax int64
	for i, l := range lines {
		k := el("cfdi:Concepto", "ClaveProdServ", "32101600", "NoIdentificacion", l.part, "Cantidad", decimal(l.quantity, 3),
			"ClaveUnidad", "H87", "Unidad", "PIEZA", "Descripcion", m.r.pick("Arnés automotriz", "Placa \"A\" < 5 mm", "Conector  de 8 vías"),
			"ValorUnitario", decimal(l.price, 4), "Importe", decimal(l.amount, 2))
		if p.version == "4.0" {
			k.set("ObjetoImp", "02")
		}
		vat := (l.amount*rate + 50) / 100
		tax, base = tax+vat, base+l.amount
		k.add(el("cfdi:Impuestos").add(el("cfdi:Traslados").add(el("cfdi:Traslado", "Base", decimal(l.amount, 2), "Impuesto", "002",
			"TipoFactor", "Tasa", "TasaOCuota", decimal(rate*10_000, 6), "Importe", decimal(vat, 2)))))
		at := "conceptos." + strconv.Itoa(i) + "."
		if l.pedido != "" {
			k.add(el("cfdi:InformacionAduanera", "NumeroPedimento", l.pedido))
			p.say(at+"pedimentos.0", strings.ReplaceAll(l.pedido, " ", ""))
		}
		list.add(k)
		p.say(at+"no_identificacion", l.part)
		p.say(at+"cantidad", minimal(decimal(l.quantity, 3)))
		p.say(at+"valor_unitario", minimal(decimal(l.price, 4)))
		p.say(at+"importe", minimal(decimal(l.amount, 2)))
	}
	row := el("cfdi:Traslado")
	if p.version == "4.0" {
		row.set("Base", decimal(base, 2))
	}
	row.set("Impuesto", "002").set("TipoFactor", "Tasa").set("TasaOCuota", decimal(rate*10_000, 6)).set("Importe", decimal(tax, 2))
	p.root.add(list, el("cfdi:Impuestos").setLate("TotalImpuestosTrasladados", decimal(tax, 2)).add(el("cfdi:Traslados").add(row)))
	p.say("total_impuestos_trasladados", minimal(decimal(tax, 2)))
}

// comercio writes the foreign-trade complement of the lines, in dollars.
func (m *maker) comercio(p *paper, lines []line, total int64) *node {
	x := el("cce20:ComercioExterior", "xmlns:cce20", nsCCE, "Version", "2.0", "ClaveDePedimento", "A1", "CertificadoOrigen", "0",
		"Incoterm", m.r.pick("FCA", "DAP", "EXW"), "TipoCambioUSD", decimal(int64(m.r.between(165000, 205000)), 4), "TotalUSD", decimal(total, 2))
	x.add(el("cce20:Emisor").add(el("cce20:Domicilio", "Calle", "AVENIDA DE LA INVENCIÓN", "Estado", "TAM", "Pais", "MEX", "CodigoPostal", m.cp)),
		el("cce20:Receptor").add(el("cce20:Domicilio", "Calle", "INVENTED ROAD 1", "Estado", "TX", "Pais", "USA", "CodigoPostal", "78999")))
	goods := el("cce20:Mercancias")
	for i, l := range lines {
		fraccion := "85443002" + m.r.pick("00", "99")
		goods.add(el("cce20:Mercancia", "NoIdentificacion", l.part, "FraccionArancelaria", fraccion, "CantidadAduana", decimal(l.quantity, 3),
			"UnidadAduana", "06", "ValorUnitarioAduana", decimal(l.price*100, 6), "ValorDolares", decimal(l.amount*100, 4)))
		at := "comercio_exterior.mercancias." + strconv.Itoa(i) + "."
		p.say(at+"fraccion_arancelaria", fraccion)
		p.say(at+"cantidad_aduana", minimal(decimal(l.quantity, 3)))
		p.say(at+"valor_dolares", minimal(decimal(l.amount, 2)))
	}
	p.say("comercio_exterior.total_usd", minimal(decimal(total, 2)))
	return x.add(goods)
}
