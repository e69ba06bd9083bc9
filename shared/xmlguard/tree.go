package xmlguard

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
)

// node is one element. Attributes keep their declared order, their name space
// resolved to its URI; declarations of name spaces have the space "xmlns".
type node struct {
	local, space string
	attrs        []xml.Attr
	first, next  *node
	last         *node // child
	text         string
	line         int // of the delivered file, on which its start tag ends
}

// tree is a document being built.
type tree struct {
	root   *node
	open   []opened
	spaces []binding
	slab   []node
	line   int // on which the token stands that is being read
}

// opened is an element whose end has not come, with its text so far. The text
// is put together once, at the end: pieces come by the thousand.
type opened struct {
	n    *node
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
		t.slab = make([]node, slabNodes)
	}
	n := &t.slab[0]
	t.slab = t.slab[1:]
	n.local, n.space, n.attrs, n.line = s.Name.Local, space, s.Attr, t.line
	t.plant(n)
	return nil
}

func (t *tree) plant(n *node) {
	if len(t.open) == 0 {
		t.root = n
	} else {
		up := &t.open[len(t.open)-1]
		if up.n.first == nil {
			up.n.first = n
			if len(bytes.TrimSpace(up.text)) == 0 {
				up.text = up.text[:0] // blanks around children say nothing
			}
		} else {
			up.n.last.next = n
		}
		up.n.last = n
	}
	if k := len(t.open); k < cap(t.open) {
		t.open = t.open[:k+1]
		t.open[k] = opened{n, t.open[k].text[:0]}
		return
	}
	t.open = append(t.open, opened{n: n})
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
	if o.n.first != nil && len(o.text) == 0 && len(bytes.TrimSpace(text)) == 0 {
		return
	}
	o.text = append(o.text, text...)
}

func (t *tree) close() {
	depth := len(t.open)
	if o := &t.open[depth-1]; len(o.text) > 0 {
		o.n.text = string(o.text)
	}
	t.open = t.open[:depth-1]
	for len(t.spaces) > 0 && t.spaces[len(t.spaces)-1].depth == depth {
		t.spaces = t.spaces[:len(t.spaces)-1]
	}
}
