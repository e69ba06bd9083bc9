package cloud

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/mail"
)

// The partitions of the table of books about answers to mails.
const (
	markedAnswers  = "answers"       // by key of the mail
	countedAnswers = "answers#count" // by day, and by day and sender's hash
	sentAnswers    = "answers#sent"  // by the id that SES sent it under
)

// answers sends and remembers beside the books.
type answers struct {
	mails Mails
	api   *tableCalls
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
// of its rate was not sent, and of the first kind never will be; of anything else it cannot be told. SES puts an id of
// its own in place of ours, which is remembered: a reply may name no other. A
// mail that is sent stays sent when it is not.
func (a answers) Send(ctx context.Context, c mail.Claim, raw []byte) error {
	id, err := a.mails.Message(ctx, a.from, c.Sender, raw)
	if err == nil {
		return a.remember(ctx, id)
	}
	failed := classify("answer a mail", err)
	if api, ok := errors.AsType[smithy.APIError](err); ok {
		switch { // whose fault a code is nobody tells of those that the service does not name, as IAM's
		case final(api.ErrorCode()) || api.ErrorFault() == smithy.FaultClient && fault.Is(failed, fault.TooLarge):
			return fmt.Errorf("%w: %w", mail.ErrRefused, failed)
		case api.ErrorFault() == smithy.FaultClient:
			return fmt.Errorf("%w: %w", mail.ErrUnsent, failed)
		}
	}
	return failed
}

// final reports what SES answers whoever asks again. Of a new account IAM is asked
// about the identity of who gets the mail too, so that to write to a broker is
// denied like what the role may not do at all.
func final(code string) bool {
	return slices.Contains([]string{
		"AccessDeniedException", "AccessDenied",
		"MessageRejected", "MailFromDomainNotVerifiedException", "BadRequestException", "SendingPausedException", "AccountSuspendedException",
	}, code)
}

// remember keeps the id that SES sent an answer under.
func (a answers) remember(ctx context.Context, id string) error {
	if id == "" {
		return nil
	}
	_, err := a.api.PutItem(ctx, &dynamodb.PutItemInput{TableName: &a.table, Item: sentItem(id)})
	return classify("remember an answer", err)
}

func sentItem(id string) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{
		"PK": &types.AttributeValueMemberS{Value: sentAnswers}, "SK": &types.AttributeValueMemberS{Value: id},
	}
}

// Sent implements mail.Outbox.
func (a answers) Sent(ctx context.Context, ids []string) (bool, error) {
	for _, id := range ids {
		local, ok := SentBySES(id)
		if !ok {
			continue
		}
		out, err := a.api.GetItem(ctx, &dynamodb.GetItemInput{TableName: &a.table, Key: sentItem(local), ConsistentRead: aws.Bool(true)})
		if err != nil {
			return false, classify("know an answer", err)
		}
		if len(out.Item) > 0 {
			return true, nil
		}
	}
	return false, nil
}

// SentBySES is the MessageId of the API in the Message-ID of a mail that SES
// sent: <id@email.amazonses.com> from us-east-1, <id@REGION.amazonses.com> from
// anywhere else (Amazon SES Developer Guide, headers that SES overrides).
func SentBySES(id string) (local string, ok bool) {
	local, domain, _ := strings.Cut(strings.Trim(id, "<>"), "@")
	return local, local != "" && strings.HasSuffix(strings.ToLower(domain), ".amazonses.com")
}
