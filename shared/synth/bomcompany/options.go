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
	// Assets adds machines, which leave only when named.
	Assets bool
	// Expiry adds a part that is used so slowly that its stay ends: returns
	// that reach it, decisions to take or to leave it, and its A3.
	Expiry bool
	// Decisions adds what persons record: lots directed and blocked, theft,
	// what is found again, goods and products destroyed.
	Decisions bool
	// Counts adds physical counts, over places.
	Counts bool
	// Opening gives a key date at the end of the first month, with balances of
	// lots whose pedimentos are not among the documents.
	Opening bool
	// Places adds moves between places, which change no balance.
	Places bool
	// Late delivers some months after the month that follows them, and some
	// invoices long after their pedimento.
	Late bool
	// Duplicates delivers documents again: the same bytes under another name,
	// and a month under another folio.
	Duplicates bool
	// Versions delivers invoices again: saved by another program, or corrected
	// in a part.
	Versions bool
}

// Full is a company with everything in it.
func Full(seed uint64) Options {
	return Options{
		Seed: seed, LeadDays: 2, Assets: true, Expiry: true, Decisions: true, Counts: true, Opening: true, Places: true, Late: true, Duplicates: true, Versions: true,
	}
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
