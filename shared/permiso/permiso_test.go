package permiso_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/permiso"
	"example.com/immex/shared/unit"
)

func amount(tb testing.TB, s string) money.Amount {
	tb.Helper()
	if s == "" {
		return money.Amount{}
	}
	a, err := money.Parse(s)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

// auth is a permit of 1,000 kilos and 5,000 dollars for 2026.
func auth(tb testing.TB, change ...func(*permiso.Authorisation)) permiso.Authorisation {
	tb.Helper()
	a := permiso.Authorisation{
		Kind: permiso.KindPermit, Fraccion: "7208", Number: "0452-26", Unit: "1",
		Quantity: amount(tb, "1000"), Value: amount(tb, "5000"), From: 20260101, To: 20261231,
	}
	for _, c := range change {
		c(&a)
	}
	return a
}

func use(tb testing.TB, on document.Date, measure, qty, value string) permiso.Use {
	tb.Helper()
	return permiso.Use{
		Pedimento: "262432106000" + on.String()[5:7] + "1", Partida: 1, Fraccion: "72083601", Number: "0452 26",
		On: on, Unit: measure, Quantity: amount(tb, qty), Value: amount(tb, value),
	}
}

type told struct {
	Trouble permiso.Trouble
	On      document.Date
	Used    string
}

func TestOf(t *testing.T) {
	t.Parallel()
	anexo := func(a *permiso.Authorisation) { a.Kind, a.Number = permiso.KindAnexoII, "" }
	imported := func(u permiso.Use) permiso.Use { u.Number = ""; return u }
	for name, tt := range map[string]struct {
		auth       permiso.Authorisation
		uses       []permiso.Use
		asOf       document.Date
		state      permiso.State
		used, left string
		over       string
		usd        string
		uncounted  int
		found      []told
	}{
		"untouched": {auth: auth(t), asOf: 20260301, state: permiso.Current, used: "0", left: "1000", over: "0", usd: "0"},
		"some of it": {
			auth: auth(t), uses: []permiso.Use{use(t, 20260201, "1", "400.5", "100")}, asOf: 20260301,
			state: permiso.Current, used: "400.5", left: "599.5", over: "0", usd: "100",
		},
		"in tonnes": {
			auth: auth(t), uses: []permiso.Use{use(t, 20260201, "14", "0.4", "100")}, asOf: 20260301,
			state: permiso.Current, used: "400", left: "600", over: "0", usd: "100",
		},
		"all of it": {
			auth: auth(t), uses: []permiso.Use{use(t, 20260201, "1", "1000", "100")}, asOf: 20260301,
			state: permiso.SpentOut, used: "1000", left: "0", over: "0", usd: "100",
		},
		"too much, from the second on": {
			auth: auth(t), uses: []permiso.Use{use(t, 20260401, "1", "601", "1"), use(t, 20260201, "1", "400", "1")}, asOf: 20260501,
			state: permiso.Exceeded, used: "1001", left: "0", over: "1", usd: "2", found: []told{{permiso.OverQuantity, 20260401, "1001"}},
		},
		"too much money": {
			auth: auth(t), uses: []permiso.Use{use(t, 20260201, "1", "1", "5000.01")}, asOf: 20260501,
			state: permiso.Exceeded, used: "1", left: "999", over: "0", usd: "5000.01", found: []told{{permiso.OverValue, 20260201, "5000.01"}},
		},
		"not yet counted": {
			auth: auth(t), uses: []permiso.Use{use(t, 20260401, "1", "1001", "1")}, asOf: 20260331,
			state: permiso.Current, used: "0", left: "1000", over: "0", usd: "0",
		},
		"in pieces": {
			auth: auth(t), uses: []permiso.Use{use(t, 20260201, "6", "400", "1")}, asOf: 20260301,
			state: permiso.Current, used: "0", left: "1000", over: "0", usd: "1", uncounted: 1, found: []told{{permiso.Uncounted, 20260201, ""}},
		},
		"without a quantity": {
			auth: auth(t), uses: []permiso.Use{use(t, 20260201, "1", "", "1")}, asOf: 20260301,
			state: permiso.Current, used: "0", left: "1000", over: "0", usd: "1", uncounted: 1, found: []told{{permiso.Uncounted, 20260201, ""}},
		},
		"zero is a quantity": {
			auth: auth(t), uses: []permiso.Use{use(t, 20260201, "6", "0", "0")}, asOf: 20260301,
			state: permiso.Current, used: "0", left: "1000", over: "0", usd: "0", uncounted: 0,
		},
		"before and after it held": {
			auth: auth(t), uses: []permiso.Use{use(t, 20251231, "1", "1", "1"), use(t, 20270101, "1", "1", "1")}, asOf: 20270201,
			state: permiso.Ended, used: "2", left: "998", over: "0", usd: "2",
			found: []told{{permiso.Early, 20251231, ""}, {permiso.Late, 20270101, ""}},
		},
		"not yet in force": {auth: auth(t), asOf: 20251231, state: permiso.Future, used: "0", left: "1000", over: "0", usd: "0"},
		"other goods": {
			auth: auth(t, func(a *permiso.Authorisation) { a.Fraccion = "7209" }), uses: []permiso.Use{use(t, 20260201, "1", "1", "1")}, asOf: 20260301,
			state: permiso.Current, used: "0", left: "1000", over: "0", usd: "0", found: []told{{permiso.OtherGoods, 20260201, ""}},
		},
		"no quantity is fixed": {
			auth: auth(t, func(a *permiso.Authorisation) { a.Quantity, a.Unit = money.Amount{}, "" }), uses: []permiso.Use{use(t, 20260201, "1", "9999", "1")}, asOf: 20260301,
			state: permiso.Current, used: "0", usd: "1",
		},
		"an import under Anexo II": {
			auth: auth(t, anexo), uses: []permiso.Use{imported(use(t, 20260201, "1", "1100", "1")), use(t, 20260201, "1", "7", "1")}, asOf: 20260301,
			state: permiso.Exceeded, used: "1100", left: "0", over: "100", usd: "1", found: []told{{permiso.OverQuantity, 20260201, "1100"}},
		},
		"an import before Anexo II's authorisation is not its": {
			auth: auth(t, anexo), uses: []permiso.Use{imported(use(t, 20251201, "1", "1100", "1"))}, asOf: 20260301,
			state: permiso.Current, used: "0", left: "1000", over: "0", usd: "0",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if name == "zero is a quantity" {
				tt.uses[0].Unit = "1"
			}
			a := permiso.Of([]permiso.Authorisation{tt.auth}, tt.uses, unit.Default(), tt.asOf)
			if len(a.Balances) != 1 {
				t.Fatalf("%+v", a)
			}
			b := a.Balances[0]
			if b.State != tt.state || b.Used.String() != tt.used || text(b.Left) != tt.left || text(b.Over) != tt.over || b.UsedValue.String() != tt.usd || b.NotCounted != tt.uncounted {
				t.Errorf("%+v", b)
			}
			var found []told
			for _, f := range a.Findings {
				if x := f.Text(); x.ES == "" || x.EN == "" || x.ES == x.EN || !strings.Contains(x.ES, f.Of.Name()) {
					t.Errorf("%s says %+v", f.Trouble, x)
				}
				found = append(found, told{f.Trouble, f.Use.On, text(f.Used)})
			}
			if d := cmp.Diff(tt.found, found); d != "" {
				t.Error(d)
			}
		})
	}
}

func text(a money.Amount) string {
	if !a.Known() {
		return ""
	}
	return a.String()
}

// TestChoice: of several that cover the goods, one in force, the narrower, the
// one that ends first.
func TestChoice(t *testing.T) {
	t.Parallel()
	wide := auth(t)
	narrow := auth(t, func(a *permiso.Authorisation) { a.Fraccion = "72083601" })
	old := auth(t, func(a *permiso.Authorisation) { a.Fraccion, a.From, a.To = "72083601", 20250101, 20251231 })
	soon := auth(t, func(a *permiso.Authorisation) { a.Fraccion, a.From, a.To = "72083601", 20260102, 20260301 })
	open := auth(t, func(a *permiso.Authorisation) { a.Fraccion, a.From, a.To = "72083601", 20260103, 0 })
	for name, tt := range map[string]struct {
		auths []permiso.Authorisation
		want  int // of the balances, in their order
	}{
		"narrower":       {[]permiso.Authorisation{wide, narrow}, 1},
		"in force":       {[]permiso.Authorisation{old, wide}, 0},
		"ends first":     {[]permiso.Authorisation{narrow, soon}, 1},
		"open ends last": {[]permiso.Authorisation{open, narrow}, 0},
	} {
		a := permiso.Of(tt.auths, []permiso.Use{use(t, 20260201, "1", "1", "1")}, unit.Default(), 20260601)
		for i, b := range a.Balances {
			if got := b.Uses == 1; got != (i == tt.want) {
				t.Errorf("%s: balance %d of %s has %d uses", name, i, b.Fraccion, b.Uses)
			}
		}
	}
}

// TestUsesOf: records 553 of every partida, and each partida of a temporary
// import.
func TestUsesOf(t *testing.T) {
	t.Parallel()
	p := &pedimento.Pedimento{Number: "262432106000001", FechaEntrada: 20260202, Partidas: []pedimento.Partida{
		{Secuencia: 1, Fraccion: "72083601", UMT: "1", CantidadUMT: amount(t, "5"), ValorDolares: amount(t, "9"), Permisos: []pedimento.Permiso{
			{Clave: "C1", Numero: "0452-26", CantidadUMT: amount(t, "4"), ValorDolares: amount(t, "8")}, {Clave: "C1"},
		}},
	}}
	cited := permiso.Use{Pedimento: p.Number, Partida: 1, Fraccion: "72083601", Number: "0452-26", On: 20260202, Unit: "1", Quantity: amount(t, "4"), Value: amount(t, "8")}
	came := cited
	came.Number, came.Quantity, came.Value = "", amount(t, "5"), amount(t, "9")
	for temporal, want := range map[bool][]permiso.Use{false: {cited}, true: {came, cited}} {
		if d := cmp.Diff(want, permiso.UsesOf(p, temporal), cmp.Comparer(money.Amount.Equal)); d != "" {
			t.Error(d)
		}
	}
	p.FechaPago = 20260203
	if got := permiso.UsesOf(p, false)[0].On; got != 20260203 {
		t.Errorf("on %s, not the day of payment", got)
	}
}

// TestOrderDoesNotCount: uses in any order give the same account, used and left
// add up to what was authorised, and what is exceeded has a finding.
func TestOrderDoesNotCount(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		a := auth(t)
		var uses []permiso.Use
		for i := range rapid.IntRange(0, 8).Draw(rt, "uses") {
			u := use(t, document.Date(20260101).AddDays(rapid.IntRange(-20, 400).Draw(rt, "day")), rapid.SampledFrom([]string{"1", "14", "6"}).Draw(rt, "unit"), "", "1")
			u.Quantity = money.Int(int64(rapid.IntRange(0, 700).Draw(rt, "quantity")))
			u.Partida = i + 1
			uses = append(uses, u)
		}
		one := permiso.Of([]permiso.Authorisation{a}, uses, unit.Default(), 20270601)
		other := permiso.Of([]permiso.Authorisation{a}, rapid.Permutation(uses).Draw(rt, "order"), unit.Default(), 20270601)
		if d := cmp.Diff(one, other, cmp.Comparer(money.Amount.Equal)); d != "" {
			rt.Fatal(d)
		}
		b := one.Balances[0]
		sum, _ := b.Left.Add(b.Used)
		sum, _ = sum.Sub(b.Over)
		if !sum.Equal(a.Quantity) {
			rt.Fatalf("used %s, left %s, over %s of %s", b.Used, b.Left, b.Over, a.Quantity)
		}
		over := false
		for _, f := range one.Findings {
			over = over || f.Trouble == permiso.OverQuantity
		}
		if over != (b.Over.Sign() > 0) {
			rt.Fatalf("over %s and found %v", b.Over, one.Findings)
		}
	})
}

func TestStates(t *testing.T) {
	t.Parallel()
	for _, s := range []permiso.State{permiso.Future, permiso.Current, permiso.SpentOut, permiso.Ended, permiso.Exceeded} {
		if x := s.Title(); x.ES == string(s) && x.EN == string(s) || x.ES == "" || x.EN == "" {
			t.Errorf("%s has no title", s)
		}
	}
	if permiso.Fold("ab 12-3") != "AB123" || permiso.Fold("AB123") != "AB123" {
		t.Error("numbers do not fold")
	}
	if len(permiso.Kinds()) != 5 {
		t.Errorf("%v", permiso.Kinds())
	}
}
