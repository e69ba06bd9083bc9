package print

import (
	"fmt"

	"example.com/immex/shared/document"
)

// bilingual is a reason inside a sentence, in the language of the sentence.
type bilingual struct{ es, en string }

// What a person can do about an invoice that is not read for sure.
const (
	actES = "; entregue el documento como CSV o XLSX, o con un mapeo del proveedor (immex template mapeo)"
	actEN = "; deliver the document as CSV or XLSX, or with a mapping of the supplier (immex template mapeo)"
)

// maxFindings is where a person stops reading.
const maxFindings = 100

// add puts one finding, in both languages, with what to do next.
func (r *reader) add(code string, sev document.Severity, at phrase, es, en string, args ...any) {
	if len(r.findings) >= maxFindings {
		return
	}
	if sev == document.Error || sev == document.Unreadable {
		es, en = es+actES, en+actEN
	}
	r.findings.At(code, sev, spot(placeOf(at...)), sentence(es, en, args))
}

// refuse is the finding of what could not be read for sure.
func (r *reader) refuse(code string, at phrase, es, en string, args ...any) {
	r.add(code, document.Unreadable, at, es, en, args...)
}

func sentence(es, en string, args []any) document.Text {
	in := func(format string, spanish bool) string {
		out := make([]any, len(args))
		for i, a := range args {
			out[i] = a
			if b, ok := a.(bilingual); ok {
				out[i] = b.en
				if spanish {
					out[i] = b.es
				}
			}
		}
		return fmt.Sprintf(format, out...)
	}
	return document.Text{ES: in(es, true), EN: in(en, false)}
}

// spot is a place for a finding.
func spot(p document.Place) document.Spot {
	at := document.Spot{Page: p.Page}
	if p.Box != nil {
		at.X, at.Y = p.Box.X0, p.Box.Y0
	}
	return at
}
