package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"example.com/immex/shared/container"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/mail"
	"example.com/immex/shared/mail/door"
	"example.com/immex/shared/step"
)

// post is the mail door of immex run.
type post struct {
	addr   string // of SMTP, "" for none
	chosen bool   // the address was given, so that a busy one is an error
	from   string // sender of answers
}

// check refuses what cannot be: another machine's address, a sender that is
// none.
func (p *post) check(a *app) error {
	if !mail.PlainAddress(p.from) {
		return usage(errors.New(a.say("--mail-from espera una dirección", "--mail-from expects an address")))
	}
	if p.addr != "" && !loopback(p.addr) {
		return usage(errors.New(a.say("--smtp debe ser de esta máquina (127.0.0.1:PUERTO)", "--smtp must be of this machine (127.0.0.1:PORT)")))
	}
	return nil
}

func loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback()
}

// open listens; what comes is stored in the folder, where the watcher finds it.
func (p *post) open(ctx context.Context, a *app, dir string) (at string, stop func() error, err error) {
	none := func() error { return nil }
	if p.addr == "" {
		return "", none, nil
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", p.addr)
	if err != nil && !p.chosen {
		fmt.Fprintln(a.err, a.say("immex: sin SMTP: %s no está libre (--smtp elige otra dirección)", //nolint:errcheck // stderr
			"immex: no SMTP: %s is not free (--smtp chooses another address)", p.addr))
		return "", none, nil
	}
	if err != nil {
		return "", none, fault.New(fault.Misconfigured, "listen on "+p.addr, err)
	}
	s := door.Serve(l, func(rfc string, raw []byte) error {
		return door.Store(dir, filepath.Join(rfc, string(document.HashOf(raw))+".eml"), raw)
	})
	return l.Addr().String(), s.Close, nil
}

// mailbox takes what settles in the folder of mails, and answers.
type mailbox struct {
	answerer *mail.Answerer
	zone     *time.Location
}

func (a *app) mailbox(f *folder, zone *time.Location, from string) *mailbox {
	return &mailbox{zone: zone, answerer: &mail.Answerer{
		Known: f.books, Outbox: door.Outbox{Dir: filepath.Join(a.data, "outbox")}, From: from, Now: a.now,
	}}
}

// take brings one mail into the books and answers it; ok is false when it
// could not be read from disk, and it stays.
func (m *mailbox) take(ctx context.Context, a *app, f *folder, src source) (ok bool, err error) {
	papers, msg, err := m.read(ctx, a, f, src)
	if err != nil {
		return false, err
	}
	records := []step.Record{papers[0].Record}
	if ok = records[0].SHA != ""; ok {
		ing := &step.Ingest{Books: f.books, Blobs: f.blobs, Now: a.now}
		if records, _, err = ing.Settle(ctx, papers, true); err != nil {
			return false, err //nolint:wrapcheck // already classified
		}
	}
	for _, r := range records {
		if err := a.report(r); err != nil {
			return false, err
		}
	}
	if _, err := a.match(ctx, f); err != nil || msg == nil {
		return ok, err
	}
	if _, err := m.answerer.Answer(ctx, msg, papers, records); err != nil {
		fmt.Fprintln(a.err, "immex:", a.explain(err)) //nolint:errcheck // stderr
		return false, nil                             // it stays, and is answered when it is read again
	}
	return ok, nil
}

// read gives the papers of a mail, and the mail when it may be answered.
func (m *mailbox) read(ctx context.Context, a *app, f *folder, src source) ([]*step.Paper, *mail.Message, error) {
	reader, done, err := a.learningReader(f.books, nil)
	if err != nil {
		return nil, nil, err
	}
	defer done()
	b, err := readFile(src.path)
	if src.err != nil || err != nil {
		return a.read(ctx, reader, src), nil, nil
	}
	now := a.now().In(m.zone)
	msg := mail.Relayed(a.rfc, b, document.NewDate(now.Year(), int(now.Month()), now.Day()))
	if container.Classify(b) != document.KindMail {
		msg.Sender = "" // a file that is no mail proves nobody
	}
	code, err := mail.Admit(ctx, f.books, msg)
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // already classified
	}
	name := filepath.Base(src.path)
	if code != "" {
		return []*step.Paper{mail.Refused(msg, name, code)}, nil, nil
	}
	reader.Tell = true
	papers, failed := reader.ReadWhole(ctx, step.Input{Name: name, Bytes: b, RFC: a.rfc})
	if err := ctx.Err(); err != nil { // a reader that was stopped says nothing of its document
		return nil, nil, err //nolint:wrapcheck // cancelled
	}
	if failed != nil {
		return a.unread(name, failed), nil, nil
	}
	step.WithoutSenders(papers)
	return papers, msg, nil
}

// folders of the mail door.
func (a *app) mailFolder() (string, error) {
	dir := filepath.Join(a.data, "mail")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fault.New(fault.Misconfigured, "mail", err)
	}
	return dir, nil
}
