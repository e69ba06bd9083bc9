package step

import (
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
)

// unseenWord is a figure of a PDF that nobody sees, with its page.
type unseenWord struct {
	page int
	word pdftext.Word
}

// unseen finds a figure that every engine reads and no person does: in the
// colour of what it stands on, transparent, under something painted later, cut
// off or switched off; or one that a line crosses out. The page then says one
// thing to the officer and another to the books. Headings in white hold no
// figures and pass. Text over a scan is all invisible and is judged as OCR;
// between printed text it is hidden like any other.
func unseen(t *pdftext.Text) *unseenWord {
	if t == nil {
		return nil
	}
	scan := scanned(t)
	for i := range t.Pages {
		for _, w := range t.Pages[i].Words {
			if strings.ContainsAny(w.S, "0123456789") && (w.Pale || w.Covered || w.Struck || w.Hidden && !scan) {
				return &unseenWord{t.Pages[i].Number, w}
			}
		}
	}
	return nil
}

// seen is t without the words that nobody sees: none of them is a value.
func seen(t *pdftext.Text) *pdftext.Text {
	if t == nil {
		return nil
	}
	out := &pdftext.Text{Pages: slices.Clone(t.Pages)}
	for i := range out.Pages {
		out.Pages[i].Words = slices.DeleteFunc(slices.Clone(out.Pages[i].Words), func(w pdftext.Word) bool { return w.Pale || w.Covered })
	}
	return out
}

// scanned reports that most words are invisible, as a recognised scan has them.
func scanned(t *pdftext.Text) bool {
	hidden, n := 0, 0
	for i := range t.Pages {
		for _, w := range t.Pages[i].Words {
			n++
			if w.Hidden {
				hidden++
			}
		}
	}
	return 2*hidden > n
}

func unseenFault(w *unseenWord) document.Finding {
	at := fmt.Sprintf("página %d (%.0f,%.0f)", w.page, w.word.X0, w.word.Y0)
	f := document.Finding{Code: "pdf_unseen_figure", Severity: document.Error, Where: at}
	switch {
	case w.word.Covered:
		f.Message = document.Textf(
			"El PDF trae «%s» tapado por algo pintado encima, cortado o apagado: se lee y no se ve. Compárelo con el original y pida el archivo M, el XML o un PDF sin texto oculto.",
			"The PDF holds «%s» under something painted over it, cut off or switched off: it is read and not seen. Compare it with the original and ask for the archivo M, the XML or a PDF without hidden text.", w.word.S)
	case w.word.Struck && !w.word.Pale && !w.word.Hidden:
		f.Message = document.Textf(
			"En el PDF «%s» está tachado: no se sabe si vale. Compárelo con el original y pida el archivo M, el XML o un PDF sin tachaduras.",
			"In the PDF «%s» is crossed out: whether it holds is not known. Compare it with the original and ask for the archivo M, the XML or a PDF without figures crossed out.", w.word.S)
	default:
		f.Message = document.Textf(
			"El PDF trae «%s» en el color del papel o transparente: se lee y no se ve. Compárelo con el original y pida el archivo M, el XML o un PDF sin texto oculto.",
			"The PDF holds «%s» in the colour of the paper or transparent: it is read and not seen. Compare it with the original and ask for the archivo M, the XML or a PDF without hidden text.", w.word.S)
	}
	return f
}
