package cloud_test

import (
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/lambdaio"
)

// received is a mail that passes; each case spoils it.
func received() *events.SimpleEmailService {
	pass := events.SimpleEmailVerdict{Status: "PASS"}
	return &events.SimpleEmailService{
		Mail: events.SimpleEmailMessage{
			MessageID:     "id1",
			Source:        "trafico@broker.example",
			CommonHeaders: events.SimpleEmailCommonHeaders{From: []string{`"Tráfico, S.C." <trafico@Broker.example>`}},
			Headers:       []events.SimpleEmailHeader{{Name: "DKIM-Signature", Value: "v=1; a=rsa-sha256; d=broker.example; s=k1; bh=x; b=y"}},
		},
		Receipt: events.SimpleEmailReceipt{
			Timestamp:   time.Date(2021, 4, 1, 5, 59, 0, 0, time.UTC), // the day before, in Mexico
			Recipients:  []string{"aaa010101aa1@docs.plant.example"},
			SpamVerdict: pass, VirusVerdict: pass, DKIMVerdict: pass, DMARCVerdict: pass,
			SPFVerdict: events.SimpleEmailVerdict{Status: "FAIL"}, // forwarded: says nothing
		},
	}
}

func TestReceived(t *testing.T) {
	another := events.SimpleEmailHeader{Name: "dkim-signature", Value: "d=evil.example; b=z"}
	undecided := func(s *events.SimpleEmailService, signatures ...string) {
		s.Receipt.DMARCVerdict.Status, s.Mail.Headers = "GRAY", nil
		for _, v := range signatures {
			s.Mail.Headers = append(s.Mail.Headers, events.SimpleEmailHeader{Name: "DKIM-Signature", Value: v})
		}
	}
	for _, c := range []struct {
		name, refused string
		spoil         func(*events.SimpleEmailService)
	}{
		{"taken", "", func(*events.SimpleEmailService) {}},
		{"virus", "mail_virus", func(s *events.SimpleEmailService) { s.Receipt.VirusVerdict.Status = "FAIL" }},
		{"virus unknown", "mail_virus", func(s *events.SimpleEmailService) { s.Receipt.VirusVerdict.Status = "PROCESSING_FAILED" }},
		{"spam", "mail_spam", func(s *events.SimpleEmailService) { s.Receipt.SpamVerdict.Status = "FAIL" }},
		{"spam undecided", "mail_spam", func(s *events.SimpleEmailService) { s.Receipt.SpamVerdict.Status = "GRAY" }},
		{"nothing proves the other domain", "mail_not_authenticated", func(s *events.SimpleEmailService) {
			s.Mail.CommonHeaders.From, s.Receipt.DMARCVerdict.Status = []string{"x@evil.example"}, "GRAY"
		}},
		{"an address of quotes", "mail_sender_unknown", func(s *events.SimpleEmailService) { s.Mail.CommonHeaders.From = []string{`"a b"@broker.example`} }},
		{"two senders", "mail_sender_unknown", func(s *events.SimpleEmailService) {
			s.Mail.CommonHeaders.From = []string{"x@broker.example", "y@evil.example"}
		}},
		{"no sender", "mail_sender_unknown", func(s *events.SimpleEmailService) { s.Mail.CommonHeaders.From = nil }},
		{"DMARC fails", "mail_not_authenticated", func(s *events.SimpleEmailService) { s.Receipt.DMARCVerdict.Status = "FAIL" }},
		{"no DMARC, aligned DKIM", "", func(s *events.SimpleEmailService) { s.Receipt.DMARCVerdict.Status = "GRAY" }},
		{"no DMARC, DKIM fails", "mail_not_authenticated", func(s *events.SimpleEmailService) {
			s.Receipt.DMARCVerdict.Status, s.Receipt.DKIMVerdict.Status = "GRAY", "FAIL"
		}},
		{"no DMARC, DKIM of another", "mail_not_authenticated", func(s *events.SimpleEmailService) {
			s.Receipt.DMARCVerdict.Status, s.Mail.Headers = "GRAY", []events.SimpleEmailHeader{another}
		}},
		{"no DMARC, two signatures", "mail_not_authenticated", func(s *events.SimpleEmailService) {
			s.Receipt.DMARCVerdict.Status, s.Mail.Headers = "GRAY", append(s.Mail.Headers, another)
		}},
		{"no DMARC, two signatures of its own", "", func(s *events.SimpleEmailService) {
			undecided(s, "a=rsa-sha256; d=broker.example; b=x", "a=ed25519-sha256; d=Broker.Example; b=y")
		}},
		{"no DMARC, no signature", "mail_not_authenticated", func(s *events.SimpleEmailService) { undecided(s) }},
		{"no DMARC, signed by a subdomain", "mail_not_authenticated", func(s *events.SimpleEmailService) { undecided(s, "d=customers.broker.example; b=x") }},
		{"no DMARC, signed by a parent", "mail_not_authenticated", func(s *events.SimpleEmailService) { undecided(s, "d=example; b=x") }},
		{"no DMARC, a name that ends alike", "mail_not_authenticated", func(s *events.SimpleEmailService) { undecided(s, "d=evilbroker.example; b=x") }},
		{"no DMARC, a part is signed", "mail_not_authenticated", func(s *events.SimpleEmailService) { undecided(s, "d=broker.example; l=0; b=x") }},
		{"no DMARC, two domains in one", "mail_not_authenticated", func(s *events.SimpleEmailService) { undecided(s, "d=evil.example; d=broker.example; b=x") }},
		{"DMARC by a signature of a subdomain", "", func(s *events.SimpleEmailService) { // its record allows it, as SES has seen
			undecided(s, "d=mail.broker.example; b=x")
			s.Receipt.DMARCVerdict.Status = "PASS"
		}},
		{"two From headers, both pass", "mail_sender_unknown", func(s *events.SimpleEmailService) {
			s.Mail.Headers = append(s.Mail.Headers, events.SimpleEmailHeader{Name: "From", Value: "x@evil.example"}, events.SimpleEmailHeader{Name: "from ", Value: "trafico@broker.example"})
		}},
		{"a name that is an address", "mail_sender_unknown", func(s *events.SimpleEmailService) {
			s.Mail.CommonHeaders.From = []string{"trafico@broker.example <x@evil.example>"}
		}},
		{"a group of senders", "mail_sender_unknown", func(s *events.SimpleEmailService) {
			s.Mail.CommonHeaders.From = []string{"agencia: trafico@broker.example, x@evil.example;"}
		}},
		{"no DMARC, headers cut", "mail_not_authenticated", func(s *events.SimpleEmailService) {
			s.Receipt.DMARCVerdict.Status, s.Mail.HeadersTruncated = "GRAY", true
		}},
		{"no DMARC, SPF alone", "mail_not_authenticated", func(s *events.SimpleEmailService) {
			s.Receipt.DMARCVerdict.Status, s.Receipt.DKIMVerdict.Status, s.Receipt.SPFVerdict.Status = "GRAY", "GRAY", "PASS"
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := received()
			c.spoil(s)
			got, err := cloud.Received(s, "inbox", "docs.plant.example", []string{"broker.example"})
			if err != nil || len(got) != 1 || got[0].Refused != c.refused || got[0].RFC != "AAA010101AA1" {
				t.Errorf("%+v %v, want %q", got, err, c.refused)
			}
		})
	}
}

// TestReceivedProof: who sent a mail is frozen with it, listed for every
// programme or not; ingest asks the list of its own.
func TestReceivedProof(t *testing.T) {
	for name, c := range map[string]struct {
		want  lambdaio.MailProof
		spoil func(*events.SimpleEmailService)
	}{
		"listed": {lambdaio.MailProof{Sender: "trafico@Broker.example", Listed: true, On: 20210331}, func(*events.SimpleEmailService) {}},
		"another domain": {lambdaio.MailProof{Sender: "x@evil.example", On: 20210331}, func(s *events.SimpleEmailService) {
			s.Mail.CommonHeaders.From = []string{`"x@broker.example" <x@evil.example>`}
		}},
		"a subdomain": {lambdaio.MailProof{Sender: "x@a.broker.example", On: 20210331}, func(s *events.SimpleEmailService) {
			s.Mail.CommonHeaders.From = []string{"x@a.broker.example"}
		}},
		"bounce": {lambdaio.MailProof{Sender: "trafico@Broker.example", Listed: true, Bounce: true, On: 20210331}, func(s *events.SimpleEmailService) {
			s.Mail.Source = "<>"
		}},
	} {
		t.Run(name, func(t *testing.T) {
			s := received()
			c.spoil(s)
			got, err := cloud.Received(s, "inbox", "docs.plant.example", []string{"broker.example"})
			if err != nil || len(got) != 1 || got[0].Refused != "" || *got[0].Mail != c.want {
				t.Errorf("%+v %+v %v", got, got[0].Mail, err)
			}
		})
	}
}

func TestReceivedRecipients(t *testing.T) {
	s := received()
	s.Receipt.Recipients = []string{"aaa010101aa1@docs.plant.example", "AAA010101AA1@DOCS.plant.example", "info@docs.plant.example", "x@other.example"}
	got, err := cloud.Received(s, "inbox", "docs.plant.example", nil)
	if err != nil || len(got) != 2 || got[1].RFC != "" || got[0].Refused != "" || got[0].Mail.Listed {
		t.Errorf("%+v %v", got, err)
	}
	s.Receipt.Recipients = s.Receipt.Recipients[3:]
	if got, err := cloud.Received(s, "inbox", "docs.plant.example", nil); err == nil {
		t.Errorf("%+v", got)
	}
	s = received()
	s.Mail.MessageID = "../inbox/x"
	if got, err := cloud.Received(s, "inbox", "docs.plant.example", nil); err == nil {
		t.Errorf("%+v", got)
	}
}
