package cloud

import (
	"context"
	"crypto/rand"
	"mime"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"

	"example.com/immex/shared/api"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

// maxAnswer is how many bytes the desk answers with: six megabytes is what a
// function may, and a third more is what they become on the way.
const maxAnswer = 4 << 20

// deskLinks signs downloads with the rights of the function.
type deskLinks struct {
	objects *s3.Client
	presign *s3.PresignClient
	shelves shelves
}

// Most implements desk.Links.
func (deskLinks) Most() int { return maxAnswer }

// Kept implements desk.Links.
func (l deskLinks) Kept(ctx context.Context, rfc string, on []step.Shelf, h document.Hash, f desk.File, holds time.Duration) (string, error) {
	var err error
	err = fault.Newf(fault.Misconfigured, "link a document", "it is on no shelf")
	for _, shelf := range on {
		bucket, key := l.shelves.Where(rfc, shelf, h)
		if _, missing := l.objects.HeadObject(ctx, &s3.HeadObjectInput{Bucket: &bucket, Key: &key}); missing != nil {
			if err = classify("link a document", missing); !fault.Is(err, fault.Misconfigured) {
				return "", err
			}
			continue
		}
		return l.sign(ctx, bucket, key, f, holds)
	}
	return "", err
}

// Made implements desk.Links.
func (l deskLinks) Made(ctx context.Context, rfc string, b []byte, f desk.File, holds time.Duration) (string, error) {
	h, err := l.shelves.Put(ctx, rfc, step.ShelfWork, b)
	if err != nil {
		return "", err //nolint:wrapcheck // already classified
	}
	bucket, key := l.shelves.Where(rfc, step.ShelfWork, h)
	return l.sign(ctx, bucket, key, f, holds)
}

func (l deskLinks) sign(ctx context.Context, bucket, key string, f desk.File, holds time.Duration) (string, error) {
	disposition := mime.FormatMediaType("attachment", map[string]string{"filename": f.Name})
	out, err := l.presign.PresignGetObject(ctx, &s3.GetObjectInput{
		Bucket: &bucket, Key: &key, ResponseContentDisposition: &disposition, ResponseContentType: &f.Type,
	}, s3.WithPresignExpires(holds))
	if err != nil {
		return "", classify("link a download", err)
	}
	return out.URL, nil
}

// deskInbox signs forms that take a document to the inbox.
type deskInbox struct {
	presign      *s3.PresignClient
	bucket, home string
	origin       string
}

// newDeskInbox knows where the forms of a bucket are sent; nothing is asked for
// it.
func newDeskInbox(objects *s3.Client, bucket, home string) *deskInbox {
	in := &deskInbox{presign: s3.NewPresignClient(objects), bucket: bucket, home: home}
	if f, err := in.Form(context.Background(), "", &access.User{}, "/"); err == nil {
		if at, err := url.Parse(f.URL); err == nil {
			in.origin = at.Scheme + "://" + at.Host
		}
	}
	return in
}

// Origin implements desk.Inbox.
func (in *deskInbox) Origin() string { return in.origin }

// Form implements desk.Inbox. It is good for one folder that nobody else knows:
// the browser says how the document is called. Who delivers goes with the object,
// for ingest to write into the log.
func (in *deskInbox) Form(ctx context.Context, rfc string, by *access.User, back string) (*desk.Form, error) {
	folder := "inbox/"
	if rfc != "" {
		folder += rfc + "/"
	}
	folder += rand.Text() + "/"
	key, to := folder+"${filename}", in.home+"/entregado?"+url.Values{"a": {back}}.Encode()
	mine := []desk.Field{{Name: "success_action_redirect", Value: to}, {Name: metaField + bySomebody, Value: by.Name}, {Name: metaField + asRole, Value: string(by.Role)}}
	out, err := in.presign.PresignPostObject(ctx, &s3.PutObjectInput{Bucket: &in.bucket, Key: &key}, func(o *s3.PresignPostOptions) {
		o.Expires = api.Valid
		o.Conditions = []any{[]any{"content-length-range", 1, MaxObject}, []any{"starts-with", "$key", folder}}
		for _, f := range mine {
			o.Conditions = append(o.Conditions, map[string]string{f.Name: f.Value})
		}
	})
	if err != nil {
		return nil, classify("sign an upload", err)
	}
	f := &desk.Form{URL: out.URL, Most: MaxObject, Fields: mine}
	for name, value := range out.Values {
		f.Fields = append(f.Fields, desk.Field{Name: name, Value: value})
	}
	slices.SortFunc(f.Fields, func(a, b desk.Field) int { return strings.Compare(a.Name, b.Name) })
	return f, nil
}
