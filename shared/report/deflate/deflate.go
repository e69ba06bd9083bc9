// Package deflate packs long streams on every processor: the text of a large
// month is gigabytes, and packing it takes longer than writing it (RFC 1951).
//
// Example: the sheet of a million exits is packed as pieces of a million bytes,
// some at once, and their packed forms follow one another in their order. Each
// piece is packed without looking at those before it, so that the bytes depend
// on the text alone and never on who was faster; a text of one piece has the
// bytes klauspost/compress/flate gives it, on every kind of machine.
//
// The package reads nothing: any reader of deflate unpacks what it writes.
package deflate

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"sync"

	"github.com/klauspost/compress/flate"
)

// pieceSize is how much text is packed at once: a piece forgets the 32 KiB before
// it, which costs about a hundredth of its packed size.
const pieceSize = 1 << 20

// Press packs streams with memory it uses again, one after the other or several
// at once.
type Press struct {
	level  int
	places chan *flate.Writer // one for each piece that is packed at a time, nil until it is used
	pieces sync.Pool
}

// NewPress makes a press of one level of klauspost/compress/flate.
func NewPress(level int) (*Press, error) {
	if _, err := flate.NewWriter(io.Discard, level); err != nil {
		return nil, fmt.Errorf("deflate: %w", err)
	}
	p := &Press{level: level, places: make(chan *flate.Writer, runtime.GOMAXPROCS(0))}
	for range cap(p.places) {
		p.places <- nil
	}
	p.pieces.New = func() any { return &piece{} }
	return p, nil
}

// piece is a part of a stream, and the same packed once done is closed.
type piece struct {
	text   []byte
	packed bytes.Buffer
	err    error
	done   chan struct{}
}

// Writer packs one stream into w until it is closed. What it writes to w it
// writes from another goroutine, and never after Close has returned.
func (p *Press) Writer(w io.Writer) io.WriteCloser { return &writer{press: p, w: w} }

type writer struct {
	press *Press
	w     io.Writer
	cur   *piece
	queue chan *piece // in the order of the stream; nil while there is one piece
	out   chan error
	err   error
}

// Write takes text; an error of packing or of w comes out with Close.
func (d *writer) Write(text []byte) (int, error) {
	for rest := text; len(rest) > 0; {
		if d.cur != nil && len(d.cur.text) == pieceSize {
			d.send(false)
		}
		if d.cur == nil {
			d.cur = d.press.piece()
		}
		n := min(len(rest), pieceSize-len(d.cur.text))
		d.cur.text = append(d.cur.text, rest[:n]...)
		rest = rest[n:]
	}
	return len(text), nil
}

// Close packs what is left and waits until everything is written.
func (d *writer) Close() error {
	if d.press == nil {
		return d.err
	}
	if d.cur == nil {
		d.cur = d.press.piece()
	}
	d.send(true)
	close(d.queue)
	d.err, d.press = <-d.out, nil
	return d.err
}

// send has the current piece packed, behind those before it.
func (d *writer) send(last bool) {
	if d.queue == nil {
		d.queue, d.out = make(chan *piece, cap(d.press.places)), make(chan error, 1)
		go d.collect()
	}
	p := d.cur
	d.cur = nil
	z := <-d.press.places
	go func() {
		z, p.err = p.pack(z, d.press.level, last)
		d.press.places <- z
		close(p.done)
	}()
	d.queue <- p
}

// collect writes packed pieces in their order.
func (d *writer) collect() {
	var failed error
	for p := range d.queue {
		<-p.done
		if failed == nil {
			failed = p.err
		}
		if failed == nil {
			_, failed = d.w.Write(p.packed.Bytes())
		}
		d.press.pieces.Put(p)
	}
	d.out <- failed
}

// piece is memory for the next piece.
func (p *Press) piece() *piece {
	x := p.pieces.Get().(*piece) //nolint:forcetypeassert // the pool holds nothing else
	x.text, x.err, x.done = x.text[:0], nil, make(chan struct{})
	x.packed.Reset()
	return x
}

// pack packs one piece: the last ends the stream, every other at a whole byte.
// It gives what it packed with.
func (p *piece) pack(z *flate.Writer, level int, last bool) (_ *flate.Writer, err error) {
	if z == nil {
		if z, err = flate.NewWriter(&p.packed, level); err != nil {
			return nil, fmt.Errorf("deflate: %w", err)
		}
	} else {
		z.Reset(&p.packed)
	}
	if _, err = z.Write(p.text); err == nil {
		if last {
			err = z.Close()
		} else {
			err = z.Flush()
		}
	}
	if err != nil {
		return z, fmt.Errorf("deflate: %w", err)
	}
	return z, nil
}
