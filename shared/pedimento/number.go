package pedimento

import (
	"regexp"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
)

// Number is the 15-digit key: year of validation (two digits), first two of
// the aduana, patente, seven digits. "" when any part is malformed.
func Number(year int, aduana, patente, documento string) string {
	if len(aduana) < 2 || len(patente) != 4 || len(documento) != 7 || year < 1 {
		return ""
	}
	n := string([]byte{'0' + byte(year/10%10), '0' + byte(year%10)}) + aduana[:2] + patente + documento
	if !digits(n) {
		return ""
	}
	return n
}

// YearFor is the year of validation when the source does not print it: the
// latest year ≤ payment year whose last digit is the first of the seven
// (design, Vocabulary; evidence "computed"). 0 when it cannot be told.
func YearFor(documento string, pago document.Date) int {
	if len(documento) != 7 || !pago.Known() || documento[0] < '0' || documento[0] > '9' {
		return 0
	}
	last := int(documento[0] - '0')
	return pago.Year() - ((pago.Year()%10 - last + 10) % 10)
}

// ParseNumber accepts any spacing or dashes between the groups and gives the
// 15 digits; ok is false for anything else.
func ParseNumber(s string) (number string, ok bool) {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == ' ' || r == '-' || r == '\t' || r == '\u00a0':
		default:
			return "", false
		}
	}
	if b.Len() != 15 {
		return "", false
	}
	return b.String(), true
}

// grouped is a number as it is printed and spoken of, in groups with spaces or
// hyphens between them: the year and the aduana may be left out, and the aduana may
// have its section behind it, which is no part of the number.
var grouped = regexp.MustCompile(`\b(?:(?:(\d{2})[\s\x{00a0}-]+)?(\d{2})\d?[\s\x{00a0}-]+)?(\d{4})[\s\x{00a0}-]+(\d{7})\b`)

// spaced is digits with spaces or hyphens among them.
var spaced = regexp.MustCompile(`\d+(?:[\s\x{00a0}-]+\d+)+`)

// Joined is a text that somebody typed with the numbers of pedimentos in it
// written as the books have them, whatever stood between their digits; what is no
// such number stays.
func Joined(s string) string {
	s = grouped.ReplaceAllString(s, "$1$2$3$4")
	return spaced.ReplaceAllStringFunc(s, func(run string) string {
		if first := strings.IndexAny(run, " \t\r\n\v\f-\u00a0"); first == len("38074004321") || first == len("4738074004321") {
			return run // a number without its year: what follows it is a partida
		}
		for i := range len(run) {
			if n, ok := ParseNumber(run[:i+1]); ok && (i+1 == len(run) || run[i+1] < '0' || run[i+1] > '9') {
				return n + run[i+1:]
			}
		}
		return run
	})
}

// Grouped reports a text that begins with a whole number in its groups, which may have
// the section of the aduana among them.
func Grouped(s string) bool {
	m := grouped.FindStringSubmatchIndex(s)
	return m != nil && m[0] == 0 && m[2] == 0 // the year is there
}

// Split gives the parts of a 15-digit number: two-digit year, two-digit
// aduana, patente, seven digits.
func Split(number string) (year, aduana, patente, documento string) {
	if len(number) != 15 {
		return "", "", "", ""
	}
	return number[:2], number[2:4], number[4:8], number[8:]
}

// PadInt restores the leading zeros of a number that a source stored as an
// integer; text that is not all digits, or too long, comes back unchanged.
func PadInt(s string, width int) string {
	if s == "" || len(s) >= width || !digits(s) {
		return s
	}
	return strings.Repeat("0", width-len(s)) + s
}

// UnitKey is an Apéndice 7 key without leading zeros ("06" is "6").
func UnitKey(s string) string {
	if n, err := strconv.Atoi(s); err == nil && n >= 0 {
		return strconv.Itoa(n)
	}
	return s
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
