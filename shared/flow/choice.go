package flow

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

type choice struct {
	rules     []rule
	otherwise string // Default
}

type rule struct {
	next string
	test test
}

// test decides one rule; an error fails the state.
type test func(s scope) (bool, error)

func (c choice) do(_ context.Context, f *frame, in any) (outcome, error) {
	s := f.scope(in)
	for _, r := range c.rules {
		yes, err := r.test(s)
		if err != nil {
			return outcome{}, err
		}
		if yes {
			return outcome{value: in, next: r.next}, nil
		}
	}
	if c.otherwise == "" {
		return outcome{}, failf(ErrNoChoice, "no rule holds and there is no Default")
	}
	return outcome{value: in, next: c.otherwise}, nil
}

func loadChoice(o *object, s site) choice {
	c := choice{otherwise: o.text("Default")}
	rules := o.array("Choices")
	if len(rules) == 0 {
		o.fail("Choices", "missing")
	}
	for i, raw := range rules {
		ro := openObject(fmt.Sprintf("%s.Choices[%d]", o.where, i), raw)
		ro.text("Comment")
		r := rule{next: ro.text("Next")}
		if r.next == "" {
			ro.fail("Next", "missing")
		}
		r.test = loadTest(ro, s)
		o.adopt(ro.done())
		c.rules = append(c.rules, r)
	}
	return c
}

// loadTest takes one comparison or one of And, Or, Not.
func loadTest(o *object, s site) test {
	if s.depth++; s.depth > MaxNesting {
		o.fail("", "nested deeper than %d", MaxNesting)
		return nil
	}
	for _, word := range []string{"And", "Or"} {
		if !o.has(word) {
			continue
		}
		var all []test
		for i, raw := range o.array(word) {
			part := openObject(fmt.Sprintf("%s.%s[%d]", o.where, word, i), raw)
			all = append(all, loadTest(part, s))
			o.adopt(part.done())
		}
		return combine(all, word == "And")
	}
	if o.has("Not") {
		part := openObject(o.where+".Not", o.take("Not"))
		inner := loadTest(part, s)
		o.adopt(part.done())
		return func(sc scope) (bool, error) {
			yes, err := inner(sc)
			return !yes, err
		}
	}
	return loadComparison(o, s)
}

// combine stops at the first part that decides.
func combine(all []test, and bool) test {
	return func(s scope) (bool, error) {
		for _, t := range all {
			if yes, err := t(s); err != nil || yes != and {
				return yes, err
			}
		}
		return and, nil
	}
}

func loadComparison(o *object, s site) test {
	if !o.has("Variable") {
		o.fail("Variable", "missing")
		return nil
	}
	variable := o.path("Variable", s)
	names := o.names()
	for _, word := range names {
		if strings.HasPrefix(word, "Is") {
			want, ok := o.value(word).(bool)
			is := kindTest(word)
			if !ok || is == nil {
				o.fail(word, "unsupported comparison")
				return nil
			}
			return func(sc scope) (bool, error) { return is(variable, sc) == want, nil }
		}
		if compare := comparison(word); compare != nil {
			return binary(variable, compare, loadOperand(o, word, s))
		}
	}
	o.fail("", "no supported comparison")
	return nil
}

// loadOperand is the right side: a literal, or a path when the word says so.
func loadOperand(o *object, word string, s site) expr {
	if strings.HasSuffix(word, "Path") {
		return o.path(word, s)
	}
	v := o.value(word)
	ok := false
	switch v := v.(type) {
	case string:
		ok = strings.HasPrefix(word, "String") || strings.HasPrefix(word, "Timestamp")
		if word == "StringMatches" && strings.Contains(v, `\`) {
			o.fail(word, "an escaped wildcard is not supported")
		}
	case json.Number:
		ok = strings.HasPrefix(word, "Numeric")
	case bool:
		ok = strings.HasPrefix(word, "Boolean")
	}
	if !ok {
		o.fail(word, "the value has another type than the comparison")
	}
	return literal{v}
}

func binary(variable *path, compare func(a, b any) bool, operand expr) test {
	return func(s scope) (bool, error) {
		a, err := variable.eval(s)
		if err != nil {
			return false, failf(ErrRuntime, "Variable %s leads nowhere", variable.text)
		}
		b, err := operand.eval(s)
		if err != nil {
			return false, failf(ErrRuntime, "%v", err)
		}
		return compare(a, b), nil
	}
}
