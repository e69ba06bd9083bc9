// Command desk serves the screens of a day of compliance work.
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
	lambdaio.Start("desk", func(_ context.Context, s lambdaio.Settings, log *slog.Logger) (lambdaio.Handler, error) {
		c, err := cloud.Open(s)
		if err != nil {
			return nil, fmt.Errorf("open the engine: %w", err)
		}
		do, err := c.Desk(time.Now, log) //nolint:contextcheck // the desk lives as long as the function, not as its start
		return lambdaio.Event(do), err
	})
}
