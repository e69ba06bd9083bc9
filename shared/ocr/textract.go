package ocr

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/textract"
	"github.com/aws/aws-sdk-go-v2/service/textract/types"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
)

// maxTextract is what Textract takes of a picture in one synchronous question.
const maxTextract = 10 << 20

// Textract asks Amazon Textract for the words of a picture, nothing more:
// forms and tables cost forty times as much and say nothing readers need.
type Textract struct{ API *textract.Client }

// Picture implements Engine.
func (t *Textract) Picture(ctx context.Context, b []byte, dpi int) ([]pdftext.Page, error) {
	if len(b) > maxTextract {
		return nil, fmt.Errorf("%w: a picture of %d bytes, limit %d", pdftext.ErrTooLarge, len(b), maxTextract)
	}
	c, err := size(b)
	if err != nil {
		return nil, err
	}
	out, err := t.API.DetectDocumentText(ctx, &textract.DetectDocumentTextInput{Document: &types.Document{Bytes: b}})
	if err != nil {
		return nil, textractFault(err)
	}
	scale := 72 / float64(dpi)
	p := pdftext.Page{Number: 1, Width: float64(c.Width) * scale, Height: float64(c.Height) * scale}
	for i := range out.Blocks {
		k := &out.Blocks[i]
		if k.BlockType != types.BlockTypeWord || k.Geometry == nil || k.Geometry.BoundingBox == nil {
			continue
		}
		if aws.ToInt32(k.Page) > 1 {
			return nil, fmt.Errorf("%w: a picture of several pages", pdftext.ErrTooLarge)
		}
		if len(p.Words) >= MaxWords {
			return nil, fmt.Errorf("%w: more than %d words on a page", pdftext.ErrTooLarge, MaxWords)
		}
		box := k.Geometry.BoundingBox
		left, top := float64(box.Left)*p.Width, p.Height*(1-float64(box.Top))
		p.Words = append(p.Words, word(aws.ToString(k.Text), left, top-float64(box.Height)*p.Height, left+float64(box.Width)*p.Width, top))
	}
	return []pdftext.Page{p}, nil
}

// textractFault tells what is the picture's fault from what is the service's.
func textractFault(err error) error {
	var (
		bad  *types.BadDocumentException
		kind *types.UnsupportedDocumentException
		size *types.DocumentTooLargeException
	)
	switch {
	case errors.As(err, &size):
		return fmt.Errorf("%w: textract: %w", pdftext.ErrTooLarge, err)
	case errors.As(err, &bad), errors.As(err, &kind):
		return fmt.Errorf("%w: textract: %w", pdftext.ErrDamaged, err)
	}
	return fmt.Errorf("%w: textract: %w", step.ErrOCR, err)
}
