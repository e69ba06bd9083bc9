package flow

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// call is one intrinsic function with its arguments.
type call struct {
	name string
	args []expr
	do   func(args []any) (any, error)
}

func (c call) eval(s scope) (any, error) {
	args := make([]any, 0, len(c.args))
	for _, a := range c.args {
		v, err := a.eval(s)
		if err != nil {
			return nil, err
		}
		args = append(args, v)
	}
	v, err := c.do(args)
	if err != nil {
		return nil, failf(ErrIntrinsic, "%s: %v", c.name, err)
	}
	return v, nil
}

// intrinsic finds a supported function and its number of arguments; -1 is any.
func intrinsic(name string) (do func([]any) (any, error), arity int) {
	switch name {
	case "States.Format":
		return formatText, -1
	case "States.Array":
		return func(args []any) (any, error) { return args, nil }, -1
	case "States.JsonToString":
		return jsonToString, 1
	case "States.StringToJson":
		return stringToJSON, 1
	case "States.MathAdd":
		return mathAdd, 2
	}
	return nil, 0
}

// formatText fills the {} of its first argument, in order.
func formatText(args []any) (any, error) {
	if len(args) == 0 {
		return nil, errors.New("needs a template")
	}
	template, ok := args[0].(string)
	if !ok {
		return nil, errors.New("the template is not text")
	}
	parts := strings.Split(template, "{}")
	if len(parts) != len(args) {
		return nil, fmt.Errorf("%d placeholders, %d values", len(parts)-1, len(args)-1)
	}
	var b strings.Builder
	for i, part := range parts {
		b.WriteString(part)
		if i+1 == len(parts) {
			break
		}
		switch v := args[i+1].(type) {
		case string:
			b.WriteString(v)
		case map[string]any, []any:
			return nil, errors.New("only text, numbers, booleans and null can be formatted")
		default:
			raw, err := encode(v)
			if err != nil {
				return nil, err
			}
			b.Write(raw)
		}
		if b.Len() > MaxFormatted {
			return nil, fmt.Errorf("more than %d bytes", MaxFormatted)
		}
	}
	return b.String(), nil
}

func jsonToString(args []any) (any, error) {
	raw, err := encode(args[0])
	return string(raw), err
}

func stringToJSON(args []any) (any, error) {
	s, ok := args[0].(string)
	if !ok {
		return nil, errors.New("the argument is not text")
	}
	return decode([]byte(s))
}

// mathAdd adds whole numbers only; AWS would round others, we refuse to.
func mathAdd(args []any) (any, error) {
	var sum int64
	for _, a := range args {
		n, ok := a.(json.Number)
		if !ok {
			return nil, errors.New("an argument is not a number")
		}
		i, err := strconv.ParseInt(n.String(), 10, 32)
		if err != nil {
			return nil, fmt.Errorf("%s is not a whole number of 32 bits", n)
		}
		sum += i
	}
	return json.Number(strconv.FormatInt(sum, 10)), nil
}
