package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/blob"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
)

// auditFlags are what an audit kit is asked with.
type auditFlags struct {
	scope          []string
	asOf, out, key string
}

// auditView is the JSON of an audit kit.
type auditView struct {
	RFC       string        `json:"rfc"`
	Package   string        `json:"package"`
	SHA256    document.Hash `json:"sha256"`
	Signature document.Hash `json:"signature"`
	Delivered string        `json:"delivered"`
	Documents int           `json:"documents"` // in it
	Listed    int           `json:"listed"`    // documents named and not included
	expediente.Kit
}

func (a *app) auditCmd() *cobra.Command {
	var w auditFlags
	c := &cobra.Command{
		Use:   a.say("audit --scope ARCHIVO|PEDIMENTO…", "audit --scope FILE|PEDIMENTO…"),
		Short: a.say("legajo para una autoridad: sólo los pedimentos pedidos, con su evidencia, firmado", "kit for an authority: only the pedimentos asked for, with their evidence, signed"),
		Args:  cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) (err error) {
			scope, err := a.scope(append(w.scope, args...))
			if err != nil {
				return err
			}
			to := a.today()
			if w.asOf != "" {
				if to, err = document.ParseDate(w.asOf); err != nil || !to.Known() {
					return usage(errors.New(a.say("--as-of espera AAAA-MM-DD, dice %q", "--as-of expects YYYY-MM-DD, says %q", w.asOf)))
				}
			}
			f, err := a.open(c.Context(), false)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			return a.audit(c.Context(), f, &w, scope, to)
		},
	}
	fl := c.Flags()
	fl.StringArrayVar(&w.scope, "scope", nil, a.say("archivo con un pedimento por línea, o un pedimento; se puede repetir", "file with one pedimento per line, or a pedimento; may be repeated"))
	fl.StringVar(&w.asOf, "as-of", "", a.say("día AAAA-MM-DD de los saldos; sin él, hoy", "day YYYY-MM-DD of the balances; without it, today"))
	fl.StringVar(&w.out, "out", ".", a.say("carpeta de salida", "output folder"))
	fl.StringVar(&w.key, "key", "", a.say("llave Ed25519 (PEM) con que se firma; sin ella, la de la carpeta de datos", "Ed25519 key (PEM) to sign with; without it, that of the data folder"))
	return c
}

// scope reads pedimentos, and files of them with one per line; what is after
// a # is a remark.
func (a *app) scope(given []string) ([]string, error) {
	var out []string
	for _, g := range given {
		if n, ok := pedimento.ParseNumber(g); ok {
			out = append(out, n)
			continue
		}
		raw, err := os.ReadFile(g) //nolint:gosec // the user names the file
		if err != nil {
			return nil, usage(errors.New(a.say("%q no es un pedimento de 15 dígitos ni un archivo que se pueda leer", "%q is neither a pedimento of 15 digits nor a file that can be read", g)))
		}
		lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff"))))
		for n := 1; lines.Scan(); n++ {
			line, _, _ := strings.Cut(lines.Text(), "#")
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			number, ok := pedimento.ParseNumber(line)
			if !ok {
				return nil, usage(errors.New(a.say("%s, línea %d: %q no es un pedimento de 15 dígitos", "%s, line %d: %q is not a pedimento of 15 digits", g, n, line)))
			}
			out = append(out, number)
		}
		if err := lines.Err(); err != nil {
			return nil, usage(fmt.Errorf("%s: %w", g, err))
		}
	}
	slices.Sort(out)
	if out = slices.Compact(out); len(out) == 0 {
		return nil, usage(errors.New(a.say("diga qué pedimentos: --scope ARCHIVO, o sus números", "say which pedimentos: --scope FILE, or their numbers")))
	}
	return out, nil
}

// audit makes the kit of one programme.
func (a *app) audit(ctx context.Context, f *folder, w *auditFlags, scope []string, to document.Date) error {
	rfcs, err := a.programmes(ctx, f)
	if err != nil {
		return err
	}
	if len(rfcs) != 1 {
		return usage(errors.New(a.say("un legajo es de un programa; indíquelo con --rfc: %s", "a kit is of one programme; give it with --rfc: %s", strings.Join(rfcs, ", "))))
	}
	kit, err := step.Audit(ctx, f.books, f.blobs, rfcs[0], scope, to)
	if err != nil {
		return a.unknown(err)
	}
	kit.Tool, kit.Lang = step.Release, a.lang
	key, err := a.signingKey(w.key)
	if err != nil {
		return err
	}
	v := auditView{RFC: rfcs[0]}
	verdict, err := step.SealAudit(ctx, kit, key, blob.Rooms(a.data), func(p step.Parcel) (err error) {
		v.Package, v.SHA256, v.Signature = p.Name, p.SHA256, document.HashOf(p.Signature)
		v.Delivered, err = outFolder{a, w.out}.Deliver(ctx, p)
		return err
	})
	if err != nil {
		return fmt.Errorf("audit kit: %w", err)
	}
	v.Kit = *verdict.Kit
	for i := range kit.Documents {
		if kit.Documents[i].Path == "" {
			v.Listed++
		} else {
			v.Documents++
		}
	}
	if a.json {
		return a.emit(v)
	}
	a.printf("%s  sha256 %s", "%s  sha256 %s", v.Delivered, v.SHA256)
	a.printf("  %d pedimentos, %d documentos incluidos (originales, o de un Data Stage sus renglones); %d se enlistan y no van porque están dentro de otro o contienen otros pedimentos (traza.csv)",
		"  %d pedimentos, %d documents included (originals, or of a Data Stage their rows); %d are listed and not included since they lie in another or hold other pedimentos (traza.csv)", v.Pedimentos, v.Documents, v.Listed)
	a.printKit(&v.Kit)
	return nil
}

// unknown says which pedimentos there are none of.
func (a *app) unknown(err error) error {
	u, ok := errors.AsType[*step.UnknownPedimentoError](err)
	if !ok {
		return fmt.Errorf("audit kit: %w", err)
	}
	if len(u.Quarantined) > 0 {
		return usage(errors.New(a.say("no hay en los libros: %s; están en cuarentena, y nada de ellos se puede exhibir como aceptado: %s",
			"not in the books: %s; quarantined, so that nothing of them can be shown as accepted: %s", strings.Join(u.Numbers, ", "), strings.Join(u.Quarantined, ", "))))
	}
	return usage(errors.New(a.say("no hay en los libros: %s", "not in the books: %s", strings.Join(u.Numbers, ", "))))
}

// printKit says what of a kit was computed again.
func (a *app) printKit(k *expediente.Kit) {
	a.printf("  de los hechos salen otra vez %d de %d lotes y %d de %d salidas; %d descargos suman con sus lotes y salidas. El orden PEPS no se comprueba en un legajo: lo comprueba el expediente del periodo",
		"  from the facts %d of %d lots and %d of %d exits come out again; %d descargos add up with their lots and exits. The PEPS order is not checked in a kit: the package of the period checks it",
		k.Lots, k.OfLots, k.Exits, k.OfExits, k.Descargos)
}
