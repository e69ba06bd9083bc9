package lambdaio

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"example.com/immex/shared/fault"
)

// Message is one message of a queue.
type Message struct {
	ID       string
	Body     []byte
	Group    string    // FIFO message group, "" on a standard queue
	Receives int       // how often it was delivered, counted from 1; 0 unknown
	Sent     time.Time // when it was sent; zero when the event does not say
}

// Batch handles SQS messages one by one, in order. A failed message is
// reported by its id and comes back alone until its queue's maxReceiveCount
// moves it to the DLQ: a poison document costs its own attempts and nothing
// else. In a FIFO queue the rest of a failed group is handed back unhandled, so
// that order holds. A panic counts as that message's failure.
func Batch(log *slog.Logger, do func(context.Context, Message) error) Handler {
	return Event(func(ctx context.Context, e events.SQSEvent) (events.SQSEventResponse, error) {
		out := events.SQSEventResponse{BatchItemFailures: []events.SQSBatchItemFailure{}}
		blocked := map[string]bool{}
		for _, r := range e.Records {
			m := message(r)
			failed := m.Group != "" && blocked[m.Group]
			if !failed {
				if err := guarded(ctx, m, do); err != nil {
					failed = true
					log.LogAttrs(ctx, slog.LevelError, "message failed", slog.String("message_id", m.ID),
						slog.String("class", fault.Of(err).String()), slog.Int("attempt", m.Receives))
				}
			}
			if failed {
				blocked[m.Group] = true
				out.BatchItemFailures = append(out.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: m.ID})
			}
		}
		return out, nil
	})
}

func message(r events.SQSMessage) Message {
	n, err := strconv.Atoi(r.Attributes["ApproximateReceiveCount"])
	if err != nil {
		n = 0
	}
	m := Message{ID: r.MessageId, Body: []byte(r.Body), Group: r.Attributes["MessageGroupId"], Receives: n}
	if ms, err := strconv.ParseInt(r.Attributes["SentTimestamp"], 10, 64); err == nil && ms > 0 {
		m.Sent = time.UnixMilli(ms)
	}
	return m
}

// guarded gives every message a context that has not ended: near the deadline
// the rest is handed back instead of being cut in the middle.
func guarded(ctx context.Context, m Message, do func(context.Context, Message) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault.New(fault.Transient, "handle a message", fmt.Errorf("panic: %v", p))
		}
	}()
	if err := ctx.Err(); err != nil {
		return fault.New(fault.Transient, "handle a message", err)
	}
	return do(ctx, m)
}
