package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
)

// MaxFile bounds one file of a batch; a Data Stage of a large plant's year
// stays under it.
const MaxFile = 1 << 30

// outcome is the JSON of one document of an ingest.
type outcome struct {
	SHA256   document.Hash           `json:"sha256"`
	Name     string                  `json:"name"`
	Parent   *string                 `json:"parent"`
	Kind     document.Kind           `json:"kind"`
	Key      string                  `json:"key"`
	Status   document.Status         `json:"status"`
	RFC      *string                 `json:"rfc"`
	Findings []pedimento.FindingView `json:"findings"`
}

// summary is the last object of an ingest.
type summary struct {
	Documents int                     `json:"documents"`
	ByStatus  map[document.Status]int `json:"by_status"`
	Materials int                     `json:"materials"`
}

func (a *app) ingestCmd() *cobra.Command {
	return &cobra.Command{
		Use:   a.say("ingest RUTA…", "ingest PATH…"),
		Short: a.say("lee documentos, los valida y los lleva a los libros", "reads documents, validates them and brings them to the books"),
		Args:  a.exactly(a.say("RUTA…", "PATH…")),
		RunE: func(c *cobra.Command, args []string) (err error) {
			f, err := a.open(c.Context(), true)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			s, err := a.ingest(c.Context(), f, args, a.report)
			if err != nil {
				return err
			}
			return a.summarise(s)
		},
	}
}

// ingest reads files in parallel, commits them in order and matches once.
func (a *app) ingest(ctx context.Context, f *folder, paths []string, each func(step.Record) error) (summary, error) {
	s := summary{ByStatus: map[document.Status]int{}}
	files, err := expand(paths)
	if err != nil {
		return s, err
	}
	bar := a.progress(len(files), a.say("documentos", "documents"))
	defer bar.finish()
	reader := &step.Reader{PDF: a.pdfReader()}
	ing := &step.Ingest{Books: f.books, Blobs: f.blobs, Now: a.now}
	var orphans []step.Input
	take := func(in step.Input, papers []*step.Paper, last bool) error {
		records, ok, err := ing.Settle(ctx, papers, last)
		if err != nil {
			return err
		}
		if !ok {
			orphans = append(orphans, in)
			return nil
		}
		for _, r := range records {
			s.Documents++
			s.ByStatus[r.Status]++
			if err := each(r); err != nil {
				return err
			}
		}
		bar.add(1)
		return nil
	}
	if err := a.pipeline(ctx, reader, files, take); err != nil {
		return s, err
	}
	for _, in := range orphans { // their programme may have come in the same batch
		if in.Bytes, err = readFile(in.Name); err != nil {
			return s, err
		}
		if err := take(in, reader.Read(ctx, in), true); err != nil {
			return s, err
		}
	}
	s.Materials, err = a.match(ctx, f)
	return s, err
}

// pipeline reads ahead on every core and hands the papers over in order.
func (a *app) pipeline(ctx context.Context, reader *step.Reader, files []string, take func(step.Input, []*step.Paper, bool) error) error {
	type read struct {
		in     step.Input
		papers []*step.Paper
		err    error
	}
	slots := make(chan chan read, runtime.NumCPU()) // bounds what is in memory
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(slots)
		for _, name := range files {
			slot := make(chan read, 1)
			select {
			case slots <- slot:
			case <-ctx.Done():
				return ctx.Err() //nolint:wrapcheck // cancelled
			}
			go func() {
				b, err := readFile(name)
				in := step.Input{Name: name, Bytes: b, RFC: a.rfc}
				if err != nil {
					slot <- read{in: in, err: err}
					return
				}
				slot <- read{in: step.Input{Name: name, RFC: a.rfc}, papers: reader.Read(ctx, in)}
			}()
		}
		return nil
	})
	g.Go(func() error {
		for slot := range slots {
			r := <-slot
			if r.err != nil {
				return r.err
			}
			if ctx.Err() != nil {
				return ctx.Err() //nolint:wrapcheck // cancelled
			}
			if err := take(r.in, r.papers, false); err != nil {
				return err
			}
		}
		return nil
	})
	return g.Wait() //nolint:wrapcheck // already named
}

// match brings the books of every programme up to date.
func (a *app) match(ctx context.Context, f *folder) (int, error) {
	rfcs, err := f.books.Programmes(ctx)
	if err != nil {
		return 0, fmt.Errorf("list programmes: %w", err)
	}
	total := 0
	for _, rfc := range rfcs {
		m := &step.Match{Books: f.books, Workers: runtime.NumCPU()}
		bar := a.progress(-1, a.say("materiales", "materials"))
		m.Progress = func(done, _ int) { bar.set(done) }
		n, err := m.Run(ctx, rfc)
		bar.finish()
		if err != nil {
			return total, fmt.Errorf("match %s: %w", rfc, err)
		}
		total += n
	}
	return total, nil
}

// expand lists the files under the paths, sorted, programme files first so
// that books are not computed twice. Names decide nothing else.
func expand(paths []string) ([]string, error) {
	var out []string
	for _, p := range paths {
		err := filepath.WalkDir(p, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.Type().IsRegular() && !strings.HasPrefix(d.Name(), ".") {
				out = append(out, path)
			}
			return nil
		})
		if err != nil {
			return nil, usage(fmt.Errorf("%s: %w", p, err))
		}
	}
	slices.SortStableFunc(out, func(a, b string) int {
		ya, yb := strings.HasSuffix(a, ".yaml"), strings.HasSuffix(b, ".yaml")
		switch {
		case ya == yb:
			return 0
		case ya:
			return -1
		}
		return 1
	})
	return out, nil
}

func readFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, usage(err)
	}
	if info.Size() > MaxFile {
		return nil, usage(fmt.Errorf("%s: %d bytes, at most %d", name, info.Size(), MaxFile))
	}
	b, err := os.ReadFile(name) //nolint:gosec // the user names the file
	if err != nil {
		return nil, usage(err)
	}
	return b, nil
}

// report prints one record as the run asks for it.
func (a *app) report(r step.Record) error {
	if a.json {
		return a.emit(outcome{
			SHA256: r.SHA, Name: r.Name, Parent: pedimento.Opt(string(r.Parent)), Kind: r.Kind, Key: r.Key,
			Status: r.Status, RFC: programmeOf(r.RFC), Findings: pedimento.FindingViews(r.Findings, a.lang),
		})
	}
	if r.Parent != "" && (r.Status == document.Accepted || r.Status == document.Duplicate || only(r.Findings, "delivery_quarantined")) {
		return nil // the container's line speaks for them
	}
	fmt.Fprintf(a.out, "%-12s %-10s %s\n", a.status(r.Status), r.Kind, r.Name) //nolint:errcheck // a closed pipe ends the process
	for _, x := range r.Findings {
		if x.Severity == document.Error || x.Severity == document.Unreadable || r.Status == document.Unsupported {
			fmt.Fprintf(a.out, "             %s %s: %s\n", x.Code, x.Where, x.Message.In(a.lang)) //nolint:errcheck // same
		}
	}
	return nil
}

// only reports that the one blocking finding is of a code.
func only(fs document.Findings, code string) bool {
	n := 0
	for _, f := range fs {
		if f.Severity == document.Error || f.Severity == document.Unreadable {
			if f.Code != code {
				return false
			}
			n++
		}
	}
	return n == 1
}

func programmeOf(rfc string) *string {
	if rfc == step.Unassigned {
		return nil
	}
	return pedimento.Opt(rfc)
}

func (a *app) status(s document.Status) string {
	switch s {
	case document.Accepted:
		return a.say("aceptado", "accepted")
	case document.Quarantined:
		return a.say("cuarentena", "quarantined")
	case document.Duplicate:
		return a.say("duplicado", "duplicate")
	case document.Version:
		return a.say("versión", "version")
	case document.Unsupported:
		return a.say("sin uso", "unsupported")
	}
	return string(s)
}

func (a *app) summarise(s summary) error {
	if s.ByStatus[document.Quarantined]+s.ByStatus[document.Unsupported] > 0 {
		a.code = exitQuarantined
	}
	if a.json {
		return a.emit(map[string]summary{"summary": s})
	}
	a.printf("%d documentos: %d aceptados, %d en cuarentena, %d duplicados, %d versiones, %d sin uso; %d materiales al día",
		"%d documents: %d accepted, %d quarantined, %d duplicates, %d versions, %d unsupported; %d materials up to date",
		s.Documents, s.ByStatus[document.Accepted], s.ByStatus[document.Quarantined], s.ByStatus[document.Duplicate],
		s.ByStatus[document.Version], s.ByStatus[document.Unsupported], s.Materials)
	return nil
}
