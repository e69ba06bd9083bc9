package catalog

import (
	"fmt"

	"example.com/immex/shared/document"
)

// Missing is a figure that no table has: an answer of its own, never the
// figure of another month or year.
type Missing struct {
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
	return document.Text{
		ES: fmt.Sprintf("%s: falta para %s%s; entregue una tabla %s con su fuente (immex template %s).", what, when, es, m.Table, m.Table),
		EN: fmt.Sprintf("%s: missing for %s%s; deliver a table %s with its source (immex template %s).", what, when, en, m.Table, m.Table),
	}
}

// Error implements error.
func (m *Missing) Error() string { return m.Text().EN }
