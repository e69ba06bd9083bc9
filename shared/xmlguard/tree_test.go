package xmlguard_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/xmlguard"
)

// TestText: the blanks of a padded field are kept, those around children are
// not, and pieces are joined.
func TestText(t *testing.T) {
	const in = "<a> \n<b>  x  </b><c>   </c><d>1<!-- -->2<![CDATA[ <3> ]]>&amp;</d><e> q <f/> r </e><g> <f/>\n</g></a>"
	root, _, err := xmlguard.Parse([]byte(in), xmlguard.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	got := []string{root.Raw()}
	for e := range root.Children() {
		got = append(got, e.Local()+"="+e.Raw())
	}
	if diff := cmp.Diff([]string{"", "b=  x  ", "c=   ", "d=12 <3> &", "e= q  r ", "g="}, got); diff != "" {
		t.Error(diff)
	}
}

// TestSpaces: prefixes hold inside the element that declares them and no
// further, and an attribute of a name space is none without.
func TestSpaces(t *testing.T) {
	const in = `<p:a xmlns:p="urn:1" xmlns="urn:d"><b xmlns:p="urn:2" xmlns=""><p:c/><d p:k="1" xml:lang="es" q:z="2" k="3"/></b><p:e/><f/></p:a>`
	root, _, err := xmlguard.Parse([]byte(in), xmlguard.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	b := root.At("b")
	got := []string{root.Space(), b.Space(), b.At("c").Space(), b.At("d").Space(), root.At("e").Space(), root.At("f").Space()}
	if diff := cmp.Diff([]string{"urn:1", "", "urn:2", "", "urn:1", "urn:d"}, got); diff != "" {
		t.Error(diff)
	}
	d := b.At("d")
	for name, want := range map[string]string{"k": "3", "lang": "", "z": "", "xmlns": "", "p": ""} {
		if v, ok := d.Value(name); v != want || ok != (want != "") {
			t.Errorf("%s = %q, %v; want %q", name, v, ok, want)
		}
	}
	if _, ok := root.Value("xmlns"); ok {
		t.Error("a declaration of a name space answers as an attribute")
	}
	if _, _, err := xmlguard.Parse([]byte(`<p:a/>`), xmlguard.Limits{}); err == nil {
		t.Error("an undeclared prefix was accepted")
	}
}

// TestValueIsBare: a seal is computed from the value with its blanks.
func TestValueIsBare(t *testing.T) {
	root, _, err := xmlguard.Parse([]byte("<a k=' x\u00a0' e=''/>"), xmlguard.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if v, ok := root.Value("k"); v != " x\u00a0" || !ok {
		t.Errorf("%q", v)
	}
	if v, ok := root.Attr("k"); v != "x" || !ok {
		t.Errorf("%q", v)
	}
	if v, ok := root.Value("e"); v != "" || !ok {
		t.Error("an empty attribute is there")
	}
	var none *xmlguard.Element
	if _, ok := none.Value("k"); ok {
		t.Error("nothing has an attribute")
	}
	for range none.Children() {
		t.Error("nothing has children")
	}
}

// TestPiecesAreCheap: a text in very many pieces costs what it weighs.
func TestPiecesAreCheap(t *testing.T) {
	in := "<a>" + strings.Repeat("xy<!-- -->", 300_000) + "</a>"
	root, _, err := xmlguard.Parse([]byte(in), xmlguard.Limits{})
	if err != nil || len(root.Text()) != 600_000 {
		t.Fatalf("%d bytes: %v", len(root.Text()), err)
	}
}

// TestLine: the line of the delivered file, declaration and all, on which a
// start tag ends.
func TestLine(t *testing.T) {
	t.Parallel()
	root, _, err := xmlguard.Parse([]byte("<?xml version=\"1.0\"?>\n<a>\n  <b/><c\n x=\"1\"/>\r\n  <b>t</b>\n</a>"), xmlguard.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	b := root.All("b")
	for what, lines := range map[string][2]int{"a": {root.Line(), 2}, "first b": {b[0].Line(), 3}, "c": {root.At("c").Line(), 4}, "second b": {b[1].Line(), 5}, "none": {root.At("z").Line(), 0}} {
		if lines[0] != lines[1] {
			t.Errorf("%s stands on line %d, want %d", what, lines[0], lines[1])
		}
	}
}
