package cloud_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/smithy-go/logging"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/lambdaio"
)

// lambda is the environment of a function, and nothing beside it.
func lambda(t *testing.T, more ...string) {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	for _, name := range []string{"AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_MAX_ATTEMPTS", "AWS_SDK_UA_APP_ID", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_SESV2"} {
		t.Setenv(name, "")
	}
	for _, pair := range append([]string{"AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY=none", "AWS_SESSION_TOKEN=token"}, more...) {
		name, value, _ := strings.Cut(pair, "=")
		t.Setenv(name, value)
	}
}

// TestOpensAsTheSDKWould: what a function reads of its environment is what the
// SDK's own search makes of the same, for the configuration and for what clients
// of services make of that.
func TestOpensAsTheSDKWould(t *testing.T) {
	for _, more := range [][]string{
		nil,
		{"AWS_REGION=", "AWS_DEFAULT_REGION=us-west-2", "AWS_SESSION_TOKEN="},
		{"AWS_DEFAULT_REGION=us-west-2", "AWS_MAX_ATTEMPTS=1", "AWS_SDK_UA_APP_ID=ingest", "AWS_ENDPOINT_URL=http://127.0.0.1:1", "AWS_ENDPOINT_URL_S3=http://127.0.0.1:2", "AWS_ENDPOINT_URL_SESV2=http://127.0.0.1:3"},
	} {
		lambda(t, more...)
		c, err := cloud.Open(lambdaio.Settings{})
		if err != nil {
			t.Fatal(err)
		}
		want, err := config.LoadDefaultConfig(t.Context(), config.WithLogger(logging.Nop{}))
		if err != nil {
			t.Fatal(err)
		}
		have := cloud.Config(c)
		if diff := cmp.Diff(want, have, cmpopts.IgnoreFields(aws.Config{}, "Credentials", "ConfigSources", "HTTPClient", "Interceptors", "RestrictFilePermissions")); diff != "" {
			t.Errorf("%v (-SDK +ours):\n%s", more, diff)
		}
		if diff := cmp.Diff(signs(t, want), signs(t, have), cmpopts.IgnoreFields(aws.Credentials{}, "Source")); diff != "" {
			t.Errorf("%v (-SDK +ours):\n%s", more, diff)
		}
		if diff := cmp.Diff(asks(want), asks(have)); diff != "" {
			t.Errorf("%v (-SDK +ours):\n%s", more, diff)
		}
	}
}

func signs(t *testing.T, cfg aws.Config) aws.Credentials {
	t.Helper()
	v, err := cfg.Credentials.Retrieve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// asks is how clients of some services ask, as far as it can be compared.
func asks(cfg aws.Config) map[string]any {
	tables, objects, mails := dynamodb.NewFromConfig(cfg).Options(), s3.NewFromConfig(cfg).Options(), sesv2.NewFromConfig(cfg).Options()
	return map[string]any{
		"endpoints": []*string{tables.BaseEndpoint, objects.BaseEndpoint, mails.BaseEndpoint},
		"attempts":  []int{tables.Retryer.MaxAttempts(), objects.Retryer.MaxAttempts(), mails.Retryer.MaxAttempts()},
		"checksums": []any{objects.RequestChecksumCalculation, objects.ResponseChecksumValidation},
		"regions":   []any{tables.Region, objects.Region, objects.UseARNRegion, objects.DisableMultiRegionAccessPoints, objects.UsePathStyle},
		"endpoint":  []any{tables.EndpointOptions, objects.EndpointOptions.UseFIPSEndpoint, objects.EndpointOptions.UseDualStackEndpoint},
		"account":   tables.AccountIDEndpointMode,
	}
}

// TestOpensOnlyWithARegion: a function that cannot know where it is says which
// variable is wrong, and does not ask around.
func TestOpensOnlyWithARegion(t *testing.T) {
	for _, wrong := range []string{"AWS_REGION=", "AWS_MAX_ATTEMPTS=many", "AWS_MAX_ATTEMPTS=0"} {
		lambda(t, wrong)
		name, _, _ := strings.Cut(wrong, "=")
		if _, err := cloud.Open(lambdaio.Settings{}); !fault.Is(err, fault.Misconfigured) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}
