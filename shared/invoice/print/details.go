package print

import "slices"

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

// detail takes the labelled values of one line of a description; false when
// the line is plain text.
func (r *reader) detail(w *row, p phrase) bool {
	ws := phrase(pieces(p))
	type found struct {
		id   string
		from int
		at   int
	}
	var all []found
	for i := range ws {
		for n := min(4, len(ws)-i); n > 0; n-- {
			last := ws[i+n-1].s
			if last[len(last)-1] != ':' {
				continue
			}
			switch id := r.names.field(ws[i : i+n]).id; id {
			case fHTS, fFraccion, fOrigen, fParte:
				if len(all) == 0 || i >= all[len(all)-1].from {
					all = append(all, found{id, i + n, i})
				}
			}
		}
	}
	if len(all) == 0 || all[0].at != 0 {
		return false
	}
	for k, f := range all {
		end := len(ws)
		if k+1 < len(all) {
			end = all[k+1].at
		}
		v := ws[f.from:end]
		if len(v) == 0 || !holds(f.id, v) || len(w.cells[f.id]) > 0 {
			return false
		}
	}
	for k, f := range all {
		end := len(ws)
		if k+1 < len(all) {
			end = all[k+1].at
		}
		w.cells[f.id] = ws[f.from:end]
	}
	return true
}

// oneLine refuses codes that stand in two lines: whether they are one code or
// two is not certain, unless a hyphen says that the first goes on.
func (r *reader) oneLine(w *row) {
	for _, id := range []string{fParte, fHTS, fFraccion, fCartones, fTarima} {
		c := w.text(id)
		if len(c) == 0 {
			continue
		}
		lines := 0
		for i := range c {
			if i > 0 && (c[i].page > c[i-1].page || c[i].base < c[i-1].base-0.5*c[i].size) {
				if s := c[i-1].s; id == fParte && len(s) > 1 && s[len(s)-1] == '-' {
					continue
				}
				lines++
			}
		}
		if _, _, ok := bounds(c.text()); ok && id == fCartones {
			continue // "107 -" over "115" is one range
		}
		if lines > 0 && slices.ContainsFunc(w.note, func(n note) bool { return n.id == id }) {
			r.badRow(c, "ocupa dos líneas y no se sabe si es uno o dos datos", "takes two lines, and whether it is one value or two is not certain")
		}
	}
}
