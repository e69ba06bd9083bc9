package vucem

import (
	"regexp"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/xmlguard"
)

// coveShape is an acuse de valor: COVE, two digits of the year, seven signs.
var coveShape = regexp.MustCompile(`^COVE\d{2}[0-9A-Z]{7}$`)

func (m *Message) amount(e *xmlguard.Element) money.Amount {
	a, err := money.Parse(e.Text())
	if err != nil {
		m.Findings.Add("vucem_numero", document.Unreadable, e.Where(), document.Textf(
			"%s = %q no es un número decimal; repita la consulta.",
			"%s = %q is not a decimal number; repeat the query.", e.Local(), e.Text()))
	}
	return a
}

func (m *Message) date(e *xmlguard.Element) document.Date {
	d, err := document.ParseDate(e.Text())
	if err != nil {
		m.Findings.Add("vucem_fecha", document.Unreadable, e.Where(), document.Textf(
			"%s = %q no es una fecha AAAA-MM-DD; repita la consulta.",
			"%s = %q is not a date YYYY-MM-DD; repeat the query.", e.Local(), e.Text()))
	}
	return d
}

// unit is a key of Apéndice 7 without leading zeros.
func unit(e *xmlguard.Element) string { return pedimento.UnitKey(clave(e)) }

// contribution is the abbreviation of a numeric key of Apéndice 12.
func contribution(e *xmlguard.Element) string { return catalog.Default().Contribution(clave(e)) }

func identificadores(list []*xmlguard.Element) []pedimento.Identificador {
	var out []pedimento.Identificador
	for _, e := range list {
		id := pedimento.Identificador{Clave: clave(e.At("claveIdentificador"))}
		for _, name := range []string{"complemento1", "complemento2", "complemento3"} {
			id.Complementos = append(id.Complementos, e.At(name).Text())
		}
		for n := len(id.Complementos); n > 0 && id.Complementos[n-1] == ""; n-- {
			id.Complementos = id.Complementos[:n-1]
		}
		out = append(out, id)
	}
	return out
}

// observationWidth is the column to which the service pads each line of an
// observation before it runs them together.
const observationWidth = 120

// observations undoes the padding: a line that fills its 120 columns goes on
// in the next one, inside a word if need be; a padded one ends there.
func observations(raw string) []string {
	var out []string
	var open strings.Builder
	flush := func() {
		if s := strings.TrimSpace(open.String()); s != "" {
			out = append(out, s)
		}
		open.Reset()
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(raw, "\r", ""), "\n") {
		runes := []rune(line)
		for len(runes) > observationWidth {
			chunk := string(runes[:observationWidth])
			runes = runes[observationWidth:]
			open.WriteString(strings.TrimRight(chunk, " "))
			if strings.HasSuffix(chunk, " ") {
				flush()
			}
		}
		open.WriteString(string(runes))
		flush()
	}
	return out
}

// plain folds the case, the blanks and the accents of an official text.
func plain(s string) string {
	s = strings.ToUpper(strings.Join(strings.Fields(s), " "))
	return strings.NewReplacer("Á", "A", "É", "E", "Í", "I", "Ó", "O", "Ú", "U").Replace(s)
}

// metodo is the key of Apéndice 11 for the text the service gives instead.
func (m *Message) metodo(e *xmlguard.Element) string {
	t := plain(clave(e))
	switch {
	case len(t) <= 1:
		return t // already a key, or nothing
	case strings.Contains(t, "SOLO A LA EXPORTACION"):
		return "0"
	case strings.Contains(t, "IDENTICAS"):
		return "2"
	case strings.Contains(t, "SIMILARES"):
		return "3"
	case strings.HasPrefix(t, "VALOR DE TRANSACCION"):
		return "1"
	case strings.Contains(t, "PRECIO UNITARIO DE VENTA"):
		return "4"
	case strings.Contains(t, "RECONSTRUIDO"):
		return "5"
	case strings.Contains(t, "ULTIMO RECURSO"):
		return "6"
	}
	m.unknownText(e)
	return ""
}

// vinculacion is 0 unrelated, 1 related without effect, 2 related with effect.
func (m *Message) vinculacion(e *xmlguard.Element) string {
	t := plain(clave(e))
	switch {
	case len(t) <= 1:
		return t
	case strings.HasPrefix(t, "NO EXISTE"):
		return "0"
	case strings.HasPrefix(t, "SI EXISTE") && strings.Contains(t, "NO AFECTA"):
		return "1"
	case strings.HasPrefix(t, "SI EXISTE") && strings.Contains(t, "AFECTA"):
		return "2"
	}
	m.unknownText(e)
	return ""
}

func (m *Message) unknownText(e *xmlguard.Element) {
	m.Findings.Add("vucem_texto", document.Warning, e.Where(), document.Textf(
		"%s = %q no es un texto conocido; la clave queda sin dato, captúrela si hace falta.",
		"%s = %q is not a known text; the key is left unknown, type it if needed.", e.Local(), e.Text()))
}
