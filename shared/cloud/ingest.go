package cloud

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"

	"example.com/immex/shared/cost"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/mail"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo"
	"example.com/immex/shared/web/access"
)

// Ingest handles the messages of the ingest queue, and answers mails by post.
func (c *Cloud) Ingest(open Post, now func() time.Time, told *slog.Logger) (func(context.Context, lambdaio.Message) error, error) {
	books, err := c.books(false)
	if err != nil {
		return nil, err
	}
	shelves := c.blobs()
	people, err := dynamo.NewPeople(c.table(), dynamo.Config{Table: c.set.BooksTable}, now)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault that names the setting
	}
	in := &ingest{
		log: people, told: told, marks: marks{c.table(), c.set.BooksTable},
		inbox: c.set.InboxBucket, objects: s3.NewFromConfig(c.aws), blobs: shelves,
		steps:  &step.Ingest{Books: books, Blobs: shelves, Now: now, Turn: books.Turns(now)},
		pdf:    pdfReader{c.invoke(), c.set.ReadFunction, shelves, c.readings()},
		queued: matchQueue{c.sendBatch(), c.set.MatchQueueURL}, arrivals: c.arrivals(),
		meter: c.meter("ingest", now), region: c.aws.Region,
		answerer: &mail.Answerer{
			Known:  books,
			Outbox: answers{open(c.aws), c.table(), c.set.BooksTable, c.set.MailFrom},
			From:   c.set.MailFrom, Own: []string{c.set.MailDomain}, Now: now,
		},
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
	log     access.Log
	told    *slog.Logger // of what nobody tries again
	marks   marks

	arrivals arrivals

	answerer *mail.Answerer
}

// message brings one document into the books and asks for matching. Delivered
// again after any crash it ends the same: the bytes and the commit are known
// by their hashes, and what is still behind is asked for again.
func (g *ingest) message(ctx context.Context, m lambdaio.Message) error {
	from := g.meter.Now()
	a, err := lambdaio.ReadArrival(m.Body)
	if err != nil {
		return err //nolint:wrapcheck // a fault of the message
	}
	if a.Folder() {
		return nil // inbox/<RFC>/, made at the console to drop files into
	}
	in := step.Input{Name: a.Name, RFC: a.RFC, Parent: document.Hash(a.Parent)}
	if in.RFC != "" && !pedimento.RFCShape(in.RFC) {
		in.RFC = "" // a folder or an address that is no RFC: the document must say
	}
	if in.Name == "" {
		in.Name = path.Base(a.Key)
	}
	came, err := g.bytes(ctx, a)
	if fault.Is(err, fault.TooLarge) && a.Mail == nil && a.Refused == "" {
		return g.oversized(ctx, a, in, &came, m, from)
	}
	if err != nil {
		return err
	}
	in.Bytes = came.bytes
	door := received(a, in)
	alone := a.SHA256 != "" // a document of a mail, which was admitted
	refused := a.Refused
	if !alone {
		if refused, err = g.admit(ctx, refused, door); err != nil {
			return err
		}
	}
	call := &pdfCall{reader: g.pdf, rfc: in.RFC, most: mostSlow, until: lastBegin(ctx)}
	papers, err := g.read(ctx, call, in, door, refused)
	if err != nil {
		return err
	}
	later(call, in.Bytes, papers)
	// No other document of the batch is waited for: one whose programme is
	// unknown is set apart at once, and dropped again later it heals.
	records, materials, err := g.settle(ctx, papers, m.Receives)
	if err != nil {
		return err
	}
	moved := cost.Moved{Documents: documents(records), PDFs: call.asked(), Scanned: call.pages(), Materials: materials}
	if err := g.alone(ctx, call, a, in.Bytes, papers, records); err != nil {
		return err
	}
	if door != nil && refused == "" {
		_, err := g.answerer.Answer(ctx, door, papers, records)
		if errors.Is(err, mail.ErrRefused) { // the documents are kept: trying again helps nobody
			g.meter.Write(lambdaio.Measured{lambdaio.AnswersRefused: "1"})
			g.told.LogAttrs(ctx, slog.LevelError, "answer refused", slog.String("class", fault.Of(err).String()))
		} else if err != nil {
			return err //nolint:wrapcheck // already classified
		}
	}
	if err := g.logged(ctx, a, &came, in.RFC); err != nil {
		return err
	}
	g.measured(records, moved, call.crashes(0), m.Sent, from)
	return nil
}

// oversized sets apart a document that is too large to be read: it stays in the
// inbox, and a note of its place is kept for it, so that the desk and the digest
// tell of it.
func (g *ingest) oversized(ctx context.Context, a lambdaio.Arrival, in step.Input, came *delivered, m lambdaio.Message, from time.Time) error {
	note := []byte("too large, in the inbox\n" + a.Key + "\n" + a.Version + "\n")
	h := document.HashOf(note)
	p := &step.Paper{Bytes: note, Record: step.Record{
		RFC: in.RFC, SHA: h, Name: in.Name, Kind: document.KindUnknown, Key: "sha256:" + string(h), Status: document.Quarantined,
	}}
	p.Record.Findings.Add("file_too_large", document.Error, "", document.Textf(
		"El archivo pasa de %d MiB y no se leyó; sigue en la bandeja de entrada: entregue sus documentos por separado.",
		"The file is over %d MiB and was not read; it stays in the inbox: deliver its documents one by one.", MaxObject>>20))
	records, _, err := g.settle(ctx, []*step.Paper{p}, m.Receives)
	if err != nil {
		return err
	}
	if err := g.logged(ctx, a, came, in.RFC); err != nil {
		return err
	}
	g.measured(records, cost.Moved{Documents: 1}, 0, m.Sent, from)
	return nil
}

// logged writes who delivered a document by a form of the desk and when, however
// long it waited; its place in the inbox is told once.
func (g *ingest) logged(ctx context.Context, a lambdaio.Arrival, came *delivered, rfc string) error {
	by := &came.by
	if by.Name == "" {
		return nil
	}
	sum := string(document.HashOf([]byte(a.Key + "\x00" + a.Version)))
	return g.marks.once(ctx, rfc+markedDeliveries, sum, sum, func() error {
		return g.log.AddEntry(ctx, access.Entry{
			At: came.at, User: by.Name, Role: by.Role, RFC: rfc, Method: http.MethodPost, Path: "/p/" + url.PathEscape(rfc) + "/documentos",
			Status: http.StatusOK, Note: "delivered 1",
		})
	})
}

// settle commits the papers and asks for the materials they moved, of which it says
// how many they are. What an
// earlier attempt of the message committed and did not ask for is found in the
// books instead, whose list of materials the first attempt need not read. A
// message that comes back from the DLQ counts as delivered for the first time:
// what was committed before is a duplicate by now, which tells.
func (g *ingest) settle(ctx context.Context, papers []*step.Paper, receives int) (records []step.Record, materials int64, err error) {
	moved := map[string][]step.MaterialRef{}
	steps := *g.steps
	steps.Touched = func(rfc string, refs []step.MaterialRef) { moved[rfc], materials = refs, materials+int64(len(refs)) }
	records, _, err = steps.Settle(ctx, papers, true)
	if err != nil {
		return nil, 0, err //nolint:wrapcheck // already classified
	}
	known := map[string]bool{} // by programme, whether it had any of the papers
	for i := range records {
		rfc := records[i].RFC
		known[rfc] = known[rfc] || records[i].Status == document.Duplicate
	}
	for _, rfc := range slices.Sorted(maps.Keys(known)) {
		if receives == 1 && !known[rfc] {
			err = g.queued.ask(ctx, rfc, moved[rfc])
		} else {
			err = g.queued.dirty(ctx, steps.Books, rfc)
		}
		if err != nil {
			return nil, 0, err
		}
	}
	return records, materials, nil
}

// received is the mail of an arrival, nil when it came by another door.
func received(a lambdaio.Arrival, in step.Input) *mail.Message {
	if a.Refused == "" && a.Mail == nil {
		return nil
	}
	m := &mail.Message{RFC: in.RFC, Bytes: in.Bytes}
	if p := a.Mail; p != nil {
		m.Sender, m.Bounce, m.Listed, m.On = p.Sender, p.Bounce, p.Listed, p.On
	}
	if a.SHA256 != "" {
		if a.Head == nil {
			return nil
		}
		return m.Of(a.Head, document.Hash(a.SHA256))
	}
	return m
}

// admit is the code for which a mail is not taken: of its receipt, or because
// the list of its programme does not have its domain.
func (g *ingest) admit(ctx context.Context, refused string, m *mail.Message) (string, error) {
	if m == nil || refused != "" {
		return refused, nil
	}
	return mail.Admit(ctx, g.steps.Books, m) //nolint:wrapcheck // already classified
}

// measured writes the metrics of a message that is done.
func (g *ingest) measured(records []step.Record, moved cost.Moved, crashed int, sent, from time.Time) {
	values, now := measure(records), g.meter.Now()
	if crashed > 0 {
		values.Count(lambdaio.ReadCrashes, int64(crashed))
	}
	if !sent.IsZero() {
		values.Seconds(lambdaio.QueueAge, now.Sub(sent))
	}
	if sum, ok := priced(g.region, now, now.Sub(from), moved); ok {
		values[lambdaio.CostPerDocument] = sum
	}
	g.meter.Write(values)
}

// bytes of a document, with who delivered it at the desk: dropped into the inbox,
// or kept on the work shelf or in the archive.
func (g *ingest) bytes(ctx context.Context, a lambdaio.Arrival) (d delivered, err error) {
	if a.SHA256 != "" {
		shelf := step.ShelfWork
		if a.Shelf == lambdaio.ArchiveShelf {
			shelf = step.ShelfArchive
		}
		d.bytes, err = g.blobs.Get(ctx, a.RFC, shelf, document.Hash(a.SHA256))
		return d, err //nolint:wrapcheck // already classified
	}
	if a.Bucket != g.inbox {
		return d, fault.Newf(fault.Corrupt, "read an ingest message", "it names a bucket that is not the inbox")
	}
	return fetchBy(ctx, g.objects, a.Bucket, a.Key, a.Version)
}

// mostSlow is how many readings of PDFs of one message may take all the time of the
// read function: two documents that hang both engines take 480 of the 600 seconds
// that ingest has.
const mostSlow = 4

// lastPDF is how long before its end a message begins no further PDF: two engines
// may take 120 seconds each, and what was read is to be committed and answered.
const lastPDF = 300 * time.Second

// lastSecond is the same of a second engine, behind which no other reading comes.
const lastSecond = 150 * time.Second

// lastBegin is when the last PDF of a message is begun; the zero time for a context
// that ends never, or so soon that nothing could be.
func lastBegin(ctx context.Context) time.Time {
	end, ends := ctx.Deadline()
	if at := end.Add(-lastPDF); ends && time.Until(at) > 0 {
		return at
	}
	return time.Time{}
}

// read gives the papers of a document; a refused mail is kept apart unread.
func (g *ingest) read(ctx context.Context, call *pdfCall, in step.Input, m *mail.Message, refused string) (papers []*step.Paper, err error) {
	if refused != "" {
		return []*step.Paper{mail.Refused(m, in.Name, refused)}, nil
	}
	stored := step.StoredMappings(g.steps.Books)
	reader := &step.Reader{PDF: call, OCR: scanCall{call}, Tell: m != nil, Mappings: func(ctx context.Context, rfc string) (mapping.Set, error) {
		set, err := stored(ctx, rfc)
		if err != nil {
			err = call.fail(err)
		}
		return set, err
	}}
	papers = reader.Read(ctx, in)
	if err := call.trouble(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil { // a reader that was stopped says nothing of its document
		return nil, fault.New(fault.Transient, "read a document", err)
	}
	if m != nil {
		step.WithoutSenders(papers)
	}
	return papers, nil
}
