package step

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

// Told is one value a reader took from a document, with where it stands and
// what holds it.
type Told struct {
	Path  string            `json:"path"`  // in the document's JSON view: "partidas[1].fraccion", the second one
	Value string            `json:"value"` // as the view tells it
	Found document.Evidence `json:"evidence"`
}

// Explain lists every value of a paper in the order of its view. A value
// without evidence of its own has the place of the block it belongs to, and of
// the document when there is none.
func Explain(p *Paper) ([]Told, error) {
	raw, err := json.Marshal(ViewOf(p, document.Spanish))
	if err != nil {
		return nil, fmt.Errorf("explain %s: %w", p.Record.Name, err)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	root, err := decode(d)
	if err != nil {
		return nil, fmt.Errorf("explain %s: %w", p.Record.Name, err)
	}
	from := document.Evidence{Source: p.Record.Source, Level: document.Read}
	if p.Pedimento != nil {
		from.At = p.Pedimento.At
	}
	if from.Source == document.SourceOCR {
		from.Level = document.OCR
	}
	x := &explainer{}
	x.walk("", root, block{from: from})
	return x.out, nil
}

// member is one named value of a JSON object; objects keep their order.
type member struct {
	name  string
	value any
}

// decode reads the next JSON value: []member, []any, or a scalar.
func decode(d *json.Decoder) (any, error) {
	t, err := d.Token()
	if err != nil {
		return nil, err //nolint:wrapcheck // wrapped by Explain
	}
	switch t {
	case json.Delim('{'):
		out := []member{}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, err //nolint:wrapcheck // same
			}
			v, err := decode(d)
			if err != nil {
				return nil, err
			}
			out = append(out, member{fmt.Sprint(name), v})
		}
		return out, end(d)
	case json.Delim('['):
		out := []any{}
		for d.More() {
			v, err := decode(d)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		return out, end(d)
	}
	return t, nil
}

func end(d *json.Decoder) error {
	if _, err := d.Token(); err != nil && !errors.Is(err, io.EOF) {
		return err //nolint:wrapcheck // same
	}
	return nil
}

type explainer struct{ out []Told }

// block is what a value belongs to: its path and the evidence it gives.
type block struct {
	marks map[string]document.Evidence // by path below the block: "guias[0].numero"
	below string                       // path of the value below the block
	from  document.Evidence            // of a value without a mark of its own
}

// in is the block as a member of the value sees it.
func (b block) in(name string) block {
	if b.below != "" && !strings.HasPrefix(name, "[") {
		name = "." + name
	}
	b.below += name
	if e, ok := b.marks[b.below]; ok {
		b.from = e
	}
	return b
}

// walk lists the scalars below v, which belongs to b.
func (x *explainer) walk(path string, v any, b block) {
	switch t := v.(type) {
	case []member:
		x.object(path, t, b)
	case []any:
		for i, e := range t {
			at := fmt.Sprintf("[%d]", i)
			x.walk(path+at, e, b.in(at))
		}
	case nil:
	default:
		if s := fmt.Sprint(t); s != "" {
			x.out = append(x.out, Told{path, s, b.from})
		}
	}
}

// object lists the members of an object, which is a block of its own when it
// brings evidence or a place.
func (x *explainer) object(path string, ms []member, b block) {
	for _, m := range ms {
		switch m.name {
		case "evidencia", "evidence":
			b.marks, b.below = map[string]document.Evidence{}, ""
			into(m.value, &b.marks)
		case "en", "at":
			var at document.Place
			if into(m.value, &at); at != (document.Place{}) {
				b.from.At, b.from.Written, b.from.Check = at, "", ""
			}
		}
	}
	for _, m := range ms {
		if outside(path, m.name) {
			continue
		}
		p := m.name
		if path != "" {
			p = path + "." + m.name
		}
		x.walk(p, m.value, b.in(m.name))
	}
}

// into gives a decoded value its type again; what is none of it stays zero.
func into(v, to any) {
	raw, err := json.Marshal(plain(v))
	if err == nil {
		_ = json.Unmarshal(raw, to) // another shape of the same name says nothing of places
	}
}

func plain(v any) any {
	switch t := v.(type) {
	case []member:
		out := map[string]any{}
		for _, m := range t {
			out[m.name] = plain(m.value)
		}
		return out
	case []any:
		out := make([]any, len(t))
		for i := range t {
			out[i] = plain(t[i])
		}
		return out
	}
	return v
}

// outside reports members that tell of the file and its judgement and are no
// values of the document.
func outside(path, name string) bool {
	own := []string{"evidencia", "evidence", "en", "at", "findings"}
	head := []string{"schema", "kind", "source", "status", "name", "sha256", "parent", "key", "cotejo"}
	return slices.Contains(own, name) || path == "" && slices.Contains(head, name)
}
