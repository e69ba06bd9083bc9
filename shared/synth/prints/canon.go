package prints

import (
	"strconv"
	"strings"
)

// kind says how a printed text is read.
type kind int

const (
	kText   kind = iota
	kAmount      // 1,234.50 or $1234.5
	kDate        // 31/12/2026 or 31-12-2026
	kUnit        // 06 is 6
	kTax         // IGI/IGE is IGI
	kNumber      // 15 digits in groups
	kCode        // blanks inside do not count
	kSeq         // 001 is 1
	kJoin        // lines of one number, without blanks between them
)

// canon is the value a reader must deliver for a printed text, "" when the
// text is none of its kind.
func canon(k kind, s string) string {
	s = strings.TrimSpace(s)
	switch k {
	case kAmount:
		return plainNumber(s)
	case kDate:
		return isoOf(s)
	case kUnit, kSeq:
		if n, err := strconv.Atoi(s); err == nil {
			return strconv.Itoa(n)
		}
		return s
	case kTax:
		return taxKey(s)
	case kNumber, kCode, kJoin:
		if k == kJoin {
			return strings.ReplaceAll(s, " ", "")
		}
		return strings.NewReplacer(" ", "", "-", "").Replace(s)
	default:
		return strings.Join(strings.Fields(s), " ")
	}
}

func plainNumber(s string) string {
	s = strings.NewReplacer(",", "", "$", "", " ", "").Replace(s)
	if s == "" || strings.Trim(s, "0123456789.-") != "" || strings.Count(s, ".") > 1 {
		return ""
	}
	if strings.Contains(s, ".") {
		s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	for len(s) > 1 && s[0] == '0' && s[1] != '.' {
		s = s[1:]
	}
	if strings.HasPrefix(s, ".") {
		s = "0" + s
	}
	if s == "" {
		return "0"
	}
	return s
}

// isoOf turns DD/MM/YYYY into YYYY-MM-DD, "" when there is no such day.
func isoOf(s string) string {
	p := strings.FieldsFunc(s, func(c rune) bool { return c == '/' || c == '-' })
	if len(p) != 3 || len(p[0]) != 2 || len(p[1]) != 2 || len(p[2]) != 4 {
		return ""
	}
	d, err1 := strconv.Atoi(p[0])
	m, err2 := strconv.Atoi(p[1])
	y, err3 := strconv.Atoi(p[2])
	if err1 != nil || err2 != nil || err3 != nil || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return ""
	}
	return p[2] + "-" + p[1] + "-" + p[0]
}

func daysIn(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	default:
		return 31
	}
}

// taxKey is the abbreviation of Apéndice 12 behind a printed concept.
func taxKey(s string) string {
	if _, rest, ok := strings.Cut(s, " "); ok && strings.Trim(s[:len(s)-len(rest)-1], "0123456789") == "" {
		s = rest // "15 PRV"
	}
	switch s {
	case "IGI/IGE", "IGE":
		return "IGI"
	case "IVA PRV":
		return "IVA/PRV"
	case "C.C.":
		return "CC"
	}
	return s
}

// dated writes an ISO date as prints do.
func dated(iso, sep string) string {
	if len(iso) != 10 {
		return iso
	}
	return iso[8:] + sep + iso[5:7] + sep + iso[:4]
}
