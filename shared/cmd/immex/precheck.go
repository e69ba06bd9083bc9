package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/blob"
	"example.com/immex/shared/report"
	"example.com/immex/shared/step"
)

// precheck prints what to look at before the discharges of a month are reported
// (Anexos 30 and 31), what changed of closed months among them, and writes all
// of them as CSV. It writes no TXT: nobody
// confirmed its layout.
func (a *app) precheck(c *cobra.Command, month, file string) error {
	if err := a.checkPeriod(month, ""); err != nil {
		return err
	}
	from, to, err := step.Period(month)
	if err != nil {
		return usage(err)
	}
	if from > a.today() {
		return usage(errors.New(a.say("el mes %s no ha empezado", "the month %s has not begun", month)))
	}
	var csv bytes.Buffer
	n := 0
	err = a.eachProgramme(c, func(f *folder, rfc string) error {
		if n++; n > 1 && file != "" {
			return usage(errors.New(a.say("hay varios programas: elija uno con --rfc", "there are several programmes: choose one with --rfc")))
		}
		if err := a.afterOpening(c, f, rfc, to); err != nil {
			return err
		}
		of := &step.Compile{Books: f.books, Blobs: f.blobs, Tool: step.Release, Scratch: blob.Rooms(a.data)}
		t, seal, err := of.Precheck(c.Context(), rfc, month)
		if err != nil {
			return fmt.Errorf("precheck of %s: %w", rfc, err)
		}
		if err := t.CSV(&csv); err != nil {
			return err //nolint:wrapcheck // names the table
		}
		return a.printPrecheck(rfc, t, seal)
	})
	if err != nil || file == "" {
		return err
	}
	if err := os.WriteFile(file, csv.Bytes(), 0o600); err != nil {
		return usage(err)
	}
	return nil
}

func (a *app) printPrecheck(rfc string, t *report.Table, seal *step.EarlierSeal) error {
	at := 0
	for i := range t.Columns {
		if t.Columns[i].Key == "revisar" {
			at = i
		}
	}
	counts := map[string]int{}
	for _, row := range t.All() {
		for check := range strings.FieldsSeq(row[at]) {
			counts[check]++
		}
	}
	if a.json {
		var b bytes.Buffer
		if err := t.JSON(&b); err != nil {
			return err //nolint:wrapcheck // names the table
		}
		return a.emit(json.RawMessage(b.Bytes()))
	}
	a.printf("%s: %d descargos por informar (Anexos 30 y 31). El TXT del SCCCyG no se produce.", "%s: %d discharges to report (Anexos 30 and 31). The TXT of the SCCCyG is not produced.", rfc, t.Len())
	if seal != nil {
		a.printf("  Con los cambios a meses cerrados desde el paquete sellado de %s (SHA-256 %.16s…).", "  With the changes to closed months since the sealed package of %s (SHA-256 %.16s…).", seal.Period, seal.SHA256)
	} else {
		a.printf("  El mes anterior no está sellado: los cambios a meses cerrados se cuentan contra lo que dan los hechos con fecha hasta su último día.",
			"  The month before is not sealed: changes to closed months are told against what the facts dated up to its last day give.")
	}
	if len(counts) > 0 {
		a.printf("  %s", "  %s", countsText(counts))
	}
	return nil
}
