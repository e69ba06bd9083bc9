package dynamo_test

import (
	"testing"

	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo/dynamotest"
	"example.com/immex/shared/store/storetest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) step.Books {
		t.Helper()
		return dynamotest.Open(t)
	})
}
