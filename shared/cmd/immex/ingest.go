package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

func (a *app) ingestCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   a.say("ingest RUTA…", "ingest PATH…"),
		Short: a.say("lee documentos, los valida y los lleva a los libros", "reads documents, validates them and brings them to the books"),
		Args:  a.exactly(a.say("RUTA…", "PATH…")),
		RunE: func(c *cobra.Command, args []string) (err error) {
			if a.rfc == step.Unassigned {
				return usage(errors.New(a.say("--rfc espera el RFC de un programa", "--rfc expects the RFC of a programme")))
			}
			files, err := expand(args)
			if err != nil {
				return err
			}
			f, err := a.create(c.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			s, err := a.ingest(c.Context(), f, files, a.report)
			if err != nil {
				return err
			}
			return errors.Join(a.summarise(s), a.look(c.Context(), f)) // what was committed is told whatever the look says
		},
	}
	a.mappingFlag(c)
	return c
}

// ingest reads files in parallel, commits them in order and matches once.
func (a *app) ingest(ctx context.Context, f *folder, files []source, each func(step.Record) error) (s summary, err error) {
	s.ByStatus = map[document.Status]int{}
	bar := a.progress(len(files), a.say("documentos", "documents"))
	defer bar.finish()
	reader, done, err := a.learningReader(f.books, files)
	if err != nil {
		return s, err
	}
	defer done()
	ing := &step.Ingest{Books: f.books, Blobs: f.blobs, Now: a.now}
	var orphans []source
	take := func(src source, papers []*step.Paper, last bool) error {
		records := []step.Record{papers[0].Record}
		if papers[0].Record.SHA != "" { // else it could not be read from disk: there is nothing to keep
			var ok bool
			var err error
			if records, ok, err = ing.Settle(ctx, papers, last); err != nil {
				return err //nolint:wrapcheck // a fault of the store, already classified
			}
			if !ok {
				orphans = append(orphans, src)
				return nil
			}
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
	for _, src := range orphans { // their programme may have come in the same batch
		papers := a.read(ctx, reader, src)
		if err := ctx.Err(); err != nil { // a reader that was stopped says nothing of its document
			return s, err //nolint:wrapcheck // cancelled
		}
		if err := take(src, papers, true); err != nil {
			return s, err
		}
	}
	s.Materials, err = a.match(ctx, f)
	return s, err
}

// pipeline reads ahead on every core and hands the papers over in order.
func (a *app) pipeline(ctx context.Context, reader *step.Reader, files []source, take func(source, []*step.Paper, bool) error) error {
	type read struct {
		src    source
		papers []*step.Paper
	}
	slots := make(chan chan read, 1) // with the one being read and the one being committed: what is in memory
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(slots)
		for _, src := range files {
			slot := make(chan read, 1)
			select {
			case slots <- slot:
			case <-ctx.Done():
				return ctx.Err()
			}
			go func() { slot <- read{src, a.read(ctx, reader, src)} }()
		}
		return nil
	})
	g.Go(func() error {
		for slot := range slots {
			r := <-slot
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := take(r.src, r.papers, false); err != nil {
				return err
			}
		}
		return nil
	})
	return g.Wait() //nolint:wrapcheck // already named
}

// look records of every programme which findings that somebody decided about
// are gone, so that they are open should they come back.
func (a *app) look(ctx context.Context, f *folder) error {
	rfcs, err := f.books.Programmes(ctx)
	if err != nil {
		return fmt.Errorf("list programmes: %w", err)
	}
	for _, rfc := range rfcs {
		if err := a.lookAt(ctx, f, rfc); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) lookAt(ctx context.Context, f *folder, rfc string) error {
	j, done, err := a.judge(f)
	if err != nil {
		return err
	}
	defer done()
	if _, err := j.Look(ctx, rfc, a.today(), a.now()); err != nil {
		return fmt.Errorf("findings of %s: %w", rfc, err)
	}
	return nil
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
