package rule

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
)

// Finding is what one rule found in one place.
type Finding struct {
	Rule     *Rule             `json:"-"`
	Code     string            `json:"code"`
	Severity document.Severity `json:"severity"`
	Key      string            `json:"key"`               // pedimento, lot, exit, material or series
	Partida  int               `json:"partida,omitempty"` // of the pedimento
	Field    string            `json:"campo,omitempty"`
	Other    string            `json:"otro,omitempty"` // the second document, when there is one
	On       document.Date     `json:"fecha"`
	Message  document.Text     `json:"message"`
}

// Fingerprint names the finding for ever: rule and place, never its figures,
// so that it stays the same finding while it is worked on.
func (f *Finding) Fingerprint(rfc string) string {
	return Digest(rfc, f.Code, f.Key, strconv.Itoa(f.Partida), f.Field, f.Other)
}

// Cause names what the finding says now: the same place with other figures has
// another cause, and what was resolved is open again.
func (f *Finding) Cause() string { return Digest(string(f.Severity), f.Message.ES) }

// Digest names something by its parts, in 16 letters and digits.
func Digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:10]))
}

// Where is where a rule found something: a partida (0 is the whole), a field
// by its name in the JSON contract, and the other document of a comparison.
type Where struct {
	Partida int
	Field   string
	Other   string
	Key     string        // instead of the case's own: a lot, a broker
	On      document.Date // instead of the case's own: the day of an exit
}

// Sink takes findings of the rule that runs.
type Sink struct {
	key     string
	on      document.Date
	rule    *Rule
	missing Data
	lack    Lack
	out     []Finding
	worst   Outcome
}

// Fail adds a finding of the rule's own severity and answers its outcome; es
// and en are formats of the same args. Only a failure builds text.
func (s *Sink) Fail(at Where, es, en string, args ...any) Outcome {
	return s.raise(s.rule.Severity, at, es, en, args)
}

// Warn adds a finding that is a warning at most, for what a rule sees and the
// law does not forbid.
func (s *Sink) Warn(at Where, es, en string, args ...any) Outcome {
	return s.raise(document.Warning, at, es, en, args)
}

// Note adds a notice.
func (s *Sink) Note(at Where, es, en string, args ...any) Outcome {
	return s.raise(document.Notice, at, es, en, args)
}

// NoData answers that a value the rule needs is not there.
func (s *Sink) NoData(d Data) Outcome {
	s.missing = d
	return Unreadable
}

// Judged is the outcome of a rule that has looked at everything: Pass, or the
// gravest of what it raised.
func (s *Sink) Judged() Outcome { return max(Pass, s.worst) }

// Findings are what all rules raised so far.
func (s *Sink) Findings() []Finding { return s.out }

func (s *Sink) raise(sev document.Severity, at Where, es, en string, args []any) Outcome {
	ceiling := s.rule.Ceiling()
	if grade(sev) > grade(ceiling) {
		sev = ceiling
	}
	msg := document.Textf(es, en, args...)
	if !s.rule.Confirmed() && sev != document.Notice {
		msg.ES += " (No confirmado.)"
		msg.EN += " (Not confirmed.)"
	}
	key, on := at.Key, at.On
	if key == "" {
		key = s.key
	}
	if !on.Known() {
		on = s.on
	}
	s.out = append(s.out, Finding{
		Rule: s.rule, Code: s.rule.Code, Severity: sev, Key: key, Partida: at.Partida, Field: at.Field, Other: at.Other, On: on, Message: msg,
	})
	o := grade(sev)
	s.worst = max(s.worst, o)
	return o
}

func grade(sev document.Severity) Outcome {
	switch sev {
	case document.Error:
		return Error
	case document.Warning:
		return Warning
	default:
		return Notice
	}
}

// Verdict is what one rule said of one case.
type Verdict struct {
	Rule    *Rule
	Outcome Outcome
	Missing Data // of Unreadable
	Lack    Lack // the same, as exactly as the rule knows it
}

// Judge asks one rule about one declaration. Findings gather in c.
func Judge(r *Rule, c *Case) Verdict {
	if !r.InForce(c.governing(r.Governs)) {
		return Verdict{Rule: r, Outcome: NotInForce}
	}
	return c.ask(r, c.On, func() Outcome { return r.Case(c) })
}

// JudgeBooks asks one rule about the books.
func JudgeBooks(r *Rule, b *Books) Verdict {
	if !r.InForce(b.AsOf) {
		return Verdict{Rule: r, Outcome: NotInForce}
	}
	return b.ask(r, b.AsOf, func() Outcome { return r.Books(b) })
}

// JudgeCFDI asks one rule about one electronic invoice.
func JudgeCFDI(r *Rule, c *CFDICase) Verdict {
	if !r.InForce(c.On) {
		return Verdict{Rule: r, Outcome: NotInForce}
	}
	return c.ask(r, c.On, func() Outcome { return r.CFDI(c) })
}

// Close asks what a series shows at the end.
func Close(r *Rule, series Series, on document.Date) (Verdict, []Finding) {
	s := Sink{key: "serie"}
	v := s.ask(r, on, func() Outcome { return series.Close(&s) })
	return v, s.out
}

func (s *Sink) ask(r *Rule, on document.Date, check func() Outcome) Verdict {
	s.rule, s.on, s.missing, s.lack, s.worst = r, on, "", Lack{}, 0
	o := max(check(), s.worst) // a rule that raised something did not pass
	v := Verdict{Rule: r, Outcome: o, Missing: s.missing}
	if o != Unreadable {
		return v
	}
	v.Lack.Data = s.missing
	if s.lack.Data == s.missing {
		v.Lack = s.lack
	}
	v.Lack = s.tabled(v.Lack)
	return v
}
