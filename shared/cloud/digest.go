package cloud

import (
	"context"
	"fmt"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// dueDays is how far ahead a due lot is announced.
const dueDays = 30

// maxLines bounds the lines of one list in a digest; the rest is counted.
const maxLines = 100

// digest is what a person must look at today. It goes by mail to the
// compliance officer and never into a log.
type digest struct {
	text                      strings.Builder
	due, stuck, waiting, owed int
	undelivered               []mailed
	unread                    []unread
}

// add takes what another digest says.
func (d *digest) add(o *digest) {
	d.due, d.stuck, d.waiting, d.owed = d.due+o.due, d.stuck+o.stuck, d.waiting+o.waiting, d.owed+o.owed
	d.undelivered = append(d.undelivered, o.undelivered...)
	d.text.WriteString(o.text.String())
}

// programme adds what waits in one programme: lots with a balance that are due
// within dueDays or past due, and quarantined documents.
func (d *digest) programme(ctx context.Context, books step.Books, rfc string, today document.Date) error {
	var due, stuck []string
	err := step.EachBook(ctx, books, rfc, func(b *ledger.Book) error {
		for i := range b.Lots {
			l := &b.Lots[i]
			if left := b.Saldos[i].CantidadUMT; left > 0 && l.Due.Known() && l.Due <= today.AddDays(dueDays) {
				due = append(due, fmt.Sprintf("%s vence %s: %s UMT %s de %s", l.ID, l.Due, left, l.UMT, l.Fraccion))
			}
		}
		return nil
	})
	if err != nil {
		return err //nolint:wrapcheck // names the book
	}
	docs, err := step.Documents(ctx, books, rfc)
	if err != nil {
		return err //nolint:wrapcheck // already classified
	}
	for _, doc := range docs {
		if doc.Record.Status == document.Quarantined {
			stuck = append(stuck, doc.Record.Name+": "+reason(doc.Record.Findings))
		}
	}
	d.due += len(due)
	d.stuck += len(stuck)
	d.list(rfc+": lotes que vencen en 30 días o ya vencieron", due)
	d.list(rfc+": documentos en cuarentena", stuck)
	return nil
}

// owes adds the periods that had their day and have no package: the schedule
// asks for them again every day. What waits for a person is told elsewhere.
func (d *digest) owes(ctx context.Context, books step.Books, rfc string, local time.Time) error {
	if rfc == step.Unassigned {
		return nil
	}
	missed, err := (&step.Compile{Books: books}).Missed(ctx, rfc, local.AddDate(0, 0, -1))
	if err != nil {
		return err //nolint:wrapcheck // already classified
	}
	all, err := step.Reviews(ctx, books, rfc)
	if err != nil {
		return err //nolint:wrapcheck // already classified
	}
	var lines []string
	for _, p := range missed {
		if asked, out := step.OfPeriod(all, p, local); early(p, local.AddDate(0, 0, -1)) || asked != nil && out.State != step.ReviewApproved {
			continue
		}
		lines = append(lines, p+" no tiene paquete; hoy se vuelve a pedir")
	}
	d.owed += len(lines)
	d.list(rfc+": periodos sin paquete", lines)
	return nil
}

// reason is the first finding that set a document apart.
func reason(findings document.Findings) string {
	for _, f := range findings {
		if f.Severity == document.Error || f.Severity == document.Unreadable {
			return f.Message.In(document.Spanish)
		}
	}
	return ""
}

func (d *digest) list(title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(&d.text, "%s (%d)\n", title, len(lines))
	for i, line := range lines {
		if i == maxLines {
			fmt.Fprintf(&d.text, "  … y %d más\n", len(lines)-maxLines)
			break
		}
		d.text.WriteString("  " + line + "\n")
	}
	d.text.WriteString("\n")
}

// String is the body of the mail: first of whom it says nothing.
func (d *digest) String() string {
	var head digest
	lines := make([]string, len(d.unread))
	for i, u := range d.unread {
		lines[i] = fmt.Sprintf("%s: no se pudo leer (%v). Sus vencimientos y pendientes NO están en este correo; avise a quien administra el sistema", u.rfc, u.err)
	}
	head.list("PROGRAMAS SIN LEER", lines)
	return head.text.String() + d.text.String()
}
