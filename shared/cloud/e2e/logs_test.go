package e2e_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"html"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"example.com/immex/shared/cloud"
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

// tail is the end of it, for a failure that is read by a person.
func (l *logbook) tail() string {
	const most, wide = 30, 300
	lines := strings.Split(strings.TrimSpace(l.String()), "\n")
	lines = slices.Clone(lines[max(0, len(lines)-most):])
	for i, line := range lines {
		lines[i] = line[:min(len(line), wide)]
	}
	return strings.Join(lines, "\n")
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

// personal are the shapes of an RFC, a CURP, a number of a pedimento, whole or
// without its year and office, and a mail address, whosever they are and however
// they are written: with blanks or dashes, and as JSON and addresses escape them.
func personal() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`(?:^|[^A-Za-z0-9Ñ&])((?:[A-ZÑ&]|&amp;|%26|%C3%91|\\u0026|\\u00[dD]1){3,4}[- ]?\d{6}[- ]?[A-Z0-9]{3})\b`),
		regexp.MustCompile(`\b[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d\b`),
		regexp.MustCompile(`\b\d{2}[- ]{0,2}\d{2}[- ]{0,2}\d{4}[- ]{0,2}\d{7}\b`), regexp.MustCompile(`\b\d{4}[- ]\d{7}\b`),
		regexp.MustCompile(`[\p{L}0-9._%+'-]+(?:@|%40|\\u0040)[\p{L}0-9-]+(?:\.[\p{L}0-9-]+)*\.[A-Za-z]{2,}`),
	}
}

// TestPersonalShapes: what the scan of the logs must see, and what a log may say.
func TestPersonalShapes(t *testing.T) {
	seen := func(s string) bool {
		return slices.ContainsFunc(personal(), func(p *regexp.Regexp) bool { return p.MatchString(s) })
	}
	for _, s := range []string{
		"AAA010101AA1", "GODE561231GR8", "ÑAÑ010101AA1", `"rfc":"A&B010101AA1"`, `A\u0026B010101AA1`, "/p/A%26B010101AA1/hoy", "%C3%91AB010101AA1", "AAA-010101-AA1", "inbox/AAA010101AA1/x",
		"GODE561231HDFRRN09", "21 24 3210 1000001", "21  24  3210  1000001", "21-24-3210-1000001", "212432101000001", "3210-1000001",
		"persona@plant.example", "Persona.1@Plant.Example", "TRAFICO2@BROKER.EXAMPLE", "peña@plant.example", "a+b@plant.example", "persona%40plant.example", `persona\u0040plant.example`,
	} {
		if !seen(s) {
			t.Errorf("%q is not seen", s)
		}
	}
	for _, s := range []string{
		`{"time":"2026-11-27T15:04:05.000000001Z","level":"INFO","msg":"message failed","class":"transient","attempt":1}`,
		`"request_id":"3f2c1a9e-5b7d-4c1e-8a2f-123456789012"`, `"Timestamp":1795791245000`, "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "go.example/pkg@v1.41.0/file.go:10",
	} {
		if seen(s) {
			t.Errorf("%q is taken for personal data", s)
		}
	}
}

// spellings are a word as it stands, as JSON, pages and addresses write it, and
// in the other case.
func spellings(t *testing.T, word string) []string {
	t.Helper()
	quoted := string(encode(t, word))
	return []string{word, quoted[1 : len(quoted)-1], html.EscapeString(word), url.PathEscape(word), url.QueryEscape(word), strings.ToUpper(word), strings.ToLower(word)}
}

// hushed looks through the logs for words, in each of their spellings.
func (s *stack) hushed(words []string) {
	s.t.Helper()
	log := s.logs.String()
	for _, w := range words {
		for _, spelt := range spellings(s.t, w) {
			if at := strings.Index(log, spelt); at >= 0 {
				s.t.Errorf("the log says %q: %s", spelt, log[max(0, at-100):min(len(log), at+100)])
				break
			}
		}
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
		regexp.MustCompile(`\b\d{4,}\.\d{2}\b`), regexp.MustCompile(`(?:nombre|Nombre|name)="([^"]{6,})"`),
		regexp.MustCompile(`<(?:\w+:)?(?:nombre|razonSocial|denominacion)>([^<]{6,})<`), regexp.MustCompile(`\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? del \p{Lu}\p{Ll}+`))
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
	s.answerDenied(rfc)
	s.deliver("match", 10, append(s.aws.take(matchQueue), queued{id: "poison", group: "g", body: `{"rfc":"GODE561231GR8"}`}))
	s.calls(rfc)
	log := s.logs.String()
	seen := map[lambdaio.Metric]int{}
	lines := strings.Split(strings.TrimSpace(log), "\n")
	for _, line := range lines {
		logLine(t, line, seen)
	}
	words := append(secrets(t, append(files, bad...)), rfc, "GODE561231GR8", "GODE561231HDFRRN09", "Juan", "Pérez", "persona@", "plant.example", "broker.example")
	s.hushed(words)
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

// answerDenied takes a mail whose answer SES refuses for good.
func (s *stack) answerDenied(rfc string) {
	s.t.Helper()
	s.put("inbox/"+rfc+"/remitentes.csv", []byte("dominio,patente,vigente_desde,vigente_hasta\nbroker.example,3210,2021-01-01,2021-06-30\n"))
	s.deliver("ingest", 5, []queued{s.created("inbox/" + rfc + "/remitentes.csv")})
	s.put("mail/denied", []byte("From: t@broker.example\r\nSubject: x\r\nMessage-ID: <denied@broker.example>\r\nMIME-Version: 1.0\r\n"+
		"Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: application/xml; name=pedimento.xml\r\n\r\n<pedimento rfc='x'\r\n\r\n--q--\r\n"))
	e := receipt("denied", rfc, "PASS")
	e.Records[0].SES.Mail.CommonHeaders.From = []string{"t@broker.example"}
	e.Records[0].SES.Mail.Source = "t@broker.example"
	e.Records[0].SES.Receipt.Timestamp = moment(s.t, "2021-03-01T12:00:00Z")
	var out cloud.MailOut
	if s.call("mail", e, &out); out.Taken != 1 {
		s.t.Errorf("the mail was not taken: %+v", out)
	}
	s.aws.denies(true)
	s.deliver("ingest", 5, s.aws.take(ingestQueue))
	s.aws.denies(false)
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
