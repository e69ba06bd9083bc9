package expediente

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
)

// maxShown bounds how much of a line a sentence quotes.
const maxShown = 160

// diff names the first line, and in a CSV the first column, where two files
// part.
func diff(path string, have, want []byte) *Difference {
	d := &Difference{Path: path, Line: 1}
	var header []byte
	for {
		h, restH, moreH := bytes.Cut(have, []byte{'\n'})
		w, restW, moreW := bytes.Cut(want, []byte{'\n'})
		if d.Line == 1 {
			header = w
		}
		if !bytes.Equal(h, w) || moreH != moreW {
			d.Have, d.Want = string(h), string(w)
			break
		}
		have, want = restH, restW
		d.Line++
	}
	if strings.HasSuffix(path, ".csv") {
		d.column(header)
	}
	d.Have, d.Want = around(d.Have, d.Want)
	where := strconv.Itoa(d.Line)
	if d.Column != "" {
		where += " (" + d.Column + ")"
	}
	d.Text = document.Textf("%s línea %s: dice %q; de los hechos resulta %q.", "%s line %s: it says %q; the facts give %q.",
		path, where, d.Have, d.Want)
	return d
}

// column narrows a CSV line to the first cell that differs.
func (d *Difference) column(header []byte) {
	cells := func(line string) []string {
		r, err := csv.NewReader(strings.NewReader(line)).Read()
		if err != nil {
			return nil
		}
		return r
	}
	names, have, want := cells(string(header)), cells(d.Have), cells(d.Want)
	if len(have) != len(want) || len(want) != len(names) {
		return
	}
	for i := range want {
		if have[i] != want[i] {
			d.Column, d.Have, d.Want = names[i], have[i], want[i]
			return
		}
	}
}

// around cuts two long lines to where they part.
func around(a, b string) (string, string) {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	from := max(0, n-maxShown/4)
	cut := func(s string) string {
		s = s[min(from, len(s)):]
		return strings.ToValidUTF8(s[:min(maxShown, len(s))], "?")
	}
	return cut(a), cut(b)
}
