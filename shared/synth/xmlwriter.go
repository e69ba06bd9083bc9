package synth

import (
	"bytes"
	"encoding/xml"
	"strings"

	"example.com/immex/shared/document"
)

// xmlWriter writes elements with the prefixes it is given, indented as the
// services answer.
type xmlWriter struct {
	b     bytes.Buffer
	stack []string
}

func newXML() *xmlWriter {
	w := &xmlWriter{}
	w.b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	return w
}

// indent starts a line.
func (w *xmlWriter) indent() { w.b.WriteString(strings.Repeat("  ", len(w.stack))) }

// open starts an element; attrs are name and value in turn.
func (w *xmlWriter) open(name string, attrs ...string) *xmlWriter {
	w.indent()
	w.tag(name, attrs)
	w.b.WriteString(">\n")
	w.stack = append(w.stack, name)
	return w
}

// tag writes "<name attributes" without closing it; an empty value leaves the
// attribute out.
func (w *xmlWriter) tag(name string, attrs []string) {
	w.b.WriteString("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] == "" {
			continue
		}
		w.b.WriteString(" " + attrs[i] + `="`)
		w.escape(attrs[i+1])
		w.b.WriteString(`"`)
	}
}

// empty writes an element without content.
func (w *xmlWriter) empty(name string, attrs ...string) *xmlWriter {
	w.indent()
	w.tag(name, attrs)
	w.b.WriteString("/>\n")
	return w
}

// end closes the innermost element.
func (w *xmlWriter) end() *xmlWriter {
	name := w.stack[len(w.stack)-1]
	w.stack = w.stack[:len(w.stack)-1]
	w.indent()
	w.b.WriteString("</" + name + ">\n")
	return w
}

// leaf writes an element with text.
func (w *xmlWriter) leaf(name, text string) *xmlWriter {
	w.indent()
	w.b.WriteString("<" + name + ">")
	w.escape(text)
	w.b.WriteString("</" + name + ">\n")
	return w
}

// coded writes an element with clave and descripcion, the children in the
// namespace of prefix.
func (w *xmlWriter) coded(name, prefix, clave, descripcion string) *xmlWriter {
	return w.open(name).leaf(prefix+"clave", clave).leaf(prefix+"descripcion", descripcion).end()
}

func (w *xmlWriter) escape(s string) {
	// bytes.Buffer never fails.
	_ = xml.EscapeText(&w.b, []byte(s))
}

// bytes closes what is open.
func (w *xmlWriter) bytes() []byte {
	for len(w.stack) > 0 {
		w.end()
	}
	return w.b.Bytes()
}

// offset prints a date as VUCEM does, with the offset that must be dropped.
func offset(d document.Date) string { return d.String() + "-06:00" }
