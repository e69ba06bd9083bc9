package cloud

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	lambdatypes "github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"example.com/immex/shared/document"
	"example.com/immex/shared/lambdaio"
)

// Attributes that EventBridge and its scheduler put on what they could not hand over.
const (
	attributeTarget    = "TARGET_ARN"
	attributeScheduled = "SCHEDULED_TIME"
	attributeTruncated = "IS_PAYLOAD_TRUNCATED"
)

// scheduledTime stands in the input of a schedule for when it was due.
const scheduledTime = "<aws.scheduler.scheduled-time>"

// undelivered is one message of the queue of what could not be handed over: to
// whom it was meant, and what it said.
type undelivered struct {
	to   arn.ARN
	body string
}

// readUndelivered reads what EventBridge (a file dropped), its scheduler or Lambda
// (an event its function never took) left of a message. The sentence says why it
// cannot go back; it is empty when it can.
func readUndelivered(m *types.Message, queue arn.ARN) (u undelivered, why document.Text) {
	said := func(name string) string { return aws.ToString(m.MessageAttributes[name].StringValue) }
	var failed struct { // what Lambda writes of an event whose attempts all failed
		Context struct {
			Function string `json:"functionArn"`
		} `json:"requestContext"`
		Payload json.RawMessage `json:"requestPayload"`
	}
	to := said(attributeTarget)
	u.body = aws.ToString(m.Body)
	if err := json.Unmarshal([]byte(u.body), &failed); err != nil {
		return u, document.Textf("su contenido no es JSON", "its body is no JSON")
	}
	if to == "" && len(failed.Payload) > 0 {
		to, u.body = failed.Context.Function, string(failed.Payload)
	}
	if strings.EqualFold(said(attributeTruncated), "true") {
		return u, document.Textf("su contenido se cortó", "its body was cut")
	}
	if at := said(attributeScheduled); at != "" {
		u.body = strings.ReplaceAll(u.body, scheduledTime, at)
	}
	target, err := arn.Parse(to)
	switch {
	case err != nil:
		return u, document.Textf("no dice a quién iba", "it does not say to whom it was meant")
	case target.AccountID != queue.AccountID || target.Region != queue.Region:
		return u, document.Textf("iba a otra cuenta o región", "it was meant for another account or region")
	case target.Service != "sqs" && target.Service != "lambda":
		return u, document.Textf("iba a un servicio que no recibe mensajes", "it was meant for a service that takes no message")
	case target.Service == "sqs" && !dropped(u.body):
		return u, document.Textf("no es un archivo entregado", "it is no dropped file")
	}
	u.to = target
	return u, document.Text{}
}

// dropped tells whether a body is one that ingest can read.
func dropped(body string) bool {
	_, err := lambdaio.ReadArrival([]byte(body))
	return err == nil
}

// function is the name of the function of an ARN, without its version.
func (u *undelivered) function() string {
	_, name, _ := strings.Cut(u.to.Resource, ":")
	name, _, _ = strings.Cut(name, ":")
	return name
}

// Left is a message that stays in its queue, and why.
type Left struct {
	Message string        `json:"message"`
	Why     document.Text `json:"why"`
}

// givers are the calls that give a message back to whom it was meant.
type givers struct {
	queues *sqs.Client
	invoke invoke
}

// handBack gives the messages of a queue, of which SQS does not know where they were
// to go, to the queue or the function that did not take them. A message is deleted
// when it was handed over: it may go twice, which every receiver bears, and is never
// lost. What says nothing that can be followed stays.
func (g givers) handBack(ctx context.Context, url string, queue arn.ARN, out *Redriven) error {
	stayed := map[string]bool{}
	for {
		got, err := g.queues.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{
			QueueUrl: &url, MaxNumberOfMessages: maxEntries, VisibilityTimeout: 60, WaitTimeSeconds: 1, MessageAttributeNames: []string{"All"},
		})
		if err != nil {
			return classify(redriveOp, err)
		}
		news := slices.DeleteFunc(got.Messages, func(m types.Message) bool { return stayed[aws.ToString(m.MessageId)] })
		if len(news) == 0 {
			return nil
		}
		for i := range news {
			m := &news[i]
			u, why := readUndelivered(m, queue)
			if why != (document.Text{}) {
				id := aws.ToString(m.MessageId)
				stayed[id] = true
				out.Left = append(out.Left, Left{id, why})
				continue
			}
			if err := g.give(ctx, &u); err != nil {
				return err
			}
			if _, err := g.queues.DeleteMessage(ctx, &sqs.DeleteMessageInput{QueueUrl: &url, ReceiptHandle: m.ReceiptHandle}); err != nil {
				return classify(redriveOp, err)
			}
			out.Sent++
			if to := u.to.String(); !slices.Contains(out.Back, to) {
				out.Back = append(out.Back, to)
			}
		}
	}
}

// give hands one message to whom it was meant. A function is told and not waited
// for, as the one who told it first did.
func (g givers) give(ctx context.Context, u *undelivered) error {
	if u.to.Service == "lambda" {
		_, err := g.invoke(ctx, &lambda.InvokeInput{
			FunctionName: aws.String(u.function()), InvocationType: lambdatypes.InvocationTypeEvent, Payload: []byte(u.body),
		})
		return classify(redriveOp, err)
	}
	found, err := g.queues.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{QueueName: &u.to.Resource})
	if err != nil {
		return classify(redriveOp, err)
	}
	_, err = g.queues.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: found.QueueUrl, MessageBody: &u.body})
	return classify(redriveOp, err)
}
