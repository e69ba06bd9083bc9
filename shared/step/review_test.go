package step_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/infra/statemachine"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/step"
)

const (
	reviewPolicy = "sin_bom: directo\nrevision:\n  aprueba: [\"Persona Uno, Gerente\", \"Persona Dos, Directora\"]\n  recordatorio_dias: 2\n  limite_dias: 5\n"
	one, two     = "Persona Uno, Gerente", "Persona Dos, Directora"
)

// reviewing is a world whose March waits for approval, and its engine at a time.
func reviewing(t *testing.T) (w *world, at func(days int) *step.Local, out signedTray) {
	t.Helper()
	w = newWorld(t)
	papers, _ := month()
	papers[len(papers)-1] = programmePaper(reviewPolicy)
	w.settle(papers...)
	w.match(rfc)
	out = signedTray{}
	at = func(days int) *step.Local {
		return &step.Local{
			Definition: statemachine.Compile, Workers: 2, Sleep: func(context.Context, time.Duration) error { return nil },
			Steps: &step.Compile{
				Books: w.books, Blobs: w.blobs, Locator: w.blobs, Outbox: out, Tool: "test", Reader: readers, Signer: fileKey(t, 1),
				Now: func() time.Time { return noon().AddDate(0, 0, days) },
			},
		}
	}
	return w, at, out
}

func march() flow.Execution {
	return flow.Execution{ID: "2021-03", Name: "2021-03", StartTime: noon()}
}

// TestReviewWaitsAndGoesOn: the run stands still until a person named approves,
// another process goes on with it, and the package names who.
func TestReviewWaitsAndGoesOn(t *testing.T) {
	t.Parallel()
	w, at, out := reviewing(t)
	first, err := at(0).Run(w.ctx, rfc, "2021-03", march())
	if err != nil || first.Waiting == nil || len(out) != 0 || len(first.Waiting.Reviewers) != 2 {
		t.Fatalf("%+v, %v, %d packages", first, err, len(out))
	}
	head, err := w.books.Head(w.ctx, rfc)
	if err != nil {
		t.Fatal(err)
	}
	again, err := at(1).Run(w.ctx, rfc, "2021-03", march())
	if d := cmp.Diff(first, again); err != nil || d != "" {
		t.Errorf("started twice: %v (-first +again):\n%s", err, d)
	}
	if now, err := w.books.Head(w.ctx, rfc); err != nil || now != head {
		t.Errorf("the second start wrote into the journal: %v, %v", now, err)
	}
	for by, period := range map[string]string{"Persona Tres, Gerente": "2021-03", "Persona Uno, Directora": "2021-03", "Persona Uno": "2021-03", one: "2021-04"} {
		if r, _, err := at(1).Answer(w.ctx, step.ReviewIn{RFC: rfc, Period: period, By: by}, march()); !fault.Is(err, fault.Misconfigured) {
			t.Errorf("%s of %s: %+v, %v", by, period, r, err)
		}
	}
	r, answer, err := at(2).Answer(w.ctx, step.ReviewIn{RFC: rfc, Period: "2021-03", By: one}, march())
	if err != nil || answer.State != step.ReviewApproved || r.Package != rfc+"-2021-03.zip" || r.Waiting != nil {
		t.Fatalf("%+v, %+v, %v", r, answer, err)
	}
	m := manifestIn(t, out.zip(t, r.Package))
	if a := m.Approval; a.Who != "Persona Uno" || a.Capacity != "Gerente" || a.On != date("2026-01-04") || m.Reviewed == nil || m.Reviewed.Who != a.Who {
		t.Errorf("approved by %+v, %+v", m.Approval, m.Reviewed)
	}
	if !strings.Contains(string(out[r.Package].Signature), "Persona Uno") {
		t.Errorf("signed %s", out[r.Package].Signature)
	}
	same, _, err := at(30).Answer(w.ctx, step.ReviewIn{RFC: rfc, Period: "2021-03", By: two}, march())
	if d := cmp.Diff(r, same); err != nil || d != "" {
		t.Errorf("approved twice: %v (-first +again):\n%s", err, d)
	}
	done, err := at(40).Run(w.ctx, rfc, "2021-03", march())
	if d := cmp.Diff(r, done); err != nil || d != "" || len(out) != 1 {
		t.Errorf("started after it was sealed: %v, %d packages (-first +again):\n%s", err, len(out), d)
	}
	w.check(rfc)
	docs, err := step.Documents(w.ctx, w.books, rfc)
	if err != nil || len(docs) != 3 {
		t.Errorf("%d documents, %v", len(docs), err)
	}
}

// TestReviewIsOfItsCut: what arrives while it waits is in no approval; it makes
// a supplement that waits for its own.
func TestReviewIsOfItsCut(t *testing.T) {
	t.Parallel()
	w, at, out := reviewing(t)
	if _, err := at(0).Run(w.ctx, rfc, "2021-03", march()); err != nil {
		t.Fatal(err)
	}
	w.settle(reader().Read(w.ctx, step.Input{Name: "cierre.csv", RFC: rfc, Bytes: []byte(
		"periodo,fecha,quien,cargo,motivo,faltante\n2021-03,2021-04-21,Persona Tres,Contadora,Se cierra,datastage:2021-03\n")})...)
	r, _, err := at(1).Answer(w.ctx, step.ReviewIn{RFC: rfc, Period: "2021-03", By: one}, march())
	if err != nil || manifestIn(t, out.zip(t, r.Package)).State != string(expediente.Provisional) {
		t.Fatalf("%+v, %v", r, err)
	}
	next, err := at(2).Run(w.ctx, rfc, "2021-03", march())
	if err != nil || next.Waiting == nil {
		t.Fatalf("the supplement does not wait: %+v, %v", next, err)
	}
	s, _, err := at(3).Answer(w.ctx, step.ReviewIn{RFC: rfc, Period: "2021-03", By: two}, march())
	if err != nil || s.Package != rfc+"-2021-03-S1.zip" {
		t.Fatalf("%+v, %v", s, err)
	}
	m := manifestIn(t, out.zip(t, s.Package))
	if m.State != string(expediente.Definitivo) || m.Approval.Who != "Persona Tres" || m.Reviewed.Who != "Persona Dos" {
		t.Errorf("%s, closed by %+v, reviewed by %+v", m.State, m.Approval, m.Reviewed)
	}
}

func TestReviewReturnedOrLate(t *testing.T) {
	t.Parallel()
	w, at, out := reviewing(t)
	if _, err := at(0).Run(w.ctx, rfc, "2021-03", march()); err != nil {
		t.Fatal(err)
	}
	if _, _, err := at(1).Answer(w.ctx, step.ReviewIn{RFC: rfc, Period: "2021-03", By: one, Return: true}, march()); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("returned without a reason: %v", err)
	}
	_, answer, err := at(1).Answer(w.ctx, step.ReviewIn{RFC: rfc, Period: "2021-03", By: one, Return: true, Reason: "Falta la factura 12"}, march())
	if err != nil || answer.State != step.ReviewReturned {
		t.Fatalf("%+v, %v", answer, err)
	}
	if _, _, err := at(2).Answer(w.ctx, step.ReviewIn{RFC: rfc, Period: "2021-03", By: one, Return: true, Reason: "Falta la factura 12"}, march()); err != nil {
		t.Errorf("the button pressed twice: %v", err)
	}
	all, err := step.Reviews(w.ctx, w.books, rfc)
	if n := len(slices.DeleteFunc(all, func(x step.Review) bool { return x.State != step.ReviewReturned })); err != nil || n != 1 {
		t.Errorf("returned %d times, %v", n, err)
	}
	if r, err := at(2).Run(w.ctx, rfc, "2021-03", march()); err == nil || !strings.Contains(err.Error(), "Falta la factura 12") {
		t.Errorf("the same again: %+v, %v", r, err)
	}
	if len(out) != 0 {
		t.Errorf("%d packages", len(out))
	}
	if r, _, err := at(3).Answer(w.ctx, step.ReviewIn{RFC: rfc, Period: "2021-03", By: two}, march()); err != nil || r.Package == "" {
		t.Errorf("approved after all: %+v, %v", r, err)
	}

	w, at, out = reviewing(t)
	if _, err := at(0).Run(w.ctx, rfc, "2021-03", march()); err != nil {
		t.Fatal(err)
	}
	if _, _, err := at(6).Answer(w.ctx, step.ReviewIn{RFC: rfc, Period: "2021-03", By: one}, march()); !fault.Is(err, fault.Misconfigured) || !strings.Contains(err.Error(), "in time") {
		t.Errorf("approved after its time: %v", err)
	}
	all, err = step.Reviews(w.ctx, w.books, rfc)
	if err != nil {
		t.Fatal(err)
	}
	if _, s := step.OfPeriod(all, "2021-03", noon().AddDate(0, 0, 6)); s.State != step.ReviewExpired {
		t.Errorf("after its time: %+v", s)
	}
	if r, err := at(7).Run(w.ctx, rfc, "2021-03", march()); err != nil || r.Waiting == nil || !r.Waiting.Until.Equal(noon().AddDate(0, 0, 12)) {
		t.Errorf("asked again: %+v, %v", r, err)
	}
	if _, _, err := at(8).Answer(w.ctx, step.ReviewIn{RFC: rfc, Period: "2021-03", By: one}, march()); err != nil || len(out) != 1 {
		t.Errorf("%v, %d packages", err, len(out))
	}
}

// TestReviewedByNobodyNamed: a manifest that names another person than the
// programme does is not made, and not believed.
func TestReviewedByNobodyNamed(t *testing.T) {
	t.Parallel()
	w, at, out := reviewing(t)
	if _, err := at(0).Run(w.ctx, rfc, "2021-03", march()); err != nil {
		t.Fatal(err)
	}
	r, _, err := at(1).Answer(w.ctx, step.ReviewIn{RFC: rfc, Period: "2021-03", By: one}, march())
	if err != nil {
		t.Fatal(err)
	}
	zip := out.zip(t, r.Package)
	if bytes.Count(zip, []byte("Persona Uno")) == 0 {
		t.Fatal("the manifest does not stand plainly in the zip")
	}
	forged := bytes.ReplaceAll(zip, []byte("Persona Uno"), []byte("Persona Dos"))
	if v, err := expediente.Verify(bytes.NewReader(forged), int64(len(forged))); err != nil || v.OK {
		t.Errorf("%+v, %v", v, err)
	}
	c := at(2).Steps
	for _, approval := range []document.Hash{"", document.HashOf([]byte("x"))} {
		in := w.rendering(c)
		in.Approval = approval
		if _, err := c.Render(w.ctx, in); err == nil {
			t.Errorf("rendered with approval %q", approval)
		}
	}
}
