package document

import (
	"fmt"
	"regexp"
	"strings"
)

// Spot is a place in a document in fields a program can use. Its words follow
// from them, in either language. Rows, lines and pages count from 1; 0 and ""
// mean "not that kind". The zero Spot is the whole document.
type Spot struct {
	Part    string `json:"part,omitempty"`    // member of a container or XPath
	Invoice string `json:"invoice,omitempty"` // number of an invoice
	List    string `json:"list,omitempty"`    // number of a packing list
	Sheet   string `json:"sheet,omitempty"`
	Row     int    `json:"row,omitempty"`
	Column  string `json:"column,omitempty"` // letters, as spreadsheets show them
	Field   string `json:"field,omitempty"`  // name of a column or label
	Line    int    `json:"line,omitempty"`
	Page    int    `json:"page,omitempty"`
	X       int    `json:"x,omitempty"` // of the page, in points from its lower left
	Y       int    `json:"y,omitempty"`
}

// In says the place in one language.
func (s Spot) In(l Lang) string {
	var words []string
	say := func(es, en string, v any) {
		t := Text{ES: es, EN: en}
		words = append(words, fmt.Sprintf("%s %v", t.In(l), v))
	}
	if s.Part != "" {
		words = append(words, s.Part)
	}
	if s.Invoice != "" {
		say("factura", "invoice", s.Invoice)
	}
	if s.List != "" {
		say("lista", "list", s.List)
	}
	if s.Sheet != "" {
		say("hoja", "sheet", s.Sheet)
	}
	if s.Row > 0 {
		say("fila", "row", s.Row)
	}
	switch {
	case s.Row == 0 && s.Column == "": // of no row: a total beside its label, a key of a file
	case s.Column != "" && s.Field != "":
		say("columna", "column", s.Column+" ("+s.Field+")")
	case s.Column+s.Field != "":
		say("columna", "column", s.Column+s.Field)
	}
	if s.Line > 0 {
		say("línea", "line", s.Line)
	}
	if s.Page > 0 {
		say("página", "page", s.Page)
		if s.X != 0 || s.Y != 0 {
			words = append(words, fmt.Sprintf("(%d,%d)", s.X, s.Y))
		}
	}
	if s.Row == 0 && s.Column == "" && s.Field != "" {
		words = append(words, s.Field)
	}
	if len(words) == 0 {
		return Text{ES: "documento", EN: "document"}.In(l)
	}
	return strings.Join(words, " ")
}

// At appends one finding with its place in fields.
func (f *Findings) At(code string, sev Severity, at Spot, msg Text) {
	*f = append(*f, Finding{Code: code, Severity: sev, Where: at.In(Spanish), At: at, Message: msg})
}

// wherePlaces are the words of places that readers write themselves.
func wherePlaces() []Text {
	return []Text{
		{"documento", "document"},
		{"archivo", "file"},
		{"página", "page"},
		{"línea", "line"},
		{"hoja", "sheet"},
		{"fila", "row"},
		{"columna", "column"},
		{"renglón", "line"},
		{"registro", "record"},
		{"factura", "invoice"},
		{"lista", "list"},
		{"libros", "books"},
		{"mensaje", "message"},
		{"parte", "part"},
		{"conteos", "counts"},
		{"encabezado", "heading"},
		{"saldos iniciales", "opening balances"},
	}
}

// rowPlaces begin the name of a row of the plant's own tables: what follows is
// its folio, and of an act the number of the line.
func rowPlaces() []Text {
	return []Text{{"acta", "act"}, {"conteo", "count"}, {"decisión", "decision"}}
}

// counted is a word of a place with its number, coordinates or letters behind
// it; the rest of a place is a name or a path, and has no language.
var counted = regexp.MustCompile(`(^|[ ,])(página|línea|fila|columna|renglón|registro|page|line|row|column|record)( \d+| [A-Z]{1,3}(?:$|[ ,]))`)

// In is the place of a finding in one language: from its fields, or from the
// words a reader wrote.
func (f *Finding) In(l Lang) string {
	if f.At != (Spot{}) {
		return f.At.In(l)
	}
	for _, w := range wherePlaces() {
		if f.Where == w.ES || f.Where == w.EN {
			return w.In(l)
		}
		for _, head := range []string{w.ES, w.EN} { // "factura X": what follows is a name
			if rest, ok := strings.CutPrefix(f.Where, head+" "); ok && head != "line" && head != "list" && !counted.MatchString(f.Where) {
				return w.In(l) + " " + rest
			}
		}
	}
	for _, w := range rowPlaces() {
		if rest, ok := strings.CutPrefix(f.Where, w.ES+" "); ok {
			return w.In(l) + " " + countedIn(rest, l)
		}
	}
	return countedIn(f.Where, l)
}

// countedIn says the counted words of a place in one language.
func countedIn(where string, l Lang) string {
	return counted.ReplaceAllStringFunc(where, func(s string) string {
		m := counted.FindStringSubmatch(s)
		for _, w := range wherePlaces() {
			if m[2] == w.ES || m[2] == w.EN {
				return m[1] + w.In(l) + m[3]
			}
		}
		return s
	})
}
