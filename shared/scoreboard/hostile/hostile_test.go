package hostile_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pdftext/locked"
	"example.com/immex/shared/scoreboard/hostile"
	"example.com/immex/shared/step"
)

var full = flag.Bool("full", false, "read every hostile document, not a sample")

const (
	// asReader makes this test binary the process that reads one document.
	asReader = "IMMEX_HOSTILE_READER"
	// maxTime is of the processor, not of the clock: the machine may be busy.
	maxTime = 10 * time.Second
	// maxWait is when a process that does not even use the processor is ended.
	maxWait = 3 * time.Minute
	// maxMemory is the most a process may ever have had.
	maxMemory = 512 << 20
	// one in sample of the crafted and damaged documents is read by default.
	sample = 16
)

func TestMain(m *testing.M) {
	if os.Getenv(asReader) != "" {
		os.Exit(read(os.Stdin, os.Stdout))
	}
	flag.Parse()
	os.Exit(m.Run())
}

// read is the child: one document, every paper of it, and the most memory this
// process ever had.
func read(in io.Reader, out io.Writer) int {
	b, err := io.ReadAll(in)
	if err != nil {
		return 3
	}
	r := step.Reader{PDF: step.PDFReader(func(ctx context.Context, b []byte) (*pdftext.Text, error) {
		return locked.Read(ctx, b, pdftext.Limits{})
	})}
	papers := r.Read(context.Background(), step.Input{Name: "hostil", Bytes: b, RFC: "MNE200101AB1"})
	silent := 0
	for _, p := range papers {
		if p.Record.Status != document.Accepted && len(p.Record.Findings) == 0 {
			silent++
		}
	}
	if _, err := fmt.Fprintf(out, "%d %d %d\n", len(papers), silent, peak()); err != nil {
		return 3
	}
	return 0
}

// peak is the high-water mark of this process in bytes, or 0 where the system
// does not say.
func peak() int {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return kb << 10
		}
	}
	return 0
}

// result is what became of one document.
type result struct {
	cpu            time.Duration
	memory         int
	papers, silent int
	crash          string
}

func run(t *testing.T, c hostile.Case) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), maxWait)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = []string{asReader + "=1"}
	cmd.Stdin = bytes.NewReader(c.Make())
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	r := result{}
	if cmd.ProcessState != nil {
		r.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	var ended *exec.ExitError
	switch {
	case ctx.Err() != nil:
		r.cpu = maxWait
	case errors.As(err, &ended):
		first, _, _ := bufio.NewReader(&errs).ReadLine()
		r.crash = fmt.Sprintf("%v: %s", err, first)
	case err != nil:
		t.Fatalf("%s %q: %v", c.Kind, c.Name, err)
	default:
		if _, err := fmt.Sscan(out.String(), &r.papers, &r.silent, &r.memory); err != nil {
			r.crash = fmt.Sprintf("no answer: %v", err)
		}
	}
	return r
}

// row is one line of the table.
type row struct {
	documents, crashes, slow, large, silent int
	longest                                 time.Duration // of the processor
	peak                                    int           // of memory
}

func (k *row) add(x *row) {
	k.documents, k.crashes, k.slow, k.large, k.silent = k.documents+x.documents, k.crashes+x.crashes, k.slow+x.slow, k.large+x.large, k.silent+x.silent
	k.longest, k.peak = max(k.longest, x.longest), max(k.peak, x.peak)
}

func (k *row) String() string {
	return fmt.Sprintf("%9d %7d %9d %11d %8d %11s %8d", k.documents, k.crashes, k.slow, k.large, k.silent, k.longest.Round(time.Millisecond), k.peak>>20)
}

// judge counts what became of one document.
func (k *row) judge(t *testing.T, c hostile.Case, r result) {
	t.Helper()
	k.documents++
	k.longest, k.peak = max(k.longest, r.cpu), max(k.peak, r.memory)
	if r.crash != "" {
		k.crashes++
		t.Errorf("%s %q ended its reader: %s", c.Kind, c.Name, r.crash)
	}
	if r.cpu > maxTime {
		k.slow++
		t.Errorf("%s %q took %s of the processor", c.Kind, c.Name, r.cpu)
	}
	if r.memory > maxMemory {
		k.large++
		t.Errorf("%s %q took %d MB", c.Kind, c.Name, r.memory>>20)
	}
	if r.silent > 0 || r.crash == "" && r.papers == 0 {
		k.silent++
		t.Errorf("%s %q: %d papers, %d refused without a reason", c.Kind, c.Name, r.papers, r.silent)
	}
	if r.cpu > maxTime/4 || r.memory > maxMemory/2 {
		t.Logf("%s %q: %s, %d MB, %d papers", c.Kind, c.Name, r.cpu.Round(time.Millisecond), r.memory>>20, r.papers)
	}
}

// TestHostile reads hostile documents one process each; -full reads them all.
func TestHostile(t *testing.T) {
	if raced {
		t.Skip("the race detector multiplies time and memory; make test reads these documents without it")
	}
	cases, err := hostile.All()
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]*row{}
	for _, kind := range hostile.Kinds() {
		rows[kind] = &row{}
	}
	for i, c := range cases {
		if !*full && i%sample != 0 {
			continue
		}
		rows[c.Kind].judge(t, c, run(t, c))
	}
	t.Logf("%-12s %9s %7s %9s %11s %8s %11s %8s", "kind", "documents", "crashes", "over 10 s", "over 512 MB", "unsaid", "longest CPU", "peak MB")
	all := &row{}
	for _, kind := range hostile.Kinds() {
		t.Logf("%-12s %s", kind, rows[kind])
		all.add(rows[kind])
	}
	t.Logf("%-12s %s", "all", all)
	if all.documents == 0 || all.peak == 0 {
		t.Errorf("%d documents, %d MB: nothing was measured", all.documents, all.peak>>20)
	}
}

// TestCases: there are enough, each has a name of its own, and each is the
// same whenever it is made.
func TestCases(t *testing.T) {
	cases, err := hostile.All()
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) < 600 {
		t.Errorf("%d cases", len(cases))
	}
	seen, kinds := map[string]bool{}, map[string]int{}
	for i, c := range cases {
		kinds[c.Kind]++
		name := c.Kind + " " + c.Name
		if seen[name] && !strings.HasPrefix(c.Name, "cut") && !strings.HasPrefix(c.Name, "bits") && !strings.HasPrefix(c.Name, "splice") {
			t.Errorf("%s twice", name)
		}
		seen[name] = true
		if i%40 == 0 && !bytes.Equal(c.Make(), c.Make()) {
			t.Errorf("%s differs each time", name)
		}
	}
	for _, kind := range hostile.Kinds() {
		if kinds[kind] < 60 {
			t.Errorf("%d of %s", kinds[kind], kind)
		}
	}
	t.Log(len(cases), kinds)
}
