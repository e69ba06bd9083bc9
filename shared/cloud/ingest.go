package cloud

import (
	"context"
	"path"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sqs"

	"example.com/immex/shared/container"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
)

// Ingest handles the messages of the ingest queue.
func (c *Cloud) Ingest(now func() time.Time) (func(context.Context, lambdaio.Message) error, error) {
	books, err := c.books(false)
	if err != nil {
		return nil, err
	}
	shelves := c.blobs()
	in := &ingest{
		inbox: c.set.InboxBucket, objects: s3.NewFromConfig(c.aws), blobs: shelves,
		steps:  &step.Ingest{Books: books, Blobs: shelves, Now: now},
		pdf:    pdfReader{lambda.NewFromConfig(c.aws), c.set.ReadFunction, shelves},
		queued: matchQueue{sqs.NewFromConfig(c.aws), c.set.MatchQueueURL},
		meter:  c.meter("ingest", now), region: c.aws.Region,
	}
	return in.message, nil
}

type ingest struct {
	inbox   string
	objects *s3.Client
	blobs   step.Blobs
	steps   *step.Ingest
	pdf     pdfReader
	queued  matchQueue
	meter   *lambdaio.Meter
	region  string
}

// message brings one document into the books and asks for matching. Delivered
// again after any crash it ends the same: the bytes and the commit are known
// by their hashes, and what is still dirty is asked for again.
func (g *ingest) message(ctx context.Context, m lambdaio.Message) error {
	from := g.meter.Now()
	a, err := lambdaio.ReadArrival(m.Body)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the message
	}
	in := step.Input{Name: a.Name, RFC: a.RFC, Parent: document.Hash(a.Parent)}
	if in.RFC != "" && !pedimento.RFCShape(in.RFC) {
		in.RFC = "" // a folder or an address that is no RFC: the document must say
	}
	if in.Bytes, err = g.bytes(ctx, a); err != nil {
		return err
	}
	if in.Name == "" {
		in.Name = path.Base(a.Key)
	}
	papers, crashed, err := g.read(ctx, in, a.Refused)
	if err != nil {
		return err
	}
	// No other document of the batch is waited for: one whose programme is
	// unknown is set apart at once, and dropped again later it heals.
	records, _, err := g.steps.Settle(ctx, papers, true)
	if err != nil {
		return err //nolint:wrapcheck // already classified
	}
	done := map[string]bool{}
	for _, r := range records {
		if done[r.RFC] {
			continue
		}
		done[r.RFC] = true
		if err := g.queued.dirty(ctx, g.steps.Books, r.RFC); err != nil {
			return err
		}
	}
	g.measured(records, crashed, m.Sent, from)
	return nil
}

// measured writes the metrics of a message that is done.
func (g *ingest) measured(records []step.Record, crashed int, sent, from time.Time) {
	values, now := measure(records), g.meter.Now()
	if crashed > 0 {
		values.Count(lambdaio.ReadCrashes, int64(crashed))
	}
	if !sent.IsZero() {
		values.Seconds(lambdaio.QueueAge, now.Sub(sent))
	}
	if sum, ok := priced(g.region, now, now.Sub(from)); ok {
		values[lambdaio.CostPerDocument] = sum
	}
	g.meter.Write(values)
}

// bytes of a document: dropped into the inbox, or kept on the work shelf or in
// the archive.
func (g *ingest) bytes(ctx context.Context, a lambdaio.Arrival) ([]byte, error) {
	if a.SHA256 != "" {
		shelf := step.ShelfWork
		if a.Shelf == lambdaio.ArchiveShelf {
			shelf = step.ShelfArchive
		}
		return g.blobs.Get(ctx, a.RFC, shelf, document.Hash(a.SHA256)) //nolint:wrapcheck // already classified
	}
	if a.Bucket != g.inbox {
		return nil, fault.Newf(fault.Corrupt, "read an ingest message", "it names a bucket that is not the inbox")
	}
	return fetch(ctx, g.objects, a.Bucket, a.Key)
}

// read gives the papers of a document, and how often its reader crashed; a
// refused mail is kept apart unread.
func (g *ingest) read(ctx context.Context, in step.Input, refused string) (papers []*step.Paper, crashed int, err error) {
	if refused != "" {
		return []*step.Paper{refusedMail(in, refused)}, 0, nil
	}
	call := &pdfCall{reader: g.pdf, rfc: in.RFC}
	stored := step.StoredMappings(g.steps.Books)
	reader := &step.Reader{PDF: call, OCR: scanCall{call}, Mappings: func(ctx context.Context, rfc string) (mapping.Set, error) {
		set, err := stored(ctx, rfc)
		if err != nil {
			err = call.fail(err)
		}
		return set, err
	}}
	papers = reader.Read(ctx, in)
	if err := call.trouble(); err != nil {
		return nil, 0, err
	}
	if err := ctx.Err(); err != nil { // a reader that was stopped says nothing of its document
		return nil, 0, fault.New(fault.Transient, "read a document", err)
	}
	return papers, call.crashes(0), nil
}

// refusedMail is the record of a mail the door does not take.
func refusedMail(in step.Input, code string) *step.Paper {
	h := document.HashOf(in.Bytes)
	p := &step.Paper{Bytes: in.Bytes, Record: step.Record{
		RFC: in.RFC, SHA: h, Name: in.Name, Kind: container.Classify(in.Bytes),
		Key: "sha256:" + string(h), Status: document.Quarantined,
	}}
	p.Record.Findings.Add(code, document.Error, "", refusal(code))
	return p
}
