package e2e_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"example.com/immex/shared/lambdaio"
)

// logbook keeps what bootstraps print.
type logbook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (l *logbook) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// spent is what messages of one function took by the clock.
type spent struct {
	messages int
	took     time.Duration
}

func (s *stack) spend(verb string, messages int, took time.Duration) {
	if s.spent[verb] == nil {
		s.spent[verb] = &spent{}
	}
	s.spent[verb].messages += messages
	s.spent[verb].took += took
}

// personal are the shapes of an RFC, a CURP, a number of a pedimento and a mail
// address, whosever they are.
func personal() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`\b[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}\b`), regexp.MustCompile(`\b[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d\b`),
		regexp.MustCompile(`\b\d{2} ?\d{2} ?\d{4} ?\d{7}\b`), regexp.MustCompile(`[a-z.]+@[a-z.]+\.[a-z]+`),
	}
}

// keepsQuiet looks through all that the functions of a stack printed, in
// whatever test it stands.
func (s *stack) keepsQuiet() {
	s.t.Helper()
	log := s.logs.String()
	for _, p := range personal() {
		if at := p.FindStringIndex(log); at != nil {
			s.t.Errorf("the log says %q: %s", log[at[0]:at[1]], log[max(0, at[0]-100):min(len(log), at[1]+100)])
		}
	}
}

// secrets are what the documents say that a log must not: RFCs and CURPs,
// numbers of pedimentos, mail addresses, amounts of four digits and more, and
// the names of files.
func secrets(t *testing.T, files []dropped) []string {
	t.Helper()
	patterns := append(personal(),
		regexp.MustCompile(`\b\d{4,}\.\d{2}\b`), regexp.MustCompile(`(?:nombre|Nombre|name)="([^"]{6,})"`), regexp.MustCompile(`[A-Z][a-zé]+ [A-Z][a-zé]+ del [A-Z][a-z]+`))
	found := map[string]bool{}
	var scan func(name string, b []byte)
	scan = func(name string, b []byte) {
		if base := name[strings.LastIndexByte(name, '/')+1:]; len(base) > 5 {
			found[base] = true
		}
		if z, err := zip.NewReader(bytes.NewReader(b), int64(len(b))); err == nil {
			for _, f := range z.File {
				r, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				inner, err := io.ReadAll(r)
				if err != nil {
					t.Fatal(err)
				}
				scan(f.Name, inner)
			}
			return
		}
		for _, p := range patterns {
			for _, m := range p.FindAllSubmatch(b, -1) {
				found[string(m[len(m)-1])] = true
			}
		}
	}
	for _, f := range files {
		scan(f.name, f.bytes)
	}
	var out []string
	for s := range found {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

// logLine holds one line to what may be in it: keys we made, closed words, and
// metrics as CloudWatch reads them.
func logLine(t *testing.T, line string, seen map[lambdaio.Metric]int) {
	t.Helper()
	var l map[string]any
	if err := json.Unmarshal([]byte(line), &l); err != nil {
		t.Errorf("not JSON: %s", line)
		return
	}
	raw, metrics := l["_aws"]
	if !metrics {
		for key, v := range l {
			if !slices.Contains(lambdaio.LogKeys(), key) || v == "[redacted]" {
				t.Errorf("%s in %s", key, line)
			}
		}
		return
	}
	var aws struct {
		Timestamp         int64
		CloudWatchMetrics []struct {
			Namespace  string
			Dimensions [][]string
			Metrics    []struct{ Name, Unit string }
		}
	}
	text, err := json.Marshal(raw)
	if err == nil {
		err = json.Unmarshal(text, &aws)
	}
	if err != nil || aws.Timestamp < 1e12 || len(aws.CloudWatchMetrics) != 1 || len(line) > 1<<16 {
		t.Fatalf("%v: %s", err, line)
	}
	d := aws.CloudWatchMetrics[0]
	if d.Namespace != "immex/test" || len(d.Dimensions) != 1 || len(d.Dimensions[0]) != 0 || len(l) != len(d.Metrics)+2 {
		t.Errorf("directive of %s", line)
	}
	for _, m := range d.Metrics {
		value, ok := l[m.Name].(float64)
		if !ok || value < 0 || lambdaio.Metrics()[lambdaio.Metric(m.Name)] != m.Unit {
			t.Errorf("metric %+v in %s", m, line)
		}
		seen[lambdaio.Metric(m.Name)]++
	}
}

// tellsNothing sends bad documents after the good ones and calls every
// function, and looks through all that was printed.
func (s *stack) tellsNothing(rfc string, files []dropped) {
	t := s.t
	t.Helper()
	bad := []dropped{{"secreto de Juan Pérez.pdf", []byte("%PDF-1.7 persona@plant.example 123456.78")}, {"AAA010101AA1.xml", []byte("<pedimento rfc='GODE561231GR8'")}, {"x.csv", []byte("a,b\n=1+1,GODE561231GR8\n")}, {"GODE561231HDFRRN09.xml", []byte("<persona curp='GODE561231HDFRRN09'>persona@plant.example")}, {"x.edi", []byte("UNA:+.? 'UNB+UNOA:2+GODE561231GR8+X+210301:1200+1'")}}
	var messages []queued
	for _, f := range bad {
		s.put("inbox/"+rfc+"/"+f.name, f.bytes)
		messages = append(messages, s.created("inbox/"+rfc+"/"+f.name))
	}
	messages = append(messages, queued{id: "poison", body: `{"rfc":"GODE561231GR8","name":"Juan Pérez"`}, s.created("inbox/"+rfc+"/no está, Juan Pérez.zip"))
	s.deliver("ingest", 5, messages)
	for _, crash := range []string{"", "Runtime.ExitError", "Transient"} { // the first is a version
		i := slices.IndexFunc(files, func(f dropped) bool { return strings.HasSuffix(f.name, ".pdf") })
		s.aws.crashes(crash)
		another := append(slices.Clone(files[i].bytes), "\n%"+crash...)
		s.put("inbox/"+rfc+"/"+crash+".pdf", another)
		s.deliver("ingest", 1, []queued{s.created("inbox/" + rfc + "/" + crash + ".pdf")})
	}
	s.aws.crashes("")
	s.deliver("match", 10, append(s.aws.take(matchQueue), queued{id: "poison", group: "g", body: `{"rfc":"GODE561231GR8"}`}))
	s.calls(rfc)
	log := s.logs.String()
	seen := map[lambdaio.Metric]int{}
	lines := strings.Split(strings.TrimSpace(log), "\n")
	for _, line := range lines {
		logLine(t, line, seen)
	}
	words := append(secrets(t, append(files, bad...)), rfc, "GODE561231GR8", "GODE561231HDFRRN09", "Juan", "Pérez", "persona@", "plant.example", "broker.example")
	for _, w := range words {
		if strings.Contains(log, w) {
			at := strings.Index(log, w)
			t.Errorf("the log says %q: %s", w, log[max(0, at-100):min(len(log), at+100)])
		}
	}
	for m := range lambdaio.Metrics() {
		if seen[m] == 0 {
			t.Errorf("nothing wrote %s", m)
		}
	}
	t.Logf("%d lines, %d bytes, looked for %d words; metrics %v", len(lines), len(log), len(words), seen)
	s.spent["read"] = &s.aws.reading
	for verb, sp := range s.spent {
		t.Logf("%s: %d messages, %d ms each on this machine, shared", verb, sp.messages, sp.took.Milliseconds()/int64(sp.messages))
	}
}

// calls fires the other functions: a mail that fails, a call of the API,
// schedules and payloads that are no such thing.
func (s *stack) calls(rfc string) {
	s.t.Helper()
	payload, err := json.Marshal(receipt("forged", rfc, "FAIL"))
	if err != nil {
		s.t.Fatal(err)
	}
	request := events.APIGatewayV2HTTPRequest{RouteKey: "GET /programmes/{rfc}/documents", PathParameters: map[string]string{"rfc": rfc}}
	request.RequestContext.HTTP.Method = "GET"
	request.RequestContext.Authorizer = &events.APIGatewayV2HTTPRequestContextAuthorizerDescription{JWT: &events.APIGatewayV2HTTPRequestContextAuthorizerJWTDescription{
		Claims: map[string]string{"token_use": "id", "sub": "0e3c4a5e", "cognito:groups": "[officer]", "custom:programmes": rfc, "email": "persona@plant.example"},
	}}
	call, err := json.Marshal(request)
	if err != nil {
		s.t.Fatal(err)
	}
	for verb, payloads := range map[string][]string{
		"mail": {string(payload)}, "api": {string(call)}, "watch": {`{"task":"` + rfc + `","at":"2021-04-07T13:30:00Z"}`},
	} {
		for _, p := range payloads {
			if _, err := s.functions[verb].Invoke(s.t.Context(), json.RawMessage(p)); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	for _, verb := range verbs() {
		if _, err := s.functions[verb].Invoke(s.t.Context(), json.RawMessage(`{"rfc":"`+rfc+`","period":"Juan Pérez","name":1}`)); err != nil {
			s.t.Fatal(err)
		}
	}
}
