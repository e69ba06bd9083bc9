package hostile

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strconv"
	"strings"
)

// page is a file of one page, each part of which may be replaced.
type page struct {
	content   string // of object 4
	dict      string // of the content stream, "" for none
	font      string // object 5, Helvetica when ""
	resources string
	extra     string   // into the page dictionary
	kids      string   // object 2, the page tree
	more      []string // objects from number 6 on
	trailer   string   // into the trailer
	size      string   // of the trailer
}

// onePage writes the file with a table and a trailer.
func onePage(p page) []byte {
	objs := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		or(p.kids, "<</Type/Pages/Kids[3 0 R]/Count 1>>"),
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>" + p.resources + ">>" + p.extra + ">>",
		stream(p.dict, p.content),
		or(p.font, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"),
	}
	return file(append(objs, p.more...), p.trailer, p.size)
}

func or(s, d string) string {
	if s == "" {
		return d
	}
	return s
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// file numbers objects from 1.
func file(objs []string, trailer, size string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	at := make([]int, len(objs))
	for i, o := range objs {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objs)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %s/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", or(size, strconv.Itoa(len(objs)+1)), trailer, xref)
	return b.Bytes()
}

// lines is the content of n lines of text.
func lines(n int) string {
	return "BT /F1 7 Tf 40 780 Td 8 TL " + strings.Repeat("(VALOR ADUANA: 127,431) Tj T* ", n) + "ET"
}

func deflate(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

// bomb is a deflated stream that inflates to so many MiB of unit.
func bomb(unit string, mib int) string {
	var b bytes.Buffer
	w, _ := zlib.NewWriterLevel(&b, zlib.BestSpeed) // a level there is
	block := []byte(strings.Repeat(unit, 1<<20/len(unit)))
	for range mib {
		_, _ = w.Write(block)
	}
	_ = w.Close()
	return b.String()
}

const flate = "/Filter/FlateDecode"

// compressed keeps its objects in an object stream.
func compressed() []byte {
	return objectStream("", 4, []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 6 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
	})
}

// objectStream is a file whose objects 1… lie in stream 5, which says that
// there are n of them.
func objectStream(dict string, n int, objs []string) []byte {
	var head, body strings.Builder
	for i, o := range objs {
		fmt.Fprintf(&head, "%d %d ", i+1, body.Len())
		body.WriteString(o + " ")
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	data := deflate(head.String() + body.String())
	fmt.Fprintf(&b, "5 0 obj\n<</Type/ObjStm/N %d/First %d%s%s/Length %d>>\nstream\n%s\nendstream\nendobj\n", n, head.Len(), flate, dict, len(data), data)
	content := deflate(lines(50))
	fmt.Fprintf(&b, "6 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n", flate, len(content), content)
	b.WriteString("7 0 obj\n<</Type/XRef/Size 8/W[1 2 1]/Root 1 0 R/Length 0>>\nstream\n\nendstream\nendobj\nstartxref\n9\n%%EOF")
	return b.Bytes()
}
