package report

import (
	"bytes"
	"fmt"
	"io"

	"example.com/immex/shared/document"
)

// Provenance is where a paper comes from, printed on its last page.
type Provenance struct {
	Tool, Engine string
	Catalog, Cut document.Hash
	Rules        document.Hash // "" in the layouts before the ninth
	Policy       string
	Facts        int
	Documents    int
	Books        int
	Pending      []document.Text // what was missing when it was made
	Approval     []document.Text // who approved, in which capacity and why, or the policy
	Supersedes   string          // the sealed package it comes after, "" for none
}

// PDF writes the paper to read: the period on a page with the contents,
// balances per fracción, due dates, charts, findings, and what a seal of it is worth. Every page carries the
// RFC, the name and its number. The same set gives the same bytes. It is no method
// of the set: a program with templates would carry it with every set it shows.
func PDF(w io.Writer, s *Set, lang document.Lang, p Provenance) error {
	draft, err := s.draw(lang, p, 0, nil)
	if err != nil {
		return err
	}
	final, err := s.draw(lang, p, draft.pdf.PageCount(), draft.found) // now that pages are known
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := final.pdf.Output(&b); err != nil {
		return fmt.Errorf("pdf of %s %s: %w", s.Head.RFC, s.Head.Period, err)
	}
	if _, err := b.WriteTo(w); err != nil {
		return fmt.Errorf("pdf of %s %s: %w", s.Head.RFC, s.Head.Period, err)
	}
	return nil
}

func (s *Set) draw(lang document.Lang, p Provenance, pages int, known map[string]int) (*pen, error) {
	d := newPen(s.Head, lang, pages, known)
	if s.cost != nil {
		s.costPages(d)
	} else {
		s.pages(d, s.parts(p), p)
	}
	if err := d.pdf.Error(); err != nil {
		return nil, fmt.Errorf("pdf of %s %s: %w", s.Head.RFC, s.Head.Period, err)
	}
	return d, nil
}

// pages are those of the inventory control.
func (s *Set) pages(d *pen, parts []part, p Provenance) {
	s.cover(d, p)
	d.contents(parts)
	for _, x := range parts {
		x.draw(d)
	}
}
