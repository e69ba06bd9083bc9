package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth"
)

// bad is one document that must not enter, and what is said of it.
type bad struct {
	name   string
	bytes  []byte
	status document.Status
	code   string
}

// TestBadInput delivers bad documents among good ones, in one batch: each has
// its status, a code and a sentence, the good ones enter, and nothing is lost.
func TestBadInput(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	docs := filepath.Join(dir, "docs")
	truth, err := company(filepath.Join(docs, "good"), synth.Options{Seed: 3, Months: 1, Pedimentos: 30, ErrorsOn: true})
	if err != nil {
		t.Fatal(err)
	}
	good := map[string]document.Status{}
	for _, f := range truth.Files {
		if f.Name != "truth.json" {
			good[f.Name] = f.Expect
		}
	}
	table := badInputs(t, filepath.Join(docs, "good"), truth)
	for _, b := range table {
		if err := os.WriteFile(filepath.Join(docs, b.name), b.bytes, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	table = append(table, badFiles(t, docs)...)

	a := immex(t, dir, "ingest", "--json", "docs")
	if a.code != exitQuarantined || a.errors != "" {
		t.Fatalf("exit code %d, stderr %q", a.code, a.errors)
	}
	objects := a.objects(t)
	said, children := map[string]object{}, map[string]int{}
	for _, o := range objects[:len(objects)-1] {
		if o["parent"] == nil {
			said[strings.TrimPrefix(o["name"].(string), "docs"+string(filepath.Separator))] = o
		} else {
			children[o["parent"].(string)]++
		}
	}
	for name, want := range good {
		if o := said[filepath.Join("good", name)]; o["status"] != string(want) {
			t.Errorf("good %s is %v, expected %s: %v", name, o["status"], want, o["findings"])
		}
	}
	for _, b := range table {
		holdBad(t, dir, b, said[b.name])
	}
	if a := immex(t, dir, "replay"); a.code != exitOK {
		t.Errorf("replay: %d %s%s", a.code, a.out, a.errors)
	}
}

func holdBad(t *testing.T, dir string, b bad, o object) {
	t.Helper()
	if o == nil {
		t.Errorf("%s: nothing was said of it", b.name)
		return
	}
	if o["status"] != string(b.status) {
		t.Errorf("%s is %v, expected %s: %v", b.name, o["status"], b.status, o["findings"])
	}
	found := false
	for _, f := range o["findings"].([]any) {
		f := f.(map[string]any)
		found = found || f["code"] == b.code
		if len(f["message"].(string)) < 20 {
			t.Errorf("%s: %s says %q", b.name, f["code"], f["message"])
		}
	}
	if !found {
		t.Errorf("%s: no %s among %v", b.name, b.code, o["findings"])
	}
	if b.bytes == nil {
		return
	}
	shelf := "archive"
	if b.status == document.Quarantined || b.status == document.Unsupported { // only what was accepted is locked
		shelf = "quarantine"
	}
	sha := string(document.HashOf(b.bytes))
	kept, err := filepath.Glob(filepath.Join(dir, "immex-data", "blobs", "*", shelf, sha[:2], sha))
	if err != nil || len(kept) != 1 {
		t.Errorf("%s: its bytes are not in %s (%v)", b.name, shelf, err)
		return
	}
	if again, err := os.ReadFile(kept[0]); err != nil || !bytes.Equal(again, b.bytes) {
		t.Errorf("%s: its bytes are not as they came (%v)", b.name, err)
	}
}

// badFiles are those that only a file system can make.
func badFiles(t *testing.T, docs string) []bad {
	t.Helper()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Mkdir(filepath.Join(docs, "folder.zip"), 0o700))
	must(os.WriteFile(filepath.Join(docs, "folder.zip", "inner.bin"), []byte{1, 2, 3}, 0o600))
	must(os.Symlink(filepath.Join(docs, "garbage.bin"), filepath.Join(docs, "link.xml")))
	must(os.Symlink(docs, filepath.Join(docs, "loop")))
	huge := filepath.Join(docs, "huge.zip")
	must(os.WriteFile(huge, nil, 0o600))
	must(os.Truncate(huge, MaxFile+1)) // no disk is used
	out := []bad{
		{filepath.Join("folder.zip", "inner.bin"), []byte{1, 2, 3}, document.Unsupported, "unsupported"},
		{"link.xml", nil, document.Unsupported, "file_special"},
		{"loop", nil, document.Unsupported, "file_special"},
		{"huge.zip", nil, document.Quarantined, "file_too_large"},
	}
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Log("a file without permission is left out: root reads everything")
		return out
	}
	must(os.WriteFile(filepath.Join(docs, "locked.xml"), []byte("<a/>"), 0))
	must(os.Mkdir(filepath.Join(docs, "closed"), 0))
	return append(out, bad{"locked.xml", nil, document.Quarantined, "file_unreadable"},
		bad{"closed", nil, document.Quarantined, "file_unreadable"})
}

// badInputs are made from good ones where a good one has to be spoilt.
func badInputs(t *testing.T, good string, truth *synth.Truth) []bad {
	t.Helper()
	one := func(kind document.Kind) []byte {
		for _, f := range truth.Files {
			if f.Kind == kind && f.Expect == document.Accepted {
				b, err := os.ReadFile(filepath.Join(good, f.Name))
				if err != nil {
					t.Fatal(err)
				}
				return b
			}
		}
		t.Fatalf("no %s among the good ones", kind)
		return nil
	}
	stage, cfdi, pdf := one(document.KindDataStage), string(one(document.KindCFDI)), one(document.KindPedimento)
	_, body, _ := strings.Cut(cfdi, "?>")
	q, u := document.Quarantined, document.Unsupported
	out := []bad{
		{"garbage.bin", []byte("\x00\x01\xff\xfe garbage \x80\x81"), u, "unsupported"},
		{"empty.xml", []byte{}, q, "empty"},
		{"blank.csv", []byte(" \r\n\t\n"), u, "unsupported"},
		{"cut.zip", stage[:len(stage)/2], q, "zip_damaged"},
		{"cut.xml", []byte(cfdi[:len(cfdi)*2/3]), q, "xml_malformed"},
		{"cut.pdf", pdf[:len(pdf)/3], q, "pdf_damaged"},
		{"mixed.xml", []byte(strings.Replace(cfdi, "EJEMPLO", "EJEMPL\xd3 Ó", 1)), q, "xml_encoding"},
		{"password.zip", locked(t), q, "zip_password"},
		{"password.pdf", encryptedPDF(), q, "pdf_password"},
		{"ratio.zip", zipped(t, "zeros.xml", make([]byte, 16<<20)), q, "container_too_large"},
		{"many.zip", many(t), q, "container_too_large"},
		{"entities.xml", []byte(`<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>`), u, "unsupported"},
		{"doctype.xml", []byte(`<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE c SYSTEM "file:///etc/passwd">` + body), q, "xml_doctype"},
		{"bomb.xml", []byte(strings.Replace(rootOf(cfdi), "<cfdi:Comprobante", `<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><cfdi:Comprobante`, 1) + "&b;</cfdi:Comprobante>"), q, "xml_doctype"},
		{"deep.xml", []byte(rootOf(cfdi) + strings.Repeat("<a>", 100_000)), q, "xml_depth"},
		{"attributes.xml", attributes(cfdi), u, "unsupported"},
		{"pdf.zip", spoiltPDF(pdf), q, "pdf_damaged"},
		{"zip.pdf", stage[:len(stage)-30], q, "zip_damaged"},
		{"excel.zip", zipped(t, "123456_501.csv", []byte("Patente;Pedimento;SeccionAduanera\n9901;1000001;240\n")), q, "datastage_resaved"},
		{"oneline.txt", bytes.Repeat([]byte("x"), 2<<20), u, "unsupported"},
		{"missing.zip", without(t, stage, "_551.asc"), q, "datastage_missing_table"},
		{"parts.eml", parts(5_001), q, "container_too_large"},
		{"nested.eml", nestedMail(200), q, "container_too_large"},
	}
	return out
}

// TestOddButGood are documents that look wrong and are not.
func TestOddButGood(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	docs := filepath.Join(dir, "docs")
	truth, err := company(filepath.Join(dir, "all"), synth.Options{Seed: 3, Months: 1, Pedimentos: 30, ErrorsOn: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(docs, 0o700); err != nil {
		t.Fatal(err)
	}
	put := func(name string, b []byte) {
		if err := os.WriteFile(filepath.Join(docs, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range truth.Files {
		b, err := os.ReadFile(filepath.Join(dir, "all", f.Name))
		switch {
		case err != nil || f.Expect != document.Accepted:
		case f.Kind == document.KindCFDI:
			put("wide-"+f.Name, utf16LE(string(b)))
		case f.Kind == document.KindPedimento:
			put("pdf.zip", b)
		case f.Kind == document.KindDataStage:
			put("zip.pdf", b)
			put("escape.zip", zipped(t, "../../../../tmp/escape.zip", b))
		}
	}
	a := immex(t, dir, "ingest", "--json", "docs")
	statuses := map[string]int{}
	for _, o := range a.objects(t) {
		if o["parent"] == nil && o["summary"] == nil {
			statuses[fmt.Sprint(o["kind"], " ", o["status"])]++
		}
	}
	delete(statuses, "cfdi accepted")
	want := map[string]int{"datastage duplicate": 1, "pedimento accepted": 1, "zip accepted": 1}
	if d := cmp.Diff(want, statuses); d != "" || a.code != exitOK {
		t.Errorf("exit code %d: %s", a.code, d)
	}
	if _, err := os.Stat("/tmp/escape.zip"); err == nil {
		t.Error("a name inside a zip was used as a path")
	}
}

// zipped is a zip of one file.
func zipped(t *testing.T, name string, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// many is a zip of more entries than a delivery has.
func many(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range 5_001 {
		if _, err := z.Create(fmt.Sprintf("%d.xml", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// without is a zip that lost one table.
func without(t *testing.T, b []byte, suffix string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		if strings.HasSuffix(f.Name, suffix) {
			continue
		}
		if err := w.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// locked is a zip whose only entry says it is encrypted.
func locked(t *testing.T) []byte {
	t.Helper()
	b := zipped(t, "secret.xml", []byte("<a/>"))
	for _, mark := range []struct {
		sign string
		flag int
	}{{"PK\x03\x04", 6}, {"PK\x01\x02", 8}} {
		b[bytes.Index(b, []byte(mark.sign))+mark.flag] |= 1
	}
	return b
}

// encryptedPDF is the skeleton of a PDF that needs a user password.
func encryptedPDF() []byte {
	var b bytes.Buffer
	var at []int
	b.WriteString("%PDF-1.4\n")
	for i, o := range []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
		"<</Filter/Standard/V 1/R 2/P -4/O<" + strings.Repeat("ab", 32) + ">/U<" + strings.Repeat("cd", 32) + ">>>",
	} {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// spoiltPDF breaks the streams of a good one.
func spoiltPDF(b []byte) []byte {
	out := bytes.Clone(b)
	for i := len(out) / 8; i < len(out)*7/8; i++ {
		out[i] ^= 0x55
	}
	return out
}

// rootOf is the opening tag of an XML document and what stands before it.
func rootOf(s string) string {
	i := strings.Index(s, "<cfdi:Comprobante")
	return s[:i+strings.Index(s[i:], ">")+1]
}

func attributes(cfdi string) []byte {
	var b strings.Builder
	root := rootOf(cfdi)
	b.WriteString(strings.TrimSuffix(root, ">"))
	for i := range 50_000 {
		fmt.Fprintf(&b, ` a%d="%d"`, i, i)
	}
	b.WriteString("></cfdi:Comprobante>")
	return []byte(b.String())
}

func utf16LE(s string) []byte {
	out := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

const mailHead = "From: agente@example.com\r\nTo: inbox@example.com\r\nSubject: documentos\r\nMIME-Version: 1.0\r\n"

func parts(n int) []byte {
	part := "--b\r\nContent-Type: text/plain; name=a.txt\r\n\r\nx\r\n"
	return []byte(mailHead + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat(part, n) + "--b--\r\n")
}

// nestedMail is a multipart in a multipart in a multipart.
func nestedMail(depth int) []byte {
	var b strings.Builder
	b.WriteString(mailHead + "Content-Type: multipart/mixed; boundary=b0\r\n\r\n")
	for i := 1; i < depth; i++ {
		fmt.Fprintf(&b, "--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n", i-1, i)
	}
	return []byte(b.String())
}
