package step_test

import (
	"regexp"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

// TestTraceToTheBox: down to the page of a print and the box on it.
func TestTraceToTheBox(t *testing.T) {
	t.Parallel()
	c := invent(t, synth.Options{Months: 1})
	w := newWorld(t)
	us := c.truth.Company.RFC
	r := &step.Reader{PDF: step.PDFReader(inProcess), Keep: true}
	for _, name := range c.documents() {
		w.settle(r.Read(w.ctx, step.Input{Name: name, Bytes: c.files[name], RFC: us})...)
	}
	w.match(us)
	docs, err := step.Documents(w.ctx, w.books, us)
	if err != nil {
		t.Fatal(err)
	}
	traced := 0
	for _, d := range docs {
		if d.Record.Source != document.SourcePrint || d.Record.Kind != document.KindPedimento || d.Record.Status == document.Quarantined {
			continue
		}
		got, err := step.Trace(w.ctx, w.books, w.blobs, us, d.Record.Key+"-1")
		if err != nil {
			t.Fatal(err)
		}
		if err := got.Locate(w.ctx, w.blobs, r); err != nil {
			t.Fatal(err)
		}
		for _, k := range got.Documents {
			if k.SHA == d.Record.SHA {
				traced++
				if !regexp.MustCompile(`^p\. [1-9][0-9]* \([0-9]+,[0-9]+\)-\([0-9]+,[0-9]+\)$`).MatchString(k.At) {
					t.Errorf("%s stands at %q", d.Record.Name, k.At)
				}
			}
		}
	}
	if traced == 0 {
		t.Error("no print was traced")
	}
}

// TestTraceIntoAnswers: down to the answer of VUCEM, its element and line; the
// line of the file is the one that says so.
func TestTraceIntoAnswers(t *testing.T) {
	t.Parallel()
	c := invent(t, synth.Options{Months: 2, Pedimentos: 6})
	w := newWorld(t)
	us := c.truth.Company.RFC
	r := &step.Reader{PDF: step.PDFReader(inProcess), Keep: true}
	for _, name := range c.documents() {
		w.settle(r.Read(w.ctx, step.Input{Name: name, Bytes: c.files[name], RFC: us})...)
	}
	w.match(us)
	docs, err := step.Documents(w.ctx, w.books, us)
	if err != nil {
		t.Fatal(err)
	}
	traced := 0
	for _, d := range docs {
		if d.Record.Source != document.SourceVUCEM || d.Record.Kind != document.KindPedimento || d.Record.Status == document.Quarantined {
			continue
		}
		for line, want := range map[string]string{
			"-1": `^\S+ /Envelope/Body/consultarPartidaRespuesta/partida:[1-9][0-9]*$`,
			"-2": `^\S+ /Envelope/Body/consultarPartidaRespuesta/partida:[1-9][0-9]*$`,
			"":   `^\S+ /Envelope/Body/consultarPedimentoCompletoRespuesta/pedimento:[1-9][0-9]*$`,
		} {
			got, err := step.Trace(w.ctx, w.books, w.blobs, us, d.Record.Key+line)
			if err != nil {
				t.Fatal(err)
			}
			if err := got.Locate(w.ctx, w.blobs, r); err != nil {
				t.Fatal(err)
			}
			for _, k := range got.Documents {
				if k.SHA != d.Record.SHA || k.At == "" && line == "-2" { // a pedimento of one partida
					continue
				}
				traced++
				if !regexp.MustCompile(want).MatchString(k.At) {
					t.Errorf("%s%s stands at %q", d.Record.Name, line, k.At)
				}
			}
		}
	}
	if traced < 3 {
		t.Errorf("%d answers were traced", traced)
	}
}
