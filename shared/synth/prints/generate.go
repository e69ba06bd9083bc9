package prints

import (
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/specimen"
)

// page is a pedimento laid out, before it is drawn.
type sheet struct {
	l     *layout
	m     *model
	pages int
	marks []mark
	aviso bool // an aviso consolidado
}

// press lays out and draws; it keeps the measures of fonts.
type press struct {
	all   []layout
	faces map[string]*faces
}

func newPress() *press { return &press{all: layouts(), faces: map[string]*faces{}} }

// sheet is the i-th pedimento of a seed: layouts in turn, cases by chance.
func (p *press) sheet(seed uint64, i int) *sheet {
	l := &p.all[i%len(p.all)]
	r := prng(seed).fork(uint64(i)) //nolint:gosec // never negative
	s := shape{simple: l.decr == "" && l.tasas == ""}
	switch r.n(10) {
	case 0:
		s.estado = proforma
	case 1:
		s.estado = nulo
	case 2:
		s.rectifica = true
	}
	s.partidas = int(r.spread(24))
	m := invent(r, s)
	if s.simple {
		m.simplify(r)
	}
	if p.faces[l.font] == nil {
		p.faces[l.font] = facesOf(l.font)
	}
	c := newCanvas(l, m, p.faces[l.font])
	c.print()
	return &sheet{l: l, m: m, pages: c.page, marks: c.marks}
}

// simplify leaves what a forma simplificada prints: the COVEs, the identifiers
// ED and one count of partidas.
func (m *model) simplify(r *prng) {
	for i := range m.proveedores {
		p := &m.proveedores[i]
		p.soloCOVE, p.facturas = true, p.facturas[:1]
		p.facturas[0].cove = "COVE" + m.number[:2] + r.code(7)
	}
}

// Generate emits n sound prints; it is a specimen.Generator.
func Generate(seed uint64, n int, emit func(specimen.Specimen) error) error {
	p := newPress()
	for i := range n {
		s := p.sheet(seed, i)
		out, err := s.specimen(fmt.Sprintf("%s_%d_%d.pdf", s.l.name, seed, i))
		if err != nil {
			return err
		}
		out.Want = specimen.Accept
		if err := emit(out); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheet) simple() bool { return s.aviso || s.l.tasas == "" }

// specimen draws the sheet and says what it says.
func (s *sheet) specimen(name string) (specimen.Specimen, error) {
	b, err := render(s.l, s.pages, s.marks)
	if err != nil {
		return specimen.Specimen{}, err
	}
	t := truth(read(s.marks), s.simple())
	t["efecto"] = map[estado]string{pagado: "pagado", proforma: "proforma", nulo: "nulo"}[s.m.estado]
	out := specimen.Specimen{
		Format: "print/" + s.l.name, Name: name, Kind: document.KindPedimento, Bytes: b, Want: specimen.Accept, Truth: t, Pages: s.pages,
	}
	if s.aviso {
		avisoSpecimen(&out)
	}
	return out, nil
}
