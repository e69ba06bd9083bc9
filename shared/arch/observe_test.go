package arch_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/api"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/lambdaio"
)

const namespace = "immex/${AWS::StackName}"

// alarm is what one metric of an alarm looks at, and when it speaks.
type alarm struct {
	Namespace, Metric string
	Broken, Seconds   string
}

// watched are the metrics of an alarm, and the resources they are of.
func watched(p map[string]any) (alarms []alarm, of []any) {
	stats := []any{map[string]any{"Metric": p, "Period": p["Period"]}}
	if p["MetricName"] == nil {
		stats = nil
		for _, m := range list(p["Metrics"]) {
			if stat := in(m, "MetricStat"); stat != nil {
				stats = append(stats, stat)
			}
		}
	}
	for _, s := range stats {
		m := in(s, "Metric")
		alarms = append(alarms, alarm{fmt.Sprint(in(m, "Namespace")), fmt.Sprint(in(m, "MetricName")), fmt.Sprint(p["Threshold"]), fmt.Sprint(in(s, "Period"))})
		for _, d := range list(in(m, "Dimensions")) {
			of = append(of, in(d, "Value"))
		}
	}
	return alarms, of
}

// kinds are the types of resources whose metrics AWS writes.
func kinds() map[string][]string {
	return map[string][]string{
		"AWS/SQS": {"AWS::SQS::Queue"}, "AWS/States": {"AWS::Serverless::StateMachine"}, "AWS/Lambda": {"AWS::Serverless::Function"},
		"AWS/DynamoDB": {"AWS::DynamoDB::Table"}, "AWS/ApiGateway": {"AWS::Serverless::HttpApi", "AWS::ApiGatewayV2::Api"},
	}
}

// native is how AWS names a metric that it writes itself: by one dimension, whose
// value is what an attribute of the resource gives; Ref when there is none.
// Sources: of each service, its list of metrics and dimensions.
type native struct {
	dimension, attribute string
	metrics              []string
}

func natives() map[string]native {
	return map[string]native{
		"AWS/SQS":        {"QueueName", ".QueueName", []string{"ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible"}}, // Ref is the address
		"AWS/States":     {"StateMachineArn", "", []string{"ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut"}},           // Ref is the ARN
		"AWS/Lambda":     {"FunctionName", "", []string{"Throttles"}},
		"AWS/DynamoDB":   {"TableName", "", []string{"ReadThrottleEvents", "WriteThrottleEvents"}},
		"AWS/ApiGateway": {"ApiId", "", []string{"Count", "4xx", "5xx"}}, // of an HTTP API; a REST API has others
	}
}

// emitted are the dimensions that our functions write each metric with.
func emitted(t *testing.T) map[string][][]string {
	t.Helper()
	var out bytes.Buffer
	values := lambdaio.Measured{}
	for name := range lambdaio.Metrics() {
		values.Count(name, 1)
	}
	(&lambdaio.Meter{Out: &out, Namespace: "immex/x", Function: "x", Now: func() time.Time { return time.UnixMilli(0) }}).Write(values)
	var line struct {
		AWS struct {
			CloudWatchMetrics []struct {
				Dimensions [][]string
				Metrics    []struct{ Name string }
			}
		} `json:"_aws"`
	}
	if err := json.Unmarshal(out.Bytes(), &line); err != nil || len(line.AWS.CloudWatchMetrics) != 1 {
		t.Fatalf("%v: %s", err, out.String())
	}
	by := map[string][][]string{}
	for _, m := range line.AWS.CloudWatchMetrics[0].Metrics {
		by[m.Name] = line.AWS.CloudWatchMetrics[0].Dimensions
	}
	return by
}

// heard says what is wrong with how an alarm or the dashboard names a metric,
// "" when somebody writes exactly that: a metric of another dimension or value is
// another metric, which is silent for ever.
func heard(tpl *template, own map[string][][]string, x *look) string {
	if x.namespace == namespace {
		sets, there := own[x.metric]
		switch {
		case !there:
			return "our functions do not write it"
		case len(x.dimensions) > 0 || !slices.ContainsFunc(sets, func(set []string) bool { return len(set) == 0 }):
			return fmt.Sprintf("our functions write it with the dimensions %v, it is looked for with %v", sets, x.dimensions)
		}
		return ""
	}
	n, there := natives()[x.namespace]
	switch {
	case !there || !slices.Contains(n.metrics, x.metric):
		return "AWS is not known to write it"
	case len(x.dimensions) != 1 || x.dimensions[0][0] != n.dimension:
		return fmt.Sprintf("AWS writes it with the dimension %s, it is looked for with %v", n.dimension, x.dimensions)
	}
	value := x.dimensions[0][1]
	id, ok := strings.CutSuffix(value, n.attribute)
	if r, there := tpl.Resources[id]; !ok || !there || !slices.Contains(kinds()[x.namespace], r.Type) {
		return fmt.Sprintf("%s is not what AWS gives %s", value, n.dimension)
	}
	return ""
}

// look is a metric that an alarm or the dashboard asks for.
type look struct {
	where, namespace, metric string
	dimensions               [][2]string // name and value
}

// looks are all of them.
func looks(t *testing.T, tpl *template) (out []look) {
	t.Helper()
	for _, id := range tpl.of("AWS::CloudWatch::Alarm") {
		metrics := []any{tpl.Resources[id].Properties}
		for _, m := range list(tpl.Resources[id].Properties["Metrics"]) {
			metrics = append(metrics, in(m, "MetricStat", "Metric"))
		}
		for _, m := range metrics {
			if in(m, "MetricName") == nil { // an expression, or what stands around one
				continue
			}
			x := look{where: id, namespace: fmt.Sprint(in(m, "Namespace")), metric: fmt.Sprint(in(m, "MetricName"))}
			for _, d := range list(in(m, "Dimensions")) {
				x.dimensions = append(x.dimensions, [2]string{fmt.Sprint(in(d, "Name")), fmt.Sprint(in(d, "Value"))})
			}
			out = append(out, x)
		}
	}
	var board struct {
		Widgets []struct {
			Properties struct{ Metrics [][]string }
		}
	}
	if err := json.Unmarshal([]byte(fmt.Sprint(tpl.Resources["Dashboard"].Properties["DashboardBody"])), &board); err != nil {
		t.Fatal(err)
	}
	for _, w := range board.Widgets {
		for _, m := range w.Properties.Metrics {
			x := look{where: "Dashboard", namespace: m[0], metric: m[1]}
			for i := 2; i+1 < len(m); i += 2 {
				x.dimensions = append(x.dimensions, [2]string{m[i], strings.TrimSuffix(strings.TrimPrefix(m[i+1], "${"), "}")})
			}
			out = append(out, x)
		}
	}
	return out
}

// TestMetricsAreHeard: each metric of an alarm, and of the dashboard, is named as
// whoever writes it does, with its dimensions and their values.
func TestMetricsAreHeard(t *testing.T) {
	tpl, _ := readTemplate(t)
	own, all := emitted(t), looks(t, &tpl)
	for i := range all {
		if wrong := heard(&tpl, own, &all[i]); wrong != "" {
			t.Errorf("%s, %s: %s", all[i].where, all[i].metric, wrong)
		}
	}
	if alarms := len(tpl.of("AWS::CloudWatch::Alarm")); len(all) < alarms+len(lambdaio.Metrics()) {
		t.Errorf("%d metrics are looked at, by %d alarms and the dashboard", len(all), alarms)
	}
	for _, silent := range []look{
		{"", namespace, "MatchLag", [][2]string{{"Function", "MatchFunction"}}},
		{"", namespace, "Matchlag", nil},
		{"", "AWS/SQS", "ApproximateAgeOfOldestMessage", nil},
		{"", "AWS/SQS", "ApproximateAgeOfOldestMessage", [][2]string{{"QueueName", "IngestQueue"}}},
		{"", "AWS/SQS", "ApproximateAgeOfOldestMessage", [][2]string{{"Queue", "IngestQueue.QueueName"}}},
		{"", "AWS/States", "ExecutionsFailed", [][2]string{{"StateMachineArn", "CompileMachine.Name"}}},
		{"", "AWS/ApiGateway", "5XXError", [][2]string{{"ApiId", "Api"}}},
		{"", "AWS/Lambda", "Throttles", [][2]string{{"FunctionName", "BooksTable"}}},
	} {
		if heard(&tpl, own, &silent) == "" {
			t.Errorf("%v would be silent, and is taken", silent)
		}
	}
}

// TestAlarms: every promise of lambdaio.Promises has an alarm that speaks when it
// is broken, on a metric that our functions write (the end-to-end test reads
// each from their logs) or AWS does of a resource of this template; and there is
// no alarm for what nobody promised.
func TestAlarms(t *testing.T) {
	tpl, _ := readTemplate(t)
	var all, want []alarm
	for _, id := range tpl.of("AWS::CloudWatch::Alarm") {
		p := tpl.Resources[id].Properties
		alarms, of := watched(p)
		all = append(all, alarms...)
		if p["TreatMissingData"] != "notBreaching" || len(list(p["AlarmActions"])) != 1 || p["AlarmDescription"] == nil ||
			p["ComparisonOperator"] != "GreaterThanOrEqualToThreshold" || fmt.Sprint(p["EvaluationPeriods"]) != "1" {
			t.Errorf("%s: %v", id, p)
		}
		for _, v := range of {
			name, _, _ := strings.Cut(fmt.Sprint(v), ".")
			if r, there := tpl.Resources[name]; !there || !slices.Contains(kinds()[alarms[0].Namespace], r.Type) && len(alarms) == 1 {
				t.Errorf("%s looks at %v, which is no resource of its kind", id, v)
			}
		}
		for _, a := range alarms {
			if a.Namespace == namespace && (lambdaio.Metrics()[lambdaio.Metric(a.Metric)] == "" || len(of) > 0) || a.Namespace != namespace && (kinds()[a.Namespace] == nil || len(of) == 0) {
				t.Errorf("%s looks at %v, which nobody writes", id, a)
			}
		}
	}
	for _, p := range lambdaio.Promises() {
		if p.Namespace == lambdaio.Own {
			p.Namespace = namespace
		}
		want = append(want, alarm{p.Namespace, p.Metric, strconv.Itoa(p.Broken), strconv.Itoa(p.Seconds)})
	}
	distinct := map[alarm]bool{}
	for _, a := range all {
		distinct[a] = true
	}
	for _, a := range want {
		if !distinct[a] {
			t.Errorf("no alarm for the promise %v", a)
		}
		delete(distinct, a)
	}
	if len(distinct) > 0 {
		t.Errorf("alarms for what nobody promised: %v", distinct)
	}
	for _, id := range tpl.of("AWS::SQS::Queue") { // each queue is looked at
		name := strings.TrimSuffix(strings.TrimSuffix(id, "Queue"), "DLQ")
		if alarm := map[bool]string{true: name + "DLQAlarm", false: name + "AgeAlarm"}[strings.HasSuffix(id, "DLQ")]; tpl.Resources[alarm].Type == "" {
			t.Errorf("%s has no alarm %s", id, alarm)
		}
	}
	// what an alarm costs goes by the metrics it looks at
	uses(t, "cloudwatch", "alarm_month", len(all))
	uses(t, "cloudwatch", "metric_month", len(lambdaio.Metrics()))
	uses(t, "cloudwatch", "dashboard_month", len(tpl.of("AWS::CloudWatch::Dashboard")))
	uses(t, "kms", "key_month", len(tpl.of("AWS::KMS::Key")))
}

// uses holds a row of capacidad_nube.csv to the template.
func uses(t *testing.T, service, item string, want int) {
	t.Helper()
	for _, u := range catalog.CloudUsesOn(document.NewDate(2026, 12, 1)) {
		if u.Service == service && u.Item == item && u.Per == "mes" {
			if u.Amount.String() != strconv.Itoa(want) {
				t.Errorf("capacidad_nube.csv says %s of %s %s, the template has %d", u.Amount, service, item, want)
			}
			return
		}
	}
	t.Errorf("capacidad_nube.csv has no %s %s", service, item)
}

// TestDashboard: it is the JSON CloudWatch takes, names what the template has,
// and shows every metric of ours by its name.
func TestDashboard(t *testing.T) {
	tpl, _ := readTemplate(t)
	text, _ := tpl.Resources["Dashboard"].Properties["DashboardBody"].(string)
	for _, m := range regexp.MustCompile(`\$\{([A-Za-z0-9]+)(\.[A-Za-z]+)?\}`).FindAllStringSubmatch(text, -1) {
		if _, there := tpl.Resources[m[1]]; !there {
			t.Errorf("the dashboard names %s, which is not there", m[0])
		}
	}
	var body struct {
		Widgets []struct {
			Properties struct {
				Region, Title string
				Metrics       [][]string
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &body); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	var shown []string
	for _, w := range body.Widgets {
		if w.Properties.Title == "" || w.Properties.Region != "${AWS::Region}" || len(w.Properties.Metrics) == 0 {
			t.Errorf("widget %+v", w)
		}
		for _, m := range w.Properties.Metrics {
			if len(m)%2 != 0 || len(m) < 2 {
				t.Errorf("metric %v", m)
			} else if m[0] == namespace {
				shown = append(shown, m[1])
			}
		}
	}
	slices.Sort(shown)
	var written []string
	for m := range lambdaio.Metrics() {
		written = append(written, string(m))
	}
	missing(t, "dashboard", slices.Compact(shown), "lambdaio.Metrics", written)
	_, functions := readTemplate(t)
	for _, f := range functions {
		if !slices.Contains(f.variables, "METRICS_NAMESPACE") {
			t.Errorf("%s has no METRICS_NAMESPACE", f.id)
		}
	}
	if got := tpl.Globals.Function.Environment.Variables["METRICS_NAMESPACE"]; got != namespace {
		t.Errorf("functions write to %v, the dashboard reads %s", got, namespace)
	}
}

// TestAPIAgrees: the routes and roles of shared/api are those of the template,
// all behind the authorizer, and nobody gives themselves a programme.
func TestAPIAgrees(t *testing.T) {
	tpl, _ := readTemplate(t)
	var deployed, coded, groups, roles []string
	events, _ := tpl.Resources["ApiFunction"].Properties["Events"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(events)) {
		p := in(events[name], "Properties")
		deployed = append(deployed, fmt.Sprint(in(p, "Method"), " ", in(p, "Path")))
		if in(p, "Auth") != nil || in(p, "ApiId") != "Api" {
			t.Errorf("%s leaves the authorizer: %v", name, p)
		}
	}
	for _, r := range api.Routes() {
		coded = append(coded, r.Method+" "+r.Path)
	}
	missing(t, "template.yaml", deployed, "api.Routes", coded)
	for _, id := range tpl.of("AWS::Cognito::UserPoolGroup") {
		groups = append(groups, fmt.Sprint(tpl.Resources[id].Properties["GroupName"]))
	}
	for _, r := range api.Roles() {
		roles = append(roles, string(r))
	}
	missing(t, "template.yaml", groups, "api.Roles", roles)
	auth := tpl.Resources["Api"].Properties["Auth"]
	if in(auth, "DefaultAuthorizer") != "Cognito" || in(auth, "Authorizers", "Cognito", "JwtConfiguration", "issuer") != "https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${Users}" ||
		!slices.Contains(list(in(auth, "Authorizers", "Cognito", "JwtConfiguration", "audience")), any("UsersClient")) {
		t.Errorf("the API lets in by %v", auth)
	}
	client, users := tpl.Resources["UsersClient"].Properties, tpl.Resources["Users"].Properties
	if writes := list(client["WriteAttributes"]); len(writes) == 0 || slices.ContainsFunc(writes, func(v any) bool { return strings.HasPrefix(fmt.Sprint(v), "custom:") }) {
		t.Errorf("a user may write %v of themselves", writes) // none listed would be all of the standard ones
	}
	if in(users["AdminCreateUserConfig"], "AllowAdminCreateUserOnly") != true || users["MfaConfiguration"] != "ON" || users["DeletionProtection"] != "ACTIVE" {
		t.Errorf("users: %v", users)
	}
}
