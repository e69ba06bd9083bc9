package pdftext

import (
	"context"
	"fmt"
	"math"

	"github.com/ledongthuc/pdf"
)

// state is the graphics and text state that moves text.
type state struct {
	ctm              matrix
	font             *font
	size, charSpace  float64
	wordSpace, scale float64
	leading, rise    float64
	render           int
	pale, faint      bool // the colour of paper, or nearly transparent
}

// interpreter runs the content of one page.
type interpreter struct {
	d     *reader
	words *builder
}

// run is one content stream: a page's, a form's or a Type 3 glyph's.
type run struct {
	x         *interpreter
	resources pdf.Value
	fonts     map[string]*font
	st        state
	stack     []state
	tm, line  matrix
	depth     int
}

func (x *interpreter) content(ctx context.Context, b []byte, resources pdf.Value, m matrix, depth int) error {
	return x.runAt(ctx, b, resources, state{ctm: m, scale: 1}, depth)
}

func (x *interpreter) runAt(ctx context.Context, b []byte, resources pdf.Value, st state, depth int) error {
	r := &run{x: x, resources: resources, fonts: map[string]*font{}, st: st, tm: identity, line: identity, depth: depth}
	lex := lexer{b: b}
	var args []token
	for {
		t := lex.next()
		if t.kind == eof {
			return nil
		}
		if t.kind != operator {
			if len(args) < maxOperands {
				args = append(args, t)
			}
			continue
		}
		if x.d.ops++; x.d.ops > x.d.lim.Operators {
			return fmt.Errorf("%w: more than %d operators", ErrTooLarge, x.d.lim.Operators)
		}
		if x.d.ops%256 == 0 && ctx.Err() != nil {
			return fmt.Errorf("interpret: %w", ctx.Err())
		}
		if t.s == "ID" {
			lex.skipInlineImage()
		} else if err := r.do(ctx, t.s, args); err != nil {
			return err
		}
		args = args[:0]
	}
}

// num is the i-th operand counted from the last, 0 when it is missing.
func num(args []token, fromEnd int) float64 {
	if i := len(args) - 1 - fromEnd; i >= 0 {
		return args[i].num
	}
	return 0
}

func last(args []token) token {
	if len(args) == 0 {
		return token{}
	}
	return args[len(args)-1]
}

// do executes one operator; those that only paint are not listed.
func (r *run) do(ctx context.Context, op string, args []token) error {
	st := &r.st
	switch op {
	case "q":
		if len(r.stack) < maxOperands {
			r.stack = append(r.stack, *st)
		}
	case "Q":
		if n := len(r.stack); n > 0 {
			*st, r.stack = r.stack[n-1], r.stack[:n-1]
		}
	case "cm":
		st.ctm = matrix{num(args, 5), num(args, 4), num(args, 3), num(args, 2), num(args, 1), num(args, 0)}.mul(st.ctm)
	case "Do":
		return r.xobject(ctx, last(args).s)
	case "gs":
		return r.extState(ctx, last(args).s)
	case "BT":
		r.tm, r.line = identity, identity
	case "Tf":
		st.size = num(args, 0)
		if len(args) > 1 {
			return r.setFont(ctx, args[len(args)-2].s)
		}
	case "Tc":
		st.charSpace = num(args, 0)
	case "Tw":
		st.wordSpace = num(args, 0)
	case "Tz":
		st.scale = num(args, 0) / 100
	case "TL":
		st.leading = num(args, 0)
	case "Ts":
		st.rise = num(args, 0)
	case "Tr":
		st.render = int(num(args, 0))
	case "g", "rg", "k", "sc", "scn", "cs":
		st.pale = op != "cs" && pale(args)
	default:
		return r.place(op, args)
	}
	return nil
}

// paper is how near to white a colour must be to vanish on paper.
const paper = 0.97

// pale reports the colour of paper: grey, RGB or CMYK by the number of operands.
func pale(args []token) bool {
	for _, a := range args {
		if a.kind != number {
			return false // a pattern, or a colour by name
		}
		if len(args) == 4 && a.num > 1-paper || len(args) != 4 && a.num < paper {
			return false
		}
	}
	return len(args) == 1 || len(args) == 3 || len(args) == 4
}

// place executes the operators that position and show text.
func (r *run) place(op string, args []token) error {
	switch op {
	case "Td":
		r.move(num(args, 1), num(args, 0))
	case "TD":
		r.st.leading = -num(args, 0)
		r.move(num(args, 1), num(args, 0))
	case "T*":
		r.move(0, -r.st.leading)
	case "Tm":
		r.line = matrix{num(args, 5), num(args, 4), num(args, 3), num(args, 2), num(args, 1), num(args, 0)}
		r.tm = r.line
	case "Tj":
		return r.show(last(args).s)
	case "'":
		r.move(0, -r.st.leading)
		return r.show(last(args).s)
	case "\"":
		r.st.wordSpace, r.st.charSpace = num(args, 2), num(args, 1)
		r.move(0, -r.st.leading)
		return r.show(last(args).s)
	case "TJ":
		for _, e := range last(args).list {
			if e.kind == number {
				r.advance(-e.num / 1000 * r.st.size * r.st.scale)
			} else if err := r.show(e.s); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *run) move(tx, ty float64) {
	r.line = matrix{1, 0, 0, 1, tx, ty}.mul(r.line)
	r.tm = r.line
}

func (r *run) advance(tx float64) { r.tm = matrix{1, 0, 0, 1, tx, 0}.mul(r.tm) }

// show places each character of s.
func (r *run) show(s string) error {
	f, st := r.st.font, &r.st
	if f == nil {
		if s == "" {
			return nil
		}
		return fmt.Errorf("%w: text without a font", ErrDamaged)
	}
	for len(s) > 0 {
		g, n := f.decode(s)
		if r.x.d.glyphs++; r.x.d.glyphs > r.x.d.lim.Glyphs {
			return fmt.Errorf("%w: more than %d characters", ErrTooLarge, r.x.d.lim.Glyphs)
		}
		w := g.width * st.size
		m := matrix{st.scale, 0, 0, 1, 0, st.rise}.mul(r.tm).mul(st.ctm)
		x0, y0 := m.apply(0, 0)
		x1, y1 := m.apply(w, 0)
		ux, uy := m.apply(0, st.size)
		size := math.Hypot(ux-x0, uy-y0)
		dx, dy := m[0], m[1]
		if st.size < 0 {
			dx, dy = -dx, -dy
		}
		r.x.words.add(glyph{text: g.text, x0: x0, y0: y0, x1: x1, y1: y1, dx: dx, dy: dy, size: size, hidden: st.render == 3 || st.render == 7, pale: st.pale || st.faint})
		step := w + st.charSpace
		if n == 1 && s[0] == ' ' {
			step += st.wordSpace
		}
		r.advance(step * st.scale)
		s = s[n:]
	}
	return nil
}

func (r *run) setFont(ctx context.Context, key string) error {
	if f, ok := r.fonts[key]; ok {
		r.st.font = f
		return nil
	}
	f, err := r.x.d.fontOf(ctx, r.resources.Key("Font").Key(key))
	if err != nil {
		return err
	}
	r.fonts[key], r.st.font = f, f
	return nil
}

// extState takes the font a graphics state may carry.
func (r *run) extState(ctx context.Context, key string) error {
	if alpha := r.resources.Key("ExtGState").Key(key).Key("ca"); alpha.Kind() == pdf.Real || alpha.Kind() == pdf.Integer {
		r.st.faint = alpha.Float64() < 1-paper
	}
	v := r.resources.Key("ExtGState").Key(key).Key("Font")
	if v.Len() != 2 {
		return nil
	}
	f, err := r.x.d.fontOf(ctx, v.Index(0))
	if err != nil {
		return err
	}
	r.st.font, r.st.size = f, v.Index(1).Float64()
	return nil
}

// xobject runs a form; images have no text for us.
func (r *run) xobject(ctx context.Context, key string) error {
	v := r.resources.Key("XObject").Key(key)
	if v.Kind() != pdf.Stream || v.Key("Subtype").Name() != "Form" {
		return nil
	}
	return r.x.formAt(ctx, v, r.resources, r.st, r.depth+1)
}

func (x *interpreter) form(ctx context.Context, v, outer pdf.Value, m matrix, depth int) error {
	return x.formAt(ctx, v, outer, state{ctm: m, scale: 1}, depth)
}

func (x *interpreter) formAt(ctx context.Context, v, outer pdf.Value, st state, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("%w: forms nested deeper than %d", ErrTooLarge, maxDepth)
	}
	if x.d.forms++; x.d.forms > maxForms {
		return fmt.Errorf("%w: more than %d forms", ErrTooLarge, maxForms)
	}
	b, err := x.d.stream(ctx, v)
	if err != nil {
		return err
	}
	res := v.Key("Resources")
	if res.Kind() != pdf.Dict {
		res = outer
	}
	st.ctm = matrixOf(v.Key("Matrix")).mul(st.ctm)
	return x.runAt(ctx, b, res, st, depth)
}
