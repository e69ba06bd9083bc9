package expediente_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
)

// zipOf writes files in the order given.
func zipOf(tb testing.TB, files ...string) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// manyEntries is a zip of n empty stored files.
func manyEntries(t *testing.T, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range n {
		if _, err := z.CreateRaw(&zip.FileHeader{Name: strconv.Itoa(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestHostileZips(t *testing.T) {
	bomb := string(make([]byte, 8<<20))
	for name, raw := range map[string][]byte{
		"not a zip":      []byte("hello"),
		"empty":          zipOf(t),
		"no manifest":    zipOf(t, "a", "b"),
		"other manifest": zipOf(t, "manifest.json", `{"schema":"other"}`),
		"manifest junk":  zipOf(t, "manifest.json", `[`),
		"bomb":           zipOf(t, "manifest.json", bomb),
		"traversal":      zipOf(t, "manifest.json", "{}", "../x", "y"),
		"absolute":       zipOf(t, "manifest.json", "{}", "/etc/x", "y"),
		"backslash":      zipOf(t, "manifest.json", "{}", `a\..\b`, "y"),
		"drive":          zipOf(t, "manifest.json", "{}", `C:x`, "y"),
		"folder":         zipOf(t, "manifest.json", "{}", "a/", ""),
		"twice":          zipOf(t, "manifest.json", "{}", "manifest.json", "{}"),
		"many":           manyEntries(t, 200_050),
		"long name":      zipOf(t, "manifest.json", "{}", string(bytes.Repeat([]byte("a"), 400)), "y"),
	} {
		t.Run(name, func(t *testing.T) {
			if v := verify(t, raw); v.Kind != expediente.NotAPackage {
				t.Errorf("%s %+v", v.Kind, v.First)
			}
		})
	}
	for name, manifest := range map[string]string{
		"not canonical": `{"schema":"immex.expediente/1"}`,
		"types":         `{"schema":"immex.expediente/1","files":3}`,
	} {
		t.Run(name, func(t *testing.T) {
			if v := verify(t, zipOf(t, "manifest.json", manifest)); v.Kind != expediente.Differs {
				t.Errorf("%s %+v", v.Kind, v.First)
			}
		})
	}
}

// failing is a medium that cannot be read past some byte.
type failing struct {
	io.ReaderAt
	after int64
}

func (f failing) ReadAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) > f.after {
		return 0, errors.New("the disk is gone")
	}
	return f.ReaderAt.ReadAt(p, off)
}

// A medium that fails is no verdict on the package.
func TestUnreadableMedium(t *testing.T) {
	raw := sealed(t, input(t))
	for _, after := range []int64{0, int64(len(raw)) / 2} {
		v, err := expediente.Verify(failing{bytes.NewReader(raw), after}, int64(len(raw)))
		if v != nil || !fault.Is(err, fault.Transient) {
			t.Errorf("after %d: %+v %v", after, v, err)
		}
	}
}

// Facts are hostile too: whatever they say, the verdict is not a crash.
func TestHostileFacts(t *testing.T) {
	p := unpack(t, sealed(t, input(t)))
	for _, line := range []string{
		`{"kind":"pedimento","group":"x","sha256":"","fact":{}}` + "\n",
		`{"kind":"pedimento","group":"x","sha256":"","fact":null}` + "\n",
		`{"kind":"parts","group":"","sha256":"","fact":[]}` + "\n",
		`{"kind":"programme"}` + "\n", "\n", "{", "", "null\n",
	} {
		for i := range p.Files {
			if p.Files[i].Path == "hechos/hechos.jsonl" {
				p.Files[i].Bytes = func() ([]byte, error) { return []byte(line), nil }
			}
		}
		var b bytes.Buffer
		if _, err := expediente.Seal(&b, p); err != nil {
			t.Fatal(err)
		}
		if v := verify(t, b.Bytes()); v.Kind != expediente.Differs {
			t.Errorf("%q: %s", line, v.Kind)
		}
	}
}

func FuzzVerify(f *testing.F) {
	f.Add(sealed(f, input(f)))
	f.Add(zipOf(f, "manifest.json", `{"schema":"immex.expediente/1"}`))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if v := verify(t, raw); v.OK && v.Facts == 0 {
			t.Errorf("valid without facts: %+v", v)
		}
	})
}

// FuzzForgedFile puts bytes in the place of one file, with right hashes: only
// the original bytes verify.
func FuzzForgedFile(f *testing.F) {
	raw := sealed(f, input(f))
	for i, x := range unpack(f, raw).Files {
		data, err := x.Bytes()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(i, data)
	}
	f.Fuzz(func(t *testing.T, at int, data []byte) {
		p := unpack(t, raw)
		if at < 0 || at >= len(p.Files) {
			t.Skip("no such file")
		}
		x := &p.Files[at]
		was, err := x.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		x.Bytes = func() ([]byte, error) { return data, nil }
		var b bytes.Buffer
		if _, err := expediente.Seal(&b, p); err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(x.Path, "MEN") || strings.HasPrefix(x.Path, "hechos/") {
			verify(t, b.Bytes()) // by hash only, or where the replay starts: another package, which the signature tells
			return
		}
		if v := verify(t, b.Bytes()); v.OK != bytes.Equal(was, data) {
			t.Errorf("%s: %s %+v", x.Path, v.Kind, v.First)
		}
	})
}
