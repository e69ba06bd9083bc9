package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"example.com/immex/shared/ocr"
	"example.com/immex/shared/sandbox"
	engines "example.com/immex/shared/sandbox/inside"
	"example.com/immex/shared/step"
)

// readPDFCmd is the child of the sandbox: questions about PDFs on stdin,
// answers on stdout. Its one argument is the folder of the compiled engine.
func (a *app) readPDFCmd() *cobra.Command {
	return &cobra.Command{
		Use: "read-pdf", Hidden: true, Args: cobra.MaximumNArgs(1),
		Short: a.say("proceso hijo que lee PDF", "child process that reads PDFs"),
		RunE: func(c *cobra.Command, args []string) error {
			e := &engines.Engines{}
			if len(args) == 1 {
				e.Cache = args[0]
			}
			return sandbox.Serve(c.Context(), a.in, a.out, e)
		},
	}
}

// reader reads the documents of one run; done ends its processes.
func (a *app) reader() (r *step.Reader, done func(), err error) {
	pool, err := a.pdfPool()
	if err != nil {
		return nil, nil, err
	}
	scans := &ocr.Scans{Engine: &ocr.Tesseract{Environ: os.Environ()}, Draw: pool.Page}
	return &step.Reader{PDF: pool, OCR: scans}, pool.Close, nil
}

// pdfPool is the sandbox of this run; its caller closes it.
func (a *app) pdfPool() (*sandbox.Pool, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, err //nolint:wrapcheck // the system cannot name this program
	}
	command := []string{exe, "read-pdf"}
	if dir := a.engineCache(); dir != "" {
		command = append(command, dir)
	}
	return &sandbox.Pool{Command: command}, nil
}

// engineCache is the folder of this user where the compiled second engine is
// kept; "" where there is none, which costs two seconds a child and nothing
// else.
func (a *app) engineCache() string {
	base, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	dir := filepath.Join(base, "immex", "pdfium")
	if os.MkdirAll(dir, 0o700) != nil {
		return ""
	}
	return dir
}
