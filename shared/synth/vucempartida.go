package synth

import (
	"fmt"
	"strconv"

	"example.com/immex/shared/catalog"
)

// respuestaPartida is the answer for one partida. Its children live in the
// namespace comunes, the partida itself in consultarpartida.
func (g *generator) respuestaPartida(p *ped, i int, extra int64) []byte {
	q := &p.partidas[i]
	m := q.mat
	w := newXML()
	w.open("S:Envelope", "xmlns:S", nsSOAP).open("S:Body")
	w.open("ns9:consultarPartidaRespuesta", "xmlns", nsRespuest, "xmlns:ns8", nsComunes, "xmlns:ns9", nsPartida)
	w.leaf("tieneError", "false").open("ns9:partida")
	w.leaf("ns8:numeroPartida", strconv.Itoa(i+1)).leaf("ns8:fraccionArancelaria", q.fraccion)
	if n := nico(m, p.pago); n != "" {
		w.leaf("ns8:subdivisionFraccion", n)
	}
	w.leaf("ns8:descripcionMercancia", fmt.Sprintf("%-250s", m.descripcion))
	w.coded("ns8:unidadMedidaTarifa", "ns8:", strconv.Itoa(m.umt), unitName(m.umt)).
		leaf("ns8:cantidadUnidadMedidaTarifa", decimal((q.umt+extra)*100, 5))
	w.coded("ns8:unidadMedidaComercial", "ns8:", strconv.Itoa(m.umc), unitName(m.umc)).
		leaf("ns8:cantidadUnidadMedidaComercial", decimal(q.umc, 3))
	w.leaf("ns8:precioUnitario", decimal(q.precio, 5)).leaf("ns8:valorComercial", pesos(q.pesos))
	w.leaf("ns8:valorAduana", pesos(q.aduana)).leaf("ns8:valorDolares", decimal(q.cents, 2)).leaf("ns8:valorAgregado", "0.00")
	w.leaf("ns8:metodoValoracion", methodName(p.op)).leaf("ns8:vinculacion", "NO EXISTE VINCULACION")
	w.coded("ns8:paisOrigenDestino", "ns8:", q.origen, "PAIS").coded("ns8:paisVendedorComprador", "ns8:", p.socio.pais, "PAIS")
	for _, c := range q.ids {
		w.open("ns8:identificadores").coded("ns8:claveIdentificador", "ns8:", c.clave, "IDENTIFICADOR "+c.clave)
		if c.c1 != "" {
			w.leaf("ns8:complemento1", c.c1)
		}
		w.end()
	}
	for k, x := range q.cuadro {
		t := q.tasas[k]
		w.open("ns8:gravamenes").coded("ns8:claveGravamen", "ns8:", strconv.Itoa(x.clave), contributionName(x.clave))
		w.open("ns8:tasas").coded("ns8:clave", "ns8:", strconv.Itoa(t.tipo), rateName(t.tipo)).
			leaf("ns8:tasaAplicable", decimal(t.tasa*100_000, 10)).end()
		w.open("ns8:importes").coded("ns8:formaPago", "ns8:", strconv.Itoa(x.fp), paymentName(x.fp)).
			leaf("ns8:importe", pesos(x.importe)).end().end()
	}
	if q.obs != "" {
		w.leaf("ns8:observaciones", padded([]string{q.obs}))
	}
	return w.bytes()
}

// methodName is the text of the valuation method, as the service spells it.
func methodName(op int) string {
	if op == 2 {
		return "CLAVE USADA SOLO A LA EXPORTACION"
	}
	return "VALOR DE TRANSACCION DE LAS MERCANCIAS"
}

// contributionName describes a contribution, with the service's own spelling.
func contributionName(clave int) string {
	switch clave {
	case clavePRV:
		return "PREVALIDAAAA"
	default:
		return catalog.Default().Contribution(strconv.Itoa(clave))
	}
}

func rateName(tipo int) string {
	switch tipo {
	case 1:
		return "PORCENTUAL"
	case 2:
		return "ESPECIFICO"
	case 4:
		return "CUOTA FIJA"
	case 7:
		return "AL MILLAR DTA"
	default:
		return "TASA"
	}
}

func paymentName(fp int) string {
	switch fp {
	case fpEfectivo:
		return "EFECTIVO"
	case fpTemporal:
		return "TEMPORAL NO SUJETA A IMPUESTOS"
	case fpExento:
		return "EXENTO DE PAGO"
	case fpCredito:
		return "CREDITO EN IVA E IEPS"
	default:
		return "FORMA DE PAGO"
	}
}

// unitName is the description of a unit in Apéndice 7.
func unitName(key int) string {
	u, _ := catalog.Default().Unit(strconv.Itoa(key))
	return u.Descripcion
}
