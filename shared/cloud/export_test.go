package cloud

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo"
)

// FetchBy is how ingest gets a document of the inbox.
func FetchBy(ctx context.Context, api *s3.Client, bucket, key, version string) ([]byte, error) {
	d, err := fetchBy(ctx, api, bucket, key, version)
	return d.bytes, err
}

// Readers is the name under which readings are kept.
const Readers = readers

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

// ReadSlowly reads a file as ingest does, each reading of a PDF taking as long and
// giving nothing; begun counts them.
func ReadSlowly(ctx context.Context, in step.Input, takes time.Duration) (papers []*step.Paper, begun int, err error) {
	call := func(ctx context.Context, _ *lambda.InvokeInput, _ ...func(*lambda.Options)) (*lambda.InvokeOutput, error) {
		begun++
		select {
		case <-time.After(takes):
			return &lambda.InvokeOutput{Payload: []byte(`{}`)}, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	g := &ingest{steps: &step.Ingest{}, pdf: pdfReader{call, "read", shelfOfOne{}, nil}}
	papers, err = g.read(ctx, &pdfCall{reader: g.pdf, rfc: in.RFC, most: mostSlow, until: lastBegin(ctx)}, in, nil, "")
	return papers, begun, err
}

// shelfOfOne keeps nothing.
type shelfOfOne struct{ shelves }

func (shelfOfOne) Put(_ context.Context, _ string, _ step.Shelf, b []byte) (document.Hash, error) {
	return document.HashOf(b), nil
}

func (shelfOfOne) Where(string, step.Shelf, document.Hash) (bucket, key string) { return "work", "x" }

// Marks is what a stack remembers beside the books.
type Marks struct {
	marks marks
	asks  asks
}

// NewMarks remembers in a table of its own.
func NewMarks(api *dynamodb.Client, table string) Marks {
	return Marks{marks{callsOf(api), table}, asks{api: callsOf(api), table: table}}
}

// Ask remembers that a package was asked for.
func (m Marks) Ask(ctx context.Context, rfc, period string, at time.Time) error {
	return m.asks.note(ctx, rfc, period, at, false)
}

// Asked are the periods that were asked for, in order.
func (m Marks) Asked(ctx context.Context, rfc string) ([]string, error) {
	waits, err := m.asks.waiting(ctx, rfc)
	return slices.Sorted(maps.Keys(waits)), err
}

// Deliver sends a sealed package once.
func (m Marks) Deliver(ctx context.Context, rfc, name, what string, send func() error) error {
	return m.marks.once(ctx, rfc+markedPackages, name, what, send)
}

// Morning is a daily run of watch with a table and a post of its own.
type Morning struct {
	Sent  []string // subject and text of each mail
	items map[string]map[string]types.AttributeValue
}

// NewMorning has an empty table.
func NewMorning() *Morning { return &Morning{items: map[string]map[string]types.AttributeValue{}} }

func keyOf(item map[string]types.AttributeValue) string {
	return item["PK"].(*types.AttributeValueMemberS).Value + "|" + item["SK"].(*types.AttributeValueMemberS).Value
}

func (m *Morning) table() *tableCalls {
	return &tableCalls{
		put: func(_ context.Context, in *dynamodb.PutItemInput, _ ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error) {
			if in.ConditionExpression != nil && m.items[keyOf(in.Item)] != nil {
				return nil, &types.ConditionalCheckFailedException{}
			}
			m.items[keyOf(in.Item)] = maps.Clone(in.Item)
			return &dynamodb.PutItemOutput{}, nil
		},
		get: func(_ context.Context, in *dynamodb.GetItemInput, _ ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
			return &dynamodb.GetItemOutput{Item: m.items[keyOf(in.Key)]}, nil
		},
		query: func(_ context.Context, in *dynamodb.QueryInput, _ ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
			out := &dynamodb.QueryOutput{}
			for k, item := range m.items {
				if strings.HasPrefix(k, in.ExpressionAttributeValues[":pk"].(*types.AttributeValueMemberS).Value+"|") {
					out.Items = append(out.Items, item)
				}
			}
			return out, nil
		},
	}
}

// Text implements Mails.
func (m *Morning) Text(_ context.Context, _, _, subject, text string) error {
	m.Sent = append(m.Sent, subject+"\n"+text)
	return nil
}

// Message implements Mails; watch sends none.
func (*Morning) Message(context.Context, string, string, []byte) (string, error) {
	return "", errors.ErrUnsupported
}

// Daily runs the daily task of an hour, at some time.
func (m *Morning) Daily(ctx context.Context, books step.Books, at, now time.Time) error {
	w := &watch{books: books, now: func() time.Time { return now }, post: officer{m, "from", "to"}, marks: marks{m.table(), "t"}, asks: asks{api: m.table(), table: "t"}}
	_, err := w.run(ctx, WatchIn{Task: taskDaily, At: at})
	return err
}

// Delivered remembers that a package had a mail of its own.
func (m *Morning) Delivered(ctx context.Context, rfc, name, sha string) error {
	return marks{m.table(), "t"}.once(ctx, rfc+markedPackages, name, sha, func() error { return nil })
}

// ReadTwice reads the words of a PDF in two steps of a stack that keeps readings in a
// map; lost is a store that takes nothing and gives nothing. It gives how often the
// read function was asked in each.
func ReadTwice(ctx context.Context, pdf []byte, answer ReadOut, lost bool) (asked [2]int, texts [2]*pdftext.Text, err error) {
	lies := map[string][]byte{}
	kept := &readings{
		get: func(_ context.Context, in *s3.GetObjectInput, _ ...func(*s3.Options)) (*s3.GetObjectOutput, error) {
			b, ok := lies[*in.Key]
			if !ok {
				return nil, errors.New("NoSuchKey")
			}
			return &s3.GetObjectOutput{Body: io.NopCloser(bytes.NewReader(b))}, nil
		},
		put: func(_ context.Context, in *s3.PutObjectInput, _ ...func(*s3.Options)) (*s3.PutObjectOutput, error) {
			if lost {
				return nil, errors.New("SlowDown")
			}
			b, err := io.ReadAll(in.Body)
			lies[*in.Key] = b
			return &s3.PutObjectOutput{}, err
		},
		at: shelfByName{},
	}
	for i := range asked {
		call := func(context.Context, *lambda.InvokeInput, ...func(*lambda.Options)) (*lambda.InvokeOutput, error) {
			asked[i]++
			payload, err := json.Marshal(answer)
			return &lambda.InvokeOutput{Payload: payload}, err
		}
		p := &pdfCall{reader: pdfReader{call, "read", shelfByName{}, kept}, rfc: "IMM010101AA1"}
		for _, read := range []func(context.Context, []byte) (*pdftext.Text, error){p.Words, p.SecondWords} {
			if texts[i], err = read(ctx, pdf); err != nil {
				return asked, texts, err
			}
		}
	}
	return asked, texts, nil
}

// shelfByName keeps nothing, each thing at a place of its own.
type shelfByName struct{ shelfOfOne }

func (shelfByName) Where(rfc string, shelf step.Shelf, h document.Hash) (bucket, key string) {
	return "work", rfc + "/" + string(shelf) + "/" + string(h)
}
