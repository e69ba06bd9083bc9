package step

import (
	"fmt"
	"regexp"
	"strconv"

	"example.com/immex/shared/cove"
	"example.com/immex/shared/cove/doda"
	"example.com/immex/shared/cove/print"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pdftext"
)

// cove reads a COVE or a DODA, or an answer about one: one paper for the file,
// and one for each COVE when there are several.
func (r *Reader) cove(p *Paper) []*Paper {
	if p.Record.Kind == document.KindDODA {
		r.doda(p)
		return []*Paper{p}
	}
	f := cove.Read(p.Bytes)
	p.Record.Findings, p.Record.Status, p.Record.Source = f.All(), f.Status(), document.SourceVUCEM
	if len(f.Coves) == 1 && len(f.Replies) == 0 { // one COVE, one file: the file is the document
		r.oneCOVE(p, f.Coves[0])
		return []*Paper{p}
	}
	if r.Keep {
		p.Content = f
		if len(f.Replies) == 1 && len(f.Coves) == 0 {
			p.Content = f.Replies[0]
		}
	}
	if len(f.Coves) == 0 {
		for _, x := range f.Replies {
			p.Record.Period = month(x.Fecha)
		}
		return []*Paper{p}
	}
	out := []*Paper{p}
	p.Record.Findings, p.Record.Status = f.Findings, document.Accepted
	if f.Findings.Blocking() {
		p.Record.Status = document.Quarantined
	}
	for _, x := range f.Replies {
		p.Record.Findings = append(p.Record.Findings, x.Findings...)
	}
	for i, c := range f.Coves {
		name := c.Key()
		if name == "" {
			name = strconv.Itoa(i + 1)
		}
		child := &Paper{Record: Record{
			RFC: p.Record.RFC, Name: p.Record.Name + "#" + name, Parent: p.Record.SHA, Kind: document.KindCOVE,
			Source: document.SourceVUCEM, Status: document.Accepted, Findings: c.Findings,
			SHA: document.HashOf(fmt.Appendf(nil, "%s\n%s", p.Record.SHA, c.At.Part)),
		}}
		child.Record.Key = "sha256:" + string(child.Record.SHA)
		if c.Findings.Blocking() || f.Findings.Blocking() {
			child.Record.Status = document.Quarantined
		}
		r.oneCOVE(child, c)
		out = append(out, child)
	}
	p.adopt(out[1:])
	return out
}

// oneCOVE says on a paper what one COVE says of itself.
func (r *Reader) oneCOVE(p *Paper, c *cove.Cove) {
	if c.Key() != "" {
		p.Record.Key = c.Key()
	}
	p.Record.Period = month(c.Fecha)
	p.RFCs = c.RFCs()
	r.tell(p, func() document.Text { return saidOfCOVE(c) })
	if p.Record.Source == document.SourceVUCEM && p.Record.Status == document.Accepted {
		p.Evidence = ledger.EvidenceOfCOVE(c, p.Record.SHA)
	}
	if r.Keep {
		p.Content = c
	}
}

// ticketShape is what a key may be made of.
var ticketShape = regexp.MustCompile(`^[0-9A-Za-z-]{1,40}$`)

func (r *Reader) doda(p *Paper) {
	m, findings, status := doda.Read(p.Bytes)
	p.Record.Findings, p.Record.Status = findings, status
	if m == nil {
		return
	}
	p.Record.Period = month(m.Fecha)
	if ticketShape.MatchString(m.Ticket) {
		p.Record.Key = "DODA+" + m.Ticket
	}
	r.tell(p, func() document.Text { return saidOfDODA(m) })
	if r.Keep {
		p.Content = m
	}
}

// printedCOVE reads the print of a COVE; false when the words are of none.
func (r *Reader) printedCOVE(p *Paper, t *pdftext.Text) bool {
	c, ok := print.Read(t)
	if !ok {
		return false
	}
	p.Record.Kind, p.Record.Source = document.KindCOVE, document.SourcePrint
	p.Record.Findings, p.Record.Status = c.Findings, document.Accepted
	if c.Findings.Blocking() {
		p.Record.Status = document.Quarantined
	}
	r.oneCOVE(p, c)
	return true
}
