package covedocs

import (
	"math/big"
	"regexp"
	"strings"

	"example.com/immex/shared/synth/specimen"
)

// defect is one thing done to a document: to what it says, or to its text.
type defect struct {
	name string
	want specimen.Want
	edit func(string) string
}

// deface invents one defect of an XML, changing c to what the file then says.
func deface(r *prng, c *comprobante) defect {
	covered := specimen.Accept // figures of an XML that was received are read as written
	if c.forma == carga {
		covered = specimen.Refuse // the signed cadena says otherwise
	}
	m := c.any(r)
	switch r.n(7) {
	case 0:
		m.cantidad = otherDigit(r, m.cantidad)
		return defect{name: "cantidad: un dígito", want: covered}
	case 1:
		m.dolares = otherDigit(r, m.dolares)
		return defect{name: "valorDolares: un dígito", want: covered}
	case 2:
		m.total = otherDigit(r, m.total)
		return defect{name: "valorTotal: un dígito", want: covered}
	case 3:
		tag := r.pick("valorTotal", "cantidad", "tipoMoneda", "fechaExpedicion", "tipoOperacion", "descripcionGenerica", "valorDolares")
		return defect{"falta " + tag, specimen.Refuse, func(s string) string { return element(tag).remove(s) }}
	case 4:
		tag := r.pick("valorTotal", "cantidad", "tipoMoneda", "fechaExpedicion", "nombre", "claveUnidadMedida")
		return defect{"se repite " + tag, specimen.Refuse, func(s string) string { return element(tag).double(s) }}
	case 5:
		f := &c.facturas[r.n(len(c.facturas))]
		f.goods = append(f.goods, f.goods[r.n(len(f.goods))])
		return defect{name: "mercancía repetida", want: covered}
	default:
		cut := 40 + r.n(40)
		return defect{"cortado", specimen.Refuse, func(s string) string { return s[:len(s)*cut/100] }}
	}
}

// any is one line of goods.
func (c *comprobante) any(r *prng) *mercancia {
	f := &c.facturas[r.n(len(c.facturas))]
	return &f.goods[r.n(len(f.goods))]
}

// element edits the first element of a name in a text.
type element string

func (e element) first(s string) (from, to int) {
	re := regexp.MustCompile(`<(?:\w+:)?` + string(e) + `>[^<]*</(?:\w+:)?` + string(e) + ">\n")
	at := re.FindStringIndex(s)
	return at[0], at[1]
}

func (e element) remove(s string) string {
	from, to := e.first(s)
	return s[:from] + s[to:]
}

func (e element) double(s string) string {
	from, to := e.first(s)
	return s[:to] + s[from:to] + s[to:]
}

// otherDigit changes one digit of a figure to another, never to the same value.
func otherDigit(r *prng, s string) string {
	var at []int
	for i := range s {
		if s[i] != '.' {
			at = append(at, i)
		}
	}
	i := at[r.n(len(at))]
	b := []byte(s)
	b[i] = '0' + (s[i]-'0'+byte(r.between(1, 9)))%10 //nolint:gosec // below 10
	return string(b)
}

// apart reports that quantity × price and total differ by more than a cent and
// a thousandth, which no rounding of the figures explains.
func (m *mercancia) apart() bool {
	product := new(big.Rat).Mul(rat(m.cantidad), rat(m.unitario))
	return far(product, rat(m.total))
}

// far reports a difference above a cent and a thousandth of the larger.
func far(a, b *big.Rat) bool {
	diff := new(big.Rat).Abs(new(big.Rat).Sub(a, b))
	larger := a
	if b.Cmp(a) > 0 {
		larger = b
	}
	return diff.Cmp(big.NewRat(1, 100)) > 0 && diff.Cmp(new(big.Rat).Mul(larger, big.NewRat(1, 1000))) > 0
}

func rat(s string) *big.Rat {
	x, ok := new(big.Rat).SetString(strings.ReplaceAll(s, ",", ""))
	if !ok {
		return new(big.Rat)
	}
	return x
}
