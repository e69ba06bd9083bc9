package scoreboard_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
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
	oneIn    = flag.Int("one-in", 1, "with -full: only so many times fewer documents of each generator")
	second   = flag.Bool("second", false, "read with both PDF engines, as the product does")
)

// batch is how many specimens are made before they are read, so that making
// them does not count as reading.
const batch = 128

// run is one reading of the corpus.
type run struct {
	sync.Mutex
	t           *testing.T
	table       scoreboard.Table
	reader      *step.Reader
	micros      map[string]int64 // of the processor, by format
	seen        map[string]int   // classes of wrong specimens
	lines       []string
	done, total int
	from, told  time.Time
}

func format(s *specimen.Specimen) string {
	if s.Mutation != "" {
		return s.Format + " mutants"
	}
	return s.Format
}

// group reads specimens of one format on every core and counts the time of the
// processor that this process used for it, clearing of memory included.
func (r *run) group(format string, list []specimen.Specimen) {
	work := make(chan *specimen.Specimen)
	var readers sync.WaitGroup
	before := processor()
	for range runtime.GOMAXPROCS(0) {
		readers.Go(func() {
			for s := range work {
				r.one(s)
			}
		})
	}
	for i := range list {
		work <- &list[i]
	}
	close(work)
	readers.Wait()
	r.micros[format] += (processor() - before).Microseconds()
	if r.done += len(list); *full && time.Since(r.told) > 15*time.Second {
		r.told = time.Now()
		took := time.Since(r.from)
		left := time.Duration(float64(took) * float64(r.total-r.done) / float64(r.done))
		fmt.Fprintf(os.Stderr, "%d of %d specimens read (%d %%), %s, about %s left\n",
			r.done, r.total, 100*r.done/r.total, took.Round(time.Second), max(left, 0).Round(time.Second))
	}
}

// read takes a batch apart by format.
func (r *run) read(list []specimen.Specimen) {
	by := map[string][]specimen.Specimen{}
	for i := range list {
		f := format(&list[i])
		by[f] = append(by[f], list[i])
	}
	for _, f := range slices.Sorted(maps.Keys(by)) {
		r.group(f, by[f])
	}
}

func (r *run) one(s *specimen.Specimen) {
	v, err := scoreboard.Judge(context.Background(), r.reader, s)
	r.Lock()
	defer r.Unlock()
	if err != nil {
		r.t.Errorf("%s: %v", s.Name, err)
		return
	}
	for _, code := range v.Codes {
		if !listed(document.Findings{{Code: code, Severity: document.Error}}) {
			r.t.Errorf("%s was refused for %s, which cotejos.csv does not list", s.Name, code)
		}
	}
	r.table.Add(s.Format, s.Mutation, s.Pages, &v)
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

// asked is how many specimens a run asks of a generator.
func asked(e scoreboard.Entry) int {
	n := e.Sample
	if *full {
		n = max(1, e.Full/max(1, *oneIn))
	}
	if *only != "" && !strings.Contains(e.Name, *only) {
		return 0
	}
	return n
}

// readAll runs the generators and reads what they emit.
func readAll(t *testing.T) *run {
	t.Helper()
	now := time.Now()
	r := &run{t: t, table: scoreboard.Table{}, reader: reader(t), micros: map[string]int64{}, seen: map[string]int{}, from: now, told: now}
	for _, e := range scoreboard.Entries() {
		r.total += asked(e)
	}
	var list []specimen.Specimen
	for _, e := range scoreboard.Entries() {
		n := asked(e)
		if n == 0 {
			continue
		}
		err := e.Generate(*seed, n, func(s specimen.Specimen) error {
			if list = append(list, s); len(list) == batch {
				r.read(list)
				list = list[:0]
			}
			return nil
		})
		if err != nil {
			t.Errorf("%s: %v", e.Name, err)
		}
	}
	r.read(list)
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
	if n := r.table.Total().NotInView; n != 0 {
		t.Errorf("%d values of the truths have no field in the views", n)
	}
	if *only != "" || *seed != 2026 || *full && *oneIn > 1 {
		fmt.Println("a part of the documents: the counts are not compared with those committed")
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
