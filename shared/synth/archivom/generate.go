// Package archivom makes up archivos M (lineamientos técnicos de registros
// v9.0; dossier of formats §2) with what a reader must say of each: sound files
// of one or several pedimentos, and the same files with one defect.
//
// Example: specimen 3 of seed 7 is the same file on every machine; its mutant
// "digit" has one digit of a dollar value changed and must be refused, since
// the exchange rate and the commercial value tell.
//
// The package knows no reader: its truth follows from the lines it wrote, by
// rules written apart from the reader's. Every company, person, good and number
// in it is invented.
package archivom

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/specimen"
)

// Format is the row of the scoreboard.
const Format = "archivo_m"

// Generate emits n specimens: every third is sound, the others carry one
// defect each, in turn.
func Generate(seed uint64, n int, emit func(specimen.Specimen) error) error {
	defects := mutations()
	for i := range n {
		r := prng(seed*0x9e3779b97f4a7c15 + uint64(i))
		r.next()
		f := build(&r, i)
		s := specimen.Specimen{Format: Format, Name: fmt.Sprintf("m%04d%03d.%03d", 3000+i%7, i%1000, 1+i%365), Kind: document.KindPedimento, Want: specimen.Accept}
		if i%3 != 0 {
			m := defects[(i-i/3-1)%len(defects)]
			s.Mutation, s.Want = m.name, m.apply(&r, f)
		}
		s.Bytes = f.bytes(&r)
		if len(f.openings()) == 1 {
			s.Truth = truth(f.lines)
		} else {
			s.Kind, s.Truth = document.KindArchivoM, fileTruth(f.lines)
		}
		if s.Want == specimen.Refuse && s.Kind == document.KindPedimento {
			s.Truth = nil
		}
		if err := emit(s); err != nil {
			return err
		}
	}
	return nil
}

// file is an archivo M as lines of fields, without the bars.
type file struct {
	lines [][]string
	raw   map[int]string // lines that are no longer made of whole fields
}

func (f *file) add(fields ...string) { f.lines = append(f.lines, fields) }

// openings are the numbers of the pedimentos in the file.
func (f *file) openings() []string {
	var out []string
	for _, l := range f.lines {
		if l[0] == "500" && len(l) > 3 {
			out = append(out, l[3])
		}
	}
	return out
}

// close writes the 801 for what the file holds.
func (f *file) close() {
	f.add("801", "m3210123.045", strconv.Itoa(len(f.openings())), strconv.Itoa(len(f.lines)), "010")
}

// bytes writes the file, with either line end and either encoding.
func (f *file) bytes(r *prng) []byte {
	end := "\r\n"
	if r.one(4) {
		end = "\n"
	}
	var b strings.Builder
	for i, l := range f.lines {
		if s, ok := f.raw[i]; ok {
			b.WriteString(s + end)
			continue
		}
		b.WriteString(strings.Join(l, "|") + "|" + end)
	}
	if r.one(2) {
		if s, err := charmap.Windows1252.NewEncoder().String(b.String()); err == nil {
			return []byte(s)
		}
	}
	return []byte(b.String())
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

func (r *prng) n(k int) int            { return int(r.next() % uint64(k)) } //nolint:gosec // below k, which is a small positive count
func (r *prng) one(k int) bool         { return r.n(k) == 0 }
func (r *prng) between(lo, hi int) int { return lo + r.n(hi-lo+1) }
func (r *prng) pick(from ...string) string {
	return from[r.n(len(from))]
}

func (r *prng) digits(k int) string {
	b := make([]byte, k)
	for i := range b {
		b[i] = '0' + byte(r.n(10)) //nolint:gosec // below 10
	}
	return string(b)
}
