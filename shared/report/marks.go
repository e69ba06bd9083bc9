package report

// marks are what a text has that a form of a table writes otherwise than it stands.
type marks uint8

const (
	inCSV  marks = 1 << iota // a comma, quotes or an end of line
	inJSON                   // what JSON writes in another way
	atEdge                   // what may be space, if it stands first or last
)

// marking tells the marks of bytes: every text of a month is looked at once for both
// its forms.
type marking [256]marks

func newMarking() *marking {
	var m marking
	for i := range m {
		c := byte(i)
		switch c {
		case ',', '\r', '\n':
			m[i] |= inCSV
		case '"':
			m[i] |= inCSV | inJSON
		case '\\', '<', '>', '&':
			m[i] |= inJSON
		}
		if c < ' ' || c > '~' {
			m[i] |= inJSON
		}
		if c <= ' ' || c >= 0x80 {
			m[i] |= atEdge
		}
	}
	return &m
}

// of are the marks of a text.
func (m *marking) of(s string) (all marks) {
	for i := range len(s) {
		all |= m[s[i]]
	}
	return all
}
