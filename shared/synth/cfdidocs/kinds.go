package cfdidocs

import "strconv"

// draw makes one invoice of one of the kinds.
func (m *maker) draw(i int) *paper {
	switch i % 6 {
	case 0, 1:
		return m.export()
	case 2:
		return m.domestic("4.0", "I")
	case 3:
		return m.domestic("3.3", m.r.pick("I", "E"))
	case 4:
		return m.transfer()
	default:
		return m.payment()
	}
}

// export is an income invoice in dollars with Comercio Exterior.
func (m *maker) export() *paper {
	lines, total := m.lines(m.r.between(1, 6))
	p := m.head("4.0", "I", "USD", decimal(total, 2), decimal(total, 2))
	p.root.replace("Exportacion", "02")
	p.say("exportacion", "02")
	m.parties(p, "S01", true)
	m.conceptos(p, lines, 0)
	return m.stamp(p, m.comercio(p, lines, total))
}

// domestic is an income or credit invoice with VAT, in pesos.
func (m *maker) domestic(version, tipo string) *paper {
	lines, sub := m.lines(m.r.between(1, 5))
	rate := int64(16)
	if m.r.one(3) {
		rate = 8 // the border region
	}
	var tax int64
	for _, l := range lines {
		tax += (l.amount*rate + 50) / 100
	}
	p := m.head(version, tipo, "MXN", decimal(sub, 2), decimal(sub+tax, 2))
	related := m.r.uuid()
	if tipo == "E" {
		p.root.add(el("cfdi:CfdiRelacionados", "TipoRelacion", "01").add(el("cfdi:CfdiRelacionado", "UUID", related)))
		p.say("relacionados.0.uuid", related)
	}
	m.parties(p, "G01", false)
	m.conceptos(p, lines, rate)
	return m.stamp(p)
}

// transfer bills nothing.
func (m *maker) transfer() *paper {
	p := m.head("4.0", "T", "XXX", "0", "0")
	m.parties(p, "S01", false)
	list := el("cfdi:Conceptos")
	for i := range m.r.between(1, 3) {
		part, quantity := "T"+m.r.digits(4), int64(m.r.between(1, 500))
		list.add(el("cfdi:Concepto", "ClaveProdServ", "32101600", "NoIdentificacion", part, "Cantidad", decimal(quantity, 0),
			"ClaveUnidad", "H87", "Descripcion", "Traslado de muestra", "ValorUnitario", "0", "Importe", "0", "ObjetoImp", "01"))
		at := "conceptos." + strconv.Itoa(i) + "."
		p.say(at+"no_identificacion", part)
		p.say(at+"cantidad", decimal(quantity, 0))
	}
	p.root.add(list)
	return m.stamp(p)
}

// payment is a receipt of one payment of several invoices, in pesos.
func (m *maker) payment() *paper {
	p := m.head("4.0", "P", "XXX", "0", "0")
	m.parties(p, "CP01", false)
	p.root.add(el("cfdi:Conceptos").add(el("cfdi:Concepto", "ClaveProdServ", "84111506", "Cantidad", "1", "ClaveUnidad", "ACT",
		"Descripcion", "Pago", "ValorUnitario", "0", "Importe", "0", "ObjetoImp", "01")))
	pago := el("pago20:Pago", "FechaPago", "2025-03-04T12:00:00", "FormaDePagoP", "03", "MonedaP", "MXN", "TipoCambioP", "1")
	var total int64
	var docs []*node
	for i := range m.r.between(1, 4) {
		before := int64(m.r.between(100, 9_999_999))
		paid := int64(m.r.between(1, int(before)))
		id := m.r.uuid()
		docs = append(docs, el("pago20:DoctoRelacionado", "IdDocumento", id, "Folio", m.r.digits(4), "MonedaDR", "MXN", "EquivalenciaDR", "1",
			"NumParcialidad", "1", "ImpSaldoAnt", decimal(before, 2), "ImpPagado", decimal(paid, 2), "ImpSaldoInsoluto", decimal(before-paid, 2),
			"ObjetoImpDR", "01"))
		total += paid
		at := "pagos.pagos.0.documentos." + strconv.Itoa(i) + "."
		p.say(at+"uuid", id)
		p.say(at+"saldo_anterior", minimal(decimal(before, 2)))
		p.say(at+"pagado", minimal(decimal(paid, 2)))
		p.say(at+"saldo_insoluto", minimal(decimal(before-paid, 2)))
	}
	pago.set("Monto", decimal(total, 2)).add(docs...)
	p.say("pagos.monto_total", minimal(decimal(total, 2)))
	p.say("pagos.pagos.0.monto", minimal(decimal(total, 2)))
	return m.stamp(p, el("pago20:Pagos", "xmlns:pago20", nsPago, "Version", "2.0").add(
		el("pago20:Totales", "MontoTotalPagos", decimal(total, 2)), pago))
}

// stamp adds the complements and the stamp, to be sealed later.
func (m *maker) stamp(p *paper, complements ...*node) *paper {
	id := m.r.uuid()
	p.stamp = el("tfd:TimbreFiscalDigital", "xmlns:tfd", nsTFD, "Version", "1.1", "UUID", id, "FechaTimbrado", "2025-03-09T10:15:07",
		"RfcProvCertif", "AAA010101AAA")
	p.root.add(el("cfdi:Complemento").add(complements...).add(p.stamp))
	p.say("uuid", id)
	return p
}
