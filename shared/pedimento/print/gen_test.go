package print_test

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/goregular"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/print"
)

// layout is an invented broker system.
type layout struct {
	name             string
	embedded         bool     // a TrueType font instead of the core one
	thousands        bool     // 1,234,567
	below            bool     // header labels in one row, their values under them
	wrapped          bool     // long labels on two lines
	incr             []string // order of the additions
	row              []string // order of the first goods row
	values           []string // order of the second
	secBelow         bool     // sequence number on the line under the fracción
	perPage          int      // partidas per page; the identifiers go to the next page when cut
	cutCases         bool
	rfc, clave, guia string // label variants
	dash             bool   // dates with dashes
	sheets           int    // N of "Página n de N", 0 for none
}

func layouts() []layout {
	row := []string{"fraccion", "nico", "vinc", "met", "umc", "cumc", "umt", "cumt", "pvc", "pod"}
	values := []string{"va", "vc", "pu", "ag"}
	return []layout{
		{name: "plain", incr: []string{"VAL. SEGUROS", "SEGUROS", "FLETES", "EMBALAJES", "OTROS INCREMENTABLES"}, row: row, values: values, perPage: 9, rfc: "RFC:", clave: "CVE. PEDIMENTO:", guia: "NUMERO (GUIA/ORDEN EMBARQUE)/ID:"},
		{name: "embedded", embedded: true, thousands: true, wrapped: true, incr: []string{"FLETES", "VAL. SEGUROS", "SEGUROS", "EMBALAJES", "OTROS INCREMENTABLES"}, row: row, values: values, secBelow: true, perPage: 2, cutCases: true, rfc: "Clave en el RFC:", clave: "CVE.PEDIM:", guia: "NO. (GUIA/ORDEN EMBARQUE)/ID:", dash: true, sheets: 6},
		{name: "swapped", thousands: true, incr: []string{"OTROS INCREMENTABLES", "EMBALAJES", "SEGUROS", "VAL. SEGUROS", "FLETES"}, row: []string{"fraccion", "nico", "umt", "umc", "vinc", "cumt", "met", "cumc", "pod", "pvc"}, values: []string{"vc", "va", "pu", "ag"}, perPage: 3, rfc: "RFC:", clave: "CLAVE DE PEDIMENTO:", guia: "NUM. GUIA/ORDEN EMBARQUE/ID:"},
		{name: "below", embedded: true, below: true, wrapped: true, incr: []string{"VAL. SEGUROS", "SEGUROS", "FLETES", "EMBALAJES", "OTROS INCREMENTABLES"}, row: row, values: values, perPage: 1, cutCases: true, rfc: "RFC:", clave: "CVE. PEDIMENTO:", guia: "NUMERO (GUIA/ORDEN EMBARQUE)/ID:", dash: true},
	}
}

// goodsLine is a partida of the invented pedimento.
type goodsLine struct {
	fraccion, nico, umc, cumc, umt, cumt, pais, desc string
	va, vc, iva, igi                                 int64
	pu                                               string
}

// paper is the invented pedimento with the figures it prints; a test changes
// one of them to play a misread digit.
type paper struct {
	fig   map[string]string
	goods []goodsLine
}

func invented() paper {
	p := paper{fig: map[string]string{
		"number": "26 24 3999 6000123", "tc": "18.50000", "peso": "1234.560", "fletes": "1500", "seguros": "1300", "embalajes": "0", "otros": "80", "valseguros": "40000",
		"dta": "462", "prv": "330", "ivaprv": "53", "total_partidas": "3", "op": "IMP", "clave": "IN", "regimen": "ITE", "fpiva": "0", "fpigi": "0", "otros_total": "0",
	}}
	p.goods = []goodsLine{
		{"84733004", "01", "6", "120.000", "6", "120.00000", "CHN", "CIRCUITOS MODULARES", 24000, 23000, 3840, 0, "191.66667"},
		{"39269099", "02", "6", "1500.000", "1", "310.50000", "USA", "PARTES DE PLASTICO PARA ENSAMBLE DE TABLEROS", 15750, 15000, 2646, 788, "10.00000"},
		{"85444204", "99", "3", "250.500", "1", "88.25000", "DEU", "CABLES CON CONECTORES", 61250, 60120, 9800, 0, "240.00000"},
	}
	var va, vc, iva, igi int64
	for _, g := range p.goods {
		va, vc, iva, igi = va+g.va, vc+g.vc, iva+g.iva, igi+g.igi
	}
	set := func(k string, n int64) { p.fig[k] = strconv.FormatInt(n, 10) }
	set("va", va)
	set("vc", vc)
	set("iva", iva)
	set("igi", igi)
	p.fig["usd"] = fmt.Sprintf("%d.%02d", va*100/1850, va*10000/1850%100)
	set("efectivo", iva+igi+462+330+53)
	set("total", iva+igi+462+330+53)
	for i, g := range p.goods {
		for k, v := range map[string]string{
			"cumc": g.cumc, "cumt": g.cumt, "pu": g.pu, "va": strconv.FormatInt(g.va, 10), "vc": strconv.FormatInt(g.vc, 10),
			"iva": strconv.FormatInt(g.iva, 10), "igi": strconv.FormatInt(g.igi, 10), "sec": strconv.Itoa(i + 1),
		} {
			p.fig[k+strconv.Itoa(i)] = v
		}
	}
	return p
}

// press renders a paper in a layout.
type press struct {
	l   layout
	f   *fpdf.Fpdf
	tr  func(string) string
	y   float64
	fig map[string]string
}

func (p *press) at(x float64, s string)    { p.f.Text(x, p.y, p.tr(s)) }
func (p *press) right(x float64, s string) { p.at(x-p.f.GetStringWidth(p.tr(s)), s) }
func (p *press) down()                     { p.y += 11 }

// num prints a figure with or without separators.
func (p *press) num(key string) string {
	s, ok := p.fig[key]
	if !ok {
		s = key
	}
	whole, frac, point := strings.Cut(s, ".")
	if p.l.thousands {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	if point {
		return whole + "." + frac
	}
	return whole
}

func (p *press) date(s string) string {
	if p.l.dash {
		return strings.ReplaceAll(s, "/", "-")
	}
	return s
}

func (l layout) render(tb testing.TB, doc paper) []byte {
	tb.Helper()
	p := &press{l: l, f: fpdf.New("P", "pt", "Letter", ""), fig: doc.fig, tr: func(s string) string { return s }}
	if l.embedded {
		p.f.AddUTF8FontFromBytes("go", "", goregular.TTF)
		p.f.SetFont("go", "", 6)
	} else {
		p.f.SetFont("Helvetica", "", 6.5)
		p.tr = p.f.UnicodeTranslatorFromDescriptor("")
	}
	p.first()
	p.second()
	for i := range doc.goods {
		if i%l.perPage == 0 {
			p.table(i > 0)
		}
		p.partida(i, doc.goods[i])
	}
	p.down()
	p.at(150, "********** FIN DE PEDIMENTO ***** NUM. TOTAL DE PARTIDAS: "+p.fig["total_partidas"]+" ***** CLAVE PREVALIDADOR: 010 *****")
	p.foot()
	var b bytes.Buffer
	if err := p.f.Output(&b); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func (p *press) first() {
	p.f.AddPage()
	p.y = 40
	p.at(280, "PEDIMENTO")
	p.mark()
	p.down()
	if p.l.below {
		p.at(25, "NUM. PEDIMENTO:")
		p.at(180, "T. OPER:")
		p.at(260, p.l.clave)
		p.at(360, "REGIMEN:")
		p.down()
		p.at(25, p.fig["number"])
		p.at(180, p.fig["op"])
		p.at(260, p.fig["clave"])
		p.at(360, p.fig["regimen"])
	} else {
		p.at(25, "NUM. PEDIMENTO: "+p.fig["number"])
		p.at(180, "T.OPER "+p.fig["op"])
		p.at(260, p.l.clave+" "+p.fig["clave"])
		p.at(400, "REGIMEN:"+p.fig["regimen"])
		p.at(480, "CERTIFICACIONES")
	}
	p.down()
	p.at(25, "DESTINO: 9")
	p.at(120, "TIPO CAMBIO: "+p.fig["tc"])
	p.at(240, "PESO BRUTO: "+p.num("peso"))
	p.at(360, "ADUANA E/S: 240")
	for _, v := range [][2]string{{"VALOR DOLARES:", "usd"}, {"VALOR ADUANA:", "va"}, {"PRECIO PAGADO/VALOR COMERCIAL:", "vc"}} {
		p.down()
		p.at(220, v[0])
		p.right(440, p.num(v[1]))
	}
	p.down()
	p.at(220, "DATOS DEL IMPORTADOR / EXPORTADOR")
	p.down()
	p.at(25, p.l.rfc+" EMP010101AB1")
	p.at(200, "NOMBRE, DENOMINACION O RAZON SOCIAL:")
	p.down()
	p.at(25, "CURP:")
	p.at(200, "ENSAMBLES INVENTADOS SA DE CV")
	p.down()
	p.at(25, "DOMICILIO: CALLE UNO 100 COL. INDUSTRIAL")
	p.down()
	for i, h := range p.l.incr {
		x := 40 + 85*float64(i)
		p.at(x, h)
		p.y += 10
		key := map[string]string{"VAL. SEGUROS": "valseguros", "SEGUROS": "seguros", "FLETES": "fletes", "EMBALAJES": "embalajes", "OTROS INCREMENTABLES": "otros"}[h]
		p.right(x+30, p.num(key))
		p.y -= 10
	}
	p.y += 24
	p.codes()
	p.dates()
	p.cash()
	p.foot()
}

// mark prints "Página n de N".
func (p *press) mark() {
	if p.l.sheets > 0 {
		p.at(500, fmt.Sprintf("Página %d de %d", p.f.PageNo(), p.l.sheets))
	}
}

func (p *press) codes() {
	if p.l.wrapped {
		p.at(40, "CÓDIGO DE")
		p.at(300, "CLAVE DE LA SECCION ADUANERA")
		p.down()
		p.at(40, "ACEPTACIÓN")
		p.at(300, "DE DESPACHO: 240 CIUDAD INVENTADA")
	} else {
		p.at(40, "CODIGO DE ACEPTACION:")
		p.at(300, "CLAVE DE LA SECCION ADUANERA DE DESPACHO: 240")
	}
	p.down()
	p.at(40, "7ABCD1E2")
	p.down()
	p.at(25, "MARCAS, NUMEROS Y TOTAL DE BULTOS: S/M S/N 12")
}

func (p *press) dates() {
	p.down()
	p.at(80, "FECHAS")
	p.at(320, "TASAS A NIVEL PEDIMENTO")
	for i, d := range []string{"ENTRADA", "PAGO", ""} {
		p.down()
		if d != "" {
			p.at(30, d)
			p.at(120, p.date([]string{"03/06/2026", "05/06/2026"}[i]))
		}
		p.at(300, []string{"DTA", "PRV", "IVA/PRV"}[i])
		p.at(370, []string{"4", "2", "1"}[i])
		p.right(450, []string{"462.00000", "330.00000", "16.00000"}[i])
	}
}

func (p *press) cash() {
	p.down()
	p.at(220, "CUADRO DE LIQUIDACION")
	p.down()
	for _, x := range []float64{40, 220} {
		p.at(x, "CONCEPTO")
		p.at(x+60, "F.P.")
		p.at(x+100, "IMPORTE")
	}
	p.at(440, "TOTALES")
	rows := [][2]string{{"DTA", "dta"}, {"PRV", "prv"}, {"IVA/PRV", "ivaprv"}, {"IVA", "iva"}, {"IGI/IGE", "igi"}}
	totals := [][2]string{{"EFECTIVO", "efectivo"}, {"OTROS", "otros_total"}, {"TOTAL", "total"}}
	for i := range 3 {
		p.down()
		for k, x := range []float64{40, 220} {
			if n := 2*i + k; n < len(rows) {
				p.at(x, rows[n][0])
				p.at(x+63, map[string]string{"IVA": p.fig["fpiva"], "IGI/IGE": p.fig["fpigi"]}[rows[n][0]]+map[bool]string{true: "0"}[n < 3])
				p.right(x+135, p.num(rows[n][1]))
			}
		}
		p.at(400, totals[i][0])
		p.right(500, p.num(totals[i][1]))
	}
	if p.fig["nopay"] != "" {
		return
	}
	p.down()
	p.at(180, "DEPOSITO REFERENCIADO - LÍNEA DE CAPTURA")
	p.down()
	p.at(180, "*** PAGO ELECTRÓNICO ***")
	p.down()
	p.at(30, "PATENTE: 3999")
	p.at(120, "PEDIMENTO: 6000123")
	p.at(240, "ADUANA: 240")
	p.down()
	p.at(30, "IMPORTE PAGADO: $"+p.num("efectivo"))
	p.at(240, "FECHA DE PAGO: "+p.date("05/06/2026"))
	p.down()
	p.at(30, "NÚMERO DE OPERACIÓN BANCARIA: 00012345678901")
}

func (p *press) foot() {
	if s := p.fig["watermark"]; s != "" {
		p.f.SetFontSize(60)
		if len(s) > 12 {
			p.f.SetFontSize(24) // the page is not wider
		}
		p.y = 400
		p.at(60, s)
		p.f.SetFontSize(6.5)
	}
	p.y = 700
	p.at(25, "AGENTE ADUANAL, AGENCIA ADUANAL, APODERADO ADUANAL O DE ALMACEN")
	p.down()
	p.at(25, "NOMBRE O RAZ. SOC: AGENCIA INVENTADA SC RFC: AGI010101XY2 PATENTE O AUTORIZACION: 3999")
}

func (p *press) newPage() {
	p.f.AddPage()
	p.y = 40
	p.at(25, "ANEXO DEL PEDIMENTO")
	p.mark()
	p.down()
	p.at(25, "NUM. PEDIMENTO: "+p.fig["number"])
	p.at(200, "TIPO OPER: "+p.fig["op"])
	p.at(300, "CVE. PEDIM: "+p.fig["clave"])
	p.at(420, "RFC: EMP010101AB1")
	p.down()
	p.at(420, "CURP:")
	p.down()
}

func (p *press) second() {
	p.newPage()
	p.at(200, "DATOS DEL PROVEEDOR O COMPRADOR")
	p.down()
	for x, s := range map[float64]string{25: "ID. FISCAL", 130: "NOMBRE, DENOMINACION O RAZON SOCIAL", 320: "DOMICILIO:", 520: "VINCULACION"} {
		p.at(x, s)
	}
	p.down()
	for x, s := range map[float64]string{25: "12-3456789", 130: "PROVEEDOR INVENTADO LLC", 320: "1 MAIN STREET", 530: "NO"} {
		p.at(x, s)
	}
	p.down()
	for x, s := range map[float64]string{30: "NUM. FACTURA", 160: "FECHA", 210: "INCOTERM", 260: "MONEDA FACT", 340: "VAL.MON.FACT", 420: "FACTOR MON.FACT", 510: "VAL.DOLARES"} {
		p.at(x, s)
	}
	p.down()
	for x, s := range map[float64]string{30: "INV-100200", 155: p.date("01/06/2026"), 215: "FCA", 265: "USD"} {
		p.at(x, s)
	}
	p.right(380, p.num("5303.78"))
	p.right(470, "1.00000")
	p.right(560, p.num("5303.78"))
	p.down()
	p.at(30, "COVE2612ABCD3")
	p.down()
	p.blocks()
	p.at(25, p.l.guia+" GUIA123456")
	p.at(300, "M")
	p.down()
	p.at(25, "CLAVE/COMPL. IDENTIFICADOR")
	p.at(180, "COMPLEMENTO 1")
	p.at(300, "COMPLEMENTO 2")
	p.at(420, "COMPLEMENTO 3")
	for _, c := range [][]string{{"IM", "1234-2020"}, {"ED", "0170260ABCDE1"}} {
		p.down()
		p.at(60, c[0])
		p.at(180, c[1])
	}
	p.down()
	p.originals()
	p.at(250, "OBSERVACIONES")
	p.down()
	p.at(25, "MERCANCIA PARA ENSAMBLE 12345")
	p.down()
}

// originals prints the blocks that cite other pedimentos, when there are any.
func (p *press) originals() {
	for _, k := range []string{"descargo", "rectifica"} {
		if p.fig[k] == "" {
			continue
		}
		p.at(250, map[string]string{"descargo": "DESCARGOS", "rectifica": "RECTIFICACION"}[k])
		p.down()
		p.at(25, "NUM. PEDIMENTO ORIGINAL")
		p.at(200, "FECHA DE OPERACION")
		p.at(350, "CVE. PEDIMENTO ORIGINAL")
		p.down()
		p.at(25, p.fig[k])
		p.at(200, "10/01/2026")
		p.at(350, "IN")
		p.down()
	}
}

var heads = map[string][2]string{
	"fraccion": {"FRACCION", ""}, "nico": {"SUBD/NÚM.", "IDENTIF."}, "vinc": {"VINC.", ""}, "met": {"MET", "VAL"}, "umc": {"UMC", ""},
	"cumc": {"CANTIDAD", "UMC"}, "umt": {"UMT", ""}, "cumt": {"CANTIDAD", "UMT"}, "pvc": {"P.V/C", ""}, "pod": {"P.O/D", ""},
}

// rowX is where the columns of the first goods row stand.
func (p *press) rowX(i int) float64 {
	return []float64{50, 100, 145, 175, 205, 235, 285, 315, 365, 395}[i]
}

func (p *press) table(newPage bool) {
	if newPage {
		p.foot()
		p.newPage()
	}
	p.at(270, "PARTIDAS")
	p.down()
	for i, id := range p.l.row {
		p.at(p.rowX(i), heads[id][0])
		p.y += 8
		p.at(p.rowX(i)+4, heads[id][1])
		p.y -= 8
	}
	p.y += 18
	p.at(25, "SEC")
	p.at(60, "DESCRIPCION (RENGLONES VARIABLES SEGUN SE REQUIERA)")
	for x, s := range map[float64]string{430: "CON.", 465: "TASA", 495: "T.T.", 515: "F.P.", 545: "IMPORTE"} {
		p.at(x, s)
	}
	p.down()
	for i, id := range p.l.values {
		p.at(60+80*float64(i), map[string]string{"va": "VAL ADU/USD", "vc": "IMP. PRECIO PAG.", "pu": "PRECIO UNIT.", "ag": "VAL. AGREG."}[id])
	}
	p.down()
}

func (p *press) partida(i int, g goodsLine) {
	n := strconv.Itoa(i)
	sec := p.fig["sec"+n]
	if !p.l.secBelow {
		p.at(28, sec)
	}
	vals := map[string]string{"fraccion": g.fraccion, "nico": g.nico, "vinc": "0", "met": "1", "umc": g.umc, "cumc": p.num("cumc" + n), "umt": g.umt, "cumt": p.num("cumt" + n), "pvc": "USA", "pod": g.pais}
	for k, id := range p.l.row {
		if id == "cumc" || id == "cumt" {
			p.right(p.rowX(k)+36, vals[id])
		} else {
			p.at(p.rowX(k)+3, vals[id])
		}
	}
	p.tax("IGI", p.fig["fpigi"], "5.00000", p.num("igi"+n))
	p.down()
	if p.l.secBelow {
		p.at(28, sec)
	}
	p.at(52, g.desc)
	p.tax("IVA", p.fig["fpiva"], "16.00000", p.num("iva"+n))
	p.down()
	for k, id := range p.l.values {
		if id != "ag" {
			p.right(60+80*float64(k)+40, p.num(id+n))
		}
	}
	p.down()
	p.at(30, "IDENTIF.")
	p.at(100, "COMPLEMENTO 1")
	p.at(240, "COMPLEMENTO 2")
	p.at(400, "COMPLEMENTO 3")
	p.down()
	if p.l.cutCases {
		p.foot()
		p.table(true)
	}
	p.at(40, "EN")
	p.at(100, "U")
	p.at(240, "NOM-001-INV-2020")
	p.down()
}

func (p *press) tax(clave, forma, rate, importe string) {
	if p.fig["op"] == "EXP" {
		return
	}

	p.at(430, clave)
	p.right(485, rate)
	p.at(500, "1")
	p.at(520, forma)
	p.right(575, importe)
}

func readPaper(tb testing.TB, pdf []byte) *pedimento.Pedimento {
	tb.Helper()
	text, err := pdftext.Read(context.Background(), pdf, pdftext.Limits{})
	if err != nil {
		tb.Fatal(err)
	}
	p, ok := print.Read(text)
	if !ok {
		tb.Fatal("not recognised as a pedimento")
	}
	return p
}
