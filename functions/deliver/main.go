// Command deliver tells the compliance officer where the package is.
package main

import (
	"context"
	"fmt"
	"log/slog"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/lambdaio"
)

func main() {
	lambdaio.Start("deliver", func(ctx context.Context, s lambdaio.Settings, _ *slog.Logger) (lambdaio.Handler, error) {
		c, err := cloud.Open(ctx, s)
		if err != nil {
			return nil, fmt.Errorf("open the engine: %w", err)
		}
		steps, err := c.Deliver()
		if err != nil {
			return nil, fmt.Errorf("reach the people: %w", err)
		}
		return lambdaio.Step(steps.Deliver), nil
	})
}
