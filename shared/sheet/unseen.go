package sheet

import (
	"encoding/xml"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"example.com/immex/shared/document"
)

// What a reader takes and a person does not see is no evidence: hidden rows,
// columns and sheets, ink in the colour of its paper, what is struck out, and
// signs without a shape.

// paper is the colour of a cell without a fill, and ink that of a font
// without a colour.
const (
	paper = "FFFFFF"
	ink   = "000000"
)

// colour is a colour of a style as a file writes it.
type colour struct {
	RGB     string `xml:"rgb,attr"`
	Theme   string `xml:"theme,attr"`
	Indexed string `xml:"indexed,attr"`
	Tint    string `xml:"tint,attr"`
}

// hex is RRGGBB, "" when only the theme of the file tells.
func (c *colour) hex(none string) string {
	switch {
	case c == nil:
		return none
	case c.RGB != "":
		return strings.ToUpper(c.RGB[max(0, len(c.RGB)-6):])
	case c.Tint != "" && c.Tint != "0":
		return ""
	case c.Theme == "0", c.Indexed == "1", c.Indexed == "9", c.Indexed == "65":
		return paper
	case c.Theme == "1", c.Indexed == "0", c.Indexed == "8", c.Indexed == "64":
		return ink
	}
	return ""
}

// sheetStyles is the part of the styles that decides what can be seen.
type sheetStyles struct {
	Fonts []struct {
		Strike *struct {
			Val string `xml:"val,attr"`
		} `xml:"strike"`
		Color *colour `xml:"color"`
	} `xml:"fonts>font"`
	Fills []struct {
		Pattern *struct {
			Type string  `xml:"patternType,attr"`
			Fore *colour `xml:"fgColor"`
		} `xml:"patternFill"`
		Gradient *struct{} `xml:"gradientFill"`
	} `xml:"fills>fill"`
	Cells []struct {
		Font int `xml:"fontId,attr"`
		Fill int `xml:"fillId,attr"`
	} `xml:"cellXfs>xf"`
}

// unseen says of each style of the workbook why its cells are not seen; a
// style that shows them is not in it.
func unseen(styles []byte) map[int]*document.Text {
	var s sheetStyles
	out := map[int]*document.Text{}
	if xml.Unmarshal(styles, &s) != nil {
		return out // a workbook whose styles do not read does not open
	}
	for i, c := range s.Cells {
		if c.Font < 0 || c.Font >= len(s.Fonts) {
			continue
		}
		f := &s.Fonts[c.Font]
		if f.Strike != nil && f.Strike.Val != "0" && f.Strike.Val != "false" {
			out[i] = problem("está tachado; bórrelo o quite el tachado", "it is struck out; delete it or remove the strike")
			continue
		}
		back := paper
		if c.Fill >= 0 && c.Fill < len(s.Fills) {
			fill := &s.Fills[c.Fill]
			switch {
			case fill.Gradient != nil:
				back = ""
			case fill.Pattern == nil, fill.Pattern.Type == "", fill.Pattern.Type == "none":
			case fill.Pattern.Type == "solid":
				back = fill.Pattern.Fore.hex(ink)
			default:
				back = ""
			}
		}
		if alike(f.Color.hex(ink), back) {
			out[i] = problem("está escrito en el color de su fondo y no se ve; use otro color o bórrelo",
				"it is written in the colour of its background and is not seen; use another colour or delete it")
		}
	}
	return out
}

// closeBy is how far two colours may differ, of 255 in each of red, green and
// blue, and look the same.
const closeBy = 24

// alike reports two colours that an eye cannot tell apart.
func alike(a, b string) bool {
	x, errA := strconv.ParseInt(a, 16, 32)
	y, errB := strconv.ParseInt(b, 16, 32)
	if errA != nil || errB != nil {
		return false
	}
	for shift := range 3 {
		p, q := x>>(8*shift)&0xFF, y>>(8*shift)&0xFF
		if p-q > closeBy || q-p > closeBy {
			return false
		}
	}
	return true
}

// columns reads which columns of a sheet are hidden or have no width.
func (r *sheetReader) columns(e xml.StartElement) {
	from, errA := strconv.Atoi(attr(e, "min"))
	to, errB := strconv.Atoi(attr(e, "max"))
	if errA != nil || errB != nil || !flag(attr(e, "hidden")) && !nothing(attr(e, "width")) {
		return
	}
	for i := max(from, 1); i <= min(to, MaxColumns); i++ {
		r.hidden[i-1] = true
	}
}

// flag reports a true of XML.
func flag(s string) bool { return s == "1" || s == "true" }

// nothing reports a height or a width of zero.
func nothing(s string) bool { return s != "" && strings.Trim(s, "0.") == "" }

// shapeless is the reason against a text with signs that are not seen: they
// make two keys of what a person reads as one.
func shapeless(s string) *document.Text {
	for _, r := range s {
		if unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar || unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
			return problem("trae un signo que no se ve (U+%04X); escríbalo de nuevo", "it holds a sign that is not seen (U+%04X); write it again", r)
		}
	}
	return nil
}

// report says what a person may not know of the workbook, and refuses what
// stands in it and is not seen.
func report(book *Book, fs *document.Findings) {
	for i := range book.Sheets {
		s := &book.Sheets[i]
		if s.Hidden {
			if len(s.Rows) > 0 {
				fs.At("sheet_hidden", document.Error, At(s.Name, 0, -1), document.Textf(
					"La hoja %q está oculta y tiene datos; muéstrela o bórrela.",
					"Sheet %q is hidden and holds data; show it or delete it.", s.Name))
			}
			continue
		}
		s.report(fs)
	}
}

func (s *Sheet) report(fs *document.Findings) {
	rows, first, formulas := 0, 0, 0
	columns := map[int]bool{}
	for j := range s.Rows {
		row := &s.Rows[j]
		if row.Hidden {
			if rows++; first == 0 {
				first = row.Number
			}
		}
		formulas += row.count(columns, s.hidden)
	}
	if formulas > 0 {
		fs.At("sheet_formulas", document.Notice, At(s.Name, 0, -1), document.Textf(
			"La hoja %q tiene %d fórmulas; se leyó el último resultado que guardó.",
			"Sheet %q has %d formulas; the last result it stored was read.", s.Name, formulas))
	}
	if rows > 0 {
		fs.At("sheet_hidden_rows", document.Error, At(s.Name, first, -1), document.Textf(
			"La hoja %q tiene %d filas con datos ocultas, filtradas o sin altura; muéstrelas o bórrelas.",
			"Sheet %q has %d rows with data that are hidden, filtered or without height; show them or delete them.", s.Name, rows))
	}
	if len(columns) > 0 {
		fs.At("sheet_hidden_columns", document.Error, At(s.Name, 0, slices.Min(slices.Collect(maps.Keys(columns)))), document.Textf(
			"La hoja %q tiene %d columnas con datos ocultas o sin ancho; muéstrelas o bórrelas.",
			"Sheet %q has %d columns with data that are hidden or without width; show them or delete them.", s.Name, len(columns)))
	}
}

// count adds the hidden columns a row has something in and gives the number of
// its formulas.
func (r *Row) count(columns, hidden map[int]bool) (formulas int) {
	for k := range r.Cells {
		if r.Cells[k].Formula {
			formulas++
		}
		if hidden[k] && (r.Cells[k].Text != "" || r.Cells[k].Problem != nil) {
			columns[k] = true
		}
	}
	return formulas
}
