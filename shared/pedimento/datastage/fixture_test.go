package datastage_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/datastage"
	"example.com/immex/shared/synth"
)

// asc is one table of a delivery under test.
type asc struct {
	name   string
	header string
	rows   []string
}

// delivery is a delivery under test, in the order of its zip.
type delivery struct {
	tables []*asc
	plain  bool                        // stored, not deflated
	header func(*zip.FileHeader)       // last touch to each entry
	body   func(name, s string) string // last touch to each table
}

// base is the good delivery everything starts from: synth's first month, so
// that the layout comes from another hand than the reader's.
func base(tb testing.TB) *delivery {
	tb.Helper()
	first := month()
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		tb.Fatal(err)
	}
	d := &delivery{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			tb.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(string(b), "\r\n"), "\r\n")
		d.tables = append(d.tables, &asc{f.Name, lines[0], lines[1:]})
	}
	if len(d.tables) != 26 || len(d.table("551").rows) < 10 {
		tb.Fatalf("the base delivery is poor: %d tables", len(d.tables))
	}
	return d
}

// month is synth's first delivery, generated once.
var month = sync.OnceValue(func() []byte {
	var first []byte
	_, err := synth.Generate(synth.Options{Seed: 4, Months: 1, Pedimentos: 12, Partidas: 3, Materials: 10, Bulk: true}, func(name string, b []byte) error {
		if first == nil && strings.HasSuffix(name, ".zip") {
			first = b
		}
		return nil
	})
	if err != nil {
		panic(err) // the options are ours
	}
	return first
})

// table finds one by its code.
func (d *delivery) table(code string) *asc {
	i := slices.IndexFunc(d.tables, func(a *asc) bool { return strings.HasSuffix(a.name, "_"+code+".asc") })
	return d.tables[i]
}

func (d *delivery) without(code string) {
	d.tables = slices.DeleteFunc(d.tables, func(a *asc) bool { return strings.HasSuffix(a.name, "_"+code+".asc") })
}

// cell is a column of the first row by its header.
func (a *asc) cell(column string) string {
	return strings.Split(a.rows[0], "|")[a.column(column)]
}

func (a *asc) column(name string) int {
	i := slices.Index(strings.Split(a.header, "|"), name)
	if i < 0 {
		panic("no column " + name) // a test's own constant
	}
	return i
}

func (a *asc) set(row int, column, value string) {
	f := strings.Split(a.rows[row], "|")
	f[a.column(column)] = value
	a.rows[row] = strings.Join(f, "|")
}

// zip writes the delivery.
func (d *delivery) zip(tb testing.TB) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, a := range d.tables {
		h := &zip.FileHeader{Name: a.name, Method: zip.Deflate}
		if d.plain {
			h.Method = zip.Store
		}
		s := strings.Join(append([]string{a.header}, a.rows...), "\r\n") + "\r\n"
		if d.body != nil {
			s = d.body(a.name, s)
		}
		if d.header != nil {
			d.header(h)
		}
		e, err := w.CreateHeader(h)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := e.Write([]byte(s)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func open(b []byte) (*datastage.Delivery, error) {
	return datastage.Open(context.Background(), bytes.NewReader(b), int64(len(b)))
}

func (d *delivery) open(tb testing.TB) *datastage.Delivery {
	tb.Helper()
	got, err := open(d.zip(tb))
	if err != nil {
		tb.Fatal(err)
	}
	return got
}

// first gives the pedimento of the first row of 501.
func (d *delivery) first(tb testing.TB) *pedimento.Pedimento {
	tb.Helper()
	got := d.open(tb)
	if got.Findings.Blocking() || got.Len() == 0 {
		tb.Fatalf("%d pedimentos, %v", got.Len(), got.Findings)
	}
	p := got.Pedimento(0)
	pedimento.Gate(p)
	return p
}

// row is a row of a pedimento.
func row(k string, cells ...string) string { return k + "|" + strings.Join(cells, "|") + "|" }

// hashes are the canonical hashes of a delivery's pedimentos by number.
func hashes(d *datastage.Delivery) map[string]document.Hash {
	out := map[string]document.Hash{}
	var b bytes.Buffer
	for i := range d.Len() {
		b.Reset()
		d.Canonical(&b, i)
		p := d.Pedimento(i)
		out[p.Aduana+p.Patente+p.Documento] = document.HashOf(b.Bytes())
	}
	return out
}

func isClass(err error, c fault.Class) bool { return fault.Is(err, c) }
