package print

import (
	"regexp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
)

var (
	// reLegal is a company's legal form at the end of its name.
	reLegal = regexp.MustCompile(`(?i)(?:^|[ ,.])(?:INC|LLC|L\.L\.C|CORP|CORPORATION|LTD|LIMITED|GMBH|AG|KG|B\.?V|N\.?V|S\.?P\.?A|S\.?R\.?L|S\.?A\.?S|S\.?A|PLC|LLP|L\.?P|CO|COMPANY|PTE|SDN\.? BHD|K\.?K|S\.?A\.? ?DE ?C\.?V|S\.? ?DE ?R\.?L\.?(?: ?DE ?C\.?V)?|A\.?B|OY|A/S|APS|S\.?L|LTDA|S\.?A\.?P\.?I\.? ?DE ?C\.?V)\.?$`)
	// reLegalLine is a line that holds the end of a name and nothing of an address.
	reLegalLine = regexp.MustCompile(`^[\p{L}&., ]+$`)
)

func legal(s string) bool { return reLegal.MatchString(strings.TrimSpace(s)) }

func legalLine(s string) bool { return legal(s) && reLegalLine.MatchString(s) }

// headPart is how much of the first page, from its top, a letterhead takes.
const headPart = 0.3

// letterhead takes the seller from the head of the paper when no label names
// one: the only company above the table that stands under no label. It is
// said in a notice, and two companies there are in doubt.
func (r *reader) letterhead(h *header, to map[string]*string, marks map[string]document.Evidence, src document.Source) {
	found, block, sure := r.company(h)
	switch {
	case !sure:
		return
	case len(found) == 0:
		r.refuse("invoice_print_seller", nil, "ningún rótulo ni membrete dice quién vende", "no label and no letterhead says who sells")
		return
	}
	r.add("invoice_print_letterhead", document.Notice, found, "el vendedor %q se tomó del membrete; ningún rótulo lo nombra",
		"the seller %q was taken from the letterhead; no label names it", found.text())
	*to[fVendedor] = found.text()
	marks[fVendedor] = evidence(src, found)
	mine := &header{}
	r.taxIn(mine, block, fVendedor, 0)
	if len(mine.taxes) == 1 {
		*to[fVendedorID] = mine.taxes[0].text
		marks[fVendedorID] = evidence(src, mine.taxes[0].at)
	}
}

// company is the one company in the head of the first page, with the lines
// below it; false, with a finding, when there are two.
func (r *reader) company(h *header) (found phrase, block []phrase, sure bool) {
	if len(r.pages) == 0 {
		return nil, nil, true
	}
	s := &r.pages[0]
	for k, l := range slices.Concat(s.loud, s.lines) {
		if l.base < s.height*(1-headPart) {
			continue
		}
		for _, p := range l.phrases {
			switch {
			case !legal(p.text()) || strings.Contains(p.text(), ":") || r.underParty(h, p.text()):
			case len(found) == 0:
				found = p
				if k >= len(s.loud) {
					block = r.under(s, k-len(s.loud), p)
				}
			case found.text() != p.text():
				r.refuse("invoice_print_seller", p, "ningún rótulo dice quién vende y hay dos empresas: %q y %q",
					"no label says who sells and there are two companies: %q and %q", found.text(), p.text())
				return nil, nil, false
			}
		}
	}
	return found, block, true
}

// underParty reports a name, or a part of it, that a label already named.
func (r *reader) underParty(h *header, name string) bool {
	return slices.ContainsFunc(h.parties, func(p string) bool { return strings.Contains(p, name) })
}
