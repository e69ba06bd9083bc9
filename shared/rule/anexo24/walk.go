package anexo24

import "example.com/immex/shared/rule"

// eachLot asks about the lots a rule is about; without books there is nothing
// to ask.
func eachLot(b *rule.Books, about func(*rule.Lot) bool, ask func(*rule.Lot)) rule.Outcome {
	judged := false
	for i := range b.Lots {
		if l := &b.Lots[i]; about(l) {
			judged = true
			ask(l)
		}
	}
	return booksOutcome(b, judged, len(b.Lots)+len(b.Exits) == 0, rule.DataBooks)
}

// eachExit asks about the exits a rule is about.
func eachExit(b *rule.Books, about func(*rule.Exit) bool, ask func(*rule.Exit)) rule.Outcome {
	judged := false
	for i := range b.Exits {
		if x := &b.Exits[i]; about(x) {
			judged = true
			ask(x)
		}
	}
	return booksOutcome(b, judged, len(b.Lots)+len(b.Exits) == 0, rule.DataBooks)
}

// inAll counts the exits that fail and tells them in one finding: each of them
// is told by the books themselves already.
func inAll(b *rule.Books, about, fails func(*rule.Exit) bool, es, en string) rule.Outcome {
	var first *rule.Exit
	n := 0
	o := eachExit(b, about, func(x *rule.Exit) {
		if fails(x) {
			n++
			if first == nil {
				first = x
			}
		}
	})
	if n == 0 {
		return o
	}
	return b.Fail(rule.Where{Field: "salidas"}, es, en, n, first.ID, first.Sale)
}

// booksOutcome is the answer of a rule that looked at everything.
func booksOutcome(b *rule.Books, judged, absent bool, d rule.Data) rule.Outcome {
	switch {
	case absent:
		return b.NoData(d)
	case judged:
		return b.Judged()
	}
	return rule.NotApplicable
}

// near are the days before a due date from which a lot is told, the nearest
// first.
func near(b *rule.Books) (days []int) {
	for _, code := range []string{"lote_vence_1", "lote_vence_2", "lote_vence_3"} {
		if n, ok := threshold(b, code); ok {
			days = append(days, n)
		}
	}
	return days
}

// widest is the widest of those.
func widest(b *rule.Books) (most int) {
	for _, n := range near(b) {
		most = max(most, n)
	}
	return most
}

// threshold is a whole number of the table umbrales; ok is false when nobody
// gave it for that day.
func threshold(b *rule.Books, code string) (n int, ok bool) {
	row, err := b.Catalog.Threshold(code, b.AsOf)
	if err != nil {
		b.LacksRow(rule.DataRate, err)
		return 0, false
	}
	micros, ok := row.Value.Micros()
	return int(micros / 1_000_000), ok
}
