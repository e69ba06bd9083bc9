package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"example.com/immex/shared/expediente"
)

// exportView is the JSON of one export.
type exportView struct {
	Package string   `json:"package"`
	Folder  string   `json:"carpeta"`
	Files   []string `json:"archivos"`
	BOM     bool     `json:"bom"`
}

// byteOrderMark is what some spreadsheets need at the head of a CSV to read its
// accents.
const byteOrderMark = "\ufeff"

func (a *app) exportCmd() *cobra.Command {
	var out string
	var bom bool
	c := &cobra.Command{
		Use:   a.say("export PAQUETE.zip", "export PACKAGE.zip"),
		Short: a.say("copia los reportes (CSV y JSON) de un paquete que se verifica antes; el paquete no cambia", "copies the reports (CSV and JSON) of a package that is verified first; the package does not change"),
		Args:  a.exactly(a.say("PAQUETE.zip", "PACKAGE.zip")),
		RunE: func(_ *cobra.Command, args []string) error {
			if out == "" {
				return usage(errors.New(a.say("indique --out CARPETA", "give --out FOLDER")))
			}
			return a.export(args[0], out, bom)
		},
	}
	c.Flags().StringVar(&out, "out", "", a.say("carpeta de salida; no debe existir", "output folder; it must not exist"))
	c.Flags().BoolVar(&bom, "csv-bom", false, a.say("marca UTF-8 al inicio de cada CSV, para Excel", "UTF-8 mark at the head of every CSV, for Excel"))
	return c
}

// export writes the reports of a package that holds; of one that does not
// nothing is written.
func (a *app) export(name, out string, bom bool) (err error) {
	f, err := os.Open(name) //nolint:gosec // the user names the file
	if err != nil {
		return usage(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return usage(err)
	}
	verdict, err := expediente.Verify(f, info.Size())
	if err != nil {
		return err //nolint:wrapcheck // classified there
	}
	if !verdict.OK {
		a.code = exitDiffers
		if verdict.Kind == expediente.UnknownVersion {
			a.code = exitVersion
		}
		a.printf("%s: no se copia nada: %s", "%s: nothing is copied: %s", name, verdict.First.Text.In(a.lang))
		return nil
	}
	if err := os.Mkdir(out, 0o750); err != nil {
		return usage(err)
	}
	v := exportView{Package: name, Folder: out, Files: []string{}, BOM: bom}
	err = expediente.EachReport(f, info.Size(), func(path string, body []byte) error {
		v.Files = append(v.Files, path)
		return writeReport(filepath.Join(out, filepath.FromSlash(path)), body, bom && filepath.Ext(path) == ".csv")
	})
	if err != nil {
		return err //nolint:wrapcheck // names the file
	}
	if a.json {
		return a.emit(v)
	}
	a.printf("%s: %d reportes en %s", "%s: %d reports in %s", name, len(v.Files), out)
	return nil
}

// writeReport writes one file; one that is there is never written over.
func writeReport(path string, body []byte, bom bool) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // below the folder the user names
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if bom {
		if _, err := io.WriteString(f, byteOrderMark); err != nil {
			return fmt.Errorf("export: %w", err)
		}
	}
	if _, err := f.Write(body); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}
