package invoicedocs

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
)

// pen draws on pages from the top left corner, in points.
type pen struct {
	p    *paper
	f    *fpdf.Fpdf
	tr   func(string) string
	font string
	y    float64
	w, h float64
}

func (p *paper) draw() ([]byte, int, error) {
	size := "Letter"
	if p.l.a4 {
		size = "A4"
	}
	f := fpdf.New("P", "pt", size, "")
	f.SetProducer("synth", true)
	on := time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)
	f.SetCreationDate(on)
	f.SetModificationDate(on)
	f.SetCatalogSort(true)
	f.SetAutoPageBreak(false, 0)
	k := &pen{p: p, f: f, font: p.l.font, tr: f.UnicodeTranslatorFromDescriptor("")}
	switch p.l.font {
	case "go":
		f.AddUTF8FontFromBytes("go", "", bytes.Clone(goregular.TTF)) // fpdf writes into the bytes it is given
		k.tr = func(s string) string { return s }
	case "gomono":
		f.AddUTF8FontFromBytes("gomono", "", bytes.Clone(gomono.TTF))
		k.tr = func(s string) string { return s }
	}
	k.w, k.h = f.GetPageSize()
	pages := k.pages()
	var b bytes.Buffer
	if err := f.Output(&b); err != nil {
		return nil, 0, fmt.Errorf("write pdf: %w", err)
	}
	return b.Bytes(), pages, nil
}

func (k *pen) size(s float64) { k.f.SetFont(k.font, "", s) }

func (k *pen) at(x float64, s string) { k.f.Text(x, k.y, k.tr(s)) }

func (k *pen) width(s string) float64 { return k.f.GetStringWidth(k.tr(s)) }

// put sets a text in a cell.
func (k *pen) put(x0, x1 float64, align, s string) {
	switch align {
	case "R":
		k.at(x1-k.width(s), s)
	case "C":
		k.at((x0+x1-k.width(s))/2, s)
	default:
		k.at(x0, s)
	}
}

// pages draws the document and counts its pages.
func (k *pen) pages() int {
	p := k.p
	total := (len(p.goods) + p.l.perPage - 1) / p.l.perPage
	drawn := 0
	var sofar int64
	for n := range total {
		from, to := n*p.l.perPage, min(len(p.goods), (n+1)*p.l.perPage)
		for i := from; i < to; i++ {
			sofar += scaled(p.fig[fmt.Sprintf("lineas.%d.importe", i)], 2)
		}
		if p.gone[fmt.Sprintf("pagina.%d", n)] {
			continue
		}
		drawn++
		k.begin(n, total)
		k.headings()
		for i := from; i < to; i++ {
			if !p.gone[fmt.Sprintf("linea.%d", i)] {
				k.row(i)
			}
		}
		switch {
		case n+1 == total:
			k.totals()
		case p.l.pageSum:
			k.y += 4
			k.pageSum(sofar)
		}
	}
	return drawn
}

// begin starts page n of all, from 0: title, header and number of the page.
func (k *pen) begin(n, all int) {
	p := k.p
	k.f.AddPage()
	k.y = 40
	k.title()
	if n == 0 {
		k.header()
	} else {
		k.again()
	}
	if p.l.pages {
		k.size(7)
		word := "Page %d of %d"
		if p.l.spanish {
			word = "Página %d de %d"
		}
		y := k.y
		k.y = k.h - 24
		k.put(0, k.w-36, "R", fmt.Sprintf(word, n+1, all))
		k.y = y
	}
	k.size(p.l.size)
}

func (k *pen) title() {
	p := k.p
	title := "COMMERCIAL INVOICE"
	switch {
	case p.title != "":
		title = p.title
	case p.l.packing && p.l.spanish:
		title = "LISTA DE EMPAQUE"
	case p.l.packing:
		title = "PACKING LIST"
	case p.l.spanish:
		title = "FACTURA COMERCIAL"
	case p.l.header == "rows":
		title = "INVOICE"
	}
	size := 13.0
	if p.l.header == "boxes" {
		size = 24
	}
	k.size(size)
	if p.l.header == "rows" {
		k.put(36, k.w-36, "R", title)
	} else {
		k.put(36, k.w-36, "C", title)
	}
	k.y += 24
	k.size(p.l.size)
}

// headings draws the heading of the goods; a mutant's may stand over the
// figures of another column.
func (k *pen) headings() {
	p := k.p
	k.y += 8
	deep := 1
	byID := map[string][]string{}
	for _, c := range p.l.cells {
		deep = max(deep, len(c.head))
		byID[c.id] = c.head
	}
	lead := p.l.size + 1
	top := k.y
	for _, c := range p.l.cells {
		head := c.head
		if as, ok := p.heads[c.id]; ok {
			head = byID[as]
		}
		align := c.align
		if c.headAs != "" {
			align = c.headAs
		}
		for i, s := range head {
			if p.gone["moneda"] {
				s = strings.TrimSpace(strings.NewReplacer("(USD)", "", "USD", "").Replace(s))
			}
			k.y = top + lead*float64(i)
			if p.l.ruled {
				k.y = top + lead*(float64(i)+float64(deep-len(head))/2)
			}
			k.put(c.x0, c.x1, align, s)
		}
	}
	k.y = top + lead*float64(deep-1) + 4
	if p.l.ruled {
		k.f.Rect(p.l.cells[0].x0-2, top-lead, p.l.cells[len(p.l.cells)-1].x1-p.l.cells[0].x0+4, lead*float64(deep)+4, "D")
	}
	k.y += p.l.size + 4
}

// wrap breaks a description at blanks to the width of its cell.
func (k *pen) wrap(s string, width float64) []string {
	var out []string
	line := ""
	for w := range strings.FieldsSeq(s) {
		if line != "" && k.width(line+" "+w) > width {
			out = append(out, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + w)
	}
	return append(out, line)
}

func (k *pen) row(i int) {
	p := k.p
	lead := p.l.size + 1.5
	var desc []string
	for _, c := range p.l.cells {
		if c.id == "descripcion" {
			desc = k.wrap(p.goods[i].text["descripcion"], c.x1-c.x0)
		}
	}
	deep := float64(max(1, len(desc)))
	top := k.y
	for _, c := range p.l.cells {
		if c.id == "descripcion" {
			for n, s := range desc {
				k.y = top + lead*float64(n)
				k.put(c.x0, c.x1, c.align, s)
			}
			continue
		}
		k.y = top
		if p.l.centred {
			k.y = top + lead*(deep-1)/2
		}
		if p.l.dollar && c.id == "importe" {
			k.at(c.x0, "$")
		}
		k.put(c.x0, c.x1, c.align, p.cell(i, c.id))
	}
	k.y = top + lead*deep + 3
	if p.l.centred {
		k.y += 6
	}
	if p.l.ruled {
		k.f.Line(p.l.cells[0].x0-2, k.y-lead, p.l.cells[len(p.l.cells)-1].x1+2, k.y-lead)
		k.y += 4
	}
}

func (k *pen) pageSum(sofar int64) {
	p := k.p
	p.fig["pagina"] = plain(sofar, 2)
	last := p.l.cells[len(p.l.cells)-1]
	k.put(0, last.x0-60, "R", "Carried forward")
	k.put(last.x0, last.x1, "R", p.print("pagina"))
}
