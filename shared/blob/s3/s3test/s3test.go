// Package s3test opens the blobs of the distributed engine for tests, on the
// stand-in that infra/emulators.sh started: four empty buckets per call.
//
// Without IMMEX_S3_ENDPOINT a test is skipped with that reason; with
// IMMEX_REQUIRE_AWS=1 it fails instead, so that a suite that is meant to run
// cannot pass by not running.
package s3test

import (
	"crypto/rand"
	"os"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	blobs "example.com/immex/shared/blob/s3"
)

// Client talks to the stand-in; it skips or fails the test when there is none.
func Client(t *testing.T, options ...func(*s3.Options)) *s3.Client {
	t.Helper()
	endpoint := os.Getenv("IMMEX_S3_ENDPOINT")
	if endpoint == "" {
		const why = "IMMEX_S3_ENDPOINT not set: run infra/test-aws.sh"
		if os.Getenv("IMMEX_REQUIRE_AWS") == "1" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	return s3.New(s3.Options{
		Region: "us-east-1", BaseEndpoint: &endpoint, UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider(os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"), ""),
	}, options...)
}

// Buckets creates the four buckets of a stack. They stay until the stand-in
// is stopped, with the folder it keeps them in.
func Buckets(t *testing.T, c *s3.Client) blobs.Buckets {
	t.Helper()
	stack := strings.ToLower(rand.Text())
	b := blobs.Buckets{Archive: stack + "-archive", Quarantine: stack + "-quarantine", Packages: stack + "-packages", Work: stack + "-work"}
	for _, name := range []string{b.Archive, b.Quarantine, b.Packages, b.Work} {
		if _, err := c.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: &name}); err != nil {
			t.Fatal(err)
		}
	}
	return b
}
