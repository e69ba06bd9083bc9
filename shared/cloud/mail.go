package cloud

import (
	"context"
	"strings"

	"github.com/aws/aws-lambda-go/events"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/mail"
	"example.com/immex/shared/pedimento"
)

// mailPrefix is where SES puts what it received, under the message's own id.
const mailPrefix = "mail/"

// Verdicts of SES; GRAY, PROCESSING_FAILED and DISABLED are neither.
const (
	verdictPass = "PASS"
	verdictFail = "FAIL"
)

// MailOut counts what was handed to ingest.
type MailOut struct {
	Taken   int `json:"taken"`
	Refused int `json:"refused"`
}

// Mail hands received mails to ingest, those it refuses with the reason: ingest
// alone writes the journal, and this function, which faces the world, can only
// send to its queue.
func (c *Cloud) Mail() func(context.Context, events.SimpleEmailEvent) (MailOut, error) {
	queue := c.arrivals()
	return func(ctx context.Context, e events.SimpleEmailEvent) (MailOut, error) {
		var out MailOut
		for i := range e.Records {
			arrivals, err := Received(&e.Records[i].SES, c.set.InboxBucket, c.set.MailDomain, strings.Split(c.set.MailAllowed, ","))
			if err != nil {
				return out, err
			}
			for _, a := range arrivals {
				if err := queue.handOver(ctx, a); err != nil {
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

// Received judges one receipt: an arrival for every programme the mail was sent
// to, taken or refused alike. An address that is no RFC leaves the programme to
// the documents.
func Received(s *events.SimpleEmailService, bucket, domain string, allowed []string) ([]lambdaio.Arrival, error) {
	id := s.Mail.MessageID
	if id == "" || strings.Contains(id, "/") {
		return nil, fault.Newf(fault.Corrupt, "read a receipt event", "it has no usable message id")
	}
	proof, refused := judge(s, allowed)
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
		out = append(out, lambdaio.Arrival{RFC: rfc, Name: id + ".eml", Bucket: bucket, Key: mailPrefix + id, Refused: refused, Mail: proof})
	}
	if len(out) == 0 {
		return nil, fault.Newf(fault.Misconfigured, "read a receipt event", "no recipient is of MAIL_DOMAIN")
	}
	return out, nil
}

// judge is what a receipt proves, and the code of its refusal: "" for a mail
// whose sender is proved, of which the list of the programme then decides.
// Every verdict is SES's own, from the receipt event. DMARC passes only when
// SPF or DKIM passed for the very domain of the From address, so it proves that
// address; SPF alone proves nothing, since forwarding breaks it. Of two From
// headers nobody knows which one the verdict is about.
func judge(s *events.SimpleEmailService, allowed []string) (*lambdaio.MailProof, string) {
	r := &s.Receipt
	at := r.Timestamp.In(mexico())
	p := &lambdaio.MailProof{Bounce: mail.NoReturn(s.Mail.Source), On: document.NewDate(at.Year(), int(at.Month()), at.Day())}
	switch {
	case r.VirusVerdict.Status != verdictPass:
		return p, mail.RefusedVirus
	case r.SpamVerdict.Status != verdictPass:
		return p, mail.RefusedSpam
	}
	sender, domain := mail.OneSender(strings.Join(s.Mail.CommonHeaders.From, ", "))
	switch {
	case domain == "" || len(headers(&s.Mail, "From")) > 1:
		return p, mail.RefusedSender
	case r.DMARCVerdict.Status == verdictPass:
	case r.DMARCVerdict.Status != verdictFail && r.DKIMVerdict.Status == verdictPass && alignedDKIM(&s.Mail, domain):
	default:
		return p, mail.RefusedProof
	}
	p.Sender, p.Listed = sender, listed(domain, allowed)
	return p, ""
}

func listed(domain string, allowed []string) bool {
	for _, a := range allowed {
		if a = strings.TrimSpace(a); a != "" && strings.EqualFold(a, domain) {
			return true
		}
	}
	return false
}

// headers are the values of a name among the headers of the event.
func headers(m *events.SimpleEmailMessage, name string) (values []string) {
	for _, h := range m.Headers {
		if strings.EqualFold(strings.TrimSpace(h.Name), name) {
			values = append(values, h.Value)
		}
	}
	return values
}

// alignedDKIM reports whether the signature SES passed is of the sender's own
// domain. The event does not say which one passed, so all of them must be; then
// d= names whom the verdict is about. A sender without a DMARC record is proved
// this way, and alignment is strict: a signature of a subdomain may be one that
// the domain leaves to somebody else, and it was asked to say otherwise nowhere.
func alignedDKIM(m *events.SimpleEmailMessage, domain string) bool {
	signatures := headers(m, "DKIM-Signature")
	for _, s := range signatures {
		if !signedBy(s, domain) {
			return false
		}
	}
	return len(signatures) > 0 && !m.HeadersTruncated
}

// signedBy reports a signature of a domain over the whole of a message: with l=
// anybody may add documents behind the part that is signed. A tag that stands
// twice says nothing (RFC 6376, 3.2).
func signedBy(signature, domain string) bool {
	tags := map[string]string{}
	for tag := range strings.SplitSeq(signature, ";") {
		name, value, ok := strings.Cut(tag, "=")
		if !ok {
			continue
		}
		name = strings.TrimSpace(name)
		if _, twice := tags[name]; twice {
			return false
		}
		tags[name] = strings.TrimSpace(value)
	}
	_, part := tags["l"]
	return !part && strings.EqualFold(tags["d"], domain)
}
