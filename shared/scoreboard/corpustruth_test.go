package scoreboard_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/pedimento"
)

// transcript is the truth that stands beside a print of the corpus.
type transcript map[string]any

func (x transcript) text(key string) string {
	switch v := x[key].(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

func (x transcript) list(key string) (out []transcript) {
	items, _ := x[key].([]any)
	for _, i := range items {
		if m, ok := i.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

func (x transcript) rows(key string) (out [][]string) {
	items, _ := x[key].([]any)
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
	m, _ := x[key].(map[string]any)
	return m
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
	if n, _ := x["nulo"].(bool); n {
		out["efecto"] = "nulo"
	}
	for from, to := range map[string]string{
		"aduana_despacho": "aduana", "clave": "clave", "regimen": "regimen", "tipo_operacion": "operacion", "destino": "destino", "tipo_cambio": "tipo_cambio",
		"peso_bruto": "peso_bruto", "aduana_es": "aduana_es", "valor_dolares": "valor_dolares", "valor_aduana": "valor_aduana", "valor_comercial": "valor_comercial",
		"rfc": "rfc", "curp": "curp", "nombre": "nombre", "acuse": "acuse", "efectivo": "efectivo", "otros": "otros", "total": "total", "total_partidas": "total_partidas",
		"prevalidador": "prevalidador", "bultos": "bultos.total", "decrementables": "incrementables.decrementables", "linea_captura": "pago.linea_captura",
		"banco": "pago.banco", "importe_pago": "pago.importe", "operacion_bancaria": "pago.numero_operacion", "transaccion_sat": "pago.transaccion",
	} {
		if _, ok := x[from]; ok {
			out[to] = x.text(from)
		}
	}
	for k, to := range map[string]string{"entrada": "fecha_entrada", "pago": "fecha_pago"} {
		out[to] = x.under("fechas").text(k)
	}
	for k := range x.under("incrementables") {
		if k != "val_seguros" {
			out["incrementables."+k] = x.under("incrementables").text(k)
		}
	}
	for i, k := range []string{"entrada_salida", "arribo", "salida"} {
		if m, ok := x["medios_transporte"].([]any); ok && i < len(m) {
			out["medios_transporte."+k] = fmt.Sprint(m[i])
		}
	}
	x.lists(out)
	x.goods(out)
	return out
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
	if notes, ok := x["observaciones"].([]any); ok {
		for i, o := range notes {
			out[fmt.Sprintf("observaciones.%d", i)] = fmt.Sprint(o)
		}
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
		taxPaths(out, p+"contribuciones", "clave", q.list("contribuciones"))
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
	if docs, ok := x["e_documents"].([]any); ok {
		for i, d := range docs {
			out[fmt.Sprintf("identificadores.%d.complementos.0", i)] = fmt.Sprint(d)
		}
	}
	return out
}

func readTranscript(t *testing.T, raw []byte) transcript {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.UseNumber()
	var x transcript
	if err := d.Decode(&x); err != nil {
		t.Fatal(err)
	}
	return x
}
