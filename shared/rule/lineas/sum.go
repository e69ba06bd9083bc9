package lineas

import (
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Sum says what several lines add up to exactly.
type Sum uint8

// The sums. A line matched by score has none.
const (
	NoSum Sum = iota
	ByQuantity
	ByValue
)

// sums takes all free lines of a fracción for the one free line of the other
// side that has it, when they add up to it exactly; where a line has no
// fracción, all that are left for the only one that is left.
func (p *pairing) sums(swapped bool) {
	many, one := p.left, p.right
	takenMany, takenOne := p.takenL, p.takenR
	if swapped {
		many, one, takenMany, takenOne = one, many, takenOne, takenMany
	}
	blind := blind(many, takenMany) || blind(one, takenOne)
	var found []Match
	for j := range one {
		if takenOne[j] || rivals(one, takenOne, j, blind) > 1 {
			continue
		}
		of := kin(many, takenMany, &one[j], blind)
		if by := p.addUp(many, of, &one[j]); by != NoSum {
			m := Match{Left: of, Right: []int{j}, Sum: by}
			if swapped {
				m.Left, m.Right = m.Right, m.Left
			}
			found = append(found, m)
		}
	}
	for _, m := range found {
		p.take(m)
	}
}

// kin are the free lines of the fracción of another, or all where fracciones
// separate nothing.
func kin(lines []Line, taken []bool, one *Line, blind bool) (out []int) {
	for i := range lines {
		if !taken[i] && (blind || lines[i].Fraccion == one.Fraccion) {
			out = append(out, i)
		}
	}
	return out
}

// blind reports a free line without a fracción: then fracciones separate
// nothing.
func blind(lines []Line, taken []bool) bool {
	for i := range lines {
		if !taken[i] && lines[i].Fraccion == "" {
			return true
		}
	}
	return false
}

// rivals counts the free lines the sum could be of, itself included.
func rivals(lines []Line, taken []bool, j int, blind bool) int {
	n := 0
	for i := range lines {
		if !taken[i] && (blind || lines[i].Fraccion == lines[j].Fraccion) {
			n++
		}
	}
	return n
}

// addUp compares the sum of some lines with one; a known sum that differs in
// quantity is no match, whatever the value.
func (p *pairing) addUp(many []Line, of []int, one *Line) Sum {
	var units quantity.Micros
	var value money.Sum
	counted := true
	for _, i := range of {
		q, ok := in(&many[i], one.Unidad, p.t.On)
		counted = counted && ok && q >= 0 && units+q >= units
		units += q
		value.Add(many[i].Valor)
	}
	if len(of) < 2 {
		return NoSum // one line that scores too little is no sum
	}
	want, err := quantity.From(one.Cantidad)
	if counted && err == nil {
		if units == want {
			return ByQuantity
		}
		return NoSum
	}
	if total, ok := value.Total(); ok && one.Valor.Known() && total.Equal(one.Valor) {
		return ByValue
	}
	return NoSum
}
