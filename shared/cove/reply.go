package cove

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/xmlguard"
)

// Reply is a message that is no COVE: a receipt, a result, an error, a request.
type Reply struct {
	Servicio   string // element of the message
	Where      string
	Error      bool
	Codigo     string   // of a fault
	Mensajes   []string // in the order of the answer
	Operacion  string   // number of the operation
	Hora       string   // as written, with its offset
	Fecha      document.Date
	Tramite    string // numeroDeTramite of a digitalisation
	EDocument  string
	Cadena     string
	Sello      string
	Leyenda    string
	Resultados []Resultado
	Findings   document.Findings
}

// Resultado is the outcome of one comprobante that was sent.
type Resultado struct {
	Numero    string // of the invoice or relación
	Error     bool
	EDocument string
	Adenda    string
	Mensajes  []string
	Cadena    string
	Sello     string
}

// reply reads e when it is a message of these services, or gives nil.
func reply(e *xmlguard.Element) *Reply {
	name := e.Local()
	r := &Reply{Servicio: name, Where: e.Where()}
	read := elements{&r.Findings}
	switch {
	case name == "Fault":
		r.fault(e, read)
	case name == "DocumentoOut":
		r.other(e, read)
	case strings.Contains(name, "DigitalizarDocumento") && strings.HasSuffix(name, "Response"):
		r.digitalizacion(e, read)
	case strings.HasPrefix(name, "solicitarConsultarRespuesta") && strings.HasSuffix(name, "Response"):
		r.resultado(e, read)
	case strings.HasPrefix(name, "solicitarRecibir") && strings.HasSuffix(name, "Response"), name == "Acuse":
		r.recepcion(e, read)
	case strings.HasPrefix(name, "solicitarConsultarRespuesta"), strings.HasPrefix(name, "ConsultarEdocument"),
		strings.Contains(name, "DigitalizarDocumento"):
		r.Findings.Add("cove_peticion", document.Notice, r.Where, document.Textf(
			"Es una petición (%s), no una respuesta: no trae ningún acuse de valor. Entregue la respuesta.",
			"It is a request (%s), no answer: it holds no acuse de valor. Deliver the answer.", name))
		return r
	default:
		return nil
	}
	r.told()
	return r
}

// told is the finding every answer has: what it says and what follows.
func (r *Reply) told() {
	said := strings.Join(r.Mensajes, "; ")
	if r.Error {
		r.Findings.Add("cove_error", document.Notice, r.Where, document.Textf(
			"El servicio respondió con error (%s): %q. No trae ningún acuse de valor; corrija la petición y repítala.",
			"The service answered with an error (%s): %q. It holds no acuse de valor; correct the request and repeat it.",
			strings.TrimSpace(r.Servicio+" "+r.Codigo), clip(said)))
		return
	}
	r.Findings.Add("cove_respuesta", document.Notice, r.Where, document.Textf(
		"Es una respuesta sobre un acuse de valor (%s, operación %q), no el acuse: %q. Consulte el COVE y entregue esa respuesta.",
		"It is an answer about an acuse de valor (%s, operation %q), not the acuse: %q. Query the COVE and deliver that answer.",
		r.Servicio, r.Operacion, clip(said)))
}

// fault is a SOAP 1.1 or 1.2 failure of the service itself.
func (r *Reply) fault(e *xmlguard.Element, read elements) {
	r.Error = true
	r.Codigo = read.text(e, "faultcode")
	if r.Codigo == "" {
		r.Codigo = read.own(e.At("Code", "Value"))
	}
	r.Mensajes = read.texts([]*xmlguard.Element{e.At("faultstring"), e.At("Reason", "Text"), e.At("detail"), e.At("Detail")})
}

// recepcion is the receipt of an upload (Acuse).
func (r *Reply) recepcion(e *xmlguard.Element, read elements) {
	if inner := e.At("Acuse"); inner != nil {
		e = inner
	} else if inner := e.At("acuse"); inner != nil {
		e = inner
	}
	read.known(e, "numeroDeOperacion", "numeroOperacion", "horaRecepcion", "mensajeInformativo", "mensaje")
	r.Operacion = read.text(e, "numeroDeOperacion", "numeroOperacion")
	r.hora(e, read)
	r.Mensajes = read.texts(append(e.All("mensajeInformativo"), e.All("mensaje")...))
}

// hora keeps the time as written and its day, whose offset is dropped.
func (r *Reply) hora(e *xmlguard.Element, read elements) {
	r.Hora, r.Fecha = read.text(e, "horaRecepcion"), read.date(e, "horaRecepcion")
}

// resultado is the outcome of every comprobante of an upload.
func (r *Reply) resultado(e *xmlguard.Element, read elements) {
	read.known(e, "numeroOperacion", "horaRecepcion", "respuestasOperaciones", "leyenda")
	r.Operacion, r.Leyenda = read.text(e, "numeroOperacion"), read.text(e, "leyenda")
	r.hora(e, read)
	for i, x := range e.All("respuestasOperaciones") {
		if i == MaxMessages {
			break
		}
		read.known(x, "numeroFacturaORelacionFacturas", "contieneError", "eDocument", "numeroAdenda", "errores", "cadenaOriginal", "selloDigital")
		res := Resultado{
			Numero: read.text(x, "numeroFacturaORelacionFacturas"), Error: yes(read.text(x, "contieneError")),
			EDocument: read.text(x, "eDocument"), Adenda: read.text(x, "numeroAdenda"),
			Mensajes: read.texts(x.At("errores").All("mensaje")),
			Cadena:   x.At("cadenaOriginal").Text(), Sello: x.At("selloDigital").Text(),
		}
		if res.EDocument != "" && !numberShape.MatchString(res.EDocument) {
			read.findings.Add("cove_edocument", document.Error, x.Where(), document.Textf(
				"El número %q no tiene la forma de un acuse de valor (COVE y nueve signos); pida la respuesta original.",
				"The number %q has not the shape of an acuse de valor (COVE and nine signs); ask for the original answer.", res.EDocument))
		}
		r.Error = r.Error || res.Error
		r.Mensajes = append(r.Mensajes, res.Mensajes...)
		if res.EDocument != "" {
			r.Mensajes = append(r.Mensajes, res.Numero+": "+res.EDocument)
		}
		r.Resultados = append(r.Resultados, res)
	}
	if len(r.Resultados) == 0 && r.Leyenda != "" {
		r.Mensajes = append(r.Mensajes, r.Leyenda)
	}
}

// digitalizacion is the receipt or the outcome of a scanned document.
func (r *Reply) digitalizacion(e *xmlguard.Element, read elements) {
	read.known(e, "numeroDeTramite", "eDocument", "cadenaOriginal", "selloDigital", "respuestaBase", "acuse")
	r.Tramite, r.EDocument = read.text(e, "numeroDeTramite"), read.text(e, "eDocument")
	r.Cadena, r.Sello = e.At("cadenaOriginal").Text(), e.At("selloDigital").Text()
	base := read.one(e, "respuestaBase")
	r.Error = yes(read.text(base, "tieneError"))
	for _, x := range base.All("error") {
		r.Mensajes = append(r.Mensajes, read.texts(x.All("mensaje"))...)
	}
	if acuse := read.one(e, "acuse"); acuse != nil {
		r.Operacion = read.text(acuse, "numeroOperacion", "numeroDeOperacion")
		r.hora(acuse, read)
		r.Mensajes = append(r.Mensajes, read.texts(acuse.All("mensaje"))...)
	}
}

// other is the answer of a broker's own gateway to the service.
func (r *Reply) other(e *xmlguard.Element, read elements) {
	r.Error = yes(read.text(e, "TieneError"))
	r.Mensajes = read.texts(append(e.All("Errores"), e.All("Mensaje")...))
	r.Cadena, r.Sello = e.At("CadenaOriginal").Text(), e.At("SelloDigital").Text()
	if f := e.At("File"); f.Text() != "" {
		r.Findings.Add("cove_adjunto", document.Notice, f.Where(), document.Textf(
			"La respuesta trae un archivo de %d caracteres que no se lee; entréguelo suelto.",
			"The answer carries a file of %d characters that is not read; deliver it by itself.", len(f.Text())))
	}
}

// noResult is a query that found nothing: an error, or no right to see it.
func noResult(e *xmlguard.Element) *Reply {
	r := &Reply{Servicio: e.Local(), Where: e.Where()}
	read := elements{&r.Findings}
	resp := read.one(e, "response")
	r.Error = true
	r.Mensajes = read.texts(append(resp.All("mensaje"), resp.At("errores").All("")...))
	r.told()
	return r
}

func yes(s string) bool { return strings.EqualFold(s, "true") || s == "1" }
