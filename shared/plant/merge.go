package plant

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/sheet"
)

// lastDay stands for an open end.
const lastDay = document.Date(99991231)

// row is one row that counts, on which days.
type row struct {
	file     *File
	at       *material.Row
	rank     int           // of its file, 0 first
	dated    document.Date // the latest its file writes
	from, to document.Date // of tables with validity; else always
	against  *row          // of law: the row that says otherwise on those days, so that neither counts
}

func (r *row) get(column string) material.Value { return r.file.Get(r.at, column) }

func (r *row) text(column string) string { return r.get(column).Text }

func (r *row) source() Source {
	return Source{Fact: r.file.Hash, Doc: r.file.Doc, Tabla: r.file.Table.Name, Hoja: r.file.Sheet, Fila: r.at.Fila}
}

// merged is the rows that count, by table.
type merged map[string][]row

// whole are the columns that name what is replaced as a whole, with all its
// rows; of any other table a row replaces a row.
func whole(table string) []string {
	switch table {
	case "bom":
		return []string{"producto", "version"}
	case "ordenes":
		return []string{"orden"}
	}
	return nil
}

// merge ranks the files and keeps of each thing the row of the first.
func (x *Index) merge(files []File) merged {
	files = slices.Clone(files)
	dates := make(map[*material.File]document.Date, len(files))
	for i := range files {
		dates[files[i].File] = latest(files[i].File)
	}
	slices.SortFunc(files, func(a, b File) int {
		return cmp.Or(cmp.Compare(dates[b.File], dates[a.File]), cmp.Compare(a.Hash, b.Hash))
	})
	files = slices.CompactFunc(files, func(a, b File) bool { return a.Hash == b.Hash }) // one fact is one file
	byTable := map[string][]row{}
	for i := range files {
		f := &files[i]
		for j := range f.Rows {
			if f.Table.Name == "socios" && f.Get(&f.Rows[j], "tiene_programa").Text == "" {
				continue // it says nothing to the books
			}
			byTable[f.Table.Name] = append(byTable[f.Table.Name], row{file: f, at: &f.Rows[j], rank: i, dated: dates[f.File], to: lastDay})
		}
	}
	out := merged{}
	for name, rows := range byTable {
		out[name] = x.keep(rows)
	}
	return out
}

// latest is the latest date that a file writes.
func latest(f *material.File) (d document.Date) {
	for i := range f.Rows {
		for _, v := range f.Rows[i].Values {
			d = max(d, v.Date)
		}
	}
	return d
}

// keep chooses among the rows of one table. They come by rank.
func (x *Index) keep(rows []row) []row {
	t := rows[0].file.Table
	unit := whole(t.Name)
	if unit == nil {
		unit = t.Identity
	}
	groups := map[string][]row{}
	for _, r := range rows {
		id := joined(&r, unit)
		groups[id] = append(groups[id], r)
	}
	var out []row
	for _, id := range slices.Sorted(maps.Keys(groups)) {
		group := groups[id]
		if t.Law {
			out = append(out, x.ofLaw(group)...)
			continue
		}
		if t.From != "" {
			out = append(out, x.byDay(group)...)
			continue
		}
		for i := range group {
			if group[i].rank == group[0].rank {
				out = append(out, group[i])
			}
		}
		if last := len(group) - 1; group[last].rank != group[0].rank {
			x.displaced(group)
		}
	}
	return out
}

func joined(r *row, columns []string) string {
	parts := make([]string, len(columns))
	for i, name := range columns {
		parts[i] = r.text(name)
	}
	return strings.Join(parts, "\x00")
}

// displaced tells of rows that do not count because another file's do and say
// something else; of a thing of several rows, once.
func (x *Index) displaced(group []row) {
	told := map[int]bool{0: false}
	first := content(group, group[0].rank)
	for i := range group {
		r := &group[i]
		if r.rank == group[0].rank || told[r.rank] {
			continue
		}
		told[r.rank] = true
		if content(group, r.rank) != first {
			x.notice(r, &group[0])
			x.gone(group, r)
		}
	}
}

// gone warns of a row that the list which counts no longer has: taken out, or
// forgotten.
func (x *Index) gone(group []row, displaced *row) {
	t := displaced.file.Table
	counts := map[string]bool{}
	for i := range group {
		if group[i].rank == group[0].rank {
			counts[joined(&group[i], t.Identity)] = true
		}
	}
	for i := range group {
		r := &group[i]
		if r.rank != displaced.rank || counts[joined(r, t.Identity)] {
			continue
		}
		x.problem(r, "plant_list_shorter", document.Warning, document.Textf(
			"La lista que cuenta (%s, archivo %s) ya no trae %s; si falta por olvido, envíela completa.",
			"The list that counts (%s, file %s) no longer has %s; if it was forgotten, send the whole list.",
			place(&group[0]), short(group[0].file.Doc), strings.ReplaceAll(joined(r, t.Identity), "\x00", " ")))
	}
}

// content is what the rows of one file say of a thing.
func content(group []row, rank int) string {
	var lines []string
	for i := range group {
		if group[i].rank == rank {
			lines = append(lines, say(&group[i]))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// say is what a row says, canonically. Its times are no part of that: they are kept of
// every row (Clocks), and none is passed over for them.
func say(r *row) string {
	texts := make([]string, len(r.at.Values))
	for i, v := range r.at.Values {
		if r.file.Table.Columns[i].Type != material.TypeMoment {
			texts[i] = v.Text
		}
	}
	b, err := json.Marshal(texts)
	if err != nil {
		return "" // strings always encode
	}
	return string(b)
}

func (x *Index) notice(r, counts *row) {
	x.problem(r, "plant_displaced", r.passedOver(counts), document.Textf(
		"No cuenta: de lo mismo habla también %[1]s (archivo %[3]s), cuyas fechas llegan más lejos o, a igual fecha, su huella es menor.",
		"It does not count: %[2]s (file %[3]s) speaks of the same, and its dates go further or, on equal dates, its hash is smaller.",
		place(counts), placeIn(counts, document.English), short(counts.file.Doc)))
}

// passedOver is how grave it is that another row counts: where no date says which
// of the files came after, a person has to look, since the hash alone chose.
func (r *row) passedOver(counts *row) document.Severity {
	if r.dated == counts.dated {
		return document.Warning
	}
	return document.Notice
}

// place names a row in Spanish, as findings are keyed by it.
func place(r *row) string { return placeIn(r, document.Spanish) }

func placeIn(r *row, lang document.Lang) string {
	return r.file.Table.Name + " " + sheet.At(r.file.Sheet, r.at.Fila, -1).In(lang)
}

func short(h document.Hash) string { return string(h[:min(12, len(h))]) }

// byDay keeps of rows with validity the first that holds on each day; a row
// whose first day is another's is that row, whatever its last.
func (x *Index) byDay(group []row) (out []row) {
	t := group[0].file.Table
	starts := map[document.Date]*row{}
	var rows []row
	cuts := map[document.Date]bool{}
	for i := range group {
		r := group[i]
		r.from = r.get(t.From).Date
		if end := r.get(t.To).Date; end.Known() {
			r.to = end
		}
		if other := starts[r.from]; other != nil {
			if say(other) != say(&r) {
				x.notice(&r, other)
			}
			continue
		}
		starts[r.from] = &group[i]
		cuts[r.from] = true
		if r.to < lastDay {
			cuts[r.to.AddDays(1)] = true
		}
		rows = append(rows, r)
	}
	told := map[*row]bool{}
	days := slices.Sorted(maps.Keys(cuts))
	for i, from := range days {
		to := lastDay
		if i+1 < len(days) {
			to = days[i+1].AddDays(-1)
		}
		best := x.best(rows, from, told)
		if best == nil {
			continue
		}
		if n := len(out); n > 0 && out[n-1].at == best.at && out[n-1].to.AddDays(1) == from {
			out[n-1].to = to
			continue
		}
		r := *best
		r.from, r.to = from, to
		out = append(out, r)
	}
	return out
}

// best is the first row that holds on a day, and tells of the others once.
func (x *Index) best(rows []row, on document.Date, told map[*row]bool) (best *row) {
	for i := range rows {
		r := &rows[i]
		switch {
		case r.from > on || r.to < on:
		case best == nil:
			best = r
		case !told[r]:
			told[r] = true
			x.problem(r, "plant_displaced", r.passedOver(best), document.Textf(
				"No cuenta en los días de que habla también %[1]s (archivo %[3]s), cuyas fechas llegan más lejos o, a igual fecha, su huella es menor; en los demás sí.",
				"It does not count on the days that %[2]s (file %[3]s) speaks of too, whose dates go further or, on equal dates, whose hash is smaller; on its others it does.",
				place(best), placeIn(best, document.English), short(best.file.Doc)))
		}
	}
	return best
}

// problem records a finding about a row.
func (x *Index) problem(r *row, code string, sev document.Severity, msg document.Text) {
	x.problems = append(x.problems, Problem{r.source(), document.Finding{Code: code, Severity: sev, Where: place(r), Message: msg}})
}

func (x *Index) sortProblems() {
	slices.SortFunc(x.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Tabla, b.Tabla), cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.Fact, b.Fact), cmp.Compare(a.Fila, b.Fila),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Where, b.Where), cmp.Compare(a.Message.ES, b.Message.ES))
	})
	x.problems = slices.Compact(x.problems)
}

// hash is of the rows that count, where they stand and on which days. Columns
// go by name and absent ones are left out: a table that gains a column says
// the same of a row that lacks it.
func (m merged) hash() document.Hash {
	var lines []string
	var b []byte
	write := func(s string) { // its length in front, so that no two rows are written alike
		b = append(strconv.AppendInt(b, int64(len(s)), 10), ':')
		b = append(b, s...)
	}
	for name, rows := range m {
		if len(rows) > 0 && rows[0].file.Table.Aside {
			continue
		}
		for i := range rows {
			r := &rows[i]
			b = b[:0]
			write(name)
			write(string(r.file.Hash))
			write(string(r.file.Doc))
			write(r.file.Sheet)
			for _, n := range []int64{int64(r.at.Fila), int64(r.from), int64(r.to)} {
				b = append(strconv.AppendInt(b, n, 10), ' ')
			}
			if r.against != nil {
				write(string(r.against.file.Hash))
				b = append(strconv.AppendInt(b, int64(r.against.at.Fila), 10), ' ')
			}
			for j := range r.at.Values {
				if v := &r.at.Values[j]; v.Text != "" {
					write(r.file.Table.Columns[j].Name)
					write(v.Text)
				}
			}
			lines = append(lines, string(b))
		}
	}
	slices.Sort(lines)
	b = b[:0]
	for _, l := range lines {
		write(l)
	}
	return document.HashOf(b)
}
