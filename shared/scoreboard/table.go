package scoreboard

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
)

// Row counts one format: its sound documents, or its mutants.
type Row struct {
	Documents          int `json:"documents"`
	AcceptedRight      int `json:"accepted_right"`
	AcceptedWrong      int `json:"accepted_wrong"`
	QuarantinedRightly int `json:"quarantined_rightly"`
	QuarantinedWrongly int `json:"quarantined_wrongly"`
	// Fields of the truth of sound documents, and those read as in it; a
	// quarantined document counts too, for what was understood of it.
	Fields      int `json:"fields,omitempty"`
	FieldsRight int `json:"fields_right,omitempty"`
	// NotInView counts values of the truth for which the JSON has no field.
	NotInView int `json:"not_in_view,omitempty"`
	Pages     int `json:"pages,omitempty"`
}

// Table is a row per format; mutants have rows of their own.
type Table map[string]*Row

// Add counts one verdict.
func (t Table) Add(format, mutation string, pages int, v *Verdict) {
	if mutation != "" {
		format += " mutants"
	}
	r := t[format]
	if r == nil {
		r = &Row{}
		t[format] = r
	}
	r.Documents++
	r.Pages += pages
	switch v.Outcome {
	case AcceptedRight:
		r.AcceptedRight++
	case AcceptedWrong:
		r.AcceptedWrong++
	case QuarantinedRightly:
		r.QuarantinedRightly++
	case QuarantinedWrongly:
		r.QuarantinedWrongly++
	}
	if mutation == "" {
		r.Fields += v.Fields
		r.FieldsRight += v.Right
		r.NotInView += len(v.NotInView)
	}
}

// Total is the sum over all formats.
func (t Table) Total() Row {
	var s Row
	for _, r := range t {
		s.Documents += r.Documents
		s.AcceptedRight += r.AcceptedRight
		s.AcceptedWrong += r.AcceptedWrong
		s.QuarantinedRightly += r.QuarantinedRightly
		s.QuarantinedWrongly += r.QuarantinedWrongly
		s.Fields += r.Fields
		s.FieldsRight += r.FieldsRight
		s.NotInView += r.NotInView
		s.Pages += r.Pages
	}
	return s
}

// Print writes the table; micros is the time of the processor that reading
// took per format, in microseconds, for the column CPU ms/page (per document
// without pages).
func (t Table) Print(w io.Writer, micros map[string]int64) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	if _, err := fmt.Fprintln(tw, "format\tdocuments\taccepted right\taccepted WRONG\tquarantined rightly\tquarantined wrongly\tfields %\tnot in view\tCPU ms/page\t"); err != nil {
		return fmt.Errorf("print table: %w", err)
	}
	for _, format := range slices.Sorted(maps.Keys(t)) {
		if err := t[format].print(tw, format, micros[format]); err != nil {
			return err
		}
	}
	total, spent := t.Total(), int64(0)
	for format, m := range micros {
		if r := t[format]; r != nil && r.Pages > 0 { // documents without pages have no share of a page
			spent += m
		}
	}
	if err := total.print(tw, "all", spent); err != nil {
		return err
	}
	if err := tw.Flush(); err != nil {
		return fmt.Errorf("print table: %w", err)
	}
	return nil
}

func (r *Row) print(w io.Writer, name string, micros int64) error {
	accuracy := "-"
	if r.Fields > 0 {
		accuracy = fmt.Sprintf("%d.%03d", r.FieldsRight*100/r.Fields, r.FieldsRight*100_000/r.Fields%1000)
	}
	per := int64(max(r.Pages, 1))
	if r.Pages == 0 {
		per = int64(max(r.Documents, 1))
	}
	_, err := fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%s\t%d\t%d.%02d\t\n", name, r.Documents, r.AcceptedRight, r.AcceptedWrong,
		r.QuarantinedRightly, r.QuarantinedWrongly, accuracy, r.NotInView, micros/per/1000, micros/per%1000/10)
	if err != nil {
		return fmt.Errorf("print table: %w", err)
	}
	return nil
}
