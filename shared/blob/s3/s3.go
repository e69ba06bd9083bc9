// Package s3 keeps blobs in S3 buckets, one per shelf, written once with
// If-None-Match and named by their SHA-256. It is the distributed engine's
// side of step.Blobs.
//
// Only accepted documents reach the archive, whose bucket may have Object
// Lock; that, expiry and encryption are settings of the buckets, in
// template.yaml. The package never overwrites, never deletes and lists
// nothing.
package s3

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"example.com/immex/shared/blob"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// API is what the store asks of S3; *s3.Client has it. A function needs
// s3:PutObject to store, and s3:GetObject to read and to recognise what is
// already there; s3:ListBucket makes S3 tell missing from forbidden.
type API interface {
	PutObject(ctx context.Context, in *s3.PutObjectInput, opts ...func(*s3.Options)) (*s3.PutObjectOutput, error)
	GetObject(ctx context.Context, in *s3.GetObjectInput, opts ...func(*s3.Options)) (*s3.GetObjectOutput, error)
	HeadObject(ctx context.Context, in *s3.HeadObjectInput, opts ...func(*s3.Options)) (*s3.HeadObjectOutput, error)
}

// Buckets names the bucket of each shelf; "" when a function has no business
// on it.
type Buckets struct {
	Archive    string // ARCHIVE_BUCKET
	Quarantine string // QUARANTINE_BUCKET
	Packages   string // PACKAGES_BUCKET
	Work       string // WORK_BUCKET
}

// Store is the blobs of one stack. It is safe for concurrent use.
type Store struct {
	api     API
	buckets Buckets
}

// New uses buckets that exist.
func New(api API, b Buckets) *Store { return &Store{api: api, buckets: b} }

// object is where a blob lies.
func (s *Store) object(rfc string, shelf step.Shelf, h document.Hash) (bucket, key string, err error) {
	if key, err = blob.Path(rfc, shelf, h); err != nil {
		return "", "", err //nolint:wrapcheck // already a fault
	}
	setting := ""
	switch shelf {
	case step.ShelfArchive:
		bucket, setting = s.buckets.Archive, "ARCHIVE_BUCKET"
	case step.ShelfQuarantine:
		bucket, setting = s.buckets.Quarantine, "QUARANTINE_BUCKET"
	case step.ShelfPackages:
		bucket, setting = s.buckets.Packages, "PACKAGES_BUCKET"
	case step.ShelfWork:
		bucket, setting = s.buckets.Work, "WORK_BUCKET"
	}
	if bucket == "" {
		return "", "", fault.Newf(fault.Misconfigured, "find blob", "shelf %s has no bucket here: set %s", shelf, setting)
	}
	return bucket, key, nil
}

// Put implements step.Blobs.
func (s *Store) Put(ctx context.Context, rfc string, shelf step.Shelf, b []byte) (document.Hash, error) {
	h := document.HashOf(b)
	if err := s.put(ctx, rfc, shelf, h, int64(len(b)), bytes.NewReader(b)); err != nil {
		return "", err
	}
	return h, nil
}

// PutFrom implements step.Streams. The bytes are held to their hash before they
// are sent, since what lies under a name stays there.
func (s *Store) PutFrom(ctx context.Context, rfc string, shelf step.Shelf, h document.Hash, r *io.SectionReader) error {
	if _, err := io.Copy(io.Discard, blob.Checked(io.NopCloser(r), h)); err != nil {
		return err //nolint:wrapcheck // already a fault
	}
	return s.put(ctx, rfc, shelf, h, r.Size(), io.NewSectionReader(r, 0, r.Size()))
}

func (s *Store) put(ctx context.Context, rfc string, shelf step.Shelf, h document.Hash, size int64, body io.ReadSeeker) error {
	bucket, key, err := s.object(rfc, shelf, h)
	if err != nil {
		return err
	}
	_, err = s.api.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &bucket, Key: &key, Body: body, ContentLength: aws.Int64(size),
		IfNoneMatch: aws.String("*"), ChecksumAlgorithm: types.ChecksumAlgorithmSha256,
	})
	switch status(err) {
	case http.StatusPreconditionFailed: // it is there
	case http.StatusConflict: // another writer of the same name is at it
		return fault.New(fault.Transient, "store blob "+key, err)
	default:
		if err != nil {
			return classify("store blob "+key, err)
		}
		return nil
	}
	there, err := s.api.HeadObject(ctx, &s3.HeadObjectInput{Bucket: &bucket, Key: &key})
	if err != nil {
		return classify("store blob "+key, err)
	}
	if n := aws.ToInt64(there.ContentLength); n != size {
		return fault.Newf(fault.Corrupt, "store blob "+key, "%d bytes are there, expected %d", n, size)
	}
	return nil
}

// Open implements step.Streams.
func (s *Store) Open(ctx context.Context, rfc string, shelf step.Shelf, h document.Hash) (io.ReadCloser, error) {
	bucket, key, err := s.object(rfc, shelf, h)
	if err != nil {
		return nil, err
	}
	out, err := s.api.GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: &key})
	if err != nil {
		return nil, classify("read blob "+key, err)
	}
	return blob.Checked(out.Body, h), nil
}

// Get implements step.Blobs.
func (s *Store) Get(ctx context.Context, rfc string, shelf step.Shelf, h document.Hash) ([]byte, error) {
	bucket, key, err := s.object(rfc, shelf, h)
	if err != nil {
		return nil, err
	}
	out, err := s.api.GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: &key})
	if err != nil {
		return nil, classify("read blob "+key, err)
	}
	defer out.Body.Close() //nolint:errcheck // reading only
	b, err := io.ReadAll(out.Body)
	if err != nil {
		return nil, fault.New(fault.Transient, "read blob "+key, err)
	}
	if document.HashOf(b) != h {
		return nil, fault.Newf(fault.Corrupt, "read blob "+key, "its bytes have another hash")
	}
	return b, nil
}

// Where implements step.Locator; both are "" for a blob that has no place.
func (s *Store) Where(rfc string, shelf step.Shelf, h document.Hash) (bucket, key string) {
	bucket, key, err := s.object(rfc, shelf, h)
	if err != nil {
		return "", ""
	}
	return bucket, key
}

// status is the HTTP status S3 answered with, 0 when it did not.
func status(err error) int {
	if r, ok := errors.AsType[*smithyhttp.ResponseError](err); ok {
		return r.HTTPStatusCode()
	}
	return 0
}

// classify tells the caller what to do with an error the SDK gave up on.
func classify(op string, err error) error {
	if api, ok := errors.AsType[smithy.APIError](err); ok {
		switch api.ErrorCode() {
		case "NoSuchKey", "NotFound", "NoSuchBucket", "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch",
			"InvalidBucketName", "PermanentRedirect", "MethodNotAllowed":
			return fault.New(fault.Misconfigured, op, err)
		case "EntityTooLarge":
			return fault.New(fault.TooLarge, op, err)
		}
	}
	switch status(err) {
	case http.StatusNotFound, http.StatusForbidden, http.StatusUnauthorized, http.StatusMovedPermanently:
		return fault.New(fault.Misconfigured, op, err)
	}
	return fault.New(fault.Transient, op, err)
}
