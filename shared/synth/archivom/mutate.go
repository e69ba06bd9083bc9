package archivom

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/synth/specimen"
)

// mutation is one defect; apply does it and says what must become of the file.
type mutation struct {
	name  string
	apply func(*prng, *file) specimen.Want
}

// mutations are the defects, in the order they are dealt out.
func mutations() []mutation {
	return []mutation{
		{"dolares", func(r *prng, f *file) specimen.Want { return changeMoney(r, f, 9) }},
		{"linea cortada", cutLine},
		{"valor comercial", func(r *prng, f *file) specimen.Want { return changeMoney(r, f, 8) }},
		{"linea repetida", repeatLine},
		{"cantidad UMT", quantity},
		{"linea perdida", loseLine},
		{"importe", func(r *prng, f *file) specimen.Want { return change(r, f, "557", 6) }},
		{"contador de registros", func(r *prng, f *file) specimen.Want { return counter(f, 3, r) }},
		{"valor aduana", customs},
		{"contador de pedimentos", func(r *prng, f *file) specimen.Want { return counter(f, 2, r) }},
		{"tipo de cambio", rate},
		{"fecha AAAAMMDD", yearFirst},
		{"numero de pedimento", otherNumber},
		{"fraccion", otherFraccion},
		{"campos cambiados", swapFields},
		{"campo de menos", loseField},
		{"sin fin", func(_ *prng, f *file) specimen.Want { f.lines = f.lines[:len(f.lines)-1]; return specimen.Refuse }},
		{"peso bruto", func(r *prng, f *file) specimen.Want { return change(r, f, "501", 16) }},
		{"en otro orden", shuffle},
		{"coma decimal", comma},
	}
}

// of is a line of a record, any of them.
func of(r *prng, f *file, code string) int {
	var at []int
	for i, l := range f.lines {
		if l[0] == code {
			at = append(at, i)
		}
	}
	return at[r.n(len(at))]
}

// inside is any line but the last.
func inside(r *prng, f *file) int { return r.n(len(f.lines) - 1) }

// digit changes one digit of a text for another; the first never becomes 0.
func digit(r *prng, s string) string {
	var at []int
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			at = append(at, i)
		}
	}
	i := at[r.n(len(at))]
	b := []byte(s)
	b[i] = '1' + (s[i]-'0'+byte(r.n(8)))%9 //nolint:gosec // below 8
	if b[i] == s[i] {
		b[i] = '1' + (s[i]-'0')%9
	}
	return string(b)
}

// change alters a figure no control covers: it must be read as it now stands.
func change(r *prng, f *file, code string, field int) specimen.Want {
	l := f.lines[of(r, f, code)]
	l[field] = digit(r, l[field])
	return specimen.Accept
}

// quantity alters the tariff quantity, which an equal commercial unit controls.
func quantity(r *prng, f *file) specimen.Want {
	l := f.lines[of(r, f, "551")]
	l[12] = digit(r, l[12])
	if l[11] == l[13] {
		return refuseOne(f)
	}
	return specimen.Accept
}

// customs alters the customs value, which an export does not have.
func customs(r *prng, f *file) specimen.Want {
	l := f.lines[of(r, f, "551")]
	none := l[7] == "0"
	l[7] = digit(r, l[7])
	if none {
		return refuseOne(f)
	}
	return specimen.Accept
}

// changeMoney alters dollars or commercial value, which control each other.
func changeMoney(r *prng, f *file, field int) specimen.Want {
	l := f.lines[of(r, f, "551")]
	l[field] = digit(r, l[field])
	return f.agreement()
}

func rate(r *prng, f *file) specimen.Want {
	l := f.lines[of(r, f, "501")]
	l[10] = digit(r, l[10])
	return f.agreement()
}

// agreement says what must become of a file whose dollars, exchange rate and
// commercial values may no longer agree: beyond a peso and a quarter they do not.
func (f *file) agreement() specimen.Want {
	rate := map[string]*big.Rat{}
	for _, l := range f.lines {
		if l[0] == "501" {
			rate[l[2]], _ = new(big.Rat).SetString(l[10])
		}
	}
	most := big.NewRat(5, 4)
	for _, l := range f.lines {
		if l[0] != "551" {
			continue
		}
		usd, _ := new(big.Rat).SetString(l[9])
		pesos, _ := new(big.Rat).SetString(l[8])
		off := new(big.Rat).Sub(usd.Mul(usd, rate[l[1]]), pesos)
		if off.Abs(off).Cmp(most) > 0 {
			return refuseOne(f)
		}
	}
	return specimen.Accept
}

// refuseOne: in a file of several pedimentos the others stand, and so does the
// file; only the pedimento is refused.
func refuseOne(f *file) specimen.Want {
	if len(f.openings()) > 1 {
		return specimen.Accept
	}
	return specimen.Refuse
}

func cutLine(r *prng, f *file) specimen.Want {
	i := inside(r, f)
	s := strings.Join(f.lines[i], "|")
	f.raw[i] = s[:r.between(1, len(s)-1)]
	if len(f.openings()) > 1 {
		return specimen.Either
	}
	return specimen.Refuse
}

func repeatLine(r *prng, f *file) specimen.Want {
	i := inside(r, f)
	f.lines = append(f.lines[:i+1], append([][]string{append([]string{}, f.lines[i]...)}, f.lines[i+1:]...)...)
	return specimen.Refuse
}

func loseLine(r *prng, f *file) specimen.Want {
	i := r.between(1, len(f.lines)-2)
	f.lines = append(f.lines[:i], f.lines[i+1:]...)
	return specimen.Refuse
}

func loseField(r *prng, f *file) specimen.Want {
	i := inside(r, f)
	l := f.lines[i]
	k := r.between(2, len(l)-1)
	f.raw[i] = strings.Join(append(append([]string{}, l[:k]...), l[k+1:]...), "|") + "|"
	if len(f.openings()) > 1 {
		return specimen.Either
	}
	return specimen.Refuse
}

func counter(f *file, field int, r *prng) specimen.Want {
	l := f.lines[len(f.lines)-1]
	n, _ := strconv.Atoi(l[field])
	l[field] = strconv.Itoa(n + r.between(1, 3))
	return specimen.Refuse
}

func yearFirst(r *prng, f *file) specimen.Want {
	l := f.lines[of(r, f, "506")]
	l[3] = l[3][4:] + l[3][2:4] + l[3][:2]
	return refuseOne(f)
}

// otherNumber gives a record to a pedimento the file does not hold.
func otherNumber(r *prng, f *file) specimen.Want {
	l := f.lines[of(r, f, r.pick("505", "506", "507", "510", "551", "557"))]
	l[1] = l[1][:1] + digit(r, l[1][1:])
	if slices.Contains(f.openings(), l[1]) {
		return specimen.Either
	}
	return specimen.Refuse
}

func otherFraccion(r *prng, f *file) specimen.Want {
	l := f.lines[of(r, f, r.pick("551", "554", "556", "557"))]
	l[2] = digit(r, l[2])
	return refuseOne(f)
}

func swapFields(r *prng, f *file) specimen.Want {
	l := f.lines[of(r, f, "551")]
	l[10], l[12] = l[12], l[10] // quantities: three decimals and five
	if len(f.openings()) > 1 {
		return specimen.Either
	}
	return specimen.Refuse
}

// shuffle moves a record of the pedimento to another place: still sound.
func shuffle(r *prng, f *file) specimen.Want {
	i := of(r, f, "507")
	l := f.lines[i]
	rest := append(append([][]string{}, f.lines[:i]...), f.lines[i+1:]...)
	k := r.between(1, len(rest)-2)
	if l[2] == "IM" || len(f.openings()) > 1 { // the two identifiers keep their order
		k = i
	}
	f.lines = append(append(append([][]string{}, rest[:k]...), l), rest[k:]...)
	return specimen.Accept
}

func comma(r *prng, f *file) specimen.Want {
	l := f.lines[of(r, f, "551")]
	l[12] = strings.Replace(l[12], ".", ",", 1)
	return refuseOne(f)
}
