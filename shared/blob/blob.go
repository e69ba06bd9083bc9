// Package blob names the place of a blob, the same in a folder and in a
// bucket: programme, shelf, the first two digits of the SHA-256, the SHA-256.
//
// Example: AAA010101AA1/archive/2c/2cf24dba…. The package refuses every name
// that could lead elsewhere, and stores nothing itself.
package blob

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// maxProgramme is far above the 13 characters of an RFC and below what a
// folder name may have.
const maxProgramme = 64

// hashDigits is the length of a SHA-256 in hexadecimal.
const hashDigits = 64

// Path is where a blob lies, with slashes.
func Path(rfc string, shelf step.Shelf, h document.Hash) (string, error) {
	switch shelf {
	case step.ShelfArchive, step.ShelfQuarantine, step.ShelfPackages, step.ShelfWork:
	default:
		return "", fault.Newf(fault.Misconfigured, "find blob", "there is no shelf %q", shelf)
	}
	if rfc == "" || len(rfc) > maxProgramme || strings.Trim(rfc, ".") == "" || strings.ContainsFunc(rfc, forbidden) {
		return "", fault.Newf(fault.Misconfigured, "find blob", "%.80q is not a programme", rfc)
	}
	if len(h) != hashDigits || strings.Trim(string(h), "0123456789abcdef") != "" {
		return "", fault.Newf(fault.Misconfigured, "find blob", "%.80q is not a SHA-256", h)
	}
	return strings.Join([]string{rfc, string(shelf), string(h[:2]), string(h)}, "/"), nil
}

// forbidden characters separate, quote or do not print.
func forbidden(r rune) bool {
	return r <= ' ' || r == 0x7f || r == '\uFFFD' || strings.ContainsRune(`/\:*?"<>|`, r)
}
