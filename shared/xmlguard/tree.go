package xmlguard

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"

	"github.com/antchfx/xmlquery"
)

// The nodes are xmlquery's, an element each, with its text as one last child.
// Attributes keep their declared order, their name space resolved to its URI;
// declarations of name spaces have the space "xmlns". LineNumber is the line of
// the delivered file on which the start tag ends.

// tree is a document being built.
type tree struct {
	root   *xmlquery.Node
	open   []opened
	spaces []binding
	slab   []xmlquery.Node
	line   int // on which the token stands that is being read
}

// opened is an element whose end has not come, with its text so far. The text
// is put together once, at the end: pieces come by the thousand.
type opened struct {
	n    *xmlquery.Node
	text []byte
}

// binding is one declared prefix and the depth it was declared at.
type binding struct {
	prefix, uri string
	depth       int
}

const (
	// slabNodes is how many nodes are made at a time.
	slabNodes = 64
	spaceXML  = "http://www.w3.org/XML/1998/namespace"
)

func (t *tree) start(s xml.StartElement) error {
	depth := len(t.open) + 1
	for i := range s.Attr {
		switch a := &s.Attr[i]; {
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			t.spaces = append(t.spaces, binding{"", a.Value, depth})
			a.Name.Space = "xmlns"
		case a.Name.Space == "xmlns":
			t.spaces = append(t.spaces, binding{a.Name.Local, a.Value, depth})
		}
	}
	space, ok := t.resolve(s.Name.Space)
	if !ok {
		return fmt.Errorf("prefix of <%s> is not declared: %w", qname(s.Name), ErrMalformed)
	}
	for i := range s.Attr {
		if a := &s.Attr[i]; a.Name.Space != "" && a.Name.Space != "xmlns" {
			// An undeclared prefix stays as written: never an attribute without one.
			if uri, ok := t.resolve(a.Name.Space); ok && uri != "" {
				a.Name.Space = uri
			}
		}
	}
	if len(t.slab) == 0 {
		t.slab = make([]xmlquery.Node, slabNodes)
	}
	n := &t.slab[0]
	t.slab = t.slab[1:]
	n.Type, n.Data, n.Prefix, n.NamespaceURI, n.Attr, n.LineNumber = xmlquery.ElementNode, s.Name.Local, s.Name.Space, space, attributes(s.Attr), t.line
	t.plant(n)
	return nil
}

func attributes(read []xml.Attr) []xmlquery.Attr {
	if len(read) == 0 {
		return nil
	}
	out := make([]xmlquery.Attr, len(read))
	for i, a := range read {
		out[i] = xmlquery.Attr{Name: a.Name, Value: a.Value, NamespaceURI: a.Name.Space}
	}
	return out
}

func (t *tree) plant(n *xmlquery.Node) {
	if len(t.open) == 0 {
		t.root = n
	} else {
		up := &t.open[len(t.open)-1]
		if up.n.FirstChild == nil && len(bytes.TrimSpace(up.text)) == 0 {
			up.text = up.text[:0] // blanks around children say nothing
		}
		hang(up.n, n)
	}
	if k := len(t.open); k < cap(t.open) {
		t.open = t.open[:k+1]
		t.open[k] = opened{n, t.open[k].text[:0]}
		return
	}
	t.open = append(t.open, opened{n: n})
}

// hang makes n the last child of up.
func hang(up, n *xmlquery.Node) {
	n.Parent, n.PrevSibling = up, up.LastChild
	if up.LastChild == nil {
		up.FirstChild = n
	} else {
		up.LastChild.NextSibling = n
	}
	up.LastChild = n
}

// resolve is the URI of a prefix; the empty one needs no declaration.
func (t *tree) resolve(prefix string) (uri string, ok bool) {
	for _, b := range slices.Backward(t.spaces) {
		if b.prefix == prefix {
			return b.uri, true
		}
	}
	if prefix == "xml" {
		return spaceXML, true
	}
	return "", prefix == ""
}

// write adds text to the open element.
func (t *tree) write(text []byte) {
	o := &t.open[len(t.open)-1]
	if o.n.FirstChild != nil && len(o.text) == 0 && len(bytes.TrimSpace(text)) == 0 {
		return
	}
	o.text = append(o.text, text...)
}

func (t *tree) close() {
	depth := len(t.open)
	if o := &t.open[depth-1]; len(o.text) > 0 {
		hang(o.n, &xmlquery.Node{Type: xmlquery.TextNode, Data: string(o.text)})
	}
	t.open = t.open[:depth-1]
	for len(t.spaces) > 0 && t.spaces[len(t.spaces)-1].depth == depth {
		t.spaces = t.spaces[:len(t.spaces)-1]
	}
}
