package cloud_test

import (
	"context"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/step"
)

func event(t *testing.T, name string) json.RawMessage {
	t.Helper()
	raw, err := os.ReadFile("../../events/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// decodes passes events/<name>.json through the very handler its main builds
// and gives what the step would see.
func decodes[I any](t *testing.T, name string, want I) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		var got I
		h := lambdaio.Step(func(_ context.Context, in I) (struct{}, error) {
			got = in
			return struct{}{}, nil
		})
		if _, err := h(t.Context(), event(t, name)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestEventsReachTheSteps(t *testing.T) {
	const (
		rfc    = "IMM010101AA1"
		period = "2021-03"
		cut    = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
		ref    = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
	)
	refs := []step.RefOut{{Ref: ref}}
	decodes(t, "plan", step.PlanIn{RFC: rfc, Period: period, Decision: json.RawMessage("null")})
	decodes(t, "reconcile", step.ReconcileIn{RFC: rfc, Period: period, Cut: cut, Range: step.Range{
		From: "22222222222222222222222222", To: "77777777777777777777777777",
	}})
	decodes(t, "crosscheck", step.CrossCheckIn{RFC: rfc, Period: period, Cut: cut, Reconciled: refs})
	decodes(t, "review", step.ReviewIn{RFC: rfc, Period: period, Cut: cut, CrossCheck: ref, Token: "token"})
	decodes(t, "render", step.RenderIn{RFC: rfc, Period: period, Cut: cut, Reconciled: refs, CrossCheck: ref})
	decodes(t, "seal", step.SealIn{RFC: rfc, Period: period, Cut: cut, Render: ref})
	decodes(t, "deliver", step.DeliverIn{RFC: rfc, Period: period, Cut: cut, Package: rfc + "-2021-03.zip", SHA256: ref})
	decodes(t, "read", cloud.ReadIn{RFC: rfc, Bucket: "immex-work", Key: rfc + "/work/60/" + ref})
	decodes(t, "watch", cloud.WatchIn{Task: "daily", At: time.Date(2021, 4, 1, 13, 0, 0, 0, time.UTC)})
}

func TestQueueEventsReachTheSteps(t *testing.T) {
	log := lambdaio.NewLogger(t.Output(), "match", "INFO")
	var got []any
	read := func(h lambdaio.Handler, name string) {
		out, err := h(t.Context(), event(t, name))
		if err != nil || len(out.(events.SQSEventResponse).BatchItemFailures) > 0 {
			t.Errorf("%s: %v %v", name, out, err)
		}
	}
	read(lambdaio.Batch(log, func(_ context.Context, m lambdaio.Message) error {
		w, err := cloud.ReadWanted(m.Body)
		got = append(got, w)
		return err
	}), "match")
	read(lambdaio.Batch(log, func(_ context.Context, m lambdaio.Message) error {
		_, err := lambdaio.ReadArrival(m.Body)
		return err
	}), "ingest")
	want := []any{cloud.Wanted{RFC: "IMM010101AA1", Material: "MFRGGZDFMZTWQ2LKNNWG23TPOB", WantedSeq: 42}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var mail events.SimpleEmailEvent
	if err := json.Unmarshal(event(t, "mail"), &mail); err != nil {
		t.Fatal(err)
	}
	arrivals, err := cloud.Received(&mail.Records[0].SES, "immex-inbox", "docs.plant.example", []string{"other.example", " Broker.example "})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]lambdaio.Arrival{{
		RFC: "IMM010101AA1", Name: "o3vrnil0e2ic28tr.eml", Bucket: "immex-inbox", Key: "mail/o3vrnil0e2ic28tr",
		Mail: &lambdaio.MailProof{Sender: "trafico@broker.example", Listed: true, On: 20210401},
	}}, arrivals); diff != "" {
		t.Error(diff)
	}
}

func TestReadWantedRefuses(t *testing.T) {
	for _, body := range []string{"", "[]", "{}", `{"rfc":"R"}`, `{"rfc":"R","material":"M","colour":1}`} {
		if w, err := cloud.ReadWanted([]byte(body)); err == nil {
			t.Errorf("%s: %+v", body, w)
		}
	}
}

func TestExecutionName(t *testing.T) {
	for rfc, want := range map[string]string{
		"AAA010101AA1": "AAA010101AA1-2021-03", "Ñ&C010101CC3": "_n_aC010101CC3-2021-03",
	} {
		if got := cloud.ExecutionName(rfc, "2021-03"); got != want {
			t.Errorf("%s: %s", rfc, got)
		}
	}
}

// TestExecutionNameOfPerson: logs of Step Functions show names, and the RFC of a
// person is none; two persons have two names.
func TestExecutionNameOfPerson(t *testing.T) {
	seen := map[string]bool{}
	for _, rfc := range []string{"GODE561231GR8", "GODE561231GR9", "ÑAÑE561231GR8", "G&DE561231GR8"} {
		got := cloud.ExecutionName(rfc, "2021-03")
		if strings.Contains(got, "561231") || !regexp.MustCompile(`^_p[0-9a-f]{16}-2021-03$`).MatchString(got) || seen[got] {
			t.Errorf("%s: %s", rfc, got)
		}
		seen[got] = true
	}
}
