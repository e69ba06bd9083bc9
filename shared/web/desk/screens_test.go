package desk_test

import (
	"encoding/csv"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/page"
)

// TestChartsComeDown: the table beside each chart of the balances is a file as well,
// of the same lots and day; a name that is none of the page is not there.
func TestChartsComeDown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	b := w.signIn(t.Context(), t, "rosa")
	path := "/p/" + w.rfc + "/saldos?al=2021-02-20"
	lots, err := csv.NewReader(strings.NewReader(b.get(t, path+"&por=lote&formato=csv").body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	screen, due, want := b.get(t, path).body, slices.Index(lots[0], "vence"), map[string]int{}
	for _, lot := range lots[1:] {
		want["antiguedad"]++
		if lot[due] != "" { // a month has those that fall due
			want["meses"]++
		}
	}
	for _, name := range []string{"antiguedad", "meses"} {
		rows, err := csv.NewReader(strings.NewReader(b.get(t, path+"&formato=csv&tabla="+name).body)).ReadAll()
		if err != nil || len(rows) < 2 || rows[0][4] != "tramo" {
			t.Fatalf("%s: %v %v", name, rows, err)
		}
		n := 0
		for _, row := range rows[1:] {
			lots, err := strconv.Atoi(row[5])
			if err != nil {
				t.Fatal(err)
			}
			n += lots
			if !strings.Contains(screen, ">"+row[4]+"<") {
				t.Errorf("%s: the page does not show %q", name, row[4])
			}
		}
		if n != want[name] || n == 0 {
			t.Errorf("%s: %d lots, and the list has %d", name, n, want[name])
		}
		if !strings.Contains(screen, "formato=xlsx&amp;tabla="+name) {
			t.Errorf("%s: the page does not offer it", name)
		}
	}
	if got := b.get(t, path+"&formato=csv&tabla=otra"); got.status != http.StatusNotFound {
		t.Errorf("another table: %d", got.status)
	}
}

// TestDownloadIsTheScreen: the rows of all pages of a list are those of its
// file, in the same order, and the file has every one.
func TestDownloadIsTheScreen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	b := w.signIn(t.Context(), t, "rosa")
	for _, query := range []string{"?por=lote&al=2021-02-20", "?por=fraccion&al=2021-02-20", "?por=parte", "?por=aduana", "?por=pedimento&conocido=2022-08-01"} {
		path := "/p/" + w.rfc + "/saldos" + query
		file := b.get(t, path+"&formato=csv")
		rows, err := csv.NewReader(strings.NewReader(file.body)).ReadAll()
		if err != nil || len(rows) < 2 || !strings.HasPrefix(file.header.Get("Content-Disposition"), "attachment; filename=") {
			t.Fatalf("%s: %d rows, %v, %v", path, len(rows), err, file.header)
		}
		var shown [][]string
		for n := 1; ; n++ {
			got := b.get(t, path+"&pagina="+string(rune('0'+n)))
			table := cells(t, got.body)
			if len(table)-1 > page.PerPage {
				t.Errorf("%s page %d has %d rows", path, n, len(table)-1)
			}
			shown = append(shown, table[1:]...)
			if !strings.Contains(got.body, `rel="next"`) {
				break
			}
		}
		var want [][]string
		_, filter, filtered := strings.Cut(query, "&conocido=")
		for _, r := range rows[1:] {
			if filtered != strings.HasSuffix(r[3], " (conocido="+filter+")") {
				t.Errorf("%s: the file is of %q", query, r[3])
			}
			r = r[4:] // of which programme and day
			for i := range r {
				if r[i] == "" {
					r[i] = "—"
				}
			}
			want = append(want, r)
		}
		for _, r := range shown {
			for i := range r {
				if _, err := money.Parse(strings.ReplaceAll(r[i], ",", "")); err == nil {
					r[i] = strings.ReplaceAll(r[i], ",", "")
				}
			}
		}
		if diff := cmp.Diff(want, shown); diff != "" {
			t.Errorf("%s (-file +screen):\n%s", path, diff)
		}
		if x := b.get(t, path+"&formato=xlsx"); x.status != http.StatusOK || !strings.HasPrefix(x.body, "PK") {
			t.Errorf("%s: xlsx %d", path, x.status)
		}
	}
}

// TestBalancesAreTheBooks: what the screen adds up is what the books have left.
func TestBalancesAreTheBooks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Officer)
	b := w.signIn(t.Context(), t, "rosa")
	for _, day := range []string{"2021-01-10", "2021-02-20", "2022-08-01"} {
		on, err := document.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for k, n := range w.left(t, on) {
			want[k] = money.FromMicros(n).String()
		}
		got := map[string]string{}
		rows, err := csv.NewReader(strings.NewReader(b.get(t, "/p/"+w.rfc+"/saldos?formato=csv&al="+day).body)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows[1:] {
			got[r[4]+" "+strings.Fields(r[5])[0]] = r[7]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-books +screen):\n%s", day, diff)
		}
		if len(want) == 0 {
			t.Errorf("%s: nothing to compare", day)
		}
	}
	// Nobody knew anything before the documents came.
	if got := b.get(t, "/p/"+w.rfc+"/saldos?conocido=2022-07-31"); got.status != http.StatusOK || !strings.Contains(got.body, "Nada queda ese día") || !strings.Contains(got.body, "2022-08-01T04:59:59.999999999Z") {
		t.Errorf("known before: %d", got.status)
	}
	for _, bad := range []string{"?al=2021-02-30", "?al=ayer", "?conocido=1", "?formato=pdf"} {
		if got := b.get(t, "/p/"+w.rfc+"/saldos"+bad); got.status != http.StatusBadRequest {
			t.Errorf("%s: %d", bad, got.status)
		}
	}
	if got := b.get(t, "/p/"+w.rfc+"/saldos?por=color"); got.status != http.StatusNotFound {
		t.Errorf("by colour: %d", got.status)
	}
}

// TestMorning holds the first screen against the documents and the books.
func TestMorning(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	got := b.get(t, "/p/"+w.rfc+"/hoy")
	for _, want := range []string{
		"zip_damaged", "Documentos en cuarentena", "2021-02", "Paquetes por compilar o aprobar", "Encuesta", "2023-05-31", "SCCCyG", "formato C3", "60 días naturales desde la constancia. Sin dato: corre desde la constancia", "cuarentena 7", "Lotes por vencer", `name="cantidad"`,
	} {
		if !strings.Contains(got.body, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	got = b.get(t, "/p/SIN_PROGRAMA/hoy")
	if strings.Contains(got.body, "Saldos") || strings.Contains(got.body, `name="cantidad"`) || !strings.Contains(got.body, "zip_damaged") {
		t.Error("the shelf of nobody has books")
	}
	if got := b.get(t, "/p/SIN_PROGRAMA/saldos"); got.status != http.StatusNotFound {
		t.Errorf("balances of nobody: %d", got.status)
	}
}

// TestPlan asks whether something can leave.
func TestPlan(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.person(t, "rosa", access.Viewer)
	b := w.signIn(t.Context(), t, "rosa")
	first := slices.Min(slices.Collect(maps.Keys(w.left(t, document.NewDate(2021, 2, 20)))))
	fraccion, unit, _ := strings.Cut(first, " ")
	at := "/p/" + w.rfc + "/puedo?fecha=2021-02-20&unidad=" + unit
	for query, want := range map[string]struct {
		status int
		says   string
	}{
		"&clave=RT&cantidad=0.000001&fraccion=" + fraccion:  {200, "Sí: alcanza."},
		"&clave=RT&cantidad=999999999&fraccion=" + fraccion: {200, "No alcanza."},
		"&clave=RT&cantidad=1&parte=NO-HAY":                 {200, "No alcanza."},
		"&clave=IN&cantidad=1&fraccion=" + fraccion:         {422, "no saca nada"},
		"&clave=RT&cantidad=1":                              {422, "parte o fracción"},
		"&clave=RT&cantidad=-1&fraccion=" + fraccion:        {422, "mayor que cero"},
		"&clave=RT&cantidad=1.0000001&fraccion=" + fraccion: {422, "seis decimales"},
		"":                             {422, "qué operación"},
		"&clave=RT&fecha=x&cantidad=1": {422, "parte o fracción"}, // the first date counts
	} {
		got := b.get(t, at+query)
		if got.status != want.status || !strings.Contains(got.body, want.says) {
			t.Errorf("%s: %d, expected %d and %q", query, got.status, want.status, want.says)
		}
	}
	file := b.get(t, at+"&clave=RT&cantidad=0.000001&formato=csv&fraccion="+fraccion)
	rows, err := csv.NewReader(strings.NewReader(file.body)).ReadAll()
	if err != nil || len(rows) != 2 || !slices.Equal(rows[0][4:], step.BrokerColumns()) || len(rows[1][4]) != 15 {
		t.Errorf("for the broker: %v %v", rows, err)
	}
}
