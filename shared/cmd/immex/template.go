package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/material"
	"example.com/immex/shared/sheet"
)

func (a *app) templateCmd() *cobra.Command {
	var format, out string
	c := &cobra.Command{
		Use:   a.say("template [NOMBRE]", "template [NAME]"),
		Short: a.say("lista las plantillas de la planta o escribe una", "lists the plant's templates or writes one"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage(errors.New(a.say("immex template espera a lo más un nombre", "immex template expects one name at most")))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listTemplates()
			}
			if text, ok := material.Files()[args[0]]; ok {
				return a.saveTemplate(args[0], out, []byte(text.In(a.lang)))
			}
			f, err := a.templateFormat(format, out)
			if err != nil {
				return err
			}
			return a.writeTemplate(args[0], f, out)
		},
	}
	c.Flags().StringVar(&format, "format", "", a.say("csv o xlsx (si no se da, según --out); el xlsx trae una hoja que explica cada columna", "csv or xlsx (if not given, by --out); the xlsx has a sheet that explains each column"))
	c.Flags().StringVar(&out, "out", "", a.say("archivo de salida, que no debe existir; sin él, a la salida estándar", "output file, which must not exist; without it, standard output"))
	return c
}

// templateFormat is the form asked for; without one, that of the file's name.
func (a *app) templateFormat(format, out string) (sheet.Format, error) {
	byName := strings.TrimPrefix(strings.ToLower(filepath.Ext(out)), ".")
	switch {
	case format == "" && byName == "":
		return sheet.CSV, nil
	case format == "":
		format = byName
	case byName != "" && byName != format:
		return "", usage(errors.New(a.say("--format dice %s y el archivo es %s; quite una de las dos cosas", "--format says %s and the file is %s; drop one of the two", format, out)))
	}
	if err := a.oneOf("format", format, string(sheet.CSV), string(sheet.XLSX)); err != nil {
		return "", err
	}
	return sheet.Format(format), nil
}

func (a *app) listTemplates() error {
	for _, t := range material.Tables() {
		if a.json {
			columns := make([]string, 0, len(t.Columns))
			for _, c := range t.Columns {
				columns = append(columns, c.Name)
			}
			if err := a.emit(map[string]any{"name": t.Name, "title": t.Title.In(a.lang), "columns": columns}); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(a.out, "%-25s %s\n", t.Name, t.Title.In(a.lang)) //nolint:errcheck // a closed pipe ends the process
	}
	for _, name := range []string{"programa", "mapeo"} {
		title := map[string]string{
			"programa": a.say("programa IMMEX (YAML)", "IMMEX programme (YAML)"),
			"mapeo":    a.say("mapeo de los archivos de un proveedor (YAML)", "mapping of a supplier's files (YAML)"),
		}[name]
		if a.json {
			if err := a.emit(map[string]any{"name": name, "title": title, "columns": []string{}}); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(a.out, "%-25s %s\n", name, title) //nolint:errcheck // a closed pipe ends the process
	}
	return nil
}

func (a *app) writeTemplate(name string, format sheet.Format, out string) error {
	t, ok := material.ByName(name)
	if !ok {
		var names []string
		for _, x := range material.Tables() {
			names = append(names, x.Name)
		}
		names = append(names, "programa", "mapeo")
		return usage(errors.New(a.say("no hay plantilla %q; hay: %s", "there is no template %q; there are: %s", name, strings.Join(names, ", "))))
	}
	b, err := t.Template(format, a.lang)
	if err != nil {
		return fmt.Errorf("template: %w", err)
	}
	return a.saveTemplate(name, out, b)
}

// saveTemplate writes a template where it was asked for; what is already there
// may have been filled in, and stays.
func (a *app) saveTemplate(name, out string, b []byte) error {
	if out == "" {
		if _, err := a.out.Write(b); err != nil {
			return fmt.Errorf("template %s: %w", name, err)
		}
		return nil
	}
	f, err := os.OpenFile(out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // the file a person asked for
	if errors.Is(err, fs.ErrExist) {
		return usage(errors.New(a.say("%s ya existe y no se sobrescribe; dé otro nombre", "%s exists and is not overwritten; give another name", out)))
	}
	if err != nil {
		return fmt.Errorf("template %s: %w", name, err)
	}
	_, err = f.Write(b)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("template %s: %w", name, err)
	}
	return nil
}
