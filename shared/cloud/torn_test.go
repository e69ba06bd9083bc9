package cloud_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/lambdaio"
)

// TestTornAnswer: an answer of the table that breaks off is asked for again,
// and only a third one in a row is told.
func TestTornAnswer(t *testing.T) {
	for _, x := range []struct {
		torn  int64
		fails bool
	}{{0, false}, {1, false}, {2, false}, {9, true}} {
		var asked atomic.Int64 // each connection has a goroutine
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			n := asked.Add(1)
			const whole = `{"Count":0,"Items":[],"ScannedCount":0}`
			w.Header().Set("Content-Type", "application/x-amz-json-1.0")
			if n > x.torn {
				_, _ = io.WriteString(w, whole)
				return
			}
			w.Header().Set("Content-Length", "39")
			_, _ = io.WriteString(w, whole[:20])
			panic(http.ErrAbortHandler)
		}))
		t.Setenv("AWS_ENDPOINT_URL", server.URL)
		t.Setenv("AWS_ACCESS_KEY_ID", "test")
		t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
		t.Setenv("AWS_REGION", "us-east-1")
		c, err := cloud.Open(lambdaio.Settings{BooksTable: "books"})
		if err != nil {
			t.Fatal(err)
		}
		books, err := cloud.Books(c)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := books.Programmes(t.Context()); (err != nil) != x.fails {
			t.Errorf("%d torn: %v", x.torn, err)
		}
		if !x.fails && asked.Load() != x.torn+1 {
			t.Errorf("%d torn: asked %d times", x.torn, asked.Load())
		}
		server.Close()
	}
}
