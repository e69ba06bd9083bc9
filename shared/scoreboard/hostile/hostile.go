// Package hostile makes damaged and hostile documents (XML, zip, mail and
// winmail.dat), the same on every machine, and its test runs each through the
// reader of the product in a process of its own: none may end it, take ten
// seconds, or take 512 MB.
//
// Example: an invoice cut after 1,200 bytes, a zip whose one entry inflates a
// thousand times, a mail of 50,000 parts.
//
// The package says nothing of what a reader should answer: only that it
// answers. Hostile PDFs are made elsewhere.
package hostile

import (
	"slices"
	"strconv"

	"example.com/immex/shared/synth/cfdidocs"
	"example.com/immex/shared/synth/specimen"
)

// The kinds of document.
const (
	XML  = "xml"
	Zip  = "zip"
	Mail = "mail"
	TNEF = "winmail.dat"
)

// Case is one document; its bytes are made when they are wanted, since some
// are large.
type Case struct {
	Kind, Name string
	Make       func() []byte
}

// Kinds lists the kinds in the order of the table.
func Kinds() []string { return []string{XML, Zip, Mail, TNEF} }

// All lists every case.
func All() ([]Case, error) {
	invoice, err := sound()
	if err != nil {
		return nil, err
	}
	archive, message, rich := archiveOf(invoice), messageOf(invoice), richOf(invoice)
	return slices.Concat(
		damage(XML, invoice, 1, 40), damage(XML, []byte(envelope(3)), 2, 12), craftedXML(invoice),
		damage(Zip, archive, 3, 40), craftedZip(invoice),
		damage(Mail, message, 4, 40), craftedMail(invoice),
		damage(TNEF, rich, 5, 25), craftedTNEF(),
	), nil
}

// sound is an invented invoice to start from.
func sound() ([]byte, error) {
	var out []byte
	err := cfdidocs.Generate(3, 1, func(s specimen.Specimen) error {
		out = s.Bytes
		return nil
	})
	return out, err //nolint:wrapcheck // it says what it is
}

// damage cuts, flips, deletes and repeats bytes of a sound document at places
// drawn from a seed.
func damage(kind string, b []byte, seed uint64, n int) []Case {
	var out []Case
	for i := range n {
		at := len(b) * (i + 1) / (n + 1)
		out = append(out, Case{kind, "cut " + strconv.Itoa(at), func() []byte { return slices.Clone(b[:at]) }})
	}
	for i := range n {
		out = append(out, Case{kind, "bits " + strconv.Itoa(i), func() []byte {
			r := prng(seed<<32 + uint64(i)) //nolint:gosec // i is not negative
			c := slices.Clone(b)
			for range 1 + i%5 {
				c[r.n(len(c))] ^= 1 << r.n(8)
			}
			return c
		}})
		out = append(out, Case{kind, "splice " + strconv.Itoa(i), func() []byte {
			r := prng(seed<<33 + uint64(i)) //nolint:gosec // i is not negative
			from, to := r.n(len(b)), r.n(len(b))
			if from > to {
				from, to = to, from
			}
			if i%2 == 0 {
				return slices.Delete(slices.Clone(b), from, to)
			}
			return slices.Concat(b[:to], b[from:])
		}})
	}
	return out
}

// prng is splitmix64, the same numbers on every machine.
type prng uint64

func (r *prng) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

func (r *prng) n(k int) int { return int(r.next() % uint64(k)) } //nolint:gosec // k is positive and small
