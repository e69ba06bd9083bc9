package print

import (
	"regexp"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
)

// order is how a document writes numeric dates.
type order int

const (
	orderUnknown order = iota
	orderDMY
	orderMDY
)

var (
	reISO     = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	reNumeric = regexp.MustCompile(`^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})$`)
	reDMon    = regexp.MustCompile(`^(\d{1,2})(?:ST|ND|RD|TH)?[-/. ,]*(?:DE )?([A-Z]{3,12})\.?[-/. ,]*(?:DE |DEL )?(\d{4})$`)
	reMonD    = regexp.MustCompile(`^([A-Z]{3,12})\.?[-/. ]*(\d{1,2})(?:ST|ND|RD|TH)?[-/. ,]+(\d{4})$`)
	reLayout  = regexp.MustCompile(`^\(?(DD?/MM?/(?:YYYY|AAAA|YY|AA)|MM?/DD?/(?:YYYY|AAAA|YY|AA)|DD?-MM?-(?:YYYY|AAAA)|MM?-DD?-(?:YYYY|AAAA)|D/M/Y|M/D/Y|D/M/A|M/D/A)\)?:?$`)
)

// day is what a printed date may mean.
type day struct {
	sure     document.Date // the only date it can mean; 0 when in doubt
	dmy, mdy document.Date // the two readings of an ambiguous one
}

// dateIn reads the whole text as a date; false when it is none.
func dateIn(s string) (day, bool) {
	s = strings.Join(strings.Fields(strings.ToUpper(s)), " ")
	n := func(x string) int { v, _ := strconv.Atoi(x); return v } // the patterns give digits only
	if m := reISO.FindStringSubmatch(s); m != nil {
		return certain(document.NewDate(n(m[1]), n(m[2]), n(m[3])))
	}
	if m := reNumeric.FindStringSubmatch(s); m != nil {
		a, b, y := n(m[1]), n(m[3]), n(m[4])
		d := day{dmy: document.NewDate(y, b, a), mdy: document.NewDate(y, a, b)}
		switch {
		case d.dmy == d.mdy, !d.mdy.Known():
			d.sure = d.dmy
		case !d.dmy.Known():
			d.sure = d.mdy
		}
		return d, d.dmy.Known() || d.mdy.Known()
	}
	if m := reDMon.FindStringSubmatch(s); m != nil {
		return certain(document.NewDate(n(m[3]), month(m[2]), n(m[1])))
	}
	if m := reMonD.FindStringSubmatch(s); m != nil {
		return certain(document.NewDate(n(m[3]), month(m[1]), n(m[2])))
	}
	return day{}, false
}

func certain(d document.Date) (day, bool) { return day{sure: d}, d.Known() }

// month is the number of a month named in English or Spanish by three letters
// or more; 0 for any other word.
func month(s string) int {
	for _, names := range [2]string{
		"JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER",
		"ENERO FEBRERO MARZO ABRIL MAYO JUNIO JULIO AGOSTO SEPTIEMBRE OCTUBRE NOVIEMBRE DICIEMBRE",
	} {
		for i, full := range strings.Fields(names) {
			if len(s) >= 3 && strings.HasPrefix(full, s) || s == "SEPT" && i == 8 {
				return i + 1
			}
		}
	}
	return 0
}

// proof is what a date says about the order: one that can mean one day only
// tells it for the others.
func (d day) proof(written string) order {
	if !reNumeric.MatchString(written) || d.dmy == d.mdy {
		return orderUnknown
	}
	switch {
	case d.dmy.Known() && !d.mdy.Known():
		return orderDMY
	case d.mdy.Known() && !d.dmy.Known():
		return orderMDY
	}
	return orderUnknown
}

// layoutIn reads "(MM/DD/YYYY)" beside a label.
func layoutIn(ws []word) order {
	for _, w := range ws {
		if m := reLayout.FindStringSubmatch(strings.ToUpper(w.s)); m != nil {
			if strings.HasPrefix(m[1], "D") {
				return orderDMY
			}
			return orderMDY
		}
	}
	return orderUnknown
}

// in settles an ambiguous date by the order the document proved.
func (d day) in(o order) document.Date {
	switch {
	case d.sure.Known():
		return d.sure
	case o == orderDMY:
		return d.dmy
	case o == orderMDY:
		return d.mdy
	}
	return 0
}
