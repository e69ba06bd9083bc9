package e2e_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"example.com/immex/infra/statemachine"
	blobs "example.com/immex/shared/blob/s3"
	"example.com/immex/shared/blob/s3/s3test"
	"example.com/immex/shared/document"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/lambdaio/runtimetest"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo"
	"example.com/immex/shared/store/dynamo/dynamotest"
	"example.com/immex/shared/web/signin/signintest"
)

const (
	ingestQueue = "http://sqs.example/ingest"
	matchQueue  = "http://sqs.example/match.fifo"
	stackName   = "immex"
	machineARN  = "arn:aws:states:us-east-1:000000000000:stateMachine:" + stackName + "-compile"
	mailDomain  = "docs.plant.example"

	mailIdentity = "plant.example"
	mailFrom     = "immex@" + mailIdentity
)

// maxReceives is the maxReceiveCount of template.yaml.
const maxReceives = 5

func verbs() []string {
	return []string{"ingest", "read", "mail", "match", "plan", "reconcile", "crosscheck", "review", "render", "seal", "deliver", "watch", "api", "desk"}
}

// compiled is the folder of the bootstraps, one build for all tests.
var compiled string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "bootstraps")
	if err != nil {
		panic(err)
	}
	compiled = dir
	code := m.Run()
	if p, err := rights(); code == 0 && (err != nil || allTests(p) && !p.judge()) {
		code = 1
	}
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// tell writes a table into the file that IMMEX_TABLES names, where it is read also
// when every test passed, of which go test prints nothing.
func tell(said string) error {
	name := os.Getenv("IMMEX_TABLES")
	if name == "" {
		return nil
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(said)
	return errors.Join(err, f.Close())
}

func build(tb testing.TB) {
	tb.Helper()
	if _, err := os.Stat(filepath.Join(compiled, "watch")); err == nil {
		return
	}
	args := []string{"build", "-tags", "lambda.norpc", "-ldflags", "-s -w", "-o", compiled + "/"} // as deployed, which also links faster
	for _, v := range verbs() {
		args = append(args, "example.com/immex/functions/"+v)
	}
	cmd := exec.CommandContext(tb.Context(), "go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		tb.Fatalf("build: %v\n%s", err, out)
	}
}

// stack is a deployed template.yaml, as far as the functions can tell.
type stack struct {
	t         *testing.T
	aws       *standin
	writes    *hang
	functions map[string]*runtimetest.Function
	objects   *s3.Client
	db        *dynamodb.Client
	inbox     string
	buckets   blobs.Buckets
	books     *dynamo.Store
	table     string
	dead      []queued // what a DLQ would hold
	logs      *logbook
	spent     map[string]*spent // by function, of the messages of queues
	tokens    int
	env       map[string][]string // by function
	pool      *signintest.Pool
	seen      *snapshot // as it is, while nothing was done since
	witness   *witness
}

func deploy(t *testing.T) *stack {
	t.Helper()
	return deployBehind(t, nil)
}

// deployBehind puts a gate, unless it is nil, before all services.
func deployBehind(t *testing.T, g *gate) *stack {
	t.Helper()
	return deployOn(t, g, others{ingestQueue: ingestQueue, matchQueue: matchQueue, machine: machineARN, key: "key"})
}

// others are the resources of the services that are neither DynamoDB nor S3.
type others struct {
	url                                   string // "" for our own stand-in
	ingestQueue, matchQueue, machine, key string
	deadLetters                           string // of ingest
}

func deployOn(t *testing.T, g *gate, o others) *stack {
	t.Helper()
	db := dynamotest.Client(t)
	s := &stack{t: t, functions: map[string]*runtimetest.Function{}, spent: map[string]*spent{}, logs: &logbook{}, objects: s3test.Client(t), db: db}
	build(t)
	s.witness = newWitness(t)
	s.aws, s.pool = newStandin(t), signintest.New(t)
	s.aws.heard = s.witness.service
	if o.url == "" {
		o.url = s.aws.server.URL
	}
	s.buckets = s3test.Buckets(t, s.objects)
	s.inbox = s.buckets.Archive + "-inbox"
	if _, err := s.objects.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: &s.inbox}); err != nil {
		t.Fatal(err)
	}
	table := dynamotest.Table(t, db)
	s.books, s.table = dynamotest.On(t, db, table), table
	s.writes = newHang(t, os.Getenv("IMMEX_DYNAMODB_ENDPOINT"))
	s.writes.heard = s.witness.table
	maps.Copy(s.witness.names, map[string]string{
		s.inbox: "InboxBucket", s.buckets.Archive: "ArchiveBucket", s.buckets.Quarantine: "QuarantineBucket", s.buckets.Packages: "PackagesBucket", s.buckets.Work: "WorkBucket",
	})
	values := map[lambdaio.Variable]string{
		lambdaio.BooksTable: table, lambdaio.InboxBucket: s.inbox, lambdaio.ArchiveBucket: s.buckets.Archive,
		lambdaio.QuarantineBucket: s.buckets.Quarantine, lambdaio.PackagesBucket: s.buckets.Packages, lambdaio.WorkBucket: s.buckets.Work,
		lambdaio.IngestQueueURL: o.ingestQueue, lambdaio.MatchQueueURL: o.matchQueue, lambdaio.ReadFunction: "read", lambdaio.WatchFunction: "watch",
		lambdaio.CompileMachine: o.machine, lambdaio.SealKeyID: o.key, lambdaio.MailFrom: mailFrom,
		lambdaio.MailTo: "officer@plant.example", lambdaio.MailAllowed: "broker.example", lambdaio.MailDomain: mailDomain,
		lambdaio.DeskOrigin: "https://" + deskName, lambdaio.SignInIssuer: s.pool.Issuer(), lambdaio.SignInDomain: s.pool.Server.URL, lambdaio.SignInClient: signintest.Client,
		lambdaio.OCR: "none", lambdaio.LogLevel: "INFO", lambdaio.MetricsNamespace: "immex/test",
	}
	if g != nil {
		values[lambdaio.OCR] = "textract" // one more service to fail
	}
	services := s.services(g, o.url)
	s.env = map[string][]string{}
	for _, v := range verbs() {
		objects := s.witness.before(v, os.Getenv("IMMEX_S3_ENDPOINT"))
		if g != nil {
			objects = g.before(objects)
		}
		env := append(slices.Clone(services), "AWS_SDK_UA_APP_ID="+v, "AWS_ENDPOINT_URL_S3="+objects)
		for _, name := range lambdaio.Needs(v) { // what template.yaml gives, and nothing else
			env = append(env, string(name)+"="+values[name])
		}
		s.functions[v], s.env[v] = s.function(v, env, time.Minute), env
	}
	s.aws.readers <- s.functions["read"]
	t.Cleanup(s.keepsQuiet)
	return s
}

// services is where the functions find AWS, but for S3, where each has a way of
// its own.
func (s *stack) services(g *gate, others string) []string {
	books := s.writes.server.URL
	env := []string{
		"AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=" + os.Getenv("AWS_ACCESS_KEY_ID"),
		"AWS_SECRET_ACCESS_KEY=" + os.Getenv("AWS_SECRET_ACCESS_KEY"), "AWS_EC2_METADATA_DISABLED=true",
	}
	if g != nil {
		books, others = g.before(books), g.before(others)
		env = append(env, "AWS_MAX_ATTEMPTS=1") // what fails once has failed
	}
	env = append(env, "AWS_ENDPOINT_URL_DYNAMODB="+books)
	for _, service := range []string{"SQS", "SFN", "SESV2", "LAMBDA", "KMS", "TEXTRACT"} {
		env = append(env, "AWS_ENDPOINT_URL_"+service+"="+others)
	}
	return env
}

func (s *stack) function(verb string, env []string, timeout time.Duration) *runtimetest.Function {
	s.t.Helper()
	f, err := runtimetest.Deploy(filepath.Join(compiled, verb), env, timeout)
	if err != nil {
		s.t.Fatal(err)
	}
	f.Log(s.logs)
	s.t.Cleanup(func() {
		if err := f.Close(); err != nil {
			s.t.Error(err)
		}
	})
	return f
}

// at makes the failures of a subtest its own, also those of helpers that know the
// stack alone.
func (s *stack) at(t *testing.T) {
	t.Helper()
	whole := s.t
	s.t = t
	t.Cleanup(func() { s.t = whole })
}

// call invokes a function that must succeed.
func (s *stack) call(verb string, in, out any) {
	s.t.Helper()
	payload, err := json.Marshal(in)
	if err != nil {
		s.t.Fatal(err)
	}
	a, err := s.functions[verb].Invoke(s.t.Context(), payload)
	if err != nil || a.ErrorType != "" {
		s.t.Fatalf("%s: %s %s %v", verb, a.ErrorType, a.ErrorMessage, err)
	}
	if err := json.Unmarshal(a.Payload, out); err != nil {
		s.t.Fatal(err)
	}
}

// put stores an object of the inbox bucket.
func (s *stack) put(key string, b []byte) {
	s.t.Helper()
	if _, err := s.objects.PutObject(s.t.Context(), &s3.PutObjectInput{Bucket: &s.inbox, Key: &key, Body: bytes.NewReader(b)}); err != nil {
		s.t.Fatal(err)
	}
}

// created is EventBridge's message about an object.
func (s *stack) created(key string) queued {
	body, err := json.Marshal(map[string]any{
		"detail-type": "Object Created", "source": "aws.s3",
		"detail": map[string]any{"bucket": map[string]string{"name": s.inbox}, "object": map[string]string{"key": key}},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return queued{id: "e-" + string(document.HashOf([]byte(key))[:12]), body: string(body)}
}

// deliver plays SQS: batches, and what a function reports as failed comes back
// until maxReceives.
func (s *stack) deliver(verb string, batch int, messages []queued) {
	s.t.Helper()
	for len(messages) > 0 {
		var again []queued
		for part := range slices.Chunk(messages, batch) {
			again = append(again, s.batch(s.functions[verb], part)...)
		}
		messages = again
	}
}

// batch gives back what failed and may be tried again.
func (s *stack) batch(f *runtimetest.Function, part []queued) []queued {
	s.t.Helper()
	from := time.Now()
	again, dead, err := send(s.t.Context(), f, part)
	if err != nil {
		s.t.Fatal(err)
	}
	for verb, known := range s.functions {
		if known == f {
			s.spend(verb, len(part), time.Since(from))
		}
	}
	s.dead = append(s.dead, dead...)
	return again
}

// send delivers messages together once more; those that failed come again, or
// are dead.
func send(ctx context.Context, f *runtimetest.Function, part []queued) (again, dead []queued, err error) {
	var e events.SQSEvent
	for i := range part {
		m := &part[i]
		m.receives++
		e.Records = append(e.Records, events.SQSMessage{MessageId: m.id, Body: m.body, EventSource: "aws:sqs", Attributes: map[string]string{
			"ApproximateReceiveCount": strconv.Itoa(m.receives), "MessageGroupId": m.group,
			"SentTimestamp": strconv.FormatInt(time.Now().Add(-time.Second).UnixMilli(), 10),
		}})
	}
	payload, err := json.Marshal(e)
	if err != nil {
		return nil, nil, err
	}
	a, err := f.Invoke(ctx, payload)
	if err != nil {
		return nil, nil, err
	}
	var out events.SQSEventResponse
	if a.ErrorType == "" {
		if err := json.Unmarshal(a.Payload, &out); err != nil {
			return nil, nil, err
		}
	}
	for _, m := range part {
		failed := a.ErrorType != "" || slices.ContainsFunc(out.BatchItemFailures, func(x events.SQSBatchItemFailure) bool { return x.ItemIdentifier == m.id })
		switch {
		case failed && m.receives >= maxReceives:
			dead = append(dead, m)
		case failed:
			again = append(again, m)
		}
	}
	return again, dead, nil
}

// settle drains both queues.
func (s *stack) settle() {
	s.t.Helper()
	s.deliver("ingest", 5, s.aws.take(ingestQueue))
	s.deliver("match", 10, s.aws.take(matchQueue))
}

// Invoke implements flow.Invoker with the deployed functions.
func (s *stack) Invoke(ctx context.Context, resource string, payload json.RawMessage) (json.RawMessage, error) {
	a, err := s.functions[resource].Invoke(ctx, payload)
	if err != nil {
		return nil, err
	}
	if a.ErrorType != "" {
		return nil, stepError{a}
	}
	return a.Payload, nil
}

type stepError struct{ runtimetest.Answer }

func (e stepError) Error() string { return e.ErrorType + ": " + e.ErrorMessage }

func (e stepError) ErrorName() string { return e.ErrorType }

// Open implements flow.Objects with the bucket the plan named.
func (s *stack) Open(ctx context.Context, bucket, key string) (io.ReadCloser, error) {
	out, err := s.objects.GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: &key})
	if err != nil {
		return nil, err
	}
	return out.Body, nil
}

// Token implements flow.Tokens.
func (s *stack) Token(state string) string {
	s.tokens++
	return state + "-token-" + strconv.Itoa(s.tokens)
}

// Answer implements flow.Tokens with what was handed back.
func (s *stack) Answer(_ context.Context, token string) (json.RawMessage, *flow.Error, bool) {
	s.aws.mu.Lock()
	defer s.aws.mu.Unlock()
	v, ok := s.aws.handed[token]
	return v, nil, ok
}

// machine is the deployed workflow and its world.
func (s *stack) machine(name string) (*flow.Machine, flow.Env) {
	s.t.Helper()
	values := map[string]string{}
	for _, p := range flow.Placeholders(statemachine.Compile) {
		values[p] = strings.ToLower(strings.TrimSuffix(p, "FunctionArn"))
	}
	def, err := flow.Substitute(statemachine.Compile, values)
	if err != nil {
		s.t.Fatal(err)
	}
	m, err := flow.Load(def)
	if err != nil {
		s.t.Fatal(err)
	}
	return m, flow.Env{
		Tasks: s, Objects: s, Tokens: s, Sleep: sleep, Parallelism: 2, Execution: flow.Execution{ID: machineARN + ":" + name, Name: name, StartTime: time.Now()},
	}
}

// execute runs the deployed workflow and gives the package it delivered.
func (s *stack) execute(name string, input json.RawMessage) (step.SealOut, []byte) {
	s.t.Helper()
	m, env := s.machine(name)
	out, err := m.Run(s.t.Context(), input, env)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.delivered(out)
}

// delivered is the package that an execution ended with.
func (s *stack) delivered(out json.RawMessage) (step.SealOut, []byte) {
	s.t.Helper()
	var end struct {
		Seal    step.SealOut
		Deliver step.DeliverOut
	}
	if err := json.Unmarshal(out, &end); err != nil {
		s.t.Fatal(err)
	}
	at, err := url.Parse(end.Deliver.Delivered)
	if err != nil {
		s.t.Fatal(err)
	}
	r, err := s.Open(s.t.Context(), at.Host, strings.TrimPrefix(at.Path, "/"))
	if err != nil {
		s.t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		s.t.Fatal(err)
	}
	return end.Seal, b
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// killAfter is when the platform ends a function that hangs; long enough for
// its start and for reading its document.
const killAfter = 2 * time.Second
