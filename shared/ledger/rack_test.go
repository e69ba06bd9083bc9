package ledger_test

import (
	"reflect"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/ledger"
)

// TestRackKeepsBooks: a book that was kept is, to its last byte, the book that
// is opened, whatever stands in it, and each exit can be read alone.
func TestRackKeepsBooks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var books []*ledger.Book
		for range rapid.IntRange(1, 3).Draw(t, "books") {
			books = append(books, anyBook(t))
		}
		for i, k := range ledger.KeepAll(books) {
			want, err := books[i].Encode()
			if err != nil {
				t.Fatal(err)
			}
			b := k.Open()
			got, err := b.Encode()
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), string(got)); d != "" {
				t.Fatalf("another book (-want +got):\n%s", d)
			}
			n, takes := k.Len()
			if n != len(b.Exits) || takes != len(b.Descargos) {
				t.Fatalf("%d exits, %d descargos", n, takes)
			}
			for at := n - 1; at >= 0; at-- {
				x := ledger.Exit{Facts: b.Exits[0].Facts, ParteSupuesta: true, Numeros: []string{"other"}}
				if k.Exit(at, &x); !reflect.DeepEqual(x, b.Exits[at]) {
					t.Fatalf("exit %d alone: %s", at, cmp.Diff(b.Exits[at], x))
				}
			}
			if n > 0 {
				brief(t, k, b)
			}
			var r ledger.ExitReader
			for range 2 * n {
				at := rapid.IntRange(0, n-1).Draw(t, "one after the other")
				if r.Read(k, at); !reflect.DeepEqual(r.Exit, b.Exits[at]) {
					t.Fatalf("exit %d after another: %s", at, cmp.Diff(b.Exits[at], r.Exit))
				}
			}
			for at := range takes {
				var d ledger.Descargo
				lot, exit := k.Descargo(at, &d)
				if d.Lot, d.Exit = b.Lots[lot].ID, b.Exits[exit].ID; d != b.Descargos[at] || k.Tipo(at) != b.Exits[exit].Tipo {
					t.Fatalf("descargo %d alone: %+v of an exit %q", at, d, k.Tipo(at))
				}
			}
		}
	})
}

// brief holds what is read of exits in part to the whole of them.
func brief(t *rapid.T, k *ledger.Kept, b *ledger.Book) {
	t.Helper()
	from, to := b.Exits[0].MovedAt, b.Exits[len(b.Exits)-1].MovedAt
	moved, taken, makes := 0, 0, false
	at := k.ExitsByID()
	for i := range b.Exits {
		x := &b.Exits[i]
		var got ledger.ExitBrief
		k.Brief(i, &got)
		want := ledger.ExitBrief{
			Rol: x.Rol, Pedimento: x.Pedimento, Clave: x.Clave, Tipo: x.Tipo, Partida: x.Partida, Cantidad: x.Cantidad, MovedAt: x.MovedAt, PaidAt: x.PaidAt,
		}
		if got != want || k.ExitID(i) != x.ID || at[x.ID] != i {
			t.Fatalf("exit %d in part: %+v, %q; want %+v, %q", i, got, k.ExitID(i), want, x.ID)
		}
		if slices.Contains(ledger.Roles(), x.Rol) && !k.Has(x.Rol) {
			t.Fatalf("the book does not have the role %q of exit %d", x.Rol, i)
		}
		if makes = makes || x.Producto != ""; x.MovedAt >= from && x.MovedAt <= to {
			moved++
		}
	}
	for i := range b.Descargos {
		if d := b.Descargos[i].MovedAt; d >= from && d <= to {
			taken++
		}
	}
	if exits, descargos := k.Moved(from, to); exits != moved || descargos != taken || k.Makes() != makes {
		t.Fatalf("%d exits and %d descargos moved, products %v; want %d, %d, %v", exits, descargos, k.Makes(), moved, taken, makes)
	}
	lots := k.LotsByID()
	for i := range b.Lots {
		if lots[b.Lots[i].ID] != i {
			t.Fatalf("lot %d stands at %d", i, lots[b.Lots[i].ID])
		}
	}
}

// TestLentBooks: books are lent in their order as they are, to one who stops
// early too.
func TestLentBooks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var books []*ledger.Book
		for range rapid.IntRange(0, 6).Draw(t, "books") {
			books = append(books, anyBook(t))
		}
		stop, i := rapid.IntRange(0, 6).Draw(t, "stop"), 0
		for b := range ledger.Lent(ledger.KeepAll(books)) {
			want, err := books[i].Encode()
			if err != nil {
				t.Fatal(err)
			}
			got, err := b.Encode()
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), string(got)); d != "" {
				t.Fatalf("book %d (-want +got):\n%s", i, d)
			}
			if i == stop {
				return
			}
			i++
		}
		if i != len(books) {
			t.Fatalf("%d of %d books", i, len(books))
		}
	})
}

// TestLentPanics: what cannot be opened is the panic of who reads.
func TestLentPanics(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("nobody was told")
		}
	}()
	for range ledger.Lent([]*ledger.Kept{nil}) {
		t.Error("a book of nothing")
	}
}

// anyBook is a book whose every field is arbitrary, but that its lots and exits
// have names of their own, quantities of lines are counted from one, and its
// descargos are of them, as in a book that was evaluated.
func anyBook(t *rapid.T) *ledger.Book {
	b := &ledger.Book{}
	fill(t, reflect.ValueOf(b).Elem())
	for i := range b.Lots {
		b.Lots[i].ID += "#" + strconv.Itoa(i)
	}
	for i := range b.Exits {
		x := &b.Exits[i]
		if x.ID += "#" + strconv.Itoa(i); rapid.Bool().Draw(t, "of its pedimento") {
			x.ID = x.Pedimento + x.ID
		}
		x.Partida = rapid.IntRange(0, 1<<31-1).Draw(t, "partida")
	}
	if len(b.Lots) == 0 || len(b.Exits) == 0 {
		b.Descargos = []ledger.Descargo{}
	}
	if b.Exits == nil {
		b.Exits = []ledger.Exit{}
	}
	if b.Descargos == nil {
		b.Descargos = []ledger.Descargo{}
	}
	for i := range b.Descargos {
		b.Descargos[i].Lot, b.Descargos[i].Exit = b.Lots[i%len(b.Lots)].ID, b.Exits[i%len(b.Exits)].ID
	}
	return b
}

// TestRackGathers: movements that were gathered make the book they make as they
// stand.
func TestRackGathers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups, policy := anyMovements(t)
		m := ledger.Material{Kind: ledger.KindPart, Key: "TORNILLO", Unit: "6"}
		g := ledger.NewRack().Gather(m)
		for i := range groups {
			g.Add(&groups[i])
		}
		want, run, err := ledger.EvaluateRun("MEN210101AB1", m, groups, policy, "cat")
		if err != nil {
			t.Fatal(err)
		}
		got, again, err := g.EvaluateRun("MEN210101AB1", policy, "cat")
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(encoded(t, want)), string(encoded(t, got))); d != "" || run != again {
			t.Fatalf("another book (-want +got):\n%s", d)
		}
	})
}
