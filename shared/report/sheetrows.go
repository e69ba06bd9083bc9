package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// sheetRows are the rows of one sheet, written into the sheet that excelize made: a
// large month has more of them than excelize can write in time.
type sheetRows struct {
	table    *Table
	from, to int // rows of the table
	first    int // row of the sheet
	st       styles
	days     map[string]string
	words    []func(string) string // what the cells of each column say, nil where it is what they are
}

// endOfRows is where a sheet goes on behind its rows.
const endOfRows = "</sheetData>"

// flushAt is how much of a sheet is gathered before it is written.
const flushAt = 1 << 16

// within writes a part with the rows in their place. A part without a body is
// written as it is.
func (x *sheetRows) within(frame []byte, w io.Writer) error {
	if x == nil {
		_, err := w.Write(frame)
		return err //nolint:wrapcheck // the caller names the part
	}
	at := bytes.Index(frame, []byte(endOfRows))
	if at < 0 {
		return errors.New("a sheet without a place for rows")
	}
	b := append(make([]byte, 0, 2*flushAt), frame[:at]...)
	n := x.first
	err := x.table.Each(x.from, x.to, func(row []string) error {
		b = x.row(b, n, row)
		n++
		if len(b) < flushAt {
			return nil
		}
		_, err := w.Write(b)
		b = b[:0]
		return err //nolint:wrapcheck // the caller names the part
	})
	if err == nil {
		_, err = w.Write(append(b, frame[at:]...))
	}
	return err //nolint:wrapcheck // the caller names the part
}

// row appends one row. Its cells stand one after the other from the first column
// on, a blank one as an empty cell, so that none has to say its place: the
// places of a million rows are most of what there would be to pack.
func (x *sheetRows) row(b []byte, n int, row []string) []byte {
	b = append(strconv.AppendInt(append(b, `<row r="`...), int64(n), 10), `">`...)
	blank := 0
	for c, text := range row {
		if text == "" {
			blank++
			continue
		}
		for ; blank > 0; blank-- {
			b = append(b, `<c/>`...)
		}
		if x.words != nil && x.words[c] != nil {
			text = x.words[c](text)
		}
		b = append(x.cell(append(b, `<c`...), x.table.Columns[c].Kind, text), `</c>`...)
	}
	return append(b, `</row>`...)
}

// cell is what a cell holds: a number or a date when that loses
// nothing, else the text, which no program takes for a formula.
func (x *sheetRows) cell(b []byte, k Kind, text string) []byte {
	switch k {
	case Integer:
		if n, err := strconv.Atoi(text); err == nil && n < limit && n > -limit {
			return appendNumber(b, 0, strconv.Itoa(n))
		}
	case Quantity:
		if n, ok := exact(text); ok {
			return appendNumber(b, 0, n)
		}
	case Money:
		if n, ok := exact(text); ok {
			return appendNumber(b, x.st.money, n)
		}
	case Date:
		if n := x.day(text); n != "" {
			return appendNumber(b, x.st.date, n)
		}
	case Text:
	}
	return appendText(b, text)
}

// firstDay is from when on all spreadsheets count days alike: some have a 29
// February in 1900, and know no day before that year.
const firstDay document.Date = 1900_03_01

// day is a date as spreadsheets count days, "" for a text that is none or says the
// time of day too. Months have few days: each is counted once.
func (x *sheetRows) day(text string) string {
	n, ok := x.days[text]
	if ok {
		return n
	}
	if x.days == nil {
		x.days = map[string]string{}
	}
	if d, err := document.ParseDate(text); err == nil && d >= firstDay && len(text) == len("2006-01-02") {
		n = strconv.Itoa(document.NewDate(1899, 12, 30).DaysUntil(d))
		x.days[strings.Clone(text)] = n
	}
	return n
}

func appendNumber(b []byte, style int, n string) []byte {
	if style != 0 {
		b = append(strconv.AppendInt(append(b, ` s="`...), int64(style), 10), '"')
	}
	return append(append(append(b, `><v>`...), n...), `</v>`...)
}

// unread keeps texts like _x000D_ what they are, which the format reads as a
// character that XML cannot hold.
func unread(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var b strings.Builder
	for i := range len(text) {
		if len(text)-i >= len("_x000D_") && text[i] == '_' && text[i+1] == 'x' && text[i+6] == '_' && hexadecimal(text[i+2:i+6]) {
			b.WriteString("_x005F")
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

func hexadecimal(s string) bool { return strings.Trim(s, "0123456789abcdefABCDEF") == "" }

func appendText(b []byte, text string) []byte {
	b = append(b, ` t="inlineStr"><is><t`...)
	if easy, named := easy(text); easy {
		return append(append(append(b, '>'), text...), `</t></is>`...)
	} else if named {
		return append(appendNamed(append(b, '>'), text), `</t></is>`...)
	}
	text = shorten(text)
	if strings.ContainsRune(" \t\r\n", rune(text[0])) || strings.ContainsRune(" \t\r\n", rune(text[len(text)-1])) {
		b = append(b, ` xml:space="preserve"`...)
	}
	var xmlText bytes.Buffer
	_ = xml.EscapeText(&xmlText, []byte(unread(text))) // a buffer takes everything
	b = append(b, '>')
	b = append(b, bytes.ReplaceAll(xmlText.Bytes(), []byte("&#xA;"), []byte{'\n'})...)
	return append(b, `</t></is>`...)
}

// shorten cuts a text to what a cell can hold.
func shorten(text string) string {
	units := 0
	for i, r := range text {
		if units += max(1, utf16.RuneLen(r)); units > excelize.TotalCellChars {
			return text[:i]
		}
	}
	return text
}

// What a letter is to a cell.
const (
	notPlain  = 1 << iota // XML, or a reader of it, may make something else of it
	named                 // one of the five letters that XML has names or numbers for
	underline             // before an x it begins what the format reads as a character
)

//nolint:gochecknoglobals // a table that nobody writes
var letters = func() (all [256]uint8) {
	for i := range all {
		switch c := byte(i); {
		case c < ' ', c > '~':
			all[i] = notPlain
		case c == '<', c == '>', c == '&', c == '"', c == '\'':
			all[i] = named
		case c == '_':
			all[i] = underline
		}
	}
	return all
}()

// easy reports a text that a cell holds as it is; named, one that it holds so but
// for the five letters that XML has names or numbers for.
func easy(text string) (easy, byName bool) {
	if len(text) > excelize.TotalCellChars || text[0] == ' ' || text[len(text)-1] == ' ' {
		return false, false
	}
	has := uint8(0)
	for i := range len(text) {
		has |= letters[text[i]]
	}
	if has&notPlain != 0 || has&underline != 0 && strings.Contains(text, "_x") {
		return false, false
	}
	return has&named == 0, true
}

// appendNamed is what encoding/xml makes of a text that is named.
func appendNamed(b []byte, text string) []byte {
	for i := range len(text) {
		switch c := text[i]; c {
		case '<':
			b = append(b, "&lt;"...)
		case '>':
			b = append(b, "&gt;"...)
		case '&':
			b = append(b, "&amp;"...)
		case '"':
			b = append(b, "&#34;"...)
		case '\'':
			b = append(b, "&#39;"...)
		default:
			b = append(b, c)
		}
	}
	return b
}

// limit is the first number of more digits than every spreadsheet keeps.
const limit = 1_000_000_000_000_000

// exact is a decimal of at most 15 digits, what every spreadsheet keeps, in its
// shortest form.
func exact(text string) (string, bool) {
	if minimal(text) {
		return text, true
	}
	a, err := money.Parse(text)
	if err != nil {
		return "", false
	}
	n, ok := a.Micros()
	if !ok {
		return "", false
	}
	const micro = 1_000_000
	if n%micro == 0 {
		whole := n / micro
		return strconv.FormatInt(whole, 10), whole < limit && whole > -limit
	}
	return quantity.Micros(n).String(), n < limit && n > -limit
}

// minimal reports a decimal that is in its shortest form and of few digits: that
// is nearly every cell.
func minimal(text string) bool {
	digits, decimals, found := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	if found && (len(digits) > 9 || len(decimals) > 6 || !numeric(decimals) || decimals[len(decimals)-1] == '0') {
		return false
	}
	return len(digits) <= 15 && numeric(digits) && (digits[0] != '0' || len(digits) == 1 && (found || text == "0"))
}

// numeric reports a text of digits alone.
func numeric(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
