package step

import (
	"context"

	"example.com/immex/shared/credito"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// Precheck is the check of the discharges of a month to report (Anexos 30 and
// 31), from the books as they are now. How the month before was closed is for
// the package to say.
func Precheck(ctx context.Context, store Books, rfc, period string) (report.Table, error) {
	from, to, err := Period(period)
	if err != nil {
		return report.Table{}, err
	}
	basis, err := CurrentBasis(ctx, store, rfc)
	if err != nil {
		return report.Table{}, err
	}
	head := report.Head{RFC: rfc, Period: period, From: from, To: to}
	if p := basis.Programme; p != nil {
		head.Nombre, head.Programa = p.Nombre, p.Programa
	}
	var books []*ledger.Book
	credit := credito.NewBooks()
	err = EachBook(ctx, store, rfc, func(b *ledger.Book) error {
		books = append(books, b)
		credit.Add(b)
		return nil
	})
	return report.Precheck(head, credit.Ledger(basis.Terms.Catalog), nil, books), err
}
