package cloud

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/step"
)

// Match handles the messages of the match queue: one material each.
func (c *Cloud) Match(now func() time.Time) (func(context.Context, lambdaio.Message) error, error) {
	books, err := c.books(false)
	if err != nil {
		return nil, err
	}
	match := &step.Match{Books: books, Workers: 1}
	return lagged(c.meter("match", now), func(ctx context.Context, m lambdaio.Message) error {
		w, err := ReadWanted(m.Body)
		if err != nil {
			return err
		}
		return match.One(ctx, w.RFC, w.Material)
	}), nil
}

// ReadWanted reads the body of a match message. The sequence in it is what the
// sender saw; the books know better by now, and only they are asked.
func ReadWanted(body []byte) (Wanted, error) {
	var w Wanted
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(&w); err != nil {
		return w, fault.New(fault.Corrupt, "read a match message", err)
	}
	if w.RFC == "" || w.Material == "" {
		return w, fault.Newf(fault.Corrupt, "read a match message", "it names no material")
	}
	return w, nil
}
