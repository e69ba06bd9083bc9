// Command api answers people: places to upload to, and what is there.
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
	lambdaio.Start("api", func(_ context.Context, s lambdaio.Settings, log *slog.Logger) (lambdaio.Handler, error) {
		c, err := cloud.Open(s)
		if err != nil {
			return nil, fmt.Errorf("open the engine: %w", err)
		}
		do, err := c.API(time.Now, log)
		return lambdaio.Event(do), err
	})
}
