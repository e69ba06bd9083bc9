package report_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// TestPairColumns: entradas, salidas and descargos tell of every V1 line how
// well it is paired and with which pedimento; of anything else, nothing. A
// rectified V1 is found by any number of its chain, and a V1 nobody judged
// keeps what its book knows. The other goldens hold the layout without pairs.
func TestPairColumns(t *testing.T) {
	out := fact("212432103000002", "V1", "EXP", document.NewDate(2021, 3, 26), line(t, 1, "39012001", "1", "25", 2500))
	out.Lineas[0].Parte = "-P100"
	alone := fact("212432103000003", "V1", "EXP", document.NewDate(2021, 3, 27), line(t, 1, "39012001", "1", "1", 100))
	policy := ledger.DefaultPolicy()
	policy.SinBOM = ledger.SinBOMDirecto
	pairs := report.PairsOf([]ledger.Pair{
		{Pedimento: "212432101000003", State: ledger.PairContradicted, Others: []string{"212432105000001", "212432105000002"}, RFC: "OTH010101AA1"},
		{Pedimento: "212432103000009", Numeros: []string{"212432103000002", "212432103000009"}, State: ledger.PairReferenced, Cited: []string{"212432105000003"}},
	})
	s, err := report.Build(marchHead(), catalog.Default(), ledger.KeepAll(booksOf(t, append(march(t), out, alone), policy)), nil, pairs)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"entradas", "salidas", "descargos"} {
		path := filepath.Join("testdata", "parejas", name+".csv")
		got := csvOf(t, s, name)
		if *update {
			if err := os.WriteFile(path, got, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), string(got)); d != "" {
			t.Errorf("%s (-want +got):\n%s", path, d)
		}
	}
	type cells [3]string
	said := map[string]cells{}
	for _, name := range []string{"entradas", "salidas"} {
		for _, r := range rows(t, csvOf(t, s, name)) {
			if c := (cells{r["pareja"], r["contraparte"], r["contraparte_rfc"]}); r["clave"] == "V1" || c != (cells{}) {
				said[r["pedimento"]] = c
			}
		}
	}
	want := map[string]cells{
		"212432101000003": {"contradicha", "212432105000001 212432105000002", "OTH010101AA1"},
		"212432103000002": {"referenciada", "212432105000003", ""},
		"212432103000003": {"sin_referencia", "", ""},
	}
	if d := cmp.Diff(want, said); d != "" {
		t.Error(d)
	}
}
