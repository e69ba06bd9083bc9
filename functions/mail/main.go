// Command mail takes a broker's mail by the verdicts of its receipt event.
package main

import (
	"context"
	"fmt"
	"log/slog"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/lambdaio"
)

func main() {
	lambdaio.Start("mail", func(_ context.Context, s lambdaio.Settings, _ *slog.Logger) (lambdaio.Handler, error) {
		c, err := cloud.Open(s)
		if err != nil {
			return nil, fmt.Errorf("open the engine: %w", err)
		}
		return lambdaio.Event(c.Mail()), nil
	})
}
