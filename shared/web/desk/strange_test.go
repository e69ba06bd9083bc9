package desk_test

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"

	"example.com/immex/shared/web/access"
)

// strange are texts that would be more than text where they are not told as such.
func strange() map[string]string {
	return map[string]string{
		"markup": `"><script>alert(9)</script><img src=x onerror=alert(9)>`, "formula": `=HYPERLINK("http://x","y")`, "plus": `+1+1`, "at": `@SUM(1)`,
		"right to left": "\u202Egnp.exe\u202C \u0645\u0631\u062D\u0628\u0627", "long": strings.Repeat("W", 10_000), "template": `{{.Token}}`,
	}
}

// TestStrangeTexts: part numbers, descriptions, suppliers, notes, names of files
// and subjects of mail that are markup, formulas, from right to left or a word of
// ten thousand letters stay texts on every screen and in every download.
func TestStrangeTexts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Admin)
	b := w.signIn(t.Context(), t, "rosa")
	table := func(rows ...[]string) string {
		var s strings.Builder
		if err := csv.NewWriter(&s).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		return s.String()
	}
	for name, s := range strange() {
		w.take(t, "partes "+s[:min(len(s), 200)]+".csv", table(
			[]string{"parte", "descripcion", "fraccion", "umc", "umt", "vigente_desde"}, []string{s, s, "85366999", "6", "6", "2020-01-01"}))
		w.take(t, "alias.csv", table([]string{"alias", "parte", "de", "vigente_desde"}, []string{s + "-B", s, s, "2020-01-01"}))
		w.take(t, "factura.csv", s+",,,\nInvoice No,"+strings.ReplaceAll(s, ",", " ")+",Date,2021-03-04\nITEM NO,QTY,PRICE,AMOUNT\nP-1,1,2,2\n,,Grand total,2\n")
		w.take(t, "correo.eml", "From: a@example.com\r\nTo: b@example.com\r\nSubject: "+s[:min(len(s), 900)]+"\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n"+s[:min(len(s), 900)]+"\r\n")
		note := s[:min(len(s), 1900)]
		if got := b.ask(t, http.MethodPost, "/p/"+w.rfc+"/hallazgo/"+w.fingerprint, b.form("estado", "resuelto", "nota", note, "evidencia", note)); got.status != http.StatusSeeOther && (name != "right to left" || got.status != http.StatusUnprocessableEntity) { // whose marks no table takes
			t.Errorf("a note of %s: %d", name, got.status)
		}
	}
	pages, told, in := w.pages(t), map[string]bool{}, map[bool]bool{}
	for _, s := range strange() {
		pages = append(pages, "/p/"+w.rfc+"/documentos?q="+url.QueryEscape(s[:min(len(s), 50)]), "/p/"+w.rfc+"/puedo?clave=RT&cantidad=1&parte="+url.QueryEscape(s[:min(len(s), 1000)]),
			"/p/"+w.rfc+"/saldos?por=lote&parte="+url.QueryEscape(s[:min(len(s), 1000)]))
	}
	for _, p := range append(pages, "/p/"+w.rfc+"/autoridad/materiales") {
		got := b.get(t, p)
		if got.status >= http.StatusInternalServerError {
			t.Errorf("%.100s: %d", p, got.status)
		}
		if strings.Contains(got.body, "&lt;script&gt;alert(9)") {
			screen, _, _ := strings.Cut(strings.TrimPrefix(p, "/p/"+w.rfc+"/"), "?")
			told[strings.Split(screen, "/")[0]] = true
		}
		inert(t, p, got.body)
		join := "?"
		if strings.Contains(p, "?") {
			join = "&"
		}
		if file := b.get(t, p+join+"formato=csv"); strings.HasPrefix(file.header.Get("Content-Type"), "text/csv") {
			harmless(t, p, file.body)
			got := b.get(t, p+join+"formato=xlsx")
			in[opens(t, p, got.body)] = true
		}
	}
	if !in[true] {
		t.Error("no strange text was seen in a workbook")
	}
	for _, screen := range []string{"documentos", "hallazgo", "puedo", "saldos"} {
		if !told[screen] {
			t.Errorf("no strange text was seen on %s, but on %v", screen, told)
		}
	}
}

// inert finds nothing on a page that would run or load.
func inert(t *testing.T, path, body string) {
	t.Helper()
	scripts := 0
	walk(t, body, func(n *html.Node) {
		if n.Type != html.ElementNode {
			return
		}
		switch n.Data {
		case "script":
			scripts++
		case "style", "iframe", "object", "img":
			t.Errorf("%.100s has a <%s>", path, n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(strings.ToLower(a.Val), "javascript:") {
				t.Errorf("%.100s has %s=%.100q", path, a.Key, a.Val)
			}
		}
	})
	if scripts > 2 {
		t.Errorf("%.100s has %d scripts", path, scripts)
	}
}

// harmless finds no cell that a spreadsheet would work out.
func harmless(t *testing.T, path, body string) {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff")))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Errorf("%.100s: %v", path, err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+@\t\r", rune(cell[0])) || strings.HasPrefix(cell, "-") && strings.ContainsAny(cell, "(ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
				t.Errorf("%.100s: a cell begins %.40q", path, cell)
			}
		}
	}
}

// opens reads a workbook as a spreadsheet does: its cells are texts and figures,
// none is worked out or leads away. It reports one that is strange.
func opens(t *testing.T, path, body string) (strange bool) {
	t.Helper()
	f, err := excelize.OpenReader(strings.NewReader(body))
	if err != nil {
		t.Errorf("%.100s: %v", path, err)
		return false
	}
	defer func() { _ = f.Close() }()
	f.Pkg.Range(func(name, content any) bool {
		part, ok := content.([]byte)
		if !ok {
			t.Errorf("%.100s: %v is %T", path, name, content)
		}
		for _, bad := range []string{"<f>", "<f ", "<hyperlink", "oleObject", "externalLink"} {
			if bytes.Contains(part, []byte(bad)) {
				t.Errorf("%.100s: %v has %s", path, name, bad)
			}
		}
		strange = strange || bytes.Contains(part, []byte("&lt;script&gt;alert(9)"))
		return true
	})
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil || len(rows) == 0 {
			t.Errorf("%.100s: %d rows of %s, %v", path, len(rows), sheet, err)
		}
	}
	return strange
}
