package mails

import (
	"fmt"
	"strings"
)

// bombs are small mails that cost much to whoever has no limits.
func bombs() []Mail {
	return []Mail{
		of("50,000 parts", head+multi("mixed", "q", strings.Repeat(crlf+"x"+crlf+"--q"+crlf, 50_000)+crlf+"x"+crlf), nil, []string{"too_large"}),
		of("3,000 levels", head+levels(3_000), nil, []string{"too_large"}),
		of("3,000 levels of one boundary", head+strings.Repeat("Content-Type: multipart/mixed; boundary=q"+crlf+crlf+"--q"+crlf, 3_000)+pdf("a.pdf"), nil, []string{"too_large"}),
		of("3,000 mails deep", strings.Repeat(head+"Content-Type: message/rfc822"+crlf+crlf, 3_000)+mixed(pdf("a.pdf")), []string{"parte-1=420129 bytes"}, nil),
		of("header of 1 MB", "X-A: "+strings.Repeat("x", 1<<20)+crlf+mixed(pdf("a.pdf")), nil, []string{"mail_not"}),
		of("50,000 headers", strings.Repeat("X-A: b"+crlf, 50_000)+mixed(pdf("a.pdf")), nil, []string{"mail_not"}),
		of("name in 5,000 pieces", named(pieces(5_000)), nil, []string{"too_large"}),
		of("20 multiparts without an end", head+unclosed(20), nil, []string{"too_large"}),
		of("subject of 100,000 encoded words", "Subject: "+strings.Repeat("=?utf-8?q?x?= ", 100_000)+crlf+mixed(pdf("a.pdf")), nil, []string{"mail_not"}),
	}
}

// levels is multiparts inside each other, each closed.
func levels(n int) string {
	var open, shut strings.Builder
	for i := range n {
		fmt.Fprintf(&open, "Content-Type: multipart/mixed; boundary=b%d_\r\n\r\n--b%d_\r\n", i, i)
	}
	for i := range n {
		fmt.Fprintf(&shut, "--b%d_--\r\n", n-1-i)
	}
	return open.String() + pdf("a.pdf") + shut.String()
}

func unclosed(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=u%d_\r\n\r\n--u%d_\r\n", i, i)
	}
	return b.String() + pdf("a.pdf")
}

func pieces(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "filename*%d=x;\r\n ", i)
	}
	return b.String() + "y=z"
}
