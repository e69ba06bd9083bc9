package e2e_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// mishap is how a call to AWS fails.
type mishap string

const (
	throttled mishap = "throttle"
	failing   mishap = "500"
	silent    mishap = "timeout"    // it never arrives, and the function is ended at its time limit
	lost      mishap = "reply lost" // it is done, and the connection breaks
	killed    mishap = "killed"     // it is done, and the process dies before it hears of it
)

func mishaps() []mishap { return []mishap{throttled, failing, silent, lost, killed} }

// gate stands before all services. It counts the calls of one function, known
// by the application id in its user agent, and fails one of them.
type gate struct {
	t *testing.T

	mu     sync.Mutex
	verb   string
	calls  []string // of verb, since it was armed
	at     int      // the call that fails; none below 0
	kind   mishap
	struck bool
	expire func() // the platform ends the invocation
	kill   func() // the process dies
}

// arm makes call at of a function fail; below 0 its calls are only counted.
func (g *gate) arm(verb string, at int, kind mishap, expire, kill func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.verb, g.calls, g.at, g.kind, g.struck, g.expire, g.kill = verb, nil, at, kind, false, expire, kill
}

// disarm gives the calls counted and whether one of them failed.
func (g *gate) disarm() (calls []string, struck bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	calls, struck = g.calls, g.struck
	g.verb, g.calls, g.struck = "", nil, false
	return calls, struck
}

// decide gives what happens to a request.
func (g *gate) decide(r *http.Request) (kind mishap, expire, kill func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.verb == "" || !strings.Contains(r.UserAgent()+" ", "app/"+g.verb+" ") {
		return "", nil, nil
	}
	g.calls = append(g.calls, operation(r))
	if len(g.calls)-1 != g.at {
		return "", nil, nil
	}
	g.struck = true
	return g.kind, g.expire, g.kill
}

// operation names a call: the target of those in JSON, else method and shelf.
func operation(r *http.Request) string {
	if target := r.Header.Get("X-Amz-Target"); target != "" {
		return target[strings.LastIndexByte(target, '.')+1:]
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	return r.Method + " " + first[strings.LastIndexByte(first, '-')+1:]
}

// before gives the address of the gate before a service.
func (g *gate) before(endpoint string) string {
	to, err := url.Parse(endpoint)
	if err != nil {
		g.t.Fatal(err)
	}
	proxy := passing(to)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !whole(w, r) {
			return
		}
		kind, expire, kill := g.decide(r)
		switch kind {
		case "":
			proxy.ServeHTTP(w, r)
			return
		case throttled:
			refuse(w, r, throttling(r))
			return
		case failing:
			refuse(w, r, refusal{http.StatusInternalServerError, "InternalServerError"})
			return
		case silent:
			_, _ = io.Copy(io.Discard, r.Body)
			expire()
			<-r.Context().Done()
			return
		case lost, killed:
		}
		proxy.ServeHTTP(httptest.NewRecorder(), r)
		if kind == killed {
			kill()
			<-r.Context().Done()
			return
		}
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			g.t.Error(err)
			return
		}
		_, _ = conn.Write([]byte("HTTP/1.1 200 OK\r\nContent-Le")) // begun, so that no transport repeats it by itself
		_ = conn.Close()
	}))
	g.t.Cleanup(server.Close)
	return server.URL
}

type refusal struct {
	status int
	code   string
}

// throttling is how the service of a request says that it is asked too much.
func throttling(r *http.Request) refusal {
	switch target := r.Header.Get("X-Amz-Target"); {
	case strings.HasPrefix(target, "DynamoDB"):
		return refusal{http.StatusBadRequest, "ProvisionedThroughputExceededException"}
	case target != "":
		return refusal{http.StatusBadRequest, "ThrottlingException"}
	case strings.HasPrefix(r.URL.Path, "/v2/email"), strings.HasPrefix(r.URL.Path, "/2015-03-31"):
		return refusal{http.StatusTooManyRequests, "TooManyRequestsException"}
	}
	return refusal{http.StatusServiceUnavailable, "SlowDown"}
}

func refuse(w http.ResponseWriter, r *http.Request, why refusal) {
	_, _ = io.Copy(io.Discard, r.Body)
	if r.Header.Get("X-Amz-Target") == "" && why.code != "TooManyRequestsException" {
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(why.status)
		_, _ = fmt.Fprintf(w, "<Error><Code>%s</Code><Message>made to</Message></Error>", why.code)
		return
	}
	w.Header().Set("Content-Type", "application/x-amz-json-1.0")
	w.Header().Set("X-Amzn-Errortype", why.code)
	w.WriteHeader(why.status)
	_, _ = fmt.Fprintf(w, `{"__type":%q,"message":"made to"}`, why.code)
}
