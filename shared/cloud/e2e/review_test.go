package e2e_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/step"
)

// TestApprovalByToken: the execution waits until the review function hands its
// token back, whoever starts it again; the package names who approved.
func TestApprovalByToken(t *testing.T) {
	s := deploy(t)
	rfc, files := company(t)
	for _, f := range files[:3] {
		key := "inbox/" + rfc + "/" + f.name
		s.put(key, f.bytes)
		s.deliver("ingest", 5, []queued{s.created(key)})
	}
	key := "inbox/" + rfc + "/revision.yaml"
	s.put(key, []byte("rfc: "+rfc+"\nnombre: MANUFACTURAS EJEMPLO\nprograma: \"1234-2006\"\nvigente_desde: \"2026-01-01\"\nrevision:\n  aprueba: [\"Persona Uno, Gerente\"]\n"))
	s.deliver("ingest", 5, []queued{s.created(key)})
	s.settle()
	input, err := json.Marshal(step.PlanIn{RFC: rfc, Period: "2021-03"})
	if err != nil {
		t.Fatal(err)
	}
	m, env := s.machine("first")
	_, err = m.Run(t.Context(), input, env)
	parked, ok := errors.AsType[*flow.ParkedError](err)
	if !ok || len(s.aws.posted()) != 1 || !strings.Contains(s.aws.posted()[0], "Persona Uno, Gerente") {
		t.Fatalf("%v, mails %q", err, s.aws.posted())
	}
	var w cloud.WatchOut
	if s.call("watch", map[string]string{"task": "daily", "at": "2099-01-07T13:00:00Z"}, &w); w.Waiting != 1 {
		t.Errorf("after its time: %+v", w)
	}
	payload, err := json.Marshal(step.ReviewIn{RFC: rfc, Period: "2021-03", By: "Persona Dos, Gerente"})
	if err != nil {
		t.Fatal(err)
	}
	if a, err := s.functions["review"].Invoke(t.Context(), payload); err != nil || a.ErrorType != "Misconfigured" || len(s.aws.handed) != 0 {
		t.Errorf("approved by whom nobody named: %+v %v", a, err)
	}
	var out step.ReviewOut
	for range 2 { // at least once
		if s.call("review", step.ReviewIn{RFC: rfc, Period: "2021-03", By: "Persona Uno, Gerente"}, &out); out.State != step.ReviewApproved || out.Approval == "" {
			t.Fatalf("%+v", out)
		}
	}
	s.aws.forgets(parked.Token) // as if who approved had died before handing it back
	s.call("watch", map[string]string{"task": "daily", "at": time.Now().UTC().Format(time.RFC3339)}, &w)
	value, _, given := s.Answer(t.Context(), parked.Token)
	if !given {
		t.Fatalf("the token %s was not handed back: %v", parked.Token, s.aws.handed)
	}
	end, err := m.Resume(t.Context(), parked, value, nil, env)
	if err != nil {
		t.Fatal(err)
	}
	sealed, zip := s.delivered(end)
	v, err := expediente.Verify(bytes.NewReader(zip), int64(len(zip)))
	if err != nil || !v.OK || v.Manifest.Reviewed == nil || v.Manifest.Reviewed.Who != "Persona Uno" {
		t.Fatalf("%+v %v", v, err)
	}
	if again, _ := s.execute("second", input); again != sealed {
		t.Errorf("started again: %+v instead of %+v", again, sealed)
	}
}

// TestReturnedThenApproved: what a person returned is not asked for again by the
// schedule; approved afterwards, when its execution is over, it goes on by
// itself, and who approves is told so.
func TestReturnedThenApproved(t *testing.T) {
	s, rfc, _, _, _, _ := settled(t)
	daily := func() (started []string) {
		t.Helper()
		before := s.aws.started()
		var w cloud.WatchOut
		s.call("watch", map[string]string{"task": "daily", "at": "2021-04-08T13:00:00Z"}, &w)
		for name := range s.aws.started() {
			if _, there := before[name]; !there {
				started = append(started, name)
			}
		}
		return started
	}
	answer := func(in step.ReviewIn) (out step.ReviewOut) {
		t.Helper()
		in.RFC, in.Period, in.By = rfc, "2021-03", "Persona Uno, Gerente"
		s.call("review", in, &out)
		return out
	}
	first := daily() // the day of the month passed without its schedule
	if len(first) != 1 {
		t.Fatalf("the daily schedule does not make good what is owed: %v", first)
	}
	if again := daily(); len(again) != 0 {
		t.Errorf("started while it runs: %v", again)
	}
	answer(step.ReviewIn{Return: true, Reason: "falta la firma"})
	s.aws.ends(first[0], ended{"FAILED", "Returned", "falta la firma"})
	if again := daily(); len(again) != 0 {
		t.Errorf("asked again for what was returned: %v", again)
	}
	if out := answer(step.ReviewIn{}); out.State != step.ReviewApproved || !strings.Contains(out.Note, "calendario") || !strings.Contains(out.Note, "schedule") {
		t.Errorf("who approves is told %+v", out)
	}
	if again := daily(); len(again) != 1 || again[0] != first[0]+"-1" {
		t.Errorf("approved after it was returned, and started: %v after %v", again, first)
	}
}
