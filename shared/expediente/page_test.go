package expediente_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
)

// files are the bytes of a package by their path.
func files(tb testing.TB, raw []byte) map[string][]byte {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		tb.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		rc, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		out[f.Name] = all(tb, rc)
	}
	return out
}

// TestPageOfThePackage: every link of the page is a file of the package, it is
// in the language asked for, and the verifier makes it again.
func TestPageOfThePackage(t *testing.T) {
	for _, lang := range []document.Lang{document.Spanish, document.English} {
		in := input(t)
		in.Lang = lang
		raw := sealed(t, in)
		have := files(t, raw)
		root, err := html.Parse(bytes.NewReader(have["index.html"]))
		if err != nil {
			t.Fatal(err)
		}
		links := 0
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "lang" && n.Data == "html" && a.Val != string(lang) {
					t.Errorf("it opens in %q, not in %q", a.Val, lang)
				}
				if a.Key != "href" || strings.HasPrefix(a.Val, "#") {
					continue
				}
				links++
				if have[a.Val] == nil {
					t.Errorf("%q is not in the package", a.Val)
				}
			}
		}
		if links != 7+5 { // the CSV behind every list, and behind five counts of the summary
			t.Errorf("%d links", links)
		}
		v := verify(t, raw)
		if want := fmt.Sprint(v.Manifest.Cut); !bytes.Contains(have["index.html"], []byte(want)) {
			t.Errorf("the page does not name its cut %s", want)
		}
		if !v.OK || v.Replayed != len(have)-1-4-2 { // all but the manifest, two PDF and XLSX, and two documents
			t.Errorf("%s: %d of %d files made again, %+v", v.Kind, v.Replayed, len(have), v.First)
		}
	}
}

// TestNotWrittenAgain: a package in a layout that is not written again holds by its
// hashes and is no forgery, but nothing more is said of it; the month after it
// builds on it.
func TestNotWrittenAgain(t *testing.T) {
	for _, schema := range []string{expediente.SchemaWithoutEvidence, expediente.SchemaRepeating, expediente.SchemaCounting, expediente.SchemaUntimed, expediente.SchemaUnruled, expediente.SchemaUnsplit, expediente.SchemaUnlinked} {
		t.Run(schema, func(t *testing.T) { notWrittenAgain(t, schema) })
	}
}

func notWrittenAgain(t *testing.T, schema string) {
	t.Helper()
	in := input(t)
	in.Schema = schema
	raw := sealed(t, in)
	if v := verify(t, raw); v.OK || v.Kind != expediente.UnknownVersion {
		t.Errorf("%s %+v", v.Kind, v.First)
	}
	if v := verify(t, append(raw[:len(raw)/2:len(raw)/2], raw[len(raw)/2+1:]...)); v.OK || v.Kind == expediente.UnknownVersion {
		t.Errorf("a byte less: %s", v.Kind)
	}
	s, err := expediente.OpenSealed(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Last(in.Facts, in.To); err != nil {
		t.Error(err)
	}
}

// TestSchemaWithoutPage: a package made before there was a page verifies as it
// was made, and does not take one.
func TestSchemaWithoutPage(t *testing.T) {
	in := input(t)
	in.Schema = expediente.SchemaWithoutPage
	raw := sealed(t, in)
	have := files(t, raw)
	if v := verify(t, raw); !v.OK || v.Manifest.Schema != expediente.SchemaWithoutPage {
		t.Fatalf("%s %+v", v.Kind, v.First)
	}
	if have["index.html"] != nil || bytes.Contains(have["LEEME.txt"], []byte("index.html")) {
		t.Error("the layout before the page has one")
	}
	in.Schema = ""
	if now := files(t, sealed(t, in)); now["index.html"] == nil || !bytes.Contains(now["LEEME.txt"], []byte("index.html")) {
		t.Error("the layout of today has no page")
	}
	p := unpack(t, raw)
	p.Files = append(p.Files, expediente.File{Path: "index.html", Bytes: func() ([]byte, error) { return []byte("<p>"), nil }})
	var b bytes.Buffer
	if _, err := expediente.Seal(&b, p); err != nil {
		t.Fatal(err)
	}
	if v := verify(t, b.Bytes()); v.Kind != expediente.Differs || v.First.Path != "index.html" {
		t.Errorf("a page in a package without: %s %+v", v.Kind, v.First)
	}
}

// TestLinkedPage: the page links its totals to what they sum and has subtotals.
func TestLinkedPage(t *testing.T) {
	now := files(t, sealed(t, input(t)))
	for _, said := range []string{`<dd><a href="reportes/entradas.csv">`, `href="#lotes">`, "Subtotales de los hallazgos, por gravedad"} {
		if !bytes.Contains(now["index.html"], []byte(said)) {
			t.Errorf("the page does not have %s", said)
		}
	}
}

// TestRulesAreNamed: no package of today is made without the version of its rules, one
// whose manifest says none or no hash is no package of its layout, and of the ninth,
// which was begun before, one without holds as it did.
func TestRulesAreNamed(t *testing.T) {
	for _, schema := range []string{expediente.Schema, expediente.SchemaUnlinked} {
		in := input(t)
		in.Schema = schema
		for _, rules := range []document.Hash{"", "none", in.Rules[:63], in.Rules + "0", document.Hash(strings.ToUpper(string(in.Rules[:63]))) + "F"} {
			bad := in
			bad.Rules = rules
			if _, err := expediente.Build(io.Discard, bad); !fault.Is(err, fault.Misconfigured) {
				t.Errorf("%s made with rules %q: %v", schema, rules, err)
			}
			p := unpack(t, sealed(t, in))
			p.Manifest.Rules = rules
			var b bytes.Buffer
			if _, err := expediente.Seal(&b, p); err != nil {
				t.Fatal(err)
			}
			if v := verify(t, b.Bytes()); v.Kind != expediente.Differs || v.First.Path != "manifest.json" || !strings.Contains(v.First.Text.EN, "rules") {
				t.Errorf("%s with rules %q: %s %+v", schema, rules, v.Kind, v.First)
			}
		}
	}
	in := input(t)
	in.Schema, in.Rules = expediente.SchemaUnsplit, ""
	if v := verify(t, sealed(t, in)); v.Kind != expediente.UnknownVersion {
		t.Errorf("the ninth without rules: %s %+v", v.Kind, v.First)
	}
}
