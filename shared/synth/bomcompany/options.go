package bomcompany

import (
	"fmt"

	"example.com/immex/shared/document"
)

// Options say what to make up. The zero value is the simplest company.
type Options struct {
	// Seed selects the story; the same options give the same bytes.
	Seed uint64
	// Months is how many monthly deliveries; default 24.
	Months int
	// Start is the first month; default 2023-01.
	Start document.Date
	// LeadDays is bom_lead_days of the programme: a shipment without an order
	// was made so many days before.
	LeadDays int
	// Late delivers some months after the month that follows them, and some
	// invoices long after their pedimento.
	Late bool
	// Duplicates delivers documents again: the same bytes under another name,
	// and a month under another folio.
	Duplicates bool
}

// maxMonths keeps pedimento numbers within their six digits.
const maxMonths = 60

func (o Options) withDefaults() (Options, error) {
	if o.Months == 0 {
		o.Months = 24
	}
	if o.Start == 0 {
		o.Start = document.NewDate(2023, 1, 1)
	}
	if o.Months < 1 || o.Months > maxMonths {
		return o, fmt.Errorf("bomcompany: Months is %d, want 1 to %d", o.Months, maxMonths)
	}
	o.Start = document.NewDate(o.Start.Year(), o.Start.Month(), 1)
	return o, nil
}
