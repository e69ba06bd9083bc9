package mail_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	netmail "net/mail"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/mail"
	"example.com/immex/shared/money"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/embedded"
)

const rfc = "IMM010101AA1"

// memory is an outbox that keeps what is sent.
type memory struct {
	marked   map[string]bool
	sent     []string
	fail     error
	released int
	known    string // the one id of somebody else's making that an answer went out under
}

func (m *memory) Sent(_ context.Context, ids []string) (bool, error) {
	return slices.Contains(ids, m.known), nil
}

func (m *memory) Claim(_ context.Context, c mail.Claim) (bool, error) {
	if m.marked[c.Key] {
		return false, nil
	}
	m.marked[c.Key] = true
	return true, nil
}

func (m *memory) Release(_ context.Context, c mail.Claim) error {
	m.released++
	delete(m.marked, c.Key)
	return nil
}

func (m *memory) Send(_ context.Context, _ mail.Claim, raw []byte) error {
	if m.fail != nil {
		return m.fail
	}
	m.sent = append(m.sent, string(raw))
	return nil
}

func answerer(t *testing.T) (*mail.Answerer, *memory, *embedded.Store) {
	t.Helper()
	books, err := embedded.Open(t.Context(), filepath.Join(t.TempDir(), "books.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { books.Close() }) //nolint:errcheck // a test's
	out := &memory{marked: map[string]bool{}}
	return &mail.Answerer{
		Known: books, Outbox: out, From: "immex@plant.example", Own: []string{"docs.plant.example"},
		Now: func() time.Time { return time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC) },
	}, out, books
}

func message(headers string) *mail.Message {
	return &mail.Message{RFC: rfc, Sender: "trafico@broker.example", On: 20260401, Bytes: []byte(headers + "\r\nhola\r\n")}
}

const plain = "From: trafico@broker.example\r\nSubject: Pedimentos\r\nMessage-ID: <1@broker.example>\r\nReferences: <0@broker.example>\r\n"

// papers are a mail with a pedimento, one that contradicts itself, and one
// that was there.
func papers(m *mail.Message) ([]*step.Paper, []step.Record) {
	parent := document.HashOf(m.Bytes)
	ped := func(n string) *ledger.Fact {
		return &ledger.Fact{Key: n, Clave: "IN", Operacion: "IMP", Pago: 20260301, Lineas: []ledger.Line{
			{Aduana: money.Int(1000), Dolares: money.Int(50)}, {Aduana: money.Int(234), Dolares: money.Int(11)},
		}}
	}
	bad := document.Findings{{Code: "partidas_sum", Severity: document.Error, Message: document.Textf("La suma no cuadra; pida el original.", "The sum does not agree; ask for the original.")}}
	records := []step.Record{
		{RFC: rfc, SHA: parent, Name: "m.eml", Kind: document.KindMail, Status: document.Accepted},
		{RFC: rfc, SHA: "a", Parent: parent, Name: "uno.xml", Kind: document.KindVUCEM, Status: document.Accepted, Key: "262432106000001"},
		{RFC: rfc, SHA: "b", Parent: parent, Name: "dos.pdf", Kind: document.KindPDF, Status: document.Quarantined, Key: "sha256:b", Findings: bad},
		{RFC: rfc, SHA: "c", Parent: parent, Name: "tres.xml", Kind: document.KindVUCEM, Status: document.Duplicate, Key: "262432106000003"},
	}
	out := make([]*step.Paper, len(records))
	for i := range records {
		out[i] = &step.Paper{Record: records[i]}
	}
	out[1].Fact = ped("262432106000001")
	return out, records
}

func opened(t *testing.T, raw string) (netmail.Header, string) {
	t.Helper()
	m, err := netmail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	b, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		t.Fatal(err)
	}
	return m.Header, strings.ReplaceAll(string(b), "\r\n", "\n")
}

func TestAnswer(t *testing.T) {
	a, out, _ := answerer(t)
	m := message(plain)
	ps, rs := papers(m)
	for range 3 { // the event comes again
		if _, err := a.Answer(t.Context(), m, ps, rs); err != nil {
			t.Fatal(err)
		}
	}
	if len(out.sent) != 1 {
		t.Fatalf("%d answers", len(out.sent))
	}
	h, text := opened(t, out.sent[0])
	for name, want := range map[string]string{
		"From": "immex@plant.example", "To": "trafico@broker.example", "Subject": "Re: Pedimentos", "In-Reply-To": "<1@broker.example>",
		"References": "<0@broker.example> <respuesta." + strings.TrimPrefix(h.Get("Message-Id"), "<") + " <1@broker.example>", "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All",
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	es, en, ok := strings.Cut(text, "----\n")
	if !ok {
		t.Fatal(text)
	}
	for _, want := range []string{
		"1. uno.xml\n   Leído: pedimento 262432106000001, clave IN, IMP, pago 2026-03-01, 2 partidas, valor en aduana 1234 MXN, 61 USD\n   Resultado: aceptado",
		"2. dos.pdf\n   - La suma no cuadra; pida el original. [partidas_sum]\n   Resultado: apartado, no entró a los libros; corrija lo anterior y reenvíelo.",
		"3. tres.xml\n   Leído: vucem 262432106000003\n   Resultado: duplicado: ya se tenía",
	} {
		if !strings.Contains(es, want) {
			t.Errorf("it lacks %q:\n%s", want, es)
		}
	}
	if strings.Contains(es, "m.eml") || !strings.Contains(en, "2. dos.pdf\n   - The sum does not agree; ask for the original. [partidas_sum]\n   Outcome: set apart") {
		t.Error(text)
	}
}

// TestAnswerOfPart: a sum of which a line was not read says so, and what no line
// gives is not told.
func TestAnswerOfPart(t *testing.T) {
	a, out, _ := answerer(t)
	m := message(plain)
	ps, rs := papers(m)
	ps[1].Fact.Lineas[1].Aduana = money.Amount{}
	ps[1].Fact.Lineas[0].Dolares, ps[1].Fact.Lineas[1].Dolares = money.Amount{}, money.Amount{}
	if sent, err := a.Answer(t.Context(), m, ps, rs); err != nil || !sent {
		t.Fatal(sent, err)
	}
	_, text := opened(t, out.sent[0])
	for _, want := range []string{"2 partidas, valor en aduana MXN sin leer completo\n", "2 lines, customs value MXN not read in full\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q:\n%s", want, text)
		}
	}
}

// TestAnswerOfMany: of a mail of very many documents those that need something are
// told whatever else it holds, in their order, and none is left uncounted; what was
// not begun asks for nothing.
func TestAnswerOfMany(t *testing.T) {
	a, out, _ := answerer(t)
	m := message(plain)
	ps := []*step.Paper{{Record: step.Record{RFC: rfc, SHA: document.HashOf(m.Bytes), Name: "m.eml", Kind: document.KindMail, Status: document.Accepted}}}
	const n, bad = 450, 3
	for i := range n {
		r := step.Record{RFC: rfc, SHA: document.HashOf([]byte{byte(i), byte(i >> 8)}), Name: fmt.Sprintf("d%03d.xml", i), Kind: document.KindVUCEM, Status: document.Accepted, Key: fmt.Sprintf("26243210600%04d", i)}
		switch {
		case i >= n-bad:
			r.Status = document.Quarantined
			r.Findings.Add("pdf_reader_failed", document.Unreadable, "", document.Textf("no se leyó", "not read"))
		case i >= n-bad-10: // of which something is remarked, and nothing asked for
			r.Findings.Add("cove_key", document.Warning, "", document.Textf("aviso", "remark"))
		}
		ps = append(ps, &step.Paper{Record: r, Later: i == n-1})
	}
	var rs []step.Record
	for _, p := range ps {
		rs = append(rs, p.Record)
	}
	if sent, err := a.Answer(t.Context(), m, ps, rs); err != nil || !sent {
		t.Fatal(sent, err)
	}
	_, text := opened(t, out.sent[0])
	es, en, _ := strings.Cut(text, "----\n")
	for _, c := range []struct {
		text string
		want []string
	}{
		{es, []string{"387. d386.xml", "388. d437.xml", "398. d447.xml", "399. d448.xml", "400. d449.xml", "Y 50 más: aceptado", "todavía no se lee; se lee solo en seguida"}},
		{en, []string{"387. d386.xml", "400. d449.xml", "And 50 more: accepted", "not read yet; it is read alone in a moment"}},
	} {
		for _, want := range c.want {
			if !strings.Contains(c.text, want) {
				t.Errorf("it lacks %q", want)
			}
		}
		if strings.Contains(c.text, "d387.xml") || strings.Contains(c.text, "401. ") {
			t.Error("it tells more than it may")
		}
	}
	if again := strings.Count(es, "corrija lo anterior y reenvíelo"); again != bad-1 {
		t.Errorf("it asks for %d documents again", again)
	}
}

// TestAnswerAfterCrash: documents this mail brought in an attempt that died
// after its commit are not called duplicates; those of another mail are.
func TestAnswerAfterCrash(t *testing.T) {
	a, out, books := answerer(t)
	m := message(plain)
	ps, rs := papers(m)
	other := step.Record{RFC: rfc, SHA: "c", Name: "tres.xml", Kind: document.KindVUCEM, Status: document.Accepted, Key: "262432106000003"}
	var entries []step.Entry
	var prev document.Hash
	for i, r := range []step.Record{other, rs[0], rs[1], rs[2]} {
		e, err := step.Chain(prev, int64(i+1), a.Now(), r)
		if err != nil {
			t.Fatal(err)
		}
		prev = e.Hash
		entries = append(entries, e)
	}
	if err := books.Commit(t.Context(), step.Commit{RFC: rfc, Entries: entries}); err != nil {
		t.Fatal(err)
	}
	rs[0].Status, rs[1].Status = document.Duplicate, document.Duplicate
	if sent, err := a.Answer(t.Context(), m, ps, rs); err != nil || !sent {
		t.Fatal(sent, err)
	}
	_, text := opened(t, out.sent[0])
	es, _, _ := strings.Cut(text, "----\n")
	if strings.Count(es, "duplicado") != 1 || !strings.Contains(es, "2 partidas, valor en aduana 1234 MXN, 61 USD\n   Resultado: aceptado") {
		t.Error(es)
	}
}

// TestAnswerHostile: what a mail says adds no header and no line.
func TestAnswerHostile(t *testing.T) {
	for name, subject := range map[string]string{
		"encoded line end": "=?utf-8?q?hola=0D=0ABcc:_x@evil.example?=",
		"base64 line end":  "=?utf-8?b?aG9sYQ0KQmNjOiB4QGV2aWwuZXhhbXBsZQ==?=",
		"bare CR":          "hola\rBcc: x@evil.example",
		"NUL and RTL":      "a\x00b\u202egpj.exe",
		"separators":       "a\u2028Bcc: x@evil.example\u0085y",
		"latin-1":          "Factura n\xfam. 1",
		"long":             strings.Repeat("ñ", 5000),
		"long words":       strings.Repeat("x", 5000),
	} {
		t.Run(name, func(t *testing.T) {
			a, out, _ := answerer(t)
			m := message("From: a@b.example\r\nSubject: " + subject + "\r\nMessage-ID: <a@b>\tBcc: <x y@evil>\r\nReferences: <\x00@b> <ok@b>\r\n")
			ps, rs := papers(m)
			rs[1].Name = "x\r\n.\r\nBcc: y@evil.example\u202e\x00"
			rs[1].Key = strings.Repeat("k", 10_000) + "\r\n"
			if _, err := a.Answer(t.Context(), m, ps, rs); err != nil || len(out.sent) != 1 {
				t.Fatal(err)
			}
			h, text := opened(t, out.sent[0])
			if len(h) != 12 || h.Get("Bcc") != "" || h.Get("In-Reply-To") != "<a@b>" ||
				h.Get("References") != "<ok@b> <respuesta."+strings.TrimPrefix(h.Get("Message-Id"), "<")+" <a@b>" {
				t.Errorf("headers %v", h)
			}
			if s, err := new(mime.WordDecoder).DecodeHeader(h.Get("Subject")); err != nil || !strings.HasPrefix(s, "Re: ") || strings.ContainsAny(s, "\r\n\x00\u202e") {
				t.Errorf("subject %q %v", s, err)
			}
			if strings.ContainsAny(text, "\x00\u202e\r") || strings.Contains(text, "\nBcc:") || strings.Contains(text, "\n.") {
				t.Errorf("%q", text)
			}
			for line := range strings.Lines(out.sent[0]) {
				if len(line) > 200 || !strings.HasSuffix(line, "\r\n") && !strings.HasSuffix(out.sent[0], line) {
					t.Errorf("line of %d bytes: %.80q", len(line), line)
				}
			}
		})
	}
}

// TestAnswerNotSent: what surely was not sent is tried again, what may have
// been is not.
func TestAnswerNotSent(t *testing.T) {
	a, out, _ := answerer(t)
	m := message(plain)
	ps, rs := papers(m)
	out.fail = errors.Join(mail.ErrUnsent, errors.New("throttled"))
	if _, err := a.Answer(t.Context(), m, ps, rs); !errors.Is(err, mail.ErrUnsent) || out.released != 1 {
		t.Fatalf("%v, %d released", err, out.released)
	}
	out.fail = errors.Join(mail.ErrRefused, errors.New("not verified"))
	if sent, err := a.Answer(t.Context(), m, ps, rs); sent || !errors.Is(err, mail.ErrRefused) || out.released != 2 {
		t.Fatalf("refused for good: %v %v, %d released", sent, err, out.released)
	}
	out.fail = errors.New("reply lost")
	if sent, err := a.Answer(t.Context(), m, ps, rs); err != nil || sent {
		t.Fatal(sent, err)
	}
	out.fail = nil
	if sent, err := a.Answer(t.Context(), m, ps, rs); err != nil || sent || len(out.sent) != 0 {
		t.Errorf("%v %v, %d answers", sent, err, len(out.sent))
	}
}

func TestOneSender(t *testing.T) {
	for from, want := range map[string]string{
		`"Tráfico, S.C." <trafico@Broker.example>`: "trafico@Broker.example", "a@b.example, c@d.example": "", "": "", "a": "",
		`"x@y.example" <a@b.example>`: "a@b.example", `"a b"@c.example`: "", "<a@b.example\r\nBcc: x@y.example>": "", "ñ@b.example": "", `"a@b"@c.example`: "",
	} {
		if got, _ := mail.OneSender(from); got != want {
			t.Errorf("%q gives %q, want %q", from, got, want)
		}
	}
}
