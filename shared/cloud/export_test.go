package cloud

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/s3"

	"example.com/immex/shared/store/dynamo"
)

// FetchBy is how ingest gets a document of the inbox.
func FetchBy(ctx context.Context, api *s3.Client, bucket, key, version string) ([]byte, error) {
	d, err := fetchBy(ctx, api, bucket, key, version)
	return d.bytes, err
}

// Books opens the table of a cloud.
func Books(c *Cloud) (*dynamo.Store, error) { return c.books(true) }
