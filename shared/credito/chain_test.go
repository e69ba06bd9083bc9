package credito_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
)

// TestRectification: values of the last, number and dates of the first,
// whatever the order, and every number of the chain finds the credit.
func TestRectification(t *testing.T) {
	t.Parallel()
	const r1, r2 = "212432101000002", "212432101000003"
	first := entry(ped, 20210301, due, 10, 1000)
	second := entry(r1, 20210401, 20221001, 8, 640)
	second.Rectifica, second.RectificaFecha = ped, 20210301
	third := entry(r2, 20210501, 20221101, 16, 1600)
	third.Rectifica, third.RectificaFecha = r1, 20210401
	third.Partidas = append(third.Partidas, line(2, "85423199", 20221101, 5, 55, "21"))
	named := out("a", 20210610, 4)
	named.Pedimento = r2
	again := out("b", 20210611, 4)
	again.Pedimento = r1
	for _, order := range [][]credito.Entry{{first, second, third}, {third, first, second}, {second, third, first}} {
		l := build(t, order, named, again)
		got := l.AsOf(20210630)
		if len(got) != 2 || len(l.Findings()) != 0 {
			t.Fatalf("%+v, %v", got, l.Findings())
		}
		if s := got[0]; s.Pedimento != ped || s.Date != 20210301 || s.Due != due || s.Doubt || s.Granted != 1600 || s.Open != 800 {
			t.Errorf("%+v", s)
		}
		if s := got[1]; s.Fraccion != "85423199" || s.Due != due || !s.Doubt || s.Granted != 55 {
			t.Errorf("a partida the rectification adds: %+v", s)
		}
		if l.Root(r2) != ped || l.Root(ped) != ped || l.Root("x") != "x" {
			t.Errorf("roots %s %s", l.Root(r2), l.Root(ped))
		}
	}
	if s := only(t, build(t, []credito.Entry{first, second}), 20210630); s.Granted != 640 || s.Cantidad != kg(8) {
		t.Errorf("two of the three: %+v", s)
	}
}

// TestLastRectification: the one paid last replaces the others, however they
// name each other; of one day, the one that names the other.
func TestLastRectification(t *testing.T) {
	t.Parallel()
	rectify := func(number, of string, date document.Date, iva int64) credito.Entry {
		e := entry(number, date, due, 10, iva)
		e.Rectifica, e.RectificaFecha = of, 20210301
		return e
	}
	const r1, r2, r3 = "212432101000004", "212432101000003", "212432101000002"
	for _, tt := range []struct {
		name string
		last document.Date // of r3, which rectifies the original again
		want int64
	}{{"the second branch is later", 20211201, 300}, {"it is earlier", 20210402, 200}} {
		l := build(t, []credito.Entry{
			entry(ped, 20210301, due, 10, 1000), rectify(r1, ped, 20210401, 100), rectify(r2, r1, 20210601, 200), rectify(r3, ped, tt.last, 300),
		})
		if s := only(t, l, 20220101); s.Granted != tt.want || s.Pedimento != ped {
			t.Errorf("%s: %+v", tt.name, s)
		}
	}
	l := build(t, []credito.Entry{entry(ped, 20210301, due, 10, 1000), rectify(r1, ped, 20210401, 100), rectify(r2, r1, 20210401, 200)})
	if s := only(t, l, 20220101); s.Granted != 200 {
		t.Errorf("two of one day: %+v", s)
	}
}

// TestOriginalMissing: the credit stands under the number it rectifies, with
// the date of record 701, in doubt; the original settles it.
func TestOriginalMissing(t *testing.T) {
	t.Parallel()
	r := entry("212432101000002", 20210401, 20221001, 8, 640)
	r.Rectifica, r.RectificaFecha = old, 20201230
	named := out("a", 20210610, 4)
	named.Pedimento = old
	l := build(t, []credito.Entry{r}, named)
	if s := only(t, l, 20210630); s.Pedimento != old || s.Date != 20201230 || !s.Doubt || s.Open != 320 {
		t.Errorf("%+v", s)
	}
	if got := codes(l.Findings()); !slices.Equal(got, []string{"credit_original_missing"}) {
		t.Errorf("%v", got)
	}
	r.RectificaFecha = 0
	if s := only(t, build(t, []credito.Entry{r}), 20210630); s.Date != 20210401 {
		t.Errorf("without the date of 701: %+v", s)
	}
	if s := only(t, build(t, []credito.Entry{r, entry(old, 20201229, 20220629, 9, 700)}), 20210630); s.Date != 20201229 || s.Due != 20220629 || s.Doubt || s.Granted != 640 {
		t.Errorf("with the original: %+v", s)
	}
	a, b := entry("212432101000005", 20210401, due, 1, 10), entry("212432101000006", 20210401, due, 1, 20)
	a.Rectifica, b.Rectifica = b.Pedimento, a.Pedimento
	if l := build(t, []credito.Entry{a, b}); len(l.AsOf(20220101)) != 1 || !slices.Equal(codes(l.Findings()), []string{"credit_original_missing"}) {
		t.Errorf("a circle of rectifications: %+v, %v", l.AsOf(20220101), l.Findings())
	}
}

// TestDueOfSeveral: the earliest due date of a fracción warns, and says so.
func TestDueOfSeveral(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		dues  []document.Date
		want  document.Date
		doubt bool
	}{
		{[]document.Date{due, due}, due, false},
		{[]document.Date{20230301, due}, due, true},
		{[]document.Date{0, due}, due, true},
		{[]document.Date{due, 0}, due, true},
		{[]document.Date{0, 0}, 0, false},
	} {
		e := credito.Entry{Pedimento: ped, Date: 20210301}
		for i, d := range tt.dues {
			e.Partidas = append(e.Partidas, line(i+1, "39269099", d, 1, 10, "21"))
		}
		if s := only(t, build(t, []credito.Entry{e}), 20210401); s.Due != tt.want || s.Doubt != tt.doubt || s.Granted != 20 {
			t.Errorf("%v: %+v", tt.dues, s)
		}
	}
}

// TestDifferences: one code for each way the two ledgers may part.
func TestDifferences(t *testing.T) {
	t.Parallel()
	l := build(t, []credito.Entry{entry(ped, 20210301, due, 10, 1000)}, out("a", 20210310, 4), out("b", 20210410, 6))
	key := credito.Key{Pedimento: ped, Fraccion: "39269099", UMT: "1"}
	saldo := func(kilos int64) []credito.PartSaldo { return []credito.PartSaldo{{Key: key, Abierta: kg(kilos)}} }
	for _, tt := range []struct {
		name  string
		on    document.Date
		parts []credito.PartSaldo
		want  []string
	}{
		{"equal", 20210331, saldo(6), nil},
		{"equal in two lots", 20210331, append(saldo(2), saldo(4)...), nil},
		{"before both", 20210201, nil, nil},
		{"closed in both", 20210501, nil, nil},
		{"no lot", 20210331, nil, []string{"credit_without_lot"}},
		{"lot closed", 20210331, saldo(0), []string{"credit_open_lot_closed"}},
		{"credit closed", 20210501, saldo(1), []string{"credit_closed_lot_open"}},
		{"credit above", 20210331, saldo(5), []string{"credit_open_above_lot"}},
		{"credit below", 20210331, saldo(7), []string{"credit_open_below_lot"}},
		{"no credit yet", 20210201, saldo(7), []string{"lot_without_credit"}},
		{"no credit at all", 20210331, append(saldo(6), credito.PartSaldo{Key: credito.Key{Pedimento: old, Fraccion: "1", UMT: "1"}, Abierta: 1}), []string{"lot_without_credit"}},
		{"nothing of no credit", 20210331, append(saldo(6), credito.PartSaldo{Key: credito.Key{Pedimento: old, Fraccion: "1", UMT: "1"}}), nil},
		{"a partida that was paid", 20210331, append(saldo(6), credito.PartSaldo{Key: key, Partida: 2, Abierta: kg(9)}), nil},
	} {
		got := l.Differences(tt.on, tt.parts)
		if diff := cmp.Diff(tt.want, codes(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		for _, f := range got {
			if f.Message.ES == "" || f.Message.EN == "" || f.Severity == document.Error {
				t.Errorf("%s: %+v", tt.name, f)
			}
		}
	}
}
