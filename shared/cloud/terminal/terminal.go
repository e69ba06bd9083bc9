// Package terminal finds the rights and the region of a person at a terminal, by
// whatever way they sign in to AWS: variables, profiles, single sign-on, the
// machine they sit at. Functions have no use for it, and do without.
//
// Example: immex replay-dlq opens the stack with terminal.Open.
//
// It refuses a profile it cannot read, and asks AWS for nothing by itself.
package terminal

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go/logging"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/lambdaio"
)

// Open is the stack as the person sees it, a Misconfigured fault when the
// configuration of AWS cannot be read.
func Open(ctx context.Context) (*cloud.Cloud, error) {
	cfg, err := config.LoadDefaultConfig(ctx, config.WithLogger(logging.Nop{})) // its warnings are free text
	if err != nil {
		return nil, fault.New(fault.Misconfigured, "configure AWS", err)
	}
	return cloud.OpenAs(cfg, lambdaio.Settings{}), nil
}
