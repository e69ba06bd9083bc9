package cost_test

import (
	"math/big"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cost"
	"example.com/immex/shared/document"
)

const region = "us-east-1"

var today = document.NewDate(2026, 12, 1)

// usual is the load the target is for.
func usual() cost.Load {
	return cost.Load{Pedimentos: 1000, Documents: 3, Partidas: 5, Pages: 4, Packages: 1, Months: 1, Years: 10, Screens: 1000}
}

// TestTarget: bringing the documents of 1,000 pedimentos in costs at most 0.20
// dollars, without the workflow of packages, and far less than having their
// pages read.
func TestTarget(t *testing.T) {
	t.Parallel()
	e := cost.Of(region, today, usual())
	path, complete := e.Sum(cost.Path)
	if !complete || path.Cmp(big.NewRat(20, 100)) > 0 || path.Sign() == 0 {
		t.Errorf("the path costs %s, complete: %v", path.FloatString(4), complete)
	}
	for _, l := range e.Lines {
		if l.Part == cost.Path && l.Service == "stepfunctions" {
			t.Error("the path of documents uses Step Functions")
		}
	}
	if e.Textract == nil || e.Textract.Cmp(big.NewRat(260, 1)) != 0 { // 4,000 pages at 0.050 and 0.015
		t.Errorf("Textract: %v", e.Textract)
	}
	t.Logf("%s dollars per 1,000 pedimentos, beside %s", path.FloatString(4), e.Textract.FloatString(2))
}

// TestByHand works two lines out on paper.
func TestByHand(t *testing.T) {
	t.Parallel()
	want := map[[2]string]string{
		{"eventbridge", "opt_in_event"}:    "0.003000", // 3,000 at a dollar a million
		{"dynamodb", "write_request_unit"}: "0.038125", // (3×9 + 5×6.8) × 1,000 at 0.625 a million
	}
	for _, l := range cost.Of(region, today, usual()).Lines {
		if w, ok := want[[2]string{l.Service, l.Item}]; ok && l.Part == cost.Path {
			if l.USD.FloatString(6) != w {
				t.Errorf("%s %s: %s, want %s", l.Service, l.Item, l.USD.FloatString(6), w)
			}
			delete(want, [2]string{l.Service, l.Item})
		}
	}
	if len(want) > 0 {
		t.Errorf("not there: %v", want)
	}
}

// TestUnknownPrice: another region, or a day before the table, has no figures,
// and says so instead of showing a small one.
func TestUnknownPrice(t *testing.T) {
	t.Parallel()
	before := document.NewDate(2025, 6, 1)
	for where, e := range map[string]cost.Estimate{"region": cost.Of("mx-central-1", today, usual()), "day": cost.Of(region, before, usual())} {
		path, complete := e.Sum(cost.Path)
		if complete || path.Sign() != 0 || e.Textract != nil || slices.ContainsFunc(e.Lines, func(l cost.Line) bool { return l.USD != nil }) {
			t.Errorf("%s: %s, complete %v", where, path, complete)
		}
	}
	if _, ok := cost.Message(region, before, 2048, time.Second, cost.Moved{}); ok {
		t.Error("a document has a cost before the table begins")
	}
	if _, ok := cost.Message("mx-central-1", today, 2048, time.Second, cost.Moved{}); ok {
		t.Error("a document has a cost without a price")
	}
}

// TestEveryRowCounts: every use is counted by something a load has, and every
// item has a price somewhere.
func TestEveryRowCounts(t *testing.T) {
	t.Parallel()
	none, all := cost.Of(region, today, cost.Load{}), cost.Of(region, today, usual())
	for i, l := range all.Lines {
		if l.Quantity.Sign() <= 0 || l.USD == nil || none.Lines[i].Quantity.Sign() != 0 {
			t.Errorf("%s %s: %s for %v, %s for nothing", l.Service, l.Item, l.Quantity, l.USD, none.Lines[i].Quantity)
		}
	}
	rows := map[[3]string]bool{}
	for _, u := range catalog.CloudUsesOn(today) {
		rows[[3]string{u.Part, u.Service, u.Item}] = true
		if !slices.Contains([]cost.Part{cost.Path, cost.Keeping, cost.Packages, cost.Base, cost.Desk}, cost.Part(u.Part)) {
			t.Errorf("part %q", u.Part)
		}
	}
	if len(rows) != len(all.Lines) || len(rows) < 20 {
		t.Errorf("%d rows, %d lines", len(rows), len(all.Lines))
	}
}

// TestDesk: screens are counted, and no part of the path of the documents.
func TestDesk(t *testing.T) {
	t.Parallel()
	with, without := cost.Of(region, today, usual()), usual()
	without.Screens = 0
	desk, complete := with.Sum(cost.Desk)
	if !complete || desk.Sign() == 0 || desk.Cmp(big.NewRat(5, 100)) > 0 {
		t.Errorf("1,000 screens cost %s, complete: %v", desk.FloatString(4), complete)
	}
	none := cost.Of(region, today, without)
	if sum, _ := none.Sum(cost.Desk); sum.Sign() != 0 {
		t.Errorf("no screen costs %s", sum.FloatString(6))
	}
	one, _ := with.Sum(cost.Path)
	if other, _ := none.Sum(cost.Path); one.Cmp(other) != 0 {
		t.Errorf("the path costs %s, and %s when somebody looks", other.FloatString(6), one.FloatString(6))
	}
}

// TestGrows: twice the pedimentos cost twice, and nothing makes it cheaper.
func TestGrows(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		n := func(name string) int64 { return rapid.Int64Range(0, 1e9).Draw(rt, name) }
		l := cost.Load{Pedimentos: n("pedimentos"), Documents: n("documents"), Pages: n("pages"), Partidas: n("partidas")}
		one, _ := cost.Of(region, today, l).Sum(cost.Path)
		l.Pedimentos *= 2
		two, _ := cost.Of(region, today, l).Sum(cost.Path)
		if twice := new(big.Rat).Add(one, one); two.Cmp(twice) != 0 {
			rt.Errorf("%s and %s", one, two)
		}
		l.Partidas++
		if more, _ := cost.Of(region, today, l).Sum(cost.Path); more.Cmp(two) < 0 {
			rt.Errorf("%s after %s", more, two)
		}
	})
}

// TestMessage: time and memory are what changes between two messages alike, and what
// they take elsewhere is what the whole path counts of it.
func TestMessage(t *testing.T) {
	t.Parallel()
	sum := func(mb int64, took time.Duration) *big.Rat {
		usd, ok := cost.Message(region, today, mb, took, cost.Moved{})
		if !ok {
			t.Fatal("no price")
		}
		return usd
	}
	still := sum(2048, 0)
	second := new(big.Rat).Sub(sum(2048, time.Second), still)
	if still.Sign() <= 0 || second.FloatString(10) != "0.0000266668" { // 2 GB-seconds at 0.0000133334
		t.Errorf("%s, and a second %s", still.FloatString(10), second.FloatString(10))
	}
	if half := new(big.Rat).Sub(sum(1024, time.Second), still); new(big.Rat).Add(half, half).Cmp(second) != 0 {
		t.Errorf("half the memory costs %s", half)
	}
	three, _ := cost.Message(region, today, 2048, 0, cost.Moved{Documents: 3}) // two more of 9 written units, 30 read, 2 puts and a get
	if more := new(big.Rat).Sub(three, still); more.FloatString(8) != "0.00003955" {
		t.Errorf("two documents more cost %s", more.FloatString(8))
	}
	scan, _ := cost.Message(region, today, 2048, 0, cost.Moved{Scanned: 2})
	if more := new(big.Rat).Sub(scan, still); more.FloatString(6) != "0.003000" {
		t.Errorf("two pages recognised cost %s", more.FloatString(6))
	}
	with, _ := cost.Message(region, today, 2048, 0, cost.Moved{PDFs: 1, Materials: 5})
	e := cost.Load{Pedimentos: 1, Documents: 1, Pages: 1, Partidas: 5}
	path, _ := cost.Of(region, today, e).Sum(cost.Path)
	e.Pages, e.Partidas = 0, 0
	alone, _ := cost.Of(region, today, e).Sum(cost.Path)
	if more := new(big.Rat).Sub(with, still); more.Sign() <= 0 || more.Cmp(new(big.Rat).Sub(path, alone)) != 0 {
		t.Errorf("a PDF and five materials cost %s more, and on the whole path %s", more.FloatString(10), new(big.Rat).Sub(path, alone).FloatString(10))
	}
}
