package cove

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/xmlguard"
)

// MaxMessages bounds one file: an upload of a lot holds some hundreds of
// comprobantes.
const MaxMessages = 2_000

// File is what one file holds.
type File struct {
	Coves    []*Cove
	Replies  []*Reply
	Findings document.Findings // of the file itself
}

// Status is accepted or quarantined for what holds a COVE, and unsupported for
// what holds only messages about one.
func (f *File) Status() document.Status {
	switch {
	case f.All().Blocking():
		return document.Quarantined
	case len(f.Coves) > 0:
		return document.Accepted
	}
	return document.Unsupported
}

// All are the findings of the file and of everything in it.
func (f *File) All() document.Findings {
	out := append(document.Findings(nil), f.Findings...)
	for _, c := range f.Coves {
		out = append(out, c.Findings...)
	}
	for _, r := range f.Replies {
		out = append(out, r.Findings...)
	}
	return out
}

// Read reads every message of a file to the end: a SOAP envelope, the bare
// message, a wrapper around several, or the multipart body of a service.
func Read(b []byte) *File {
	f := &File{}
	b = f.unwrap(b)
	root, findings, err := xmlguard.Parse(b, xmlguard.Limits{})
	if err != nil {
		f.Findings = append(f.Findings, xmlguard.Refusal(err))
		return f
	}
	f.Findings = append(f.Findings, findings...)
	f.secrets(root)
	if !f.collect(root) {
		f.Findings.Add("cove_limite", document.Error, root.Where(), document.Textf(
			"El archivo trae más de %d mensajes, el máximo que se lee; divídalo.",
			"The file holds more than %d messages, the most that are read; split it.", MaxMessages))
	}
	if len(f.Coves)+len(f.Replies) == 0 {
		f.Findings.Add("cove_desconocido", document.Notice, root.Where(), document.Textf(
			"El XML <%s> no contiene ningún mensaje de acuse de valor; no se usa.",
			"The XML <%s> holds no message of an acuse de valor; it is not used.", root.Local()))
	}
	return f
}

// secrets warns of a password in the header of a request; it is not read.
func (f *File) secrets(root *xmlguard.Element) {
	for _, h := range root.All("Header") {
		for _, s := range h.All("Security") {
			if p := s.At("UsernameToken", "Password"); p != nil {
				f.Findings.Add("cove_credencial", document.Notice, p.Where(), document.Textf(
					"La petición trae la contraseña del servicio web; no se lee. Cámbiela si el archivo salió de su empresa.",
					"The request carries the password of the web service; it is not read. Change it if the file left your company."))
			}
		}
	}
}

// collect walks down to the messages and not into them; false past the limit.
func (f *File) collect(e *xmlguard.Element) bool {
	if f.message(e) {
		return len(f.Coves)+len(f.Replies) <= MaxMessages
	}
	for _, x := range e.All("") {
		if !f.collect(x) {
			return false
		}
	}
	return true
}

// message reads e when it is one.
func (f *File) message(e *xmlguard.Element) bool {
	switch e.Local() {
	case "solicitarRecibirCoveServicio":
		return f.uploads(Carga, e)
	case "solicitarRecibirRelacionFacturasIAServicio":
		return f.uploads(CargaIA, e)
	case "solicitarRecibirRelacionFacturasNoIAServicio":
		return f.uploads(CargaNIA, e)
	case "comprobantes":
		f.Coves = append(f.Coves, upload(shapeOf(e), e))
		return true
	case "ConsultarEdocumentResponse":
		f.consulta(e)
		return true
	case "resultadoBusqueda":
		f.results(e)
		return true
	case "cove":
		c := consulted(e)
		Gate(c)
		f.Coves = append(f.Coves, c)
		return true
	}
	if r := reply(e); r != nil {
		f.Replies = append(f.Replies, r)
		return true
	}
	return false
}

func (f *File) uploads(forma Forma, e *xmlguard.Element) bool {
	list := e.All("comprobantes")
	for i, x := range list {
		if i == MaxMessages {
			break
		}
		f.Coves = append(f.Coves, upload(forma, x))
	}
	if len(list) == 0 {
		f.Findings.Add("cove_falta", document.Error, e.Where(), document.Textf(
			"La petición no trae comprobantes; pida el XML completo.", "The request holds no comprobantes; ask for the complete XML."))
	}
	return true
}

// shapeOf tells the uploads apart when only the comprobante was saved.
func shapeOf(e *xmlguard.Element) Forma {
	switch {
	case e.At("facturas", "emisor") != nil:
		return CargaNIA
	case e.At("facturas") != nil:
		return CargaIA
	}
	return Carga
}

// consulta reads the answer to a query: a COVE with its adendas, or why none.
func (f *File) consulta(e *xmlguard.Element) {
	before := len(f.Coves)
	for _, resp := range e.All("response") {
		for _, x := range resp.All("resultadoBusqueda") {
			f.results(x)
		}
		if yes(resp.At("contieneError").Text()) && len(f.Coves) > before {
			f.Findings.Add("cove_error_con_datos", document.Error, "contieneError", document.Textf(
				"La respuesta dice que contiene un error y trae un COVE; consúltelo de nuevo.",
				"The answer says that it holds an error and carries a COVE; ask for it again."))
		}
	}
	if len(f.Coves) == before {
		f.Replies = append(f.Replies, noResult(e))
	}
}

// results reads what a search found. An adenda does not repeat the number of
// the COVE it changes.
func (f *File) results(e *xmlguard.Element) {
	number := ""
	var list []*Cove
	for _, x := range e.All("") {
		switch x.Local() {
		case "cove":
			c := consulted(x)
			number = c.EDocument
			list = append(list, c)
		case "adenda":
			list = append(list, consulted(x))
		}
	}
	for _, c := range list {
		if c.EDocument == "" && c.Adenda != "" {
			c.EDocument = number
		}
		if c.Adenda == "" && len(list) > 1 {
			c.Findings.Add("cove_enmendado", document.Warning, c.At.Part, document.Textf(
				"El COVE %s tiene adenda: valen los datos de la adenda que viene en el mismo archivo.",
				"COVE %s has an adenda: the data of the adenda in the same file hold.", c.EDocument))
		}
		Gate(c)
	}
	f.Coves = append(f.Coves, list...)
}
