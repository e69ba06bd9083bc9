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
func (d *Delivery) each(t Table, i int, h *headRow, fn func(*cells)) {
	s := d.peds[i].span[t]
	n := columns(t)
	for k := s.from; k < s.to; k++ {
		r := &d.rows[t][k]
		f, ok := fields(h.buf, d.row(t, r), n)
		h.buf = f
		c := &cells{d, t, r, f, &h.p.Findings}
		if !ok {
			c.into.Add("datastage_row_shape", document.Error, d.where(t, r), shape(t, len(f)))
			continue
		}
		h.agree(c)
		if k > s.from && d.row(t, r) == d.row(t, &d.rows[t][k-1]) {
			h.twice(c)
		}
		fn(c)
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
	if whole, _, _ := strings.Cut(strings.TrimLeft(strings.TrimSpace(c.f[i]), "-0"), "."); len(whole) > maxWhole {
		c.unreadable(i, "un número de a lo más 12 enteros", "a number of at most 12 whole digits")
	}
	return a
}

// maxWhole is the most whole digits a figure of the layout has: N12 of pesos,
// N14,2 of dollars and N15,3 of quantities.
const maxWhole = 12

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
