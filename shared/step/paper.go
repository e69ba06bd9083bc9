package step

import (
	"fmt"
	"time"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/correction"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/programme"
)

// Content is what a reader made of a document that is no pedimento, CFDI,
// invoice or programme file: enough to show it. What it says to the books, if
// anything, is a Fact or Parts beside it.
type Content interface {
	// View is its JSON contract; every text of it is in lang.
	View(lang document.Lang) any
	// Summary is one line for a person.
	Summary() document.Text
}

// Paper is one document read and judged by itself, before the books see it.
type Paper struct {
	Record Record
	// Bytes are the document's own; nil for one that lies inside its parent,
	// as a pedimento inside a Data Stage zip.
	Bytes []byte
	// RFCs are the programmes the document may belong to when Record.RFC is
	// not decided by its content, most likely first.
	RFCs []string

	Pedimento   *pedimento.Pedimento
	Comprobante *cfdi.Comprobante
	Invoice     *invoice.Invoice
	Programme   *programme.Programme
	// Said is what was read of the document in one line, number and values, for
	// whoever sent it; nothing unless the reader was told to keep it.
	Said document.Text
	// Later is whether the document was not begun and is read alone next.
	Later bool
	// Content is what was read of any other kind of document.
	Content Content
	// Expected are aduana-patente-documento of the pedimentos that a Data Stage
	// names only in its selection table.
	Expected []string

	Fact  *ledger.Fact
	Parts *ledger.PartList
	// Kept is a fact that is neither: a plant file or a supplier's mapping.
	Kept *FactRecord

	// Typed is what a person typed instead of words of the page; nil when nobody
	// did.
	Typed *correction.Correction

	// Evidence is what the document says of the papers behind a pedimento.
	Evidence []ledger.Evidence

	refused bool        // the same bytes came before and were not accepted
	mailed  time.Time   // when the mail it came in was received; zero when it came in none that says
	encoded *FactRecord // of Fact or Parts, computed where papers are read
}

// encode gives the paper's fact in its stored form; ok is false without one.
// Readers call it on every core, so that the one writer has less to do.
func (p *Paper) encode() (r *FactRecord, ok bool, err error) {
	switch {
	case p.encoded != nil:
	case p.Fact != nil:
		b, err := p.Fact.Encode()
		if err != nil {
			return nil, false, fmt.Errorf("%s: %w", p.Record.Name, err)
		}
		p.encoded = &FactRecord{Hash: document.HashOf(b), Kind: FactPedimento, Key: p.Fact.Key, Data: p.Fact.Pack()}
	case p.Parts != nil:
		b, err := p.Parts.Encode()
		if err != nil {
			return nil, false, fmt.Errorf("%s: %w", p.Record.Name, err)
		}
		p.encoded = &FactRecord{Hash: document.HashOf(b), Kind: FactParts, Key: p.Parts.Pedimento, Data: b}
	default:
		return nil, false, nil
	}
	return p.encoded, true, nil
}

// refuse sets a paper apart with a reason.
func (p *Paper) refuse(status document.Status, f document.Finding) {
	p.Record.Status = status
	if f.Where == "" && f.At != (document.Spot{}) {
		f.Where = f.At.In(document.Spanish)
	}
	p.Record.Findings = append(p.Record.Findings, f)
}
