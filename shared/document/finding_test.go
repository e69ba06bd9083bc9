package document_test

import (
	"testing"

	"example.com/immex/shared/document"
)

// TestBlocking: only errors and what cannot be read forbid acceptance.
func TestBlocking(t *testing.T) {
	t.Parallel()
	for sev, want := range map[document.Severity]bool{
		document.Error: true, document.Unreadable: true, document.Warning: false, document.Notice: false,
	} {
		var fs document.Findings
		if fs.Blocking() || fs.Has("code") {
			t.Error("no finding blocks or is there")
		}
		fs.Add("other", document.Notice, "", document.Text{})
		fs.Add("code", sev, "501 line 2", document.Textf("dice %d", "says %d", 3))
		if fs.Blocking() != want || !fs.Has("code") || fs.Has("cod") {
			t.Errorf("%s: blocking %v", sev, fs.Blocking())
		}
		if m := fs[1].Message; m.In(document.Spanish) != "dice 3" || m.In(document.English) != "says 3" || m.In("fr") != "dice 3" {
			t.Errorf("message %+v", m)
		}
	}
}

// TestRank: a reasoned typed value before the authority's own record, then
// what is further from it; a source nobody ranked comes last.
func TestRank(t *testing.T) {
	t.Parallel()
	order := []document.Source{
		document.SourceTyped, document.SourceDataStage, document.SourceVUCEM, document.SourceArchivoM,
		document.SourceCFDI, document.SourcePrint, document.SourceOCR, "anything else",
	}
	for i := 1; i < len(order); i++ {
		if order[i-1].Rank() >= order[i].Rank() {
			t.Errorf("%s ranks %d, %s %d", order[i-1], order[i-1].Rank(), order[i], order[i].Rank())
		}
	}
}

func TestHashOf(t *testing.T) {
	t.Parallel()
	const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" // FIPS 180-4
	if h := document.HashOf(nil); h != empty {
		t.Errorf("SHA-256 of nothing is %s", h)
	}
}

// TestTextInText: a text inside a sentence is said in the language of the
// sentence, and the arguments stay as they were given.
func TestTextInText(t *testing.T) {
	args := []any{7, document.Text{ES: "factura", EN: "invoice"}}
	got := document.Textf("%d, la %s", "%d, the %s", args...)
	if got != (document.Text{ES: "7, la factura", EN: "7, the invoice"}) {
		t.Errorf("%+v", got)
	}
	if args[1] != (document.Text{ES: "factura", EN: "invoice"}) {
		t.Errorf("the argument became %v", args[1])
	}
}
