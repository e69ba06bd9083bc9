package cloud

import (
	"bytes"
	"context"
	"io"

	"github.com/aws/aws-sdk-go-v2/service/s3"

	"example.com/immex/shared/document"
	"example.com/immex/shared/sandbox"
	"example.com/immex/shared/step"
)

// readings keeps what the read function answered about a PDF on the work shelf, so
// that a compile, which reads again what it judges, asks once per reader and not
// once a month: the readings of years take longer than a step has, and pages that
// were recognised are paid each time. Where it cannot be read or written the PDF is
// read again. Who may write the work shelf may write here, and nobody else; the
// process that reads hostile files may not.
type readings struct {
	get func(context.Context, *s3.GetObjectInput, ...func(*s3.Options)) (*s3.GetObjectOutput, error)
	put func(context.Context, *s3.PutObjectInput, ...func(*s3.Options)) (*s3.PutObjectOutput, error)
	at  step.Locator
}

func (c *Cloud) readings() *readings {
	api := s3.NewFromConfig(c.aws)
	return &readings{api.GetObject, api.PutObject, c.blobs()}
}

// readers names what reads PDFs: the sources of our readers and the versions of the
// libraries under them, by a hash that TestReaders holds. What another reader read is
// not kept for this one.
const readers = "986b25daf49b9f35"

// where is the place of the answer to a question about a PDF. It has the form of every
// place on the shelf and the name of no content.
func (r *readings) where(in *ReadIn, pdf document.Hash) (bucket, key string) {
	name := "reading\n" + readers + "\n" + string(in.Op) + "\n" + string(pdf)
	return r.at.Where(in.RFC, step.ShelfWork, document.HashOf([]byte(name)))
}

// kept reports an answer that is kept. Pictures of pages are looked at by people, and
// are not.
func (r *readings) kept(ctx context.Context, in *ReadIn, pdf document.Hash) (sandbox.Answer, bool) {
	if r == nil || in.Op == sandbox.OpPage {
		return sandbox.Answer{}, false
	}
	bucket, key := r.where(in, pdf)
	out, err := r.get(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: &key})
	if err != nil {
		return sandbox.Answer{}, false
	}
	defer out.Body.Close() //nolint:errcheck // reading only
	b, err := io.ReadAll(io.LimitReader(out.Body, 2*maxWords))
	if err != nil {
		return sandbox.Answer{}, false
	}
	a, err := opened(b)
	return a, err == nil
}

// keep keeps an answer that gave words; a refusal may be of the moment.
func (r *readings) keep(ctx context.Context, in *ReadIn, pdf document.Hash, answer []byte) {
	if r == nil || in.Op == sandbox.OpPage {
		return
	}
	bucket, key := r.where(in, pdf)
	_, _ = r.put(ctx, &s3.PutObjectInput{Bucket: &bucket, Key: &key, Body: bytes.NewReader(answer)})
}
