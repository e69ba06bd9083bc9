package container_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/container"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

func TestOpenMail(t *testing.T) {
	bud := &container.Budget{}
	m, findings, err := container.OpenMail([]byte(message), bud, container.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if findings.Blocking() || !findings.Has("container_path") {
		t.Errorf("%+v", findings)
	}
	want := []string{"PED núm.pdf", "Factura núm.XML", "pedimento 6 (copia).pdf", "DARWIN/m1.320", "parte-6", "parte-7"}
	if diff := cmp.Diff(want, names(m.Children)); diff != "" {
		t.Error(diff)
	}
	if got := string(m.Children[1].Bytes); got != "<a>\xf1</a>" {
		t.Errorf("the bytes of an attachment changed: %q", got)
	}
	head := []string{m.Subject, m.From, m.MessageID, m.Date.String()}
	if diff := cmp.Diff([]string{
		"Pedimento número 26 24 3210 6000123", "trafico@agencia.example", "1@agencia.example", "2026-11-16",
	}, head); diff != "" {
		t.Error(diff)
	}
	if k := container.Classify(m.Children[4].Bytes); k != document.KindMail {
		t.Errorf("forwarded mail is %s", k)
	}
	if bud.Bytes == 0 {
		t.Error("the budget was not used")
	}
}

func TestOpenMailCases(t *testing.T) {
	const head = "From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
	tests := map[string]struct {
		in    string
		want  []string
		codes []string
	}{
		"text only":       {head + "\r\nHola\r\n", []string{"mensaje.txt"}, nil},
		"html only":       {head + "Content-Type: text/html\r\n\r\n<p>Hola", []string{"mensaje.html"}, nil},
		"nothing":         {head + "\r\n", []string{}, []string{"mail_empty"}},
		"body is a cfdi":  {head + "\r\n<cfdi:Comprobante xmlns:cfdi=\"http://www.sat.gob.mx/cfd/4\"/>", []string{"parte-1"}, nil},
		"single pdf":      {head + "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n", []string{"a.pdf"}, nil},
		"cut base64":      {head + "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xA\r\n", []string{"a.pdf"}, []string{"mail_base64"}},
		"altered base64":  {head + "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVB*ERi0=\r\n", []string{"a.pdf"}, []string{"mail_base64"}},
		"unknown coding":  {head + "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: x-uue\r\n\r\nabc\r\n", []string{"a.pdf"}, []string{"mail_encoding"}},
		"not closed":      {head + "Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF-1.4\r\n", []string{"a.pdf"}, []string{"mail_truncated"}},
		"wrong boundary":  {head + "Content-Type: multipart/mixed; boundary=q\r\n\r\n--z\r\n\r\nx\r\n", []string{}, []string{"mail_part", "mail_empty"}},
		"same file twice": {head + "Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\nx\r\n--q\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\nx\r\n--q--\r\n", []string{"a.pdf", "a.pdf"}, nil},
		"not a mail":      {"// nothing", []string{}, []string{"mail_not"}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			m, findings, err := container.OpenMail([]byte(tc.in), nil, container.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if m == nil {
				m = &container.Mail{}
			}
			if diff := cmp.Diff(tc.want, names(m.Children)); diff != "" {
				t.Error(diff)
			}
			var codes []string
			for _, f := range findings {
				codes = append(codes, f.Code)
			}
			if diff := cmp.Diff(tc.codes, codes); diff != "" {
				t.Error(diff, findings)
			}
		})
	}
}

func TestOpenMailLimits(t *testing.T) {
	many := strings.Repeat("--b1\r\n\r\nx\r\n", 50)
	if _, _, err := container.OpenMail([]byte(message+many), nil, container.Limits{Entries: 40}); !fault.Is(err, fault.TooLarge) {
		t.Errorf("parts: %v", err)
	}
	nested := message + strings.Repeat("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n", 120)
	if _, _, err := container.OpenMail([]byte(nested), nil, container.Limits{}); !fault.Is(err, fault.TooLarge) {
		t.Errorf("nesting: %v", err)
	}
	open := []byte(message)
	for i := range 11 {
		open = fmt.Appendf(open, "Content-Type: multipart/mixed; boundary=u%dx\r\n\r\n--u%dx\r\n", i, i)
	}
	if _, _, err := container.OpenMail(open, nil, container.Limits{}); !fault.Is(err, fault.TooLarge) {
		t.Errorf("unclosed: %v", err)
	}
	pieces := strings.Replace(message, "filename*1*=", strings.Repeat("filename*1*=x;\r\n ", 2000)+"filename*1*=", 1)
	if _, _, err := container.OpenMail([]byte(pieces), nil, container.Limits{}); !fault.Is(err, fault.TooLarge) {
		t.Errorf("pieces of a name: %v", err)
	}
	if _, _, err := container.OpenMail([]byte(message), nil, container.Limits{Total: 20}); !fault.Is(err, fault.TooLarge) {
		t.Errorf("total: %v", err)
	}
	if _, _, err := container.OpenMail([]byte(message), &container.Budget{Depth: container.MaxDepth}, container.Limits{}); !fault.Is(err, fault.TooLarge) {
		t.Errorf("depth: %v", err)
	}
	if _, _, err := container.OpenMail(make([]byte, container.MaxMail+1), nil, container.Limits{}); !fault.Is(err, fault.TooLarge) {
		t.Errorf("bytes: %v", err)
	}
}

func FuzzOpenMail(f *testing.F) {
	f.Add([]byte(message))
	if dir := os.Getenv("IMMEX_CORPUS"); dir != "" {
		files, _ := filepath.Glob(filepath.Join(dir, "mail", "[be]*", "*"))
		for _, file := range files {
			if b, err := os.ReadFile(file); err == nil {
				f.Add(b)
			}
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, findings, err := container.OpenMail(b, nil, container.Limits{Total: 1 << 20, Entries: 200})
		if err == nil && m == nil && !findings.Blocking() {
			t.Fatal("nothing read and nothing said")
		}
		if m == nil {
			return
		}
		for _, c := range m.Children {
			if c.Name == "" || strings.ContainsAny(c.Name, `/\`) {
				t.Fatalf("name %q", c.Name)
			}
		}
	})
}
