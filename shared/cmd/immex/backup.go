package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

func (a *app) backupCmd() *cobra.Command {
	return &cobra.Command{
		Use:   a.say("backup CARPETA", "backup FOLDER"),
		Short: a.say("copia consistente de libros y documentos", "consistent copy of books and documents"),
		Args:  a.exactly(a.say("CARPETA", "FOLDER")),
		RunE: func(c *cobra.Command, args []string) (err error) {
			f, err := a.open(c.Context(), true)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			if err := os.Mkdir(args[0], 0o700); err != nil {
				return usage(err)
			}
			if err := f.books.Backup(c.Context(), filepath.Join(args[0], "books.db")); err != nil {
				return fmt.Errorf("backup: %w", err)
			}
			if err := os.CopyFS(filepath.Join(args[0], "blobs"), os.DirFS(filepath.Join(a.data, "blobs"))); err != nil {
				return fmt.Errorf("backup: %w", err)
			}
			if a.json {
				return a.emit(map[string]string{"backup": args[0]})
			}
			a.printf("respaldo en %s", "backup in %s", args[0])
			return nil
		},
	}
}
