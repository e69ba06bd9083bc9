package step_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

func decode(t *testing.T, w *world, h document.Hash, v any) {
	t.Helper()
	b, err := w.blobs.Get(w.ctx, rfc, step.ShelfWork, h)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatal(err)
	}
}

// TestTrace: any spelling of any number of the chain leads to its lots, what
// took them, and the documents.
func TestTrace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.settle(stories()["a chain of rectifications"]()...)
	w.match(rfc)
	root, r2, f4 := number(2021, 1), number(2021, 3), number(2021, 9)
	spaced := root[:2] + " " + root[2:4] + " " + root[4:8] + " " + root[8:]
	for _, tt := range []struct {
		key         string
		lots, exits int
		descargos   int
		documents   int
	}{
		{root, 1, 0, 1, 3},
		{" " + spaced + " ", 1, 0, 1, 3},
		{strings.ReplaceAll(spaced, " ", "-"), 1, 0, 1, 3},
		{root + "-1", 1, 0, 1, 3},
		{spaced + "-1", 1, 0, 1, 3},
		{strings.ReplaceAll(spaced, " ", "-") + "-1", 1, 0, 1, 3},
		{root + "-2", 0, 0, 0, 1},
		{r2, 1, 0, 1, 3},
		{r2 + "-1", 1, 0, 1, 3},
		{f4, 0, 1, 1, 1},
		{f4 + "-512-1", 0, 1, 1, 1},
		{number(2021, 50), 0, 0, 0, 0},
		{"nonsense-1", 0, 0, 0, 0},
		{"", 0, 0, 0, 0},
		{root + "7", 0, 0, 0, 0},
	} {
		got, err := step.Trace(w.ctx, w.books, w.blobs, rfc, tt.key)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Lots) != tt.lots || len(got.Exits) != tt.exits || len(got.Descargos) != tt.descargos || len(got.Documents) != tt.documents || len(got.Saldos) != tt.lots {
			t.Errorf("%q: %d lots, %d exits, %d descargos, %d documents; want %+v", tt.key, len(got.Lots), len(got.Exits), len(got.Descargos), len(got.Documents), tt)
		}
	}
}

// TestTraceToTheLine: down to the table and line of the original.
func TestTraceToTheLine(t *testing.T) {
	t.Parallel()
	c := invent(t, synth.Options{Seed: 2, Months: 1, Pedimentos: 4, Partidas: 2, Materials: 8})
	w := newWorld(t)
	us := c.truth.Company.RFC
	for _, name := range c.documents() {
		w.settle(c.read(name)...)
	}
	w.match(us)
	var lot ledger.Lot
	err := step.EachBook(w.ctx, w.books, us, func(b *ledger.Book) error {
		if len(b.Lots) > 0 {
			lot = b.Lots[0]
		}
		return nil
	})
	if err != nil || lot.ID == "" {
		t.Fatalf("no lot, %v", err)
	}
	got, err := step.Trace(w.ctx, w.books, w.blobs, us, lot.ID)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(got.Documents, func(d step.TracedDocument) bool { return d.Source == document.SourceDataStage })
	if at < 0 || !strings.HasPrefix(got.Documents[at].At, "551:") || !strings.HasSuffix(got.Documents[at].In, ".zip") || len(got.Runs) == 0 || got.Runs[0].Engine != ledger.Engine {
		t.Errorf("%+v", got)
	}
	away, err := step.Trace(w.ctx, w.books, unreachable{w.blobs}, us, lot.ID)
	if _, unplaced := errors.AsType[*step.UnplacedError](err); !unplaced || len(away.Lots) != len(got.Lots) || len(away.Documents) != len(got.Documents) || away.Documents[at].At != "" || away.Documents[at].In != got.Documents[at].In {
		t.Errorf("of a container that is away for now: %v, %+v", err, away)
	}
}

// unreachable is an archive that answers nothing for now.
type unreachable struct{ step.Blobs }

func (unreachable) Get(context.Context, string, step.Shelf, document.Hash) ([]byte, error) {
	return nil, fault.New(fault.Transient, "archive", errors.New("away"))
}

// TestTruth: the saldos of every month end, through the whole path, are those
// that the synthetic company's own plain computation says.
func TestTruth(t *testing.T) {
	t.Parallel()
	for _, opt := range []synth.Options{small(), {Seed: 5, Months: 4, Pedimentos: 12, Materials: 10}} {
		c := invent(t, opt)
		us := c.truth.Company.RFC
		w := newWorld(t)
		for _, name := range c.documents() {
			w.settle(c.read(name)...)
		}
		w.match(us)
		want, got := map[string][]string{}, map[string][]string{}
		for _, m := range c.truth.Materials {
			want[m.Fraccion+"/"+m.UMT] = append([]string{m.Entradas, m.Faltante, m.Retenido}, m.Saldos...)
		}
		err := step.EachBook(w.ctx, w.books, us, func(b *ledger.Book) error {
			var in, short, held quantity.Micros
			for _, l := range b.Lots {
				in += l.Cantidad
			}
			for _, s := range b.Shortages {
				short += s.Cantidad
			}
			for _, h := range b.Held {
				held += h.Cantidad
			}
			row := []string{in.String(), short.String(), held.String()}
			for _, name := range c.truth.Months {
				var saldo quantity.Micros
				for _, l := range b.AsOf(date(name + "-01").MonthEnd()) {
					saldo += l.Saldo
				}
				row = append(row, saldo.String())
			}
			got[b.Material.Key+"/"+b.Material.Unit] = row
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("seed %d (-truth +books):\n%s", opt.Seed, d)
		}
		lots(t, w, c)
	}
}

// lots compares what is left of each entry after the last month.
func lots(t *testing.T, w *world, c company) {
	t.Helper()
	want, got := map[string]string{}, map[string]string{}
	for _, l := range c.truth.Lots {
		a, err := money.Parse(l.Saldo)
		if err != nil {
			t.Fatal(err)
		}
		want[l.Pedimento+"-"+ledger.LineNumber(l.Partida)] = a.String()
	}
	err := step.EachBook(w.ctx, w.books, c.truth.Company.RFC, func(b *ledger.Book) error {
		for _, s := range b.Saldos {
			got[s.Lot] = s.Cantidad.String()
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("lots (-truth +books):\n%s", d)
	}
}

// TestDocumentsOfTheTruth: every file becomes what the story says it must.
func TestDocumentsOfTheTruth(t *testing.T) {
	t.Parallel()
	c := invent(t, small())
	w := newWorld(t)
	status := map[string]document.Status{}
	for _, name := range c.documents() {
		status[name] = w.settle(c.read(name)...)[0].Status
	}
	for _, f := range c.truth.Files {
		if f.Name != "truth.json" && status[f.Name] != f.Expect {
			t.Errorf("%s is %s, want %s", f.Name, status[f.Name], f.Expect)
		}
	}
}
