package lineas_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/rule/lineas"
)

// drawn are lines of a few goods, so that many of them are alike.
func drawn(t *rapid.T, label string) []lineas.Line {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) lineas.Line {
		pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
		return line(pick("parte", "", "A-1", "a1", "B"), pick("fraccion", "", "85366999", "85444299"), pick("descripcion", "", "CABLE ROJO", "Cable azul", "ROJO"),
			pick("unidad", "", "6", "1", "11"), pick("cantidad", "", "10", "20", "30"), pick("valor", "", "100", "101", "300"))
	}), 0, 7).Draw(t, label)
}

// why is what became of the lines, with every score that somebody may ask for.
func why(r *lineas.Result) string {
	out := []string{told(r)}
	for _, m := range r.Matches {
		out = append(out, r.Why(m).ES)
	}
	for _, m := range append(r.Left, r.Right...) {
		out = append(out, m.Best.Text().EN)
	}
	return strings.Join(out, "\n")
}

// TestWornRoom: a room that many papers went through pairs as a new one, and what it
// gave for a case stays as it was until it is cleared.
func TestWornRoom(t *testing.T) {
	t.Parallel()
	room := lineas.NewRoom()
	rapid.Check(t, func(t *rapid.T) {
		room.Clear()
		of := terms(t)
		var results []*lineas.Result
		var want []string
		right := append(room.Lines(7), drawn(t, "right")...)
		list := room.List(right)
		for range rapid.IntRange(1, 4).Draw(t, "papers") {
			left := append(room.Lines(7), drawn(t, "left")...)
			got, _ := room.Pair(room.List(left), list, &of)
			fresh, _ := lineas.Pair(left, right, of)
			results, want = append(results, got), append(want, why(fresh))
		}
		for i, r := range results {
			if d := cmp.Diff(want[i], why(r)); d != "" {
				t.Fatal(d)
			}
		}
	})
}

// TestRoomForgets: a room that had more texts than it keeps, and forgot them, compares
// as before.
func TestRoomForgets(t *testing.T) {
	t.Parallel()
	room, of := lineas.NewRoom(), terms(t)
	for n := range lineas.MostTexts / 2 {
		room.Clear()
		a := line(fmt.Sprint("P-", n), "", fmt.Sprint("CABLE ", 100+n), "6", "10", "100")
		b := line(fmt.Sprint("p", n), "", fmt.Sprint("cable ", 100+n), "6", "10", "100")
		got, _ := room.Pair(room.List([]lineas.Line{a}), room.List([]lineas.Line{b}), &of)
		if len(got.Matches) != 1 || got.Why(got.Matches[0]).EN != "1000 of 1000: part 1000×40, description 1000×20, quantity 1000×25, value 1000×25" {
			t.Fatalf("%d: %s", n, why(got))
		}
	}
}
