package cloud

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/url"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"example.com/immex/shared/blob"
	"example.com/immex/shared/cloud/signing"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/material"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
	"example.com/immex/shared/web/signin"
)

// deskPatience is how long a page waits for figures that are being worked out.
// The gateway waits thirty seconds; between two requests the process stands
// still, so that it is better to wait than to ask again soon.
const deskPatience = 20 * time.Second

// Desk serves the screens: the handler of one machine over the table and the
// buckets, with the accounts of the user pool.
func (c *Cloud) Desk(now func() time.Time, log *slog.Logger) (func(context.Context, events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error), error) {
	books, err := c.books(false)
	if err != nil {
		return nil, err
	}
	people, err := dynamo.NewPeople(c.table(), dynamo.Config{Table: c.set.BooksTable}, now)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault that names the setting
	}
	origin, err := url.Parse(c.set.DeskOrigin)
	if err != nil || origin.Host == "" {
		return nil, fault.Newf(fault.Misconfigured, "open the desk", "DESK_ORIGIN is no origin")
	}
	// no password is ever made here, so that the cost of one does not matter
	gate, err := access.NewGate(people, people, now, rand.Reader, access.Cost{MemoryKiB: 8, Passes: 1, Lanes: 1})
	if err != nil {
		return nil, fault.New(fault.Transient, "open the desk", err)
	}
	failed := func(err error) {
		log.LogAttrs(context.Background(), slog.LevelError, "desk failed", slog.String("class", fault.Of(err).String()))
	}
	objects, shelves := s3.NewFromConfig(c.aws), c.blobs()
	reader := c.deskReader(books, shelves)
	queue := matchQueue{c.sendBatch(), c.set.MatchQueueURL}
	office := c.clerk(books, shelves, reader, now, failed)
	d, err := desk.New(desk.Config{
		Reader: desk.Read(books), Judges: office, Packages: office, Clerk: office, Inquirer: office,
		Intake: desk.NewCounter(desk.CounterConfig{Books: books, Blobs: shelves, Reader: reader, Now: now, Moved: queue.moved(books)}),
		Gate:   gate, Log: people, Pool: c.pool(now), Inbox: newDeskInbox(objects, c.set.InboxBucket, c.set.DeskOrigin), Links: deskLinks{objects, s3.NewPresignClient(objects), shelves},
		Now: now, Zone: mexico(), Lang: document.Spanish, Host: func(name string) bool { return name == origin.Host }, Secure: true,
		Files: material.Files(), Patience: deskPatience, Pauses: true, Failed: failed,
	})
	if err != nil {
		return nil, fault.New(fault.Corrupt, "open the desk", err)
	}
	return Front(d.Handler()), nil
}

// pool is the user pool of the stack.
func (c *Cloud) pool(now func() time.Time) *signin.Pool {
	return signin.New(signin.Config{
		Issuer: c.set.SignInIssuer, Domain: c.set.SignInDomain, Client: c.set.SignInClient,
		Redirect: c.set.DeskOrigin + "/entrar/vuelta", Home: c.set.DeskOrigin + "/entrar", Random: rand.Text, Now: now,
	})
}

// deskReader reads documents for people who look at them, PDFs by way of the
// read function.
func (c *Cloud) deskReader(books step.Books, shelves shelves) func(rfc string) *step.Reader {
	pdf := pdfReader{c.invoke(), c.set.ReadFunction, shelves, c.readings()}
	return func(rfc string) *step.Reader {
		call := &pdfCall{reader: pdf, rfc: rfc}
		return &step.Reader{PDF: call, OCR: scanCall{call}, Failed: call.trouble, Mappings: step.StoredMappings(books)}
	}
}

// clerk is the office of the desk, which has packages made by the workflow.
func (c *Cloud) clerk(books step.Books, shelves shelves, reader func(string) *step.Reader, now func() time.Time, failed func(error)) *deskClerk {
	machine := c.machine()
	steps := &step.Compile{Books: books, Blobs: shelves, Locator: shelves, Language: document.Spanish, Tool: step.Release, Now: now}
	key := signing.New(c.key(), c.set.SealKeyID)
	return &deskClerk{
		Office: desk.NewOffice(desk.OfficeConfig{
			Books: books, Blobs: shelves, Now: now, Failed: failed, Scratch: blob.Rooms(os.TempDir()),
			Reader: func(rfc string) (*step.Reader, func(), error) { return reader(rfc), func() {}, nil },
			Keys: func(ctx context.Context) ([]document.Hash, error) {
				der, _, err := key.Public(ctx)
				if err != nil {
					return nil, err //nolint:wrapcheck // already classified
				}
				return []document.Hash{expediente.KeyID(der)}, nil
			},
		}),
		watch: &watch{books: books, machine: c.set.CompileMachine, compile: machine}, reviews: &reviews{answer: steps.Answer, tokens: machine},
		asks: asks{c.table(), c.set.BooksTable, c.invoke(), c.set.WatchFunction},
	}
}
