// Command bootstrap is a tiny function that behaves, or misbehaves, as its
// payload says; tests compile and run it.
package main

import (
	"context"
	"log/slog"
	"os"
	"time"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/lambdaio"
)

type order struct {
	Do    string      `json:"do"`
	Class fault.Class `json:"class"`
}

func main() {
	lambdaio.Start("read", func(_ context.Context, s lambdaio.Settings, _ *slog.Logger) (lambdaio.Handler, error) {
		return lambdaio.Step(func(ctx context.Context, o order) (map[string]string, error) {
			switch o.Do {
			case "fail":
				return nil, fault.Newf(o.Class, "test", "made to fail")
			case "panic":
				panic("made to panic")
			case "exit":
				os.Exit(3)
			case "sleep":
				time.Sleep(time.Minute)
			}
			_, limited := ctx.Deadline()
			return map[string]string{"bucket": s.WorkBucket, "limited": map[bool]string{true: "yes"}[limited]}, nil
		}), nil
	})
}
