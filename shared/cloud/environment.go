package cloud

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/smithy-go/logging"

	"example.com/immex/shared/fault"
)

// fromEnvironment is what the SDK would find out for a function. The SDK's own
// search also looks into files, at other services for credentials and at the
// machine itself; none of them has anything to say to a function, and each would
// be carried, and gone through at every cold start.
func fromEnvironment(get func(string) string) (aws.Config, error) {
	region := cmp.Or(get("AWS_REGION"), get("AWS_DEFAULT_REGION"))
	if region == "" {
		return aws.Config{}, fault.Newf(fault.Misconfigured, "configure AWS", "AWS_REGION is not set")
	}
	attempts := 0 // the SDK's own number
	if v := get("AWS_MAX_ATTEMPTS"); v != "" {
		var err error
		if attempts, err = strconv.Atoi(v); err != nil || attempts < 1 {
			return aws.Config{}, fault.Newf(fault.Misconfigured, "configure AWS", "AWS_MAX_ATTEMPTS is no number")
		}
	}
	cfg := aws.Config{
		Region:           region,
		Credentials:      credentials.NewStaticCredentialsProvider(get("AWS_ACCESS_KEY_ID"), get("AWS_SECRET_ACCESS_KEY"), get("AWS_SESSION_TOKEN")),
		RetryMaxAttempts: attempts,
		AppID:            get("AWS_SDK_UA_APP_ID"),
		ConfigSources:    []any{endpoints(get)},
		Logger:           logging.Nop{}, // its warnings are free text

		DefaultsMode:                aws.DefaultsModeLegacy,
		AccountIDEndpointMode:       aws.AccountIDEndpointModePreferred,
		RequestChecksumCalculation:  aws.RequestChecksumCalculationWhenSupported,
		ResponseChecksumValidation:  aws.ResponseChecksumValidationWhenSupported,
		RequestMinCompressSizeBytes: minCompressed,
	}
	if v := get("AWS_ENDPOINT_URL"); v != "" {
		cfg.BaseEndpoint = &v
	}
	return cfg, nil
}

// minCompressed is from how many bytes a request is compressed that may be, as
// the SDK has it.
const minCompressed = 10 << 10

// endpoints knows where else than usual a service is asked.
type endpoints func(string) string

// GetServiceBaseEndpoint is how a client of the SDK asks.
func (e endpoints) GetServiceBaseEndpoint(_ context.Context, service string) (string, bool, error) {
	v := e("AWS_ENDPOINT_URL_" + strings.ToUpper(strings.ReplaceAll(service, " ", "_")))
	return v, v != "", nil
}
