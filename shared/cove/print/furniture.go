package print

import (
	"regexp"
	"slices"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
)

// bottom is the margin where footers stand, half an inch.
const bottom = 36

var (
	pageNumber = regexp.MustCompile(`^(?:(?:PAGINA|PAG|HOJA|PAGE)(?:(\d{1,4})(?:(?:DE|OF)(\d{1,4}))?)?|(\d{1,4})(?:DE|OF)(\d{1,4}))$`)
	decimals   = regexp.MustCompile(`\d\.\d`)
)

// withoutFurniture drops what is printed on every page and is no value: the
// words of the form, page numbers, the heading that page one begins with, and
// footers. Everything else stays, for whoever cannot place it to say so.
func withoutFurniture(lines []line, t *pdftext.Text) []line {
	lines = formless(lines)
	pages := map[int][]line{}
	foot := map[string]int{}
	for _, l := range lines {
		pages[l.page] = append(pages[l.page], l)
		if l.base < bottom {
			foot[l.sq]++
		}
	}
	first := pages[t.Pages[0].Number]
	out := make([]line, 0, len(lines))
	for i, p := range t.Pages {
		own := pages[p.Number]
		if i > 0 {
			n := 0
			for n < len(own) && n < len(first) && own[n].sq == first[n].sq {
				n++
			}
			own = own[n:]
		}
		for _, l := range own {
			if l.base < bottom && len(t.Pages) > 1 && foot[l.sq] == len(t.Pages) && !decimals.MatchString(joined(l.words)) {
				continue
			}
			out = append(out, l)
		}
	}
	return out
}

// formless drops the words of the form itself and page numbers from each line.
func formless(lines []line) []line {
	out := make([]line, 0, len(lines))
	for _, l := range lines {
		l.items = slices.DeleteFunc(slices.Clone(l.items), func(it item) bool {
			sq := squeeze(joined(it.words))
			return it.kind == isRun && (boilerplate(sq) || pageNumber.MatchString(sq))
		})
		if len(l.items) == 0 {
			continue
		}
		l.words = nil
		for _, it := range l.items {
			l.words = append(l.words, it.words...)
		}
		l.sq = squeeze(joined(l.words))
		out = append(out, l)
	}
	return out
}

// pages holds that no page is missing, as far as pages are numbered: goods on
// a lost page would be missed by no sum, since a COVE has none.
func (r *reader) pages(lines []line, total int) {
	for i := range lines {
		for _, it := range lines[i].items {
			m := pageNumber.FindStringSubmatch(squeeze(joined(it.words)))
			if it.kind != isRun || m == nil {
				continue
			}
			number, of := m[1]+m[3], m[2]+m[4]
			if number == "" || number == strconv.Itoa(lines[i].page) && (of == "" || of == strconv.Itoa(total)) {
				continue
			}
			r.fail("cove_print_pagina", placeOf(it.words), document.Textf(
				"La hoja %d de %d del archivo dice %q: faltan o sobran páginas. Entregue el PDF completo o el XML del COVE.",
				"Sheet %d of %d of the file says %q: pages are missing or too many. Deliver the complete PDF or the XML of the COVE.",
				lines[i].page, total, joined(it.words)))
		}
	}
}
