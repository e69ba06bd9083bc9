package cloud

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/web/access"
)

// MaxObject bounds one dropped file: ingest has 2 GiB of memory and a Data
// Stage grows tenfold when it is read. What is larger stays in the inbox, and the
// books say so.
const MaxObject = 128 << 20

// delivered is an object, who delivered it by a form of the desk, and when S3
// took it.
type delivered struct {
	bytes []byte
	by    access.User
	at    time.Time
}

// fetch reads one object of at most MaxObject bytes, whatever size it claims.
func fetch(ctx context.Context, api *s3.Client, bucket, key string) ([]byte, error) {
	d, err := fetchBy(ctx, api, bucket, key, "")
	return d.bytes, err
}

// fetchBy is fetch of one version, "" being the last. Of one that is too large
// it tells who delivered it and when.
func fetchBy(ctx context.Context, api *s3.Client, bucket, key, version string) (d delivered, err error) {
	const op = "fetch a document"
	in := &s3.GetObjectInput{Bucket: &bucket, Key: &key}
	if version != "" {
		in.VersionId = &version
	}
	out, err := api.GetObject(ctx, in)
	if err != nil {
		return d, classify(op, err)
	}
	defer out.Body.Close() //nolint:errcheck // reading only
	d.by, d.at = access.User{Name: out.Metadata[bySomebody], Role: access.Role(out.Metadata[asRole])}, aws.ToTime(out.LastModified)
	if aws.ToInt64(out.ContentLength) > MaxObject {
		return d, fault.Newf(fault.TooLarge, op, "it is over %d bytes; deliver its documents one by one", MaxObject)
	}
	b, err := io.ReadAll(io.LimitReader(out.Body, MaxObject+1))
	if err != nil {
		return d, fault.New(fault.Transient, op, err)
	}
	if len(b) > MaxObject {
		return d, fault.Newf(fault.TooLarge, op, "it is over %d bytes; deliver its documents one by one", MaxObject)
	}
	d.bytes = b
	return d, nil
}

// What a form of the desk says of who delivers, as S3 keeps it with the object.
const (
	metaField  = "x-amz-meta-"
	bySomebody = "by"
	asRole     = "role"
)

// classify tells the queue or the workflow what to do with an error the SDK
// gave up on: what no repetition heals is Misconfigured.
func classify(op string, err error) error {
	if api, ok := errors.AsType[smithy.APIError](err); ok {
		switch api.ErrorCode() {
		case "NoSuchKey", "NoSuchVersion", "NotFound", "NoSuchBucket", "AccessDenied", "AccessDeniedException", "InvalidAccessKeyId",
			"SignatureDoesNotMatch", "UnrecognizedClientException", "ResourceNotFoundException", "QueueDoesNotExist",
			"AWS.SimpleQueueService.NonExistentQueue", "StateMachineDoesNotExist", "InvalidArn", "ValidationException",
			"MessageRejected", "MailFromDomainNotVerifiedException", "BadRequestException", "SendingPausedException", "AccountSuspendedException":
			return fault.New(fault.Misconfigured, op, err)
		case "RequestEntityTooLarge", "RequestTooLargeException":
			return fault.New(fault.TooLarge, op, err)
		}
	}
	return fault.New(fault.Transient, op, err)
}
