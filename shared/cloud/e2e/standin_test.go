package e2e_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/immex/shared/lambdaio/runtimetest"
)

// queued is one message on its way.
type queued struct {
	id, body, group string
	receives        int
}

// standin speaks just the calls the functions make of SQS, Step Functions, SES,
// KMS and Lambda.
type standin struct {
	t      *testing.T
	server *httptest.Server

	mu      sync.Mutex
	queues  map[string][]queued
	dedup   map[string]bool
	starts  map[string]json.RawMessage // execution name → input
	endings map[string]ended           // by execution name; the others run
	mails   []string
	replies []string // answers to brokers, whole messages
	serial  int
	reading spent
	seal    *ecdsa.PrivateKey          // of KMS
	handed  map[string]json.RawMessage // by token, what was handed back
	// readers answer for the read function, each one call at a time; crash, when
	// set, in their place.
	readers chan *runtimetest.Function
	crash   string
	deny    bool              // SES refuses mails for good
	events  []json.RawMessage // what watch was invoked with by who does not wait
	heard   func(r *http.Request, body []byte)
}

// ended is how an execution ended.
type ended struct{ status, class, cause string }

// maxReaders is how many read functions a stack may have.
const maxReaders = 16

func newStandin(t *testing.T) *standin {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s := &standin{
		t: t, queues: map[string][]queued{}, dedup: map[string]bool{}, starts: map[string]json.RawMessage{}, seal: key, handed: map[string]json.RawMessage{}, endings: map[string]ended{},
		readers: make(chan *runtimetest.Function, maxReaders),
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /2015-03-31/functions/{name}/invocations", s.invoke)
	mux.HandleFunc("POST /v2/email/outbound-emails", s.mail)
	mux.HandleFunc("POST /", s.target)
	s.server = httptest.NewServer(mux)
	t.Cleanup(s.server.Close)
	return s
}

func (s *standin) target(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.hears(r, body)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch target := r.Header.Get("X-Amz-Target"); target {
	case "AmazonSQS.SendMessage", "AmazonSQS.SendMessageBatch":
		s.send(w, body)
	case "TrentService.GetPublicKey", "TrentService.Sign":
		s.sign(w, target, body)
	case "AWSStepFunctions.SendTaskSuccess", "AWSStepFunctions.SendTaskFailure":
		s.hand(w, body)
	case "AWSStepFunctions.StartExecution":
		s.start(w, body)
	case "AWSStepFunctions.ListExecutions":
		s.list(w)
	case "AWSStepFunctions.DescribeExecution":
		s.describe(w, body)
	case "Textract.DetectDocumentText": // a page that says little
		box := map[string]any{"BoundingBox": map[string]float64{"Left": 0.1, "Top": 0.1, "Width": 0.2, "Height": 0.05}}
		s.answer(w, http.StatusOK, map[string]any{"Blocks": []any{map[string]any{"BlockType": "WORD", "Text": "NOTA", "Confidence": 99, "Geometry": box}}})
	default:
		s.t.Errorf("the stand-in does not know %s %s %q", r.Method, r.URL, target)
		http.Error(w, "unknown", http.StatusNotImplemented)
	}
}

func (s *standin) hears(r *http.Request, body []byte) {
	if s.heard != nil {
		s.heard(r, body)
	}
}

type sent struct {
	ID                     string `json:"Id"`
	MessageBody            string
	MessageGroupID         string `json:"MessageGroupId"`
	MessageDeduplicationID string `json:"MessageDeduplicationId"`
}

func (s *standin) send(w http.ResponseWriter, body []byte) {
	var in struct {
		QueueURL string `json:"QueueUrl"`
		Entries  []sent
		sent
	}
	if err := json.Unmarshal(body, &in); err != nil {
		s.t.Error(err)
	}
	single := in.Entries == nil
	if single {
		in.Entries = []sent{in.sent}
	}
	type result struct {
		ID   string `json:"Id,omitempty"`
		Mess string `json:"MessageId"`
		MD5  string `json:"MD5OfMessageBody"`
	}
	var out []result
	for _, e := range in.Entries {
		sum := md5.Sum([]byte(e.MessageBody))
		s.serial++
		id := fmt.Sprintf("m-%d", s.serial)
		out = append(out, result{e.ID, id, hex.EncodeToString(sum[:])})
		if fifo := strings.HasSuffix(in.QueueURL, ".fifo"); fifo != (e.MessageGroupID != "") {
			s.t.Errorf("group %q on %s", e.MessageGroupID, in.QueueURL)
		}
		if e.MessageDeduplicationID != "" {
			if s.dedup[e.MessageDeduplicationID] {
				continue
			}
			s.dedup[e.MessageDeduplicationID] = true
		}
		s.queues[in.QueueURL] = append(s.queues[in.QueueURL], queued{id: id, body: e.MessageBody, group: e.MessageGroupID})
	}
	var answer any = map[string]any{"Successful": out, "Failed": []any{}}
	if single {
		answer = out[0]
	}
	s.answer(w, http.StatusOK, answer)
}

// hand takes a token back once, as Step Functions does.
func (s *standin) hand(w http.ResponseWriter, body []byte) {
	var in struct{ TaskToken, Output, Error, Cause string }
	if err := json.Unmarshal(body, &in); err != nil {
		s.t.Error(err)
	}
	if _, done := s.handed[in.TaskToken]; done {
		s.answer(w, http.StatusBadRequest, map[string]string{"__type": "TaskTimedOut", "message": "it was handed back"})
		return
	}
	if s.handed[in.TaskToken] = json.RawMessage(in.Output); in.Error != "" {
		s.handed[in.TaskToken] = encode(s.t, ended{class: in.Error, cause: in.Cause}.told())
	}
	s.answer(w, http.StatusOK, map[string]any{})
}

// forgets makes a token one that was never handed back.
func (s *standin) forgets(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.handed, token)
}

// sign answers as KMS does for a key of ECC_NIST_P256.
func (s *standin) sign(w http.ResponseWriter, target string, body []byte) {
	var in struct{ Message []byte }
	if err := json.Unmarshal(body, &in); err != nil {
		s.t.Error(err)
	}
	if target == "TrentService.GetPublicKey" {
		der, err := x509.MarshalPKIXPublicKey(&s.seal.PublicKey)
		if err != nil {
			s.t.Error(err)
		}
		s.answer(w, http.StatusOK, map[string]any{"PublicKey": der, "KeySpec": "ECC_NIST_P256", "KeyUsage": "SIGN_VERIFY"})
		return
	}
	digest := sha256.Sum256(in.Message)
	value, err := ecdsa.SignASN1(rand.Reader, s.seal, digest[:])
	if err != nil {
		s.t.Error(err)
	}
	s.answer(w, http.StatusOK, map[string]any{"Signature": value})
}

func (s *standin) start(w http.ResponseWriter, body []byte) {
	var in struct{ StateMachineArn, Name, Input string }
	if err := json.Unmarshal(body, &in); err != nil {
		s.t.Error(err)
	}
	if _, there := s.starts[in.Name]; there {
		s.answer(w, http.StatusBadRequest, map[string]string{"__type": "ExecutionAlreadyExists", "message": "it was"})
		return
	}
	s.starts[in.Name] = json.RawMessage(in.Input)
	s.answer(w, http.StatusOK, map[string]any{"executionArn": in.StateMachineArn + ":" + in.Name, "startDate": 1.6e9})
}

// told is what a failure is kept as.
func (o ended) told() map[string]string {
	return map[string]string{"failed": o.class, "cause": o.cause}
}

// of is an execution as Step Functions tells of it.
func (s *standin) of(name string) map[string]any {
	out := map[string]any{"executionArn": machineARN + ":" + name, "stateMachineArn": machineARN, "name": name, "status": "RUNNING", "startDate": 1.6e9}
	if end, ok := s.endings[name]; ok {
		out["status"], out["error"], out["cause"], out["stopDate"] = end.status, end.class, end.cause, 1.6e9+60
	}
	return out
}

// list tells of executions, those of the highest number first.
func (s *standin) list(w http.ResponseWriter) {
	out := []any{}
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(s.starts))) {
		out = append(out, s.of(name))
	}
	s.answer(w, http.StatusOK, map[string]any{"executions": out})
}

func (s *standin) describe(w http.ResponseWriter, body []byte) {
	var in struct{ ExecutionArn string }
	if err := json.Unmarshal(body, &in); err != nil {
		s.t.Error(err)
	}
	name, ok := strings.CutPrefix(in.ExecutionArn, strings.Replace(machineARN, ":stateMachine:", ":execution:", 1)+":")
	if _, started := s.starts[name]; !ok || !started {
		s.answer(w, http.StatusBadRequest, map[string]string{"__type": "ExecutionDoesNotExist", "message": "it does not"})
		return
	}
	s.answer(w, http.StatusOK, s.of(name))
}

// ends makes an execution end.
func (s *standin) ends(name string, o ended) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endings[name] = o
}

// sentUnder is the id that SES gives the nth mail in place of its own.
func sentUnder(n int) string { return fmt.Sprintf("0100019f00000000-1c-%06d", n) }

func (s *standin) mail(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.hears(r, body)
	var in struct {
		Content struct {
			Simple struct {
				Body struct{ Text struct{ Data string } }
			}
			Raw struct{ Data []byte }
		}
	}
	if err := json.Unmarshal(body, &in); err != nil {
		s.t.Error(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.deny {
		w.Header().Set("X-Amzn-Errortype", "AccessDeniedException")
		s.answer(w, http.StatusForbidden, map[string]string{"message": "not authorized"})
		return
	}
	if raw := in.Content.Raw.Data; raw != nil {
		s.replies = append(s.replies, string(raw))
	} else {
		s.mails = append(s.mails, in.Content.Simple.Body.Text.Data)
	}
	s.answer(w, http.StatusOK, map[string]string{"MessageId": sentUnder(len(s.mails) + len(s.replies))})
}

func (s *standin) invoke(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.hears(r, body)
	if r.Header.Get("X-Amz-Invocation-Type") == "Event" {
		if name := r.PathValue("name"); name != "watch" {
			s.t.Errorf("nobody invokes %s without waiting", name)
		}
		s.mu.Lock()
		s.events = append(s.events, body)
		s.mu.Unlock()
		w.WriteHeader(http.StatusAccepted)
		return
	}
	s.mu.Lock()
	crash := s.crash
	s.mu.Unlock()
	if crash != "" {
		w.Header().Set("X-Amz-Function-Error", "Unhandled")
		s.answer(w, http.StatusOK, map[string]string{"errorType": crash, "errorMessage": "made to"})
		return
	}
	reader := <-s.readers
	from := time.Now()
	a, err := reader.Invoke(r.Context(), body)
	s.readers <- reader
	s.mu.Lock()
	s.reading.messages++
	s.reading.took += time.Since(from)
	s.mu.Unlock()
	if err != nil {
		s.t.Error(err)
	}
	if a.ErrorType != "" {
		w.Header().Set("X-Amz-Function-Error", "Unhandled")
		s.answer(w, http.StatusOK, map[string]string{"errorType": a.ErrorType, "errorMessage": a.ErrorMessage})
		return
	}
	_, _ = w.Write(a.Payload)
}

func (s *standin) answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/x-amz-json-1.0")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		s.t.Error(err)
	}
}

// take empties a queue.
func (s *standin) take(queue string) []queued {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.queues[queue]
	s.queues[queue] = nil
	return out
}

// posted gives the mails sent so far.
func (s *standin) posted() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.mails)
}

// replied are the answers to brokers.
func (s *standin) replied() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.replies)
}

// started gives the executions started so far.
func (s *standin) started() map[string]json.RawMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.starts)
}

// denies makes SES refuse every mail for good.
func (s *standin) denies(mail bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deny = mail
}

// crashes makes the read function end with an error type, "" to heal it.
func (s *standin) crashes(errorType string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.crash = errorType
}

// hang stands before DynamoDB; once armed, it lets n writes through and keeps
// the next one waiting for ever, so that its writer dies of its time-out there.
type hang struct {
	server *httptest.Server
	mu     sync.Mutex
	asked  map[string]int // requests by operation
	left   int            // writes still let through; -1 when not armed
	hung   int
	units  map[string]float64 // capacity by operation; nil when it is not asked for
	heard  func(r *http.Request, body []byte)
}

func newHang(t *testing.T, endpoint string) *hang {
	t.Helper()
	to, err := url.Parse(endpoint)
	if err != nil {
		t.Fatal(err)
	}
	h := &hang{left: -1, asked: map[string]int{}}
	proxy := passing(to)
	h.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !whole(w, r) {
			return
		}
		if target := r.Header.Get("X-Amz-Target"); strings.HasSuffix(target, ".PutItem") || strings.HasSuffix(target, ".UpdateItem") {
			if h.stops() {
				_, _ = io.Copy(io.Discard, r.Body)
				<-r.Context().Done()
				return
			}
		}
		h.ask(r)
		proxy.ServeHTTP(w, r)
	}))
	proxy.ModifyResponse = h.bill
	t.Cleanup(h.server.Close)
	return h
}

// passing is the way to a stand-in; it is silent about callers that were ended.
func passing(to *url.URL) *httputil.ReverseProxy {
	proxy := httputil.NewSingleHostReverseProxy(to)
	proxy.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }
	return proxy
}

// whole reads the body of a request before it is passed on. A server that
// begins to answer closes the body it was sent, and a transport that still
// reads it for the next server then drops that one's answer half-way.
func whole(w http.ResponseWriter, r *http.Request) bool {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return false
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	if r.ContentLength = int64(len(body)); len(body) == 0 {
		r.Body = http.NoBody
	}
	return true
}

// ask counts a request and, when capacity is counted, asks for what it takes;
// the stand-in looks at no signature.
func (h *hang) ask(r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.asked[strings.TrimPrefix(r.Header.Get("X-Amz-Target"), "DynamoDB_20120810.")]++
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the stand-in says so
	}
	if r.Body = io.NopCloser(bytes.NewReader(body)); h.heard != nil {
		h.heard(r, body)
	}
	if h.units == nil {
		return
	}
	body = append([]byte(`{"ReturnConsumedCapacity":"TOTAL",`), bytes.TrimPrefix(body, []byte("{"))...)
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	r.Header.Set("Content-Length", strconv.Itoa(len(body)))
}

// bill adds up what an answer says it took.
func (h *hang) bill(r *http.Response) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.units == nil {
		return nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	var answer struct {
		ConsumedCapacity struct{ CapacityUnits float64 }
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return err
	}
	h.units[strings.TrimPrefix(r.Request.Header.Get("X-Amz-Target"), "DynamoDB_20120810.")] += answer.ConsumedCapacity.CapacityUnits
	return nil
}

// metered is the capacity that work takes, by operation.
func (h *hang) metered(work func()) map[string]float64 {
	h.mu.Lock()
	h.units = map[string]float64{}
	h.mu.Unlock()
	work()
	h.mu.Lock()
	defer h.mu.Unlock()
	out := h.units
	h.units = nil
	return out
}

func (h *hang) stops() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.left < 0:
		return false
	case h.left == 0:
		h.hung++
		return true
	}
	h.left--
	return false
}

func (h *hang) caught() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.hung > 0
}

func (h *hang) arm(n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.left, h.hung = n, 0
}

// counted gives the requests so far, by operation.
func (h *hang) counted() map[string]int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return maps.Clone(h.asked)
}
