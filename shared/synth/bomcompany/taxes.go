package bomcompany

import "strconv"

// Contributions of Apéndice 12 and forms of payment of Apéndice 13.
const (
	ctDTA, ctIVA, ctPRV, ctIVAPRV = "1", "3", "15", "23"

	fpEfectivo, fpExento, fpCredito = "0", "9", "21"
)

const (
	prvFee  = 240
	ivaRate = 16
	flatDTA = 380
)

// temporary goods come in under the programme, their IVA as credit.
func (p *ped) temporary() bool {
	return p.op == 1 && (p.clave == "IN" || p.clave == "V1" || p.clave == "AF")
}

// fees writes the rates and amounts of pedimento level.
func (d *delivery) fees(p *ped) {
	fp := fpEfectivo
	if p.op == 2 && (p.clave == "RT" || p.clave == "V1") {
		fp = fpExento
	}
	one := func(clave, tipo string, rate int64, fp string, amount int64) {
		d.add("509", p, cells{"ClaveContribucion": clave, "TasaContribucion": scaled(rate, 5), "TipoTasa": tipo})
		d.add("510", p, cells{"ClaveContribucion": clave, "FormaPago": fp, "ImportePago": strconv.FormatInt(amount, 10)})
	}
	one(ctDTA, "4", flatDTA*100_000, fp, flatDTA)
	one(ctPRV, "2", prvFee*100_000, fpEfectivo, prvFee)
	one(ctIVAPRV, "1", ivaRate*100_000, fpEfectivo, (prvFee*ivaRate+50)/100)
}

// partida writes 551 and what belongs to it.
func (d *delivery) partida(p *ped, l *line, seq string) {
	metodo := "1"
	if p.op == 2 {
		metodo = "0"
	}
	d.add("551", p, cells{
		"Fraccion": l.fraccion, "SecuenciaFraccion": seq, "SubdivisionFraccion": "00", "DescripcionMercancia": l.texto,
		"PrecioUnitario": scaled(proportion(l.pesos, 100_000*int64(unit), int64(l.qUMC)), 5), "ValorAduana": strconv.FormatInt(l.aduana, 10),
		"ValorComercial": strconv.FormatInt(l.pesos, 10), "ValorDolares": scaled(l.cents, 2), "CantidadUMComercial": l.qUMC.String(),
		"UnidadMedidaComercial": l.umc, "CantidadUMTarifa": l.qUMT.String(), "UnidadMedidaTarifa": l.umt, "ValorAgregado": "0", "ClaveVinculacion": "0",
		"MetodoValorizacion": metodo, "PaisOrigenDestino": p.country(l), "PaisCompradorVendedor": p.socio.pais, "EntidadFedOrigen": " ",
		"EntidadFedDestino": " ", "EntidadFedComprador": " ", "EntidadFedVendedor": " ", "TipoOperacion": strconv.Itoa(p.op), "ClaveDocumento": p.clave,
	})
	if l.eb {
		d.add("554", p, cells{"Fraccion": l.fraccion, "SecuenciaFraccion": seq, "ClaveCaso": "EB", "IdentificadorCaso": " "})
	}
	if l.de {
		d.add("554", p, cells{"Fraccion": l.fraccion, "SecuenciaFraccion": seq, "ClaveCaso": "DE", "IdentificadorCaso": " "})
	}
	if p.op == 2 {
		return
	}
	fp := fpEfectivo
	if p.temporary() {
		fp = fpCredito
	}
	d.add("556", p, cells{"Fraccion": l.fraccion, "SecuenciaFraccion": seq, "ClaveContribucion": ctIVA, "TasaContribucion": scaled(ivaRate*100_000, 5), "TipoTasa": "1"})
	d.add("557", p, cells{
		"Fraccion": l.fraccion, "SecuenciaFraccion": seq, "ClaveContribucion": ctIVA, "FormaPago": fp,
		"ImportePago": strconv.FormatInt((l.aduana*ivaRate+50)/100, 10),
	})
}

// country is the origin of what comes in, the destination of what goes out.
func (p *ped) country(l *line) string {
	if p.op == 2 {
		return p.socio.pais
	}
	return l.origen
}
