package lineas_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/money"
	"example.com/immex/shared/rule/lineas"
)

const day = 20240305

func terms(t interface{ Fatal(...any) }) lineas.Terms {
	x, ok := lineas.TermsOf(catalog.Default(), day)
	if !ok {
		t.Fatal("the catalogue lacks a term")
	}
	return x
}

func amount(s string) money.Amount {
	a, err := money.Parse(s)
	if err != nil {
		panic(err)
	}
	return a
}

// line is "parte|fracción|descripción|unidad|cantidad|valor".
func line(parte, fraccion, descripcion, unidad, cantidad, valor string) lineas.Line {
	return lineas.Line{Parte: parte, Fraccion: fraccion, Descripcion: descripcion, Unidad: unidad, Cantidad: amount(cantidad), Valor: amount(valor)}
}

func pair(t *testing.T, left, right []lineas.Line) *lineas.Result {
	t.Helper()
	r, ok := lineas.Pair(left, right, terms(t))
	if !ok {
		t.Fatal("refused as too long")
	}
	return r
}

func TestCompare(t *testing.T) {
	base := line("CON-10", "85366999", "CONECTOR DE COBRE", "6", "1000", "1500")
	tests := map[string]struct {
		other  lineas.Line
		want   int
		weight int
		text   string
	}{
		"equal":              {base, 1000, 130, "1000 de 1000: parte 1000×40, fracción 1000×20, descripción 1000×20, cantidad 1000×25, valor 1000×25"},
		"part differs":       {line("CON-11", "85366999", "CONECTOR DE COBRE", "6", "1000", "1500"), 692, 130, ""},
		"dash of the part":   {line("con10", "85366999", "conector de cobre", "6", "1000", "1500"), 1000, 130, ""},
		"value is near":      {line("", "", "", "6", "1000", "1530"), 750, 50, "750 de 1000: cantidad 1000×25, valor 500×25"},
		"a thousand pieces":  {line("", "", "", "11", "1", "1500"), 1000, 50, ""},
		"kilos":              {line("", "", "", "1", "1000", "1500"), 1000, 25, ""},
		"one shared word":    {line("", "", "CONECTOR", "", "", ""), 500, 20, ""},
		"nothing known":      {lineas.Line{}, 0, 0, "0 de 1000: "},
		"no unit":            {line("", "", "", "", "1000", ""), 0, 0, ""},
		"accents":            {line("", "", "Conéctor cobre", "", "", ""), 1000, 20, ""},
		"short words say no": {line("", "", "DE LA", "", "", ""), 0, 0, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := lineas.Compare(&tt.other, &base, terms(t))
			if s.Permille() != tt.want || s.Weight() != tt.weight {
				t.Errorf("%d of weight %d, want %d of %d", s.Permille(), s.Weight(), tt.want, tt.weight)
			}
			if tt.text != "" && s.Text().ES != tt.text {
				t.Errorf("says %q, want %q", s.Text().ES, tt.text)
			}
		})
	}
}

func TestPair(t *testing.T) {
	a := line("A", "85366999", "CONECTOR", "6", "100", "200")
	b := line("B", "85444299", "CABLE", "6", "300", "900")
	bare := func(unidad, cantidad, valor string) lineas.Line { return line("", "", "", unidad, cantidad, valor) }
	tests := map[string]struct {
		left, right []lineas.Line
		want        string
	}{
		"crossed":                 {[]lineas.Line{b, a}, []lineas.Line{a, b}, "[1]=[0] [0]=[1]"},
		"nothing alike":           {[]lineas.Line{bare("6", "1", "2")}, []lineas.Line{a}, "left 0 low right 0 low"},
		"a tie is no match":       {[]lineas.Line{a, a}, []lineas.Line{a}, "left 0 tie left 1 tie right 0 tie"},
		"two and two alike":       {[]lineas.Line{a, a}, []lineas.Line{a, a}, "left 0 tie left 1 tie right 0 tie right 1 tie"},
		"what is left of a tie":   {[]lineas.Line{bare("6", "100", "200"), a}, []lineas.Line{bare("6", "100", "200"), b}, "left 0 tie left 1 tie right 0 tie right 1 low"},
		"several add up":          {[]lineas.Line{line("", "85366999", "", "6", "40", "1"), line("", "85366999", "", "6", "60", "1"), b}, []lineas.Line{a, b}, "[0 1]=[0] sum 1 [2]=[1]"},
		"they do not add up":      {[]lineas.Line{line("", "85366999", "", "6", "40", "1"), line("", "85366999", "", "6", "61", "1")}, []lineas.Line{a}, "left 0 low left 1 low right 0 low"},
		"value adds up":           {[]lineas.Line{line("", "85366999", "", "1", "40", "150"), line("", "85366999", "", "1", "61", "50")}, []lineas.Line{a}, "[0 1]=[0] sum 2"},
		"quantity denies value":   {[]lineas.Line{line("", "85366999", "", "6", "40", "150"), line("", "85366999", "", "6", "61", "50")}, []lineas.Line{a}, "left 0 low left 1 low right 0 low"},
		"one line, two partidas":  {[]lineas.Line{a}, []lineas.Line{line("", "85366999", "", "6", "40", "1"), line("", "85366999", "", "6", "60", "1")}, "[0]=[0 1] sum 1"},
		"two partidas of a kind":  {[]lineas.Line{line("", "85366999", "", "6", "40", "1"), line("", "85366999", "", "6", "60", "1")}, []lineas.Line{a, line("", "85366999", "TORNILLO", "6", "7", "7")}, "left 0 low left 1 low right 0 low right 1 low"},
		"without fracción, whole": {[]lineas.Line{bare("6", "40", "1"), bare("6", "60", "1")}, []lineas.Line{a}, "[0 1]=[0] sum 1"},
		"too little known":        {[]lineas.Line{bare("", "", "200")}, []lineas.Line{a}, "left 0 dark right 0 dark"},
		"one says too little":     {[]lineas.Line{line("", "", "CONECTOR", "", "", ""), b}, []lineas.Line{a, b}, "[1]=[1] left 0 dark right 0 dark"},
		"one side alone":          {[]lineas.Line{bare("", "", "200")}, nil, "left 0 low"},
		"empty":                   {nil, nil, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, told(pair(t, tt.left, tt.right))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func told(r *lineas.Result) string {
	out := ""
	add := func(format string, args ...any) {
		if out != "" {
			out += " "
		}
		out += fmt.Sprintf(format, args...)
	}
	for _, m := range r.Matches {
		add("%v=%v", m.Left, m.Right)
		if m.Sum != lineas.NoSum {
			add("sum %d", m.Sum)
		}
	}
	why := map[lineas.Why]string{lineas.Low: "low", lineas.Tie: "tie", lineas.Dark: "dark"}
	for _, m := range r.Left {
		add("left %d %s", m.Line, why[m.Why])
	}
	for _, m := range r.Right {
		add("right %d %s", m.Line, why[m.Why])
	}
	return out
}

func TestTooLong(t *testing.T) {
	if _, ok := lineas.Pair(make([]lineas.Line, lineas.MaxComparisons+1), make([]lineas.Line, 1), terms(t)); ok {
		t.Error("compared more than the limit")
	}
}

// TestOrderDecidesNothing: whatever the order of the lines, the same lines are
// matched, each at most once, and each line is matched or missed.
func TestOrderDecidesNothing(t *testing.T) {
	gen := rapid.Custom(func(t *rapid.T) lineas.Line {
		pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
		return line(pick("parte", "", "A", "B", "C"), pick("fraccion", "", "85366999", "85444299"), pick("descripcion", "", "CABLE ROJO", "CABLE AZUL"),
			pick("unidad", "6", "1"), pick("cantidad", "10", "20", "30"), pick("valor", "", "100", "101", "300"))
	})
	rapid.Check(t, func(t *rapid.T) {
		left := rapid.SliceOfN(gen, 0, 6).Draw(t, "left")
		right := rapid.SliceOfN(gen, 0, 6).Draw(t, "right")
		number(left)
		number(right)
		first, _ := lineas.Pair(left, right, terms(t))
		whole(t, first, len(left), len(right))
		l, r := rapid.Permutation(left).Draw(t, "l"), rapid.Permutation(right).Draw(t, "r")
		second, _ := lineas.Pair(l, r, terms(t))
		if diff := cmp.Diff(byNumber(first, left, right), byNumber(second, l, r)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func number(lines []lineas.Line) {
	for i := range lines {
		lines[i].Number = i + 1
	}
}

func whole(t *rapid.T, r *lineas.Result, left, right int) {
	ls, rs := make([]int, left), make([]int, right)
	for _, m := range r.Matches {
		for _, i := range m.Left {
			ls[i]++
		}
		for _, j := range m.Right {
			rs[j]++
		}
	}
	for _, m := range r.Left {
		ls[m.Line]++
	}
	for _, m := range r.Right {
		rs[m.Line]++
	}
	if slices.ContainsFunc(slices.Concat(ls, rs), func(n int) bool { return n != 1 }) {
		t.Fatalf("lines told %v and %v times", ls, rs)
	}
}

func byNumber(r *lineas.Result, left, right []lineas.Line) []string {
	var out []string
	for _, m := range r.Matches {
		var l, s []int
		for _, i := range m.Left {
			l = append(l, left[i].Number)
		}
		for _, j := range m.Right {
			s = append(s, right[j].Number)
		}
		slices.Sort(l)
		slices.Sort(s)
		out = append(out, fmt.Sprint(l, s, m.Sum))
	}
	slices.Sort(out)
	return out
}

func TestSimilar(t *testing.T) {
	tests := []struct {
		a, b  string
		least int
		most  int
		words string
	}{
		{"EXAMPLE PARTS INC", "Example Parts, Inc.", 1000, 1000, "EXAMPLE, INC, PARTS"},
		{"EXAMPLE PARTS INC", "PARTS EXAMPLE", 800, 999, "EXAMPLE, PARTS"},
		{"EXAMPLE PARTS INC", "EXAMPEL PARTS INC", 700, 999, "INC, PARTS"},
		{"EXAMPLE PARTS INC", "OTHER METAL LLC", 0, 200, "ninguna"},
		{"MAQUINAS SA DE CV", "TORNILLOS SA DE CV", 0, 599, "CV, DE, SA"},
		{"", "EXAMPLE", 0, 0, "ninguna"},
		{"", "", 0, 0, "ninguna"},
		{"A", "A", 1000, 1000, "A"},
	}
	for _, tt := range tests {
		l := lineas.Similar(tt.a, tt.b)
		back := lineas.Similar(tt.b, tt.a)
		if l.Permille < tt.least || l.Permille > tt.most || back.Permille != l.Permille {
			t.Errorf("%q and %q: %d and back %d, want %d to %d", tt.a, tt.b, l.Permille, back.Permille, tt.least, tt.most)
		}
		if want := fmt.Sprintf("similitud %d de 1000; palabras en común: %s", l.Permille, tt.words); l.Text().ES != want || l.Text().EN == "" {
			t.Errorf("says %q, want %q", l.Text().ES, want)
		}
	}
}

// TestNoTerms: before the table began nothing is compared.
func TestNoTerms(t *testing.T) {
	if _, ok := lineas.TermsOf(catalog.Default(), 19900101); ok {
		t.Error("terms of a day without a row")
	}
}
