package cloud

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"example.com/immex/shared/api"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// API handles the requests of the HTTP API, whose authorizer has verified the
// token: only what that authorizer says of the caller counts, no header does.
func (c *Cloud) API(now func() time.Time, log *slog.Logger) (func(context.Context, events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error), error) {
	books, err := c.books(true)
	if err != nil {
		return nil, err
	}
	presign := s3.NewPresignClient(s3.NewFromConfig(c.aws))
	a := &api.API{
		Books: books, Most: MaxObject, Random: rand.Text, Log: log, Now: now,
		Uploads: inboxForms{presign, c.set.InboxBucket}, Links: packageLinks{presign, c.blobs()},
	}
	return Gateway(a.Handler()), nil
}

// Gateway turns the events of an HTTP API into requests. The route is the one
// the gateway matched, since how it writes a path that has letters of RFCs such
// as Ñ and & is its own affair.
func Gateway(h http.Handler) func(context.Context, events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	return func(ctx context.Context, e events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
		r, err := request(ctx, &e)
		if err != nil {
			return events.APIGatewayV2HTTPResponse{}, fault.New(fault.Corrupt, "read a request", err)
		}
		w := &response{header: http.Header{}, status: http.StatusOK}
		h.ServeHTTP(w, r)
		out := events.APIGatewayV2HTTPResponse{StatusCode: w.status, Headers: map[string]string{}, Body: w.body.String()}
		for name := range w.header {
			out.Headers[name] = w.header.Get(name)
		}
		return out, nil
	}
}

func request(ctx context.Context, e *events.APIGatewayV2HTTPRequest) (*http.Request, error) {
	_, pattern, _ := strings.Cut(e.RouteKey, " ")
	path := pattern
	for name, value := range e.PathParameters {
		plain, err := url.PathUnescape(value)
		if err != nil || strings.Trim(plain, ".") == "" || strings.Contains(plain, "/") {
			plain = "-" // it is no name of anything, and must not become another path
		}
		path = strings.ReplaceAll(path, "{"+name+"}", plain)
	}
	body := []byte(e.Body)
	if e.IsBase64Encoded {
		var err error
		if body, err = base64.StdEncoding.DecodeString(e.Body); err != nil {
			return nil, err //nolint:wrapcheck // wrapped by the caller
		}
	}
	at := url.URL{Path: path, RawQuery: e.RawQueryString}
	if a := e.RequestContext.Authorizer; a != nil && a.JWT != nil {
		if caller, ok := api.CallerOf(a.JWT.Claims); ok {
			ctx = api.WithCaller(ctx, caller)
		}
	}
	r, err := http.NewRequestWithContext(ctx, e.RequestContext.HTTP.Method, at.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err //nolint:wrapcheck // wrapped by the caller
	}
	for name, value := range e.Headers {
		r.Header.Set(name, value)
	}
	return r, nil
}

// response keeps what a handler writes.
type response struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header implements http.ResponseWriter.
func (w *response) Header() http.Header { return w.header }

// WriteHeader implements http.ResponseWriter.
func (w *response) WriteHeader(status int) { w.status = status }

// Write implements http.ResponseWriter.
func (w *response) Write(b []byte) (int, error) { return w.body.Write(b) } //nolint:wrapcheck // never fails

// inboxForms signs uploads with the rights of the function.
type inboxForms struct {
	presign *s3.PresignClient
	bucket  string
}

// Form implements api.Uploads.
func (f inboxForms) Form(ctx context.Context, key string, most int64, valid time.Duration) (api.Form, error) {
	out, err := f.presign.PresignPostObject(ctx, &s3.PutObjectInput{Bucket: &f.bucket, Key: &key}, func(o *s3.PresignPostOptions) {
		o.Expires = valid
		o.Conditions = []any{[]any{"content-length-range", 1, most}}
	})
	if err != nil {
		return api.Form{}, classify("sign an upload", err)
	}
	return api.Form{URL: out.URL, Fields: out.Values}, nil
}

// packageLinks signs downloads with the rights of the function.
type packageLinks struct {
	presign *s3.PresignClient
	at      step.Locator
}

// Link implements api.Links.
func (l packageLinks) Link(ctx context.Context, rfc string, h document.Hash, name string, valid time.Duration) (string, error) {
	bucket, key := l.at.Where(rfc, step.ShelfPackages, h)
	disposition := `attachment; filename="` + name + `"`
	out, err := l.presign.PresignGetObject(ctx, &s3.GetObjectInput{
		Bucket: &bucket, Key: &key, ResponseContentDisposition: &disposition,
	}, s3.WithPresignExpires(valid))
	if err != nil {
		return "", classify("link a package", err)
	}
	return out.URL, nil
}
