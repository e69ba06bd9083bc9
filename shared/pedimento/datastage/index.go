package datastage

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
)

// index splits every table into rows and ties each row to its pedimento.
func (d *Delivery) index() {
	d.split(T501)
	d.keys = make(map[string]int32, len(d.rows[T501]))
	for i := range d.rows[T501] {
		r := &d.rows[T501][i]
		key := keyOf(d.row(T501, r))
		if _, twice := d.keys[key]; twice {
			d.Findings.Add("datastage_pedimento_twice", document.Error, d.where(T501, r), document.Textf(
				"El pedimento %s aparece dos veces en la tabla 501; pida de nuevo la entrega.",
				"Pedimento %s appears twice in table 501; ask for the delivery again.", key))
			continue
		}
		d.keys[key] = int32(len(d.peds)) //nolint:gosec // rows of a 256 MiB table
		d.peds = append(d.peds, head{key: key})
	}
	for t := range tables {
		if t != T501 {
			d.split(t)
		}
		if t != TResumen {
			d.bind(t)
		}
	}
}

// split finds the rows of a table; blank lines are no rows.
func (d *Delivery) split(t Table) {
	s := d.text[t]
	d.rows[t] = make([]row, 0, strings.Count(s, "\n"))
	for from, line := 0, int32(1); from < len(s); line++ {
		to := strings.IndexByte(s[from:], '\n')
		next := from + to + 1
		if to < 0 {
			to, next = len(s)-from, len(s)
		}
		end := from + to
		if end > from && s[end-1] == '\r' {
			end--
		}
		if end > from && line > 1 {
			d.rows[t] = append(d.rows[t], row{from: int32(from), to: int32(end), line: line, ped: -1}) //nolint:gosec // MaxTable < 2^31
		}
		from = next
	}
	d.Rows[t] = len(d.rows[t])
}

// bind ties the rows of a table to their pedimentos, sorted by pedimento and
// then by their own bytes, so that the order of delivery leaves no trace.
func (d *Delivery) bind(t Table) {
	rows := d.rows[t]
	orphans := 0
	for i := range rows {
		r := &rows[i]
		p, ok := d.keys[keyOf(d.row(t, r))]
		if ok {
			r.ped = p
			continue
		}
		orphans++
		d.orphan(t, r, orphans)
	}
	rows = byPedimento(rows, len(d.peds))
	d.rows[t] = rows
	text := d.text[t]
	for i := 0; i < len(rows); {
		j := i
		for j < len(rows) && rows[j].ped == rows[i].ped {
			j++
		}
		slices.SortFunc(rows[i:j], func(a, b row) int { return strings.Compare(text[a.from:a.to], text[b.from:b.to]) })
		if p := rows[i].ped; p >= 0 {
			d.peds[p].span[t] = span{int32(i), int32(j)}
		}
		i = j
	}
}

// byPedimento groups rows by counting: orphans (-1) first, then each pedimento.
func byPedimento(rows []row, peds int) []row {
	next := make([]int, peds+2)
	for i := range rows {
		next[rows[i].ped+2]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	out := make([]row, len(rows))
	for i := range rows {
		k := rows[i].ped + 1
		out[next[k]] = rows[i]
		next[k]++
	}
	return out
}

// orphan reports a row whose pedimento is not in table 501. For Sel that is
// normal (consolidated, selected before payment); for the tables of a
// pedimento's own data it means that part of the delivery is lost.
func (d *Delivery) orphan(t Table, r *row, nth int) {
	const most = 20 // enough to see the pattern; the count is in the last one
	key := keyOf(d.row(t, r))
	if t == TSel || t == TInci {
		if n := expectedNumber(d.row(t, r)); n != "" && !slices.Contains(d.Expected, n) {
			d.Expected = append(d.Expected, n)
		}
		return
	}
	if nth > most {
		return
	}
	d.Findings.Add("datastage_orphan", document.Error, d.where(t, r), document.Textf(
		"El renglón de la tabla %s pertenece al pedimento %s, que no está en la tabla 501; pida de nuevo la entrega.",
		"A row of table %s belongs to pedimento %s, which is not in table 501; ask for the delivery again.",
		layouts[t].code, key))
}

// expectedNumber is patente-aduana-documento of a Sel row, as text.
func expectedNumber(row string) string {
	f := strings.SplitN(row, "|", 4)
	if len(f) < 4 {
		return ""
	}
	return f[2] + "-" + f[0] + "-" + f[1]
}

func (d *Delivery) row(t Table, r *row) string { return d.text[t][r.from:r.to] }

func (d *Delivery) where(t Table, r *row) string {
	return layouts[t].code + " line " + strconv.Itoa(int(r.line))
}

// keyOf is the first three columns: patente|pedimento|sección.
func keyOf(s string) string {
	at := 0
	for range 3 {
		i := strings.IndexByte(s[at:], '|')
		if i < 0 {
			return s
		}
		at += i + 1
	}
	return s[:at-1]
}

// fields splits a row into dst; ok is false unless it has exactly one token
// more than the table has columns and the last one is empty.
func fields(dst []string, s string, columns int) ([]string, bool) {
	dst = dst[:0]
	for {
		i := strings.IndexByte(s, '|')
		if i < 0 {
			return dst, s == "" && len(dst) == columns
		}
		dst = append(dst, s[:i])
		s = s[i+1:]
		if len(dst) > columns {
			return dst, false
		}
	}
}

// columns is the number of columns of a table.
func columns(t Table) int { return strings.Count(layouts[t].header, "|") + 1 }

// readResumen reads the control record and compares its totals.
func (d *Delivery) readResumen() {
	if len(d.rows[TResumen]) != 1 {
		d.Findings.Add("datastage_resumen", document.Error, "Resumen", document.Textf(
			"La tabla Resumen debe traer un renglón y trae %d; pida de nuevo la entrega.",
			"Table Resumen must hold one row and holds %d; ask for the delivery again.", len(d.rows[TResumen])))
		return
	}
	r := &d.rows[TResumen][0]
	f, ok := fields(nil, d.row(TResumen, r), columns(TResumen))
	if !ok {
		d.Findings.Add("datastage_row_shape", document.Error, d.where(TResumen, r), shape(TResumen, len(f)))
		return
	}
	res := Resumen{Folio: strings.TrimSpace(f[0]), RFC: strings.TrimSpace(f[1])}
	var errs [5]error
	res.From, errs[0] = document.ParseDate(f[2])
	res.To, errs[1] = document.ParseDate(f[3])
	res.Executed, errs[2] = document.ParseDate(f[4])
	res.Partidas, errs[3] = strconv.Atoi(f[5])
	res.Contribuciones, errs[4] = strconv.Atoi(f[6])
	for _, err := range errs {
		if err != nil {
			d.Findings.Add("datastage_resumen", document.Unreadable, d.where(TResumen, r), document.Textf(
				"El Resumen no se puede leer: %v.", "The Resumen cannot be read: %v.", err))
			return
		}
	}
	d.Resumen = res
	d.compare("551", res.Partidas, d.Rows[T551])
	d.compare("557", res.Contribuciones, d.Rows[T557])
}

func (d *Delivery) compare(code string, said, got int) {
	if said == got {
		return
	}
	d.Findings.Add("datastage_resumen_mismatch", document.Error, "Resumen", document.Textf(
		"El Resumen dice %d renglones en la tabla %s y vienen %d; la entrega está incompleta o alterada, pídala de nuevo.",
		"The Resumen says %d rows in table %s and %d came; the delivery is incomplete or altered, ask for it again.",
		said, code, got))
}

func shape(t Table, got int) document.Text {
	return document.Textf(
		"El renglón de la tabla %s trae %d campos y debe traer %d; pida de nuevo la entrega.",
		"The row of table %s has %d fields and must have %d; ask for the delivery again.",
		layouts[t].code, got, columns(t))
}

// Canonical appends the rows of pedimento i from every table, in canonical
// order: the bytes whose hash identifies this pedimento in this delivery.
func (d *Delivery) Canonical(dst *bytes.Buffer, i int) {
	for t := range tables {
		if t == TResumen {
			continue
		}
		s := d.peds[i].span[t]
		for _, r := range d.rows[t][s.from:s.to] {
			dst.WriteString(layouts[t].code)
			dst.WriteByte(' ')
			dst.WriteString(d.text[t][r.from:r.to])
			dst.WriteByte('\n')
		}
	}
}
