package e2e_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// slowest is a zip of three prints of one pedimento, told apart by what follows
// their end. When no reading ends, the first two take what a delivery may, and the
// last one is not begun.
func slowest(t *testing.T, files []dropped) []byte {
	t.Helper()
	i := slices.IndexFunc(files, func(f dropped) bool { return strings.HasSuffix(f.name, ".pdf") })
	if i < 0 {
		t.Fatal("the company has no PDF")
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, end := range []string{"\n%1\n", "\n%2\n", ""} {
		w, err := z.Create("pedimento" + strings.Trim(end, "\n%") + ".pdf")
		if err == nil {
			_, err = w.Write(append(slices.Clone(files[i].bytes), end...))
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

// prints counts the prints of the books by what became of them.
func (s *stack) prints(rfc string) map[document.Status]int {
	s.t.Helper()
	docs, err := step.Documents(s.t.Context(), s.books, rfc)
	if err != nil {
		s.t.Fatal(err)
	}
	by := map[document.Status]int{}
	for i := range docs {
		if r := &docs[i].Record; r.Kind == document.KindPedimento || r.Kind == document.KindPDF {
			by[r.Status]++
		}
	}
	return by
}

// TestReadAlone: documents that take all the time cost those that came with them a
// second reading, alone and by itself, and no person's attention.
func TestReadAlone(t *testing.T) {
	s := deploy(t)
	rfc, files := company(t)
	key := "inbox/" + rfc + "/lote.zip"
	s.put(key, slowest(t, files))
	s.aws.crashes("Sandbox.Timedout")
	s.deliver("ingest", 1, []queued{s.created(key)})
	later := s.aws.take(ingestQueue)
	if len(later) != 1 {
		t.Fatalf("%d documents are read alone, want the one not begun: %+v", len(later), later)
	}
	s.aws.crashes("")
	s.deliver("ingest", 1, slices.Concat(later, later)) // and once more, as a queue may
	if diff := cmp.Diff(map[document.Status]int{document.Accepted: 1, document.Quarantined: 2}, s.prints(rfc)); diff != "" || len(s.dead) > 0 || len(s.aws.take(ingestQueue)) > 0 {
		t.Errorf("%s, %d dead", diff, len(s.dead))
	}
	s.aws.crashes("Sandbox.Timedout")
	s.deliver("ingest", 1, []queued{s.created(key)}) // what is in the books by now is not asked for again
	if again := s.aws.take(ingestQueue); len(again) > 0 {
		t.Errorf("read alone again: %+v", again)
	}
}

// TestAnsweredAlone: a document of a mail that was read alone has an answer of its
// own, in the same thread, when it is to be sent again, and none when it is not.
func TestAnsweredAlone(t *testing.T) {
	s := deploy(t)
	rfc, files := company(t)
	for i, c := range []struct {
		crash   string // of its reading alone
		answers int
		status  document.Status
	}{{"Runtime.ExitError", 2, document.Quarantined}, {"", 1, document.Accepted}} {
		id, before := fmt.Sprintf("slow%d", i), len(s.aws.replied())
		s.put("mail/"+id, fmt.Appendf(nil, "From: trafico@broker.example\r\nTo: x@y.example\r\nSubject: lote\r\nMessage-ID: <%s@broker.example>\r\nMIME-Version: 1.0\r\n"+
			"Content-Type: application/zip; name=lote.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n", id, base64.StdEncoding.EncodeToString(slowest(t, files))))
		var out cloud.MailOut
		if s.call("mail", receipt(id, rfc, "PASS"), &out); out.Taken != 1 {
			t.Fatalf("%+v", out)
		}
		s.aws.crashes("Sandbox.Timedout")
		s.deliver("ingest", 1, s.aws.take(ingestQueue))
		later := s.aws.take(ingestQueue)
		if len(later) != 1 {
			t.Fatalf("%d documents are read alone, want the one not begun", len(later))
		}
		if first := s.aws.replied()[before:]; len(first) != 1 || !strings.Contains(first[0], "se lee solo en seguida") {
			t.Errorf("the mail is answered %q", first)
		}
		s.aws.crashes(c.crash)
		s.deliver("ingest", 1, slices.Concat(later, later)) // and once more, as a queue may
		answers := s.aws.replied()[before:]
		if len(answers) != c.answers || len(s.dead) > 0 || s.prints(rfc)[c.status] == 0 {
			t.Fatalf("%d answers and %d dead, the prints %v", len(answers), len(s.dead), s.prints(rfc))
		}
		if c.answers == 1 {
			continue
		}
		for _, want := range []string{"In-Reply-To: <" + id + "@broker.example>", "Subject: Re: lote", "pedimento.pdf", "[pdf_damaged]", "Outcome: set apart"} {
			if !strings.Contains(answers[1], want) {
				t.Errorf("the second answer lacks %q:\n%s", want, answers[1])
			}
		}
		if strings.Contains(answers[1], "pedimento1.pdf") {
			t.Errorf("the second answer tells of another document:\n%s", answers[1])
		}
	}
}
