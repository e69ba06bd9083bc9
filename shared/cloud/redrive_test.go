package cloud_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/cloud/terminal"
	"example.com/immex/shared/fault"
)

// deadLetters speaks what redriving asks of SQS; it moves its messages only to
// where they came from, and refuses a second move while one is at work.
type deadLetters struct {
	t       *testing.T
	dead    int
	sources []string
	running bool
	policy  string
	asked   []string
}

func (d *deadLetters) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		d.t.Error(err)
	}
	_, op, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	d.asked = append(d.asked, op)
	arn := strings.Contains(string(body), `"SourceArn":"arn:aws:sqs:us-east-1:000000000000:dead"`)
	var out any
	switch op {
	case "GetQueueUrl":
		if !strings.Contains(string(body), `"dead"`) {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"none"}`)
			return
		}
		out = map[string]string{"QueueUrl": "http://sqs.example/dead"}
	case "GetQueueAttributes":
		out = map[string]any{"Attributes": map[string]string{"QueueArn": "arn:aws:sqs:us-east-1:000000000000:dead", "ApproximateNumberOfMessages": string(rune('0' + d.dead)), "RedrivePolicy": d.policy}}
	case "ListDeadLetterSourceQueues":
		out = map[string]any{"queueUrls": d.sources}
	case "ListMessageMoveTasks":
		status := "COMPLETED"
		if d.running {
			status = "RUNNING"
		}
		out = map[string]any{"Results": []any{map[string]any{"Status": status}}}
	case "StartMessageMoveTask":
		if !arn || d.running || len(d.sources) == 0 {
			d.t.Errorf("a move that SQS would refuse: %s", body)
		}
		d.running, d.dead = true, 0
		out = map[string]string{"TaskHandle": "task"}
	default:
		d.t.Errorf("asked for %s", op)
	}
	w.Header().Set("Content-Type", "application/x-amz-json-1.0")
	if err := json.NewEncoder(w).Encode(out); err != nil {
		d.t.Error(err)
	}
}

func TestRedrive(t *testing.T) {
	d := &deadLetters{t: t, dead: 3, sources: []string{"http://sqs.example/ingest"}}
	server := httptest.NewServer(d)
	t.Cleanup(server.Close)
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL_SQS": server.URL, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "testtest", "AWS_EC2_METADATA_DISABLED": "true",
	} {
		t.Setenv(name, value)
	}
	c, err := terminal.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	moved := func() bool { return slices.Contains(d.asked, "StartMessageMoveTask") }
	if out, err := c.Redrive(t.Context(), "dead", true, time.Now); err != nil || out.Messages != 3 || out.Started || moved() || len(out.Back) != 1 {
		t.Errorf("dry run: %+v %v", out, err)
	}
	if out, err := c.Redrive(t.Context(), "http://sqs.example/dead", false, time.Now); err != nil || !out.Started || out.Task != "task" || !moved() {
		t.Errorf("%+v %v", out, err)
	}
	d.asked, d.dead = nil, 2 // more fell meanwhile
	if out, err := c.Redrive(t.Context(), "dead", false, time.Now); err != nil || !out.Running || out.Started || moved() {
		t.Errorf("while a move is at work: %+v %v", out, err)
	}
	d.running, d.dead = false, 0
	if out, err := c.Redrive(t.Context(), "dead", false, time.Now); err != nil || out.Started || moved() {
		t.Errorf("an empty queue: %+v %v", out, err)
	}
	d.sources, d.policy = nil, `{"deadLetterTargetArn":"x"}`
	if _, err := c.Redrive(t.Context(), "dead", false, time.Now); !fault.Is(err, fault.Misconfigured) || moved() {
		t.Errorf("a queue at work: %v", err)
	}
	if _, err := c.Redrive(t.Context(), "alive", false, time.Now); !fault.Is(err, fault.Misconfigured) {
		t.Errorf("no such queue: %v", err)
	}
}
