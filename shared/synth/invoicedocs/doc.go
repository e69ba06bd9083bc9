// Package invoicedocs invents printed commercial invoices and packing lists:
// the layouts suppliers use (three-column customs headers, boxed headers,
// typed lists, Spanish and bilingual forms, European numbers, cells that
// wrap, several pages), each with the truth of what its pages say, and copies
// of them with exactly one defect.
//
// Example: a defect changes one digit of a quantity; quantity × price no
// longer gives the amount, so the copy must be refused. A changed digit of a
// part number is covered by nothing: the copy may be refused or read as it is
// printed, never otherwise.
//
// The package reads nothing, names no real company and draws every number
// from its seed.
package invoicedocs

import (
	"math/bits"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/specimen"
)

// prng is splitmix64 (Steele, Lea, Flood 2014): the same numbers everywhere.
type prng uint64

func (r *prng) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// n is a number in [0,k).
func (r *prng) n(k int) int {
	hi, _ := bits.Mul64(r.next(), uint64(k)) //nolint:gosec // a count is positive
	return int(hi)                           //nolint:gosec // below k
}

func (r *prng) between(lo, hi int) int { return lo + r.n(hi-lo+1) }

func pick[T any](r *prng, of ...T) T { return of[r.n(len(of))] }

// mutantsOf is how many of a hundred documents carry a defect.
const mutantsOf = 85

// Generate emits n documents, sound ones and mutants of all layouts in turn.
func Generate(seed uint64, n int, emit func(specimen.Specimen) error) error {
	all := layouts()
	for i := range n {
		r := prng(seed*0x9e3779b97f4a7c15 + uint64(i)*0xd1342543de82ef95)
		r.next()
		l := all[i%len(all)]
		p := invent(&r, &l)
		m := mutation{want: specimen.Accept}
		if r.n(100) < mutantsOf {
			m = mutate(&r, p)
		}
		s, err := render(p, m, i)
		if err != nil {
			return err
		}
		if err := emit(s); err != nil {
			return err
		}
	}
	return nil
}

func render(p *paper, m mutation, i int) (specimen.Specimen, error) {
	b, pages, err := p.draw()
	kind, format := document.KindInvoice, "invoice_pdf/"
	if p.l.packing {
		kind, format = document.KindPacking, "packing_pdf/"
	}
	return specimen.Specimen{
		Format: format + p.l.name, Name: fileName(p.l.name, i, m.name), Kind: kind, Bytes: b,
		Mutation: m.name, Want: m.want, Truth: p.truth(), Pages: pages,
	}, err
}
