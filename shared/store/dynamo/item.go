package dynamo

import (
	"context"
	"iter"
	"maps"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// item is one record as DynamoDB holds it, filled and read by hand: numbers
// travel as text and nothing of the domain meets a reflecting encoder.
type item map[string]types.AttributeValue

// The attributes several kinds of item share.
const (
	attrSeq  = "seq"  // the journal sequence that wrote the item
	attrGone = "gone" // present on what was removed, so that a straggler cannot bring it back
)

func text(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }

// bytesOf never holds nil, which the wire takes for no value at all.
func bytesOf(b []byte) types.AttributeValue {
	if b == nil {
		b = []byte{}
	}
	return &types.AttributeValueMemberB{Value: b}
}

func number(n int64) types.AttributeValue {
	return &types.AttributeValueMemberN{Value: strconv.FormatInt(n, 10)}
}

func at(pk, sk string) item { return item{"PK": text(pk), "SK": text(sk)} }

// text is "" when the attribute is missing.
func (i item) text(name string) string {
	if v, ok := i[name].(*types.AttributeValueMemberS); ok {
		return v.Value
	}
	return ""
}

// number is 0 when the attribute is missing.
func (i item) number(name string) int64 {
	v, ok := i[name].(*types.AttributeValueMemberN)
	if !ok {
		return 0
	}
	n, err := strconv.ParseInt(v.Value, 10, 64)
	if err != nil {
		return 0 // only this package writes these, always as whole numbers
	}
	return n
}

func (i item) bytes(name string) ([]byte, bool) {
	v, ok := i[name].(*types.AttributeValueMemberB)
	if !ok {
		return nil, false
	}
	return v.Value, true
}

func (i item) has(name string) bool { _, ok := i[name]; return ok }

// get reads one item, consistently; nil when there is none.
func (s *Store) get(ctx context.Context, pk, sk string) (item, error) {
	out, err := s.api.GetItem(ctx, &dynamodb.GetItemInput{TableName: &s.table, Key: at(pk, sk), ConsistentRead: aws.Bool(true)})
	if err != nil {
		return nil, classify("read "+pk, err)
	}
	return out.Item, nil
}

// put writes one item when cond holds; "" always does.
func (s *Store) put(ctx context.Context, i item, cond string, values item) error {
	in := &dynamodb.PutItemInput{TableName: &s.table, Item: i, ExpressionAttributeNames: names(cond), ExpressionAttributeValues: values}
	if cond != "" {
		in.ConditionExpression = &cond
	}
	_, err := s.api.PutItem(ctx, in)
	return classify("write "+i.text("PK"), err)
}

// update changes one item when cond holds.
func (s *Store) update(ctx context.Context, pk, sk, change, cond string, values item) error {
	_, err := s.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &s.table, Key: at(pk, sk), UpdateExpression: &change, ConditionExpression: &cond,
		ExpressionAttributeNames: names(change + " " + cond), ExpressionAttributeValues: values,
	})
	return classify("write "+pk, err)
}

// names maps every #name of an expression to the attribute name: many plain
// words are reserved, and the list grows.
func names(expression string) map[string]string {
	var out map[string]string
	for _, w := range strings.FieldsFunc(expression, func(r rune) bool { return strings.ContainsRune(" (),=<>", r) }) {
		if name, ok := strings.CutPrefix(w, "#"); ok {
			if out == nil {
				out = map[string]string{}
			}
			out[w] = name
		}
	}
	return out
}

// query is one walk over a partition, in the order of SK.
type query struct {
	pk     string
	sk     string // condition on SK after "AND ", "" for all
	filter string
	values item
	last   bool // from the end, one item
}

// input is the request for the first page of q.
func (s *Store) input(q query) *dynamodb.QueryInput {
	cond, values := "PK = :pk", item{":pk": text(q.pk)}
	if q.sk != "" {
		cond += " AND " + q.sk
	}
	maps.Copy(values, q.values)
	in := &dynamodb.QueryInput{
		TableName: &s.table, KeyConditionExpression: &cond, ExpressionAttributeValues: values,
		ConsistentRead: aws.Bool(true), ScanIndexForward: aws.Bool(!q.last),
	}
	if q.filter != "" {
		in.FilterExpression, in.ExpressionAttributeNames = &q.filter, names(q.filter)
	}
	if q.last {
		in.Limit = aws.Int32(1)
	}
	return in
}

// walk reads page by page, consistently.
func (s *Store) walk(ctx context.Context, q query) iter.Seq2[item, error] {
	return func(yield func(item, error) bool) {
		in := s.input(q)
		for {
			out, err := s.api.Query(ctx, in)
			if err != nil {
				yield(nil, classify("read "+q.pk, err))
				return
			}
			for _, i := range out.Items {
				if !yield(i, nil) {
					return
				}
			}
			if in.ExclusiveStartKey = out.LastEvaluatedKey; len(in.ExclusiveStartKey) == 0 || q.last {
				return
			}
		}
	}
}
