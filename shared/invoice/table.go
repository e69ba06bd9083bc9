package invoice

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"example.com/immex/shared/document"
)

const (
	// MaxBytes bounds a file: 100,000 rows of 200 characters.
	MaxBytes = 20 << 20
	// MaxRows bounds the lines of goods of one file.
	MaxRows = 100_000
	// sniffBytes is where a heading must stand to be recognised.
	sniffBytes = 4096
)

// Sniff reports that b begins with the heading row of an invoice table.
func Sniff(b []byte) bool {
	head := b[:min(len(b), sniffBytes)]
	text, _ := decode(head)
	line, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n \t"), "\n")
	at, _ := columnsOf(split(line))
	for _, c := range []column{colNumero, colCantidad, colImporte} {
		if _, ok := at[c]; !ok {
			return false
		}
	}
	return true
}

func split(line string) []string {
	r := csv.NewReader(strings.NewReader(line))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = delimiter(line), true, -1
	rec, err := r.Read()
	if err != nil {
		return nil
	}
	return rec
}

// delimiter is the sign of the heading that occurs most: comma, semicolon (the
// Excel of a Spanish Windows) or tab.
func delimiter(line string) rune {
	best, most := ',', strings.Count(line, ",")
	for _, r := range []rune{';', '\t'} {
		if n := strings.Count(line, string(r)); n > most {
			best, most = r, n
		}
	}
	return best
}

// decode gives UTF-8; assumed says that bytes were taken for windows-1252.
func decode(b []byte) (text string, assumed bool) {
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

// row is a record with its place in the file.
type row struct {
	line  int
	cells []string
}

// table reads every record; err is where CSV itself breaks.
func table(text string, findings *document.Findings) (rows []row, ok bool) {
	text = strings.TrimLeft(text, "\r\n")
	heading, _, _ := strings.Cut(text, "\n")
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = delimiter(heading), -1
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, true
		}
		if err != nil {
			findings.Add("invoice_csv", document.Unreadable, fmt.Sprintf("fila %d", len(rows)+1), document.Textf(
				"El CSV está mal formado (%v); guárdelo de nuevo como CSV UTF-8.",
				"The CSV is malformed (%v); save it again as CSV UTF-8.", err))
			return nil, false
		}
		if len(rows) > MaxRows {
			findings.Add("invoice_limit", document.Error, "archivo", document.Textf(
				"El archivo pasa de %d filas; divídalo.", "The file has more than %d rows; split it.", MaxRows))
			return nil, false
		}
		line, _ := r.FieldPos(0)
		rows = append(rows, row{line: line, cells: rec})
	}
}
