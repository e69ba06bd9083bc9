// Command review asks for the approval of a package and takes the answer.
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
	lambdaio.Start("review", func(_ context.Context, s lambdaio.Settings, _ *slog.Logger) (lambdaio.Handler, error) {
		c, err := cloud.Open(s)
		if err != nil {
			return nil, fmt.Errorf("open the engine: %w", err)
		}
		do, err := c.Review(post.New, time.Now)
		return lambdaio.Step(do), err
	})
}
