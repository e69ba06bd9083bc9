package mail

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// Limits of answers: above them a mail is taken as ever and not answered.
const (
	PerSender = 60  // answers to one address in a day
	PerDay    = 500 // answers in a day
)

// keyLength is how much of its key names an answer.
const keyLength = 32

// threadMark begins the local part of the id that an answer puts into its own
// References. A reply repeats it there, whatever became of the Message-ID: SES
// writes another one.
const threadMark = "respuesta."

// maxThread is how many ids of a thread are looked at, the latest.
const maxThread = 25

// ErrUnsent marks an error after which it is sure that nothing was sent.
var ErrUnsent = errors.New("not sent")

// ErrRefused marks an error after which it is sure that nothing was sent and that
// trying again changes nothing: the sending account may not write to whom the
// answer is for, or is not verified.
var ErrRefused = errors.New("refused for good")

// Claim is the mark of one answer, made before it is sent.
type Claim struct {
	Key    string // of the mail and its programme
	Sender string
	Day    string // YYYY-MM-DD in Mexico
}

// Outbox sends answers and remembers, durably, for which mails.
type Outbox interface {
	// Claim marks a mail as answered; ok is false when it was before, or when a
	// limit is reached.
	Claim(ctx context.Context, c Claim) (ok bool, err error)
	// Release takes the mark back: nothing was sent.
	Release(ctx context.Context, c Claim) error
	// Send sends a whole message; an error that is ErrUnsent can be tried again, one
	// that is ErrRefused cannot.
	Send(ctx context.Context, c Claim, raw []byte) error
	// Sent reports whether one of these message ids, as headers write them, is the
	// one that an answer was sent under when that is not its own.
	Sent(ctx context.Context, ids []string) (bool, error)
}

// Answerer answers mails whose documents all have their outcome.
type Answerer struct {
	Known  step.Journal
	Outbox Outbox
	From   string   // address of the answers
	Own    []string // our addresses and domains, never answered
	Now    func() time.Time
}

// Answer sends the one answer of a mail, or none. The mark is made before
// sending: a process that dies between the two leaves the mail unanswered. At
// most once, for an answer that is missing is seen on the desk and by who asks,
// and one that repeats may answer a machine for ever. Who gets an answer is
// Silence's to say; it must have been admitted. An answer that is refused for good
// is an error that is ErrRefused, and the mail may be answered when it comes again.
func (a *Answerer) Answer(ctx context.Context, m *Message, papers []*step.Paper, records []step.Record) (sent bool, err error) {
	if Silence(m, append(slices.Clone(a.Own), a.From)) != "" || len(records) == 0 {
		return false, nil
	}
	if records, err = a.outcomes(ctx, m, records); err != nil {
		return false, err
	}
	if m.Alone && !slices.ContainsFunc(records, func(r step.Record) bool { return asks(&r) }) {
		return false, nil
	}
	if echo, err := a.echo(ctx, m, records); err != nil || echo {
		return false, err
	}
	now := a.Now().In(mexico())
	c := Claim{Key: string(document.HashOf([]byte(m.RFC + "\n" + string(document.HashOf(m.Bytes))))), Sender: strings.ToLower(m.Sender), Day: now.Format(time.DateOnly)}
	raw, err := a.compose(m, c.Key, now, papers, records)
	if err != nil {
		return false, err
	}
	ok, err := a.Outbox.Claim(ctx, c)
	if err != nil || !ok {
		return false, err //nolint:wrapcheck // already classified
	}
	if err := a.Outbox.Send(ctx, c, raw); err != nil {
		if errors.Is(err, ErrUnsent) || errors.Is(err, ErrRefused) {
			if lost := a.Outbox.Release(ctx, c); lost != nil { // what is marked and was not sent is to be tried again
				return false, lost //nolint:wrapcheck // already classified
			}
			return false, err //nolint:wrapcheck // same
		}
		return false, nil // it may have gone out: not a second time
	}
	return true, nil
}

// echo reports a mail that answers one of our answers and brings no document
// that is new: a program that does not say it is one answers so for ever, with
// the same picture below its text each time, and a person who does is not helped
// by hearing that documents are to be attached.
func (a *Answerer) echo(ctx context.Context, m *Message, records []step.Record) (bool, error) {
	for i := range records {
		if tells(&records[i], i) && records[i].Status != document.Duplicate {
			return false, nil
		}
	}
	h, _ := headOf(m.Bytes)
	ids := idShape.FindAllString(h.get("references")+" "+h.get("in-reply-to"), -1)
	ids = ids[max(0, len(ids)-maxThread):]
	if slices.ContainsFunc(ids, a.named) {
		return true, nil
	}
	if len(ids) == 0 {
		return false, nil
	}
	return a.Outbox.Sent(ctx, ids) //nolint:wrapcheck // already classified
}

// named reports an id that an answer of ours gave itself.
func (a *Answerer) named(id string) bool {
	local, domain, _ := strings.Cut(strings.Trim(id, "<>"), "@")
	return len(strings.TrimPrefix(local, threadMark)) == keyLength && strings.EqualFold(domain, domainOf(a.From))
}

// outcomes undoes what a delivery that came twice looks like: documents that
// this very mail brought are no duplicates of themselves. What came first by
// another mail, or stands twice in this one, is.
func (a *Answerer) outcomes(ctx context.Context, m *Message, records []step.Record) ([]step.Record, error) {
	out := slices.Clone(records)
	byRFC := map[string][]document.Hash{}
	for i := range out {
		byRFC[out[i].RFC] = append(byRFC[out[i].RFC], out[i].SHA)
	}
	mine := map[document.Hash]bool{}
	known := map[string]step.Known{}
	for rfc, shas := range byRFC {
		k, err := a.Known.Known(ctx, rfc, shas, nil)
		if err != nil {
			return nil, err //nolint:wrapcheck // already classified
		}
		known[rfc] = k
	}
	seen := map[document.Hash]bool{}
	for i := range out {
		r := &out[i]
		before, was := known[r.RFC].BySHA[r.SHA]
		fromHere := was && before.Parent == r.Parent && ((r.Parent == "" || m.Alone) && i == 0 || mine[r.Parent])
		if r.Status == document.Duplicate && fromHere && !seen[r.SHA] {
			r.Status, r.Findings = before.Status, before.Findings
		}
		if fromHere || r.Status != document.Duplicate {
			mine[r.SHA] = true
		}
		seen[r.SHA] = true
	}
	return out, nil
}

// compose is the whole message.
func (a *Answerer) compose(m *Message, key string, now time.Time, papers []*step.Paper, records []step.Record) ([]byte, error) {
	h, _ := headOf(m.Bytes)
	subject := clean(decoded(h.get("subject")), maxSubject)
	l := letter{
		from: a.From, to: m.Sender, subject: subject, date: now, id: fmt.Sprintf("<%s@%s>", key[:keyLength], domainOf(a.From)),
		replyTo:    messageID(h.get("message-id")),
		references: append(references(h.get("references")), fmt.Sprintf("<%s%s@%s>", threadMark, key[:keyLength], domainOf(a.From))),
		body:       body(subject, papers, records),
	}
	return l.encode()
}

func domainOf(address string) string {
	_, domain, _ := strings.Cut(address, "@")
	return domain
}

// mexico is the time of the programme: the country's centre keeps UTC-6 all
// year since 2022.
func mexico() *time.Location { return time.FixedZone("CST", -6*60*60) }
