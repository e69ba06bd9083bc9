package main

import (
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// bar shows long work on a terminal and stays quiet in a pipe.
type bar struct{ p *progressbar.ProgressBar }

func (a *app) progress(n int, what string) bar {
	f, ok := a.err.(*os.File)
	if !ok || a.json || !term.IsTerminal(int(f.Fd())) {
		return bar{}
	}
	return bar{progressbar.NewOptions(n, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(what),
		progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))}
}

func (b bar) add(n int) {
	if b.p != nil {
		b.p.Add(n) //nolint:errcheck,gosec // drawing only
	}
}

func (b bar) set(n int) {
	if b.p != nil {
		b.p.Set(n) //nolint:errcheck,gosec // drawing only
	}
}

func (b bar) finish() {
	if b.p != nil {
		b.p.Finish() //nolint:errcheck,gosec // drawing only
	}
}
