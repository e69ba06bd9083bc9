package expediente_test

import (
	"archive/zip"
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
)

// unpack reads a package into a Package that Seal writes again, manifest and
// hashes recomputed: what a forger with our own tool would do.
func unpack(tb testing.TB, raw []byte) *expediente.Package {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		tb.Fatal(err)
	}
	p := &expediente.Package{}
	for _, f := range z.File {
		rc, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		data := all(tb, rc)
		if f.Name == "manifest.json" {
			m, err := expediente.DecodeManifest(data)
			if err != nil {
				tb.Fatal(err)
			}
			p.Manifest = *m
			continue
		}
		p.Files = append(p.Files, expediente.File{Path: f.Name, Bytes: func() ([]byte, error) { return data, nil }})
	}
	return p
}

// edit replaces text in one file of a package.
func edit(t *testing.T, p *expediente.Package, path, from, to string) {
	t.Helper()
	for i := range p.Files {
		if !strings.HasPrefix(p.Files[i].Path, path) {
			continue
		}
		data, err := p.Files[i].Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(data, []byte(from)) {
			t.Fatalf("%s has no %q:\n%s", path, from, data)
		}
		forged := bytes.Replace(data, []byte(from), []byte(to), 1)
		p.Files[i].Bytes = func() ([]byte, error) { return forged, nil }
		return
	}
	t.Fatalf("no %s", path)
}

// reline changes lines of the facts.
func reline(t *testing.T, p *expediente.Package, change func(lines []string)) {
	t.Helper()
	for i := range p.Files {
		if p.Files[i].Path != "hechos/hechos.jsonl" {
			continue
		}
		data, err := p.Files[i].Bytes()
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(string(data), "\n")
		change(lines)
		forged := []byte(strings.Join(lines, ""))
		if bytes.Equal(forged, data) {
			t.Fatal("nothing was changed")
		}
		p.Files[i].Bytes = func() ([]byte, error) { return forged, nil }
	}
}

func drop(p *expediente.Package, path string) {
	kept := p.Files[:0]
	for _, f := range p.Files {
		if !strings.HasPrefix(f.Path, path) {
			kept = append(kept, f)
		}
	}
	p.Files = kept
}

// Every case has correct hashes: only the replay can tell.
func TestForgeriesWithRightHashes(t *testing.T) {
	raw := sealed(t, input(t))
	extra := func() ([]byte, error) { return []byte("x"), nil }
	for name, c := range map[string]struct {
		forge func(*testing.T, *expediente.Package)
		path  string
		text  []string // what the sentence names
	}{
		"nothing": {func(*testing.T, *expediente.Package) {}, "", nil},
		"saldo": {
			func(t *testing.T, p *expediente.Package) {
				t.Helper()
				edit(t, p, "reportes/saldos.csv", ",120,", ",121,")
			},
			"reportes/saldos.csv",
			[]string{"línea 2 (saldo_final)", `"121"`, `"120"`},
		},
		"page": {
			func(t *testing.T, p *expediente.Package) { t.Helper(); edit(t, p, "index.html", ">120<", ">121<") },
			"index.html",
			[]string{"121", "120"},
		},
		"page gone": {func(_ *testing.T, p *expediente.Package) { drop(p, "index.html") }, "index.html", nil},
		"book": {
			func(t *testing.T, p *expediente.Package) {
				t.Helper()
				edit(t, p, "libros/", `"cantidad":"40"`, `"cantidad":"41"`)
			},
			"libros/",
			[]string{"41", "40"},
		},
		"fact": {
			func(t *testing.T, p *expediente.Package) {
				t.Helper()
				edit(t, p, "hechos/hechos.jsonl", `"cantidad_umt":"100"`, `"cantidad_umt":"900"`)
			},
			"", nil,
		},
		"hash beside a fact": {
			func(t *testing.T, p *expediente.Package) {
				t.Helper()
				reline(t, p, func(lines []string) {
					lines[1] = regexp.MustCompile(`"sha256":"[0-9a-f]{8}`).ReplaceAllString(lines[1], `"sha256":"00000000`)
				})
			},
			"hechos/hechos.jsonl",
			[]string{"00000000"},
		},
		"facts in another order": {
			func(t *testing.T, p *expediente.Package) {
				t.Helper()
				reline(t, p, func(lines []string) { lines[0], lines[1] = lines[1], lines[0] })
			},
			"hechos/hechos.jsonl", nil,
		},
		"fact spaced otherwise": {
			func(t *testing.T, p *expediente.Package) {
				t.Helper()
				edit(t, p, "hechos/hechos.jsonl", `{"kind":"pedimento"`, `{"kind": "pedimento"`)
			},
			"hechos/hechos.jsonl", nil,
		},
		"kind after its group": {
			func(t *testing.T, p *expediente.Package) {
				t.Helper()
				edit(t, p, "hechos/hechos.jsonl", `{"kind":"programme","group":"programa"`, `{"group":"programa","kind":"programme"`)
			},
			"hechos/hechos.jsonl", nil,
		},
		"finding": {
			func(t *testing.T, p *expediente.Package) {
				t.Helper()
				edit(t, p, "hechos/hallazgos.jsonl", "notice", "error")
			},
			"reportes/hallazgos.csv",
			[]string{"(gravedad)"},
		},
		"fact gone": {
			func(t *testing.T, p *expediente.Package) { t.Helper(); edit(t, p, "hechos/hechos.jsonl", "\n", "") },
			"hechos/hechos.jsonl", nil,
		},
		"document": {
			func(t *testing.T, p *expediente.Package) { t.Helper(); edit(t, p, "documentos/", "PK", "pk") },
			"documentos/",
			[]string{"SHA-256"},
		},
		"document gone": {func(_ *testing.T, p *expediente.Package) { drop(p, "documentos/") }, "documentos/", []string{"Falta"}},
		"report gone":   {func(_ *testing.T, p *expediente.Package) { drop(p, "reportes/salidas") }, "reportes/salidas.csv", nil},
		"pdf gone":      {func(_ *testing.T, p *expediente.Package) { drop(p, "MEN210101AB1-2021-03.pdf") }, "MEN210101AB1-2021-03.pdf", nil},
		"workbook gone": {func(_ *testing.T, p *expediente.Package) { drop(p, "MEN210101AB1-2021-03.xlsx") }, "MEN210101AB1-2021-03.xlsx", nil},
		"extra": {
			func(_ *testing.T, p *expediente.Package) {
				p.Files = append(p.Files, expediente.File{Path: "reportes/otro.csv", Bytes: extra})
			},
			"reportes/otro.csv",
			[]string{"no es de un expediente"},
		},
		"run": {
			func(_ *testing.T, p *expediente.Package) { p.Manifest.Runs[0].Run = document.HashOf(nil) }, "manifest.json", nil,
		},
		"cut":     {func(_ *testing.T, p *expediente.Package) { p.Manifest.Cut = document.HashOf(nil) }, "manifest.json", nil},
		"summary": {func(_ *testing.T, p *expediente.Package) { p.Manifest.Summary.Salidas++ }, "manifest.json", nil},
		"period":  {func(_ *testing.T, p *expediente.Package) { p.Manifest.To = p.Manifest.From }, "", nil},
		"policy":  {func(_ *testing.T, p *expediente.Package) { p.Manifest.Policy.SinBOM = "directo" }, "", nil},
		"state":   {func(_ *testing.T, p *expediente.Package) { p.Manifest.State = "final" }, "", nil},
		"rfc":     {func(_ *testing.T, p *expediente.Package) { p.Manifest.RFC = "OTR210101AB1" }, "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			p := unpack(t, raw)
			c.forge(t, p)
			var b bytes.Buffer
			if _, err := expediente.Seal(&b, p); err != nil {
				t.Fatal(err)
			}
			v := verify(t, b.Bytes())
			if name == "nothing" {
				if !v.OK {
					t.Fatalf("%+v", v.First)
				}
				return
			}
			if v.Kind != expediente.Differs || !strings.HasPrefix(v.First.Path, c.path) {
				t.Fatalf("%s %+v", v.Kind, v.First)
			}
			for _, s := range c.text {
				if !strings.Contains(v.First.Text.ES, s) {
					t.Errorf("%q does not name %q", v.First.Text.ES, s)
				}
			}
		})
	}
}

// TestFirstDifferenceIsTold: of many files that differ the first of the package is told,
// whichever was looked at first.
func TestFirstDifferenceIsTold(t *testing.T) {
	var genuine bytes.Buffer
	if _, err := expediente.Build(&genuine, busyMonth(t, 500)); err != nil {
		t.Fatal(err)
	}
	first := func(paths ...string) string {
		p := unpack(t, genuine.Bytes())
		for _, path := range paths {
			edit(t, p, path, "\r\n", "x\r\n")
		}
		var forged bytes.Buffer
		if _, err := expediente.Seal(&forged, p); err != nil {
			t.Fatal(err)
		}
		v := verify(t, forged.Bytes())
		if v.OK || v.Kind != expediente.Differs {
			t.Fatalf("%v: %+v", paths, v.First)
		}
		return v.First.Path
	}
	all := []string{"reportes/descargos.csv", "reportes/entradas.csv", "reportes/materiales_utilizados.csv", "reportes/salidas.csv"}
	was := first(all...)
	if alone := first(was); alone != was {
		t.Errorf("of %s alone %s is told", was, alone)
	}
	for range 5 {
		if got := first(all...); got != was {
			t.Errorf("%s was told, and now %s", was, got)
		}
	}
}

// TestRulesAreAHash: what a manifest says of its rules is a hash; anything else is a change of the manifest.
func TestRulesAreAHash(t *testing.T) {
	raw := sealed(t, input(t))
	for rules, want := range map[string]expediente.Outcome{
		string(document.HashOf(nil)): expediente.OK, "": expediente.Differs,
		"x": expediente.Differs, "<b>las de siempre</b>": expediente.Differs, strings.ToUpper(string(document.HashOf(nil))): expediente.Differs,
	} {
		p := unpack(t, raw)
		p.Manifest.Rules = document.Hash(rules)
		var b bytes.Buffer
		if _, err := expediente.Seal(&b, p); err != nil {
			t.Fatal(err)
		}
		if v := verify(t, b.Bytes()); v.Kind != want && (want != expediente.OK || v.First == nil || v.First.Path == "manifest.json") {
			t.Errorf("%q: %s %+v", rules, v.Kind, v.First)
		}
	}
}

// TestMoreColumnsSupplementNothing: a table of a sealed package of an earlier layout
// says the same as one that has more columns; what changed in a column of both is
// told, and so is a row more.
func TestMoreColumnsSupplementNothing(t *testing.T) {
	old := input(t)
	old.Schema = expediente.SchemaWithoutYear
	raw := sealed(t, old)
	s, err := expediente.OpenSealed(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	otherwise := func(change func(*expediente.Input)) []string {
		t.Helper()
		in := input(t)
		change(&in)
		p, err := expediente.Render(in)
		if err != nil {
			t.Fatal(err)
		}
		out, err := s.Otherwise(p)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	same := otherwise(func(*expediente.Input) {})
	for _, path := range []string{"reportes/activo_fijo.csv", "reportes/tmec25.csv", "reportes/entradas.csv", "reportes/saldos.csv"} {
		if slices.Contains(same, path) {
			t.Errorf("%s is told otherwise by columns alone: %v", path, same)
		}
	}
	if fewer := otherwise(func(in *expediente.Input) { in.Facts = in.Facts[1:] }); !slices.Contains(fewer, "reportes/saldos.csv") && !slices.Contains(fewer, "reportes/salidas.csv") {
		t.Errorf("a fact less changes nothing: %v", fewer)
	}
}

func TestVersionsAreNotGuessed(t *testing.T) {
	raw := sealed(t, input(t))
	for name, change := range map[string]func(*expediente.Manifest){
		"engine":  func(m *expediente.Manifest) { m.Engine = "0" },
		"catalog": func(m *expediente.Manifest) { m.Catalog = document.HashOf(nil) },
		"schema":  func(m *expediente.Manifest) { m.Schema = "immex.expediente/99" },
	} {
		t.Run(name, func(t *testing.T) {
			p := unpack(t, raw)
			change(&p.Manifest)
			var b bytes.Buffer
			if _, err := expediente.Seal(&b, p); err != nil {
				t.Fatal(err)
			}
			if v := verify(t, b.Bytes()); v.Kind != expediente.UnknownVersion {
				t.Errorf("%s %+v", v.Kind, v.First)
			}
		})
	}
}

// Every bit counts: in a file, in a header, in the directory.
func TestEveryByteCounts(t *testing.T) {
	raw := sealed(t, input(t))
	positions := 300
	if testing.Short() {
		positions = 60
	}
	flip := func(i int, bit byte) {
		raw[i] ^= bit
		if v := verify(t, raw); v.OK {
			t.Errorf("byte %d of %d, bit %#x: still valid", i, len(raw), bit)
		}
		raw[i] ^= bit
	}
	for n := range positions {
		flip(n*len(raw)/positions, 1<<(n%8))
		flip(len(raw)-1-n*400/positions, 1<<(n%8)) // the directory
	}
	for _, cut := range [][]byte{raw[:len(raw)-1], append([]byte{0}, raw...), append(bytes.Clone(raw), 0), raw[:len(raw)/2], nil} {
		if v := verify(t, cut); v.OK {
			t.Errorf("%d bytes of %d are still valid", len(cut), len(raw))
		}
	}
}
