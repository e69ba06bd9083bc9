package cloud

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// linkFor is how long the link of a delivery lives at most; it dies earlier
// with the credentials of the function that made it, and the mail says so.
const linkFor = 12 * time.Hour

// Compile gives the steps that read the books at the cut and write only to the
// work shelf and the packages: all but seal and deliver.
func (c *Cloud) Compile() (*step.Compile, error) {
	books, err := c.books(true)
	if err != nil {
		return nil, err
	}
	shelves := c.blobs()
	return &step.Compile{Books: books, Blobs: shelves, Locator: shelves, Language: document.Spanish, Tool: step.Release}, nil
}

// CrossCheck gives the step that reads the documents of the cut again, PDFs by
// way of the read function.
func (c *Cloud) CrossCheck() (*step.Compile, error) {
	steps, err := c.Compile()
	if err != nil {
		return nil, err
	}
	pdf := pdfReader{lambda.NewFromConfig(c.aws), c.set.ReadFunction, c.blobs()}
	steps.Reader = func(rfc string) *step.Reader {
		call := &pdfCall{reader: pdf, rfc: rfc}
		return &step.Reader{PDF: call, OCR: scanCall{call}, Failed: call.trouble}
	}
	return steps, nil
}

// Seal gives the step that seals: it also writes its seal in the journal.
func (c *Cloud) Seal(now func() time.Time) (func(context.Context, step.SealIn) (step.SealOut, error), error) {
	steps, err := c.Compile()
	if err != nil {
		return nil, err
	}
	books, err := c.books(false)
	if err != nil {
		return nil, err
	}
	steps.Books, steps.Now = books, now
	return steps.Seal, nil
}

// Deliver gives the last step, which tells the compliance officer where the
// package is.
func (c *Cloud) Deliver() (*step.Compile, error) {
	steps, err := c.Compile()
	if err != nil {
		return nil, err
	}
	steps.Outbox = outbox{
		post:  post{sesv2.NewFromConfig(c.aws), c.set.MailFrom, c.set.MailTo},
		marks: marks{dynamodb.NewFromConfig(c.aws), c.set.BooksTable},
		links: s3.NewPresignClient(s3.NewFromConfig(c.aws)), at: steps.Locator,
	}
	return steps, nil
}

// outbox mails a link to the package, which already lies where it stays.
type outbox struct {
	post  post
	marks marks
	links *s3.PresignClient
	at    step.Locator
}

// Deliver implements step.Outbox.
func (o outbox) Deliver(ctx context.Context, p step.Parcel) (string, error) {
	rfc, name, h := p.RFC, p.Name, p.SHA256
	bucket, key := o.at.Where(rfc, step.ShelfPackages, h)
	where := "s3://" + bucket + "/" + key
	err := o.marks.once(ctx, rfc+markedPackages, name, string(h), func() error {
		disposition := `attachment; filename="` + name + `"`
		link, err := o.links.PresignGetObject(ctx, &s3.GetObjectInput{
			Bucket: &bucket, Key: &key, ResponseContentDisposition: &disposition,
		}, s3.WithPresignExpires(linkFor))
		if err != nil {
			return classify("link a package", err)
		}
		return o.post.send(ctx, "Paquete "+name, fmt.Sprintf(
			"El paquete %[1]s está sellado.\n\nDescárguelo: %[3]s\n(El enlace vale unas horas; después está en %[2]s.)\nSHA-256: %[4]s\nVerifíquelo sin conexión con: immex verify %[1]s\n",
			name, where, link.URL, h))
	})
	if err != nil {
		return "", err
	}
	return where, nil
}
