package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/sandbox"
)

// readPDFCmd is the child of the sandbox: a PDF on stdin, its words on stdout.
func (a *app) readPDFCmd() *cobra.Command {
	return &cobra.Command{
		Use: "read-pdf", Hidden: true, Args: cobra.NoArgs,
		Short: a.say("proceso hijo que lee un PDF", "child process that reads one PDF"),
		RunE: func(c *cobra.Command, _ []string) error {
			return sandbox.Serve(c.Context(), a.in, a.out)
		},
	}
}

// pdfReader starts a child per PDF.
func (a *app) pdfReader() func(context.Context, []byte) (*pdftext.Text, error) {
	return func(ctx context.Context, b []byte) (*pdftext.Text, error) {
		exe, err := os.Executable()
		if err != nil {
			return nil, err //nolint:wrapcheck // the system cannot name this program
		}
		return sandbox.Read(ctx, []string{exe, "read-pdf"}, b)
	}
}
