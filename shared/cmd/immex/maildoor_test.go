package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime/quotedprintable"
	"net/smtp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/immex/shared/synth"
	"example.com/immex/shared/synth/mails"
)

// TestMailDoor sends mails to the door of immex run and finds the answers in
// the outbox: one for the mail of a listed sender, none for others.
func TestMailDoor(t *testing.T) {
	dir := t.TempDir()
	var vucem []byte
	truth, err := synth.Generate(synth.Options{Seed: 1, Months: 1, Pedimentos: 4}, func(name string, b []byte) error {
		if vucem == nil && strings.HasPrefix(filepath.Base(name), "vucem_") {
			vucem = bytes.Clone(b)
		}
		return nil
	})
	if err != nil || vucem == nil {
		t.Fatal(err, len(vucem))
	}
	rfc := truth.Company.RFC
	s := serve(t, dir)
	t.Cleanup(func() { s.cmd.Process.Kill() }) //nolint:errcheck // the test ends
	list := filepath.Join(s.inbox, rfc, "remitentes.csv")
	if err := os.MkdirAll(filepath.Dir(list), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(list, []byte("dominio,patente,vigente_desde,vigente_hasta\nbroker.example,3210,2020-01-01,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if o := s.document(t, "remitentes.csv"); o["status"] != "accepted" {
		t.Fatal(o)
	}
	mail := func(from, more string) []byte {
		return fmt.Appendf(nil, "From: %s\r\nTo: x@immex\r\nSubject: =?utf-8?q?Pedimento_n=C3=BAm._1?=\r\nMessage-ID: <1@broker.example>\r\n%sMIME-Version: 1.0\r\n"+
			"Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: application/zip; name=completo.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n"+
			"--q\r\nContent-Type: text/csv; name=\"remitentes.csv\"\r\n\r\ndominio,vigente_desde\r\nevil.example,2020-01-01\r\n\r\n--q--\r\n", from, more, base64.StdEncoding.EncodeToString(vucem))
	}
	send := func(b []byte, to ...string) error { return smtp.SendMail(s.smtp, nil, "trafico@broker.example", to, b) }
	if err := send(mail("trafico@broker.example", ""), "nobody@immex"); err == nil {
		t.Error("an address that is no RFC was taken")
	}
	for _, b := range [][]byte{mail("x@evil.example", ""), mail("trafico@broker.example", "Auto-Submitted: auto-replied\r\n"), mail("trafico@broker.example", "")} {
		if err := send(b, strings.ToLower(rfc)+"@immex"); err != nil {
			t.Fatal(err)
		}
	}
	text := outboxOf(t, dir)
	for _, want := range []string{
		"\n   Leído: pedimento ", ", clave ", "remitentes.csv\n   Leído, sin confirmar: tabla remitentes\n   - La lista de remitentes no se recibe por correo", "[mail_senders]", "\n----", "Outcome: ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the answer lacks %q:\n%s", want, text)
		}
	}
	left, err := filepath.Glob(filepath.Join(s.mails, "*", "*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left in the folder: %v %v", left, err)
	}
}

// TestNastyByTheDoor: the invented bombs and a part of the other nasty mails go
// through SMTP and the folder of immex run; each is kept with an outcome and
// leaves the folder, and none ends the process. All of them go through the
// deployed door, which reads with the same code.
func TestNastyByTheDoor(t *testing.T) {
	s := serve(t, t.TempDir())
	t.Cleanup(func() { s.cmd.Process.Kill() }) //nolint:errcheck // the test ends
	const rfc = "IMM010101AA1"
	drop(t, s, filepath.Join(rfc, "remitentes.csv"), []byte("dominio,patente,vigente_desde,vigente_hasta\nagencia.example,3210,2020-01-01,\n"))
	if o := s.document(t, "remitentes.csv"); o["status"] != "accepted" {
		t.Fatal(o)
	}
	counts := map[string]int{}
	all := mails.All()
	sent := 0
	for i, m := range all {
		if i%5 != 0 && !slices.Contains(m.Codes, "too_large") {
			continue
		}
		raw := append([]byte("X-Name: "+m.Name+"\r\n"), m.Bytes...)
		if err := smtp.SendMail(s.smtp, nil, "trafico@agencia.example", []string{rfc + "@immex"}, raw); err != nil {
			counts["refused "+err.Error()[:3]]++
			continue
		}
		sent++
	}
	same, err := filepath.Glob(filepath.Join(s.mails, rfc, "*.eml"))
	if err != nil || len(same) == 0 {
		t.Fatal(same, err)
	}
	for range sent {
		o := s.next(t, "status")
		for len(fmt.Sprint(o["name"])) < 64 { // a mail of its own has its hash for a name
			o = s.next(t, "status")
		}
		what := fmt.Sprint(o["status"])
		if list, ok := o["findings"].([]any); ok && len(list) > 0 {
			what += fmt.Sprint(" ", list[0].(map[string]any)["code"])
		}
		counts[what]++
	}
	if len(all) < 60 || counts["quarantined container_too_large"] == 0 || counts["accepted"] < 8 || sent < 20 {
		t.Errorf("%d mails: %v", len(all), counts)
	}
	t.Logf("%d of %d mails: %v", sent, len(all), counts)
	for end := time.Now().Add(patience); len(same) > 0 && time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if same, err = filepath.Glob(filepath.Join(s.mails, rfc, "*.eml")); err != nil {
			t.Fatal(err)
		}
	}
	if len(same) > 0 {
		t.Errorf("left in the folder: %v", same)
	}
}

// outboxOf waits for the answer and gives its headers and text; there is one.
func outboxOf(t *testing.T, dir string) string {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		left, err := filepath.Glob(filepath.Join(dir, "immex-data", "mail", "*", "*.eml"))
		if err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(filepath.Join(dir, "immex-data", "outbox", "*.eml"))
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 0 || len(left) > 0 {
			continue
		}
		if len(files) != 1 {
			t.Fatalf("answers: %v", files)
		}
		b, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"To: trafico@broker.example\r\n", "In-Reply-To: <1@broker.example>\r\n", "Auto-Submitted: auto-replied\r\n", "Subject: =?utf-8?q?Re:_Pedimento_n=C3=BAm._1?=\r\n"} {
			if !bytes.Contains(b, []byte(want)) {
				t.Errorf("the answer lacks %q:\n%s", want, b)
			}
		}
		_, body, _ := bytes.Cut(b, []byte("\r\n\r\n"))
		text, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body)))
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(string(text), "\r\n", "\n")
	}
	t.Fatal("no answer came")
	return ""
}
