package document

import "unicode/utf8"

// AppendQuoted adds a text as encoding/json writes it: facts, books and reports of
// a large month have millions of descriptions with an ampersand or an accent.
func AppendQuoted(to []byte, s string) []byte {
	to = append(to, '"')
	from := 0 // what is not written yet
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if i++; c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
				to = appendEscaped(append(to, s[from:i-1]...), c)
				from = i
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if text := unwritten(r, n); text != "" {
			to = append(append(to, s[from:i]...), text...)
			from = i + n
		}
		i += n
	}
	return append(append(to, s[from:]...), '"')
}

// unwritten is what stands for a letter beyond ASCII that is not written as it is:
// bytes that are none, and two ends of lines that JavaScript does not take.
func unwritten(r rune, size int) string {
	switch {
	case r == utf8.RuneError && size == 1:
		return `\ufffd`
	case r == '\u2028':
		return `\u2028`
	case r == '\u2029':
		return `\u2029`
	}
	return ""
}

func appendEscaped(to []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(to, '\\', c)
	case '\b':
		return append(to, `\b`...)
	case '\f':
		return append(to, `\f`...)
	case '\n':
		return append(to, `\n`...)
	case '\r':
		return append(to, `\r`...)
	case '\t':
		return append(to, `\t`...)
	}
	const digits = "0123456789abcdef"
	return append(append(to, `\u00`...), digits[c>>4], digits[c&0xf])
}
