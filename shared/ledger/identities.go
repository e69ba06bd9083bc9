package ledger

import "strings"

// identities are texts that are joined one behind the other in memory that many of
// them share: a month has a million of them, and each is wanted for one row.
type identities struct{ b strings.Builder }

// identitiesAtOnce is how many bytes of them are asked for at once.
const identitiesAtOnce = 1 << 12

// join is a text and what follows it, by itself where there is nowhere to put it.
func (s *identities) join(text string, rest []byte) string {
	if s == nil {
		return text + string(rest)
	}
	need := len(text) + len(rest)
	if s.b.Cap()-s.b.Len() < need {
		s.b = strings.Builder{}
		s.b.Grow(max(need, identitiesAtOnce))
	}
	from := s.b.Len()
	_, _ = s.b.WriteString(text) // never fails
	_, _ = s.b.Write(rest)       // same
	return s.b.String()[from:]
}
