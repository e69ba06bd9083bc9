package vucemset

import (
	"fmt"
	"strconv"
	"strings"
)

// set is one pedimento as texts of the answers; a mutation changes a text.
type set struct {
	patente, documento, aduana, clave string
	tc, day                           string
	aduanaTotal, comercialTotal       string
	tasas                             []string // amounts of DTA and PRV
	total                             string
	partidas                          []partida
	listed                            []string // partida numbers in the header
	asked                             string   // documento of the request
	edit                              func([]entry) []entry
}

// partida is one line of goods.
type partida struct {
	n, fraccion, umt, umc, unit, precio, aduana, comercial, dolares, iva string
}

func build(r *prng, i int) *set {
	s := &set{
		patente: "3210", documento: fmt.Sprintf("6%06d", i), aduana: r.pick("240", "070", "810"), clave: r.pick("IN", "A1", "AF"),
		tc: rate(r.between(1_600_000, 2_199_999)), day: fmt.Sprintf("2026-%02d-%02d", r.between(1, 12), r.between(1, 28)),
		edit: func(e []entry) []entry { return e },
	}
	s.asked = s.documento
	dta := r.between(300, 9000)
	s.tasas, s.total = []string{strconv.Itoa(dta) + ".00", "330.00"}, strconv.Itoa(dta+330)+".00"
	var aduana, comercial int
	for k := range r.between(1, 8) {
		cents := r.between(500, 4_500_000)
		pesos := (cents*hundredThousandths(s.tc) + 5_000_000) / 10_000_000
		inc := r.n(900)
		aduana, comercial = aduana+pesos+inc, comercial+pesos
		s.partidas = append(s.partidas, goods(r, k, cents, pesos, inc))
		s.listed = append(s.listed, strconv.Itoa(k+1))
	}
	s.aduanaTotal, s.comercialTotal = strconv.Itoa(aduana)+".00", strconv.Itoa(comercial)+".00"
	return s
}

// goods is one partida: its dollars at the exchange rate are its pesos, and
// with one unit for trade and tariff both quantities are one.
func goods(r *prng, k, cents, pesos, inc int) partida {
	milli := r.between(1, 9_000_000)
	q := partida{
		n: strconv.Itoa(k + 1), fraccion: fmt.Sprintf("%08d", 39_000_000+k*1_000_000+r.n(900_000)),
		umt: fmt.Sprintf("%d.%05d", r.between(1, 9000), r.n(100_000)), umc: fmt.Sprintf("%d.%03d", milli/1000, milli%1000), unit: "6",
		precio: rate(max(1, pesos*100_000*1000/milli)), aduana: strconv.Itoa(pesos+inc) + ".00", comercial: strconv.Itoa(pesos) + ".00",
		dolares: fmt.Sprintf("%d.%02d", cents/100, cents%100), iva: strconv.Itoa(r.n(90_000)) + ".00",
	}
	if r.one(4) {
		q.unit, q.umt = "1", q.umc+"00"
	}
	return q
}

// rate writes a figure of five decimals.
func rate(n int) string { return fmt.Sprintf("%d.%05d", n/100_000, n%100_000) }

// hundredThousandths reads one back.
func hundredThousandths(s string) int {
	n, _ := strconv.Atoi(strings.Replace(s, ".", "", 1))
	return n
}

const base = "http://www.ventanillaunica.gob.mx/"

// files writes the zip: request, header and partidas, with prefixes of their
// own and in an order of their own.
func (s *set) files(r *prng) []entry {
	out := []entry{{"peticion.xml", s.peticion()}, {"completo.xml", s.completo(r.pick("ns2", "b", "com"))}}
	for i := range s.partidas {
		out = append(out, entry{fmt.Sprintf("partida-%d.xml", i+1), s.partidas[i].answer(r.pick("ns8", "c", "q"))})
	}
	if r.one(2) {
		out[0], out[len(out)-1] = out[len(out)-1], out[0]
	}
	return s.edit(out)
}

func envelope(body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>` + body + "</S:Body></S:Envelope>"
}

// leaf is an element with text.
func leaf(prefix, name, text string) string {
	if text == "" {
		return ""
	}
	tag := name
	if prefix != "" {
		tag = prefix + ":" + name
	}
	return "<" + tag + ">" + text + "</" + tag + ">\n"
}

// pair is an element with a key and its description.
func pair(prefix, inner, name, key string) string {
	return "<" + prefix + ":" + name + ">" + leaf(inner, "clave", key) + leaf(inner, "descripcion", "DESCRIPCION") + "</" + prefix + ":" + name + ">\n"
}

func (s *set) peticion() string {
	return envelope(`<p:consultarPedimentoCompletoPeticion xmlns:p="` + base + `pedimentos/ws/oxml/consultarpedimentocompleto" xmlns:c="` + base +
		`pedimentos/ws/oxml/comunes"><p:peticion>` + leaf("c", "aduana", s.aduana) + leaf("c", "patente", s.patente) + leaf("c", "pedimento", s.asked) +
		"</p:peticion></p:consultarPedimentoCompletoPeticion>")
}

func (s *set) completo(p string) string {
	short := strings.TrimLeft(s.aduana, "0")
	var b strings.Builder
	b.WriteString("<" + p + `:consultarPedimentoCompletoRespuesta xmlns="` + base + `pedimentos/ws/oxml/comunes" xmlns:` + p + `="` + base +
		`pedimentos/ws/oxml/consultarpedimentocompleto" xmlns:x="` + base + `common/ws/oxml/respuesta">`)
	b.WriteString("<x:tieneError>false</x:tieneError>" + leaf(p, "numeroOperacion", "9"+s.documento) + "<" + p + ":pedimento>" + leaf(p, "pedimento", s.documento))
	b.WriteString("<" + p + ":encabezado>" + pair(p, p, "tipoOperacion", "1") + pair(p, p, "claveDocumento", s.clave) + pair(p, p, "destino", "9") +
		pair(p, p, "aduanaEntradaSalida", short) + leaf(p, "tipoCambio", s.tc) + leaf(p, "pesoBruto", "100.500") +
		leaf(p, "valorAduanalTotal", s.aduanaTotal) + leaf(p, "valorComercialTotal", s.comercialTotal) + "</" + p + ":encabezado>")
	b.WriteString("<" + p + ":importadorExportador>" + leaf(p, "rfc", "MEN210101AB1") + leaf(p, "razonSocial", "MAQUILADORA EJEMPLO   ") +
		leaf(p, "seguros", "0.00") + leaf(p, "fletes", "0.00") + leaf(p, "embalajes", "0.00") + leaf(p, "incrementables", "0.00") +
		pair(p, p, "aaduanaDespacho", short))
	for _, tipo := range []string{"1", "2"} {
		b.WriteString("<" + p + ":fechas>" + leaf(p, "fecha", s.day+"-06:00") + pair(p, p, "tipo", tipo) + "</" + p + ":fechas>")
	}
	b.WriteString(leaf(p, "efectivo", s.total) + leaf(p, "otros", "0") + leaf(p, "total", s.total) + "</" + p + ":importadorExportador>")
	for i, key := range []string{"1", "15"} {
		b.WriteString("<" + p + ":tasas>" + pair(p, p, "contribucion", key) + pair(p, "", "tipoTasa", "4") + leaf(p, "tasaAplicable", "8.0000000000") +
			pair(p, "", "formaPago", "0") + leaf(p, "importe", s.tasas[i]) + "</" + p + ":tasas>")
	}
	for _, n := range s.listed {
		b.WriteString(leaf(p, "partidas", n))
	}
	b.WriteString("</" + p + ":pedimento></" + p + ":consultarPedimentoCompletoRespuesta>")
	return envelope(b.String())
}

func (q *partida) answer(c string) string {
	return envelope(`<z:consultarPartidaRespuesta xmlns="` + base + `common/ws/oxml/respuesta" xmlns:` + c + `="` + base + `pedimentos/ws/oxml/comunes" xmlns:z="` + base +
		`pedimentos/ws/oxml/consultarpartida"><tieneError>false</tieneError><z:partida>` +
		leaf(c, "numeroPartida", q.n) + leaf(c, "fraccionArancelaria", q.fraccion) + leaf(c, "descripcionMercancia", "PIEZAS DE EJEMPLO      ") +
		pair(c, c, "unidadMedidaTarifa", "1") + leaf(c, "cantidadUnidadMedidaTarifa", q.umt) + pair(c, c, "unidadMedidaComercial", q.unit) +
		leaf(c, "cantidadUnidadMedidaComercial", q.umc) + leaf(c, "precioUnitario", q.precio) + leaf(c, "valorComercial", q.comercial) +
		leaf(c, "valorAduana", q.aduana) + leaf(c, "valorDolares", q.dolares) + leaf(c, "valorAgregado", "0.00") +
		leaf(c, "metodoValoracion", "VALOR DE TRANSACCION DE LAS MERCANCIAS") + leaf(c, "vinculacion", "NO EXISTE VINCULACION") +
		pair(c, c, "paisOrigenDestino", "USA") + pair(c, c, "paisVendedorComprador", "USA") +
		"<" + c + ":gravamenes>" + pair(c, c, "claveGravamen", "3") + "<" + c + ":tasas>" + pair(c, c, "clave", "1") + leaf(c, "tasaAplicable", "16.0000000000") + "</" + c + ":tasas>" +
		"<" + c + ":importes>" + pair(c, c, "formaPago", "0") + leaf(c, "importe", q.iva) + "</" + c + ":importes></" + c + ":gravamenes>" +
		"</z:partida></z:consultarPartidaRespuesta>")
}

// truth is what a reader must say of the pedimento.
func (s *set) truth() map[string]string {
	out := map[string]string{
		"kind": "pedimento", "source": "vucem", "efecto": "pagado", "operacion": "IMP", "clave": s.clave, "rfc": "MEN210101AB1", "nombre": "MAQUILADORA EJEMPLO",
		"patente": s.patente, "aduana": s.aduana, "aduana_es": s.aduana, "number": s.day[2:4] + s.aduana[:2] + s.patente + s.documento,
		"tipo_cambio": s.tc, "fecha_pago": s.day, "fecha_entrada": s.day, "peso_bruto": "100.5", "valor_aduana": s.aduanaTotal, "valor_comercial": s.comercialTotal,
		"total": s.total, "total_partidas": strconv.Itoa(len(s.listed)),
		"contribuciones.0.clave": "DTA", "contribuciones.0.importe": s.tasas[0], "contribuciones.1.clave": "PRV", "contribuciones.1.importe": s.tasas[1],
		"partidas." + strconv.Itoa(len(s.partidas)): "",
	}
	if s.asked != s.documento {
		out["number"], out["patente"] = "", ""
	}
	for i, q := range s.partidas {
		at := "partidas." + strconv.Itoa(i) + "."
		for name, v := range map[string]string{
			"secuencia": q.n, "fraccion": q.fraccion, "cantidad_umt": q.umt, "umt": "1", "cantidad_umc": q.umc, "umc": q.unit, "precio_unitario": q.precio,
			"valor_aduana": q.aduana, "valor_comercial": q.comercial, "valor_dolares": q.dolares, "contribuciones.0.importe": q.iva,
			"metodo_valoracion": "1", "vinculacion": "0", "pais_origen": "USA", "descripcion": "PIEZAS DE EJEMPLO",
		} {
			out[at+name] = v
		}
	}
	return out
}
