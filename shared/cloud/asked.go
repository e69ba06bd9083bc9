package cloud

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	lambdatypes "github.com/aws/aws-sdk-go-v2/service/lambda/types"

	"example.com/immex/shared/fault"
)

// markedAsks is the partition, after the RFC, of the packages that people asked
// for, by period.
const markedAsks = "#asked"

// askedFor is how long what was asked for may take to begin: three attempts of
// watch, with the waits between them. After that it is said to have failed.
const askedFor = time.Hour

// asks remembers beside the books what was asked for at the desk and has not
// begun: the request hands it to watch and is over, however large the
// programme is. watch says when it is done.
type asks struct {
	api    *tableCalls
	table  string
	invoke invoke
	watch  string // name of the function
}

// ask hands over first and remembers afterwards: who dies between the two is
// asked again, and the same package is made once.
func (a asks) ask(ctx context.Context, rfc, period string, now time.Time) error {
	payload, err := json.Marshal(WatchIn{Task: taskCompile, RFC: rfc, Period: period, At: now})
	if err != nil {
		return fmt.Errorf("ask for a package: %w", err)
	}
	_, err = a.invoke(ctx, &lambda.InvokeInput{FunctionName: &a.watch, InvocationType: lambdatypes.InvocationTypeEvent, Payload: payload})
	if err != nil {
		return classify("ask for a package", err)
	}
	return a.note(ctx, rfc, period, now, false)
}

// note remembers how a request of a moment stands. An earlier one says nothing
// of a later one, and what began is not asked for any more.
func (a asks) note(ctx context.Context, rfc, period string, at time.Time, began bool) error {
	item := a.key(rfc, period)
	item["at"], item["began"] = &types.AttributeValueMemberS{Value: sortable(at)}, &types.AttributeValueMemberBOOL{Value: began}
	condition := "attribute_not_exists(PK) OR #at < :at"
	if began {
		condition = "attribute_not_exists(PK) OR #at <= :at"
	}
	_, err := a.api.PutItem(ctx, &dynamodb.PutItemInput{
		TableName: &a.table, Item: item, ConditionExpression: &condition, ExpressionAttributeNames: map[string]string{"#at": "at"},
		ExpressionAttributeValues: map[string]types.AttributeValue{":at": item["at"]},
	})
	if taken(err) {
		return nil
	}
	return classify("remember what was asked for", err)
}

// waiting are the periods of a programme that were asked for and did not begin,
// with the moment of each.
func (a asks) waiting(ctx context.Context, rfc string) (map[string]time.Time, error) {
	out := map[string]time.Time{}
	pages := dynamodb.NewQueryPaginator(a.api, &dynamodb.QueryInput{
		TableName: &a.table, ConsistentRead: aws.Bool(true), KeyConditionExpression: aws.String("PK = :pk"),
		ExpressionAttributeValues: map[string]types.AttributeValue{":pk": &types.AttributeValueMemberS{Value: rfc + markedAsks}},
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, classify("read what was asked for", err)
		}
		for _, item := range page.Items {
			period, _ := item["SK"].(*types.AttributeValueMemberS)
			at, _ := item["at"].(*types.AttributeValueMemberS)
			began, ok := item["began"].(*types.AttributeValueMemberBOOL)
			if period == nil || at == nil || !ok {
				return nil, fault.Newf(fault.Corrupt, "read what was asked for", "an item is not as it was written")
			}
			moment, err := time.Parse(sortableLayout, at.Value)
			if err != nil {
				return nil, fault.New(fault.Corrupt, "read what was asked for", err)
			}
			if !began.Value {
				out[period.Value] = moment
			}
		}
	}
	return out, nil
}

func (asks) key(rfc, period string) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{
		"PK": &types.AttributeValueMemberS{Value: rfc + markedAsks}, "SK": &types.AttributeValueMemberS{Value: period},
	}
}

// sortableLayout is UTC to the nanosecond, always as long: its order is that of time.
const sortableLayout = "2006-01-02T15:04:05.000000000Z"

func sortable(t time.Time) string { return t.UTC().Format(sortableLayout) }
