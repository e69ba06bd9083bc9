package print

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pdftext"
)

// record is what stands below each label of a row.
type record struct {
	cells [][]word // by column
	base  pdftext.Points
	page  int
}

// table applies the lines below a row of labels. Where at most one line has a
// figure all lines are one record, each cell on as many lines as it takes;
// otherwise every line with figures begins a record of its own.
func (r *reader) table(labels []item, lines [][]item) {
	var recs []record
	figures := 0
	for _, l := range lines {
		rec, ok := r.columns(labels, l)
		if !ok {
			return
		}
		if rec.figure(labels) {
			figures++
		}
		recs = append(recs, rec)
	}
	if len(recs) == 0 {
		return
	}
	switch {
	case figures > 1:
		recs = r.rowsOf(labels, recs)
	case pieces(labels):
		if recs = r.piecesOf(labels, recs); recs == nil {
			return
		}
	default:
		recs = []record{r.merge(labels, recs)}
	}
	for _, rec := range recs {
		r.beginGoods(labels)
		for i, label := range labels {
			r.set(label, rec.cells[i])
		}
	}
}

// beginGoods starts new goods for a record that would fill filled fields.
func (r *reader) beginGoods(labels []item) {
	if r.goods == nil {
		return
	}
	for _, l := range labels {
		if goodsField(l.field) && !pieceField(l.field) && r.filled(l.field) {
			r.goods = nil
			return
		}
	}
}

// columns gives every run of a line to the label it stands under.
func (r *reader) columns(labels, runs []item) (record, bool) {
	rec := record{cells: make([][]word, len(labels)), base: runs[0].words[0].base, page: runs[0].words[0].page}
	for _, it := range runs {
		parts, ok := place(labels, it.words)
		if !ok {
			r.ambiguous(it)
			return rec, false
		}
		for k, ws := range parts {
			if len(rec.cells[k]) > 0 && !loose(labels[k].field) {
				ok = false
			}
			rec.cells[k] = append(rec.cells[k], ws...)
		}
		if !ok {
			r.ambiguous(it)
			return rec, false
		}
	}
	return rec, true
}

func (r *reader) ambiguous(it item) {
	r.fail("cove_print_columna", placeOf(it.words), document.Textf(
		"%q puede ser de más de una columna; entregue el XML del COVE o el PDF original.",
		"%q may be of more than one column; deliver the XML of the COVE or the original PDF.", joined(it.words)))
}

// loose reports fields that may be set as several runs: sentences, lists, and
// figures apart from their "$".
func loose(f field) bool {
	switch f {
	case fObserva, fDescripcion, fRFCs, fPatentes, fSerie:
		return true
	default:
		return numeric(f)
	}
}

// place finds the column of a run: the only label it overlaps. What stands
// below no label may be of one that was not read. A run over two labels is two
// values set close together, and is cut where that is certain.
func place(labels []item, ws []word) (map[int][]word, bool) {
	x0, x1 := ws[0].x0, ws[len(ws)-1].x1
	var over []int
	for i := range labels {
		if x0 < labels[i].x1() && x1 > labels[i].x0() {
			over = append(over, i)
		}
	}
	switch len(over) {
	case 1:
		return map[int][]word{over[0]: ws}, true
	case 0:
		return nil, false
	}
	return cut(labels, ws, over)
}

// cut divides a run over several labels at the words that begin exactly where
// a label does.
func cut(labels []item, ws []word, over []int) (map[int][]word, bool) {
	out := map[int][]word{}
	col := over[0]
	for k, w := range ws {
		for _, i := range over[1:] {
			if i > col && aligned(w.x0, labels[i].x0()) {
				if i != col+1 && !slices.Contains(over, i) || k == 0 {
					return nil, false
				}
				col = i
			}
		}
		out[col] = append(out[col], w)
	}
	return out, len(out) == len(over)
}

// figure reports a record with a quantity or a value.
func (rec *record) figure(labels []item) bool {
	for i, l := range labels {
		if numeric(l.field) && len(rec.cells[i]) > 0 {
			return true
		}
	}
	return false
}

func numeric(f field) bool {
	return f == fCantidad || f == fUnitario || f == fTotal || f == fDolares
}

// rowsOf joins the lines of a table of several rows. Lines without figures go
// on with the row above only when they certainly do: every row begins with its
// figures, and the line is nearer to the row above than to the one below.
func (r *reader) rowsOf(labels []item, recs []record) []record {
	var out []record
	for i, rec := range recs {
		if rec.figure(labels) {
			out = append(out, rec)
			continue
		}
		if len(out) == 0 || !nearer(recs, i, maxWrap) || !wrapped(labels, recs, i) {
			for _, ws := range rec.cells {
				if len(ws) > 0 {
					r.fail("cove_print_fila", placeOf(ws), document.Textf(
						"No se sabe de qué renglón es %q; entregue el XML del COVE o el PDF original.",
						"It cannot be told which row %q is of; deliver the XML of the COVE or the original PDF.", joined(ws)))
				}
			}
			continue
		}
		last := &out[len(out)-1]
		for k, ws := range rec.cells {
			last.cells[k] = append(last.cells[k], ws...)
		}
	}
	return out
}

// wrapped reports that every cell of line i goes on with one above it.
func wrapped(labels []item, recs []record, i int) bool {
	for k, ws := range recs[i].cells {
		if len(ws) == 0 {
			continue
		}
		edge := ws[len(ws)-1].x1 // of the widest line of the column near by
		for j := max(0, i-maxWrap); j < min(len(recs), i+maxWrap); j++ {
			if c := recs[j].cells[k]; len(c) > 0 && j != i {
				edge = max(edge, c[len(c)-1].x1)
			}
		}
		if !wraps(labels[k].field, recs[max(0, i-maxWrap):i], &recs[i], k, edge) {
			return false
		}
	}
	return true
}

// padding is what a cell keeps free before the next one.
const padding = 12

// limit is how far right the cell below a label certainly goes: to the next
// label, or to the last word of the page.
func (r *reader) limit(labels []item, k, page int) pdftext.Points {
	if k+1 < len(labels) {
		return labels[k+1].x0() - padding
	}
	return r.right[page]
}

// listed reports fields whose lines are values of their own.
func listed(f field) bool { return f == fRFCs || f == fPatentes || f == fSerie }

// fits reports that a word would have had room on the line before: then a new
// line is not there for want of room.
func fits(before []word, w word, limit pdftext.Points) bool {
	last := before[len(before)-1]
	return last.x1+w.size/4+w.x1-w.x0 <= limit
}

// maxWrap is how many lines of one cell are followed to tell its row.
const maxWrap = 12

// nearer reports that line i is closer to the line above it than to the next
// row, by more than drawing tolerance, or that nothing follows it.
func nearer(recs []record, i, wrap int) bool {
	if recs[i-1].page != recs[i].page {
		return false
	}
	above := recs[i-1].base - recs[i].base
	if i == len(recs)-1 || recs[i+1].page != recs[i].page {
		// The last line of a table or page: it has only the row above, but it
		// must be as close as lines of one text are.
		for _, ws := range recs[i].cells {
			if len(ws) > 0 {
				return above <= lineStep*ws[0].size
			}
		}
		return false
	}
	below := recs[i].base - recs[i+1].base
	return above+1 < below || wrap > 0 && above < below+1 && continues(recs, i, wrap-1)
}

// continues reports equal steps where the next line has no figures either and
// is itself nearer to what is above it: a value of three lines.
func continues(recs []record, i, wrap int) bool {
	next := &recs[i+1]
	for k := range next.cells {
		if len(next.cells[k]) > 0 && len(recs[i].cells[k]) == 0 {
			return false
		}
	}
	return nearer(recs, i+1, wrap)
}

// pieces reports labels of single pieces: brand, model, serial number.
func pieces(labels []item) bool {
	return !slices.ContainsFunc(labels, func(it item) bool { return !pieceField(it.field) })
}

func pieceField(f field) bool {
	return f == fMarca || f == fModelo || f == fSubModelo || f == fSerie
}

// piecesOf are the lines of single pieces: one each when all fill the same
// columns, else nobody can tell a piece from a long name.
func (r *reader) piecesOf(labels []item, recs []record) []record {
	for _, rec := range recs[1:] {
		for k := range labels {
			if (len(rec.cells[k]) > 0) != (len(recs[0].cells[k]) > 0) || len(labels) == 1 {
				r.fail("cove_print_fila", placeOf(slices.Concat(rec.cells...)), document.Textf(
					"No se sabe si %q es otra pieza o sigue a la anterior; entregue el XML del COVE.",
					"It cannot be told whether %q is another piece or goes on with the one before; deliver the XML of the COVE.",
					joined(slices.Concat(rec.cells...))))
				return nil
			}
		}
	}
	return recs
}

// merge is one record of several lines.
func (r *reader) merge(labels []item, recs []record) record {
	out := record{cells: make([][]word, len(labels)), base: recs[0].base, page: recs[0].page}
	for i := range recs {
		for k, ws := range recs[i].cells {
			if len(ws) == 0 {
				continue
			}
			if i > 0 && !numeric(labels[k].field) && !wraps(labels[k].field, recs[:i], &recs[i], k, r.limit(labels, k, recs[i].page)) {
				r.stray(item{words: ws})
				continue
			}
			out.cells[k] = append(out.cells[k], ws...)
		}
	}
	return out
}

// wraps reports that a line goes on with a cell: a field that takes several
// lines, the same left edge or middle as the line of the cell before it, and
// no more than a line's step below. A heading nobody knows does not.
func wraps(f field, above []record, line *record, k int, limit pdftext.Points) bool {
	if !long(f) || above[len(above)-1].page == line.page && above[len(above)-1].base-line.base > lineStep*line.cells[k][0].size {
		return false
	}
	for _, r := range slices.Backward(above) {
		if ws := r.cells[k]; len(ws) > 0 {
			own := line.cells[k]
			if !listed(f) && fits(ws, own[0], limit) {
				return false
			}
			return aligned(ws[0].x0, own[0].x0) || aligned(ws[0].x0+ws[len(ws)-1].x1, own[0].x0+own[len(own)-1].x1)
		}
	}
	return false
}
