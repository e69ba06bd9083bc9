package document_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/document"
)

// TestQuotedIsJSON holds a quoted text against encoding/json: every byte by
// itself, and arbitrary texts, whole letters or not.
func TestQuotedIsJSON(t *testing.T) {
	t.Parallel()
	same := func(t rapid.TB, s string) {
		t.Helper()
		want, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := document.AppendQuoted([]byte("x"), s); string(got) != "x"+string(want) {
			t.Fatalf("%q is quoted %s, encoding/json writes %s", s, got[1:], want)
		}
	}
	for c := range 256 {
		same(t, "a"+string([]byte{byte(c)})+"b")
	}
	for _, s := range []string{"", "ÑANDÚ", "a\u2028b\u2029", "\ufffd", "\xe2\x80", "\xff\xfe&", "😀<"} {
		same(t, s)
	}
	rapid.Check(t, func(t *rapid.T) {
		same(t, rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "text"))
	})
}
