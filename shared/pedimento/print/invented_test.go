package print_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/print"
	"example.com/immex/shared/synth/prints"
	"example.com/immex/shared/synth/specimen"
)

// viewOf reads a specimen as `immex parse --json` would show it.
func viewOf(tb testing.TB, s specimen.Specimen) (view map[string]any, p *pedimento.Pedimento) {
	tb.Helper()
	text, err := pdftext.Read(tb.Context(), s.Bytes, pdftext.Limits{})
	if err != nil {
		return map[string]any{"status": "quarantined"}, nil
	}
	p, ok := print.Read(text)
	if !ok {
		return map[string]any{"status": "unsupported"}, nil
	}
	b, err := json.Marshal(pedimento.ViewOf(p, pedimento.Gate(p), document.Spanish))
	if err != nil {
		tb.Fatal(err)
	}
	if err := json.Unmarshal(b, &view); err != nil {
		tb.Fatal(err)
	}
	return view, p
}

// look follows a path of the view; "" for null or absent.
func look(v any, path string) string {
	for key := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= len(x) {
				return ""
			}
			v = x[i]
		default:
			return ""
		}
	}
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

func sameValue(a, b string) bool {
	if a == b {
		return true
	}
	x, err1 := money.Parse(a)
	y, err2 := money.Parse(b)
	return err1 == nil && err2 == nil && x.Known() && y.Known() && x.Equal(y)
}

// unordered are the lists whose order means nothing.
func unordered(path string) (list string, ok bool) {
	for _, name := range []string{"liquidacion", "contribuciones", "fechas", "tasas"} {
		parts := strings.Split(path, ".")
		for i, part := range parts {
			if part == name && i+1 < len(parts) {
				return strings.Join(parts[:i+1], "."), true
			}
		}
	}
	return "", false
}

// wrong lists the paths whose value is not the truth's.
func wrong(view map[string]any, truth map[string]string) []string {
	var out []string
	lists := map[string]bool{}
	for _, path := range slices.Sorted(maps.Keys(truth)) {
		if list, ok := unordered(path); ok {
			lists[list] = true
			continue
		}
		if got := look(view, path); !sameValue(got, truth[path]) {
			out = append(out, fmt.Sprintf("%s: want %q, got %q", path, truth[path], got))
		}
	}
	for _, list := range slices.Sorted(maps.Keys(lists)) {
		want, got := rowsOf(truth, list), rowsIn(view, list)
		if d := fmt.Sprint(want); d != fmt.Sprint(got) {
			out = append(out, fmt.Sprintf("%s: want %v, got %v", list, want, got))
		}
	}
	return out
}

func rowsOf(truth map[string]string, list string) []string {
	rows := map[string][]string{}
	for path, v := range truth {
		rest, ok := strings.CutPrefix(path, list+".")
		no, field, deep := strings.Cut(rest, ".")
		if ok && deep && v != "" {
			rows[no] = append(rows[no], field+"="+plain(v))
		}
	}
	out := []string{}
	for _, r := range rows {
		slices.Sort(r)
		out = append(out, strings.Join(r, " "))
	}
	slices.Sort(out)
	return out
}

func rowsIn(view map[string]any, list string) []string {
	var v any = view
	for key := range strings.SplitSeq(list, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(x) {
				return nil
			}
			v = x[i]
		}
	}
	out := []string{}
	list0, _ := v.([]any)
	for _, row := range list0 {
		m, _ := row.(map[string]any)
		var r []string
		for k, x := range m {
			if x != nil && fmt.Sprint(x) != "" {
				r = append(r, k+"="+plain(fmt.Sprint(x)))
			}
		}
		slices.Sort(r)
		out = append(out, strings.Join(r, " "))
	}
	slices.Sort(out)
	return out
}

// Prints that add up are read whole whatever their layout; one that is
// accepted with a wrong figure is the worst there is.
func TestInventedPrints(t *testing.T) {
	n := 66
	if s := os.Getenv("PRINTS"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	refused, silent := map[string]int{}, 0
	err := prints.Generate(7, n, func(s specimen.Specimen) error {
		view, p := viewOf(t, s)
		bad := wrong(view, s.Truth)
		if view["status"] == "accepted" && len(bad) > 0 {
			silent++
			t.Errorf("%s accepted with %d wrong: %s", s.Name, len(bad), strings.Join(bad[:min(8, len(bad))], "; "))
		}
		if view["status"] != "accepted" && s.Want == specimen.Accept {
			refused[s.Format]++
			if p != nil {
				for _, f := range p.Findings[:min(6, len(p.Findings))] {
					t.Logf("%s %s %s: %s", s.Name, f.Code, f.Where, f.Message.ES)
				}
			}
			t.Errorf("%s %v (%d of %d values differ)", s.Name, view["status"], len(bad), len(s.Truth))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d prints, %d accepted wrong, refused %v", n, silent, refused)
}
