package print

import (
	"slices"
	"strings"
)

// label is one way a label is printed, squeezed.
type label struct {
	text string
	id   string
	rank int // among labels of one party, the lowest wins
	// weak labels are also plain words of a text: they count only with a
	// colon behind them or alone in their phrase.
	weak bool
}

// headerLabels lists the labels of the header in English and Spanish.
func headerLabels() []label {
	var out []label
	add := func(id string, rank int, weak bool, variants string) {
		for v := range strings.SplitSeq(variants, "|") {
			out = append(out, label{squeeze(v), id, rank, weak})
		}
	}
	add(fNumero, 0, false, "INVOICE NO|INVOICE NUMBER|INVOICE NUM|INVOICE NBR|INVOICE ID|COMMERCIAL INVOICE NO|COMMERCIAL INVOICE NUMBER|INV NO|INV NUMBER|INV|FACTURA NO|FACTURA NUM|FACTURA NUMERO|NO DE FACTURA|NO FACTURA|NUM FACTURA|NUM DE FACTURA|NUMERO DE FACTURA|NUMERO FACTURA|NRO FACTURA|FOLIO DE FACTURA|DOCUMENT NO|DOCUMENT NUMBER|RECHNUNGSNUMMER|INVOICE REFERENCE|INVOICE REF")
	add(fNumero, 1, true, "INVOICE|FACTURA|COMMERCIAL INVOICE|FACTURA COMERCIAL|FOLIO")
	add(fLista, 0, false, "PACKING LIST NO|PACKING LIST NUMBER|PACKING SLIP NO|PACKING SLIP NUMBER|P/L NO|PL NO|LISTA DE EMPAQUE NO|NO DE LISTA DE EMPAQUE|NO DE LISTA|NUMERO DE LISTA|PACKING NO|LISTA NO")
	add(fFecha, 0, false, "INVOICE DATE|DATE OF INVOICE|FECHA DE FACTURA|FECHA FACTURA|FECHA DE LA FACTURA|FECHA DE EMISION|FECHA DE EXPEDICION|DATE ISSUED|DATE OF ISSUE|ISSUE DATE|INV DATE|PACKING LIST DATE|PACKING DATE|FECHA DE LISTA")
	add(fFecha, 1, true, "DATE|FECHA")
	add(fVendedor, 0, false, "SELLER|SELLER/EXPORTER|SELLING ENTITY|VENDOR|SUPPLIER|SOLD BY|VENDEDOR|PROVEEDOR|SELLER NAME|SUPPLIER NAME|VENDOR NAME|VENDEDOR/EXPORTADOR|PROVEEDOR/EXPORTADOR")
	add(fVendedor, 1, false, "EXPORTER|EXPORTADOR|SHIPPER/EXPORTER|EXPORTER/SHIPPER|EXPORTER/SELLER")
	add(fVendedor, 2, true, "SHIPPER|SHIP FROM|FROM|SHIPPED FROM|REMITENTE|EMBARCADOR|EMISOR")
	add(fComprador, 0, false, "BUYER|SOLD TO|BUYER/IMPORTER|PURCHASER|COMPRADOR|VENDIDO A|IMPORTER/BUYER|COMPRADOR/IMPORTADOR")
	add(fComprador, 1, false, "IMPORTER|IMPORTADOR|IMPORTER OF RECORD|BILL TO|BILLED TO|FACTURAR A|FACTURADO A|INVOICE TO|SOLD TO/BILL TO|BILL TO/SOLD TO")
	add(fComprador, 2, false, "CONSIGNEE|CONSIGNATARIO|CONSIGNED TO|CONSIGNADO A|IMPORTER/CONSIGNEE|CONSIGNEE/IMPORTER|ULTIMATE CONSIGNEE|BUYER/CONSIGNEE")
	add(fComprador, 3, true, "SHIP TO|SHIPPED TO|EMBARCAR A|DELIVER TO|CUSTOMER|CLIENTE|TO|DESTINATARIO|ENTREGAR A")
	add(bTaxID, 0, false, "TAX ID|TAX ID NO|TAXID|TAX NO|TAX NUMBER|TAX ID NUMBER|FEDERAL TAX ID|FED TAX ID|FED ID|EIN|EIN NO|IRS NO|IRS/EIN|TIN|VAT NO|VAT ID|VAT REG NO|VAT NUMBER|VAT|VAT ID NO|USTIDNR|RFC|R F C|TAX ID/RFC|RFC/TAX ID|ID FISCAL|IDENTIFICACION FISCAL|NO DE IDENTIFICACION FISCAL|REGISTRO FISCAL|CUIT|CNPJ|NIF|CIF NO|USCC|BUSINESS REG NO")
	add(fVendedorID, 0, false, "SELLER TAX ID|EXPORTER TAX ID|SUPPLIER TAX ID|VENDOR TAX ID|EXPORTER ID|SUPPLIER ID|SHIPPER TAX ID|EXPORTER EIN|SELLER EIN|EXPORTER ID NO|ID FISCAL DEL PROVEEDOR|ID FISCAL PROVEEDOR|TAX ID DEL PROVEEDOR")
	add(fCompradorID, 0, false, "BUYER TAX ID|IMPORTER TAX ID|CONSIGNEE TAX ID|CUSTOMER TAX ID|BUYER RFC|IMPORTER RFC|CONSIGNEE RFC|RFC IMPORTADOR|RFC DEL IMPORTADOR|RFC COMPRADOR|RFC DEL COMPRADOR|IMPORTER ID")
	add(fOrden, 0, false, "PURCHASE ORDER|PURCHASE ORDER NO|PURCHASE ORDER NUMBER|PO NO|PO NUMBER|P O NUMBER|PO|CUSTOMER PO|CUSTOMER PO NO|CUST PO|YOUR ORDER NO|ORDEN DE COMPRA|NO DE ORDEN DE COMPRA|NO ORDEN DE COMPRA|CUSTOMER ORDER NO|OC|PEDIDO NO|BUYER'S ORDER NO")
	add(fIncoterm, 0, false, "INCOTERM|INCOTERMS|INCOTERMS 2020|INCOTERMS 2010|INCOTERM 2020|TERMS OF DELIVERY|DELIVERY TERMS|TERMS OF SALE|TRADE TERMS|TERM OF TRADE|SHIPPING TERMS|TERMS OF SHIPMENT|SALES TERMS|TERMINOS DE ENTREGA|TERMINO DE FACTURACION|CONDICIONES DE ENTREGA|TERMINO INCOTERM|TERMINOS DE VENTA|FREIGHT TERMS|TERMS OF TRADE")
	add(fPago, 0, false, "PAYMENT TERMS|TERMS OF PAYMENT|CONDICIONES DE PAGO|TERMINOS DE PAGO|FORMA DE PAGO")
	add(fPago, 1, true, "TERMS|TERMINOS|CONDICIONES|PAYMENT")
	add(fMoneda, 0, false, "CURRENCY|CURRENCY OF SETTLEMENT|CURRENCY OF SALE|INVOICE CURRENCY|CURRENCY CODE|MONEDA|MONEDA DE FACTURACION|TIPO DE MONEDA|DIVISA")
	add(fVinculacion, 0, false, "RELATED PARTY|RELATED PARTIES|RELATED|INTERCOMPANY|PARTIES TO TRANSACTION RELATED|VINCULACION|PARTES RELACIONADAS|PARTE RELACIONADA|INTER COMPANY")
	add(fPedimento, 0, false, "PEDIMENTO|PEDIMENTO NO|NO DE PEDIMENTO|NUMERO DE PEDIMENTO|NUM PEDIMENTO|PEDIMENTO NUMBER|CUSTOMS ENTRY NO")
	add(fCOVE, 0, false, "COVE|COVE NO|NUMERO DE COVE")
	add(fOther, 0, false, "DUE DATE|SHIP DATE|SHIPPING DATE|DATE SHIPPED|SHIPMENT DATE|ORDER DATE|DELIVERY DATE|FECHA DE VENCIMIENTO|FECHA VENCIMIENTO|FECHA DE EMBARQUE|FECHA EMBARQUE|FECHA DE PEDIDO|CUSTOMER NO|CUSTOMER NUMBER|CUSTOMER ID|CUSTOMER CODE|CLIENTE NO|NO DE CLIENTE|ACCOUNT NO|ORDER NO|ORDER NUMBER|SALES ORDER|SALES ORDER NO|SO NO|DELIVERY NO|SHIPMENT NO|SHIPMENT ID|CARRIER|TRANSPORTISTA|SHIP VIA|VIA|MODE OF TRANSPORT|PORT OF LOADING|PORT OF DISCHARGE|PORT OF ENTRY|PUERTO DE ENTRADA|PUERTO DE EMBARQUE|VESSEL|VESSEL/FLIGHT|BUQUE|DESTINATION|DESTINO|FINAL DESTINATION|COUNTRY OF DESTINATION|PAIS DE DESTINO|COUNTRY OF EXPORT|PAIS DE EXPORTACION|ORIGIN COUNTRY|NOTIFY PARTY|NOTIFY|NOTIFICAR A|PHONE|TEL|TELEFONO|FAX|EMAIL|E-MAIL|CONTACT|CONTACTO|ATTN|ATTENTION|ATENCION|PAGE|PAGINA|HOJA|BL NO|B/L NO|AWB|AWB NO|AIRWAYBILL NO|WAYBILL NO|BILL OF LADING NO|CONTAINER NO|CONTENEDOR|SEAL NO|BANK|BANCO|SWIFT|IBAN|ABA|BROKER|CUSTOMS BROKER|AGENTE ADUANAL|REFERENCE|REFERENCIA|OUR REF|YOUR REF|REF|REMARKS|NOTES|OBSERVACIONES|NOTAS|SALES REP|SALESPERSON|VENDEDOR NO|SPECIAL INSTRUCTIONS|MARKS AND NUMBERS|MARCAS Y NUMEROS|REASON FOR EXPORT|PURPOSE|IMMEX|IMMEX NO|PROGRAMA IMMEX|EXCHANGE RATE|TIPO DE CAMBIO|DECLARATION|DECLARACION|CERTIFICATION|SIGNATURE|FIRMA|AUTHORIZED SIGNATURE|ADDRESS|DIRECCION|DOMICILIO|SHIPPING|TRAILER NO|CAJA|SELLO")
	return sorted(out)
}

// totalLabels lists the labels of the totals.
func totalLabels() []label {
	var out []label
	add := func(id, variants string) {
		for v := range strings.SplitSeq(variants, "|") {
			out = append(out, label{text: squeeze(v), id: id})
		}
	}
	add(fSubtotal, "SUBTOTAL|SUB TOTAL|TOTAL LINES|MERCHANDISE TOTAL|GOODS TOTAL|TOTAL GOODS|NET TOTAL|TOTAL NET|FOB VALUE|TOTAL FOB|TOTAL FOB VALUE|SUBTOTAL FOB VALUE|SUBTOTAL FOB|TOTAL MERCHANDISE|VALOR MERCANCIA|TOTAL MERCANCIA|VALOR FOB|TOTAL EXW|EXW VALUE|TOTAL FCA|SUMA|PRODUCT TOTAL|LINE TOTAL|TOTAL OF LINES|ZWISCHENSUMME")
	add(fTotal, "TOTAL|GRAND TOTAL|TOTAL AMOUNT|INVOICE TOTAL|TOTAL INVOICE|TOTAL INVOICE VALUE|TOTAL INVOICE AMOUNT|INVOICE AMOUNT|TOTAL DUE|AMOUNT DUE|TOTAL AMOUNT DUE|TOTAL VALUE|TOTAL PRICE|TOTAL CIF|TOTAL CIF VALUE|CIF VALUE|TOTAL DAP|TOTAL DDP|TOTAL CPT|TOTAL CIP|GRAN TOTAL|TOTAL FACTURA|TOTAL DE LA FACTURA|TOTAL DE FACTURA|IMPORTE TOTAL|MONTO TOTAL|VALOR TOTAL|TOTAL A PAGAR|TOTAL GENERAL|TOTAL TO PAY|GESAMTBETRAG|TOTAL COMMERCIAL VALUE|TOTAL CUSTOMS VALUE|TOTAL VALUE FOR CUSTOMS|INVOICE VALUE|TOTALES|TOTALS")
	add(fFlete, "FREIGHT|FREIGHT CHARGES|FREIGHT CHARGE|FREIGHT COST|FREIGHT COSTS|FREIGHT AMOUNT|SHIPPING CHARGES|SHIPPING COST|SHIPPING AND HANDLING|SHIPPING & HANDLING|SHIPPING|TRANSPORT|TRANSPORTATION|FLETE|FLETES|TOTAL FREIGHT|CARRIAGE|S&H|INLAND FREIGHT|FRACHT")
	add(fSeguro, "INSURANCE|INSURANCE CHARGES|INSURANCE COST|INSURANCE COSTS|SEGURO|SEGUROS")
	add(fEmbalaje, "PACKING|PACKING CHARGES|PACKING COST|PACKING COSTS|PACKAGING|PACKAGING COST|PACKAGING CHARGES|EMBALAJE|EMBALAJES|EMPAQUE|CRATING")
	add(fOtros, "OTHER CHARGES|OTHER|OTHER COSTS|MISC CHARGES|MISCELLANEOUS|HANDLING|HANDLING CHARGES|HANDLING FEE|SURCHARGE|FUEL SURCHARGE|OTROS CARGOS|OTROS GASTOS|OTROS|MANIOBRAS|ADDITIONAL CHARGES|DOCUMENTATION FEE|TOOLING|ASSISTS")
	add(fImpuesto, "TAX|SALES TAX|VAT|IVA|TAXES|IMPUESTO|IMPUESTOS|TOTAL TAX|GST|HST")
	add(fDescuento, "DISCOUNT|LESS DISCOUNT|TOTAL DISCOUNT|DESCUENTO|DESCUENTOS|REBATE|BONIFICACION|LESS")
	add(fTotalCant, "TOTAL QUANTITY|TOTAL QTY|TOTAL UNITS|TOTAL PIECES|TOTAL PCS|TOTAL PIEZAS|CANTIDAD TOTAL|TOTAL CANTIDAD|TOTAL UNIDADES|TOTAL EA|QTY TOTAL|NO OF UNITS|NUMBER OF UNITS|TOTAL DE PIEZAS|TOTAL QUANTITY SHIPPED")
	add(fTotalBulto, "TOTAL PACKAGES|TOTAL CARTONS|TOTAL CTNS|TOTAL BOXES|TOTAL BULTOS|TOTAL CAJAS|NUMBER OF PACKAGES|NO OF PACKAGES|NO OF CARTONS|NUMBER OF CARTONS|PACKAGES|CARTONS|BULTOS|TOTAL DE BULTOS|TOTAL DE CAJAS|TOTAL CARTONES|TOTAL NUMBER OF PACKAGES|TOTAL NUMBER OF CARTONS|TOTAL NO OF PACKAGES|TOTAL NO OF CARTONS|NUMERO DE BULTOS|TOTAL PKGS|TOTAL CASES")
	add(fTotalTarim, "TOTAL PALLETS|PALLETS|NUMBER OF PALLETS|NO OF PALLETS|TOTAL TARIMAS|TARIMAS|TOTAL SKIDS|TOTAL DE TARIMAS|TOTAL NUMBER OF PALLETS")
	add(fTotalNeto, "TOTAL NET WEIGHT|NET WEIGHT|TOTAL NET WT|NET WT|PESO NETO|PESO NETO TOTAL|TOTAL PESO NETO|TOTAL N W|N W|TOTAL NET")
	add(fTotalBruto, "TOTAL GROSS WEIGHT|GROSS WEIGHT|TOTAL GROSS WT|GROSS WT|PESO BRUTO|PESO BRUTO TOTAL|TOTAL PESO BRUTO|TOTAL G W|G W|TOTAL GROSS|TOTAL WEIGHT|PESO TOTAL")
	add(fPagina, "PAGE TOTAL|PAGE SUBTOTAL|SUBTOTAL THIS PAGE|TOTAL THIS PAGE|SUBTOTAL PAGE|CARRIED FORWARD|CARRY FORWARD|BROUGHT FORWARD|TOTAL PAGE|SUBTOTAL DE PAGINA|TOTAL DE PAGINA|SUBTOTAL PAGINA|TOTAL PAGINA|SUMA ANTERIOR|VIENE DE PAGINA ANTERIOR|PASA A LA SIGUIENTE PAGINA|SUMA Y SIGUE|CONTINUED")
	return sorted(slices.CompactFunc(sorted(out), func(a, b label) bool { return a.text == b.text }))
}

// sorted puts the longest label first, so that the longest that fits is taken.
func sorted(ls []label) []label {
	slices.SortStableFunc(ls, func(a, b label) int {
		if d := len(b.text) - len(a.text); d != 0 {
			return d
		}
		return strings.Compare(a.text, b.text)
	})
	return ls
}

// maxLabelWords bounds a label: "IMPORTER TAX ID NUMBER / RFC DEL IMPORTADOR"
// is read as two.
const maxLabelWords = 7

// match is a label found in words.
type match struct {
	label
	n     int  // words it takes, with its twin in the other language
	colon bool // a colon stands behind it
	note  []word
}

// book finds labels: the vocabulary by first letters, so that a long
// document does not pay for its length.
type book struct {
	by    map[string][]label
	ids   map[string]bool // the fields this book is of
	extra func(text string) (string, bool)
}

func newBook(ls []label, extra func(string) (string, bool)) *book {
	b := &book{by: map[string][]label{}, ids: map[string]bool{}, extra: extra}
	for _, l := range ls {
		b.ids[l.id] = true
		if l.text != "" {
			k := l.text[:min(2, len(l.text))]
			b.by[k] = append(b.by[k], l)
		}
	}
	return b
}

// at is the longest label that the first words spell, followed by the same
// label in another language and by a note in parentheses.
func (b *book) at(ws []word) (match, bool) {
	m, ok := b.one(ws)
	if !ok {
		return m, false
	}
	for m.n < len(ws) {
		rest := ws[m.n:]
		skip := 0
		for skip < len(rest) && (rest[skip].s == "/" || rest[skip].s == "-" || rest[skip].s == "|") {
			skip++
		}
		if next, ok := b.one(rest[skip:]); ok && next.id == m.id && !m.colon {
			m.n += skip + next.n
			m.colon = next.colon
			m.weak = m.weak && next.weak
			continue
		}
		if n := parenthesis(rest); n > 0 && !m.colon {
			m.note = append(m.note, rest[:n]...)
			m.colon = strings.HasSuffix(rest[n-1].s, ":")
			m.n += n
			continue
		}
		if rest[0].s == ":" {
			m.colon = true
			m.n++
		}
		break
	}
	return m, true
}

// parenthesis counts the words of "(MM/DD/YYYY)" or "(US DOLLARS)".
func parenthesis(ws []word) int {
	if !strings.HasPrefix(ws[0].s, "(") {
		return 0
	}
	for i, w := range ws {
		if i > 3 {
			return 0
		}
		if strings.HasSuffix(strings.TrimSuffix(w.s, ":"), ")") {
			return i + 1
		}
	}
	return 0
}

func (b *book) one(ws []word) (match, bool) {
	if m, ok := b.learned(ws); ok {
		return m, true
	}
	var spelled strings.Builder
	var ends []int
	for i := 0; i < len(ws) && i < maxLabelWords; i++ {
		spelled.WriteString(squeeze(ws[i].s))
		ends = append(ends, spelled.Len())
		if strings.HasSuffix(ws[i].s, ":") {
			break
		}
	}
	text := spelled.String()
	if text == "" {
		return match{}, false
	}
	for _, l := range b.by[text[:min(2, len(text))]] {
		if !strings.HasPrefix(text, l.text) {
			continue
		}
		for i, e := range ends {
			if e == len(l.text) {
				return match{label: l, n: i + 1, colon: strings.HasSuffix(ws[i].s, ":")}, true
			}
		}
	}
	return match{}, false
}

// learned is the longest label of a mapping that the first words spell.
func (b *book) learned(ws []word) (match, bool) {
	if b.extra == nil {
		return match{}, false
	}
	for n := min(len(ws), maxLabelWords); n > 0; n-- {
		id, ok := b.extra(joined(ws[:n], " "))
		id = strings.TrimSuffix(strings.TrimSuffix(id, "_kg"), "_lb")
		if ok && b.ids[id] {
			return match{label: label{id: id, rank: -1}, n: n, colon: strings.HasSuffix(ws[n-1].s, ":")}, true
		}
	}
	return match{}, false
}

// pieces cuts words behind a colon, so that "NO:1001" is a label and a value.
// A clock or a ratio ("10:30") is left alone.
func pieces(ws []word) []word {
	var out []word
	for _, w := range ws {
		if len(w.s) > 1 && w.s[0] == '#' && !strings.HasPrefix(w.s, "#:") { // "INVOICE #1001"
			sign := w
			cut := w.x0 + (w.x1-w.x0)/points(len(w.s))
			sign.s, sign.x1 = "#", cut
			w.s, w.x0 = w.s[1:], cut
			out = append(out, sign)
		}
		i := strings.Index(w.s, ":")
		if i <= 0 || i+1 >= len(w.s) || digit(w.s[i-1]) && digit(w.s[i+1]) || strings.Contains(w.s, "://") {
			out = append(out, w)
			continue
		}
		head := w
		cut := w.x0 + (w.x1-w.x0)*points(i+1)/points(len(w.s))
		head.s, head.x1 = w.s[:i+1], cut
		w.s, w.x0 = w.s[i+1:], cut
		out = append(out, head, w)
	}
	return out
}

func digit(b byte) bool { return b >= '0' && b <= '9' }
