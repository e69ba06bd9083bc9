package e2e_test

import (
	"encoding/json"
	"testing"
	"time"

	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/lambdaio/runtimetest"
)

// BenchmarkStart starts each bootstrap and waits for its first answer, which a
// payload that is no JSON object gets without any call to AWS: what a cold
// start adds here, for the host's architecture, by the clock and in processor
// time, which other work on the machine changes less. The target is 60 ms; read opens
// its second PDF engine when it first needs it.
func BenchmarkStart(b *testing.B) {
	build(b)
	env := []string{
		"AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=test", "AWS_SECRET_ACCESS_KEY=testtest", "AWS_EC2_METADATA_DISABLED=true",
	}
	for _, v := range lambdaio.Variables() {
		env = append(env, string(v)+"=none")
	}
	env = append(env, string(lambdaio.DeskOrigin)+"=https://desk.example") // the last of a name counts, and a desk refuses what is no origin
	for _, verb := range verbs() {
		b.Run(verb, func(b *testing.B) {
			var took, spent time.Duration
			for range b.N {
				f, err := runtimetest.Deploy(compiled+"/"+verb, env, time.Minute)
				if err != nil {
					b.Fatal(err)
				}
				from := time.Now()
				a, err := f.Invoke(b.Context(), json.RawMessage(`[]`))
				took += time.Since(from)
				if err != nil || a.ErrorType == "" || a.ErrorType == runtimetest.ExitError || a.ErrorType == "Misconfigured" {
					b.Fatalf("%+v %v", a, err)
				}
				if err := f.Close(); err != nil {
					b.Fatal(err)
				}
				spent += f.Spent()
			}
			b.ReportMetric(float64(spent.Microseconds())/1000/float64(b.N), "processor-ms")
			b.ReportMetric(float64(took.Microseconds())/1000/float64(b.N), "start-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}
