// Package cloud is the AWS wiring that the functions share: it opens the books
// (DynamoDB), the blobs (S3) and the senders (SQS, SES, Step Functions, Lambda)
// that a function's settings name, and hands each main the handler of its step.
//
// Example: functions/match/main.go opens a Cloud from its settings and passes
// Match to lambdaio.Batch; the step itself is step.Match, the same on one
// machine.
//
// Region, credentials and endpoints are in the variables the SDK knows
// (AWS_ENDPOINT_URL_SQS and the like point it elsewhere); who works at a terminal
// has them from package terminal. The package refuses a mail whose receipt event
// does not prove its sender, and decides nothing about customs.
package cloud

import (
	"errors"
	"io"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	blobs "example.com/immex/shared/blob/s3"
	"example.com/immex/shared/cloud/signing"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/store/dynamo"
)

// Cloud is one function's view of the stack. Clients are made where they are
// used, so that a bootstrap links only the services it calls.
type Cloud struct {
	set lambdaio.Settings
	aws aws.Config
	out io.Writer // where log lines go
}

// Open is the stack as a function sees it, which Lambda tells all there is to
// know in its environment.
func Open(s lambdaio.Settings) (*Cloud, error) {
	cfg, err := fromEnvironment(os.Getenv)
	if err != nil {
		return nil, err
	}
	return OpenAs(cfg, s), nil
}

// OpenAs is the stack as somebody sees it who has the configuration already.
func OpenAs(cfg aws.Config, s lambdaio.Settings) *Cloud {
	return &Cloud{set: s, aws: cfg, out: os.Stdout}
}

// table is a client of the table whose torn answers are asked for again. The
// SDK repeats a request that got no answer; one that broke off after its first
// line it calls unreadable and gives up, although no more is known of it.
func (c *Cloud) table() *tableCalls {
	return callsOf(dynamodb.NewFromConfig(c.aws, func(o *dynamodb.Options) {
		if r, ok := o.Retryer.(aws.RetryerV2); ok {
			o.Retryer = untorn{r}
		}
	}))
}

type untorn struct{ aws.RetryerV2 }

func (r untorn) IsErrorRetryable(err error) bool {
	return errors.Is(err, io.ErrUnexpectedEOF) || r.RetryerV2.IsErrorRetryable(err)
}

// SealKey is the key of a stack that signs packages, by its id, alias or ARN: its
// public half is what an auditor trusts.
func (c *Cloud) SealKey(id string) expediente.Signer { return signing.New(c.key(), id) }

// books opens the table; a role that may not write says so.
func (c *Cloud) books(readOnly bool) (*dynamo.Store, error) {
	return dynamo.New(c.table(), dynamo.Config{Table: c.set.BooksTable, ReadOnly: readOnly}) //nolint:wrapcheck // a fault that names the setting
}

// blobs opens the shelves whose buckets the function was given.
func (c *Cloud) blobs() *blobs.Store {
	return blobs.New(s3.NewFromConfig(c.aws), blobs.Buckets{
		Archive: c.set.ArchiveBucket, Quarantine: c.set.QuarantineBucket,
		Packages: c.set.PackagesBucket, Work: c.set.WorkBucket,
	})
}
