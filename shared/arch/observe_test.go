package arch_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

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
