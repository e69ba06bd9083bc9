package xmlguard

import (
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
	lim = lim.withDefaults()
	clean, findings, err := prepare(b, lim)
	if err != nil {
		return nil, nil, err
	}
	t := tree{}
	if err := walk(clean, lim, &t); err != nil {
		return nil, nil, err
	}
	return &Element{n: t.root, path: "/" + t.root.Data}, findings, nil
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

// Line is the line of the file on which the start tag ends, 0 of none.
func (e *Element) Line() int {
	if e == nil {
		return 0
	}
	return e.n.LineNumber
}

// All are the child elements with a local name, or every one for "".
func (e *Element) All(local string) []*Element {
	if e == nil {
		return nil
	}
	var out []*Element
	var seen map[string]int
	for n := element(e.n.FirstChild); n != nil; n = element(n.NextSibling) {
		if local != "" && n.Data != local {
			continue
		}
		place := len(out) + 1
		if local == "" {
			if seen == nil {
				seen = map[string]int{}
			}
			seen[n.Data]++
			place = seen[n.Data]
		}
		out = append(out, &Element{n: n, path: step(e.path, n.Data, place)})
	}
	return out
}

// At is the first element found by going down the local names, or nil.
func (e *Element) At(path ...string) *Element {
	for _, local := range path {
		if e == nil {
			return nil
		}
		n := element(e.n.FirstChild)
		for n != nil && n.Data != local {
			n = element(n.NextSibling)
		}
		if n == nil {
			return nil
		}
		e = &Element{n: n, path: step(e.path, local, 1)}
	}
	return e
}

// step is the path of a child, with its position from the second on.
func step(path, local string, place int) string {
	path += "/" + local
	if place > 1 {
		path += "[" + strconv.Itoa(place) + "]"
	}
	return path
}

// Text is the text directly inside the element, outer blanks dropped.
func (e *Element) Text() string { return strings.TrimSpace(e.Raw()) }

// Attr is an attribute without name space, outer blanks dropped; ok tells an
// empty one from none.
func (e *Element) Attr(name string) (value string, ok bool) {
	value, ok = e.Value(name)
	return strings.TrimSpace(value), ok
}

// Raw is the text directly inside the element with its blanks, for the fields
// that are padded to columns.
func (e *Element) Raw() string {
	if e == nil {
		return ""
	}
	if t := e.n.LastChild; t != nil && t.Type == xmlquery.TextNode {
		return t.Data
	}
	return ""
}

// element is n itself, or nil for the text behind the last element.
func element(n *xmlquery.Node) *xmlquery.Node {
	if n != nil && n.Type != xmlquery.ElementNode {
		return nil
	}
	return n
}
