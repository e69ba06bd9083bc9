package expediente_test

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento/datastage"
	"example.com/immex/shared/synth"
)

// factsOf reads a Data Stage as the product does; regroup ties its chains.
func factsOf(t *testing.T, raw []byte) map[document.Hash]expediente.FactLine {
	t.Helper()
	out := map[document.Hash]expediente.FactLine{}
	d, err := datastage.Open(context.Background(), bytes.NewReader(raw), int64(len(raw)))
	if err != nil || d.Findings.Blocking() {
		return out
	}
	for i := range d.Len() {
		p := d.Pedimento(i)
		p.Cotejo = document.CotejoCompleto
		f, _, ok := ledger.FromPedimento(p, document.HashOf(raw))
		if !ok || len(f.Key) != 15 {
			continue
		}
		l := factLine(t, f)
		out[document.HashOf(l.Data)] = l
	}
	return out
}

// regroup puts every rectification into the group of its original, whose year
// is computed and may be off by one.
func regroup(t *testing.T, facts map[document.Hash]expediente.FactLine) {
	t.Helper()
	prior := map[string]string{}
	for _, l := range facts {
		f, err := ledger.DecodeFact(l.Data)
		if err != nil {
			t.Fatal(err)
		}
		if f.Rectifica != nil && len(f.Rectifica.Key) == 15 {
			prior[ledger.Suffix(f.Key)] = ledger.Suffix(f.Rectifica.Key)
		}
	}
	for h, l := range facts {
		root := ledger.Suffix(l.Group)
		for range len(prior) {
			if p, ok := prior[root]; ok {
				root = p
			}
		}
		l.Group = root
		facts[h] = l
	}
}

// packed builds and verifies the packages of a year and of one month.
func packed(t *testing.T, facts map[document.Hash]expediente.FactLine, year int, months ...int) {
	t.Helper()
	regroup(t, facts)
	in := input(t)
	in.Facts, in.Documents = nil, nil
	for _, f := range facts {
		in.Facts = append(in.Facts, f)
	}
	for _, m := range append([]int{0}, months...) {
		in.From, in.To = document.NewDate(year, 1, 1), document.NewDate(year, 12, 31)
		in.Period = in.From.String()[:4]
		if m > 0 {
			in.From = document.NewDate(year, m, 1)
			in.To = in.From.MonthEnd()
			in.Period = in.From.String()[:7]
		}
		raw := sealed(t, in)
		v := verify(t, raw)
		if !v.OK || v.Facts != len(facts) {
			t.Errorf("%s: %s %+v, %d facts of %d", in.Period, v.Kind, v.First, v.Facts, len(facts))
		}
		s := v.Manifest.Summary
		t.Logf("%s: %d bytes, %d books, %d entries, %d exits, %d descargos, %d loose", in.Period, len(raw), v.Books, s.Entradas, s.Salidas, s.Descargos, s.Faltantes)
	}
}

func TestInventedCompany(t *testing.T) {
	facts := map[document.Hash]expediente.FactLine{}
	_, err := synth.Generate(synth.Options{Seed: 7, Months: 3, Pedimentos: 30}, func(name string, raw []byte) error {
		if strings.HasSuffix(strings.ToLower(name), ".zip") {
			maps.Copy(facts, factsOf(t, raw))
		}
		return nil
	})
	if err != nil || len(facts) == 0 {
		t.Fatalf("%d facts, %v", len(facts), err)
	}
	one := facts[firstKey(facts)]
	f, err := ledger.DecodeFact(one.Data)
	if err != nil {
		t.Fatal(err)
	}
	packed(t, facts, f.Pago.Year(), f.Pago.Month())
}

func firstKey(m map[document.Hash]expediente.FactLine) (least document.Hash) {
	for h := range m {
		if least == "" || h < least {
			least = h
		}
	}
	return least
}

func TestCorpusDeliveries(t *testing.T) {
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: no package is made of the development corpus")
	}
	paths, err := filepath.Glob(filepath.Join(dir, "datastage", "*.zip"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no deliveries: %v", err)
	}
	for _, p := range paths {
		raw, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		facts := factsOf(t, raw)
		if len(facts) == 0 {
			continue
		}
		f, err := ledger.DecodeFact(facts[firstKey(facts)].Data)
		if err != nil {
			t.Fatal(err)
		}
		packed(t, facts, f.Pago.Year(), f.Pago.Month())
	}
}
