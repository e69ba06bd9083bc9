package rule

import (
	"errors"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// Lack is what exactly a rule did not have: a row of a table of dated law, or a
// paper by its number. Without Table and Key the rule knows no more than the kind
// of data.
type Lack struct {
	Data   Data
	Table  string        // "" of a paper
	Key    string        // of the row, or the number by which the declaration names the paper
	When   string        // the day, month or year of the row
	Reason document.Text // what the table says about it, where it says something
	What   document.Text // the whole sentence, where neither a row nor a paper is missing
}

// Known reports that it names a row or a paper, or says what a paper does not.
func (l *Lack) Known() bool { return l.Table != "" || l.Key != "" || l.What.ES != "" }

// Text says what is missing, for which date and what to deliver: "inpc: falta para
// 2026-10; entregue…", "COVE de la operación COVE26…: falta, o hay más de un
// documento con ese número y difieren".
func (l *Lack) Text() document.Text {
	if l.What.ES != "" {
		return l.What
	}
	if _, law := catalog.LawTableNamed(l.Table); l.Table != "" && !law {
		return l.ofPlant()
	}
	if l.Table != "" {
		return (&catalog.Missing{Table: l.Table, Key: l.Key, When: l.When, Reason: l.Reason}).Text()
	}
	t := l.Data.Title()
	if l.Key == "" {
		return t
	}
	return document.Text{
		ES: t.ES + " " + l.Key + ": falta, o hay más de un documento con ese número y difieren.",
		EN: t.EN + " " + l.Key + ": missing, or there is more than one paper of that number and they differ.",
	}
}

// ofPlant says which table of the plant to deliver: "lugares: falta para 2026-10-05;
// entregue la tabla (immex template lugares)".
func (l *Lack) ofPlant() document.Text {
	what, es, en := strings.TrimSpace(l.Table+" "+l.Key), "", ""
	if l.When != "" {
		es, en = " para "+l.When, " for "+l.When
	}
	return document.Text{
		ES: what + ": falta" + es + "; entregue la tabla (immex template " + l.Table + ").",
		EN: what + ": missing" + en + "; deliver the table (immex template " + l.Table + ").",
	}
}

// tabled is the table of the plant that gives what a rule lacks, for the day it
// judges; a rule that knows more has said so itself.
func (s *Sink) tabled(l Lack) Lack {
	tables := l.Data.Tables()
	if l.Known() || len(tables) == 0 || l.Data.OfLaw() {
		return l
	}
	const never = 9999 // the year of books that are judged without a day
	l.Table = tables[0]
	if s.on.Known() && s.on.Year() < never {
		l.When = s.on.String()
	}
	return l
}

// Unsaid remembers, in a sentence, what the papers at hand do not say.
func (s *Sink) Unsaid(d Data, es, en string, args ...any) {
	s.Lacks(Lack{Data: d, What: document.Textf(es, en, args...)})
}

// Lacks remembers the first thing of its kind that the rule that runs did not
// have, for the answer NoData.
func (s *Sink) Lacks(l Lack) {
	if s.lack.Data != l.Data {
		s.lack = l
	}
}

// LacksRow remembers a row of dated law that is missing; any other error is none.
func (s *Sink) LacksRow(d Data, err error) {
	if m, ok := errors.AsType[*catalog.Missing](err); ok {
		s.Lacks(Lack{Data: d, Table: m.Table, Key: m.Key, When: m.When, Reason: m.Reason})
	}
}

// LacksTariff remembers that the tariff does not say of a fracción, on the day of
// the declaration, what the rule asks; what is a column of its row, or a rate of
// another type, "" where there is no row.
func (c *Case) LacksTariff(fraccion, what string) {
	if c.lack.Data != DataTariff { // asked of every partida
		key := strings.TrimSpace(fraccion + " " + c.P.Operacion + " " + what)
		c.lack = Lack{Data: DataTariff, Table: "tasas_tigie", Key: key, When: c.On.String()}
	}
}

// NoRow answers that a row of dated law is missing, which the error tells.
func (s *Sink) NoRow(d Data, err error) Outcome {
	s.LacksRow(d, err)
	return s.NoData(d)
}

// NoPaper answers that a paper the declaration names by a number is not here.
func (s *Sink) NoPaper(d Data, number string) Outcome {
	s.Lacks(Lack{Data: d, Key: number})
	return s.NoData(d)
}
