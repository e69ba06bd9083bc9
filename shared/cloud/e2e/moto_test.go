package e2e_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	sfntypes "github.com/aws/aws-sdk-go-v2/service/sfn/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	sqstypes "github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"example.com/immex/infra/statemachine"
	blobs "example.com/immex/shared/blob/s3"
	"example.com/immex/shared/cloud"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/step"
)

// resources makes what template.yaml has of the services moto plays.
func (m *moto) resources() others {
	t, c := m.t, m.config()
	t.Helper()
	o := others{url: m.router.URL}
	queues := sqs.NewFromConfig(c)
	queue := func(name string, attributes map[string]string) string {
		out, err := queues.CreateQueue(t.Context(), &sqs.CreateQueueInput{QueueName: &name, Attributes: attributes})
		if err != nil {
			t.Fatal(err)
		}
		return *out.QueueUrl
	}
	o.deadLetters = queue("ingest-dlq", nil)
	o.ingestQueue = queue("ingest", map[string]string{
		"VisibilityTimeout": "0", // a failed message comes again at once
		"RedrivePolicy":     fmt.Sprintf(`{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:ingest-dlq","maxReceiveCount":"%d"}`, maxReceives),
	})
	o.matchQueue = queue("match.fifo", map[string]string{"FifoQueue": "true"})
	key, err := kms.NewFromConfig(c).CreateKey(t.Context(), &kms.CreateKeyInput{KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY"})
	if err != nil {
		t.Fatal(err)
	}
	o.key = *key.KeyMetadata.KeyId
	if _, err := sesv2.NewFromConfig(c).CreateEmailIdentity(t.Context(), &sesv2.CreateEmailIdentityInput{EmailIdentity: aws.String("plant.example")}); err != nil {
		t.Fatal(err)
	}
	arns := map[string]string{}
	for _, p := range flow.Placeholders(statemachine.Compile) {
		arns[p] = "arn:aws:lambda:us-east-1:123456789012:function:" + strings.ToLower(strings.TrimSuffix(p, "FunctionArn"))
	}
	definition, err := flow.Substitute(statemachine.Compile, arns)
	if err != nil {
		t.Fatal(err)
	}
	machine, err := sfn.NewFromConfig(c).CreateStateMachine(t.Context(), &sfn.CreateStateMachineInput{
		Name: aws.String("compile"), Definition: aws.String(string(definition)), RoleArn: aws.String("arn:aws:iam::123456789012:role/compile"),
	})
	if err != nil {
		t.Fatal(err)
	}
	o.machine = *machine.StateMachineArn
	return o
}

// inbox makes the bucket whose events the rule of template.yaml brings into the
// queue of ingest.
func (m *moto) inbox(name string) *s3.Client {
	t := m.t
	t.Helper()
	m.ask("POST", "/", "AWSEvents.PutRule", `{"Name":"dropped","EventPattern":`+strconv.Quote(
		`{"source":["aws.s3"],"detail-type":["Object Created"],"detail":{"bucket":{"name":["`+name+`"]},"object":{"key":[{"prefix":"inbox/"}]}}}`)+`}`)
	m.ask("POST", "/", "AWSEvents.PutTargets", `{"Rule":"dropped","Targets":[{"Id":"ingest","Arn":"arn:aws:sqs:us-east-1:123456789012:ingest"}]}`)
	c := m.config()
	objects := s3.NewFromConfig(c, func(o *s3.Options) { o.UsePathStyle, o.BaseEndpoint = true, &m.own })
	if _, err := objects.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: &name}); err != nil {
		t.Fatal(err)
	}
	_, err := objects.PutBucketNotificationConfiguration(t.Context(), &s3.PutBucketNotificationConfigurationInput{
		Bucket: &name, NotificationConfiguration: &s3types.NotificationConfiguration{EventBridgeConfiguration: &s3types.EventBridgeConfiguration{}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return objects
}

// poll hands what a queue gives to a function until it gives nothing, as
// Lambda does: what did not fail is deleted.
func (m *moto) poll(verb, queue string) (handled int) {
	t := m.t
	t.Helper()
	c := sqs.NewFromConfig(m.config())
	for {
		out, err := c.ReceiveMessage(t.Context(), &sqs.ReceiveMessageInput{
			QueueUrl: &queue, MaxNumberOfMessages: 5, MessageSystemAttributeNames: []sqstypes.MessageSystemAttributeName{"All"},
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(out.Messages) == 0 {
			return handled
		}
		var part []queued
		handles := map[string]*string{}
		for _, r := range out.Messages {
			n, err := strconv.Atoi(r.Attributes["ApproximateReceiveCount"])
			if err != nil {
				t.Fatalf("%v: %v", r.Attributes, err)
			}
			part = append(part, queued{id: *r.MessageId, body: unversioned(*r.Body), group: r.Attributes["MessageGroupId"], receives: n - 1})
			handles[*r.MessageId] = r.ReceiptHandle
		}
		again, dead, err := send(t.Context(), m.stack.functions[verb], part)
		if err != nil {
			t.Fatal(err)
		}
		for _, failed := range append(again, dead...) {
			delete(handles, failed.id)
		}
		for _, h := range handles {
			if _, err := c.DeleteMessage(t.Context(), &sqs.DeleteMessageInput{QueueUrl: &queue, ReceiptHandle: h}); err != nil {
				t.Fatal(err)
			}
			handled++
		}
	}
}

// unversioned takes out of an event the version of the object: the bootstraps
// read the other stand-in, which numbers its own.
func unversioned(body string) string {
	var event map[string]any
	if json.Unmarshal([]byte(body), &event) != nil {
		return body
	}
	detail, _ := event["detail"].(map[string]any)
	object, there := detail["object"].(map[string]any)
	if !there {
		return body
	}
	delete(object, "version-id")
	out, err := json.Marshal(event)
	if err != nil {
		return body
	}
	return string(out)
}

// ends waits for an execution, or until it waits for somebody.
func (m *moto) ends(arn string, waiting func() bool) *sfn.DescribeExecutionOutput {
	t, c := m.t, sfn.NewFromConfig(m.config())
	t.Helper()
	for range 1200 {
		out, err := c.DescribeExecution(t.Context(), &sfn.DescribeExecutionInput{ExecutionArn: &arn})
		if err != nil {
			t.Fatal(err)
		}
		if out.Status != sfntypes.ExecutionStatusRunning || waiting() {
			return out
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("the execution does not end")
	return nil
}

// mails are those SES was asked to send.
func (m *moto) mails() int {
	m.t.Helper()
	var data struct {
		SES map[string][]json.RawMessage `json:"ses"`
	}
	if err := json.Unmarshal(m.ask("GET", "/moto-api/data.json", "", ""), &data); err != nil {
		m.t.Fatal(err)
	}
	return len(data.SES["Message"]) + len(data.SES["RawMessage"])
}

// TestSecondJudge: with SQS, EventBridge, Step Functions, SES and KMS of
// another stand-in, documents come in and a package goes out, once by itself
// and once after it was approved by token; our interpreter of the state machine
// then finds the same package.
func TestSecondJudge(t *testing.T) {
	m := startMoto(t)
	o := m.resources()
	s := deployOn(t, nil, o)
	m.stack = s
	objects := m.inbox(s.inbox)
	drop := func(key string, b []byte) {
		s.put(key, b) // the bootstraps read ours
		if _, err := objects.PutObject(t.Context(), &s3.PutObjectInput{Bucket: &s.inbox, Key: &key, Body: bytes.NewReader(b)}); err != nil {
			t.Fatal(err)
		}
	}
	rfc, files := company(t)
	for _, f := range files[:4] {
		drop("inbox/"+rfc+"/"+f.name, f.bytes)
	}
	drop("elsewhere/x.zip", []byte("no document: the rule is about inbox/"))
	if _, err := sqs.NewFromConfig(m.config()).SendMessage(t.Context(), &sqs.SendMessageInput{QueueUrl: &o.ingestQueue, MessageBody: aws.String("{")}); err != nil {
		t.Fatal(err)
	}
	if n := m.poll("ingest", o.ingestQueue); n != 4 {
		t.Errorf("%d messages were handled, want the four documents", n)
	}
	dead, err := sqs.NewFromConfig(m.config()).ReceiveMessage(t.Context(), &sqs.ReceiveMessageInput{QueueUrl: &o.deadLetters, MaxNumberOfMessages: 10})
	if err != nil || len(dead.Messages) != 1 || *dead.Messages[0].Body != "{" {
		t.Errorf("dead letters: %+v %v", dead, err)
	}
	if n := m.poll("match", o.matchQueue); n == 0 {
		t.Error("nothing was matched")
	}
	var w cloud.WatchOut
	for range 2 { // the schedule repeats
		if s.call("watch", map[string]string{"task": "monthly", "at": "2021-04-07T13:30:00Z"}, &w); w.Started != 1 {
			t.Fatalf("watch: %+v", w)
		}
	}
	list, err := m.executions().ListExecutions(t.Context(), &sfn.ListExecutionsInput{StateMachineArn: &o.machine})
	if err != nil || len(list.Executions) != 1 {
		t.Fatalf("%+v %v", list, err)
	}
	sealed := m.judged(*list.Executions[0].ExecutionArn, o.key, rfc, "")
	if n := m.mails(); n != 1 {
		t.Errorf("%d mails, want that of the delivery", n)
	}
	input := encode(t, step.PlanIn{RFC: rfc, Period: "2021-03"})
	if again, _ := s.execute("again", input); again != sealed {
		t.Errorf("our interpreter gives %+v, moto %+v", again, sealed)
	}
	drop("inbox/"+rfc+"/revision.yaml", []byte("rfc: "+rfc+"\nnombre: MANUFACTURAS EJEMPLO\nprograma: \"1234-2006\"\nvigente_desde: \"2026-01-01\"\nrevision:\n  aprueba: [\"Persona Uno, Gerente\"]\n"))
	m.poll("ingest", o.ingestQueue)
	m.poll("match", o.matchQueue)
	before := m.mails()
	second, err := m.executions().StartExecution(t.Context(), &sfn.StartExecutionInput{
		StateMachineArn: &o.machine, Name: aws.String("approved"), Input: aws.String(string(encode(t, step.PlanIn{RFC: rfc, Period: "2021-02"}))),
	})
	if err != nil {
		t.Fatal(err)
	}
	if end := m.ends(*second.ExecutionArn, func() bool { return m.mails() > before }); end.Status != sfntypes.ExecutionStatusRunning {
		t.Fatalf("it waits for nobody: %s", aws.ToString(end.Output))
	}
	var out step.ReviewOut
	if s.call("review", step.ReviewIn{RFC: rfc, Period: "2021-02", By: "Persona Uno, Gerente"}, &out); out.State != step.ReviewApproved {
		t.Fatalf("%+v", out)
	}
	m.judged(*second.ExecutionArn, o.key, rfc, "Persona Uno")
}

func (m *moto) executions() *sfn.Client { return sfn.NewFromConfig(m.config()) }

// judged waits for an execution and holds its package to its signature and to
// who approved it.
func (m *moto) judged(arn, key, rfc, who string) step.SealOut {
	t := m.t
	t.Helper()
	end := m.ends(arn, func() bool { return false })
	if end.Status != sfntypes.ExecutionStatusSucceeded {
		t.Fatalf("%s: %s %s", end.Status, aws.ToString(end.Error), aws.ToString(end.Cause))
	}
	sealed, zip := m.stack.delivered(json.RawMessage(*end.Output))
	v, err := expediente.Verify(bytes.NewReader(zip), int64(len(zip)))
	if err != nil || !v.OK || document.HashOf(zip) != sealed.SHA256 {
		t.Fatalf("%+v %v", v, err)
	}
	reviewed := ""
	if v.Manifest.Reviewed != nil {
		reviewed = v.Manifest.Reviewed.Who
	}
	if reviewed != who {
		t.Errorf("approved by %q, want %q", reviewed, who)
	}
	public, err := kms.NewFromConfig(m.config()).GetPublicKey(t.Context(), &kms.GetPublicKeyInput{KeyId: &key})
	if err != nil {
		t.Fatal(err)
	}
	signature, err := blobs.New(m.stack.objects, m.stack.buckets).Get(t.Context(), rfc, step.ShelfPackages, sealed.Signature)
	if err != nil {
		t.Fatal(err)
	}
	by := expediente.CheckSignature("x.sig.json", signature, v.Manifest, sealed.SHA256, v.Sum, []document.Hash{expediente.KeyID(public.PublicKey)})
	if by.First != nil || !by.Known || by.Algorithm != expediente.ECDSA {
		t.Errorf("signature: %+v %+v", by, by.First)
	}
	return sealed
}
