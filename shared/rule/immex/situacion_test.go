package immex_test

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

// evidence are rows of the table cumplimiento.
func evidence(rows ...string) string {
	return "asunto,obligacion,periodo,pedimento,fecha,resultado,vence,folio\n" + strings.Join(rows, "\n") + "\n"
}

func situacion() []ruletest.Example {
	const code, day = "immex_situacion_fiscal", document.Date(20260430)
	all := []string{
		"efirma,,,,2025-03-03,positivo,2029-03-03,F1", "opinion_32d,,,,2026-04-15,positivo,,F2", "rfc,,,,2026-04-15,positivo,,F3", "listas_69,,,,2026-04-15,positivo,,F4",
		"buzon,,,,2026-04-15,positivo,,F5", "padron,,,,2026-04-15,positivo,,F6",
	}
	but := func(s *rule.Setting, i int, row string) *rule.Books {
		rows := append([]string{}, all...)
		if rows[i] = row; row == "" {
			rows = append(rows[:i], rows[i+1:]...)
		}
		s.Plant = index(evidence(rows...))
		return books(s, day, nil)
	}
	return []ruletest.Example{
		{Rule: code, Name: "in good standing", Want: rule.Pass, Books: but(of(), 0, all[0])},
		{Rule: code, Name: "the e.firma ends today", Want: rule.Pass, Books: but(of(), 0, "efirma,,,,2022-04-30,positivo,2026-04-30,F1")},
		{Rule: code, Name: "it ended yesterday", Want: rule.Error, Books: but(of(), 0, "efirma,,,,2022-04-29,positivo,2026-04-29,F1")},
		{Rule: code, Name: "a negative opinion", Want: rule.Error, Books: but(of(), 1, "opinion_32d,,,,2026-04-20,negativo,,F2")},
		{Rule: code, Name: "a negative opinion that was cured", Want: rule.Pass, Books: but(of(), 1, "opinion_32d,,,,2026-04-01,negativo,,F1\nopinion_32d,,,,2026-04-20,positivo,,F2")},
		{Rule: code, Name: "one of a day to come", Want: rule.Pass, Books: but(of(), 1, "opinion_32d,,,,2026-04-15,positivo,,F2\nopinion_32d,,,,2026-05-02,negativo,,F9")},
		{Rule: code, Name: "asked 31 days ago", Want: rule.Pass, Books: but(of(), 2, "rfc,,,,2026-03-30,positivo,,F3")},
		{Rule: code, Name: "asked 32 days ago", Want: rule.Notice, Books: but(of(), 2, "rfc,,,,2026-03-29,positivo,,F3")},
		{Rule: code, Name: "a certified company out of the register warns", Want: rule.Warning, Books: but(of(), 5, "padron,,,,2026-04-15,negativo,,F6")},
		{Rule: code, Name: "of one that is not certified nobody asks it", Want: rule.Pass, Books: but(of(uncertified), 5, "padron,,,,2026-04-15,negativo,,F6")},
		{Rule: code, Name: "one subject is missing", Want: rule.Unreadable, Books: but(of(), 3, "")},
		{Rule: code, Name: "nothing was delivered", Want: rule.Unreadable, Books: books(of(), day, nil)},
		{Rule: code, Name: "no programme", Want: rule.NotApplicable, Books: books(nobody(), day, nil)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Books: books(of(), 20131231, nil)},
	}
}

func acuses() []ruletest.Example {
	const code, day = "immex_acuses", document.Date(20260430)
	filed := func(on document.Date, rows ...string) *rule.Books {
		s := of()
		s.Plant = index(evidence(rows...))
		return books(s, on, nil)
	}
	survey := func(month, on string) string {
		return "obligacion,inegi_mensual," + month + "-01,," + on + ",,,AC-" + month
	}
	return []ruletest.Example{
		{Rule: code, Name: "by day 20", Want: rule.Pass, Books: filed(day, survey("2026-02", "2026-03-20"), survey("2026-03", "2026-04-20"))},
		{Rule: code, Name: "on day 21", Want: rule.Warning, Books: filed(day, survey("2026-02", "2026-03-20"), survey("2026-03", "2026-04-21"))},
		{Rule: code, Name: "day 20 is no business day", Want: rule.Pass, Books: filed(20260731, survey("2026-05", "2026-06-22"), survey("2026-06", "2026-07-20"))},
		{Rule: code, Name: "a month is missing", Want: rule.Warning, Books: filed(day, survey("2026-01", "2026-02-19"), survey("2026-03", "2026-04-15"))},
		{Rule: code, Name: "the last one is due tomorrow", Want: rule.Pass, Books: filed(20260419, survey("2026-02", "2026-03-19"))},
		{Rule: code, Name: "the annual report, late", Want: rule.Warning, Books: filed(20260630, "obligacion,raoce,2025-01-01,,2026-06-01,,,RA-1")},
		{Rule: code, Name: "the annual report, on its last day", Want: rule.Pass, Books: filed(20260630, "obligacion,raoce,2025-01-01,,2026-05-29,,,RA-1")},
		{Rule: code, Name: "late, and its period by another day of it", Want: rule.Warning, Books: filed(20260530, "obligacion,inegi_mensual,2026-03-31,,2026-04-24,,,AC-1", survey("2026-04", "2026-05-15"))},
		{Rule: code, Name: "in time, and its period by another day of it", Want: rule.Pass, Books: filed(day, survey("2026-02", "2026-03-20"), "obligacion,inegi_mensual,2026-03-31,,2026-04-17,,,AC-1")},
		{Rule: code, Name: "an obligation of no calendar", Want: rule.NotApplicable, Books: filed(day, "obligacion,inegi_anual,2026-02-01,,2026-03-02,,,AC-1")},
		{Rule: code, Name: "an obligation nobody knows", Want: rule.Notice, Books: filed(day, "obligacion,inegi,2026-02-01,,2026-03-02,,,AC-1")},
		{Rule: code, Name: "no receipts", Want: rule.Unreadable, Books: books(of(), day, nil)},
		{Rule: code, Name: "before", Want: rule.NotInForce, Books: books(of(), 20191231, nil)},
	}
}
