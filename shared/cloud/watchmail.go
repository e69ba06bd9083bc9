package cloud

import (
	"context"
	"errors"
	"fmt"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// lastAttempt is how long after its hour an event of the schedule is tried for the
// third and last time at the latest sign: Lambda waits a minute before the second
// attempt and two more before the third.
const lastAttempt = 150 * time.Second

// pending adds what waits in one programme to a digest: all of it, or that it
// could not be read.
func (w *watch) pending(ctx context.Context, d *digest, rfc string, at time.Time) error {
	local := at.In(mexico())
	today := document.NewDate(local.Year(), int(local.Month()), local.Day())
	var own digest
	err := errors.Join(own.programme(ctx, w.books, rfc, today), own.reviews(ctx, w.books, rfc, at), own.owes(ctx, w.books, rfc, local),
		own.seals(ctx, w.books, w.marks, rfc))
	if err != nil {
		d.unread = append(d.unread, unread{rfc, err})
		return err
	}
	d.add(&own)
	return nil
}

// unread is a programme that could not be read, and why.
type unread struct {
	rfc string
	err error
}

// seals adds the sealed packages whose own mail never went out, because it failed
// as often as it was tried. The digest says where they are, which is what that mail
// says.
func (d *digest) seals(ctx context.Context, books step.FactStore, m marks, rfc string) error {
	if rfc == step.Unassigned {
		return nil
	}
	all, err := step.Seals(ctx, books, rfc)
	if err != nil || len(all) == 0 {
		return err //nolint:wrapcheck // already classified
	}
	sent, err := m.sent(ctx, rfc+markedPackages)
	if err != nil {
		return err
	}
	var lines []string
	for _, s := range all {
		if sent[s.Package] {
			continue
		}
		lines = append(lines, fmt.Sprintf("%s está sellado y su correo no salió. Está en el escritorio y en la API (…/packages); SHA-256 %s", s.Package, s.SHA256))
		d.undelivered = append(d.undelivered, mailed{rfc, s.Package, s.SHA256})
	}
	d.list(rfc+": paquetes sellados que no se habían avisado", lines)
	return nil
}

// mailed is a package that a digest tells of.
type mailed struct {
	rfc, name string
	sha       document.Hash
}

// mail sends a digest that says anything, once a day. Of a programme that cannot be
// read it says so and keeps the others waiting no longer: at once when trying again
// does not help, and otherwise when this is the last time.
func (w *watch) mail(ctx context.Context, d *digest, at time.Time) error {
	local := at.In(mexico())
	date := document.NewDate(local.Year(), int(local.Month()), local.Day()).String()
	subject, name := "IMMEX: pendientes al "+date, date
	if len(d.unread) > 0 {
		if w.now().Sub(at) < lastAttempt && !forGood(d.unread) {
			return nil
		}
		subject, name = subject+" (incompleto)", date+"#incompleto" // the whole one may follow
	} else if d.due+d.stuck+d.waiting+d.owed+len(d.undelivered) == 0 {
		return nil
	}
	return w.marks.once(ctx, markedDigests, name, name, func() error {
		if err := w.post.tell(ctx, subject, d.String()); err != nil {
			return err
		}
		for _, p := range d.undelivered {
			if err := w.marks.once(ctx, p.rfc+markedPackages, p.name, string(p.sha), func() error { return nil }); err != nil {
				return err
			}
		}
		return nil
	})
}

// forGood reports that to try again reads none of them.
func forGood(all []unread) bool {
	for _, u := range all {
		if fault.Is(u.err, fault.Transient) || fault.Is(u.err, fault.Conflict) {
			return false
		}
	}
	return true
}
