package mail_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/mail"
)

func TestSilence(t *testing.T) {
	own := []string{"immex@plant.example", "docs.plant.example"}
	for name, c := range map[string]struct {
		headers string
		spoil   func(*mail.Message)
		silent  bool
	}{
		"a person":            {plain, nil, false},
		"said to be a person": {plain + "Auto-Submitted: no\r\n", nil, false},
		"generated":           {plain + "Auto-Submitted: auto-generated\r\n", nil, true},
		"replied":             {plain + "AUTO-SUBMITTED : auto-replied; x=y\r\n", nil, true},
		"folded":              {plain + "Auto-Submitted:\r\n auto-replied\r\n", nil, true},
		"bulk":                {plain + "Precedence: bulk\r\n", nil, true},
		"list":                {plain + "Precedence: LIST\r\n", nil, true},
		"junk":                {plain + "Precedence: junk\r\n", nil, true},
		"first class":         {plain + "Precedence: first-class\r\n", nil, false},
		"list id":             {plain + "List-Id: <x.example>\r\n", nil, true},
		"newsletter":          {plain + "List-Unsubscribe: <mailto:x@y.example>\r\n", nil, true},
		"suppressed":          {plain + "X-Auto-Response-Suppress: All\r\n", nil, true},
		"report":              {plain + "Content-Type: multipart/report; boundary=x\r\n", nil, true},
		"empty return path":   {"Return-Path: <>\r\n" + plain, nil, true},
		"bounce":              {plain, func(m *mail.Message) { m.Bounce = true }, true},
		"not proved":          {plain, func(m *mail.Message) { m.Sender = "" }, true},
		"daemon":              {plain, func(m *mail.Message) { m.Sender = "MAILER-DAEMON@broker.example" }, true},
		"no reply":            {plain, func(m *mail.Message) { m.Sender = "no-reply@broker.example" }, true},
		"ourselves":           {plain, func(m *mail.Message) { m.Sender = "IMMEX@plant.example" }, true},
		"our domain":          {plain, func(m *mail.Message) { m.Sender = "imm010101aa1@docs.plant.example" }, true},
		"the door itself":     {plain, func(m *mail.Message) { m.Sender = "imm010101aa1@immex" }, true},
		"header after 8 bits": {"Subject: \xf1\xe9\r\nAuto-Submitted: auto-replied\r\n", nil, true},
		"header of 2 MB":      {"X-A: " + strings.Repeat("x", 2<<20) + "\r\nAuto-Submitted: auto-replied\r\n", nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			m := message(c.headers)
			if c.spoil != nil {
				c.spoil(m)
			}
			if got := mail.Silence(m, own); (got != "") != c.silent {
				t.Errorf("silence is %q", got)
			}
		})
	}
	m := message(plain)
	a, out, _ := answerer(t)
	out.marked = nil // a claim would panic
	m.Bounce = true
	ps, rs := papers(m)
	if sent, err := a.Answer(t.Context(), m, ps, rs); err != nil || sent {
		t.Error(sent, err)
	}
}

// TestNoEcho: a program that answers our answer and does not say that it is one
// gets no second answer; a person who answers with documents does.
func TestNoEcho(t *testing.T) {
	a, out, _ := answerer(t)
	m := message(plain)
	ps, rs := papers(m)
	if sent, err := a.Answer(t.Context(), m, ps, rs); err != nil || !sent {
		t.Fatal(sent, err)
	}
	h, _ := opened(t, out.sent[0])
	out.known = "<0100018c-x-000000@email.amazonses.com>" // what SES put in place of our id
	for name, threads := range map[string]string{
		"our id":                     "In-Reply-To: " + h.Get("Message-Id"),
		"a thread with our id":       "References: <1@broker.example> " + h.Get("Message-Id"),
		"our thread, the id is gone": "In-Reply-To: <lost@example.com>\r\nReferences: " + h.Get("References") + " <lost@example.com>",
		"the id of who sent it":      "In-Reply-To: " + out.known,
	} {
		m := message("From: trafico@broker.example\r\nSubject: Gracias " + name + "\r\n" + threads + "\r\n")
		ps, rs := papers(m)
		rs[1].Kind, rs[1].Status = document.KindText, document.Unsupported
		if sent, err := a.Answer(t.Context(), m, ps[:2], rs[:2]); err != nil || sent {
			t.Errorf("an echo by %s: %v %v", name, sent, err)
		}
		rs[1].Kind, rs[1].Status = document.KindUnknown, document.Duplicate // its picture, once more
		if sent, err := a.Answer(t.Context(), m, ps[:2], rs[:2]); err != nil || sent {
			t.Errorf("an echo with a picture by %s: %v %v", name, sent, err)
		}
		rs[1].Kind, rs[1].Status = document.KindVUCEM, document.Accepted
		if sent, err := a.Answer(t.Context(), m, ps[:2], rs[:2]); err != nil || !sent {
			t.Errorf("documents sent again by %s: %v %v", name, sent, err)
		}
	}
	m = message("From: trafico@broker.example\r\nSubject: Consulta\r\nReferences: <pregunta@plant.example> <0100018c-y-000000@email.amazonses.com>\r\n")
	ps, rs = papers(m)
	if sent, err := a.Answer(t.Context(), m, ps[:1], rs[:1]); err != nil || !sent {
		t.Errorf("a mail of a thread of people: %v %v", sent, err)
	}
}

// TestAdmit: what is listed is taken, but for a message of two From headers,
// whichever of them was proved.
func TestAdmit(t *testing.T) {
	_, _, books := answerer(t)
	for name, c := range map[string]struct {
		headers, want string
		spoil         func(*mail.Message)
	}{
		"listed":            {plain, "", nil},
		"two From headers":  {"From: x@evil.example\r\n" + plain, mail.RefusedSender, nil},
		"one not spelt so":  {plain + "fROM : x@evil.example\r\n", mail.RefusedSender, nil},
		"nothing proved":    {plain, mail.RefusedSender, func(m *mail.Message) { m.Sender = "" }},
		"no list has it":    {plain, mail.RefusedSender, func(m *mail.Message) { m.Listed = false }},
		"of no programme":   {plain, mail.RefusedSender, func(m *mail.Message) { m.Listed, m.RFC = false, "" }},
		"From in the body":  {plain + "\r\nFrom: x@evil.example\r\n", "", nil},
		"listed, folded":    {"From:\r\n trafico@broker.example\r\n", "", nil},
		"a name like From:": {plain + "X-From: x@evil.example\r\n", "", nil},
	} {
		m := message(c.headers)
		m.Listed = true
		if c.spoil != nil {
			c.spoil(m)
		}
		if got, err := mail.Admit(t.Context(), books, m); err != nil || got != c.want {
			t.Errorf("%s: %q %v, want %q", name, got, err, c.want)
		}
	}
}
