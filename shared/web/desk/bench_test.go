package desk_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/web/desk"
)

// limit is what a list page may take at the 99th percentile, in milliseconds.
const limit = 150

// ask is one request and the time the server took for it.
func (p *plant) ask(b *testing.B, path string) (*httptest.ResponseRecorder, time.Duration) {
	b.Helper()
	r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, path, http.NoBody)
	r.Host, r.RemoteAddr = "127.0.0.1:8080", "127.0.0.1:5000"
	r.AddCookie(&http.Cookie{Name: "immex_sesion", Value: p.session})
	rec := httptest.NewRecorder()
	start := time.Now()
	p.desk.ServeHTTP(rec, r)
	return rec, time.Since(start)
}

var (
	linked  = regexp.MustCompile(`href="[^"]*/autoridad/([a-z]+)"`)
	printed = regexp.MustCompile(`href="[^"]*/hallazgo/([^"?]+)"`)
)

// addresses are those of a route: without and with its examples, the second
// page and one far beyond the last, and more of what people look for.
func (p *plant) addresses(b *testing.B, r *desk.Route) (out []string) {
	b.Helper()
	queries := append([]string{"", "?pagina=2", "?pagina=100000"}, r.Examples...)
	switch {
	case strings.HasSuffix(r.Path, "/documentos"):
		queries = append(queries, "?q=2022&pagina=7", "?q=zip+escaneo", "?tipo=pedimento&mes=2022-03&fuente=datastage", "?q=a+e+i+o+1+2+3")
	case strings.HasSuffix(r.Path, "/saldos"):
		queries = append(queries, "?por=lote", "?por=lote&pagina=30", "?por=parte&aduana=240", "?al=2022-06-30", "?por=lote&al=2022-06-30&pagina=5")
	}
	paths := []string{strings.TrimSuffix(r.Path, "{$}")}
	if strings.Contains(r.Path, "{informe}") {
		page, _ := p.figures(b, "/p/"+p.rfc+"/autoridad")
		paths = nil
		for _, m := range linked.FindAllStringSubmatch(page.Body.String(), -1) {
			paths = append(paths, strings.Replace(r.Path, "{informe}", m[1], 1))
		}
	}
	for _, path := range paths {
		for _, q := range queries {
			out = append(out, parameter.ReplaceAllStringFunc(path+q, func(s string) string {
				return url.PathEscape(p.places[s[1:len(s)-1]])
			}))
		}
	}
	return out
}

// BenchmarkDesk asks every page of the route table over and over, in the steady
// state and right after something came in, and tells how long the server took.
func BenchmarkDesk(b *testing.B) {
	p := newPlant(b, wholePlant())
	for _, r := range desk.Routes() {
		if r.Method != http.MethodGet || r.Title.ES == "" || !strings.Contains(r.Path, "{rfc}") {
			continue
		}
		b.Run(strings.TrimPrefix(r.Path, "/p/{rfc}/"), func(b *testing.B) { p.measure(b, &r) })
	}
}

// figures asks until the page shows figures, which may be worked out meanwhile.
func (p *plant) figures(b *testing.B, path string) (*httptest.ResponseRecorder, time.Duration) {
	b.Helper()
	start := time.Now()
	for {
		got, _ := p.ask(b, path)
		if got.Code >= http.StatusInternalServerError {
			b.Fatalf("%s answers %d", path, got.Code)
		}
		if got.Code != http.StatusAccepted {
			return got, time.Since(start)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// measure reports the percentiles of a route: of all its addresses in the steady
// state, and of the first answer after something came in, with the longest
// time until the page showed its figures; and how long it took to show them for
// the first time ever.
func (p *plant) measure(b *testing.B, r *desk.Route) {
	b.Helper()
	const rounds, patience = 100, 15 * time.Second
	if strings.Contains(r.Path, "{huella}") && p.places["huella"] == "" {
		page, _ := p.figures(b, "/p/"+p.rfc+"/hallazgos?estado=todos")
		if m := printed.FindStringSubmatch(page.Body.String()); m != nil {
			p.places["huella"] = m[1]
		}
	}
	all := p.addresses(b, r)
	peak := watchHeap()
	_, start := p.figures(b, all[0])
	for _, path := range all { // what takes long is worked out before the steady state
		p.figures(b, path)
	}
	var first, shown, steady []time.Duration
	for b.Loop() {
		for i := range max(rounds, 3*len(all)) {
			_, took := p.ask(b, all[i%len(all)])
			steady = append(steady, took)
		}
		for spent, i := time.Duration(0), 0; i < len(all); i++ {
			if spent < patience { // a page that works long is not asked for anew at every address
				p.arrive(b)
			}
			got, took := p.ask(b, all[i])
			first = append(first, took)
			if got.Code == http.StatusAccepted {
				_, more := p.figures(b, all[i])
				took += more
			}
			shown, spent = append(shown, took), spent+took
		}
	}
	b.ReportMetric(permille(steady, 500), "p50-ms")
	b.ReportMetric(permille(steady, 990), "p99-ms")
	b.ReportMetric(permille([]time.Duration{start}, 1000), "start-ms")
	b.ReportMetric(permille(first, 1000), "first-ms")
	b.ReportMetric(permille(shown, 1000), "figures-ms")
	b.ReportMetric(float64(peak())/(1<<20), "peak-heap-MiB")
	b.ReportMetric(0, "ns/op")
	if worst := max(permille(steady, 990), permille(first, 990)); worst > limit {
		b.Logf("over %d ms", limit)
	}
}

// permille is the time in milliseconds that so many of a thousand do not pass.
func permille(at []time.Duration, n int) float64 {
	slices.Sort(at)
	return float64(at[(len(at)-1)*n/1000].Microseconds()) / 1000
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
