package print

import (
	"cmp"
	"slices"
	"strings"
)

// columnLabels lists the headings of line tables.
func columnLabels() []label {
	var out []label
	add := func(id, variants string) {
		for v := range strings.SplitSeq(variants, "|") {
			out = append(out, label{text: squeeze(v), id: id})
		}
	}
	add(fParte, "PART|PART NO|PART NUMBER|PART NUM|PART NBR|P/N|PN|ITEM CODE|ITEM NUMBER|MATERIAL|MATERIAL NO|MATERIAL NUMBER|SKU|PRODUCT CODE|PRODUCT NO|PRODUCT NUMBER|PRODUCT ID|MODEL|MODEL NO|MODELO|STYLE|ARTICLE|ARTICLE NO|CATALOG NO|PARTE|NO DE PARTE|NO PARTE|NUM PARTE|NUM DE PARTE|NUMERO DE PARTE|NUMERO PARTE|CODIGO|CLAVE|CODIGO DE PRODUCTO|SUPPLIER PART NO|VENDOR PART NO|COMMODITY CODE NO|ARTIKEL|ARTIKELNR")
	add(fArticulo, "ITEM|ITEM NO|ARTICULO")
	add(fRenglon, "LINE|LINE NO|LN|NO|POS|SEQ|RENGLON|PARTIDA|LINEA|ROW|POSITION|NUM|ITEM LINE")
	add(fDescripcion, "DESCRIPTION|DESC|DESCRIPTION OF GOODS|DESCRIPTION OF MERCHANDISE|DESCRIPTION OF MATERIAL|FULL DESCRIPTION OF GOODS|GOODS DESCRIPTION|COMMODITY|COMMODITY DESCRIPTION|PRODUCT DESCRIPTION|ITEM DESCRIPTION|PART DESCRIPTION|MATERIAL DESCRIPTION|DESCRIPCION|DESCRIPCION DE LA MERCANCIA|DESCRIPCION DE MERCANCIA|DESCRIPCION DEL PRODUCTO|CONCEPTO|MERCANCIA|PRODUCT|PRODUCTO|BESCHREIBUNG|COMPLETE DESCRIPTION|CONTENTS|CONTENIDO|GOODS")
	add(fFraccion, "FRACCION|FRACCION ARANCELARIA|FRACCION MX|FRACCION MEXICANA|MX HTS|HTS MX|HTS MEXICO|MEXICAN HTS|MEXICO HTS")
	add(fHTS, "HTS|HTS CODE|HTS NO|HTS NUMBER|HTSUS|HTS US|US HTS|HTS USA|HS|HS CODE|HS NO|H S CODE|HS NUMBER|HARMONIZED CODE|HARMONIZED TARIFF|HARMONIZED TARIFF NO|HARMONIZED CODE NO|HTS HS CODE|TARIFF|TARIFF CODE|TARIFF NO|TARIFF NUMBER|SCHEDULE B|SCHEDULE B NO|CODIGO HS|CODIGO ARANCELARIO|HS TARIFF CODE|CUSTOMS TARIFF|TARIC")
	add(fCantidad, "QTY|QUANTITY|QTY SHIPPED|QUANTITY SHIPPED|SHIPPED QTY|SHIP QTY|SHIPPED|QTY SHIP|INVOICED QTY|QTY INVOICED|QUANTITY INVOICED|CANTIDAD|CANT|CANTIDAD EMBARCADA|CANTIDAD FACTURADA|NO OF UNITS|NUMBER OF UNITS|UNITS|PIECES|PCS|PIEZAS|QTY PCS|QTY EA|QTY UNITS|QUANTITY PCS|TOTAL QTY|TOTAL QUANTITY|TOTAL PCS|TOTAL PIECES|CANTIDAD TOTAL|TOTAL UNITS|MENGE|TOTAL PIEZAS")
	add(fUnidad, "UNIT|UOM|UM|U/M|UNITS OF MEASURE|UNIT OF MEASURE|UNIDAD|UNIDAD DE MEDIDA|UMC|UNID|U/MED|UNIT MEASURE|EINHEIT")
	add(fPrecio, "UNIT PRICE|PRICE|UNIT VALUE|UNIT COST|PRICE EACH|PRICE/UNIT|PRICE PER UNIT|NET UNIT PRICE|NET PRICE|RATE|PRECIO|PRECIO UNITARIO|PRECIO UNIT|P UNITARIO|P UNIT|P/U|PU|VALOR UNITARIO|COSTO UNITARIO|UNIT PRICE EACH|U PRICE|UNITARIO|U/PRICE|VALUE/UNIT|EINZELPREIS|COST EACH")
	add(fImporte, "AMOUNT|TOTAL AMOUNT|LINE TOTAL|LINE AMOUNT|EXTENDED PRICE|EXTENDED AMOUNT|EXT PRICE|EXT AMOUNT|EXTENSION|EXTENDED|EXTENDED VALUE|EXT VALUE|NET AMOUNT|TOTAL|TOTAL PRICE|TOTAL VALUE|VALUE|NET VALUE|LINE VALUE|IMPORTE|IMPORTE TOTAL|MONTO|VALOR TOTAL|VALOR|PRECIO TOTAL|TOTAL COST|EXT COST|TOTAL LINE|GESAMTPREIS|BETRAG|TOTAL NET VALUE|AMT|TOTAL COMMERCIAL VALUE|TOTAL LINE VALUE|COMMERCIAL VALUE")
	add(fOrigen, "ORIGIN|COUNTRY OF ORIGIN|COUNTRY ORIGIN|COO|C/O|CO|C O O|ORIGIN COUNTRY|CTRY OF ORIGIN|CTRY ORIGIN|CTRY|COUNTRY OF MANUFACTURE|COUNTRY|MADE IN|ORIGEN|PAIS DE ORIGEN|PAIS ORIGEN|PAIS|ORIG|URSPRUNG|CNTRY OF ORIG|COUNTRY OF ORIG|CNTRY OF ORIGIN")
	add(fNeto, "NET WEIGHT|NET WT|NW|N W|N/W|N WT|NET|PESO NETO|P NETO|NETO|NET WGT|TOTAL NET WEIGHT|TOTAL NW|TOTAL PESO NETO")
	add(fBruto, "GROSS WEIGHT|GROSS WT|GW|G W|G/W|G WT|GROSS|PESO BRUTO|P BRUTO|BRUTO|GROSS WGT|TOTAL GROSS WEIGHT|TOTAL GW|TOTAL PESO BRUTO|WEIGHT|PESO|SHIPPING WEIGHT")
	add(fBultos, "PACKAGES|NO OF PACKAGES|NUMBER OF PACKAGES|PKGS|CARTONS|CTNS|CTN|NO OF CARTONS|NUMBER OF CARTONS|BULTOS|CAJAS|BOXES|NO OF BOXES|NO DE BULTOS|NO DE CAJAS|TOTAL CTNS|TOTAL CARTONS|CARTON QTY|NO OF PKGS|CASES|QTY CARTONS|QTY CTNS|CTN QTY|CANTIDAD DE CAJAS|TOTAL CAJAS|CARTON COUNT|PACKAGE QTY")
	add(fCartones, "CARTON NO|CTN NO|CARTON NUMBER|CARTON NOS|CARTON NUMBERS|CARTON RANGE|C/NO|C NO|CASE NO|CASE NUMBER|BOX NO|BOX NUMBER|PACKAGE NO|PKG NO|NO DE CARTON|NO CAJA|NO DE CAJA|CAJA NO|CAJA|CARTON|BOX|BULTO|NUM CAJA|NUMERO DE CAJA|CTN NOS|CARTON NO FROM TO|BULTO NO|NO BULTO|RANGO DE CAJAS|CARTON FROM TO")
	add(fTarima, "PALLET|PALLET NO|PALLET NUMBER|PLT|PLT NO|SKID|SKID NO|TARIMA|TARIMA NO|NO TARIMA|NO DE TARIMA|PALLET ID|PALET")
	add(fDimensiones, "DIMENSIONS|DIMS|DIM|DIMENSION|MEASUREMENT|MEASUREMENTS|SIZE|DIMENSIONES|MEDIDAS|L X W X H|LXWXH|DIMENSIONS L X W X H|CARTON SIZE|CTN SIZE|DIMS IN|DIMS CM")
	add(fOther, "PO|QTY ORDERED|QUANTITY ORDERED|ORDERED|ORDER QTY|ORDERED QTY|BACKORDERED|B/O|BACK ORDER|QTY B/O|QTY PER CARTON|QTY/CTN|QTY PER CTN|PCS/CTN|PCS PER CARTON|UNITS PER CARTON|CANTIDAD POR CAJA|PIEZAS POR CAJA|DISCOUNT|DISC|DESCUENTO|TAX|VAT|IVA|LOT|LOTE|LOT NO|SERIAL NO|SERIAL|SERIE|BRAND|MARCA|PURCHASE ORDER|CUSTOMER PO|PO NUMBER|P O NO|PO NO|ORDER NO|CUSTOMER PART|CUSTOMER PART NO|CUST PART NO|CUSTOMER ITEM|REV|DRAWING|DRAWING NO|CBM|CFT|M3|CUFT|VOLUME|VOLUMEN|ECCN|USMCA|T MEC|TMEC|PREF CRITERION|NICO|UNIT WEIGHT|PESO UNITARIO|PCS WEIGHT|MARKS|MARKS AND NUMBERS|MARCAS|DATE|FECHA|DELIVERY|NOTE|REMARKS|QTY UMT|UMT|UNIT NET WEIGHT|UNIT GROSS WEIGHT|SPI")
	return sorted(out)
}

// The neutral words of a heading: what a column is counted or weighed in.
func neutral(s string) (currency, unit string, ok bool) {
	switch c := isoCode(s); {
	case c != "":
		return c, "", true
	}
	switch s {
	case "US", "USDOLLARS", "DLLS", "DLS":
		return "", "", true
	case "KG", "KGS", "KILOS", "KILOGRAMS", "KILOGRAMOS", "KILO":
		return "", "KG", true
	case "LB", "LBS", "POUNDS", "LIBRAS":
		return "", "LB", true
	case "OF", "DE", "IN", "EN", "THE":
		return "", "", true
	}
	return "", "", false
}

// column is a heading of a table and where it stands.
type column struct {
	id       string
	x0, x1   points
	words    []word
	currency string
	unit     string // KG or LB, from the heading
}

// naming tells what a heading names.
type naming struct {
	labels map[string]string // squeezed heading to field
	parts  map[string]bool   // every word of a heading
	extra  func(heading string) (string, bool)
}

func newNaming(extra func(string) (string, bool)) *naming {
	n := &naming{labels: map[string]string{}, parts: map[string]bool{}, extra: extra}
	for _, l := range columnLabels() {
		if _, taken := n.labels[l.text]; !taken {
			n.labels[l.text] = l.id
		}
	}
	return n
}

// field is the field that the words of one heading name, however many
// languages say it; "" when it is none known.
func (n *naming) field(ws []word) column {
	c := n.learned(ws)
	var kept strings.Builder
	for _, w := range ws {
		for _, part := range splitSigns(w.s) {
			sq := squeeze(part)
			currency, unit, ok := neutral(sq)
			if strings.Contains(strings.ToUpper(part), "US$") {
				currency = "USD"
			}
			c.currency, c.unit = cmp.Or(currency, c.currency), cmp.Or(c.unit, unit)
			if !ok || sq == "OF" || sq == "DE" || sq == "IN" {
				kept.WriteString(sq)
			}
		}
	}
	if c.id == "" {
		c.id = n.spell(kept.String())
	}
	return c
}

// learned is the column of a heading that a mapping names; weights carry
// their unit apart.
func (n *naming) learned(ws []word) column {
	c := column{words: ws}
	if n.extra == nil {
		return c
	}
	id, ok := n.extra(joined(ws, " "))
	if !ok {
		return c
	}
	c.id = id
	for _, unit := range []string{"_kg", "_lb"} {
		if kind, ok := strings.CutSuffix(id, unit); ok {
			c.id, c.unit = kind, strings.ToUpper(unit[1:])
		}
	}
	return c
}

// spell finds a field whose names, one after the other, are the text: a
// bilingual heading repeats itself.
func (n *naming) spell(text string) string {
	if id := n.labels[text]; id != "" {
		return id
	}
	for i := 1; i < len(text); i++ {
		a := n.labels[text[:i]]
		if a != "" && a != fOther && a == n.labels[text[i:]] {
			return a
		}
	}
	return ""
}

// maxHead is how many lines a heading may have: "COUNTRY / OF / ORIGIN" in
// two languages.
const maxHead = 5

// heading is a table's heading.
type heading struct {
	from, to int // lines of the page
	cols     []column
}

func (h *heading) has(id string) bool {
	return slices.ContainsFunc(h.cols, func(c column) bool { return c.id == id })
}

// known counts columns with a known field.
func known(cols []column) int {
	n := 0
	for _, c := range cols {
		if c.id != "" {
			n++
		}
	}
	return n
}

// headingAt reads the heading whose main line is line i: the lines above and
// below that are as tight as a heading and say nothing else belong to it.
func (n *naming) headingAt(ls []line, i int) (heading, bool) {
	base := ls[i]
	if len(base.phrases) < 2 || slices.ContainsFunc(base.phrases, numberLike) {
		return heading{}, false
	}
	best := heading{from: i, to: i, cols: n.columnsOf(ls[i:i+1], 0)}
	if known(best.cols) < 2 {
		return heading{}, false
	}
	from, to := i, i
	for from > 0 && i-from < maxHead-1 && n.partOf(&ls[from-1], &ls[from]) {
		from--
	}
	for to+1 < len(ls) && to-i < maxHead-1 && n.partOf(&ls[to+1], &ls[to]) {
		to++
	}
	for f := from; f <= i; f++ {
		for t := i; t <= to; t++ {
			cols := n.columnsOf(ls[f:t+1], i-f)
			k, b := known(cols), known(best.cols)
			if k > b || k == b && (t > best.to || f < best.from) && len(cols) <= len(best.cols) {
				best = heading{from: f, to: t, cols: cols}
			}
		}
	}
	return best, true
}

// headLeading is how far apart, in font sizes, two lines of one heading lie.
const headLeading = 1.9

// partOf reports that a line belongs to the heading it stands next to: most
// of its words are words of headings and it holds no number.
func (n *naming) partOf(l, next *line) bool {
	gap := l.base - next.base
	if gap < 0 {
		gap = -gap
	}
	if gap > headLeading*max(l.size, next.size) || slices.ContainsFunc(l.phrases, numberLike) {
		return false
	}
	fit, all := 0, 0
	for _, w := range l.words {
		for part := range strings.FieldsFuncSeq(w.s, func(r rune) bool { return strings.ContainsRune("()[]/:,.", r) }) {
			sq := squeeze(part)
			all++
			if n.word(sq) {
				fit++
			}
		}
	}
	return all > 0 && fit*5 >= all*4
}

// word reports that a word occurs in headings.
func (n *naming) word(sq string) bool {
	if _, _, ok := neutral(sq); ok || n.labels[sq] != "" {
		return true
	}
	return strings.Contains(headWords, " "+sq+" ")
}

// glued reports an unknown heading made of the words of headings: one that
// was not understood, where any other is of a column that is not ours.
func (n *naming) glued(ws []word) bool {
	for _, w := range ws {
		for _, part := range splitSigns(w.s) {
			if sq := squeeze(part); sq != "" && !n.word(sq) {
				return false
			}
		}
	}
	return true
}

// headWords are the words that only make a heading with others.
const headWords = " NO NUM NUMBER NBR NUMERO DE DEL LA POR PER EACH TOTAL EXT EXTENDED NET GROSS UNIT UNITARIO UNITARIA " +
	"WEIGHT WT PESO COUNTRY PAIS MANUFACTURE HARMONIZED TARIFF CODE ARANCELARIA FRACCION MEDIDA MEASURE SHIPPED INVOICED ORDERED " +
	"GOODS MERCHANDISE MERCANCIA PRODUCTO PRODUCT MATERIAL PART PARTE CARTON CARTONS CTN RANGE PALLET LINE PRICE PRECIO VALUE VALOR " +
	"IMPORTE AMOUNT CANT QTY QUANTITY CANTIDAD ORIGIN ORIGEN BULTOS CAJAS DIMENSIONS SUPPLIER VENDOR CUSTOMER FULL LXWXH L W H X CM "
