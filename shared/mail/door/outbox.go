package door

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/mail"
)

// answered is the folder of the outbox that remembers answers; taking a message
// out of the outbox leaves it.
const answered = ".answered"

// Outbox is a folder of answers.
type Outbox struct{ Dir string }

// Claim implements mail.Outbox. One process holds the data folder, so counting
// and marking need no lock.
func (o Outbox) Claim(_ context.Context, c mail.Claim) (bool, error) {
	day := filepath.Join(o.Dir, answered, c.Day)
	if err := os.MkdirAll(day, 0o700); err != nil {
		return false, outboxFault(err)
	}
	mark := filepath.Join(o.Dir, answered, c.Key)
	if _, err := os.Lstat(mark); err == nil {
		return false, nil
	}
	counted, err := os.ReadDir(day)
	if err != nil {
		return false, outboxFault(err)
	}
	sender, own := string(document.HashOf([]byte(c.Sender)))[:16], 0
	for _, e := range counted {
		if strings.HasPrefix(e.Name(), sender) {
			own++
		}
	}
	if err := Store(o.Dir, filepath.Join(answered, c.Key), nil); err != nil {
		return false, err
	}
	if own >= mail.PerSender || len(counted) >= mail.PerDay {
		return false, nil
	}
	return true, Store(o.Dir, filepath.Join(answered, c.Day, sender+"-"+c.Key), nil)
}

// Release implements mail.Outbox.
func (o Outbox) Release(_ context.Context, c mail.Claim) error {
	if err := os.Remove(filepath.Join(o.Dir, answered, c.Key)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return outboxFault(err)
	}
	return nil
}

// Send implements mail.Outbox: the message appears whole or not at all.
func (o Outbox) Send(_ context.Context, c mail.Claim, raw []byte) error {
	if err := Store(o.Dir, c.Day+"-"+c.Key[:16]+".eml", raw); err != nil {
		return errors.Join(mail.ErrUnsent, err)
	}
	return nil
}

// Sent implements mail.Outbox: what lies in the folder keeps its own id.
func (Outbox) Sent(context.Context, []string) (bool, error) { return false, nil }

func outboxFault(err error) error { return fault.New(fault.Misconfigured, "outbox", err) }

// Store writes a file below a folder so that it is there whole or not at all,
// and stays after a power cut.
func Store(dir, name string, b []byte) error {
	path := filepath.Join(dir, name)
	err := os.MkdirAll(filepath.Dir(path), 0o700)
	if err == nil {
		err = replace(path, b)
	}
	if err != nil {
		return fault.New(fault.Misconfigured, "store a mail", err)
	}
	return nil
}

func replace(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".mail-*.tmp")
	if err != nil {
		return err //nolint:wrapcheck // Store names it
	}
	_, err = f.Write(b)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err //nolint:wrapcheck // Store names it
	}
	return errors.Join(d.Sync(), d.Close())
}
