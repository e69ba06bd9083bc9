package lambdaio

import (
	"encoding/json"
	"io"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"time"
)

// Metric is a figure that functions write into their log in the embedded
// metric format, from where CloudWatch takes it. Dashboard and alarms of
// template.yaml name them too, and a test compares the two.
//
// Source: CloudWatch user guide, "Specification: Embedded metric format".
type Metric string

// Every metric there is. None has a dimension: each dimension is a metric of
// its own, with a price, and the programme would be one that names a company.
const (
	DocumentsAccepted    Metric = "DocumentsAccepted"
	DocumentsQuarantined Metric = "DocumentsQuarantined"
	DocumentsVersion     Metric = "DocumentsVersion"
	DocumentsDuplicate   Metric = "DocumentsDuplicate"
	DocumentsUnsupported Metric = "DocumentsUnsupported"
	GateFailures         Metric = "GateFailures"    // documents that disagree with their own control totals or their second reading
	ReadCrashes          Metric = "ReadCrashes"     // documents whose reader crashed or ran out of time
	AnswersRefused       Metric = "AnswersRefused"  // answers to mails that SES or IAM does not send, whoever asks again
	QueueAge             Metric = "QueueAge"        // from the arrival of a document's message to its commit
	MatchLag             Metric = "MatchLag"        // from the message that wants a material matched to its book
	CostPerDocument      Metric = "CostPerDocument" // US dollars at list price
)

// Metrics lists every metric with its unit.
func Metrics() map[Metric]string {
	return map[Metric]string{
		DocumentsAccepted: "Count", DocumentsQuarantined: "Count", DocumentsVersion: "Count", DocumentsDuplicate: "Count",
		DocumentsUnsupported: "Count", GateFailures: "Count", ReadCrashes: "Count", AnswersRefused: "Count", QueueAge: "Seconds", MatchLag: "Seconds",
		CostPerDocument: "None",
	}
}

// Measured are values of metrics; each is a number as JSON writes it.
type Measured map[Metric]json.Number

// Count adds to a count.
func (m Measured) Count(name Metric, n int64) {
	before, err := m[name].Int64()
	if err != nil {
		before = 0 // not there yet
	}
	m[name] = json.Number(strconv.FormatInt(before+n, 10))
}

// Seconds is how long something took; less than nothing is two clocks that
// differ, and is nothing.
func (m Measured) Seconds(name Metric, d time.Duration) {
	m[name] = json.Number(new(big.Rat).SetFrac64(max(d.Milliseconds(), 0), 1000).FloatString(3))
}

// Meter writes metrics to the log of a function.
type Meter struct {
	Out       io.Writer
	Namespace string
	Function  string
	Now       func() time.Time
}

// Write puts the values into one line. A line carries figures, the function's
// name and nothing that came with a document. One that cannot be written is
// lost: no document comes again for a figure about it.
func (w *Meter) Write(values Measured) {
	type metric struct {
		Name Metric
		Unit string
	}
	var directive struct {
		Namespace  string
		Dimensions [][]string
		Metrics    []metric
	}
	directive.Namespace, directive.Dimensions = w.Namespace, [][]string{{}}
	line := map[string]any{"function": w.Function}
	units := Metrics()
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if unit, known := units[name]; known {
			directive.Metrics = append(directive.Metrics, metric{name, unit})
			line[string(name)] = values[name]
		}
	}
	if len(directive.Metrics) == 0 {
		return
	}
	line["_aws"] = map[string]any{"Timestamp": w.Now().UnixMilli(), "CloudWatchMetrics": []any{directive}}
	_ = json.NewEncoder(w.Out).Encode(line) //nolint:errchkjson // see above
}
