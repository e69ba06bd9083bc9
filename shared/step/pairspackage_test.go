package step_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// inPackage reads one file of the only package of a tray, which must verify.
func inPackage(t *testing.T, out tray, name string) string {
	t.Helper()
	for _, b := range out {
		v, err := expediente.Verify(bytes.NewReader(b), int64(len(b)))
		if err != nil || !v.OK {
			t.Fatalf("%v %+v", err, v)
		}
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	t.Fatal("no package")
	return ""
}

// TestPairsInThePackage: the cut freezes the counterparts' facts up to its last
// day, whichever came first; one paid later is not in it.
func TestPairsInThePackage(t *testing.T) {
	t.Parallel()
	ours, other := transfer(1, number(2021, 77)), number(2021, 77)
	theirsOf := func(pago document.Date) ledger.Fact {
		f := transfer(77, ours.Key)
		f.Operacion, f.Pago = "IMP", pago
		return f
	}
	for name, c := range map[string]struct {
		pago         document.Date
		state, codes string
	}{
		"in the month": {20210310, ledger.PairConfirmed, ""},
		"of April":     {20210401, ledger.PairReferenced, "v1_referenced"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var first document.Hash
			for _, theirsFirst := range []bool{false, true} {
				w := newWorld(t)
				arrive := []func() *step.Paper{func() *step.Paper { return paper(ours) }, func() *step.Paper { return theirs(t, theirsOf(c.pago)) }}
				if theirsFirst {
					arrive[0], arrive[1] = arrive[1], arrive[0]
				}
				for _, p := range arrive {
					w.settle(p())
				}
				w.match(rfc)
				out := tray{}
				r, err := w.compile(out)
				if err != nil {
					t.Fatal(err)
				}
				if first == "" {
					first = r.SHA256
				}
				if r.SHA256 != first {
					t.Error("the package depends on what came first")
				}
				salidas := inPackage(t, out, "reportes/salidas.csv")
				if !strings.Contains(salidas, ","+c.state+","+other+",") {
					t.Errorf("%s is not %s:\n%s", ours.Key, c.state, salidas)
				}
				found := inPackage(t, out, "reportes/hallazgos.csv")
				if strings.Contains(found, "v1_referenced") != (c.codes == "v1_referenced") || strings.Contains(found, "v1_contradiction") {
					t.Errorf("findings:\n%s", found)
				}
				facts := inPackage(t, out, "hechos/hechos.jsonl")
				if strings.Contains(facts, `"kind":"counterpart"`) != (c.state == ledger.PairConfirmed) {
					t.Errorf("facts of the cut:\n%s", facts)
				}
			}
		})
	}
}
