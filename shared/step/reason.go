package step

import (
	"errors"
	"fmt"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/pdftext"
)

// because puts the reason of an error into both sentences, each at its %s, in
// the words of their language. The error itself stands behind it as what it
// is, a detail for whoever looks into the case.
func because(es, en string, err error) document.Text {
	why := reasonOf(err)
	return document.Text{
		ES: fmt.Sprintf(es, why.ES+" [detalle técnico: "+err.Error()+"]"),
		EN: fmt.Sprintf(en, why.EN+" [technical detail: "+err.Error()+"]"),
	}
}

// reasonOf says in a few words what kind of error this is.
func reasonOf(err error) document.Text {
	switch {
	case fault.Is(err, fault.TooLarge), errors.Is(err, pdftext.ErrTooLarge):
		return document.Text{ES: "rebasa un límite de tamaño", EN: "it is beyond a limit of size"}
	case errors.Is(err, pdftext.ErrNotPDF):
		return document.Text{ES: "no es un PDF", EN: "it is not a PDF"}
	case errors.Is(err, ErrNotTried):
		return document.Text{ES: "lo que vino con él tomó todo el tiempo que hay", EN: "what came with it took all the time there is"}
	case fault.Is(err, fault.Transient), fault.Is(err, fault.Conflict), errors.Is(err, ErrPDFReader):
		return document.Text{ES: "quien lo lee no respondió", EN: "its reader did not answer"}
	case fault.Is(err, fault.Misconfigured):
		return document.Text{ES: "falta una configuración", EN: "something is not configured"}
	case fault.Is(err, fault.Corrupt), errors.Is(err, pdftext.ErrDamaged):
		return document.Text{ES: "está dañado", EN: "it is damaged"}
	}
	return document.Text{ES: "falló la lectura", EN: "reading failed"}
}
