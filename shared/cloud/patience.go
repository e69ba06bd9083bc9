package cloud

import (
	"context"
	"errors"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
)

// The waits of who finds no room for a function of ours: the account runs as many
// as it may, and one of them is over before long.
const (
	firstRoom = time.Second
	mostRoom  = 20 * time.Second
)

// patient asks again while a function has no room, as long as there stays time for
// the rest, which is lastPDF, or lastSecond of a reading that is the last: a delivery
// that was begun need not be begun again half an hour later because many came at once.
// Without that much time, as behind a request of a person, it is told at once.
func patient(call invoke, rest time.Duration) invoke {
	return func(ctx context.Context, in *lambda.InvokeInput, opts ...func(*lambda.Options)) (*lambda.InvokeOutput, error) {
		for wait := firstRoom; ; wait = min(2*wait, mostRoom) {
			out, err := call(ctx, in, opts...)
			if _, full := errors.AsType[*types.TooManyRequestsException](err); !full {
				return out, err
			}
			end, ends := ctx.Deadline()
			if !ends || time.Until(end)-wait < rest {
				return out, err
			}
			select {
			case <-time.After(wait):
			case <-ctx.Done():
				return out, err
			}
		}
	}
}
