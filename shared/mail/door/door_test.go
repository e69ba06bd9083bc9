package door_test

import (
	"errors"
	"fmt"
	"net"
	"net/smtp"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/container"
	"example.com/immex/shared/mail"
	"example.com/immex/shared/mail/door"
)

// kept is what came through, by programme.
type kept struct {
	raw  map[string][]string
	fail error
}

func (k *kept) keep(rfc string, raw []byte) error {
	if k.fail != nil {
		return k.fail
	}
	k.raw[rfc] = append(k.raw[rfc], string(raw))
	return nil
}

func serve(t *testing.T) (string, *kept) {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	k := &kept{raw: map[string][]string{}}
	s := door.Serve(l, k.keep)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return l.Addr().String(), k
}

const body = "From: t@agencia.example\r\nSubject: x\r\n\r\nhola\r\n"

func TestSMTP(t *testing.T) {
	addr, k := serve(t)
	to := []string{"imm010101aa1@immex", "IMM010101AA1@other.example", "eme020202bb2@immex"}
	if err := smtp.SendMail(addr, nil, "t@agencia.example", to, []byte(body)); err != nil {
		t.Fatal(err)
	}
	want := []string{"Return-Path: <t@agencia.example>\r\n" + body}
	if diff := cmp.Diff(map[string][]string{"IMM010101AA1": want, "EME020202BB2": want}, k.raw); diff != "" {
		t.Error(diff)
	}
}

// TestSMTPRefuses: what is not taken is refused in the dialogue, so that the
// server in front keeps it or says so to its sender.
func TestSMTPRefuses(t *testing.T) {
	many := make([]string, 21)
	for i := range many {
		many[i] = fmt.Sprintf("imm0101%02daa1@immex", i+1)
	}
	for name, c := range map[string]struct {
		from string
		to   []string
		body string
		fail error
		code string
	}{
		"no programme":   {"t@a.example", []string{"info@immex"}, body, nil, "550"},
		"a path":         {"t@a.example", []string{"../x@immex"}, body, nil, "550"},
		"too many":       {"t@a.example", many, body, nil, "452"},
		"hostile sender": {"\"t x\"@a.example", []string{"imm010101aa1@immex"}, body, nil, "553"},
		"too large":      {"t@a.example", []string{"imm010101aa1@immex"}, body + strings.Repeat(strings.Repeat("x", 998)+"\r\n", container.MaxMail/1000+1), nil, "552"},
		"disk full":      {"t@a.example", []string{"imm010101aa1@immex"}, body, errors.New("no space"), "451"},
	} {
		t.Run(name, func(t *testing.T) {
			addr, k := serve(t)
			k.fail = c.fail
			err := smtp.SendMail(addr, nil, c.from, c.to, []byte(c.body))
			if err == nil || !strings.HasPrefix(err.Error(), c.code) || len(k.raw) != 0 {
				t.Errorf("%v, %d kept; want %s", err, len(k.raw), c.code)
			}
		})
	}
}

func claim(i int, sender string) mail.Claim {
	return mail.Claim{Key: fmt.Sprintf("%064d", i), Sender: sender, Day: "2026-04-01"}
}

func TestOutbox(t *testing.T) {
	o := door.Outbox{Dir: filepath.Join(t.TempDir(), "outbox")}
	take := func(c mail.Claim) bool {
		t.Helper()
		ok, err := o.Claim(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	if !take(claim(1, "a@b.example")) || take(claim(1, "a@b.example")) {
		t.Error("a mail is answered once")
	}
	if err := o.Send(t.Context(), claim(1, "a@b.example"), []byte("hola")); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(o.Dir, "*.eml"))
	if err != nil || len(files) != 1 || filepath.Base(files[0]) != "2026-04-01-0000000000000000.eml" {
		t.Fatalf("%v %v", files, err)
	}
	if err := os.Remove(files[0]); err != nil { // the mail server took it
		t.Fatal(err)
	}
	if take(claim(1, "a@b.example")) {
		t.Error("a mail whose answer was taken away is answered again")
	}
	if err := o.Release(t.Context(), claim(1, "a@b.example")); err != nil || !take(claim(1, "a@b.example")) {
		t.Error("a mail whose answer was not sent is not answered", err)
	}
	granted := 1
	for i := 2; i < mail.PerSender+5; i++ {
		if take(claim(i, "a@b.example")) {
			granted++
		}
	}
	if granted != mail.PerSender {
		t.Errorf("%d answers to one sender, want %d", granted, mail.PerSender)
	}
	if !take(claim(1000, "c@b.example")) || take(claim(3, "a@b.example")) {
		t.Error("another sender has answers of its own, and a mail above the limit none")
	}
	next := claim(1001, "a@b.example")
	next.Day = "2026-04-02"
	if !take(next) {
		t.Error("the next day has none")
	}
}
