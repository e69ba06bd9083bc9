package print

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// The shapes of printed values.
var (
	reAmount  = regexp.MustCompile(`^\$? ?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$`)
	reDate    = regexp.MustCompile(`^(\d{2})[/-](\d{2})[/-](\d{4})$`)
	reISODate = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	reISO     = regexp.MustCompile(`^[A-Z]{3}$`)
	reRFC     = regexp.MustCompile(`^[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}$`)
	rePatente = regexp.MustCompile(`^\d{4}$`)
	reCOVE    = regexp.MustCompile(`^COVE\d{2}[0-9A-Z]{7}$`)
	reOMA     = regexp.MustCompile(`^([A-Z0-9]{2,3}_\d|KGM|GRM|MTR|MTK|MTQ|LTR|MIL)$`)
)

// amount reads a printed number with or without thousands separators; any
// other shape is unknown and never guessed.
func amount(s string) (money.Amount, bool) {
	if !reAmount.MatchString(s) {
		return money.Amount{}, false
	}
	a, err := money.Parse(strings.ReplaceAll(strings.TrimLeft(s, "$ "), ",", ""))
	return a, err == nil && a.Known()
}

// date reads DD/MM/AAAA, DD-MM-AAAA or AAAA-MM-DD.
func date(s string) (document.Date, bool) {
	if m := reDate.FindStringSubmatch(s); m != nil {
		s = m[3] + "-" + m[2] + "-" + m[1]
	} else if !reISODate.MatchString(s) {
		return 0, false
	}
	d, err := document.ParseDate(s)
	return d, err == nil && d.Known()
}

// keyOf turns the wording of a key into the key; ok is false for one nobody
// listed.
func keyOf(f field, written string) (key string, ok bool) {
	sq := squeeze(written)
	for _, row := range keys(f) {
		if slices.Contains(row[1:], sq) {
			return row[0], true
		}
	}
	return "", false
}

// keys lists, per field, each key with the wordings that mean it.
func keys(f field) [][]string {
	switch f {
	case fOperacion:
		return [][]string{
			{"TOCE.IMP", "TOCEIMP", "IMPORTACION", "IMP"},
			{"TOCE.EXP", "TOCEEXP", "EXPORTACION", "EXP"},
		}
	case fRelacion:
		return [][]string{
			{"0", "0", "NO", "SINRELACIONDEFACTURAS", "SINRELACION"},
			{"1", "1", "SI", "CONRELACIONDEFACTURAS", "CONRELACION"},
		}
	case fFigura:
		return [][]string{
			{"1", "1", "AGENTEADUANAL"},
			{"4", "4", "EXPORTADOR"},
			{"5", "5", "IMPORTADOR"},
		}
	case fTipoID:
		return [][]string{
			{"0", "0", "TAXID"},
			{"1", "1", "RFC"},
			{"2", "2", "CURP"},
			{"3", "3", "SINTAXID"},
		}
	case fSubdivision:
		return [][]string{
			{"0", "0", "NO", "SINSUBDIVISION"},
			{"1", "1", "SI", "CONSUBDIVISION"},
		}
	case fCertificado:
		return [][]string{
			{"0", "0", "NO", "NOFUNGECOMOCERTIFICADODEORIGEN"},
			{"1", "1", "SI", "FUNGECOMOCERTIFICADODEORIGEN", "SIFUNGECOMOCERTIFICADODEORIGEN"},
		}
	default:
		return nil
	}
}

// blankMark reports words that stand for nothing.
func blankMark(ws []word) bool { return strings.Trim(joined(ws), "-—– ") == "" }

// whereOf is a place for a sentence.
func whereOf(p document.Place) string {
	switch {
	case p.Page == 0:
		return "documento"
	case p.Box == nil:
		return fmt.Sprintf("página %d", p.Page)
	}
	return fmt.Sprintf("página %d (%d,%d)", p.Page, p.Box.X0, p.Box.Y0)
}
