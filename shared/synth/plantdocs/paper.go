package plantdocs

import (
	"maps"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/synth/specimen"
)

// cell is one value: as it is written and what it means.
type cell struct {
	written string
	truth   string
	as      sheet.As
}

func key(s string) cell { return cell{s, s, sheet.AsText} }

func figure(s string) cell { return cell{s, minimal(s), sheet.AsFigure} }

func day(s string) cell { return cell{s, s, sheet.AsDate} }

// minimal is a decimal without trailing zeros.
func minimal(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// column is one column of a paper.
type column struct {
	name    string // in the truth, "" for one that no reader is asked for
	heading string
}

// paper is a made-up document.
type paper struct {
	name    string // row of the scoreboard
	kind    document.Kind
	prefix  string // of the truth of a line
	columns []column
	above   [][]cell
	rows    [][]cell
	below   [][]cell
	head    map[string]string // truth of the document, by path
	decimal string            // "," where figures of a CSV are written so
	mutate  func(*prng) (string, specimen.Want)
}

// truth is what the document says now.
func (p *paper) truth() map[string]string {
	out := map[string]string{}
	maps.Copy(out, p.head)
	for i, row := range p.rows {
		at := p.prefix + strconv.Itoa(i) + "."
		out[at+"fila"] = strconv.Itoa(len(p.above) + 2 + i)
		for j, c := range p.columns {
			if c.name != "" {
				out[at+c.name] = row[j].truth
			}
		}
	}
	out[p.prefix+strconv.Itoa(len(p.rows))+"."+p.columns[0].name] = "" // and no line more
	return out
}

// bytes writes the document.
func (p *paper) bytes(r *prng, format sheet.Format) ([]byte, error) {
	page := sheet.Page{Name: "Hoja1", Comma: []rune{',', ';', '\t'}[r.below(3)]}
	if p.decimal == "," {
		page.Comma = ';'
	}
	var head []cell
	for _, c := range p.columns {
		head = append(head, key(c.heading))
	}
	lines := append(append([][]cell{}, p.above...), head)
	lines = append(append(lines, p.rows...), p.below...)
	for _, line := range lines {
		out := make([]sheet.Out, len(line))
		for i, c := range line {
			out[i] = sheet.Out{Text: c.written, As: c.as}
			if format == sheet.CSV && c.as == sheet.AsFigure && p.decimal == "," {
				out[i].Text = strings.ReplaceAll(c.written, ".", ",")
			}
		}
		page.Rows = append(page.Rows, out)
	}
	if format == sheet.CSV {
		return sheet.WriteCSV(page) //nolint:wrapcheck // the caller names the specimen
	}
	return sheet.WriteXLSX(page) //nolint:wrapcheck // same
}

// at is the place of a column by name.
func (p *paper) at(name string) int {
	for i, c := range p.columns {
		if c.name == name {
			return i
		}
	}
	return -1
}

// shuffle puts the columns in another order.
func (p *paper) shuffle(r *prng) {
	for i := len(p.columns) - 1; i > 0; i-- {
		j := r.below(i + 1)
		p.columns[i], p.columns[j] = p.columns[j], p.columns[i]
		for _, row := range p.rows {
			row[i], row[j] = row[j], row[i]
		}
	}
}

// bump changes the last digit of a text; it stays a figure of as many digits.
func bump(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] >= '0' && s[i] <= '9' {
			d := (s[i]-'0')%9 + 1 // 1 to 9, never the same
			if d == s[i]-'0' {
				d = 1
			}
			return s[:i] + string('0'+d) + s[i+1:]
		}
	}
	return s + "1"
}

func (c cell) changed() cell {
	w := bump(c.written)
	out := cell{w, w, c.as}
	if c.as == sheet.AsFigure {
		out.truth = minimal(w)
	}
	return out
}
