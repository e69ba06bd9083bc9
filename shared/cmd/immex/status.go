package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// statusView is the JSON of one programme.
type statusView struct {
	RFC         string                  `json:"rfc"`
	Nombre      *string                 `json:"nombre"`
	ByKind      map[document.Kind]int   `json:"by_kind"`
	ByStatus    map[document.Status]int `json:"by_status"`
	Quarantined []quarantined           `json:"quarantined"`
	Materials   int                     `json:"materials"`
	Lots        int                     `json:"lots"`
	Exits       int                     `json:"exits"`
	Descargos   int                     `json:"descargos"`
	Shortages   int                     `json:"shortages"`
	Behind      int                     `json:"behind"`
	Journal     int64                   `json:"journal"`
}

// quarantined is a document set apart, with its reason.
type quarantined struct {
	Name   string        `json:"name"`
	Kind   document.Kind `json:"kind"`
	Code   string        `json:"code"`
	Reason string        `json:"reason"`
}

func (a *app) statusCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "status",
		Short: a.say("qué hay en la carpeta de datos y qué espera una decisión", "what the data folder holds and what waits for a decision"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			if _, err := os.Stat(filepath.Join(a.data, "books.db")); errors.Is(err, fs.ErrNotExist) && !a.json {
				fmt.Fprintln(a.out, a.nothingYet()) //nolint:errcheck // a closed pipe ends the process
				return nil
			}
			f, err := a.open(c.Context(), false)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			rfcs, err := a.everyone(c.Context(), f)
			if err != nil {
				return err
			}
			if len(rfcs) == 0 && !a.json {
				fmt.Fprintln(a.out, a.nothingYet()) //nolint:errcheck // same
			}
			for _, rfc := range rfcs {
				v, err := a.statusOf(c, f, rfc)
				if err != nil {
					return err
				}
				if err := a.printStatus(v); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func (a *app) statusOf(c *cobra.Command, f *folder, rfc string) (statusView, error) {
	ctx := c.Context()
	v := statusView{RFC: rfc, ByKind: map[document.Kind]int{}, ByStatus: map[document.Status]int{}, Quarantined: []quarantined{}}
	docs, err := step.Documents(ctx, f.books, rfc)
	if err != nil {
		return v, fmt.Errorf("status of %s: %w", rfc, err)
	}
	for _, d := range docs {
		v.ByKind[d.Record.Kind]++
		v.ByStatus[d.Record.Status]++
		v.ByStatus[document.Duplicate] += d.Copies
		if d.Record.Status == document.Quarantined {
			v.Quarantined = append(v.Quarantined, a.reason(&d.Record))
		}
	}
	if p, err := step.CurrentProgramme(ctx, f.books, rfc); err == nil && p != nil {
		v.Nombre = &p.Nombre
	}
	dirty, err := f.books.Dirty(ctx, rfc)
	if err != nil {
		return v, fmt.Errorf("status of %s: %w", rfc, err)
	}
	v.Behind = len(dirty)
	head, err := f.books.Head(ctx, rfc)
	if err != nil {
		return v, fmt.Errorf("status of %s: %w", rfc, err)
	}
	v.Journal = head.Seq
	err = step.EachBook(ctx, f.books, rfc, func(b *ledger.Book) error {
		v.Materials++
		v.Lots += len(b.Lots)
		v.Exits += len(b.Exits)
		v.Descargos += len(b.Descargos)
		v.Shortages += len(b.Shortages)
		return nil
	})
	return v, err //nolint:wrapcheck // names the book
}

// reason is the first finding that set a document apart.
func (a *app) reason(r *step.Record) quarantined {
	q := quarantined{Name: r.Name, Kind: r.Kind}
	for _, f := range r.Findings {
		if f.Severity == document.Error || f.Severity == document.Unreadable {
			q.Code, q.Reason = f.Code, f.Message.In(a.lang)
			break
		}
	}
	return q
}

func (a *app) printStatus(v statusView) error {
	if a.json {
		return a.emit(v)
	}
	name := ""
	if v.Nombre != nil {
		name = *v.Nombre
	}
	a.printf("Programa %s %s", "Programme %s %s", v.RFC, name)
	a.printf("  documentos: %d aceptados, %d en cuarentena, %d duplicados, %d versiones, %d sin uso; diario en el asiento %d",
		"  documents: %d accepted, %d quarantined, %d duplicates, %d versions, %d unsupported; journal at entry %d",
		v.ByStatus[document.Accepted], v.ByStatus[document.Quarantined], v.ByStatus[document.Duplicate],
		v.ByStatus[document.Version], v.ByStatus[document.Unsupported], v.Journal)
	a.printf("  libros: %d materiales, %d lotes, %d salidas, %d descargos, %d faltantes",
		"  books: %d materials, %d lots, %d exits, %d descargos, %d shortages",
		v.Materials, v.Lots, v.Exits, v.Descargos, v.Shortages)
	if v.Behind > 0 {
		a.printf("  %d materiales esperan descargo: ejecute immex ingest o immex run", "  %d materials wait for matching: run immex ingest or immex run", v.Behind)
	}
	for _, q := range v.Quarantined {
		a.printf("  en cuarentena: %s [%s] %s", "  quarantined: %s [%s] %s", q.Name, q.Code, q.Reason)
	}
	return nil
}
