package datastage

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// cells reads the columns of one row and reports what cannot be read.
type cells struct {
	d    *Delivery
	t    Table
	r    *row
	f    []string
	into *document.Findings
}

// each calls fn for every row of a table that belongs to pedimento i.
func (d *Delivery) each(t Table, i int, into *document.Findings, buf *[]string, fn func(*cells)) {
	s := d.peds[i].span[t]
	n := columns(t)
	for k := s.from; k < s.to; k++ {
		r := &d.rows[t][k]
		f, ok := fields(*buf, d.row(t, r), n)
		*buf = f
		if !ok {
			into.Add("datastage_row_shape", document.Error, d.where(t, r), shape(t, len(f)))
			continue
		}
		fn(&cells{d, t, r, f, into})
	}
}

func (c *cells) where() string { return c.d.where(c.t, c.r) }

func (c *cells) place() document.Place {
	return document.Place{Part: layouts[c.t].code, Line: int(c.r.line)}
}

// code is a key column without surrounding blanks.
func (c *cells) code(i int) string { return strings.TrimSpace(c.f[i]) }

// text is a free-text column decoded line by line: UTF-8 when it is valid,
// else windows-1252, which is what the rest of real deliveries hold.
func (c *cells) text(i int) string {
	s := strings.TrimRight(c.f[i], " ")
	if utf8.ValidString(s) {
		return s
	}
	u, err := charmap.Windows1252.NewDecoder().String(s)
	if err != nil {
		return strings.ToValidUTF8(s, "\ufffd")
	}
	return u
}

// amount is a decimal column; blank is unknown, garbage is a finding.
func (c *cells) amount(i int) money.Amount {
	a, err := money.Parse(c.f[i])
	if err != nil {
		c.unreadable(i, "un número", "a number")
	}
	return a
}

// date is a date or datetime column; the time is dropped.
func (c *cells) date(i int) document.Date {
	s := strings.TrimSpace(c.f[i])
	d, err := document.ParseDate(s)
	if err != nil {
		c.unreadable(i, "una fecha AAAA-MM-DD", "a date YYYY-MM-DD")
	}
	return d
}

// whole is an integer column that must be there.
func (c *cells) whole(i int) int {
	n, err := strconv.Atoi(strings.TrimSpace(c.f[i]))
	if err != nil {
		c.unreadable(i, "un entero", "a whole number")
	}
	return n
}

func (c *cells) unreadable(i int, es, en string) {
	column := strings.Split(layouts[c.t].header, "|")[i]
	c.into.Add("datastage_unreadable", document.Unreadable, c.where(), document.Text{
		ES: "La columna " + column + " dice " + strconv.Quote(clip(c.f[i])) + " y se esperaba " + es + "; pida de nuevo la entrega.",
		EN: "Column " + column + " says " + strconv.Quote(clip(c.f[i])) + ", expected " + en + "; ask for the delivery again.",
	})
}

// number restores the seven digits of a pedimento a whole-number column cut.
func (c *cells) number(i int) string { return pedimento.PadInt(c.code(i), 7) }

// unit is a key of Apéndice 7, "" when blank.
func (c *cells) unit(i int) string { return pedimento.UnitKey(c.code(i)) }

// key is a key of an appendix, "" when blank.
func (c *cells) key(i int) string { return pedimento.UnitKey(c.code(i)) }
