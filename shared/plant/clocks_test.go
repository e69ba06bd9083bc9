package plant_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/unit"
)

// TestTook: what two times of a row prove of 48 hours, and what they do not.
func TestTook(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		event, received string
		want            plant.Term
	}{
		"exactly 48 hours":            {"2026-03-02T10:00:00-06:00", "2026-03-04T10:00:00-06:00", plant.InTerm},
		"a second more":               {"2026-03-02T10:00:00-06:00", "2026-03-04T10:00:01-06:00", plant.OutOfTerm},
		"a thousandth more":           {"2026-03-02T10:00:00-06:00", "2026-03-04T10:00:00.001-06:00", plant.OutOfTerm},
		"exactly, other offsets":      {"2026-03-02T10:00:00-06:00", "2026-03-04T09:00:00-07:00", plant.InTerm},
		"an hour more by its offset":  {"2026-03-02T10:00:00-06:00", "2026-03-04T10:00:00-07:00", plant.OutOfTerm},
		"UTC and an offset":           {"2026-03-02T16:00:00Z", "2026-03-04T10:00:00-06:00", plant.InTerm},
		"without seconds, at 48":      {"2026-03-02T10:00-06:00", "2026-03-04T10:00-06:00", plant.ClockDoubt},
		"without seconds, at 47:59":   {"2026-03-02T10:00-06:00", "2026-03-04T09:59-06:00", plant.InTerm},
		"without seconds, at 48:01":   {"2026-03-02T10:00-06:00", "2026-03-04T10:01-06:00", plant.OutOfTerm},
		"event without seconds at 48": {"2026-03-02T10:00-06:00", "2026-03-04T10:00:00-06:00", plant.InTerm},
		"local, at 45 hours":          {"2026-03-02T10:00:00", "2026-03-04T07:00:00", plant.InTerm},
		"local, over 45 hours":        {"2026-03-02T10:00:00", "2026-03-04T07:00:01", plant.ClockDoubt},
		"local, at 48 hours":          {"2026-03-02T10:00:00", "2026-03-04T10:00:00", plant.ClockDoubt},
		"local, at 51 hours":          {"2026-03-02T10:00:00", "2026-03-04T13:00:00", plant.ClockDoubt},
		"local, over 51 hours":        {"2026-03-02T10:00:00", "2026-03-04T13:00:01", plant.OutOfTerm},
		"one has an offset":           {"2026-03-02T10:00:00-06:00", "2026-03-02T11:00:00", plant.OneOffset},
		"one has UTC":                 {"2026-03-02T10:00:00", "2026-03-09T11:00:00Z", plant.OneOffset},
		"received before":             {"2026-03-02T10:00:00-06:00", "2026-03-02T09:59:59-06:00", plant.Backwards},
		"before, by its offset":       {"2026-03-02T10:00:00-06:00", "2026-03-02T10:30:00-05:00", plant.Backwards},
		"before, of a local clock":    {"2026-03-02T10:00:00", "2026-03-02T09:30:00", plant.Backwards},
		"in the same minute":          {"2026-03-02T10:00:30-06:00", "2026-03-02T10:00-06:00", plant.InTerm},
		"at once":                     {"2026-03-02T10:00:00", "2026-03-02T10:00:00", plant.InTerm},
		"no receipt":                  {"2026-03-02T10:00:00", "", plant.NoReceipt},
		"no event":                    {"", "2026-03-02T10:00:00", plant.NoEvent},
	} {
		telling := plant.Telling{Evento: c.event, Recibido: c.received}
		if took, got := telling.Took(48 * time.Hour); got != c.want {
			t.Errorf("%s: %s after %s, want %s", name, got, took, c.want)
		}
	}
}

const counted = "fecha,parte,lugar,contado,unidad,motivo,hora_evento,hora_recibido\n"

// TestClocks: a record has the times of every file that has it, once each, whichever
// row counts for the books, and no row is told as passed over for its times.
func TestClocks(t *testing.T) {
	t.Parallel()
	x := index(t,
		counted+"2026-03-02,A,P1,5,6,x,2026-03-02 10:00:00,2026-03-03 10:00:00\n2026-03-02,B,P1,5,6,x,,\n2026-03-03,C,P1,5,6,x,2026-03-03 10:00:00,\n",
		counted+"2026-03-02,A,P1,5,6,x,2026-03-02 10:00:00,2026-03-09 10:00:00\n2026-03-02,B,P1,5,6,x,,\n",
		counted+"2026-03-02,A,P1,5,6,x,,\n",
		"fecha,parte,lugar,contado,unidad,motivo\n2026-03-02,A,P1,5,6,x\n")
	if p := x.Problems(); len(p) > 0 {
		t.Errorf("%+v", p)
	}
	var got []string
	for _, c := range x.Clocks() {
		for day, n := range c.Silent {
			got = append(got, fmt.Sprintf("%s %s silent %d", c.Tabla, day, n))
		}
		for _, r := range c.Told {
			var line strings.Builder
			fmt.Fprintf(&line, "%s %s %s differ %t", c.Tabla, r.Fecha, r.Clave, r.Differ())
			for _, told := range r.Told {
				fmt.Fprintf(&line, " [%s %s]", told.Evento, told.Recibido)
			}
			got = append(got, line.String())
		}
	}
	want := []string{
		"conteos 2026-03-02 silent 1",
		"conteos 2026-03-02 2026-03-02 · A · P1 differ true [2026-03-02T10:00:00 2026-03-03T10:00:00] [2026-03-02T10:00:00 2026-03-09T10:00:00]",
		"conteos 2026-03-03 2026-03-03 · C · P1 differ false [2026-03-03T10:00:00 ]",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestClocksAnyOrder: the order of the files changes nothing, and every record of the
// books is told once, with a time or without.
func TestClocksAnyOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		var files []plant.File
		parts := map[string]bool{}
		for range rapid.IntRange(1, 4).Draw(rt, "files") {
			var csv strings.Builder
			csv.WriteString(counted)
			for _, part := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"A", "B", "C"}), 1, 3, rapid.ID).Draw(rt, "parts") {
				parts[part] = true
				times := rapid.SliceOfN(rapid.SampledFrom([]string{"", "2026-03-02 10:00:00", "2026-03-05T10:00:00-06:00"}), 2, 2).Draw(rt, "times")
				fmt.Fprintf(&csv, "2026-03-02,%s,P1,5,6,x,%s,%s\n", part, times[0], times[1])
			}
			files = append(files, file(rt, csv.String()))
		}
		forth := plant.New(files, unit.Default()).Clocks()
		slices.Reverse(files)
		if d := cmp.Diff(forth, plant.New(files, unit.Default()).Clocks()); d != "" {
			rt.Fatal(d)
		}
		n := 0
		for _, c := range forth {
			n += len(c.Told) + c.Silent[document.NewDate(2026, 3, 2)]
		}
		if n != len(parts) {
			rt.Fatalf("%d records of %d", n, len(parts))
		}
	})
}
