package arch_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestSchedules: the three tasks of watch are fired by the clock of Mexico City,
// and what cannot be handed over ends where an alarm looks.
func TestSchedules(t *testing.T) {
	tpl, _ := readTemplate(t)
	crons := map[string]string{}
	for _, id := range tpl.of("AWS::Serverless::Function") {
		events, _ := tpl.Resources[id].Properties["Events"].(map[string]any)
		for name, e := range events {
			if in(e, "Type") != "ScheduleV2" {
				continue
			}
			p := in(e, "Properties")
			var input struct{ Task, At string }
			if err := json.Unmarshal(fmt.Append(nil, in(p, "Input")), &input); err != nil {
				t.Errorf("%s of %s: %v", name, id, err)
			}
			crons[input.Task] = fmt.Sprint(in(p, "ScheduleExpression"))
			if zone := in(p, "ScheduleExpressionTimezone"); zone != "America/Mexico_City" || input.At != "<aws.scheduler.scheduled-time>" {
				t.Errorf("%s of %s is of %v, at %q", name, id, zone, input.At)
			}
			if settings, _ := in(p, "DeadLetterConfig").(map[string]any); len(settings) != 1 || in(p, "OmitName") != true {
				t.Errorf("%s of %s: the translator takes an ARN of a dead letter queue or a type, and a name of ours would be that of every stack: %v", name, id, p)
			}
			if dead := fmt.Sprint(in(p, "DeadLetterConfig", "Arn")); id != "WatchFunction" || !strings.HasPrefix(dead, "DeliveryDLQ") {
				t.Errorf("%s of %s: undelivered goes to %s", name, id, dead)
			}
		}
	}
	for task, want := range map[string]string{"daily": "cron(0 7 * * ? *)", "monthly": "cron(30 7 3-9 * ? *)", "annual": "cron(0 8 1 2 ? *)"} {
		if crons[task] != want {
			t.Errorf("%s is fired at %q, want %q", task, crons[task], want)
		}
		delete(crons, task)
	}
	if len(crons) > 0 {
		t.Errorf("tasks of nobody: %v", crons)
	}
}
