package flow

import (
	"cmp"
	"encoding/json"
	"strings"
	"time"
)

// kindTest is one of the Is… words; nil when unsupported.
func kindTest(word string) func(*path, scope) bool {
	var of func(v any, present bool) bool
	switch word {
	case "IsPresent":
		of = func(_ any, present bool) bool { return present }
	case "IsNull":
		of = func(v any, present bool) bool { return present && v == nil }
	case "IsString":
		of = func(v any, _ bool) bool { _, ok := v.(string); return ok }
	case "IsNumeric":
		of = func(v any, _ bool) bool { _, ok := v.(json.Number); return ok }
	case "IsBoolean":
		of = func(v any, _ bool) bool { _, ok := v.(bool); return ok }
	default:
		return nil
	}
	return func(p *path, s scope) bool {
		v, err := p.eval(s)
		return of(v, err == nil)
	}
}

// comparison finds a word such as NumericLessThanPath; values of another type
// than the word's compare as false. nil means unsupported.
func comparison(word string) func(a, b any) bool {
	word = strings.TrimSuffix(word, "Path")
	switch word {
	case "BooleanEquals":
		return func(a, b any) bool { x, ok := a.(bool); return ok && x == b }
	case "StringMatches":
		return func(a, b any) bool {
			x, ok := a.(string)
			pattern, okB := b.(string)
			return ok && okB && glob(pattern, x)
		}
	}
	for _, kind := range []struct {
		name  string
		order func(a, b any) (int, bool)
	}{{"String", orderText}, {"Numeric", orderNumber}, {"Timestamp", orderTime}} {
		relation, ok := strings.CutPrefix(word, kind.name)
		if holds := relationOf(relation); ok && holds != nil {
			return func(a, b any) bool {
				n, ok := kind.order(a, b)
				return ok && holds(n)
			}
		}
	}
	return nil
}

func relationOf(word string) func(n int) bool {
	switch word {
	case "Equals":
		return func(n int) bool { return n == 0 }
	case "LessThan":
		return func(n int) bool { return n < 0 }
	case "LessThanEquals":
		return func(n int) bool { return n <= 0 }
	case "GreaterThan":
		return func(n int) bool { return n > 0 }
	case "GreaterThanEquals":
		return func(n int) bool { return n >= 0 }
	}
	return nil
}

func orderText(a, b any) (int, bool) {
	x, okX := a.(string)
	y, okY := b.(string)
	return strings.Compare(x, y), okX && okY
}

// orderNumber compares as Step Functions does, in double precision; the
// workflow compares counts and never amounts.
func orderNumber(a, b any) (int, bool) {
	x, okX := a.(json.Number)
	y, okY := b.(json.Number)
	if !okX || !okY {
		return 0, false
	}
	left, errL := x.Float64()
	right, errR := y.Float64()
	return cmp.Compare(left, right), errL == nil && errR == nil
}

func orderTime(a, b any) (int, bool) {
	x, okX := a.(string)
	y, okY := b.(string)
	if !okX || !okY {
		return 0, false
	}
	left, errL := time.Parse(time.RFC3339, x)
	right, errR := time.Parse(time.RFC3339, y)
	return left.Compare(right), errL == nil && errR == nil
}

// glob matches text against a pattern whose only wildcard is *.
func glob(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == text
	}
	first, last := parts[0], parts[len(parts)-1]
	text, ok := strings.CutPrefix(text, first)
	if !ok || !strings.HasSuffix(text, last) {
		return false
	}
	text = strings.TrimSuffix(text, last)
	for _, part := range parts[1 : len(parts)-1] {
		if _, text, ok = strings.Cut(text, part); !ok {
			return false
		}
	}
	return true
}
