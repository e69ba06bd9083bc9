package catalog

import (
	"fmt"

	"example.com/immex/shared/document"
)

// Missing is a figure that no table has: an answer of its own, never the
// figure of another month or year.
type Missing struct { //nolint:errname // an answer first: callers show it, few pass it on
	Table  string
	Key    string        // which row, "" where the table has one thing alone
	When   string        // the day or month that was asked for
	Reason document.Text // what the table says about it, where it says something
}

// Text says what is missing and what to deliver.
func (m *Missing) Text() document.Text {
	what := m.Table
	if m.Key != "" {
		what += " " + m.Key
	}
	when := m.When
	es, en := "", ""
	if when == "" {
		when, es, en = "?", " (fecha desconocida)", " (unknown date)"
	}
	if m.Reason.ES != "" {
		es += " (" + m.Reason.ES + ")"
	}
	if m.Reason.EN != "" {
		en += " (" + m.Reason.EN + ")"
	}
	if t, ok := LawTableNamed(m.Table); ok && t.Droppable {
		es += fmt.Sprintf("; entregue una tabla %s con su fuente (immex template %s)", m.Table, m.Table)
		en += fmt.Sprintf("; deliver a table %s with its source (immex template %s)", m.Table, m.Table)
	}
	return document.Text{
		ES: fmt.Sprintf("%s: falta para %s%s.", what, when, es),
		EN: fmt.Sprintf("%s: missing for %s%s.", what, when, en),
	}
}

// Error implements error.
func (m *Missing) Error() string { return m.Text().EN }
