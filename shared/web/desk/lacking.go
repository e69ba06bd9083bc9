package desk

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/step"
)

// lackKey is the key of something that a period lacks, as the table cierres has it.
var lackKey = regexp.MustCompile(`\b(datastage|consolidado|cuarentena|sin_programa):[0-9A-Za-z-]+`)

// lackWords is such a key in words.
func lackWords(key string) document.Text {
	kind, of, _ := strings.Cut(key, ":")
	switch kind {
	case "datastage":
		return document.Text{ES: "Data Stage de " + of, EN: "Data Stage of " + of}
	case "consolidado":
		return document.Text{ES: "consolidado " + of, EN: "consolidado " + of}
	case "cuarentena":
		return document.Text{ES: "documento " + of + "…", EN: "document " + of + "…"}
	case "sin_programa":
		return document.Text{ES: "documento sin programa " + of + "…", EN: "document of no programme " + of + "…"}
	}
	return document.Text{ES: key, EN: key}
}

// lackName is what a period lacks.
func lackName(m *expediente.Missing) document.Text { return lackWords(m.Key) }

// lackAt is where it is seen, "" where nothing is to be seen yet or who asks may
// not.
func (q *Ask) lackAt(m *expediente.Missing) string {
	kind, of, _ := strings.Cut(m.Key, ":")
	switch {
	case kind == "consolidado":
		return q.followed(of)
	case kind == "cuarentena":
		return q.at("documentos") + "?" + url.Values{"q": {of}}.Encode()
	case kind == "sin_programa" && slices.Contains(q.Mine, step.Unassigned):
		return "/p/" + step.Unassigned + "/documentos?" + url.Values{"q": {of}}.Encode()
	}
	return ""
}

// inLackWords says the keys in a text in words.
func inLackWords(t document.Text) document.Text {
	return document.Text{
		ES: lackKey.ReplaceAllStringFunc(t.ES, func(key string) string { return lackWords(key).ES }),
		EN: lackKey.ReplaceAllStringFunc(t.EN, func(key string) string { return lackWords(key).EN }),
	}
}
