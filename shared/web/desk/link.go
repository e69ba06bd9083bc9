package desk

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/access"
)

// linkHolds is how long the link of a download holds: a browser follows it at
// once.
const linkHolds = time.Minute

// linkKey is the part of an address that makes it a link: until when it holds,
// a dot, and what proves it.
const linkKey = "enlace"

// Links gives addresses elsewhere that hold for a short time: who has one has
// the bytes.
type Links interface {
	// Kept is the address of an object of the first of some shelves that has it;
	// a fault Misconfigured when none has.
	Kept(ctx context.Context, rfc string, shelves []step.Shelf, h document.Hash, f File, holds time.Duration) (string, error)
	// Made keeps bytes and is their address.
	Made(ctx context.Context, rfc string, b []byte, f File, holds time.Duration) (string, error)
	// Most is how many bytes an answer may carry itself.
	Most() int
}

// File is as what a download is offered.
type File struct{ Name, Type string }

// gives reports a request whose answer is a file to keep.
func (q *Ask) gives() bool {
	return q.Route.reads() && (q.Route.Gives || q.URL.Query().Get("formato") != "")
}

// bare is the address without what makes it a link, so that one link is good for
// one download of one programme.
func (q *Ask) bare() string {
	at := *q.URL
	v := at.Query()
	v.Del(linkKey)
	at.RawQuery = v.Encode()
	return at.RequestURI()
}

// link answers a download with the link to follow, unless the address is one
// that still holds: then there is no answer yet.
func (d *Desk) link(q *Ask) (*Answer, error) {
	given, bare := q.URL.Query().Get(linkKey), q.bare()
	if given == "" {
		until := d.Now().Add(linkHolds)
		at, err := url.Parse(bare)
		if err != nil {
			return nil, missing()
		}
		v := at.Query()
		v.Set(linkKey, strconv.FormatInt(until.Unix(), 10)+"."+access.LinkToken(q.token, bare, until))
		at.RawQuery = v.Encode()
		return &Answer{Status: http.StatusSeeOther, To: at.RequestURI(), Note: "link"}, nil
	}
	moment, proof, _ := strings.Cut(given, ".")
	n, err := strconv.ParseInt(moment, 10, 64)
	until := time.Unix(n, 0)
	if err != nil || !access.LinkTokenOf(q.token, bare, until, proof) {
		return nil, refuse(http.StatusForbidden, "El enlace no es de esta sesión ni de esta descarga: pídala de nuevo en su página.", "The link is not of this session and this download: ask for it again on its page.")
	}
	if !d.Now().Before(until) {
		return nil, refuse(http.StatusGone, "El enlace venció: pida la descarga de nuevo en su página.", "The link is over: ask for the download again on its page.")
	}
	return nil, nil //nolint:nilnil // it holds
}

// onShelf is an object of the shelves that an answer hands over.
type onShelf struct {
	rfc     string
	shelves []step.Shelf
	sha     document.Hash
}

// keptAt is the answer that hands over an object, when it is given out elsewhere;
// nil when it is for the desk to give it.
func (d *Desk) keptAt(q *Ask, f File, k onShelf) (*Answer, error) {
	if d.Links == nil {
		return nil, nil //nolint:nilnil // the desk gives it
	}
	to, err := d.Links.Kept(q.Context(), k.rfc, k.shelves, k.sha, f, linkHolds)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the shelf, already classified
	}
	return &Answer{Status: http.StatusSeeOther, To: to, Note: "download"}, nil
}

// bounded gives an answer that is too large for the way it goes by a link; a page
// that is has no other way.
func (d *Desk) bounded(q *Ask, a *Answer) (*Answer, error) {
	if d.Links == nil || len(a.Body) <= d.Links.Most() {
		return a, nil
	}
	if a.File == "" {
		return nil, fault.Newf(fault.TooLarge, "answer "+q.Route.Path, "%d bytes, %d at most", len(a.Body), d.Links.Most())
	}
	rfc := step.Unassigned
	if q.Programme != nil {
		rfc = q.Programme.RFC
	}
	to, err := d.Links.Made(q.Context(), rfc, a.Body, File{a.File, a.Type}, linkHolds)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the shelf, already classified
	}
	return &Answer{Status: http.StatusSeeOther, To: to, Note: a.Note}, nil
}
