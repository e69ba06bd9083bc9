package covedocs

import (
	"bytes"
	"fmt"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"example.com/immex/shared/synth/specimen"
)

// layout is one invented way to print a COVE.
type layout struct {
	name string
	draw func(p *pen, c *comprobante, skip string)
}

func layouts() []layout {
	return []layout{{"rejilla", grid}, {"renglones", rows}, {"tabla", table}, {"mixta", mixed}}
}

// write prints c, perhaps with one defect.
func (l layout) write(r *prng, c *comprobante, mutate bool) (specimen.Specimen, error) {
	s := specimen.Specimen{Want: specimen.Accept}
	skip := ""
	if mutate {
		s.Mutation, s.Want, skip = smudge(r, c)
	}
	p := newPen(r, c)
	l.draw(p, c, skip)
	b, err := p.bytes()
	s.Bytes, s.Pages, s.Truth = b, p.pdf.PageNo(), c.truth()
	return s, err
}

// smudge invents one defect of a print; skip names a value that is left out.
func smudge(r *prng, c *comprobante) (name string, want specimen.Want, skip string) {
	m := c.any(r)
	switch r.n(6) {
	case 0, 1, 2:
		figure := []*string{&m.cantidad, &m.unitario, &m.total}[r.n(3)]
		*figure = otherDigit(r, *figure)
		want = specimen.Either
		if m.apart() {
			want = specimen.Refuse
		}
		return "una cifra: un dígito", want, ""
	case 3:
		m.dolares = otherDigit(r, m.dolares)
		want = specimen.Accept
		if m.moneda == "USD" {
			want = specimen.Either
			if far(rat(m.total), rat(m.dolares)) {
				want = specimen.Refuse
			}
		}
		return "valor en dólares: un dígito", want, ""
	case 4:
		c.edocument = c.edocument[:6] + r.code(7)
		return "otro número", specimen.Accept, ""
	default:
		return "falta un dato", specimen.Refuse, r.pick("cantidad", "valor total", "moneda", "fecha", "operacion")
	}
}

// pen puts words on letter pages and starts new ones.
type pen struct {
	pdf    *fpdf.Fpdf
	tr     func(string) string
	y      float64
	family string
	size   float64
	title  string
	colon  string
	money  string // what stands before a value
	commas bool
}

func newPen(r *prng, c *comprobante) *pen {
	pdf := fpdf.New("P", "pt", "Letter", "")
	pdf.SetProducer("covedocs", true)
	pdf.SetCatalogSort(true)
	pdf.SetAutoPageBreak(false, 0)
	p := &pen{
		pdf: pdf, tr: pdf.UnicodeTranslatorFromDescriptor(""), family: r.pick("Helvetica", "Times", "Courier"),
		size: float64(r.between(7, 9)), title: "Datos del Acuse de Valor " + c.edocument, colon: r.pick(":", ":", ""),
		money: r.pick("", "$", "$ "), commas: !r.one(3),
	}
	at := creation(c)
	pdf.SetCreationDate(at)
	pdf.SetModificationDate(at)
	p.page()
	return p
}

// page starts one, with the heading every page has.
func (p *pen) page() {
	p.pdf.AddPage()
	p.pdf.SetFont(p.family, "", p.size)
	p.at(40, 40, "Información de Valor y de Comercialización")
	p.at(500, 40, fmt.Sprintf("Página %d", p.pdf.PageNo()))
	p.at(40, 54, p.title)
	p.y = 80
}

// room starts a page when fewer than n points are left.
func (p *pen) room(n float64) {
	if p.y+n > 740 {
		p.page()
	}
}

func (p *pen) at(x, y float64, text string) {
	if text != "" {
		p.pdf.Text(x, y, p.tr(text))
	}
}

// right ends a text at x, as figures are set.
func (p *pen) right(x, y float64, text string) { p.at(x-p.width(text), y, text) }

func (p *pen) width(text string) float64 { return p.pdf.GetStringWidth(p.tr(text)) }

// lines breaks a text to a width.
func (p *pen) lines(text string, width float64) []string {
	var out []string
	for word := range strings.FieldsSeq(text) {
		if n := len(out); n > 0 && p.width(out[n-1]+" "+word) <= width {
			out[n-1] += " " + word
			continue
		}
		out = append(out, word)
	}
	return out
}

// figure is an amount as this pen prints it.
func (p *pen) figure(s string, money bool) string {
	if p.commas {
		whole, rest, _ := strings.Cut(s, ".")
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
		s = whole + "." + rest
	}
	if money {
		return p.money + s
	}
	return s
}

func (p *pen) bytes() ([]byte, error) {
	var b bytes.Buffer
	if err := p.pdf.Output(&b); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	return b.Bytes(), nil
}
