package print

import (
	"fmt"
	"regexp"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// The shapes of printed values.
var (
	reAmount  = regexp.MustCompile(`^\$?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$`)
	reDate    = regexp.MustCompile(`^(\d{2})[/-](\d{2})[/-](\d{4})$`)
	reRFC     = regexp.MustCompile(`^[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}$`)
	reCURP    = regexp.MustCompile(`^[A-Z]{4}\d{6}[A-Z]{6}[A-Z0-9]\d$`)
	reClave   = regexp.MustCompile(`^[A-Z][A-Z0-9]$`)
	reThree   = regexp.MustCompile(`^[A-Z]{3}$`)
	reOper    = regexp.MustCompile(`^(IMP|EXP|TRA)`)
	reDigit   = regexp.MustCompile(`^\d$`)
	reTwo     = regexp.MustCompile(`^\d{1,2}$`)
	reForma   = regexp.MustCompile(`^([02-9]|1\d|2[0-9])$`)
	reNICO    = regexp.MustCompile(`^\d{2}$`)
	reThreeD  = regexp.MustCompile(`^\d{3}$`)
	reDigits  = regexp.MustCompile(`^\d+$`)
	reFracc   = regexp.MustCompile(`^(\d{8}|\d{4}\.\d{2}\.\d{2})$`)
	reRate    = regexp.MustCompile(`^(\d+(\.\d+)?%?|(?i)ex\.?|(?i)exenta?)$`)
	reConcept = regexp.MustCompile(`^[A-Z0-9./]+$`)
	reAcuse   = regexp.MustCompile(`^[A-Z0-9]{8}$`)
	reCOVE    = regexp.MustCompile(`^(COVE|ADEN)\d{2}[0-9A-Z]{7}$`)
	reEDoc    = regexp.MustCompile(`^[0-9A-Z]{13}$`)
	reKey     = regexp.MustCompile(`^[A-Z][A-Z0-9]$`)
	rePatente = regexp.MustCompile(`^\d{4}$`)
	reSeven   = regexp.MustCompile(`^\d{7}$`)
	reIncoter = regexp.MustCompile(`^(EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAF|DES|DEQ|DDU|DDP|DAP|DAT|DPU)$`)
)

// amount reads a printed number with or without thousands separators. Any
// other shape ("1.234,56", "12-") is unknown and never guessed.
func amount(s string) (money.Amount, bool) {
	if !reAmount.MatchString(s) {
		return money.Amount{}, false
	}
	a, err := money.Parse(strings.ReplaceAll(strings.TrimPrefix(s, "$"), ",", ""))
	return a, err == nil && a.Known()
}

// date reads DD/MM/AAAA or DD-MM-AAAA.
func date(s string) (document.Date, bool) {
	m := reDate.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	d, err := document.ParseDate(m[3] + "-" + m[2] + "-" + m[1])
	return d, err == nil && d.Known()
}

// mark is a value as written with its words.
type mark struct {
	s  string
	at []word
}

// use notes that words were taken as a value or as a heading.
func (r *reader) use(ws ...word) {
	for _, w := range ws {
		if w.n > 0 && w.n < len(r.used) {
			r.used[w.n] = true
		}
	}
}

// evidence is where words stand; taking it uses them.
func (r *reader) evidence(ws ...word) document.Evidence {
	r.use(ws...)
	level := document.Read
	if r.p.Source == document.SourceOCR {
		level = document.OCR
	}
	return document.Evidence{Source: r.p.Source, Level: level, At: placeOf(ws...), Written: joined(ws, " ")}
}

// note marks a header field and keeps its place for the gate.
func (r *reader) note(field string, ws ...word) {
	r.p.Mark(field, r.evidence(ws...))
	if r.totals == nil {
		r.totals = map[string]mark{}
	}
	r.totals[field] = mark{joined(ws, " "), ws}
}

// where is a place for a sentence.
func where(p document.Place) string {
	if p.Page == 0 {
		return "documento"
	}
	if p.Box == nil {
		return fmt.Sprintf("página %d", p.Page)
	}
	return fmt.Sprintf("página %d (%d,%d)", p.Page, p.Box.X0, p.Box.Y0)
}

// unread reports a label that should be there and whose value could not be read.
func (r *reader) unread(code, what string, at document.Place) {
	r.p.Findings.Add(code, document.Unreadable, where(at), document.Text{
		ES: "no se pudo leer " + what + " en la impresión; pida el archivo M, el XML de VUCEM o el PDF original del sistema del agente",
		EN: inEnglish(what) + " could not be read in the print; ask for the archivo M, the VUCEM XML or the original PDF of the broker's system",
	})
}
