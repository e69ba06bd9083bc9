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

// onOneMachine is what immex ingest and immex package do with the documents.
func onOneMachine(t *testing.T, rfc, period string, files []dropped) []byte {
	t.Helper()
	ctx := t.Context()
	dir := t.TempDir()
	books, err := embedded.Open(ctx, filepath.Join(dir, "books.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := books.Close(); err != nil {
			t.Error(err)
		}
	}()
	blobs, err := file.Open(filepath.Join(dir, "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	engines := &inside.Engines{}
	defer engines.Close(context.Background()) //nolint:errcheck // the test is over
	reader := &step.Reader{PDF: engines}
	ingest := &step.Ingest{Books: books, Blobs: blobs, Now: time.Now}
	for _, f := range files {
		papers := reader.Read(ctx, step.Input{Name: f.name, Bytes: f.bytes, RFC: rfc})
		if _, _, err := ingest.Settle(ctx, papers, true); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := (&step.Match{Books: books, Workers: 2}).Run(ctx, rfc); err != nil {
		t.Fatal(err)
	}
	out := &kept{}
	local := &step.Local{
		Definition: statemachine.Compile, Sleep: sleep, Workers: 2,
		Steps: &step.Compile{
			Books: books, Blobs: blobs, Locator: blobs, Outbox: out, Language: document.Spanish, Tool: step.Release, Now: time.Now,
			Reader: func(string) *step.Reader { return reader },
		},
	}
	if _, err := local.Run(ctx, rfc, period, flow.Execution{ID: "x", Name: period, StartTime: time.Now()}); err != nil {
		t.Fatal(err)
	}
	return out.bytes
}
