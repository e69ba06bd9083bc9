package scoreboard

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// tree is a view as parse prints it, decoded.
type tree struct{ root any }

// treeOf decodes the JSON of a view, numbers as they are written.
func treeOf(view any) (tree, error) {
	b, err := json.Marshal(view)
	if err != nil {
		return tree{}, fmt.Errorf("encode view: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var t tree
	if err := d.Decode(&t.root); err != nil {
		return tree{}, fmt.Errorf("decode view: %w", err)
	}
	return t, nil
}

// at is the value of a path, "" when it is null or absent; known is false when
// the view has no such field at all.
func (t tree) at(path string) (value string, known bool) {
	v := t.root
	for part := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			next, ok := x[part]
			if !ok {
				return "", false
			}
			v = next
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil {
				return "", false
			}
			if i >= len(x) {
				return "", true
			}
			v = x[i]
		case nil:
			return "", true
		default:
			return "", false
		}
	}
	return text(v), true
}

// text writes a leaf; an object or a filled list is not absent.
func text(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return strings.Join(strings.Fields(x), " ")
	case json.Number:
		return x.String()
	case bool:
		return strconv.FormatBool(x)
	default:
		b, err := json.Marshal(x)
		if err != nil {
			return "?"
		}
		return string(b)
	}
}

// unordered are lists whose order means nothing, with the fields that name an
// element.
func unordered() map[string][]string {
	return map[string][]string{
		"contribuciones": {"clave", "forma_pago", "importe"}, "liquidacion": {"clave", "forma_pago", "importe"}, "diferencias": {"clave", "forma_pago", "importe"},
		"tasas": {"clave", "tipo", "tasa"}, "fechas": {"tipo", "fecha"},
	}
}

// sorted puts the unordered lists of a view into the order of their names.
func sorted(v any, lists map[string][]string) {
	switch x := v.(type) {
	case map[string]any:
		for k, kid := range x {
			sorted(kid, lists)
			keys, ok := lists[k]
			if list, isList := kid.([]any); ok && isList {
				slices.SortStableFunc(list, func(a, b any) int { return strings.Compare(name(a, keys), name(b, keys)) })
			}
		}
	case []any:
		for _, kid := range x {
			sorted(kid, lists)
		}
	}
}

func name(v any, keys []string) string {
	m, _ := v.(map[string]any)
	var out []string
	for _, k := range keys {
		out = append(out, plain(text(m[k])))
	}
	return strings.Join(out, "\x01")
}

// reordered renames the paths of a truth as sorted orders a view: elements by
// their names, the end of a list last.
func reordered(truth map[string]string) map[string]string {
	lists := unordered()
	type element struct {
		from, name string
	}
	to := map[string]string{} // prefix → prefix
	for list, indices := range elements(truth, lists) {
		keys := lists[list[strings.LastIndex(list, ".")+1:]]
		var named []element
		for i := range maps.Keys(indices) {
			prefix := list + "." + i
			if end, ok := truth[prefix]; ok && end == "" {
				continue // says that the list ends
			}
			var names []string
			for _, k := range keys {
				names = append(names, plain(truth[prefix+"."+k]))
			}
			named = append(named, element{prefix, strings.Join(names, "\x01")})
		}
		slices.SortFunc(named, func(a, b element) int {
			return cmp.Or(strings.Compare(a.name, b.name), cmp.Compare(len(a.from), len(b.from)), strings.Compare(a.from, b.from))
		})
		for i, e := range named {
			to[e.from] = list + "." + strconv.Itoa(i)
		}
	}
	out := make(map[string]string, len(truth))
	for p, v := range truth {
		out[renamed(p, to)] = v
	}
	return out
}

// elements finds the unordered lists of a truth with the indices they have.
func elements(truth map[string]string, lists map[string][]string) map[string]map[string]bool {
	found := map[string]map[string]bool{}
	for p := range truth {
		parts := strings.Split(p, ".")
		for i := 0; i+1 < len(parts); i++ {
			if _, err := strconv.Atoi(parts[i+1]); err == nil && lists[parts[i]] != nil {
				list := strings.Join(parts[:i+1], ".")
				if found[list] == nil {
					found[list] = map[string]bool{}
				}
				found[list][parts[i+1]] = true
			}
		}
	}
	return found
}

func renamed(path string, to map[string]string) string {
	for i := len(path); i > 0; i = strings.LastIndex(path[:i], ".") {
		if prefix, ok := to[path[:i]]; ok {
			return prefix + path[i:]
		}
	}
	return path
}

// plain drops what does not change a decimal: zeros at its end and before it.
func plain(s string) string {
	whole, frac, dot := strings.Cut(s, ".")
	digits := strings.TrimPrefix(whole, "-") + frac
	if !dot || digits == "" || strings.Trim(digits, "0123456789") != "" {
		return s
	}
	sign := ""
	if rest, minus := strings.CutPrefix(whole, "-"); minus {
		sign, whole = "-", rest
	}
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	whole = sign + whole
	if frac = strings.TrimRight(frac, "0"); frac == "" {
		return whole
	}
	return whole + "." + frac
}

// same compares a value with its truth: decimals by value, all else as text.
// Complements, notes and numbers of papers are text even when they look like
// decimals. Free text compares without its blanks: where a system draws sign by
// sign, a page holds none, and a gap before a digit is as wide as any other.
func same(path, got, want string) bool {
	if got == want {
		return true
	}
	for part := range strings.SplitSeq(path, ".") {
		switch part {
		case "descripcion", "nombre", "domicilio", "proveedor":
			return strings.ReplaceAll(got, " ", "") == strings.ReplaceAll(want, " ", "")
		case "complementos", "observaciones", "numero", "modelo", "codigo_producto", "number", "marca":
			return false
		}
	}
	return plain(got) == plain(want)
}
