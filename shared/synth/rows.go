package synth

import (
	"strconv"
	"unicode/utf8"

	"example.com/immex/shared/document"
)

// table is one .asc file in the making: rows end to end and where each
// starts, so that they can be written in another order than they came.
type table struct {
	rows []byte
	at   []int
}

// begin opens a row with the three keys of its pedimento.
func (t *table) begin(p *ped) *table {
	t.at = append(t.at, len(t.rows))
	return t.ascii(p.patente).ascii(p.doc).ascii(p.aduana)
}

// ascii appends a field that has no accents.
func (t *table) ascii(s string) *table {
	t.rows = append(append(t.rows, s...), '|')
	return t
}

// text appends a field in windows-1252, as most real lines are.
func (t *table) text(s string) *table {
	t.rows = append(appendLatin(t.rows, s), '|')
	return t
}

// int appends a whole number.
func (t *table) int(n int64) *table {
	t.rows = append(strconv.AppendInt(t.rows, n, 10), '|')
	return t
}

// dec appends n×10^-places; below one the leading zero is left out, as real
// deliveries do.
func (t *table) dec(n int64, places int) *table {
	mark := len(t.rows)
	t.rows = appendDecimal(t.rows, n, places)
	if n != 0 && t.rows[mark] == '0' {
		t.rows = append(t.rows[:mark], t.rows[mark+1:]...)
	}
	t.rows = append(t.rows, '|')
	return t
}

// date appends YYYY-MM-DD.
func (t *table) date(d document.Date) *table {
	t.rows = append(appendDate(t.rows, d), '|')
	return t
}

// minute appends HH:MM.
func (t *table) minute(m int) *table {
	t.rows = append(append2(t.rows, m/60), ':')
	t.rows = append(append2(t.rows, m%60), '|')
	return t
}

// stamp appends YYYY-MM-DD HH:MM:SS.
func (t *table) stamp(d document.Date, second int) *table {
	t.rows = append(appendDate(t.rows, d), ' ')
	t.rows = append(append2(t.rows, second/3600), ':')
	t.rows = append(append2(t.rows, second/60%60), ':')
	t.rows = append(append2(t.rows, second%60), '|')
	return t
}

// end closes the row; every field, the last one too, is followed by a pipe.
func (t *table) end() { t.rows = append(t.rows, '\r', '\n') }

// paid closes the row with the payment time, the last column of most tables.
func (t *table) paid(p *ped) { t.stamp(p.pago, p.hora).end() }

// row is the i-th row as it came.
func (t *table) row(i int) []byte {
	if i+1 < len(t.at) {
		return t.rows[t.at[i]:t.at[i+1]]
	}
	return t.rows[t.at[i]:]
}

func append2(b []byte, n int) []byte {
	return append(b, '0'+byte(n/10%10), '0'+byte(n%10)) //nolint:gosec // single digits
}

func appendDate(b []byte, d document.Date) []byte {
	b = append2(append2(b, d.Year()/100), d.Year()%100)
	b = append2(append(b, '-'), d.Month())
	return append2(append(b, '-'), d.Day())
}

// appendDecimal writes n×10^-places with every decimal.
func appendDecimal(b []byte, n int64, places int) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	scale := pow10(places)
	b = strconv.AppendInt(b, n/scale, 10)
	if places == 0 {
		return b
	}
	b = append(b, '.')
	for rest, s := n%scale, scale/10; s > 0; s /= 10 {
		b = append(b, '0'+byte(rest/s%10)) //nolint:gosec // single digit
	}
	return b
}

// decimal is appendDecimal as text.
func decimal(n int64, places int) string { return string(appendDecimal(nil, n, places)) }

func pow10(places int) int64 {
	n := int64(1)
	for range places {
		n *= 10
	}
	return n
}

// appendLatin writes the Latin-1 half of windows-1252; anything else is '?'.
func appendLatin(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			b = append(b, s[i])
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r < 0x100 {
			b = append(b, byte(r)) //nolint:gosec // below 0x100
		} else {
			b = append(b, '?')
		}
		i += size
	}
	return b
}
