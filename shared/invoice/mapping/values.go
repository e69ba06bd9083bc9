package mapping

import (
	"regexp"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

var (
	pointNumber = regexp.MustCompile(`^-?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?$`)
	commaNumber = regexp.MustCompile(`^-?(?:\d+|\d{1,3}(?:[. ]\d{3})+)?(?:,\d*)?$`)
)

// Number reads a figure as the supplier writes it: the decimal sign is that of
// the mapping, and the other sign may only stand where thousands go; without a
// decimal sign in the mapping "1,234" is in doubt. A currency sign or the
// mapping's currency may stand before or after; ok is false for anything else.
func (m *Mapping) Number(s string) (a money.Amount, ok bool) {
	s = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2212", "-").Replace(s)
	s = strings.TrimSpace(s)
	signs := []string{"US$", "$", "€", "£", "¥"}
	if m.Moneda != "" {
		signs = append(signs, m.Moneda)
	}
	for _, sign := range signs {
		s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, sign), sign))
	}
	shape, point := pointNumber, "."
	if m.Decimal == "," {
		shape, point = commaNumber, ","
	}
	if !shape.MatchString(s) || !strings.ContainsAny(s, "0123456789") {
		return money.Amount{}, false
	}
	if m.Decimal == "" && strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		return money.Amount{}, false
	}
	whole, decimals, cut := strings.Cut(s, point)
	whole = strings.NewReplacer(",", "", ".", "", " ", "").Replace(whole)
	if cut {
		whole += "." + decimals
	}
	a, err := money.Parse(whole)
	return a, err == nil && a.Known()
}

// layout is a parsed date order.
type layout struct {
	order string // of D, M and Y
	short bool   // two-digit years, of this century
}

var layoutShape = regexp.MustCompile(`^(DD?|MMM|MM?|AAAA|YYYY|AA|YY)[/.\- ](DD?|MMM|MM?)(?:[/.\- ]|, )(DD?|AAAA|YYYY|AA|YY)$`)

func parseLayout(s string) (layout, bool) {
	m := layoutShape.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(s)))
	if m == nil {
		return layout{}, false
	}
	var l layout
	for _, part := range m[1:] {
		l.short = l.short || part == "AA" || part == "YY"
		l.order += strings.ReplaceAll(part[:1], "A", "Y")
	}
	switch l.order {
	case "DMY", "MDY", "YMD":
		return l, true
	}
	return layout{}, false
}

var (
	dateParts = regexp.MustCompile(`^([A-Za-zÁÉÍÓÚáéíóú]+|\d{1,4})\.?(?:\s*[/.\-]\s*|\s+(?:de\s+)?)([A-Za-z]+|\d{1,2})\.?(?:\s*[/.\-,]\s*|\s+(?:de\s+)?)(\d{1,4})$`)
	onlyTime  = regexp.MustCompile(`^(.*\d)[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?$`)
)

// Date reads a date in the supplier's order, or as YYYY-MM-DD; a time after
// it is dropped. ok is false for anything else: an order is never guessed.
func (m *Mapping) Date(s string) (d document.Date, ok bool) {
	s = strings.TrimSpace(s)
	if t := onlyTime.FindStringSubmatch(s); t != nil {
		s = strings.TrimSpace(t[1])
	}
	if d, err := document.ParseDate(s); err == nil && d.Known() {
		return d, true
	}
	l, ok := parseLayout(m.Fecha)
	if !ok {
		return 0, false
	}
	parts := dateParts.FindStringSubmatch(s)
	if parts == nil {
		return 0, false
	}
	var year, month, day int
	for i, c := range l.order {
		text := parts[i+1]
		n, digits := whole(text)
		switch c {
		case 'D':
			day, ok = n, ok && digits && len(text) <= 2
		case 'M':
			if !digits {
				n, digits = monthNamed(text)
			}
			month, ok = n, ok && digits
		case 'Y':
			switch {
			case l.short && len(text) == 2:
				n += 2000
			case len(text) != 4:
				ok = false
			}
			year, ok = n, ok && digits
		}
	}
	d = document.NewDate(year, month, day)
	return d, ok && d.Known()
}

func whole(s string) (int, bool) {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0, false
		}
		n = n*10 + int(r-'0')
	}
	return n, s != ""
}

// monthNamed knows months in Spanish and English by at least three letters.
func monthNamed(s string) (int, bool) {
	s = strings.ToLower(s)
	if len(s) < 3 {
		return 0, false
	}
	for _, names := range [][]string{
		{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
		{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"},
	} {
		for i, name := range names {
			if strings.HasPrefix(name, s) {
				return i + 1, true
			}
		}
	}
	return 0, false
}
