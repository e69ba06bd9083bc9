package xmlguard_test

import (
	"encoding/xml"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/xmlguard"
)

func utf16Bytes(s string, big, bom bool) []byte {
	var out []byte
	units := utf16.Encode([]rune(s))
	if bom {
		units = append([]uint16{0xFEFF}, units...)
	}
	for _, u := range units {
		lo, hi := byte(u), byte(u>>8)
		if big {
			lo, hi = hi, lo
		}
		out = append(out, lo, hi)
	}
	return out
}

func TestClean(t *testing.T) {
	tests := map[string]struct {
		in, want string
		code     string
	}{
		"plain":             {`<a b="1">x</a>`, `<a b="1">x</a>`, ""},
		"declaration":       {`<?xml version="1.0" encoding="UTF-8"?><a/>`, `<a/>`, ""},
		"mark and blanks":   {"\xEF\xBB\xBF \n<a>ñ</a>\n", "<a>ñ</a>\n", ""},
		"latin-1 declared":  {"<?xml version='1.0' encoding='ISO-8859-1'?><a>Ni\xF1o</a>", "<a>Niño</a>", ""},
		"1252 as utf-8":     {"<?xml version=\"1.0\" encoding=\"utf-8\"?><a>Ni\xF1o \x80</a>", "<a>Niño €</a>", "xml_decoded_1252"},
		"1252 undeclared":   {"<a>Pe\xF1a</a>", "<a>Peña</a>", "xml_decoded_1252"},
		"utf-16 LE":         {string(utf16Bytes(`<?xml version="1.0" encoding="utf-16"?><a>ñ</a>`, false, true)), "<a>ñ</a>", ""},
		"utf-16 BE no mark": {string(utf16Bytes(`<a>ñ</a>`, true, false)), "<a>ñ</a>", ""},
		"utf-16 in name":    {`<?xml version="1.0" encoding="utf-16"?><a>ñ</a>`, "<a>ñ</a>", "xml_encoding_declared"},
		"utf-8 as latin-1":  {"<?xml version='1.0' encoding='iso-8859-1'?><a>ñ</a>", "<a>ñ</a>", "xml_encoding_declared"},
		"comment after":     {`<a/><!-- end -->`, `<a/><!-- end -->`, ""},
		"multi-line decl":   {"<?xml version=\"1.0\"\n?><a/>", "\n<a/>", ""},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got, findings, err := xmlguard.Clean([]byte(tc.in), xmlguard.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, string(got)); diff != "" {
				t.Error(diff)
			}
			if (tc.code != "") != (len(findings) == 1) || tc.code != "" && !findings.Has(tc.code) {
				t.Errorf("findings %v, want code %q", findings, tc.code)
			}
		})
	}
}

func TestCleanRefuses(t *testing.T) {
	deep := strings.Repeat("<a>", 65) + strings.Repeat("</a>", 65)
	tests := map[string]struct {
		in   string
		lim  xmlguard.Limits
		want error
		code string
	}{
		"empty":          {"", xmlguard.Limits{}, xmlguard.ErrEmpty, "xml_empty"},
		"blank":          {"\xEF\xBB\xBF\n ", xmlguard.Limits{}, xmlguard.ErrEmpty, "xml_empty"},
		"text":           {"hola", xmlguard.Limits{}, xmlguard.ErrNotXML, "xml_not"},
		"only comment":   {"<!-- x -->", xmlguard.Limits{}, xmlguard.ErrNotXML, "xml_not"},
		"bytes":          {"<a></a>", xmlguard.Limits{Bytes: 6}, xmlguard.ErrTooLarge, "xml_size"},
		"depth":          {deep, xmlguard.Limits{}, xmlguard.ErrTooDeep, "xml_depth"},
		"nodes":          {"<a><b/><b/></a>", xmlguard.Limits{Nodes: 2}, xmlguard.ErrTooMany, "xml_nodes"},
		"doctype":        {`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, xmlguard.Limits{}, xmlguard.ErrDoctype, "xml_doctype"},
		"unknown entity": {"<a>&b;</a>", xmlguard.Limits{}, xmlguard.ErrMalformed, "xml_malformed"},
		"duplicate":      {`<a b="1" b="2"/>`, xmlguard.Limits{}, xmlguard.ErrDuplicateAttr, "xml_duplicate_attr"},
		"second root":    {"<a/><b/>", xmlguard.Limits{}, xmlguard.ErrSecondRoot, "xml_second_root"},
		"second prolog":  {"<a/><?xml version='1.0'?><b/>", xmlguard.Limits{}, xmlguard.ErrSecondRoot, "xml_second_root"},
		"junk":           {"<a/>fin", xmlguard.Limits{}, xmlguard.ErrJunk, "xml_junk"},
		"truncated":      {"<a><b>", xmlguard.Limits{}, xmlguard.ErrMalformed, "xml_malformed"},
		"crossed":        {"<a><b></a></b>", xmlguard.Limits{}, xmlguard.ErrMalformed, "xml_malformed"},
		"mixed bytes":    {"<a>ñ \xF1</a>", xmlguard.Limits{}, xmlguard.ErrEncoding, "xml_encoding"},
		"undefined 1252": {"<a>\x81</a>", xmlguard.Limits{}, xmlguard.ErrEncoding, "xml_encoding"},
		"ebcdic":         {"<?xml version='1.0' encoding='ibm037'?><a/>", xmlguard.Limits{}, xmlguard.ErrEncoding, "xml_encoding"},
		"odd utf-16":     {"\xFF\xFE<", xmlguard.Limits{}, xmlguard.ErrEncoding, "xml_encoding"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			_, _, err := xmlguard.Clean([]byte(tc.in), tc.lim)
			if !errors.Is(err, tc.want) {
				t.Fatalf("got %v, want %v", err, tc.want)
			}
			if f := xmlguard.Refusal(err); f.Code != tc.code || f.Message.ES == "" || f.Message.EN == "" {
				t.Errorf("finding %+v, want code %s", f, tc.code)
			}
		})
	}
}

func TestElement(t *testing.T) {
	const in = `<x:a xmlns:x="urn:one" xmlns="urn:two"><x:b k=" v ">1<c>2</c></x:b><b>3</b><b x:k="n"/></x:a>`
	root, _, err := xmlguard.Parse([]byte(in), xmlguard.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	all := root.All("b")
	if len(all) != 3 || all[0].Space() != "urn:one" || all[1].Space() != "urn:two" {
		t.Fatalf("got %d elements", len(all))
	}
	got := []string{root.Local(), all[0].Text(), all[0].At("c").Text(), all[1].Where(), root.At("b", "c", "d").Text()}
	if diff := cmp.Diff([]string{"a", "1", "2", "/a/b[2]", ""}, got); diff != "" {
		t.Error(diff)
	}
	if v, ok := all[0].Attr("k"); v != "v" || !ok {
		t.Errorf("attr %q %v", v, ok)
	}
	if _, ok := all[2].Attr("k"); ok {
		t.Error("an attribute of a name space answered as one without")
	}
}

func TestNames(t *testing.T) {
	tests := map[string]struct {
		in   string
		want []string
	}{
		"two":            {`<?xml version="1.0"?><a xmlns="urn:x"><b/><c/></a>`, []string{"a", "b"}},
		"mixed encoding": {"<?xml version='1.0' encoding='utf-8'?><a>\xf1ñ</a>", []string{"a"}},
		"cut":            {"<a><b", []string{"a"}},
		"text":           {"hola <a>", nil},
		"long":           {"<a>" + strings.Repeat("ñ", 40_000) + "<b/></a>", []string{"a"}},
		"empty":          {"", nil},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, n := range xmlguard.Names([]byte(tc.in), 2) {
				got = append(got, n.Local)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestNestingIsCheap holds the reason the package exists: a hostile nesting is
// refused after 64 levels, whatever its size.
func TestNestingIsCheap(t *testing.T) {
	in := []byte(strings.Repeat("<a>", 700_000/3))
	if _, _, err := xmlguard.Clean(in, xmlguard.Limits{}); !errors.Is(err, xmlguard.ErrTooDeep) {
		t.Fatal(err)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{
		`<a b="1">x</a>`, "\xEF\xBB\xBF<a>ñ</a>", `<!DOCTYPE a><a/>`, "<a>\xF1</a>",
		string(utf16Bytes("<a>ñ</a>", false, true)), "<a/><b/>", "<a><b></a></b>",
	} {
		f.Add([]byte(s))
	}
	if dir := os.Getenv("IMMEX_CORPUS"); dir != "" {
		_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(path, ".xml") {
				if b, err := os.ReadFile(path); err == nil {
					f.Add(b)
				}
			}
			return nil
		})
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		xmlguard.Names(b, 10)
		root, _, err := xmlguard.Parse(b, xmlguard.Limits{Bytes: 1 << 20})
		if err != nil {
			if f := xmlguard.Refusal(err); f.Code == "" {
				t.Error("refusal without code")
			}
			return
		}
		clean, _, err := xmlguard.Clean(b, xmlguard.Limits{})
		if err != nil || !utf8.Valid(clean) {
			t.Fatalf("parsed but not clean: %v", err)
		}
		if err := xml.Unmarshal(clean, new(struct{})); err != nil {
			t.Fatalf("clean is not XML: %v", err)
		}
		if root.Local() == "" {
			t.Error("root without name")
		}
	})
}
