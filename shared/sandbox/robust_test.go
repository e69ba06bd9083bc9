//go:build linux && !race

package sandbox_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"example.com/immex/shared/sandbox"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/hostile"
)

// What no reading may need, of this machine's processor and memory.
const (
	maxCPU    = 10 * time.Second
	maxMemory = sandbox.MaxMemory
)

const secondEngine = " (second engine)"

// harm is the findings of the robustness run.
type harm struct {
	Files  int      `json:"files"`
	Read   int      `json:"read"`   // by the first engine
	Second int      `json:"second"` // by the second engine
	Died   []string `json:"died"`
	Ended  []string `json:"ended"` // by the parent, at a limit of the second engine
	Slow   []string `json:"slow"`
	Memory int64    `json:"memory"` // the most any child held

	Longest time.Duration `json:"longest"` // of the processor, for one file by the first engine
}

// robust asks children about every hostile file: the first engine with a child
// for each, so that what it used is known; the second with one child for all.
func robust(cache string) {
	files, err := hostile.PDFs(3, 420)
	if err != nil {
		os.Exit(5)
	}
	exe, err := os.Executable()
	if err != nil {
		os.Exit(5)
	}
	out := harm{Files: len(files)}
	note := func(name string, err error) bool {
		limit := errors.Is(err, step.ErrPDFReader) || err != nil && strings.Contains(err.Error(), "its reader took more")
		switch {
		case limit && strings.HasSuffix(name, secondEngine):
			out.Ended = append(out.Ended, name+": "+err.Error())
		case limit || err != nil && strings.Contains(err.Error(), "its reader"):
			out.Died = append(out.Died, name+": "+err.Error())
		}
		return err == nil
	}
	second := &sandbox.Pool{Command: []string{exe, "serve", cache}}
	for _, f := range files {
		before, _ := used()
		p := &sandbox.Pool{Command: []string{exe, "serve", cache}}
		_, err := p.Words(context.Background(), f.Bytes)
		p.Close()
		if note(f.Name, err) {
			out.Read++
		}
		after, memory := used()
		out.Longest = max(out.Longest, after-before)
		if after-before > maxCPU {
			out.Slow = append(out.Slow, f.Name+": "+(after-before).String())
		}
		out.Memory = max(out.Memory, memory)
		if _, err := second.SecondWords(context.Background(), f.Bytes); note(f.Name+secondEngine, err) {
			out.Second++
		}
	}
	second.Close()
	_, memory := used()
	out.Memory = max(out.Memory, memory)
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		os.Exit(5)
	}
	os.Exit(0)
}

// used is what the children that ended have used: time in all, and the most
// memory any one held.
func used() (cpu time.Duration, memory int64) {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &r); err != nil {
		os.Exit(6)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano()), r.Maxrss * 1024
}

// No hostile PDF ends its reader, takes over ten seconds of processor or 512 MB.
func TestHostilePDFs(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("short: reading 420 hostile files takes a minute")
	}
	dir, err := cache()
	if err != nil {
		t.Fatal(err)
	}
	args := command(t, "robust", dir)
	raw, err := exec.CommandContext(t.Context(), args[0], args[1:]...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var got harm
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d hostile files: first engine read %d, second %d; at most %d MB", got.Files, got.Read, got.Second, got.Memory>>20)
	for _, s := range append(got.Died, got.Slow...) {
		t.Error(s)
	}
	t.Logf("ended at a limit: %q", got.Ended)
	large := 0
	if got.Memory > maxMemory {
		large = 1
	}
	t.Logf("%-12s %9s %7s %9s %11s %8s %11s %8s", "kind", "documents", "crashes", "over 10 s", "over 512 MB", "unsaid", "longest CPU", "peak MB")
	t.Logf("%-12s %9d %7d %9d %11d %8d %11s %8d", "pdf", got.Files, len(got.Died), len(got.Slow), large, 0, got.Longest.Round(time.Millisecond), got.Memory>>20)
	if len(got.Ended)*20 > got.Files {
		t.Errorf("%d readings of the second engine were ended", len(got.Ended))
	}
	if got.Files < 400 || got.Memory > maxMemory {
		t.Errorf("%d files, %d MB of memory", got.Files, got.Memory>>20)
	}
}
