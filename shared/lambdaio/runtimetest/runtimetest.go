// Package runtimetest plays the Lambda Runtime API on loopback for tests: it
// runs a compiled bootstrap and lets a test invoke it, with the answers a
// caller of the real platform would get. It serves one function at a time, as
// one execution environment does, and is used by tests only.
//
// Source: Lambda developer guide, "Using the Lambda runtime API", 2018-06-01.
package runtimetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// The error types the platform itself gives.
const (
	ExitError = "Runtime.ExitError" // the process ended without an answer
	TimedOut  = "Sandbox.Timedout"  // no answer before the deadline
)

// maxAnswer bounds what a function may post: Lambda's 6 MB for one response.
const maxAnswer = 6 << 20

// Answer is what a caller of the function sees.
type Answer struct {
	Payload      json.RawMessage
	ErrorType    string // "" on success
	ErrorMessage string
}

// Function is one deployed function: a bootstrap, started when first invoked
// and again after it died.
type Function struct {
	binary  string
	env     []string
	timeout time.Duration
	log     io.Writer
	api     *http.Server
	address string

	mu      sync.Mutex // one invocation at a time
	seq     int
	process *process
	jobs    chan job

	running atomic.Pointer[os.Process] // the last one started

	took   []time.Duration // each invocation, under mu
	memory int64           // the most a process held, under mu

	polls   sync.RWMutex // read by each request for the next invocation
	waiting sync.Mutex   // guards open
	open    map[string]chan Answer
}

type job struct {
	id       string
	payload  json.RawMessage
	deadline time.Time
}

type process struct {
	cmd    *exec.Cmd
	exited chan struct{}
}

// Deploy prepares a bootstrap with its environment, given as KEY=value beside a
// bare one. Close must be called.
func Deploy(binary string, env []string, timeout time.Duration) (*Function, error) {
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("runtimetest: listen: %w", err)
	}
	f := &Function{
		binary: binary, env: env, timeout: timeout, address: listener.Addr().String(),
		log: io.Discard, jobs: make(chan job), open: map[string]chan Answer{},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /2018-06-01/runtime/invocation/next", f.next)
	mux.HandleFunc("POST /2018-06-01/runtime/invocation/{id}/response", f.response)
	mux.HandleFunc("POST /2018-06-01/runtime/invocation/{id}/error", f.failure)
	f.api = &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}
	go func() { _ = f.api.Serve(listener) }() // ends with Close
	return f, nil
}

// Log sends what the bootstrap prints to w, from its next start on.
func (f *Function) Log(w io.Writer) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.log = w
}

// Spent is the processor time of the last process, user and system; it is known
// once that has ended.
func (f *Function) Spent() time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.process == nil || f.process.cmd.ProcessState == nil {
		return 0
	}
	state := f.process.cmd.ProcessState
	return state.UserTime() + state.SystemTime()
}

// Took is how long each invocation took by the clock, in their order, starts
// included.
func (f *Function) Took() []time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.took)
}

// Memory is the most that a process had resident when an invocation ended, in
// bytes; 0 where the system does not tell as Linux does.
func (f *Function) Memory() int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.memory
}

// held is the high-water mark of the process that runs.
func (f *Function) held() int64 {
	p := f.running.Load()
	if p == nil {
		return 0
	}
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.Pid))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(b), "VmHWM:")
	line, _, _ := strings.Cut(after, "kB")
	n, err := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
	if err != nil {
		return 0 // it has ended: nothing is resident
	}
	return n << 10
}

// Close stops the process and the API.
func (f *Function) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.kill()
	if err := f.api.Close(); err != nil {
		return fmt.Errorf("runtimetest: close: %w", err)
	}
	return nil
}

// Invoke sends one payload. Its error means the test's own machinery failed;
// what the function did wrong is in the Answer.
func (f *Function) Invoke(ctx context.Context, payload json.RawMessage) (Answer, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	from := time.Now() //nolint:forbidigo // what an invocation takes is measured
	a, err := f.invoke(ctx, payload)
	f.took = append(f.took, time.Since(from))
	f.memory = max(f.memory, f.held())
	return a, err
}

func (f *Function) invoke(ctx context.Context, payload json.RawMessage) (Answer, error) {
	if err := f.ensure(); err != nil { //nolint:contextcheck // the process outlives the invocation
		return Answer{}, err
	}
	f.seq++
	j := job{id: strconv.Itoa(f.seq), payload: payload, deadline: time.Now().Add(f.timeout)} //nolint:forbidigo // the function compares it with its own clock
	answer := make(chan Answer, 1)
	f.waiting.Lock()
	f.open[j.id] = answer
	f.waiting.Unlock()
	defer func() {
		f.waiting.Lock()
		delete(f.open, j.id)
		f.waiting.Unlock()
	}()
	ctx, cancel := context.WithDeadline(ctx, j.deadline)
	defer cancel()
	jobs := f.jobs
	for {
		select {
		case jobs <- j:
			jobs = nil // handed over once
		case a := <-answer:
			return a, nil
		case <-f.process.exited:
			select {
			case a := <-answer: // it answered and then ended, as after a panic
				return a, nil
			default:
			}
			if jobs == nil {
				return Answer{ErrorType: ExitError, ErrorMessage: "RequestId: " + j.id + " Error: Runtime exited"}, nil
			}
			// The last invocation ended the process: this one gets a new one.
			if err := f.ensure(); err != nil { //nolint:contextcheck // the process outlives the invocation
				return Answer{}, err
			}
		case <-ctx.Done():
			f.kill()
			return Answer{ErrorType: TimedOut, ErrorMessage: "Task timed out after " + f.timeout.String()}, nil
		}
	}
}

// ensure starts the bootstrap unless it is running.
func (f *Function) ensure() error {
	if f.process != nil {
		select {
		case <-f.process.exited:
		default:
			return nil
		}
	}
	cmd := exec.CommandContext(context.Background(), f.binary)
	cmd.Env = append([]string{
		"AWS_LAMBDA_RUNTIME_API=" + f.address, "AWS_LAMBDA_FUNCTION_NAME=test", "AWS_LAMBDA_FUNCTION_VERSION=$LATEST",
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE=512", "PATH=" + os.Getenv("PATH"),
	}, f.env...)
	cmd.Stdout, cmd.Stderr = f.log, f.log
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("runtimetest: start %s: %w", f.binary, err)
	}
	p := &process{cmd: cmd, exited: make(chan struct{})}
	go func() {
		_ = cmd.Wait() // a bad end shows as ExitError
		close(p.exited)
	}()
	f.process = p
	f.running.Store(cmd.Process)
	return nil
}

// Kill ends the process in the middle of what it does; whoever waits for it
// sees ExitError, and the next invocation starts another.
func (f *Function) Kill() {
	if p := f.running.Load(); p != nil {
		_ = p.Kill() // it may have ended already
	}
}

// Stop ends the process between two invocations, as the platform does with one
// that nobody asks: the next starts another.
func (f *Function) Stop() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.kill()
}

func (f *Function) kill() {
	if f.process == nil {
		return
	}
	_ = f.process.cmd.Process.Kill() // it may have ended already
	<-f.process.exited
	f.polls.Lock()   // what it asked last would take the next invocation with it
	f.polls.Unlock() //nolint:staticcheck // to have waited is all
}

func (f *Function) next(w http.ResponseWriter, r *http.Request) {
	f.polls.RLock()
	defer f.polls.RUnlock()
	select {
	case j := <-f.jobs:
		h := w.Header()
		h.Set("Lambda-Runtime-Aws-Request-Id", j.id)
		h.Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(j.deadline.UnixMilli(), 10))
		h.Set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:test")
		h.Set("Content-Type", "application/json")
		_, _ = w.Write(j.payload) // a lost connection shows as ExitError
	case <-r.Context().Done():
	}
}

func (f *Function) response(w http.ResponseWriter, r *http.Request) {
	body, err := body(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	f.settle(w, r, Answer{Payload: body})
}

func (f *Function) failure(w http.ResponseWriter, r *http.Request) {
	raw, err := body(r)
	var report struct {
		ErrorType    string `json:"errorType"`
		ErrorMessage string `json:"errorMessage"`
	}
	if err = errors.Join(err, json.Unmarshal(raw, &report)); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	f.settle(w, r, Answer{Payload: raw, ErrorType: report.ErrorType, ErrorMessage: report.ErrorMessage})
}

func body(r *http.Request) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r.Body, maxAnswer+1))
	if err == nil && len(raw) > maxAnswer {
		err = errors.New("Function.ResponseSizeTooLarge")
	}
	return raw, err
}

// settle gives the answer to whoever waits for this invocation.
func (f *Function) settle(w http.ResponseWriter, r *http.Request, a Answer) {
	f.waiting.Lock()
	answer, ok := f.open[r.PathValue("id")]
	f.waiting.Unlock()
	if !ok {
		http.Error(w, "no such invocation", http.StatusBadRequest)
		return
	}
	select {
	case answer <- a:
	default: // a second answer to one invocation is ignored
	}
	w.WriteHeader(http.StatusAccepted)
}
