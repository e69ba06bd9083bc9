// Command deliver tells the compliance officer where the package is.
package main

import (
	"context"
	"fmt"
	"log/slog"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/cloud/post"
	"example.com/immex/shared/lambdaio"
)

func main() {
	lambdaio.Start("deliver", func(_ context.Context, s lambdaio.Settings, _ *slog.Logger) (lambdaio.Handler, error) {
		c, err := cloud.Open(s)
		if err != nil {
			return nil, fmt.Errorf("open the engine: %w", err)
		}
		do, err := c.Deliver(post.New)
		return lambdaio.Step(do), err
	})
}
