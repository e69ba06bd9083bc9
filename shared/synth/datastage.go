package synth

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"strconv"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/stage"
)

// delivery is one Data Stage zip: what the authority sends for one month.
type delivery struct {
	folio    int
	from, to document.Date
	rfc      string
	tables   [tableCount]table
	// totalDelta falsifies Resumen in the deliberate errors; 0 otherwise.
	totalDelta int64
}

// reset forgets the rows and keeps their memory for the next month.
func (d *delivery) reset(folio int, from document.Date) {
	d.folio, d.from, d.to, d.totalDelta = folio, from, from.MonthEnd(), 0
	for i := range d.tables {
		d.tables[i].rows, d.tables[i].at = d.tables[i].rows[:0], d.tables[i].at[:0]
	}
}

// executed is the day the query ran: the fifth of the following month.
func (d *delivery) executed() document.Date { return d.to.AddDays(5) }

// name is the name of the zip.
func (d *delivery) name() string { return strconv.Itoa(d.folio) + "_solicitudes.zip" }

// count is the number of rows of one table.
func (d *delivery) count(t int) int { return len(d.tables[t].at) }

// rows is the number of rows of all tables, headers aside.
func (d *delivery) rows() int {
	n := 0
	for i := range d.tables {
		n += len(d.tables[i].at)
	}
	return n
}

// resumen writes the table of control totals.
func (d *delivery) resumen() {
	t := &d.tables[tResumen]
	t.rows, t.at = t.rows[:0], append(t.at[:0], 0)
	t.int(int64(d.folio)).ascii(d.rfc).date(d.from).date(d.to).date(d.executed())
	t.int(int64(d.count(t551)) + d.totalDelta).int(int64(d.count(t557))).end()
}

// bytes builds the zip. Rows leave in a shuffled order, as in real ones.
func (d *delivery) bytes(r *prng, fast bool) ([]byte, error) {
	d.resumen()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	if fast {
		w.RegisterCompressor(zip.Deflate, func(o io.Writer) (io.WriteCloser, error) {
			return flate.NewWriter(o, flate.BestSpeed)
		})
	}
	var body []byte
	for i, spec := range stage.Tables() {
		e, err := w.CreateHeader(&zip.FileHeader{
			Name: fmt.Sprintf("%d_%s.asc", d.folio, spec.Code), Method: zip.Deflate, Modified: noon(d.executed()),
		})
		if err != nil {
			return nil, fmt.Errorf("zip entry %s: %w", spec.Code, err)
		}
		body = d.tables[i].shuffled(append(append(body[:0], spec.Header...), '\r', '\n'), r)
		if _, err := e.Write(body); err != nil {
			return nil, fmt.Errorf("zip entry %s: %w", spec.Code, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("close zip: %w", err)
	}
	return out.Bytes(), nil
}

// shuffled appends the rows to b in a random order (Fisher-Yates).
func (t *table) shuffled(b []byte, r *prng) []byte {
	order := make([]int32, len(t.at))
	for i := range order {
		j := r.n(i + 1)
		order[i] = order[j]
		order[j] = int32(i)
	}
	for _, i := range order {
		b = append(b, t.row(int(i))...)
	}
	return b
}

// noon is a fixed time of a day for file headers.
func noon(d document.Date) time.Time {
	return time.Date(d.Year(), time.Month(d.Month()), d.Day(), 12, 0, 0, 0, time.UTC)
}
