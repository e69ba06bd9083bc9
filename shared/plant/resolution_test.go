package plant_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestUnheard: a decision without an order that another of its day is counted
// after says so; one whose order is written was given it by who saw the others.
func TestUnheard(t *testing.T) {
	t.Parallel()
	const head = "huella,estado,fecha,causa,hasta,quien,nota,evidencia,asignado,orden\n"
	for name, tt := range map[string]struct {
		files []string
		want  []string // "state cede"
	}{
		"lighter without order":    {[]string{"h,resuelto,2026-04-15,c,,A,n,e,,1\n", "h,reconocido,2026-04-15,c,,B,n,,,\n"}, []string{"reconocido resuelto", "resuelto "}},
		"heavier beside a higher":  {[]string{"h,reconocido,2026-04-15,c,,A,n,,,3\n", "h,abierto,2026-04-15,c,,B,n,,,\n"}, []string{"abierto reconocido", "reconocido "}},
		"two without order":        {[]string{"h,resuelto,2026-04-15,c,,A,n,e,,\n", "h,reconocido,2026-04-15,c,,B,n,,,\n"}, []string{"reconocido resuelto", "resuelto "}},
		"heavier, by weight alone": {[]string{"h,reconocido,2026-04-15,c,,A,n,,,1\n", "h,resuelto,2026-04-15,c,,B,n,e,,\n"}, []string{"reconocido resuelto", "resuelto "}},
		"orders that are written":  {[]string{"h,reconocido,2026-04-15,c,,A,n,,,1\n", "h,resuelto,2026-04-15,c,,A,n,e,,2\n"}, []string{"reconocido ", "resuelto "}},
		"one order for two":        {[]string{"h,reconocido,2026-04-15,c,,A,n,,,2\n", "h,resuelto,2026-04-15,c,,B,n,e,,2\n"}, []string{"reconocido resuelto", "resuelto "}},
		"another day":              {[]string{"h,resuelto,2026-04-16,c,,A,n,e,,1\n", "h,reconocido,2026-04-15,c,,B,n,,,\n"}, []string{"reconocido ", "resuelto "}},
		"another finding":          {[]string{"h,resuelto,2026-04-15,c,,A,n,e,,1\n", "g,reconocido,2026-04-15,c,,B,n,,,\n"}, []string{"reconocido ", "resuelto "}},
		"another cause":            {[]string{"h,resuelto,2026-04-15,c,,A,n,e,,1\n", "h,reconocido,2026-04-15,d,,B,n,,,\n"}, []string{"reconocido ", "resuelto "}},
		"whatever the cause":       {[]string{"h,resuelto,2026-04-15,,,A,n,e,,1\n", "h,reconocido,2026-04-15,d,,B,n,,,\n"}, []string{"reconocido resuelto", "resuelto "}},
		"a later end of the same":  {[]string{"h,suprimido,2026-04-15,c,2026-05-01,A,n,,,1\n", "h,suprimido,2026-04-15,c,2026-06-01,B,n,,,\n"}, []string{"suprimido suprimido", "suprimido "}},
		"the same said by two":     {[]string{"h,reconocido,2026-04-15,c,,A,n,,,1\n", "h,reconocido,2026-04-15,c,,B,n,,,\n"}, []string{"reconocido ", "reconocido "}},
	} {
		var csvs, got []string
		for _, rows := range tt.files {
			csvs = append(csvs, head+rows)
		}
		for _, r := range index(t, csvs...).Resolutions() {
			got = append(got, r.Estado+" "+r.Cede)
			if (r.Cede != "") != (r.Sobre > r.Orden) {
				t.Errorf("%s: %s would count with order %d", name, r.Estado, r.Sobre)
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
