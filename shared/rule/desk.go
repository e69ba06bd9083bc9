package rule

import "example.com/immex/shared/pedimento"

// Desk is where the cases of one pass are judged one after another: what is dear to
// make and of no case, such as space to work in, lies on it from one to the next.
// Nothing that a case says is kept. It is of one goroutine.
type Desk struct {
	now  *Case
	lent []made
}

// Case makes the case of one declaration. The one before it leaves the desk: it
// makes anew what it is asked for from now on.
func (d *Desk) Case(s *Setting, p *pedimento.Pedimento) *Case {
	c := NewCase(s, p)
	c.desk = d
	if last := d.now; last != nil {
		clear(last.made)
		c.made = last.made[:0]
		last.made, last.desk = nil, nil
	}
	d.now = c
	return c
}

// Lent gives what lies on the desk of a case, which the case before may have worked
// with; a case without a desk has it of its own. Who takes it makes it blank, once
// a case (Once).
func Lent[T any](c *Case, key any, read func() T) T {
	if c.desk == nil {
		return read()
	}
	return found(&c.desk.lent, key, read)
}

// Once gives what rules ask of a case more than once, made when the first asks.
// What it gives is shared and never changed. The key is of a type of who asks.
func Once[T any](c *Case, key any, read func() T) T { return found(&c.made, key, read) }

// made is what was made, with the key it is asked by.
type made struct{ key, value any }

func found[T any](list *[]made, key any, read func() T) T {
	for i := range *list { // a few
		if m := &(*list)[i]; m.key == key {
			if v, ok := m.value.(T); ok {
				return v
			}
		}
	}
	v := read()
	*list = append(*list, made{key, v})
	return v
}
