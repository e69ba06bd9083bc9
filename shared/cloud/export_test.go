package cloud

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo"
)

// FetchBy is how ingest gets a document of the inbox.
func FetchBy(ctx context.Context, api *s3.Client, bucket, key, version string) ([]byte, error) {
	d, err := fetchBy(ctx, api, bucket, key, version)
	return d.bytes, err
}

// Config is what a cloud knows of AWS.
func Config(c *Cloud) aws.Config { return c.aws }

// Books opens the table of a cloud.
func Books(c *Cloud) (*dynamo.Store, error) { return c.books(true) }

// ToldOfReviews is what a digest says of packages that wait, and of those returned.
func ToldOfReviews(ctx context.Context, books step.FactStore, rfc string, now time.Time) (string, error) {
	var d digest
	err := d.reviews(ctx, books, rfc, now)
	return d.String(), err
}
