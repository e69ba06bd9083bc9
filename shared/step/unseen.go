package step

import (
	"fmt"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
)

// unseenWord is a figure of a PDF that nobody sees, with its page.
type unseenWord struct {
	page int
	word pdftext.Word
}

// unseen finds a figure drawn in the colour of the paper or transparent: every
// engine reads it and no person does, so that the page says one thing to the
// officer and another to the books. Headings in white on a dark band hold no
// figures and pass.
func unseen(t *pdftext.Text) *unseenWord {
	if t == nil {
		return nil
	}
	for i := range t.Pages {
		for _, w := range t.Pages[i].Words {
			if w.Pale && !w.Hidden && strings.ContainsAny(w.S, "0123456789") {
				return &unseenWord{t.Pages[i].Number, w}
			}
		}
	}
	return nil
}

func unseenFault(w *unseenWord) document.Finding {
	at := fmt.Sprintf("página %d (%.0f,%.0f)", w.page, w.word.X0, w.word.Y0)
	return document.Finding{Code: "pdf_unseen_figure", Severity: document.Error, Where: at, Message: document.Textf(
		"El PDF trae «%s» en el color del papel o transparente: se lee y no se ve. Compárelo con el original y pida el archivo M, el XML o un PDF sin texto oculto.",
		"The PDF holds «%s» in the colour of the paper or transparent: it is read and not seen. Compare it with the original and ask for the archivo M, the XML or a PDF without hidden text.", w.word.S)}
}
