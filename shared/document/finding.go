package document

import (
	"fmt"
	"slices"
)

// Severity follows the verb of the law: deberá is an error, a recommendation
// a warning, our own heuristic a notice; extraction trouble is "unreadable",
// never a violation.
type Severity string

// The severities a finding may have.
const (
	Error      Severity = "error"
	Warning    Severity = "warning"
	Notice     Severity = "notice"
	Unreadable Severity = "unreadable"
)

// Name is the severity for people; one nobody names stays as it is.
func (s Severity) Name() Text {
	switch s {
	case Error:
		return Text{ES: "error", EN: "error"}
	case Unreadable:
		return Text{ES: "ilegible", EN: "unreadable"}
	case Warning:
		return Text{ES: "advertencia", EN: "warning"}
	case Notice:
		return Text{ES: "aviso", EN: "notice"}
	}
	return Text{ES: string(s), EN: string(s)}
}

// Text is one sentence in both languages.
type Text struct {
	ES string `json:"es"`
	EN string `json:"en"`
}

// Textf formats the same arguments into both sentences; a Text among them is said
// in the language of each.
func Textf(es, en string, args ...any) Text {
	if len(args) == 0 {
		return Text{ES: es, EN: en}
	}
	return Text{ES: fmt.Sprintf(es, said(args, Spanish)...), EN: fmt.Sprintf(en, said(args, English)...)}
}

// said are the arguments with every text among them in one language.
func said(args []any, l Lang) []any {
	out := args
	for i, a := range args {
		if t, ok := a.(Text); ok {
			if &out[0] == &args[0] {
				out = slices.Clone(args)
			}
			out[i] = t.In(l)
		}
	}
	return out
}

// In picks the language; anything but English is Spanish.
func (t Text) In(l Lang) string {
	if l == English {
		return t.EN
	}
	return t.ES
}

// Finding is code + where + sentence. The sentence quotes both values and
// says what to do next; tests assert on codes only.
type Finding struct {
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	// Where is document-relative: "519.asc line 12", "página 2 (x,y)", an XPath,
	// a partida. It is in Spanish where it has words; Finding.In has both.
	Where string `json:"where"`
	// At is the place in fields, when the reader gave it so.
	At      Spot `json:"at,omitzero"`
	Message Text `json:"message"`
}

// Findings is a list with the two questions every gate asks.
type Findings []Finding

// Add appends one finding.
func (f *Findings) Add(code string, sev Severity, where string, msg Text) {
	*f = append(*f, Finding{Code: code, Severity: sev, Where: where, Message: msg})
}

// Blocking reports whether any finding forbids acceptance.
func (f Findings) Blocking() bool {
	for _, x := range f {
		if x.Severity == Error || x.Severity == Unreadable {
			return true
		}
	}
	return false
}

// Has reports whether a code is present.
func (f Findings) Has(code string) bool {
	for _, x := range f {
		if x.Code == code {
			return true
		}
	}
	return false
}
