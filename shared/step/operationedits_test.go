package step_test

import (
	"encoding/csv"
	"regexp"
	"slices"
	"strings"

	"example.com/immex/shared/money"
)

// The papers of an operation.
const (
	acuse    = "cove.xml"
	bill     = "factura.csv"
	packages = "empaque.csv"
	sale     = "cfdi.xml"
)

// scored is how a finding says how alike two lines are.
const scored = " of 1000: "

// importEditions are the attributes of the papers of an import.
func importEditions() []edition {
	return slices.Concat(acuseEditions(nil, nil), billEditions(nil, nil), packageEditions(), []edition{
		{"COVE supplier", acuse, once("<identificacion>", "<identificacion>7"), tells("aduanera_cove_factura", "aduanera_cove_proveedor"), " 7"},
		{"COVE importer", acuse, lastOf("identificacion", written("OTR210101AB1")), tells("aduanera_cove_factura", "aduanera_cove_operacion"), "OTR210101AB1"},
		{"invoice supplier", bill, every("id_proveedor", written("DE7")), tells("aduanera_cove_factura", "aduanera_empaque_factura", "aduanera_factura_proveedor"), "DE7"},
		{"invoice buyer", bill, every("id_comprador", written("OTR210101AB1")), tells("aduanera_cove_factura"), "OTR210101AB1"},
		{"invoice related", bill, every("vinculacion", written("SI")), tells("aduanera_factura_vinculacion"), "relation"},
		{"invoice origin", bill, lastRow(func(r record) { r.set("origen", "MYS") }), tells("aduanera_factura_origen"), scored},
	})
}

// returnEditions are those of a return, which has an electronic invoice too.
func returnEditions() []edition {
	lines := []string{"cff_cove_cfdi_renglones"}
	return slices.Concat(acuseEditions(tells("cff_cove_cfdi"), lines), billEditions(tells("cff_cfdi_factura"), tells("cff_cfdi_factura_renglones")), packageEditions(), saleEditions(), []edition{
		{"COVE seller", acuse, once("<identificacion>", "<identificacion>7"), tells("aduanera_cove_factura", "aduanera_cove_operacion", "cff_cove_cfdi"), " 7"},
		{"COVE buyer", acuse, lastOf("identificacion", written("77-1")), tells("aduanera_cove_factura", "aduanera_cove_proveedor", "cff_cove_cfdi"), "77-1"},
		{"invoice seller", bill, every("id_proveedor", written("DE7")), tells("aduanera_cove_factura", "aduanera_empaque_factura", "cff_cfdi_factura"), "DE7"},
		{"invoice buyer", bill, every("id_comprador", written("77-1")), tells("aduanera_cove_factura", "aduanera_factura_proveedor", "cff_cfdi_factura"), "77-1"},
	})
}

// acuseEditions are the attributes of an acuse de valor; sale and lines are the
// rules that hold its heading and its lines to an electronic invoice.
func acuseEditions(sale, lines []string) []edition {
	goods := tells("aduanera_cove_factura_renglones", append([]string{"aduanera_cove_renglones"}, lines...)...)
	return []edition{
		{"COVE patente", acuse, lastOf("patenteAduanal", written("9999")), tells("aduanera_cove_patente"), "patente"},
		{"COVE operation", acuse, lastOf("tipoOperacion", otherWay), tells("aduanera_cove_operacion"), ""},
		{"COVE number", acuse, lastOf("numeroFacturaRelacionFacturas", written("INV-OTRA")), tells("aduanera_cove_factura", append([]string{"aduanera_factura_numero"}, sale...)...), "INV-OTRA"},
		{"COVE date", acuse, once("<fechaExpedicion>20", "<fechaExpedicion>19"), tells("aduanera_cove_factura", append([]string{"aduanera_cove_fecha"}, sale...)...), "19"},
		{"COVE currency", acuse, always("<tipoMoneda>USD", "<tipoMoneda>EUR"), tells("aduanera_cove_factura", append([]string{"aduanera_cove_moneda"}, sale...)...), "EUR"},
		{"COVE quantity", acuse, both(lastOf("cantidad", twice), lastOf("valorUnitario", half)), goods, scored},
		{"COVE unit", acuse, lastOf("claveUnidadMedida", another("LTR", "KGM")), goods, scored},
		{
			"COVE value", acuse, both(lastOf("valorUnitario", twice), both(lastOf("valorTotal", twice), lastOf("valorDolares", twice))),
			union(tells("aduanera_cove_factura", append([]string{"aduanera_cove_valor"}, sale...)...), goods), scored,
		},
	}
}

// billEditions are the attributes of a commercial invoice; sale and lines are the
// rules that hold it to an electronic invoice.
func billEditions(sale, lines []string) []edition {
	goods := tells("aduanera_cove_factura_renglones", append([]string{"aduanera_factura_renglones"}, lines...)...)
	boxed := tells("aduanera_empaque_cantidad", goods...)
	return []edition{
		{"invoice date", bill, every("fecha", written("2020-12-01")), tells("aduanera_cove_factura", append([]string{"aduanera_empaque_factura", "aduanera_factura_fecha"}, sale...)...), "2020-12-01"},
		{"invoice currency", bill, every("moneda", written("CAD")), tells("aduanera_cove_factura", append([]string{"aduanera_factura_moneda"}, sale...)...), "CAD"},
		{"invoice incoterm", bill, every("incoterm", written("DPU")), tells("aduanera_factura_incoterm"), "DPU"},
		{"invoice pedimento", bill, every("pedimento", written("212499019999999")), tells("aduanera_factura_pedimento"), "212499019999999"},
		{"invoice acuse", bill, every("cove", written("COVE21ZZZZZZZ")), tells("aduanera_factura_pedimento"), "COVE21ZZZZZZZ"},
		{"invoice quantity", bill, lastRow(func(r record) { r.to("cantidad", twice); r.to("precio_unitario", half) }), boxed, scored},
		{"invoice unit", bill, lastRow(func(r record) { r.to("unidad", another("Litro", "Kilo")) }), boxed, scored},
		{
			"invoice value", bill, lastRow(func(r record) { r.to("importe", twice); r.to("precio_unitario", twice) }),
			union(tells("aduanera_cove_factura", append([]string{"aduanera_factura_valor"}, sale...)...), goods), scored,
		},
	}
}

// packageEditions are the attributes of a packing list.
func packageEditions() []edition {
	counted := tells("aduanera_empaque_cantidad", "aduanera_empaque_renglones")
	return []edition{
		{"packing supplier", packages, every("id_proveedor", written("XX7")), tells("aduanera_empaque_factura"), "XX7"},
		{"packing date", packages, every("fecha", written("2020-12-01")), tells("aduanera_empaque_factura"), "2020-12-01"},
		{"packing quantity", packages, lastRow(func(r record) { r.to("cantidad", twice) }), counted, scored},
		{"packing unit", packages, lastRow(func(r record) { r.to("unidad", another("Litro", "Kilo")) }), tells("aduanera_empaque_cantidad"), "Litro"},
		{"packing packages", packages, lastRow(func(r record) { r.set("cartones", "8-9"); r.set("bultos", "2") }), tells("aduanera_empaque_bultos"), "packages"},
		{"packing gross", packages, every("peso_bruto_kg", twice), tells("aduanera_empaque_peso"), "gross"},
	}
}

// saleEditions are the attributes of an electronic invoice.
func saleEditions() []edition {
	heads := tells("cff_cfdi_factura", "cff_cove_cfdi")
	goods := tells("cff_cfdi_factura_renglones", "cff_cfdi_renglones", "cff_cove_cfdi_renglones")
	value := regexp.MustCompile(`ValorUnitario="([^"]*)" Importe="([^"]*)" ObjetoImp`)
	return []edition{
		{"CFDI issuer", sale, attribute("Rfc", false, written("OTR900101AB1")), tells("cff_cfdi_emisor", heads...), "OTR900101AB1"},
		{"CFDI buyer", sale, attribute("NumRegIdTrib", true, written("77-1")), tells("cff_cfdi_receptor", heads...), "77-1"},
		{"CFDI date", sale, once(` Fecha="2021-01`, ` Fecha="2021-02`), tells("cff_cfdi_fecha", heads...), "2021-02"},
		{"CFDI currency", sale, attribute("Moneda", true, written("CAD")), tells("cff_cfdi_moneda", heads...), "CAD"},
		{"CFDI unit", sale, attribute("ClaveUnidad", true, another("LTR", "KGM")), goods, scored},
		{"CFDI quantity", sale, both(attribute("Cantidad", true, twice), attribute("ValorUnitario", true, half)), goods, scored},
		{"CFDI value", sale, func(x string) string {
			all := value.FindAllStringSubmatch(x, -1)
			price, amount := all[len(all)-1][1], all[len(all)-1][2]
			total := regexp.MustCompile(` SubTotal="([^"]*)"`).FindStringSubmatch(x)[1]
			x = always(`"`+amount+`"`, `"`+twice(amount)+`"`)(x)
			return both(always(`"`+total+`"`, `"`+amountsOf(total, amount)+`"`), once(price, twice(price)))(x)
		}, union(tells("cff_cfdi_valor", heads...), goods), scored},
		{"CFDI pedimento", sale, always("</cfdi:Concepto>", `<cfdi:InformacionAduanera NumeroPedimento="20  24  9901  0001234"/></cfdi:Concepto>`), tells("cff_retorno_pedimento"), "202499010001234"},
		{"CFDI complement", sale, once("<cfdi:Complemento>", `<cfdi:Complemento><cce20:ComercioExterior xmlns:cce20="http://www.sat.gob.mx/ComercioExterior20" Version="2.0" ClaveDePedimento="A1" CertificadoOrigen="0" Incoterm="FCA" TipoCambioUSD="20.0330" TotalUSD="1.00"><cce20:Mercancias><cce20:Mercancia NoIdentificacion="X" ValorDolares="1.00"/></cce20:Mercancias></cce20:ComercioExterior>`), tells("cff_retorno_complemento"), ""},
	}
}

// tells lists the rules that tell, in order.
func tells(code string, more ...string) []string {
	return slices.Sorted(slices.Values(append(slices.Clip(more), code)))
}

// union are the rules of two lists, in order.
func union(a, b []string) []string { return slices.Sorted(slices.Values(slices.Concat(a, b))) }

// What is done to a value.

func written(to string) func(string) string { return func(string) string { return to } }

// another is the first of two that is not what it was.
func another(a, b string) func(string) string {
	return func(was string) string {
		if was == a {
			return b
		}
		return a
	}
}

func otherWay(operation string) string {
	if operation == "TOCE.IMP" {
		return "TOCE.EXP"
	}
	return "TOCE.IMP"
}

func amountsOf(a, b string) string {
	x, _ := money.Parse(a)
	y, _ := money.Parse(b)
	sum, _ := x.Add(y)
	return sum.String()
}

func twice(a string) string { return amountsOf(a, a) }

// half is half of a value, to a millionth.
func half(a string) string {
	x, _ := money.Parse(a)
	micros, _ := x.Micros()
	return money.FromMicros(micros / 2).String()
}

// What is done to a paper.

func both(a, b func(string) string) func(string) string {
	return func(x string) string { return b(a(x)) }
}

func once(from, to string) func(string) string {
	return func(x string) string { return strings.Replace(x, from, to, 1) }
}

func always(from, to string) func(string) string {
	return func(x string) string { return strings.ReplaceAll(x, from, to) }
}

// lastOf changes the text of the last element of a name.
func lastOf(element string, to func(string) string) func(string) string {
	return spot("<"+element+">", "</", true, to)
}

// attribute changes the first or the last attribute of a name.
func attribute(name string, last bool, to func(string) string) func(string) string {
	return spot(" "+name+`="`, `"`, last, to)
}

// spot changes what stands after the first or the last of one text, up to another.
func spot(open, end string, last bool, to func(string) string) func(string) string {
	return func(x string) string {
		i := strings.Index(x, open)
		if last {
			i = strings.LastIndex(x, open)
		}
		if i < 0 {
			return x
		}
		i += len(open)
		old, _, _ := strings.Cut(x[i:], end)
		return x[:i] + to(old) + x[i+len(old):]
	}
}

// record is one row of a table under its headings.
type record struct{ head, cells []string }

func (r record) set(column, to string) { r.cells[slices.Index(r.head, column)] = to }

func (r record) to(column string, to func(string) string) {
	i := slices.Index(r.head, column)
	r.cells[i] = to(r.cells[i])
}

// rows changes rows of a table.
func rows(change func(all []record)) func(string) string {
	return func(x string) string {
		all, err := csv.NewReader(strings.NewReader(x)).ReadAll()
		if err != nil || len(all) < 2 {
			return x
		}
		var list []record
		for _, cells := range all[1:] {
			list = append(list, record{all[0], cells})
		}
		change(list)
		var out strings.Builder
		_ = csv.NewWriter(&out).WriteAll(all)
		return out.String()
	}
}

// every changes a column of every row.
func every(column string, to func(string) string) func(string) string {
	return rows(func(all []record) {
		for _, r := range all {
			r.to(column, to)
		}
	})
}

func lastRow(change func(record)) func(string) string {
	return rows(func(all []record) { change(all[len(all)-1]) })
}
