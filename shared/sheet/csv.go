package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"example.com/immex/shared/document"
)

// headBytes is as much of a file as tells what it is.
const headBytes = 64 << 10

// Decode gives UTF-8 without byte order mark; assumed says that bytes were
// taken for windows-1252.
func Decode(b []byte) (text string, assumed bool) {
	if bytes.HasPrefix(b, []byte{0xFF, 0xFE}) || bytes.HasPrefix(b, []byte{0xFE, 0xFF}) {
		// "Unicode text" of a spreadsheet program.
		if out, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(b); err == nil {
			return string(out), false
		}
	}
	b = bytes.TrimPrefix(b, []byte{0xEF, 0xBB, 0xBF})
	if utf8.Valid(b) {
		return string(b), false
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return string(b), true
	}
	return string(out), true
}

// delimiters are the signs between cells, the likeliest first: a semicolon is
// what the Excel of a Spanish Windows writes.
func delimiters() []rune { return []rune{',', ';', '\t', '|'} }

// dialect finds the delimiter under which most of the first rows have the same
// number of cells; width is that number, 0 when the text is no table.
func dialect(text string) (comma rune, width int) {
	head := text
	if len(head) > headBytes {
		head = head[:headBytes]
		if i := strings.LastIndexByte(head, '\n'); i > 0 {
			head = head[:i]
		}
	}
	best := 0
	comma = ','
	for _, d := range delimiters() {
		if !strings.ContainsRune(head, d) {
			continue
		}
		counts := map[int]int{}
		r := csv.NewReader(strings.NewReader(head))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = d, -1, true, true
		for range 200 {
			rec, err := r.Read()
			if err != nil {
				break
			}
			if len(rec) > 1 {
				counts[len(rec)]++
			}
		}
		for _, n := range slices.Sorted(keys(counts)) {
			if score := counts[n] * min(n, 10); score > best {
				best, comma, width = score, d, n
			}
		}
	}
	return comma, width
}

func keys(m map[int]int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// Head reads the first rows of a CSV, for telling what it is; nil for a text
// that is no table of at least min columns.
func Head(b []byte, minColumns int) *Sheet {
	cut := b[:min(len(b), headBytes)]
	if len(b) > headBytes {
		if i := bytes.LastIndexByte(cut, '\n'); i > 0 {
			cut = cut[:i]
		}
	}
	if bytes.IndexByte(cut, 0) >= 0 && !bytes.HasPrefix(cut, []byte{0xFF, 0xFE}) && !bytes.HasPrefix(cut, []byte{0xFE, 0xFF}) {
		return nil
	}
	text, _ := Decode(cut)
	comma, width := dialect(text)
	if width < minColumns {
		return nil
	}
	s := &Sheet{}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
	for range 200 {
		rec, err := r.Read()
		if err != nil {
			break
		}
		line, _ := r.FieldPos(0)
		row := Row{Number: line}
		for _, c := range rec {
			row.Cells = append(row.Cells, Cell{Text: strings.TrimSpace(c)})
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// Tabular reports a text that is a table of at least three columns and rows:
// half of its rows are that wide, and two as wide as each other, which leaves
// room for a letterhead above and totals below. Headings over a single row are
// one when they are twice as wide. Prose with commas is none.
func Tabular(b []byte) bool {
	const least = 3
	s := Head(b, least)
	if s == nil || len(s.Rows) < 2 || len(s.Rows) < least && len(s.Rows[0].Cells) < 2*least {
		return false
	}
	head, _ := Decode(b[:min(len(b), headBytes)])
	if comma, _ := dialect(head); comma == ',' && 2*strings.Count(head, ", ") > strings.Count(head, ",") {
		return false
	}
	widths, wide, most := map[int]int{}, 0, 0
	for i := range s.Rows {
		if n := len(s.Rows[i].Cells); n >= least {
			wide++
			widths[n]++
			most = max(most, widths[n])
		}
	}
	return most > 1 && 2*wide >= len(s.Rows)
}

// readCSV reads every record; it stops where the CSV itself breaks.
func readCSV(b []byte, fs *document.Findings) *Book {
	text, assumed := Decode(b)
	if assumed {
		fs.At("sheet_1252", document.Notice, document.Spot{}, document.Textf(
			"El archivo no es UTF-8; se leyó como windows-1252. Revise los acentos.",
			"The file is not UTF-8; it was read as windows-1252. Check the accents."))
	}
	comma, width := dialect(text)
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = comma, -1
	s := Sheet{}
	limit := budget{fs: fs}
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return &Book{Format: CSV, Sheets: []Sheet{s}}
		}
		if err != nil {
			place := 0
			if at := (*csv.ParseError)(nil); errors.As(err, &at) {
				place = at.StartLine
			}
			fs.At("sheet_csv", document.Unreadable, At("", place, -1), because(
				"El CSV está mal formado (%s); guárdelo de nuevo como CSV UTF-8.",
				"The CSV is malformed (%s); save it again as CSV UTF-8.", err))
			return nil
		}
		line, _ := r.FieldPos(0)
		row := csvRow(rec, line, &limit)
		if i := swallowed(rec, comma, width); i >= 0 {
			fs.At("sheet_quote", document.Error, At("", line, i), document.Textf(
				"La celda abre comillas y no las cierra en su fila: parece tragarse la siguiente (%q). Cierre las comillas o quite los saltos de línea.",
				"The cell opens quotes and does not close them in its row: it seems to swallow the next one (%q). Close the quotes or remove the line breaks.",
				begins(rec[i])))
			return nil
		}
		row.Cells = trimTail(row.Cells)
		if len(row.Cells) == 0 {
			continue
		}
		if !limit.row(At("", line, -1), len(row.Cells)) {
			return nil
		}
		s.Rows = append(s.Rows, row)
	}
}

// csvRow is a record as a row of cells.
func csvRow(rec []string, line int, limit *budget) Row {
	row := Row{Number: line, Cells: make([]Cell, len(rec))}
	for i, c := range rec {
		if len(c) > MaxCell && utf8.RuneCountInString(c) > MaxCell {
			limit.over(At("", line, i), "caracteres en una celda", "characters in one cell", MaxCell)
		}
		row.Cells[i].Text = tidy(c)
		row.Cells[i].Problem = shapeless(row.Cells[i].Text)
	}
	return row
}

// swallowed is the cell of a record that goes over a line break and holds as
// many delimiters as half a row: an open quote took it for text. -1 without one.
func swallowed(rec []string, comma rune, width int) int {
	least := max(2, (max(width, len(rec))-1)/2)
	return slices.IndexFunc(rec, func(c string) bool {
		return strings.ContainsRune(c, '\n') && strings.Count(c, string(comma)) >= least
	})
}

// begins is the start of the second line of a text.
func begins(s string) string {
	_, s, _ = strings.Cut(s, "\n")
	const shown = 60
	if r := []rune(s); len(r) > shown {
		return string(r[:shown]) + "…"
	}
	return s
}

// tidy drops the blanks around a value, the unbreakable one too.
func tidy(s string) string { return strings.Trim(s, " \t\r\n\u00a0\u200b\ufeff") }

// trimTail drops empty cells at the end of a row.
func trimTail(cells []Cell) []Cell {
	for len(cells) > 0 {
		if c := &cells[len(cells)-1]; c.Text != "" || c.Problem != nil {
			break
		}
		cells = cells[:len(cells)-1]
	}
	return cells
}
