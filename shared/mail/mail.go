// Package mail is the mail door, the same on AWS and on one machine: which mail
// is taken, and what is answered to its sender once every document in it has
// its outcome.
//
// Example: a broker's mail with two pedimentos is admitted because its domain
// is proved and on the programme's list; its answer says number, clave and
// values of the first, and of the second what contradicts and what to send.
//
// What is in the headers of a mail decides only against an answer, never for
// taking the mail. A mail that is not admitted is kept apart, unread and
// unanswered.
package mail

import (
	"bytes"
	"context"
	netmail "net/mail"
	"slices"
	"strings"

	"example.com/immex/shared/container"
	"example.com/immex/shared/document"
	"example.com/immex/shared/step"
)

// The codes of the findings of a mail that is not taken.
const (
	RefusedVirus  = "mail_virus"
	RefusedSpam   = "mail_spam"
	RefusedSender = "mail_sender_unknown"
	RefusedProof  = "mail_not_authenticated"
)

// Message is one mail for one programme, with what its door proves of it.
type Message struct {
	RFC    string // "" when only the documents can say
	Bytes  []byte
	Sender string        // address whose domain the door vouches for, "" for none
	Bounce bool          // it came without a return path
	Listed bool          // its domain is allowed for every programme
	On     document.Date // day it was received
	// Alone says that it stands for one document of a mail that was answered: it is
	// answered only when that is to be sent again.
	Alone bool
}

// maxThreadHead bounds the headers that go along with a document read alone.
const maxThreadHead = 96 << 10

// HeadOf is the headers of a mail, which say whom an answer goes to and what it
// answers; nothing when they are longer than goes along with a document.
func HeadOf(b []byte) []byte {
	b = fromHead(b)
	end := 0
	for line := range bytes.Lines(b[:min(len(b), maxThreadHead)]) {
		if end += len(line); len(bytes.TrimSpace(line)) == 0 {
			return b[:end]
		}
	}
	return nil
}

// Of is the mail as the one of a single document of it, which is answered apart:
// its key is of both.
func (m Message) Of(head []byte, one document.Hash) *Message {
	m.Alone = true
	m.Bytes = slices.Concat(head, []byte("\r\n"+one+"\r\n"))
	return &m
}

// Admit is the code for which a message is not taken, "" for one that is: its
// domain is allowed for all programmes, or on the list of its own that day. A
// message of several From headers has no sender, whatever was proved of one of
// them; an event that is cut short does not show them all.
func Admit(ctx context.Context, store step.FactStore, m *Message) (string, error) {
	_, domain, ok := strings.Cut(m.Sender, "@")
	switch {
	case !ok || senders(m.Bytes) > 1:
		return RefusedSender, nil
	case m.Listed:
		return "", nil
	case m.RFC == "":
		return RefusedSender, nil // nobody's list can be asked
	}
	listed, err := step.SenderListed(ctx, store, m.RFC, domain, m.On)
	if err != nil {
		return "", err //nolint:wrapcheck // already classified
	}
	if !listed {
		return RefusedSender, nil
	}
	return "", nil
}

// senders counts the From headers of a message.
func senders(b []byte) int {
	h, _ := headOf(b)
	return h.count("from")
}

// OneSender is the address and domain of a From header with exactly one
// address, the domain in lower case; "" otherwise. Two addresses are not one
// sender.
func OneSender(from string) (address, domain string) {
	list, err := netmail.ParseAddressList(from)
	if err != nil || len(list) != 1 {
		return "", ""
	}
	address = list[0].Address
	at := strings.LastIndexByte(address, '@')
	if !PlainAddress(address) {
		return "", ""
	}
	return address, strings.ToLower(address[at+1:])
}

// PlainAddress reports an address that can stand in a header and an envelope as
// it is: printable ASCII with one at sign and nothing that needs quoting.
func PlainAddress(s string) bool {
	for _, r := range s {
		if r <= ' ' || r > '~' || strings.ContainsRune(`"(),:;<>[\]`, r) {
			return false
		}
	}
	local, domain, ok := strings.Cut(s, "@")
	return ok && local != "" && domain != "" && !strings.Contains(domain, "@") && len(s) <= 254
}

// NoReturn reports an envelope sender that nothing must be sent to.
func NoReturn(path string) bool {
	path = strings.Trim(path, "<> \t")
	return path == "" || robot(path)
}

// Relayed is a mail that this machine's own mail server or a person handed
// over for a programme. There is no verdict on it: that it came by the loopback
// address or lies in the folder says that who runs the machine vouches for its
// one From address.
func Relayed(rfc string, b []byte, on document.Date) *Message {
	m := &Message{RFC: rfc, Bytes: b, On: on}
	if h, ok := headOf(b); ok && h.count("from") == 1 {
		m.Sender, _ = OneSender(h.get("from"))
	}
	return m
}

// Refused is the record of a mail the door does not take.
func Refused(m *Message, name, code string) *step.Paper {
	h := document.HashOf(m.Bytes)
	p := &step.Paper{Bytes: m.Bytes, Record: step.Record{
		RFC: m.RFC, SHA: h, Name: name, Kind: container.Classify(m.Bytes),
		Key: "sha256:" + string(h), Status: document.Quarantined,
	}}
	p.Record.Findings.Add(code, document.Error, "", refusal(code))
	return p
}

// refusal says what happened and what to do.
func refusal(code string) document.Text {
	const es, en = " Se apartó sin leerlo y sin contestar; si es de su agente aduanal, deje sus documentos en inbox/<RFC>/.",
		" It was set apart unread and unanswered; if it is your broker's, drop its documents in inbox/<RFC>/."
	switch code {
	case RefusedVirus:
		return document.Textf("El antivirus no dio el correo por limpio."+es, "The virus scan did not pass the mail."+en)
	case RefusedSpam:
		return document.Textf("El filtro de spam no dejó pasar el correo."+es, "The spam filter did not pass the mail."+en)
	case RefusedSender:
		return document.Textf("El remitente no es de un dominio permitido (tabla remitentes del programa, o MAIL_ALLOWED)."+es,
			"The sender is not of an allowed domain (the programme's table remitentes, or MAIL_ALLOWED)."+en)
	case RefusedProof:
		return document.Textf(
			"Ni DMARC ni una firma DKIM alineada prueban el dominio del remitente: quien administra ese correo debe publicar un registro DMARC (TXT de _dmarc. y el dominio) y firmar con DKIM de ese mismo dominio (d=)."+es,
			"Neither DMARC nor an aligned DKIM signature proves the sender's domain: whoever runs that mail has to publish a DMARC record (TXT of _dmarc. and the domain) and to sign with DKIM of that very domain (d=)."+en)
	}
	return document.Textf("La puerta del correo no lo aceptó."+es, "The mail door did not take it."+en)
}
