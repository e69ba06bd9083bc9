package cloud

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"example.com/immex/shared/fault"
)

// The partitions of the table of books that remember what was sent.
const (
	markedPackages   = "#delivered" // after the RFC: sealed packages by name
	markedDigests    = "watch"      // daily digests by date
	markedDeliveries = "#brought"   // after the RFC: documents of a form of the desk, by the hash of their place
)

// marks remembers what was sent, beside the books: PK and SK as given, "what"
// the hash of the content, "sent" once it went out.
type marks struct {
	api   *tableCalls
	table string
}

// sent are the names of a partition under which something went out.
func (m marks) sent(ctx context.Context, pk string) (map[string]bool, error) {
	out := map[string]bool{}
	pages := dynamodb.NewQueryPaginator(m.api, &dynamodb.QueryInput{
		TableName: &m.table, ConsistentRead: aws.Bool(true), KeyConditionExpression: aws.String("PK = :pk"),
		ExpressionAttributeValues: map[string]types.AttributeValue{":pk": &types.AttributeValueMemberS{Value: pk}},
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, classify("read what was delivered", err)
		}
		for _, item := range page.Items {
			name, ok := item["SK"].(*types.AttributeValueMemberS)
			if !ok {
				return nil, fault.Newf(fault.Corrupt, "read what was delivered", "an item is not as it was written")
			}
			if _, went := item["sent"]; went {
				out[name.Value] = true
			}
		}
	}
	return out, nil
}

// once sends under a name. The same content again is not sent again; other
// content under a name that is taken is refused. A crash after sending and
// before the mark sends twice, never not at all.
func (m marks) once(ctx context.Context, pk, sk, what string, send func() error) error {
	const op = "remember a delivery"
	key := map[string]types.AttributeValue{"PK": &types.AttributeValueMemberS{Value: pk}, "SK": &types.AttributeValueMemberS{Value: sk}}
	claim := map[string]types.AttributeValue{"PK": key["PK"], "SK": key["SK"], "what": &types.AttributeValueMemberS{Value: what}}
	_, err := m.api.PutItem(ctx, &dynamodb.PutItemInput{TableName: &m.table, Item: claim, ConditionExpression: aws.String("attribute_not_exists(PK)")})
	if _, ok := errors.AsType[*types.ConditionalCheckFailedException](err); ok {
		there, err := m.api.GetItem(ctx, &dynamodb.GetItemInput{TableName: &m.table, Key: key, ConsistentRead: aws.Bool(true)})
		if err != nil {
			return classify(op, err)
		}
		if old, ok := there.Item["what"].(*types.AttributeValueMemberS); !ok || old.Value != what {
			return fault.Newf(fault.Misconfigured, op, "%s was delivered before with other content; a sealed package never changes", sk)
		}
		if _, sent := there.Item["sent"]; sent {
			return nil
		}
	} else if err != nil {
		return classify(op, err)
	}
	if err := send(); err != nil {
		return err
	}
	claim["sent"] = &types.AttributeValueMemberBOOL{Value: true}
	if _, err := m.api.PutItem(ctx, &dynamodb.PutItemInput{TableName: &m.table, Item: claim}); err != nil {
		return classify(op, err)
	}
	return nil
}
