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
	pen              float64 // width of lines
	fill, stroke     paint
	group            float64 // how much of the form that is run shows, 1 when opaque
	masked           bool    // something else says how much shows
	blend            string  // how it mixes with what lies under it
	clip             clip
}

// fresh is the state a page begins with.
func fresh(m matrix) state {
	ink := paint{tint: black, alpha: 1}
	return state{ctm: m, scale: 1, pen: 1, fill: ink, stroke: ink, group: 1}
}

// interpreter runs the content of one page.
type interpreter struct {
	d     *reader
	words *builder
	veil  *veil
	mute  bool // of an annotation: what it paints counts, what it says does not
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
	path      outline
	clipping  string // the operator that makes the path a clip when it ends
	marked    []bool // marked contents that are open: whether they are switched off
	out       bool   // all of it is switched off
}

func (x *interpreter) runAt(ctx context.Context, b []byte, resources pdf.Value, st state, depth int, out bool) error {
	r := &run{x: x, resources: resources, fonts: map[string]*font{}, st: st, tm: identity, line: identity, depth: depth, out: out}
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
			if err := r.picture(pdf.Value{}); err != nil {
				return err
			}
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

// do executes one operator.
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
	case "w":
		st.pen = num(args, 0)
	case "BDC", "BMC", "EMC":
		r.mark(op, args)
	default:
		if r.colour(op, args) || r.draw(op, args) {
			return nil
		}
		if done, err := r.fillStroke(op); done {
			return err
		}
		return r.place(op, args)
	}
	return nil
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
		t := glyph{text: g.text, x0: x0, y0: y0, x1: x1, y1: y1, dx: dx, dy: dy, size: size, hidden: st.render == 3 || st.render == 7}
		if err := r.say(&t, point{ux - x0, uy - y0}); err != nil {
			return err
		}
		step := w + st.charSpace
		if n == 1 && s[0] == ' ' {
			step += st.wordSpace
		}
		r.advance(step * st.scale)
		s = s[n:]
	}
	return nil
}

// say adds a character to the words and to the paintings of the page.
func (r *run) say(g *glyph, up point) error {
	if r.x.mute {
		return nil
	}
	if word := r.x.words.add(*g); word >= 0 && !g.hidden {
		return r.draws(g, word, up)
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

// extState takes the font a graphics state may carry, and what shows through.
func (r *run) extState(ctx context.Context, key string) error {
	v := r.resources.Key("ExtGState").Key(key)
	r.transparency(v)
	v = v.Key("Font")
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
