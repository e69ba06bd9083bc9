package pdftext

import (
	"bytes"
	"compress/flate"
	"compress/lzw"
	"context"
	"encoding/ascii85"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/adler32"
	"io"

	"github.com/ledongthuc/pdf"
)

// decode undoes the filters of a stream; spent counts against MaxInflated.
func (d *reader) decode(ctx context.Context, v pdf.Value, raw []byte) ([]byte, error) {
	filter, parms := v.Key("Filter"), v.Key("DecodeParms")
	n := 1
	if filter.Kind() == pdf.Array {
		n = min(filter.Len(), maxDepth)
	} else if filter.Kind() == pdf.Null {
		n = 0
	}
	for i := range n {
		name, parm := filter.Name(), parms
		if filter.Kind() == pdf.Array {
			name, parm = filter.Index(i).Name(), parms.Index(i)
		}
		var err error
		if raw, err = d.unfilter(ctx, name, parm, raw); err != nil {
			return nil, err
		}
	}
	return raw, nil
}

func (d *reader) unfilter(ctx context.Context, name string, parm pdf.Value, raw []byte) ([]byte, error) {
	switch name {
	case "FlateDecode", "Fl":
		out, err := d.inflate(ctx, raw)
		if err != nil {
			return nil, err
		}
		return unpredict(parm, out)
	case "LZWDecode", "LZW":
		early := parm.Key("EarlyChange").Kind() != pdf.Integer || parm.Key("EarlyChange").Int64() != 0
		out, err := d.copyCapped(ctx, newLZW(raw, early))
		if err != nil {
			return nil, err
		}
		return unpredict(parm, out)
	case "ASCII85Decode", "A85":
		if i := bytes.Index(raw, []byte("~>")); i >= 0 {
			raw = raw[:i]
		}
		return d.copyCapped(ctx, ascii85.NewDecoder(bytes.NewReader(bytes.TrimPrefix(raw, []byte("<~")))))
	case "ASCIIHexDecode", "AHx":
		return unhex(raw), nil
	case "RunLengthDecode", "RL":
		return d.unrun(raw)
	case "Crypt":
		return raw, nil
	}
	return nil, fmt.Errorf("%w: filter %q", ErrDamaged, name)
}

// inflate reads zlib data, or bare deflate data when there is no zlib header.
// Data that ends before its last block is damaged, since a part of the page is
// missing; so is data that contradicts its checksum, since one flipped bit can
// change a digit. A checksum that was cut off is not missed.
func (d *reader) inflate(ctx context.Context, raw []byte) ([]byte, error) {
	raw = bytes.TrimLeft(raw, "\r\n")
	if len(raw) < 2 {
		return nil, nil
	}
	wrapped := raw[0]&0x0f == 8 && (int(raw[0])<<8|int(raw[1]))%31 == 0
	if wrapped {
		raw = raw[2:]
	}
	in := bytes.NewReader(raw)
	out, err := d.copyCapped(ctx, flate.NewReader(in))
	if err != nil {
		return nil, err
	}
	if sum := raw[len(raw)-in.Len():]; wrapped && len(sum) >= 4 && binary.BigEndian.Uint32(sum) != adler32.Checksum(out) {
		return nil, fmt.Errorf("%w: checksum of a stream", ErrDamaged)
	}
	return out, nil
}

// copyCapped reads all of r under the cap on decoded bytes and the deadline.
func (d *reader) copyCapped(ctx context.Context, r io.Reader) ([]byte, error) {
	var out bytes.Buffer
	for {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("decode: %w", err)
		}
		n, err := io.CopyN(&out, r, 1<<20)
		d.inflated += int(n)
		if d.inflated > d.lim.Inflated {
			return nil, fmt.Errorf("%w: streams decode to more than %d bytes", ErrTooLarge, d.lim.Inflated)
		}
		if errors.Is(err, io.EOF) {
			return out.Bytes(), nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: stream: %w", ErrDamaged, err)
		}
	}
}

// newLZW reads PDF's LZW. The usual early code change is that of TIFF; with
// EarlyChange 0 the standard library's MSB variant is the same code.
func newLZW(raw []byte, early bool) io.Reader {
	if !early {
		return lzw.NewReader(bytes.NewReader(raw), lzw.MSB, 8)
	}
	return &earlyLZW{bits: raw, width: 9, prev: -1}
}

func unhex(raw []byte) []byte {
	out := make([]byte, 0, len(raw)/2)
	half, have := byte(0), false
	for _, c := range raw {
		if c == '>' {
			break
		}
		v, ok := hexDigit(c)
		if !ok {
			continue
		}
		if have {
			out = append(out, half<<4|v)
		}
		half, have = v, !have
	}
	if have {
		out = append(out, half<<4)
	}
	return out
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

// unrun undoes RunLengthDecode; one byte of input makes at most 64 of output.
func (d *reader) unrun(raw []byte) ([]byte, error) {
	var out []byte
	for i := 0; i < len(raw) && raw[i] != 128; {
		n := int(raw[i])
		if n < 128 {
			end := min(i+2+n, len(raw))
			out = append(out, raw[i+1:end]...)
			i = end
			continue
		}
		if i+1 >= len(raw) {
			break
		}
		out = append(out, bytes.Repeat(raw[i+1:i+2], 257-n)...)
		i += 2
	}
	if d.inflated += len(out); d.inflated > d.lim.Inflated {
		return nil, fmt.Errorf("%w: streams decode to more than %d bytes", ErrTooLarge, d.lim.Inflated)
	}
	return out, nil
}
