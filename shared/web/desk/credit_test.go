package desk_test

import (
	"context"
	"encoding/csv"
	"net/url"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/credito"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

// credited is a reader whose plans give back some credit, or cannot tell.
type credited struct {
	desk.Reader

	known bool
}

func (c credited) Plan(ctx context.Context, rfc string, op step.Operation) (*step.Planned, error) {
	p, err := c.Reader.Plan(ctx, rfc, op)
	if err == nil {
		p.CreditKnown, p.Credit = c.known, nil
		if c.known {
			p.Credit = []step.CreditTaken{{Cuenta: credito.Cuenta{Key: credito.Key{Pedimento: "219999999999999", Fraccion: "85366999", UMT: "6"}, Contribucion: "3", Forma: "21"}, Pesos: 1234, Open: 56789}}
		}
	}
	return p, err
}

// TestPlanSaysTheCredit: what an operation gives back of the credit is on its page,
// account by account; where nobody can tell, the page says so and why.
func TestPlanSaysTheCredit(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	path := "/p/" + w.rfc + "/puedo?clave=RT&parte=NO-HAY&cantidad=1&unidad=6&fecha=2022-08-01"
	for known, want := range map[bool]string{true: "1,234", false: "no se sabe: o un lote se pagó después"} {
		w.open(t, credited{desk.Read(w.books), known}, w.people)
		got := w.signIn(t.Context(), t, "rosa").get(t, path).body
		if !strings.Contains(got, want) || strings.Contains(got, "56,789") != known {
			t.Errorf("known %v: %.3000s", known, got)
		}
	}
	w.open(t, desk.Read(w.books), w.people)
	if got := w.signIn(t.Context(), t, "rosa").get(t, path).body; !strings.Contains(got, "La operación no descarga crédito.") {
		t.Error("an operation without credit says nothing about it")
	}
}

// TestEveryFixHasItsEffect: beside each difference stands what doing what is
// proposed would change, on the page and in its file.
func TestEveryFixHasItsEffect(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	b, rows := w.signIn(t.Context(), t, "rosa"), 0
	for _, kind := range []string{"datastage", "cove", "cfdi", "cfdi_renglones", "produccion", "faltantes"} {
		path := "/p/" + w.rfc + "/conciliacion?con=" + kind
		page := b.get(t, path).body
		file, err := csv.NewReader(strings.NewReader(b.get(t, path+"&formato=csv").body)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range file {
			if effect := row[len(row)-1]; i == 0 && effect != "efecto" || effect == "" {
				t.Errorf("%s, row %d: %q", kind, i, row)
			}
			rows += min(i, 1)
		}
		if len(file) > 1 && !strings.Contains(page, "Qué cambiaría") {
			t.Errorf("%s: the page has no effects", kind)
		}
	}
	if rows < 10 {
		t.Errorf("only %d differences were seen", rows)
	}
}

// TestWaitingWhereNothingGoesOn: a page that waits says whether it may be closed
// meanwhile.
func TestWaitingWhereNothingGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	w.patience = time.Nanosecond
	for pauses, want := range map[bool]string{true: "déjela abierta", false: "no hay que dejarla abierta"} {
		w.change = func(c *desk.Config) { c.Pauses = pauses }
		w.open(t, desk.Read(w.books), w.people)
		got := w.signIn(t.Context(), t, "rosa").get(t, "/p/"+w.rfc+"/saldos?"+url.Values{"al": {"2021-01-1" + map[bool]string{true: "1", false: "2"}[pauses]}}.Encode())
		if got.status != 202 || !strings.Contains(got.body, want) {
			t.Errorf("pauses %v: %d %.1500s", pauses, got.status, got.body)
		}
	}
}
