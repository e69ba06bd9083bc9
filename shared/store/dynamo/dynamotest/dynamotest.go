// Package dynamotest opens the books of the distributed engine for tests, on
// the stand-in that infra/emulators.sh started: one empty table per call.
//
// Without IMMEX_DYNAMODB_ENDPOINT a test is skipped with that reason; with
// IMMEX_REQUIRE_AWS=1 it fails instead, so that a suite that is meant to run
// cannot pass by not running.
package dynamotest

import (
	"context"
	"crypto/rand"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"example.com/immex/shared/store/dynamo"
)

// Client talks to the stand-in; it skips or fails the test when there is none.
func Client(t *testing.T, options ...func(*dynamodb.Options)) *dynamodb.Client {
	t.Helper()
	endpoint := os.Getenv("IMMEX_DYNAMODB_ENDPOINT")
	if endpoint == "" {
		const why = "IMMEX_DYNAMODB_ENDPOINT not set: run infra/test-aws.sh"
		if os.Getenv("IMMEX_REQUIRE_AWS") == "1" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	return dynamodb.New(dynamodb.Options{
		Region: "us-east-1", BaseEndpoint: &endpoint,
		Credentials: credentials.NewStaticCredentialsProvider("test", "test", ""),
		HTTPClient:  connections(),
	}, options...)
}

// connections are those of all clients: each test that fails a request in turn
// makes hundreds of these, and connections of their own would outlive them.
//
//nolint:gochecknoglobals // made once
var connections = sync.OnceValue(func() *awshttp.BuildableClient { return awshttp.NewBuildableClient() })

// Table creates an empty table with the keys of template.yaml's BooksTable and
// removes it after the test.
func Table(t *testing.T, c *dynamodb.Client) string {
	t.Helper()
	name := "books-" + strings.ToLower(rand.Text())
	_, err := c.CreateTable(t.Context(), &dynamodb.CreateTableInput{
		TableName: &name, BillingMode: types.BillingModePayPerRequest,
		AttributeDefinitions: []types.AttributeDefinition{
			{AttributeName: aws.String("PK"), AttributeType: types.ScalarAttributeTypeS},
			{AttributeName: aws.String("SK"), AttributeType: types.ScalarAttributeTypeS},
		},
		KeySchema: []types.KeySchemaElement{
			{AttributeName: aws.String("PK"), KeyType: types.KeyTypeHash},
			{AttributeName: aws.String("SK"), KeyType: types.KeyTypeRange},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := c.DeleteTable(context.WithoutCancel(t.Context()), &dynamodb.DeleteTableInput{TableName: &name}); err != nil {
			t.Error(err)
		}
	})
	return name
}

// Open is an empty store.
func Open(t *testing.T) *dynamo.Store {
	t.Helper()
	c := Client(t)
	return On(t, c, Table(t, c))
}

// On is the store in a table, through an API of the test's choice. It waits
// long enough for a live rival to finish and not long for a dead one.
func On(t *testing.T, api dynamo.API, table string) *dynamo.Store {
	t.Helper()
	s, err := dynamo.New(api, dynamo.Config{Table: table, Grace: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
