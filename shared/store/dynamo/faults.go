package dynamo

import (
	"errors"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"

	"example.com/immex/shared/fault"
)

// classify tells the caller what to do with an error the SDK gave up on.
// Throttling, server errors and broken connections are Transient; so is what
// nobody here knows, since retries are bounded.
func classify(op string, err error) error {
	if err == nil {
		return nil
	}
	if cancelled, ok := errors.AsType[*types.TransactionCanceledException](err); ok {
		return fault.New(cancelClass(cancelled), op, err)
	}
	var api smithy.APIError
	if !errors.As(err, &api) {
		return fault.New(fault.Transient, op, err)
	}
	switch api.ErrorCode() {
	case "ConditionalCheckFailedException", "TransactionConflictException":
		return fault.New(fault.Conflict, op, err)
	case "ResourceNotFoundException", "AccessDeniedException", "ValidationException", "UnrecognizedClientException",
		"IncompleteSignatureException", "MissingAuthenticationTokenException", "InvalidSignatureException":
		return fault.New(fault.Misconfigured, op, err)
	}
	return fault.New(fault.Transient, op, err)
}

// cancelClass: somebody else on the same item is a Conflict; the rest
// (throttling, capacity) is Transient.
func cancelClass(e *types.TransactionCanceledException) fault.Class {
	for _, r := range e.CancellationReasons {
		if r.Code != nil && (*r.Code == "ConditionalCheckFailed" || *r.Code == "TransactionConflict") {
			return fault.Conflict
		}
	}
	return fault.Transient
}
