package cove

import (
	"fmt"
	"regexp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

var (
	// numberShape is the number of an acuse de valor (dossier de formatos 0).
	numberShape = regexp.MustCompile(`^COVE\d{2}[0-9A-Z]{7}$`)
	adendaShape = regexp.MustCompile(`^[0-9A-Z]{13}$`)
	isoShape    = regexp.MustCompile(`^[A-Z]{3}$`)
)

// Gate checks what a COVE promises about itself and says how far that went.
// Readers call it once, when everything is read.
func Gate(c *Cove) {
	g := gate{c}
	g.numbers()
	g.required()
	g.persona("emisor", &c.Emisor)
	g.persona("destinatario", &c.Destinatario)
	checked := 0
	for i := range c.Facturas {
		checked += g.factura(i)
	}
	g.rates()
	if checked > 0 && checked == c.Goods() {
		c.Cotejo = document.CotejoParcial
	}
	g.cadena()
	g.seal()
}

type gate struct{ c *Cove }

func (g gate) add(code string, sev document.Severity, where string, msg document.Text) {
	g.c.Findings.Add(code, sev, where, msg)
}

// cotejo is a check as it holds for the shape at hand. What fails in a print
// is first of all a reading that failed.
func (g gate) cotejo(code string) (catalog.Cotejo, document.Severity) {
	source := "cove_xml"
	if g.c.Forma == Impreso {
		source = "cove_print"
	}
	x := catalog.Default().Cotejo(code, source, g.c.Fecha)
	if x.Severity == document.Error && g.c.Forma == Impreso {
		return x, document.Unreadable
	}
	return x, x.Severity
}

// where names a block: its XPath, or its page.
func where(b *pedimento.Block) string {
	if b.At.Part != "" {
		return b.At.Part
	}
	if b.At.Page > 0 {
		return fmt.Sprintf("página %d", b.At.Page)
	}
	return "documento"
}

func (g gate) numbers() {
	c, at := g.c, where(&g.c.Block)
	if c.EDocument != "" && !numberShape.MatchString(c.EDocument) {
		g.add("cove_edocument", document.Error, at, document.Textf(
			"El número %q no tiene la forma de un acuse de valor (COVE, dos dígitos y siete signos); pida el documento original.",
			"The number %q has not the shape of an acuse de valor (COVE, two digits and seven signs); ask for the original document.", c.EDocument))
	}
	if c.Enmienda != "" && !numberShape.MatchString(c.Enmienda) {
		g.add("cove_edocument", document.Error, at, document.Textf(
			"La adenda dice enmendar %q, que no tiene la forma de un acuse de valor; pida el XML original.",
			"The adenda claims to amend %q, which has not the shape of an acuse de valor; ask for the original XML.", c.Enmienda))
	}
	if c.Adenda != "" && !adendaShape.MatchString(c.Adenda) {
		g.add("cove_adenda", document.Warning, at, document.Textf(
			"El número de adenda %q no tiene 13 letras o dígitos; confírmelo.",
			"The adenda number %q has not 13 letters or digits; confirm it.", c.Adenda))
	}
	if c.Enmienda != "" {
		g.add("cove_adenda", document.Notice, at, document.Textf(
			"Es una adenda: sustituye los datos del COVE %s cuando la Ventanilla la acepta. Entregue la respuesta con su número.",
			"It is an adenda: it replaces the data of COVE %s once the Ventanilla accepts it. Deliver the answer with its number.", c.Enmienda))
	}
	if numberShape.MatchString(c.EDocument) && c.Fecha.Known() {
		if year := 2000 + int(c.EDocument[4]-'0')*10 + int(c.EDocument[5]-'0'); c.Fecha.Year() > year+1 {
			g.add("cove_fecha", document.Warning, at, document.Textf(
				"La fecha de expedición %s es posterior al año del acuse %s; confírmela.",
				"The date of issue %s is later than the year of the acuse %s; confirm it.", c.Fecha, c.EDocument))
		}
	}
	if c.Forma.upload() {
		g.add("cove_sin_numero", document.Notice, at, document.Textf(
			"Es lo que se envió a la Ventanilla, sin número de acuse todavía; entregue también la respuesta con el número.",
			"It is what was sent to the Ventanilla, still without the number of its acuse; deliver the answer with the number too."))
	}
}

// missing reports required fields that are blank.
func (g gate) missing(at string, fields ...string) {
	for i := 0; i+1 < len(fields); i += 2 {
		if fields[i+1] == "" {
			g.add("cove_falta", document.Error, at, document.Textf(
				"Falta %s, que el formato del COVE exige; pida el documento completo.",
				"%s is missing, which the format of the COVE demands; ask for the complete document.", fields[i]))
		}
	}
}

func (g gate) required() {
	c, at := g.c, where(&g.c.Block)
	g.missing(at, "tipoOperacion", c.TipoOperacion, "el número de factura o relación", c.Numero,
		"fechaExpedicion", c.Fecha.String(), "tipoFigura", c.TipoFigura)
	if !c.Forma.upload() {
		g.missing(at, "eDocument", c.EDocument)
	}
	switch c.TipoOperacion {
	case "", Importacion, Exportacion:
	default:
		g.add("cove_operacion", document.Error, at, document.Textf(
			"El tipo de operación %q no es TOCE.IMP ni TOCE.EXP; pida el documento original.",
			"The kind of operation %q is neither TOCE.IMP nor TOCE.EXP; ask for the original document.", c.TipoOperacion))
	}
	if c.Goods() == 0 {
		g.missing(at, "mercancias", "")
	}
	if c.Relacion == "0" && len(c.Facturas) > 1 {
		g.add("cove_relacion", document.Error, at, document.Textf(
			"Dice ser de una factura y trae %d; pida el documento original.",
			"It claims to be of one invoice and holds %d; ask for the original document.", len(c.Facturas)))
	}
}

// persona holds a party of the COVE. In a relación without automotive industry
// each invoice has its own, and in the automotive one destinatario is optional.
func (g gate) persona(name string, p *Persona) {
	for i := range g.c.Facturas {
		own := g.c.Facturas[i].Emisor
		if name == "destinatario" {
			own = g.c.Facturas[i].Destinatario
		}
		if own != nil {
			g.identity(name, own)
			if p.ID == "" && p.Nombre == "" {
				p = own
			}
		}
	}
	if g.c.Forma == CargaIA && name == "destinatario" && p.ID == "" && p.Nombre == "" {
		return
	}
	g.identity(name, p)
}

func (g gate) identity(name string, p *Persona) {
	at := where(&p.Block)
	if at == "documento" || at == "" {
		at = where(&g.c.Block) + "/" + name
	}
	g.missing(at, "nombre de "+name, p.Nombre)
	if p.Tipo != "3" {
		g.missing(at, "identificación de "+name, p.ID)
	}
	if rfc := p.RFC(); rfc != "" && !pedimento.RFCShape(rfc) {
		g.add("cove_rfc", document.Warning, at, document.Textf(
			"El RFC %q de %s no tiene la forma de un RFC; confírmelo.",
			"The RFC %q of %s has not the shape of an RFC; confirm it.", rfc, name))
	}
}
