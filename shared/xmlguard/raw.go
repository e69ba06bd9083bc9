package xmlguard

import "iter"

// Value is an attribute without name space as the parser gives it, blanks and
// all: what a seal is computed from. ok tells an empty one from none.
func (e *Element) Value(name string) (value string, ok bool) {
	if e == nil {
		return "", false
	}
	for i := range e.n.Attr {
		if a := &e.n.Attr[i]; a.Name.Local == name && a.Name.Space == "" {
			return a.Value, true
		}
	}
	return "", false
}

// Children are the child elements in order. They do not know their place:
// Where answers with the name alone.
func (e *Element) Children() iter.Seq[*Element] {
	return func(yield func(*Element) bool) {
		if e == nil {
			return
		}
		var c Element
		for n := element(e.n.FirstChild); n != nil; n = element(n.NextSibling) {
			c = Element{n: n, path: n.Data}
			if !yield(&c) {
				return
			}
		}
	}
}
