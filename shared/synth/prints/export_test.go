package prints

import "fmt"

// Checked lays out the i-th sheet and returns what its pages break, and the
// texts that overlap on a line.
func Checked(seed uint64, i int) (name string, broken, overlaps []string) {
	s := newPress().sheet(seed, i)
	for a := range s.marks {
		for b := range s.marks[:a] {
			x, y := &s.marks[a], &s.marks[b]
			if x.page == y.page && x.y == y.y && x.angle == 0 && y.angle == 0 && x.x < y.x+y.width-0.5 && y.x < x.x+x.width-0.5 {
				overlaps = append(overlaps, fmt.Sprintf("page %d %q %q", x.page, y.text, x.text))
			}
		}
	}
	return s.l.name, read(s.marks).broken(false), overlaps
}

// Layouts counts the invented systems.
func Layouts() int { return len(layouts()) }

// Printed is a value on an invented page.
type Printed struct {
	Path, Kind, Text string
	Part             int
	Again            bool
}

func kindOf(name string) kind {
	return map[string]kind{
		"text": kText, "amount": kAmount, "date": kDate, "unit": kUnit, "tax": kTax, "number": kNumber, "code": kCode, "seq": kSeq, "join": kJoin,
	}[name]
}

func marksOf(ps []Printed) []mark {
	var out []mark
	for _, p := range ps {
		out = append(out, mark{text: p.Text, kind: kindOf(p.Kind), paths: []string{p.Path}, part: p.Part, again: p.Again})
	}
	return out
}

// Canon reads a text as a kind.
func Canon(kind, text string) string { return canon(kindOf(kind), text) }

// Broken names the controls that values break.
func Broken(ps []Printed, rectifies bool) []string { return read(marksOf(ps)).broken(rectifies) }

// Truth is what values say.
func Truth(ps []Printed) map[string]string { return truth(read(marksOf(ps)), false) }

// Decimal writes v×10^-d.
func Decimal(v int64, d int) string { return num{v, d}.String() }

// Grouped, Ratio and Rotated are open to the tests.
func Grouped(s string) string                       { return grouped(s) }
func Ratio(a, b, c int64) int64                     { return ratio(a, b, c) }
func Rotated(b []byte, degrees int) ([]byte, error) { return rotated(b, degrees) }

// TwoTurnedPages draws a small document with /Rotate.
func TwoTurnedPages() ([]byte, error) {
	l := girada()
	return render(&l, 2, []mark{{page: 1, x: 30, y: 30, size: 8, text: "UNO"}, {page: 2, x: 30, y: 30, size: 8, text: "DOS", angle: 30, gray: true}})
}

// Invention sums up a model.
type Invention struct {
	Number, Clave                    string
	Exports, Rectifies               bool
	Partidas, Annexes                int
	Sum, ValorAduana, Paid, Efectivo int64
}

// Invent makes the i-th model.
func Invent(i, partidas int, rectifies, simple bool) Invention {
	m := invent(prng(9).fork(uint64(i)), shape{partidas: partidas, rectifica: rectifies, simple: simple})
	out := Invention{
		Number: m.number, Clave: m.clave, Exports: m.op == "EXP", Rectifies: m.rectifica != nil, Partidas: len(m.partidas),
		Annexes: len(m.descargos) + len(m.cuentas) + len(m.destinatarios), ValorAduana: m.valorAduana.v, Efectivo: m.efectivo.v, Paid: m.pago.importe.v,
	}
	for i := range m.partidas {
		out.Sum += m.partidas[i].aduana.v
	}
	return out
}
