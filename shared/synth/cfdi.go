package synth

import (
	"encoding/base64"
	"strings"
)

// Namespaces of SAT's schemas.
const (
	nsCFDI = "http://www.sat.gob.mx/cfd/4"
	nsCCE  = "http://www.sat.gob.mx/ComercioExterior20"
	nsTFD  = "http://www.sat.gob.mx/TimbreFiscalDigital"
	nsXSI  = "http://www.w3.org/2001/XMLSchema-instance"
)

// exportSeries is the series of the electronic invoices of exports.
const exportSeries = "EXP"

// invoiceXML is the CFDI of an export: with Comercio Exterior for a
// definitive one (A1), plain for a return. excess falsifies the total, in
// cents. Seal and stamp are noise and there is no certificate: nothing here was
// ever certified; package cfdidocs invents sealed ones.
func (g *generator) invoiceXML(p *ped, excess int64) (uuid string, b []byte) {
	r := g.own(p)
	uuid = inventUUID(r)
	definitive := p.clave == "A1"
	exportacion := "04"
	if definitive {
		exportacion = "02"
	}
	sello := noise(r, 256)
	w := newXML()
	w.open("cfdi:Comprobante", "xmlns:xsi", nsXSI, "xmlns:cfdi", nsCFDI, "xmlns:cce20", onlyIf(definitive, nsCCE),
		"xsi:schemaLocation", nsCFDI+" http://www.sat.gob.mx/sitio_internet/cfd/4/cfdv40.xsd",
		"Version", "4.0", "Serie", exportSeries, "Folio", p.doc, "Fecha", p.pago.String()+"T10:00:00", "FormaPago", "99",
		"NoCertificado", "3000100000040000"+r.digits(4), "SubTotal", decimal(p.dolares, 2),
		"Moneda", "USD", "TipoCambio", decimal(p.tc/10, 4), "Total", decimal(p.dolares+excess, 2), "TipoDeComprobante", "I",
		"Exportacion", exportacion, "MetodoPago", "PPD", "LugarExpedicion", g.co.cp, "Sello", sello)
	w.empty("cfdi:Emisor", "Rfc", g.co.rfc, "Nombre", strings.TrimSuffix(g.co.nombre, " SA DE CV"), "RegimenFiscal", "601")
	w.empty("cfdi:Receptor", "Rfc", "XEXX010101000", "Nombre", p.socio.nombre, "DomicilioFiscalReceptor", g.co.cp,
		"ResidenciaFiscal", p.socio.pais, "NumRegIdTrib", p.socio.taxID, "RegimenFiscalReceptor", "616", "UsoCFDI", "S01")
	w.open("cfdi:Conceptos")
	for i := range p.partidas {
		concepto(w, &p.partidas[i])
	}
	w.end().open("cfdi:Impuestos", "TotalImpuestosTrasladados", "0.00").open("cfdi:Traslados")
	w.empty("cfdi:Traslado", "Base", decimal(p.dolares, 2), "Impuesto", "002", "TipoFactor", "Tasa", "TasaOCuota", "0.000000", "Importe", "0.00")
	w.end().end().open("cfdi:Complemento")
	if definitive {
		g.comercioExterior(w, p)
	}
	w.empty("tfd:TimbreFiscalDigital", "xmlns:tfd", nsTFD, "Version", "1.1", "UUID", uuid, "FechaTimbrado", p.pago.String()+"T10:01:07",
		"RfcProvCertif", "PAC100101AB"+rfcDigit("PAC100101AB"), "SelloCFD", sello, "NoCertificadoSAT", "3000100000050000"+r.digits(4),
		"SelloSAT", noise(r, 256))
	return uuid, w.bytes()
}

// concepto writes one line. It names no pedimento: with the complement none is
// named, and a return is no sale of what was imported for good.
func concepto(w *xmlWriter, q *partida) {
	m := q.mat
	w.open("cfdi:Concepto", "ClaveProdServ", "32101600", "NoIdentificacion", m.part(0), "Cantidad", decimal(q.umc, 3),
		"ClaveUnidad", satUnit(m.umc), "Unidad", unitName(m.umc), "Descripcion", m.descripcion,
		"ValorUnitario", unitPrice(q), "Importe", decimal(q.cents, 2), "ObjetoImp", "02")
	w.open("cfdi:Impuestos").open("cfdi:Traslados").empty("cfdi:Traslado", "Base", decimal(q.cents, 2), "Impuesto", "002",
		"TipoFactor", "Tasa", "TasaOCuota", "0.000000", "Importe", "0.00").end().end()
	w.end()
}

// comercioExterior writes the complement of a definitive export.
func (g *generator) comercioExterior(w *xmlWriter, p *ped) {
	incoterm := "FCA"
	if len(p.facturas) > 0 {
		incoterm = p.facturas[0].incoterm
	}
	w.open("cce20:ComercioExterior", "Version", "2.0", "ClaveDePedimento", "A1", "CertificadoOrigen", "0", "Incoterm", incoterm,
		"TipoCambioUSD", decimal(p.tc/10, 4), "TotalUSD", decimal(p.dolares, 2))
	c, s := g.co, p.socio
	w.open("cce20:Emisor").empty("cce20:Domicilio", "Calle", c.calle, "NumeroExterior", c.numero, "Estado", c.state, "Pais", "MEX",
		"CodigoPostal", c.cp).end()
	w.open("cce20:Receptor").empty("cce20:Domicilio", "Calle", s.calle, "NumeroExterior", s.numero, "Estado", "ZZ", "Pais", s.pais,
		"CodigoPostal", s.cp).end()
	w.open("cce20:Mercancias")
	for i := range p.partidas {
		q := &p.partidas[i]
		w.empty("cce20:Mercancia", "NoIdentificacion", q.mat.part(0), "FraccionArancelaria", q.fraccion+q.mat.nico,
			"CantidadAduana", decimal(q.umt, 3), "UnidadAduana", string(append2(nil, q.mat.umt)),
			"ValorUnitarioAduana", decimal(mulDiv(q.cents, 10_000_000, q.umt), 6), "ValorDolares", decimal(q.cents, 2))
	}
	w.end().end()
}

// unitPrice is dollars per UMC with six decimals.
func unitPrice(q *partida) string { return decimal(mulDiv(q.cents, 10_000_000, q.umc), 6) }

// satUnit is the c_ClaveUnidad of a unit of Apéndice 7.
func satUnit(key int) string {
	switch key {
	case unitKilo:
		return "KGM"
	case unitMetro:
		return "MTR"
	case unitM2:
		return "MTK"
	case unitLitro:
		return "LTR"
	case unitMillar:
		return "MIL"
	default:
		return "H87"
	}
}

func onlyIf(yes bool, s string) string {
	if yes {
		return s
	}
	return ""
}

// noise is base64 of n invented bytes.
func noise(r *prng, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.next()) //nolint:gosec // the low byte is wanted
	}
	return base64.StdEncoding.EncodeToString(b)
}

// own is a stream of one pedimento, so that a paper made of it does not
// depend on which others were made.
func (g *generator) own(p *ped) *prng {
	key := g.opt.Seed
	for i := range len(p.number) {
		key = key*31 + uint64(p.number[i])
	}
	root := prng(key)
	return root.fork(5)
}

// inventUUID has the shape of a random UUID.
func inventUUID(r *prng) string {
	const hex = "0123456789ABCDEF"
	b := []byte("xxxxxxxx-xxxx-4xxx-Axxx-xxxxxxxxxxxx")
	for i, c := range b {
		if c == 'x' {
			b[i] = hex[r.n(16)]
		}
	}
	return string(b)
}
