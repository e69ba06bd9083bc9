package rule_test

import (
	"testing"

	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule"
)

// TestStanding: what a person decided holds for the cause it was about, and a
// suppression until its last day.
func TestStanding(t *testing.T) {
	t.Parallel()
	row := func(state, cause string, on, until int32) plant.Resolution {
		return plant.Resolution{Estado: state, Causa: cause, Fecha: date(on), Hasta: date(until), Quien: "Analista", Nota: "n"}
	}
	gone := func(r plant.Resolution, on int32) plant.Resolution { r.Ausente = date(on); return r }
	for name, tt := range map[string]struct {
		rows  []plant.Resolution
		on    int32
		want  rule.State
		again bool
	}{
		"nobody looked":                {nil, 20260401, rule.Open, false},
		"acknowledged":                 {[]plant.Resolution{row("reconocido", "c1", 20260401, 0)}, 20260401, rule.Acknowledged, false},
		"not yet":                      {[]plant.Resolution{row("reconocido", "c1", 20260402, 0)}, 20260401, rule.Open, false},
		"resolved":                     {[]plant.Resolution{row("reconocido", "c1", 20260401, 0), row("resuelto", "c1", 20260405, 0)}, 20260406, rule.Resolved, false},
		"as it stood before":           {[]plant.Resolution{row("reconocido", "c1", 20260401, 0), row("resuelto", "c1", 20260405, 0)}, 20260404, rule.Acknowledged, false},
		"resolved for another cause":   {[]plant.Resolution{row("resuelto", "c0", 20260405, 0)}, 20260406, rule.Open, true},
		"resolved whatever the cause":  {[]plant.Resolution{row("resuelto", "", 20260405, 0)}, 20260406, rule.Resolved, false},
		"suppressed on its last day":   {[]plant.Resolution{row("suprimido", "c1", 20260401, 20260430)}, 20260430, rule.Suppressed, false},
		"the suppression is over":      {[]plant.Resolution{row("suprimido", "c1", 20260401, 20260430)}, 20260501, rule.Open, true},
		"opened again by a person":     {[]plant.Resolution{row("resuelto", "c1", 20260405, 0), row("abierto", "c1", 20260407, 0)}, 20260408, rule.Open, false},
		"it was gone since":            {[]plant.Resolution{gone(row("resuelto", "c1", 20260405, 0), 20260410)}, 20260412, rule.Open, true},
		"it was not gone yet":          {[]plant.Resolution{gone(row("resuelto", "c1", 20260405, 0), 20260410)}, 20260409, rule.Resolved, false},
		"passed over, and gone since":  {[]plant.Resolution{gone(row("suprimido", "c1", 20260401, 20260430), 20260410)}, 20260412, rule.Open, true},
		"resolved when it was back":    {[]plant.Resolution{gone(row("resuelto", "c1", 20260405, 0), 20260410), row("resuelto", "c1", 20260411, 0)}, 20260412, rule.Resolved, false},
		"acknowledged, another figure": {[]plant.Resolution{row("reconocido", "c0", 20260405, 0)}, 20260406, rule.Open, true},
	} {
		got := rule.StandingOf(tt.rows, "c1", date(tt.on))
		if got.State != tt.want || got.Again != tt.again {
			t.Errorf("%s: %s again %v, want %s %v", name, got.State, got.Again, tt.want, tt.again)
		}
	}
	mine := row("reconocido", "c1", 20260401, 0)
	mine.Asignado = "rosa"
	other := row("resuelto", "c1", 20260405, 0)
	other.Asignado = "luis"
	rows := []plant.Resolution{mine, row("resuelto", "c1", 20260403, 0), other, row("abierto", "c1", 20260407, 0)}
	for on, want := range map[int32]string{20260331: "", 20260401: "rosa", 20260404: "rosa", 20260405: "luis", 20260408: "luis"} {
		for _, cause := range []string{"c1", "c2"} { // whatever became of the cause
			if got := rule.StandingOf(rows, cause, date(on)).Assigned; got != want {
				t.Errorf("on %d it is of %q, want %q", on, got, want)
			}
		}
	}
	for _, s := range rule.States() {
		if title := s.Title(); title.ES == "" || title.EN == "" || title.ES == title.EN {
			t.Errorf("state %s is named %+v", s, title)
		}
	}
}

// TestStandingTellsTheUnheard: what counts for nothing beside another of its day is
// named, and as of a day before it is not.
func TestStandingTellsTheUnheard(t *testing.T) {
	t.Parallel()
	rows := []plant.Resolution{
		{Estado: "reconocido", Causa: "c1", Fecha: 20260401, Quien: "Analista", Cede: "resuelto"},
		{Estado: "resuelto", Causa: "c1", Fecha: 20260401, Quien: "Gerente", Orden: 1, Ordenada: true},
	}
	if s := rule.StandingOf(rows, "c1", 20260401); s.State != rule.Resolved || len(s.Unheard) != 1 || s.Unheard[0].Quien != "Analista" {
		t.Errorf("stands %+v", s)
	}
	if s := rule.StandingOf(rows, "c1", 20260331); len(s.Unheard) != 0 {
		t.Errorf("before, it stands %+v", s)
	}
}
