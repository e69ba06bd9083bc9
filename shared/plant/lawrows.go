package plant

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// ofLaw chooses among delivered rows of law that speak of one thing. They come
// by rank. Whoever corrects a file says which (column sustituye), and the rows
// of that one no longer speak of the thing. On a day on which two rows that are
// left say different things neither counts: which of two laws is right is no
// question of dates or hashes. Where they say the same, the better confirmed
// one counts.
func (x *Index) ofLaw(group []row) (out []row) {
	rows := x.uncorrected(group)
	t := group[0].file.Table
	cuts := map[document.Date]bool{}
	for i := range rows {
		r := &rows[i]
		if t.From != "" {
			r.from = r.get(t.From).Date
			if end := r.get(t.To).Date; end.Known() {
				r.to = end
			}
		}
		cuts[r.from] = true
		if r.to < lastDay {
			cuts[r.to.AddDays(1)] = true
		}
	}
	days := slices.Sorted(maps.Keys(cuts))
	for i, from := range days {
		to := lastDay
		if i+1 < len(days) {
			to = days[i+1].AddDays(-1)
		}
		best, against := agreed(rows, from)
		if best == nil {
			continue
		}
		if n := len(out); n > 0 && out[n-1].at == best.at && out[n-1].against == against && out[n-1].to.AddDays(1) == from {
			out[n-1].to = to
			continue
		}
		r := *best
		r.from, r.to, r.against = from, to, against
		out = append(out, r)
	}
	for i := range out {
		if out[i].against != nil {
			x.disputed(&out[i])
		}
	}
	return out
}

// uncorrected are the rows of a thing whose file none of the others replaces.
func (x *Index) uncorrected(group []row) (out []row) {
	by := map[int]*row{} // rank of a replaced file to the row that replaces it
	for i := range group {
		r := &group[i]
		named := strings.ToLower(r.text("sustituye"))
		if named == "" {
			continue
		}
		found := false
		for j := range group {
			if o := &group[j]; o.rank != r.rank && (strings.HasPrefix(string(o.file.Doc), named) || strings.HasPrefix(string(o.file.Hash), named)) {
				by[o.rank], found = r, true
			}
		}
		if !found {
			x.problem(r, "plant_replaces_nothing", document.Warning, document.Textf(
				"Dice sustituir al archivo %s y ningún archivo entregado con esa huella habla de lo mismo; corrija la columna sustituye o déjela vacía.",
				"It says it replaces file %s and no delivered file of that hash speaks of the same; correct the column sustituye or leave it blank.", named))
		}
	}
	for i := range group {
		if r := by[group[i].rank]; r != nil {
			x.problem(&group[i], "plant_displaced", document.Notice, document.Textf(
				"No cuenta: la sustituye %[1]s (archivo %[3]s).", "It does not count: %[2]s (file %[3]s) replaces it.", place(r), placeIn(r, document.English), short(r.file.Doc)))
			continue
		}
		out = append(out, group[i])
	}
	return out
}

// agreed is the row that counts on a day, and the first that says otherwise.
func agreed(rows []row, on document.Date) (best, against *row) {
	for i := range rows {
		r := &rows[i]
		switch {
		case r.from > on || r.to < on:
		case best == nil:
			best = r
		case claims(r) != claims(best):
			if against == nil {
				against = r
			}
		case against == nil && sureness(r) < sureness(best):
			best = r
		}
	}
	return best, against
}

// claims is what a row of law says: all but its names, its validity and where
// it comes from.
func claims(r *row) string {
	l, ok := catalog.LawTableNamed(r.file.Table.Name)
	if !ok {
		return say(r)
	}
	var texts []string
	for _, c := range l.Columns {
		switch c.Name {
		case "titulo", "title", "motivo", "reason":
		default:
			texts = append(texts, r.text(c.Name))
		}
	}
	b, err := json.Marshal(texts)
	if err != nil {
		return "" // strings always encode
	}
	return string(b)
}

// sureness orders rows by how well they are confirmed, the best first.
func sureness(r *row) int { return slices.Index(catalog.Confidences(), r.text("confianza")) }

// disputed tells of two delivered rows of law that contradict each other.
func (x *Index) disputed(r *row) {
	other := r.against
	days := document.Text{}
	if r.file.Table.From != "" {
		days = document.Textf(" del %s al %s", " from %s to %s", r.from, until(r.to))
	}
	left := document.Textf("hasta entonces no hay dato", "until then there is no figure")
	if !valued(r.file.Table.Name) {
		left = document.Textf("hasta entonces vale la tabla del programa, como si no se hubiera entregado ninguna", "until then the table of the program holds, as if neither had been delivered")
	}
	named := strings.ReplaceAll(joined(r, r.file.Table.Identity), "\x00", " ")
	x.problem(r, "plant_law_disputed", document.Error, document.Text{
		ES: "De " + named + days.ES + " no cuenta ni " + place(r) + " (archivo " + short(r.file.Doc) + ") ni " + place(other) + " (archivo " + short(other.file.Doc) +
			"): se contradicen; " + left.ES + ". Entregue la tabla correcta con la huella de la que sustituye en la columna sustituye.",
		EN: "Of " + named + days.EN + " neither " + placeIn(r, document.English) + " (file " + short(r.file.Doc) + ") nor " + placeIn(other, document.English) + " (file " + short(other.file.Doc) +
			") counts: they contradict each other; " + left.EN + ". Deliver the right table with the hash of the one it replaces in the column replaces (sustituye).",
	})
}

func until(d document.Date) string {
	if d == lastDay {
		return "…"
	}
	return d.String()
}

// valued reports a table whose rows can say that nobody knows.
func valued(table string) bool {
	l, ok := catalog.LawTableNamed(table)
	return ok && slices.ContainsFunc(l.Columns, func(c catalog.LawColumn) bool { return c.Value })
}

// doubt turns a row in dispute into one that says that nobody knows, which is
// the answer on its days.
func doubt(l *catalog.LawRow, r *row) {
	t, _ := catalog.LawTableNamed(r.file.Table.Name)
	for _, c := range t.Columns {
		if c.Value {
			l.Cells[c.Name] = ""
		}
	}
	files := []string{short(r.file.Doc), short(r.against.file.Doc)}
	slices.SortFunc(files, cmp.Compare[string])
	l.Cells["motivo"] = "los archivos " + strings.Join(files, " y ") + " se contradicen"
	l.Cells["reason"] = "files " + strings.Join(files, " and ") + " contradict each other"
	l.Source, l.Confidence = l.Cells["motivo"], "OWN"
}
