package yamlguard_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/yamlguard"
)

type file struct {
	Name  string              `yaml:"name"`
	Lists map[string][]string `yaml:"lists"`
}

func TestDecode(t *testing.T) {
	var f file
	keys, findings := yamlguard.Decode([]byte("name: uno\nlists:\n  a: [b, c]\n"), &f, "bad")
	if len(findings) > 0 || f.Name != "uno" || len(f.Lists["a"]) != 2 {
		t.Fatalf("%+v %v", f, findings)
	}
	for path, want := range map[string]int{"name": 1, "lists": 2, "lists a": 3, "lists b": 2, "other": 0, "": 0, "name a b": 1} {
		if got := keys.At(strings.Fields(path)...); got.Line != want {
			t.Errorf("%s is at %+v, want %d", path, got, want)
		}
	}
	if keys, findings = yamlguard.Decode(nil, &f, "bad"); keys.At("name").Line != 0 || len(findings) > 0 {
		t.Errorf("an empty file: %v", findings)
	}
}

func TestRefuses(t *testing.T) {
	for name, tc := range map[string]struct{ in, where string }{
		"an anchor":         {"name: &a uno\n", "línea 1"},
		"an alias":          {"name: uno\nlists:\n  a: *b\n", ""},
		"an endless list":   {"lists: &a\n  a: *a\n", ""},
		"a merge":           {"name: uno\n<<: {name: dos}\n", ""},
		"a tag":             {"name: !!binary dW5v\n", "línea 1"},
		"a tag of its own":  {"name: !x uno\n", "línea 1"},
		"an unknown key":    {"nombre: uno\n", "línea 1"},
		"a key twice":       {"name: uno\nname: dos\n", "línea 2"},
		"a list":            {"- a\n", ""},
		"broken":            {"name: [\n", ""},
		"two documents":     {"name: uno\n---\nname: dos\n", ""},
		"brackets in depth": {"lists: " + strings.Repeat("[", 1<<19), ""},
		"braces in depth":   {"lists: " + strings.Repeat("{a: ", 1<<17), ""},
		"dashes in depth":   {strings.Repeat("- ", 1<<19) + "a", ""},
		"queries in depth":  {strings.Repeat("? ", 1<<19) + "a", ""},
		"blanks in depth":   {deep(1000), ""},
	} {
		var f file
		_, findings := yamlguard.Decode([]byte(tc.in), &f, "bad")
		if !findings.Blocking() || !findings.Has("bad") || tc.where != "" && findings[0].Where != tc.where {
			t.Errorf("%s: %+v", name, findings)
		}
		m := findings[0].Message
		if m.ES == m.EN || strings.Contains(m.ES, "unknown field") || strings.Contains(m.ES, "[1:") || strings.Contains(m.ES, "not found") {
			t.Errorf("%s: %+v", name, m)
		}
	}
}

// deep is n mappings, each in the one before it.
func deep(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("name: uno\nlists:\n  a: [b, c]\n"))
	f.Add([]byte("name: !!binary dW5v\n"))
	f.Add([]byte("lists: &a\n  a: *a\n"))
	f.Add([]byte("{{{[[["))
	f.Fuzz(func(t *testing.T, b []byte) {
		var v file
		if keys, findings := yamlguard.Decode(b, &v, "bad"); len(findings) > 0 && !findings.Has("bad") {
			t.Errorf("%v %+v", findings, keys.At("name"))
		}
	})
}
