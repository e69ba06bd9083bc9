package e2e_test

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/document"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/step"
)

// TestBooksWhateverTheDelivery brings the same mixed documents in one by one,
// then to eight functions of each kind at once, then twice, in reverse, late
// and again after they were done: the books are the same. IMMEX_LOAD says how
// many documents; with it the last is left out, and what is printed is the
// load test: throughput, and time and memory per function.
func TestBooksWhateverTheDelivery(t *testing.T) {
	n, load := 60, os.Getenv("IMMEX_LOAD")
	if load != "" {
		var err error
		if n, err = strconv.Atoi(load); err != nil || n < 1 {
			t.Fatalf("IMMEX_LOAD=%q is no number of documents", load)
		}
	}
	rfcs, list := mixed(t, n)
	want := brought(t, rfcs, list, delivery{hands: 1, whole: load != ""})
	for name, d := range map[string]delivery{
		"eight at once":                      {hands: 8, whole: load != ""},
		"twice, in reverse, late, and again": {hands: 4, unruly: true},
	} {
		if d.unruly && load != "" {
			continue
		}
		if diff := gocmp.Diff(want, brought(t, rfcs, list, d)); diff != "" {
			t.Errorf("%s: the books differ (-one by one):\n%s", name, diff)
		}
	}
}

// delivery is how documents come.
type delivery struct {
	hands  int // functions of each kind at work at once
	unruly bool
	whole  bool // the functions that no document starts work once too, for their figures
}

// brought is the books that a new stack makes of the documents.
func brought(t *testing.T, rfcs []string, list []parcel, d delivery) map[string]map[string]document.Hash {
	t.Helper()
	s := deploy(t)
	f := s.staff(d.hands)
	f.unruly = d.unruly
	messages := f.arrive(list)
	from := time.Now()
	f.work(messages)
	took := time.Since(from)
	if len(f.dead) > 0 {
		t.Errorf("%d messages in the DLQ, the first %s", len(f.dead), f.dead[0].body)
	}
	books, facts, total := map[string]map[string]document.Hash{}, 0, 0
	outcomes := map[document.Status]int{}
	for _, rfc := range rfcs {
		r, err := step.Replay(t.Context(), s.books, rfc)
		if err != nil || r.Difference.EN != "" {
			t.Errorf("replay of %s: %s %v", rfc, r.Difference.EN, err)
		}
		docs, err := step.Documents(t.Context(), s.books, rfc)
		if err != nil {
			t.Fatal(err)
		}
		for i := range docs {
			outcomes[docs[i].Record.Status]++
		}
		books[rfc], facts = s.runs(rfc), facts+r.Facts
		total += len(books[rfc])
	}
	if total == 0 || outcomes[document.Accepted] == 0 || outcomes[document.Quarantined] == 0 {
		t.Fatalf("nothing to compare: %d books, %v", total, outcomes)
	}
	if d.whole {
		s.compileOnce(rfcs[0], rfcs[len(rfcs)-1])
		s.lookedAt(rfcs[0])
	}
	t.Logf("%d documents of %d programmes by %d functions of each kind in %v: %d a second; with what they hold %v; %d facts, %d books\n%s",
		len(list), len(rfcs), d.hands, took.Round(100*time.Millisecond), int64(len(list))*int64(time.Second)/int64(took), outcomes, facts, total, f.figures())
	return books
}

// compileOnce has the other functions work once, so that they have figures too:
// a package by the schedule, and one that a person approves.
func (s *stack) compileOnce(rfc, approves string) {
	s.t.Helper()
	var out cloud.WatchOut
	s.call("watch", map[string]string{"task": "monthly", "at": "2021-04-07T13:30:00Z"}, &out)
	for name, input := range s.aws.started() {
		if strings.HasPrefix(name, rfc+"-") {
			s.execute(name, input)
		}
	}
	key := "inbox/" + approves + "/revision.yaml"
	s.put(key, []byte("rfc: "+approves+"\nnombre: MANUFACTURAS EJEMPLO\nprograma: \"1234-2006\"\nvigente_desde: \"2026-01-01\"\nrevision:\n  aprueba: [\"Persona Uno, Gerente\"]\n"))
	s.deliver("ingest", 1, []queued{s.created(key)})
	s.call("watch", map[string]string{"task": "daily", "at": "2021-04-07T13:30:00Z"}, &out) // asks for what still waits to be matched
	s.settle()
	m, env := s.machine("approved")
	_, err := m.Run(s.t.Context(), encode(s.t, step.PlanIn{RFC: approves, Period: "2021-03"}), env)
	if _, ok := errors.AsType[*flow.ParkedError](err); !ok {
		s.t.Fatalf("not parked: %v", err)
	}
	var reviewed step.ReviewOut
	if s.call("review", step.ReviewIn{RFC: approves, Period: "2021-03", By: "Persona Uno, Gerente"}, &reviewed); reviewed.State != step.ReviewApproved {
		s.t.Errorf("%+v", reviewed)
	}
	for _, route := range []string{"documents", "packages", "status"} {
		var answer map[string]any
		s.call("api", apiCall(rfc, route), &answer)
	}
}

// lookedAt has a person look at the lists of the desk, several times.
func (s *stack) lookedAt(rfc string) {
	s.t.Helper()
	rosa := s.enter(s.t, staff("rosa", rfc, "officer"))
	for range 5 {
		for _, page := range []string{"hoy", "documentos", "saldos", "hallazgos", "conciliacion", "paquetes", "calendario"} {
			if got := rosa.again(s.t, "/p/"+rfc+"/"+page); got.Status != http.StatusOK {
				s.t.Errorf("%s: %d", page, got.Status)
			}
		}
	}
}

// figures is a table of what the functions took.
func (f *fleet) figures() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%-11s %11s %8s %8s %8s %9s\n", "function", "invocations", "p50 ms", "p99 ms", "most ms", "memory MB")
	for _, verb := range verbs() {
		crew := f.crew[verb]
		if crew == nil {
			crew = append(crew, f.functions[verb])
		}
		var took []time.Duration
		var memory int64
		for _, one := range crew {
			took = append(took, one.Took()...)
			memory = max(memory, one.Memory())
		}
		slices.SortFunc(took, func(a, b time.Duration) int { return cmp.Compare(a, b) })
		if len(took) == 0 {
			continue
		}
		at := func(per100 int) int64 { return took[(len(took)-1)*per100/100].Milliseconds() }
		fmt.Fprintf(&out, "%-11s %11d %8d %8d %8d %9d\n", verb, len(took), at(50), at(99), at(100), memory>>20)
	}
	return out.String()
}
