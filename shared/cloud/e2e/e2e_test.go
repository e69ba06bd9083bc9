package e2e_test

import (
	"archive/zip"
	"bytes"
	"crypto/x509"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

// company invents the documents of a small plant.
func company(t *testing.T) (rfc string, files []dropped) {
	t.Helper()
	truth, err := synth.Generate(synth.Options{Seed: 7, Months: 3, Pedimentos: 12, ErrorsOn: true}, func(name string, b []byte) error {
		if name != "truth.json" {
			files = append(files, dropped{path.Base(name), bytes.Clone(b)})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return truth.Company.RFC, files
}

// receipt is SES's event about a mail.
func receipt(id, rfc, dmarc string) events.SimpleEmailEvent {
	var r events.SimpleEmailRecord
	r.SES.Mail.MessageID, r.SES.Mail.Source = id, "trafico@broker.example"
	r.SES.Mail.CommonHeaders.From = []string{"Tráfico <trafico@broker.example>"}
	v := events.SimpleEmailVerdict{Status: "PASS"}
	r.SES.Receipt = events.SimpleEmailReceipt{
		Recipients: []string{strings.ToLower(rfc) + "@" + mailDomain}, SpamVerdict: v, VirusVerdict: v, DKIMVerdict: v,
		DMARCVerdict: events.SimpleEmailVerdict{Status: dmarc},
	}
	return events.SimpleEmailEvent{Records: []events.SimpleEmailRecord{r}}
}

// receive brings every file in by its door: mails by mail, the rest dropped, in
// another order than on one machine, a third of the messages twice.
func (s *stack) receive(rfc string, files []dropped) {
	s.t.Helper()
	var messages []queued
	for _, f := range files {
		if id, ok := strings.CutSuffix(f.name, ".eml"); ok {
			s.put("mail/"+id, f.bytes)
			var out cloud.MailOut
			if s.call("mail", receipt(id, rfc, "PASS"), &out); out.Taken != 1 {
				s.t.Errorf("mail %s: %+v", f.name, out)
			}
			continue
		}
		key := "inbox/" + rfc + "/" + f.name
		s.put(key, f.bytes)
		messages = append(messages, s.created(key))
	}
	messages = append(messages, s.aws.take(ingestQueue)...)
	for i, m := range slices.Clone(messages) {
		if i%3 == 0 {
			m.id += "-again"
			messages = append(messages, m)
		}
	}
	order := rand.New(rand.NewPCG(3, 4))
	order.Shuffle(len(messages), func(i, j int) { messages[i], messages[j] = messages[j], messages[i] })
	s.deliver("ingest", 5, messages)
	s.t.Logf("to DynamoDB for %d messages of ingest: %v", len(messages), s.writes.counted())
	matches := s.aws.take(matchQueue)
	matches = append(matches, matches[:len(matches)/2]...) // at least once
	s.deliver("match", 10, matches)
}

func TestTwoEnginesOneCode(t *testing.T) {
	s := deploy(t)
	rfc, files := company(t)
	late := slices.IndexFunc(files, func(f dropped) bool { return strings.HasSuffix(f.name, ".xml") })
	files = append(slices.Delete(slices.Clone(files), late, late+1), files[late]) // the last one comes when the month is sealed
	last := len(files) - 1
	s.receive(rfc, files[:last])
	if len(s.dead) > 0 {
		t.Fatalf("%d messages in the DLQ, the first %s", len(s.dead), s.dead[0].body)
	}
	if r, err := step.Replay(t.Context(), s.books, rfc); err != nil || r.Difference.ES != "" {
		t.Fatalf("replay: %v %v", r.Difference.EN, err)
	}
	descargos := 0
	err := step.EachBook(t.Context(), s.books, rfc, func(b *ledger.Book) error {
		descargos += len(b.Descargos)
		return nil
	})
	if err != nil || descargos == 0 {
		t.Fatalf("%d descargos, %v: nothing to compare", descargos, err)
	}
	const name = "2021-03"
	monthly := map[string]string{"task": "monthly", "at": "2021-04-07T13:30:00Z"}
	for _, in := range []map[string]string{monthly, monthly, {"task": "compile", "rfc": rfc, "period": name}} { // the schedule repeats, and a person asks too
		var out cloud.WatchOut
		if s.call("watch", in, &out); out.Started != 1 {
			t.Fatalf("watch: %+v", out)
		}
	}
	if len(s.aws.started()) != 1 {
		t.Fatalf("executions: %v", s.aws.started())
	}
	var input json.RawMessage
	for execution, in := range s.aws.started() {
		if strings.HasPrefix(execution, rfc+"-"+name+"-") {
			input = in
		}
	}
	sealed, have := s.execute(rfc+"-"+name, input)
	if v, err := expediente.Verify(bytes.NewReader(have), int64(len(have))); err != nil || !v.OK {
		t.Errorf("the package does not verify: %+v %v", v, err)
	}
	m := onOneMachine(t, rfc)
	m.receive(files[:last])
	want := m.compile(name)
	if !bytes.Equal(have, want) {
		t.Errorf("%s differs between the engines: %s", sealed.Package, difference(t, have, want))
	}
	s.links(t, have)
	s.linksOfAPI(t, rfc, have)
	again, _ := s.execute("again", input)
	if again != sealed || len(s.aws.posted()) != 1 {
		t.Errorf("repeated: %+v instead of %+v, %d mails", again, sealed, len(s.aws.posted()))
	}
	s.buildsOn(m, name, files[last:])
	s.tellsNothing(rfc, files)
	s.recovers(rfc)
	t.Logf("%d documents, %d descargos, package of %d bytes, SHA-256 %s on both engines", len(files), descargos, len(have), sealed.SHA256)
}

// buildsOn makes the month after one that was sealed, what comes late for the
// sealed one, and the year: all read the packages before them, on one machine and
// on AWS.
func (s *stack) buildsOn(m *machine, sealed string, late []dropped) {
	s.t.Helper()
	both := func(period string) step.SealOut {
		s.t.Helper()
		out, have := s.execute(m.rfc+"-"+period+"-"+strconv.Itoa(len(s.aws.posted())), encode(s.t, step.PlanIn{RFC: m.rfc, Period: period}))
		if want := m.compile(period); !bytes.Equal(have, want) {
			s.t.Errorf("%s differs between the engines: %s", out.Package, difference(s.t, have, want))
		}
		return out
	}
	both("2021-04")
	s.receive(m.rfc, late)
	m.receive(late)
	if out := both(sealed); !strings.Contains(out.Package, expediente.Supplement(sealed, 1)) {
		s.t.Errorf("late facts give %s, no supplement", out.Package)
	}
	if out := both("2021"); !strings.Contains(out.Package, "-2021.") { // of which these months are sealed, with what was corrected later
		s.t.Errorf("the year is %s", out.Package)
	}
}

// links follows those of the delivery: the package, and its signature, which
// is checked without any service.
func (s *stack) links(t *testing.T, want []byte) {
	t.Helper()
	if len(s.aws.posted()) != 1 {
		t.Fatalf("%d mails", len(s.aws.posted()))
	}
	var got [][]byte
	for word := range strings.FieldsSeq(s.aws.posted()[0]) {
		if !strings.HasPrefix(word, "http://") {
			continue
		}
		r, err := http.Get(word)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r.Body)
		if err = errors.Join(err, r.Body.Close()); err != nil || r.StatusCode != http.StatusOK {
			t.Fatalf("a link gives %s, %v", r.Status, err)
		}
		got = append(got, b)
	}
	if len(got) != 2 || !bytes.Equal(got[0], want) {
		t.Fatalf("%d links, or the first one is not the package", len(got))
	}
	v, err := expediente.Verify(bytes.NewReader(want), int64(len(want)))
	if err != nil || !v.OK {
		t.Fatalf("%+v %v", v, err)
	}
	der, err := x509.MarshalPKIXPublicKey(&s.aws.seal.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	by := expediente.CheckSignature("x.sig.json", got[1], v.Manifest, document.HashOf(want), v.Sum, []document.Hash{expediente.KeyID(der)})
	if by.First != nil || !by.Known || by.Algorithm != expediente.ECDSA {
		t.Errorf("signature: %+v %+v", by, by.First)
	}
}

// linksOfAPI follows the link that the API gives of the package.
func (s *stack) linksOfAPI(t *testing.T, rfc string, want []byte) {
	t.Helper()
	var out events.APIGatewayV2HTTPResponse
	s.call("api", apiCall(rfc, "packages"), &out)
	var list struct{ Packages []struct{ Link string } }
	if err := json.Unmarshal([]byte(out.Body), &list); err != nil || len(list.Packages) != 1 {
		t.Fatalf("%v: %d %s", err, out.StatusCode, out.Body)
	}
	r, err := http.Get(list.Packages[0].Link)
	if err != nil {
		t.Fatal(err)
	}
	have, err := io.ReadAll(r.Body)
	if err = errors.Join(err, r.Body.Close()); err != nil || r.StatusCode != http.StatusOK || !bytes.Equal(have, want) {
		t.Errorf("the link of the API gives %s, %v, %d bytes", r.Status, err, len(have))
	}
}

// difference names the first file of two packages that is not the same.
func difference(t *testing.T, have, want []byte) string {
	t.Helper()
	files := func(b []byte) map[string][]byte {
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		out := map[string][]byte{}
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			if out[f.Name], err = io.ReadAll(r); err != nil {
				t.Fatal(err)
			}
		}
		return out
	}
	a, b := files(have), files(want)
	var out []string
	for name := range b {
		if !bytes.Equal(a[name], b[name]) {
			i := 0
			for i < min(len(a[name]), len(b[name])) && a[name][i] == b[name][i] {
				i++
			}
			around := func(x []byte) []byte { return x[max(0, i-200):min(len(x), i+200)] }
			out = append(out, name)
			if !strings.HasSuffix(name, ".pdf") && !strings.HasSuffix(name, ".xlsx") {
				out = append(out, string(around(a[name])), "instead of", string(around(b[name])))
			}
		}
	}
	for name := range a {
		if _, ok := b[name]; !ok {
			out = append(out, "only on AWS: "+name)
		}
	}
	return strings.Join(out, "\n")
}

func TestRefusedMail(t *testing.T) {
	s := deploy(t)
	rfc, _ := company(t)
	s.put("mail/forged", []byte("From: trafico@broker.example\r\nTo: x@y.example\r\nSubject: hola\r\n\r\nhola\r\n"))
	var out cloud.MailOut
	if s.call("mail", receipt("forged", rfc, "FAIL"), &out); out.Refused != 1 {
		t.Fatalf("%+v", out)
	}
	s.settle()
	docs, err := step.Documents(t.Context(), s.books, rfc)
	if err != nil || len(docs) != 1 {
		t.Fatalf("%v %v", docs, err)
	}
	r := docs[0].Record
	if r.Status != document.Quarantined || r.Findings[0].Code != "mail_not_authenticated" || len(s.aws.posted())+len(s.aws.replied()) != 0 {
		t.Errorf("%+v, %d mails", r, len(s.aws.posted()))
	}
	var w cloud.WatchOut
	for range 2 {
		if s.call("watch", map[string]string{"task": "daily", "at": "2021-04-07T13:00:00Z"}, &w); w.Stuck != 1 {
			t.Errorf("watch: %+v", w)
		}
	}
	if len(s.aws.posted()) != 1 || !strings.Contains(s.aws.posted()[0], "forged.eml") {
		t.Errorf("digests: %q", s.aws.posted())
	}
}

// TestPoison: what cannot be handled costs its own attempts and nothing else.
func TestPoison(t *testing.T) {
	s := deploy(t)
	rfc, files := company(t)
	huge := "inbox/" + rfc + "/huge.zip"
	s.put(huge, make([]byte, cloud.MaxObject+1))
	messages := []queued{{id: "poison", body: "{"}, s.created("inbox/" + rfc + "/nothing-there.zip"), s.created(huge)}
	for _, f := range files[:2] {
		key := "inbox/" + rfc + "/" + f.name
		s.put(key, f.bytes)
		messages = append(messages, s.created(key))
	}
	s.deliver("ingest", 5, messages)
	if len(s.dead) != 2 || s.dead[0].receives != maxReceives {
		t.Errorf("dead: %+v", s.dead)
	}
	docs, err := step.Documents(t.Context(), s.books, rfc)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if d.Copies > 0 {
			t.Errorf("%s was taken %d times more", d.Record.Name, d.Copies)
		}
	}
	if len(docs) < 3 {
		t.Errorf("%d documents", len(docs))
	}
	if i := slices.IndexFunc(docs, func(d step.DocumentState) bool { return d.Record.Name == "huge.zip" }); i < 0 || !docs[i].Record.Findings.Has("file_too_large") {
		t.Errorf("nothing tells of what is too large: %+v", docs)
	}
}

// TestReaderDies: a reader that crashes is a finding, one that is away is not.
func TestReaderDies(t *testing.T) {
	s := deploy(t)
	rfc, files := company(t)
	i := slices.IndexFunc(files, func(f dropped) bool { return strings.HasSuffix(f.name, ".pdf") })
	if i < 0 {
		t.Fatal("the company has no PDF")
	}
	key := "inbox/" + rfc + "/" + files[i].name
	s.put(key, files[i].bytes)
	for _, c := range []struct {
		crash, code string
		dead        int
	}{{"Transient", "", 1}, {"Runtime.ExitError", "pdf_damaged", 0}, {"Sandbox.Timedout", "pdf_reader_failed", 0}} {
		s.aws.crashes(c.crash)
		s.dead = nil
		s.deliver("ingest", 5, []queued{s.created(key)})
		docs, err := step.Documents(t.Context(), s.books, rfc)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.dead) != c.dead || (c.code == "") != (len(docs) == 0) {
			t.Errorf("%s: %d dead, documents %+v", c.crash, len(s.dead), docs)
		} else if c.code != "" && docs[0].Record.Findings[0].Code != c.code {
			t.Errorf("%s: findings %+v", c.crash, docs[0].Record.Findings)
		}
	}
	s.aws.crashes("") // dropped again it heals
	s.deliver("ingest", 5, []queued{s.created(key)})
	docs, err := step.Documents(t.Context(), s.books, rfc)
	if err != nil || docs[len(docs)-1].Record.Status != document.Accepted {
		t.Errorf("%+v %v", docs, err)
	}
}

// TestCrossCheckWaitsForItsReader: a package is not made of what could not be
// read again because the read function was away; the step fails and heals. What is
// kept of a reading needs no reader, and says the same.
func TestCrossCheckWaitsForItsReader(t *testing.T) {
	s := deploy(t)
	rfc, files := company(t)
	i := slices.IndexFunc(files, func(f dropped) bool { return strings.HasSuffix(f.name, ".pdf") })
	if i < 0 {
		t.Fatal("the company has no PDF")
	}
	key := "inbox/" + rfc + "/" + files[i].name
	s.put(key, files[i].bytes)
	s.deliver("ingest", 5, []queued{s.created(key)})
	s.settle()
	const period = "2021"
	var plan step.PlanOut
	s.call("plan", step.PlanIn{RFC: rfc, Period: period}, &plan)
	in := step.CrossCheckIn{RFC: rfc, Period: period, Cut: plan.Cut, Reconciled: []step.RefOut{}}
	payload, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	s.aws.crashes("Transient")
	var kept step.RefOut
	s.call("crosscheck", in, &kept)
	if s.forget() == 0 {
		t.Error("no reading was kept")
	}
	if a, err := s.functions["crosscheck"].Invoke(t.Context(), payload); err != nil || a.ErrorType != "Transient" {
		t.Errorf("with its reader away: %q %q %v", a.ErrorType, a.Payload, err)
	}
	s.aws.crashes("")
	var one, two step.RefOut
	s.call("crosscheck", in, &one)
	s.call("crosscheck", in, &two)
	if one.Ref == "" || one != two || one != kept {
		t.Errorf("repeated it answers %v and %v, by what is kept %v", one, two, kept)
	}
}

// TestKilledIngest: the process dies when its blobs are stored and nothing is
// committed (write 0), and at later writes of the commit; redelivered, the
// books are the same whenever it died.
func TestKilledIngest(t *testing.T) {
	rfc, files := company(t)
	i := slices.IndexFunc(files, func(f dropped) bool { return strings.Contains(f.name, ".zip") })
	docs := [][]step.DocumentState{}
	for _, n := range []int{0, 1, 2, 3, 5, 8, 13} {
		s := deploy(t)
		key := "inbox/" + rfc + "/" + files[i].name
		s.put(key, files[i].bytes)
		frail := s.function("ingest", s.env["ingest"], killAfter)
		s.writes.arm(n)
		again := s.batch(frail, []queued{s.created(key)})
		if len(again) != 1 || !s.writes.caught() {
			t.Fatalf("the function was not killed at write %d", n)
		}
		s.writes.arm(-1)
		s.deliver("ingest", 5, again)
		s.settle()
		if len(s.dead) > 0 {
			t.Fatalf("dead: %+v", s.dead)
		}
		r, err := step.Replay(t.Context(), s.books, rfc)
		if err != nil || r.Difference.ES != "" || r.Facts == 0 {
			t.Errorf("killed at write %d: %d facts, %s %v", n, r.Facts, r.Difference.EN, err)
		}
		d, err := step.Documents(t.Context(), s.books, rfc)
		if err != nil {
			t.Fatal(err)
		}
		for i := range d {
			d[i].Copies = 0 // a commit that landed makes the redelivery a duplicate
		}
		docs = append(docs, d)
	}
	for n := 1; n < len(docs); n++ {
		a, errA := json.Marshal(docs[0])
		if b, err := json.Marshal(docs[n]); errA != nil || err != nil || !bytes.Equal(a, b) {
			t.Errorf("killed at another write the journal says other things:\n%.300s\n%.300s", a, b)
		}
	}
}
