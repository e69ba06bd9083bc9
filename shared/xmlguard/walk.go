package xmlguard

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// walk reads the raw tokens once, and plants them in t when it is given. Raw,
// because the checking decoder keeps a stack of name spaces that grows with the
// square of the nesting.
func walk(b []byte, lim Limits, t *tree) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict = true
	d.Entity = nil
	w := walker{lim: lim, tree: t}
	for {
		tok, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		line, _ := d.InputPos()
		if err != nil {
			return &LineError{Line: line, Err: fmt.Errorf("%w: %w", ErrMalformed, err)}
		}
		if t != nil {
			t.line = line
		}
		if err := w.token(tok); err != nil {
			return &LineError{Line: line, Err: err}
		}
	}
	switch {
	case len(w.open) > 0:
		return fmt.Errorf("element %s is not closed: %w", w.open[len(w.open)-1], ErrMalformed)
	case !w.rooted:
		return fmt.Errorf("no element: %w", ErrNotXML)
	}
	return nil
}

// LineError is a reason with the line of the delivered file it stands on.
type LineError struct {
	Line int
	Err  error
}

// Error names the line and the reason.
func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap gives the reason to errors.Is.
func (e *LineError) Unwrap() error { return e.Err }

type walker struct {
	lim    Limits
	open   []string
	nodes  int
	rooted bool
	tree   *tree
}

func (w *walker) token(tok xml.Token) error {
	switch t := tok.(type) {
	case xml.StartElement:
		return w.start(t)
	case xml.EndElement:
		name := qname(t.Name)
		if len(w.open) == 0 || w.open[len(w.open)-1] != name {
			return fmt.Errorf("</%s> closes nothing: %w", name, ErrMalformed)
		}
		w.open = w.open[:len(w.open)-1]
		if w.tree != nil {
			w.tree.close()
		}
	case xml.CharData:
		if w.tree != nil && len(w.open) > 0 {
			w.tree.write(t)
		}
		if len(w.open) == 0 && len(bytes.TrimSpace(t)) > 0 {
			return ErrJunk
		}
	case xml.Directive:
		return ErrDoctype
	case xml.ProcInst:
		if t.Target == "xml" {
			return fmt.Errorf("XML declaration inside the document: %w", ErrSecondRoot)
		}
	}
	return nil
}

func (w *walker) start(t xml.StartElement) error {
	if len(w.open) == 0 && w.rooted {
		return fmt.Errorf("<%s>: %w", qname(t.Name), ErrSecondRoot)
	}
	w.rooted = true
	w.open = append(w.open, qname(t.Name))
	if len(w.open) > w.lim.Depth {
		return fmt.Errorf("depth above %d: %w", w.lim.Depth, ErrTooDeep)
	}
	w.nodes += 1 + len(t.Attr)
	if w.nodes > w.lim.Nodes || len(t.Attr) > maxAttrs {
		return fmt.Errorf("limit %d nodes, %d attributes: %w", w.lim.Nodes, maxAttrs, ErrTooMany)
	}
	for i, a := range t.Attr {
		for _, b := range t.Attr[:i] {
			if a.Name == b.Name {
				return fmt.Errorf("%s in <%s>: %w", qname(a.Name), qname(t.Name), ErrDuplicateAttr)
			}
		}
	}
	if w.tree != nil {
		return w.tree.start(t)
	}
	return nil
}

func qname(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}
