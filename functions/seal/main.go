// Command seal packs the papers and verifies the package.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/lambdaio"
)

func main() {
	lambdaio.Start("seal", func(_ context.Context, s lambdaio.Settings, _ *slog.Logger) (lambdaio.Handler, error) {
		c, err := cloud.Open(s)
		if err != nil {
			return nil, fmt.Errorf("open the engine: %w", err)
		}
		do, err := c.Seal(time.Now)
		return lambdaio.Step(do), err
	})
}
