package main

import (
	"errors"
	"fmt"
	"os"
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
			if err := a.oneOf("format", format, string(sheet.CSV), string(sheet.XLSX)); err != nil {
				return err
			}
			if len(args) == 0 {
				return a.listTemplates()
			}
			return a.writeTemplate(args[0], sheet.Format(format), out)
		},
	}
	c.Flags().StringVar(&format, "format", string(sheet.CSV), a.say("csv o xlsx; el xlsx trae una hoja que explica cada columna", "csv or xlsx; the xlsx has a sheet that explains each column"))
	c.Flags().StringVar(&out, "out", "", a.say("archivo de salida; sin él, a la salida estándar", "output file; without it, standard output"))
	return c
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
		fmt.Fprintf(a.out, "%-18s %s\n", t.Name, t.Title.In(a.lang)) //nolint:errcheck // a closed pipe ends the process
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
		return usage(errors.New(a.say("no hay plantilla %q; hay: %s", "there is no template %q; there are: %s", name, strings.Join(names, ", "))))
	}
	b, err := t.Template(format, a.lang)
	if err != nil {
		return fmt.Errorf("template: %w", err)
	}
	if out == "" {
		_, err = a.out.Write(b)
	} else {
		err = os.WriteFile(out, b, 0o600)
	}
	if err != nil {
		return fmt.Errorf("template %s: %w", name, err)
	}
	return nil
}
