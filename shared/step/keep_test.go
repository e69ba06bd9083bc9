package step_test

import (
	"archive/zip"
	"bytes"
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// payroll is a CFDI de nómina, as somebody drops one by mistake.
const payroll = `<?xml version="1.0" encoding="UTF-8"?><cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" Version="4.0" TipoDeComprobante="N" Fecha="2021-03-15T10:00:00" SubTotal="1" Total="1" Moneda="MXN"><cfdi:Emisor Rfc="MEN210101AB1" Nombre="X" RegimenFiscal="601"/><cfdi:Receptor Rfc="XAXX010101000" Nombre="Y"/></cfdi:Comprobante>`

// zipOfFiles is a zip of files.
func zipOfFiles(t *testing.T, files ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, f := range files {
		w, err := z.Create(string(rune('a' + i)))
		if err == nil {
			_, err = w.Write(f)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// lies tells the shelves bytes are on.
func (w *world) lies(b []byte) (out []step.Shelf) {
	for _, s := range []step.Shelf{step.ShelfArchive, step.ShelfQuarantine} {
		if got, err := w.blobs.Get(w.ctx, rfc, s, document.HashOf(b)); err == nil && bytes.Equal(got, b) {
			out = append(out, s)
		}
	}
	return out
}

// TestOnlyTheAcceptedIsLocked: what nothing is done with lies where it lapses,
// and so does a zip that brings nothing else; it never travels in a package.
func TestOnlyTheAcceptedIsLocked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	deliver := func(b []byte) []step.Record {
		return w.settle(reader().Read(w.ctx, step.Input{Name: "x", Bytes: b, RFC: rfc})...)
	}
	hold := func(what string, b []byte, want ...step.Shelf) {
		t.Helper()
		if got := w.lies(b); !slices.Equal(got, want) {
			t.Errorf("%s lies in %v, want %v", what, got, want)
		}
	}
	table := []byte("identificador,dominio\n") // read by its headings or not: never a reason to lock
	loose, only := []byte(payroll), zipOfFiles(t, []byte(payroll))
	if r := deliver(loose); r[0].Status != document.Unsupported {
		t.Fatalf("%+v", r[0])
	}
	hold("payroll", loose, step.ShelfQuarantine)
	if r := deliver(only); r[0].Status != document.Accepted || r[1].Status != document.Duplicate {
		t.Fatalf("%+v", r)
	}
	hold("a zip of payroll", only, step.ShelfQuarantine)

	w.blobs.drop(rfc, step.ShelfQuarantine, document.HashOf(loose)) // it lapsed
	hold("payroll that lapsed", loose)
	if r := deliver(loose); r[0].Status != document.Duplicate {
		t.Fatalf("%+v", r[0])
	}
	hold("payroll that came again", loose, step.ShelfQuarantine)

	programme := programmePaper("sin_bom: directo\n").Bytes
	mixed := zipOfFiles(t, table, programme)
	if r := deliver(mixed); len(r) != 3 || r[2].Status != document.Accepted {
		t.Fatalf("%+v", r)
	}
	hold("a programme", programme, step.ShelfArchive)
	hold("a zip with a programme", mixed, step.ShelfArchive)
	hold("what came with it", table, step.ShelfQuarantine)
	again := zipOfFiles(t, programme)
	if r := deliver(again); r[1].Status != document.Duplicate {
		t.Fatalf("%+v", r)
	}
	hold("a zip of what is there", again, step.ShelfArchive)
}

// TestAZipThatBringsItLater: a zip whose paper was refused and is accepted when
// it comes again goes to the archive then.
func TestAZipThatBringsItLater(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	whole := []byte("zip")
	arrival := func(s document.Status) []*step.Paper {
		parent := &step.Paper{Bytes: whole, Record: step.Record{RFC: rfc, SHA: document.HashOf(whole), Name: "z", Kind: document.KindZip, Status: document.Accepted}}
		child := original()
		child.Record.Parent, child.Record.Status = parent.Record.SHA, s
		return []*step.Paper{parent, child}
	}
	w.settle(arrival(document.Quarantined)...)
	if got := w.lies(whole); !slices.Equal(got, []step.Shelf{step.ShelfQuarantine}) {
		t.Errorf("lies in %v", got)
	}
	late := arrival(document.Quarantined)
	late[0].Bytes, late[0].Record.SHA = []byte("other"), document.HashOf([]byte("other"))
	late[1].Record.Parent, late[1].Later = late[0].Record.SHA, true
	w.settle(late...)
	if got := w.lies(late[0].Bytes); !slices.Equal(got, []step.Shelf{step.ShelfArchive}) {
		t.Errorf("what brings something that is read alone next lies in %v", got)
	}
	if r := w.settle(arrival(document.Accepted)...); r[0].Status != document.Accepted || r[1].Status != document.Accepted {
		t.Fatalf("%+v", r)
	}
	if got := w.lies(whole); !slices.Contains(got, step.ShelfArchive) {
		t.Errorf("lies in %v", got)
	}
}

// TestTheRefusedDoesNotTravel: a package lists what nothing is done with, without
// its bytes, also where an earlier release laid them in the archive.
func TestTheRefusedDoesNotTravel(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	march, _ := month()
	w.settle(march...)
	w.settle(&step.Paper{Bytes: []byte(payroll), Record: step.Record{
		RFC: rfc, SHA: document.HashOf([]byte(payroll)), Name: "acuse.xml", Kind: document.KindCOVE, Status: document.Unsupported, Period: "2021-03",
	}})
	if _, err := w.blobs.Put(w.ctx, rfc, step.ShelfArchive, []byte(payroll)); err != nil {
		t.Fatal(err)
	}
	w.match(rfc)
	out := tray{}
	r, err := w.compile(out)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out[r.Package]), int64(len(out[r.Package])))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.UncompressedSize64 == uint64(len(payroll)) {
			t.Errorf("%s is the payroll", f.Name)
		}
	}
	if len(z.File) == 0 {
		t.Error("an empty package")
	}
}
