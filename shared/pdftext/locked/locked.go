// Package locked reads PDFs that anybody may open, with permissions locked, as
// banks and brokers like to send them. What opens them is a library that only
// the readers of PDFs have to carry.
//
// Example: a statement that may be read and not printed is encrypted with an
// empty user password; Read gives its words.
//
// It refuses what opens only with a password.
package locked

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"example.com/immex/shared/pdftext"
)

// Read is pdftext.Read, which it asks again about a file that it opened.
func Read(ctx context.Context, b []byte, lim pdftext.Limits) (*pdftext.Text, error) {
	t, err := pdftext.Read(ctx, b, lim)
	if !errors.Is(err, pdftext.ErrLocked) {
		return t, err //nolint:wrapcheck // the classes of pdftext
	}
	open, err := decrypt(ctx, b[pdftext.Start(b):])
	if err != nil {
		return nil, err
	}
	return pdftext.Read(ctx, open, lim) //nolint:wrapcheck // the classes of pdftext
}

// decrypt opens a file whose user password is empty.
func decrypt(ctx context.Context, b []byte) ([]byte, error) {
	type result struct {
		b   []byte
		err error
	}
	done := make(chan result, 1)
	go func() {
		out, err := decryptNow(b)
		done <- result{out, err}
	}()
	select {
	case r := <-done:
		return r.b, r.err
	case <-ctx.Done():
		return nil, fmt.Errorf("decrypt: %w", ctx.Err())
	}
}

func decryptNow(b []byte) (out []byte, err error) {
	defer func() {
		if x := recover(); x != nil {
			out, err = nil, fmt.Errorf("%w: encryption: %v", pdftext.ErrDamaged, x)
		}
	}()
	conf := &model.Configuration{ // written out: the default one reads and writes the user's folder
		Reader15: true, ValidationMode: model.ValidationRelaxed, Offline: true,
		UnsupportedResourcePolicy: model.UnsupportedResourceSkip,
		Eol:                       types.EolLF, Limits: model.DefaultResourceLimits(),
	}
	var w bytes.Buffer
	err = api.Decrypt(bytes.NewReader(b), &w, conf)
	if errors.Is(err, pdfcpu.ErrWrongPassword) {
		return nil, pdftext.ErrPassword
	}
	if err != nil {
		return nil, fmt.Errorf("%w: encryption: %w", pdftext.ErrDamaged, err)
	}
	return w.Bytes(), nil
}
