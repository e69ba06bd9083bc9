package cloud_test

import (
	"bytes"
	"compress/gzip"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/cloud"
)

// TestReadingsAreKept: a PDF that was read is not read again by a later step, by
// either engine; what could not be read, and a shelf that takes nothing, is asked again.
func TestReadingsAreKept(t *testing.T) {
	var words bytes.Buffer
	z := gzip.NewWriter(&words)
	_, err := z.Write([]byte(`{"pages":[]}`))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	good := cloud.ReadOut{Words: words.Bytes()}
	asked, texts, err := cloud.ReadTwice(t.Context(), []byte("%PDF-1.4 a"), good, false)
	if err != nil || asked != [2]int{2, 0} {
		t.Errorf("asked %v times, %v", asked, err)
	}
	if d := cmp.Diff(texts[0], texts[1]); d != "" {
		t.Errorf("the kept reading is another (-asked +kept):\n%s", d)
	}
	if asked, _, err := cloud.ReadTwice(t.Context(), []byte("%PDF-1.4 a"), good, true); err != nil || asked != [2]int{2, 2} {
		t.Errorf("without a shelf: asked %v times, %v", asked, err)
	}
	if asked, _, err := cloud.ReadTwice(t.Context(), []byte("%PDF-1.4 a"), cloud.ReadOut{Kind: "damaged", Error: "no"}, false); err == nil || asked[0] != 1 {
		t.Errorf("a refusal: asked %v times, %v", asked, err)
	}
}
