package expediente

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
)

// The kinds of what a period may lack, as its key begins.
const (
	missingDataStage   = "datastage:"
	missingConsolidado = "consolidado:"
	missingQuarantined = "cuarentena:"
	missingStray       = "sin_programa:"
)

// Missing is one thing that a period lacks to be definitive. Its key is what a
// person accepts by in the table cierres.
type Missing struct {
	Key  string        `json:"clave"`
	Text document.Text `json:"texto"`
}

// Approval is who closed a period, or the policy that did. Doc is the document
// of the decision.
type Approval struct {
	Who      string        `json:"quien,omitempty"`
	Capacity string        `json:"cargo,omitempty"`
	On       document.Date `json:"fecha"`
	Reason   string        `json:"motivo,omitempty"`
	Doc      document.Hash `json:"documento,omitempty"`
	Accepted []string      `json:"acepta,omitempty"` // keys of what is missing
	Policy   document.Text `json:"politica"`         // in words, with or without a person
}

// Closing is how final a period is and why.
type Closing struct {
	State    State
	Missing  []Missing // by key
	Approval Approval
}

// Close says how final a cut is: definitive when the Data Stage of every month
// is in, every consolidado known to be open is closed and nothing is in
// quarantine, or when a named person accepted all that is missing. A draft
// stays one.
func Close(in *Input) (Closing, error) {
	c := Closing{Missing: in.missing()}
	decisions, err := decisionsOn(in)
	if err != nil {
		return c, err
	}
	slices.SortFunc(decisions, func(a, b Approval) int { // one that covers first, then the latest
		return cmp.Or(cmp.Compare(len(c.left(&a)), len(c.left(&b))), cmp.Compare(b.On, a.On), cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.Who, b.Who))
	})
	c.State = Provisional
	switch {
	case len(decisions) > 0 && len(c.left(&decisions[0])) == 0:
		c.State, c.Approval = Definitivo, decisions[0]
		c.Approval.Policy = document.Textf("Cerrado por decisión de la persona nombrada.", "Closed by decision of the person named.")
	case len(c.Missing) == 0:
		c.State, c.Approval.Policy = Definitivo, document.Textf(
			"Aprobación automática: el Data Stage de cada mes está, los consolidados conocidos están cerrados y ningún documento de los meses del periodo, de este programa o sin programa, está en cuarentena; lo que no deja leer su mes no se cuenta. Ninguna persona lo aprobó.",
			"Automatic approval: the Data Stage of every month is in, the known consolidados are closed and no document of the months of the period, of this programme or of none, is in quarantine; what does not tell its month does not count. No person approved it.")
	case len(decisions) > 0:
		left := strings.Join(c.left(&decisions[0]), ", ")
		c.Approval.Policy = document.Textf("Sin aprobar: la decisión de %[1]s (%[2]s, %[3]s) no acepta %[4]s.",
			"Not approved: the decision of %[1]s (%[2]s, %[3]s) does not accept %[4]s.", decisions[0].Who, decisions[0].Capacity, decisions[0].On, left)
	default:
		c.Approval.Policy = document.Textf("Sin aprobar: falta lo que se enumera y nadie decidió cerrarlo así.",
			"Not approved: what is listed is missing and nobody decided to close it so.")
	}
	if in.State == Borrador {
		c.State = Borrador
	}
	c.reviewed(in.Reviewed)
	return c, nil
}

// left are the keys of what is missing that a decision does not accept.
func (c *Closing) left(a *Approval) (out []string) {
	for _, m := range c.Missing {
		if !slices.Contains(a.Accepted, m.Key) {
			out = append(out, m.Key)
		}
	}
	return out
}

// missing lists what the documents of a cut and its open consolidados lack.
func (in *Input) missing() []Missing {
	out := []Missing{}
	delivered := map[string]bool{}
	for i := range in.Documents {
		d := &in.Documents[i]
		switch {
		case d.Status == document.Quarantined:
			out = append(out, Missing{missingQuarantined + Stray(d.SHA), document.Textf(
				"El documento %q del periodo está en cuarentena.", "Document %q of the period is quarantined.", d.Name)})
		case d.Kind == document.KindDataStage && (d.Status == document.Accepted || d.Status == document.Version):
			delivered[d.Period] = true
		}
	}
	for m := in.From; m.Known() && m <= in.To; m = m.MonthEnd().AddDays(1) {
		if month := m.String()[:7]; !delivered[month] {
			out = append(out, Missing{missingDataStage + month, document.Textf(
				"Falta el Data Stage de %s.", "The Data Stage of %s is missing.", month)})
		}
	}
	for _, number := range in.Open {
		out = append(out, Missing{missingConsolidado + number, document.Textf(
			"El pedimento consolidado %s cruzó y no se ha cerrado en los libros.", "Consolidated pedimento %s crossed and is not closed in the books.", number)})
	}
	for _, stray := range in.Strays { // another company's, perhaps: nothing of it is told
		out = append(out, Missing{missingStray + stray, document.Textf(
			"Un documento del periodo sin programa (SHA-256 %s…) está en cuarentena.", "A document of the period that names no programme (SHA-256 %s…) is quarantined.", stray)})
	}
	slices.SortFunc(out, func(a, b Missing) int { return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Text.ES, b.Text.ES)) })
	return slices.CompactFunc(out, func(a, b Missing) bool { return a.Key == b.Key })
}

// Stray is how a document of no programme is named: by the beginning of its hash.
func Stray(h document.Hash) string { return string(h[:min(strayDigits, len(h))]) }

const strayDigits = 16

// missingOf are those of a kind among what a manifest says is missing: what only
// the plan of a package knew.
func missingOf(missing []Missing, kind string) (out []string) {
	for _, m := range missing {
		if key, ok := strings.CutPrefix(m.Key, kind); ok {
			out = append(out, key)
		}
	}
	return out
}

// decisionsOn are the decisions about a period among the facts of a cut.
func decisionsOn(in *Input) ([]Approval, error) {
	var out []Approval
	period, _, _ := strings.Cut(in.Period, supplement)
	for i := range in.Facts {
		f := &in.Facts[i]
		if f.Kind != Plant || !bytes.Contains(f.Data, []byte(material.CierresTable)) {
			continue
		}
		file, doc, err := material.Decode(f.Data)
		if err != nil {
			return nil, factError(f, err)
		}
		if file.Table.Name == material.CierresTable {
			out = append(out, decided(file, doc, period)...)
		}
	}
	return out, nil
}

// decided puts the rows of one file about a period together: a row for each
// thing accepted.
func decided(file *material.File, doc document.Hash, period string) []Approval {
	var out []Approval
	at := map[string]int{}
	for i := range file.Rows {
		row := &file.Rows[i]
		get := func(column string) string { return file.Get(row, column).Text }
		if get("periodo") != period {
			continue
		}
		a := Approval{Who: get("quien"), Capacity: get("cargo"), On: file.Get(row, "fecha").Date, Reason: get("motivo"), Doc: doc}
		key := fmt.Sprintf("%s\x00%s\x00%s\x00%s", a.On, a.Who, a.Capacity, a.Reason)
		n, ok := at[key]
		if !ok {
			n = len(out)
			at[key], out = n, append(out, a)
		}
		if what := get("faltante"); what != "" && !slices.Contains(out[n].Accepted, what) {
			out[n].Accepted = append(out[n].Accepted, what)
		}
	}
	for i := range out {
		slices.Sort(out[i].Accepted)
	}
	return out
}

// tableOf names the table of a plant file.
func tableOf(f *FactLine) (string, error) {
	file, _, err := material.Decode(f.Data)
	if err != nil {
		return "", factError(f, err)
	}
	return file.Table.Name, nil
}
