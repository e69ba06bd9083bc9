package bomcompany_test

import (
	"bytes"
	"errors"
	"math/big"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/bomcompany"
)

// output is a generated company.
type output struct {
	truth *bomcompany.Truth
	files map[string][]byte
}

// run generates a company, once for all tests that look at it.
func run(tb testing.TB, opt bomcompany.Options) output {
	tb.Helper()
	once, _ := made.LoadOrStore(opt, sync.OnceValue(func() output { return generate(tb, opt) }))
	return once.(func() output)() //nolint:forcetypeassert // the only type stored
}

var made sync.Map // companies by their options

func generate(tb testing.TB, opt bomcompany.Options) output {
	tb.Helper()
	o := output{files: map[string][]byte{}}
	truth, err := bomcompany.Generate(opt, func(name string, b []byte) error {
		if o.files[name] != nil {
			tb.Errorf("%s is emitted twice", name)
		}
		o.files[name] = bytes.Clone(b)
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	o.truth = truth
	return o
}

// stories are the companies the tests look at.
func stories() map[string]bomcompany.Options {
	return map[string]bomcompany.Options{
		"simple":      {Seed: 1},
		"other seed":  {Seed: 2, Months: 12},
		"one month":   {Seed: 3, Months: 1},
		"three years": {Seed: 4, Months: 36},
		"untidy":      {Seed: 5, Late: true, Duplicates: true},
		"full":        bomcompany.Full(6),
		"full again":  bomcompany.Full(7),
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	t.Parallel()
	for name, opt := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, b := run(t, opt), generate(t, opt)
			if len(a.files) < 5 {
				t.Fatalf("%d files", len(a.files))
			}
			for name, content := range a.files {
				if !bytes.Equal(content, b.files[name]) {
					t.Errorf("%s differs between two runs", name)
				}
			}
			opt.Seed += 100
			opt.Months = 1
			if c := run(t, opt); bytes.Equal(a.files["truth.json"], c.files["truth.json"]) {
				t.Error("another seed tells the same truth")
			}
		})
	}
}

func sum(of ...json) *big.Rat {
	out := new(big.Rat)
	for _, x := range of {
		r, ok := new(big.Rat).SetString(x.String())
		if !ok {
			panic("no figure: " + x.String())
		}
		out.Add(out, r)
	}
	return out
}

// json is a figure of the truth.
type json interface{ String() string }

// TestConservation: what entered a lot is discharged, there, waste or missing,
// and what its takes say is where it went.
func TestConservation(t *testing.T) {
	t.Parallel()
	for name, opt := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := run(t, opt)
			discharged, umt := map[bomcompany.LotRef]*big.Rat{}, map[bomcompany.LotRef]*big.Rat{}
			exits := map[int]*bomcompany.ExitTruth{}
			found := map[int]*big.Rat{}
			for i := range o.truth.Exits {
				x := &o.truth.Exits[i]
				exits[x.ID], found[x.ID] = x, new(big.Rat)
			}
			for _, l := range o.truth.Lots {
				if discharged[l.LotRef] != nil {
					t.Errorf("lot %v stands twice", l.LotRef)
				}
				discharged[l.LotRef], umt[l.LotRef] = new(big.Rat), new(big.Rat)
			}
			for _, k := range o.truth.Takes {
				found[k.Exit].Add(found[k.Exit], sum(k.Cantidad))
				if rol := exits[k.Exit].Rol; !slices.Contains([]string{"desperdicio", "faltante", "hallado", "conteo"}, rol) {
					discharged[k.Lot].Add(discharged[k.Lot], sum(k.Cantidad))
					umt[k.Lot].Add(umt[k.Lot], sum(k.UMT))
				}
			}
			for _, l := range o.truth.Lots {
				if want, got := sum(l.Cantidad), sum(l.Descargado, l.Saldo, l.Desperdicio, l.Missing); want.Cmp(got) != 0 {
					t.Errorf("lot %v: %s entered, %s accounted for", l.LotRef, want, got)
				}
				if want, got := sum(l.Descargado), discharged[l.LotRef]; want.Cmp(got) != 0 {
					t.Errorf("lot %v: %s discharged, its takes say %s", l.LotRef, want, got)
				}
				if want, got := sum(l.CantidadUMT), umt[l.LotRef].Add(umt[l.LotRef], sum(l.SaldoUMT)); want.Cmp(got) != 0 {
					t.Errorf("lot %v: %s UMT entered, %s accounted for", l.LotRef, want, got)
				}
				if l.Descargado == l.Cantidad && l.SaldoUMT != 0 {
					t.Errorf("lot %v is gone and %s UMT remain", l.LotRef, l.SaldoUMT)
				}
				for _, q := range []json{l.Saldo, l.Desperdicio, l.Missing, l.SaldoUMT} {
					if sum(q).Sign() < 0 {
						t.Errorf("lot %v has %s", l.LotRef, q)
					}
				}
			}
			for _, s := range o.truth.Shortages {
				found[s.Exit].Add(found[s.Exit], sum(s.Cantidad))
			}
			for _, h := range o.truth.Held {
				found[h.Exit].Add(found[h.Exit], sum(h.Cantidad))
			}
			for id, x := range exits {
				if x.Rol == "conteo" { // says what there is, not what it takes
					continue
				}
				if want := sum(x.Cantidad); want.Cmp(found[id]) != 0 {
					t.Errorf("exit %+v: %s found or missing", x, found[id])
				}
			}
		})
	}
}

// TestStoryIsRich: the company with everything has what makes books hard.
func TestStoryIsRich(t *testing.T) {
	t.Parallel()
	o := run(t, bomcompany.Full(1))
	n := map[string]int{}
	for _, x := range o.truth.Exits {
		n["rol "+x.Rol]++
		n["list "+x.Producto+" "+x.Version]++
		if x.Orden != "" {
			n["under an order"]++
		}
	}
	for _, k := range o.truth.Takes {
		n["base "+k.Base]++
		if o.truth.Exits[k.Exit-1].DeDesperdicio {
			n["scrap sold"]++
		}
	}
	for _, s := range o.truth.Shortages {
		n["causa "+s.Causa]++
	}
	for _, l := range o.truth.Lots {
		n["kind "+l.Material.Kind]++
		if l.Missing > 0 {
			n["missing"]++
		}
		if l.Desperdicio > 0 {
			n["waste"]++
		}
	}
	replaced := map[string]bool{}
	for _, c := range o.truth.Chains {
		replaced[c.Rectifica] = true
	}
	for _, c := range o.truth.Chains {
		if replaced[c.Pedimento] {
			n["rectified twice"]++
		}
	}
	for _, p := range o.truth.Pairs {
		n["V1 "+p.Operacion+" "+p.Estado]++
	}
	n["rectified"], n["held"] = len(o.truth.Chains), len(o.truth.Held)
	t.Logf("%d files, %d lots, %d exits, %d takes: %v", len(o.files), len(o.truth.Lots), len(o.truth.Exits), len(o.truth.Takes), n)
	for _, want := range []string{
		"rol salida", "rol incorporado", "rol merma", "rol desperdicio", "rol acta", "rol faltante", "rol hallado", "rol conteo",
		"base named", "base peps", "base back", "causa no_bom", "causa bom_version", "causa before_window", "causa late_import",
		"kind part", "kind familia", "kind fraccion", "list PT-900 A", "list PT-900 B", "list PT-920 1", "list PT-920 2",
		"under an order", "rectified", "rectified twice", "held", "V1 EXP referenciada", "V1 EXP sin_referencia", "V1 IMP sin_referencia", "missing", "waste", "scrap sold",
	} {
		if n[want] == 0 {
			t.Errorf("there is nothing of %s", want)
		}
	}
}

func TestOptions(t *testing.T) {
	t.Parallel()
	for _, months := range []int{-1, 61} {
		if _, err := bomcompany.Generate(bomcompany.Options{Months: months}, func(string, []byte) error { return nil }); err == nil {
			t.Errorf("%d months were taken", months)
		}
	}
	stop := errors.New("full disk")
	n := 0
	_, err := bomcompany.Generate(bomcompany.Options{Months: 1}, func(string, []byte) error {
		n++
		return stop
	})
	if d := cmp.Diff(true, errors.Is(err, stop)); d != "" || n != 1 {
		t.Errorf("%d emitted, %v", n, err)
	}
}

// TestOrderIsNoTruth: late and repeated documents change the files and nothing
// else; what happened does.
func TestOrderIsNoTruth(t *testing.T) {
	t.Parallel()
	tidy := run(t, bomcompany.Options{Seed: 9, Months: 12}).truth
	untidy := generate(t, bomcompany.Options{Seed: 9, Months: 12, Late: true, Duplicates: true}).truth
	duplicates := 0
	for _, f := range untidy.Files {
		if f.Expect == document.Duplicate {
			duplicates++
		}
	}
	if duplicates == 0 || len(untidy.Files) <= len(tidy.Files)+duplicates {
		t.Errorf("%d files, %d of them duplicates, %d when tidy", len(untidy.Files), duplicates, len(tidy.Files))
	}
	untidy.Files = tidy.Files
	if d := cmp.Diff(tidy, untidy); d != "" {
		t.Errorf("the order of arrival tells another truth: %.600s", d)
	}
	if lead := run(t, bomcompany.Options{Seed: 9, Months: 12, LeadDays: 3}).truth; cmp.Equal(tidy.Takes, lead.Takes) {
		t.Error("lead days change nothing")
	}
}
