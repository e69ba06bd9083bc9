package flow_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"example.com/immex/shared/flow"
)

// waiting is a machine that asks, waits and goes on; fn is the function asked.
func waiting(fn string) string {
	return `{"StartAt":"Before","States":{
		"Before":{"Type":"Pass","Result":{"seconds":60,"n":1},"ResultPath":"$.review","Next":"Ask"},
		"Ask":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken",
			"Parameters":{"FunctionName":"` + fn + `","Payload":{"token.$":"$$.Task.Token","v.$":"$.v"}},
			"TimeoutSecondsPath":"$.review.seconds","ResultSelector":{"who.$":"$.who"},"ResultPath":"$.review",
			"Catch":[{"ErrorEquals":["States.Timeout"],"ResultPath":"$.failure","Next":"Late"},{"ErrorEquals":["States.ALL"],"ResultPath":"$.failure","Next":"No"}],
			"Next":"After"},
		"After":{"Type":"Pass","Parameters":{"who.$":"$.review.who","v.$":"$.v","id.$":"$$.Execution.Input.v"},"End":true},
		"Late":{"Type":"Fail","Error":"NotApproved","Cause":"nobody answered"},
		"No":{"Type":"Fail","Error":"Refused","CausePath":"$.failure.Cause"}}}`
}

// park runs until the machine waits, and takes what is kept through JSON as a
// process that ends would.
func park(t *testing.T, m *flow.Machine) *flow.ParkedError {
	t.Helper()
	_, err := m.Run(t.Context(), json.RawMessage(`{"v":3}`), env())
	p, ok := errors.AsType[*flow.ParkedError](err)
	if !ok || p.State != "Ask" || p.Token != "Ask-1" || p.Seconds != 60 {
		t.Fatalf("%+v %v", p, err)
	}
	raw, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var kept flow.ParkedError
	if err := json.Unmarshal(raw, &kept); err != nil {
		t.Fatal(err)
	}
	return &kept
}

func TestParkAndResume(t *testing.T) {
	t.Parallel()
	m := load(t, waiting("echo"))
	p := park(t, m)
	out, err := m.Resume(t.Context(), p, json.RawMessage(`{"who":"Persona Uno"}`), nil, env())
	if err != nil || string(out) != `{"id":3,"v":3,"who":"Persona Uno"}` {
		t.Errorf("%s %v", out, err)
	}
	for want, failed := range map[string]*flow.Error{
		"NotApproved": {Name: flow.ErrTimeout, Cause: "late"},
		"Refused":     {Name: "Returned", Cause: "figures"},
	} {
		_, err := m.Resume(t.Context(), p, nil, failed, env())
		if got, ok := errors.AsType[*flow.Error](err); !ok || got.Name != want || want == "Refused" && got.Cause != "figures" {
			t.Errorf("%s: %v", want, err)
		}
	}
	for name, value := range map[string]string{"no JSON": "{", "another shape": `{"x":1}`, "too large": `"` + strings.Repeat("x", flow.MaxPayload) + `"`} {
		if out, err := m.Resume(t.Context(), p, json.RawMessage(value), nil, env()); err == nil {
			t.Errorf("%s: %s", name, out)
		}
	}
	for _, state := range []string{"After", "Nowhere"} {
		if _, err := m.Resume(t.Context(), &flow.ParkedError{State: state, Data: p.Data, Input: p.Input}, json.RawMessage(`{}`), nil, env()); err == nil {
			t.Errorf("resumed at %s", state)
		}
	}
}

// TestAnsweredAtOnce: an answer that is there already parks nothing, and what
// the function returns is not the answer.
func TestAnsweredAtOnce(t *testing.T) {
	t.Parallel()
	m := load(t, strings.Replace(waiting("callback"), `{"who.$":"$.who"}`, `{"who.$":"$.approved"}`, 1))
	out, err := m.Run(t.Context(), json.RawMessage(`{"v":3}`), env())
	if err != nil || string(out) != `{"id":3,"v":3,"who":true}` {
		t.Errorf("%s %v", out, err)
	}
	_, err = load(t, waiting("refuse")).Run(t.Context(), json.RawMessage(`{"v":3}`), env())
	if got, ok := errors.AsType[*flow.Error](err); !ok || got.Name != "Refused" || got.Cause != "made to" {
		t.Errorf("%v", err)
	}
	e := env()
	e.Tokens = nil
	if _, err := m.Run(t.Context(), json.RawMessage(`{"v":3}`), e); err == nil {
		t.Error("it waits and nobody keeps tokens")
	}
	if _, err := load(t, strings.Replace(waiting("echo"), `"seconds":60`, `"seconds":0`, 1)).Run(t.Context(), json.RawMessage(`{"v":3}`), env()); err == nil {
		t.Error("a limit of no time")
	}
}

func TestWaitsRefused(t *testing.T) {
	t.Parallel()
	ask := `{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","Parameters":{"FunctionName":"f","Payload":{"t.$":"$$.Task.Token"}},"End":true}`
	for name, def := range map[string]string{
		"in a Map":          `{"StartAt":"M","States":{"M":{"Type":"Map","ItemsPath":"$","End":true,"ItemProcessor":{"StartAt":"A","States":{"A":` + ask + `}}}}}`,
		"in a branch":       `{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"A","States":{"A":` + ask + `}}]}}}`,
		"token elsewhere":   `{"StartAt":"A","States":{"A":` + strings.Replace(ask, ".waitForTaskToken", "", 1) + `}}`,
		"a heartbeat":       `{"StartAt":"A","States":{"A":` + strings.Replace(ask, `"End"`, `"HeartbeatSeconds":9,"End"`, 1) + `}}`,
		"two limits":        `{"StartAt":"A","States":{"A":` + strings.Replace(ask, `"End"`, `"TimeoutSeconds":9,"TimeoutSecondsPath":"$.x","End"`, 1) + `}}`,
		"token in selector": `{"StartAt":"A","States":{"A":` + strings.Replace(ask, `"End"`, `"ResultSelector":{"t.$":"$$.Task.Token"},"End"`, 1) + `}}`,
	} {
		if _, err := flow.Load([]byte(def)); err == nil {
			t.Errorf("%s: loaded", name)
		}
	}
	load(t, `{"StartAt":"A","States":{"A":`+ask+`}}`)
}
