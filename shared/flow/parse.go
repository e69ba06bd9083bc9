package flow

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// parseExpr reads what may stand in a ".$" field.
func parseExpr(text string, s site) (expr, error) {
	if strings.Contains(text, "${") {
		return nil, fmt.Errorf("the placeholder in %q was not substituted", text)
	}
	if !strings.HasPrefix(text, "States.") {
		return parsePath(text, s)
	}
	p := &parser{rest: text, site: s}
	e, err := p.argument()
	if err == nil && strings.TrimSpace(p.rest) != "" {
		err = fmt.Errorf("text after the call: %q", p.rest)
	}
	return e, err
}

// parser reads an intrinsic call from left to right.
type parser struct {
	rest string
	site site
}

func (p *parser) argument() (expr, error) {
	if p.site.depth++; p.site.depth > MaxNesting {
		return nil, fmt.Errorf("nested deeper than %d", MaxNesting)
	}
	defer func() { p.site.depth-- }()
	p.rest = strings.TrimLeft(p.rest, " ")
	switch {
	case strings.HasPrefix(p.rest, "'"):
		return p.quoted()
	case strings.HasPrefix(p.rest, "States."):
		return p.call()
	}
	// A bracketed name may hold commas; the subset does without them.
	end := strings.IndexAny(p.rest, ",)")
	if end < 0 {
		return nil, errors.New("the call is not closed")
	}
	word := strings.TrimSpace(p.rest[:end])
	p.rest = p.rest[end:]
	if strings.HasPrefix(word, "$") {
		return parsePath(word, p.site)
	}
	v, err := decode([]byte(word))
	if err != nil {
		return nil, fmt.Errorf("unsupported argument %q", word)
	}
	switch v.(type) {
	case json.Number, bool, nil:
		return literal{v}, nil
	}
	return nil, fmt.Errorf("unsupported argument %q", word)
}

func (p *parser) quoted() (expr, error) {
	var b strings.Builder
	for i := 1; i < len(p.rest); i++ {
		switch c := p.rest[i]; c {
		case '\'':
			p.rest = p.rest[i+1:]
			return literal{b.String()}, nil
		case '\\':
			i++
			if i == len(p.rest) || (p.rest[i] != '\'' && p.rest[i] != '\\') {
				return nil, errors.New(`only \' and \\ may be escaped`)
			}
			b.WriteByte(p.rest[i])
		default:
			b.WriteByte(c)
		}
	}
	return nil, errors.New("a quoted text is not closed")
}

func (p *parser) call() (expr, error) {
	name, rest, ok := strings.Cut(p.rest, "(")
	do, arity := intrinsic(name)
	if !ok || do == nil {
		return nil, fmt.Errorf("unsupported intrinsic %q", name)
	}
	c := call{name: name, do: do}
	p.rest = strings.TrimLeft(rest, " ")
	for !strings.HasPrefix(p.rest, ")") {
		if len(c.args) > 0 {
			if p.rest, ok = strings.CutPrefix(p.rest, ","); !ok {
				return nil, fmt.Errorf("expected , or ) in %s", name)
			}
		}
		a, err := p.argument()
		if err != nil {
			return nil, err
		}
		c.args = append(c.args, a)
		p.rest = strings.TrimLeft(p.rest, " ")
	}
	p.rest = p.rest[1:]
	if arity >= 0 && len(c.args) != arity {
		return nil, fmt.Errorf("%s takes %d arguments, not %d", name, arity, len(c.args))
	}
	return c, nil
}
