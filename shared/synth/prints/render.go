package prints

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// render draws marks as a PDF: same marks, same bytes.
func render(l *layout, pages int, marks []mark) ([]byte, error) {
	w, h := pageSize(l)
	size := fpdf.SizeType{Wd: w, Ht: h}
	if l.rotate != 0 {
		size = fpdf.SizeType{Wd: h, Ht: w}
	}
	orientation := "P"
	if size.Wd > size.Ht {
		orientation, size = "L", fpdf.SizeType{Wd: size.Ht, Ht: size.Wd}
	}
	pdf := fpdf.NewCustom(&fpdf.InitType{OrientationStr: orientation, UnitStr: "pt", Size: size})
	pdf.SetCatalogSort(true)
	pdf.SetProducer("prints", true)
	pdf.SetTitle(l.name, true)
	on := time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)
	pdf.SetCreationDate(on)
	pdf.SetModificationDate(on)
	pdf.SetAutoPageBreak(false, 0)
	p := &painter{l: l, pdf: pdf, tr: addFont(pdf, l.font), w: w}
	for n := 1; n <= pages; n++ {
		pdf.AddPage()
		p.page(n, marks)
	}
	var b bytes.Buffer
	if err := pdf.Output(&b); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	if l.rotate != 0 {
		return rotated(b.Bytes(), l.rotate)
	}
	return b.Bytes(), nil
}

type painter struct {
	l   *layout
	pdf *fpdf.Fpdf
	tr  func(string) string
	w   float64 // of the page as it is seen
}

func (p *painter) page(n int, marks []mark) {
	if p.l.frame {
		p.lines(n, marks)
	}
	for i := 0; i < len(marks); i++ {
		m := marks[i]
		if m.page != n || m.text == "" {
			continue
		}
		if i+1 < len(marks) && marks[i+1].glue && marks[i+1].page == n && m.label != "" {
			m.text += marks[i+1].text
			i++
		}
		style := ""
		if m.bold {
			style = "B"
		}
		p.pdf.SetFont(p.l.font, style, m.size)
		grey := 0
		if m.gray {
			grey = 200
		}
		p.pdf.SetTextColor(grey, grey, grey)
		p.mark(&m)
	}
}

// lines frames the page and underlines its titles.
func (p *painter) lines(n int, marks []mark) {
	w, h := pageSize(p.l)
	p.pdf.SetLineWidth(0.4)
	p.pdf.Rect(margin-4, margin-4, w-2*margin+8, h-2*margin+8, "D")
	for i := range marks {
		if m := &marks[i]; m.page == n && m.bold {
			p.pdf.Line(margin-4, m.y+2, w-margin+4, m.y+2)
		}
	}
}

// mark draws one text as the producer does: whole, by words or by characters.
func (p *painter) mark(m *mark) {
	if m.veil != inSight {
		p.veiled(m)
		return
	}
	if m.angle != 0 {
		p.at(m.x, m.y, m.angle, m.text)
		return
	}
	switch p.l.draw {
	case byWord:
		x := m.x
		blank := p.pdf.GetStringWidth(" ")
		for w := range strings.FieldsSeq(m.text) {
			p.at(x, m.y, 0, w)
			x += p.pdf.GetStringWidth(p.tr(w)) + blank
		}
	case byRune:
		x := m.x
		for _, r := range m.text {
			if r != ' ' {
				p.at(x, m.y, 0, string(r))
			}
			x += p.pdf.GetStringWidth(p.tr(string(r)))
		}
	default:
		p.at(m.x, m.y, 0, m.text)
	}
}

// at draws a string; on a turned page x and y are those of the page as it is
// seen.
func (p *painter) at(x, y, angle float64, s string) {
	if p.l.rotate != 0 {
		x, y, angle = y, p.w-x, angle+float64(p.l.rotate)
	}
	if angle == 0 {
		p.pdf.Text(x, y, p.tr(s))
		return
	}
	p.pdf.TransformBegin()
	p.pdf.TransformRotate(angle, x, y)
	p.pdf.Text(x, y, p.tr(s))
	p.pdf.TransformEnd()
}

// rotated puts /Rotate into every page object and moves the xref table along.
func rotated(b []byte, degrees int) ([]byte, error) {
	const page = "/Type /Page\n"
	turn := fmt.Appendf(nil, "/Rotate %d\n", degrees)
	var at []int
	for from := 0; ; {
		i := bytes.Index(b[from:], []byte(page))
		if i < 0 {
			break
		}
		from += i + len(page)
		at = append(at, from)
	}
	x := bytes.LastIndex(b, []byte("\nxref\n")) + 1
	trailer := bytes.LastIndex(b, []byte("trailer"))
	if x <= 0 || trailer < x || len(at) == 0 {
		return nil, fmt.Errorf("turn pages: no xref table or page (%d pages)", len(at))
	}
	moved := func(offset int) int {
		n := 0
		for _, a := range at {
			if a <= offset {
				n++
			}
		}
		return offset + n*len(turn)
	}
	var out bytes.Buffer
	last := 0
	for _, a := range at {
		out.Write(b[last:a])
		out.Write(turn)
		last = a
	}
	out.Write(b[last:x])
	for line := range bytes.SplitSeq(bytes.TrimSuffix(b[x:trailer], []byte("\n")), []byte("\n")) {
		var offset, gen int
		if n, err := fmt.Sscanf(string(line), "%010d %05d n", &offset, &gen); err == nil && n == 2 {
			line = fmt.Appendf(nil, "%010d %05d n ", moved(offset), gen)
		}
		out.Write(line)
		out.WriteByte('\n')
	}
	tail := string(b[trailer:])
	trailing, _, _ := strings.Cut(tail, "startxref")
	fmt.Fprintf(&out, "%sstartxref\n%d\n%%%%EOF\n", trailing, moved(x))
	return out.Bytes(), nil
}
