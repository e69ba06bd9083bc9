package expediente

import (
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// supplement stands between a period and the number of a supplementary
// package: 2021-03-S1.
const supplement = "-S"

// Superseded is the sealed package that a supplementary one comes after. It is
// not changed; whoever holds both can tell by the hash.
type Superseded struct {
	Package string        `json:"paquete"`
	SHA256  document.Hash `json:"sha256"`
	// Changed is what is not as it was then: hechos, documentos, hallazgos,
	// catalogo, estado, anual; of catalogo alone the tables that say otherwise too.
	Changed []string `json:"cambia"`
}

// Supplement names the n-th supplementary package of a period, the period
// itself for none.
func Supplement(period string, n int) string {
	if n == 0 {
		return period
	}
	return period + supplement + strconv.Itoa(n)
}

// checkSupplement holds the name of a supplementary package to what it says it
// supersedes.
func (in *Input) checkSupplement() error {
	base, _, is := strings.Cut(in.Period, supplement)
	s := in.Supersedes
	switch {
	case !in.closes() && s == nil: // older layouts name what they supersede in words at most
		return nil
	case is != (s != nil) || !in.closes():
		return fault.Newf(fault.Misconfigured, "package of "+in.RFC, "a supplementary package names the one it supersedes, and only that does: period %q", in.Period)
	case is && (len(s.SHA256) != sha || !strings.HasPrefix(s.Package, safe(in.RFC)+"-"+base)):
		return fault.Newf(fault.Misconfigured, "package of "+in.RFC, "%q is no package that %q can supersede", s.Package, in.Period)
	}
	return nil
}

// sha is how many digits a SHA-256 has.
const sha = 64
