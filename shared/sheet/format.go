package sheet

import (
	"regexp"
	"slices"
	"strings"
)

// shape is what a number format makes of a number.
type shape uint8

const (
	shapeNumber shape = iota
	shapeDate
	shapeTime    // a time of day or a duration, without a date
	shapePercent // shown times a hundred
	shapeScaled  // shown in thousands or millions
	shapePadded  // shown with leading zeros
	shapeOther   // shown as another figure than it stores, or not at all
)

// builtin are the number formats a file may use without spelling them out
// (ECMA-376, 18.8.30), with those that East Asian and Thai Excel adds.
func builtin(id int) shape {
	switch {
	case id == 9 || id == 10:
		return shapePercent
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return shapeDate
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47, id == 55, id == 56:
		return shapeTime
	}
	return shapeNumber
}

var (
	literal  = regexp.MustCompile(`^(?:"[^"]*"|\\.|_.|\*.|\[(?:\$[^\]]*|[A-Za-z]+\d*|[<>=][^\]]*)\])`)
	elapsed  = regexp.MustCompile(`(?i)\[(?:h+|m+|s+)\]`)
	scaled   = regexp.MustCompile(`[0#?],+(?:[^0#?,]|$)`)
	fraction = regexp.MustCompile(`s\.0+`) // of a second
	onlyZero = regexp.MustCompile(`^0{2,}$`)
)

// section is one part of a number format: the code, and the text it adds.
type section struct{ code, text string }

// sections splits a format into its parts: for all numbers, or for positive
// ones, negative ones, zero and text.
func sections(code string) []section {
	var out []section
	var now section
	for code != "" {
		if at := literal.FindStringIndex(code); at != nil {
			lit := code[:at[1]]
			switch {
			case lit[0] == '"':
				now.text += strings.Trim(lit, `"`)
			case lit[0] == '\\':
				now.text += lit[1:]
			case strings.HasPrefix(lit, "[$"):
				sign, _, _ := strings.Cut(strings.Trim(lit, "[$]"), "-")
				now.text += sign
			}
			code = code[at[1]:]
			continue
		}
		if code[0] == ';' {
			out, now = append(out, now), section{}
		} else {
			now.code += code[:1]
		}
		code = code[1:]
	}
	return append(out, now)
}

// multiples are the texts behind a figure that make a thousand or a million
// of it, or may.
func multiples() []string {
	return []string{
		"k", "m", "mm", "b", "bn", "t", "mil", "miles", "thousand", "thousands", "mill", "mills", "million", "millions",
		"millón", "millones", "mdd", "mdp", "dozen", "docena", "docenas",
	}
}

// misleads reports a part that shows another figure than the one stored, or
// none: digits, signs of per cent or words of thousands written as text.
func (s *section) misleads() bool {
	word := strings.Trim(strings.ToLower(s.text), " .·()")
	return strings.ContainsAny(s.text, "0123456789%‰") || slices.Contains(multiples(), word) ||
		!strings.ContainsAny(s.code, "0#?@yYdDmMhHsSaA") && !strings.EqualFold(strings.TrimSpace(s.code), "general")
}

// maxFormat bounds a number format: Excel's own limit.
const maxFormat = 255

// custom reads a number format a file spells out. Its first section tells the
// shape; the others are for negatives, zero and text.
func custom(format string) shape {
	if elapsed.MatchString(format) {
		return shapeTime
	}
	if len(format) > maxFormat {
		return shapeOther
	}
	parts := sections(format)
	got := parts[0].shape()
	if got == shapeDate || got == shapeTime {
		return got
	}
	for i := range parts {
		// An accountant shows zero as a dash, and text as it is.
		if i < 2 && parts[i].misleads() || scaled.MatchString(parts[i].code) && got != shapeScaled ||
			i < 2 && strings.Contains(parts[i].code, "%") != (got == shapePercent) {
			return shapeOther
		}
	}
	if strings.Contains(format, "[<") || strings.Contains(format, "[>") || strings.Contains(format, "[=") {
		return got // what the second part shows is not for negatives
	}
	if len(parts) > 1 && !strings.ContainsAny(parts[1].code+parts[1].text, "-(") && !coloured.MatchString(format) {
		return shapeOther // a negative shown as if it were none
	}
	return got
}

// coloured is a part for negatives that tells them by their colour.
var coloured = regexp.MustCompile(`(?i);[^;]*\[(?:red|rojo|color ?\d+)\]`)

func (s *section) shape() shape {
	code := s.code
	if strings.EqualFold(strings.TrimSpace(code), "general") || strings.TrimSpace(code) == "@" {
		return shapeNumber
	}
	low := fraction.ReplaceAllString(strings.ToLower(code), "s")
	switch {
	case onlyZero.MatchString(code):
		return shapePadded
	case strings.ContainsAny(low, "yda") && !strings.ContainsAny(low, "0#?"):
		return shapeDate
	case strings.ContainsAny(low, "hs") && !strings.ContainsAny(low, "#?"):
		return shapeTime
	case strings.Contains(low, "mmm") || strings.Contains(low, "m") && !strings.ContainsAny(low, "0#?"):
		return shapeDate
	case strings.Contains(code, "%"):
		return shapePercent
	case scaled.MatchString(code):
		return shapeScaled
	}
	return shapeNumber
}
