package cloud

import (
	"bytes"
	"context"
	"encoding/base64"
	"net"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/aws/aws-lambda-go/events"

	"example.com/immex/shared/fault"
)

// maxPlain is how long a text goes as text: JSON may make six bytes of one.
const maxPlain = 512 << 10

// Front serves a site behind an HTTP API: all paths of its one route, with
// cookies both ways and bytes of any kind. Which name was asked for and from
// where is what the gateway says, not a header.
//
// lambdaurl of aws-lambda-go streams its answers, which an HTTP API does not
// take.
func Front(h http.Handler) func(context.Context, events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	return func(ctx context.Context, e events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
		r, err := visit(ctx, &e)
		if err != nil {
			return events.APIGatewayV2HTTPResponse{}, fault.New(fault.Corrupt, "read a request", err)
		}
		w := &response{header: http.Header{}, status: http.StatusOK}
		h.ServeHTTP(w, r)
		out := events.APIGatewayV2HTTPResponse{StatusCode: w.status, Headers: map[string]string{}, Cookies: w.header.Values("Set-Cookie")}
		for name, values := range w.header {
			if name != "Set-Cookie" {
				out.Headers[name] = strings.Join(values, ", ")
			}
		}
		if out.Body = w.body.String(); len(out.Body) > maxPlain || !utf8.ValidString(out.Body) {
			out.Body, out.IsBase64Encoded = base64.StdEncoding.EncodeToString(w.body.Bytes()), true
		}
		return out, nil
	}
}

// visit is the request of an event. Whether the gateway has unescaped the path
// already is its affair: no path of ours has a percent sign.
func visit(ctx context.Context, e *events.APIGatewayV2HTTPRequest) (*http.Request, error) {
	body := []byte(e.Body)
	if e.IsBase64Encoded {
		var err error
		if body, err = base64.StdEncoding.DecodeString(e.Body); err != nil {
			return nil, err //nolint:wrapcheck // wrapped by the caller
		}
	}
	path, err := url.PathUnescape(e.RawPath)
	if err != nil {
		path = e.RawPath
	}
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	r, err := http.NewRequestWithContext(ctx, e.RequestContext.HTTP.Method, "/", bytes.NewReader(body))
	if err != nil {
		return nil, err //nolint:wrapcheck // wrapped by the caller
	}
	r.URL = &url.URL{Path: path, RawQuery: e.RawQueryString}
	r.RequestURI = r.URL.RequestURI()
	for name, value := range e.Headers {
		r.Header.Set(name, value)
	}
	r.Header.Del("Cookie")
	if len(e.Cookies) > 0 {
		r.Header.Set("Cookie", strings.Join(e.Cookies, "; "))
	}
	r.Host, r.RemoteAddr = e.RequestContext.DomainName, net.JoinHostPort(e.RequestContext.HTTP.SourceIP, "0")
	return r, nil
}
