// Command watch looks after dates, stuck documents and due packages.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/cloud/post"
	"example.com/immex/shared/lambdaio"
)

func main() {
	lambdaio.Start("watch", func(_ context.Context, s lambdaio.Settings, _ *slog.Logger) (lambdaio.Handler, error) {
		c, err := cloud.Open(s)
		if err != nil {
			return nil, fmt.Errorf("open the engine: %w", err)
		}
		do, err := c.Watch(post.New, time.Now)
		return lambdaio.Step(do), err
	})
}
