package scoreboard_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/pedimento"
)

// transcript is the truth that stands beside a print of the corpus. It notes
// what was asked of it, so that nothing in it is passed over.
type transcript struct {
	of   map[string]any
	at   string          // path of this part, lists without their indices
	seen map[string]bool // paths that were compared
}

// unread are keys of the truth that a reading has no field for, and why.
func unread() map[string]string {
	return map[string]string{
		"documento":                         "says which form it is; it chooses how the truth is compared",
		"familia":                           "the system that printed it; no figure of the pedimento",
		"agente.rfc":                        "the agente is not read from a print",
		"agente.curp":                       "the agente is not read from a print",
		"agente.certificado":                "the agente is not read from a print",
		"agente.rfc_sociedad":               "the agente is not read from a print",
		"agente_aduanal.rfc":                "the agente is not read from a print",
		"agente_aduanal.curp":               "the agente is not read from a print",
		"agente_aduanal.nombre":             "the agente is not read from a print",
		"agente_aduanal.numero_certificado": "the agente is not read from a print",
		"pedimento.ref":                     "the broker's own reference",
	}
}

func (x transcript) key(key string) string {
	p := strings.TrimPrefix(x.at+"."+key, ".")
	x.seen[p] = true
	return p
}

func (x transcript) has(key string) bool { _, ok := x.of[key]; return ok }

func (x transcript) text(key string) string {
	x.key(key)
	switch v := x.of[key].(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

func (x transcript) texts(key string) (out []string) {
	x.key(key)
	items, _ := x.of[key].([]any)
	for _, i := range items {
		out = append(out, fmt.Sprint(i))
	}
	return out
}

func (x transcript) list(key string) (out []transcript) {
	items, _ := x.of[key].([]any)
	for _, i := range items {
		if m, ok := i.(map[string]any); ok {
			out = append(out, transcript{m, x.key(key), x.seen})
		}
	}
	x.key(key)
	return out
}

func (x transcript) rows(key string) (out [][]string) {
	x.key(key)
	items, _ := x.of[key].([]any)
	for _, i := range items {
		var row []string
		cells, _ := i.([]any)
		for _, c := range cells {
			row = append(row, fmt.Sprint(c))
		}
		out = append(out, row)
	}
	return out
}

func (x transcript) under(key string) transcript {
	m, _ := x.of[key].(map[string]any)
	return transcript{m, x.key(key), x.seen}
}

// passedOver lists the keys of the truth that were never compared.
func (x transcript) passedOver() (out []string) {
	var walk func(at string, v any)
	walk = func(at string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, kid := range v {
				walk(strings.TrimPrefix(at+"."+k, "."), kid)
			}
			return
		case []any:
			for _, kid := range v {
				if m, ok := kid.(map[string]any); ok {
					walk(at, m)
				}
			}
		}
		if !x.seen[at] && unread()[at] == "" {
			out = append(out, at)
		}
	}
	walk("", x.of)
	slices.Sort(out)
	return slices.Compact(out)
}

func abbreviation(label string) string {
	a, _ := catalog.Default().ContributionLabel(label)
	return a
}

// paths translates a transcript into the paths of the JSON contract.
func (x transcript) paths() map[string]string {
	if x.text("documento") == "forma simplificada" {
		return x.simple()
	}
	out := map[string]string{"number": strings.ReplaceAll(x.text("numero"), " ", ""), "efecto": "pagado"}
	if x.text("nulo") == "true" {
		out["efecto"] = "nulo"
	}
	for from, to := range map[string]string{
		"aduana_despacho": "aduana", "clave": "clave", "regimen": "regimen", "tipo_operacion": "operacion", "destino": "destino", "tipo_cambio": "tipo_cambio",
		"peso_bruto": "peso_bruto", "aduana_es": "aduana_es", "valor_dolares": "valor_dolares", "valor_aduana": "valor_aduana", "valor_comercial": "valor_comercial",
		"rfc": "rfc", "curp": "curp", "nombre": "nombre", "acuse": "acuse", "efectivo": "efectivo", "otros": "otros", "total": "total", "total_partidas": "total_partidas",
		"prevalidador": "prevalidador", "bultos": "bultos.total", "decrementables": "incrementables.decrementables", "linea_captura": "pago.linea_captura",
		"banco": "pago.banco", "importe_pago": "pago.importe", "operacion_bancaria": "pago.numero_operacion", "transaccion_sat": "pago.transaccion",
	} {
		if x.has(from) {
			out[to] = x.text(from)
		}
	}
	x.dates(out)
	for k := range x.under("incrementables").of {
		to := "incrementables." + k
		if k == "val_seguros" {
			to = "valor_seguros"
		}
		out[to] = x.under("incrementables").text(k)
	}
	medios := x.texts("medios_transporte")
	for i, k := range []string{"entrada_salida", "arribo", "salida"} {
		if i < len(medios) {
			out["medios_transporte."+k] = medios[i]
		}
	}
	out["patente"] = x.under("agente").text("patente")
	if x.has("transporte") {
		t := x.under("transporte")
		out["transportes.0.identificacion"], out["transportes.0.pais"], out["transportes.1"] = t.text("identificacion"), t.text("pais"), ""
	}
	x.lists(out)
	x.goods(out)
	return out
}

// dates are those of entry and payment, and every typed one.
func (x transcript) dates(out map[string]string) {
	dates := x.under("fechas")
	out["fecha_entrada"], out["fecha_pago"] = dates.text("entrada"), dates.text("pago")
	if x.has("fecha_pago") {
		out["pago.fecha"] = x.text("fecha_pago")
	}
	n := 0
	for _, d := range []struct{ key, tipo string }{{"entrada", "1"}, {"pago", "2"}, {"presentacion", "5"}} {
		if dates.has(d.key) {
			p := fmt.Sprintf("fechas.%d.", n)
			out[p+"tipo"], out[p+"fecha"] = d.tipo, dates.text(d.key)
			n++
		}
	}
	out[fmt.Sprintf("fechas.%d", n)] = ""
}

func (x transcript) lists(out map[string]string) {
	for i, t := range x.rows("tasas") {
		p := fmt.Sprintf("tasas.%d.", i)
		out[p+"clave"], out[p+"tipo"], out[p+"tasa"] = abbreviation(t[0]), t[1], t[2]
	}
	taxPaths(out, "liquidacion", "concepto", x.list("liquidacion"))
	for _, list := range []string{"guias", "contenedores"} {
		for i, g := range x.rows(list) {
			p := fmt.Sprintf("%s.%d.", list, i)
			out[p+"numero"], out[p+"tipo"] = g[0], g[1]
		}
		out[fmt.Sprintf("%s.%d", list, len(x.rows(list)))] = ""
	}
	casePaths(out, "identificadores", x.rows("identificadores"))
	n := 0
	for _, s := range x.list("proveedores") {
		for _, f := range s.list("facturas") {
			p := fmt.Sprintf("facturas.%d.", n)
			n++
			out[p+"id_fiscal"], out[p+"proveedor"], out[p+"vinculacion"] = s.text("id_fiscal"), s.text("nombre"), s.text("vinculacion")
			for from, to := range map[string]string{
				"numero": "numero", "cove": "cove", "fecha": "fecha", "incoterm": "incoterm", "moneda": "moneda", "valor_moneda": "valor_moneda",
				"factor": "factor_moneda", "valor_dolares": "valor_dolares",
			} {
				out[p+to] = f.text(from)
			}
		}
	}
	out[fmt.Sprintf("facturas.%d", n)] = ""
	x.notes(out, "")
}

// notes are the observaciones of the pedimento or of a partida; lines of one
// note may be one or several elements.
func (x transcript) notes(out map[string]string, prefix string) {
	for i, o := range x.texts("observaciones") {
		out[fmt.Sprintf("%sobservaciones.%d", prefix, i)] = o
	}
}

func taxPaths(out map[string]string, list, key string, ts []transcript) {
	for i, t := range ts {
		p := fmt.Sprintf("%s.%d.", list, i)
		out[p+"clave"], out[p+"forma_pago"], out[p+"importe"] = abbreviation(t.text(key)), t.text("forma_pago"), t.text("importe")
	}
	out[fmt.Sprintf("%s.%d", list, len(ts))] = ""
}

func casePaths(out map[string]string, list string, rows [][]string) {
	for i, r := range rows {
		p := fmt.Sprintf("%s.%d.", list, i)
		out[p+"clave"] = r[0]
		for k, c := range r[1:] {
			out[fmt.Sprintf("%scomplementos.%d", p, k)] = c
		}
	}
	out[fmt.Sprintf("%s.%d", list, len(rows))] = ""
}

func (x transcript) goods(out map[string]string) {
	for i, q := range x.list("partidas") {
		p := fmt.Sprintf("partidas.%d.", i)
		for from, to := range map[string]string{
			"secuencia": "secuencia", "fraccion": "fraccion", "nico": "nico", "vinculacion": "vinculacion", "metodo_valoracion": "metodo_valoracion",
			"cantidad_umc": "cantidad_umc", "cantidad_umt": "cantidad_umt", "pais_vendedor_comprador": "pais_vendedor", "pais_origen_destino": "pais_origen",
			"precio_pagado": "valor_comercial", "precio_unitario": "precio_unitario", "descripcion": "descripcion",
		} {
			out[p+to] = q.text(from)
		}
		out[p+"umc"], out[p+"umt"] = pedimento.UnitKey(q.text("umc")), pedimento.UnitKey(q.text("umt"))
		value := "valor_aduana"
		if x.text("tipo_operacion") == "EXP" {
			value = "valor_dolares"
		}
		out[p+value] = q.text("valor_aduana_o_usd")
		taxes := q.list("contribuciones")
		taxPaths(out, p+"contribuciones", "clave", taxes)
		for k, t := range taxes {
			r := fmt.Sprintf("%stasas.%d.", p, k)
			out[r+"clave"], out[r+"tipo"], out[r+"tasa"] = abbreviation(t.text("clave")), t.text("tipo_tasa"), t.text("tasa")
		}
		for k, r := range q.rows("permisos") {
			out[fmt.Sprintf("%spermisos.%d.clave", p, k)], out[fmt.Sprintf("%spermisos.%d.numero", p, k)] = r[0], r[1]
		}
		q.notes(out, p)
		casePaths(out, p+"identificadores", q.rows("identificadores"))
	}
	out[fmt.Sprintf("partidas.%d", len(x.list("partidas")))] = ""
}

// simple are the few values of a forma simplificada.
func (x transcript) simple() map[string]string {
	p, d, t := x.under("pedimento"), x.under("documentos"), x.under("transporte")
	out := map[string]string{
		"number": strings.ReplaceAll(p.text("numero_raw"), " ", ""), "operacion": p.text("operacion"), "clave": p.text("clave"), "aduana": p.text("aduana_codigo"),
		"destino": p.text("destino"), "peso_bruto": p.text("peso_bruto"), "acuse": p.text("codigo_aceptacion"), "rfc": x.under("importador").text("rfc"),
		"fecha_entrada": x.under("fechas").text("entrada"), "fecha_pago": x.under("fechas").text("pago"), "facturas.0.cove": d.text("cove"),
		"total_partidas": d.text("total_partidas"), "prevalidador": d.text("clave_prevalidador"), "transportes.0.identificacion": t.text("identificacion"),
		"transportes.0.pais": t.text("pais"), "guias.0.numero": t.text("guia"), "tipo_cambio": "", "valor_aduana": "", "partidas.0": "",
	}
	money := x.under("liquidacion")
	for _, k := range []string{"efectivo", "otros", "total"} {
		out[k] = money.text(k)
	}
	for i, d := range x.texts("e_documents") {
		out[fmt.Sprintf("identificadores.%d.complementos.0", i)] = d
	}
	n := 0
	for _, c := range []struct{ key, clave string }{{"dta", "DTA"}, {"prv", "PRV"}, {"iva", "IVA"}, {"iva_prv", "IVA/PRV"}} {
		if money.has(c.key) {
			r := fmt.Sprintf("liquidacion.%d.", n)
			out[r+"clave"], out[r+"forma_pago"], out[r+"importe"] = c.clave, "0", money.text(c.key)
			n++
		}
	}
	out[fmt.Sprintf("liquidacion.%d", n)] = ""
	paid := x.under("pago_electronico")
	for from, to := range map[string]string{
		"banco": "banco", "linea_captura": "linea_captura", "importe": "importe", "fecha": "fecha", "operacion_bancaria": "numero_operacion", "transaccion_sat": "transaccion",
	} {
		out["pago."+to] = paid.text(from)
	}
	out["patente"], out["guias.0.tipo"] = p.text("patente"), t.text("guia_tipo")
	if number := out["number"]; !strings.HasSuffix(number, p.text("pedimento_numero")) || x.under("agente_aduanal").text("patente") != out["patente"] {
		out["number"] = "the truth contradicts itself"
	}
	return out
}

func readTranscript(t *testing.T, raw []byte) transcript {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.UseNumber()
	x := transcript{seen: map[string]bool{}}
	if err := d.Decode(&x.of); err != nil {
		t.Fatal(err)
	}
	return x
}
