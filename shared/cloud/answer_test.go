package cloud

import (
	"context"
	"errors"
	"testing"

	"github.com/aws/smithy-go"

	"example.com/immex/shared/mail"
)

// refusing is a post that fails as SES does.
type refusing struct {
	Mails
	err error
}

func (r refusing) Message(context.Context, string, string, []byte) (string, error) { return "", r.err }

// TestAnswerRefused: what SES refuses whoever asks again is refused for good, what
// it throttles is not sent yet, and of its own failures nobody knows.
func TestAnswerRefused(t *testing.T) {
	t.Parallel()
	client := func(code string) error { return &smithy.GenericAPIError{Code: code, Fault: smithy.FaultClient} }
	for name, tt := range map[string]struct {
		err             error
		refused, unsent bool
	}{
		"to whom a new account may not write": {client("MessageRejected"), true, false},
		"of a domain that is not verified":    {client("MailFromDomainNotVerifiedException"), true, false},
		"while sending is paused":             {client("SendingPausedException"), true, false},
		"that IAM does not let a new account": {client("AccessDeniedException"), true, false},
		"too large":                           {client("RequestEntityTooLarge"), true, false},
		"throttled":                           {client("TooManyRequestsException"), false, true},
		"a failure of the service":            {&smithy.GenericAPIError{Code: "InternalFailure", Fault: smithy.FaultServer}, false, false},
		"a reply that was lost":               {errors.New("reset"), false, false},
	} {
		err := answers{mails: refusing{err: tt.err}}.Send(t.Context(), mail.Claim{Sender: "a@b.example"}, nil)
		if err == nil || errors.Is(err, mail.ErrRefused) != tt.refused || errors.Is(err, mail.ErrUnsent) != tt.unsent {
			t.Errorf("%s: %v", name, err)
		}
	}
}
