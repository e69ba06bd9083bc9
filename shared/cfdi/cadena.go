package cfdi

import (
	"slices"
	"strings"

	"example.com/immex/shared/xmlguard"
)

// cadena is a cadena original being written (Anexo 20, I.B): the values of the
// invoice in a fixed order, each after a bar, blanks collapsed. It is made of
// the values of the file, never of what was read of them.
type cadena struct {
	b       []byte
	version string
	proved  bool
	doubt   string // what makes it uncertain; "" when nothing does
}

// cadenaOf writes the cadena original of an invoice.
func cadenaOf(root *xmlguard.Element, version string) *cadena {
	c := &cadena{b: make([]byte, 0, 2048), version: version, proved: true}
	c.b = append(c.b, '|')
	c.element(root, true)
	c.b = append(c.b, "||"...)
	return c
}

// cadenaTimbre writes the cadena of a stamp, which the SAT's own certificate
// signs.
func cadenaTimbre(e *xmlguard.Element) string {
	c := &cadena{version: "timbre"}
	c.b = append(c.b, '|')
	c.element(e, true)
	c.b = append(c.b, "||"...)
	return string(c.b)
}

// element writes what e contributes by the section of its name space.
func (c *cadena) element(e *xmlguard.Element, must bool) {
	o := ordenes()[e.Space()]
	if o == nil || !slices.Contains(o.versions, c.version) {
		if must {
			c.unsure(e.Local())
		}
		return
	}
	rule, ok := o.rules[e.Local()]
	if !ok {
		c.unsure(e.Local())
		return
	}
	c.proved = c.proved && o.proved
	c.rule(rule, e, o)
}

func (c *cadena) unsure(what string) {
	if c.doubt == "" {
		c.doubt = what
	}
}

func (c *cadena) rule(fields []campo, e *xmlguard.Element, o *orden) {
	for i := range fields {
		f := &fields[i]
		switch f.kind {
		case requerido, opcional:
			if v, ok := e.Value(f.attr); ok || f.kind == requerido {
				c.value(v)
			}
		case textoRequerido, textoOpcional:
			x := first(e, f.path)
			if x != nil || f.kind == textoRequerido {
				c.value(x.Raw())
			}
		case hijos:
			c.down(f, f.path, e, o)
		case cualquiera:
			for x := range e.Children() {
				c.element(x, x.Space() != nsTimbre)
			}
		}
	}
}

// first is the first element at the end of a path, through whichever branch.
func first(e *xmlguard.Element, path []string) *xmlguard.Element {
	if len(path) == 0 {
		return e
	}
	for _, x := range e.All(path[0]) {
		if found := first(x, path[1:]); found != nil {
			return found
		}
	}
	return nil
}

// down follows the steps of a path and writes what stands at its end.
func (c *cadena) down(f *campo, path []string, e *xmlguard.Element, o *orden) {
	for x := range e.Children() {
		match := x.Local() == path[0] && x.Space() == o.space
		switch {
		case match && len(path) > 1:
			c.down(f, path[1:], x, o)
		case match:
			c.rule(f.inner, x, o)
		}
		if f.deep {
			c.down(f, path, x, o)
		}
	}
}

// value writes one value as normalize-space() of XPath gives it.
func (c *cadena) value(v string) {
	c.b = append(c.b, '|')
	if strings.IndexByte(v, '|') >= 0 {
		c.unsure("|")
	}
	gap, start := false, len(c.b)
	for i := range len(v) {
		switch b := v[i]; b {
		case ' ', '\t', '\r', '\n':
			gap = true
		default:
			if gap && len(c.b) > start {
				c.b = append(c.b, ' ')
			}
			gap = false
			c.b = append(c.b, b)
		}
	}
}

// strange finds what stands where the cadena does not look: foreign is the
// first element of another name space inside the invoice or a known
// complement, unknown the first whose name the schema does not have.
func strange(root *xmlguard.Element) (foreign, unknown string) {
	own := ordenes()[root.Space()]
	if own == nil { // a name space that only looks like the SAT's
		return root.Local(), ""
	}
	s := stranger{}
	s.walk(root, own)
	return s.foreign, s.unknown
}

type stranger struct{ foreign, unknown string }

func (s *stranger) walk(e *xmlguard.Element, o *orden) {
	inside := e.Space() == o.space && (e.Local() == "Complemento" || e.Local() == "ComplementoConcepto")
	for x := range e.Children() {
		own := o
		if inside && strings.HasPrefix(o.space, nsPrefix) {
			if own = ordenes()[x.Space()]; own == nil {
				continue
			}
		}
		switch {
		case x.Space() != own.space:
			if s.foreign == "" {
				s.foreign = x.Local()
			}
		case x.Local() == "Addenda" && strings.HasPrefix(own.space, nsPrefix):
		default:
			if !own.names[x.Local()] && s.unknown == "" {
				s.unknown = x.Local()
			}
			s.walk(x, own)
		}
	}
}
