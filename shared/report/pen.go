package report

import (
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"example.com/immex/shared/document"
)

// mpt is a length in thousandths of a point: geometry is in whole numbers, so
// that it is the same on every machine.
type mpt int

const point mpt = 1000

// The page is Letter, as Mexico prints.
const (
	pageWidth  = 612 * point
	pageHeight = 792 * point
	margin     = 42 * point
	bodyTop    = 62 * point
	bodyEnd    = pageHeight - 52*point
	bodyWidth  = pageWidth - 2*margin
)

// The sizes of text.
const (
	small   = 7 * point
	body    = 9 * point
	heading = 12 * point
	title   = 18 * point
)

func (m mpt) pt() float64 { return float64(m) / 1000 }

// pen draws pages from the top down.
type pen struct {
	pdf   *fpdf.Fpdf
	head  Head
	lang  document.Lang
	pages int // of the whole paper, 0 while that is unknown
	y     mpt
	known map[string]int // the page of a section by its Spanish title, from the draft
	found map[string]int // the same of this paper
}

// newPen opens the first page. Dates and object order are fixed.
func newPen(head Head, lang document.Lang, pages int, known map[string]int) *pen {
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", SizeStr: "Letter"})
	pdf.SetCreationDate(noon(head.To))
	pdf.SetModificationDate(noon(head.To))
	pdf.SetCatalogSort(true)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetProducer("immex", true)
	pdf.SetCreator("immex", true)
	pdf.SetAuthor(head.RFC, true)
	pdf.SetTitle(head.RFC+" "+head.Period, true)
	pdf.SetLang(string(lang))
	pdf.AddUTF8FontFromBytes("go", "", goregular.TTF)
	pdf.AddUTF8FontFromBytes("go", "B", gobold.TTF)
	p := &pen{pdf: pdf, head: head, lang: lang, pages: pages, known: known, found: map[string]int{}}
	p.page()
	return p
}

// page starts a page with whose it is on top and its number below.
func (p *pen) page() {
	p.pdf.AddPage()
	p.ink(0)
	p.text(margin, 40*point, body, true, p.fit(p.head.RFC+"  ·  "+p.head.Nombre, body, true, bodyWidth-110*point))
	p.right(margin+bodyWidth, 40*point, body, false, p.head.Period)
	p.rule(48 * point)
	p.rule(pageHeight - 42*point)
	foot := document.Textf("Programa IMMEX %s  ·  %s", "IMMEX programme %s  ·  %s", p.head.Programa, stateName(p.head.State).In(p.lang))
	p.text(margin, pageHeight-30*point, small, false, foot.In(p.lang))
	n := document.Textf("página %d de %d", "page %d of %d", p.pdf.PageNo(), p.pages)
	p.right(margin+bodyWidth, pageHeight-30*point, small, false, n.In(p.lang))
	p.y = bodyTop
}

// need starts a new page unless h fits on this one.
func (p *pen) need(h mpt) bool {
	if p.y+h <= bodyEnd {
		return false
	}
	p.page()
	return true
}

func (p *pen) font(size mpt, bold bool) {
	style := ""
	if bold {
		style = "B"
	}
	p.pdf.SetFont("go", style, size.pt())
}

// ink sets the grey of texts and fills: 0 is black, 255 white.
func (p *pen) ink(grey int) {
	p.pdf.SetTextColor(grey, grey, grey)
	p.pdf.SetFillColor(grey, grey, grey)
	p.pdf.SetDrawColor(90, 90, 90)
	p.pdf.SetLineWidth((point / 2).pt())
}

// text writes at a baseline.
func (p *pen) text(x, y, size mpt, bold bool, s string) {
	p.font(size, bold)
	p.pdf.Text(x.pt(), y.pt(), s)
}

// right writes a text that ends at x.
func (p *pen) right(x, y, size mpt, bold bool, s string) {
	p.text(x-p.width(s, size, bold), y, size, bold, s)
}

func (p *pen) width(s string, size mpt, bold bool) mpt {
	p.font(size, bold)
	return mpt(p.pdf.GetStringWidth(s)*1000 + 0.5)
}

// fit cuts a text to a width, with an ellipsis where it was longer.
func (p *pen) fit(s string, size mpt, bold bool, w mpt) string {
	s = printable(s)
	if p.width(s, size, bold) <= w {
		return s
	}
	r := []rune(s)
	for len(r) > 0 && p.width(string(r)+"…", size, bold) > w {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}

// printable keeps what the font and the page can show: no control characters,
// nothing beyond the basic plane.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ', r == 0x7f:
			return ' '
		case r > 0xffff:
			return '?'
		}
		return r
	}, s)
}

func (p *pen) rule(y mpt) { p.pdf.Line(margin.pt(), y.pt(), (margin + bodyWidth).pt(), y.pt()) }

// box fills a rectangle with a grey and outlines it.
func (p *pen) box(x, y, w, h mpt, grey int) {
	p.ink(grey)
	p.pdf.Rect(x.pt(), y.pt(), w.pt(), h.pt(), "FD")
	p.ink(0)
}

// section writes a heading, with room for a few lines below it.
func (p *pen) section(t document.Text) { p.sectionOf(t, 60*point) }

// sectionOf writes a heading on the page that has room for what follows it.
func (p *pen) sectionOf(t document.Text, room mpt) {
	p.y += 10 * point
	p.need(room)
	p.found[t.ES] = p.pdf.PageNo()
	p.font(heading, true) // a bookmark is written in the encoding of the font
	p.pdf.Bookmark(t.In(p.lang), 0, p.y.pt())
	p.text(margin, p.y+10*point, heading, true, t.In(p.lang))
	p.y += 20 * point
}

// para writes a wrapped paragraph.
func (p *pen) para(t document.Text) { p.lines(margin, bodyWidth, body, t.In(p.lang)) }

// lines writes wrapped text in a column. A few lines stay on one page; of more,
// no line stands alone at its end.
func (p *pen) lines(x, w, size mpt, s string) {
	p.font(size, false)
	all := p.wrap(s, w, size)
	if len(all) <= 4 {
		p.need(mpt(len(all)) * (size + 4*point))
	} else {
		p.need(2 * (size + 4*point))
	}
	p.font(size, false)
	for _, l := range all {
		p.need(size + 4*point)
		p.text(x, p.y+size, size, false, l)
		p.y += size + 4*point
	}
	p.y += 3 * point
}

// wrap breaks a text at spaces, and a word longer than the line anywhere.
func (p *pen) wrap(s string, w, size mpt) []string {
	var out []string
	line := ""
	for word := range strings.FieldsSeq(printable(s)) {
		next := strings.TrimSpace(line + " " + word)
		if p.width(next, size, false) <= w {
			line = next
			continue
		}
		if line != "" {
			out = append(out, line)
		}
		for line = word; p.width(line, size, false) > w; {
			r := []rune(line)
			n := len(r)
			for n > 1 && p.width(string(r[:n]), size, false) > w {
				n--
			}
			out, line = append(out, string(r[:n])), string(r[n:])
		}
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}

// stateName is a state of a package for people.
func stateName(s string) document.Text {
	switch s {
	case "borrador":
		return document.Text{ES: "borrador", EN: "draft"}
	case "provisional":
		return document.Text{ES: "provisional", EN: "provisional"}
	case "definitivo":
		return document.Text{ES: "definitivo", EN: "definitive"}
	}
	return document.Text{ES: s, EN: s}
}

// more says how many rows a page leaves out, and where they are.
func more(n int, file string) document.Text {
	return document.Textf("… y %s más en %s.", "… and %s more in %s.", group(strconv.Itoa(n)), file)
}
