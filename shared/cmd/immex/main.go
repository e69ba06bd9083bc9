// Command immex is the compliance workflow of an IMMEX company on one
// machine: documents in, books, sealed packages out, and the auditor's
// verifier.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv, time.Now)) //nolint:forbidigo // the one place that reads the clock
}
