package mail

import (
	"bytes"
	"slices"
	"strings"
)

// maxHead is how much of a message is looked at for headers.
const maxHead = 1 << 20

// head is the headers of a message, in order, unfolded. It is lenient: whatever
// could be a header is one, so that none of those that forbid an answer is
// missed.
type head []field

type field struct{ name, value string }

// headOf reads the headers; ok is false when they have no end within maxHead.
func headOf(b []byte) (h head, ok bool) {
	b = fromHead(b)
	if len(b) > maxHead {
		b = b[:maxHead]
	} else {
		ok = true
	}
	for line := range bytes.Lines(b) {
		text := strings.TrimRight(string(line), "\r\n")
		if strings.TrimSpace(text) == "" {
			return h, true
		}
		if text[0] == ' ' || text[0] == '\t' {
			if n := len(h); n > 0 {
				h[n-1].value += " " + strings.TrimSpace(text)
			}
			continue
		}
		if name, value, found := strings.Cut(text, ":"); found {
			h = append(h, field{strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)})
		}
	}
	return h, ok
}

// fromHead is a message from its first header on.
func fromHead(b []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF")), "\r\n")
}

// get is the first header of a name.
func (h head) get(name string) string {
	for _, f := range h {
		if f.name == name {
			return f.value
		}
	}
	return ""
}

// count is how many headers have a name.
func (h head) count(name string) (n int) {
	for _, f := range h {
		if f.name == name {
			n++
		}
	}
	return n
}

// Silence is why a message gets no answer, for a log or a test; "" when it may
// get one. own are our addresses and domains.
func Silence(m *Message, own []string) string {
	h, ok := headOf(m.Bytes)
	switch {
	case !ok:
		return "headers without an end"
	case m.Sender == "":
		return "no sender"
	case m.Bounce:
		return "no return path"
	case robot(m.Sender):
		return "an address nobody reads"
	case ours(m.Sender, own) || ofProgramme(m):
		return "our own address"
	}
	for _, f := range h {
		if automatic(f) {
			return "header " + f.name
		}
	}
	return ""
}

// automatic reports a header that only a program or a list writes (RFC 3834).
func automatic(f field) bool {
	word, _, _ := strings.Cut(strings.ToLower(f.value), ";")
	word = strings.TrimSpace(word)
	switch f.name {
	case "auto-submitted":
		return word != "no"
	case "precedence":
		return slices.Contains([]string{"bulk", "list", "junk", "auto_reply"}, word)
	case "return-path":
		return NoReturn(word)
	case "x-auto-response-suppress":
		return word != "none"
	case "content-type":
		return word == "multipart/report" || word == "message/delivery-status"
	case "mailing-list", "x-autoreply", "x-autorespond", "x-failed-recipients", "x-loop":
		return true
	}
	return strings.HasPrefix(f.name, "list-")
}

// robot reports an address that answers by itself or not at all.
func robot(address string) bool {
	local, _, _ := strings.Cut(strings.ToLower(address), "@")
	local = strings.NewReplacer("-", "", "_", "", ".", "").Replace(local)
	return slices.Contains([]string{"mailerdaemon", "postmaster", "noreply", "donotreply", "noresponder", "nobody"}, local) ||
		strings.HasPrefix(local, "bounce")
}

// ofProgramme reports a sender that has the door's address of the programme,
// whatever its domain: on one machine the door has none.
func ofProgramme(m *Message) bool {
	local, _, _ := strings.Cut(m.Sender, "@")
	return m.RFC != "" && strings.EqualFold(local, m.RFC)
}

// ours reports an address that is one of ours or of one of our domains.
func ours(address string, own []string) bool {
	_, domain, _ := strings.Cut(address, "@")
	return slices.ContainsFunc(own, func(o string) bool {
		return o != "" && (strings.EqualFold(o, address) || strings.EqualFold(o, domain))
	})
}
