package cloud

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"golang.org/x/sync/errgroup"

	"example.com/immex/shared/document"
	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/mail"
	"example.com/immex/shared/step"
)

// arrivals sends to the queue of ingest.
type arrivals struct {
	send func(context.Context, *sqs.SendMessageInput, ...func(*sqs.Options)) (*sqs.SendMessageOutput, error)
	url  string
}

func (c *Cloud) arrivals() arrivals {
	return arrivals{sqs.NewFromConfig(c.aws).SendMessage, c.set.IngestQueueURL}
}

// handOver puts one arrival into the queue.
func (q arrivals) handOver(ctx context.Context, a lambdaio.Arrival) error {
	const op = "hand over an arrival"
	body, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	// the two characters that JSON leaves as they are and SQS refuses, of a name
	text := strings.NewReplacer("\uFFFE", `\ufffe`, "\uFFFF", `\uffff`).Replace(string(body))
	_, err = q.send(ctx, &sqs.SendMessageInput{QueueUrl: &q.url, MessageBody: &text})
	return classify(op, err)
}

// atOnce is how many documents are handed over at a time.
const atOnce = 8

// alone has what was not begun of a delivery read by itself, where it has all the
// time of ingest; it is set apart until then. What arrived alone is not asked for
// again, so this ends, and what is in the books by now is not either. Asked for
// twice, it is read twice, which the books bear.
func (g *ingest) alone(ctx context.Context, call *pdfCall, from lambdaio.Arrival, whole []byte, papers []*step.Paper, records []step.Record) error {
	proof, head := from.Mail, from.Head
	if proof != nil && head == nil {
		head = mail.HeadOf(whole)
	}
	all, ctx := errgroup.WithContext(ctx)
	all.SetLimit(atOnce)
	for i, p := range papers {
		r := &records[i]
		if p.Later = p.Later && r.Status == document.Quarantined; !p.Later { // what was accepted before is known
			continue
		}
		all.Go(func() error {
			if _, err := call.keep(ctx, p.Bytes); err != nil {
				return err
			}
			return g.arrivals.handOver(ctx, lambdaio.Arrival{
				RFC: call.programme(), Name: r.Name, SHA256: string(r.SHA), Parent: string(r.Parent), Depth: 1, Bytes: int64(len(p.Bytes)), Mail: proof, Head: head,
			})
		})
	}
	return all.Wait() //nolint:wrapcheck // already classified
}

// later marks the papers in a document that were not begun, before they are kept:
// what they lie in may yet bring something.
func later(call *pdfCall, whole []byte, papers []*step.Paper) {
	arrived := document.HashOf(whole)
	for _, p := range papers {
		r := &p.Record
		p.Later = r.SHA != arrived && r.Status == document.Quarantined && p.Bytes != nil && call.notBegun(r.SHA)
	}
}
