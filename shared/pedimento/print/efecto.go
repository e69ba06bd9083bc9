package print

import (
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
)

// marksOf joins the words of watermarks that stand behind each other in one
// direction and size: an oblique one may come letter by letter.
func marksOf(ws []pdftext.Word) []string {
	var out []string
	for i, w := range ws {
		if i > 0 && ws[i-1].Dir == w.Dir && ws[i-1].Size <= sameSize*w.Size && w.Size <= sameSize*ws[i-1].Size {
			out[len(out)-1] += " " + w.S
			continue
		}
		out = append(out, w.S)
	}
	return out
}

// sameSize is how much the sizes of two words of one watermark may differ.
const sameSize = 1.15

// withdrawnMarks are those of a withdrawn pedimento, as a whole: in any other text the word
// may be denied, or be of another pedimento.
func withdrawnMarks() []string {
	return []string{"DESISTIDO", "DESISTIDA", "DESISTIMIENTO", "PEDIMENTODESISTIDO", "OPERACIONDESISTIDA", "DESISTIMIENTODELPEDIMENTO", "DESISTIMIENTODEPEDIMENTO"}
}

const withdrawnWord = "DESISTI"

// pago decides the legal effect: the marks of a void or draft copy first, then
// the bank's operation number. A print without any of them is a draft: only a
// paid pedimento makes facts. A mark that may say the contrary is not read:
// whether the pedimento holds is then not known.
func (r *reader) pago() {
	void, draft := false, false
	for i := range r.all {
		sq := r.all[i].sq
		void = void || strings.Contains(sq, "COPIANULA") || strings.Contains(sq, "PEDIMENTONULO") || sq == "NULO" || sq == "NULA" || sq == "CANCELADO" || sq == "CANCELADA"
		draft = draft || strings.Contains(sq, "SOLOPARACONSULTA") || strings.Contains(sq, "PROFORMA") || strings.Contains(sq, "SINVALOROFICIAL")
	}
	void = void || r.watermark("NULO", "NULA", "CANCELAD")
	draft = draft || r.watermark("CONSULTA", "PROFORMA", "BORRADOR", "SINVALOR", "NOPAGADO")
	gone, doubt := r.withdrawal()
	r.certification()
	switch {
	case doubt != "":
		r.unread("print_marca", "si la marca dice que se desistió («"+doubt+"»)", document.Place{Page: 1})
		r.p.Efecto = document.Proforma
	case void:
		r.p.Efecto = document.Nulo
	case gone:
		r.p.Efecto = document.Desistido
	case r.watermark("PREVIO") || r.says("PREVIODECONSOLIDADO", "PREVIOCONSOLIDADO", "PEDIMENTOPREVIO"):
		r.p.Efecto = document.Previo
	case draft || !r.paid.done:
		r.p.Efecto = document.Proforma
	default:
		r.p.Efecto = document.Pagado
	}
}

// withdrawal reads what the watermarks and the heading say of a withdrawal;
// doubt is a text with the word that is not one of the known marks.
func (r *reader) withdrawal() (gone bool, doubt string) {
	seen := func(sq, text string) {
		switch {
		case slices.Contains(withdrawnMarks(), untwice(sq)) && !strings.ContainsAny(text, "¿?"):
			gone = true
		case strings.Contains(sq, withdrawnWord):
			doubt = text
		}
	}
	for _, m := range r.marks {
		seen(squeeze(m), m)
	}
	for i := range r.all {
		if titleOf(&r.all[i]) == sImportador {
			break
		}
		seen(r.all[i].sq, joined(r.all[i].words, " "))
	}
	if all := strings.Join(r.marks, " "); !gone && doubt == "" && strings.Contains(squeeze(all), withdrawnWord) {
		doubt = all // in pieces
	}
	if gone && slices.ContainsFunc(r.marks, func(m string) bool { return squeeze(m) == "NO" || squeeze(m) == "SIN" }) {
		doubt = strings.Join(r.marks, " ")
	}
	return gone, doubt
}

// untwice is a mark that is printed over and over, once.
func untwice(sq string) string {
	for n := 1; n <= len(sq)/2; n++ {
		if len(sq)%n == 0 && strings.Repeat(sq[:n], len(sq)/n) == sq {
			return sq[:n]
		}
	}
	return sq
}

// says looks for a text in the lines above the importer's block.
func (r *reader) says(texts ...string) bool {
	for i := range r.all {
		if titleOf(&r.all[i]) == sImportador {
			return false
		}
		for _, t := range texts {
			if strings.Contains(r.all[i].sq, t) {
				return true
			}
		}
	}
	return false
}

// watermark looks for the words that void or withhold a copy.
func (r *reader) watermark(words ...string) bool {
	all := squeeze(strings.Join(r.marks, ""))
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(all, w) })
}
