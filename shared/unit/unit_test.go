package unit_test

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

const day = document.Date(20260115)

func amount(tb testing.TB, s string) money.Amount {
	tb.Helper()
	a, err := money.Parse(s)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

func TestBase(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{
		"1": "1", "2": "1", "14": "1", "16": "1", "22": "1", // mass
		"6": "6", "11": "6", "17": "6", "18": "6", "19": "6", // count
		"3": "3", "4": "4", "5": "8", "8": "8", // length, area, volume
		"7": "7", "9": "9", "10": "10", "12": "12", "13": "13", "15": "15", "20": "20", "21": "21", // of their own
		"": "", "99": "", "06": "",
	} {
		got, ok := unit.Default().Base(key, day)
		if got != want || ok != (want != "") {
			t.Errorf("base of %q is %q, %v; want %q", key, got, ok, want)
		}
	}
	if _, ok := unit.Default().Base("6", 20011231); ok {
		t.Error("a unit before the first day of its row")
	}
	if got, ok := unit.Default().Base("11", 0); got != "6" || !ok {
		t.Error("an unknown date takes the row in force")
	}
}

// TestOneBaseEach: one dimension has one base, which is a unit of the table.
func TestOneBaseEach(t *testing.T) {
	t.Parallel()
	bases := map[string]string{}
	for _, u := range catalog.Default().Units() {
		if u.Dimension == "other" {
			continue
		}
		got, ok := unit.Default().Base(u.Clave, day)
		if want := bases[u.Dimension]; !ok || want != "" && want != got {
			t.Errorf("%s %s has base %q, others of %s %q", u.Clave, u.Descripcion, got, u.Dimension, want)
		}
		bases[u.Dimension] = got
	}
	if len(bases) < 5 {
		t.Errorf("only %v", bases)
	}
}

func TestRatio(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		from, to string
		want     unit.Ratio
	}{
		{"1", "1", unit.Ratio{Num: 1, Den: 1}},
		{"14", "1", unit.Ratio{Num: 1000, Den: 1}},
		{"2", "14", unit.Ratio{Num: 1, Den: 1_000_000}},
		{"22", "2", unit.Ratio{Num: 1, Den: 5}},
		{"11", "19", unit.Ratio{Num: 250, Den: 3}},
		{"5", "8", unit.Ratio{Num: 1000, Den: 1}},
		{"8", "5", unit.Ratio{Num: 1, Den: 1000}},
		{"20", "20", unit.Ratio{Num: 1, Den: 1}},
	} {
		got, err := unit.Default().Ratio(tt.from, tt.to, day)
		if err != nil || got != tt.want {
			t.Errorf("%s to %s: %v, %v; want %v", tt.from, tt.to, got, err, tt.want)
		}
	}
}

// TestRefuses: two things that are not one, and keys nobody listed.
func TestRefuses(t *testing.T) {
	t.Parallel()
	_, err := unit.Default().Ratio("6", "1", day)
	var clash *unit.ClashError
	if !errors.As(err, &clash) {
		t.Fatal(err)
	}
	for _, s := range []string{clash.Text().ES, clash.Text().EN, clash.Error()} {
		if !strings.Contains(s, "6 Pieza") || !strings.Contains(s, "1 Kilo") {
			t.Errorf("%q does not name both units", s)
		}
	}
	for _, pair := range [][2]string{{"20", "6"}, {"9", "6"}, {"20", "21"}, {"3", "4"}, {"4", "5"}} {
		if _, err := unit.Default().Ratio(pair[0], pair[1], day); !errors.As(err, &clash) {
			t.Errorf("%v: %v", pair, err)
		}
	}
	var unknown *unit.UnknownError
	for _, pair := range [][2]string{{"99", "1"}, {"1", ""}, {"99", "99"}} {
		if _, err := unit.Default().Convert(1, pair[0], pair[1], day, nil); !errors.As(err, &unknown) || !strings.Contains(unknown.Text().ES, pair[1]) {
			t.Errorf("%v: %v", pair, err)
		}
	}
	if _, err := unit.Default().Convert(1, "1", "1", 20011231, nil); !errors.As(err, &unknown) {
		t.Errorf("before the table: %v", err)
	}
}

func TestConvert(t *testing.T) {
	t.Parallel()
	weight := []unit.Factor{{From: "6", To: "1", Rate: amount(t, "0.0125"), Evidence: "FT-10"}}
	pack := []unit.Factor{{From: "20", To: "11", Rate: amount(t, "0.012")}}
	for name, tt := range map[string]struct {
		q        quantity.Micros
		from, to string
		factors  []unit.Factor
		want     quantity.Micros
	}{
		"the same unit":                {7, "6", "6", nil, 7},
		"tons to kilos":                {2_000_000, "14", "1", nil, 2_000_000_000},
		"litres to cubic metres":       {1_500, "8", "5", nil, 2}, // 1.5 millionths, half up
		"a third of a dozen":           {4_000_000, "6", "19", nil, 333_333},
		"half a millionth goes up":     {500, "2", "1", nil, 1},
		"below half goes down":         {499, "2", "1", nil, 0},
		"by the part's factor":         {3_000_000, "6", "1", weight, 37_500},
		"back":                         {37_500, "1", "6", weight, 3_000_000},
		"base units on both sides":     {2_000_000, "11", "2", weight, 25_000_000_000},
		"and back":                     {25_000_000_000, "2", "11", weight, 2_000_000},
		"a box of twelve":              {1_000_000, "20", "6", pack, 12_000_000},
		"a factor does not touch SI":   {1_000_000, "14", "1", []unit.Factor{{From: "14", To: "1", Rate: amount(t, "907")}}, 1_000_000_000},
		"two factors that agree":       {1_000_000, "6", "1", append(weight, unit.Factor{From: "1", To: "6", Rate: amount(t, "80")}), 12_500},
		"an empty one does not count":  {1_000_000, "6", "1", append([]unit.Factor{{From: "6", To: "1"}}, weight...), 12_500},
		"nor one of other dimensions":  {1_000_000, "6", "1", append(pack, weight...), 12_500},
		"more digits than 64 bits":     {9_000_000, "6", "1", []unit.Factor{{From: "1", To: "6", Rate: amount(t, "1.234567890123456789")}}, 7_290_000},
		"the largest that fits":        {math.MaxInt64, "2", "1", nil, (math.MaxInt64 + 500) / 1000},
		"nothing is nothing anywhere":  {0, "14", "2", nil, 0},
		"a pair of the plant's saying": {1_000_000, "9", "6", []unit.Factor{{From: "9", To: "6", Rate: amount(t, "2")}}, 2_000_000},
	} {
		got, err := unit.Default().Convert(tt.q, tt.from, tt.to, day, tt.factors)
		if err != nil || got != tt.want {
			t.Errorf("%s: %v, %v; want %v", name, int64(got), err, int64(tt.want))
		}
	}
}

func TestConvertRefuses(t *testing.T) {
	t.Parallel()
	weight := unit.Factor{From: "6", To: "1", Rate: amount(t, "0.0125"), Evidence: "FT-10"}
	heavy := unit.Factor{From: "1", To: "6", Rate: amount(t, "79"), Evidence: "pesaje"}
	_, err := unit.Default().Convert(1, "6", "1", day, []unit.Factor{weight, heavy})
	var factors *unit.FactorsError
	if !errors.As(err, &factors) || !strings.Contains(factors.Text().ES, "0.0125") || !strings.Contains(err.Error(), "pesaje") {
		t.Errorf("two factors that disagree: %v", err)
	}
	for name, tt := range map[string]struct {
		q        quantity.Micros
		from, to string
		factors  []unit.Factor
	}{
		"too much":             {math.MaxInt64, "14", "1", nil},
		"too much by a factor": {math.MaxInt64, "6", "1", []unit.Factor{{From: "1", To: "6", Rate: amount(t, "0.1234567890123456789")}}},
		"below zero":           {-1, "6", "6", nil},
	} {
		if got, err := unit.Default().Convert(tt.q, tt.from, tt.to, day, tt.factors); !errors.Is(err, quantity.ErrRange) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if _, err := unit.Default().Convert(1, "6", "3", day, []unit.Factor{weight}); err == nil {
		t.Error("a factor to kilos made metres")
	}
}

// drawUnits draws units of one dimension.
func drawUnits(rt *rapid.T, n int) []string {
	groups := [][]string{{"1", "2", "14", "16", "22"}, {"6", "11", "17", "18", "19"}, {"5", "8"}}
	group := rapid.SampledFrom(groups).Draw(rt, "dimension")
	keys := make([]string, n)
	for i := range keys {
		keys[i] = rapid.SampledFrom(group).Draw(rt, "unit")
	}
	return keys
}

// TestRatiosCompose: from a to b to c is from a to c, exactly, and back is one.
func TestRatiosCompose(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		u := drawUnits(rt, 3)
		rat := func(from, to string) *big.Rat {
			r, err := unit.Default().Ratio(from, to, day)
			if err != nil {
				rt.Fatal(err)
			}
			return big.NewRat(r.Num, r.Den)
		}
		if via := new(big.Rat).Mul(rat(u[0], u[1]), rat(u[1], u[2])); via.Cmp(rat(u[0], u[2])) != 0 {
			rt.Errorf("%v: %s by way of the second, %s without", u, via, rat(u[0], u[2]))
		}
		if back := new(big.Rat).Mul(rat(u[0], u[1]), rat(u[1], u[0])); back.Cmp(big.NewRat(1, 1)) != 0 {
			rt.Errorf("%v there and back is %s", u, back)
		}
	})
}

// TestRoundTrip: into the finer unit and back is the same to a millionth, and
// every conversion is the nearest millionth to the exact value.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		u := drawUnits(rt, 2)
		q := quantity.Micros(rapid.Int64Range(0, 1_000_000_000_000).Draw(rt, "q"))
		weight := unit.Factor{From: "6", To: "1", Rate: money.FromMicros(rapid.Int64Range(1, 5_000_000).Draw(rt, "weight"))}
		r, err := unit.Default().Ratio(u[0], u[1], day)
		if err != nil {
			rt.Fatal(err)
		}
		there, err := unit.Default().Convert(q, u[0], u[1], day, nil)
		if err != nil {
			rt.Fatal(err)
		}
		off := new(big.Rat).Sub(new(big.Rat).SetInt64(int64(there)), new(big.Rat).Mul(new(big.Rat).SetInt64(int64(q)), big.NewRat(r.Num, r.Den)))
		if off.Cmp(big.NewRat(1, 2)) > 0 || off.Cmp(big.NewRat(-1, 2)) <= 0 {
			rt.Errorf("%v %v: %v is off by %s", q, u, there, off)
		}
		if r.Num < r.Den {
			return // the coarser unit keeps less
		}
		back, err := unit.Default().Convert(there, u[1], u[0], day, nil)
		if err != nil || back-q > 1 || q-back > 1 {
			rt.Errorf("%v %v there and back: %v, %v", q, u, back, err)
		}
		pieces, err := unit.Default().Rate("6", "1", day, []unit.Factor{weight})
		kilos, errBack := unit.Default().Rate("1", "6", day, []unit.Factor{weight})
		if err != nil || errBack != nil || new(big.Rat).Mul(pieces, kilos).Cmp(big.NewRat(1, 1)) != 0 {
			rt.Errorf("%s there and %s back", pieces, kilos)
		}
	})
}

func BenchmarkConvert(b *testing.B) {
	weight := []unit.Factor{{From: "6", To: "1", Rate: amount(b, "0.0125")}}
	t := unit.Default()
	for name, to := range map[string]string{"dimension": "11", "factor": "2"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := t.Convert(123_456_789, "6", to, day, weight); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
