package e2e_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// story is how a scene ended.
type story struct {
	answer json.RawMessage
	end    ending
	sent   int // mails, messages and signatures: each may be made once more
}

// ending is what does not depend on the clock, on how often something was
// sent, nor on the chance in a signature.
type ending struct {
	Answer    string
	Documents string
	Books     map[string]document.Hash
	Facts     int
	Breach    string // of the replay
	Sent      []string
	Started   map[string]string
	Handed    []string
	Reviews   []string
	Seals     []step.Sealed
	Objects   []string
}

// tell looks at everything a scene may have changed.
func (p *play) tell(c *scene, answer json.RawMessage) story {
	t := p.t
	t.Helper()
	out := story{answer: answer}
	e := &out.end
	docs, err := step.Documents(t.Context(), p.books, p.rfc)
	if err != nil {
		t.Fatal(err)
	}
	for i := range docs {
		docs[i].Copies, docs[i].Seq = 0, 0 // a commit that landed makes the redelivery a duplicate, and one that failed comes later
	}
	slices.SortFunc(docs, func(a, b step.DocumentState) int { return strings.Compare(string(a.Record.SHA), string(b.Record.SHA)) })
	e.Answer, e.Documents, e.Books, e.Started = timeless(string(answer)), string(encode(t, docs)), p.runs(p.rfc), map[string]string{}
	switch {
	case c.messages != nil:
		e.Answer = "" // which of them failed
	case c.verb == "desk":
		e.Answer = seen(t, c, answer)
	}
	r, err := step.Replay(t.Context(), p.books, p.rfc)
	if err != nil {
		t.Fatal(err)
	}
	e.Facts, e.Breach = r.Facts, r.Difference.EN
	if e.Seals, err = step.Seals(t.Context(), p.books, p.rfc); err != nil {
		t.Fatal(err)
	}
	for i := range e.Seals {
		e.Seals[i].Signature = ""
	}
	reviews, err := step.Reviews(t.Context(), p.books, p.rfc)
	if err != nil {
		t.Fatal(err)
	}
	for i := range reviews {
		e.Reviews = append(e.Reviews, timeless(string(encode(t, reviews[i]))))
	}
	p.outside(&out)
	return out
}

// outside is what left the stack.
func (p *play) outside(out *story) {
	p.t.Helper()
	after, e := p.now(), &out.end
	p.seen = &after
	for name, q := range after.queues {
		for _, m := range q {
			e.Sent = append(e.Sent, name+" "+m.group+" "+m.body)
		}
	}
	for _, m := range after.mails {
		e.Sent = append(e.Sent, timeless(m))
	}
	for _, m := range after.events {
		e.Sent = append(e.Sent, "watch "+timeless(string(m)))
	}
	out.sent = len(e.Sent)
	slices.Sort(e.Sent)
	e.Sent = slices.Compact(e.Sent)
	for name, input := range after.starts {
		e.Started[name] = string(input)
	}
	for token, v := range after.handed {
		e.Handed = append(e.Handed, token+" "+timeless(string(v)))
	}
	slices.Sort(e.Handed)
	for bucket, keys := range after.objects {
		for key := range keys {
			if bucket == p.buckets.Packages && !slices.ContainsFunc(e.Seals, func(s step.Sealed) bool { return strings.HasSuffix(key, string(s.SHA256)) }) {
				out.sent++ // a signature: it is chance, and one nobody names stays beside the package
				continue
			}
			if bucket == p.buckets.Work && p.reading(key) {
				continue
			}
			e.Objects = append(e.Objects, bucket[strings.LastIndexByte(bucket, '-'):]+" "+key)
		}
	}
	slices.Sort(e.Objects)
}

// What two runs never share: times, links (they are signed with the time), and
// the hashes of what holds a time or a signature.
var (
	moments = regexp.MustCompile(`\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}[0-9:.]*(Z|[+-]\d{2}:\d{2})?`)
	links   = regexp.MustCompile(`https?://\S+|https?:\\/\\/[^"\s]+`)
	chances = regexp.MustCompile(`"(signature|firma|approval|solicitud)":"[^"]*"`)
)

func timeless(s string) string {
	s = links.ReplaceAllString(s, "LINK")
	return chances.ReplaceAllString(moments.ReplaceAllString(s, "TIME"), `"$1":"…"`)
}
