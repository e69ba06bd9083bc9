package desk_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
)

// board is everything found in a world today, as the command line finds it.
func (w *world) board(t *testing.T) *step.Board {
	t.Helper()
	b, err := (&step.Judge{Books: w.books, Blobs: w.blobs, Reader: w.reader}).Board(t.Context(), w.rfc, document.NewDate(2022, 8, 1))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// standing is how the finding of a world stands today.
func (w *world) standing(t *testing.T) *rule.Standing {
	t.Helper()
	b := w.board(t)
	for i := range b.Found {
		if b.Found[i].Fingerprint == w.fingerprint {
			return &b.Found[i].Standing
		}
	}
	t.Fatalf("%s is gone", w.fingerprint)
	return nil
}

// TestResolve: what a person decides on the screen is a row of the table
// resoluciones in their own name, whatever name the form gives; what would not
// count, or lacks what the table needs, is refused with why and changes nothing.
func TestResolve(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	w.person(t, "ana", access.Officer)
	w.person(t, "luis", access.Viewer)
	w.person(t, "eva", access.Officer, "XXX010101XX1")
	b, luis := w.signIn(t.Context(), t, "rosa"), w.signIn(t.Context(), t, "luis")
	path := "/p/" + w.rfc + "/hallazgo/" + w.fingerprint
	steps := []struct {
		name   string
		form   []string
		status int
		want   rule.State
	}{
		{"nothing said", nil, 422, rule.Open},
		{"an unknown state", []string{"estado", "olvidado", "nota", "x"}, 422, rule.Open},
		{"no note", []string{"estado", "reconocido", "nota", " \n "}, 422, rule.Open},
		{"no day", []string{"estado", "suprimido", "nota", "x", "hasta", "mañana"}, 400, rule.Open},
		{"a suppression without an end", []string{"estado", "suprimido", "nota", "x"}, 422, rule.Open},
		{"resolved without evidence", []string{"estado", "resuelto", "nota", "x"}, 422, rule.Open},
		{"a note that is too long", []string{"estado", "reconocido", "nota", strings.Repeat("x", 2001)}, 422, rule.Open},
		{"given to who may not decide", []string{"estado", "reconocido", "nota", "x", "asignado", "luis"}, 422, rule.Open},
		{"given to nobody known", []string{"estado", "reconocido", "nota", "x", "asignado", "otra"}, 422, rule.Open},
		{"given to who is of another programme", []string{"estado", "reconocido", "nota", "x", "asignado", "eva"}, 422, rule.Open},
		{"of what it said before", []string{"estado", "reconocido", "nota", "x", "causa", "aaaaaaaaaaaaaaaa"}, 409, rule.Open},
		{"acknowledged", []string{"estado", "reconocido", "nota", "lo ve\r\nel agente", "quien", "otro", "asignado", "rosa"}, 303, rule.Acknowledged},
		{"the same again", []string{"estado", "reconocido", "nota", "lo ve el agente", "asignado", "rosa"}, 409, rule.Acknowledged},
		{"acknowledged with another note", []string{"estado", "reconocido", "nota", "lo ve otro"}, 303, rule.Acknowledged},
		{"given to another the same day", []string{"estado", "reconocido", "nota", "le toca", "asignado", "ana"}, 303, rule.Acknowledged},
		{"resolved", []string{"estado", "resuelto", "nota", "=1+1", "evidencia", "rectificación"}, 303, rule.Resolved},
		{"passed over the same day", []string{"estado", "suprimido", "nota", "x", "hasta", "2022-09-01"}, 303, rule.Suppressed},
		{"opened again", []string{"estado", "abierto", "nota", "no era"}, 303, rule.Open},
	}
	if page := b.get(t, path); !strings.Contains(page.body, `<input type="hidden" name="causa" value="`) {
		t.Error("the form does not tell what the finding said when it was opened")
	}
	for _, s := range steps {
		got := b.ask(t, http.MethodPost, path, b.form(s.form...))
		now := w.standing(t)
		if got.status != s.status || now.State != s.want {
			t.Errorf("%s: %d and %s, expected %d and %s", s.name, got.status, now.State, s.status, s.want)
		}
		if now.By != nil && now.By.Quien != "rosa" {
			t.Errorf("%s: in the name of %s", s.name, now.By.Quien)
		}
	}
	all, err := step.Resolutions(t.Context(), w.books, w.rfc)
	if err != nil || len(all) != 6 || all[0].Nota != "lo ve el agente" {
		t.Errorf("%+v %v", all, err)
	}
	if got := w.standing(t); got.Assigned != "ana" {
		t.Errorf("it is of %q", got.Assigned)
	}
	if got := luis.get(t, path); !strings.Contains(got.body, "Asignado a <b>ana</b>") {
		t.Error("the page does not say whose it is")
	}
	for who, want := range map[string]bool{"ana": true, "rosa": false} {
		if got := b.get(t, "/p/"+w.rfc+"/hallazgos?formato=csv&asignado="+who); strings.Contains(got.body, w.fingerprint) != want {
			t.Errorf("of %s: %.200s", who, got.body)
		}
	}
	if got := b.get(t, path+"?formato=csv"); strings.Contains(got.body, "\n=1") || !strings.Contains(got.body, "=1+1") {
		t.Errorf("the note as a file: %s", got.body)
	}
	if got := luis.get(t, path); got.status != 200 || strings.Contains(got.body, `name="nota"`) {
		t.Errorf("a viewer gets %d and a form", got.status)
	}
	if got := b.get(t, "/p/"+w.rfc+"/hallazgo/aaaaaaaaaaaaaaaa"); got.status != 404 {
		t.Errorf("a finding that is not there: %d", got.status)
	}
	if got := b.ask(t, http.MethodPost, "/p/"+w.rfc+"/hallazgo/aaaaaaaaaaaaaaaa", b.form("estado", "reconocido", "nota", "x")); got.status != 404 {
		t.Errorf("a decision about what is not there: %d", got.status)
	}
}

// TestFindingFilters: each filter shows those that the board holds of it, and
// all of them.
func TestFindingFilters(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	board := w.board(t)
	count := func(keep func(*step.Found) bool) (n int) {
		for i := range board.Found {
			if keep(&board.Found[i]) {
				n++
			}
		}
		return n
	}
	first := &board.Found[0]
	for query, keep := range map[string]func(*step.Found) bool{
		"":                                 func(*step.Found) bool { return true },
		"?estado=todos":                    func(*step.Found) bool { return true },
		"?estado=resuelto":                 func(*step.Found) bool { return false },
		"?severidad=error":                 func(f *step.Found) bool { return f.Finding.Severity == document.Error },
		"?periodo=2021":                    func(f *step.Found) bool { return strings.HasPrefix(f.Period, "2021") },
		"?periodo=2021-02":                 func(f *step.Found) bool { return f.Period == "2021-02" },
		"?patente=0000":                    func(f *step.Found) bool { return f.Broker == "0000" },
		"?codigo=" + first.Finding.Code:    func(f *step.Found) bool { return f.Finding.Code == first.Finding.Code },
		"?documento=" + first.Key + "&x=1": func(f *step.Found) bool { return strings.Contains(f.Key+" "+f.Document+" "+f.Finding.Where, first.Key) },
	} {
		join := "?"
		if query != "" {
			join = "&"
		}
		got := b.get(t, "/p/"+w.rfc+"/hallazgos"+query+join+"formato=csv")
		rows := strings.Count(got.body, "\n"+w.rfc+",") // each row begins with its programme
		if want := count(keep); got.status != 200 || rows != want {
			t.Errorf("%s: %d and %d rows, expected %d", query, got.status, rows, want)
		}
	}
	for _, query := range []string{"?severidad=x", "?estado=x"} {
		if got := b.get(t, "/p/"+w.rfc+"/hallazgos"+query); got.status != 400 {
			t.Errorf("%s: %d", query, got.status)
		}
	}
}

// TestFindingLeads: a finding leads to its document and to what the books know
// of its key.
func TestFindingLeads(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "luis", access.Viewer)
	b := w.signIn(t.Context(), t, "luis")
	board := w.board(t)
	at := slices.IndexFunc(board.Found, func(f step.Found) bool { return f.SHA != "" && len(f.Key) == 15 })
	if at < 0 {
		t.Fatal("no finding of a pedimento in a document")
	}
	f := &board.Found[at]
	page := b.get(t, "/p/"+w.rfc+"/hallazgo/"+f.Fingerprint).body
	for _, to := range []string{"/p/" + w.rfc + "/documentos/" + string(f.SHA), "/p/" + w.rfc + "/trazabilidad?clave=" + f.Key} {
		if !strings.Contains(page, `href="`+to+`"`) {
			t.Errorf("no way to %s", to)
		}
		if got := b.get(t, to); got.status != 200 {
			t.Errorf("%s answers %d", to, got.status)
		}
	}
}

// TestPlanOfNoPart: what falls short is told by the part that was asked for, also
// where nothing gives it a fracción.
func TestPlanOfNoPart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "luis", access.Viewer)
	page := w.signIn(t.Context(), t, "luis").get(t, "/p/"+w.rfc+"/puedo?clave=V1&parte=NO-HAY&cantidad=10&unidad=6&fecha=2022-08-01").body
	if !strings.Contains(page, "10 de NO-HAY") {
		t.Errorf("it says %s", page)
	}
}

// TestPrintedNumber: a pedimento is found as it is printed, in groups, among
// findings, documents and in the trace, as it is by the number of the books.
func TestPrintedNumber(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	rows := func(path string) int {
		t.Helper()
		got := b.get(t, "/p/"+w.rfc+path+"&formato=csv")
		if got.status != http.StatusOK {
			t.Fatalf("%s: %d", path, got.status)
		}
		return strings.Count(got.body, "\n"+w.rfc+",")
	}
	key := ""
	for _, f := range w.board(t).Found {
		if len(f.Key) >= 15 && strings.Trim(f.Key[:15], "0123456789") == "" {
			key = f.Key[:15]
			break
		}
	}
	if key == "" {
		t.Fatal("no finding is about a pedimento")
	}
	for _, screen := range []string{"/hallazgos?estado=todos&documento=", "/documentos?q=", "/trazabilidad?clave="} {
		want := rows(screen + key)
		if want == 0 {
			t.Errorf("%s%s finds nothing", screen, key)
		}
		for _, typed := range []string{
			key[:2] + "+" + key[2:4] + "+" + key[4:8] + "+" + key[8:], key[:2] + "++" + key[2:4] + "0++" + key[4:8] + "++" + key[8:],
			key[:2] + "-" + key[2:4] + "-" + key[4:8] + "-" + key[8:], key[:8] + "%C2%A0" + key[8:],
		} {
			if got := rows(screen + typed); got != want {
				t.Errorf("%s%s finds %d, and %d by the number of the books", screen, typed, got, want)
			}
		}
	}
}
