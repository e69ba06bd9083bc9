package vucem

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/xmlguard"
)

// MaxMessages bounds one file of concatenated answers: a pedimento of 3,000
// partidas, the most an aduana admits in practice, with room for its requests.
const MaxMessages = 7_000

// ReadAll reads every answer and request of a file in document order: one SOAP
// envelope, the bare message, or any wrapper around several of them. The
// findings are those of the file; each message has its own.
func ReadAll(b []byte) ([]*Message, document.Findings) {
	root, findings, err := xmlguard.Parse(b, xmlguard.Limits{})
	if err != nil {
		return nil, document.Findings{xmlguard.Refusal(err)}
	}
	spelling(b, root.Where(), &findings)
	var out []*Message
	if !collect(root, &out) {
		findings.Add("vucem_limite", document.Error, root.Where(), document.Textf(
			"El archivo trae más de %d mensajes, el máximo que se lee; divídalo por pedimento.",
			"The file holds more than %d messages, the most that are read; split it by pedimento.", MaxMessages))
	}
	if len(out) == 0 {
		findings.Add("vucem_desconocido", document.Notice, root.Where(), document.Textf(
			"El XML <%s> no contiene ningún mensaje de consulta de pedimentos de VUCEM.",
			"The XML <%s> holds no message of VUCEM's pedimento queries.", root.Local()))
	}
	return out, findings
}

// Read reads a file of one message. A file of several is read by ReadAll; here
// it is the first one with a finding that says so. The Message is nil when the
// file holds none.
func Read(b []byte) (*Message, document.Findings) {
	all, findings := ReadAll(b)
	if len(all) == 0 {
		return nil, findings
	}
	m := all[0]
	m.Findings = append(findings, m.Findings...)
	if len(all) > 1 {
		m.Findings.Add("vucem_varios", document.Error, m.Where, document.Textf(
			"El archivo trae %d mensajes de VUCEM y aquí se esperaba uno.",
			"The file holds %d VUCEM messages and one was expected here.", len(all)))
	}
	return m, m.Findings
}

// collect walks down to the messages and not into them; false past the limit.
func collect(e *xmlguard.Element, out *[]*Message) bool {
	if m := message(e); m != nil {
		if len(*out) == MaxMessages {
			return false
		}
		*out = append(*out, m)
		return true
	}
	for _, child := range e.All("") {
		if !collect(child, out) {
			return false
		}
	}
	return true
}

// message reads e when it is one, or gives nil.
func message(e *xmlguard.Element) *Message {
	m := &Message{Service: e.Local(), Where: e.Where()}
	name := e.Local()
	switch {
	case name == "Fault":
		m.fault(e)
		return m
	case name == "consultarPedimentoCompletoRespuesta":
		m.Kind = Completo
	case name == "consultarPartidaRespuesta":
		m.Kind = Partida
	case name == "consultarEstadoPedimentosRespuesta":
		m.Kind = Estado
	case name == "consultarPedimentosRespuesta":
		m.Kind = Listar
	case name == "consultarRemesasRespuesta":
		m.Kind = Remesas
	case strings.HasPrefix(name, "consultar") && strings.HasSuffix(name, "Peticion"):
		m.Kind = Peticion
	default:
		return nil
	}
	m.Operacion = e.At("numeroOperacion").Text()
	m.repeated(e)
	if strings.EqualFold(e.At("tieneError").Text(), "true") || e.At("tieneError").Text() == "1" {
		m.failed(e)
		return m
	}
	m.read(e)
	return m
}

func (m *Message) read(e *xmlguard.Element) {
	switch m.Kind {
	case Completo:
		m.completo(e)
	case Partida:
		m.partida(e)
	case Estado:
		for _, s := range e.At("pedimento").All("estadosPedimento") {
			m.Estados = append(m.Estados, EstadoPedimento{
				s.At("estado").Text(), s.At("descripcionEstado").Text(),
				s.At("subEstado").Text(), s.At("descripcionSubEstado").Text(), s.At("secuencia").Text(),
			})
		}
		m.state(e.At("pedimento"))
		m.nothing(len(m.Estados))
		m.informative("estados del pedimento", "states of the pedimento")
	case Listar:
		for _, p := range e.All("pedimento") {
			m.Refs = append(m.Refs, ref(p.At("aduana"), first(p.At("petente"), p.At("patente")), p.At("numeroDocumentoAgente")))
		}
		m.nothing(len(m.Refs))
		m.informative("listado de pedimentos", "listing of pedimentos")
	case Remesas:
		for _, r := range e.All("remesas") {
			m.Remesas = append(m.Remesas, Remesa{
				r.At("comprobanteVE").Text(), r.At("remesaAgente").Text(), r.At("remesaSA").Text(),
			})
		}
		m.nothing(len(m.Remesas))
		m.sameRemesa()
		m.informative("remesas de un consolidado", "remesas of a consolidated pedimento")
	case Peticion:
		p := e.At("peticion")
		m.Operacion = first(p.At("numeroOperacion"), e.At("numeroOperacion")).Text()
		if r := ref(p.At("aduana"), p.At("patente"), p.At("pedimento")); r != (Ref{}) {
			m.Refs = []Ref{r}
		}
		for _, c := range append(e.All(""), p.All("")...) {
			if t := c.Text(); t != "" && len(c.All("")) == 0 {
				m.Criterios = append(m.Criterios, [2]string{c.Local(), t})
			}
		}
		m.informative("petición; sirve para conocer la patente de su respuesta", "request; it tells the patente of its answer")
	case Error, Fault:
	}
}

// state reads who validated and when the last state began.
func (m *Message) state(e *xmlguard.Element) {
	m.Prevalidador = e.At("numeroPrevalidador").Text()
	if name := e.At("descripcionPrevalidador").Text(); name != "" {
		m.Prevalidador += " " + name
	}
	m.FechaEstado = m.date(e.At("fechaEstado"))
	_, m.HoraEstado, _ = strings.Cut(e.At("fechaEstado").Text(), "T")
}

// sameRemesa warns of a shipment that comes twice: it would be counted twice.
func (m *Message) sameRemesa() {
	seen := map[string]bool{}
	for _, r := range m.Remesas {
		key := r.Agente + "|" + r.SA
		if key == "|" {
			key = r.Comprobante
		}
		if seen[key] {
			m.Findings.Add("vucem_remesa_doble", document.Warning, m.Where, document.Textf(
				"La remesa %s (%s) viene dos veces; confirme cuál vale.", "Remesa %s (%s) comes twice; confirm which one holds.", r.Agente, r.Comprobante))
		}
		seen[key] = true
	}
}

// nothing reports an answer without the one thing it is asked for: the service
// answers "no results" as an error, so this is a message cut or altered.
func (m *Message) nothing(n int) {
	if n == 0 {
		m.Findings.Add("vucem_vacio", document.Error, m.Where, document.Textf(
			"La respuesta %s no trae ningún resultado; repita la consulta.", "Answer %s holds no result; repeat the query.", m.Service))
	}
}

func (m *Message) informative(es, en string) {
	m.Findings = append(m.Findings, document.Finding{
		Code: "vucem_informativo", Severity: document.Notice, Where: m.Where,
		Message: document.Text{
			ES: "Mensaje de VUCEM que no es un pedimento: " + es + ".",
			EN: "VUCEM message that is not a pedimento: " + en + ".",
		},
	})
}

// failed is an application error: VUCEM answered that it has no answer.
func (m *Message) failed(e *xmlguard.Element) {
	m.Kind = Error
	var texts []string
	for _, x := range e.All("error") {
		for _, t := range x.All("mensaje") {
			texts = append(texts, t.Text())
		}
	}
	m.Texto = strings.Join(texts, "; ")
	m.Findings.Add("vucem_error", document.Notice, m.Where, document.Textf(
		"VUCEM respondió con un error: %q. Corrija la consulta (aduana, patente, pedimento, número de operación) y repítala.",
		"VUCEM answered with an error: %q. Correct the query (aduana, patente, pedimento, operation number) and repeat it.", m.Texto))
}

// fault is a SOAP 1.1 or 1.2 failure of the service itself.
func (m *Message) fault(e *xmlguard.Element) {
	m.Kind = Fault
	m.Texto = first(e.At("faultstring"), e.At("Reason", "Text")).Text()
	m.Codigo = first(e.At("faultcode"), e.At("Code", "Value")).Text()
	m.Findings.Add("vucem_fault", document.Notice, m.Where, document.Textf(
		"El servicio de VUCEM falló (%s): %q. No contiene ningún pedimento; repita la consulta.",
		"The VUCEM service failed (%s): %q. It holds no pedimento; repeat the query.", m.Codigo, m.Texto))
}

func first(list ...*xmlguard.Element) *xmlguard.Element {
	for _, e := range list {
		if e != nil {
			return e
		}
	}
	return nil
}

// clave is the key of a {clave, descripcion} pair, or the element's own text:
// the manual writes some of them plain.
func clave(e *xmlguard.Element) string {
	if c := e.At("clave"); c != nil {
		return c.Text()
	}
	return e.Text()
}

// aduana restores the zero the service drops ("71" is "071"). A single digit
// is the aduana without section ("7" is "07").
func aduana(s string) string {
	if len(s) == 1 {
		return pedimento.PadInt(s, 2)
	}
	return pedimento.PadInt(s, 3)
}

func ref(adu, patente, documento *xmlguard.Element) Ref {
	return Ref{
		Aduana: aduana(clave(adu)), Patente: pedimento.PadInt(patente.Text(), 4),
		Documento: pedimento.PadInt(documento.Text(), 7),
	}
}
