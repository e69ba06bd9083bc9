package print

import (
	"slices"
	"strings"
)

// details reads what is printed under a description with its label, as
// "HTS: 8536.69.40  COO: CN", and refuses a part number in two lines.
func (r *reader) details() {
	for i := range r.rows {
		w := &r.rows[i]
		kept := w.note[:0]
		for _, n := range w.note {
			if n.id == fDescripcion && r.detail(w, n.words) {
				continue
			}
			kept = append(kept, n)
		}
		w.note = kept
		r.oneLine(w)
	}
}

// named is a labelled value of a line of a description: words from to end,
// with the label in front, at word at.
type named struct {
	id            string
	at, from, end int
}

// detail takes the labelled values of one line of a description; false when
// the line is plain text.
func (r *reader) detail(w *row, p phrase) bool {
	ws := phrase(pieces(p))
	all := r.namedIn(ws)
	if len(all) == 0 || all[0].at != 0 {
		return false
	}
	for _, f := range all {
		if f.from == f.end || !holds(f.id, ws[f.from:f.end]) || len(w.cells[f.id]) > 0 {
			return false
		}
	}
	for _, f := range all {
		w.cells[f.id] = ws[f.from:f.end]
	}
	return true
}

// maxDetail is how many words the label of a detail has: "COUNTRY OF ORIGIN :".
const maxDetail = 4

// namedIn finds the labels with a colon that name a code, the origin or the
// part number, the longest at each place, and what stands behind each.
func (r *reader) namedIn(ws phrase) []named {
	var all []named
	next := 0
	for i := range ws {
		for n := min(maxDetail, len(ws)-i); n > 0 && i >= next; n-- {
			if id := r.detailLabel(ws[i : i+n]); id != "" {
				all = append(all, named{id: id, at: i, from: i + n, end: len(ws)})
				next = i + n
			}
		}
	}
	for k := range all[:max(0, len(all)-1)] {
		all[k].end = all[k+1].at
	}
	return all
}

// detailLabel is the field that words with a colon behind them name, "" for
// none of a detail.
func (r *reader) detailLabel(ws phrase) string {
	if !strings.HasSuffix(ws[len(ws)-1].s, ":") {
		return ""
	}
	switch id := r.names.field(ws).id; id {
	case fHTS, fFraccion, fOrigen, fParte:
		return id
	}
	return ""
}

// oneLine refuses codes that stand in two lines: whether they are one code or
// two is not certain, unless a hyphen says that the first goes on.
func (r *reader) oneLine(w *row) {
	for _, id := range []string{fParte, fHTS, fFraccion, fCartones, fTarima} {
		c := w.text(id)
		if len(c) == 0 || !broken(c, id == fParte) {
			continue
		}
		if _, _, ok := bounds(c.text()); ok && id == fCartones {
			continue // "107 -" over "115" is one range
		}
		if slices.ContainsFunc(w.note, func(n note) bool { return n.id == id }) {
			r.badRow(c, "ocupa dos líneas y no se sabe si es uno o dos datos", "takes two lines, and whether it is one value or two is not certain")
		}
	}
}

// broken reports that words take two lines; a hyphen at the end of the first
// may say that it goes on.
func broken(c phrase, hyphen bool) bool {
	for i := 1; i < len(c); i++ {
		if c[i].page <= c[i-1].page && c[i].base >= c[i-1].base-0.5*c[i].size {
			continue
		}
		if s := c[i-1].s; !hyphen || len(s) < 2 || s[len(s)-1] != '-' {
			return true
		}
	}
	return false
}
