package cfdi

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed cadena.txt
var cadenaText string

// orden is one section of cadena.txt: what the elements of a name space
// contribute to the cadena original.
type orden struct {
	space    string
	versions []string // of the CFDI whose cadena has it
	proved   bool
	rules    map[string][]campo
	names    map[string]bool // every element the section speaks of
}

// campo is one step of a rule.
type campo struct {
	kind  campoKind
	attr  string
	path  []string
	deep  bool // descendants, not children
	inner []campo
	named string // rule to look up for inner, resolved when the file is read
}

type campoKind int

const (
	requerido campoKind = iota
	opcional
	textoRequerido
	textoOpcional
	hijos
	cualquiera
)

// ordenes are the sections by name space.
var ordenes = sync.OnceValue(func() map[string]*orden { //nolint:gochecknoglobals // immutable, built once from an embedded file
	out, err := readOrdenes(cadenaText)
	if err != nil {
		panic("embedded cadena.txt: " + err.Error())
	}
	return out
})

func readOrdenes(text string) (map[string]*orden, error) {
	out := map[string]*orden{}
	var cur *orden
	var rule []string
	flush := func() error {
		if cur == nil || len(rule) == 0 {
			return nil
		}
		fields, rest, err := readCampos(rule[2:], cur)
		if err != nil || len(rest) > 0 {
			return fmt.Errorf("%s: %v: %w", rule[0], rest, err)
		}
		cur.rules[rule[0]], cur.names[rule[0]] = fields, true
		rule = nil
		return nil
	}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || words[0] == "#":
			continue
		case strings.HasPrefix(line, "  "):
			rule = append(rule, words...)
			continue
		}
		if err := flush(); err != nil {
			return nil, err
		}
		switch {
		case len(words) == 3 && strings.HasPrefix(line, "["):
			cur = newOrden(words)
			out[cur.space] = cur
		case len(words) > 2 && words[1] == "=":
			rule = words
		default:
			return nil, fmt.Errorf("%q", line)
		}
	}
	if err := flush(); err != nil {
		return nil, err
	}
	return out, resolve(out)
}

func newOrden(head []string) *orden {
	return &orden{
		space: strings.Trim(head[0], "[]"), versions: strings.Split(head[1], ","), proved: head[2] == "proved",
		rules: map[string][]campo{}, names: map[string]bool{},
	}
}

// readCampos reads up to the closing bracket that is not its own.
func readCampos(words []string, o *orden) (out []campo, rest []string, err error) {
	for len(words) > 0 {
		w := words[0]
		words = words[1:]
		if w == ")" {
			return out, append([]string{")"}, words...), nil
		}
		f := campo{kind: hijos}
		name, opens := strings.CutSuffix(w, "(")
		switch {
		case w == "*":
			f.kind = cualquiera
		case w[0] == '!' || w[0] == '?':
			f = attribute(w)
		default:
			name, f.deep = strings.CutPrefix(name, "//")
			f.path = strings.Split(name, "/")
			f.named = f.path[len(f.path)-1]
		}
		for _, step := range f.path {
			o.names[step] = true
		}
		if opens {
			f.named = ""
			f.inner, words, err = readCampos(words, o)
			if err != nil || len(words) == 0 || words[0] != ")" {
				return nil, nil, fmt.Errorf("%s has no end: %w", w, err)
			}
			words = words[1:]
		}
		out = append(out, f)
	}
	return out, nil, nil
}

func attribute(w string) campo {
	f := campo{kind: requerido, attr: w[1:]}
	if w[0] == '?' {
		f.kind = opcional
	}
	if path, ok := strings.CutSuffix(f.attr, "."); ok {
		f.kind += textoRequerido
		f.attr = ""
		if path != "" {
			f.path = strings.Split(path, "/")
		}
	}
	return f
}

// resolve gives every child without brackets the rule of its name.
func resolve(all map[string]*orden) error {
	for _, o := range all {
		for name, rule := range o.rules {
			if err := o.resolve(rule); err != nil {
				return fmt.Errorf("%s in %s: %w", name, o.space, err)
			}
		}
	}
	return nil
}

func (o *orden) resolve(rule []campo) error {
	for i := range rule {
		f := &rule[i]
		if f.kind != hijos {
			continue
		}
		if f.named == "" {
			if err := o.resolve(f.inner); err != nil {
				return err
			}
			continue
		}
		inner, ok := o.rules[f.named]
		if !ok {
			return fmt.Errorf("no line for %s", f.named)
		}
		f.inner = inner
	}
	return nil
}
