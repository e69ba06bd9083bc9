// Package post sends mail by SES: what the compliance officer is told, and the
// answers to brokers. It stands apart from the other services, so that a function
// that sends none does not carry it.
//
// Example: functions/deliver/main.go gives post.New to Deliver of its cloud.
//
// It sends what it is given to whom it is told, and remembers nothing.
package post

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"

	"example.com/immex/shared/cloud"
)

// Service is SES.
type Service struct{ api *sesv2.Client }

// New opens the service.
func New(cfg aws.Config) cloud.Mails { return &Service{sesv2.NewFromConfig(cfg)} }

// Text implements cloud.Mails.
func (s *Service) Text(ctx context.Context, from, to, subject, text string) error {
	utf8 := "UTF-8"
	_, err := s.api.SendEmail(ctx, &sesv2.SendEmailInput{
		FromEmailAddress: &from,
		Destination:      &types.Destination{ToAddresses: []string{to}},
		Content: &types.EmailContent{Simple: &types.Message{
			Subject: &types.Content{Data: &subject, Charset: &utf8},
			Body:    &types.Body{Text: &types.Content{Data: &text, Charset: &utf8}},
		}},
	})
	if err != nil {
		return fmt.Errorf("SES: %w", err)
	}
	return nil
}

// Message implements cloud.Mails.
func (s *Service) Message(ctx context.Context, from, to string, raw []byte) (id string, err error) {
	out, err := s.api.SendEmail(ctx, &sesv2.SendEmailInput{
		FromEmailAddress: &from, Destination: &types.Destination{ToAddresses: []string{to}},
		Content: &types.EmailContent{Raw: &types.RawMessage{Data: raw}},
	}, func(o *sesv2.Options) { o.RetryMaxAttempts = 1 }) // the SDK would send again what timed out
	if err != nil {
		return "", fmt.Errorf("SES: %w", err)
	}
	return aws.ToString(out.MessageId), nil
}
