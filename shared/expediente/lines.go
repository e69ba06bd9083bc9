package expediente

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

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
		if err := encodeFact(b, &facts[i], hashes[i]); err != nil {
			return err
		}
	}
	return b.Flush() //nolint:wrapcheck // the caller names the file
}

// encodeFact writes one line.
func encodeFact(b *bufio.Writer, f *FactLine, hash document.Hash) error {
	l := factLine{Kind: f.Kind, Group: f.Group, SHA: hash}
	body, err := f.Canonical()
	if err != nil {
		return err
	}
	if f.packed != nil && document.HashOf(body) != hash {
		return factError(f, errors.New("its bytes have another hash"))
	}
	if f.Kind == Programme {
		l.Data = body
	} else {
		l.Fact = body
	}
	if f.packed != nil && number(l.Group) {
		l.write(b)
		return nil
	}
	raw, err := json.Marshal(&l)
	if err != nil {
		return factError(f, err)
	}
	_, _ = b.Write(raw)
	_ = b.WriteByte('\n')
	return nil
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

// written is the fact of a line as write writes it, with the hash the line says it
// has; ok is false of any other line, which has to be looked at closely.
func written(line []byte) (f FactLine, says string, ok bool) {
	rest, ok := bytes.CutPrefix(line, []byte(lineGroup))
	if !ok || len(rest) < digits || !number(string(rest[:digits])) {
		return f, "", false
	}
	group, rest := string(rest[:digits]), rest[digits:]
	if rest, ok = bytes.CutPrefix(rest, []byte(lineSHA)); !ok || len(rest) < hexDigits || bytes.ContainsAny(rest[:hexDigits], `"\`) {
		return f, "", false
	}
	says = string(rest[:hexDigits])
	if rest, ok = bytes.CutPrefix(rest[hexDigits:], []byte(lineFact)); !ok {
		return f, "", false
	}
	if rest, ok = bytes.CutSuffix(rest, []byte(lineEnd)); !ok {
		return f, "", false
	}
	f = FactLine{Kind: Pedimento, Group: group, Data: rest}
	f.pack()
	return f, says, f.packed != nil // else it is not as a pedimento is written
}

// told are the facts of a package as its file tells them.
type told struct {
	facts []FactLine
	sum   document.Hash // of the file, where it is to its last byte what encodeFacts writes of these facts; else ""
}

// facts reads what encodeFacts writes.
func (c *container) facts() ([]FactLine, error) {
	t, err := c.told()
	return t.facts, err
}

// told reads what encodeFacts writes, line by line: facts of a large month are
// never in memory as text, but for a few. What they would be written as again is
// held to what is there in the same pass.
func (c *container) told() (t told, err error) {
	_, rc, err := c.opened(factsPath, maxText)
	if err != nil {
		return t, err
	}
	defer rc.Close() //nolint:errcheck // read to its end, where its checksum is compared
	sum, n := sha256.New(), &counter{}
	t.facts = []FactLine{}
	same := true
	for at, l := range aheadOf(chunksOf(bufio.NewReaderSize(io.TeeReader(rc, io.MultiWriter(sum, n)), 1<<16)), parseFacts) {
		if t.facts = append(t.facts, l.facts...); l.err != nil {
			return told{}, fmt.Errorf("%s line %d%w", factsPath, at*factsAtOnce+len(l.facts)+1, l.err)
		}
		same = same && l.same
	}
	whole := document.Hash(hex.EncodeToString(sum.Sum(nil)))
	c.knows(factsPath, known{whole, n.n})
	if same && slices.IsSortedFunc(t.facts, compareFacts) {
		t.sum = whole
	}
	return t, nil
}

// compareFacts orders facts by group and hash, as they are written.
func compareFacts(a, b FactLine) int {
	return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Hash(), b.Hash()))
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
	same  bool  // every line is what encodeFacts writes of its fact
	err   error // with what goes between it and the number of the line
}

func parseFacts(c chunk) parsedFacts {
	out := parsedFacts{same: true}
	for _, line := range c.lines {
		if fact, says, ok := written(line); ok {
			out.facts, out.same = append(out.facts, fact), out.same && says == string(fact.hash)
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
		out.facts, out.same = append(out.facts, fact), out.same && fact.writtenAs(line)
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

// writtenAs reports that a line is what encodeFacts writes of a fact.
func (f *FactLine) writtenAs(line []byte) bool {
	var again bytes.Buffer
	b := bufio.NewWriter(&again)
	err := encodeFact(b, f, f.Hash())
	return err == nil && b.Flush() == nil && bytes.Equal(again.Bytes(), line)
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
