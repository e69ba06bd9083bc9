package desk

import (
	"context"

	"example.com/immex/shared/web/access"
)

// Inbox takes documents that do not come through the desk, which may be larger
// than what reaches it; what they became is on the screen of documents when they
// were read.
type Inbox interface {
	// Form is for one document of a programme, "" of what must say itself whose it
	// is, by somebody whom the log names; back is the screen that opens then.
	Form(ctx context.Context, rfc string, by *access.User, back string) (*Form, error)
	// Origin is where the forms are sent.
	Origin() string
}

// Form is what a browser sends with a document.
type Form struct {
	URL    string
	Fields []Field
	Most   int64 // bytes of the document
}

// Field is one hidden field, in the order they are sent in.
type Field struct{ Name, Value string }

// MB is how large a document may be, for people.
func (f *Form) MB() int64 { return f.Most >> 20 }

// post is the form of the inbox; nil when documents come through the desk.
func (d *Desk) post(q *Ask) (*Form, error) {
	if d.Inbox == nil {
		return nil, nil //nolint:nilnil // they come here
	}
	rfc, back := "", "/"
	if q.Programme != nil {
		rfc, back = q.Programme.RFC, q.at("documentos")
	}
	return d.Inbox.Form(q.Context(), rfc, q.User, back) //nolint:wrapcheck // already classified
}
