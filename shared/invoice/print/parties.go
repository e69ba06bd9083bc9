package print

import (
	"slices"
	"strings"
)

// enterParty takes a name and, from the lines below it, its tax id.
func (r *reader) enterParty(h *header, e *entry) {
	block := e.below
	var name phrase
	switch {
	case len(e.right) > 0 && e.m.colon:
		name = e.right
	case len(block) > 0 && !r.startsLabel(block[0]):
		name, block = block[0], block[1:]
	case len(e.right) > 0:
		name = e.right
	}
	if len(name) == 0 || !strings.ContainsFunc(name.text(), isLetter) {
		return
	}
	if len(block) > 0 && !legal(name.text()) && legalLine(block[0].text()) { // the name wraps
		name, block = slices.Concat(name, block[0]), block[1:]
	}
	h.fields[e.m.id] = append(h.fields[e.m.id], value{name.text(), name, e.m.rank})
	h.parties = append(h.parties, name.text())
	r.taxIn(h, block, e.m.id, e.m.rank)
}

// taxIn finds the tax id in the lines of a block.
func (r *reader) taxIn(h *header, block []phrase, party string, rank int) {
	for _, p := range block {
		if r.startsParty(p) {
			break
		}
		ws := phrase(pieces(p))
		for i := range ws {
			m, ok := r.labels.at(ws[i:])
			if !ok || m.id != bTaxID || i > 0 && !m.colon {
				continue
			}
			rest := ws[i+m.n : r.nextLabel(ws, i+m.n)]
			if text, ok := shaped(fVendedorID, rest); ok {
				h.taxes = append(h.taxes, taxID{party, rank, value{text, rest, rank}})
			}
		}
	}
}

func isLetter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 0xBF }

// startsParty reports a phrase that is a label and none of a tax id: the
// block above it ends.
func (r *reader) startsParty(p phrase) bool {
	m, ok := r.labels.at(pieces(p))
	return ok && (m.id == fVendedor || m.id == fComprador || m.id == fNumero || m.id == fFecha) && (!m.weak || m.n == len(p) || m.colon)
}
