package rule

import (
	"example.com/immex/shared/document"
)

// Authority is the text a rule rests on, and the package it lives in.
type Authority string

// The authorities, in reading order.
const (
	Aduanera Authority = "aduanera" // Ley Aduanera and its Reglamento, RGCE
	Anexo22  Authority = "anexo22"  // how a pedimento is filled in
	Anexo24  Authority = "anexo24"  // inventory control
	IMMEX    Authority = "immex"    // Decreto IMMEX and the rules of the SE
	CFF      Authority = "cff"      // fiscal code, LIVA, CFDI
	Ours     Authority = "ours"     // our own heuristics: notices only
)

// Governs is which day of a declaration says whether a rule is its law.
type Governs uint8

// The days that govern.
const (
	ByPayment   Governs = iota // that of payment, else of entry
	ByOperation                // of a rectification that of what it replaces (Rated)
	ByEntry                    // that of entry, else of the operation (Entered, LA 56)
)

// Outcome is what a rule answers about one case (style, habit 2).
type Outcome uint8

// The seven outcomes, from the least to the gravest.
const (
	NotApplicable Outcome = iota // the rule is about something else
	NotInForce                   // it is not the law of that date
	Unreadable                   // a value it needs is not there, or not legible: no data
	Pass
	Notice
	Warning
	Error
)

// Outcomes lists the outcomes in order.
func Outcomes() []Outcome {
	return []Outcome{NotApplicable, NotInForce, Unreadable, Pass, Notice, Warning, Error}
}

// String is the outcome as JSON and files call it.
func (o Outcome) String() string {
	names := [...]string{"not_applicable", "not_in_force", "no_data", "pass", "notice", "warning", "error"}
	if int(o) < len(names) {
		return names[o]
	}
	return "unknown"
}

// Title names the outcome for a reader.
func (o Outcome) Title() document.Text {
	switch o {
	case NotApplicable:
		return document.Text{ES: "no aplica", EN: "not applicable"}
	case NotInForce:
		return document.Text{ES: "no vigente", EN: "not in force"}
	case Unreadable:
		return document.Text{ES: "sin dato", EN: "no data"}
	case Pass:
		return document.Text{ES: "cumple", EN: "pass"}
	case Notice:
		return document.Text{ES: "aviso", EN: "notice"}
	case Warning:
		return document.Text{ES: "advertencia", EN: "warning"}
	case Error:
		return document.Text{ES: "error", EN: "error"}
	}
	return document.Text{ES: "desconocido", EN: "unknown"}
}

// Rule is one legal check. Exactly one of Case, Books, CFDI and Series is set.
type Rule struct {
	// Code is stable for ever: "<authority>_<what>", as immex_anexo1.
	Code  string
	Title document.Text
	// Citation is the clause, as a lawyer would write it, in the language of the law:
	// "LA 64; RGCE 1.5.1". Cited tells a reader.
	Citation string
	// Source is where we read it: a section of the dossier of regulation.
	Source    string
	Authority Authority
	// From and To bound the days of what it judges; zero is open. Which day of
	// a declaration that is Governs says.
	From, To document.Date
	Governs  Governs
	// Severity follows the verb of the law; Ceiling lowers it for what is not
	// confirmed.
	Severity   document.Severity
	Confidence string // C, C-old, 3P, OWN (dossier §0)
	// Action says what to do about a failure.
	Action document.Text
	// Example is one case that fails, in a sentence.
	Example document.Text
	// Needs names the data without which it answers "no data".
	Needs []Data
	// Rows are the keys it asks of the tables of law that give what it needs;
	// none: it may ask any.
	Rows []string
	// Twin is the code by which a reader's gate tells the same thing of a
	// document: where it did, the rule's own finding is not told beside it.
	Twin string
	// Checks are numbers of the thirty monthly and annual checks it does its
	// part of (dossier §14).
	Checks []int

	Case   func(*Case) Outcome
	Books  func(*Books) Outcome
	CFDI   func(*CFDICase) Outcome
	Series func() Series
}

// Series judges what shows only over many declarations: a broker that is
// always off, a part whose fracción changes.
type Series interface {
	// Add takes one declaration in force of the rule, in the order of payment
	// and number.
	Add(c *Case)
	// Close says what the whole series shows. Findings go to the sink that
	// is given; Unreadable when too little came in to say anything.
	Close(s *Sink) Outcome
}

// Cited is the clause for a reader: none asks for our own heuristics.
func (r *Rule) Cited() document.Text {
	if r.Authority == Ours {
		return document.Text{ES: "Criterio propio; ninguna norma lo exige", EN: "Our own criterion; no law asks for it"}
	}
	return document.Text{ES: r.Citation, EN: r.Citation}
}

// Confirmed reports whether the rule may be an error.
func (r *Rule) Confirmed() bool { return r.Confidence == "C" || r.Confidence == "C-old" }

// Ceiling is the gravest a finding of the rule may be.
func (r *Rule) Ceiling() document.Severity {
	switch {
	case r.Authority == Ours:
		return document.Notice
	case !r.Confirmed() && r.Severity == document.Error:
		return document.Warning
	}
	return r.Severity
}

// InForce reports whether the rule judges documents of a date. An unknown date
// is judged by rules that are in force and have no end.
func (r *Rule) InForce(on document.Date) bool {
	if !on.Known() {
		return r.To == 0
	}
	return on >= r.From && (r.To == 0 || on <= r.To)
}

// Asks is the kind of case the rule judges: "declaration", "books" or "series".
func (r *Rule) Asks() string {
	switch {
	case r.Books != nil:
		return "books"
	case r.Series != nil:
		return "series"
	}
	return "declaration"
}
