package cloud

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"
)

// post sends plain-text mails to the compliance officer.
type post struct {
	mail     sendMail
	from, to string
}

func (p post) send(ctx context.Context, subject, text string) error {
	utf8 := "UTF-8"
	_, err := p.mail(ctx, &sesv2.SendEmailInput{
		FromEmailAddress: &p.from,
		Destination:      &types.Destination{ToAddresses: []string{p.to}},
		Content: &types.EmailContent{Simple: &types.Message{
			Subject: &types.Content{Data: &subject, Charset: &utf8},
			Body:    &types.Body{Text: &types.Content{Data: &text, Charset: &utf8}},
		}},
	})
	if err != nil {
		return classify("send a mail", err)
	}
	return nil
}
