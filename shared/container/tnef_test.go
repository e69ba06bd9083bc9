package container_test

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/container"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// tnefOf writes a winmail.dat of attributes.
func tnefOf(attrs ...[]byte) string {
	out := []byte("\x78\x9f\x3e\x22\x01\x00")
	out = append(out, attrTNEF(1, 0x9006, "\x00\x00\x01\x00")...)
	for _, a := range attrs {
		out = append(out, a...)
	}
	return string(out)
}

func attrTNEF(level byte, name uint16, data string) []byte {
	out := []byte{level}
	kind := uint16(6)
	if name == 0x9006 {
		kind = 8
	}
	out = binary.LittleEndian.AppendUint16(out, name)
	out = binary.LittleEndian.AppendUint16(out, kind)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(data)))
	out = append(out, data...)
	var sum uint16
	for i := range len(data) {
		sum += uint16(data[i])
	}
	return binary.LittleEndian.AppendUint16(out, sum)
}

// props writes MAPI properties of variable size.
func props(list ...string) string {
	return string(binary.LittleEndian.AppendUint32(nil, uint32(len(list)))) + strings.Join(list, "")
}

func prop(kind, id uint16, data string) string {
	out := binary.LittleEndian.AppendUint16(nil, kind)
	out = binary.LittleEndian.AppendUint16(out, id)
	out = binary.LittleEndian.AppendUint32(out, 1)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(data)))
	return string(out) + data + strings.Repeat("\x00", (4-len(data)%4)%4)
}

func wide(s string) string {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return string(out)
}

func join(parts ...[]byte) []byte {
	var out []byte
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// attached is one attachment with its short and, perhaps, long name.
func attached(title, long, data string) []byte {
	out := join(attrTNEF(2, 0x9002, "\x01\x00"), attrTNEF(2, 0x8010, title+"\x00"), attrTNEF(2, 0x800F, data))
	if long != "" {
		out = append(out, attrTNEF(2, 0x9005, props(prop(0x1F, 0x3707, wide(long)+"\x00\x00")))...)
	}
	return out
}

func TestOpenTNEF(t *testing.T) {
	const pdf = "%PDF-1.4\n"
	inner := tnefOf(attached("A.PDF", "", pdf))
	named := "\x1f\x00\x01\x80" + strings.Repeat("g", 16) + "\x01\x00\x00\x00\x06\x00\x00\x00" + "n\x00a\x00m\x00\x00\x00" +
		"\x01\x00\x00\x00\x02\x00\x00\x00x\x00\x00\x00"
	tests := map[string]struct {
		in    string
		want  []string
		codes []string
	}{
		"one":           {tnefOf(attached("PEDIME~1.PDF", "", pdf)), []string{"PEDIME~1.PDF"}, nil},
		"long name":     {tnefOf(attached("PEDIME~1.PDF", "pedimento número 1.pdf", pdf)), []string{"pedimento número 1.pdf"}, nil},
		"two":           {tnefOf(attached("a", "", "1"), attached("b", "", "2")), []string{"a", "b"}, nil},
		"same twice":    {tnefOf(attached("a", "", "1"), attached("a", "", "1")), []string{"a", "a"}, nil},
		"latin-1 name":  {tnefOf(attached("n\xfamero.pdf", "", pdf)), []string{"número.pdf"}, nil},
		"path":          {tnefOf(attached(`..\..\x.pdf`, "", pdf)), []string{"x.pdf"}, []string{"container_path"}},
		"no name":       {tnefOf(attrTNEF(2, 0x9002, ""), attrTNEF(2, 0x800F, pdf)), []string{"parte-1"}, nil},
		"no rendering":  {tnefOf(attrTNEF(2, 0x800F, pdf)), []string{"parte-1"}, nil},
		"drawn picture": {tnefOf(attrTNEF(2, 0x9002, ""), attrTNEF(2, 0x8011, "x")), nil, []string{"tnef_empty"}},
		"no content":    {tnefOf(attrTNEF(2, 0x9002, ""), attrTNEF(2, 0x8010, "a\x00")), nil, []string{"tnef_no_data"}},
		"empty file":    {tnefOf(attached("a", "", "")), []string{"a"}, nil},
		"message in it": {
			tnefOf(join(attrTNEF(2, 0x9002, ""), attrTNEF(2, 0x9005, props(prop(0x0D, 0x3701, strings.Repeat("i", 16)+inner))))),
			[]string{"parte-1"},
			nil,
		},
		"named property before": {tnefOf(join(attached("a", "", "1"), attrTNEF(2, 0x9005, props(named, prop(0x1E, 0x3707, "b.txt\x00"))))), []string{"b.txt"}, nil},
		"text only":             {tnefOf(attrTNEF(1, 0x9003, props(prop(0x1E, 0x1000, "Buen d\xeda\x00")))), []string{"mensaje.txt"}, nil},
		"html only":             {tnefOf(attrTNEF(1, 0x9003, props(prop(0x102, 0x1013, "<p>hola")))), []string{"mensaje.html"}, nil},
		"plain rtf": {
			tnefOf(attrTNEF(1, 0x9003, props(prop(0x102, 0x1009, "\x20\x00\x00\x00\x07\x00\x00\x00MELA\x00\x00\x00\x00{\\rtf1}")))),
			[]string{"mensaje.rtf"},
			nil,
		},
		"nothing":      {tnefOf(), nil, []string{"tnef_empty"}},
		"checksum":     {strings.Replace(tnefOf(attached("a", "", "1234")), "1234", "1235", 1), []string{"a"}, []string{"tnef_checksum"}},
		"garbage":      {tnefOf(attached("a", "", "1")) + "\x00\x00\x00", []string{"a"}, []string{"tnef_garbage"}},
		"cut":          {tnefOf(attached("a", "", "1"), attached("b", "", pdf))[:90], []string{"a"}, []string{"tnef_truncated", "tnef_no_data"}},
		"a lie":        {tnefOf(attached("a", "", "1")) + "\x02\x0f\x80\x06\x00\xff\xff\xff\xffxxxx", []string{"a"}, []string{"tnef_truncated"}},
		"wrong mark":   {strings.Replace(tnefOf(attached("a", "", "1")), "\x22", "\x32", 1), []string{"a"}, []string{"tnef_signature"}},
		"other file":   {"\x78\x9f\x3e\x32 more", nil, []string{"tnef_damaged"}},
		"lying count":  {tnefOf(attached("a", "", "1"), attrTNEF(1, 0x9003, "\xff\xff\xff\xff")), []string{"a"}, []string{"tnef_properties"}},
		"unknown type": {tnefOf(attached("a", "", "1"), attrTNEF(1, 0x9003, "\x01\x00\x00\x00\x99\x00\x01\x00")), []string{"a"}, []string{"tnef_properties"}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			children, findings, err := container.OpenTNEF([]byte(tc.in), nil, container.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(append([]string{}, tc.want...), names(children)); diff != "" {
				t.Error(diff)
			}
			var codes []string
			for _, f := range findings {
				codes = append(codes, f.Code)
			}
			if diff := cmp.Diff(tc.codes, codes); diff != "" {
				t.Error(diff)
			}
			if name == "message in it" && container.Classify(children[0].Bytes) != document.KindTNEF {
				t.Error("an attached message is no winmail.dat")
			}
		})
	}
}

func TestOpenTNEFLimits(t *testing.T) {
	two := []byte(tnefOf(attached("a", "", strings.Repeat("x", 600)), attached("b", "", strings.Repeat("y", 600))))
	for name, tc := range map[string]struct {
		in  []byte
		bud container.Budget
		lim container.Limits
	}{
		"entries": {two, container.Budget{}, container.Limits{Entries: 1}},
		"total":   {two, container.Budget{}, container.Limits{Total: 1000}},
		"depth":   {two, container.Budget{Depth: container.MaxDepth}, container.Limits{}},
		"bytes":   {make([]byte, container.MaxMail+1), container.Budget{}, container.Limits{}},
	} {
		if _, _, err := container.OpenTNEF(tc.in, &tc.bud, tc.lim); !fault.Is(err, fault.TooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzOpenTNEF(f *testing.F) {
	f.Add([]byte(tnefOf(attached("a", "pedimento número 1.pdf", "%PDF"), attached("b", "", "2"))))
	f.Add([]byte(tnefOf(attrTNEF(1, 0x9003, props(prop(0x1E, 0x1000, "hola"), prop(0x102, 0x1009, "\x20\x00\x00\x00\x07\x00\x00\x00LZFu\x00\x00\x00\x00\x01\x0c\xf0ab"))))))
	if dir := os.Getenv("IMMEX_CORPUS"); dir != "" {
		files, _ := filepath.Glob(filepath.Join(dir, "mail", "tnef", "*"))
		for _, file := range files {
			if b, err := os.ReadFile(file); err == nil {
				f.Add(b)
			}
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		bud := &container.Budget{}
		lim := container.Limits{Total: 1 << 20, Entries: 100}
		children, findings, err := container.OpenTNEF(b, bud, lim)
		if err == nil && len(children) == 0 && len(findings) == 0 {
			t.Fatal("nothing read and nothing said")
		}
		if bud.Bytes > lim.Total {
			t.Fatalf("spent %d", bud.Bytes)
		}
		for _, c := range children {
			if c.Name == "" || strings.ContainsAny(c.Name, `/\`) {
				t.Fatalf("name %q", c.Name)
			}
		}
	})
}
