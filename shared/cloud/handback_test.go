package cloud_test

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/cloud/terminal"
)

// delivery is a queue of what could not be handed over, with those it was meant for.
type delivery struct {
	t      *testing.T
	mu     sync.Mutex        // each connection has a goroutine
	lies   map[string]letter // by id
	unseen map[string]bool   // received and not deleted
	given  []string          // to whom, and what
	broken bool              // nobody takes anything
	torn   bool              // the next deletion is lost
}

type letter struct {
	body string
	said map[string]string // attributes
	sent string            // milliseconds, "" when SQS does not say
}

func (d *delivery) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		d.t.Error(err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if name, ok := strings.CutPrefix(r.URL.Path, "/2015-03-31/functions/"); ok {
		if r.Header.Get("X-Amz-Invocation-Type") != "Event" {
			d.t.Error("a function is waited for")
		}
		if d.broken {
			w.Header().Set("X-Amzn-Errortype", "TooManyRequestsException")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		name, _, _ = strings.Cut(name, "/")
		if strings.HasSuffix(name, "Gone") {
			w.Header().Set("X-Amzn-Errortype", "ResourceNotFoundException")
			w.WriteHeader(http.StatusNotFound)
			return
		}
		d.given = append(d.given, name+" "+string(body))
		w.WriteHeader(http.StatusAccepted)
		return
	}
	var in map[string]any
	if err := json.Unmarshal(body, &in); err != nil {
		d.t.Error(err)
	}
	_, op, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	w.Header().Set("Content-Type", "application/x-amz-json-1.0")
	if op == "DeleteMessage" && d.torn {
		d.torn = false
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, `{"__type":"com.amazonaws.sqs#RequestThrottled"}`)
		return
	}
	if err := json.NewEncoder(w).Encode(d.answer(op, in)); err != nil {
		d.t.Error(err)
	}
}

func (d *delivery) answer(op string, in map[string]any) any {
	switch op {
	case "GetQueueUrl":
		return map[string]string{"QueueUrl": "http://sqs.example/" + in["QueueName"].(string)}
	case "GetQueueAttributes":
		return map[string]any{"Attributes": map[string]string{"QueueArn": "arn:aws:sqs:us-east-1:000000000000:plant-DeliveryDLQ-Xy1", "ApproximateNumberOfMessages": "9"}}
	case "ListDeadLetterSourceQueues":
		return map[string]any{"queueUrls": []string{}}
	case "ReceiveMessage":
		var all []any
		for _, id := range slices.Sorted(maps.Keys(d.lies)) {
			if d.unseen[id] || len(all) == 2 {
				continue
			}
			d.unseen[id] = true
			attributes := map[string]any{}
			for name, value := range d.lies[id].said {
				attributes[name] = map[string]string{"DataType": "String", "StringValue": value}
			}
			all = append(all, map[string]any{"MessageId": id, "ReceiptHandle": id, "Body": d.lies[id].body, "MessageAttributes": attributes, "Attributes": map[string]string{"SentTimestamp": d.lies[id].sent}})
		}
		return map[string]any{"Messages": all}
	case "SendMessage":
		d.given = append(d.given, in["QueueUrl"].(string)+" "+in["MessageBody"].(string))
		return map[string]any{"MessageId": "new"}
	case "ChangeMessageVisibility":
		if in["VisibilityTimeout"] != 0.0 {
			d.t.Errorf("a message is hidden for %v", in["VisibilityTimeout"])
		}
		if id := in["ReceiptHandle"].(string); d.lies[id].body != "" {
			delete(d.unseen, id)
		}
		return map[string]any{}
	case "DeleteMessage":
		delete(d.lies, in["ReceiptHandle"].(string))
		return map[string]any{}
	}
	d.t.Errorf("asked for %s", op)
	return nil
}

// TestHandBack: what EventBridge, the scheduler and Lambda could not hand over goes
// to whom it was meant, and what cannot be followed stays with a reason.
func TestHandBack(t *testing.T) {
	const (
		dropped = `{"detail-type":"Object Created","detail":{"bucket":{"name":"inbox"},"object":{"key":"inbox/IMM010101AA1/a.xml","size":1}}}`
		queue   = "arn:aws:sqs:us-east-1:000000000000:plant-IngestQueue-Xy2"
		watch   = "arn:aws:lambda:us-east-1:000000000000:function:plant-WatchFunction-Xy3"
	)
	d := &delivery{t: t, unseen: map[string]bool{}, lies: map[string]letter{
		"1 file":   {dropped, map[string]string{"TARGET_ARN": queue, "RULE_ARN": "arn:aws:events:us-east-1:000000000000:rule/x"}, ""},
		"2 due":    {`{"task":"monthly","at":"<aws.scheduler.scheduled-time>"}`, map[string]string{"TARGET_ARN": watch, "SCHEDULED_TIME": "2021-04-05T13:30:00Z", "IS_PAYLOAD_TRUNCATED": "false"}, ""},
		"3 mail":   {`{"version":"1.0","requestContext":{"functionArn":"arn:aws:lambda:us-east-1:000000000000:function:plant-MailFunction-Xy4:$LATEST","condition":"RetriesExhausted"},"requestPayload":{"Records":[]},"responsePayload":{"errorType":"Transient"}}`, nil, ""},
		"4 cut":    {`{"task":"daily"}`, map[string]string{"TARGET_ARN": watch, "IS_PAYLOAD_TRUNCATED": "true"}, ""},
		"5 other":  {`{"task":"daily"}`, map[string]string{"TARGET_ARN": "arn:aws:lambda:us-east-1:111111111111:function:plant-WatchFunction-Xy3"}, ""},
		"6 region": {`{"task":"daily"}`, map[string]string{"TARGET_ARN": "arn:aws:lambda:eu-west-1:000000000000:function:plant-WatchFunction-Xy3"}, ""},
		"7 none":   {`{"hello":"world"}`, nil, ""},
		"8 text":   {`hello`, map[string]string{"TARGET_ARN": watch}, ""},
		"9 file":   {`{"hello":"world"}`, map[string]string{"TARGET_ARN": queue}, ""},
		"a topic":  {`{}`, map[string]string{"TARGET_ARN": "arn:aws:sns:us-east-1:000000000000:t"}, ""},
		"b stack":  {`{"task":"daily"}`, map[string]string{"TARGET_ARN": "arn:aws:lambda:us-east-1:000000000000:function:another-WatchFunction-Xy3"}, ""},
		"c begin":  {`{"task":"daily"}`, map[string]string{"TARGET_ARN": "arn:aws:lambda:us-east-1:000000000000:function:pla-WatchFunction-Xy3"}, ""},
		"c child":  {`{"rfc":"IMM010101AA1","name":"a.pdf","sha256":"00","bytes":1}`, map[string]string{"TARGET_ARN": queue}, ""},
		"c deeds":  {`{"task":"daily"}`, map[string]string{"TARGET_ARN": "arn:aws:lambda:us-east-1:000000000000:function:plant-SealFunction-Xy3"}, ""},
		"d gone":   {`{"task":"daily"}`, map[string]string{"TARGET_ARN": "arn:aws:lambda:us-east-1:000000000000:function:plant-WatchFunction-Gone"}, ""},
	}}
	server := httptest.NewServer(d)
	t.Cleanup(server.Close)
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL": server.URL, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "testtest",
		"AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "1",
	} {
		t.Setenv(name, value)
	}
	c, err := terminal.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if out, err := c.Redrive(t.Context(), "delivery", true, time.Now); err != nil || !out.Told || out.Sent != 0 || len(d.unseen) > 0 {
		t.Errorf("dry run: %+v %v", out, err)
	}
	d.torn = true // handed over, and then the deletion fails: it comes again, and none is lost
	if _, err := c.Redrive(t.Context(), "delivery", false, time.Now); err == nil || len(d.lies) != 15 || len(d.given) != 1 {
		t.Errorf("a lost deletion: %v, %d messages, %d given", err, len(d.lies), len(d.given))
	}
	if d.broken = true; len(d.unseen) > 0 {
		t.Errorf("%v stay hidden", d.unseen)
	}
	// the first is a file, and goes again; the second finds nobody
	if _, err := c.Redrive(t.Context(), "delivery", false, time.Now); err == nil || len(d.lies) != 14 {
		t.Errorf("nobody took it: %v, %d messages", err, len(d.lies))
	}
	d.broken, d.given = false, nil
	out, err := c.Redrive(t.Context(), "delivery", false, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{`plant-WatchFunction-Xy3 {"task":"monthly","at":"2021-04-05T13:30:00Z"}`, `plant-MailFunction-Xy4 {"Records":[]}`}, d.given); diff != "" {
		t.Error(diff)
	}
	if out.Sent != 2 || len(out.Left) != 12 || len(d.lies) != 12 || len(out.Back) != 2 {
		t.Errorf("%+v, %d messages", out, len(d.lies))
	}
	if out.Later != 0 {
		t.Errorf("%d came meanwhile", out.Later)
	}
	// what comes while it works is told, and waits for the next time
	d.lies["e late"] = letter{`{"task":"daily"}`, map[string]string{"TARGET_ARN": watch}, "1617613200000"}
	early := func() time.Time { return time.UnixMilli(1617613199999) }
	if out, err := c.Redrive(t.Context(), "delivery", false, early); err != nil || out.Later != 1 || out.Sent != 0 || len(d.lies) != 13 || d.unseen["e late"] {
		t.Errorf("a late one: %+v %v, %d messages", out, err, len(d.lies))
	}
	for _, l := range out.Left {
		if l.Why.ES == "" || l.Why.EN == "" || l.Why.ES == l.Why.EN {
			t.Errorf("%s stays without a reason: %+v", l.Message, l.Why)
		}
	}
}
