package container_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/container"
	"example.com/immex/shared/document"
)

// opened is what a container of any kind gives.
func opened(t *testing.T, b []byte) ([]container.Child, document.Findings) {
	t.Helper()
	var children []container.Child
	var findings document.Findings
	var err error
	switch container.Classify(b) {
	case document.KindTNEF:
		children, findings, err = container.OpenTNEF(b, nil, container.Limits{})
	case document.KindZip:
		children, findings, err = container.OpenZip(b, nil, container.Limits{})
	default:
		var m *container.Mail
		if m, findings, err = container.OpenMail(b, nil, container.Limits{}); m != nil {
			children = m.Children
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return children, findings
}

// TestCorpusMail: every mail of the corpus gives these children, by name and
// by what they are, or is refused for this reason.
func TestCorpusMail(t *testing.T) {
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: the mails of the development corpus are not opened")
	}
	tests := map[string]struct{ children, codes []string }{
		"broker/01_rfc2231_rfc2047_names.eml": {[]string{
			"PEDIMENTO PAGADO número 26 24 9999 6000001 (importación).pdf: pdf", "Factura núm. 1.XML: cfdi", "DARWIN/NOVAL/m9999001.320: archivo_m",
		}, []string{"container_path"}},
		"broker/02_zip_nested.eml": {[]string{"EXPEDIENTE 6000001.zip.zip: zip"}, nil},
		"broker/05_raw8bit_related_unquoted_name.eml": {[]string{
			"logo.png: image", "parte-3: pdf", "pedimento 6000004 (copia).pdf: pdf",
		}, nil},
		"enmime/attachment-octet.raw":               {[]string{"ATTACHMENT.EXE: unknown"}, nil},
		"enmime/bad-final-boundary.raw":             {[]string{"foo_9E5D72.zip: text"}, []string{"mail_truncated"}},
		"enmime/chardet-success-iso-8859-1.raw":     {[]string{"mensaje.txt: text"}, nil},
		"enmime/erroneous.raw":                      {nil, []string{"mail_not"}},
		"enmime/malformed-base64-attach.raw":        {[]string{"some.doc: text"}, []string{"mail_base64"}},
		"enmime/mime-bad-8bit-filename.raw":         {[]string{"管理.doc: text"}, nil},
		"enmime/mime-duplicate-param.raw":           {[]string{"Invoice_302232133150612.pdf: pdf"}, nil},
		"enmime/missing-closing-param-quote.raw":    {nil, []string{"mail_empty"}},
		"enmime/multimixed-no-closing-boundary.raw": {[]string{"mensaje.html: text"}, []string{"mail_truncated"}},
		"enmime/nestedmulti.raw":                    {[]string{"attach.txt: text", "attach2.txt: text"}, nil},
		"enmime/unk-charset-part.raw":               {[]string{"foo_9E5D72.zip: text"}, nil},
		"tnef/attachments.tnef":                     {[]string{"zappa_av1.jpg: image", "bookmark.htm: xml"}, nil},
		"tnef/badchecksum.tnef":                     {[]string{"zappa_av1.jpg: image", "bookmark.htm: xml"}, []string{"tnef_signature"}},
		"tnef/long-filename.tnef":                   {[]string{"allproductsmar2000.dat: text"}, nil},
		"tnef/one-file.tnef":                        {[]string{"AUTHORS: text"}, nil},
		"tnef/rtf.tnef":                             {[]string{"mensaje.rtf: unknown"}, nil},
		"tnef/unicode-mapi-attr-name.tnef":          {[]string{"spaconsole2.cfg: xml", "image001.png: image", "image002.png: image", "image003.png: image"}, nil},
	}
	files, _ := filepath.Glob(filepath.Join(dir, "mail", "*", "*"))
	for _, file := range files {
		name, err := filepath.Rel(filepath.Join(dir, "mail"), file)
		if err != nil {
			t.Fatal(err)
		}
		want, known := tests[filepath.ToSlash(name)]
		if !known {
			t.Errorf("%s: nobody said what it holds", name)
			continue
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		children, findings := opened(t, b)
		var got, codes []string
		for i, c := range children {
			got = append(got, names(children)[i]+": "+string(container.Classify(c.Bytes)))
		}
		for _, f := range findings {
			codes = append(codes, f.Code)
		}
		if diff := cmp.Diff(want.children, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if diff := cmp.Diff(want.codes, codes); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestMailForms: the ways brokers' programs attach files.
func TestMailForms(t *testing.T) {
	const head = "From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\n"
	mixed := func(parts string) string {
		return head + "Content-Type: multipart/mixed; boundary=q\r\n\r\n" + parts + "--q--\r\n"
	}
	const pdf = "Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n"
	tests := map[string]struct {
		in   string
		want []string
	}{
		"eml as octet-stream": {mixed("--q\r\nContent-Type: application/octet-stream; name=\"RV.eml\"\r\n\r\n" + head + "Subject: x\r\n\r\nhola\r\n"), []string{"RV.eml: mail"}},
		"forwarded":           {mixed("--q\r\nContent-Type: message/rfc822\r\n\r\n" + mixed("--q2\r\n\r\nx\r\n")), []string{"parte-1: mail"}},
		"winmail.dat":         {mixed("--q\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n\r\n" + tnefOf(attached("a", "", "1")) + "\r\n"), []string{"winmail.dat: tnef"}},
		"pdf in related": {
			mixed("--q\r\nContent-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n<p>x\r\n--r\r\nContent-Type: application/pdf\r\nContent-ID: <1>\r\n" + pdf + "--r--\r\n"),
			[]string{"parte-2: pdf"},
		},
		"inline pdf": {mixed("--q\r\nContent-Type: application/pdf\r\nContent-Disposition: inline; filename=a.pdf\r\n" + pdf), []string{"a.pdf: pdf"}},
		"upper-case and a wrong type": {
			mixed("--q\r\nContent-Type: IMAGE/JPEG; NAME=\"A.PDF\"\r\n" + pdf), []string{"A.PDF: pdf"},
		},
		"blanks and comma unquoted": {mixed("--q\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=pedimento 1, copia.pdf\r\n" + pdf), []string{"pedimento 1, copia.pdf: pdf"}},
		"encoded word in two": {
			mixed("--q\r\nContent-Type: application/pdf; name=\"=?UTF-8?Q?factura_n=C3=BA?= =?UTF-8?Q?mero.pdf?=\"\r\n" + pdf), []string{"factura número.pdf: pdf"},
		},
		"raw 8-bit name": {mixed("--q\r\nContent-Type: application/pdf; name=\"n\xfamero.pdf\"\r\n" + pdf), []string{"número.pdf: pdf"}},
		"signed": {
			head + "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=q\r\n\r\n--q\r\nContent-Type: multipart/mixed; boundary=r\r\n\r\n--r\r\nContent-Type: application/pdf; name=a.pdf\r\n" + pdf +
				"--r--\r\n--q\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\nMIIB\r\n--q--\r\n",
			[]string{"a.pdf: pdf", "smime.p7s: unknown"},
		},
		"archive of another kind": {mixed("--q\r\nContent-Type: application/x-rar; name=a.rar\r\nContent-Transfer-Encoding: base64\r\n\r\nUmFyIRoHAA==\r\n"), []string{"a.rar: unknown"}},
	}
	for name, tc := range tests {
		children, findings := opened(t, []byte(tc.in))
		var got []string
		for i, c := range children {
			got = append(got, names(children)[i]+": "+string(container.Classify(c.Bytes)))
		}
		if diff := cmp.Diff(tc.want, got); diff != "" || findings.Blocking() {
			t.Errorf("%s: %s %+v", name, diff, findings)
		}
	}
	opaque := mixed("--q\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nMIIB\r\n")
	if children, findings := opened(t, []byte(opaque)); !findings.Blocking() || !findings.Has("mail_smime") || len(children) != 1 {
		t.Errorf("encrypted: %+v", findings)
	}
}
