package desk_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/step"
)

// misread is an engine that takes the zero of a figure for a letter, as one
// that cannot tell them does: the print is set apart until a person types it.
type misread struct{}

// damage is what it makes of the words beside the customs value.
const damage = "1O?"

func (misread) Words(ctx context.Context, b []byte) (*pdftext.Text, error) {
	t, err := pdftext.Read(ctx, b, pdftext.Limits{})
	if err != nil {
		return nil, err
	}
	for i := range t.Pages {
		words := t.Pages[i].Words
		for k := range words {
			if words[k].S == "ADUANA:" && k > 0 && words[k-1].S == "VALOR" {
				if right := nextOf(words, k); right >= 0 {
					words[right].S = damage
				}
			}
		}
	}
	return t, nil
}

// nextOf is the word right of another on its line.
func nextOf(words []pdftext.Word, k int) int {
	best := -1
	for i := range words {
		w := &words[i]
		if w.X0 > words[k].X1-1 && w.Base > words[k].Base-2 && w.Base < words[k].Base+2 && (best < 0 || w.X0 < words[best].X0) {
			best = i
		}
	}
	return best
}

func (m misread) SecondWords(ctx context.Context, b []byte) (*pdftext.Text, error) {
	return m.Words(ctx, b)
}

func (misread) Page(_ context.Context, b []byte, n, _ int) ([]byte, error) {
	if n > 2 || !bytes.HasPrefix(b, []byte("%PDF")) {
		return nil, pdftext.ErrNoPage
	}
	var out bytes.Buffer
	err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 935, 1210)))
	return out.Bytes(), err
}

// anyLot is a lot that something was taken of.
func anyLot(ctx context.Context, books step.Books, rfc string) (string, error) {
	var all []string
	err := step.EachBook(ctx, books, rfc, func(b *ledger.Book) error {
		for i := range b.Descargos {
			if !strings.Contains(b.Descargos[i].Lot, "/") {
				all = append(all, b.Descargos[i].Lot)
			}
		}
		return nil
	})
	if err != nil || len(all) == 0 {
		return "", fmt.Errorf("no descargos: %w", err)
	}
	return slices.Min(all), nil
}

// damaged is where the misread word stands, and what is printed there.
func (w *world) damaged(t *testing.T, original []byte) (at document.Box, was string) {
	t.Helper()
	bad, err := misread{}.Words(t.Context(), original)
	if err != nil {
		t.Fatal(err)
	}
	good, err := pdftext.Read(t.Context(), original, pdftext.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range bad.Pages[0].Words {
		if x := bad.Pages[0].Words[i]; x.S == damage {
			return document.Box{X0: int(x.X0), Y0: int(x.Y0), X1: int(x.X1) + 1, Y1: int(x.Y1) + 1}, good.Pages[0].Words[i].S
		}
	}
	t.Fatal("nothing is misread")
	return at, ""
}
