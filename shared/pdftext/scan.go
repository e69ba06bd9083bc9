package pdftext

import (
	"bytes"
	"fmt"
)

// object is one "id gen obj" found in the bytes.
type object struct {
	id, gen int
	at      int // offset of the id
	rank    int // position in the original file: the later definition wins
}

// extent is where the raw data of a stream lies.
type extent struct{ from, to int }

// scanned is the map of a file made without trusting its cross-references.
type scanned struct {
	b       []byte
	objects map[int]object
	streams map[int]extent // by offset of the first data byte
	objStms []int          // ids of object streams, in file order
}

// scan walks the bytes once and notes every object and stream. Damaged,
// missing or hostile cross-reference tables therefore make no difference.
func scan(b []byte, maxObjects int) (*scanned, error) {
	s := &scanned{b: b, objects: map[int]object{}, streams: map[int]extent{}}
	endobj, stream := cursor{word: "endobj"}, cursor{word: "stream"}
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte("obj"))
		if i < 0 {
			return s, nil
		}
		p := at + i
		at = p + 3
		o, ok := header(b, p)
		if !ok {
			continue
		}
		if o.id >= maxObjects || len(s.objects) >= maxObjects {
			return nil, fmt.Errorf("%w: more than %d objects", ErrTooLarge, maxObjects)
		}
		if prev, ok := s.objects[o.id]; !ok || prev.rank <= o.rank {
			s.objects[o.id] = o
		}
		if st := dataKeyword(b, at, endobj.next(b, at), &stream); st >= 0 {
			at = s.noteStream(o.id, b[at:st], st+len("stream"))
		}
	}
}

// dataKeyword is where the keyword stream of the object body at stands, or -1
// when the object ends, at end, before it; an end below 0 is none.
func dataKeyword(b []byte, at, end int, stream *cursor) int {
	st := stream.next(b, at)
	for st >= 0 && (end < 0 || st < end) && !startsData(b, st) {
		st = stream.next(b, st+1)
	}
	if end >= 0 && end < st {
		return -1
	}
	return st
}

// noteStream notes the data behind the keyword that ends at p and returns
// where it ends.
func (s *scanned) noteStream(id int, dict []byte, p int) int {
	ext := s.extentOf(dict, p)
	s.streams[ext.from] = ext
	if bytes.Contains(dict, []byte("/ObjStm")) {
		s.objStms = append(s.objStms, id)
	}
	return ext.to
}

// startsData tells the keyword stream, which stands between the dictionary and
// a line end, from the word in a comment or a string.
func startsData(b []byte, p int) bool {
	i := p
	for i > 0 && isSpace(b[i-1]) {
		i--
	}
	end := p + len("stream")
	return i > 1 && b[i-1] == '>' && b[i-2] == '>' && end < len(b) && (b[end] == '\n' || b[end] == '\r' || b[end] == ' ')
}

// cursor finds the next occurrence of a word without searching twice, so that
// a hostile file cannot make the scan quadratic.
type cursor struct {
	word string
	at   int
	done bool
}

func (c *cursor) next(b []byte, from int) int {
	for !c.done && c.at < from {
		i := bytes.Index(b[from:], []byte(c.word))
		if i < 0 {
			c.done = true
			break
		}
		c.at = from + i
	}
	if c.done {
		return -1
	}
	return c.at
}

// header reads "id gen " backwards from the keyword obj at p.
func header(b []byte, p int) (object, bool) {
	gen, i, ok := intBefore(b, p)
	if !ok {
		return object{}, false
	}
	id, j, ok := intBefore(b, i)
	if !ok || j == i || !isSpace(b[i-1]) {
		return object{}, false
	}
	return object{id: id, gen: gen, at: j, rank: j}, true
}

// intBefore reads the integer that ends before p, blanks skipped.
func intBefore(b []byte, p int) (n, start int, ok bool) {
	i := p
	for i > 0 && isSpace(b[i-1]) {
		i--
	}
	end := i
	for i > 0 && end-i < 10 && b[i-1] >= '0' && b[i-1] <= '9' {
		i--
	}
	for _, c := range b[i:end] {
		n = n*10 + int(c-'0')
	}
	return n, i, end > i
}

// extentOf is where the data after the keyword stream begins and ends: at the
// declared length when endstream follows it, else at the next endstream.
func (s *scanned) extentOf(dict []byte, p int) extent {
	b := s.b
	if p < len(b) && b[p] == '\r' {
		p++
	}
	if p < len(b) && b[p] == '\n' {
		p++
	}
	if n, ok := directLength(dict); ok && n <= len(b)-p {
		rest := bytes.TrimLeft(b[p+n:min(p+n+24, len(b))], "\r\n\t \x00")
		if bytes.HasPrefix(rest, []byte("endstream")) {
			return extent{p, p + n}
		}
	}
	i := bytes.Index(b[p:], []byte("endstream"))
	if i < 0 {
		return extent{p, len(b)}
	}
	to := p + i
	if to > p && b[to-1] == '\n' {
		to--
	}
	if to > p && b[to-1] == '\r' {
		to--
	}
	return extent{p, to}
}

// directLength is the value of /Length when it is written in place.
func directLength(dict []byte) (int, bool) {
	for rest := dict; ; {
		i := bytes.Index(rest, []byte("/Length"))
		if i < 0 {
			return 0, false
		}
		rest = rest[i+len("/Length"):]
		if len(rest) == 0 || !isSpace(rest[0]) {
			continue
		}
		n, tail, ok := intAfter(rest)
		if !ok {
			continue
		}
		if _, tail, ok = intAfter(tail); ok && bytes.HasPrefix(bytes.TrimLeft(tail, " \r\n\t"), []byte("R")) {
			return 0, false
		}
		return n, true
	}
}

// intAfter reads an unsigned integer at the start of b, blanks skipped.
func intAfter(b []byte) (n int, rest []byte, ok bool) {
	i := 0
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	start := i
	for i < len(b) && i-start < 10 && b[i] >= '0' && b[i] <= '9' {
		n = n*10 + int(b[i]-'0')
		i++
	}
	return n, b[i:], i > start
}

func isSpace(c byte) bool {
	switch c {
	case 0, '\t', '\n', '\f', '\r', ' ':
		return true
	}
	return false
}

func isDelim(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}
