package vucem

import (
	"bytes"
	"regexp"

	"example.com/immex/shared/document"
)

// twiceEscaped is an entity whose ampersand was escaped again.
var twiceEscaped = regexp.MustCompile(`&amp;(?:#\d{2,6}|#x[0-9a-fA-F]{2,6}|[a-zA-Z]{2,8}\d?);`)

// spelling tells texts that were escaped or encoded twice on their way, as in
// "d&amp;iacute;as" or "est\u00c3\u00a1". They are kept as they came.
func spelling(b []byte, where string, into *document.Findings) {
	if m := twiceEscaped.Find(b); m != nil {
		into.Add("vucem_entidades", document.Notice, where, document.Textf(
			"El documento trae entidades escapadas dos veces (%q); los textos se conservan como vinieron.",
			"The document holds entities escaped twice (%q); the texts are kept as they came.", m))
	}
	if i := bytes.Index(b, []byte("\xc3\x83\xc2")); i >= 0 {
		into.Add("vucem_doble_codificacion", document.Notice, where, document.Textf(
			"El documento fue codificado dos veces (%q en lugar de una letra con acento); los textos se conservan como vinieron.",
			"The document was encoded twice (%q in place of an accented letter); the texts are kept as they came.", string(b[i:min(i+4, len(b))])))
	}
}
