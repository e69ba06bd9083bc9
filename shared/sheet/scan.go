package sheet

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// scanner walks one large part token by token. The library's own stream gives
// texts without their type, style and formula, and ends in silence where a
// part is damaged; this one does neither.
type scanner struct {
	dec   *xml.Decoder
	depth int
}

func scan(part []byte) *scanner {
	return &scanner{dec: xml.NewDecoder(bytes.NewReader(part))}
}

func (s *scanner) next() (xml.Token, error) {
	t, err := s.dec.Token()
	if err != nil {
		return nil, err //nolint:wrapcheck // quoted in a finding that names the part
	}
	switch t.(type) {
	case xml.StartElement:
		if s.depth++; s.depth > maxDepth {
			return nil, errDepth
		}
	case xml.EndElement:
		s.depth--
	case xml.Directive:
		return nil, errDirective
	}
	return t, nil
}

// text reads the characters of an element just opened, to its end.
func (s *scanner) text() (string, error) {
	var b strings.Builder
	for inside := s.depth; s.depth >= inside; {
		t, err := s.next()
		if err != nil {
			return "", err
		}
		if c, ok := t.(xml.CharData); ok {
			b.Write(c)
		}
	}
	return b.String(), nil
}

// rich reads the runs of a shared or inline text, without its phonetic guide.
func (s *scanner) rich() (string, error) {
	var b strings.Builder
	for inside := s.depth; s.depth >= inside; {
		t, err := s.next()
		if err != nil {
			return "", err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "t":
			text, err := s.text()
			if err != nil {
				return "", err
			}
			b.WriteString(text)
		case "rPh":
			if _, err := s.text(); err != nil {
				return "", err
			}
		}
	}
	return b.String(), nil
}
