package runtimetest_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"example.com/immex/shared/lambdaio/runtimetest"
)

func TestBootstrap(t *testing.T) {
	compiler, err := exec.LookPath("go")
	if err != nil {
		t.Skip("go is not in PATH: no bootstrap can be compiled")
	}
	binary := filepath.Join(t.TempDir(), "bootstrap")
	build := exec.CommandContext(t.Context(), compiler, "build", "-tags", "lambda.norpc", "-o", binary, "./testdata/bootstrap")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as deployed, whatever the test is built with
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	env := []string{"WORK_BUCKET=work", "OCR=none", "LOG_LEVEL=ERROR", "METRICS_NAMESPACE=immex/test"}
	for _, c := range []struct {
		name, payload, errorType, answer string
		env                              []string
	}{
		{"answer", `{}`, "", `{"bucket":"work","limited":"yes"}`, env},
		{"transient", `{"do":"fail","class":1}`, "Transient", "", env},
		{"conflict", `{"do":"fail","class":2}`, "Conflict", "", env},
		{"corrupt", `{"do":"fail","class":3}`, "Corrupt", "", env},
		{"misconfigured", `{"do":"fail","class":4}`, "Misconfigured", "", env},
		{"too large", `{"do":"fail","class":5}`, "TooLarge", "", env},
		{"unknown field", `{"colour":1}`, "Corrupt", "", env},
		{"setting missing", `{}`, "Misconfigured", "", env[:1]},
		{"panic", `{"do":"panic"}`, "string", "", env},
		{"exit", `{"do":"exit"}`, runtimetest.ExitError, "", env},
		{"deadline", `{"do":"sleep"}`, runtimetest.TimedOut, "", env},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := runtimetest.Deploy(binary, c.env, 3*time.Second)
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := f.Close(); err != nil {
					t.Error(err)
				}
			}()
			for range 2 { // the second shows that it lives on, or starts anew
				got, err := f.Invoke(t.Context(), json.RawMessage(c.payload))
				if err != nil || got.ErrorType != c.errorType || (c.errorType == "" && string(got.Payload) != c.answer) {
					t.Fatalf("answer %+v (%s), error %v; want type %q and %s", got, got.Payload, err, c.errorType, c.answer)
				}
				if c.name == "deadline" {
					break
				}
			}
			if took := f.Took(); len(took) == 0 || took[0] <= 0 {
				t.Errorf("invocations took %v", took)
			}
			if _, err := os.Stat("/proc/self/status"); err == nil && c.name == "answer" && f.Memory() < 1<<20 {
				t.Errorf("a process held %d bytes", f.Memory())
			}
		})
	}
}
