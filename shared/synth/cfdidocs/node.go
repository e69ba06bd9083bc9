package cfdidocs

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// node is an element being written. Its attributes stand in the order of the
// schema, which is that of the cadena; late ones are written in the cadena
// after the children.
type node struct {
	name     string
	attrs    []attr
	children []*node
}

type attr struct {
	name, value string
	late        bool // after the children in the cadena
	outside     bool // not in the cadena at all
}

func el(name string, attrs ...string) *node {
	n := &node{name: name}
	for i := 0; i+1 < len(attrs); i += 2 {
		n.set(attrs[i], attrs[i+1])
	}
	return n
}

// set adds an attribute; an empty value leaves it out.
func (n *node) set(name, value string) *node {
	if value != "" {
		n.attrs = append(n.attrs, attr{name: name, value: value})
	}
	return n
}

// late adds an attribute that the cadena has after the children.
func (n *node) setLate(name, value string) *node {
	n.attrs = append(n.attrs, attr{name: name, value: value, late: true})
	return n
}

// outside adds an attribute the seal does not cover.
func (n *node) setOutside(name, value string) *node {
	n.attrs = append(n.attrs, attr{name: name, value: value, outside: true})
	return n
}

func (n *node) add(children ...*node) *node {
	for _, c := range children {
		if c != nil {
			n.children = append(n.children, c)
		}
	}
	return n
}

// replace gives a new value to an attribute that is there.
func (n *node) replace(name, value string) {
	for i := range n.attrs {
		if n.attrs[i].name == name {
			n.attrs[i].value = value
		}
	}
}

// cadena writes what n contributes, bar before each value.
func (n *node) cadena(b *strings.Builder) {
	if n.name == "tfd:TimbreFiscalDigital" || n.name == "cfdi:Addenda" {
		return
	}
	for _, late := range []bool{false, true} {
		for _, a := range n.attrs {
			if a.late == late && !a.outside && !strings.HasPrefix(a.name, "xmlns") {
				b.WriteString("|" + strings.Join(strings.Fields(a.value), " "))
			}
		}
		if late {
			break
		}
		for _, c := range n.children {
			c.cadena(b)
		}
	}
}

// write writes the element, indented; prefix replaces "cfdi".
func (n *node) write(b *bytes.Buffer, depth int, prefix string) {
	name := strings.Replace(n.name, "cfdi:", prefix+":", 1)
	pad := strings.Repeat("  ", depth)
	b.WriteString(pad + "<" + name)
	for _, a := range n.attrs {
		key := a.name
		if key == "xmlns:cfdi" {
			key = "xmlns:" + prefix
		}
		b.WriteString(" " + key + `="`)
		// bytes.Buffer never fails.
		_ = xml.EscapeText(b, []byte(a.value))
		b.WriteString(`"`)
	}
	if len(n.children) == 0 {
		b.WriteString("/>\n")
		return
	}
	b.WriteString(">\n")
	for _, c := range n.children {
		c.write(b, depth+1, prefix)
	}
	b.WriteString(pad + "</" + name + ">\n")
}
