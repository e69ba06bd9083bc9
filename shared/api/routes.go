package api

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

const (
	maxBody = 4 << 10 // of a request
	maxName = 100     // characters of a file's name
	maxPage = 500     // documents of one answer
	// maxAnswer is how many bytes of documents one answer has: Lambda gives at most
	// 6 MB, and the gateway's envelope quotes every quote again.
	maxAnswer = 3 << 20
)

// uploadOut is a place to upload to.
type uploadOut struct {
	Form
	Key       string `json:"key"`
	MaxBytes  int64  `json:"max_bytes"`
	ExpiresIn int    `json:"expires_in"` // seconds
}

// upload gives a form for one object of the programme's inbox. The random part
// keeps two uploads of one name apart, and nobody can aim at another's.
func (a *API) upload(r *http.Request, rfc string) (int, any, error) {
	var in struct {
		Name string `json:"name"`
	}
	d := json.NewDecoder(io.LimitReader(r.Body, maxBody))
	d.DisallowUnknownFields()
	if err := d.Decode(&in); err != nil || strings.TrimSpace(in.Name) == "" {
		return http.StatusBadRequest, refusal("bad_request", document.Textf(`Envíe {"name":"nombre del archivo"}.`, `Send {"name":"name of the file"}.`)), nil //nolint:nilerr // the caller is told in the answer
	}
	key := "inbox/" + rfc + "/" + a.Random() + "/" + fileName(in.Name)
	form, err := a.Uploads.Form(r.Context(), key, a.Most, Valid)
	if err != nil {
		return 0, nil, err //nolint:wrapcheck // already classified
	}
	return http.StatusCreated, uploadOut{form, key, a.Most, int(Valid.Seconds())}, nil
}

// fileName is what is left of a name that somebody else chose: the last part,
// letters, digits and three signs.
func fileName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-', r == '_':
			return r
		}
		return '_'
	}, name)
	if name = strings.TrimLeft(name, "."); len(name) > maxName {
		name = name[len(name)-maxName:] // its extension is at the end
	}
	if name == "" {
		return "documento"
	}
	return name
}

// documentOut is one document and what was found.
type documentOut struct {
	SHA256   document.Hash     `json:"sha256"`
	Name     string            `json:"name"`
	Kind     document.Kind     `json:"kind"`
	Source   document.Source   `json:"source,omitempty"`
	Key      string            `json:"key"`
	Status   document.Status   `json:"status"`
	Period   string            `json:"period,omitempty"`
	Copies   int               `json:"copies,omitempty"`
	Findings document.Findings `json:"findings"`
	Omitted  int               `json:"findings_omitted,omitempty"` // findings that no answer has room for
}

// fits cuts the findings of a document that alone would be more than an answer
// holds, and gives its bytes.
func (d *documentOut) fits() (int, error) {
	for {
		b, err := json.Marshal(d)
		if err != nil || len(b) <= maxAnswer || len(d.Findings) == 0 {
			return len(b), err
		}
		keep := len(d.Findings) / 2
		d.Omitted += len(d.Findings) - keep
		d.Findings = d.Findings[:keep]
	}
}

// documents lists the documents in the order they came first, from ?after= on,
// at most ?limit= of them and no more than an answer holds; next is the after of
// what follows.
func (a *API) documents(r *http.Request, rfc string) (int, any, error) {
	after, okAfter := number(r, "after", 0, 0)
	limit, okLimit := number(r, "limit", maxPage/5, 1)
	if !okAfter || !okLimit {
		return http.StatusBadRequest, refusal("bad_request", document.Textf("after y limit son números; limit, de 1 a %d.", "after and limit are numbers; limit is 1 to %d.", maxPage)), nil
	}
	all, err := step.Documents(r.Context(), a.Books, rfc)
	if err != nil {
		return 0, nil, err //nolint:wrapcheck // already classified
	}
	from := min(after, len(all))
	part := all[from:min(from+min(limit, maxPage), len(all))]
	out := struct {
		RFC       string        `json:"rfc"`
		Total     int           `json:"total"`
		Documents []documentOut `json:"documents"`
		Next      int           `json:"next,omitempty"`
	}{RFC: rfc, Total: len(all), Documents: make([]documentOut, 0, len(part))}
	for i, room := 0, maxAnswer; i < len(part); i++ {
		d, rec := &part[i], &part[i].Record
		findings := rec.Findings
		if findings == nil {
			findings = document.Findings{}
		}
		one := documentOut{rec.SHA, d.Name, rec.Kind, rec.Source, rec.Key, rec.Status, rec.Period, d.Copies, findings, 0}
		n, err := one.fits()
		if err != nil {
			return 0, nil, err
		}
		if room -= n; room < 0 && i > 0 {
			break
		}
		out.Documents = append(out.Documents, one)
	}
	if end := from + len(out.Documents); end < len(all) {
		out.Next = end
	}
	return http.StatusOK, out, nil
}

// number reads a number of the query.
func number(r *http.Request, name string, unsaid, least int) (int, bool) {
	text := r.URL.Query().Get(name)
	if text == "" {
		return unsaid, true
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= least
}

// packageOut is a sealed package and where it can be had for a while.
type packageOut struct {
	Period    string        `json:"period"`
	N         int           `json:"n"`
	Package   string        `json:"package"`
	SHA256    document.Hash `json:"sha256"`
	Link      string        `json:"link"`
	Signature string        `json:"signature_link,omitempty"`
}

// packages lists the sealed packages with their links.
func (a *API) packages(r *http.Request, rfc string) (int, any, error) {
	seals, err := step.Seals(r.Context(), a.Books, rfc)
	if err != nil {
		return 0, nil, err //nolint:wrapcheck // already classified
	}
	out := struct {
		RFC       string       `json:"rfc"`
		Packages  []packageOut `json:"packages"`
		ExpiresIn int          `json:"expires_in"`
	}{rfc, make([]packageOut, 0, len(seals)), int(Valid.Seconds())}
	for i := range seals {
		s := &seals[i]
		p := packageOut{Period: s.Period, N: s.N, Package: s.Package, SHA256: s.SHA256}
		if p.Link, err = a.Links.Link(r.Context(), rfc, s.SHA256, s.Package, Valid); err != nil {
			return 0, nil, err //nolint:wrapcheck // already classified
		}
		if s.Signature != "" {
			if p.Signature, err = a.Links.Link(r.Context(), rfc, s.Signature, s.Package+".sig.json", Valid); err != nil {
				return 0, nil, err //nolint:wrapcheck // already classified
			}
		}
		out.Packages = append(out.Packages, p)
	}
	return http.StatusOK, out, nil
}

// status counts what is there; it names no document.
func (a *API) status(r *http.Request, rfc string) (int, any, error) {
	all, err := step.Documents(r.Context(), a.Books, rfc)
	if err != nil {
		return 0, nil, err //nolint:wrapcheck // already classified
	}
	behind, err := a.Books.Dirty(r.Context(), rfc)
	if err != nil {
		return 0, nil, err //nolint:wrapcheck // already classified
	}
	seals, err := step.Seals(r.Context(), a.Books, rfc)
	if err != nil {
		return 0, nil, err //nolint:wrapcheck // already classified
	}
	owed := []string{}
	if rfc != step.Unassigned {
		missed, err := (&step.Compile{Books: a.Books}).Missed(r.Context(), rfc, step.InMexico(a.Now()))
		if err != nil {
			return 0, nil, err //nolint:wrapcheck // already classified
		}
		owed = append(owed, missed...)
	}
	out := struct {
		RFC       string                  `json:"rfc"`
		Documents map[document.Status]int `json:"documents"`
		Behind    int                     `json:"materials_behind"` // whose book does not yet cover what came
		Packages  int                     `json:"packages"`
		Owed      []string                `json:"owed"` // periods that are due and have no package
	}{rfc, map[document.Status]int{}, len(behind), len(seals), owed}
	for i := range all {
		out.Documents[all[i].Record.Status]++
		if n := all[i].Copies; n > 0 {
			out.Documents[document.Duplicate] += n
		}
	}
	return http.StatusOK, out, nil
}
