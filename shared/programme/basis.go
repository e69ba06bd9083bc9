package programme

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/stay"
)

// File is a programme file, or a table of the plant in its canonical form.
type File struct {
	Hash document.Hash
	Data []byte
}

// Basis is everything a programme's books depend on besides what pedimentos
// say: its policy, the catalogue, and the plant's tables.
type Basis struct {
	Programme *Programme // nil without a file: the defaults hold
	Terms     ledger.Terms
	Plant     *plant.Index // nil without tables of the plant
	Rows      ledger.Rows
	Findings  []ledger.Finding // what the tables say against each other
	// Key is the identity of the files it is made of: equal keys, equal books.
	Key document.Hash
}

// InForce is the programme file that counts: the later vigente_desde, then the
// smaller hash; never the order of arrival. It is nil without files.
func InForce(files []File) (*Programme, error) {
	p, _, err := Governing(files)
	return p, err
}

// Governing is InForce with the hash of that file.
func Governing(files []File) (best *Programme, hash document.Hash, err error) {
	for _, f := range files {
		p, findings := Read(f.Data)
		if p == nil {
			return nil, "", fmt.Errorf("programme file %s no longer reads: %v", f.Hash, findings)
		}
		if best == nil || p.Since > best.Since || p.Since == best.Since && f.Hash < hash {
			best, hash = p, f.Hash
		}
	}
	return best, hash, nil
}

// Of puts the files of a programme together, in any order. Rows of tables that
// move stock after upTo are left out; an unknown date takes them all.
func Of(programmes, tables []File, cat *catalog.Catalog, upTo document.Date) (Basis, error) {
	p, err := InForce(programmes)
	if err != nil {
		return Basis{}, err
	}
	return With(p, programmes, tables, cat, upTo)
}

// With is Of under a programme that was decided already.
func With(p *Programme, programmes, tables []File, cat *catalog.Catalog, upTo document.Date) (Basis, error) {
	b := Basis{Programme: p, Terms: ledger.Terms{Policy: p.Policy(), Catalog: cat, Certificaciones: p.certificaciones()}, Key: keyOf(programmes, tables)}
	return b, b.readTables(tables, upTo)
}

// keyOf is the hash of the hashes, in order.
func keyOf(lists ...[]File) document.Hash {
	var all []string
	for _, files := range lists {
		for _, f := range files {
			all = append(all, string(f.Hash))
		}
	}
	slices.Sort(all)
	return document.HashOf([]byte(strings.Join(slices.Compact(all), "\n")))
}

// certificaciones are the registrations the programme file states.
func (p *Programme) certificaciones() []stay.Certificacion {
	if p == nil {
		return nil
	}
	from, _ := document.ParseDate(p.Certificacion.From) // Read refused what is no date
	to, _ := document.ParseDate(p.Certificacion.To)
	var out []stay.Certificacion
	if p.Certificacion.IVAIEPS != "" {
		out = append(out, stay.Certificacion{Modalidad: "IVA_IEPS", From: from, To: to})
	}
	if p.Certificacion.OEA {
		out = append(out, stay.Certificacion{Modalidad: "OEA", From: from, To: to})
	}
	for i := range p.Certificaciones {
		if m := modalidad(p.Certificaciones[i].Tipo); m != "" {
			since, until := p.Certificaciones[i].period()
			out = append(out, stay.Certificacion{Modalidad: m, From: since, To: until})
		}
	}
	return out
}

// sortFindings puts findings in an order of their own.
func sortFindings(fs []ledger.Finding) {
	slices.SortFunc(fs, func(a, b ledger.Finding) int {
		return cmp.Or(cmp.Compare(a.Pedimento, b.Pedimento), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Where, b.Where), cmp.Compare(a.Message.ES, b.Message.ES))
	})
}
