package synth_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth"
)

// output is what one run emitted, in order.
type output struct {
	names []string
	files map[string][]byte
	truth *synth.Truth
}

// runs keeps what was generated, since many tests look at the same stories.
var runs sync.Map

// run generates a story once.
func run(t *testing.T, opt synth.Options) output {
	t.Helper()
	if o, ok := runs.Load(opt); ok {
		return o.(output)
	}
	o := generate(t, opt)
	runs.Store(opt, o)
	return o
}

func generate(t *testing.T, opt synth.Options) output {
	t.Helper()
	o := output{files: map[string][]byte{}}
	truth, err := synth.Generate(opt, func(name string, b []byte) error {
		if _, twice := o.files[name]; twice {
			t.Errorf("%s emitted twice", name)
		}
		o.names = append(o.names, name)
		o.files[name] = b
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	o.truth = truth
	return o
}

// asc is one table read by plain splitting, independent of any reader of ours.
type asc struct {
	header []string
	rows   [][]string
}

// col is the value of a named column of a row.
func (a asc) col(row []string, name string) string {
	for i, h := range a.header {
		if h == name {
			return row[i]
		}
	}
	return "no column " + name
}

// key is the pedimento of a row.
func key(row []string) string { return row[0] + "|" + row[1] + "|" + row[2] }

func unzip(t *testing.T, b []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = body
	}
	return out
}

// delivery reads a Data Stage zip into tables by code.
func delivery(t *testing.T, b []byte) map[string]asc {
	t.Helper()
	out := map[string]asc{}
	for name, body := range unzip(t, b) {
		code := strings.TrimSuffix(name[strings.IndexByte(name, '_')+1:], ".asc")
		lines := strings.Split(string(body), "\r\n")
		if lines[len(lines)-1] != "" {
			t.Errorf("%s does not end with CRLF", name)
		}
		a := asc{header: strings.Split(lines[0], "|")}
		for _, l := range lines[1 : len(lines)-1] {
			f := strings.Split(l, "|")
			if len(f) != len(a.header)+1 || f[len(f)-1] != "" {
				t.Fatalf("%s: row %q has %d tokens, want %d", name, l, len(f), len(a.header)+1)
			}
			a.rows = append(a.rows, f)
		}
		out[code] = a
	}
	return out
}

// good are the deliveries that must be accepted, by name.
func (o output) good(t *testing.T) map[string]map[string]asc {
	t.Helper()
	out := map[string]map[string]asc{}
	for _, f := range o.truth.Files {
		if f.Kind == document.KindDataStage && f.Expect == document.Accepted {
			out[f.Name] = delivery(t, o.files[f.Name])
		}
	}
	return out
}

// stories are the runs every test looks at.
func stories() map[string]synth.Options {
	return map[string]synth.Options{
		"demo":         {Seed: 1, ErrorsOn: true},
		"clean":        {Seed: 2, Months: 5, Pedimentos: 60},
		"year 2020":    {Seed: 3, Months: 4, Start: 20201001},
		"one month":    {Seed: 4, Months: 1, ErrorsOn: true},
		"few":          {Seed: 5, Months: 2, Pedimentos: 3, Materials: 6},
		"bulk":         {Seed: 6, Months: 3, Pedimentos: 100, Partidas: 8, Bulk: true},
		"over the new": {Seed: 7, Months: 3, Start: 20211115, Partidas: 1},
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	t.Parallel()
	opt := synth.Options{Seed: 7, Months: 2, Pedimentos: 25, ErrorsOn: true}
	a, b := generate(t, opt), generate(t, opt)
	if d := cmp.Diff(a.names, b.names); d != "" {
		t.Fatal(d)
	}
	for _, n := range a.names {
		if !bytes.Equal(a.files[n], b.files[n]) {
			t.Errorf("%s differs between two runs", n)
		}
	}
	opt.Seed = 8
	if c := run(t, opt); cmp.Equal(a.names, c.names) {
		t.Error("another seed gave the same folios")
	}
}

func TestTruthFileIsTheTruth(t *testing.T) {
	t.Parallel()
	o := run(t, synth.Options{Seed: 1, ErrorsOn: true})
	var read synth.Truth
	if err := json.Unmarshal(o.files["truth.json"], &read); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(*o.truth, read); d != "" {
		t.Error(d)
	}
}

func TestOptionsOutOfRange(t *testing.T) {
	t.Parallel()
	for _, opt := range []synth.Options{
		{Months: -1}, {Months: 100000}, {Pedimentos: -3}, {Partidas: 100000}, {Materials: 2},
	} {
		if _, err := synth.Generate(opt, func(string, []byte) error { return nil }); err == nil {
			t.Errorf("%+v was accepted", opt)
		}
	}
}

func TestEmitErrorStops(t *testing.T) {
	t.Parallel()
	n := 0
	_, err := synth.Generate(synth.Options{Seed: 1}, func(string, []byte) error {
		n++
		return io.ErrClosedPipe
	})
	if err == nil || n != 1 {
		t.Errorf("got error %v after %d calls, want an error after 1", err, n)
	}
}
