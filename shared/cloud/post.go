package cloud

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// Mails sends mail. An error is the service's own, not yet classified.
type Mails interface {
	// Text sends a mail of plain text; sent again it is a second mail.
	Text(ctx context.Context, from, to, subject, text string) error
	// Message sends a whole message, which is tried once and never repeated, and
	// gives the id it went out under.
	Message(ctx context.Context, from, to string, raw []byte) (id string, err error)
}

// Post opens what sends mail: New of package post.
type Post func(aws.Config) Mails

// officer gets plain-text mails: the compliance officer.
type officer struct {
	mails    Mails
	from, to string
}

// officer is the one the settings name.
func (c *Cloud) officer(open Post) officer {
	return officer{open(c.aws), c.set.MailFrom, c.set.MailTo}
}

func (o officer) tell(ctx context.Context, subject, text string) error {
	if err := o.mails.Text(ctx, o.from, o.to, subject, text); err != nil {
		return classify("send a mail", err)
	}
	return nil
}
