package container_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"example.com/immex/shared/container"
)

// TestEntryNames: the same Spanish name in every code page zips come in.
func TestEntryNames(t *testing.T) {
	for _, name := range []string{
		"pedimento número 6000123.pdf", "PEDIMENTO NÚMERO 1.PDF", "Factura Ñandú año 2026.xml", "AÑO 2026 EXPORTACIÓN.zip",
		"Cuenta de gastos México.pdf", "ÁREA É.txt", "operación nº 3.txt", "VEHÍCULO.xml", "Pingüino.csv",
	} {
		for page, m := range map[string]*charmap.Charmap{"cp850": charmap.CodePage850, "windows-1252": charmap.Windows1252, "cp437": charmap.CodePage437} {
			raw, err := m.NewEncoder().String(name)
			if err != nil {
				continue // cp437 has not every letter
			}
			if got := entryNames(t, zipOf(t, entry{name: raw, content: "1"})); len(got) != 1 || got[0] != name {
				t.Errorf("%s in %s: %q", name, page, got)
			}
		}
		if got := entryNames(t, zipOf(t, entry{name: name, content: "1"})); len(got) != 1 || got[0] != name {
			t.Errorf("%s in UTF-8: %q", name, got)
		}
	}
}

func entryNames(t *testing.T, b []byte) []string {
	t.Helper()
	children, _, err := container.OpenZip(b, nil, container.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return names(children)
}

// TestUnicodeExtra: Info-ZIP's field wins when it was made of the name that
// stands there, and not when somebody changed the name after.
func TestUnicodeExtra(t *testing.T) {
	field := func(of, name string, version byte) []byte {
		body := binary.LittleEndian.AppendUint32([]byte{version}, crc32.ChecksumIEEE([]byte(of)))
		body = append(body, name...)
		out := binary.LittleEndian.AppendUint16([]byte{1, 0, 0, 0}, 0x7075) // another field before it
		out = binary.LittleEndian.AppendUint16(out, uint16(len(body)))
		return append(out, body...)
	}
	for name, tc := range map[string]struct {
		extra []byte
		want  string
	}{
		"its own":       {field("numero.pdf", "número.pdf", 1), "número.pdf"},
		"of another":    {field("otro.pdf", "número.pdf", 1), "numero.pdf"},
		"other version": {field("numero.pdf", "número.pdf", 2), "numero.pdf"},
		"no UTF-8":      {field("numero.pdf", "n\xfamero.pdf", 1), "numero.pdf"},
		"a path":        {field("numero.pdf", "../../x.pdf", 1), "x.pdf"},
		"cut":           {[]byte{0x75, 0x70, 0xff, 0xff, 1}, "numero.pdf"},
		"none":          {nil, "numero.pdf"},
	} {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		f, err := w.CreateHeader(&zip.FileHeader{Name: "numero.pdf", Extra: tc.extra})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte("1")); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{tc.want}, entryNames(t, out.Bytes())); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
