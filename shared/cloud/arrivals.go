package cloud

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"

	"example.com/immex/shared/document"
	"example.com/immex/shared/lambdaio"
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
	_, err = q.send(ctx, &sqs.SendMessageInput{QueueUrl: &q.url, MessageBody: aws.String(string(body))})
	return classify(op, err)
}

// alone has what was not begun of a delivery read by itself, where it has all the
// time of ingest; it is set apart until then. What arrived alone is not asked for
// again, so this ends. Asked for twice, it is read twice, which the books bear.
func (g *ingest) alone(ctx context.Context, call *pdfCall, arrived document.Hash, papers []*step.Paper) error {
	for _, p := range papers {
		r := &p.Record
		if r.SHA == arrived || p.Bytes == nil || !call.notBegun(r.SHA) {
			continue
		}
		if _, err := call.keep(ctx, p.Bytes); err != nil {
			return err
		}
		err := g.arrivals.handOver(ctx, lambdaio.Arrival{
			RFC: call.programme(), Name: r.Name, SHA256: string(r.SHA), Parent: string(r.Parent), Depth: 1, Bytes: int64(len(p.Bytes)),
		})
		if err != nil {
			return err
		}
		p.Later = true
	}
	return nil
}
