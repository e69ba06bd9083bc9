package container_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/container"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

func names(cs []container.Child) []string {
	out := []string{}
	for _, c := range cs {
		out = append(out, strings.TrimPrefix(c.Folder+"/"+c.Name, "/"))
	}
	return out
}

func TestOpenZip(t *testing.T) {
	stored := zipOf(t, entry{name: "a.txt", content: "hola", store: true}, entry{name: "b.txt", content: "bien", store: true})
	broken := bytes.Replace(stored, []byte("hola"), []byte("holb"), 1)
	tests := map[string]struct {
		in    []byte
		want  []string
		codes []string
	}{
		"plain":      {zipOf(t, entry{name: "x/a.pdf", content: "1"}, entry{name: "b.xml", content: "2"}), []string{"x/a.pdf", "b.xml"}, nil},
		"folder":     {zipOf(t, entry{name: "x/"}, entry{name: "x/empty"}), []string{"x/empty"}, nil},
		"litter":     {zipOf(t, entry{name: "__MACOSX/._a"}, entry{name: "x/Thumbs.db"}, entry{name: "a"}), []string{"a"}, []string{"zip_skipped", "zip_skipped"}},
		"traversal":  {zipOf(t, entry{name: "../../etc/passwd", content: "1"}), []string{"etc/passwd"}, []string{"container_path"}},
		"absolute":   {zipOf(t, entry{name: `C:\DARWIN\m1.320`, content: "1"}), []string{"DARWIN/m1.320"}, []string{"container_path"}},
		"no name":    {zipOf(t, entry{name: "..", content: "1"}), []string{"sin-nombre-1"}, []string{"container_path"}},
		"cp437":      {zipOf(t, entry{name: "pedimento n\xa3mero.pdf", content: "1"}), []string{"pedimento número.pdf"}, nil},
		"latin-1":    {zipOf(t, entry{name: "pedimento n\xfamero.pdf", content: "1"}), []string{"pedimento número.pdf"}, nil},
		"reversed":   {zipOf(t, entry{name: "a\u202efdp.exe", content: "1"}), []string{"afdp.exe"}, nil},
		"twice":      {zipOf(t, entry{name: "a", content: "1"}, entry{name: "a", content: "1"}), []string{"a", "a"}, nil},
		"password":   {zipOf(t, entry{name: "a.pdf", content: "secret", flags: 1}, entry{name: "b", content: "1"}), []string{"b"}, []string{"zip_password"}},
		"checksum":   {broken, []string{"b.txt"}, []string{"zip_checksum"}},
		"truncated":  {stored[:len(stored)-30], []string{}, []string{"zip_damaged"}},
		"not a zip":  {[]byte("%PDF-1.4"), []string{}, []string{"zip_damaged"}},
		"empty file": {zipOf(t), []string{}, []string{"zip_empty"}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			children, findings, err := container.OpenZip(tc.in, nil, container.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, names(children)); diff != "" {
				t.Error(diff)
			}
			var codes []string
			for _, f := range findings {
				codes = append(codes, f.Code)
			}
			if diff := cmp.Diff(tc.codes, codes); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOpenZipLimits(t *testing.T) {
	bomb := zipOf(t, entry{name: "bomb", content: strings.Repeat("\x00", 8<<20)})
	two := zipOf(t, entry{name: "a", content: strings.Repeat("ab", 600)}, entry{name: "b", content: strings.Repeat("cd", 600)})
	tests := map[string]struct {
		in  []byte
		bud *container.Budget
		lim container.Limits
	}{
		"ratio":          {bomb, nil, container.Limits{}},
		"entry":          {two, nil, container.Limits{Entry: 1000}},
		"total":          {two, nil, container.Limits{Total: 2000}},
		"used before":    {two, &container.Budget{Bytes: 2000}, container.Limits{Total: 3000}},
		"entries":        {two, nil, container.Limits{Entries: 1}},
		"depth":          {two, &container.Budget{Depth: container.MaxDepth}, container.Limits{}},
		"used all of it": {two, &container.Budget{Bytes: 4000}, container.Limits{Total: 3000}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			children, _, err := container.OpenZip(tc.in, tc.bud, tc.lim)
			if !fault.Is(err, fault.TooLarge) || len(children) != 0 {
				t.Errorf("got %v with %d children", err, len(children))
			}
		})
	}
	bud := &container.Budget{}
	if _, _, err := container.OpenZip(two, bud, container.Limits{}); err != nil || bud.Bytes != 2400 {
		t.Errorf("spent %d: %v", bud.Bytes, err)
	}
	if in := bud.In(); in.Depth != 1 || in.Bytes != 2400 {
		t.Errorf("inner budget %+v", in)
	}
}

// walk opens a delivery to its leaves, as ingest does.
func walk(t *testing.T, b []byte, bud container.Budget, visit func(document.Kind)) container.Budget {
	t.Helper()
	kind := container.Classify(b)
	visit(kind)
	var children []container.Child
	var err error
	switch kind {
	case document.KindZip:
		children, _, err = container.OpenZip(b, &bud, container.Limits{})
	case document.KindMail:
		var m *container.Mail
		if m, _, err = container.OpenMail(b, &bud, container.Limits{}); m != nil {
			children = m.Children
		}
	default:
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range children {
		bud.Bytes = walk(t, c.Bytes, bud.In(), visit).Bytes
	}
	return bud
}

func TestWalkNested(t *testing.T) {
	inner := zipOf(t, tables(".asc", 26)...)
	outer := zipOf(t, entry{name: "x.zip.zip", content: string(zipOf(t, entry{name: "ds.zip", content: string(inner)}))})
	got := map[document.Kind]int{}
	walk(t, outer, container.Budget{}, func(k document.Kind) { got[k]++ })
	if diff := cmp.Diff(map[document.Kind]int{document.KindZip: 2, document.KindDataStage: 1}, got); diff != "" {
		t.Error(diff)
	}
}

func TestCorpusContainers(t *testing.T) {
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: the mails and nested zips of the corpus are not opened")
	}
	files, err := filepath.Glob(filepath.Join(dir, "mail", "*", "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no mails: %v", err)
	}
	files = append(files, filepath.Join(dir, "datastage_quirks", "nested.zip.zip"))
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got := map[document.Kind]int{}
		walk(t, b, container.Budget{}, func(k document.Kind) { got[k]++ })
		if m, findings, err := container.OpenMail(b, nil, container.Limits{}); err != nil || m == nil && !findings.Blocking() {
			t.Errorf("%s: neither opened nor refused: %v", filepath.Base(file), err)
		} else if m != nil {
			t.Logf("%-45s %v %q %s %v %v", filepath.Base(file), got, m.Subject, m.Date, names(m.Children), findings)
			continue
		}
		t.Logf("%-45s %v", filepath.Base(file), got)
	}
}

func FuzzOpenZip(f *testing.F) {
	f.Add(zipOf(f, entry{name: "x/a.pdf", content: "1"}, entry{name: "b", content: strings.Repeat("z", 5000)}))
	f.Add(zipOf(f, entry{name: "../a", content: "1", flags: 1}))
	f.Fuzz(func(t *testing.T, b []byte) {
		bud := &container.Budget{}
		lim := container.Limits{Total: 4 << 20, Entry: 2 << 20, Entries: 100}
		children, findings, err := container.OpenZip(b, bud, lim)
		if err == nil && len(children) == 0 && len(findings) == 0 {
			t.Fatal("nothing read and nothing said")
		}
		if bud.Bytes > lim.Total {
			t.Fatalf("spent %d", bud.Bytes)
		}
		for _, c := range children {
			if c.Name == "" || strings.ContainsAny(c.Name, `/\`) || c.Name == ".." {
				t.Fatalf("name %q", c.Name)
			}
		}
	})
}
