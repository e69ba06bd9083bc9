package hostile

import (
	"bytes"
	"fmt"
	"strings"
)

// crafted are the files made to do harm, by what they attack.
func crafted() []File {
	var out []File
	for _, group := range [][]File{sizes(), trees(), bombs(), depths(), tables(), forms(), fonts(), contents(), locked(), junk()} {
		out = append(out, group...)
	}
	return out
}

// sizes lie about how much there is.
func sizes() []File {
	var out []File
	for _, s := range []string{"0", "-1", "2147483647", "4294967296", "999999999999", "99999999999999999999", "1e9"} {
		out = append(out, File{"size " + s, onePage(page{content: lines(3), size: s})})
		b := onePage(page{content: lines(3)})
		out = append(out,
			File{"length " + s, bytes.Replace(b, []byte("/Length "), []byte("/Length "+s), 1)},
			File{"object number " + s, append(b, []byte("\n"+s+" 0 obj\n<<>>\nendobj\n")...)},
			File{"xref count " + s, bytes.Replace(b, []byte("xref\n0 6"), []byte("xref\n0 "+s), 1)},
			File{"startxref " + s, bytes.Replace(b, []byte("startxref\n"), []byte("startxref\n"+s), 1)},
			File{"page count " + s, onePage(page{content: lines(3), kids: "<</Type/Pages/Kids[3 0 R]/Count " + s + ">>"})},
		)
	}
	return out
}

// trees contain themselves, or are deep or wide.
func trees() []File {
	self := "<</Type/Pages/Kids[2 0 R]/Count 1>>"
	deep := func(n int) []byte {
		objs := []string{"<</Type/Catalog/Pages 2 0 R>>"}
		for i := range n {
			objs = append(objs, fmt.Sprintf("<</Type/Pages/Kids[%d 0 R]/Count 1>>", i+3))
		}
		return file(objs, "", "")
	}
	fan := func(levels, width int) []byte {
		objs := []string{"<</Type/Catalog/Pages 2 0 R>>"}
		for i := range levels {
			objs = append(objs, "<</Type/Pages/Count 9/Kids["+strings.Repeat(fmt.Sprintf("%d 0 R ", i+3), width)+"]>>")
		}
		return file(append(objs, "<</Type/Page/MediaBox[0 0 9 9]>>"), "", "")
	}
	return []File{
		{"tree of itself", onePage(page{content: lines(1), kids: self})},
		{"tree of its parent", onePage(page{content: lines(1), kids: "<</Type/Pages/Kids[6 0 R]/Count 1>>", more: []string{"<</Type/Pages/Kids[2 0 R]/Count 1>>"}})},
		{"parents in a ring", onePage(page{content: lines(1), kids: "<</Type/Pages/Kids[3 0 R]/Count 1/Parent 6 0 R>>", more: []string{"<</Type/Pages/Parent 2 0 R>>"}})},
		{"tree of 1000 levels", deep(1000)},
		{"tree of 50000 levels", deep(50_000)},
		{"tree of 10 to the 8 pages", fan(8, 10)},
		{"tree of 2 to the 60 pages", fan(60, 2)},
		{"100000 times one page", onePage(page{content: lines(1), kids: "<</Type/Pages/Count 100000/Kids[" + strings.Repeat("3 0 R ", 100_000) + "]>>"})},
		{"no pages", onePage(page{kids: "<</Type/Pages/Kids[]/Count 0>>"})},
		{"tree of numbers", onePage(page{kids: "<</Type/Pages/Kids[1 2 3 null (x) /y]/Count 6>>"})},
	}
}

// bombs inflate without end.
func bombs() []File {
	var out []File
	for _, mib := range []int{20, 150} {
		q := bomb("q Q ", mib)
		zero := bomb("\x00", mib)
		out = append(out,
			File{fmt.Sprintf("content of %d MiB", mib), onePage(page{dict: flate, content: q})},
			File{fmt.Sprintf("blank content of %d MiB", mib), onePage(page{dict: flate, content: zero})},
			File{fmt.Sprintf("text of %d MiB", mib), onePage(page{dict: flate, content: bomb("BT /F1 9 Tf(a) Tj ET ", mib)})},
			File{fmt.Sprintf("content of %d MiB, twice deflated", mib), onePage(page{dict: "/Filter[/FlateDecode/FlateDecode]", content: deflate(zero)})},
			File{fmt.Sprintf("ToUnicode of %d MiB", mib), onePage(page{content: lines(1), font: "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</DW 500>>]>>", more: []string{stream(flate, bomb("<0001> <0041> ", mib))}})},
			File{fmt.Sprintf("object stream of %d MiB", mib), onePage(page{content: lines(1), more: []string{stream("/Type/ObjStm/N 1000000/First 10"+flate, bomb("1 0 ", mib))}})},
			File{fmt.Sprintf("runs of %d MiB", mib), onePage(page{dict: "/Filter/RunLengthDecode", content: strings.Repeat("\x81q", mib*1000)})},
		)
	}
	many := page{content: lines(1)}
	var list strings.Builder
	for i := range 200 {
		many.more = append(many.more, stream(flate, bomb("q Q ", 10)))
		fmt.Fprintf(&list, "%d 0 R ", i+6)
	}
	many.extra = "/Contents[" + list.String() + "]"
	return append(out, File{"200 contents of 10 MiB", onePage(many)})
}

// depths nest without end.
func depths() []File {
	var out []File
	for _, n := range []int{100, 10_000, 1_000_000} {
		for name, unit := range map[string]string{"arrays": "[", "dictionaries": "<</A ", "strings": "(", "braces": "{", "states": "q "} {
			deep := strings.Repeat(unit, n)
			out = append(out,
				File{fmt.Sprintf("%d %s in content", n, name), onePage(page{content: deep + lines(1)})},
				File{fmt.Sprintf("%d %s in an object", n, name), onePage(page{content: lines(1), extra: "/X " + deep})},
			)
		}
	}
	sortByName(out)
	return out
}

// tables of cross-references that lie.
func tables() []File {
	b := onePage(page{content: lines(3)})
	end := bytes.LastIndex(b, []byte("xref\n0 "))
	return []File{
		{"no table", b[:end]},
		{"table of itself", onePage(page{content: lines(3), trailer: fmt.Sprintf("/Prev %d", end)})},
		{"table before the file", onePage(page{content: lines(3), trailer: "/Prev -5"})},
		{"table stream of itself", onePage(page{content: lines(3), trailer: fmt.Sprintf("/XRefStm %d", end)})},
		{"table of zeros", bytes.ReplaceAll(b, []byte("00000 n"), []byte("99999 f"))},
		{"widths of a table stream", bytes.Replace(compressed(), []byte("/W[1 2 1]"), []byte("/W[9 99999999 -1]/Index[0 99999999]"), 1)},
		{"object stream extends itself", objectStream("/Extends 5 0 R", 4, []string{"<</Type/Catalog/Pages 2 0 R>>"})},
		{"object stream of a million", objectStream("", 1_000_000, []string{"<</Type/Catalog/Pages 2 0 R>>"})},
		{"object stream of none", objectStream("", -1, nil)},
		{"root of itself", onePage(page{content: lines(1), trailer: "/Root 99 0 R"})},
		{"100000 objects", append(b[:end:end], []byte(strings.Repeat("9 0 obj\n<<>>\nendobj\n", 100_000))...)},
		{"100000 trailers", append(b[:end:end], []byte(strings.Repeat("trailer\n<</Root 9 0 R/Encrypt null>>\n", 100_000))...)},
		{"length of itself", bytes.Replace(b, []byte("/Length "), []byte("/Length 4 0 R/X "), 1)},
	}
}

// forms call themselves and one another.
func forms() []File {
	form := func(res, content string) string {
		return stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<"+res+">>>>", content)
	}
	var out []File
	out = append(out, File{"form of itself", onePage(page{content: "/X Do", resources: "/XObject<</X 6 0 R>>", more: []string{form("/X 6 0 R", "/X Do")}})},
		File{"two forms of each other", onePage(page{content: "/X Do", resources: "/XObject<</X 6 0 R>>", more: []string{form("/X 7 0 R", "/X Do"), form("/X 6 0 R", "/X Do")}})})
	for _, width := range []int{2, 10, 40} {
		p := page{content: "/X Do", resources: "/XObject<</X 6 0 R>>"}
		for i := range 20 {
			p.more = append(p.more, form(fmt.Sprintf("/X %d 0 R", i+7), strings.Repeat("/X Do ", width)))
		}
		p.more = append(p.more, form("", lines(1)))
		out = append(out, File{fmt.Sprintf("%d to the 20 forms", width), onePage(p)})
	}
	widget := "/Annots[" + strings.Repeat("<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/AP<</N 6 0 R>>>> ", 3000) + "]"
	return append(out, File{"3000 fields of itself", onePage(page{content: lines(1), extra: widget, more: []string{form("/X 6 0 R", "/X Do /X Do")}})})
}
