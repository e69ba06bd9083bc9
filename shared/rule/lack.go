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
}

// Known reports that it names a row or a paper.
func (l *Lack) Known() bool { return l.Table != "" || l.Key != "" }

// Text says what is missing, for which date and what to deliver: "inpc: falta para
// 2026-10; entregue…", "COVE de la operación COVE26…: falta, o hay más de un
// documento con ese número y difieren".
func (l *Lack) Text() document.Text {
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
