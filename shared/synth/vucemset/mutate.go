package vucemset

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/synth/specimen"
)

// mutation is one defect; apply does it and says what must become of the set.
type mutation struct {
	name  string
	apply func(*prng, *set) specimen.Want
}

// mutations are the defects, in the order they are dealt out.
func mutations() []mutation {
	covered := func(field func(*prng, *set) *string) func(*prng, *set) specimen.Want {
		return func(r *prng, s *set) specimen.Want {
			f := field(r, s)
			*f = digit(r, *f)
			return specimen.Refuse
		}
	}
	any1 := func(r *prng, s *set) *partida { return &s.partidas[r.n(len(s.partidas))] }
	return []mutation{
		{"valor comercial", covered(func(r *prng, s *set) *string { return &any1(r, s).comercial })},
		{"cantidad UMT", quantity},
		{"valor aduana", covered(func(r *prng, s *set) *string { return &any1(r, s).aduana })},
		{"importe", func(r *prng, s *set) specimen.Want {
			q := any1(r, s)
			q.iva = digit(r, q.iva)
			return specimen.Accept // nothing in the answers controls it
		}},
		{"total del encabezado", covered(func(_ *prng, s *set) *string { return &s.aduanaTotal })},
		{"dolares", covered(func(r *prng, s *set) *string { return &any1(r, s).dolares })},
		{"tipo de cambio", covered(func(_ *prng, s *set) *string { return &s.tc })},
		{"total", covered(func(_ *prng, s *set) *string { return &s.total })},
		{"tasa del pedimento", covered(func(_ *prng, s *set) *string { return &s.tasas[0] })},
		{"partida perdida", func(r *prng, s *set) specimen.Want {
			s.edit = without(r.n(len(s.partidas)) + 1)
			return specimen.Refuse
		}},
		{"partida repetida", func(_ *prng, s *set) specimen.Want { s.edit = again; return specimen.Accept }},
		{"partida de otro", foreign},
		{"numero de partida", func(r *prng, s *set) specimen.Want { any1(r, s).n = "99"; return specimen.Refuse }},
		{"lista corta", func(_ *prng, s *set) specimen.Want { s.listed = s.listed[1:]; return specimen.Refuse }},
		{"peticion de otro", func(_ *prng, s *set) specimen.Want { s.asked = "6999999"; return specimen.Refuse }},
		{"coma decimal", func(r *prng, s *set) specimen.Want {
			q := any1(r, s)
			q.umt = strings.Replace(q.umt, ".", ",", 1)
			return specimen.Refuse
		}},
		{"fecha imposible", func(_ *prng, s *set) specimen.Want { s.day = s.day[:5] + "13-45"; return specimen.Refuse }},
		{"cortado", func(r *prng, s *set) specimen.Want { s.edit = cut(r.between(200, 900)); return specimen.Refuse }},
		{"en otro orden", func(_ *prng, s *set) specimen.Want { s.edit = reversed; return specimen.Accept }},
	}
}

// quantity changes the tariff quantity, which only an equal commercial unit
// controls.
func quantity(r *prng, s *set) specimen.Want {
	q := &s.partidas[r.n(len(s.partidas))]
	q.umt = digit(r, q.umt)
	if q.unit == "1" {
		return specimen.Refuse
	}
	return specimen.Accept
}

// digit changes one digit of a figure before its point; never to 0.
func digit(r *prng, s string) string {
	whole, rest, _ := strings.Cut(s, ".")
	i := r.n(len(whole))
	b := []byte(whole)
	b[i] = '1' + (b[i]-'0'+byte(r.n(8)))%9 //nolint:gosec // below 8
	if b[i] == whole[i] {
		b[i] = '1' + (b[i]-'0')%9
	}
	return string(b) + "." + rest
}

func without(n int) func([]entry) []entry {
	return func(es []entry) []entry {
		var out []entry
		for _, e := range es {
			if e.name != "partida-"+strconv.Itoa(n)+".xml" {
				out = append(out, e)
			}
		}
		return out
	}
}

// foreign puts the partida of another pedimento in place of one of these.
func foreign(r *prng, s *set) specimen.Want {
	q := &s.partidas[r.n(len(s.partidas))]
	n := q.n
	*q = build(r, 7).partidas[0]
	q.n = n
	return specimen.Refuse
}

// cut leaves the beginning of the header answer.
func cut(n int) func([]entry) []entry {
	return func(es []entry) []entry {
		for i := range es {
			if es[i].name == "completo.xml" {
				es[i].text = es[i].text[:n]
			}
		}
		return es
	}
}

func reversed(es []entry) []entry {
	out := make([]entry, 0, len(es))
	for _, e := range slices.Backward(es) {
		out = append(out, e)
	}
	return out
}

// again delivers the last partida once more under another name.
func again(es []entry) []entry {
	for _, e := range es {
		if strings.HasPrefix(e.name, "partida-") {
			return append(es, entry{"copia de " + e.name, e.text})
		}
	}
	return es
}
