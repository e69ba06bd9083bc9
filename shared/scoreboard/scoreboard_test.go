package scoreboard_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/scoreboard"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth/specimen"
)

var (
	update   = flag.Bool("update", false, "rewrite the expected counts")
	full     = flag.Bool("full", false, "the whole corpus and not a sample")
	examples = flag.Int("examples", 3, "examples shown of each class of wrong specimens")
	only     = flag.String("only", "", "only formats whose name contains this")
	dump     = flag.String("dump", "", "folder for the wrong specimens with their truth")
	seed     = flag.Uint64("seed", 2026, "of the generators")
	second   = flag.Bool("second", false, "read with both PDF engines, as the product does")
)

// run is one reading of the corpus.
type run struct {
	sync.Mutex
	t      *testing.T
	table  scoreboard.Table
	reader *step.Reader
	micros map[string]int64
	seen   map[string]int // classes of wrong specimens
	lines  []string
	done   int
}

func (r *run) one(s *specimen.Specimen) {
	from := time.Now()
	v, err := scoreboard.Judge(context.Background(), r.reader, s)
	took := time.Since(from).Microseconds()
	r.Lock()
	defer r.Unlock()
	if err != nil {
		r.t.Errorf("%s: %v", s.Name, err)
		return
	}
	format := s.Format
	if s.Mutation != "" {
		format += " mutants"
	}
	r.table.Add(s.Format, s.Mutation, s.Pages, &v)
	r.micros[format] += took
	if r.done++; *full && r.done%500 == 0 {
		fmt.Fprintf(os.Stderr, "%d specimens read\n", r.done)
	}
	r.remember(s, &v)
}

// remember keeps examples of each class of wrong specimens.
func (r *run) remember(s *specimen.Specimen, v *scoreboard.Verdict) {
	sort, _, _ := strings.Cut(s.Mutation, ":")
	var class string
	switch {
	case v.Outcome == scoreboard.AcceptedWrong:
		class = fmt.Sprintf("ACCEPTED WRONG %s %s: %s", s.Format, sort, v.Reason)
	case v.Outcome == scoreboard.QuarantinedWrongly:
		class = fmt.Sprintf("quarantined wrongly %s: %s", s.Format, strings.Join(v.Codes, ","))
	case s.Mutation == "" && len(v.Differ) > 0:
		class = fmt.Sprintf("differs %s: %s", s.Format, v.Differ[0].Path)
	default:
		return
	}
	if r.seen[class]++; r.seen[class] > *examples {
		return
	}
	var line strings.Builder
	fmt.Fprintf(&line, "%s\n    %s %s", class, s.Name, s.Mutation)
	for i, d := range v.Differ {
		if i == 6 {
			fmt.Fprintf(&line, "\n      … %d more", len(v.Differ)-i)
			break
		}
		fmt.Fprintf(&line, "\n      %s: want %q, got %q", d.Path, d.Want, d.Got)
	}
	r.lines = append(r.lines, line.String())
	if *dump != "" {
		b, err := json.MarshalIndent(s.Truth, "", " ")
		if err != nil {
			r.t.Error(err)
		}
		_ = os.WriteFile(filepath.Join(*dump, s.Name), s.Bytes, 0o600)
		_ = os.WriteFile(filepath.Join(*dump, s.Name+".truth.json"), b, 0o600)
	}
}

// readAll runs the generators and reads what they emit on every core.
func readAll(t *testing.T) *run {
	t.Helper()
	r := &run{t: t, table: scoreboard.Table{}, reader: reader(t), micros: map[string]int64{}, seen: map[string]int{}}
	work := make(chan specimen.Specimen, 16)
	var readers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		readers.Go(func() {
			for s := range work {
				r.one(&s)
			}
		})
	}
	for _, e := range scoreboard.Entries() {
		n := e.Sample
		if *full {
			n = e.Full
		}
		if *only != "" && !strings.Contains(e.Name, *only) {
			continue
		}
		err := e.Generate(*seed, n, func(s specimen.Specimen) error {
			work <- s
			return nil
		})
		if err != nil {
			t.Errorf("%s: %v", e.Name, err)
		}
	}
	close(work)
	readers.Wait()
	return r
}

// TestScoreboard: the counts are those committed, and nothing is accepted
// wrong. `make scoreboard` asks for all of it.
func TestScoreboard(t *testing.T) {
	r := readAll(t)
	slices.Sort(r.lines)
	for _, l := range r.lines {
		fmt.Println(l)
	}
	if err := r.table.Print(os.Stdout, r.micros); err != nil {
		t.Fatal(err)
	}
	if n := r.table.Total().AcceptedWrong; n != 0 {
		t.Errorf("%d specimens were accepted wrong", n)
	}
	if *only != "" || *seed != 2026 {
		return
	}
	golden := filepath.Join("testdata", "sample.golden.json")
	if *full {
		golden = filepath.Join("testdata", "full.golden.json")
	}
	got, err := json.MarshalIndent(r.table, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(golden, append(got, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	raw, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	want := scoreboard.Table{}
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, r.table); d != "" {
		t.Errorf("the counts changed; look why, then rewrite them with -update:\n%s", d)
	}
}
