// Package dynamo keeps the books of the distributed engine in one DynamoDB
// table with a partition key PK and a sort key SK, both text. It is one of the
// two engines and passes the same conformance suite as the other.
//
// A commit is one conditional put of its journal item, after everything it
// brings was stored by hash. What readers look things up by (facts, movements,
// findings, the latest record of a document) is then derived from that item,
// by the committer or, when it died, by whoever reads next. Every derived item
// carries the sequence that wrote it and yields only to a higher one, so that
// a straggler repeats work but never undoes it. Access patterns and what was
// rejected: infra/decisions/0002-books-on-dynamodb.md.
//
// The package decides nothing about customs, scans nothing and deletes nothing of
// the books; People, which keeps who may use the desk beside them, deletes sessions.
package dynamo

import (
	"compress/gzip"
	"context"
	"crypto/rand"
	"io"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"example.com/immex/shared/fault"
)

// API is what the store asks of DynamoDB; *dynamodb.Client has it. A function
// that commits or saves books needs exactly these four permissions.
type API interface {
	GetItem(ctx context.Context, in *dynamodb.GetItemInput, opts ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error)
	Query(ctx context.Context, in *dynamodb.QueryInput, opts ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error)
	PutItem(ctx context.Context, in *dynamodb.PutItemInput, opts ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error)
	UpdateItem(ctx context.Context, in *dynamodb.UpdateItemInput, opts ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error)
}

// Config is what a store needs to know.
type Config struct {
	Table string
	// Grace is how long a reader lets a committer finish its own commit before
	// it does so itself; 0 means DefaultGrace.
	Grace time.Duration
	// ReadOnly is for roles without write permission: a commit still
	// unfinished after Grace is a Transient fault instead of being finished.
	ReadOnly bool
	// Part is how many derived items of a large commit are written before it
	// keeps how far it is; 0 means DefaultPart.
	Part int
}

// DefaultPart takes about a tenth of a second to write, well within a grace.
const DefaultPart = 500

// DefaultGrace covers an ordinary commit; waiting less repeats its writes,
// waiting more delays whoever comes after a crash.
const DefaultGrace = 2 * time.Second

// workers bounds the requests one call has in flight: more does not help one
// partition, and Lambda's smallest sizes have little CPU for TLS.
const workers = 24

// Store is the books in one table. It is safe for concurrent use.
type Store struct {
	api      API
	table    string
	grace    time.Duration
	readOnly bool
	part     int
	zip      sync.Pool // *gzip.Writer, about 800 kB each
}

// New uses a table that exists; template.yaml and dynamotest create it.
func New(api API, c Config) (*Store, error) {
	if c.Table == "" {
		return nil, fault.Newf(fault.Misconfigured, "open books", "no DynamoDB table is named: set BOOKS_TABLE")
	}
	s := &Store{api: api, table: c.Table, grace: c.Grace, readOnly: c.ReadOnly, part: c.Part}
	if s.grace == 0 {
		s.grace = DefaultGrace
	}
	if s.part == 0 {
		s.part = DefaultPart
	}
	s.zip.New = func() any { return gzip.NewWriter(io.Discard) }
	return s, nil
}

// token tells this attempt from every other, so that a writer whose answer was
// lost recognises its own write.
func token() string { return rand.Text() }
