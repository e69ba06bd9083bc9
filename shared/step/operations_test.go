package step_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/glosa"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

// operation are the papers of one printed operation by what they are, and whose.
type operation struct {
	rfc    string
	papers map[string]string
}

// printedOperation prints an import or a return of a seed.
func printedOperation(t *testing.T, seed uint64, prefix string) operation {
	t.Helper()
	o := operation{papers: map[string]string{}}
	err := synth.Operations(seed, func(name string, b []byte) error {
		if rest, own := strings.CutPrefix(name, prefix); own {
			o.papers[rest] = string(b)
		}
		if name == "programa.yaml" {
			o.papers[name] = string(b)
			_, rest, _ := strings.Cut(string(b), `rfc: "`)
			o.rfc, _, _ = strings.Cut(rest, `"`)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// between reports a rule that holds one paper of an operation to another.
func between(code string) bool {
	return slices.ContainsFunc([]string{"aduanera_cove_", "aduanera_factura_", "aduanera_empaque_", "cff_cfdi_", "cff_cove_", "cff_retorno_"}, func(of string) bool {
		return strings.HasPrefix(code, of)
	})
}

// answers reads the papers, keeps them and gives what each rule between papers
// answers, and all that they say.
func (o operation) answers(t *testing.T) (out map[string]rule.Outcome, said string) {
	t.Helper()
	w := newWorld(t)
	reader := &step.Reader{PDF: step.PDFReader(inProcess), Keep: true}
	for _, name := range slices.Sorted(maps.Keys(o.papers)) {
		for _, r := range w.settle(reader.Read(t.Context(), step.Input{Name: name, Bytes: []byte(o.papers[name]), RFC: o.rfc})...) {
			if r.Status != document.Accepted {
				t.Fatalf("%s: %s %v\n%s", name, r.Status, r.Findings, o.papers[name])
			}
		}
	}
	rules := slices.DeleteFunc(glosa.Rules(), func(r *rule.Rule) bool { return !between(r.Code) })
	got, err := (&step.Judge{Books: w.books, Blobs: w.blobs, Reader: reader, Rules: rules}).Run(t.Context(), o.rfc, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	out = map[string]rule.Outcome{}
	for i := range got.Tallies {
		y := &got.Tallies[i]
		for _, outcome := range rule.Outcomes() {
			if y.Counts[outcome] > 0 {
				out[y.Rule.Code] = outcome
			}
		}
		for l := range y.Lacks {
			fmt.Fprintf(&all, "%s lacks %s\n", y.Rule.Code, l.Text().EN)
		}
	}
	for i := range got.Findings {
		f := &got.Findings[i]
		fmt.Fprintf(&all, "%s %s: %s\n", f.Code, f.Field, f.Message.EN)
	}
	return out, all.String()
}

// notPassing are the rules that answer worse than a pass, in order.
func notPassing(answers map[string]rule.Outcome) (out []string) {
	for _, code := range slices.Sorted(maps.Keys(answers)) {
		if answers[code] > rule.Pass {
			out = append(out, code)
		}
	}
	return out
}

// notAsked are the rules between papers that an operation gives no question for,
// and why. Every other one has to judge the papers of either operation.
func notAsked(prefix string) map[string]string {
	if prefix == toReturn {
		return map[string]string{
			"aduanera_factura_incrementables": "no customs value is declared of what leaves",
			"aduanera_factura_origen":         "the origin is asked of what comes in",
			"aduanera_factura_vinculacion":    "related parties bear on a customs value",
			"cff_cfdi_incoterm":               "a return's CFDI has no complement that would say it",
		}
	}
	out := map[string]string{}
	for _, r := range glosa.Rules() {
		if between(r.Code) && strings.HasPrefix(r.Code, "cff_") {
			out[r.Code] = "a foreign supplier issues no CFDI"
		}
	}
	return out
}

// The papers of the two operations.
const (
	toImport = "importacion_"
	toReturn = "retorno_"
)

// TestOperationsAgree: what synth prints of an import and of a return is read by
// the readers of every paper, and every rule between papers judges it and passes.
func TestOperationsAgree(t *testing.T) {
	inOneLine(t)
	t.Parallel()
	for seed := uint64(1); seed <= 9; seed++ {
		for _, prefix := range []string{toImport, toReturn} {
			t.Run(fmt.Sprint(prefix, seed), func(t *testing.T) {
				t.Parallel()
				got, said := printedOperation(t, seed, prefix).answers(t)
				skip := notAsked(prefix)
				if !weighed(seed, prefix) {
					skip["aduanera_empaque_neto"] = "goods that are counted or measured"
				}
				for _, r := range glosa.Rules() {
					want := rule.Pass
					if skip[r.Code] != "" {
						want = rule.NotApplicable
					}
					if between(r.Code) && got[r.Code] != want {
						t.Errorf("%s answers %s, want %s\n%s", r.Code, got[r.Code], want, said)
					}
				}
			})
		}
	}
}

// weighed reports the operations whose goods are all counted in kilos.
func weighed(seed uint64, prefix string) bool {
	return seed == 8 && prefix == toReturn || seed == 9 && prefix == toImport
}

// edition is one attribute of one paper told otherwise, and the rules that tell.
type edition struct {
	name, paper string
	change      func(string) string
	want        []string
	says        string
}

// TestOperationsDisagree: one attribute of one printed paper told otherwise is told
// by the rules that hold that paper to the others, and by no other; and each rule
// that judges an operation has an attribute that makes it fail.
func TestOperationsDisagree(t *testing.T) {
	inOneLine(t)
	t.Parallel()
	net := edition{"packing net", packages, every("peso_neto_kg", half), tells("aduanera_empaque_neto"), "net"}
	for _, of := range []struct {
		seed     uint64
		prefix   string
		editions []edition
	}{
		{3, toImport, importEditions()},
		{3, toReturn, returnEditions()},
		{9, toImport, append(importEditions(), net)},
		{8, toReturn, append(returnEditions(), net)},
	} {
		o := printedOperation(t, of.seed, of.prefix)
		sound, _ := o.answers(t)
		told := map[string]bool{}
		for _, e := range of.editions {
			for _, code := range e.want {
				told[code] = true
			}
			t.Run(fmt.Sprint(of.prefix, of.seed, " ", e.name), func(t *testing.T) {
				t.Parallel()
				changed := operation{o.rfc, maps.Clone(o.papers)}
				changed.papers[e.paper] = e.change(o.papers[e.paper])
				if changed.papers[e.paper] == o.papers[e.paper] {
					t.Fatalf("nothing to change in\n%s", o.papers[e.paper])
				}
				got, said := changed.answers(t)
				if d := cmp.Diff(e.want, notPassing(got)); d != "" {
					t.Errorf("(-want +got)\n%s\n%s", d, said)
				}
				if !strings.Contains(said, e.says) {
					t.Errorf("nothing says %q:\n%s", e.says, said)
				}
			})
		}
		for code, outcome := range sound {
			if outcome == rule.Pass && !told[code] && notTold()[code] == "" {
				t.Errorf("%s%d: no edition makes %s fail", of.prefix, of.seed, code)
			}
		}
	}
}

// notTold are the rules that no change of one of these papers makes fail, and why.
func notTold() map[string]string {
	return map[string]string{
		"aduanera_cove_repetido":          "holds two pedimentos to each other",
		"aduanera_factura_incrementables": "a table with our own headings gives no freight beside its lines; a mapped or printed invoice does",
	}
}
