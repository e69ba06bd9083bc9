package pdftext

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// decrypt opens a file that anybody may open (an empty user password, with
// permissions locked), which banks and brokers like to send.
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
			out, err = nil, fmt.Errorf("%w: encryption: %v", ErrDamaged, x)
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
		return nil, ErrPassword
	}
	if err != nil {
		return nil, fmt.Errorf("%w: encryption: %w", ErrDamaged, err)
	}
	return w.Bytes(), nil
}
