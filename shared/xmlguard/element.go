package xmlguard

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/antchfx/xmlquery"

	"example.com/immex/shared/document"
)

// Element is one element of a guarded document. Names are matched by local
// name, and name spaces by URI: prefixes change from answer to answer. A nil
// Element answers every question with nothing, so that optional branches need
// no tests.
type Element struct {
	n    *xmlquery.Node
	path string
}

// Parse cleans b and gives its root element.
func Parse(b []byte, lim Limits) (root *Element, findings document.Findings, err error) {
	clean, findings, err := Clean(b, lim)
	if err != nil {
		return nil, nil, err
	}
	doc, err := xmlquery.Parse(bytes.NewReader(clean))
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	for n := doc.FirstChild; n != nil; n = n.NextSibling {
		if n.Type == xmlquery.ElementNode {
			return &Element{n: n, path: "/" + n.Data}, findings, nil
		}
	}
	return nil, nil, ErrNotXML
}

// Local is the name without prefix.
func (e *Element) Local() string {
	if e == nil {
		return ""
	}
	return e.n.Data
}

// Space is the URI of the name space.
func (e *Element) Space() string {
	if e == nil {
		return ""
	}
	return e.n.NamespaceURI
}

// Where is the path from the root by local names, with positions where a name
// repeats: "/Comprobante/Conceptos/Concepto[3]".
func (e *Element) Where() string {
	if e == nil {
		return ""
	}
	return e.path
}

// All are the child elements with a local name, or every one for "".
func (e *Element) All(local string) []*Element {
	if e == nil {
		return nil
	}
	var out []*Element
	seen := map[string]int{}
	for n := e.n.FirstChild; n != nil; n = n.NextSibling {
		if n.Type != xmlquery.ElementNode || local != "" && n.Data != local {
			continue
		}
		seen[n.Data]++
		path := e.path + "/" + n.Data
		if seen[n.Data] > 1 {
			path += "[" + strconv.Itoa(seen[n.Data]) + "]"
		}
		out = append(out, &Element{n: n, path: path})
	}
	return out
}

// At is the first element found by going down the local names, or nil.
func (e *Element) At(path ...string) *Element {
	for _, local := range path {
		next := e.All(local)
		if len(next) == 0 {
			return nil
		}
		e = next[0]
	}
	return e
}

// Text is the text directly inside the element, outer blanks dropped.
func (e *Element) Text() string { return strings.TrimSpace(e.Raw()) }

// Attr is an attribute without name space, outer blanks dropped; ok tells an
// empty one from none.
func (e *Element) Attr(name string) (value string, ok bool) {
	if e == nil {
		return "", false
	}
	for _, a := range e.n.Attr {
		if a.Name.Local == name && a.NamespaceURI == "" {
			return strings.TrimSpace(a.Value), true
		}
	}
	return "", false
}

// Raw is the text directly inside the element with its blanks, for the fields
// that are padded to columns.
func (e *Element) Raw() string {
	if e == nil {
		return ""
	}
	var b strings.Builder
	for n := e.n.FirstChild; n != nil; n = n.NextSibling {
		if n.Type == xmlquery.TextNode || n.Type == xmlquery.CharDataNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}
