package expediente

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/report"
)

// Outcome is what verification came to.
type Outcome string

// The outcomes. Only OK is valid.
const (
	OK             Outcome = "ok"
	Differs        Outcome = "differs"
	UnknownVersion Outcome = "unknown_version"
	NotAPackage    Outcome = "not_a_package"
)

// Difference is the first thing that is not as it should be.
type Difference struct {
	Path string `json:"path"`           // file inside the package
	Line int    `json:"line,omitempty"` // from 1; 0: the file as a whole
	// Column is the CSV column, where there is one.
	Column string        `json:"column,omitempty"`
	Have   string        `json:"have"` // what the package says
	Want   string        `json:"want"` // what its facts or hashes say
	Text   document.Text `json:"text"`
}

// Verdict is the answer to "is this package what it says it is". It says
// nothing of who signed it.
type Verdict struct {
	OK       bool          `json:"ok"`
	Kind     Outcome       `json:"kind"`
	First    *Difference   `json:"first,omitempty"` // nil when OK
	Manifest *Manifest     `json:"-"`               // nil when it could not be read
	Sum      document.Hash `json:"-"`               // of the manifest's bytes
	Files    int           `json:"files"`           // whose hash was compared
	Facts    int           `json:"facts"`           // replayed
	Books    int           `json:"books"`           // recomputed and equal
	// Replayed is how many files were computed again and are equal byte by
	// byte; the rest is covered by hash only.
	Replayed int  `json:"replayed"`
	Kit      *Kit `json:"kit,omitempty"` // of an audit kit alone
	// Seals are the packages of its months that a year tells of.
	Seals []report.SealedMonth `json:"-"`
	// Builds are the packages of earlier months that a month builds on.
	Builds []report.Earlier `json:"-"`

	repacked string // the first file that lies otherwise than it was packed, its bytes the same
	told     *told  // facts that were read before they were asked for; nil once they were
}

func (v *Verdict) fail(kind Outcome, d Difference) *Verdict {
	v.Kind, v.OK, v.First = kind, false, &d
	return v
}

// broken is a difference in one file as a whole.
func broken(path string, text document.Text) Difference { return Difference{Path: path, Text: text} }

// repacked is the verdict on a package whose every file holds, in a zip that is
// not the one that was sealed.
func repacked(path string) Difference {
	return broken("", document.Textf(
		"Cada archivo es el que dice el manifiesto, pero el zip no es el que se selló: se desempacó y se comprimió otra vez (%[1]s es el primero que quedó empacado de otro modo). La firma es del zip sellado: pida ése.",
		"Every file is the one the manifest says, but the zip is not the one that was sealed: it was unpacked and zipped again (%[1]s is the first that is packed otherwise). The signature is of the sealed zip: ask for that one.", path))
}

// mismatch is a difference between two values of a file as a whole.
func mismatch(path, have, want, es, en string) Difference {
	return Difference{
		Path: path, Have: have, Want: want,
		Text: document.Textf("%[1]s: "+es, "%[1]s: "+en, path, have, want),
	}
}
