package cloud

import (
	"context"
	"encoding/json"
	"fmt"
	"net/mail"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/pedimento"
)

// mailPrefix is where SES puts what it received, under the message's own id.
const mailPrefix = "mail/"

// Verdicts of SES; GRAY, PROCESSING_FAILED and DISABLED are neither.
const (
	verdictPass = "PASS"
	verdictFail = "FAIL"
)

// The codes of the findings of a mail that is not taken.
const (
	refusedVirus  = "mail_virus"
	refusedSpam   = "mail_spam"
	refusedSender = "mail_sender_unknown"
	refusedProof  = "mail_not_authenticated"
)

// MailOut counts what was handed to ingest.
type MailOut struct {
	Taken   int `json:"taken"`
	Refused int `json:"refused"`
}

// Mail hands received mails to ingest, those it refuses with the reason: ingest
// alone writes the journal, and this function, which faces the world, can only
// send to its queue. The sender gets no answer.
func (c *Cloud) Mail() func(context.Context, events.SimpleEmailEvent) (MailOut, error) {
	queue := sqs.NewFromConfig(c.aws)
	return func(ctx context.Context, e events.SimpleEmailEvent) (MailOut, error) {
		var out MailOut
		for i := range e.Records {
			arrivals, err := Received(&e.Records[i].SES, c.set.InboxBucket, c.set.MailDomain, strings.Split(c.set.MailAllowed, ","))
			if err != nil {
				return out, err
			}
			for _, a := range arrivals {
				if err := c.handOver(ctx, queue, a); err != nil {
					return out, err
				}
				if a.Refused == "" {
					out.Taken++
				} else {
					out.Refused++
				}
			}
		}
		return out, nil
	}
}

// handOver puts one arrival into the queue of ingest.
func (c *Cloud) handOver(ctx context.Context, queue *sqs.Client, a lambdaio.Arrival) error {
	body, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("hand over a mail: %w", err)
	}
	_, err = queue.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: &c.set.IngestQueueURL, MessageBody: aws.String(string(body))})
	return classify("hand over a mail", err)
}

// Received judges one receipt: an arrival for every programme the mail was sent
// to, taken or refused alike. An address that is no RFC leaves the programme to
// the documents.
func Received(s *events.SimpleEmailService, bucket, domain string, allowed []string) ([]lambdaio.Arrival, error) {
	id := s.Mail.MessageID
	if id == "" || strings.Contains(id, "/") {
		return nil, fault.Newf(fault.Corrupt, "read a receipt event", "it has no usable message id")
	}
	refused := judge(s, allowed)
	var out []lambdaio.Arrival
	seen := map[string]bool{}
	for _, to := range s.Receipt.Recipients {
		local, host, ok := strings.Cut(to, "@")
		if !ok || !strings.EqualFold(host, domain) {
			continue
		}
		rfc := strings.ToUpper(local)
		if !pedimento.RFCShape(rfc) {
			rfc = ""
		}
		if seen[rfc] {
			continue
		}
		seen[rfc] = true
		out = append(out, lambdaio.Arrival{RFC: rfc, Name: id + ".eml", Bucket: bucket, Key: mailPrefix + id, Refused: refused})
	}
	if len(out) == 0 {
		return nil, fault.Newf(fault.Misconfigured, "read a receipt event", "no recipient is of MAIL_DOMAIN")
	}
	return out, nil
}

// judge is "" for a mail to be taken, else the code of its refusal. Every
// verdict is SES's own, from the receipt event. DMARC passes only when SPF or
// DKIM passed for the very domain of the From address, so it proves that
// address; SPF alone proves nothing, since forwarding breaks it.
func judge(s *events.SimpleEmailService, allowed []string) string {
	r := &s.Receipt
	switch {
	case r.VirusVerdict.Status != verdictPass:
		return refusedVirus
	case r.SpamVerdict.Status != verdictPass:
		return refusedSpam
	}
	domain := senderDomain(s.Mail.CommonHeaders.From)
	if domain == "" || !listed(domain, allowed) {
		return refusedSender
	}
	if r.DMARCVerdict.Status == verdictPass {
		return ""
	}
	if r.DMARCVerdict.Status != verdictFail && r.DKIMVerdict.Status == verdictPass && alignedDKIM(&s.Mail, domain) {
		return ""
	}
	return refusedProof
}

// senderDomain is the domain of the one From address; two addresses are not
// one sender.
func senderDomain(from []string) string {
	list, err := mail.ParseAddressList(strings.Join(from, ", "))
	if err != nil || len(list) != 1 {
		return ""
	}
	at := strings.LastIndexByte(list[0].Address, '@')
	return strings.ToLower(list[0].Address[at+1:])
}

func listed(domain string, allowed []string) bool {
	for _, a := range allowed {
		if a = strings.TrimSpace(a); a != "" && strings.EqualFold(a, domain) {
			return true
		}
	}
	return false
}

// alignedDKIM reports whether the signature SES passed is of the sender's own
// domain. The event does not say which one passed, so there must be exactly
// one; with it, d= names whom the verdict is about. A sender without a DMARC
// record is proved this way.
func alignedDKIM(m *events.SimpleEmailMessage, domain string) bool {
	if m.HeadersTruncated {
		return false
	}
	signed := ""
	count := 0
	for _, h := range m.Headers {
		if !strings.EqualFold(h.Name, "DKIM-Signature") {
			continue
		}
		count++
		for tag := range strings.SplitSeq(h.Value, ";") {
			if name, value, ok := strings.Cut(tag, "="); ok && strings.TrimSpace(name) == "d" {
				signed = strings.TrimSpace(value)
			}
		}
	}
	return count == 1 && strings.EqualFold(signed, domain)
}

// refusal says what happened and what to do, for the record in the journal.
func refusal(code string) document.Text {
	const es, en = " Se apartó sin leerlo y sin contestar; si es de su agente aduanal, deje sus documentos en inbox/<RFC>/.",
		" It was set apart unread and unanswered; if it is your broker's, drop its documents in inbox/<RFC>/."
	switch code {
	case refusedVirus:
		return document.Textf("El antivirus no dio el correo por limpio."+es, "The virus scan did not pass the mail."+en)
	case refusedSpam:
		return document.Textf("El filtro de spam no dejó pasar el correo."+es, "The spam filter did not pass the mail."+en)
	case refusedSender:
		return document.Textf("El remitente no es de un dominio permitido (MAIL_ALLOWED)."+es, "The sender is not of an allowed domain (MAIL_ALLOWED)."+en)
	case refusedProof:
		return document.Textf("Ni DMARC ni una firma DKIM alineada prueban el dominio del remitente."+es, "Neither DMARC nor an aligned DKIM signature proves the sender's domain."+en)
	}
	return document.Textf("La puerta del correo no lo aceptó."+es, "The mail door did not take it."+en)
}
