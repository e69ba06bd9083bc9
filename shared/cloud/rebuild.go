package cloud

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"example.com/immex/shared/blob"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/step"
)

// Rebuild asks ingest for every document of the archive again, of one programme
// or of all for "": an empty table then gets the books that follow from the
// originals, and a table that has them gets duplicates, which change nothing.
// It gives the documents of each programme. A dry run only counts.
//
// What no original says does not come back: when a document came and by what
// name, what was refused, and what a person noted about a finding.
func (c *Cloud) Rebuild(ctx context.Context, archive, queue, rfc string, dry bool) (map[string]int, error) {
	const op = "rebuild"
	objects, sender := s3.NewFromConfig(c.aws), sqs.NewFromConfig(c.aws)
	out := map[string]int{}
	var waiting []lambdaio.Arrival
	in := &s3.ListObjectsV2Input{Bucket: &archive}
	if rfc != "" {
		in.Prefix = aws.String(rfc + "/" + string(step.ShelfArchive) + "/")
	}
	for pages := s3.NewListObjectsV2Paginator(objects, in); pages.HasMorePages(); {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return out, classify(op, err)
		}
		for _, o := range page.Contents {
			a, ok := archived(aws.ToString(o.Key))
			if !ok {
				return out, fault.Newf(fault.Misconfigured, op, "%q is no place of a document: is %s the archive?", aws.ToString(o.Key), archive)
			}
			a.Bytes = aws.ToInt64(o.Size)
			out[a.RFC]++
			waiting = append(waiting, a)
		}
		if dry {
			waiting = nil
		}
		for part := range slices.Chunk(waiting, maxEntries) {
			if err := again(ctx, sender, queue, part); err != nil {
				return out, err
			}
		}
		waiting = nil
	}
	return out, nil
}

// archived reads the place of a document in the archive.
func archived(key string) (lambdaio.Arrival, bool) {
	parts := strings.Split(key, "/")
	h := document.Hash(parts[len(parts)-1])
	if want, err := blob.Path(parts[0], step.ShelfArchive, h); err != nil || want != key {
		return lambdaio.Arrival{}, false
	}
	return lambdaio.Arrival{RFC: parts[0], Name: string(h), SHA256: string(h), Shelf: lambdaio.ArchiveShelf}, true
}

// again sends documents to ingest.
func again(ctx context.Context, sender *sqs.Client, queue string, part []lambdaio.Arrival) error {
	const op = "rebuild"
	entries := make([]types.SendMessageBatchRequestEntry, len(part))
	for i, a := range part {
		body, err := json.Marshal(a)
		if err != nil {
			return fmt.Errorf("rebuild: %w", err)
		}
		entries[i] = types.SendMessageBatchRequestEntry{Id: aws.String(strconv.Itoa(i)), MessageBody: aws.String(string(body))}
	}
	out, err := sender.SendMessageBatch(ctx, &sqs.SendMessageBatchInput{QueueUrl: &queue, Entries: entries})
	if err != nil {
		return classify(op, err)
	}
	if len(out.Failed) > 0 {
		return fault.Newf(fault.Transient, op, "%d of %d messages were not taken: %s", len(out.Failed), len(entries), aws.ToString(out.Failed[0].Code))
	}
	return nil
}
