package pdftext

import "bytes"

// kind is the sort of a token.
type kind byte

const (
	eof kind = iota
	number
	text // a string
	name
	array
	dictionary
	operator
)

// token is one operand or operator of a content stream or CMap.
type token struct {
	kind kind
	num  float64
	s    string
	list []token
}

// lexer reads tokens and never fails: what it cannot read it steps over, as
// every viewer does.
type lexer struct {
	b     []byte
	at    int
	depth int
}

func (l *lexer) space() {
	for l.at < len(l.b) {
		c := l.b[l.at]
		if c == '%' {
			for l.at < len(l.b) && l.b[l.at] != '\n' && l.b[l.at] != '\r' {
				l.at++
			}
			continue
		}
		if !isSpace(c) {
			return
		}
		l.at++
	}
}

// next is the next token; eof at the end.
func (l *lexer) next() token {
	l.space()
	if l.at >= len(l.b) {
		return token{}
	}
	switch c := l.b[l.at]; c {
	case '(':
		return token{kind: text, s: l.literal()}
	case '<':
		if l.at+1 < len(l.b) && l.b[l.at+1] == '<' {
			l.at += 2
			return l.group(">>", dictionary)
		}
		return token{kind: text, s: l.hex()}
	case '[':
		l.at++
		return l.group("]", array)
	case '/':
		l.at++
		return token{kind: name, s: l.name()}
	case ']', '{', '}', ')':
		l.at++
		return token{kind: operator, s: string(c)}
	case '>':
		l.at++
		if l.at < len(l.b) && l.b[l.at] == '>' {
			l.at++
			return token{kind: operator, s: ">>"}
		}
		return token{kind: operator, s: ">"}
	}
	return l.word()
}

// group reads to its closing mark; nesting beyond maxDepth is cut off.
func (l *lexer) group(end string, k kind) token {
	l.depth++
	defer func() { l.depth-- }()
	t := token{kind: k}
	for l.depth <= maxDepth {
		e := l.next()
		if e.kind == eof || e.kind == operator && (e.s == end || e.s == "endobj") {
			break
		}
		t.list = append(t.list, e)
	}
	return t
}

// skipObject steps over one object, references included.
func (l *lexer) skipObject() {
	if l.next().kind != number {
		return
	}
	saved := l.at
	if l.next().kind == number {
		if r := l.next(); r.kind == operator && r.s == "R" {
			return
		}
	}
	l.at = saved
}

func (l *lexer) word() token {
	start := l.at
	for l.at < len(l.b) && !isSpace(l.b[l.at]) && !isDelim(l.b[l.at]) {
		l.at++
	}
	w := l.b[start:l.at]
	if n, ok := parseNumber(w); ok {
		return token{kind: number, num: n}
	}
	return token{kind: operator, s: string(w)}
}

// parseNumber reads what viewers read: signs in front, one point, and nothing
// after a second sign ("12-5" is 12).
func parseNumber(w []byte) (float64, bool) {
	i, neg := 0, false
	for i < len(w) && (w[i] == '+' || w[i] == '-') {
		neg = neg || w[i] == '-'
		i++
	}
	n, scale, point, digits := 0.0, 1.0, false, 0
	for ; i < len(w); i++ {
		switch c := w[i]; {
		case c >= '0' && c <= '9':
			digits++
			n = n*10 + float64(c-'0')
			if point {
				scale *= 10
			}
		case c == '.' && !point:
			point = true
		case c == '-' && digits > 0:
			i = len(w)
		default:
			return 0, false
		}
	}
	if digits == 0 && !point {
		return 0, false
	}
	if neg {
		n = -n
	}
	return n / scale, true
}

func (l *lexer) name() string {
	var out []byte
	for l.at < len(l.b) && !isSpace(l.b[l.at]) && !isDelim(l.b[l.at]) {
		c := l.b[l.at]
		if c == '#' && l.at+2 < len(l.b) {
			hi, ok1 := hexDigit(l.b[l.at+1])
			lo, ok2 := hexDigit(l.b[l.at+2])
			if ok1 && ok2 {
				c = hi<<4 | lo
				l.at += 2
			}
		}
		out = append(out, c)
		l.at++
	}
	return string(out)
}

func (l *lexer) hex() string {
	l.at++
	end := bytes.IndexByte(l.b[l.at:], '>')
	if end < 0 {
		end = len(l.b) - l.at
	}
	s := unhex(l.b[l.at : l.at+end])
	l.at = min(l.at+end+1, len(l.b))
	return string(s)
}

func (l *lexer) literal() string {
	var out []byte
	l.at++
	for depth := 1; l.at < len(l.b); {
		c := l.b[l.at]
		l.at++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return string(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		case '\r':
			c = '\n'
			if l.at < len(l.b) && l.b[l.at] == '\n' {
				l.at++
			}
		}
		out = append(out, c)
	}
	return string(out)
}

// escape reads what follows a backslash.
func (l *lexer) escape(out []byte) []byte {
	if l.at >= len(l.b) {
		return out
	}
	c := l.b[l.at]
	l.at++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\r':
		if l.at < len(l.b) && l.b[l.at] == '\n' {
			l.at++
		}
		return out
	case '\n':
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	n := c - '0'
	for k := 0; k < 2 && l.at < len(l.b) && l.b[l.at] >= '0' && l.b[l.at] <= '7'; k++ {
		n = n*8 + l.b[l.at] - '0' // above \377 the high bit is dropped (ISO 32000-1, 7.3.4.2)
		l.at++
	}
	return append(out, n)
}

// skipInlineImage steps behind the EI of an inline image, whose data follows
// the keyword ID.
func (l *lexer) skipInlineImage() {
	if l.at < len(l.b) {
		l.at++
	}
	for l.at < len(l.b) {
		i := bytes.Index(l.b[l.at:], []byte("EI"))
		if i < 0 {
			l.at = len(l.b)
			return
		}
		p := l.at + i
		l.at = p + 2
		if p > 0 && isSpace(l.b[p-1]) && (l.at >= len(l.b) || isSpace(l.b[l.at])) && plain(l.b[l.at:min(l.at+16, len(l.b))]) {
			return
		}
	}
}

// plain reports text as content streams are, so that an EI inside image data
// is told from the real one.
func plain(b []byte) bool {
	for _, c := range b {
		if c >= 0x7f || c < ' ' && !isSpace(c) {
			return false
		}
	}
	return true
}
