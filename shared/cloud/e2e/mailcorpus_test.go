package e2e_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/mails"
)

// letter is a mail as SES stores it.
type letter struct {
	name  string
	bytes []byte
}

// letters are those of the corpus, when it is at hand; winmail.dat files come
// in a mail of their own.
func letters(t *testing.T) []letter {
	t.Helper()
	root := os.Getenv("IMMEX_CORPUS")
	if root == "" {
		t.Skip("IMMEX_CORPUS is not set: the mails of the development corpus are not read")
	}
	var out []letter
	for _, pattern := range []string{"broker/*.eml", "enmime/*.raw", "tnef/*.tnef"} {
		files, err := filepath.Glob(filepath.Join(root, "mail", pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(file, ".tnef") {
				b = wrapped("winmail.dat", b)
			}
			out = append(out, letter{filepath.Base(file), b})
		}
	}
	return out
}

// outcome is what became of a mail, and of all that was in it.
func outcome(docs []step.DocumentState, sha document.Hash) (own string, parts []string) {
	for i := range docs {
		switch r := &docs[i].Record; sha {
		case r.SHA:
			own = told(r)
		case r.Parent:
			_, below := outcome(docs, r.SHA)
			parts = append(append(parts, told(r)), below...)
		}
	}
	slices.Sort(parts)
	return own, parts
}

// told is the status of a document, with why it was not accepted.
func told(r *step.Record) string {
	if r.Status == document.Accepted {
		return string(r.Status)
	}
	var codes []string
	for _, f := range r.Findings {
		codes = append(codes, f.Code)
	}
	return strings.TrimSpace(string(r.Status) + " " + strings.Join(slices.Compact(codes), ","))
}

// byMail brings mails in by SES's event, each one twice, and gives what the
// books say of their documents.
func (s *stack) byMail(rfc string, list []letter) []step.DocumentState {
	s.t.Helper()
	for i, l := range list {
		id := fmt.Sprintf("l%03d", i)
		s.put("mail/"+id, l.bytes)
		for range 2 {
			var out cloud.MailOut
			if s.call("mail", receipt(id, rfc, "PASS"), &out); out.Taken != 1 {
				s.t.Errorf("%s: %+v", l.name, out)
			}
		}
		s.deliver("ingest", 5, s.aws.take(ingestQueue))
		for _, m := range s.dead {
			s.t.Errorf("%s is in the DLQ: %s", l.name, m.body)
		}
		s.dead = nil
	}
	docs, err := step.Documents(s.t.Context(), s.books, rfc)
	if err != nil {
		s.t.Fatal(err)
	}
	return docs
}

// TestCorpusByMail: every mail of the corpus goes through the deployed door,
// and it and all that is in it is accepted or set apart with a reason.
func TestCorpusByMail(t *testing.T) {
	list := letters(t)
	s := deploy(t)
	rfc, _ := company(t)
	docs := s.byMail(rfc, list)
	counts := map[string]int{}
	for _, l := range list {
		own, parts := outcome(docs, document.HashOf(l.bytes))
		counts["mail "+own]++
		for _, p := range parts {
			counts["in it "+p]++
		}
		for _, what := range append(parts, own) {
			if what == "" || what == string(document.Quarantined) {
				t.Errorf("%s: %q and %q tell no reason", l.name, own, parts)
			}
		}
		t.Logf("%-42s %s %q", l.name, own, parts)
	}
	for _, what := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%4d %s", counts[what], what)
	}
}

// TestNastyByMail: the invented nasty mails, bombs included, go through the
// deployed door; none kills it, and each is kept with a reason or taken.
func TestNastyByMail(t *testing.T) {
	s := deploy(t)
	rfc, _ := company(t)
	var list []letter
	for _, n := range mails.All() {
		list = append(list, letter{n.Name, bytes.Clone(n.Bytes)})
	}
	docs := s.byMail(rfc, list)
	counts := map[string]int{}
	for _, l := range list {
		own, _ := outcome(docs, document.HashOf(l.bytes))
		if counts[own]++; own == "" {
			t.Errorf("%s has no outcome", l.name)
		}
	}
	if len(list) < 60 || counts["quarantined container_too_large"] == 0 {
		t.Errorf("%d mails, %v", len(list), counts)
	}
	t.Logf("%d mails: %v; %d documents in all", len(list), counts, len(docs))
}
