// Command plan freezes the cut of a period.
package main

import (
	"context"
	"fmt"
	"log/slog"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/lambdaio"
)

func main() {
	lambdaio.Start("plan", func(_ context.Context, s lambdaio.Settings, _ *slog.Logger) (lambdaio.Handler, error) {
		c, err := cloud.Open(s)
		if err != nil {
			return nil, fmt.Errorf("open the engine: %w", err)
		}
		steps, err := c.Compile()
		if err != nil {
			return nil, fmt.Errorf("compile the steps: %w", err)
		}
		return lambdaio.Step(steps.Plan), nil
	})
}
