package flow

import (
	"slices"
	"strings"
)

// scope is what an expression can see while it is evaluated.
type scope struct {
	data    any
	context any
}

// expr is one compiled value: of a ".$" field, an intrinsic's argument or a
// literal.
type expr interface {
	eval(s scope) (any, error)
}

type literal struct{ value any }

func (l literal) eval(scope) (any, error) { return l.value, nil }

func (p path) eval(s scope) (any, error) {
	from := s.data
	if p.context {
		from = s.context
	}
	v, ok := p.find(from)
	if !ok {
		return nil, failf(ErrParameterPath, "the path %s leads nowhere", p.text)
	}
	return v, nil
}

type objectTemplate []field

type field struct {
	name string
	expr expr
}

func (t objectTemplate) eval(s scope) (any, error) {
	out := make(map[string]any, len(t))
	for _, f := range t {
		v, err := f.expr.eval(s)
		if err != nil {
			return nil, err
		}
		out[f.name] = v
	}
	return out, nil
}

type arrayTemplate []expr

func (t arrayTemplate) eval(s scope) (any, error) {
	out := make([]any, 0, len(t))
	for _, e := range t {
		v, err := e.eval(s)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// compile turns a payload template (Parameters, ItemSelector, ResultSelector)
// into an expression: a field whose name ends in ".$" is a path or a call.
func compile(where string, v any, s site) (expr, *RefusalError) {
	if s.depth++; s.depth > MaxNesting {
		return nil, refuse(where, "nested deeper than %d", MaxNesting)
	}
	switch t := v.(type) {
	case map[string]any:
		return compileObject(where, t, s)
	case []any:
		out := make(arrayTemplate, 0, len(t))
		for _, element := range t {
			e, r := compile(where, element, s)
			if r != nil {
				return nil, r
			}
			out = append(out, e)
		}
		return out, nil
	case string:
		if strings.Contains(t, "${") {
			return nil, refuse(where, "the placeholder in %q was not substituted", t)
		}
	}
	return literal{v}, nil
}

func compileObject(where string, object map[string]any, s site) (expr, *RefusalError) {
	out := make(objectTemplate, 0, len(object))
	for key, value := range object {
		at := where + "." + key
		name, dynamic := strings.CutSuffix(key, ".$")
		if !dynamic {
			e, r := compile(at, value, s)
			if r != nil {
				return nil, r
			}
			out = append(out, field{key, e})
			continue
		}
		if _, twice := object[name]; twice {
			return nil, refuse(at, "the field stands twice, with and without .$")
		}
		text, ok := value.(string)
		if !ok {
			return nil, refuse(at, "a .$ field needs a path or an intrinsic call as text")
		}
		e, err := parseExpr(text, s)
		if err != nil {
			return nil, refuse(at, "%v", err)
		}
		out = append(out, field{name, e})
	}
	slices.SortFunc(out, func(a, b field) int { return strings.Compare(a.name, b.name) })
	return out, nil
}
