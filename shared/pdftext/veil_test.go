package pdftext_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/pdftext"
)

// marks is what a page says of its word "163": c covered, p pale, s struck.
func marks(t *testing.T, pdf []byte) string {
	t.Helper()
	got, err := read(pdf)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range got.Pages[0].Words {
		if !strings.Contains(w.S, "163") {
			continue
		}
		var out strings.Builder
		for _, m := range []struct {
			on   bool
			sign string
		}{{w.Covered, "c"}, {w.Pale, "p"}, {w.Struck, "s"}} {
			if m.on {
				out.WriteString(m.sign)
			}
		}
		return out.String()
	}
	t.Fatalf("no 163 in %q", say(got))
	return ""
}

const figure = "BT /F1 10 Tf 50 700 Td (163) Tj ET "

// What is painted over a figure, around it or with it decides whether a person
// sees it; what was painted before does not, unless it has the same colour.
func TestSeen(t *testing.T) {
	t.Parallel()
	gs := "/ExtGState<</F<</ca 0.01>>/H<</ca 0.4>>/M<</BM/Multiply>>/S<</BM/Screen>>/N<</ca 1>>/K<</SMask<</S/Alpha>>>>/L<</SMask/None>>>>"
	spaces := "/ColorSpace<</I[/Separation/Black/DeviceGray 9 0 R]/X[/Indexed/DeviceRGB 1 <000000ffffff>]/L[/Lab<</WhitePoint[1 1 1]>>]>>"
	for name, c := range map[string]struct{ content, want string }{
		"alone":                      {figure, ""},
		"on a white cell":            {"1 g 40 690 100 30 re f 0 g " + figure, ""},
		"under a white box":          {figure + "1 g 40 690 100 30 re f", "c"},
		"under a black box":          {figure + "40 690 100 30 re f", "c"},
		"under a drawn box":          {figure + "40 690 m 140 690 l 140 730 l 40 730 l h f", "c"},
		"under a triangle":           {figure + "40 690 m 140 690 l 40 790 l f", "c"},
		"beside a triangle":          {figure + "60 790 m 140 690 l 140 790 l f", ""},
		"in the hole of a frame":     {figure + "20 680 200 60 re 40 690 100 30 re f*", ""},
		"under a round box":          {figure + "40 710 m 40 740 140 740 140 710 c 140 670 40 670 40 710 c b", "c"},
		"under curves by v and y":    {figure + "40 710 m 40 745 140 710 v 140 670 40 710 y f", "c"},
		"one digit covered":          {figure + "1 g 61 690 20 30 re f", "c"},
		"touched by a line":          {figure + "1 g 40 698 100 2.5 re f", ""},
		"under a thick line":         {figure + "1 G 20 w 40 703 m 140 703 l S", "c"},
		"under a picture":            {figure + "q 100 0 0 30 40 690 cm /P Do Q", "c"},
		"under a picture of stripes": {figure + "q 100 0 0 30 40 690 cm /T Do Q", ""},
		"under a whole mask":         {figure + "q 100 0 0 30 40 690 cm /W Do Q", "c"},
		"under a stencil":            {figure + "q 100 0 0 30 40 690 cm /E Do Q", "c"},
		"under an empty stencil":     {figure + "q 100 0 0 30 40 690 cm /O Do Q", ""},
		"under an inline picture":    {figure + "q 100 0 0 30 40 690 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q", "c"},
		"picture elsewhere":          {figure + "q 100 0 0 30 40 600 cm /P Do Q", ""},
		"under a clipped box":        {figure + "q 300 0 9 9 re W n 1 g 40 690 100 30 re f Q", ""},
		"under a marker pen":         {figure + "/M gs 1 1 0 rg 40 690 100 30 re f", ""},
		"under a thin veil":          {figure + "/H gs 1 g 40 690 100 30 re f", ""},
		"under many thin veils":      {figure + "/H gs 1 g " + strings.Repeat("40 690 100 30 re f ", 5), "c"},
		"inside a clip":              {"q 40 690 100 30 re W n " + figure + "Q", ""},
		"outside a clip":             {"q 300 690 100 30 re W n " + figure + "Q", "c"},
		"cut by a clip":              {"q 40 690 18 30 re W n " + figure + "Q", "c"},
		"cut by two clips":           {"q 40 690 100 30 re W n 300 0 m 500 0 l 400 200 l W* n " + figure + "Q", "c"},
		"after the clip":             {"q 300 690 100 30 re W n Q " + figure, ""},
		"cut by the page":            {"BT /F1 10 Tf 590 700 Td (163) Tj ET", "c"},
		"cut by its form":            {"/C Do", "c"},
		"transparent":                {"/F gs " + figure, "p"},
		"transparent, then not":      {"/F gs /N gs " + figure, ""},
		"in a transparent group":     {"/F gs /G Do", "p"},
		"in a plain form":            {"/N gs /D Do", ""},
		"in a form that inherits":    {"/F gs /D Do", "p"},
		"behind a soft mask":         {"/K gs " + figure, "p"},
		"after a soft mask":          {"/K gs /L gs " + figure, ""},
		"screened":                   {"/S gs " + figure, "p"},
		"multiplied":                 {"/M gs " + figure, ""},
		"white on paper":             {"1 g " + figure, "p"},
		"white by four inks":         {"0 0 0 0 k " + figure, "p"},
		"white by palette":           {"/X cs 1 sc " + figure, "p"},
		"no ink":                     {"/I cs 0 scn " + figure, "p"},
		"ink":                        {"/I cs 1 scn " + figure, ""},
		"light by Lab":               {"/L cs 100 0 0 sc " + figure, "p"},
		"white on a dark band":       {"0.2 g 40 690 100 30 re f 1 g " + figure, ""},
		"black on a black band":      {"0 g 40 690 100 30 re f " + figure, "p"},
		"grey on grey":               {"0.5 g 40 690 100 30 re f 0.55 g " + figure, "p"},
		"white on a picture":         {"q 100 0 0 30 40 690 cm /P Do Q 1 g " + figure, ""},
		"white on a thin veil":       {"/H gs 0 g 40 690 100 30 re f /N gs 1 g " + figure, ""},
		"outlined in black":          {"1 g 0 G 1 Tr " + figure, ""},
		"outlined in white":          {"0 g 1 G 1 Tr " + figure, "p"},
		"white, outlined in black":   {"1 g 0 G 2 Tr " + figure, ""},
		"tiny":                       {"BT /F1 1 Tf 50 700 Td (163) Tj ET", "p"},
		"drawn twice, once white":    {"1 g " + figure + "0 g " + figure, ""},
		"switched off":               {"/OC /Off BDC " + figure + "EMC", "c"},
		"switched on":                {"/OC /On BDC " + figure + "EMC /Span BMC EMC", ""},
		"off by membership":          {"/OC /Any BDC " + figure + "EMC", "c"},
		"under a box switched off":   {figure + "/OC /Off BDC 1 g 40 690 100 30 re f EMC", ""},
		"struck out":                 {figure + "40 703.5 m 80 703.5 l S", "s"},
		"struck out by a box":        {"45 703 40 0.7 re f " + figure, "s"},
		"underlined":                 {figure + "40 698.5 m 80 698.5 l S", ""},
		"crossed by a column line":   {figure + "56 600 m 56 790 l S", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			res := gs + spaces + "/XObject<</P 6 0 R/T 7 0 R/W 10 0 R/E 12 0 R/O 13 0 R/C 14 0 R/G 15 0 R/D 16 0 R>>/Properties<</Off 17 0 R/On 18 0 R/Any<</Type/OCMD/OCGs[18 0 R 17 0 R]>>>>"
			picture := "<</Type/XObject/Subtype/Image/Width 2/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
			form := "<</Type/XObject/Subtype/Form/Resources<</Font<</F1 5 0 R>>>>/Length 38"
			pdf := onePage(c.content, res, "",
				picture+"/Length 2>>\nstream\nxx\nendstream",
				picture+"/SMask 8 0 R/Length 2>>\nstream\nxx\nendstream",
				"<</Subtype/Image/Width 1/Height 5/BitsPerComponent 8/Filter/ASCIIHexDecode/Length 11>>\nstream\n00000000ff>\nendstream",
				"<</FunctionType 2/Domain[0 1]/N 1>>",
				picture+"/SMask 11 0 R/Length 2>>\nstream\nxx\nendstream",
				"<</Subtype/Image/Width 1/Height 1/BitsPerComponent 8/Decode[1 0]/Filter/ASCIIHexDecode/Length 3>>\nstream\n00>\nendstream",
				"<</Subtype/Image/ImageMask true/Width 8/Height 1/Filter/ASCIIHexDecode/Length 3>>\nstream\n00>\nendstream",
				"<</Subtype/Image/ImageMask true/Decode[1 0]/Width 8/Height 1/Filter/ASCIIHexDecode/Length 3>>\nstream\n00>\nendstream",
				form+"/BBox[0 0 60 800]>>\nstream\n"+figure+"\nendstream",
				form+"/BBox[0 0 600 800]/Group<</S/Transparency>>>>\nstream\n"+figure+"\nendstream",
				form+"/BBox[0 0 600 800]>>\nstream\n"+figure+"\nendstream",
				"<</Type/OCG/Name(hidden)>>", "<</Type/OCG/Name(shown)>>")
			pdf = []byte(strings.Replace(string(pdf), "<</Type/Catalog", "<</OCProperties<</OCGs[17 0 R 18 0 R]/D<</OFF[17 0 R]>>>>/Type/Catalog", 1))
			if got := marks(t, pdf); got != c.want {
				t.Errorf("marks %q, want %q", got, c.want)
			}
		})
	}
}

// What an annotation paints hides the page; what it says is not read.
func TestSeenUnderAnnotations(t *testing.T) {
	t.Parallel()
	box := "<</Type/XObject/Subtype/Form/BBox[0 0 100 30]/Resources<</Font<</F1 5 0 R>>>>/Length 60>>\nstream\n1 g 0 0 100 30 re f 0 g BT /F1 8 Tf 2 6 Td (999) Tj ET     \nendstream"
	for name, c := range map[string]struct{ subtype, flags, want string }{
		"stamp":        {"Stamp", "4", "c"},
		"hidden stamp": {"Stamp", "2", ""},
		"popup":        {"Popup", "4", ""},
	} {
		pdf := onePage(figure, "", "/Annots[<</Type/Annot/Subtype/"+c.subtype+"/F "+c.flags+"/Rect[40 690 140 720]/AP<</N 6 0 R>>>>]", box)
		if got := marks(t, pdf); got != c.want {
			t.Errorf("%s: marks %q, want %q", name, got, c.want)
		}
		if got, err := read(pdf); err != nil || strings.Contains(say(got), "999") {
			t.Errorf("%s: %q, %v", name, say(got), err)
		}
	}
}

// A page of boxes and letters without end is refused, not compared for ever.
func TestSeenWithinLimits(t *testing.T) {
	t.Parallel()
	content := "BT /F1 10 Tf 50 700 Td (163) Tj ET " + strings.Repeat("0 0 600 800 re f ", 300_001)
	if _, err := pdftext.Read(t.Context(), onePage(content, "", ""), pdftext.Limits{}); err == nil {
		t.Error("no limit on what is painted")
	}
}
