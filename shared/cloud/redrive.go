package cloud

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"example.com/immex/shared/fault"
)

// Redriven tells what was or would be done with a dead-letter queue.
type Redriven struct {
	Queue    string   `json:"queue"`
	Messages int64    `json:"messages"` // about as many, as SQS counts
	Back     []string `json:"back"`     // the queues or functions they go back to
	Running  bool     `json:"running"`  // a move was at work already, and none was started
	Started  bool     `json:"started"`
	Task     string   `json:"task,omitempty"`
	// Told is whether the messages say themselves where they were to go, which is
	// known of each only when it is sent: of what never came to a queue of ours.
	Told bool   `json:"told"`
	Sent int    `json:"sent"`
	Left []Left `json:"left,omitempty"`
	// Later is how many came while it worked, and wait in the queue for the next time.
	Later int `json:"later,omitempty"`
}

const redriveOp = "redrive"

// Redrive sends the messages of a dead-letter queue back to where they came
// from. Those of a queue do so by SQS itself: none is read here, and none can be
// lost between two calls. What EventBridge, the scheduler or Lambda could not hand
// over has no such queue, and is handed to whom it was meant. The queue is given
// by name or URL. A dry run only looks.
func (c *Cloud) Redrive(ctx context.Context, queue string, dry bool, now func() time.Time) (Redriven, error) {
	out := Redriven{Queue: queue, Back: []string{}}
	api := sqs.NewFromConfig(c.aws)
	url := queue
	if !strings.Contains(queue, "://") {
		found, err := api.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{QueueName: &queue})
		if err != nil {
			return out, classify(redriveOp, err)
		}
		url = aws.ToString(found.QueueUrl)
	}
	got, err := api.GetQueueAttributes(ctx, &sqs.GetQueueAttributesInput{QueueUrl: &url, AttributeNames: []types.QueueAttributeName{
		types.QueueAttributeNameQueueArn, types.QueueAttributeNameApproximateNumberOfMessages, types.QueueAttributeNameRedrivePolicy,
	}})
	if err != nil {
		return out, classify(redriveOp, err)
	}
	said := func(name types.QueueAttributeName) string { return got.Attributes[string(name)] }
	if out.Messages, err = strconv.ParseInt(said(types.QueueAttributeNameApproximateNumberOfMessages), 10, 64); err != nil {
		return out, fault.New(fault.Transient, redriveOp, err)
	}
	self, err := arn.Parse(said(types.QueueAttributeNameQueueArn))
	if err != nil {
		return out, fault.New(fault.Transient, redriveOp, err)
	}
	sources, err := api.ListDeadLetterSourceQueues(ctx, &sqs.ListDeadLetterSourceQueuesInput{QueueUrl: &url})
	if err != nil {
		return out, classify(redriveOp, err)
	}
	if out.Back = append(out.Back, sources.QueueUrls...); len(out.Back) > 0 {
		err = move(ctx, api, self.String(), dry, &out)
		return out, err
	}
	if said(types.QueueAttributeNameRedrivePolicy) != "" {
		return out, fault.Newf(fault.Misconfigured, redriveOp, "%s is a queue at work and no dead-letter queue: its own function takes its messages", queue)
	}
	if out.Told = true; dry {
		return out, nil
	}
	err = givers{api, c.invoke(), now}.handBack(ctx, url, self, &out)
	return out, err
}

// move has SQS move the messages, unless it does so already.
func move(ctx context.Context, api *sqs.Client, queue string, dry bool, out *Redriven) error {
	tasks, err := api.ListMessageMoveTasks(ctx, &sqs.ListMessageMoveTasksInput{SourceArn: &queue})
	if err != nil {
		return classify(redriveOp, err)
	}
	for _, t := range tasks.Results {
		out.Running = out.Running || aws.ToString(t.Status) == "RUNNING"
	}
	if dry || out.Running || out.Messages == 0 {
		return nil
	}
	started, err := api.StartMessageMoveTask(ctx, &sqs.StartMessageMoveTaskInput{SourceArn: &queue})
	if err != nil {
		return classify(redriveOp, err)
	}
	out.Started, out.Task = true, aws.ToString(started.TaskHandle)
	return nil
}
