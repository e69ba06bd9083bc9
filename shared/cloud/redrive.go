package cloud

import (
	"context"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"example.com/immex/shared/fault"
)

// Redriven tells what was or would be done with a dead-letter queue.
type Redriven struct {
	Queue    string   `json:"queue"`
	Messages int64    `json:"messages"` // about as many, as SQS counts
	Back     []string `json:"back"`     // the queues they came from
	Running  bool     `json:"running"`  // a move was at work already, and none was started
	Started  bool     `json:"started"`
	Task     string   `json:"task,omitempty"`
}

// Redrive sends the messages of a dead-letter queue back to where they came
// from, by SQS itself: none is read here, and none can be lost between two
// calls. The queue is given by name or URL. A dry run only looks.
func (c *Cloud) Redrive(ctx context.Context, queue string, dry bool) (Redriven, error) {
	const op = "redrive"
	out := Redriven{Queue: queue, Back: []string{}}
	api := sqs.NewFromConfig(c.aws)
	url := queue
	if !strings.Contains(queue, "://") {
		found, err := api.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{QueueName: &queue})
		if err != nil {
			return out, classify(op, err)
		}
		url = aws.ToString(found.QueueUrl)
	}
	attributes, err := api.GetQueueAttributes(ctx, &sqs.GetQueueAttributesInput{QueueUrl: &url, AttributeNames: []types.QueueAttributeName{
		types.QueueAttributeNameQueueArn, types.QueueAttributeNameApproximateNumberOfMessages,
	}})
	if err != nil {
		return out, classify(op, err)
	}
	arn := attributes.Attributes[string(types.QueueAttributeNameQueueArn)]
	if out.Messages, err = strconv.ParseInt(attributes.Attributes[string(types.QueueAttributeNameApproximateNumberOfMessages)], 10, 64); err != nil {
		return out, fault.New(fault.Transient, op, err)
	}
	sources, err := api.ListDeadLetterSourceQueues(ctx, &sqs.ListDeadLetterSourceQueuesInput{QueueUrl: &url})
	if err != nil {
		return out, classify(op, err)
	}
	if out.Back = append(out.Back, sources.QueueUrls...); len(out.Back) == 0 {
		return out, fault.Newf(fault.Misconfigured, op, "no queue gives up its messages to %s: they cannot go back", queue)
	}
	tasks, err := api.ListMessageMoveTasks(ctx, &sqs.ListMessageMoveTasksInput{SourceArn: &arn})
	if err != nil {
		return out, classify(op, err)
	}
	for _, t := range tasks.Results {
		out.Running = out.Running || aws.ToString(t.Status) == "RUNNING"
	}
	if dry || out.Running || out.Messages == 0 {
		return out, nil
	}
	started, err := api.StartMessageMoveTask(ctx, &sqs.StartMessageMoveTaskInput{SourceArn: &arn})
	if err != nil {
		return out, classify(op, err)
	}
	out.Started, out.Task = true, aws.ToString(started.TaskHandle)
	return out, nil
}
