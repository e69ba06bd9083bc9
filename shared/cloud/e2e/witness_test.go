package e2e_test

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// witness hears every call that the functions of a stack make of AWS, and holds
// each to what template.yaml allows that function.
type witness struct {
	t      *testing.T
	rights *policies
	names  map[string]string // buckets, queues and functions → their names in the template

	mu     sync.Mutex
	denied map[string]bool
}

func newWitness(t *testing.T) *witness {
	t.Helper()
	p, err := rights()
	if err != nil {
		t.Fatal(err)
	}
	w := &witness{t: t, rights: p, names: map[string]string{
		ingestQueue: "IngestQueue", matchQueue: "MatchQueue", "read": "ReadFunction", "watch": "WatchFunction", "key": "SealKey",
	}, denied: map[string]bool{}}
	t.Cleanup(w.says)
	return w
}

// says fails the test of a stack whose functions did what they may not do.
func (w *witness) says() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, what := range slices.Sorted(maps.Keys(w.denied)) {
		w.t.Errorf("template.yaml does not allow %s", what)
	}
}

// needs is one right that a call needs.
func (w *witness) needs(verb, action, resource string, with asked) {
	if w.rights.allows(verb, action, resource, with) {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.denied[verb+" "+action+" → "+resource] = true
}

// arn is that of a resource of the template, as the template writes it.
func (w *witness) arn(name string) string {
	logical := w.names[name]
	if logical == "" {
		logical = name
	}
	return "${" + logical + ".Arn}"
}

// caller is the function that makes a call, "" when a test does.
func caller(r *http.Request) string {
	if m := callers.FindStringSubmatch(r.UserAgent()); m != nil {
		return m[1]
	}
	return ""
}

var callers = regexp.MustCompile(`\bapp/(\S+)`)

const (
	dataKey      = "${DataKey.Arn}"
	leadingKeys  = "dynamodb:LeadingKeys"
	fromAddress  = "ses:FromAddress"
	decrypt      = "kms:Decrypt"
	generateData = "kms:GenerateDataKey"
)

// table hears a call to DynamoDB. Whoever asks for an item of a table under a
// key of its own has the key of the table decrypted.
func (w *witness) table(r *http.Request, body []byte) {
	verb := caller(r)
	if verb == "" {
		return
	}
	var in struct {
		Key, Item struct{ PK struct{ S string } }
	}
	_ = json.Unmarshal(body, &in) // what is no request names no key
	with := asked{}
	if pk := in.Key.PK.S + in.Item.PK.S; pk != "" {
		with[leadingKeys] = pk
	}
	target := r.Header.Get("X-Amz-Target")
	w.needs(verb, "dynamodb:"+target[strings.LastIndexByte(target, '.')+1:], w.arn("BooksTable"), with)
	w.needs(verb, decrypt, dataKey, nil)
}

// service hears a call to one of the others, but for S3.
func (w *witness) service(r *http.Request, body []byte) {
	verb := caller(r)
	if verb == "" {
		return
	}
	var in struct {
		QueueURL         string `json:"QueueUrl"`
		KeyID            string `json:"KeyId"`
		StateMachineArn  string `json:"stateMachineArn"`
		ExecutionArn     string `json:"executionArn"`
		FromEmailAddress string
		Content          struct{ Raw *struct{} }
	}
	_ = json.Unmarshal(body, &in)
	target := r.Header.Get("X-Amz-Target")
	_, operation, _ := strings.Cut(target, ".")
	switch {
	case strings.HasPrefix(target, "AmazonSQS."): // a batch is allowed as each of its messages
		w.needs(verb, "sqs:"+strings.TrimSuffix(operation, "Batch"), w.arn(in.QueueURL), nil)
	case strings.HasPrefix(target, "TrentService."):
		w.needs(verb, "kms:"+operation, w.arn(in.KeyID), nil)
	case strings.HasPrefix(target, "Textract."): // which has no resources
		w.needs(verb, "textract:"+operation, "*", nil)
	case strings.HasPrefix(target, "AWSStepFunctions.SendTask"): // by the token alone
		w.needs(verb, "states:"+operation, machineARN, nil)
	case strings.HasPrefix(target, "AWSStepFunctions."):
		w.needs(verb, "states:"+operation, in.StateMachineArn+in.ExecutionArn, nil)
	case r.URL.Path == "/v2/email/outbound-emails":
		identity, with := outside.Replace("arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${MailIdentity}"), asked{fromAddress: in.FromEmailAddress}
		if w.needs(verb, "ses:SendEmail", identity, with); in.Content.Raw != nil {
			w.needs(verb, "ses:SendRawEmail", identity, with)
		}
	case strings.HasSuffix(r.URL.Path, "/invocations"):
		w.needs(verb, "lambda:InvokeFunction", w.arn(strings.Split(r.URL.Path, "/")[3]), nil)
	default:
		w.needs(verb, operation, r.URL.String(), nil)
	}
}

// before stands between one function, or who follows its links, and S3.
func (w *witness) before(verb, endpoint string) string {
	to, err := url.Parse(endpoint)
	if err != nil {
		w.t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if !whole(out, r) {
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		if r.Body = io.NopCloser(bytes.NewReader(body)); len(body) == 0 {
			r.Body = http.NoBody
		}
		proxy := passing(to)
		proxy.ModifyResponse = func(answer *http.Response) error {
			if answer.StatusCode != http.StatusForbidden { // a form or a link that was changed
				w.object(verb, r, body, answer)
			}
			return nil
		}
		proxy.ServeHTTP(out, r)
	}))
	w.t.Cleanup(server.Close)
	return server.URL
}

// forbid makes of an answer what S3 says of a missing object to who may not list.
func forbid(answer *http.Response) {
	const denied = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
	_ = answer.Body.Close()
	answer.StatusCode, answer.Status = http.StatusForbidden, ""
	answer.Body, answer.ContentLength = io.NopCloser(strings.NewReader(denied)), int64(len(denied))
	answer.Header.Set("Content-Length", strconv.Itoa(len(denied)))
}

// object hears a call to S3, whose objects lie under a key of ours: one data key
// is made for those that are written, and decrypted for those that are read.
// Since a bucket has a key of its own for some time, writing decrypts it too.
func (w *witness) object(verb string, r *http.Request, body []byte, answer *http.Response) {
	bucket, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	var action string
	switch {
	case r.Method == http.MethodGet && key == "" && r.URL.Query().Get("list-type") == "2":
		w.needs(verb, "s3:ListBucket", w.arn(bucket), nil)
		return
	case r.Method == http.MethodGet && r.URL.Query().Has("versionId"):
		action = "s3:GetObjectVersion"
	case key != "" && (r.Method == http.MethodGet || r.Method == http.MethodHead):
		action = "s3:GetObject"
	case key != "" && r.Method == http.MethodPut:
		action = "s3:PutObject"
	case r.Method == http.MethodPost && answer.StatusCode >= http.StatusBadRequest:
		return // a form that S3 refuses for what is in it
	case r.Method == http.MethodPost:
		action, key = "s3:PutObject", formKey(r, body)
	default:
		action = "s3:" + r.Method
	}
	w.needs(verb, action, w.arn(bucket)+"/"+key, nil)
	if w.needs(verb, decrypt, dataKey, nil); action == "s3:PutObject" {
		w.needs(verb, generateData, dataKey, nil)
	}
	if answer.StatusCode == http.StatusNotFound && !w.rights.allows(verb, "s3:ListBucket", w.arn(bucket), nil) {
		forbid(answer)
	}
}

// formKey is where a form stores its file.
func formKey(r *http.Request, body []byte) string {
	_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return ""
	}
	for parts := multipart.NewReader(bytes.NewReader(body), params["boundary"]); ; {
		part, err := parts.NextPart()
		if err != nil {
			return ""
		}
		if part.FormName() != "key" {
			continue
		}
		key, _ := io.ReadAll(part)
		return string(key)
	}
}
