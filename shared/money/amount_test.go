package money_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/money"
)

func parse(t interface {
	Helper()
	Fatal(...any)
}, s string,
) money.Amount {
	t.Helper()
	a, err := money.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestParse(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in, minimal, written string
		known                bool
	}{
		{"", "", "", false},
		{"   ", "", "", false},
		{"0", "0", "0", true},
		{".500", "0.5", "0.500", true},
		{"12.", "12", "12", true},
		{" 17.06330 ", "17.0633", "17.06330", true},
		{"-3.10", "-3.1", "-3.10", true},
		{"0007", "7", "7", true},
		{"9223372036854775807", "9223372036854775807", "9223372036854775807", true},
		{"0.0000000000000000001", "0.0000000000000000001", "0.0000000000000000001", true},
	} {
		a, err := money.Parse(tt.in)
		if err != nil || a.String() != tt.minimal || a.Written() != tt.written || a.Known() != tt.known {
			t.Errorf("Parse(%q) = %q, %q, known %v, %v; want %q, %q, %v", tt.in, a.String(), a.Written(), a.Known(), err, tt.minimal, tt.written, tt.known)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]error{
		"-": money.ErrSyntax, ".": money.ErrSyntax, "1,000": money.ErrSyntax, "1e3": money.ErrSyntax,
		"+1": money.ErrSyntax, "1.2.3": money.ErrSyntax, "1 000": money.ErrSyntax, "--1": money.ErrSyntax,
		"NaN": money.ErrSyntax, "٣": money.ErrSyntax, "$1": money.ErrSyntax,
		"92233720368547758080": money.ErrRange, "9223372036854775808": money.ErrRange,
		"0." + strings.Repeat("0", 20): money.ErrRange,
	} {
		if a, err := money.Parse(in); !errors.Is(err, want) || a.Known() {
			t.Errorf("Parse(%q) = %q, %v; want %v", in, a, err, want)
		}
	}
}

// TestUnknownIsNotZero: what a source did not give never becomes a number.
func TestUnknownIsNotZero(t *testing.T) {
	t.Parallel()
	var unknown money.Amount
	if unknown.Equal(money.Int(0)) || !unknown.Equal(money.Amount{}) {
		t.Error("unknown compares as zero")
	}
	for name, op := range map[string]func(money.Amount) (money.Amount, error){
		"add": unknown.Add, "sub": unknown.Sub, "mul": unknown.Mul,
		"add to": money.Int(5).Add,
	} {
		with := money.Int(1)
		if name == "add to" {
			with = unknown
		}
		if got, err := op(with); err != nil || got.Known() {
			t.Errorf("%s: %q known %v, %v", name, got, got.Known(), err)
		}
	}
	if _, ok := unknown.Micros(); ok {
		t.Error("unknown has millionths")
	}
	if b, err := json.Marshal(unknown); err != nil || string(b) != "null" {
		t.Errorf("unknown marshals as %s, %v", b, err)
	}
}

func TestMicros(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in string
		n  int64
		ok bool
	}{
		{"1", 1_000_000, true},
		{"0.000001", 1, true},
		{"-0.000001", -1, true},
		{"1.0000000000", 1_000_000, true}, // zeros are no decimals
		{"0.0000001", 0, false},
		{"9223372036854.775807", 1<<63 - 1, true},
		{"9223372036854.8", 0, false},
		{"9223372036855", 0, false},
		{"", 0, false},
	} {
		if n, ok := parse(t, tt.in).Micros(); n != tt.n || ok != tt.ok {
			t.Errorf("Micros(%s) = %d, %v; want %d, %v", tt.in, n, ok, tt.n, tt.ok)
		}
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{`null`: "", `"17.06330"`: "17.0633", `"-1"`: "-1", `""`: ""} {
		var a money.Amount
		if err := json.Unmarshal([]byte(in), &a); err != nil || a.String() != want {
			t.Errorf("%s reads as %q, %v; want %q", in, a, err, want)
		}
	}
	for _, in := range []string{`1.5`, `"1e5"`, `true`, `"1`, `["1"]`} {
		a := money.Int(9)
		if err := json.Unmarshal([]byte(in), &a); err == nil {
			t.Errorf("%s reads as %q: a JSON number may have been a float", in, a)
		}
	}
}

// decimalText draws a plain decimal of up to nine digits and six decimals, so
// that the model below never has to think of the limit.
func decimalText(t *rapid.T, label string) string {
	return rapid.StringMatching(`-?[0-9]{1,9}(\.[0-9]{1,6})?`).Draw(t, label)
}

// TestArithmetic compares with rationals.
func TestArithmetic(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x, y := decimalText(t, "x"), decimalText(t, "y")
		a, b := parse(t, x), parse(t, y)
		p, _ := new(big.Rat).SetString(x)
		q, _ := new(big.Rat).SetString(y)
		for name, tt := range map[string]struct {
			got  func(money.Amount) (money.Amount, error)
			want *big.Rat
		}{
			"+": {a.Add, new(big.Rat).Add(p, q)},
			"-": {a.Sub, new(big.Rat).Sub(p, q)},
			"*": {a.Mul, new(big.Rat).Mul(p, q)},
		} {
			got, err := tt.got(b)
			if err != nil && name == "*" {
				if tt.want.Num().CmpAbs(big.NewInt(1<<60)) < 0 && a.Scale()+b.Scale() == 0 {
					t.Fatalf("%s * %s: %v", x, y, err)
				}
				continue // more digits than fit: refused, never rounded
			}
			if err != nil {
				t.Fatalf("%s %s %s: %v", x, name, y, err)
			}
			if r, _ := new(big.Rat).SetString(got.Written()); r.Cmp(tt.want) != 0 {
				t.Fatalf("%s %s %s = %s, want %s", x, name, y, got.Written(), tt.want.RatString())
			}
		}
		if a.Cmp(b) != p.Cmp(q) || a.Sign() != p.Sign() || a.Equal(b) != (p.Cmp(q) == 0) || a.Abs().Sign() < 0 {
			t.Fatalf("%s and %s compare as %d, sign %d", x, y, a.Cmp(b), a.Sign())
		}
		if n, ok := a.Micros(); !ok || !money.FromMicros(n).Equal(a) {
			t.Fatalf("%s is %d millionths, back %s", x, n, money.FromMicros(n))
		}
	})
}

// TestNothingIsRounded: a result that needs more than 19 digits is refused,
// not cut; the library rounds unless it is told what must survive.
func TestNothingIsRounded(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ op, a, b, want string }{
		{"+", "999999999999999999", "0.001", ""},
		{"-", "999999999999999999", "0.001", ""},
		{"*", "1.2345678901", "1.2345678901", ""},
		{"*", "1.5000000000000", "2.0000000000", "3"},
		{"+", "99999999999999999.0", "0.10", "99999999999999999.1"},
		{"*", "0.0000000001", "0.00000000001", ""},
		{"*", "9999999999", "9999999999", ""},
	} {
		a, b := parse(t, tt.a), parse(t, tt.b)
		op := map[string]func(money.Amount) (money.Amount, error){"+": a.Add, "-": a.Sub, "*": a.Mul}[tt.op]
		got, err := op(b)
		if got.String() != tt.want || (tt.want == "") != errors.Is(err, money.ErrRange) {
			t.Errorf("%s %s %s = %q, %v; want %q", tt.a, tt.op, tt.b, got, err, tt.want)
		}
	}
}

func TestScaleIsKept(t *testing.T) {
	t.Parallel()
	sum, err := parse(t, "1.50").Add(parse(t, "2.5"))
	if err != nil || sum.Written() != "4.00" || sum.String() != "4" {
		t.Errorf("1.50 + 2.5 is written %q, %v", sum.Written(), err)
	}
}

func TestSum(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		in   []string
		want string
		ok   bool
	}{
		"nothing is no total":       {nil, "", false},
		"known":                     {[]string{"1.5", "2", "-0.5"}, "3", true},
		"one unknown":               {[]string{"1", "", "2"}, "", false},
		"zero is a total":           {[]string{"0"}, "0", true},
		"what does not fit":         {[]string{"9223372036854775799", "9223372036854775799"}, "", false},
		"a failure is not undone":   {[]string{"9223372036854775799", "9223372036854775799", "1"}, "", false},
		"decimals line up":          {[]string{"0.1", "0.02", "0.003"}, "0.123", true},
		"unknown first, known then": {[]string{"", "7"}, "", false},
	} {
		var s money.Sum
		for _, in := range tt.in {
			s.Add(parse(t, in))
		}
		if got, ok := s.Total(); ok != tt.ok || ok && got.String() != tt.want {
			t.Errorf("%s: %q, %v; want %q, %v", name, got, ok, tt.want, tt.ok)
		}
	}
}

func TestWithin(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b, tol string
		want      bool
	}{
		{"1.00", "1.01", "0.01", true},
		{"1.00", "1.02", "0.01", false},
		{"1.02", "1.00", "0.01", false},
		{"", "1", "5", false},
		{"1", "", "5", false},
	} {
		if got := money.Within(parse(t, tt.a), parse(t, tt.b), parse(t, tt.tol)); got != tt.want {
			t.Errorf("|%s-%s| within %s: %v", tt.a, tt.b, tt.tol, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", ".500", "12.", "-3.10", "1e5", "9223372036854775807", "0.0000000000000000001", "--", "1.2.3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := money.Parse(s)
		if err != nil || !a.Known() {
			return
		}
		again, err := money.Parse(a.Written())
		if err != nil || !again.Equal(a) || again.Scale() != a.Scale() {
			t.Errorf("%q is written %q, which reads as %q, %v", s, a.Written(), again.Written(), err)
		}
	})
}
