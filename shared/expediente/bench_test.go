package expediente_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
)

// busyMonth is a cut with n descargos in one month: of ten partidas one
// enters, the other nine leave by PEPS, fifty to a pedimento. Half of what enters
// came the month before, and all of it owes IVA by credit.
func busyMonth(tb testing.TB, n int) expediente.Input {
	tb.Helper()
	in := input(tb)
	in.Facts, in.Documents = nil, nil
	const lines, share = 50, 10
	fracciones := max(50, min(2000, n/450))
	add := func(key, clave, operacion string, day document.Date, from, times int) {
		f := pedimento(key, clave, operacion, day, "39010000", 10)
		l := f.Lineas[0]
		f.Lineas = nil
		for i := range lines {
			l.Sec, l.Fraccion = i+1, strconv.Itoa(39_010_000+(from+i)%fracciones)
			if times > 1 {
				l.CantidadUMC, l.CantidadUMT = unit*10*share, unit*10*share
				l.Tributos = []ledger.Tributo{{Clave: "3", Forma: "21", Importe: money.Int(16_000)}}
			}
			f.Lineas = append(f.Lineas, l)
		}
		raw, err := f.Encode()
		if err != nil {
			tb.Fatal(err)
		}
		in.Facts = append(in.Facts, expediente.PackedLine(f.Key, f.Pack(), document.HashOf(raw)))
	}
	exits := n / lines
	entries := max(2, exits/(share-1))
	for p := range entries {
		day := document.NewDate(2021, 2, 1).AddDays(p * 40 / entries)
		add(fmt.Sprintf("21243210%07d", p), "IN", "IMP", day, p*lines, share)
	}
	for p := range exits {
		day := document.NewDate(2021, 3, 1).AddDays(p * 30 / exits)
		add(fmt.Sprintf("21243220%07d", p), "F4", "IMP", day, p*lines, 1)
	}
	return in
}

// cost is what one half of the work took in a process of its own.
type cost struct {
	Descargos int
	Bytes     int64
	Wall, CPU time.Duration
	PeakMB    int
}

const (
	monthChild = "IMMEX_BENCH_MONTH" // "build|verify n file"
	softMemory = "GOMEMLIMIT=545MiB" // as the verbs package and verify set it; the environment may say another
	softGrowth = "GOGC=300"          // same
)

// BenchmarkMonth makes and verifies the package of a month of 10^4, 10^5 and
// 10^6 descargos, each in a process of its own, and prints what each costs, and
// by how much more than the rows the cost grows; -short leaves 10^6 out.
func BenchmarkMonth(b *testing.B) {
	if what := os.Getenv(monthChild); what != "" {
		monthCost(b, what)
		return
	}
	sizes := []int{10_000, 100_000, 1_000_000}
	if testing.Short() {
		sizes = sizes[:2]
	}
	before, first := map[string]cost{}, map[string]cost{}
	for _, n := range sizes {
		file := filepath.Join(b.TempDir(), "month.zip")
		for _, half := range []string{"build", "verify"} {
			c := inChild(b, half, n, file)
			slope := ""
			if was, ok := before[half]; ok {
				slope = fmt.Sprintf(", per descargo %.2f times the size before", c.CPU.Seconds()/float64(c.Descargos)/(was.CPU.Seconds()/float64(was.Descargos)))
			}
			before[half] = c
			if _, ok := first[half]; !ok {
				first[half] = c
			}
			fmt.Printf("%-6s %8d descargos: %6.1f s, processor %6.1f s, peak %5d MB, zip %4d MB%s\n",
				half, c.Descargos, c.Wall.Seconds(), c.CPU.Seconds(), c.PeakMB, c.Bytes>>20, slope)
		}
	}
	for _, half := range []string{"build", "verify"} {
		from, to := first[half], before[half]
		rows := math.Log(float64(to.Descargos) / float64(from.Descargos))
		fmt.Printf("%-6s from %d to %d descargos grows with the power %.2f of them (1 is linear), its memory with %.2f\n", half, from.Descargos, to.Descargos,
			math.Log(to.CPU.Seconds()/from.CPU.Seconds())/rows, math.Log(float64(to.PeakMB)/float64(from.PeakMB))/rows)
	}
	b.ReportMetric(0, "ns/op")
}

// inChild runs one half in a new process, whose peak of memory is its own.
func inChild(b *testing.B, half string, n int, file string) (c cost) {
	b.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^$", "-test.bench=^BenchmarkMonth$", "-test.benchtime=1x", "-test.timeout=30m")
	cmd.Env = append(append([]string{softMemory, softGrowth}, os.Environ()...), fmt.Sprintf("%s=%s %d %s", monthChild, half, n, file))
	out, err := cmd.CombinedOutput()
	_, said, ok := strings.Cut(string(out), "COST ")
	if err != nil || !ok {
		b.Fatalf("%s %d: %v\n%s", half, n, err, out)
	}
	said, _, _ = strings.Cut(said, "\n")
	if err := json.Unmarshal([]byte(said), &c); err != nil {
		b.Fatal(err)
	}
	return c
}

// monthCost does one half and prints its cost. The time does not count the
// making of the cut, the memory does: a cut is held in memory as facts.
func monthCost(b *testing.B, what string) {
	b.Helper()
	var half, file string
	var n int
	if _, err := fmt.Sscan(what, &half, &n, &file); err != nil {
		b.Fatal(err)
	}
	in := expediente.Input{}
	if half == "build" {
		in = busyMonth(b, n)
	}
	if path := os.Getenv("IMMEX_BENCH_PROFILE"); path != "" {
		f, err := os.Create(path + "." + half)
		if err != nil {
			b.Fatal(err)
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			b.Fatal(err)
		}
		defer pprof.StopCPUProfile()
	}
	start, used := time.Now(), processor(b)
	c := cost{}
	if half == "build" {
		c.Descargos = builtTo(b, &in, file)
	} else {
		c.Descargos = verified(b, file)
	}
	c.Wall, c.CPU = time.Since(start), processor(b)-used
	c.PeakMB = peak(b)
	if st, err := os.Stat(file); err == nil {
		c.Bytes = st.Size()
	}
	raw, err := json.Marshal(&c)
	if err != nil {
		b.Fatal(err)
	}
	fmt.Printf("COST %s\n", raw)
}

func builtTo(b *testing.B, in *expediente.Input, file string) int {
	b.Helper()
	f, err := os.Create(file)
	if err != nil {
		b.Fatal(err)
	}
	m, err := expediente.BuildOn(scratchIn(filepath.Dir(file)), f, *in)
	if err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return m.Summary.Descargos
}

// scratchIn opens files in a folder that are gone when they are closed.
func scratchIn(dir string) expediente.Scratch {
	return func() (expediente.Room, error) {
		f, err := os.CreateTemp(dir, "spool")
		if err == nil {
			err = os.Remove(f.Name())
		}
		return f, err
	}
}

func verified(b *testing.B, file string) int {
	b.Helper()
	f, err := os.Open(file)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // read only
	st, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	v, err := expediente.Verify(f, st.Size())
	if err != nil || !v.OK {
		b.Fatal(err, v.First)
	}
	return v.Manifest.Summary.Descargos
}

// processor is the time this process has used on all processors.
func processor(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peak is the most memory this process ever had, in MB; 0 where the system does
// not say.
func peak(b *testing.B) int {
	b.Helper()
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(raw)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				b.Fatal(err)
			}
			return kb >> 10
		}
	}
	return 0
}
