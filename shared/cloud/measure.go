package cloud

import (
	"context"
	"encoding/json"
	"math/big"
	"time"

	"github.com/aws/aws-lambda-go/lambdacontext"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cost"
	"example.com/immex/shared/document"
	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/step"
)

// costDigits is how exact the cost of a document is told: a hundredth of a
// millionth of a dollar.
const costDigits = 8

// meter writes the metrics of a function beside its log.
func (c *Cloud) meter(function string, now func() time.Time) *lambdaio.Meter {
	return &lambdaio.Meter{Out: c.out, Namespace: c.set.MetricsNamespace, Function: function, Now: now}
}

// measure counts what a message brought. Only its numbers leave: no name, no
// programme and no hash.
func measure(records []step.Record) lambdaio.Measured {
	out := lambdaio.Measured{}
	for i := range records {
		r := &records[i]
		if name, ok := metricOf(r.Status); ok {
			out.Count(name, 1)
		}
		if r.Status == document.Quarantined && gateFailed(r.Findings) {
			out.Count(lambdaio.GateFailures, 1)
		}
	}
	return out
}

func metricOf(s document.Status) (lambdaio.Metric, bool) {
	switch s {
	case document.Accepted:
		return lambdaio.DocumentsAccepted, true
	case document.Quarantined:
		return lambdaio.DocumentsQuarantined, true
	case document.Version:
		return lambdaio.DocumentsVersion, true
	case document.Duplicate:
		return lambdaio.DocumentsDuplicate, true
	case document.Unsupported:
		return lambdaio.DocumentsUnsupported, true
	}
	return "", false
}

// gateFailed reports whether figures or facts that must agree did not: such a
// document would have been a wrong figure that looks right.
func gateFailed(findings document.Findings) bool {
	for _, f := range findings {
		if f.Severity == document.Error && catalog.Default().Controls(f.Code) {
			return true
		}
	}
	return false
}

// documents is how many documents a message brought; what they came in is none.
func documents(records []step.Record) int64 {
	holds := map[document.Hash]bool{}
	for i := range records {
		holds[records[i].Parent] = true
	}
	n := int64(0)
	for i := range records {
		if !holds[records[i].SHA] {
			n++
		}
	}
	return max(n, 1)
}

// priced is the cost of one document of a message that took so long: the memory of
// this function for that time, and what the model says of the rest, the reading of
// PDFs and scans and the matching of materials included. Without a list price for
// the region there is no figure.
func priced(region string, now time.Time, took time.Duration, moved cost.Moved) (json.Number, bool) {
	on := document.NewDate(now.Year(), int(now.Month()), now.Day())
	sum, ok := cost.Message(region, on, int64(lambdacontext.MemoryLimitInMB), took, moved)
	if !ok {
		return "", false
	}
	return json.Number(sum.Quo(sum, new(big.Rat).SetInt64(max(moved.Documents, 1))).FloatString(costDigits)), true
}

// lagged measures how long a material waited from its message to its book.
func lagged(meter *lambdaio.Meter, do func(context.Context, lambdaio.Message) error) func(context.Context, lambdaio.Message) error {
	return func(ctx context.Context, m lambdaio.Message) error {
		if err := do(ctx, m); err != nil {
			return err
		}
		if m.Sent.IsZero() {
			return nil
		}
		lag := lambdaio.Measured{}
		lag.Seconds(lambdaio.MatchLag, meter.Now().Sub(m.Sent))
		meter.Write(lag)
		return nil
	}
}
