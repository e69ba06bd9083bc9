package main

import (
	"errors"
	"os"

	"github.com/spf13/cobra"

	"example.com/immex/shared/expediente"
)

// verdictView is the JSON of one verification.
type verdictView struct {
	Package string `json:"package"`
	*expediente.Verdict
	Difference *string `json:"difference"`
}

func (a *app) verifyCmd() *cobra.Command {
	return &cobra.Command{
		Use:   a.say("verify PAQUETE.zip…", "verify PACKAGE.zip…"),
		Short: a.say("comprueba un paquete sin conexión: sumas, y los libros recalculados desde sus hechos", "checks a package offline: hashes, and the books recomputed from its facts"),
		Args:  a.exactly(a.say("PAQUETE.zip…", "PACKAGE.zip…")),
		RunE: func(_ *cobra.Command, args []string) error {
			for _, name := range args {
				if err := a.verify(name); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func (a *app) verify(name string) (err error) {
	f, err := os.Open(name) //nolint:gosec // the user names the file
	if err != nil {
		return usage(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return usage(err)
	}
	v, err := expediente.Verify(f, info.Size())
	if err != nil {
		return err //nolint:wrapcheck // classified there
	}
	switch v.Kind {
	case expediente.OK:
	case expediente.UnknownVersion:
		a.code = exitVersion
	case expediente.Differs, expediente.NotAPackage:
		a.code = exitDiffers
	}
	if a.json {
		out := verdictView{Package: name, Verdict: v}
		if v.First != nil {
			out.Difference = optional(v.First.Text.In(a.lang))
		}
		return a.emit(out)
	}
	if v.OK {
		a.printf("%s: íntegro; %d archivos con su suma, %d hechos vuelven a dar %d libros y %d informes byte a byte. No está firmado: la firma sería un archivo aparte.",
			"%s: sound; %d files with their hash, %d facts give %d books and %d reports again byte by byte. It is not signed: a signature would be a file of its own.",
			name, v.Files, v.Facts, v.Books, v.Replayed)
		return nil
	}
	a.printf("%s: NO es válido (%s): %s", "%s: NOT valid (%s): %s", name, v.Kind, v.First.Text.In(a.lang))
	return nil
}
