package expediente

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"example.com/immex/shared/document"
)

// The files the replay starts from; everything else follows from them and the
// manifest, or is covered by its hash.
const (
	factsPath     = "hechos/hechos.jsonl"
	documentsPath = "hechos/documentos.jsonl"
	findingsPath  = "hechos/hallazgos.jsonl"
)

// factLine is one line of hechos.jsonl: a fact that is JSON stands as it is, so
// that its bytes can be read and hashed; any other stands in base64.
type factLine struct {
	Kind  Kind            `json:"kind"`
	Group string          `json:"group"`
	SHA   document.Hash   `json:"sha256"`
	Fact  json.RawMessage `json:"fact,omitempty"`
	Data  []byte          `json:"data,omitempty"`
}

// documentLine is one line of documentos.jsonl.
type documentLine struct {
	SHA    document.Hash   `json:"sha256"`
	Name   string          `json:"name"`
	Kind   document.Kind   `json:"kind"`
	Key    string          `json:"key,omitempty"`
	Status document.Status `json:"status"`
	Period string          `json:"period,omitempty"`
	Path   string          `json:"path,omitempty"` // blank: listed, not included
}

// encodeFacts writes sorted facts, one per line.
func encodeFacts(w io.Writer, facts []FactLine, hashes []document.Hash) error {
	b := bufio.NewWriter(w)
	for i := range facts {
		l := factLine{Kind: facts[i].Kind, Group: facts[i].Group, SHA: hashes[i]}
		body, err := facts[i].Canonical()
		if err != nil {
			return err
		}
		if facts[i].packed != nil && document.HashOf(body) != hashes[i] {
			return factError(&facts[i], errors.New("its bytes have another hash"))
		}
		if facts[i].Kind == Programme {
			l.Data = body
		} else {
			l.Fact = body
		}
		if facts[i].packed != nil && number(l.Group) {
			l.write(b)
			continue
		}
		raw, err := json.Marshal(&l)
		if err != nil {
			return factError(&facts[i], err)
		}
		_, _ = b.Write(raw)
		_ = b.WriteByte('\n')
	}
	return b.Flush() //nolint:wrapcheck // the caller names the file
}

// The parts of the line of a pedimento whose group is a number: nearly all lines
// are of one, and nothing in them is written otherwise in JSON.
const (
	lineGroup = `{"kind":"pedimento","group":"`
	lineSHA   = `","sha256":"`
	lineFact  = `","fact":`
	lineEnd   = "}\n"
	hexDigits = 64 // of SHA-256
)

// write is what encoding/json gives of the line of a pedimento.
func (l *factLine) write(b *bufio.Writer) {
	for _, s := range []string{lineGroup, l.Group, lineSHA, string(l.SHA), lineFact} {
		_, _ = b.WriteString(s)
	}
	_, _ = b.Write(l.Fact)
	_, _ = b.WriteString(lineEnd)
}

// written is the fact of a line as write writes it; ok is false of any other line,
// which has to be looked at closely.
func written(line []byte) (f FactLine, ok bool) {
	rest, ok := bytes.CutPrefix(line, []byte(lineGroup))
	if !ok || len(rest) < digits || !number(string(rest[:digits])) {
		return f, false
	}
	group, rest := string(rest[:digits]), rest[digits:]
	if rest, ok = bytes.CutPrefix(rest, []byte(lineSHA)); !ok || len(rest) < hexDigits || bytes.ContainsAny(rest[:hexDigits], `"\`) {
		return f, false
	}
	if rest, ok = bytes.CutPrefix(rest[hexDigits:], []byte(lineFact)); !ok {
		return f, false
	}
	if rest, ok = bytes.CutSuffix(rest, []byte(lineEnd)); !ok {
		return f, false
	}
	f = FactLine{Kind: Pedimento, Group: group, Data: rest}
	f.pack()
	return f, f.packed != nil // else it is not as a pedimento is written
}

// facts reads what encodeFacts writes, line by line: those of a large month are
// never in memory as text, but for a few.
func (c *container) facts() ([]FactLine, error) {
	f := c.files[factsPath]
	switch {
	case f == nil:
		return nil, fmt.Errorf("%s is missing", factsPath)
	case f.UncompressedSize64 > maxText:
		return nil, fmt.Errorf("%s: %d bytes, more than %d", factsPath, f.UncompressedSize64, uint64(maxText))
	}
	rc, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", factsPath, err)
	}
	defer rc.Close() //nolint:errcheck // read to its end, where its checksum is compared
	out := []FactLine{}
	for n, l := range aheadOf(chunksOf(bufio.NewReaderSize(rc, 1<<16)), parseFacts) {
		if out = append(out, l.facts...); l.err != nil {
			return nil, fmt.Errorf("%s line %d%w", factsPath, n*factsAtOnce+len(l.facts)+1, l.err)
		}
	}
	return out, nil
}

// factsAtOnce is how many lines of facts are read as one piece of work.
const factsAtOnce = 16

// chunk is some lines, and why there is no more.
type chunk struct {
	lines [][]byte
	err   error
}

// chunksOf reads lines to their end.
func chunksOf(r *bufio.Reader) iter.Seq[chunk] {
	return func(yield func(chunk) bool) {
		for {
			var c chunk
			for len(c.lines) < factsAtOnce && c.err == nil {
				var line []byte
				if line, c.err = r.ReadBytes('\n'); c.err == nil {
					c.lines = append(c.lines, line)
				} else if c.err == io.EOF && len(line) > 0 { //nolint:errorlint // bufio returns it bare
					c.err = errUnended
				}
			}
			end := c.err != nil
			if c.err == io.EOF { //nolint:errorlint // same
				c.err = nil
			}
			if !yield(c) || end {
				return
			}
		}
	}
}

// errUnended reports a last line that was cut off.
var errUnended = errors.New("does not end")

// parsedFacts are the facts of some lines, and why the next line is none.
type parsedFacts struct {
	facts []FactLine
	err   error // with what goes between it and the number of the line
}

func parseFacts(c chunk) (out parsedFacts) {
	for _, line := range c.lines {
		if fact, ok := written(line); ok {
			out.facts = append(out.facts, fact)
			continue
		}
		var l factLine
		if err := json.Unmarshal(line, &l); err != nil {
			out.err = fmt.Errorf(": %w", err)
			return out
		}
		fact := FactLine{Kind: l.Kind, Group: l.Group, Data: l.Fact}
		if l.Kind == Programme {
			fact.Data = l.Data
		}
		fact.pack()
		out.facts = append(out.facts, fact)
	}
	switch {
	case c.err == nil:
	case errors.Is(c.err, errUnended):
		out.err = fmt.Errorf(" %w", c.err)
	default:
		out.err = fmt.Errorf(": %w", c.err)
	}
	return out
}

// encodeLines writes one JSON value per line.
func encodeLines[T any](path string, rows []T) ([]byte, error) {
	var b bytes.Buffer
	for i := range rows {
		raw, err := json.Marshal(&rows[i])
		if err != nil {
			return nil, fmt.Errorf("%s line %d: %w", path, i+1, err)
		}
		b.Write(raw)
		b.WriteByte('\n')
	}
	return b.Bytes(), nil
}

// decodeLines reads what encodeLines writes.
func decodeLines[T any](path string, data []byte) ([]T, error) {
	out := make([]T, 0, bytes.Count(data, []byte{'\n'}))
	for n := 1; len(data) > 0; n++ {
		line, rest, ok := bytes.Cut(data, []byte{'\n'})
		if !ok {
			return nil, fmt.Errorf("%s line %d does not end", path, n)
		}
		var v T
		if err := json.Unmarshal(line, &v); err != nil {
			return nil, fmt.Errorf("%s line %d: %w", path, n, err)
		}
		out, data = append(out, v), rest
	}
	return out, nil
}

// documentPath is where a source document lies in the package.
func documentPath(s *Source) string { return "documentos/" + string(s.SHA) + "-" + safe(s.Name) }
