package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"github.com/spf13/pflag"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// codedError is an error that ends with its own exit code.
type codedError struct {
	code int
	err  error
}

func (e *codedError) Error() string { return e.err.Error() }
func (e *codedError) Unwrap() error { return e.err }

// explain puts an error in the words of the run's language.
func (a *app) explain(err error) string {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return fmt.Sprintf("%s (%s): %s", a.cause(f.Err), f.Op, a.next(f.Class))
	}
	return a.cause(err)
}

// next is what to do about a class of fault.
func (a *app) next(c fault.Class) string {
	switch c {
	case fault.Transient:
		return a.say("vuelva a intentarlo", "try again")
	case fault.Conflict:
		return a.say("otro proceso se adelantó; vuelva a intentarlo", "another process moved first; try again")
	case fault.Corrupt:
		return a.say("lo guardado está dañado; restaure un respaldo y ejecute immex replay", "what is stored is damaged; restore a backup and run immex replay")
	case fault.Misconfigured:
		return a.say("corrija lo que se indica y repita", "correct what is named and repeat")
	case fault.TooLarge:
		return a.say("divida el documento o revise su origen", "split the document or look at where it comes from")
	}
	return a.say("vuelva a intentarlo", "try again")
}

// cause says what the operating system answered in the run's language.
func (a *app) cause(err error) string {
	where := ""
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		where = path.Path + ": "
	}
	for _, known := range []struct {
		is   error
		text document.Text
	}{
		{context.Canceled, document.Textf("interrumpido; lo que ya se guardó está completo, repita para seguir", "interrupted; what was kept is complete, repeat to go on")},
		{fs.ErrNotExist, document.Textf("no existe", "it does not exist")},
		{fs.ErrPermission, document.Textf("sin permiso", "permission denied")},
		{fs.ErrExist, document.Textf("ya existe", "it is there already")},
		{syscall.ENOSPC, document.Textf("no hay espacio en el disco", "no space left on the disk")},
		{syscall.EROFS, document.Textf("el disco es de sólo lectura", "the disk is read-only")},
		{syscall.ENOTDIR, document.Textf("una parte de la ruta no es una carpeta", "a part of the path is not a folder")},
		{syscall.EISDIR, document.Textf("es una carpeta", "it is a folder")},
		{syscall.EADDRINUSE, document.Textf("otro programa usa ese puerto", "another program uses that port")},
	} {
		if errors.Is(err, known.is) {
			return where + known.text.In(a.lang)
		}
	}
	return err.Error()
}

func codeOf(err error) int {
	if c, ok := errors.AsType[*codedError](err); ok {
		return c.code
	}
	return exitError
}

// usage marks an error as a mistake in the command line.
func usage(err error) error {
	if err == nil {
		return nil
	}
	return &codedError{exitUsage, err}
}

// wrongFlag says what is wrong with a flag, in the run's language.
func (a *app) wrongFlag(err error) string {
	var (
		unknown *pflag.NotExistError
		missing *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
		syntax  *pflag.InvalidSyntaxError
	)
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if short := unknown.GetSpecifiedShortnames(); short != "" {
			name = "-" + short
		}
		return a.say("no existe la opción %s; vea --help", "there is no flag %s; see --help", name)
	case errors.As(err, &missing):
		return a.say("la opción --%s espera un valor; vea --help", "flag --%s expects a value; see --help", missing.GetFlag().Name)
	case errors.As(err, &invalid):
		return a.say("la opción --%s no admite %q; vea --help", "flag --%s does not allow %q; see --help", invalid.GetFlag().Name, invalid.GetValue())
	case errors.As(err, &syntax):
		return a.say("no se entiende la opción %q; vea --help", "flag %q is not understood; see --help", strings.TrimSpace(syntax.GetSpecifiedFlag()))
	}
	return a.say("opción incorrecta; vea --help", "wrong flag; see --help")
}
