// Command crosscheck holds the live books to the cut, and asks the rules of it.
package main

import (
	"context"
	"fmt"
	"log/slog"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/lambdaio"
)

func main() {
	lambdaio.Start("crosscheck", func(_ context.Context, s lambdaio.Settings, _ *slog.Logger) (lambdaio.Handler, error) {
		c, err := cloud.Open(s)
		if err != nil {
			return nil, fmt.Errorf("open the engine: %w", err)
		}
		steps, err := c.CrossCheck()
		if err != nil {
			return nil, fmt.Errorf("prepare the step: %w", err)
		}
		return lambdaio.Step(steps.CrossCheck), nil
	})
}
