package step_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/immex/infra/statemachine"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/flow"
	"example.com/immex/shared/money"
	"example.com/immex/shared/step"
)

// sealMonth compiles one month of a company.
func (w *world) sealMonth(t *testing.T, company, period string) []byte {
	t.Helper()
	out := tray{}
	l := &step.Local{
		Definition: statemachine.Compile, Workers: 1,
		Steps: &step.Compile{Books: w.books, Blobs: w.blobs, Locator: w.blobs, Outbox: out, Language: document.Spanish, Tool: "test", Reader: readers, Rules: asks(), Now: noon},
		Sleep: func(context.Context, time.Duration) error { return nil },
	}
	r, err := l.Run(t.Context(), company, period, flow.Execution{ID: period, Name: period, StartTime: noon()})
	if err != nil {
		t.Fatal(err)
	}
	return out[r.Package]
}

// rowsIn reads a report of a package.
func rowsIn(t *testing.T, raw []byte, path string) (out []map[string]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, k := range rows[0] {
			m[k] = row[i]
		}
		out = append(out, m)
	}
	return out
}

func parsed(t *testing.T, s string) money.Amount {
	t.Helper()
	a, err := money.Parse(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return a
}

func addUp(t *testing.T, all ...string) money.Amount {
	t.Helper()
	var sum money.Sum
	for _, s := range all {
		sum.Add(parsed(t, s))
	}
	total, ok := sum.Total()
	if !ok {
		t.Fatal(all)
	}
	return total
}

// bridged holds a month's bridges against the closing that the package before
// was sealed with and the opening of its own reports: read from the CSV of both,
// nothing of the product's arithmetic in between. It gives how many lines differ.
func bridged(t *testing.T, before, now []byte) (corrections int) {
	t.Helper()
	type account struct{ closing, expired string }
	sealed := map[string]account{}
	for _, r := range rowsIn(t, before, "reportes/credito.csv") {
		sealed[strings.Join([]string{r["nivel"], r["pedimento"], r["fraccion"], r["umt"], r["contribucion"], r["forma_pago"]}, "|")] = account{r["saldo_final"], r["vencido_final"]}
	}
	opening := map[string]account{}
	for _, r := range rowsIn(t, now, "reportes/credito.csv") {
		opening[strings.Join([]string{r["nivel"], r["pedimento"], r["fraccion"], r["umt"], r["contribucion"], r["forma_pago"]}, "|")] = account{r["saldo_inicial"], r["vencido_inicial"]}
	}
	told := map[string]bool{}
	of := func(m map[string]account, k string) account {
		if a, ok := m[k]; ok {
			return a
		}
		return account{"0", "0"} // an account with nothing to tell has no row
	}
	for _, r := range rowsIn(t, now, "reportes/puente_credito.csv") {
		k := strings.Join([]string{r["nivel"], r["pedimento"], r["fraccion"], r["umt"], r["contribucion"], r["forma_pago"]}, "|")
		told[k] = true
		was, is := of(sealed, k), of(opening, k)
		if r["cierre_anterior"] != was.closing || r["vencido_cierre_anterior"] != was.expired || r["saldo_inicial"] != is.closing || r["vencido_inicial"] != is.expired {
			t.Errorf("%v: sealed %v, opening %v", r, was, is)
		}
		if !addUp(t, r["cierre_anterior"], r["por_otra_version"], r["correccion"]).Equal(parsed(t, r["saldo_inicial"])) ||
			!addUp(t, r["vencido_cierre_anterior"], r["vencido_por_otra_version"], r["vencido_correccion"]).Equal(parsed(t, r["vencido_inicial"])) {
			t.Errorf("it does not close: %v", r)
		}
		if r["por_otra_version"] != "0" || r["base"] != "sello" {
			t.Errorf("one release: %v", r)
		}
		if r["nivel"] == "cuenta" {
			corrections++
			if r["por"] == "" || r["motivo"] == "" {
				t.Errorf("nobody says what corrected %v", r)
			}
		}
	}
	for k, is := range opening {
		if was := of(sealed, k); was != is && !told[k] {
			t.Errorf("%s: sealed %v, opening %v, and no line of the bridge", k, was, is)
		}
	}
	return corrections + stockBridged(t, before, now)
}

func stockBridged(t *testing.T, before, now []byte) (corrections int) {
	t.Helper()
	sealed, opening := map[string]string{}, map[string]string{}
	key := func(r map[string]string) string {
		return strings.Join([]string{r["nivel"], r["fraccion"], r["umt"], r["lote"], r["material"]}, "|")
	}
	for _, r := range rowsIn(t, before, "reportes/saldos.csv") {
		sealed[key(r)] = r["saldo_final"]
	}
	for _, r := range rowsIn(t, now, "reportes/saldos.csv") {
		opening[key(r)] = r["saldo_inicial"]
	}
	told := map[string]bool{}
	for _, r := range rowsIn(t, now, "reportes/puente_saldos.csv") {
		k := key(r)
		told[k] = true
		was, is := sealed[k], opening[k]
		if was == "" {
			was = "0"
		}
		if is == "" {
			is = "0"
		}
		if r["cierre_anterior"] != was || r["saldo_inicial"] != is {
			t.Errorf("%v: sealed %s, opening %s", r, was, is)
		}
		if !addUp(t, r["cierre_anterior"], r["por_otra_version"], r["correccion"]).Equal(parsed(t, r["saldo_inicial"])) {
			t.Errorf("it does not close: %v", r)
		}
		if r["nivel"] == "lote" {
			corrections++
			if r["por"] == "" || r["motivo"] == "" {
				t.Errorf("nobody says what corrected %v", r)
			}
		}
	}
	for k, is := range opening {
		if was := sealed[k]; was != is && !told[k] && (was != "" || is != "0") {
			t.Errorf("%s: sealed %q, opening %q, and no line of the bridge", k, was, is)
		}
	}
	return corrections
}

// TestEveryMonthOpensWithTheOneBefore: for every month of an invented company
// the closing that was sealed, and what corrected it since, are the opening;
// what arrives after a seal is told by name, in the month that knows it.
func TestEveryMonthOpensWithTheOneBefore(t *testing.T) {
	inOneLine(t)
	t.Parallel()
	files, company := invented(t)
	for name, arrive := range map[string]func(*world){
		"all at once": func(w *world) { w.bring(t, company, files) },
		"half late":   func(w *world) { early, _ := halves(files); w.bring(t, company, early) },
	} {
		w := newWorld(t)
		arrive(w)
		w.match(company)
		var before []byte
		corrections, months := 0, 0
		for _, m := range []string{"2021-01", "2021-02", "2021-03", "2021-04"} {
			if m == "2021-03" && name == "half late" {
				_, late := halves(files)
				w.bring(t, company, late)
				w.match(company)
			}
			now := w.sealMonth(t, company, m)
			manifestIn(t, now)
			if before != nil {
				corrections += bridged(t, before, now)
				months++
			}
			before = now
		}
		if months != 3 || corrections == 0 {
			t.Errorf("%s: %d months, %d corrections: nothing was tried", name, months, corrections)
		}
	}
}

// TestWithoutASealBefore: the closing before is what the facts dated up to then
// give, and the bridge says that nobody sealed it.
func TestWithoutASealBefore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	papers, _ := month()
	w.settle(papers...)
	w.match(rfc)
	april := w.sealMonth(t, rfc, "2021-04")
	rows := rowsIn(t, april, "reportes/puente_saldos.csv")
	if len(rows) == 0 {
		t.Fatal("no bridge")
	}
	for _, r := range rows {
		if r["base"] != "hechos" || r["paquete_anterior"] != "" || r["correccion"] != "0" || r["cierre_anterior"] != r["saldo_inicial"] {
			t.Errorf("%v", r)
		}
	}
	changes := rowsIn(t, april, "reportes/hallazgos_cambios.csv")
	if slices.ContainsFunc(changes, func(r map[string]string) bool { return r["cambio"] != "sin_comparar" }) {
		t.Errorf("compared with nothing: %v", changes)
	}
	for _, r := range rowsIn(t, april, "reportes/hallazgos_tendencia.csv") {
		if (r["total"] == "") != (r["mes"] != "2021-04") {
			t.Errorf("a month nobody sealed: %v", r)
		}
	}
}

// TestBridgeInWords: a line of a bridge that somebody changed together with its
// hash is still found, and said in words; so is what the package took over from
// the one before.
func TestBridgeInWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	papers, may := month()
	w.settle(papers...)
	w.match(rfc)
	april := w.sealMonth(t, rfc, "2021-04")
	w.settle(may)
	w.match(rfc)
	sealed := w.sealMonth(t, rfc, "2021-05")
	builtOn(t, sealed, april)
	w.prechecked(t, rfc, "2021-05", sealed)
	told := false
	for _, r := range rowsIn(t, sealed, "reportes/puente_saldos.csv") {
		told = told || r["nivel"] == "lote" && r["motivo"] == "rectificacion" && r["correccion"] != "0"
	}
	if !told {
		t.Fatalf("May rectifies and the bridge does not say so: %v", rowsIn(t, sealed, "reportes/puente_saldos.csv"))
	}
	for path, change := range map[string]func([]byte) []byte{
		"reportes/puente_saldos.csv": func(b []byte) []byte { return bytes.Replace(b, []byte("rectificacion"), []byte("reasignacion"), 1) },
		"hechos/anteriores.jsonl": func(b []byte) []byte {
			return bytes.Replace(b, []byte(`"saldo_final":"`), []byte(`"saldo_final":"1`), 1)
		},
	} {
		v := resealed(t, sealed, path, change)
		if v.OK || v.First == nil || !strings.Contains(v.First.Text.ES, "reportes/puente_saldos") {
			t.Errorf("%s changed: %+v", path, v.First)
		}
	}
}

// prechecked holds the check of the discharges to report, as it is asked for
// without a package, against the table of the package.
func (w *world) prechecked(t *testing.T, company, period string, sealed []byte) {
	t.Helper()
	c := &step.Compile{Books: w.books, Blobs: w.blobs, Locator: w.blobs, Tool: "test"}
	table, seal, err := c.Precheck(t.Context(), company, period)
	if err != nil || seal == nil || seal.Period != "2021-04" {
		t.Fatalf("%+v %v", seal, err)
	}
	var have bytes.Buffer
	if err := table.CSV(&have); err != nil {
		t.Fatal(err)
	}
	if want := fileIn(t, sealed, "reportes/anexo30_revision.csv"); !bytes.Equal(have.Bytes(), want) {
		t.Errorf("asked for: %s\nin the package: %s", have.Bytes(), want)
	}
}

// builtOn holds what a package took over from another against that one, as it is
// and with one thing changed in it.
func builtOn(t *testing.T, now, before []byte) {
	t.Helper()
	hold := func(now, before []byte) *expediente.Difference {
		d, err := expediente.BuiltRight(bytes.NewReader(now), int64(len(now)), bytes.NewReader(before), int64(len(before)))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	if d := hold(now, before); d != nil {
		t.Errorf("as it was sealed: %s", d.Text.EN)
	}
	if d := hold(before, now); d != nil {
		t.Errorf("a later package: %s", d.Text.EN)
	}
	for _, path := range []string{"reportes/saldos.csv", "hechos/hechos.jsonl"} {
		forged := rehashed(t, before, path, func(b []byte) []byte {
			if path == "reportes/saldos.csv" {
				i := bytes.LastIndexByte(bytes.TrimRight(b, "\n"), '\n')
				return b[:i+1] // the last row gone
			}
			return b[:0]
		})
		if d := hold(now, forged); d == nil || !strings.Contains(d.Text.EN, "that package says") {
			t.Errorf("%s of the package before is another, and nobody says so: %+v", path, d)
		}
	}
}

// fileIn reads a file of a package.
func fileIn(t *testing.T, raw []byte, path string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := fs.ReadFile(z, path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// resealed changes a file of a package and seals what became of it again, with
// hashes that fit.
func resealed(t *testing.T, raw []byte, path string, change func([]byte) []byte) *expediente.Verdict {
	t.Helper()
	out := rehashed(t, raw, path, change)
	v, err := expediente.Verify(bytes.NewReader(out), int64(len(out)))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// rehashed is a package with one file changed, and hashes that fit.
func rehashed(t *testing.T, raw []byte, path string, change func([]byte) []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	p := &expediente.Package{Name: "x.zip", Manifest: *manifestIn(t, raw)}
	p.Manifest.Files = nil
	for _, f := range z.File {
		if f.Name == "manifest.json" {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		_ = r.Close()
		body := b.Bytes()
		if f.Name == path {
			body = change(bytes.Clone(body))
			if bytes.Equal(body, b.Bytes()) {
				t.Fatalf("nothing changed in %s: %s", path, body)
			}
		}
		p.Files = append(p.Files, expediente.File{Path: f.Name, Bytes: func() ([]byte, error) { return body, nil }})
	}
	var out bytes.Buffer
	if _, err := expediente.Seal(&out, p); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
