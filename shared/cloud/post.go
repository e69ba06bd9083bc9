package cloud

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"example.com/immex/shared/fault"
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
	err := classify("send a mail", o.mails.Text(ctx, o.from, o.to, subject, text))
	if fault.Is(err, fault.Misconfigured) {
		return fault.New(fault.Misconfigured, "send a mail to MailTo", fmt.Errorf("%w: MailFrom must lie in MailIdentity, which SES has verified; "+
			"while SES keeps the account in its sandbox MailTo must do so too: ask for production access, or choose such a MailTo", err))
	}
	return err
}
