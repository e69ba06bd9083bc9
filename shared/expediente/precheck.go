package expediente

import (
	"example.com/immex/shared/credito"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/report"
)

// Precheck is one table of the package of a month, the check of its discharges
// to report, without the rest of it.
func Precheck(in Input) (*report.Table, error) {
	if err := in.check(); err != nil {
		return nil, err
	}
	if !in.month() {
		return nil, fault.Newf(fault.Misconfigured, "precheck of "+in.RFC, "%s is not a month", in.Period)
	}
	closing, err := Close(&in)
	if err != nil {
		return nil, err
	}
	in.State = closing.State
	facts, hashes, err := sortFacts(in.Facts)
	if err != nil {
		return nil, err
	}
	books, err := Replay(in.RFC, facts, in.Policy, in.Catalog, in.To)
	if err != nil {
		return nil, err
	}
	then, err := before(&in, facts, hashes, books)
	if err != nil {
		return nil, err
	}
	t := report.Precheck(in.head(), credito.OfBooks(books.Books, books.Basis.Terms.Catalog), then, books.Books)
	return &t, nil
}
