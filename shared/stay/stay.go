// Package stay is the plazo de permanencia: how long goods imported
// temporarily may stay, from when it counts, and when it ends (LA art. 108,
// Decreto IMMEX art. 4, RLA art. 173; months by CFF art. 12). The periods are
// dated rows of the catalogue; this package weighs them.
//
// Example: inputs that passed selection on 2025-03-31 have 18 months: until
// 2026-10-01, since September has no day 31.
//
// A row nobody confirmed may bring a warning forward and never put one off:
// an OEA company is warned at the confirmed 18 months, and that 36 may hold is
// said beside. Where the data do not decide between two periods the shorter
// one is the due date, with the reason. The package does not know balances
// and judges nothing.
package stay

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// Input is what is known of one entry. Texts are "" and dates unknown when
// nobody said so.
type Input struct {
	Tipo            string // kind of entry, as the table of effects gives it
	Clave           string // Apéndice 2
	Identificadores []Identificador
	Fraccion        string
	Bien            string // of the plant's catalogue: consumible, empaque, etiqueta, contenedor, activo_fijo
	Proveedor       string // con_programa or sin_programa: what a person said of the other side of a V1

	Consolidado bool          // identifier PC or RC
	Remesa      document.Date // first result of the selection mechanism
	Seleccion   document.Date // last result of it
	Entrada     document.Date // entry; of a virtual operation, the transfer
	Cierre      document.Date // closing of the consolidado at the SAAI, where known
	Pago        document.Date

	Certificaciones []Certificacion
	Sensibles       []Sensible
	Manual          *Manual
}

// Identificador is an identifier of Apéndice 8 with its complements.
type Identificador struct {
	Clave        string
	Complementos []string
}

// Certificacion is a registration of the company (RGCE title 7) while it held.
type Certificacion struct {
	Modalidad string // IVA_IEPS or OEA
	From, To  document.Date
}

// Sensible is a period the company states for a fracción of Anexo II (Decreto
// IMMEX art. 5): no source confirms one, so each comes with who says so.
type Sensible struct {
	Fraccion string // leading digits
	Months   int
	From, To document.Date
	Source   string
}

// Manual is a due date a person recorded, as that of a granted extension.
type Manual struct {
	Due    document.Date
	Source string // who, and by which paper
}

// Stay is when goods are there, from when their stay counts and when it ends.
type Stay struct {
	AvailableFrom  document.Date
	AvailableBasis string // remesa, transferencia, extraccion, entrada, pago_aproximado, or "" unknown
	StayStart      document.Date
	StayBasis      string // transferencia, cierre_consolidado, seleccion, pago_aproximado, or "" unknown

	Due         document.Date // the last day, not extended; unknown for Life or without a rule
	DueExtended document.Date // the next business day (CFF art. 12): information
	// Earliest is from when to warn: Due, or earlier where the start is in doubt.
	Earliest document.Date
	Months   int
	Life     bool // of the programme: it does not end by itself

	Rule       string // the row of plazos.csv, "sensible", "manual", or "" when none holds
	Source     string
	Confidence string // C, C-old, 3P, OWN; typed for what a person stated

	Alternatives []Alternative // other periods that may hold
	Reasons      []document.Text
	Uncertain    bool // start or period is in doubt; Ended says what that leaves certain

	bounded bool          // the doubt has an end
	last    document.Date // after it the stay ended whatever holds; 0: it may never have
}

// Alternative is another period that may hold.
type Alternative struct {
	Rule, Source, Confidence string
	Months                   int
	Due                      document.Date // unknown: the life of the programme
}

// End is what a date says about a stay.
type End string

// The answers of Stay.Ended.
const (
	Running      End = "vigente"
	MayHaveEnded End = "posible_vencido" // a warning, never an error
	HasEnded     End = "vencido"         // under every rule and date that may hold
)

// Ended judges a day: within doubt, and between the last day and its
// extension, the stay may have ended.
func (s *Stay) Ended(on document.Date) End {
	switch {
	case !s.Earliest.Known() || on <= s.Earliest:
		return Running
	case s.bounded && on > s.last:
		return HasEnded
	}
	return MayHaveEnded
}

// Last is the day after which the stay ended under every rule and date that
// may hold; unknown when it may never have.
func (s *Stay) Last() document.Date {
	if !s.bounded {
		return 0
	}
	return s.last
}

// Of computes the stay of one entry.
func Of(in *Input, cat *catalog.Catalog) Stay {
	var s Stay
	s.AvailableFrom, s.AvailableBasis = available(in, cat)
	from := start(in)
	s.StayStart, s.StayBasis = from.date, from.basis
	s.reason(from.reason)
	s.Uncertain = !from.date.Known()
	s.period(in, cat, from)
	if in.Manual != nil {
		s.manual(in.Manual, cat)
	}
	return s
}

func (s *Stay) reason(t document.Text) {
	if t.ES != "" {
		s.Reasons = append(s.Reasons, t)
	}
}

// manual puts a recorded due date before every rule; what it displaces is
// said.
func (s *Stay) manual(m *Manual, cat *catalog.Catalog) {
	if !m.Due.Known() || m.Due < s.StayStart {
		s.Uncertain, s.bounded = true, false
		s.reason(document.Textf(
			"El vencimiento anotado (%s, %s) no cuenta: es anterior al inicio %s. Corríjalo.",
			"The recorded due date (%s, %s) does not count: it is before the start %s. Correct it.", m.Due, m.Source, s.StayStart))
		return
	}
	if s.Rule != "" {
		s.reason(document.Textf("Sin la anotación vencería el %s (%s).", "Without the record it would be due on %s (%s).", orLife(s.Due), s.Rule))
	}
	s.Due, s.DueExtended, s.Earliest = m.Due, cat.BusinessDay(m.Due), m.Due
	s.Months, s.Life, s.Rule, s.Source, s.Confidence = 0, false, Recorded, m.Source, typed
	s.Alternatives, s.Uncertain = nil, false
	s.bounded, s.last = true, s.DueExtended
	s.reason(document.Textf("Vencimiento anotado por una persona: %s (%s).", "Due date recorded by a person: %s (%s).", m.Due, m.Source))
	s.extension(cat)
}

const typed = "typed"

func orLife(d document.Date) string {
	if !d.Known() {
		return "∞"
	}
	return d.String()
}
