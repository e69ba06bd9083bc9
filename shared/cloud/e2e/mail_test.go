package e2e_test

import (
	"fmt"
	netmail "net/mail"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/document"
	"example.com/immex/shared/mail"
	"example.com/immex/shared/step"
)

// programmeOf is the programme file of the company.
func programmeOf(t *testing.T, files []dropped) []byte {
	t.Helper()
	for _, f := range files {
		if strings.HasSuffix(f.name, ".yaml") {
			return f.bytes
		}
	}
	t.Fatal("no programme file")
	return nil
}

func moment(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestMailAnswered: a mail in, one answer out by SES, however often its events
// come; a domain is taken by the list of the programme, and a list that comes
// by mail lets nobody in.
func TestMailAnswered(t *testing.T) {
	s := deploy(t)
	rfc, files := company(t)
	const list = "dominio,patente,vigente_desde,vigente_hasta\nagencia.example,3210,2021-01-01,2021-06-30\n"
	s.put("inbox/"+rfc+"/remitentes.csv", []byte(list))
	s.deliver("ingest", 5, []queued{s.created("inbox/" + rfc + "/remitentes.csv")})
	send := func(id, domain, at string) {
		s.put("mail/"+id, fmt.Appendf(nil, "From: t@%s\r\nSubject: %s\r\nMessage-ID: <%s@%s>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n"+
			"--q\r\nContent-Type: text/csv; name=remitentes.csv\r\n\r\ndominio,vigente_desde\r\nevil.example,2021-01-01\r\n\r\n"+
			"--q\r\nContent-Type: application/yaml; name=programa.yaml\r\n\r\n%s\r\n--q--\r\n", domain, id, id, domain, programmeOf(t, files)))
		e := receipt(id, rfc, "PASS")
		e.Records[0].SES.Mail.CommonHeaders.From = []string{"t@" + domain}
		e.Records[0].SES.Mail.Source = "t@" + domain
		e.Records[0].SES.Receipt.Timestamp = moment(t, at)
		var out cloud.MailOut
		for range 2 { // SES tells twice
			if s.call("mail", e, &out); out.Taken != 1 {
				t.Fatalf("%s: %+v", id, out)
			}
		}
		messages := s.aws.take(ingestQueue)
		s.deliver("ingest", 5, append(messages, messages...)) // and SQS again
	}
	send("listed", "agencia.example", "2021-03-01T12:00:00Z")
	send("lapsed", "agencia.example", "2021-07-01T12:00:00Z")
	send("smuggled", "evil.example", "2021-03-02T12:00:00Z")
	replies := s.aws.replied()
	if len(s.dead) > 0 || len(replies) != 1 {
		t.Fatalf("%d answers, %d messages in the DLQ", len(replies), len(s.dead))
	}
	for _, want := range []string{
		"From: immex@plant.example\r\nTo: t@agencia.example\r\nSubject: Re: listed\r\n", "In-Reply-To: <listed@agencia.example>\r\n",
		"Auto-Submitted: auto-replied\r\n", "[mail_senders]", "programa.yaml", "Resultado: aceptado", "Outcome: accepted",
	} {
		if !strings.Contains(replies[0], want) {
			t.Errorf("the answer lacks %q:\n%s", want, replies[0])
		}
	}
	s.echoes(rfc)
	s.limited(rfc)
	docs, err := step.Documents(t.Context(), s.books, rfc)
	if err != nil {
		t.Fatal(err)
	}
	refused := map[string]string{}
	for _, d := range docs {
		if r := d.Record; r.Status == document.Quarantined && len(r.Findings) > 0 {
			refused[r.Name] = r.Findings[0].Code
		}
	}
	for name, code := range map[string]string{"lapsed.eml": "mail_sender_unknown", "smuggled.eml": "mail_sender_unknown", "remitentes.csv": "mail_senders"} {
		if refused[name] != code {
			t.Errorf("%s: %q, want %q", name, refused[name], code)
		}
	}
}

// echoes sends what a program that does not say it is one would send back to
// the one answer, by the id that SES sent it under, and by the thread alone.
func (s *stack) echoes(rfc string) {
	t := s.t
	t.Helper()
	answer, err := netmail.ReadMessage(strings.NewReader(s.aws.replied()[0]))
	if err != nil {
		t.Fatal(err)
	}
	for id, thread := range map[string]string{
		"by-ses":    "In-Reply-To: <" + sentUnder(1) + "@email.amazonses.com>",
		"by-thread": "References: " + answer.Header.Get("References") + " <" + sentUnder(7) + "@email.amazonses.com>",
		"of-nobody": "In-Reply-To: <" + sentUnder(7) + "@email.amazonses.com>",
	} {
		s.put("mail/"+id, []byte("From: t@broker.example\r\nSubject: "+id+"\r\nMessage-ID: <"+id+"@broker.example>\r\n"+thread+"\r\n\r\nGracias\r\n"))
		var out cloud.MailOut
		if s.call("mail", receipt(id, rfc, "PASS"), &out); out.Taken != 1 {
			t.Fatalf("%s: %+v", id, out)
		}
	}
	s.settle()
	replies := s.aws.replied()
	if len(replies) != 2 || !strings.Contains(replies[1], "Subject: Re: of-nobody\r\n") {
		t.Errorf("%d answers, of which one to a mail that follows none of ours:\n%s", len(replies), strings.Join(replies[1:], "\n"))
	}
}

// limited: when the answers of a day are spent, a mail is taken and not answered.
func (s *stack) limited(rfc string) {
	t := s.t
	t.Helper()
	before, today := len(s.aws.replied()), time.Now().In(time.FixedZone("CST", -6*60*60))
	for _, day := range []time.Time{today, today.AddDate(0, 0, 1)} { // midnight may pass
		s.change([]types.WriteRequest{{PutRequest: &types.PutRequest{Item: item{
			"PK": &types.AttributeValueMemberS{Value: "answers#count"}, "SK": &types.AttributeValueMemberS{Value: day.Format(time.DateOnly)},
			"sent": &types.AttributeValueMemberN{Value: strconv.Itoa(mail.PerDay)},
		}}}})
	}
	s.put("mail/spent", []byte("From: t@broker.example\r\nSubject: spent\r\n\r\nhola\r\n"))
	var out cloud.MailOut
	if s.call("mail", receipt("spent", rfc, "PASS"), &out); out.Taken != 1 {
		t.Fatalf("%+v", out)
	}
	s.settle()
	docs, err := step.Documents(t.Context(), s.books, rfc)
	if err != nil || !slices.ContainsFunc(docs, func(d step.DocumentState) bool { return d.Record.Name == "spent.eml" }) {
		t.Errorf("a mail above the limit was not taken: %v", err)
	}
	if n := len(s.aws.replied()) - before; n != 0 {
		t.Errorf("%d answers above the limit of a day", n)
	}
}
