package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// version is an invoice INV-1 of a document.
func version(doc string, edit func(*ledger.PartList), lines ...ledger.PartLine) ledger.Observation {
	p := &ledger.PartList{
		Pedimento: ped(1), Doc: document.Hash(doc), Invoice: "INV-1", Emisor: "99-1000001", Fecha: day("2021-02-25"), Lines: lines,
	}
	if edit != nil {
		edit(p)
	}
	b, err := p.Encode()
	if err != nil {
		panic(err) // it always encodes
	}
	return ledger.Observation{Hash: document.HashOf(b), Parts: p}
}

// TestVersionsOfAnInvoice: of several lists of one invoice one counts, in
// whatever order they come; what are two invoices add up.
func TestVersionsOfAnInvoice(t *testing.T) {
	t.Parallel()
	ten, four, six := part("CON-10", 1000), part("CON-10", 400), part("CON-11", 600)
	name := func(s string) func(*ledger.PartList) {
		return func(p *ledger.PartList) { p.Emisor, p.Proveedor = "", s }
	}
	old := func(p *ledger.PartList) { p.Emisor, p.Fecha = "", 0 }
	for title, tt := range map[string]struct {
		lists     []ledger.Observation
		lots      []string
		displaced []string // severity and what it names
	}{
		"alone":       {[]ledger.Observation{version("a", nil, ten)}, []string{"1-1 CON-10 1000"}, nil},
		"saved again": {[]ledger.Observation{version("a", nil, ten), version("b", nil, ten)}, []string{"1-1 CON-10 1000"}, []string{"notice a b"}},
		"in another order of its lines": {
			[]ledger.Observation{version("a", nil, four, six), version("b", nil, six, four)},
			[]string{"1-1/CON-10 CON-10 400", "1-1/CON-11 CON-11 600"}, []string{"notice a b"},
		},
		"with units told": {
			[]ledger.Observation{version("a", nil, ten), version("b", nil, func() ledger.PartLine { p := ten; p.Unidad = "6"; return p }())},
			[]string{"1-1 CON-10 1000"}, []string{"notice a b"},
		},
		"three times": {
			[]ledger.Observation{version("c", nil, ten), version("b", nil, ten), version("a", nil, ten)},
			[]string{"1-1 CON-10 1000"}, []string{"notice a b", "notice a c"},
		},
		"with another part": {
			[]ledger.Observation{version("b", nil, part("CON-11", 1000)), version("a", nil, ten)},
			[]string{"1-1 CON-10 1000"}, []string{"warning a b"},
		},
		"with another part, the hashes the other way": {
			[]ledger.Observation{version("a", nil, part("CON-11", 1000)), version("b", nil, ten)},
			[]string{"1-1 CON-11 1000"}, []string{"warning a b"},
		},
		"the id spelled differently": {
			[]ledger.Observation{version("a", nil, ten), version("b", func(p *ledger.PartList) { p.Emisor = "991000001" }, ten)},
			[]string{"1-1 CON-10 1000"}, []string{"notice a b"},
		},
		"a print that has only the name": {
			[]ledger.Observation{version("a", name("EXAMPLE PARTS INC"), ten), version("b", nil, ten)},
			[]string{"1-1 CON-10 1000"}, []string{"notice a b"},
		},
		"names spelled differently": {
			[]ledger.Observation{version("a", name("EXAMPLE PARTS INC"), ten), version("b", name("Example Parts, Inc."), ten)},
			[]string{"1-1 CON-10 1000"}, []string{"notice a b"},
		},
		"stored before lists told their issuer": {
			[]ledger.Observation{version("b", old, ten), version("a", nil, ten)},
			[]string{"1-1 CON-10 1000"}, []string{"notice a b"},
		},
		"the date inside is later: known before unknown": {
			[]ledger.Observation{version("a", old, part("CON-11", 1000)), version("b", nil, ten)},
			[]string{"1-1 CON-10 1000"}, []string{"warning a b"},
		},
		"one document read by two releases": {
			[]ledger.Observation{version("a", old, ten), version("a", nil, ten)}, []string{"1-1 CON-10 1000"}, nil,
		},
		"two suppliers use one number": {
			[]ledger.Observation{version("a", nil, four), version("b", func(p *ledger.PartList) { p.Emisor = "99-2" }, six)},
			[]string{"1-1/CON-10 CON-10 400", "1-1/CON-11 CON-11 600"}, nil,
		},
		"two names use one number": {
			[]ledger.Observation{version("a", name("EXAMPLE"), four), version("b", name("ANOTHER"), six)},
			[]string{"1-1/CON-10 CON-10 400", "1-1/CON-11 CON-11 600"}, nil,
		},
		"and one that tells no issuer is of one of them": {
			[]ledger.Observation{version("b", nil, four), version("c", func(p *ledger.PartList) { p.Emisor = "99-2" }, six), version("a", old, four)},
			[]string{"1-1/CON-10 CON-10 400", "1-1/CON-11 CON-11 600"}, []string{"notice a b"},
		},
		"two dates": {
			[]ledger.Observation{version("a", nil, four), version("b", func(p *ledger.PartList) { p.Fecha = day("2021-02-26") }, six)},
			[]string{"1-1/CON-10 CON-10 400", "1-1/CON-11 CON-11 600"}, nil,
		},
		"two numbers": {
			[]ledger.Observation{version("a", nil, four), version("b", func(p *ledger.PartList) { p.Invoice = "INV-2" }, six)},
			[]string{"1-1/CON-10 CON-10 400", "1-1/CON-11 CON-11 600"}, nil,
		},
		"no numbers": {
			[]ledger.Observation{version("a", func(p *ledger.PartList) { p.Invoice = "" }, four), version("b", func(p *ledger.PartList) { p.Invoice = "" }, six)},
			[]string{"1-1/CON-10 CON-10 400", "1-1/CON-11 CON-11 600"}, nil,
		},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			tm := terms(t, nil, row(t, "CON-10", "2", "6", "0", "0", "", 1))
			obs := append(observe(fact(1, "IN", "2021-03-01", piecesLine(1000, 7, 1000))), tt.lists...)
			for range obs {
				obs = append(obs[1:], obs[0])
				g := tm.Resolve(obs)
				if d := cmp.Diff(tt.lots, partLots(g)); d != "" {
					t.Errorf("lots (-want +got):\n%s", d)
				}
				if d := cmp.Diff(tt.displaced, displaced(g)); d != "" {
					t.Errorf("findings (-want +got):\n%s", d)
				}
			}
		})
	}
}

// partLots are the lots of a group: id, part and quantity.
func partLots(g ledger.Group) []string {
	var out []string
	for _, m := range g.Movements {
		for _, l := range m.Lots {
			out = append(out, l.ID[14:]+" "+l.Parte+" "+l.Cantidad.String())
		}
	}
	slices.Sort(out)
	return out
}

// displaced are the findings of a group: severity, and which documents they name.
func displaced(g ledger.Group) []string {
	var out []string
	for _, f := range g.Findings {
		if f.Code != "invoice_version" {
			out = append(out, f.Code)
			continue
		}
		s := string(f.Severity)
		for _, doc := range []string{"a", "b", "c"} {
			if strings.Contains(f.Message.ES, "documento "+doc) {
				s += " " + doc
			}
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

// TestOldPartLists keep their bytes: their hash is their identity.
func TestOldPartLists(t *testing.T) {
	t.Parallel()
	old := `{"pedimento":"` + ped(1) + `","doc":"aa","invoice":"INV-1","lines":[{"parte":"A","fraccion":"` + resin + `","cantidad":"10"}]}`
	p, err := ledger.DecodePartList([]byte(old))
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.Encode()
	if err != nil {
		t.Fatal(err)
	}
	again := ledger.PartList{Pedimento: ped(1), Doc: "aa", Invoice: "INV-1", Emisor: "99", Fecha: day("2021-02-25")}
	b, err := again.Encode()
	if err != nil || !strings.Contains(string(b), `"emisor":"99","fecha":"2021-02-25"`) {
		t.Errorf("%s %v", b, err)
	}
	if string(got) != old {
		t.Errorf("%s", got)
	}
}
