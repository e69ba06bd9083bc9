// Command ingest reads dropped files and mails, and commits what they say.
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
	lambdaio.Start("ingest", func(_ context.Context, s lambdaio.Settings, log *slog.Logger) (lambdaio.Handler, error) {
		c, err := cloud.Open(s)
		if err != nil {
			return nil, fmt.Errorf("open the engine: %w", err)
		}
		do, err := c.Ingest(post.New, time.Now, log)
		return lambdaio.Batch(log, do), err
	})
}
