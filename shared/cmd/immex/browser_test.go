package main

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth"
	"example.com/immex/shared/web/desk"
)

// visit is one address that the browser opens.
type visit struct {
	Name   string `json:"name"`
	Path   string `json:"path"`
	Public bool   `json:"public"`
	Status int    `json:"status,omitempty"`
}

// TestDeskInABrowser walks every screen of immex run with a browser, in both
// languages and two widths (make test-web). IMMEX_BRIEF keeps no pictures and
// prints, which only people look at, and asks axe in one width of each language.
func TestDeskInABrowser(t *testing.T) {
	t.Parallel()
	browser := os.Getenv("IMMEX_BROWSER")
	if browser == "" {
		t.Skip("needs a browser: make test-web")
	}
	dir := t.TempDir()
	now := time.Now()
	start := document.NewDate(now.Year(), int(now.Month()), 1).AddMonths(-19) // some lots have expired, some are about to
	truth, err := company(filepath.Join(dir, "docs"), synth.Options{Seed: 2021, Months: 3, Pedimentos: 12, Start: start, ErrorsOn: true})
	if err != nil {
		t.Fatal(err)
	}
	wrong := misprints(t, filepath.Join(dir, "docs"))
	withReviewer(t, filepath.Join(dir, "docs", "programa.yaml"))
	if a := immex(t, dir, "ingest", "docs"); a.code != exitOK && a.code != exitQuarantined {
		t.Fatalf("ingest: %d %s", a.code, a.errors)
	}
	if err := os.WriteFile(filepath.Join(dir, "factura_de_encabezados_propios.csv"), []byte(strange), 0o600); err != nil {
		t.Fatal(err)
	}
	if a := immex(t, dir, "ingest", "--rfc", truth.Company.RFC, "factura_de_encabezados_propios.csv"); a.code != exitQuarantined {
		t.Fatalf("ingest: %d %s", a.code, a.errors)
	}
	s := serve(t, dir)
	home := os.Getenv("IMMEX_WEB")
	work, err := json.Marshal(map[string]any{
		"base": strings.TrimSuffix(s.url, "/"), "setUp": s.setUp, "chromium": browser, "modules": home, "out": filepath.Join(home, "shots"), "brief": os.Getenv("IMMEX_BRIEF") != "",
		"visits": visits(t, dir, truth, wrong[0].Sha, document.HashOf([]byte(strange))), "rfc": truth.Company.RFC, "reviewer": reviewer, "wrong": wrong, "months": truth.Months, "since": start.String(), "first": firstDays(t, dir),
		"strange": strangeDay(t, dir), "waiting": waitingDay(t, dir),
	})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "work.json")
	if err := os.WriteFile(file, work, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "node", os.Getenv("IMMEX_WALK"), file).CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Error(err)
	}
}

// parameter is a part of a path that stands for something.
var parameter = regexp.MustCompile(`\{([a-z]+)\}`)

// visits are the addresses of the route table, with every parameter filled in.
func visits(t *testing.T, dir string, truth *synth.Truth, bad, invoice document.Hash) []visit {
	t.Helper()
	values := places(t, dir, truth)
	values["sha"], values["hoja"], values["factura"] = string(bad), "1", string(invoice)
	fill := func(s string) string {
		return parameter.ReplaceAllStringFunc(s, func(p string) string {
			v, ok := values[p[1:len(p)-1]]
			if !ok {
				t.Errorf("%s: no value for %s; give it one in places", s, p)
			}
			return v
		})
	}
	var out []visit
	for _, r := range desk.Routes() {
		if r.Method != http.MethodGet || r.Title.ES == "" || r.Path == "/alta" || r.Path == "/entrar/vuelta" {
			continue // forms, files, the set-up, which comes first and once, and the way back from a pool, which is not here
		}
		path := fill(strings.TrimSuffix(r.Path, "{$}"))
		for i, query := range append([]string{""}, r.Examples...) {
			name := strings.Trim(regexp.MustCompile(`[^a-z]+`).ReplaceAllString(strings.TrimPrefix(r.Path, "/p/{rfc}"), "-"), "-")
			if name == "" {
				name = "inicio"
			}
			out = append(out, visit{Name: name + strconv.Itoa(i), Path: path + fill(query), Public: r.May == nil})
			if i == 0 && r.Asks {
				out[len(out)-1].Status = http.StatusUnprocessableEntity
			}
		}
	}
	return append(out, visit{Name: "no-esta", Path: "/p/NADIE/hoy", Status: http.StatusNotFound}, visit{Name: "sin-programa", Path: "/p/SIN_PROGRAMA/hoy"})
}

// places are values for the parameters of the routes and their examples.
func places(t *testing.T, dir string, truth *synth.Truth) map[string]string {
	t.Helper()
	out := map[string]string{"rfc": truth.Company.RFC, "periodo": truth.Months[0], "tabla": "recargos", "informe": "saldos", "consulta": "faltantes"}
	for line := range strings.SplitSeq(immex(t, dir, "findings", "--rfc", truth.Company.RFC, "--json").out, "\n") {
		var f findingLine
		if json.Unmarshal([]byte(line), &f) == nil && f.Fingerprint != "" {
			out["huella"] = f.Fingerprint
			break
		}
	}
	for line := range strings.SplitSeq(immex(t, dir, "balance", "--rfc", truth.Company.RFC, "--json").out, "\n") {
		var b balanceView
		if json.Unmarshal([]byte(line), &b) == nil && len(b.Lotes) > 0 {
			out["fraccion"], out["unidad"], out["lote"] = b.Material, b.Unidad, b.Lotes[0].Lote
		}
	}
	return out
}

var (
	stream       = regexp.MustCompile(`(?s)/Filter /FlateDecode /Length \d+>>\nstream\n(.*?)\nendstream`)
	customsValue = regexp.MustCompile(`(BT [0-9.]+ 696\.00 Td \()(\d[\d,]{3,})`) // its line of the form
)

// misread is a print with a figure that does not agree with the rest of it.
type misread struct {
	Sha    document.Hash `json:"sha"`
	Number string        `json:"number"` // of its pedimento
	Read   string        `json:"read"`
	Value  string        `json:"value"` // what it should say
}

// misprints writes two prints whose customs value does not agree with the rest,
// beside the one they were made of.
func misprints(t *testing.T, docs string) (out []misread) {
	t.Helper()
	prints, err := filepath.Glob(filepath.Join(docs, "pedimento_*.pdf"))
	if err != nil || len(prints) == 0 {
		t.Fatalf("no print: %v", err)
	}
	whole, err := os.ReadFile(prints[0])
	if err != nil {
		t.Fatal(err)
	}
	number := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(prints[0]), "pedimento_"), ".pdf")
	for _, digit := range []string{"9", "8"} {
		bad, was := misprinted(t, whole, digit)
		if err := os.WriteFile(filepath.Join(docs, "impresion_con_un_"+digit+"_de_mas.pdf"), bad, 0o600); err != nil {
			t.Fatal(err)
		}
		out = append(out, misread{document.HashOf(bad), number, digit + was, was})
	}
	return out
}

// misprinted is a print with a digit too many before its customs value.
func misprinted(t *testing.T, whole []byte, digit string) (bad []byte, was string) {
	t.Helper()
	changed := 0
	bad = stream.ReplaceAllFunc(whole, func(part []byte) []byte {
		r, err := zlib.NewReader(bytes.NewReader(stream.FindSubmatch(part)[1]))
		if err != nil {
			return part
		}
		text, err := io.ReadAll(r)
		if err != nil || !customsValue.Match(text) {
			return part
		}
		changed++
		was = string(customsValue.FindSubmatch(text)[2])
		text = customsValue.ReplaceAll(text, []byte("${1}"+digit+"$2"))
		return fmt.Appendf(nil, "/Length %d>>\nstream\n%s\nendstream", len(text), text)
	})
	if changed != 1 {
		t.Fatalf("%d figures were changed", changed)
	}
	return bad, was
}

// reviewer is whom the programme names to approve its packages.
const reviewer = "Persona Uno, Gerente"

// withReviewer makes a programme file name somebody who approves.
func withReviewer(t *testing.T, file string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(b, "\nrevision:\n  aprueba: [\""+reviewer+"\"]\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
}

// firstDay is an immex run over an empty folder, and what its company has to
// deliver.
type firstDay struct {
	SetUp string   `json:"setUp"`
	Base  string   `json:"base"`
	Files []string `json:"files"`
}

// firstDays are two of them, one for each language.
func firstDays(t *testing.T, dir string) (out []firstDay) {
	t.Helper()
	docs := filepath.Join(dir, "first")
	if _, err := company(docs, synth.Options{Seed: 2021, Months: 1, Pedimentos: 12}); err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, like := range []string{"programa.yaml", "*_solicitudes.zip", "pedimento_*.pdf"} {
		found, err := filepath.Glob(filepath.Join(docs, like))
		if err != nil || len(found) == 0 {
			t.Fatalf("no %s: %v", like, err)
		}
		files = append(files, found[0])
	}
	for _, lang := range []string{"es", "en"} {
		empty := filepath.Join(dir, "empty-"+lang)
		if err := os.MkdirAll(empty, 0o750); err != nil {
			t.Fatal(err)
		}
		s := serve(t, empty)
		out = append(out, firstDay{s.setUp, strings.TrimSuffix(s.url, "/"), files})
	}
	return out
}

// otherDay is an immex run over the documents of firstDays.
type otherDay struct {
	SetUp  string  `json:"setUp"`
	Base   string  `json:"base"`
	RFC    string  `json:"rfc"`
	Visits []visit `json:"visits,omitempty"`
}

// otherFolder takes in the documents of firstDays, and more.
func otherFolder(t *testing.T, dir, name string, more map[string]string) (folder string, truth *synth.Truth) {
	t.Helper()
	folder = filepath.Join(dir, name)
	docs := filepath.Join(folder, "docs")
	truth, err := company(docs, synth.Options{Seed: 2021, Months: 1, Pedimentos: 12})
	if err != nil {
		t.Fatal(err)
	}
	if a := immex(t, folder, "ingest", "docs"); a.code != exitOK && a.code != exitQuarantined {
		t.Fatalf("ingest: %d %s", a.code, a.errors)
	}
	odd := filepath.Join(folder, "odd")
	for name, text := range more {
		if err := os.MkdirAll(odd, 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(odd, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if len(more) > 0 {
		if a := immex(t, folder, "ingest", "--rfc", truth.Company.RFC, "odd"); a.code != exitOK && a.code != exitQuarantined {
			t.Fatalf("ingest: %d %s", a.code, a.errors)
		}
	}
	return folder, truth
}

// waitingDay is one whose pages wait for nothing: each says first that it is
// being worked out.
func waitingDay(t *testing.T, dir string) otherDay {
	t.Helper()
	folder, truth := otherFolder(t, dir, "waiting", nil)
	s := serveWaiting(t, folder, "1ns")
	return otherDay{s.setUp, strings.TrimSuffix(s.url, "/"), truth.Company.RFC, nil}
}

// strangeDay is one whose part numbers, suppliers, notes, mails and names of
// files are markup, formulas, from right to left and words of ten thousand
// letters.
func strangeDay(t *testing.T, dir string) otherDay {
	t.Helper()
	texts := []string{
		`"><script>alert(9)</script><img src=x onerror=alert(9)>`, `=HYPERLINK("http://x","y")`, "\u202Egnp.exe\u202C \u0645\u0631\u062D\u0628\u0627", strings.Repeat("W", 10_000), `{{.Token}}`,
	}
	more := map[string]string{}
	for i, s := range texts {
		cell, n := `"`+strings.ReplaceAll(s, `"`, `""`)+`"`, strconv.Itoa(i)
		name := strings.ReplaceAll(s[:min(len(s), 200)], "/", "") + n
		more[name+".csv"] = "parte,descripcion,fraccion,umc,umt,vigente_desde\n" + cell + "," + cell + ",85366999,6,6,2020-01-01\n"
		more["alias"+n+".csv"] = "alias,parte,de,vigente_desde\n" + cell + "," + cell + "," + cell + ",2020-01-01\n"
		more["factura"+n+".csv"] = cell + ",,,\nInvoice No,INV-" + n + ",Date,2021-03-04\nITEM NO,QTY,PRICE,AMOUNT\nP-1,1,2,2\n,,Grand total,2\n"
		more["correo"+n+".eml"] = "From: a@example.com\r\nTo: b@example.com\r\nSubject: " + s[:min(len(s), 900)] + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx\r\n"
	}
	folder, truth := otherFolder(t, dir, "strange", more)
	long := document.HashOf([]byte(more["factura3.csv"]))
	out := otherDay{RFC: truth.Company.RFC, Visits: visits(t, folder, truth, long, long)}
	for i, s := range texts {
		q := url.QueryEscape(s[:min(len(s), 1000)])
		for _, path := range []string{"documentos?q=", "puedo?clave=RT&cantidad=1&parte=", "saldos?por=lote&parte=", "hallazgos?estado=todos&documento=", "trazabilidad?clave="} {
			screen, _, _ := strings.Cut(path, "?")
			out.Visits = append(out.Visits, visit{Name: screen + "-" + strconv.Itoa(i), Path: "/p/" + out.RFC + "/" + path + q, Status: -1})
		}
		for _, file := range []string{"factura", "correo"} {
			name := map[string]string{"factura": "factura" + strconv.Itoa(i) + ".csv", "correo": "correo" + strconv.Itoa(i) + ".eml"}[file]
			out.Visits = append(out.Visits, visit{Name: file + "-" + strconv.Itoa(i), Path: "/p/" + out.RFC + "/documentos/" + string(document.HashOf([]byte(more[name])))})
		}
	}
	s := serve(t, folder)
	out.SetUp, out.Base = s.setUp, strings.TrimSuffix(s.url, "/")
	return out
}

// strange is an invoice with headings of its supplier's own.
const strange = "EXAMPLE PARTS INC,,,\nInvoice No,INV-77,Date,2021-03-04\nITEM NO,QTY,PRICE,AMOUNT\nP-1,1000,0.25,250.00\n,,Grand total,250.00\n"
