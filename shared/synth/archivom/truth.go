package archivom

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// truth is what a reader must say of the one pedimento of these lines.
func truth(lines [][]string) map[string]string {
	t := &teller{out: map[string]string{"kind": "pedimento", "source": "archivo_m", "efecto": "proforma", "pago": ""}, n: map[string]int{}}
	for _, l := range sorted(lines) {
		t.line(l)
	}
	t.totals()
	return t.out
}

// fileTruth is what a reader must say of a file of several pedimentos.
func fileTruth(lines [][]string) map[string]string {
	out := map[string]string{"kind": "archivo_m", "content.registros": strconv.Itoa(len(lines) - 1)}
	i := 0
	for _, l := range lines {
		if l[0] != "500" {
			continue
		}
		at := fmt.Sprintf("content.declaraciones.%d.", i)
		out[at+"patente"], out[at+"documento"], out[at+"aduana"], out[at+"movimiento"] = l[2], l[3], l[4], l[1]
		i++
	}
	return out
}

// sorted puts partidas in their order; records of one kind keep theirs.
func sorted(lines [][]string) [][]string {
	out := slices.Clone(lines)
	at := func(l []string) int {
		if l[0] != "551" {
			return 0
		}
		n, _ := strconv.Atoi(l[3])
		return n
	}
	slices.SortStableFunc(out, func(a, b []string) int { return at(a) - at(b) })
	return out
}

type teller struct {
	out              map[string]string
	n                map[string]int
	notes            []string
	aduana, pesos    big.Rat
	patente, section string
	number           string
	cuadro           map[string]*big.Rat
}

// set writes several fields below the next place of a list.
func (t *teller) set(list string, pairs ...string) {
	at := list + "." + strconv.Itoa(t.n[list]) + "."
	t.n[list]++
	for i := 0; i+1 < len(pairs); i += 2 {
		t.out[at+pairs[i]] = pairs[i+1]
	}
}

func (t *teller) line(l []string) {
	o := t.out
	switch l[0] {
	case "500":
		t.patente, t.section, t.number = l[2], l[4], l[3]
		o["patente"], o["aduana"], o["acuse"] = l[2], l[4], l[5]
	case "501":
		t.heading(l)
	case "502":
		t.set("transportes", "rfc", l[2], "nombre", l[4], "pais", l[5], "identificacion", l[6], "domicilio", l[8])
		o["bultos.total"] = l[7]
	case "503":
		t.set("guias", "numero", l[2], "tipo", l[3])
	case "504":
		t.set("contenedores", "numero", l[2], "tipo", l[3])
	case "505":
		number, cove := l[3], ""
		if strings.HasPrefix(number, "COVE") {
			number, cove = "", number
		}
		t.set("facturas", "fecha", iso(l[2]), "numero", number, "cove", cove, "incoterm", l[4], "moneda", l[5], "valor_dolares", l[6],
			"valor_moneda", l[7], "pais", l[8], "id_fiscal", l[10], "proveedor", l[11])
	case "506":
		t.date(l)
	case "507":
		t.set("identificadores", "clave", l[2], "complementos.0", l[3])
	case "508":
		t.set("cuentas", "institucion", l[2], "numero", l[3], "folio", l[4], "fecha", iso(l[5]), "valor_unitario", l[8], "total", l[9], "cantidad", l[10], "titulos", l[11])
	case "509":
		t.set("tasas", "clave", contribution(l[2]), "tasa", l[3], "tipo", l[4])
	case "510":
		t.set("contribuciones", "clave", contribution(l[2]), "forma_pago", l[3], "importe", l[4])
		t.settle(l[2], l[3], l[4])
	case "511":
		t.notes = append(t.notes, l[3])
	case "512":
		t.set("descargos", "patente", l[2], "documento", l[3], "aduana", l[4], "clave", l[5], "fecha", iso(l[6]), "fraccion", l[7], "unidad", l[8], "cantidad", l[9])
	default:
		t.rare(l)
		t.goods(l)
	}
}

// rare tells the records few pedimentos have.
func (t *teller) rare(l []string) {
	o := t.out
	switch l[0] {
	case "516":
		o["candados."+strconv.Itoa(t.n["candados"])] = l[3]
		t.n["candados"]++
	case "520":
		t.set("destinatarios", "id_fiscal", l[2], "nombre", l[3])
	case "701":
		o["rectifica.documento"], o["rectifica.patente"], o["rectifica.aduana"], o["rectifica.clave"], o["rectifica.fecha"] = l[6], l[7], l[8], l[9], iso(l[10])
		o["tipo_pedimento"] = "2"
	case "702":
		t.set("diferencias", "clave", contribution(l[2]), "importe", l[4])
	}
}

func (t *teller) heading(l []string) {
	o := t.out
	o["operacion"] = map[string]string{"1": "IMP", "2": "EXP"}[l[4]]
	o["clave"], o["aduana_es"], o["rfc"], o["curp_agente"], o["tipo_cambio"] = l[5], l[6], l[8], l[9], l[10]
	o["incrementables.fletes"], o["incrementables.seguros"], o["incrementables.embalajes"], o["incrementables.otros"] = l[11], l[12], l[13], l[14]
	o["peso_bruto"], o["medios_transporte.salida"], o["destino"], o["nombre"] = l[16], l[17], l[20], l[21]
	o["domicilio"] = l[22] + " " + l[24] + " " + l[23] + ", " + l[25] + " " + l[26] + ", " + l[27] + ", " + l[28]
}

func (t *teller) date(l []string) {
	t.set("fechas", "tipo", l[2], "fecha", iso(l[3]))
	switch l[2] {
	case "1":
		t.out["fecha_entrada"] = iso(l[3])
	case "2":
		t.out["fecha_pago"] = iso(l[3])
		// The files are of 2026, as the first of the seven digits says.
		t.out["number"] = l[3][6:8] + t.section[:2] + t.patente + t.number
	}
}

func (t *teller) goods(l []string) {
	if len(l) < 4 || l[0] < "551" || l[0] > "558" {
		return
	}
	n, _ := strconv.Atoi(l[3])
	at := "partidas." + strconv.Itoa(n-1)
	switch l[0] {
	case "551":
		t.n["partidas"]++
		for i, name := range map[int]string{
			2: "fraccion", 3: "secuencia", 4: "nico", 5: "descripcion", 6: "precio_unitario", 7: "valor_aduana", 8: "valor_comercial",
			9: "valor_dolares", 10: "cantidad_umc", 11: "umc", 12: "cantidad_umt", 13: "umt", 14: "valor_agregado", 15: "vinculacion",
			16: "metodo_valoracion", 17: "codigo_producto", 18: "marca", 19: "modelo", 20: "pais_origen", 21: "pais_vendedor",
		} {
			t.out[at+"."+name] = l[i]
		}
		add(&t.aduana, l[7])
		add(&t.pesos, l[8])
	case "553":
		t.set(at+".permisos", "clave", l[4], "numero", l[6], "valor_dolares", l[7], "cantidad_umt", l[8])
	case "554":
		t.set(at+".identificadores", "clave", l[4], "complementos.0", l[5])
	case "556":
		t.set(at+".tasas", "clave", contribution(l[4]), "tasa", l[5], "tipo", l[6])
	case "557":
		t.set(at+".contribuciones", "clave", contribution(l[4]), "forma_pago", l[5], "importe", l[6])
		t.settle(l[4], l[5], l[6])
	case "558":
		t.out[at+".observaciones.0"] = l[5]
	}
}

// settle adds a line to the cuadro de liquidación.
func (t *teller) settle(clave, forma, importe string) {
	if t.cuadro == nil {
		t.cuadro = map[string]*big.Rat{}
	}
	k := contribution(clave) + "\x00" + forma
	if t.cuadro[k] == nil {
		t.cuadro[k] = &big.Rat{}
	}
	add(t.cuadro[k], importe)
}

func (t *teller) totals() {
	o := t.out
	o["valor_aduana"], o["valor_comercial"] = t.aduana.RatString(), t.pesos.RatString()
	o["total_partidas"] = strconv.Itoa(t.n["partidas"])
	if len(t.notes) > 0 {
		o["observaciones.0"] = strings.TrimRight(strings.Join(t.notes, ""), " ")
	}
	keys := make([]string, 0, len(t.cuadro))
	for k := range t.cuadro {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for i, k := range keys {
		clave, forma, _ := strings.Cut(k, "\x00")
		at := "liquidacion." + strconv.Itoa(i) + "."
		o[at+"clave"], o[at+"forma_pago"], o[at+"importe"] = clave, forma, t.cuadro[k].RatString()
	}
	for _, list := range []string{"partidas", "facturas", "contribuciones", "descargos"} {
		o[list+"."+strconv.Itoa(t.n[list])] = "" // nothing more in the list
	}
}

func add(sum *big.Rat, s string) {
	if x, ok := new(big.Rat).SetString(s); ok {
		sum.Add(sum, x)
	}
}

// iso turns DDMMAAAA into AAAA-MM-DD.
func iso(s string) string {
	if len(s) != 8 {
		return ""
	}
	return s[4:] + "-" + s[2:4] + "-" + s[:2]
}

// contribution names the keys the files use (Apéndice 12).
func contribution(key string) string {
	return map[string]string{"1": "DTA", "3": "IVA", "6": "IGI", "15": "PRV", "23": "IVA/PRV"}[key]
}
