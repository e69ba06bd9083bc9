package cloud

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// maxEntries is how many messages SQS takes in one call.
const maxEntries = 10

// Wanted asks to match one material: the body of a message of the match queue.
type Wanted struct {
	RFC       string `json:"rfc"`
	Material  string `json:"material"`
	WantedSeq int64  `json:"wanted_seq"` // the journal sequence its book must cover
}

// matchQueue sends to the FIFO queue of materials. The group is the material,
// whose id is made of the programme too, so that one is never matched twice at
// once; the deduplication id has the sequence, so that asking twice is one
// message and a later change is another.
type matchQueue struct {
	batch sendBatch
	url   string
}

// dirty asks for every material of a programme whose book is behind. That
// reads the list of all its materials: the schedules do it, and an attempt
// that follows one of which nobody knows how far it came.
func (q matchQueue) dirty(ctx context.Context, books step.MovementStore, rfc string) error {
	refs, err := books.Dirty(ctx, rfc)
	if err != nil {
		return err //nolint:wrapcheck // already classified
	}
	return q.ask(ctx, rfc, refs)
}

// moved asks for what a delivery of a person moved. One that moved nothing may be
// the second attempt of one that was committed and did not ask.
func (q matchQueue) moved(books step.MovementStore) func(ctx context.Context, rfc string, refs []step.MaterialRef) error {
	return func(ctx context.Context, rfc string, refs []step.MaterialRef) error {
		if len(refs) == 0 {
			return q.dirty(ctx, books, rfc)
		}
		return q.ask(ctx, rfc, refs)
	}
}

// ask asks for some materials.
func (q matchQueue) ask(ctx context.Context, rfc string, refs []step.MaterialRef) error {
	for part := range slices.Chunk(refs, maxEntries) {
		if err := q.send(ctx, rfc, part); err != nil {
			return err
		}
	}
	return nil
}

func (q matchQueue) send(ctx context.Context, rfc string, refs []step.MaterialRef) error {
	entries := make([]types.SendMessageBatchRequestEntry, len(refs))
	for i, r := range refs {
		body, err := json.Marshal(Wanted{RFC: rfc, Material: r.ID, WantedSeq: r.Wanted})
		if err != nil {
			return fmt.Errorf("ask for matching: %w", err)
		}
		entries[i] = types.SendMessageBatchRequestEntry{
			Id: aws.String(strconv.Itoa(i)), MessageBody: aws.String(string(body)), MessageGroupId: aws.String(r.ID),
			MessageDeduplicationId: aws.String(r.ID + "-" + strconv.FormatInt(r.Wanted, 10)),
		}
	}
	out, err := q.batch(ctx, &sqs.SendMessageBatchInput{QueueUrl: &q.url, Entries: entries})
	if err != nil {
		return classify("ask for matching", err)
	}
	if len(out.Failed) > 0 {
		return fault.Newf(fault.Transient, "ask for matching", "%d of %d messages were not taken: %s",
			len(out.Failed), len(entries), aws.ToString(out.Failed[0].Code))
	}
	return nil
}
