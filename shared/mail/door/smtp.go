// Package door is the mail door of one machine: SMTP for the company's own mail
// server, and the outbox where answers lie until that server, or a person,
// takes them.
//
// Example: the mail server relays what it got for IMM010101AA1@immex to
// 127.0.0.1:2525; 250 is said when the message is on disk, once for each
// programme it is for, and an answer appears in outbox/ when it was read.
//
// Nothing here looks into a message: a loopback address has no DKIM verdict,
// and that the server checked its sender is the server's word. The package
// refuses what is too large, for too many, or for nobody it knows.
package door

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-smtp"

	"example.com/immex/shared/container"
	"example.com/immex/shared/mail"
	"example.com/immex/shared/pedimento"
)

// Limits of the SMTP door.
const (
	maxConnections = 4
	maxRecipients  = 20
	maxLine        = 1 << 20          // far above what RFC 5321 allows: brokers' programs do not fold
	idle           = time.Minute      // between two commands, or two reads of a message
	longest        = 10 * time.Minute // of one connection
)

// Keep stores one message for one programme; when it returns without error the
// message is durable.
type Keep func(rfc string, raw []byte) error

// SMTP serves on a listener until Close.
type SMTP struct{ server *smtp.Server }

// Serve takes mail from a listener.
func Serve(l net.Listener, keep Keep) *SMTP {
	s := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{keep: keep}, nil }))
	s.Domain = "localhost"
	s.MaxMessageBytes, s.MaxRecipients = container.MaxMail, maxRecipients
	s.MaxLineLength = maxLine
	s.ReadTimeout, s.WriteTimeout = idle, idle
	s.ErrorLog = log.New(io.Discard, "", 0)                                       // its lines may hold addresses
	go s.Serve(&bounded{Listener: l, slots: make(chan struct{}, maxConnections)}) //nolint:errcheck // ends with Close
	return &SMTP{s}
}

// Close ends every connection.
func (s *SMTP) Close() error {
	if err := s.server.Close(); err != nil && !errors.Is(err, smtp.ErrServerClosed) {
		return fmt.Errorf("close the mail door: %w", err)
	}
	return nil
}

// session is one message at a time.
type session struct {
	keep Keep
	from string
	rfcs []string
}

func refuse(code int, enhanced smtp.EnhancedCode, text string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: enhanced, Message: text}
}

// Mail implements smtp.Session.
func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if from != "" && !mail.PlainAddress(from) {
		return refuse(553, smtp.EnhancedCode{5, 1, 7}, "that address is none")
	}
	s.from, s.rfcs = from, nil
	return nil
}

// Rcpt implements smtp.Session: the local part is the programme, whatever the
// domain.
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	local, _, _ := strings.Cut(to, "@")
	rfc := strings.ToUpper(local)
	if !pedimento.RFCShape(rfc) {
		return refuse(550, smtp.EnhancedCode{5, 1, 1}, "the address is RFC@domain, with the RFC of a programme")
	}
	if !slices.Contains(s.rfcs, rfc) {
		s.rfcs = append(s.rfcs, rfc)
	}
	return nil
}

// Data implements smtp.Session. The envelope's sender goes before the message,
// as a final delivery does it (RFC 5321, 4.4).
func (s *session) Data(r io.Reader) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "Return-Path: <%s>\r\n", s.from)
	if _, err := b.ReadFrom(r); err != nil {
		return err //nolint:wrapcheck // the server's own, with its code
	}
	for _, rfc := range s.rfcs {
		if err := s.keep(rfc, b.Bytes()); err != nil {
			return refuse(451, smtp.EnhancedCode{4, 3, 0}, "it could not be stored; send it again")
		}
	}
	return nil
}

// Reset implements smtp.Session.
func (s *session) Reset() { s.from, s.rfcs = "", nil }

// Logout implements smtp.Session.
func (*session) Logout() error { return nil }

// bounded lets a few connections in, each until a time.
type bounded struct {
	net.Listener
	slots chan struct{}
}

// Accept implements net.Listener.
func (l *bounded) Accept() (net.Conn, error) {
	l.slots <- struct{}{}
	c, err := l.Listener.Accept()
	if err != nil {
		<-l.slots
		return nil, err //nolint:wrapcheck // the server knows it
	}
	return &ending{Conn: c, end: time.Now().Add(longest), free: sync.OnceFunc(func() { <-l.slots })}, nil //nolint:forbidigo // a deadline of the network
}

// ending is a connection whose deadlines never go beyond its end.
type ending struct {
	net.Conn
	end  time.Time
	free func()
}

func (c *ending) until(t time.Time) time.Time {
	if t.IsZero() || t.After(c.end) {
		return c.end
	}
	return t
}

// SetDeadline implements net.Conn.
func (c *ending) SetDeadline(t time.Time) error { return c.Conn.SetDeadline(c.until(t)) } //nolint:wrapcheck // as it is

// SetReadDeadline implements net.Conn.
func (c *ending) SetReadDeadline(t time.Time) error { return c.Conn.SetReadDeadline(c.until(t)) } //nolint:wrapcheck // as it is

// SetWriteDeadline implements net.Conn.
func (c *ending) SetWriteDeadline(t time.Time) error { return c.Conn.SetWriteDeadline(c.until(t)) } //nolint:wrapcheck // as it is

// Close implements net.Conn.
func (c *ending) Close() error {
	c.free()
	return c.Conn.Close() //nolint:wrapcheck // as it is
}
