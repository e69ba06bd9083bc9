package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// MaxFile bounds one file of a batch; a Data Stage of a large plant's year
// stays under it.
const MaxFile = 1 << 30

// errSpecial is a link, a device or a pipe found in a folder.
var errSpecial = errors.New("not a regular file")

// errTooLarge is a file over MaxFile.
var errTooLarge = errors.New("file too large")

// source is one file of a batch, or the reason why it cannot be one.
type source struct {
	path string
	err  error
}

// expand lists the files under the paths, sorted, programme files first so
// that books are not computed twice. Names decide nothing else. A path that
// does not exist is a mistake of the command line; whatever else cannot be
// read costs only itself.
func expand(paths []string) ([]source, error) {
	var out []source
	for _, p := range paths {
		info, err := os.Stat(p)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, usage(err)
		case err != nil || !info.IsDir():
			out = append(out, source{p, err})
		default:
			out = append(out, walk(p)...)
		}
	}
	slices.SortStableFunc(out, func(a, b source) int {
		ya, yb := strings.HasSuffix(a.path, ".yaml"), strings.HasSuffix(b.path, ".yaml")
		switch {
		case ya == yb:
			return 0
		case ya:
			return -1
		}
		return 1
	})
	return out, nil
}

// walk lists a folder. Links in it are not followed: they may lead anywhere.
// What a desktop hides is nobody's document.
func walk(root string) []source {
	var out []source
	if target, err := filepath.EvalSymlinks(root); err == nil { // the folder itself may be a link: the user named it
		root = target
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch hidden := path != root && strings.HasPrefix(filepath.Base(path), "."); {
		case hidden && d.IsDir():
			return fs.SkipDir
		case hidden:
		case err != nil:
			out = append(out, source{path, err})
		case d.IsDir():
		case d.Type().IsRegular():
			out = append(out, source{path, nil})
		default:
			out = append(out, source{path, errSpecial})
		}
		return nil
	})
	if err != nil {
		out = append(out, source{root, err})
	}
	return out
}

// read turns one file into its papers. A file that cannot be read from disk
// is a paper without a hash: it is said, and it stays where it is; so is one that
// the books or this machine kept from being read, for which it is not to blame.
func (a *app) read(ctx context.Context, reader *step.Reader, src source) []*step.Paper {
	err := src.err
	var b []byte
	if err == nil {
		b, err = readFile(src.path)
	}
	if err == nil {
		papers, failed := reader.ReadWhole(ctx, step.Input{Name: src.path, Bytes: b, RFC: a.rfc})
		if failed != nil {
			return a.unread(src.path, failed)
		}
		return papers
	}
	r := step.Record{RFC: a.rfc, Name: src.path, Kind: document.KindUnknown, Status: document.Quarantined}
	switch {
	case errors.Is(err, errSpecial):
		r.Status = document.Unsupported
		r.Findings.Add("file_special", document.Warning, "", document.Textf(
			"Es un enlace o un archivo especial y no se lee; entregue el archivo mismo.",
			"It is a link or a special file and is not read; deliver the file itself."))
	case errors.Is(err, errTooLarge):
		r.Findings.Add("file_too_large", document.Error, "", document.Textf(
			"El archivo pasa de %d MiB y no se leyó; entregue sus documentos por separado.",
			"The file is over %d MiB and was not read; deliver its documents one by one.", MaxFile>>20))
	default:
		r.Findings.Add("file_unreadable", document.Unreadable, "", a.because(err, document.Text{
			ES: "No se pudo leer del disco (%s); revise sus permisos y entréguelo de nuevo.",
			EN: "It could not be read from disk (%s); check its permissions and deliver it again.",
		}))
	}
	return []*step.Paper{{Record: r}}
}

// unread is the paper of a file that trouble of this machine kept from being
// read: it has no hash, and is read when it is looked at again.
func (a *app) unread(name string, failed error) []*step.Paper {
	r := step.Record{RFC: a.rfc, Name: name, Kind: document.KindUnknown, Status: document.Quarantined}
	r.Findings.Add("file_unreadable", document.Unreadable, "", a.because(failed, document.Text{
		ES: "No se leyó por un fallo de este equipo (%s); se queda donde está y se lee cuando se vuelva a entregar o a revisar.",
		EN: "It was not read because of trouble of this machine (%s); it stays where it is and is read when it is delivered or looked at again.",
	}))
	return []*step.Paper{{Record: r}}
}

// because is a text with what failed, in both languages whichever is spoken.
func (a *app) because(err error, text document.Text) document.Text {
	es, en := *a, *a
	es.lang, en.lang = document.Spanish, document.English
	return document.Text{ES: fmt.Sprintf(text.ES, es.cause(err)), EN: fmt.Sprintf(text.EN, en.cause(err))}
}

// readFile reads a regular file up to MaxFile, whatever size it claimed.
func readFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the file itself
	}
	if !info.Mode().IsRegular() {
		return nil, errSpecial // opening a pipe would wait for ever
	}
	if info.Size() > MaxFile {
		return nil, errTooLarge
	}
	f, err := os.Open(name) //nolint:gosec // the user names the file
	if err != nil {
		return nil, err //nolint:wrapcheck // names the file itself
	}
	defer f.Close() //nolint:errcheck // reading only
	var out bytes.Buffer
	out.Grow(int(info.Size()) + bytes.MinRead)
	if _, err := out.ReadFrom(io.LimitReader(f, MaxFile+1)); err != nil {
		return nil, err //nolint:wrapcheck // names the file itself
	}
	if out.Len() > MaxFile { // it grew while it was read
		return nil, errTooLarge
	}
	return out.Bytes(), nil
}
