package plant_test

import (
	"testing"
	"time"

	"example.com/immex/shared/plant"
)

const eventsHead = "registro,documento,evento,recibido,folio\n"

// TestEvents: what can be said of the 48 hours from two times, to the second.
func TestEvents(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		row  string
		took time.Duration
		want plant.Term
	}{
		"48 hours":               {"entrada,A,2026-03-02T10:00:00-06:00,2026-03-04T10:00:00-06:00,", 48 * time.Hour, plant.InTerm},
		"a second more":          {"entrada,A,2026-03-02T10:00:00-06:00,2026-03-04T10:00:01-06:00,", 48*time.Hour + time.Second, plant.OutOfTerm},
		"two offsets":            {"entrada,A,2026-03-02T10:00:00-06:00,2026-03-04T16:00:00Z,", 48 * time.Hour, plant.InTerm},
		"the plant's clock":      {"entrada,A,2026-03-02 10:00,2026-03-03 09:00,", 23 * time.Hour, plant.InTerm},
		"within an hour of it":   {"entrada,A,2026-03-02 10:00,2026-03-04 09:30,", 47*time.Hour + 30*time.Minute, plant.ClockDoubt},
		"within an hour past it": {"entrada,A,2026-03-02 10:00,2026-03-04 11:00,", 49 * time.Hour, plant.ClockDoubt},
		"past any doubt":         {"entrada,A,2026-03-02 10:00,2026-03-04 11:01,", 49*time.Hour + time.Minute, plant.OutOfTerm},
		"never received":         {"entrada,A,2026-03-02 10:00,,", 0, plant.NoReceipt},
	} {
		all := index(t, eventsHead+c.row+"\n").Events(20260331)
		if len(all) != 1 {
			t.Fatalf("%s: %v", name, all)
		}
		if took, got := all[0].Took(); took != c.took || got != c.want {
			t.Errorf("%s: %s after %s, want %s after %s", name, got, took, c.want, c.took)
		}
	}
}

// TestEventsUpToADay: an event of a later day is of no period before it, a
// pedimento has its 15 digits however it is written, and a later file corrects.
func TestEventsUpToADay(t *testing.T) {
	t.Parallel()
	x := index(t,
		eventsHead+"salida,26 24 3210 6000124,2026-03-02 10:00,2026-03-09 10:00,\nsalida,ACTA-1,2026-04-01 00:00,,\n",
		eventsHead+"salida,262432106000124,2026-03-02 10:00,2026-03-02 11:00,1\n",
	)
	got := x.Events(20260331)
	if len(got) != 2 || got[0].Documento != "262432106000124" || got[1].Documento != got[0].Documento {
		t.Errorf("%+v", got)
	}
	if all := x.Events(20260401); len(all) != 3 {
		t.Errorf("%+v", all)
	}
}
