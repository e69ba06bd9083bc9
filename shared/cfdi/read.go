package cfdi

import (
	"regexp"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/xmlguard"
)

// The name spaces this package knows (registry of the SAT).
const (
	nsPrefix  = "http://www.sat.gob.mx/cfd/"
	nsTimbre  = "http://www.sat.gob.mx/TimbreFiscalDigital"
	nsCCE20   = "http://www.sat.gob.mx/ComercioExterior20"
	nsCCE11   = "http://www.sat.gob.mx/ComercioExterior11"
	nsCCE     = "http://www.sat.gob.mx/ComercioExterior"
	nsNomina  = "http://www.sat.gob.mx/nomina"
	nsPagos   = "http://www.sat.gob.mx/Pagos"
	nsLocales = "http://www.sat.gob.mx/implocal"
	nsPorte   = "http://www.sat.gob.mx/CartaPorte"
)

// MaxConceptos bounds one invoice; the longest seen in practice are monthly
// global invoices of a few thousand lines.
const MaxConceptos = 20_000

var uuidShape = regexp.MustCompile(`^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}$`)

// IsUUID reports the folio fiscal of an invoice, in either case.
func IsUUID(s string) bool {
	return len(s) == len("00000000-0000-0000-0000-000000000000") && uuidShape.MatchString(strings.ToUpper(s))
}

// Read reads one invoice to the end and checks it. The status is accepted,
// quarantined or unsupported; the Comprobante is nil only when the bytes are
// no readable CFDI at all. Findings are also those of the Comprobante.
func Read(b []byte) (*Comprobante, document.Findings, document.Status) {
	root, findings, err := xmlguard.Parse(b, xmlguard.Limits{})
	if err != nil {
		return nil, document.Findings{xmlguard.Refusal(err)}, document.Quarantined
	}
	if root.Local() != "Comprobante" || !strings.HasPrefix(root.Space(), nsPrefix) {
		findings = append(findings, other(root))
		return nil, findings, document.Unsupported
	}
	decoded := len(findings) > 0
	r := reader{c: &Comprobante{Findings: findings, Cotejo: document.CotejoNinguno}}
	if !r.supported(root) {
		return r.c, r.c.Findings, document.Unsupported
	}
	r.schema(root)
	r.header(root)
	r.conceptos(root.At("Conceptos"))
	r.complementos(root)
	r.foreign(root)
	r.sello(root, decoded)
	gate(&r)
	status := document.Accepted
	if r.c.Findings.Blocking() {
		status = document.Quarantined
	}
	return r.c, r.c.Findings, status
}

type reader struct {
	c *Comprobante
	// traslados and retenciones are the rows of the header.
	traslados, retenciones []Impuesto
}

// supported refuses, before anything else is kept, old versions and payroll.
func (r *reader) supported(root *xmlguard.Element) bool {
	version := text(root, "Version")
	if version == "" {
		version = text(root, "version")
	}
	r.c.Version = version
	if version != "4.0" && version != "3.3" {
		r.c.Findings.Add("cfdi_version", document.Notice, root.Where(), document.Textf(
			"CFDI versión %q: solo se leen 4.0 y 3.3. Consérvelo; si hace falta para un descargo, capture sus datos.",
			"CFDI version %q: only 4.0 and 3.3 are read. Keep it; if a descargo needs it, type its data.", version))
		return false
	}
	nomina := text(root, "TipoDeComprobante") == "N"
	for _, comp := range root.All("Complemento") {
		for _, e := range comp.All("") {
			nomina = nomina || strings.HasPrefix(e.Space(), nsNomina)
		}
	}
	if nomina {
		r.c.Findings.Add("cfdi_nomina", document.Notice, root.Where(), document.Textf(
			"Es un recibo de nómina: contiene datos personales que este sistema no usa ni conserva leídos. Retírelo de la entrega.",
			"It is a payroll receipt: it holds personal data this system neither uses nor keeps as read. Take it out of the delivery."))
	}
	return !nomina
}

func (r *reader) header(e *xmlguard.Element) {
	c := r.c
	c.Serie, c.Folio, c.Tipo = text(e, "Serie"), text(e, "Folio"), text(e, "TipoDeComprobante")
	c.Exportacion, c.FormaPago, c.MetodoPago = text(e, "Exportacion"), text(e, "FormaPago"), text(e, "MetodoPago")
	c.Lugar, c.Moneda = text(e, "LugarExpedicion"), text(e, "Moneda")
	c.Fecha = r.date(e, "Fecha")
	c.TipoCambio, c.SubTotal = r.amount(e, "TipoCambio"), r.amount(e, "SubTotal")
	c.Descuento, c.Total = r.amount(e, "Descuento"), r.amount(e, "Total")
	em, re := e.At("Emisor"), e.At("Receptor")
	c.Emisor = Emisor{RFC: text(em, "Rfc"), Nombre: text(em, "Nombre"), Regimen: text(em, "RegimenFiscal")}
	c.Receptor = Receptor{
		RFC: text(re, "Rfc"), Nombre: text(re, "Nombre"), NumRegIDTrib: text(re, "NumRegIdTrib"),
		ResidenciaFiscal: text(re, "ResidenciaFiscal"), UsoCFDI: text(re, "UsoCFDI"),
	}
	for _, group := range e.All("CfdiRelacionados") {
		for _, rel := range group.All("CfdiRelacionado") {
			c.Relacionados = append(c.Relacionados, Relacion{text(group, "TipoRelacion"), strings.ToUpper(text(rel, "UUID"))})
		}
	}
	if g := e.At("InformacionGlobal"); g != nil {
		c.Global = &InformacionGlobal{text(g, "Periodicidad"), text(g, "Meses"), text(g, "Año")}
	}
	imp := e.At("Impuestos")
	r.traslados, r.retenciones = r.taxes(imp.At("Traslados").All("Traslado")), r.taxes(imp.At("Retenciones").All("Retencion"))
	c.Trasladados = r.taxTotal(imp, "TotalImpuestosTrasladados", "Traslados", "Traslado")
	c.Retenidos = r.taxTotal(imp, "TotalImpuestosRetenidos", "Retenciones", "Retencion")
	if c.Emisor.RFC == "" || c.Receptor.RFC == "" {
		c.Findings.Add("cfdi_rfc", document.Error, e.Where(), document.Textf(
			"Falta el RFC del emisor o del receptor (emisor %q, receptor %q); pida el XML original al emisor.",
			"The RFC of issuer or receiver is missing (issuer %q, receiver %q); ask the issuer for the original XML.",
			c.Emisor.RFC, c.Receptor.RFC))
	}
}

// taxTotal is the declared total of a kind of tax, or the sum of its rows when
// the total is left out; exempt rows have no amount and add nothing.
func (r *reader) taxTotal(imp *xmlguard.Element, attr, group, row string) money.Amount {
	if a := r.amount(imp, attr); a.Known() {
		return a
	}
	var sum money.Sum
	for _, x := range imp.At(group).All(row) {
		if a := r.amount(x, "Importe"); a.Known() {
			sum.Add(a)
		}
	}
	return sumOf(&sum)
}

func (r *reader) conceptos(list *xmlguard.Element) {
	for i, e := range list.All("Concepto") {
		if i == MaxConceptos {
			r.limit(list, "conceptos", "lines")
			return
		}
		k := Concepto{
			Where: e.Where(), NoIdentificacion: text(e, "NoIdentificacion"), ClaveProdServ: text(e, "ClaveProdServ"),
			Cantidad: r.amount(e, "Cantidad"), ClaveUnidad: text(e, "ClaveUnidad"), Unidad: text(e, "Unidad"),
			Descripcion: text(e, "Descripcion"), ValorUnitario: r.amount(e, "ValorUnitario"),
			Importe: r.amount(e, "Importe"), Descuento: r.amount(e, "Descuento"), ObjetoImp: text(e, "ObjetoImp"),
			Terceros:    text(e.At("ACuentaTerceros"), "RfcACuentaTerceros"),
			Traslados:   r.taxes(e.At("Impuestos", "Traslados").All("Traslado")),
			Retenciones: r.taxes(e.At("Impuestos", "Retenciones").All("Retencion")),
		}
		k.Pedimentos = r.pedimentos(k.Pedimentos, e.All("InformacionAduanera"))
		k.Escritos = written(nil, e)
		for _, part := range e.All("Parte") {
			p := r.parte(part)
			k.Escritos = written(k.Escritos, part)
			k.Partes, k.Pedimentos = append(k.Partes, p), append(k.Pedimentos, p.Pedimentos...)
		}
		r.c.Conceptos = append(r.c.Conceptos, k)
	}
}

func (r *reader) parte(e *xmlguard.Element) Parte {
	return Parte{
		NoIdentificacion: text(e, "NoIdentificacion"), ClaveProdServ: text(e, "ClaveProdServ"),
		Cantidad: r.amount(e, "Cantidad"), Unidad: text(e, "Unidad"), Descripcion: text(e, "Descripcion"),
		ValorUnitario: r.amount(e, "ValorUnitario"), Importe: r.amount(e, "Importe"),
		Pedimentos: r.pedimentos(nil, e.All("InformacionAduanera")),
	}
}

func (r *reader) taxes(list []*xmlguard.Element) []Impuesto {
	out := make([]Impuesto, 0, len(list))
	for _, e := range list {
		out = append(out, Impuesto{
			Impuesto: text(e, "Impuesto"), Factor: text(e, "TipoFactor"), Tasa: r.amount(e, "TasaOCuota"),
			Base: r.amount(e, "Base"), Importe: r.amount(e, "Importe"),
		})
	}
	return out
}

// pedimentos adds the numbers, whatever their spacing: Anexo 20 asks for two
// blanks between groups and real invoices come with one or none.
func (r *reader) pedimentos(out []string, list []*xmlguard.Element) []string {
	for _, e := range list {
		if n, ok := r.numero(e, text(e, "NumeroPedimento")); ok {
			out = append(out, n)
		}
	}
	return out
}

// written are the numbers of a line or a part as they stand there.
func written(out []string, e *xmlguard.Element) []string {
	for _, x := range e.All("InformacionAduanera") {
		out = append(out, text(x, "NumeroPedimento"))
	}
	return out
}

// numero is a pedimento number as an invoice writes it.
func (r *reader) numero(e *xmlguard.Element, written string) (string, bool) {
	n, ok := pedimento.ParseNumber(written)
	if !ok {
		r.c.Findings.Add("cfdi_pedimento", document.Warning, e.Where(), document.Textf(
			"El número de pedimento %q no tiene 15 dígitos y no se usa; confírmelo con el emisor.",
			"The pedimento number %q has not 15 digits and is not used; confirm it with the issuer.", written))
	}
	return n, ok
}

func text(e *xmlguard.Element, attr string) string {
	v, _ := e.Attr(attr)
	return v
}

func (r *reader) amount(e *xmlguard.Element, attr string) money.Amount {
	v, ok := e.Attr(attr)
	if !ok {
		return money.Amount{}
	}
	a, err := money.Parse(v)
	if err != nil {
		r.c.Findings.Add("cfdi_numero", document.Unreadable, e.Where()+"/@"+attr, document.Textf(
			"%s = %q no es un número decimal; pida el XML original al emisor.",
			"%s = %q is not a decimal number; ask the issuer for the original XML.", attr, v))
	}
	return a
}

func (r *reader) date(e *xmlguard.Element, attr string) document.Date {
	v := text(e, attr)
	d, err := document.ParseDate(v)
	if err != nil {
		r.c.Findings.Add("cfdi_fecha", document.Unreadable, e.Where()+"/@"+attr, document.Textf(
			"%s = %q no es una fecha AAAA-MM-DD; pida el XML original al emisor.",
			"%s = %q is not a date YYYY-MM-DD; ask the issuer for the original XML.", attr, v))
	}
	return d
}
