package dynamo

import (
	"fmt"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// separator joins the parts of a key. It sorts before every character a part
// may have, so that keys sort as their parts do.
const separator = "#"

// registry is the partition that lists the programmes, the only one that does
// not start with one.
const registry = "programmes"

// only is the sort key of a partition with one item.
const only = "-"

func journalPK(rfc string) string                 { return rfc + "#journal" }
func movementsPK(rfc, material string) string     { return rfc + "#moves#" + material }
func logPK(rfc, material string) string           { return rfc + "#log#" + material }
func segmentPK(rfc, material string) string       { return rfc + "#segment#" + material }
func bookPK(rfc, material string) string          { return rfc + "#book#" + material }
func suffixPK(rfc, suffix string) string          { return rfc + "#suffix#" + suffix }
func shaPK(rfc string, h document.Hash) string    { return rfc + "#sha#" + string(h) }
func blobPK(rfc string, h document.Hash) string   { return rfc + "#blob#" + string(h) }
func factSK(group string, h document.Hash) string { return group + separator + string(h) }

// keyPK hashes the business key: an invoice number may hold any character and
// be of any length.
func keyPK(rfc, key string) string { return rfc + "#key#" + string(document.HashOf([]byte(key))) }

// seqKey sorts as the number does.
func seqKey(n int64) string { return fmt.Sprintf("%019d", n) }

// usable refuses what would break the order or the bounds of a key.
func usable(op string, parts ...string) error {
	for _, p := range parts {
		if p == "" || len(p) > maxPart || strings.ContainsFunc(p, func(r rune) bool { return r <= '#' || r == '\uFFFD' }) {
			return fault.Newf(fault.Misconfigured, op, "%.80q cannot be part of a key: it must have 1 to %d characters, none of them a space, %q or %q", p, maxPart, "!", "#")
		}
	}
	return nil
}

// maxPart keeps two parts and a hash below the 1,024 bytes of a sort key.
const maxPart = 256

// usableCommit checks every name a commit brings.
func usableCommit(c *step.Commit) error {
	names := []string{c.RFC}
	for i := range c.Facts {
		names = append(names, c.Facts[i].Key, c.Facts[i].Group, string(c.Facts[i].Hash))
	}
	for _, r := range c.Regroups {
		names = append(names, r.From, r.To)
	}
	for i := range c.Movements {
		names = append(names, c.Movements[i].ID, c.Movements[i].Group)
	}
	for i := range c.Findings {
		names = append(names, c.Findings[i].Group)
	}
	return usable("commit", names...)
}
