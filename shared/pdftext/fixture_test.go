package pdftext_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/goregular"
)

// sheet draws three lines of invented text with the core font or an embedded one.
func sheet(tb testing.TB, embedded bool, protect func(*fpdf.Fpdf)) []byte {
	tb.Helper()
	p := fpdf.New("P", "pt", "Letter", "")
	if protect != nil {
		protect(p)
	}
	p.AddPage()
	p.SetFont("Helvetica", "", 9)
	tr := p.UnicodeTranslatorFromDescriptor("")
	if embedded {
		p.AddUTF8FontFromBytes("go", "", goregular.TTF)
		p.SetFont("go", "", 9)
		tr = func(s string) string { return s }
	}
	p.Text(50, 50, tr("VALOR ADUANA: 127431"))
	p.Text(50, 70, tr("CÓDIGO ÑANDÚ 462.00000"))
	p.Text(400, 70, "217192")
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// pdfBuilder writes small files by hand, for what generators never write.
type pdfBuilder struct {
	b   bytes.Buffer
	off []int
}

func newPDF() *pdfBuilder {
	p := &pdfBuilder{}
	p.b.WriteString("%PDF-1.5\n")
	return p
}

// obj adds the next numbered object.
func (p *pdfBuilder) obj(body string) {
	p.off = append(p.off, p.b.Len())
	fmt.Fprintf(&p.b, "%d 0 obj\n%s\nendobj\n", len(p.off), body)
}

func (p *pdfBuilder) stream(dict, data string) {
	p.obj(fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data))
}

// bytes ends the file with a table and a trailer that may lie about /Size.
func (p *pdfBuilder) bytes(size string) []byte {
	at := p.b.Len()
	fmt.Fprintf(&p.b, "xref\n0 %d\n0000000000 65535 f \n", len(p.off)+1)
	for _, o := range p.off {
		fmt.Fprintf(&p.b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&p.b, "trailer\n<</Size %s/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", size, at)
	return p.b.Bytes()
}

// onePage is a file whose page draws content with Helvetica as F1; more adds
// objects from number 6 on, and extra goes into the page dictionary.
func onePage(content, resources, extra string, more ...string) []byte {
	p := newPDF()
	p.obj("<</Type/Catalog/Pages 2 0 R>>")
	p.obj("<</Type/Pages/Kids[3 0 R]/Count 1>>")
	p.obj("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>" + resources + ">>" + extra + ">>")
	p.stream("", content)
	p.obj("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	for _, m := range more {
		p.obj(m)
	}
	return p.bytes(strconv.Itoa(len(p.off) + 1))
}

func deflate(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

// compressed keeps pages and font in an object stream with a cross-reference stream.
func compressed() []byte {
	objs := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 6 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
	}
	var head, body strings.Builder
	for i, o := range objs {
		fmt.Fprintf(&head, "%d %d ", i+1, body.Len())
		body.WriteString(o + " ")
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	data := deflate(head.String() + body.String())
	fmt.Fprintf(&b, "5 0 obj\n<</Type/ObjStm/N 4/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n", head.Len(), len(data), data)
	content := deflate("BT /F1 10 Tf 50 700 Td (RT 4321.50) Tj ET")
	fmt.Fprintf(&b, "6 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n", len(content), content)
	fmt.Fprintf(&b, "7 0 obj\n<</Type/XRef/Size 8/W[1 2 1]/Root 1 0 R/Length 0>>\nstream\n\nendstream\nendobj\nstartxref\n9\n%%%%EOF")
	return b.Bytes()
}

// flipped is stored deflate data in which one digit was changed afterwards.
func flipped() string {
	var b bytes.Buffer
	w, _ := zlib.NewWriterLevel(&b, zlib.NoCompression)
	_, _ = w.Write([]byte("(127431) Tj"))
	_ = w.Close()
	return string(bytes.Replace(b.Bytes(), []byte("127431"), []byte("127437"), 1))
}
