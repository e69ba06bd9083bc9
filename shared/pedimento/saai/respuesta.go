package saai

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
)

// The lines an answer may hold (dossier §2.1, §2.2). No layout of them is
// public; the shapes are those that working code reads, and a line of another
// shape makes the file no answer.
const (
	LineaAcuse     = "acuse"     // F: validated, with its eight signs
	LineaError     = "error"     // E: refused, with a key of twelve digits
	LineaAlerta    = "alerta"    // A
	LineaCaptura   = "captura"   // L: what the bank asks for
	LineaBorrado   = "borrado"   // an elimination was accepted
	LineaPago      = "pago"      // 3: the bank was paid
	LineaRechazada = "rechazada" // 4: the bank did not take it
)

// MaxAnswerLines bounds an answer: one line per pedimento of a day and what
// was wrong with each.
const MaxAnswerLines = 20_000

// maxAnswerLine is more than the longest line of an answer, an alert.
const maxAnswerLine = 400

// maxAnswerBytes is as much of a file as can be an answer.
const maxAnswerBytes = 4 << 20

var (
	acuseLine   = regexp.MustCompile(`^F(\d{7})([0-9A-Z]{8})$`)
	errorLine   = regexp.MustCompile(`^E(\d{7})(\d{12})$`)
	alertLine   = regexp.MustCompile(`^A(\d{7})([0-9A-Z][0-9A-Z .,:/-]{0,200})$`)
	captureLine = regexp.MustCompile(`^L(\d{7}) ?([0-9A-Z]{4} ?[0-9A-Z]{4} ?[0-9A-Z]{4} ?[0-9A-Z]{4} ?[0-9A-Z]{4})$`)
	erasedLine  = regexp.MustCompile(`^[A-Z]?(\d{7})(?:[ |:-][0-9A-Z |:.-]{0,40})?[ |:-]BORRADO[0-9A-Z |:.-]{0,20}$`)
	// The RFC has 12 signs and a blank, or 13 and then every field after it
	// stands one column further; some banks part the fields with blanks.
	paidLine = regexp.MustCompile(`^(?: 3|3 |03) ?(\d{2}) ?(\d{4}) ?(\d{7}) ?([A-ZÑ&]{3,4}\d{6}[0-9A-Z]{3}) ?(\d{2}) ?(\d{10}) ?([0-9A-Z]{10}) ?(\d{8}) ?(\d{2}:\d{2}:\d{2})$`)
	// A rejection has the same beginning and an error code where the RFC stands.
	rejectedLine = regexp.MustCompile(`^(?: 4|4 |04) ?(\d{2}) ?(\d{4}) ?(\d{7}) ?(\d{2,3})$`)
)

// Respuesta is one answer file.
type Respuesta struct {
	Lineas   []Linea
	Findings document.Findings
}

// Linea is one line of an answer. What the line does not carry is "".
type Linea struct {
	Tipo      string
	Documento string // seven digits
	Aduana    string // two digits, of the bank's lines
	Patente   string // four digits, of the bank's lines
	Codigo    string // key of an error or an alert, or of a rejection, as it came
	Acuse     string
	Captura   string // línea de captura, 20 signs
	RFC       string
	Banco     string
	Operacion string
	Firma     string // of the bank
	Fecha     document.Date
	Hora      string
	Linea     int
	Texto     string // as it came
}

// IsRespuesta reports that every line of b has the shape of an answer and one
// of them says what became of a pedimento; ordinary text is never taken for it.
func IsRespuesta(b []byte) bool {
	if len(b) > maxAnswerBytes {
		return false
	}
	decided, lines := false, 0
	for raw := range bytes.Lines(b) {
		if raw = bytes.TrimRight(raw, "\r\n\t \x1a"); len(raw) == 0 {
			continue
		}
		if len(raw) > maxAnswerLine {
			return false
		}
		x, ok := answer(decode(string(raw)))
		if lines++; !ok || lines > MaxAnswerLines {
			return false
		}
		decided = decided || x.Tipo != LineaAlerta && x.Tipo != LineaCaptura
	}
	return decided
}

// ReadRespuesta reads an answer file to its end. A line of another shape is an
// error: what it says is not known.
func ReadRespuesta(b []byte) *Respuesta {
	out := &Respuesta{}
	if len(b) > maxAnswerBytes {
		out.Findings.Add("saai_limite", document.Error, "line 1", document.Textf(
			"La respuesta mide %d bytes, más que los %d que se leen.", "The answer has %d bytes, more than the %d that are read.", len(b), maxAnswerBytes))
		return out
	}
	line := 0
	for s := range strings.SplitSeq(string(b), "\n") {
		line++
		if s = strings.TrimRight(s, "\r\t \x1a"); s == "" {
			continue
		}
		where := "line " + strconv.Itoa(line)
		x, ok := answer(decode(s))
		switch {
		case len(out.Lineas) >= MaxAnswerLines:
			out.Findings.Add("saai_limite", document.Error, where, document.Textf(
				"La respuesta trae más de %d renglones.", "The answer holds more than %d lines.", MaxAnswerLines))
			return out
		case !ok:
			out.Findings.Add("saai_respuesta", document.Error, where, document.Textf(
				"El renglón %q no es de una respuesta de validación ni de pago conocida; revíselo con el agente aduanal.",
				"Line %q is of no known answer of validation or payment; look at it with the broker.", clip(decode(s))))
			continue
		case x.Tipo == LineaPago && !x.Fecha.Known():
			out.Findings.Add("saai_pago_fecha", document.Unreadable, where, document.Textf(
				"La fecha del pago en %q no es DDMMAAAA; el pago no se aplica.", "The date of payment in %q is not DDMMYYYY; the payment is not applied.", clip(decode(s))))
		}
		x.Linea = line
		out.Lineas = append(out.Lineas, x)
	}
	out.contradictions()
	return out
}

// RFCs are those the bank's lines name, each once.
func (a *Respuesta) RFCs() []string {
	var out []string
	for _, x := range a.Lineas {
		if x.RFC != "" && !slices.Contains(out, x.RFC) {
			out = append(out, x.RFC)
		}
	}
	return out
}

// answer reads one line.
func answer(s string) (Linea, bool) {
	if s == "" || len(s) > maxAnswerLine {
		return Linea{}, false
	}
	x := Linea{Texto: s}
	switch {
	case erasedLine.MatchString(s):
		x.Tipo, x.Documento = LineaBorrado, erasedLine.FindStringSubmatch(s)[1]
	case s[0] == 'F':
		return x.take(acuseLine, s, LineaAcuse, &x.Documento, &x.Acuse)
	case s[0] == 'E':
		return x.take(errorLine, s, LineaError, &x.Documento, &x.Codigo)
	case s[0] == 'A':
		return x.take(alertLine, s, LineaAlerta, &x.Documento, &x.Codigo)
	case s[0] == 'L':
		out, ok := x.take(captureLine, s, LineaCaptura, &x.Documento, &x.Captura)
		out.Captura = strings.ReplaceAll(out.Captura, " ", "")
		return out, ok
	case paidLine.MatchString(s):
		var day string
		out, ok := x.take(paidLine, s, LineaPago, &x.Aduana, &x.Patente, &x.Documento, &x.RFC, &x.Banco, &x.Operacion, &x.Firma, &day, &x.Hora)
		out.Fecha, _ = dayFirst(day)
		return out, ok
	default:
		return x.take(rejectedLine, s, LineaRechazada, &x.Aduana, &x.Patente, &x.Documento, &x.Codigo)
	}
	return x, true
}

// take fills fields of x with the groups of a match.
func (x *Linea) take(shape *regexp.Regexp, s, tipo string, into ...*string) (Linea, bool) {
	m := shape.FindStringSubmatch(s)
	if m == nil {
		return Linea{}, false
	}
	x.Tipo = tipo
	for i := range into {
		*into[i] = m[i+1]
	}
	return *x, true
}
