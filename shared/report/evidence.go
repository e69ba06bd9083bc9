package report

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
)

// Evidence is one document of the cut: what it is, and where it lies in the
// package.
type Evidence struct {
	SHA    document.Hash
	Name   string // as it was delivered
	Kind   document.Kind
	Key    string // pedimento, UUID, number of an acuse de valor
	Status document.Status
	Period string
	Path   string // "": listed alone
}

// evidenceTable is the index of the evidence: every document of the period by
// what it is of.
func (s *Set) evidenceTable(more *More) (Table, error) {
	rows := slices.Clone(more.Evidence)
	slices.SortFunc(rows, func(a, b Evidence) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.SHA, b.SHA), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Status, b.Status), cmp.Compare(a.Path, b.Path))
	})
	s.month.evidence = rows
	cell := func(key, es, en string, of func(*Evidence) string) field[Evidence] {
		return field[Evidence]{key, es, en, Text, of}
	}
	return tabulate("evidencia", evidenceTitle(), s.Head, []field[Evidence]{
		cell("clave", "Pedimento, UUID o número", "Pedimento, UUID or number", func(e *Evidence) string { return e.Key }),
		cell("clase", "Clase", "Kind", func(e *Evidence) string { return string(e.Kind) }),
		cell("documento", "Documento", "Document", func(e *Evidence) string { return e.Name }),
		cell("estado", "Estado", "State", func(e *Evidence) string { return string(e.Status) }),
		cell("mes", "Mes", "Month", func(e *Evidence) string { return e.Period }),
		cell("ruta", "Dónde está en el expediente", "Where it lies in the package", func(e *Evidence) string { return e.Path }),
		cell("sha256", "SHA-256", "SHA-256", func(e *Evidence) string { return string(e.SHA) }),
	}, rows), nil
}

// evidenceList is the same to search in a browser.
func (s *Set) evidenceList() pageList {
	t := pageTable{Title: evidenceTitle(), Columns: []pageColumn{
		keyColumn("Pedimento, UUID o número", "Pedimento, UUID or number"), keyColumn("Clase", "Kind"), textColumn("Documento", "Document"),
		textColumn("Estado", "State"), keyColumn("Mes", "Month"), keyColumn("SHA-256", "SHA-256"), textColumn("Dónde está", "Where it lies"),
	}}
	for i := range s.month.evidence[:min(len(s.month.evidence), maxPageRows)] {
		e := &s.month.evidence[i]
		t.Rows = append(t.Rows, []document.Text{
			same(shown(e.Key)), same(string(e.Kind)), same(shown(e.Name)), statusName(e.Status), same(e.Period), same(string(e.SHA[:min(12, len(e.SHA))])), e.where(),
		})
	}
	return pageList{
		ID: "evidencia", File: "reportes/evidencia.csv", Title: evidenceTitle(), Table: t,
		Note: bounded(document.Text{ES: "Por pedimento, UUID o número. La huella completa está en el CSV.", EN: "By pedimento, UUID or number. The whole hash is in the CSV."}, len(t.Rows), len(s.month.evidence)),
	}
}

// where says whether the document is in the package by itself.
func (e *Evidence) where() document.Text {
	switch {
	case e.Path != "":
		return document.Text{ES: "documentos/", EN: "documentos/"}
	case e.Status == document.Quarantined:
		return document.Text{ES: "no va: en cuarentena", EN: "not here: quarantined"}
	case e.Status == document.Unsupported:
		return document.Text{ES: "no va: sin uso", EN: "not here: not used"}
	}
	return document.Text{ES: "dentro de otro", EN: "inside another"}
}

// statusName is the state of a document for people: a further version is as good
// as the first.
func statusName(s document.Status) document.Text {
	if s == document.Version {
		s = document.Accepted
	}
	return s.Name()
}

func evidenceTitle() document.Text {
	return document.Text{ES: "Índice de evidencia", EN: "Index of evidence"}
}
