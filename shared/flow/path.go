package flow

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// path is a reference path: it selects one node or none. Filters, wildcards,
// slices and recursive descent select many and are refused at load.
type path struct {
	text    string
	context bool // starts at $$, the context object
	steps   []step
}

// step is one move down: a name, or an index when name is "".
type step struct {
	name  string
	index int
}

// contextPaths are the values of the context object that exist on both
// engines; true means only inside the ItemSelector or processor of a Map.
func contextPath(text string, s site) error {
	rest, isMap := strings.CutPrefix(text, "$$.Map.Item.")
	switch {
	case text == "$$.State.Name":
		return nil
	case text == "$$.Task.Token":
		if !s.token {
			return errors.New("$$.Task.Token exists only in the Parameters of a state that waits for it")
		}
		return nil
	case isMap && (rest == "Index" || rest == "Value" || strings.HasPrefix(rest, "Value.") || strings.HasPrefix(rest, "Value[")):
		if !s.item {
			return errors.New("$$.Map.Item exists only inside a Map, and of a DISTRIBUTED one only in its ItemSelector")
		}
		return nil
	case text == "$$.Execution.Id", text == "$$.Execution.Name", text == "$$.Execution.StartTime",
		text == "$$.Execution.Input", strings.HasPrefix(text, "$$.Execution.Input."), strings.HasPrefix(text, "$$.Execution.Input["):
		if s.child {
			return errors.New("$$.Execution inside a DISTRIBUTED processor is the child's own; pass values by ItemSelector")
		}
		return nil
	}
	return fmt.Errorf("unsupported context value %q", text)
}

// parsePath reads $, $.a.b, $['a b'], $.a[0] and the same below $$.
func parsePath(text string, s site) (path, error) {
	p := path{text: text}
	rest, ok := strings.CutPrefix(text, "$")
	if !ok {
		return p, fmt.Errorf("%q is not a JSONPath starting with $", text)
	}
	if strings.HasPrefix(rest, "$") {
		p.context, rest = true, rest[1:]
		if err := contextPath(text, s); err != nil {
			return p, err
		}
	}
	for rest != "" {
		st, left, err := parseStep(rest)
		if err != nil {
			return p, fmt.Errorf("%q: %w", text, err)
		}
		p.steps, rest = append(p.steps, st), left
	}
	return p, nil
}

func parseStep(rest string) (step, string, error) {
	if strings.HasPrefix(rest, "['") {
		name, left, ok := strings.Cut(rest[2:], "']")
		if !ok || name == "" || strings.ContainsAny(name, `'\,`) {
			return step{}, "", errors.New("unsupported ['…'] step")
		}
		return step{name: name}, left, nil
	}
	if strings.HasPrefix(rest, "[") {
		digits, left, ok := strings.Cut(rest[1:], "]")
		n, err := strconv.ParseUint(digits, 10, 31)
		if !ok || err != nil {
			return step{}, "", fmt.Errorf("unsupported step [%s]: only one index from 0", digits)
		}
		return step{index: int(n)}, left, nil
	}
	name, ok := strings.CutPrefix(rest, ".")
	if !ok {
		return step{}, "", fmt.Errorf("expected . or [ at %q", rest)
	}
	left := ""
	if i := strings.IndexAny(name, ".["); i >= 0 {
		name, left = name[:i], name[i:]
	}
	if name == "" || strings.ContainsAny(name, " '\"*?@()$,:{}]<>=&|!\\\n\t") {
		return step{}, "", fmt.Errorf("unsupported step %q: only names and indexes, nothing that selects many", name)
	}
	return step{name: name}, left, nil
}

// find follows the steps; false means the path leads nowhere.
func (p path) find(v any) (any, bool) {
	for _, s := range p.steps {
		switch at := v.(type) {
		case map[string]any:
			next, ok := at[s.name]
			if !ok || s.name == "" {
				return nil, false
			}
			v = next
		case []any:
			if s.name != "" || s.index >= len(at) {
				return nil, false
			}
			v = at[s.index]
		default:
			return nil, false
		}
	}
	return v, true
}

// names are the steps of a ResultPath, which may only name fields.
func (p path) names() ([]string, error) {
	out := make([]string, 0, len(p.steps))
	for _, s := range p.steps {
		if s.name == "" {
			return nil, errors.New("a ResultPath with an index is not supported")
		}
		out = append(out, s.name)
	}
	if p.context {
		return nil, errors.New("a ResultPath cannot write to the context object")
	}
	return out, nil
}
