package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// help prints what a verb does, its flags and the exit codes, in the language
// of the run; the library's own texts are English only.
func (a *app) help(c *cobra.Command) {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s\n", c.Short)
	line("%s:", a.say("Uso", "Usage"))
	if c.HasAvailableSubCommands() {
		line("  %s %s\n", c.CommandPath(), a.say("VERBO [opciones]", "VERB [flags]"))
		line("%s:", a.say("Verbos", "Verbs"))
		for _, verb := range c.Commands() {
			if verb.IsAvailableCommand() {
				line("  %-11s %s", verb.Name(), verb.Short)
			}
		}
		line("")
	} else {
		line("  %s %s %s\n", c.Root().Name(), c.Use, a.say("[opciones]", "[flags]"))
	}
	if own := c.LocalNonPersistentFlags(); own.HasAvailableFlags() {
		line("%s:\n%s", a.say("Opciones", "Flags"), a.flags(own))
	}
	line("%s:\n%s", a.say("Opciones de todos los verbos", "Flags of every verb"), a.flags(c.Root().PersistentFlags()))
	line("%s:", a.say("Códigos de salida", "Exit codes"))
	for _, row := range exitTable() {
		line("  %d  %s", row.code, row.text.In(a.lang))
	}
	fmt.Fprint(a.out, b.String()) //nolint:errcheck // a closed pipe ends the process
}

// flags lists flags with the kind of value they take and the value they have
// when they are not given.
func (a *app) flags(set *pflag.FlagSet) string {
	var b strings.Builder
	set.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		switch f.Value.Type() {
		case "bool":
		case "string", "stringArray":
			name += a.say(" TEXTO", " TEXT")
		default:
			name += a.say(" NÚMERO", " NUMBER")
		}
		text := f.Usage
		if d := f.DefValue; d != "" && d != "false" && d != "0" && d != "[]" {
			text += a.say(" (si no se da: %s)", " (default: %s)", d)
		}
		fmt.Fprintf(&b, "  %-20s %s\n", name, text)
	})
	return b.String()
}
