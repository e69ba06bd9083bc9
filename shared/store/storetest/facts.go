package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// byHash sorts facts as Facts promises them.
func byHash(fs ...step.FactRecord) []step.FactRecord {
	slices.SortFunc(fs, func(a, b step.FactRecord) int { return cmp.Compare(a.Hash, b.Hash) })
	return fs
}

// findings is one finding of a group.
func findings(group, code string) step.GroupFindings {
	return step.GroupFindings{Group: group, Findings: []ledger.Finding{{Pedimento: group, Finding: document.Finding{
		Code: code, Severity: document.Warning, Where: "partida 1", Message: document.Textf("señal", "sign"),
	}}}}
}

func factsOrdered(t *testing.T, s step.Books) {
	w := &writer{t: t, s: s, rfc: rfcA}
	const k1, k2 = "212430010000001", "212430010000002"
	var one, two []step.FactRecord
	for i := range 9 {
		one = append(one, fact(k1, k1, fmt.Sprintf("one %d", i)))
		two = append(two, fact(k2, k2, fmt.Sprintf("two %d", i)))
	}
	w.arrive("second group first", func(c *step.Commit) { c.Facts = two })
	w.arrive("first group", func(c *step.Commit) { c.Facts = one[:5] })
	w.arrive("some again", func(c *step.Commit) { c.Facts = one[3:] })
	w.arrive("all again", func(c *step.Commit) { c.Facts = append(slices.Clone(one), two...) })

	one, two = byHash(one...), byHash(two...)
	ctx := t.Context()
	same(t, "first group", must(s.Facts(ctx, rfcA, []string{k1}))(t), one)
	same(t, "second group", must(s.Facts(ctx, rfcA, []string{k2}))(t), two)
	same(t, "no group", must(s.Facts(ctx, rfcA, nil))(t), []step.FactRecord{})
	same(t, "both groups and none", byHash(must(s.Facts(ctx, rfcA, []string{k2, "212430019999999", k1}))(t)...), byHash(append(slices.Clone(one), two...)...))
	same(t, "all facts", collect(t, s.AllFacts(ctx, rfcA)), append(slices.Clone(one), two...))
	same(t, "all facts of nobody", collect(t, s.AllFacts(ctx, rfcB)), []step.FactRecord{})
}

func groupsFound(t *testing.T, s step.Books) {
	w := &writer{t: t, s: s, rfc: rfcA}
	const key21, key20, root = "212430010000001", "202430010000001", "192430017000009"
	plant := step.FactRecord{Hash: document.HashOf([]byte("bom")), Kind: step.FactPlant, Key: "bom", Group: "planta", Data: []byte("bom")}
	learned := step.FactRecord{Hash: document.HashOf([]byte("map")), Kind: step.FactMapping, Key: "990000001", Group: "mapeo", Data: []byte("map")}
	w.arrive("pedimentos", func(c *step.Commit) {
		c.Facts = []step.FactRecord{
			plant, learned,
			fact(key21, key21, "this year"),
			fact(key21, key21, "this year, other source"),
			fact(key20, root, "a rectification, filed under its original"),
			{Hash: document.HashOf([]byte("yaml")), Kind: step.FactProgramme, Key: rfcA, Group: "programa", Data: []byte("yaml")},
		}
	})
	got := must(s.Groups(t.Context(), rfcA, []string{key21[2:], root[2:], "2430019999999"}))(t)
	same(t, "groups", got, map[string][]step.GroupRef{
		key21[2:]: {{Key: key20, Group: root}, {Key: key21, Group: key21}},
		root[2:]:  {{Key: root, Group: root}}, // named by a fact it does not hold itself
	})
	same(t, "none asked", must(s.Groups(t.Context(), rfcA, nil))(t), map[string][]step.GroupRef{})
	same(t, "the plant's file", must(s.Facts(t.Context(), rfcA, []string{"planta"}))(t), []step.FactRecord{plant})
	same(t, "the supplier's mapping", must(s.Facts(t.Context(), rfcA, []string{"mapeo"}))(t), []step.FactRecord{learned})
	same(t, "the programme file", len(must(s.Facts(t.Context(), rfcA, []string{"programa"}))(t)), 1)

	// What a pedimento declares is kept with it and found by what it declares,
	// beside what is said of that.
	const ref, other = "ZZABCDEFGHIJKLM", "ZZMLKJIHGFEDCBA"
	w.arrive("papers", func(c *step.Commit) {
		declared, said, leads := fact(ref, key21, "declares"), fact(ref, ref, "says"), fact(other, ref, "leads on")
		c.Facts = []step.FactRecord{declared, said, leads}
	})
	same(t, "by what is declared", must(s.Groups(t.Context(), rfcA, []string{ref[2:], other[2:]}))(t), map[string][]step.GroupRef{
		ref[2:]: {{Key: ref, Group: key21}, {Key: ref, Group: ref}}, other[2:]: {{Key: other, Group: ref}},
	})
	same(t, "what is said of it", len(must(s.Facts(t.Context(), rfcA, []string{ref}))(t)), 2)

	var many []string
	for i := range 1200 { // more than any engine asks for at once
		many = append(many, fmt.Sprintf("999%010d", i))
	}
	same(t, "among many", len(must(s.Groups(t.Context(), rfcA, append(many, key21[2:])))(t)), 1)
}

func regroups(t *testing.T, s step.Books) {
	ctx := t.Context()
	w := &writer{t: t, s: s, rfc: rfcA}
	const original, rectif = "212430010000001", "212430010000002"
	moved := []step.FactRecord{fact(rectif, rectif, "r1"), fact(rectif, rectif, "r2")}
	w.arrive("rectification first", func(c *step.Commit) {
		c.Facts = moved
		c.Movements = []step.MovementRecord{movement(rfcA, 1, rectif, "as r")}
	})
	late := fact(original, original, "o")
	w.arrive("original", func(c *step.Commit) {
		c.Regroups = []step.Regroup{{From: rectif, To: original}}
		c.Facts = []step.FactRecord{late}
		c.Movements = []step.MovementRecord{movement(rfcA, 1, rectif, ""), movement(rfcA, 1, original, "as o")}
	})
	want := []step.FactRecord{late}
	for _, f := range moved {
		f.Group = original
		want = append(want, f)
	}
	check := func(when string) {
		t.Helper()
		same(t, when+": facts", must(s.Facts(ctx, rfcA, []string{original}))(t), byHash(want...))
		same(t, when+": all facts", collect(t, s.AllFacts(ctx, rfcA)), byHash(want...))
		same(t, when+": old group", must(s.Facts(ctx, rfcA, []string{rectif}))(t), []step.FactRecord{})
		same(t, when+": groups", must(s.Groups(ctx, rfcA, []string{rectif[2:], original[2:]}))(t), map[string][]step.GroupRef{
			rectif[2:]:   {{Key: rectif, Group: original}},
			original[2:]: {{Key: original, Group: original}},
		})
		same(t, when+": movements", must(s.Movements(ctx, rfcA, material(1).ID(rfcA), step.Latest))(t), [][]byte{[]byte("as o")})
	}
	check("after")
	w.arrive("nothing to move", func(c *step.Commit) { c.Regroups = []step.Regroup{{From: rectif, To: original}} })
	check("again")

	w.arrive("back", func(c *step.Commit) { // a group may hold a fact it once lost
		c.Regroups = []step.Regroup{{From: original, To: rectif}}
	})
	for i := range want {
		want[i].Group = rectif
	}
	same(t, "moved back", must(s.Facts(ctx, rfcA, []string{rectif}))(t), byHash(want...))
	same(t, "left", must(s.Facts(ctx, rfcA, []string{original}))(t), []step.FactRecord{})
}

func regroupsInARow(t *testing.T, s step.Books) {
	ctx := t.Context()
	w := &writer{t: t, s: s, rfc: rfcA}
	const a, b, c3 = "212430010000001", "212430010000002", "212430010000003"
	w.arrive("three groups", func(c *step.Commit) {
		c.Facts = []step.FactRecord{fact(a, a, "a"), fact(b, b, "b"), fact(c3, c3, "c")}
	})
	w.arrive("a into b into c", func(c *step.Commit) {
		c.Regroups = []step.Regroup{{From: a, To: b}, {From: b, To: c3}}
		c.Facts = []step.FactRecord{fact(b, b, "new in b")} // facts of a commit are placed after its regroups
	})
	same(t, "a", must(s.Facts(ctx, rfcA, []string{a}))(t), []step.FactRecord{})
	same(t, "b", must(s.Facts(ctx, rfcA, []string{b}))(t), []step.FactRecord{fact(b, b, "new in b")})
	same(t, "c", must(s.Facts(ctx, rfcA, []string{c3}))(t), byHash(fact(a, c3, "a"), fact(b, c3, "b"), fact(c3, c3, "c")))
	same(t, "groups", must(s.Groups(ctx, rfcA, []string{a[2:], b[2:], c3[2:]}))(t), map[string][]step.GroupRef{
		a[2:]:  {{Key: a, Group: c3}},
		b[2:]:  {{Key: b, Group: b}, {Key: b, Group: c3}},
		c3[2:]: {{Key: c3, Group: c3}},
	})
}

// regroupOntoSame: both groups hold the same fact; it stays once.
func regroupOntoSame(t *testing.T, s step.Books) {
	ctx := t.Context()
	w := &writer{t: t, s: s, rfc: rfcA}
	const a, b = "212430010000001", "212430010000002"
	w.arrive("twice", func(c *step.Commit) {
		c.Facts = []step.FactRecord{fact(a, a, "same"), fact(a, b, "same"), fact(a, a, "own")}
	})
	w.arrive("joined", func(c *step.Commit) { c.Regroups = []step.Regroup{{From: a, To: b}} })
	same(t, "all facts", collect(t, s.AllFacts(ctx, rfcA)), byHash(fact(a, b, "same"), fact(a, b, "own")))
}

func findingsReplaced(t *testing.T, s step.Books) {
	w := &writer{t: t, s: s, rfc: rfcA}
	const a, b = "212430010000001", "212430010000002"
	w.arrive("both", func(c *step.Commit) {
		c.Findings = []step.GroupFindings{findings(b, "second"), findings(a, "first")}
	})
	walk := func() []step.GroupFindings { return collect(t, s.GroupFindings(t.Context(), rfcA)) }
	same(t, "in order of group", walk(), []step.GroupFindings{findings(a, "first"), findings(b, "second")})
	w.arrive("others", func(c *step.Commit) {
		c.Findings = []step.GroupFindings{findings(a, "replaced"), {Group: b}}
	})
	same(t, "replaced and gone", walk(), []step.GroupFindings{findings(a, "replaced")})
	w.arrive("back", func(c *step.Commit) {
		c.Findings = []step.GroupFindings{{Group: a, Findings: []ledger.Finding{}}, findings(b, "back")}
	})
	same(t, "back", walk(), []step.GroupFindings{findings(b, "back")})
}
