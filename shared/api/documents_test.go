package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/api"
	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// wordy are books of documents with as many findings as said, of a thousand bytes
// and more each.
type wordy struct {
	anyBooks
	findings []int
}

func (b wordy) Entries(context.Context, string, int64) iter.Seq2[step.Entry, error] {
	return func(yield func(step.Entry, error) bool) {
		for i, n := range b.findings {
			r := step.Record{SHA: document.Hash(fmt.Sprintf("%064d", i)), Name: "x.zip", Kind: document.KindDataStage, Status: document.Quarantined}
			long := strings.Repeat("a", 500)
			for range n {
				r.Findings.Add("code", document.Error, "", document.Textf("%s", "%s", long))
			}
			if !yield(step.Entry{Seq: int64(i + 1), Record: r}, nil) {
				return
			}
		}
	}
}

// TestAnswersFit: whatever was found in documents, an answer is no longer than Lambda
// gives, the pages together have every document once, and what is left out is counted.
func TestAnswersFit(t *testing.T) {
	t.Parallel()
	const rfc, most = "AAA010101AA1", 6_000_000 // of a synchronous answer of Lambda
	books := wordy{findings: []int{1, 4000, 2000, 40_000, 3}}
	for range 400 {
		books.findings = append(books.findings, 20)
	}
	a := &api.API{Books: books, Log: slog.New(slog.DiscardHandler), Now: time.Now}
	seen, after, pages := map[string]int{}, 0, 0
	for more := true; more; pages++ {
		ctx := api.WithCaller(t.Context(), api.Caller{Subject: "u", Roles: []api.Role{api.Officer}, Programmes: []string{rfc}})
		w := httptest.NewRecorder()
		a.Handler().ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("/programmes/%s/documents?limit=500&after=%d", rfc, after), nil))
		envelope, err := json.Marshal(w.Body.String())
		if err != nil || w.Code != http.StatusOK || len(envelope) > most {
			t.Fatalf("page %d: %d, %d bytes, %v", pages, w.Code, len(envelope), err)
		}
		var out struct {
			Total, Next int
			Documents   []struct {
				SHA256   string
				Findings []json.RawMessage
				Omitted  int `json:"findings_omitted"`
			}
		}
		if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil || len(out.Documents) == 0 || out.Total != len(books.findings) {
			t.Fatalf("page %d: %v, %d of %d", pages, err, len(out.Documents), out.Total)
		}
		for i, d := range out.Documents {
			seen[d.SHA256]++
			if got := len(d.Findings) + d.Omitted; got != books.findings[after+i] {
				t.Errorf("document %d has %d findings", after+i, got)
			}
		}
		after, more = out.Next, out.Next > 0
	}
	if len(seen) != len(books.findings) || pages < 3 {
		t.Errorf("%d documents on %d pages", len(seen), pages)
	}
}
