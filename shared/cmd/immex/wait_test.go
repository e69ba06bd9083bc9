package main

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"example.com/immex/infra/statemachine"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/flow"
)

// away is a workflow whose first step fails for ever.
type away struct{ class fault.Class }

func (w away) Invoke(context.Context, string, json.RawMessage) (json.RawMessage, error) {
	return nil, away{w.class}
}
func (w away) Error() string     { return "away" }
func (w away) ErrorName() string { return w.class.String() }

// TestWaitsOfOneMachine: what fails for ever holds the folder for two minutes at
// most, where the state machine would wait for hours, and that is said.
func TestWaitsOfOneMachine(t *testing.T) {
	for _, class := range []fault.Class{fault.Conflict, fault.Transient} {
		synctest.Test(t, func(t *testing.T) {
			values := map[string]string{}
			for _, name := range flow.Placeholders(statemachine.Compile) {
				values[name] = name
			}
			def, err := flow.Substitute(statemachine.Compile, values)
			if err != nil {
				t.Fatal(err)
			}
			m, err := flow.Load(def)
			if err != nil {
				t.Fatal(err)
			}
			from := time.Now()
			_, err = m.Run(t.Context(), json.RawMessage(`{"rfc":"R","period":"2021-03","decision":null}`), flow.Env{Tasks: away{class}, Sleep: waiting(mostWait), Parallelism: 1})
			if took := time.Since(from); err == nil || took > mostWait || took < 30*time.Second {
				t.Errorf("%s: %v after %s", class, err, took)
			}
			if class == fault.Conflict && !errors.Is(err, errImpatient) {
				t.Errorf("%v", err)
			}
		})
	}
}
