package main

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"example.com/immex/shared/synth"
)

// TestMain makes the test binary answer as immex too, so that scripts and
// tests run the program itself in a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"immex": main})
}

// TestScripts runs testdata/script: one file per verb or story.
func TestScripts(t *testing.T) {
	t.Parallel()
	dir, files := scripts(t)
	testscript.Run(t, testscript.Params{
		Dir: dir, Files: files, RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: layOut, Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "flip": flip, "newest": newest, "decided": decided, "samefiles": sameFiles, "moment": moment, "extract": extract, "tamper": tamper, "relayout": relayout, "vouchers": vouchers,
		},
	})
}

// scripts is the folder of all, or with -short, with which the race detector
// runs, the few whose programs do several things at once.
func scripts(t *testing.T) (dir string, files []string) {
	t.Helper()
	dir = filepath.Join("testdata", "script")
	if !testing.Short() {
		return dir, nil
	}
	t.Log("-short: the scripts that run in one line run whole without -short")
	for _, name := range []string{"books.txtar", "ingest.txtar", "package.txtar"} {
		files = append(files, filepath.Join(dir, name))
	}
	return "", files
}

// layOut gives every script two made-up companies, in clean/ and other/, and
// names for what it asks about.
func layOut(e *testscript.Env) error {
	e.Setenv("HOME", e.WorkDir)
	e.Setenv("GORACE", "atexit_sleep_ms=0")        // else every process the race detector watches lingers a second
	if dir, err := os.UserCacheDir(); err == nil { // the compiled PDF engine, 2 s to make anew in every script
		e.Setenv("XDG_CACHE_HOME", dir)
	}
	var truth *synth.Truth
	for dir, seed := range map[string]uint64{"clean": 1, "other": 2} {
		made, err := company(filepath.Join(e.WorkDir, dir), synth.Options{Seed: seed, Months: 3, Pedimentos: 6})
		if err != nil {
			return err
		}
		e.Setenv(strings.ToUpper(dir)+"_RFC", made.Company.RFC)
		if dir == "clean" {
			truth = made
		}
	}
	one := map[string]string{}
	for _, f := range truth.Files {
		if _, seen := one[string(f.Kind)]; !seen {
			one[string(f.Kind)] = f.Name
			e.Setenv("ONE_"+strings.ToUpper(string(f.Kind)), filepath.Join("clean", f.Name))
		}
		if f.Kind == "datastage" {
			e.Setenv("FOLIO", truth.Company.RFC+"+"+strconv.Itoa(f.Folio))
		}
	}
	if err := printIn(e); err != nil {
		return err
	}
	i := slices.IndexFunc(truth.Lots, func(l synth.LotTruth) bool { return l.Saldo != l.Cantidad }) // something left it
	lot := truth.Lots[max(i, 0)]
	p := lot.Pedimento
	e.Setenv("PED", p)
	e.Setenv("PED_SPACED", p[:2]+" "+p[2:4]+" "+p[4:8]+" "+p[8:])
	e.Setenv("LOT", p+"-"+strconv.Itoa(lot.Partida))
	return nil
}

// printIn puts the print of one pedimento beside the companies.
func printIn(e *testscript.Env) error {
	_, err := synth.Generate(synth.Options{Seed: 1, Months: 1, Pedimentos: 30, ErrorsOn: true}, func(name string, b []byte) error {
		if !strings.HasSuffix(name, ".pdf") {
			return nil
		}
		e.Setenv("PRINT", "print.pdf")
		return os.WriteFile(filepath.Join(e.WorkDir, "print.pdf"), b, 0o600)
	})
	return err
}

// company writes a made-up company without its truth file, which is no
// document.
func company(dir string, opt synth.Options) (*synth.Truth, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, err
	}
	return synth.Generate(opt, func(name string, b []byte) error {
		if name == "truth.json" {
			return nil
		}
		return os.WriteFile(filepath.Join(dir, name), b, 0o600)
	})
}

// exits runs immex and holds it to an exit code: exits 3 ingest clean.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: exits CODE VERB…")
	}
	got := 0
	err := ts.Exec("immex", args[1:]...)
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended):
		got = ended.ExitCode()
	case err != nil:
		ts.Fatalf("immex did not run: %v", err)
	}
	if want := args[0]; strconv.Itoa(got) != want {
		ts.Fatalf("exit code %d, expected %s", got, want)
	}
}

// flip changes one byte of a file: flip FILE PLACE, in percent of its length.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[0])
	percent, err := strconv.Atoi(args[1])
	ts.Check(err)
	b, err := os.ReadFile(name)
	ts.Check(err)
	b[len(b)*percent/100] ^= 1
	ts.Check(os.WriteFile(name, b, 0o600))
}

// extract writes one file of a package: extract ZIP PATH FILE.
func extract(ts *testscript.TestScript, _ bool, args []string) {
	z, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer z.Close() //nolint:errcheck // reading only
	f, err := z.Open(args[1])
	ts.Check(err)
	b, err := io.ReadAll(f)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), b, 0o600))
}

// newest puts a value of the last JSON of the last command into a variable:
// newest VAR FIELD…, where a field may be an index.
func newest(ts *testscript.TestScript, _ bool, args []string) {
	lines := strings.Split(strings.TrimSpace(ts.ReadFile("stdout")), "\n")
	var v any
	ts.Check(json.Unmarshal([]byte(lines[len(lines)-1]), &v))
	for _, field := range args[1:] {
		switch x := v.(type) {
		case map[string]any:
			v = x[field]
		case []any:
			i, err := strconv.Atoi(field)
			ts.Check(err)
			v = x[i]
		}
	}
	s, ok := v.(string)
	if !ok {
		ts.Fatalf("%v is %v, not a text", args[1:], v)
	}
	ts.Setenv(args[0], s)
}

// civilToday is the day of now where the company is.
func civilToday() string {
	zone, err := time.LoadLocation("America/Mexico_City")
	if err != nil {
		zone = time.UTC
	}
	return time.Now().In(zone).Format(time.DateOnly)
}

// decided writes a table of what somebody decided today about a finding, without
// an order: decided FILE FINGERPRINT STATE.
func decided(ts *testscript.TestScript, _ bool, args []string) {
	rows := "huella,estado,fecha,quien,nota\n" + strings.Join([]string{args[1], args[2], civilToday(), "Almacén", "n"}, ",") + "\n"
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(rows), 0o600))
}

// moment puts the present into a variable, as a flag takes it.
func moment(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv(args[0], time.Now().UTC().Format(time.RFC3339))
}

// tamper changes books with a statement of SQL: tamper FILE STATEMENT.
func tamper(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	r, err := db.Exec(args[1])
	ts.Check(errors.Join(err, db.Close()))
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		ts.Fatalf("%s changes %d rows, %v", args[1], n, err)
	}
}

// relayout writes a package that says it is of another layout and was made under other
// rules: relayout ZIP LAYOUT TO.
func relayout(ts *testscript.TestScript, _ bool, args []string) {
	from, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer from.Close() //nolint:errcheck // reading only
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for _, f := range from.File {
		r, err := f.Open()
		ts.Check(err)
		text, err := io.ReadAll(r)
		ts.Check(errors.Join(err, r.Close()))
		if f.Name == "manifest.json" {
			text = regexp.MustCompile(`immex\.expediente/\d+`).ReplaceAll(text, []byte(args[1]))
			text = regexp.MustCompile(`"reglas": "[0-9a-f]{64}"`).ReplaceAll(text, []byte(`"reglas": "`+strings.Repeat("ab", 32)+`"`))
		}
		w, err := to.Create(f.Name)
		ts.Check(err)
		_, err = w.Write(text)
		ts.Check(err)
	}
	ts.Check(errors.Join(to.Close(), os.WriteFile(ts.MkAbs(args[2]), b.Bytes(), 0o600)))
}

// sameFiles compares two folders byte by byte.
func sameFiles(ts *testscript.TestScript, _ bool, args []string) {
	a, b := contents(ts, args[0]), contents(ts, args[1])
	for name, x := range a {
		if y, ok := b[name]; !ok || !bytes.Equal(x, y) {
			ts.Fatalf("%s differs", name)
		}
	}
	if len(a) != len(b) || len(a) == 0 {
		ts.Fatalf("%d files and %d", len(a), len(b))
	}
}

func contents(ts *testscript.TestScript, dir string) map[string][]byte {
	out := map[string][]byte{}
	entries, err := os.ReadDir(ts.MkAbs(dir))
	ts.Check(err)
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(ts.MkAbs(dir), e.Name()))
		ts.Check(err)
		out[e.Name()] = b
	}
	return out
}
