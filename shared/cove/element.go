package cove

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/xmlguard"
)

// elements reads fields of elements and keeps every problem with its place.
type elements struct{ findings *document.Findings }

// one is the child of a name that may stand there once; a second one makes it
// unknowable which holds.
func (r elements) one(e *xmlguard.Element, names ...string) *xmlguard.Element {
	var first *xmlguard.Element
	for _, name := range names {
		for _, x := range e.All(name) {
			if first == nil {
				first = x
				continue
			}
			r.findings.Add("cove_repetido", document.Error, x.Where(), document.Textf(
				"El elemento %s aparece dos veces, con %q y %q, y no se sabe cuál vale; pida el XML original.",
				"Element %s appears twice, with %q and %q, and it cannot be told which holds; ask for the original XML.",
				x.Local(), clip(first.Text()), clip(x.Text())))
		}
	}
	return first
}

// text is a child's text, repaired when that is certain.
func (r elements) text(e *xmlguard.Element, names ...string) string {
	return r.own(r.one(e, names...))
}

// own is the text of the element itself.
func (r elements) own(e *xmlguard.Element) string {
	written := e.Text()
	s, changed, lost := repair(written)
	switch {
	case lost:
		r.findings.Add("cove_texto", document.Unreadable, e.Where(), document.Textf(
			"El texto %q perdió signos o mezcla codificaciones; pida el XML original.",
			"The text %q lost signs or mixes encodings; ask for the original XML.", clip(written)))
	case changed:
		r.findings.Add("cove_texto_reparado", document.Notice, e.Where(), document.Textf(
			"El texto venía con doble escape o como UTF-8 leído en Latin-1; se lee %q.",
			"The text came escaped twice or as UTF-8 read as Latin-1; it is read %q.", clip(s)))
	}
	return strings.TrimSpace(s)
}

// texts are the texts of every element of a name, blanks left out.
func (r elements) texts(list []*xmlguard.Element) []string {
	var out []string
	for _, e := range list {
		if s := r.own(e); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// amount is a child's number.
func (r elements) amount(e *xmlguard.Element, name string) money.Amount {
	x := r.one(e, name)
	a, err := money.Parse(x.Text())
	if err != nil {
		r.findings.Add("cove_numero", document.Unreadable, x.Where(), document.Textf(
			"%s = %q no es un número decimal; pida el XML original.",
			"%s = %q is not a decimal number; ask for the original XML.", name, clip(x.Text())))
	}
	return a
}

// date is a child's date without its offset.
func (r elements) date(e *xmlguard.Element, name string) document.Date {
	x := r.one(e, name)
	d, err := document.ParseDate(x.Text())
	if err != nil {
		r.findings.Add("cove_fecha", document.Unreadable, x.Where(), document.Textf(
			"%s = %q no es una fecha AAAA-MM-DD; pida el XML original.",
			"%s = %q is not a date YYYY-MM-DD; ask for the original XML.", name, clip(x.Text())))
	}
	return d
}

// known says which children nothing reads, so that nothing is dropped unseen.
func (r elements) known(e *xmlguard.Element, names ...string) {
	told := map[string]bool{}
	for _, x := range e.All("") {
		if slices.Contains(names, x.Local()) || told[x.Local()] {
			continue
		}
		told[x.Local()] = true
		r.findings.Add("cove_elemento", document.Notice, x.Where(), document.Textf(
			"El elemento %s (%q) no es del formato del COVE y no se usa; se conserva en el documento.",
			"Element %s (%q) is not of the format of the COVE and is not used; it is kept in the document.",
			x.Local(), clip(x.Text())))
	}
}

// maxQuoted is how much of a text a sentence quotes.
const maxQuoted = 120

func clip(s string) string {
	if r := []rune(s); len(r) > maxQuoted {
		return string(r[:maxQuoted]) + "…"
	}
	return s
}
