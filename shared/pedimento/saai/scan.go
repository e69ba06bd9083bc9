package saai

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"example.com/immex/shared/document"
)

// record is one line cut into its fields, without the empty one that the
// trailing bar makes.
type record struct {
	code   string
	layout *Layout // nil when the code is none of ours
	text   string
	line   int
	cells  []string // at most maxFields
	count  int      // as many fields as the line has
	piped  bool     // ends in a bar
}

// cell is field n, counted from 1 as the lineamientos do; "" past the end.
func (r *record) cell(n int) string {
	if n < 1 || n > len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[n-1])
}

// scan cuts a file into records. Blank lines and the end mark of old systems
// (0x1A) are no records.
func (f *File) scan(b []byte) []record {
	text := strings.TrimPrefix(string(b), "\ufeff")
	text = strings.TrimRight(text, "\x1a\r\n\t ")
	known := layouts()
	records := make([]record, 0, strings.Count(text, "\n")+1)
	cells := make([]string, 0, 8*cap(records))
	for line := 1; text != ""; line++ {
		s, rest, _ := strings.Cut(text, "\n")
		text = rest
		s = strings.TrimRight(s, "\r\t ")
		if s == "" {
			continue
		}
		if len(records) > MaxRecords {
			f.add("saai_limite", line, document.Textf(
				"El archivo trae más de %d registros, lo más que cuenta un 801; divídalo.",
				"The file holds more than %d records, the most an 801 can count; split it.", MaxRecords))
			break
		}
		r := record{text: decode(s), line: line}
		from := len(cells)
		cells, r.count, r.piped = cut(cells, r.text)
		r.cells = cells[from:len(cells):len(cells)]
		r.code = r.cell(1)
		r.layout = known[r.code]
		records = append(records, r)
	}
	return records
}

// cut appends the fields of a line, at most maxFields of them.
func cut(cells []string, s string) (out []string, count int, piped bool) {
	if s, piped = strings.CutSuffix(s, "|"); s == "" {
		return cells, 0, piped
	}
	for more := true; more; count++ {
		var field string
		field, s, more = strings.Cut(s, "|")
		if count < maxFields {
			cells = append(cells, field)
		}
	}
	return cells, count, piped
}

// decode reads a line as UTF-8 when it is, else as windows-1252: brokers'
// systems differ, and one file may hold both.
func decode(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	u, err := charmap.Windows1252.NewDecoder().String(s)
	if err != nil {
		return strings.ToValidUTF8(s, "\ufffd")
	}
	return u
}
