package report

import "io"

// fileBuffer is how much of a file is gathered before it is written.
const fileBuffer = 1 << 15

// pouring gathers what is appended to its line and writes it when there is enough.
type pouring struct {
	line []byte // what is not written yet
	w    io.Writer
	err  error // of the writer, the first
}

func pour(w io.Writer) pouring { return pouring{line: make([]byte, 0, 2*fileBuffer), w: w} }

// full writes what was gathered where it is enough.
func (p *pouring) full() error {
	if len(p.line) < fileBuffer {
		return nil
	}
	return p.flush()
}

// flush writes what was gathered.
func (p *pouring) flush() error {
	if p.err == nil && len(p.line) > 0 {
		_, p.err = p.w.Write(p.line)
	}
	p.line = p.line[:0]
	return p.err
}
