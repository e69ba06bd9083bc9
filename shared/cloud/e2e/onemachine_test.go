package e2e_test

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"
	"time"

	"example.com/immex/infra/statemachine"
	"example.com/immex/shared/blob/file"
	"example.com/immex/shared/document"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/sandbox/inside"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
)

// dropped is one file of the made-up company.
type dropped struct {
	name  string
	bytes []byte
}

// kept is an outbox that keeps the last package.
type kept struct{ bytes []byte }

func (k *kept) Deliver(_ context.Context, p step.Parcel) (string, error) {
	var b bytes.Buffer
	err := p.Zip(&b)
	k.bytes = b.Bytes()
	return p.Name, err
}

// machine is what immex ingest and immex package do, on one machine.
type machine struct {
	t      *testing.T
	rfc    string
	books  *embedded.Store
	reader *step.Reader
	ingest *step.Ingest
	local  *step.Local
	out    kept
}

func onOneMachine(t *testing.T, rfc string) *machine {
	t.Helper()
	ctx, dir := t.Context(), t.TempDir()
	books, err := embedded.Open(ctx, filepath.Join(dir, "books.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := books.Close(); err != nil {
			t.Error(err)
		}
	})
	blobs, err := file.Open(filepath.Join(dir, "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	engines := &inside.Engines{}
	t.Cleanup(func() { engines.Close(context.Background()) }) //nolint:errcheck // the test is over
	m := &machine{t: t, rfc: rfc, books: books, reader: &step.Reader{PDF: engines}, ingest: &step.Ingest{Books: books, Blobs: blobs, Now: time.Now}}
	m.local = &step.Local{
		Definition: statemachine.Compile, Sleep: sleep, Workers: 2,
		Steps: &step.Compile{
			Books: books, Blobs: blobs, Locator: blobs, Outbox: &m.out, Language: document.Spanish, Tool: step.Release, Now: time.Now,
			Reader: func(string) *step.Reader { return m.reader },
		},
	}
	return m
}

// receive takes in files and makes the books.
func (m *machine) receive(files []dropped) {
	m.t.Helper()
	ctx := m.t.Context()
	for _, f := range files {
		papers := m.reader.Read(ctx, step.Input{Name: f.name, Bytes: f.bytes, RFC: m.rfc})
		if _, _, err := m.ingest.Settle(ctx, papers, true); err != nil {
			m.t.Fatal(err)
		}
	}
	if _, err := (&step.Match{Books: m.books, Workers: 2}).Run(ctx, m.rfc); err != nil {
		m.t.Fatal(err)
	}
}

// compile is the package of a period.
func (m *machine) compile(period string) []byte {
	m.t.Helper()
	if _, err := m.local.Run(m.t.Context(), m.rfc, period, flow.Execution{ID: "x", Name: period, StartTime: time.Now()}); err != nil {
		m.t.Fatal(err)
	}
	return m.out.bytes
}
