package s3_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"example.com/immex/shared/blob"
	"example.com/immex/shared/blob/blobtest"
	blobs "example.com/immex/shared/blob/s3"
	"example.com/immex/shared/blob/s3/s3test"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

const rfc = "AAA010101AA1"

func TestConformance(t *testing.T) {
	t.Parallel()
	blobtest.Run(t, func(t *testing.T) blobtest.Opened {
		t.Helper()
		c := s3test.Client(t)
		b := s3test.Buckets(t, c)
		bucket := map[step.Shelf]string{
			step.ShelfArchive: b.Archive, step.ShelfQuarantine: b.Quarantine, step.ShelfPackages: b.Packages, step.ShelfWork: b.Work,
		}
		return blobtest.Opened{
			Blobs: blobs.New(c, b),
			Replace: func(t *testing.T, rfc string, shelf step.Shelf, h document.Hash, b []byte) {
				t.Helper()
				key, err := blob.Path(rfc, shelf, h)
				if err != nil {
					t.Fatal(err)
				}
				name := bucket[shelf]
				if _, err := c.PutObject(t.Context(), &s3.PutObjectInput{Bucket: &name, Key: &key, Body: bytes.NewReader(b)}); err != nil {
					t.Fatal(err)
				}
			},
		}
	})
}

// refusing answers every request with one error.
type refusing struct{ err error }

func (r refusing) PutObject(context.Context, *s3.PutObjectInput, ...func(*s3.Options)) (*s3.PutObjectOutput, error) {
	return nil, r.err
}

func (r refusing) GetObject(context.Context, *s3.GetObjectInput, ...func(*s3.Options)) (*s3.GetObjectOutput, error) {
	return nil, r.err
}

func (r refusing) HeadObject(context.Context, *s3.HeadObjectInput, ...func(*s3.Options)) (*s3.HeadObjectOutput, error) {
	return nil, r.err
}

// answer is an error as the SDK returns it.
func answer(status int, code string) error {
	return &smithyhttp.ResponseError{
		Response: &smithyhttp.Response{Response: &http.Response{StatusCode: status}},
		Err:      &smithy.GenericAPIError{Code: code, Message: "invented"},
	}
}

func TestFaultClasses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		want fault.Class
	}{
		{answer(503, "SlowDown"), fault.Transient},
		{answer(500, "InternalError"), fault.Transient},
		{answer(409, "ConditionalRequestConflict"), fault.Transient},
		{errors.New("connection reset"), fault.Transient},
		{context.DeadlineExceeded, fault.Transient},
		{answer(404, "NoSuchBucket"), fault.Misconfigured},
		{answer(403, "AccessDenied"), fault.Misconfigured},
		{answer(403, ""), fault.Misconfigured},
		{answer(301, "PermanentRedirect"), fault.Misconfigured},
		{answer(400, "EntityTooLarge"), fault.TooLarge},
	} {
		s := blobs.New(refusing{c.err}, blobs.Buckets{Archive: "archive"})
		_, err := s.Put(t.Context(), rfc, step.ShelfArchive, []byte("x"))
		if !fault.Is(err, c.want) {
			t.Errorf("put, %v: got %v, want %s", c.err, err, c.want)
		}
		_, err = s.Get(t.Context(), rfc, step.ShelfArchive, document.HashOf(nil))
		if !fault.Is(err, c.want) {
			t.Errorf("get, %v: got %v, want %s", c.err, err, c.want)
		}
	}
}

func TestShelfWithoutBucket(t *testing.T) {
	t.Parallel()
	s := blobs.New(refusing{errors.New("never asked")}, blobs.Buckets{Archive: "archive"})
	_, err := s.Put(t.Context(), rfc, step.ShelfPackages, []byte("x"))
	if !fault.Is(err, fault.Misconfigured) {
		t.Errorf("got %v, want Misconfigured", err)
	}
}
