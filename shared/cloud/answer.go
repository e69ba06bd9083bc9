package cloud

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	sestypes "github.com/aws/aws-sdk-go-v2/service/sesv2/types"
	"github.com/aws/smithy-go"

	"example.com/immex/shared/document"
	"example.com/immex/shared/mail"
)

// The partitions of the table of books about answers to mails.
const (
	markedAnswers  = "answers"       // by key of the mail
	countedAnswers = "answers#count" // by day, and by day and sender's hash
)

// answers sends by SES and remembers beside the books.
type answers struct {
	mails *sesv2.Client
	api   *dynamodb.Client
	table string
	from  string
}

// Claim implements mail.Outbox: the mark first, then both counters. A mail
// above a limit stays marked.
func (a answers) Claim(ctx context.Context, c mail.Claim) (bool, error) {
	_, err := a.api.PutItem(ctx, &dynamodb.PutItemInput{
		TableName: &a.table, Item: a.mark(c, false),
		ConditionExpression: aws.String("attribute_not_exists(PK) OR released = :yes"),
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":yes": &types.AttributeValueMemberBOOL{Value: true},
		},
	})
	if taken(err) {
		return false, nil
	}
	if err != nil {
		return false, classify("mark an answer", err)
	}
	sender := c.Day + "#" + string(document.HashOf([]byte(c.Sender)))
	for _, limit := range []struct {
		key string
		n   int
	}{{sender, mail.PerSender}, {c.Day, mail.PerDay}} {
		ok, err := a.count(ctx, limit.key, limit.n)
		if err != nil {
			return false, errors.Join(err, a.Release(ctx, c))
		}
		if !ok {
			return false, nil
		}
	}
	return true, nil
}

// mark is the item of an answer; one that is released may be claimed again.
func (answers) mark(c mail.Claim, released bool) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{
		"PK": &types.AttributeValueMemberS{Value: markedAnswers}, "SK": &types.AttributeValueMemberS{Value: c.Key},
		"day": &types.AttributeValueMemberS{Value: c.Day}, "released": &types.AttributeValueMemberBOOL{Value: released},
	}
}

// count takes one of n; ok is false when they are spent.
func (a answers) count(ctx context.Context, key string, n int) (ok bool, err error) {
	_, err = a.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &a.table,
		Key: map[string]types.AttributeValue{
			"PK": &types.AttributeValueMemberS{Value: countedAnswers}, "SK": &types.AttributeValueMemberS{Value: key},
		},
		UpdateExpression:    aws.String("ADD sent :one"),
		ConditionExpression: aws.String("attribute_not_exists(sent) OR sent < :most"),
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":one": &types.AttributeValueMemberN{Value: "1"}, ":most": &types.AttributeValueMemberN{Value: strconv.Itoa(n)},
		},
	})
	if taken(err) {
		return false, nil
	}
	if err != nil {
		return false, classify("count an answer", err)
	}
	return true, nil
}

// taken reports a condition that does not hold.
func taken(err error) bool {
	_, ok := errors.AsType[*types.ConditionalCheckFailedException](err)
	return ok
}

// Release implements mail.Outbox.
func (a answers) Release(ctx context.Context, c mail.Claim) error {
	_, err := a.api.PutItem(ctx, &dynamodb.PutItemInput{TableName: &a.table, Item: a.mark(c, true)})
	if err != nil {
		return classify("release an answer", err)
	}
	return nil
}

// Send implements mail.Outbox. What SES answers with an error of the caller or
// of its rate was not sent; of anything else it cannot be told.
func (a answers) Send(ctx context.Context, c mail.Claim, raw []byte) error {
	_, err := a.mails.SendEmail(ctx, &sesv2.SendEmailInput{
		FromEmailAddress: &a.from, Destination: &sestypes.Destination{ToAddresses: []string{c.Sender}},
		Content: &sestypes.EmailContent{Raw: &sestypes.RawMessage{Data: raw}},
	}, func(o *sesv2.Options) { o.RetryMaxAttempts = 1 }) // the SDK would send again what timed out
	if err == nil {
		return nil
	}
	if api, ok := errors.AsType[smithy.APIError](err); ok && api.ErrorFault() == smithy.FaultClient {
		return fmt.Errorf("%w: %w", mail.ErrUnsent, classify("answer a mail", err))
	}
	return classify("answer a mail", err)
}
