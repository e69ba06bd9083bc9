package cloud

import (
	"context"
	"errors"
	"io"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/web/access"
)

// MaxObject bounds one dropped file: ingest has 2 GiB of memory and a Data
// Stage grows tenfold when it is read. It stays in the inbox and its message
// ends in the DLQ, which has an alarm.
const MaxObject = 128 << 20

// fetch reads one object of at most MaxObject bytes, whatever size it claims.
func fetch(ctx context.Context, api *s3.Client, bucket, key string) ([]byte, error) {
	b, _, err := fetchBy(ctx, api, bucket, key, "")
	return b, err
}

// fetchBy is fetch of one version, "" being the last, with who delivered the
// object by a form of the desk.
func fetchBy(ctx context.Context, api *s3.Client, bucket, key, version string) ([]byte, access.User, error) {
	const op = "fetch a document"
	in := &s3.GetObjectInput{Bucket: &bucket, Key: &key}
	if version != "" {
		in.VersionId = &version
	}
	out, err := api.GetObject(ctx, in)
	if err != nil {
		return nil, access.User{}, classify(op, err)
	}
	defer out.Body.Close() //nolint:errcheck // reading only
	if aws.ToInt64(out.ContentLength) > MaxObject {
		return nil, access.User{}, fault.Newf(fault.TooLarge, op, "it is over %d bytes; deliver its documents one by one", MaxObject)
	}
	b, err := io.ReadAll(io.LimitReader(out.Body, MaxObject+1))
	if err != nil {
		return nil, access.User{}, fault.New(fault.Transient, op, err)
	}
	if len(b) > MaxObject {
		return nil, access.User{}, fault.Newf(fault.TooLarge, op, "it is over %d bytes; deliver its documents one by one", MaxObject)
	}
	return b, access.User{Name: out.Metadata[bySomebody], Role: access.Role(out.Metadata[asRole])}, nil
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
			"MessageRejected", "MailFromDomainNotVerifiedException", "BadRequestException":
			return fault.New(fault.Misconfigured, op, err)
		case "RequestEntityTooLarge", "RequestTooLargeException":
			return fault.New(fault.TooLarge, op, err)
		}
	}
	return fault.New(fault.Transient, op, err)
}
