package prints

import (
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/synth/specimen"
)

// mutation does one thing to the marks of a sheet, or says it cannot. touched
// are the paths of the marks it changed.
type mutation struct {
	name string
	do   func(r *prng, s *sheet) (touched []mark, ok bool)
}

// mutations are the defects a print can have.
func mutations() []mutation {
	return []mutation{
		{"digit", digit},
		{"digit", digit},
		{"digit", digit},
		{"transposed", transposed},
		{"line_cut", lineCut},
		{"line_cut", lineCut},
		{"partidas_swapped", partidasSwapped},
		{"values_swapped", valuesSwapped},
		{"page_missing", pageMissing},
		{"blank", blank},
		{"blank", blank},
		{"columns_exchanged", columnsExchanged},
		{"twice", twice},
		{"separator_lost", separatorLost},
		{"label_removed", labelRemoved},
		{"partida_cut", partidaCut},
		{"unseen", unseen},
	}
}

// Mutants emits n prints with one defect each; it is a specimen.Generator.
func Mutants(seed uint64, n int, emit func(specimen.Specimen) error) error {
	p, all := newPress(), mutations()
	for i := range n {
		r := prng(seed).fork(uint64(i) ^ 0xbeef)
		s := p.sheet(seed, i)
		for {
			m := pick(r, all...)
			out, ok, err := s.mutant(r, m, fmt.Sprintf("%s_%d_%d_%s.pdf", s.l.name, seed, i, m.name))
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			if err := emit(out); err != nil {
				return err
			}
			break
		}
	}
	return nil
}

// mutant is a copy of the sheet with a defect. What its pages now say is
// computed from its marks; it must be refused when a control no longer holds.
func (s *sheet) mutant(r *prng, m mutation, name string) (specimen.Specimen, bool, error) {
	t := *s
	t.marks = slices.Clone(s.marks)
	touched, ok := m.do(r, &t)
	if !ok {
		return specimen.Specimen{}, false, nil
	}
	out, err := t.specimen(name)
	if err != nil {
		return out, false, err
	}
	out.Mutation, out.Want = m.name+": "+describe(touched), specimen.Either
	broken := read(t.marks).broken(s.m.rectifica != nil)
	if t.pages < s.pages {
		broken = append(broken, "page")
	}
	if slices.ContainsFunc(t.marks, func(m mark) bool { return m.veil != inSight }) {
		broken = append(broken, "sight")
	}
	if len(broken) > 0 {
		out.Want = specimen.Refuse
		out.Mutation += " breaks " + strings.Join(broken, ",")
	}
	for _, x := range touched {
		for _, p := range append(slices.Clone(x.paths), x.label) {
			if p == "" || strings.HasPrefix(p, "pago") || strings.HasPrefix(p, "fecha") || strings.HasPrefix(p, "acuse") || p == "deposito" || p == "electronico" {
				delete(out.Truth, "efecto") // what the print then is, is for the reader to say
			}
		}
	}
	out.MayLack = slices.ContainsFunc(touched, func(x mark) bool { return x.label != "" })
	return out, true, nil
}

func describe(ms []mark) string {
	if len(ms) == 0 {
		return "-"
	}
	m := ms[0]
	what := m.label
	if len(m.paths) > 0 {
		what = m.paths[0]
	}
	s := fmt.Sprintf("%s %q page %d", what, m.text, m.page)
	if len(ms) > 1 {
		s += fmt.Sprintf(" and %d more", len(ms)-1)
	}
	return s
}

// find lists the marks that fit.
func (s *sheet) find(fits func(*mark) bool) []int {
	var out []int
	for i := range s.marks {
		if fits(&s.marks[i]) {
			out = append(out, i)
		}
	}
	return out
}

func hasDigit(m *mark) bool { return len(m.paths) > 0 && strings.ContainsAny(m.text, "0123456789") }

// changed puts another digit at the k-th digit of a text.
func changed(r *prng, s string) string {
	b := []byte(s)
	var at []int
	for i := range b {
		if b[i] >= '0' && b[i] <= '9' {
			at = append(at, i)
		}
	}
	k := at[r.n(len(at))]
	b[k] = '0' + (b[k]-'0'+byte(r.between(1, 9)))%10 //nolint:gosec // below 10
	return string(b)
}

func digit(r *prng, s *sheet) ([]mark, bool) {
	at := s.find(hasDigit)
	if len(at) == 0 {
		return nil, false
	}
	m := &s.marks[at[r.n(len(at))]]
	before := *m
	m.text = changed(r, m.text)
	return []mark{before}, true
}

func transposed(r *prng, s *sheet) ([]mark, bool) {
	at := s.find(hasDigit)
	for range 20 {
		m := &s.marks[at[r.n(len(at))]]
		b := []byte(m.text)
		for i := range len(b) - 1 {
			if b[i] != b[i+1] && b[i] >= '0' && b[i] <= '9' && b[i+1] >= '0' && b[i+1] <= '9' {
				before := *m
				b[i], b[i+1] = b[i+1], b[i]
				m.text = string(b)
				return []mark{before}, true
			}
		}
	}
	return nil, false
}

// lineCut takes everything of one printed line away.
func lineCut(r *prng, s *sheet) ([]mark, bool) {
	at := s.find(func(m *mark) bool { return len(m.paths) > 0 })
	if len(at) == 0 {
		return nil, false
	}
	m := s.marks[at[r.n(len(at))]]
	return s.drop(func(x *mark) bool { return x.page == m.page && x.y == m.y && x.angle == 0 }), true
}

// drop deletes marks and returns them, values first.
func (s *sheet) drop(gone func(*mark) bool) []mark {
	var out []mark
	s.marks = slices.DeleteFunc(s.marks, func(m mark) bool {
		if gone(&m) {
			out = append(out, m)
			return true
		}
		return false
	})
	slices.SortStableFunc(out, func(a, b mark) int { return min(len(b.paths), 1) - min(len(a.paths), 1) })
	return out
}

// blank takes one figure away; lists whose places mean something keep theirs.
func blank(r *prng, s *sheet) ([]mark, bool) {
	at := s.find(func(m *mark) bool {
		return len(m.paths) > 0 && m.text != "" && !strings.Contains(m.paths[0], "complementos") && !strings.Contains(m.paths[0], "kilometrajes")
	})
	if len(at) == 0 {
		return nil, false
	}
	k := at[r.n(len(at))]
	before := s.marks[k]
	s.marks = slices.Delete(s.marks, k, k+1)
	return []mark{before}, true
}

func pageMissing(r *prng, s *sheet) ([]mark, bool) {
	if s.pages < 2 {
		return nil, false
	}
	gone := r.between(1, s.pages)
	out := s.drop(func(m *mark) bool { return m.page == gone })
	for i := range s.marks {
		if s.marks[i].page > gone {
			s.marks[i].page--
		}
	}
	s.pages--
	return out, true
}

// ofPartida finds the one mark of a field of a partida.
func (s *sheet) ofPartida(i int, field string) (int, bool) {
	path := fmt.Sprintf("partidas.%d.%s", i, field)
	at := s.find(func(m *mark) bool { return len(m.paths) > 0 && m.paths[0] == path })
	if len(at) != 1 {
		return 0, false
	}
	return at[0], true
}

func (s *sheet) swap(i, j int) {
	s.marks[i].text, s.marks[j].text = s.marks[j].text, s.marks[i].text
}

func rowFields() []string {
	return []string{"secuencia", "fraccion", "nico", "vinculacion", "metodo_valoracion", "umc", "cantidad_umc", "umt", "cantidad_umt", "pais_vendedor", "pais_origen", "valor_aduana", "valor_dolares", "valor_comercial", "precio_unitario"}
}

// two are two different partidas.
func (s *sheet) two(r *prng) (i, j int, ok bool) {
	n := len(s.m.partidas)
	if n < 2 || s.simple() {
		return 0, 0, false
	}
	i = r.n(n)
	j = (i + r.between(1, n-1)) % n
	return i, j, true
}

// partidasSwapped exchanges the rows of two partidas, their numbers too.
func partidasSwapped(r *prng, s *sheet) ([]mark, bool) {
	i, j, ok := s.two(r)
	if !ok {
		return nil, false
	}
	var out []mark
	for _, f := range rowFields() {
		a, ok1 := s.ofPartida(i, f)
		b, ok2 := s.ofPartida(j, f)
		if ok1 && ok2 {
			out = append(out, s.marks[a], s.marks[b])
			s.swap(a, b)
		}
	}
	return out, len(out) > 0
}

// valuesSwapped exchanges one figure of two partidas.
func valuesSwapped(r *prng, s *sheet) ([]mark, bool) {
	i, j, ok := s.two(r)
	if !ok {
		return nil, false
	}
	f := pick(r, rowFields()[1:]...)
	a, ok1 := s.ofPartida(i, f)
	b, ok2 := s.ofPartida(j, f)
	if !ok1 || !ok2 || s.marks[a].text == s.marks[b].text {
		return nil, false
	}
	s.swap(a, b)
	return []mark{s.marks[a], s.marks[b]}, true
}

// columnsExchanged puts the figures of two columns under each other's label,
// in all partidas.
func columnsExchanged(r *prng, s *sheet) ([]mark, bool) {
	pair := pick(r, []string{"cantidad_umc", "cantidad_umt"}, []string{"valor_aduana", "valor_comercial"}, []string{"pais_vendedor", "pais_origen"}, []string{"umc", "umt"},
		[]string{"valor_comercial", "precio_unitario"}, []string{"vinculacion", "metodo_valoracion"})
	var out []mark
	for i := range s.m.partidas {
		a, ok1 := s.ofPartida(i, pair[0])
		b, ok2 := s.ofPartida(i, pair[1])
		if ok1 && ok2 && s.marks[a].text != s.marks[b].text {
			out = append(out, s.marks[a], s.marks[b])
			s.swap(a, b)
		}
	}
	return out, len(out) > 0
}

// twice changes a digit of one of the places where a figure is repeated.
func twice(r *prng, s *sheet) ([]mark, bool) {
	at := s.find(func(m *mark) bool { return m.again && hasDigit(m) })
	if len(at) == 0 {
		return nil, false
	}
	m := &s.marks[at[r.n(len(at))]]
	before := *m
	m.text = changed(r, m.text)
	return []mark{before}, true
}

// separatorLost drops the decimal point or a thousands separator.
func separatorLost(r *prng, s *sheet) ([]mark, bool) {
	at := s.find(func(m *mark) bool { return m.kind == kAmount && len(m.paths) > 0 && strings.ContainsAny(m.text, ".,") })
	if len(at) == 0 {
		return nil, false
	}
	m := &s.marks[at[r.n(len(at))]]
	before := *m
	if k := strings.LastIndexAny(m.text, ".,"); r.one(2) && strings.Contains(m.text, ",") {
		m.text = strings.Replace(m.text, ",", "", 1)
	} else {
		m.text = m.text[:k] + m.text[k+1:]
	}
	return []mark{before}, true
}

// labelRemoved takes one label away: what it introduced may be missed, never
// taken for something else.
func labelRemoved(r *prng, s *sheet) ([]mark, bool) {
	at := s.find(func(m *mark) bool { return m.label != "" })
	if len(at) == 0 {
		return nil, false
	}
	k := at[r.n(len(at))]
	before := s.marks[k]
	if k+1 < len(s.marks) {
		s.marks[k+1].glue = false
	}
	s.marks = slices.Delete(s.marks, k, k+1)
	return []mark{before}, true
}

// partidaCut takes one whole partida away.
func partidaCut(r *prng, s *sheet) ([]mark, bool) {
	n := len(s.m.partidas)
	if n == 0 || s.simple() {
		return nil, false
	}
	path := fmt.Sprintf("partidas.%d.", r.n(n))
	out := s.drop(func(m *mark) bool { return len(m.paths) > 0 && strings.HasPrefix(m.paths[0], path) })
	return out, len(out) > 0
}
