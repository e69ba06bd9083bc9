package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/synth"
)

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
	docs := synth.Options{Seed: 17, Months: 6, Pedimentos: 18, ErrorsOn: true}
	if _, err := company(filepath.Join(dir, "docs"), docs); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if a := immex(t, dir, "ingest", "--data", "calm", "docs"); a.code != exitQuarantined {
		t.Fatalf("undisturbed: %d %s", a.code, a.errors)
	}
	took := time.Since(began)
	want := standing(t, dir, "calm")
	t.Logf("%d documents in %s", want.documents, took)

	r := rand.New(rand.NewPCG(1, 2))
	died := 0
	for i := range kills {
		data := "same"
		if i%2 == 1 {
			data = fmt.Sprintf("fresh-%d", i)
		}
		// one moment in each twentieth of the run, in no order
		at := time.Duration((float64(i*7%kills) + r.Float64()) / kills * float64(took))
		if killed(t, dir, data, at) {
			died++
		}
		if data == "same" && i+2 < kills {
			continue // the next one goes on from here
		}
		holdStanding(t, dir, data, want)
	}
	if t.Logf("%d of %d were killed before their end", died, kills); died == 0 {
		t.Error("no process was killed before its end: the test proves nothing")
	}
}

// killed starts an ingest and kills it; false when it had ended by itself.
func killed(t *testing.T, dir, data string, at time.Duration) bool {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "immex", "ingest", "--data", data, "docs")
	cmd.Dir = dir
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(at, func() { cmd.Process.Kill() }) //nolint:errcheck // it may have ended
	return cmd.Wait() != nil && cmd.ProcessState.ExitCode() == -1
}

// state is what a data folder says, apart from times and repeats.
type state struct {
	documents int
	status    map[string]string // by hash
	books     string
}

// holdStanding ingests to the end and compares with the undisturbed folder.
func holdStanding(t *testing.T, dir, data string, want state) {
	t.Helper()
	if a := immex(t, dir, "ingest", "--data", data, "docs"); a.code != exitQuarantined || a.errors != "" {
		t.Fatalf("%s: ingest after the kill: %d %s", data, a.code, a.errors)
	}
	got := standing(t, dir, data)
	if d := cmp.Diff(want.status, got.status); d != "" {
		t.Errorf("%s: documents differ: %s", data, d)
	}
	if want.books != got.books {
		t.Errorf("%s: the books differ: %s", data, cmp.Diff(strings.Split(want.books, "\n"), strings.Split(got.books, "\n")))
	}
	one, two := exportBooks(t, filepath.Join(dir, "calm")), exportBooks(t, filepath.Join(dir, data))
	if !bytes.Equal(one, two) {
		t.Errorf("%s: facts or books are not the same bytes", data)
	}
}

func standing(t *testing.T, dir, data string) state {
	t.Helper()
	if a := immex(t, dir, "replay", "--data", data); a.code != exitOK {
		t.Errorf("%s: replay: %d %s", data, a.code, a.out)
	}
	s := state{status: settled(t, filepath.Join(dir, data)), books: immex(t, dir, "balance", "--json", "--data", data).out}
	s.documents = len(s.status)
	return s
}
