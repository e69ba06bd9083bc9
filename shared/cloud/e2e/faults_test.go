package e2e_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	gocmp "github.com/google/go-cmp/cmp"

	"example.com/immex/infra/statemachine"
	blobs "example.com/immex/shared/blob/s3"
	"example.com/immex/shared/cloud"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/lambdaio/runtimetest"
	"example.com/immex/shared/sandbox"
	"example.com/immex/shared/step"
)

// scene is one invocation of a function, and the stack as it was before.
type scene struct {
	verb     string
	payload  json.RawMessage
	messages []queued               // of a queue, instead of payload
	fresh    func() json.RawMessage // of who has to begin anew each time, instead of payload
	crash    string                 // how the read function ends meanwhile, "" as it should
	before   snapshot
	calls    []string // what it asks AWS when nothing fails
	story    story    // how it ends then
}

// trial is a scene with one call failed.
type trial struct {
	scene *scene
	at    int
	kind  mishap
}

// TestEveryCallFailedInTurn fails the calls to AWS of every function one by
// one, in every way, and does again what its caller would do again: the queue,
// Lambda, the scheduler, or the state machine by its own list of errors. In the
// end everything is as if nothing had failed. The SDK repeats nothing by
// itself here.
//
// It tries a sample of calls, in which every function fails in every way, its
// scenes by turns; IMMEX_FAULTS=all tries each, IMMEX_FAULTS=seal,mail
// each of those functions alone, IMMEX_FAULTS_PART=2/5 the second fifth of them,
// and IMMEX_SEED draws another sample.
func TestEveryCallFailedInTurn(t *testing.T) {
	begun := time.Now()
	g := &gate{t: t}
	s := deployBehind(t, g)
	p := &play{stack: s, gate: g, again: retried(t)}
	p.rehearse()
	seed, _ := strconv.ParseUint(cmp.Or(os.Getenv("IMMEX_SEED"), "1"), 10, 64) // a bad one is 0
	which := os.Getenv("IMMEX_FAULTS")
	rows := map[string]*row{}
	for _, v := range verbs() {
		rows[v] = &row{}
	}
	for _, c := range p.scenes {
		rows[c.verb].calls += len(c.calls)
	}
	all := trials(p.scenes, which, rand.New(rand.NewPCG(seed, 26)))
	t.Logf("%d scenes rehearsed in %v, %d trials", len(p.scenes), time.Since(begun).Round(time.Second), len(all))
	fraction := os.Getenv("IMMEX_FAULTS_PART")
	all = part(t, all, fraction)
	from := time.Now()
	for i, x := range all {
		r := rows[x.scene.verb]
		p.try(x, r)
		if i+1 == len(all) || all[i+1].scene != x.scene || (i+1)%50 == 0 { // what is known when a long run is broken off
			t.Logf("%s so far: %d failed, %d survived, %d more made twice; %v, of which %v going back, %v doing, %v looking", x.scene.verb,
				r.injected, r.survived, r.twice, time.Since(from).Round(time.Second), p.went[0].Round(time.Second), p.went[1].Round(time.Second), p.went[2].Round(time.Second))
		}
	}
	var table strings.Builder
	total := row{}
	for _, v := range verbs() {
		r := rows[v]
		fmt.Fprintf(&table, "%-11s %6d %8d %8d %6d\n", v, r.calls, r.injected, r.survived, r.twice)
		total = row{total.calls + r.calls, total.injected + r.injected, total.survived + r.survived, total.twice + r.twice}
		if r.injected == 0 && chosen(which, v) && fraction == "" {
			t.Errorf("no call of %s was failed", v)
		}
	}
	fmt.Fprintf(&table, "%-11s %6d %8d %8d %6d\n", "all", total.calls, total.injected, total.survived, total.twice)
	said := fmt.Sprintf("seed %d, IMMEX_FAULTS=%s %s, %v; twice: a mail, message or signature made once more\n%-11s %6s %8s %8s %6s\n%s", seed, which, fraction,
		time.Since(from).Round(time.Second), "function", "calls", "failed", "survived", "twice", table.String())
	t.Log(said)
	if err := tell("faults: " + said); err != nil {
		t.Error(err)
	}
}

// row is a line of the table.
type row struct{ calls, injected, survived, twice int }

// oneIn is how many calls the sample takes one of, per scene and mishap; at
// least one.
const oneIn = 100

// chosen reports whether the calls of a function are failed.
func chosen(which, verb string) bool {
	return which == "" || which == "all" || slices.Contains(strings.Split(which, ","), verb)
}

// trials are those of every call of some functions, or of all; of a sample when
// which is "".
func trials(scenes []*scene, which string, r *rand.Rand) []trial {
	var out []trial
	of, nth := map[string]int{}, map[string]int{}
	for _, c := range scenes {
		of[c.verb]++
	}
	for _, c := range slices.Backward(scenes) { // the last first: what came later is taken away, and never wanted again
		if !chosen(which, c.verb) {
			continue
		}
		turn := nth[c.verb]
		nth[c.verb]++
		for i, kind := range mishaps() {
			calls := r.Perm(len(c.calls))
			if which == "" {
				if k := min(of[c.verb], len(mishaps())); i%k != turn%k {
					continue
				}
				calls = calls[:min(len(calls), 1+len(calls)/oneIn)]
			}
			for _, at := range calls {
				out = append(out, trial{c, at, kind})
			}
		}
	}
	return out
}

// part is every nth trial of all, counted from 1; all of them for "".
func part(t *testing.T, all []trial, fraction string) (out []trial) {
	t.Helper()
	if fraction == "" {
		return all
	}
	one, of, _ := strings.Cut(fraction, "/")
	i, err := strconv.Atoi(one)
	n, err2 := strconv.Atoi(of)
	if err != nil || err2 != nil || i < 1 || i > n {
		t.Fatalf("IMMEX_FAULTS_PART=%s is no part such as 2/5", fraction)
	}
	for k := i - 1; k < len(all); k += n {
		out = append(out, all[k])
	}
	return out
}

// play is a small company on a stack, as scenes.
type play struct {
	*stack
	gate   *gate
	again  map[string][]string // by function, the errors that the state machine retries
	rfc    string
	scenes []*scene
	went   [3]time.Duration // into going back, doing, and looking
}

// try plays one trial and says what is not as it was.
func (p *play) try(x trial, r *row) {
	p.t.Helper()
	from := time.Now()
	p.back(x.scene.before)
	p.went[0] += time.Since(from)
	told, struck, why := p.perform(x.scene, x.at, x.kind)
	if !struck {
		return // calls made two at a time may be fewer the next time
	}
	r.injected++
	name := fmt.Sprintf("%s, call %d of %d (%s), %s", x.scene.verb, x.at+1, len(x.scene.calls), x.scene.calls[x.at], x.kind)
	if why != "" {
		p.t.Errorf("%s: %s", name, why)
		return
	}
	more := told.sent - x.scene.story.sent
	if diff := gocmp.Diff(x.scene.story.end, told.end); diff != "" || more < 0 || more > 1 {
		p.t.Errorf("%s: sent %d more; %s", name, more, diff)
		return
	}
	r.survived++
	r.twice += more
}

// perform does a scene until it is done, its first attempt with call at failed.
func (p *play) perform(c *scene, at int, kind mishap) (told story, struck bool, why string) {
	p.t.Helper()
	from := time.Now()
	p.seen = nil
	p.aws.crashes(c.crash)
	defer p.aws.crashes("")
	left := slices.Clone(c.messages)
	var answer json.RawMessage
	for n := 1; ; n++ {
		payload := c.payload
		if c.messages != nil {
			payload = sqsEvent(p.t, left, n)
		}
		if c.fresh != nil {
			payload = c.fresh()
		}
		if c.verb == "desk" { // what a process knows by heart would spare it calls
			p.functions[c.verb].Stop()
		}
		a := p.attempt(c.verb, payload, at, kind)
		calls, hit := p.gate.disarm()
		if at < 0 && n == 1 {
			c.calls = calls
		}
		struck, at = struck || hit, -1
		answer = a.Payload
		if c.messages != nil {
			left = unhandled(p.t, left, a)
			if len(left) == 0 {
				break
			}
		} else if !failedAnswer(p.t, c.verb, a) {
			break
		} else if names, ok := p.again[c.verb]; ok && !slices.Contains(names, a.ErrorType) && !p.byHand(c) {
			return told, struck, "the state machine does not retry " + a.ErrorType + ": " + a.ErrorMessage
		}
		if n == 3 { // what Lambda gives an event; SQS and the state machine give five
			return told, struck, fmt.Sprintf("it still fails: %s %s %.2000s\n%s", a.ErrorType, a.ErrorMessage, a.Payload, p.lastLogs())
		}
	}
	if c.verb == "ingest" {
		p.deliver("match", 10, p.aws.take(matchQueue))
	}
	p.went[1] += time.Since(from)
	from = time.Now()
	told = p.tell(c, answer)
	p.went[2] += time.Since(from)
	return told, struck, ""
}

// byHand reports whether a person calls, who tries again whatever it was.
func (p *play) byHand(c *scene) bool {
	return c.verb == "review" && !strings.Contains(string(c.payload), `"token"`)
}

func (p *play) attempt(verb string, payload json.RawMessage, at int, kind mishap) runtimetest.Answer {
	p.t.Helper()
	ctx, cancel := context.WithCancel(p.t.Context())
	defer cancel()
	f := p.functions[verb]
	p.gate.arm(verb, at, kind, cancel, f.Kill)
	a, err := f.Invoke(ctx, payload)
	if err != nil {
		p.t.Fatal(err)
	}
	return a
}

// failedAnswer reports whether the caller has to try again.
func failedAnswer(t *testing.T, verb string, a runtimetest.Answer) bool {
	t.Helper()
	switch {
	case a.ErrorType != "" || verb != "api" && verb != "desk":
		return a.ErrorType != ""
	case verb == "desk":
		return failedDesk(t, a)
	}
	var out events.APIGatewayV2HTTPResponse
	if err := json.Unmarshal(a.Payload, &out); err != nil {
		t.Fatal(err)
	}
	return out.StatusCode >= 500
}

// sqsEvent is the nth delivery of messages.
func sqsEvent(t *testing.T, messages []queued, n int) json.RawMessage {
	t.Helper()
	var e events.SQSEvent
	for _, m := range messages {
		e.Records = append(e.Records, events.SQSMessage{MessageId: m.id, Body: m.body, EventSource: "aws:sqs", Attributes: map[string]string{
			"ApproximateReceiveCount": strconv.Itoa(n), "MessageGroupId": m.group,
		}})
	}
	payload, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return payload
}

// unhandled are the messages that come again.
func unhandled(t *testing.T, messages []queued, a runtimetest.Answer) []queued {
	t.Helper()
	if a.ErrorType != "" {
		return messages
	}
	var out events.SQSEventResponse
	if err := json.Unmarshal(a.Payload, &out); err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(messages, func(m queued) bool {
		return !slices.ContainsFunc(out.BatchItemFailures, func(x events.SQSBatchItemFailure) bool { return x.ItemIdentifier == m.id })
	})
}

// retried reads from the state machine which errors of which function it tries
// again.
func retried(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			parameters, _ := v["Parameters"].(map[string]any)
			name, _ := parameters["FunctionName"].(string)
			if verb := strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(name, "${"), "FunctionArn}")); verb != "" {
				list, _ := v["Retry"].([]any)
				for _, r := range list {
					for _, e := range r.(map[string]any)["ErrorEquals"].([]any) {
						out[verb] = append(out[verb], e.(string))
					}
				}
			}
			for _, x := range v {
				walk(x)
			}
		}
	}
	var definition any
	if err := json.Unmarshal(statemachine.Compile, &definition); err != nil {
		t.Fatal(err)
	}
	walk(definition)
	if len(out) != 7 {
		t.Fatalf("functions of the state machine: %v", out)
	}
	return out
}

// film records the first invocation of each function of an execution.
type film struct{ *play }

// Invoke implements flow.Invoker.
func (f film) Invoke(ctx context.Context, resource string, payload json.RawMessage) (json.RawMessage, error) {
	if i := slices.IndexFunc(f.scenes, func(c *scene) bool { return c.verb == resource }); i >= 0 {
		return f.stack.Invoke(ctx, resource, payload)
	}
	return f.shoot(&scene{verb: resource, payload: payload}), nil //nolint:contextcheck // it takes the test's own
}

// shoot does a scene undisturbed, keeps it, and gives its answer.
func (p *play) shoot(c *scene) json.RawMessage {
	p.t.Helper()
	c.before = p.now()
	told, _, why := p.perform(c, -1, "")
	if why != "" || len(c.calls) == 0 {
		p.t.Fatalf("%s, undisturbed: %q, %d calls", c.verb, why, len(c.calls))
	}
	c.story = told
	p.scenes = append(p.scenes, c)
	return told.answer
}

// rehearse plays the company from its first document to its package.
func (p *play) rehearse() {
	t := p.t
	rfc, files := company(t)
	p.rfc = rfc
	var batch []queued
	files = append(files, dropped{"nota.png", scanned(t)})
	for _, c := range []struct {
		suffix string
		op     sandbox.Op // of the read function; "" when it is not asked
	}{{".zip", ""}, {".pdf", sandbox.OpWords}, {".png", sandbox.OpScan}} {
		i := slices.IndexFunc(files, func(f dropped) bool { return strings.HasSuffix(f.name, c.suffix) })
		p.put("inbox/"+rfc+"/"+files[i].name, files[i].bytes)
		batch = append(batch, p.created("inbox/"+rfc+"/"+files[i].name))
		if c.op != "" {
			h, err := blobs.New(p.objects, p.buckets).Put(t.Context(), rfc, step.ShelfWork, files[i].bytes)
			if err != nil {
				t.Fatal(err)
			}
			bucket, key := blobs.New(p.objects, p.buckets).Where(rfc, step.ShelfWork, h)
			p.shoot(&scene{verb: "read", payload: encode(t, cloud.ReadIn{RFC: rfc, Bucket: bucket, Key: key, Op: c.op})})
		}
	}
	before := p.now()
	p.shoot(&scene{verb: "ingest", messages: batch})
	p.back(before)
	p.put("inbox/"+rfc+"/lento.zip", slowest(t, files))
	p.shoot(&scene{verb: "ingest", messages: []queued{p.created("inbox/" + rfc + "/lento.zip")}, crash: "Sandbox.Timedout"}) // one document is not begun
	p.shoot(&scene{verb: "ingest", messages: p.aws.take(ingestQueue)})                                                       // and read alone
	p.deliver("ingest", 5, batch)
	p.shoot(&scene{verb: "match", messages: p.aws.take(matchQueue)})
	p.put("inbox/"+rfc+"/revision.yaml", []byte("rfc: "+rfc+"\nnombre: MANUFACTURAS EJEMPLO\nprograma: \"1234-2006\"\nvigente_desde: \"2026-01-01\"\nrevision:\n  aprueba: [\"Persona Uno, Gerente\"]\n"))
	p.deliver("ingest", 5, []queued{p.created("inbox/" + rfc + "/revision.yaml")})
	p.settle()
	p.put("mail/one", []byte("From: trafico@broker.example\r\nTo: x@y.example\r\nSubject: hola\r\n\r\nhola\r\n"))
	p.shoot(&scene{verb: "mail", payload: encode(t, receipt("one", rfc, "PASS"))})
	p.shoot(&scene{verb: "ingest", messages: p.aws.take(ingestQueue)}) // and answered
	p.settle()
	p.shoot(&scene{verb: "watch", payload: json.RawMessage(`{"task":"monthly","at":"2021-04-07T13:30:00Z"}`)})
	m, env := p.machine("filmed")
	env.Tasks, env.Parallelism = film{p}, 1
	_, err := m.Run(t.Context(), encode(t, step.PlanIn{RFC: rfc, Period: "2021-03"}), env)
	parked, ok := err.(*flow.ParkedError) //nolint:errorlint // as Run gives it
	if !ok {
		t.Fatalf("not parked: %v", err)
	}
	p.shoot(&scene{verb: "watch", payload: encode(t, cloud.WatchIn{Task: "daily", At: time.Now().AddDate(0, 3, 0)})}) // nobody approved in time
	p.atDesk(files[slices.IndexFunc(files, func(f dropped) bool { return strings.HasPrefix(f.name, "vucem_") })])
	p.shoot(&scene{verb: "review", payload: encode(t, step.ReviewIn{RFC: rfc, Period: "2021-03", By: "Persona Uno, Gerente"})})
	value, _, given := p.Answer(t.Context(), parked.Token)
	if !given {
		t.Fatal("the token was not handed back")
	}
	if _, err = m.Resume(t.Context(), parked, value, nil, env); err != nil {
		t.Fatal(err)
	}
	for _, route := range []string{"documents", "packages", "status"} {
		p.shoot(&scene{verb: "api", payload: encode(t, apiCall(rfc, route))})
	}
}

// scanned is a picture of a paper, of which Textract says a word.
func scanned(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 850, 1100))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// apiCall is a request of an officer.
func apiCall(rfc, route string) events.APIGatewayV2HTTPRequest {
	e := events.APIGatewayV2HTTPRequest{RouteKey: "GET /programmes/{rfc}/" + route, PathParameters: map[string]string{"rfc": rfc}}
	e.RequestContext.HTTP.Method = "GET"
	e.RequestContext.Authorizer = &events.APIGatewayV2HTTPRequestContextAuthorizerDescription{JWT: &events.APIGatewayV2HTTPRequestContextAuthorizerJWTDescription{
		Claims: map[string]string{"token_use": "id", "sub": "0e3c4a5e", "cognito:groups": "[officer]", "custom:programmes": rfc},
	}}
	return e
}

func encode(t *testing.T, v any) json.RawMessage {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
