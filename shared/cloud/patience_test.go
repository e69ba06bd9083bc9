package cloud

import (
	"cmp"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/smithy-go"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/lambdaio"
)

// TestPatient: a reading that finds no room waits for it within the time of its
// message, and leaves that message the time it needs; a person is told at once.
func TestPatient(t *testing.T) {
	full, other := &types.TooManyRequestsException{}, errors.New("other")
	for name, tt := range map[string]struct {
		has   time.Duration // 0: no end
		fails int
		with  error
		want  error
		least time.Duration
		most  time.Duration
		rest  time.Duration // 0: that of a first reading
	}{
		"room after a while":     {600 * time.Second, 6, full, nil, 30 * time.Second, 120 * time.Second, 0},
		"no room at all":         {600 * time.Second, 999, full, full, 250 * time.Second, 300 * time.Second, 0},
		"a second engine":        {290 * time.Second, 999, full, full, 100 * time.Second, 140 * time.Second, lastSecond},
		"behind a request":       {29 * time.Second, 999, full, full, 0, 0, 0},
		"of who has no end":      {0, 999, full, full, 0, 0, 0},
		"of another error":       {600 * time.Second, 999, other, other, 0, 0, 0},
		"there is room":          {600 * time.Second, 0, full, nil, 0, 0, 0},
		"an end that came first": {400 * time.Second, 999, full, full, 60 * time.Second, 100 * time.Second, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx := t.Context()
				if tt.has > 0 {
					c, stop := context.WithTimeout(ctx, tt.has)
					defer stop()
					ctx = c
				}
				calls, from := 0, time.Now()
				out, err := patient(func(context.Context, *lambda.InvokeInput, ...func(*lambda.Options)) (*lambda.InvokeOutput, error) {
					if calls++; calls <= tt.fails {
						return nil, tt.with
					}
					return &lambda.InvokeOutput{}, nil
				}, cmp.Or(tt.rest, lastPDF))(ctx, nil)
				took := time.Since(from)
				if !errors.Is(err, tt.want) || (err == nil) != (out != nil) || took < tt.least || took > tt.most {
					t.Errorf("%v after %s and %d calls", err, took, calls)
				}
			})
		})
	}
}

// TestFolderIsPassed: the mark of a folder asks nothing of anybody, and is done.
func TestFolderIsPassed(t *testing.T) {
	g := &ingest{meter: (&Cloud{out: io.Discard}).meter("ingest", time.Now)}
	body := `{"detail-type":"Object Created","detail":{"bucket":{"name":"b"},"object":{"key":"inbox/AAA010101AA1/","size":0}}}`
	if err := g.message(t.Context(), lambdaio.Message{Body: []byte(body), Receives: 1}); err != nil {
		t.Error(err)
	}
}

// TestWhyNoMail: whom SES does not let this stack write to is said, with what to do,
// and names nobody.
func TestWhyNoMail(t *testing.T) {
	t.Parallel()
	denied := &smithy.GenericAPIError{Code: "AccessDeniedException", Message: "not authorized", Fault: smithy.FaultClient}
	err := officer{refusing{err: denied}, "from@plant.example", "to@plant.example"}.tell(t.Context(), "s", "t")
	if !fault.Is(err, fault.Misconfigured) || !strings.Contains(err.Error(), "MailTo") || !strings.Contains(err.Error(), "sandbox") || strings.Contains(err.Error(), "to@") {
		t.Errorf("%v", err)
	}
	if err := (officer{refusing{err: errors.New("reset")}, "f", "t"}).tell(t.Context(), "s", "t"); !fault.Is(err, fault.Transient) {
		t.Errorf("%v", err)
	}
	if err := (officer{refusing{}, "f", "t"}).tell(t.Context(), "s", "t"); err != nil {
		t.Errorf("%v", err)
	}
}

// Text implements Mails.
func (r refusing) Text(context.Context, string, string, string, string) error { return r.err }
