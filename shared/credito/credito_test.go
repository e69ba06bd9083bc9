package credito_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

const due = document.Date(20220901)

// TestProportion: by hand; the last unit closes the last peso.
func TestProportion(t *testing.T) {
	t.Parallel()
	l := build(t, []credito.Entry{entry(ped, 20210301, due, 3, 100)},
		out("a", 20210302, 1), out("b", 20210303, 1), out("c", 20210304, 1))
	for on, want := range map[document.Date]int64{20210228: -1, 20210301: 100, 20210302: 67, 20210303: 33, 20210304: 0} {
		if want < 0 {
			if s := l.AsOf(on); s != nil {
				t.Errorf("before the grant: %+v", s)
			}
			continue
		}
		if s := only(t, l, on); s.Open != want {
			t.Errorf("on %s: %d open, want %d", on, s.Open, want)
		}
	}
	var each []int64
	for a := range l.Abonos(20210301, 20210304) {
		each = append(each, a.Importe)
	}
	if !slices.Equal(each, []int64{33, 34, 33}) {
		t.Errorf("discharged %v", each)
	}
}

// TestCases: what closes the credit, what does not, and what each finding is.
func TestCases(t *testing.T) {
	t.Parallel()
	with := func(d credito.Discharge, set func(*credito.Discharge)) credito.Discharge {
		set(&d)
		return d
	}
	kind := func(k string) func(*credito.Discharge) { return func(d *credito.Discharge) { d.Kind = k } }
	base := []credito.Entry{entry(ped, 20210301, due, 10, 1000)}
	for _, tt := range []struct {
		name       string
		entries    []credito.Entry
		discharges []credito.Discharge
		open       int64
		expired    int64 // on 2023-01-01
		codes      []string
	}{
		{"nothing left", base, nil, 1000, 1000, nil},
		{"part", base, []credito.Discharge{out("a", 20210310, 4)}, 600, 600, nil},
		{"F4 pays", base, []credito.Discharge{with(out("a", 20210310, 4), kind("insumo"))}, 600, 600, nil},
		{"F5 pays", base, []credito.Discharge{with(out("a", 20210310, 4), kind("activo_fijo"))}, 600, 600, nil},
		{"A3 after expiry", base, []credito.Discharge{with(out("a", 20221010, 4), kind("regularizacion"))}, 600, 600, nil},
		{"losses of the process", base, []credito.Discharge{with(out("a", 20210310, 4), kind("merma"))}, 600, 600, nil},
		{"scrap that is sold pays", base, []credito.Discharge{with(out("a", 20210310, 4), kind("desperdicio"))}, 600, 600, nil},
		{"theft is no exit", base, []credito.Discharge{with(out("a", 20210310, 4), kind("faltante"))}, 1000, 1000, nil},
		{"a kind nobody knows", base, []credito.Discharge{with(out("a", 20210310, 4), kind("magia"))}, 1000, 1000, []string{"credit_kind_unknown"}},
		{"too much", base, []credito.Discharge{out("a", 20210310, 4), out("b", 20210311, 7)}, 0, 0, []string{"credit_over_discharge"}},
		{"twice", base, []credito.Discharge{out("a", 20210310, 4), out("a", 20210310, 4)}, 600, 600, []string{"credit_discharge_twice"}},
		{"twice and different", base, []credito.Discharge{out("a", 20210310, 4), out("a", 20210310, 5)}, 600, 600, []string{"credit_discharge_twice"}},
		{"no quantity", base, []credito.Discharge{out("a", 20210310, 0)}, 1000, 1000, []string{"credit_discharge_void"}},
		{"no date", base, []credito.Discharge{out("a", 0, 1)}, 1000, 1000, []string{"credit_discharge_void"}},
		{"another unit", base, []credito.Discharge{with(out("a", 20210310, 4), func(d *credito.Discharge) { d.UMT = "6" })}, 1000, 1000, []string{"credit_unit_differs"}},
		{"another fracción", base, []credito.Discharge{with(out("a", 20210310, 4), func(d *credito.Discharge) { d.Fraccion = "85423199" })}, 1000, 1000, []string{"credit_none"}},
		{"another pedimento", base, []credito.Discharge{with(out("a", 20210310, 4), func(d *credito.Discharge) { d.Pedimento = old })}, 1000, 1000, []string{"credit_none"}},
		{"its partida", base, []credito.Discharge{with(out("a", 20210310, 4), func(d *credito.Discharge) { d.Partida = 1 })}, 600, 600, nil},
		{"a partida that was paid", base, []credito.Discharge{with(out("a", 20210310, 4), func(d *credito.Discharge) { d.Partida = 2 })}, 1000, 1000, []string{"credit_other_partida"}},
		{"before the pedimento was paid", base, []credito.Discharge{out("a", 20210225, 4)}, 600, 600, nil},
		{"asset", []credito.Entry{entry(ped, 20210301, 0, 10, 1000)}, []credito.Discharge{out("a", 20210310, 4)}, 600, 0, nil},
		{
			"no UMT",
			[]credito.Entry{entry(ped, 20210301, due, 0, 1000)},
			[]credito.Discharge{out("a", 20210310, 4)},
			1000, 1000,
			[]string{"credit_over_discharge", "credit_without_quantity"},
		},
		{"too much money", []credito.Entry{{Pedimento: ped, Date: 20210301, Partidas: []credito.Partida{
			line(1, "39269099", due, 10, 1000, "21"), line(2, "39269099", due, 10, credito.MaxImporte+1, "21"), line(3, "39269099", due, 10, -1, "22"),
		}}}, nil, 1000, 1000, []string{"credit_amount", "credit_amount"}},
		{"the same entry twice", append(base, base...), nil, 1000, 1000, nil},
		{"two entries of one number", append([]credito.Entry{entry(ped, 20210301, due, 10, 2000)}, base...), nil, 1000, 1000, []string{"credit_entry_twice"}},
	} {
		l := build(t, tt.entries, tt.discharges...)
		if s := only(t, l, 20230101); s.Open != tt.open || s.Expired != tt.expired {
			t.Errorf("%s: %d open, %d expired; want %d, %d", tt.name, s.Open, s.Expired, tt.open, tt.expired)
		}
		if diff := cmp.Diff(tt.codes, codes(l.Findings())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		for _, f := range l.Findings() {
			if f.Message.ES == "" || f.Message.EN == "" || f.Where == "" {
				t.Errorf("%s: %+v", tt.name, f)
			}
		}
	}
}

// TestAccounts: forms, contributions and fracciones are accounts of their own;
// what was paid or is not due is none.
func TestAccounts(t *testing.T) {
	t.Parallel()
	e := credito.Entry{Pedimento: ped, Date: 20210301, Partidas: []credito.Partida{
		line(1, "39269099", due, 10, 100, "21"),
		line(2, "39269099", due, 30, 300, "21"),
		line(3, "39269099", due, 50, 500, "0"),
		line(4, "22071001", due, 10, 50, "22"),
	}}
	e.Partidas[3].Cargos = append(e.Partidas[3].Cargos,
		credito.Cargo{Contribucion: "2IB", Forma: "22", Importe: 70}, credito.Cargo{Contribucion: "IGI", Forma: "5", Importe: 900})
	l := build(t, []credito.Entry{e}, out("a", 20210310, 10))
	want := []credito.Total{
		{Contribucion: "2IB", Forma: "22", Cuentas: 1, Granted: 70, Open: 70},
		{Contribucion: "IVA", Forma: "21", Cuentas: 1, Granted: 400, Proved: 100, Open: 300},
		{Contribucion: "IVA", Forma: "22", Cuentas: 1, Granted: 50, Open: 50},
	}
	if diff := cmp.Diff(want, credito.Totals(l.AsOf(20210401))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestExpired: live until the due date, expired the day after; what leaves
// later is discharged from what expired.
func TestExpired(t *testing.T) {
	t.Parallel()
	assumed := out("c", 20220910, 3)
	assumed.Proved = false
	l := build(t, []credito.Entry{entry(ped, 20210301, due, 10, 1000)}, out("a", 20210310, 2), out("b", 20220901, 1), assumed)
	if s := only(t, l, due); s.Open != 700 || s.Expired != 0 || s.Due != due {
		t.Errorf("on its last day: %+v", s)
	}
	if s := only(t, l, 20220902); s.Open != 700 || s.Expired != 700 {
		t.Errorf("the day after: %+v", s)
	}
	got := l.Roll(20210331, 20220930)[0]
	want := credito.Roll{
		Cuenta:  credito.Cuenta{Key: credito.Key{Pedimento: ped, Fraccion: "39269099", UMT: "1"}, Contribucion: "IVA", Forma: "21"},
		Opening: 800, Discharged: 100, Expired: 700, ExpiredDischarged: 300, ExpiredClosing: 400, Proved: 100, Assumed: 300,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	late := build(t, []credito.Entry{entry(ped, 20221001, due, 10, 1000)}, out("a", 20221002, 5))
	if r := late.Roll(20220930, 20221031)[0]; r.Granted != 1000 || r.Expired != 1000 || r.ExpiredDischarged != 500 || r.ExpiredClosing != 500 {
		t.Errorf("granted after its due date: %+v", r)
	}
}

// TestOverDischarge: by quantity, in the period it happens.
func TestOverDischarge(t *testing.T) {
	t.Parallel()
	l := build(t, []credito.Entry{entry(ped, 20210301, due, 10, 1000)}, out("a", 20210310, 8), out("b", 20210410, 5), out("c", 20210510, 1))
	for _, tt := range []struct {
		from, to document.Date
		over     int64
	}{{0, 20210331, 0}, {20210331, 20210430, 3}, {20210430, 20210531, 1}, {0, 20210531, 4}} {
		if r := l.Roll(tt.from, tt.to)[0]; r.Over != kg(tt.over) {
			t.Errorf("from %s to %s: %s over", tt.from, tt.to, r.Over)
		}
	}
	if s := only(t, l, 20210531); s.Over != kg(4) || s.Open != 0 || s.Abierta != 0 {
		t.Errorf("%+v", s)
	}
	if got := credito.RollTotals(l.Roll(0, 20210531)); len(got) != 1 || got[0].Overs != 1 || got[0].Granted != 1000 || got[0].Discharged != 1000 || !got[0].Balanced() {
		t.Errorf("%+v", got)
	}
}

func TestPesos(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{"0": 0, "16000": 16000, "16000.00": 16000, "999999999999": credito.MaxImporte, "1000000000000": -1, "0.5": -1, "-1": -1, "": -1} {
		a, err := money.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if n, ok := credito.Pesos(a); ok != (want >= 0) || ok && n != want {
			t.Errorf("%q: %d, %v", text, n, ok)
		}
	}
}
