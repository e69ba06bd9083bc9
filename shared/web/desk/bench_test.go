package desk_test

import (
	"cmp"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/desk"
)

// limit is what a list page may take at the 99th percentile, in milliseconds.
const limit = 150

// ask is one request of a role and the time the server took for it.
func (p *plant) ask(b *testing.B, role access.Role, path string) (*httptest.ResponseRecorder, time.Duration) {
	b.Helper()
	r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, path, http.NoBody)
	r.Host, r.RemoteAddr = "127.0.0.1:8080", "127.0.0.1:5000"
	r.AddCookie(&http.Cookie{Name: "immex_sesion", Value: p.sessions[role]})
	rec := httptest.NewRecorder()
	start := time.Now()
	p.desk.ServeHTTP(rec, r)
	return rec, time.Since(start)
}

var (
	linked  = regexp.MustCompile(`href="[^"]*/autoridad/([a-z]+)"`)
	printed = regexp.MustCompile(`href="[^"]*/hallazgo/([^"?]+)"`)
)

// asked are more addresses of some screens than their route has examples: what
// people look for in a large plant.
func (p *plant) asked(path string) []string {
	switch strings.TrimPrefix(path, "/p/{rfc}/") {
	case "documentos":
		return []string{"?q=2022&pagina=7", "?q=zip+escaneo", "?tipo=pedimento&mes=2022-03&fuente=datastage", "?q=a+e+i+o+1+2+3"}
	case "saldos":
		return []string{"?por=lote", "?por=lote&pagina=30", "?por=parte&aduana=240", "?al=2022-06-30", "?por=lote&al=2022-06-30&pagina=5"}
	case "hallazgos":
		return []string{
			"?estado=todos", "?estado=abierto&pagina=40", "?severidad=warning", "?periodo=2022", "?documento=" + p.places["lote"][:9], "?patente=" + p.places["lote"][4:8],
			"?codigo=bom_missing", "?proveedor=a&pagina=3", "?asignado=rosa", "?severidad=error&periodo=2022-03", "?documento=zip",
		}
	case "conciliacion":
		return []string{"?con=datastage&pagina=9", "?con=cove&pagina=3", "?con=cfdi&pagina=20"}
	case "bitacora":
		return []string{"?usuario=rosa&pagina=3", "?escribe=1", "?antes=5500&pagina=4", "?papel=viewer"}
	case "usuarios":
		return []string{"?pagina=3", "?usuario=persona-17"}
	case "calendario":
		return []string{"?anio=2026", "?anio=1999"}
	}
	return nil
}

// addresses are those of a route: without and with its examples, the second
// page and one far beyond the last, and more of what people look for.
func (p *plant) addresses(b *testing.B, r *desk.Route) (out []string) {
	b.Helper()
	queries := slices.Concat([]string{"", "?pagina=2", "?pagina=100000"}, r.Examples, p.asked(r.Path))
	paths := []string{strings.TrimSuffix(r.Path, "{$}")}
	switch {
	case strings.Contains(r.Path, "{informe}"):
		page, _ := p.figures(b, access.Admin, "/p/"+p.rfc+"/autoridad")
		paths = nil
		for _, m := range linked.FindAllStringSubmatch(page.Body.String(), -1) {
			paths = append(paths, strings.Replace(r.Path, "{informe}", m[1], 1))
		}
	case strings.Contains(r.Path, "{tabla}"):
		paths = nil
		for _, t := range catalog.LawTables() {
			paths = append(paths, strings.Replace(r.Path, "{tabla}", t.Name, 1))
		}
	case r.Shelf && !strings.Contains(r.Path, "{sha}"):
		paths = append(paths, strings.Replace(r.Path, "{rfc}", step.Unassigned, 1))
	}
	for _, q := range queries { // of one period after the other: the reports of one are kept
		for _, path := range paths {
			out = append(out, parameter.ReplaceAllStringFunc(path+q, func(s string) string {
				return url.PathEscape(p.places[s[1:len(s)-1]])
			}))
		}
	}
	return out
}

// BenchmarkDesk asks every page of the route table over and over as everybody who
// may, in the steady state and right after something came in, and tells how long
// the server took.
func BenchmarkDesk(b *testing.B) {
	p := newPlant(b, wholePlant())
	for _, r := range desk.Routes() {
		if r.Method != http.MethodGet || r.Title.ES == "" || len(r.May) == 0 {
			continue
		}
		b.Run(strings.TrimPrefix(r.Path, "/p/{rfc}/"), func(b *testing.B) { p.measure(b, &r) })
	}
}

// figures asks until the page shows figures, which may be worked out meanwhile,
// or so long has passed.
func (p *plant) figures(b *testing.B, role access.Role, path string) (*httptest.ResponseRecorder, time.Duration) {
	b.Helper()
	start := time.Now()
	for {
		got, _ := p.ask(b, role, path)
		if got.Code >= http.StatusInternalServerError {
			b.Fatalf("%s answers %d", path, got.Code)
		}
		if took := time.Since(start); got.Code != http.StatusAccepted || took > settleWithin {
			return got, took
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// settleWithin is how long an address is waited for that works its figures out:
// one that takes longer is measured as it answers meanwhile.
const settleWithin = 2 * time.Minute

// timed is one request and how long the server took for it.
type timed struct {
	path string
	took time.Duration
}

// measure reports the percentiles of a route: of all its addresses in the steady
// state, and of the first answer after something came in, with the longest
// time until the page showed its figures; and how long it took to show them for
// the first time ever.
func (p *plant) measure(b *testing.B, r *desk.Route) {
	b.Helper()
	const rounds, patience = 100, 15 * time.Second
	if strings.Contains(r.Path, "{huella}") && p.places["huella"] == "" {
		page, _ := p.figures(b, access.Admin, "/p/"+p.rfc+"/hallazgos?estado=todos")
		if m := printed.FindStringSubmatch(page.Body.String()); m != nil {
			p.places["huella"] = m[1]
		}
	}
	all := p.addresses(b, r)
	peak := watchHeap()
	_, start := p.figures(b, r.May[0], all[0])
	var first, shown, steady []timed
	allocated := uint64(0)
	for b.Loop() {
		n := max(rounds, 3*len(all))
		for i, path := range all {
			if got, _ := p.figures(b, r.May[0], path); got.Code == http.StatusAccepted {
				b.Logf("%s is still being worked out", path)
			}
			before := allocations()
			for k := range max(1, n/len(all)) {
				_, took := p.ask(b, r.May[(i+k)%len(r.May)], path)
				steady = append(steady, timed{path, took})
			}
			allocated += allocations() - before
		}
		for spent, i := time.Duration(0), 0; i < len(all); i++ {
			if spent < patience { // a page that works long is not asked for anew at every address
				p.arrive(b)
			}
			got, took := p.ask(b, r.May[i%len(r.May)], all[i])
			first = append(first, timed{all[i], took})
			if got.Code == http.StatusAccepted && spent < patience {
				_, more := p.figures(b, r.May[0], all[i])
				took += more
			}
			shown, spent = append(shown, timed{all[i], took}), spent+took
		}
	}
	b.ReportMetric(permille(steady, 500), "p50-ms")
	b.ReportMetric(permille(steady, 990), "p99-ms")
	b.ReportMetric(permille(first, 990), "first-p99-ms")
	b.ReportMetric(permille(first, 1000), "first-ms")
	b.ReportMetric(permille(shown, 1000), "figures-ms")
	b.ReportMetric(float64(start.Milliseconds()), "start-ms")
	b.ReportMetric(float64(allocated)/float64(len(steady))/1024, "KiB/page")
	b.ReportMetric(float64(peak())/(1<<20), "peak-heap-MiB")
	b.ReportMetric(0, "ns/op")
	if worst := max(permille(steady, 990), permille(first, 990)); worst > limit {
		b.Logf("over %d ms: %s steady, %s first", limit, steady[len(steady)-1].path, first[len(first)-1].path)
	}
}

// allocations are the bytes that were allocated since the start.
func allocations() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// permille is the time in milliseconds that so many of a thousand do not pass; it
// leaves the slowest at the end.
func permille(at []timed, n int) float64 {
	slices.SortFunc(at, func(a, b timed) int { return cmp.Compare(a.took, b.took) })
	return float64(at[(len(at)-1)*n/1000].took.Microseconds()) / 1000
}

// watchHeap samples the heap until the returned function is called.
func watchHeap() func() uint64 {
	done, result := make(chan struct{}), make(chan uint64)
	go func() {
		var peak uint64
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		for {
			metrics.Read(sample)
			peak = max(peak, sample[0].Value.Uint64())
			select {
			case <-done:
				result <- peak
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() uint64 { close(done); return <-result }
}
