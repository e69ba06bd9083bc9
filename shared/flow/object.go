package flow

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
)

// site is where in the definition a text stands, which decides what it may use.
type site struct {
	child bool // inside the processor of a DISTRIBUTED Map
	item  bool // $$.Map.Item exists
	token bool // $$.Task.Token exists
	depth int
}

// object reads one JSON object of the definition. Every getter takes its field
// away; what is left at the end is, by construction, unsupported.
type object struct {
	where  string
	fields map[string]json.RawMessage
	err    *RefusalError
}

func refuse(where, format string, args ...any) *RefusalError {
	return &RefusalError{Where: where, Reason: fmt.Sprintf(format, args...)}
}

// openObject refuses duplicate names: two readers would take different ones.
func openObject(where string, raw json.RawMessage) *object {
	o := &object{where: where, fields: map[string]json.RawMessage{}}
	d := json.NewDecoder(bytes.NewReader(raw))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		o.err = refuse(where, "expected a JSON object")
		return o
	}
	for d.More() {
		t, err := d.Token()
		name, ok := t.(string)
		var value json.RawMessage
		if err != nil || !ok || d.Decode(&value) != nil {
			o.err = refuse(where, "not JSON")
			return o
		}
		if _, twice := o.fields[name]; twice {
			o.err = refuse(where+"."+name, "the field stands twice")
			return o
		}
		o.fields[name] = value
	}
	return o
}

func (o *object) fail(field, format string, args ...any) {
	if o.err == nil {
		at := strings.TrimPrefix(o.where+"."+field, ".")
		o.err = refuse(strings.TrimSuffix(at, "."), format, args...)
	}
}

// adopt keeps the first refusal of a part.
func (o *object) adopt(r *RefusalError) {
	if o.err == nil && r != nil {
		o.err = r
	}
}

func (o *object) has(field string) bool {
	_, ok := o.fields[field]
	return ok
}

func (o *object) take(field string) json.RawMessage {
	raw := o.fields[field]
	delete(o.fields, field)
	return raw
}

func (o *object) names() []string {
	var out []string
	for name := range o.fields {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// done refuses what no getter asked for.
func (o *object) done() *RefusalError {
	if left := o.names(); len(left) > 0 {
		o.fail(left[0], "unsupported field")
	}
	return o.err
}

// text takes a string; a missing one is "".
func (o *object) text(field string) string {
	if !o.has(field) {
		return ""
	}
	var s *string
	if json.Unmarshal(o.take(field), &s) != nil || s == nil {
		o.fail(field, "expected a string")
		return ""
	}
	if strings.Contains(*s, "${") {
		o.fail(field, "the placeholder in %q was not substituted", *s)
	}
	return *s
}

// oneOf takes a string that must be one of the listed words, or missing.
func (o *object) oneOf(field string, words ...string) string {
	if !o.has(field) {
		return ""
	}
	s := o.text(field)
	if !slices.Contains(words, s) {
		o.fail(field, "%q is not supported, only %s", s, strings.Join(words, ", "))
	}
	return s
}

// number takes a number between low and high, or gives the default.
func (o *object) number(field string, def, low, high float64) float64 {
	if !o.has(field) {
		return def
	}
	var n *float64
	if json.Unmarshal(o.take(field), &n) != nil || n == nil || *n < low || *n > high {
		o.fail(field, "expected a number from %g to %g", low, high)
		return def
	}
	return *n
}

// whole is number without a fraction.
func (o *object) whole(field string, def, low, high int) int {
	n := o.number(field, float64(def), float64(low), float64(high))
	if n != math.Trunc(n) {
		o.fail(field, "expected a whole number")
	}
	return int(n)
}

// array takes a JSON array; a missing one is empty.
func (o *object) array(field string) []json.RawMessage {
	if !o.has(field) {
		return nil
	}
	var out []json.RawMessage
	if json.Unmarshal(o.take(field), &out) != nil || len(out) == 0 {
		o.fail(field, "expected an array with at least one element")
	}
	return out
}

// value takes any JSON value.
func (o *object) value(field string) any {
	v, err := decode(o.take(field))
	if err != nil {
		o.fail(field, "%v", err)
	}
	return v
}
