package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/step"
)

// The exit codes, as --help prints them.
const (
	exitOK          = 0
	exitError       = 1
	exitUsage       = 2
	exitQuarantined = 3
	exitDiffers     = 4
	exitUnknownKey  = 5
	exitBusy        = 6
	exitVersion     = 7
)

// exitTable explains the codes in both languages.
func exitTable() []struct {
	code int
	text document.Text
} {
	return []struct {
		code int
		text document.Text
	}{
		{exitOK, document.Textf("todo bien", "all well")},
		{exitError, document.Textf("la operación falló; el mensaje dice qué y qué hacer", "the operation failed; the message says what and what to do")},
		{exitUsage, document.Textf("uso incorrecto: verbo, opción o argumento", "wrong usage: verb, flag or argument")},
		{exitQuarantined, document.Textf("terminó, y algún documento quedó en cuarentena o no es utilizable", "done, and some document is quarantined or unsupported")},
		{exitDiffers, document.Textf("verify, replay o check encontró una diferencia; se nombra la primera", "verify, replay or check found a difference; the first one is named")},
		{exitUnknownKey, document.Textf("las sumas cuadran y nada prueba quién lo hizo: la llave de la firma es desconocida o no hay firma", "hashes are right and nothing proves who made it: the signing key is unknown or there is no signature")},
		{exitBusy, document.Textf("otro proceso usa la carpeta de datos", "another process uses the data folder")},
		{exitVersion, document.Textf("el paquete es de una versión que esta herramienta no puede verificar", "the package is of a version this tool cannot verify")},
	}
}

// run is the whole program without its process: tests call it.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer, env func(string) string, now func() time.Time) int {
	a := &app{in: in, out: out, err: errs, env: env, now: now, lang: language(args, env)}
	root := a.root() //nolint:contextcheck // verbs get the context from ExecuteContext below
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errs)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return a.code
	}
	fmt.Fprintln(errs, a.say("immex: %s", "immex: %s", a.explain(err))) //nolint:errcheck // stderr
	return codeOf(err)
}

// language is decided before the flags are parsed, since help needs it.
func language(args []string, env func(string) string) document.Lang {
	want := env("IMMEX_LANG")
	for i, arg := range args {
		if v, ok := strings.CutPrefix(arg, "--lang="); ok {
			want = v
		} else if arg == "--lang" && i+1 < len(args) {
			want = args[i+1]
		}
	}
	if want == string(document.English) {
		return document.English
	}
	return document.Spanish
}

// root builds the command tree: an explicit list, one file per verb.
func (a *app) root() *cobra.Command {
	c := &cobra.Command{
		Use:           "immex",
		Short:         a.say("Control de inventarios IMMEX (Anexo 24): documentos, libros y paquetes sellados", "IMMEX inventory control (Anexo 24): documents, books and sealed packages"),
		SilenceErrors: true, SilenceUsage: true,
	}
	c.CompletionOptions.DisableDefaultCmd = true
	fl := c.PersistentFlags()
	fl.StringVar(&a.data, "data", "./immex-data", a.say("carpeta de datos", "data folder"))
	fl.BoolVar(&a.json, "json", false, a.say("salida en JSON, un objeto por línea", "JSON output, one object per line"))
	fl.StringVar(&a.rfc, "rfc", "", a.say("programa (RFC); sin él, todos", "programme (RFC); without it, all"))
	var lang string
	fl.StringVar(&lang, "lang", string(document.Spanish), a.say("idioma: es o en", "language: es or en"))
	fl.BoolP("help", "h", false, a.say("esta ayuda", "this help"))
	c.AddCommand(
		a.ingestCmd(), a.parseCmd(), a.templateCmd(), a.statusCmd(), a.balanceCmd(), a.calendarCmd(), a.contingencyCmd(), a.coverageCmd(), a.creditCmd(), a.checkCmd(), a.diffCmd(), a.lawCmd(), a.pairsCmd(), a.placesCmd(), a.permitsCmd(), a.raoceCmd(), a.reconcileCmd(), a.shortagesCmd(), a.simulateCmd(), a.traceCmd(), a.findingsCmd(), a.resolveCmd(), a.rulesCmd(), a.scorecardsCmd(),
		a.packageCmd(), a.approveCmd(), a.auditCmd(), a.verifyCmd(), a.exportCmd(), a.keyCmd(), a.replayCmd(), a.synthCmd(), a.runCmd(), a.demoCmd(), a.backupCmd(), a.checksCmd(), a.costCmd(), a.replayDLQCmd(), a.rebuildCmd(), a.readPDFCmd(),
	)
	c.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(errors.New(a.wrongFlag(err))) })
	c.SetHelpFunc(func(c *cobra.Command, _ []string) { a.help(c) })
	c.PersistentPreRunE = func(*cobra.Command, []string) error { return a.checkShared(lang) }
	c.SetHelpCommand(&cobra.Command{Use: "no-help", Hidden: true})
	c.Args = func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usage(errors.New(a.say("no existe el verbo %q; vea immex --help", "there is no verb %q; see immex --help", args[0])))
		}
		return nil
	}
	c.Run = func(c *cobra.Command, _ []string) { a.help(c) }
	return c
}

// exactly asks for a number of arguments, and says which.
func (a *app) exactly(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		many := len(names) > 0 && strings.HasSuffix(names[len(names)-1], "…")
		if len(args) == len(names) || many && len(args) >= len(names) {
			return nil
		}
		if len(names) == 0 {
			return usage(errors.New(a.say("immex %s no espera argumentos, sólo opciones; vea --help", "immex %s expects no arguments, only options; see --help", c.Name())))
		}
		return usage(errors.New(a.say("immex %s espera: %s", "immex %s expects: %s", c.Name(), strings.Join(names, " "))))
	}
}

// oneOf checks a flag that takes one of a few values.
func (a *app) oneOf(flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	named := slices.DeleteFunc(slices.Clone(allowed), func(v string) bool { return v == "" }) // which is to leave it out
	return usage(errors.New(a.say("--%s dice %q; se admite: %s", "--%s says %q; allowed: %s", flag, value, strings.Join(named, ", "))))
}

// checkShared holds the flags of every verb to what they may say.
func (a *app) checkShared(lang string) error {
	if err := a.oneOf("lang", lang, string(document.Spanish), string(document.English)); err != nil {
		return err
	}
	a.rfc = strings.ToUpper(strings.TrimSpace(a.rfc))
	if a.rfc != "" && a.rfc != step.Unassigned && !pedimento.RFCShape(a.rfc) {
		return usage(errors.New(a.say("--rfc dice %q, que no tiene la forma de un RFC", "--rfc says %q, which does not have the shape of an RFC", a.rfc)))
	}
	return nil
}
