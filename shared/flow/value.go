package flow

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
)

// Values are what encoding/json makes of JSON with UseNumber, so that a number
// leaves as it came. They are never changed in place: states share them.

func decode(raw []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, failf(ErrRuntime, "not JSON: %v", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, failf(ErrRuntime, "not JSON: more than one value")
	}
	return v, nil
}

// encode writes v with sorted keys and refuses what a state may not carry.
func encode(v any) (json.RawMessage, error) {
	if room(v, MaxPayload) < 0 {
		return nil, failf(ErrDataLimit, "more than %d bytes of state data", MaxPayload)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, failf(ErrRuntime, "cannot write JSON: %v", err)
	}
	out := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	if len(out) > MaxPayload {
		return nil, failf(ErrDataLimit, "%d bytes of state data, the limit is %d", len(out), MaxPayload)
	}
	return out, nil
}

// room is what v leaves of so many bytes, negative when it surely passes them.
// A template can name one value a thousand times: measured before it is
// written, that costs no memory.
func room(v any, left int) int {
	switch t := v.(type) {
	case map[string]any:
		for name, inner := range t {
			if left = room(inner, left-len(name)-4); left < 0 {
				break
			}
		}
	case []any:
		for _, inner := range t {
			if left = room(inner, left-1); left < 0 {
				break
			}
		}
	case string:
		return left - len(t) - 2
	case json.Number:
		return left - len(t)
	}
	return left - 1
}

// insert puts result at names below base, copying only the maps on the way.
func insert(base any, names []string, result any) (any, error) {
	if len(names) == 0 {
		return result, nil
	}
	object, ok := base.(map[string]any)
	if !ok {
		return nil, failf(ErrResultPath, "ResultPath needs an object to hold %q", names[0])
	}
	out := maps.Clone(object)
	below, present := out[names[0]]
	if !present {
		below = map[string]any{}
	}
	if _, isObject := below.(map[string]any); !isObject && len(names) > 1 {
		below = map[string]any{}
	}
	inner, err := insert(below, names[1:], result)
	if err != nil {
		return nil, err
	}
	out[names[0]] = inner
	return out, nil
}
