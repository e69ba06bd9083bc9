package main

import (
	"encoding/csv"
	"encoding/json"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

// tracedTables are the tables of a trace on the screen, with how many rows of a
// trace each has.
func tracedTables(t *step.Traced) map[string]int {
	return map[string]int{
		"traza_lotes": len(t.Lots), "traza_salidas": len(t.Exits), "traza_descargos": len(t.Descargos), "traza_cambios": len(t.Changes), "traza_retenidos": len(t.Held),
		"traza_faltantes": len(t.Shortages), "traza_documentos": len(t.Documents), "traza_corridas": len(t.Runs),
	}
}

// tracedFacts are the facts of a trace: of each, what must stand in one row.
func tracedFacts(t *step.Traced) (out [][]string) {
	es := func(all []document.Text) (said []string) {
		for _, x := range all {
			said = append(said, x.ES)
		}
		return said
	}
	for i := range t.Lots {
		l := &t.Lots[i]
		out = append(out, append([]string{l.ID, l.Fraccion, l.CantidadUMT.String(), l.Cantidad.String(), l.AvailableFrom.String(), l.Due.String(), t.Saldos[i].CantidadUMT.String()}, es(t.LotNotes(i))...))
	}
	for i := range t.Exits {
		x := &t.Exits[i]
		out = append(out, append([]string{x.ID, x.Fraccion, x.Cantidad.String(), x.Clave, x.MovedAt.String(), step.Made(x)}, es(step.ExitNotes(x))...))
	}
	for _, d := range t.Descargos {
		proof := map[ledger.Status]string{ledger.Proved: "probado", ledger.Assumed: "supuesto", ledger.Undocumented: "sin documento"}[d.Status]
		out = append(out, []string{d.Cantidad.String(), d.CantidadUMT.String(), d.Exit, d.Lot, d.MovedAt.String(), proof})
	}
	for _, c := range t.Changes {
		out = append(out, []string{c.Cantidad.String(), c.Exit, c.Lot, c.MovedAt.String(), step.ChangeName(c.A).ES})
	}
	for i := range t.Held {
		h := &t.Held[i]
		out = append(out, append([]string{h.Cantidad.String(), h.Exit, h.Lot}, es(step.HeldNotes(h))...))
	}
	for _, s := range t.Shortages {
		out = append(out, []string{s.Cantidad.String(), s.Exit, s.MovedAt.String()})
	}
	for i := range t.Documents {
		d := &t.Documents[i]
		out = append(out, []string{path.Base(d.Name), d.AtName().ES, path.Base(d.In)})
	}
	for _, r := range t.Runs {
		out = append(out, []string{r.Material, string(r.Run), r.Engine})
	}
	return out
}

// printedRows are the rows of a trace as it is printed: each with what is told
// under it.
func printedRows(text string) (rows []string) {
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, "    ") && len(rows) > 0 {
			rows[len(rows)-1] += " " + line
		} else {
			rows = append(rows, line)
		}
	}
	return rows
}

// lacksRow reports a fact of which no row says all.
func lacksRow(rows, fact []string) bool {
	return !slices.ContainsFunc(rows, func(row string) bool {
		return !slices.ContainsFunc(fact, func(s string) bool { return s != "." && !strings.Contains(row, s) })
	})
}

// TestTraceTellsTheSame: what immex trace prints of a lot and an exit
// is what the screen shows of it, fact by fact, and the screen has no row more.
func TestTraceTellsTheSame(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	truth, err := company(filepath.Join(dir, "docs"), synth.Options{Seed: 3, Months: 2, Pedimentos: 12, ErrorsOn: true})
	if err != nil {
		t.Fatal(err)
	}
	if a := immex(t, dir, "ingest", "docs"); a.code != exitOK && a.code != exitQuarantined {
		t.Fatalf("ingest: %d %s", a.code, a.errors)
	}
	withdrawn(t, dir, truth.Company.RFC)
	keys := tracedKeys(t, dir, truth.Company.RFC)
	traces, printed := map[string]*step.Traced{}, map[string]string{}
	for _, key := range keys {
		a := immex(t, dir, "trace", key, "--json")
		traces[key] = &step.Traced{}
		if err := json.Unmarshal([]byte(a.out), traces[key]); err != nil {
			t.Fatalf("trace %s: %d %s %v", key, a.code, a.errors, err)
		}
		printed[key] = immex(t, dir, "trace", key).out
	}
	s := serve(t, dir)
	s.enter(t)
	seen := map[string]int{}
	for _, key := range keys {
		var shown []string
		for name, n := range tracedTables(traces[key]) {
			seen[name] += n
			at := "p/" + truth.Company.RFC + "/trazabilidad?" + url.Values{"clave": {key}, "tabla": {name}, "formato": {"csv"}}.Encode()
			rows, err := csv.NewReader(strings.NewReader(s.page(t, at, ""))).ReadAll()
			if err != nil || len(rows) != n+1 {
				t.Errorf("%s of %s: %d rows, %d in the trace, %v", name, key, len(rows)-1, n, err)
				continue
			}
			for _, row := range rows[1:] {
				shown = append(shown, strings.Join(row, "\t"))
			}
		}
		lines := printedRows(printed[key])
		for _, fact := range tracedFacts(traces[key]) {
			if lacksRow(lines, fact) {
				t.Errorf("immex trace %s prints no row of %q", key, fact)
			}
			if lacksRow(shown, fact) {
				t.Errorf("the screen of %s shows no row of %q", key, fact)
			}
		}
	}
	for name, n := range seen {
		if n == 0 {
			t.Errorf("nothing to compare in %s", name)
		}
	}
	t.Logf("%d keys: %v", len(keys), seen)
}

// withdrawn tells of a lot that a part of it is lost, and that some of its part was
// destroyed when all of it had expired, which is held.
func withdrawn(t *testing.T, dir, rfc string) {
	t.Helper()
	var b balanceView
	for line := range strings.SplitSeq(immex(t, dir, "balance", "--rfc", rfc, "--json").out, "\n") {
		if err := json.Unmarshal([]byte(line), &b); err == nil && len(b.Lotes) > 0 {
			break
		}
	}
	if len(b.Lotes) == 0 {
		t.Fatal("no lot")
	}
	number, line, _ := strings.Cut(b.Lotes[0].Lote, "-")
	for name, rows := range map[string]string{
		"partes.csv":       "parte,descripcion,fraccion,umc,umt,vigente_desde\nP-RETIRADA,Conector," + b.Material + "," + b.Unidad + "," + b.Unidad + ",2020-01-01\n",
		"decisiones.csv":   "decision,fecha,tipo,lote,lote_partida,parte,cantidad,unidad,quien,motivo\nDEC-1,2021-06-01,faltante," + number + "," + line + ",P-RETIRADA,1," + b.Unidad + ",Gerencia,Robo\n",
		"desperdicios.csv": "acta,renglon,fecha,tipo,parte,cantidad,unidad,documento,de\nACTA-1,1,2023-03-01,destruccion,P-RETIRADA,1," + b.Unidad + ",Aviso 1,material\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(rows), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if a := immex(t, dir, "ingest", "--rfc", rfc, "partes.csv", "decisiones.csv", "desperdicios.csv"); a.code != exitOK {
		t.Fatalf("ingest: %d %s %s", a.code, a.out, a.errors)
	}
}

// tracedKeys are lots with something left, what was taken of them, and what found
// no lot.
func tracedKeys(t *testing.T, dir, rfc string) (out []string) {
	t.Helper()
	const lots = 8
	for line := range strings.SplitSeq(immex(t, dir, "balance", "--rfc", rfc, "--json").out, "\n") {
		var b balanceView
		if json.Unmarshal([]byte(line), &b) != nil {
			continue
		}
		for _, l := range b.Lotes {
			if len(out) < lots {
				out = append(out, l.Lote)
			}
		}
	}
	for line := range strings.SplitSeq(immex(t, dir, "shortages", "--rfc", rfc, "--json").out, "\n") {
		var v shortagesView
		if json.Unmarshal([]byte(line), &v) == nil && len(v.Faltantes) > 0 {
			out = append(out, v.Faltantes[0].Salida)
		}
	}
	if len(out) == 0 {
		t.Fatal("no key")
	}
	return out
}
