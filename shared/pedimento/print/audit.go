package print

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

// audited are the blocks in which every figure must have been taken. In the
// others stand barcodes, references and the bank's texts.
func audited(kind string) bool {
	switch kind {
	case sFechas, sCuadro, sProveedor, sTransporte, sGuias, sContenedor, sEDocument, sCasos, sCuentas, sDescargos, sCompensa, sVirtuales, sRectifica, sDiferencias:
		return true
	}
	return false
}

// maxLoose bounds the findings of one print: the first ones tell enough.
const maxLoose = 5

// audit reports figures that stand in a block and were taken by nothing: what
// is not understood may be a value in a place nobody looked at.
func (r *reader) audit() {
	loose := 0
	for _, s := range r.sections {
		if !audited(s.kind) {
			continue
		}
		for i := range s.lines {
			loose += r.auditLine(&s.lines[i], loose)
		}
	}
	for i := r.goodsFrom(); i < len(r.lines); i++ {
		loose += r.auditLine(&r.lines[i], loose)
	}
}

func (r *reader) auditLine(l *line, loose int) int {
	if loose >= maxLoose {
		return 0
	}
	for _, w := range l.words {
		if !hasDigit(w.s) || r.used[w.n] {
			continue
		}
		r.p.Findings.Add("print_unassigned", document.Unreadable, where(placeOf(w)), document.Textf(
			"«%s» está impreso en un bloque de datos y no se sabe a qué campo corresponde; pida el archivo M, el XML de VUCEM o el PDF original del sistema del agente",
			"\"%s\" is printed in a block of data and it is not known which field it belongs to; ask for the archivo M, the VUCEM XML or the original PDF of the broker's system", w.s))
		return 1
	}
	return 0
}

// remarked are the blocks of numbers in which brokers also write remarks.
func remarked(kind string) bool {
	switch kind {
	case sCandados, sTransporte, sGuias, sContenedor, sEDocument:
		return true
	}
	return false
}

// unplaced tells the texts without figures that stand in a block of numbers
// and belong to no field: they are kept in a notice, with their places.
func (r *reader) unplaced() {
	var texts []string
	var at []word
	for _, s := range r.sections {
		if !remarked(s.kind) {
			continue
		}
		for i := range s.lines {
			l := &s.lines[i]
			if i == 0 || len(segments(l)) > 1 || titleOf(l) != "" || r.taken(l) || lineHasDigit(l) || strings.Contains(l.sq, "REVISION") || len(l.sq) < 4 {
				continue
			}
			texts = append(texts, "«"+joined(l.words, " ")+"»")
			at = append(at, l.words...)
		}
	}
	if len(texts) == 0 {
		return
	}
	said := strings.Join(texts, ", ")
	r.p.Findings.Add("print_text_unplaced", document.Notice, where(placeOf(at[0])), document.Textf(
		"la impresión trae un texto que no es de ningún campo: %s; léalo en el documento",
		"the print has a text that belongs to no field: %s; read it in the document", said))
}

// taken reports a line of which some word is a value or a heading.
func (r *reader) taken(l *line) bool {
	return slices.ContainsFunc(l.words, func(w word) bool { return w.n < len(r.used) && r.used[w.n] })
}
