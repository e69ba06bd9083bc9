package arch_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/lambdaio"
)

// in follows names into a value of the template; nil when there is nothing.
func in(v any, names ...string) any {
	for _, name := range names {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[name]
	}
	return v
}

// list is what a property that may be one value or several holds.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// of gives the names of the resources of a type.
func (tpl *template) of(kind string) []string {
	var out []string
	for _, id := range slices.Sorted(maps.Keys(tpl.Resources)) {
		if tpl.Resources[id].Type == kind {
			out = append(out, id)
		}
	}
	if len(out) == 0 {
		panic("template.yaml has no " + kind)
	}
	return out
}

// everywhere are the statements that may name every resource, since AWS knows
// no narrower one for their actions.
func everywhere() map[string]string {
	return map[string]string{
		"Trace":       "X-Ray takes segments, and no resource is named",
		"Recognise":   "Textract has no resources; the action takes bytes",
		"LogDelivery": "the delivery of logs of Step Functions has no resources",
	}
}

// TestPolicies prints action → resource of each role. Actions are listed and
// never matched, and a resource is an ARN of this stack.
func TestPolicies(t *testing.T) {
	tpl, functions := readTemplate(t)
	used := map[string]bool{}
	for _, id := range tpl.of("AWS::IAM::Role") {
		r := tpl.Resources[id]
		if r.Properties["ManagedPolicyArns"] != nil {
			t.Errorf("%s takes managed policies, which allow more than is listed here", id)
		}
		for _, p := range list(r.Properties["Policies"]) {
			for _, s := range statements(p) {
				sid, _ := s["Sid"].(string)
				if sid == "" || s["Effect"] != "Allow" || s["NotAction"] != nil || s["NotResource"] != nil {
					t.Errorf("%s: a statement that is not plainly allowed, or has no name: %v", id, s)
				}
				for _, action := range list(s["Action"]) {
					for _, resource := range list(s["Resource"]) {
						t.Logf("%s %s: %s → %s", id, sid, action, resource)
						allowed(t, used, id+" "+sid, sid, fmt.Sprint(action), fmt.Sprint(resource))
					}
				}
			}
		}
	}
	for sid := range everywhere() {
		if !used[sid] {
			t.Errorf("no statement %s needs every resource", sid)
		}
	}
	roles := map[any]string{} // one role for one function
	for _, f := range functions {
		role := tpl.Resources[f.id].Properties["Role"]
		if roles[role] != "" || role != strings.TrimSuffix(f.id, "Function")+"Role.Arn" || tpl.Resources[f.id].Properties["Policies"] != nil {
			t.Errorf("%s has role %v, as has %s, or policies of SAM", f.id, role, roles[role])
		}
		roles[role] = f.id
	}
}

// allowed holds one action on one resource to the rule.
func allowed(t *testing.T, used map[string]bool, where, sid, action, resource string) {
	t.Helper()
	if strings.Contains(action, "*") || !strings.Contains(action, ":") {
		t.Errorf("%s allows %s: actions are listed, not matched", where, action)
	}
	if resource == "*" {
		if used[sid] = true; everywhere()[sid] == "" {
			t.Errorf("%s allows %s on every resource", where, action)
		}
		return
	}
	// what a pattern leaves open lies behind a name of this stack
	if open := strings.IndexByte(resource, '*'); open >= 0 && !strings.Contains(resource[:open], ".Arn}/") && !strings.Contains(resource[:open], "${AWS::StackName}") {
		t.Errorf("%s allows %s on %s, which is not of this stack", where, action, resource)
	}
	if strings.Contains(resource, "?") || !strings.Contains(resource, "Arn") && !strings.HasPrefix(resource, "arn:") {
		t.Errorf("%s allows %s on %s, which is no ARN", where, action, resource)
	}
}

// TestResourcePolicies: everybody is only ever denied, and a service of AWS is
// let in for this account or for one rule.
func TestResourcePolicies(t *testing.T) {
	tpl, _ := readTemplate(t)
	for _, kind := range []string{"AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy"} {
		for _, id := range tpl.of(kind) {
			for _, s := range statements(tpl.Resources[id].Properties) {
				if s["Principal"] == "*" && s["Effect"] != "Deny" || s["Effect"] == "Allow" && s["Condition"] == nil {
					t.Errorf("%s %v lets in too many", id, s["Sid"])
				}
			}
		}
	}
}

// kept is the policy of what stays when a stack is deleted, and goes with a first
// deployment that fails.
const kept = "RetainExceptOnCreate"

// refuses is the policy of a bucket that goes with its stack: CloudFormation
// deletes only an empty one, so that the stack stays until then.
const refuses = "Delete"

// deletion is the policy of a resource when its stack is deleted.
func deletion(properties map[string]any) string {
	switch {
	case properties["DeletionProtectionEnabled"] == true || properties["DeletionProtection"] == "ACTIVE":
		return "Retain"
	case properties["ObjectLockEnabled"] == true:
		return refuses
	}
	return kept
}

// TestRetained: what would be lost with a stack stays, a bucket with locks keeps its
// stack from going, and what cannot be deleted is not tried to be.
func TestRetained(t *testing.T) {
	tpl, _ := readTemplate(t)
	for _, kind := range []string{"AWS::S3::Bucket", "AWS::S3::BucketPolicy", "AWS::KMS::Key", "AWS::DynamoDB::Table", "AWS::Cognito::UserPool"} {
		for _, id := range tpl.of(kind) {
			r := tpl.Resources[id]
			want := deletion(r.Properties)
			if r.DeletionPolicy != want || r.UpdateReplacePolicy != "Retain" {
				t.Errorf("%s: %s when the stack goes, want %s; %s when it is replaced", id, r.DeletionPolicy, want, r.UpdateReplacePolicy)
			}
		}
	}
}

// TestKeptAsLongAsTried: a file lies in its bucket at least as long as its message
// may wait in the queue, and then in its dead letters.
func TestKeptAsLongAsTried(t *testing.T) {
	tpl, _ := readTemplate(t)
	const day = 24 * 60 * 60
	seconds := 0
	for _, queue := range []string{"IngestQueue", "IngestDLQ"} {
		n, err := strconv.Atoi(fmt.Sprint(tpl.Resources[queue].Properties["MessageRetentionPeriod"]))
		if err != nil {
			t.Fatal(err)
		}
		seconds += n
	}
	for _, name := range []string{"InboxDays", "QuarantineDays"} {
		if least, err := strconv.Atoi(fmt.Sprint(tpl.Parameters[name].MinValue)); err != nil || least*day < seconds {
			t.Errorf("%s may be %d days, and a message waits up to %d", name, least, seconds/day)
		}
	}
}

// TestBuckets: what every bucket has, and what only some may have.
func TestBuckets(t *testing.T) {
	tpl, _ := readTemplate(t)
	all := map[string]any{"BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true}
	locked := []string{"ArchiveBucket", "PackagesBucket"}
	expiring := map[string]string{"InboxBucket": "InboxDays", "QuarantineBucket": "QuarantineDays", "LogsBucket": "AccessLogDays"}
	buckets := tpl.of("AWS::S3::Bucket")
	for _, id := range buckets {
		b := tpl.Resources[id]
		p := b.Properties
		encryption, _ := in(p["BucketEncryption"], "ServerSideEncryptionConfiguration").([]any)
		if len(encryption) != 1 {
			t.Fatalf("%s has %d rules of encryption", id, len(encryption))
		}
		key := in(encryption[0], "ServerSideEncryptionByDefault", "KMSMasterKeyID")
		wants := map[string][2]any{
			"versioning":      {"Enabled", in(p["VersioningConfiguration"], "Status")},
			"kept on delete":  {deletion(p), b.DeletionPolicy},
			"no public":       {all, p["PublicAccessBlockConfiguration"]},
			"key":             {"DataKey.Arn", key},
			"access logs":     {"LogsBucket", in(p["LoggingConfiguration"], "DestinationBucketName")},
			"unfinished":      {true, unfinished(p)},
			"expires":         {any(expiring[id]), expires(p)},
			"lock":            {slices.Contains(locked, id), p["ObjectLockEnabled"] == true},
			"TLS only":        {true, tlsOnly(&tpl, id)},
			"policy stays":    {kept, tpl.Resources[id+"Policy"].DeletionPolicy},
			"versions go too": {expires(p) != "", forgotten(p)},
			"owner, not ACLs": {"[map[ObjectOwnership:BucketOwnerEnforced]]", fmt.Sprint(in(p["OwnershipControls"], "Rules"))},
		}
		if id == "LogsBucket" { // S3 cannot deliver into a KMS key, and a log of itself never ends
			wants["key"], wants["access logs"] = [2]any{nil, key}, [2]any{nil, p["LoggingConfiguration"]}
		}
		for what, w := range wants {
			if diff := cmp.Diff(w[0], w[1]); diff != "" {
				t.Errorf("%s: %s (-want +template):\n%s", id, what, diff)
			}
		}
		rule := in(p["ObjectLockConfiguration"], "Rule", "DefaultRetention")
		if want := map[string]any{"Mode": "RetentionMode", "Years": "RetentionYears"}; slices.Contains(locked, id) && !cmp.Equal(want, rule) {
			t.Errorf("%s is locked by %v, want the parameters", id, rule)
		}
	}
	if got := tpl.Parameters["RetentionYears"].Default; fmt.Sprint(got) != "10" {
		t.Errorf("documents are kept %v years", got)
	}
	if len(buckets) != 6 {
		t.Errorf("buckets %v", buckets)
	}
}

func rules(p map[string]any) []any { return list(in(p["LifecycleConfiguration"], "Rules")) }

func unfinished(p map[string]any) bool {
	return slices.ContainsFunc(rules(p), func(r any) bool {
		return in(r, "Status") == "Enabled" && in(r, "AbortIncompleteMultipartUpload") != nil
	})
}

// expires is the parameter after which whole objects go, "" for never.
func expires(p map[string]any) any {
	for _, r := range rules(p) {
		if days := in(r, "ExpirationInDays"); days != nil {
			return days
		}
	}
	return ""
}

// forgotten reports that what expires is gone: in a bucket with versions it else
// lies under a mark of deletion for ever.
func forgotten(p map[string]any) bool {
	return slices.ContainsFunc(rules(p), func(r any) bool {
		return in(r, "ExpirationInDays") != nil && in(r, "NoncurrentVersionExpiration", "NoncurrentDays") != nil
	})
}

func tlsOnly(tpl *template, bucket string) bool {
	for _, s := range statements(tpl.Resources[bucket+"Policy"].Properties) {
		resources := list(s["Resource"])
		if s["Effect"] == "Deny" && s["Principal"] == "*" && s["Action"] == "s3:*" && in(s["Condition"], "Bool", "aws:SecureTransport") == "false" &&
			slices.Contains(resources, any(bucket+".Arn")) && slices.Contains(resources, any("${"+bucket+".Arn}/*")) {
			return true
		}
	}
	return false
}

// TestTable: the books cannot be lost by a mistake, and pay for what is asked.
func TestTable(t *testing.T) {
	tpl, _ := readTemplate(t)
	if tables := tpl.of("AWS::DynamoDB::Table"); len(tables) != 1 {
		t.Errorf("tables %v", tables)
	}
	b := tpl.Resources["BooksTable"]
	p := b.Properties
	if p["BillingMode"] != "PAY_PER_REQUEST" || p["DeletionProtectionEnabled"] != true || b.DeletionPolicy != "Retain" ||
		in(p["PointInTimeRecoverySpecification"], "PointInTimeRecoveryEnabled") != true || in(p["SSESpecification"], "KMSMasterKeyId") != "DataKey.Arn" {
		t.Errorf("BooksTable: %v", p)
	}
	if p["StreamSpecification"] != nil || p["GlobalSecondaryIndexes"] != nil || p["TimeToLiveSpecification"] != nil {
		t.Error("BooksTable has a stream, an index or a term that nothing uses (decision 0002)")
	}
}

// TestTraced: every function and the workflow write traces, and may.
func TestTraced(t *testing.T) {
	tpl, functions := readTemplate(t)
	if tpl.Globals.Function.Tracing != "Active" || in(tpl.Resources["CompileMachine"].Properties["Tracing"], "Enabled") != true {
		t.Error("tracing is off")
	}
	roles := []string{"CompileRole"}
	for _, f := range functions {
		if own := tpl.Resources[f.id].Properties["Tracing"]; own != nil {
			t.Errorf("%s has a tracing of its own: %v", f.id, own)
		}
		roles = append(roles, strings.TrimSuffix(f.id, "Function")+"Role")
	}
	for _, role := range roles {
		if !strings.Contains(text(t, tpl.Resources[role].Properties), `"xray:PutTraceSegments"`) {
			t.Errorf("%s may not write traces", role)
		}
	}
}

// TestQueues: what fails in a queue ends in a DLQ, which has an alarm and keeps
// it for two weeks; a message costs no other one, and one of match that failed
// once is done again, in all its time, within what is promised of books.
func TestQueues(t *testing.T) {
	tpl, _ := readTemplate(t)
	hidden := map[string]int{"IngestQueue": 1800, "MatchQueue": 540}
	receives := map[string]string{"IngestQueue": "5", "MatchQueue": "15"}
	for name, queue := range map[string]string{"IngestFunction": "IngestQueue", "MatchFunction": "MatchQueue"} {
		p := tpl.Resources[name].Properties
		if n := in(p["Events"], "Queue", "Properties", "BatchSize"); fmt.Sprint(n) != "1" {
			t.Errorf("%s takes %v messages at once: one that ends the process would cost the others", name, n)
		}
		takes, own := p["Timeout"].(int)
		if !own {
			takes = tpl.Globals.Function.Timeout
		}
		if takes <= 0 || hidden[queue] < takes+takes/2 {
			t.Errorf("%s has %d s, its queue hides what is at work %d s", name, takes, hidden[queue])
		}
		for _, promise := range lambdaio.Promises() {
			if promise.Metric == string(lambdaio.MatchLag) && name == "MatchFunction" && hidden[queue]+takes >= promise.Broken {
				t.Errorf("what failed once is matched after %d s, promised are %d", hidden[queue]+takes, promise.Broken)
			}
		}
	}
	for _, id := range tpl.of("AWS::SQS::Queue") {
		p := tpl.Resources[id].Properties
		if p["SqsManagedSseEnabled"] != true || fmt.Sprint(p["MessageRetentionPeriod"]) != "1209600" {
			t.Errorf("%s: encryption and retention: %v", id, p)
		}
		if strings.HasSuffix(id, "DLQ") {
			if tpl.Resources[id+"Alarm"].Type != "AWS::CloudWatch::Alarm" {
				t.Errorf("%s has no alarm", id)
			}
			continue
		}
		if fmt.Sprint(in(p["RedrivePolicy"], "maxReceiveCount")) != receives[id] || in(p["RedrivePolicy"], "deadLetterTargetArn") != strings.TrimSuffix(id, "Queue")+"DLQ.Arn" ||
			hidden[id] == 0 || fmt.Sprint(p["VisibilityTimeout"]) != strconv.Itoa(hidden[id]) {
			t.Errorf("%s: %v", id, p)
		}
	}
}
