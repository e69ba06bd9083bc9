// Package doda reads the messages of the DODA web service (documento de
// operación para despacho aduanero; RGCE 2.4.x, 3.1.33): the request a broker
// sends with the pedimentos of one crossing, and its answer, a ticket or a
// fault.
//
// Example: ticket "19092017105220456" of 2017-09-19.
//
// The package reads no password of a request, follows no QR code to the public
// page, and refuses saved pages of PECEM or SOIA: they are shown, not signed,
// and their values come from services that can be asked.
package doda

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/xmlguard"
)

// Space is part of the name space of the service's messages.
const Space = "/siatbus/matce"

// MaxPedimentos bounds one request; a truck carries some tens.
const MaxPedimentos = 5_000

// Message is one request or answer. Texts are "" when absent.
type Message struct {
	Servicio   string // element of the message
	Where      string
	Error      bool
	Codigo     string   // E001 syntax, E003 invalid document …
	Mensajes   []string // of the service
	Ticket     string
	Fecha      document.Date
	Hora       string // as written, "19-09-2017 10:52:20"
	Aduana     string // three characters, with section
	CAAT       string
	Transporte string
	Operacion  string // 1 import, 2 export
	Pedimentos []Pedimento
	Cadena     string // cadenaOriginalAA
	Serie      string // of the certificate
	Findings   document.Findings
}

// Pedimento is one line of a request.
type Pedimento struct {
	Patente, Documento, Remesa, NIU string
	UMC, Articulo7, COVE            string
	DifDolares                      money.Amount // importeDifDolares
	EfectivoDolares                 money.Amount
}

// fault is the code of a fault of this service, which tells it from VUCEM's.
var fault = regexp.MustCompile(`<(?:[\w.-]+:)?faultcode[^>]{0,200}>\s*(?:[\w.-]+:)?E\d{3}\s*</`)

// Fault reports an envelope whose fault has a code of this service.
func Fault(b []byte) bool { return fault.Match(b[:min(len(b), sniffed)]) }

// sniffed is as much of a file as is looked at to tell what it is.
const sniffed = 64 << 10

// Page reports a saved page of the public DODA, PECEM or SOIA query. Links to
// them in a mail are no page: two of a page's own labels are needed.
func Page(b []byte) bool {
	head := bytes.ToLower(b[:min(len(b), sniffed)])
	marks := func(names ...string) int {
		n := 0
		for _, name := range names {
			if bytes.Contains(head, []byte(name)) {
				n++
			}
		}
		return n
	}
	return marks("datos generales consultados", "número de integración", "n&uacute;mero de integraci&oacute;n", "información de pedimento") > 1 ||
		marks("sistema operacional integral aduanero", "soianet", "oia_consultarap", "pecem") > 0 && marks("<table", "patente", "pedimento", "línea de captura", "l&iacute;nea de captura") > 2
}

// Read reads the first message of a file. The Message is nil when there is
// none; the status is unsupported for what was read, since a DODA makes no
// entry in the books, and quarantined for what cannot be read.
func Read(b []byte) (*Message, document.Findings, document.Status) {
	if Page(b) {
		return nil, document.Findings{{Code: "doda_pagina", Severity: document.Notice, Where: "documento", Message: document.Textf(
				"Es una página guardada de la consulta pública de DODA, PECEM o SOIA: no está firmada y no se usa. Entregue el XML de VUCEM o el Data Stage.",
				"It is a saved page of the public query of DODA, PECEM or SOIA: it is not signed and not used. Deliver VUCEM's XML or the Data Stage.")}},
			document.Unsupported
	}
	root, findings, err := xmlguard.Parse(b, xmlguard.Limits{})
	if err != nil {
		return nil, document.Findings{xmlguard.Refusal(err)}, document.Quarantined
	}
	m := &Message{Findings: findings}
	if !m.find(root) {
		findings.Add("doda_desconocido", document.Notice, root.Where(), document.Textf(
			"El XML <%s> no contiene ningún mensaje del servicio DODA; no se usa.",
			"The XML <%s> holds no message of the DODA service; it is not used.", root.Local()))
		return nil, findings, document.Unsupported
	}
	if m.Findings.Blocking() {
		return m, m.Findings, document.Quarantined
	}
	return m, m.Findings, document.Unsupported
}

// find goes down to the message.
func (m *Message) find(e *xmlguard.Element) bool {
	switch e.Local() {
	case "Fault":
		m.start(e)
		m.fault(e)
		return true
	case "altaDodaResponse":
		m.start(e)
		m.answer(e)
		return true
	case "altaDoda":
		m.start(e)
		m.request(e)
		return true
	}
	return slices.ContainsFunc(e.All(""), m.find)
}

func (m *Message) start(e *xmlguard.Element) { m.Servicio, m.Where = e.Local(), e.Where() }

func (m *Message) fault(e *xmlguard.Element) {
	m.Error = true
	m.Codigo = e.At("faultcode").Text()
	if i := strings.LastIndexByte(m.Codigo, ':'); i >= 0 {
		m.Codigo = m.Codigo[i+1:]
	}
	m.say(e.At("faultstring").Text())
	m.say(e.At("detail").Text())
	for _, x := range e.At("detail").All("") {
		m.say(x.Text())
	}
	m.Findings.Add("doda_error", document.Notice, m.Where, document.Textf(
		"El servicio DODA respondió con error %s: %q. No hay DODA; corrija la petición y repítala.",
		"The DODA service answered with error %s: %q. There is no DODA; correct the request and repeat it.",
		m.Codigo, strings.Join(m.Mensajes, "; ")))
}

// say keeps a message that is not blank.
func (m *Message) say(s string) {
	if s != "" {
		m.Mensajes = append(m.Mensajes, s)
	}
}

func (m *Message) answer(e *xmlguard.Element) {
	r := e.At("doda", "respuesta")
	m.Ticket, m.Hora = r.At("ticket").Text(), r.At("fecha").Text()
	m.Fecha = m.date(r.At("fecha"))
	for _, x := range r.At("mensajes").All("mensaje") {
		m.say(x.Text())
	}
	if m.Ticket == "" {
		m.Findings.Add("doda_sin_ticket", document.Warning, r.Where(), document.Textf(
			"La respuesta de DODA no trae ticket (%q); confirme con el agente aduanal si se recibió.",
			"The answer of DODA has no ticket (%q); confirm with the broker that it was received.", strings.Join(m.Mensajes, "; ")))
	}
	m.Findings.Add("doda_respuesta", document.Notice, m.Where, document.Textf(
		"Es el acuse de una petición DODA (ticket %q), no un pedimento; no hace asientos.",
		"It is the receipt of a DODA request (ticket %q), not a pedimento; it makes no entries.", m.Ticket))
}

// dayFirst is how the service writes a moment.
var dayFirst = regexp.MustCompile(`^(\d{2})[-/](\d{2})[-/](\d{4})(?: \d{2}:\d{2}(?::\d{2})?)?$`)

func (m *Message) date(e *xmlguard.Element) document.Date {
	s := e.Text()
	if s == "" {
		return 0
	}
	if g := dayFirst.FindStringSubmatch(s); g != nil {
		var n [3]int
		for i := range n {
			n[i], _ = strconv.Atoi(g[i+1]) // digits only
		}
		if d := document.NewDate(n[2], n[1], n[0]); d.Known() {
			return d
		}
	} else if d, err := document.ParseDate(s); err == nil {
		return d
	}
	m.Findings.Add("doda_fecha", document.Unreadable, e.Where(), document.Textf(
		"%q no es una fecha DD-MM-AAAA; pida la respuesta original.", "%q is not a date DD-MM-YYYY; ask for the original answer.", s))
	return 0
}

func (m *Message) request(e *xmlguard.Element) {
	if p := e.At("dodas", "credenciales"); p != nil {
		m.Findings.Add("doda_credencial", document.Notice, p.Where(), document.Textf(
			"La petición trae una contraseña; no se lee. Cámbiela si el archivo salió de su empresa.",
			"The request carries a password; it is not read. Change it if the file left your company."))
	}
	d := e.At("dodas", "doda")
	g := d.At("datosGenerales")
	adu, section := pedimento.PadInt(g.At("aduana").Text(), 2), g.At("seccion").Text()
	m.Aduana = adu + section
	if len(m.Aduana) != 3 && section != "" {
		m.Aduana = adu + "-" + section // as written, since it is no aduana with its section
	}
	m.CAAT, m.Transporte, m.Operacion = g.At("caat").Text(), g.At("idTransporte").Text(), g.At("tipoOperacion").Text()
	if m.Operacion != "1" && m.Operacion != "2" {
		m.Findings.Add("doda_operacion", document.Error, g.Where(), document.Textf(
			"El tipo de operación %q no es 1 ni 2; pida la petición original.",
			"The kind of operation %q is neither 1 nor 2; ask for the original request.", m.Operacion))
	}
	for i, x := range d.At("pedimentos").All("pedimento") {
		if i == MaxPedimentos {
			m.Findings.Add("doda_limite", document.Error, x.Where(), document.Textf(
				"La petición pasa de %d pedimentos, el máximo que se lee.", "The request has more than %d pedimentos, the most that are read.", MaxPedimentos))
			break
		}
		m.Pedimentos = append(m.Pedimentos, Pedimento{
			Patente: pedimento.PadInt(x.At("patenteAutorizacion").Text(), 4), Documento: pedimento.PadInt(x.At("documento").Text(), 7),
			Remesa: x.At("numeroRemesa").Text(), NIU: x.At("dtaNiu").Text(), DifDolares: m.amount(x, "importeDifDolares"),
			EfectivoDolares: m.amount(x, "importeEfectivoDolares"), UMC: x.At("umc").Text(),
			Articulo7: x.At("articulo7").Text(), COVE: x.At("cove").Text(),
		})
	}
	m.Cadena, m.Serie = d.At("sellado", "cadenaOriginalAA").Text(), d.At("sellado", "serie").Text()
	m.Findings.Add("doda_peticion", document.Notice, m.Where, document.Textf(
		"Es una petición de DODA de %d pedimentos, no su respuesta; no hace asientos.",
		"It is a DODA request of %d pedimentos, not its answer; it makes no entries.", len(m.Pedimentos)))
}

func (m *Message) amount(e *xmlguard.Element, name string) money.Amount {
	x := e.At(name)
	a, err := money.Parse(x.Text())
	if err != nil {
		m.Findings.Add("doda_numero", document.Unreadable, x.Where(), document.Textf(
			"%s = %q no es un número decimal; pida la petición original.",
			"%s = %q is not a decimal number; ask for the original request.", name, x.Text()))
	}
	return a
}
