package cloud

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

// A program with templates keeps every method of every type that somebody may
// look up by its name, those of a client of AWS among them, each with all it
// sends and reads: megabytes that the desk never runs. A client behind functions
// is no such type. The fields are named like the methods they stand for.

// tableCalls is what is asked of DynamoDB.
type tableCalls struct {
	get    func(context.Context, *dynamodb.GetItemInput, ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error)
	query  func(context.Context, *dynamodb.QueryInput, ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error)
	put    func(context.Context, *dynamodb.PutItemInput, ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error)
	update func(context.Context, *dynamodb.UpdateItemInput, ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error)
	remove func(context.Context, *dynamodb.DeleteItemInput, ...func(*dynamodb.Options)) (*dynamodb.DeleteItemOutput, error)
}

func callsOf(c *dynamodb.Client) *tableCalls {
	return &tableCalls{get: c.GetItem, query: c.Query, put: c.PutItem, update: c.UpdateItem, remove: c.DeleteItem}
}

// GetItem implements dynamo.API.
func (c *tableCalls) GetItem(ctx context.Context, in *dynamodb.GetItemInput, opts ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
	return c.get(ctx, in, opts...)
}

// Query implements dynamo.API.
func (c *tableCalls) Query(ctx context.Context, in *dynamodb.QueryInput, opts ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	return c.query(ctx, in, opts...)
}

// PutItem implements dynamo.API.
func (c *tableCalls) PutItem(ctx context.Context, in *dynamodb.PutItemInput, opts ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error) {
	return c.put(ctx, in, opts...)
}

// UpdateItem implements dynamo.API.
func (c *tableCalls) UpdateItem(ctx context.Context, in *dynamodb.UpdateItemInput, opts ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error) {
	return c.update(ctx, in, opts...)
}

// DeleteItem implements dynamo.PeopleAPI.
func (c *tableCalls) DeleteItem(ctx context.Context, in *dynamodb.DeleteItemInput, opts ...func(*dynamodb.Options)) (*dynamodb.DeleteItemOutput, error) {
	return c.remove(ctx, in, opts...)
}

// machineCalls is what is asked of Step Functions.
type machineCalls struct {
	StartExecution    func(context.Context, *sfn.StartExecutionInput, ...func(*sfn.Options)) (*sfn.StartExecutionOutput, error)
	DescribeExecution func(context.Context, *sfn.DescribeExecutionInput, ...func(*sfn.Options)) (*sfn.DescribeExecutionOutput, error)
	ListExecutions    func(context.Context, *sfn.ListExecutionsInput, ...func(*sfn.Options)) (*sfn.ListExecutionsOutput, error)
	SendTaskSuccess   func(context.Context, *sfn.SendTaskSuccessInput, ...func(*sfn.Options)) (*sfn.SendTaskSuccessOutput, error)
	SendTaskFailure   func(context.Context, *sfn.SendTaskFailureInput, ...func(*sfn.Options)) (*sfn.SendTaskFailureOutput, error)
}

func (c *Cloud) machine() machineCalls {
	api := sfn.NewFromConfig(c.aws)
	return machineCalls{api.StartExecution, api.DescribeExecution, api.ListExecutions, api.SendTaskSuccess, api.SendTaskFailure}
}

// invoke is what is asked of Lambda.
type invoke func(context.Context, *lambda.InvokeInput, ...func(*lambda.Options)) (*lambda.InvokeOutput, error)

func (c *Cloud) invoke() invoke { return lambda.NewFromConfig(c.aws).Invoke }

// sendBatch is what is asked of the queue of matching.
type sendBatch func(context.Context, *sqs.SendMessageBatchInput, ...func(*sqs.Options)) (*sqs.SendMessageBatchOutput, error)

func (c *Cloud) sendBatch() sendBatch { return sqs.NewFromConfig(c.aws).SendMessageBatch }

// keyCalls is what is asked of KMS.
type keyCalls struct {
	public func(context.Context, *kms.GetPublicKeyInput, ...func(*kms.Options)) (*kms.GetPublicKeyOutput, error)
	sign   func(context.Context, *kms.SignInput, ...func(*kms.Options)) (*kms.SignOutput, error)
}

func (c *Cloud) key() *keyCalls {
	api := kms.NewFromConfig(c.aws)
	return &keyCalls{api.GetPublicKey, api.Sign}
}

// GetPublicKey implements signing.API.
func (c *keyCalls) GetPublicKey(ctx context.Context, in *kms.GetPublicKeyInput, opts ...func(*kms.Options)) (*kms.GetPublicKeyOutput, error) {
	return c.public(ctx, in, opts...)
}

// Sign implements signing.API.
func (c *keyCalls) Sign(ctx context.Context, in *kms.SignInput, opts ...func(*kms.Options)) (*kms.SignOutput, error) {
	return c.sign(ctx, in, opts...)
}
