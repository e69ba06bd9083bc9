package lambdaio_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/lambdaio"
)

func TestDoorNamesTheClass(t *testing.T) {
	if lambdaio.Door(nil) != nil {
		t.Error("nil became an error")
	}
	for _, class := range []fault.Class{fault.Transient, fault.Conflict, fault.Corrupt, fault.Misconfigured, fault.TooLarge} {
		err := lambdaio.Door(fmt.Errorf("commit: %w", fault.Newf(class, "op", "why")))
		if got := reflect.TypeOf(err).Name(); got != class.String() {
			t.Errorf("type %s for class %s", got, class)
		}
		if name := err.(interface{ ErrorName() string }).ErrorName(); name != class.String() || err.Error() == "" {
			t.Errorf("name %s for class %s", name, class)
		}
	}
	if got := lambdaio.Door(errors.New("x")); reflect.TypeOf(got).Name() != "Transient" {
		t.Errorf("an unclassified error became %T", got)
	}
}

func TestSettings(t *testing.T) {
	all := func(name string) (string, bool) { return "value of " + name, true }
	for _, function := range []string{"ingest", "read", "mail", "match", "plan", "reconcile", "crosscheck", "review", "render", "seal", "deliver", "watch", "api", "desk"} {
		if _, err := lambdaio.ReadSettings(function, all); err != nil {
			t.Error(err)
		}
	}
	s, err := lambdaio.ReadSettings("seal", all)
	if err != nil || s.SealKeyID != "value of SEAL_KEY_ID" || s.InboxBucket != "" {
		t.Errorf("%+v %v", s, err)
	}
	_, err = lambdaio.ReadSettings("read", func(n string) (string, bool) { return " ", n == "LOG_LEVEL" })
	if !fault.Is(err, fault.Misconfigured) || !strings.Contains(err.Error(), "LOG_LEVEL, METRICS_NAMESPACE, OCR, WORK_BUCKET") {
		t.Errorf("error %v does not name what is missing", err)
	}
	if _, err := lambdaio.ReadSettings("nothing", all); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("error %v", err)
	}
}

func TestEveryVariableIsNeeded(t *testing.T) {
	needed := map[lambdaio.Variable]bool{}
	for _, function := range []string{"ingest", "read", "mail", "match", "plan", "reconcile", "crosscheck", "review", "render", "seal", "deliver", "watch", "api", "desk"} {
		for _, v := range lambdaio.Needs(function) {
			needed[v] = true
		}
	}
	for _, v := range lambdaio.Variables() {
		if !needed[v] {
			t.Errorf("no function needs %s", v)
		}
		delete(needed, v)
	}
	if len(needed) > 0 {
		t.Errorf("not in Variables: %v", needed)
	}
}

func TestLoggerKeepsNoPersonalData(t *testing.T) {
	var b bytes.Buffer
	log := lambdaio.NewLogger(&b, "ingest", "WARN")
	log.InfoContext(t.Context(), "below the level")
	log.WarnContext(t.Context(), "refused", slog.String("rfc", "AAA010101AA1"), slog.String("code", "X-1"), slog.Group("who", slog.String("code", "Juan")))
	var line map[string]any
	if err := json.Unmarshal(b.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	delete(line, "time")
	want := map[string]any{
		"level": "WARN", "msg": "refused", "function": "ingest", "rfc": "[redacted]", "code": "X-1",
		"who": map[string]any{"code": "[redacted]"},
	}
	if diff := cmp.Diff(want, line); diff != "" {
		t.Error(diff)
	}
}

func TestBatchReportsOnlyWhatFailed(t *testing.T) {
	record := func(id, group, body string) events.SQSMessage {
		r := events.SQSMessage{MessageId: id, Body: body, Attributes: map[string]string{"ApproximateReceiveCount": "2"}}
		if group != "" {
			r.Attributes["MessageGroupId"] = group
		}
		return r
	}
	for _, c := range []struct {
		name    string
		records []events.SQSMessage
		handled []string
		failed  []string
	}{
		{"standard", []events.SQSMessage{record("1", "", "ok"), record("2", "", "bad"), record("3", "", "panic"), record("4", "", "ok")}, []string{"1", "2", "3", "4"}, []string{"2", "3"}},
		{"fifo", []events.SQSMessage{record("1", "a", "bad"), record("2", "b", "ok"), record("3", "a", "ok")}, []string{"1", "2"}, []string{"1", "3"}},
		{"empty", nil, nil, []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			var handled []string
			h := lambdaio.Batch(lambdaio.NewLogger(&b, "match", "INFO"), func(_ context.Context, m lambdaio.Message) error {
				handled = append(handled, m.ID)
				switch string(m.Body) {
				case "bad":
					return fault.Newf(fault.Corrupt, "op", "secret")
				case "panic":
					panic("secret")
				}
				return nil
			})
			payload, err := json.Marshal(events.SQSEvent{Records: c.records})
			if err != nil {
				t.Fatal(err)
			}
			out, err := h(t.Context(), payload)
			if err != nil {
				t.Fatal(err)
			}
			failed := []string{}
			for _, f := range out.(events.SQSEventResponse).BatchItemFailures {
				failed = append(failed, f.ItemIdentifier)
			}
			if diff := cmp.Diff([][]string{c.handled, c.failed}, [][]string{handled, failed}); diff != "" {
				t.Error(diff)
			}
			if strings.Contains(b.String(), "secret") {
				t.Errorf("the log shows an error's text: %s", b.String())
			}
		})
	}
}

func TestWrapTypesTheError(t *testing.T) {
	var b bytes.Buffer
	log := lambdaio.NewLogger(&b, "plan", "INFO")
	h := lambdaio.Wrap(lambdaio.Step(func(_ context.Context, in struct{ N int }) (int, error) {
		return in.N + 1, nil
	}), log)
	if out, err := h(t.Context(), json.RawMessage(`{"N":1}`)); err != nil || out != 2 {
		t.Errorf("%v %v", out, err)
	}
	for _, payload := range []string{`{"M":1}`, `{} {}`, `[`} {
		if _, err := h(t.Context(), json.RawMessage(payload)); reflect.TypeOf(err).Name() != "Corrupt" {
			t.Errorf("%s: %T", payload, err)
		}
	}
}
