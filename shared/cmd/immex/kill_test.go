package main

import (
	"bufio"
	"bytes"
	"debug/elf"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/synth"
)

// standsAlone looks into the program as make immex builds it: an auditor runs
// verify with this one file, so it asks for no interpreter and no library.
func standsAlone(t *testing.T, exe string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Logf("on %s the program is not looked into", runtime.GOOS)
		return
	}
	f, err := elf.Open(exe)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // reading only
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP || p.Type == elf.PT_DYNAMIC {
			t.Errorf("the program is linked dynamically: %s", p.Type)
		}
	}
	if libraries, err := f.ImportedLibraries(); err == nil && len(libraries) > 0 {
		t.Errorf("it needs %v", libraries)
	}
}

// kills is how often the process is killed; half of them go on in the folder
// the one before left behind, half begin in a new one.
const kills = 20

// TestKilledAtAnyMoment kills ingest without warning, at moments spread over
// its whole run, and ingests again: nothing is lost, nothing is twice, and the
// books are byte for byte those of a run nobody disturbed.
func TestKilledAtAnyMoment(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: kills some twenty processes")
	}
	t.Parallel()
	dir := t.TempDir()
	// built as it is released: under the race detector a process takes longer
	// to begin than to be killed
	exe := filepath.Join(dir, "immex")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", exe, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v %s", err, out)
	}
	standsAlone(t, exe)
	docs := synth.Options{Seed: 17, Months: 6, Pedimentos: 12, ErrorsOn: true}
	if _, err := company(filepath.Join(dir, "docs"), docs); err != nil {
		t.Fatal(err)
	}
	if a := program(t, exe, dir, "ingest", "--data", "calm", "docs"); a.code != exitQuarantined {
		t.Fatalf("undisturbed: %d %s", a.code, a.errors)
	}
	want := standing(t, exe, dir, "calm")
	r := rand.New(rand.NewPCG(1, 2))
	died := 0
	for i := range kills {
		data := "same"
		if i%2 == 1 {
			data = fmt.Sprintf("fresh-%d", i)
		}
		// one moment in each twentieth of the run, in no order: before the
		// first document, and after the last, while books are written
		after := (i * 7 % kills) * want.documents / (kills - 1)
		if killed(t, exe, dir, data, after, time.Duration(r.IntN(int(longest)))) {
			died++
		}
		// what a crash leaves behind agrees with itself before anything else is done
		if a := program(t, exe, dir, "replay", "--data", data); a.code != exitOK && a.code != exitUsage {
			t.Errorf("%s: replay after the kill: %d %s%s", data, a.code, a.out, a.errors)
		}
		if data == "same" && i+2 < kills {
			continue // the next one goes on from here
		}
		holdStanding(t, exe, dir, data, want)
	}
	if t.Logf("%d documents; %d of %d were killed before their end", want.documents, died, kills); died == 0 {
		t.Error("no process was killed before its end: the test proves nothing")
	}
}

// longest is the most that passes between a document that was said and the
// kill: some documents go in meanwhile.
const longest = 20 * time.Millisecond

// killed starts an ingest and kills it after some documents; false when it had
// ended by itself.
func killed(t *testing.T, exe, dir, data string, documents int, wait time.Duration) bool {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), exe, "ingest", "--json", "--data", data, "docs")
	cmd.Dir = dir
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewReader(out)
	for range documents {
		if _, err := said.ReadString('\n'); err != nil {
			break
		}
	}
	time.Sleep(wait)
	cmd.Process.Kill()        //nolint:errcheck // it may have ended
	io.Copy(io.Discard, said) //nolint:errcheck // what it said is of no interest
	return cmd.Wait() != nil && cmd.ProcessState.ExitCode() == -1
}

// state is what a data folder says, apart from times and repeats.
type state struct {
	documents int
	status    map[string]string // by hash
	books     []byte
}

// holdStanding ingests to the end and compares with the undisturbed folder.
func holdStanding(t *testing.T, exe, dir, data string, want state) {
	t.Helper()
	if a := program(t, exe, dir, "ingest", "--data", data, "docs"); a.code != exitQuarantined || a.errors != "" {
		t.Fatalf("%s: ingest after the kill: %d %s", data, a.code, a.errors)
	}
	got := standing(t, exe, dir, data)
	if d := cmp.Diff(want.status, got.status); d != "" {
		t.Errorf("%s: documents differ: %s", data, d)
	}
	if !bytes.Equal(want.books, got.books) {
		t.Errorf("%s: facts or books are not the same bytes", data)
	}
}

func standing(t *testing.T, exe, dir, data string) state {
	t.Helper()
	if a := program(t, exe, dir, "replay", "--data", data); a.code != exitOK {
		t.Errorf("%s: replay: %d %s", data, a.code, a.out)
	}
	status := settled(t, filepath.Join(dir, data))
	return state{len(status), status, exportBooks(t, filepath.Join(dir, data))}
}
