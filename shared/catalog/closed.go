package catalog

import (
	"fmt"

	"example.com/immex/shared/document"
)

// ClosedRow is a dated rule of non-business days (días inhábiles, CFF art.
// 12): a weekday, a day of a month, the n-th weekday of a month, or, with
// nothing else, every day of its validity.
type ClosedRow struct {
	Month, Day int // 0: any
	Weekday    int // 1 Monday to 7 Sunday, 0: any
	Nth        int // of that weekday within the month, 0: each
	Title      document.Text
	Validity
}

func addClosed(c *Catalog, m map[string]string, v Validity) error {
	r := ClosedRow{Title: document.Text{ES: m["titulo"], EN: m["title"]}, Validity: v}
	for _, f := range []struct {
		column string
		into   *int
		most   int
	}{{"mes", &r.Month, 12}, {"dia", &r.Day, 31}, {"dia_semana", &r.Weekday, 7}, {"orden", &r.Nth, 5}} {
		if m[f.column] == "" {
			continue
		}
		n, err := atoi(m[f.column])
		if err != nil {
			return err
		}
		if n < 1 || n > f.most {
			return fmt.Errorf("%s %d is not from 1 to %d", f.column, n, f.most)
		}
		*f.into = n
	}
	if r.Month == 0 && r.Day == 0 && r.Weekday == 0 && v.To == 0 {
		return fmt.Errorf("%s: a row without a day closes for ever", r.Title.ES)
	}
	c.closed = append(c.closed, r)
	return nil
}

// monday is any Monday: weekdays count from it.
const monday = document.Date(20240101)

func weekday(d document.Date) int { return (monday.DaysUntil(d)%7+7)%7 + 1 }

func (r *ClosedRow) on(d document.Date, weekday int) bool {
	return r.Holds(d) &&
		(r.Month == 0 || r.Month == d.Month()) &&
		(r.Day == 0 || r.Day == d.Day()) &&
		(r.Weekday == 0 || r.Weekday == weekday) &&
		(r.Nth == 0 || r.Nth == (d.Day()-1)/7+1)
}

// Closed says why a day is no business day; ok is false for one that is, as
// far as the table knows, and for the unknown date.
func (c *Catalog) Closed(d document.Date) (row ClosedRow, ok bool) {
	if !d.Known() {
		return ClosedRow{}, false
	}
	w := weekday(d)
	for i := range c.closed {
		if c.closed[i].on(d, w) {
			return c.closed[i], true
		}
	}
	return ClosedRow{}, false
}

// BusinessDay is the day itself, or the next business day (CFF art. 12). An
// unknown date stays unknown; so does a day no business day follows within a
// year, which only a broken table can cause.
func (c *Catalog) BusinessDay(d document.Date) document.Date {
	for range 366 {
		if _, closed := c.Closed(d); !closed {
			return d
		}
		d = d.AddDays(1)
	}
	return 0
}
