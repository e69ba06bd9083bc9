package contingencia

import (
	"errors"
	"fmt"
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// month counts months, so that they add and subtract.
type month int

func monthOf(d document.Date) month { return month(d.Year()*12 + d.Month() - 1) }

func (m month) first() document.Date { return document.NewDate(int(m)/12, int(m)%12+1, 1) }

// String is YYYY-MM.
func (m month) String() string { return fmt.Sprintf("%04d-%02d", int(m)/12, int(m)%12+1) }

// figure is a fraction of dated law, or why there is none.
type figure struct {
	value  exact
	why    *document.Text
	doubt  bool // its source is not confirmed: an estimate says so
	months int
	shown  money.Amount // for a person: per cent, or the factor, to six decimals
	low    money.Amount // the two indices of a factor
	high   money.Amount
}

// fine is a row of fines, or why its amounts are unknown.
type fine struct {
	catalog.FineRow
	why         *document.Text
	least, most exact // parts of the base
	days        int   // of a period, 0 when the table does not say
	doubt       bool
}

// missing is what a person must deliver.
func missing(err error) *document.Text {
	if m, ok := errors.AsType[*catalog.Missing](err); ok {
		t := m.Text()
		return &t
	}
	return &document.Text{ES: err.Error(), EN: err.Error()}
}

// unconfirmed reports a row that may warn and never fail.
func unconfirmed(v catalog.Validity) bool { return v.Confidence == "OWN" || v.Confidence == "3P" }

// rate is a fee per cent or per thousand as part of one.
func (c *Calculo) rate(code string) figure {
	row, err := c.law.Fee(code, c.opt.Pago)
	if err != nil {
		return figure{why: missing(err)}
	}
	per := map[string]int64{"por_ciento": 100, "al_millar": 1000}[row.Unit]
	if per == 0 {
		return figure{why: textf("%s: su unidad es %q y no una tasa.", "%s: its unit is %q and not a rate.", code, row.Unit)}
	}
	return figure{value: exactly(row.Value).times(fraction(1, per)), doubt: unconfirmed(row.Validity)}
}

// surcharge is the sum of the monthly rates from a month to that of payment,
// both included; one that nobody has leaves it unknown.
func (c *Calculo) surcharge(from month) figure {
	if f, ok := c.sums[from]; ok {
		return f
	}
	f := figure{value: none()}
	for m := from; m <= c.pay; m++ {
		f.months++
		row, err := c.law.Recargo(m.first())
		if err != nil {
			f.why, f.value = missing(err), exact{}
			break
		}
		f.value = f.value.plus(exactly(row.Rate))
		f.doubt = f.doubt || unconfirmed(row.Validity)
	}
	if f.why != nil {
		f.months = max(0, int(c.pay-from)+1)
	}
	f.shown = f.value.times(fraction(100, 1)).decimals(6)
	c.sums[from] = f
	return f
}

// factor is INPC of the month before payment ÷ INPC of the month before
// causation, at least one (CFF 17-A). What is paid in its own month has none.
func (c *Calculo) factor(cause month) figure {
	if c.pay <= cause {
		return figure{value: fraction(1, 1), shown: money.Int(1)}
	}
	if c.opt.Factor.Known() {
		return figure{value: exactly(c.opt.Factor), shown: c.opt.Factor}
	}
	if f, ok := c.factors[cause]; ok {
		return f
	}
	var f figure
	high, errHigh := c.law.Index((c.pay - 1).String())
	low, errLow := c.law.Index((cause - 1).String())
	switch err := errors.Join(errHigh, errLow); {
	case errHigh != nil:
		f.why = missing(errHigh)
	case err != nil:
		f.why = missing(errLow)
	default:
		f = figure{low: low.Value, high: high.Value, doubt: unconfirmed(low.Validity) || unconfirmed(high.Validity)}
		f.value = exactly(high.Value).over(exactly(low.Value))
		if f.value.known() && f.value.cmp(fraction(1, 1)) < 0 {
			f.value = fraction(1, 1)
		}
		f.shown = f.value.decimals(6)
	}
	c.factors[cause] = f
	return f
}

// fineOf is a fine on the day of payment.
func (c *Calculo) fineOf(code string) fine {
	row, err := c.law.Fine(code, c.opt.Pago)
	f := fine{FineRow: row, least: percent(row.Least), most: percent(row.Most), doubt: unconfirmed(row.Validity)}
	if err != nil {
		f.why = missing(err)
	}
	if n, err := strconv.Atoi(row.Days); err == nil && n > 0 {
		f.days = n
	}
	return f
}

// Actualiza reports whether amounts can be brought up to date at all: a person
// gave a factor, or the INPC of the month before payment is there. Without it
// an estimate is told by what it is before actualización.
func (c *Calculo) Actualiza() bool {
	if c.opt.Factor.Known() {
		return true
	}
	_, err := c.law.Index((c.pay - 1).String())
	return err == nil
}
