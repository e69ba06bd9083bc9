// Command read reads one PDF in a process that a hostile file may kill.
package main

import (
	"context"
	"fmt"
	"log/slog"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/cloud/engines"
	"example.com/immex/shared/lambdaio"
)

func main() {
	lambdaio.Start("read", func(_ context.Context, s lambdaio.Settings, _ *slog.Logger) (lambdaio.Handler, error) {
		c, err := cloud.Open(s)
		if err != nil {
			return nil, fmt.Errorf("open the engine: %w", err)
		}
		return lambdaio.Step(c.Read(engines.Open)), nil
	})
}
