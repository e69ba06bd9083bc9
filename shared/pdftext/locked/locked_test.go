package locked_test

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pdftext/locked"
)

// protected is a sheet that opens with a password, or with none when it is "".
func protected(t *testing.T, password string) []byte {
	t.Helper()
	p := fpdf.New("P", "pt", "Letter", "")
	p.SetProtection(fpdf.CnProtectPrint, password, "owner")
	p.AddPage()
	p.SetFont("Helvetica", "", 9)
	p.Text(50, 50, "127431")
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestRead: what anybody may open is read, what asks for a password is not, and
// what is not locked is read as ever.
func TestRead(t *testing.T) {
	free := protected(t, "")
	if _, err := pdftext.Read(t.Context(), free, pdftext.Limits{}); !errors.Is(err, pdftext.ErrLocked) {
		t.Fatalf("the fixture is not locked: %v", err)
	}
	for _, b := range [][]byte{free, append([]byte("a proxy put this in front\n"), free...)} {
		got, err := locked.Read(t.Context(), b, pdftext.Limits{})
		if err != nil || got.Pages[0].Words[0].S != "127431" {
			t.Errorf("a locked file anybody may open: %+v %v", got, err)
		}
	}
	if _, err := locked.Read(t.Context(), protected(t, "secret"), pdftext.Limits{}); !errors.Is(err, pdftext.ErrPassword) || errors.Is(err, pdftext.ErrLocked) {
		t.Errorf("a password: %v", err)
	}
	if _, err := locked.Read(t.Context(), []byte("PK"), pdftext.Limits{}); !errors.Is(err, pdftext.ErrNotPDF) {
		t.Errorf("no PDF: %v", err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := locked.Read(gone, free, pdftext.Limits{}); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits: %v", err)
	}
	for _, b := range [][]byte{bytes.Replace(free, []byte("/O ("), []byte("/Q ("), 1), bytes.Replace(free, []byte("/Encrypt"), []byte("/Encrypt 99 0 R %"), 1)} {
		if got, err := locked.Read(t.Context(), b, pdftext.Limits{}); !errors.Is(err, pdftext.ErrDamaged) && !errors.Is(err, pdftext.ErrPassword) {
			t.Errorf("broken locks: %+v %v", got, err)
		}
	}
}
