package scorecard_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule/scorecard"
)

func TestRows(t *testing.T) {
	broker := func(doc string, refused bool, since, received document.Date, codes ...string) scorecard.Delivery {
		return scorecard.Delivery{Document: doc, Kind: scorecard.Broker, ID: "3210", Name: "AGENCIA EJEMPLO", Refused: refused, Since: since, Received: received, Findings: codes}
	}
	without := func(n int) []scorecard.Count { return []scorecard.Count{{Code: string(scorecard.NoDate), Times: n}} }
	loaded := broker("e", false, 20240105, 0)
	loaded.Undated = scorecard.Loaded
	tests := map[string]struct {
		in   []scorecard.Delivery
		want []scorecard.Row
	}{
		"nothing":  {nil, []scorecard.Row{}},
		"nobody's": {[]scorecard.Delivery{{Document: "a", Kind: scorecard.Broker}}, []scorecard.Row{}},
		"one broker": {
			[]scorecard.Delivery{
				broker("a", true, 20240105, 20240109, "x", "y", "x"), broker("b", false, 20240105, 20240205, "z"),
				broker("c", false, 20240105, 20240101), broker("d", false, 0, 20240101, "w"),
			},
			[]scorecard.Row{{
				Kind: scorecard.Broker, ID: "3210", Name: "AGENCIA EJEMPLO", Documents: 4, Refused: 1, RefusedPermille: new(250), Findings: 5,
				Commonest: []scorecard.Count{{Code: "x", Times: 2}, {Code: "w", Times: 1}, {Code: "y", Times: 1}}, Dated: 3, MedianDelay: new(4), WorstDelay: new(31), Undated: without(1),
			}},
		},
		"a document told twice, once refused": {
			[]scorecard.Delivery{broker("a", false, 0, 0), broker("a", true, 0, 0)},
			[]scorecard.Row{{
				Kind: scorecard.Broker, ID: "3210", Name: "AGENCIA EJEMPLO", Documents: 1, Refused: 1, RefusedPermille: new(1000), Commonest: []scorecard.Count{}, Undated: without(1),
			}},
		},
		"by mail and in a load": {
			[]scorecard.Delivery{loaded, broker("e", false, 20240105, 20240107), broker("f", false, 20240105, 20240110)},
			[]scorecard.Row{{
				Kind: scorecard.Broker, ID: "3210", Name: "AGENCIA EJEMPLO", Documents: 2, RefusedPermille: new(0), Commonest: []scorecard.Count{},
				Dated: 2, MedianDelay: new(2), WorstDelay: new(5), Undated: []scorecard.Count{},
			}},
		},
		"a load alone": {
			[]scorecard.Delivery{loaded},
			[]scorecard.Row{{
				Kind: scorecard.Broker, ID: "3210", Name: "AGENCIA EJEMPLO", Documents: 1, RefusedPermille: new(0), Commonest: []scorecard.Count{},
				Undated: []scorecard.Count{{Code: "carga", Times: 1}},
			}},
		},
		"a third is rounded": {
			[]scorecard.Delivery{broker("a", true, 0, 0), broker("b", true, 0, 0), broker("c", false, 0, 0)},
			[]scorecard.Row{{
				Kind: scorecard.Broker, ID: "3210", Name: "AGENCIA EJEMPLO", Documents: 3, Refused: 2, RefusedPermille: new(667), Commonest: []scorecard.Count{}, Undated: without(3),
			}},
		},
		"brokers first, then by documents and id": {
			[]scorecard.Delivery{
				{Document: "a", Kind: scorecard.Supplier, ID: "990000001", Name: "B"},
				{Document: "b", Kind: scorecard.Supplier, ID: "990000001", Name: "A"},
				{Document: "a", Kind: scorecard.Supplier, ID: "980000002"},
				broker("a", false, 0, 0),
			},
			[]scorecard.Row{
				{Kind: scorecard.Broker, ID: "3210", Name: "AGENCIA EJEMPLO", Documents: 1, RefusedPermille: new(0), Commonest: []scorecard.Count{}, Undated: without(1)},
				{Kind: scorecard.Supplier, ID: "990000001", Name: "A", Documents: 2, RefusedPermille: new(0), Commonest: []scorecard.Count{}, Undated: without(2)},
				{Kind: scorecard.Supplier, ID: "980000002", Documents: 1, RefusedPermille: new(0), Commonest: []scorecard.Count{}, Undated: without(1)},
			},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, scorecard.Rows(tt.in)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestOrderDecidesNothing: shuffled and doubled deliveries give the same cards,
// and no document is lost.
func TestOrderDecidesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := make([]scorecard.Delivery, rapid.IntRange(0, 12).Draw(t, "n"))
		for i := range in {
			in[i] = scorecard.Delivery{
				Document: strconv.Itoa(i), Kind: rapid.SampledFrom([]scorecard.Kind{scorecard.Broker, scorecard.Supplier}).Draw(t, "kind"),
				ID: rapid.SampledFrom([]string{"1", "2"}).Draw(t, "id"), Refused: rapid.Bool().Draw(t, "refused"),
				Since: 20240101, Received: document.Date(20240101).AddDays(rapid.IntRange(0, 40).Draw(t, "days")),
			}
		}
		want := scorecard.Rows(in)
		if diff := cmp.Diff(want, scorecard.Rows(rapid.Permutation(slices.Concat(in, in)).Draw(t, "order"))); diff != "" {
			t.Fatal(diff)
		}
		total := 0
		for _, r := range want {
			total += r.Documents
			if r.Refused > r.Documents || r.Dated > r.Documents || r.MedianDelay != nil && *r.MedianDelay > *r.WorstDelay {
				t.Fatalf("%+v", r)
			}
		}
		if total != len(in) {
			t.Fatalf("%d documents of %d", total, len(in))
		}
	})
}

// TestColumns: every member of a row has a title in both languages, and what
// nobody knows is null.
func TestColumns(t *testing.T) {
	rows := scorecard.Rows([]scorecard.Delivery{{Document: "a", Kind: scorecard.Supplier, ID: "1", Name: "A"}})
	raw, err := json.Marshal(rows[0])
	if err != nil {
		t.Fatal(err)
	}
	var members map[string]any
	if err := json.Unmarshal(raw, &members); err != nil {
		t.Fatal(err)
	}
	for _, c := range scorecard.Columns() {
		if _, ok := members[c.Name]; !ok || c.Title.ES == "" || c.Title.EN == "" {
			t.Errorf("column %q is no member, or lacks a title", c.Name)
		}
		delete(members, c.Name)
	}
	if len(members) > 0 {
		t.Errorf("no column for %v", members)
	}
	why := rows[0].WhyUndated()
	for _, u := range []scorecard.Undated{scorecard.Loaded, scorecard.Older, scorecard.NoDate} {
		if x := u.Title(); x.ES == "" || x.EN == "" || x.ES == x.EN {
			t.Errorf("%s is named %+v", u, x)
		}
	}
	if why.EN != "1 "+scorecard.NoDate.Title().EN || why.ES != "1 "+scorecard.NoDate.Title().ES {
		t.Errorf("%+v", why)
	}
	if rows[0].MedianDelay != nil || rows[0].WorstDelay != nil {
		t.Error("a delay nobody knows is not null")
	}
	if scorecard.Broker.Title() == scorecard.Supplier.Title() {
		t.Error("brokers and suppliers have one title")
	}
}
