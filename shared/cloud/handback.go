package cloud

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	lambdatypes "github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
	"github.com/aws/smithy-go"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
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
	case !ofStack(queue, target):
		return u, document.Textf("no iba a la cola de ingest, ni a mail o watch, de esta instalación", "it was not meant for the queue of ingest, nor for mail or watch, of this stack")
	case target.Service == "sqs" && !dropped(u.body):
		return u, document.Textf("no es un archivo entregado", "it is no dropped file")
	}
	u.to = target
	return u, document.Text{}
}

// receivers are who may be meant, by the service and the name in template.yaml.
func receivers() map[string][]string {
	return map[string][]string{"sqs": {"IngestQueue"}, "lambda": {"MailFunction", "WatchFunction"}}
}

// ofStack tells whether a target is one of the receivers of the stack of a dead-letter
// queue. A function that was taken over may write to that queue; who sends its
// messages on has more rights than it, and lends them to nothing else. CloudFormation
// names a resource by its stack and its own name, and cuts the end of the stack's
// only where the name is as long as it may be.
func ofStack(queue, target arn.ARN) bool {
	stack, _, ours := strings.Cut(queue.Resource, "-DeliveryDLQ-")
	for _, receiver := range receivers()[target.Service] {
		of, _, named := strings.Cut(strings.TrimPrefix(target.Resource, "function:"), "-"+receiver+"-")
		if ours && named && (of == stack || of != "" && strings.HasPrefix(stack, of) && len(target.Resource) >= longest(target.Service)) {
			return true
		}
	}
	return false
}

// longest is how long the name of a queue may be, and of a function with the word
// that its ARN has before it.
func longest(service string) int {
	if service == "lambda" {
		return len("function:") + 64
	}
	return 80
}

// dropped tells whether a body is EventBridge's of a dropped file, which alone it
// could not hand over: what ingest gets from elsewhere is never here.
func dropped(body string) bool {
	a, err := lambdaio.ReadArrival([]byte(body))
	return err == nil && a.Bucket != "" && a.Mail == nil && a.Refused == "" && strings.HasPrefix(a.Key, lambdaio.InboxPrefix)
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
	now    func() time.Time
}

// handBack gives the messages of a queue, of which SQS does not know where they were
// to go, to the queue or the function that did not take them. A message is deleted
// when it was handed over: it may go twice, which every receiver bears, and is never
// lost. What says nothing that can be followed, and what its receiver refuses
// whoever asks, stays and keeps nothing else from going. Messages that came while it
// works are left for the next time, so that it ends.
func (g givers) handBack(ctx context.Context, url string, queue arn.ARN, out *Redriven) error {
	shown, began := map[string]string{}, g.now()
	defer func() { g.show(ctx, url, shown) }()
	for {
		got, err := g.queues.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{
			QueueUrl: &url, MaxNumberOfMessages: maxEntries, VisibilityTimeout: hidden, WaitTimeSeconds: 1, MessageAttributeNames: []string{"All"},
			MessageSystemAttributeNames: []types.MessageSystemAttributeName{types.MessageSystemAttributeNameSentTimestamp},
		})
		if err != nil {
			return classify(redriveOp, err)
		}
		if len(got.Messages) == 0 {
			return nil
		}
		news := slices.DeleteFunc(got.Messages, func(m types.Message) bool {
			id := aws.ToString(m.MessageId)
			known := shown[id] != ""
			shown[id] = aws.ToString(m.ReceiptHandle)
			later := !known && since(&m, began)
			if later {
				out.Later++
			}
			return known || later
		})
		for i := range news {
			if err := g.one(ctx, url, queue, &news[i], out); err != nil {
				return err
			}
		}
	}
}

// one gives one message back and deletes it, or says why it stays.
func (g givers) one(ctx context.Context, url string, queue arn.ARN, m *types.Message, out *Redriven) error {
	u, why := readUndelivered(m, queue)
	if why == (document.Text{}) {
		var err error
		if why, err = g.give(ctx, &u); err != nil {
			return err
		}
	}
	if why != (document.Text{}) {
		out.Left = append(out.Left, Left{aws.ToString(m.MessageId), why})
		return nil
	}
	if _, err := g.queues.DeleteMessage(ctx, &sqs.DeleteMessageInput{QueueUrl: &url, ReceiptHandle: m.ReceiptHandle}); err != nil {
		return classify(redriveOp, err)
	}
	out.Sent++
	if to := u.to.String(); !slices.Contains(out.Back, to) {
		out.Back = append(out.Back, to)
	}
	return nil
}

// show makes what stays visible at once, for who runs it again or looks; otherwise
// it is in a while, so that its failure is none, and none that what is gone cannot be.
func (g givers) show(ctx context.Context, url string, shown map[string]string) {
	for _, handle := range shown {
		_, _ = g.queues.ChangeMessageVisibility(ctx, &sqs.ChangeMessageVisibilityInput{QueueUrl: &url, ReceiptHandle: &handle})
	}
}

// hidden is for how many seconds a message that was looked at is not shown again:
// longer than a run takes.
const hidden = 600

// since tells whether a message came after a moment.
func since(m *types.Message, moment time.Time) bool {
	ms, err := strconv.ParseInt(m.Attributes[string(types.MessageSystemAttributeNameSentTimestamp)], 10, 64)
	return err == nil && time.UnixMilli(ms).After(moment)
}

// give hands one message to whom it was meant. A function is told and not waited
// for, as the one who told it first did. The sentence says why it is refused
// whoever asks; an error is of the service, and of the next time.
func (g givers) give(ctx context.Context, u *undelivered) (why document.Text, err error) {
	if u.to.Service == "lambda" {
		_, err = g.invoke(ctx, &lambda.InvokeInput{
			FunctionName: aws.String(u.function()), InvocationType: lambdatypes.InvocationTypeEvent, Payload: []byte(u.body),
		})
	} else {
		var found *sqs.GetQueueUrlOutput
		if found, err = g.queues.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{QueueName: &u.to.Resource}); err == nil {
			_, err = g.queues.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: found.QueueUrl, MessageBody: &u.body})
		}
	}
	if client, ok := errors.AsType[smithy.APIError](err); ok && client.ErrorFault() != smithy.FaultServer && !busy(client) {
		return document.Textf("%s no lo recibe: %s", "%s does not take it: %s", u.to.Resource, client.ErrorCode()), nil
	}
	if err = classify(redriveOp, err); fault.Is(err, fault.Misconfigured) || fault.Is(err, fault.TooLarge) {
		return document.Textf("%s no lo recibe: %s", "%s does not take it: %s", u.to.Resource, err.Error()), nil
	}
	return why, err
}

// busy tells whether a refusal is of the moment.
func busy(err smithy.APIError) bool {
	_, throttled := retry.DefaultThrottleErrorCodes[err.ErrorCode()]
	return throttled
}
