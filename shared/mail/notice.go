package mail

import (
	"fmt"
	"time"

	"example.com/immex/shared/document"
)

// Notice is a letter that answers no mail: it tells whoever empties the outbox
// what waits for a person. It names no recipient, since nobody's address is known.
type Notice struct {
	From, Subject, Body string
	Date                time.Time
}

// Encode writes the message. Subject and body are ours or of the programme file; a
// line break in the subject becomes a blank.
func (n *Notice) Encode() ([]byte, error) {
	l := letter{from: clean(n.From, maxSubject), to: "undisclosed-recipients:;", subject: clean(n.Subject, maxSubject), id: fmt.Sprintf("<%s@%s>", document.HashOf([]byte(n.Date.String() + n.Subject + n.Body))[:keyLength], domainOf(n.From)), date: n.Date, body: n.Body, own: true}
	return l.encode()
}
