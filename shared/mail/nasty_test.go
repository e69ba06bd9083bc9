package mail_test

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"example.com/immex/shared/blob/file"
	"example.com/immex/shared/document"
	"example.com/immex/shared/mail"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/mails"
)

// damaged reads no PDF; those of these mails are none.
func damaged(context.Context, []byte) (*pdftext.Text, error) { return nil, pdftext.ErrDamaged }

// TestNastyMailsEndToEnd: every invented mail is kept with all its parts, ends
// with an outcome for each, is answered once at most with a message that parses,
// and changes nothing when it comes again.
func TestNastyMailsEndToEnd(t *testing.T) {
	a, out, books := answerer(t)
	blobs, err := file.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ing := &step.Ingest{Books: books, Blobs: blobs, Now: a.Now}
	reader := &step.Reader{PDF: step.PDFReader(damaged)}
	deliver := func(m *mail.Message) []step.Record {
		papers := reader.Read(t.Context(), step.Input{Name: "m.eml", Bytes: m.Bytes, RFC: rfc})
		records, _, err := ing.Settle(t.Context(), papers, true)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.Answer(t.Context(), m, papers, records); err != nil {
			t.Fatal(err)
		}
		return records
	}
	for _, nasty := range mails.All() {
		m := &mail.Message{RFC: rfc, Bytes: nasty.Bytes, Sender: "trafico@agencia.example", On: 20260401}
		before := len(out.sent)
		records := deliver(m)
		if refused := len(nasty.Codes) > 0 && slices.Contains(nasty.Codes, "too_large"); refused && records[0].Status != document.Quarantined {
			t.Errorf("%s: %+v", nasty.Name, records[0])
		}
		for _, r := range records {
			if r.Inside || r.Status == document.Duplicate {
				continue
			}
			b, err := blobs.Get(t.Context(), rfc, step.ShelfArchive, r.SHA)
			if accepted := err == nil; accepted && (r.Status == document.Quarantined || r.Status == document.Unsupported) {
				t.Errorf("%s: %s is %s and lies in the archive", nasty.Name, r.Name, r.Status)
			} else if !accepted {
				b, err = blobs.Get(t.Context(), rfc, step.ShelfQuarantine, r.SHA)
			}
			if err != nil || r.SHA == document.HashOf(nasty.Bytes) && !bytes.Equal(b, nasty.Bytes) {
				t.Errorf("%s: %s is not kept as it came: %v", nasty.Name, r.Name, err)
			}
		}
		if records[len(records)-1].Status == "" {
			t.Errorf("%s: no outcome", nasty.Name)
		}
		for i, again := range deliver(m) {
			if again.Status != document.Duplicate && again.Status != records[i].Status {
				t.Errorf("%s: %s was %s and is %s", nasty.Name, again.Name, records[i].Status, again.Status)
			}
		}
		if n := len(out.sent) - before; n > 1 || n == 1 && mail.Silence(m, nil) != "" {
			t.Errorf("%s: %d answers, silence %q", nasty.Name, n, mail.Silence(m, nil))
		}
	}
	for _, raw := range out.sent {
		if h, _ := opened(t, raw); h.Get("To") != "trafico@agencia.example" || h.Get("Bcc") != "" {
			t.Errorf("headers %v", h)
		}
	}
	t.Logf("%d mails, %d answers", len(mails.All()), len(out.sent))
}
