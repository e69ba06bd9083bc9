package quantity_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

func TestFrom(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]quantity.Micros{
		"1": 1_000_000, "0": 0, ".500": 500_000, "0.000001": 1, "9223372036854.775807": math.MaxInt64, "2.5000000": 2_500_000,
	} {
		a, err := money.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := quantity.From(a); err != nil || got != want {
			t.Errorf("From(%s) = %d, %v; want %d", in, got, err, want)
		}
	}
	for _, in := range []string{"", "-1", "0.0000001", "9223372036854.8"} {
		a, err := money.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := quantity.From(a); !errors.Is(err, quantity.ErrRange) {
			t.Errorf("From(%q) = %d, %v: the books cannot hold it exactly", in, got, err)
		}
	}
}

func TestString(t *testing.T) {
	t.Parallel()
	for m, want := range map[quantity.Micros]string{
		0: "0", 1: "0.000001", -1: "-0.000001", 1_500_000: "1.5", -2_000_000: "-2",
		math.MaxInt64: "9223372036854.775807", math.MinInt64: "-9223372036854.775808",
	} {
		if got := m.String(); got != want {
			t.Errorf("%d prints %q, want %q", int64(m), got, want)
		}
	}
}

// TestMulDiv compares with rationals, rounded half up once.
func TestMulDiv(t *testing.T) {
	t.Parallel()
	size := rapid.OneOf(rapid.Int64Range(0, 1000), rapid.Int64Range(0, math.MaxInt64))
	rapid.Check(t, func(t *rapid.T) {
		m, num := size.Draw(t, "m"), size.Draw(t, "num")
		den := size.Filter(func(n int64) bool { return n > 0 }).Draw(t, "den")
		want := new(big.Int).Mul(big.NewInt(m), big.NewInt(num))
		want.Mul(want, big.NewInt(2)).Add(want, big.NewInt(den)).Div(want, new(big.Int).Mul(big.NewInt(2), big.NewInt(den)))
		got, err := quantity.Micros(m).MulDiv(quantity.Micros(num), quantity.Micros(den))
		if fits := want.IsInt64(); fits != (err == nil) || fits && want.Int64() != int64(got) {
			t.Fatalf("%d×%d÷%d = %d, %v; want %s", m, num, den, got, err, want)
		}
	})
}

func TestMulDivRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range [][3]quantity.Micros{{1, 1, 0}, {-1, 1, 1}, {1, -1, 1}, {1, 1, -1}, {math.MaxInt64, 2, 1}} {
		if got, err := tt[0].MulDiv(tt[1], tt[2]); !errors.Is(err, quantity.ErrRange) {
			t.Errorf("%v gives %d, %v", tt, got, err)
		}
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := quantity.Micros(rapid.Int64Range(-math.MaxInt64, math.MaxInt64).Draw(t, "m"))
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var again quantity.Micros
		if err := json.Unmarshal(b, &again); err != nil || again != m {
			t.Fatalf("%d is %s, back %d, %v", m, b, again, err)
		}
	})
	for _, in := range []string{"null", "1", `"0.0000001"`, `"x"`} {
		m := quantity.Micros(7)
		if err := m.UnmarshalJSON([]byte(in)); err == nil {
			t.Errorf("%s reads as %s", in, m)
		}
	}
}
