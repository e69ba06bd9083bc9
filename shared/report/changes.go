package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"example.com/immex/shared/document"
)

// Earlier is a month before the period as its sealed package tells it.
type Earlier struct {
	Period  string        `json:"periodo"` // YYYY-MM
	Package string        `json:"paquete"`
	SHA256  document.Hash `json:"sha256"` // of its zip
	Told    []Told        `json:"hallazgos"`
}

// Told is a finding as a package tells it; ID is the same whenever it is told
// again. Of the months before the last one only severity and ID are kept.
type Told struct {
	Severity document.Severity `json:"gravedad"`
	ID       string            `json:"id"`
	Code     string            `json:"codigo,omitempty"`
	About    string            `json:"pedimento,omitempty"`
	Document string            `json:"documento,omitempty"`
	Where    string            `json:"donde,omitempty"`
	Standing bool              `json:"al_cierre,omitempty"` // see Found
}

// TellFound is a finding of today as a package tells it.
func TellFound(f *Found) Told {
	t := Tell(f.Severity, f.Code, f.Pedimento, string(f.Document), f.Where)
	t.Standing = f.Standing
	return t
}

// Tell is a finding by the cells of a report. What a spreadsheet would run
// stands in a CSV with an apostrophe before it, and is told so here too.
func Tell(severity document.Severity, code, about, doc, where string) Told {
	t := Told{Severity: severity, Code: inert(code), About: inert(about), Document: inert(doc), Where: inert(where)}
	sum := sha256.Sum256([]byte(t.Code + "\x00" + t.About + "\x00" + t.Document + "\x00" + t.Where))
	t.ID = hex.EncodeToString(sum[:8])
	return t
}

// Brief is what is kept of a finding of an older month.
func (t Told) Brief() Told { return Told{Severity: t.Severity, ID: t.ID} }

// What became of a finding since the month before.
const (
	changeNew    = "nuevo"        // no package before tells it
	changeStays  = "sigue"        // the month before tells it too
	changeBack   = "volvio"       // an older month tells it, the one before does not
	changeGone   = "ya_no"        // the month before tells it of what stands at a close
	changeBefore = "de_otro_mes"  // of papers or movements of the month before: asked only there
	changeNone   = "sin_comparar" // the month before was not sealed
)

// Repeats reports a change of a finding that the month itself tells, and not only
// the one before.
func Repeats(change string) bool { return change != changeGone && change != changeBefore }

// cambiado is a finding with what became of it.
type cambiado struct {
	Told
	change string
}

// changes compares the findings of the period with those of the month before.
// That a finding of a paper or a movement of another month is not told says
// nothing: only what is asked at every close can be gone.
func (s *Set) changes(earlier []Earlier) []cambiado {
	_, prior := s.monthBefore(earlier)
	last, older, now := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range earlier {
		ids := older
		if prior == &earlier[i] {
			ids = last
		}
		for _, t := range earlier[i].Told {
			ids[t.ID] = true
		}
	}
	var out []cambiado
	for i := range s.found {
		t := TellFound(&s.found[i])
		now[t.ID] = true
		c := cambiado{t, changeNew}
		switch {
		case prior == nil:
			c.change = changeNone
		case last[t.ID]:
			c.change = changeStays
		case older[t.ID]:
			c.change = changeBack
		}
		out = append(out, c)
	}
	if prior != nil {
		for _, t := range prior.Told {
			switch {
			case now[t.ID]:
			case t.Standing:
				out = append(out, cambiado{t, changeGone})
			default:
				out = append(out, cambiado{t, changeBefore})
			}
		}
	}
	rank := []string{changeNew, changeBack, changeGone, changeStays, changeBefore, changeNone}
	slices.SortStableFunc(out, func(a, b cambiado) int {
		return cmp.Or(cmp.Compare(slices.Index(rank, a.change), slices.Index(rank, b.change)),
			cmp.Compare(slices.Index(severities(), a.Severity), slices.Index(severities(), b.Severity)),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.About, b.About), cmp.Compare(a.Document, b.Document), cmp.Compare(a.Where, b.Where))
	})
	return out
}

// monthBefore is the month before the period, and its package, nil when it was
// not sealed.
func (s *Set) monthBefore(earlier []Earlier) (string, *Earlier) {
	month := s.Head.From.AddDays(-1).String()[:len("2006-01")]
	for i := range earlier {
		if earlier[i].Period == month {
			return month, &earlier[i]
		}
	}
	return month, nil
}

// changesTable is every finding with what became of it.
func (s *Set) changesTable(more *More) (Table, error) {
	s.month.changes = s.changes(more.Earlier)
	month, prior := s.monthBefore(more.Earlier)
	pack := ""
	if prior != nil {
		pack = prior.Package
	}
	return tabulate("hallazgos_cambios", document.Text{
		ES: "Hallazgos: qué cambió desde el mes anterior", EN: "Findings: what changed since the month before",
	}, s.Head, []field[cambiado]{
		{"cambio", "Cambio", "Change", Text, func(c *cambiado) string { return c.change }},
		{"gravedad", "Gravedad", "Severity", Text, func(c *cambiado) string { return string(c.Severity) }},
		{"codigo", "Código", "Code", Text, func(c *cambiado) string { return c.Code }},
		{"pedimento", "Pedimento", "Pedimento", Text, func(c *cambiado) string { return c.About }},
		{"documento", "Documento", "Document", Text, func(c *cambiado) string { return c.Document }},
		{"donde", "Dónde", "Where", Text, func(c *cambiado) string { return c.Where }},
		{"alcance", "Alcance", "Reach", Text, func(c *cambiado) string { return reach(c.Standing) }},
		{"id", "Identidad del hallazgo", "Identity of the finding", Text, func(c *cambiado) string { return c.ID }},
		{"mes_anterior", "Mes anterior", "Month before", Text, func(*cambiado) string { return month }},
		{"paquete_anterior", "Paquete anterior", "Package before", Text, func(*cambiado) string { return pack }},
	}, s.month.changes), nil
}

// The reach of a finding.
const (
	ReachClose = "cierre" // of what stands at a close: asked in every month
	ReachMonth = "mes"    // of papers and movements of its month
)

func reach(standing bool) string {
	if standing {
		return ReachClose
	}
	return ReachMonth
}

// tendencia is a month of the trend; told is nil for one that was not sealed.
type tendencia struct {
	period, pack string
	sha          document.Hash
	told         map[document.Severity]int
}

func (t *tendencia) total() (n int) {
	for _, x := range t.told {
		n += x
	}
	return n
}

// trendTable is the findings by severity, the last twelve months: those of the
// months before as they were sealed. A month nobody sealed is blank, not zero.
func (s *Set) trendTable(more *More) (Table, error) {
	months := make([]tendencia, flowMonths)
	for m := range months {
		t := &months[m]
		t.period = flowMonth(s.Head.To, m)
		for i := range more.Earlier {
			if x := &more.Earlier[i]; x.Period == t.period {
				t.pack, t.sha, t.told = x.Package, x.SHA256, map[document.Severity]int{}
				for _, f := range x.Told {
					t.told[f.Severity]++
				}
			}
		}
	}
	last := &months[flowMonths-1]
	last.pack, last.sha, last.told = "", "", map[document.Severity]int{}
	for i := range s.found {
		last.told[s.found[i].Severity]++
	}
	s.month.trend = months
	fields := []field[tendencia]{
		{"mes", "Mes", "Month", Text, func(t *tendencia) string { return t.period }},
		{"paquete", "Paquete sellado", "Sealed package", Text, func(t *tendencia) string { return t.pack }},
		{"sha256", "SHA-256 del paquete", "SHA-256 of the package", Text, func(t *tendencia) string { return string(t.sha) }},
	}
	count := func(t *tendencia, n int) string {
		if t.told == nil {
			return ""
		}
		return strconv.Itoa(n)
	}
	for i, key := range []string{"errores", "ilegibles", "advertencias", "avisos"} {
		sev := severities()[i]
		name := sev.Name()
		fields = append(fields, field[tendencia]{key, name.ES, name.EN, Integer, func(t *tendencia) string { return count(t, t.told[sev]) }})
	}
	fields = append(fields, field[tendencia]{"total", "Total", "Total", Integer, func(t *tendencia) string { return count(t, t.total()) }})
	return tabulate("hallazgos_tendencia", document.Text{
		ES: "Hallazgos por mes y gravedad", EN: "Findings by month and severity",
	}, s.Head, fields, months), nil
}
