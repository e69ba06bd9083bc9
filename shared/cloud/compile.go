package cloud

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"

	"example.com/immex/shared/blob"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
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
	return &step.Compile{
		Books: books, Blobs: shelves, Locator: shelves, Language: document.Spanish, Tool: step.Release, Scratch: blob.Rooms(os.TempDir()),
	}, nil
}

// CrossCheck gives the step that reads the documents of the cut again, PDFs by
// way of the read function.
func (c *Cloud) CrossCheck() (*step.Compile, error) {
	steps, err := c.Compile()
	if err != nil {
		return nil, err
	}
	pdf := pdfReader{c.invoke(), c.set.ReadFunction, c.blobs(), c.readings()}
	steps.Reader = func(rfc string) *step.Reader {
		call := &pdfCall{reader: pdf, rfc: rfc}
		return &step.Reader{PDF: call, OCR: scanCall{call}, Failed: call.trouble}
	}
	return steps, nil
}

// Seal gives the step that seals and signs: it also writes its seal in the
// journal.
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
	steps.Signer = c.SealKey(c.set.SealKeyID)
	return steps.Seal, nil
}

// Deliver gives the last step, which tells the compliance officer where the
// package is.
func (c *Cloud) Deliver(open Post) (func(context.Context, step.DeliverIn) (step.DeliverOut, error), error) {
	steps, err := c.Compile()
	if err != nil {
		return nil, err
	}
	steps.Outbox = outbox{
		post:  c.officer(open),
		marks: marks{c.table(), c.set.BooksTable},
		links: s3.NewPresignClient(s3.NewFromConfig(c.aws)), at: steps.Locator,
	}
	return steps.Deliver, nil
}

// outbox mails links to the package and its signature, which already lie where
// they stay.
type outbox struct {
	post  officer
	marks marks
	links *s3.PresignClient
	at    step.Locator
}

// Deliver implements step.Outbox.
func (o outbox) Deliver(ctx context.Context, p step.Parcel) (string, error) {
	bucket, key := o.at.Where(p.RFC, step.ShelfPackages, p.SHA256)
	where := "s3://" + bucket + "/" + key
	err := o.marks.once(ctx, p.RFC+markedPackages, p.Name, string(p.SHA256), func() error {
		if err := p.Zip(io.Discard); err != nil { // what is mailed is there, as it was sealed
			return err //nolint:wrapcheck // a fault of the archive, already classified
		}
		link, err := o.link(ctx, bucket, key, p.Name)
		if err != nil {
			return err
		}
		text := fmt.Sprintf("El paquete %[1]s está sellado.\n\nDescárguelo: %[2]s\n", p.Name, link)
		if p.Signature == nil {
			text += "No lleva firma.\n"
		} else {
			name := p.Name + expediente.SignatureSuffix
			bucket, key := o.at.Where(p.RFC, step.ShelfPackages, document.HashOf(p.Signature))
			if link, err = o.link(ctx, bucket, key, name); err != nil {
				return err
			}
			text += fmt.Sprintf("Su firma, que se guarda a su lado como %s: %s\n", name, link)
		}
		text += fmt.Sprintf("(Los enlaces valen unas horas; después está en %[1]s.)\nSHA-256: %[2]s\nVerifíquelo sin conexión con: immex verify %[3]s\n", where, p.SHA256, p.Name)
		return o.post.tell(ctx, "Paquete "+p.Name, text)
	})
	if err != nil {
		return "", err
	}
	return where, nil
}

// link lets whoever has it read one object for a while, under a name.
func (o outbox) link(ctx context.Context, bucket, key, name string) (string, error) {
	disposition := `attachment; filename="` + name + `"`
	link, err := o.links.PresignGetObject(ctx, &s3.GetObjectInput{
		Bucket: &bucket, Key: &key, ResponseContentDisposition: &disposition,
	}, s3.WithPresignExpires(linkFor))
	if err != nil {
		return "", classify("link a package", err)
	}
	return link.URL, nil
}
