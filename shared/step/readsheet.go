package step

import (
	"context"
	"fmt"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/material"
	"example.com/immex/shared/sheet"
)

// tableSource is the source of what a table says, CSV or XLSX alike: the same
// invoice in the other format is a version of it.
const tableSource document.Source = "csv"

// sheet reads a table of the plant or of a supplier, by its headings: a
// supplier's first, since a mapping names the documents it is for.
func (r *Reader) sheet(ctx context.Context, p *Paper) []*Paper {
	book, findings := sheet.Read(p.Bytes)
	p.Record.Findings = findings
	if book == nil {
		p.Record.Status = document.Quarantined
		return []*Paper{p}
	}
	set, ok := r.mappings(ctx, p)
	if !ok {
		return []*Paper{p}
	}
	t := tables{r: r, p: p, set: set}
	for _, s := range book.Visible() {
		t.read(s)
	}
	switch {
	case p.Record.Status == document.Quarantined:
	case len(t.papers) == 0 && (t.unmet == nil || material.Recognised(book)): // a plant file may name a supplier
		r.plant(p, book)
	case len(t.papers) == 0:
		p.refuse(document.Quarantined, *t.unmet)
	default:
		t.unused()
		return t.settle()
	}
	return []*Paper{p}
}

// mappings asks for what was learned of the suppliers.
func (r *Reader) mappings(ctx context.Context, p *Paper) (mapping.Set, bool) {
	if r.Mappings == nil {
		return nil, true
	}
	set, err := r.Mappings(ctx, p.Record.RFC)
	if err != nil {
		p.refuse(document.Quarantined, document.Finding{Code: "mappings_unavailable", Severity: document.Unreadable, Message: because(
			"No se pudieron leer los mapeos de proveedor (%s); entréguelo otra vez.",
			"The suppliers' mappings could not be read (%s); deliver it again.", err)})
		return nil, false
	}
	return set, true
}

// tables collects what the sheets of one file hold.
type tables struct {
	r      *Reader
	p      *Paper
	set    mapping.Set
	papers []*Paper
	others []string          // sheets that are neither
	unmet  *document.Finding // a mapping applies and its headings are not there
}

// read takes the invoices or the packing list of one sheet.
func (t *tables) read(s *sheet.Sheet) {
	m, several := t.set.Choose(s.Text())
	if len(several) > 0 {
		var names []string
		for _, x := range several {
			names = append(names, x.Key())
		}
		t.p.refuse(document.Quarantined, document.Finding{Code: "mapping_ambiguous", Severity: document.Error, At: sheet.At(s.Name, 0, -1), Message: document.Textf(
			"Valen para el documento los mapeos de %s; precise reconoce en alguno.",
			"The mappings of %s all apply to the document; make reconoce more exact in one.", strings.Join(names, ", "))})
		return
	}
	what := invoice.Recognise(s, m)
	if what == invoice.Neither && m != nil && t.unmet == nil {
		t.unmet = &document.Finding{Code: "mapping_headings", Severity: document.Error, At: sheet.At(s.Name, 0, -1), Message: document.Textf(
			"El mapeo de %s vale para el documento y ninguna fila tiene los encabezados de cantidad e importe, o de bultos y pesos; corrija columnas.",
			"The mapping of %s applies to the document and no row has the headings of quantity and amount, or of packages and weights; correct columnas.", m.Key())}
	}
	switch what {
	case invoice.IsInvoice:
		invoices, findings := invoice.Read(s, m)
		t.p.Record.Findings = append(t.p.Record.Findings, findings...)
		for i := range invoices {
			t.add(t.invoice(&invoices[i]))
		}
	case invoice.IsPacking:
		list, findings := invoice.ReadPacking(s, m)
		t.p.Record.Findings = append(t.p.Record.Findings, findings...)
		if list != nil {
			t.add(t.packing(list))
		}
	default:
		t.others = append(t.others, s.Name)
	}
	if t.p.Record.Findings.Blocking() {
		t.p.Record.Status = document.Quarantined
	}
}

// add refuses the same document twice in one file.
func (t *tables) add(c *Paper) {
	for _, other := range t.papers {
		if other.Record.Kind == c.Record.Kind && other.Record.Key == c.Record.Key {
			t.p.refuse(document.Quarantined, document.Finding{Code: "table_twice", Severity: document.Error, Message: document.Textf(
				"El archivo trae dos veces el documento %s; deje uno.", "The file holds document %s twice; leave one.", c.Record.Key)})
			return
		}
	}
	t.papers = append(t.papers, c)
}

func (t *tables) record(kind document.Kind, name, key string, on document.Date) Record {
	return Record{
		RFC: t.p.Record.RFC, Name: fmt.Sprintf("%s#%s", t.p.Record.Name, name), Parent: t.p.Record.SHA,
		Kind: kind, Source: tableSource, Key: key, Status: document.Accepted, Period: month(on),
	}
}

func (t *tables) invoice(inv *invoice.Invoice) *Paper {
	c := &Paper{Record: t.record(document.KindInvoice, inv.Numero, inv.Key(), inv.Fecha)}
	c.Record.SHA = document.HashOf(fmt.Appendf(nil, "%s\n%s", t.p.Record.SHA, inv.Key()))
	c.Parts = partList(inv, c.Record.SHA)
	t.r.tell(c, func() document.Text { return saidOfInvoice(inv) })
	if t.r.Keep {
		c.Invoice = inv
	}
	return c
}

func (t *tables) packing(list *invoice.Packing) *Paper {
	c := &Paper{Record: t.record(document.KindPacking, list.Numero, list.Key(), list.Fecha)}
	c.Record.SHA = document.HashOf(fmt.Appendf(nil, "%s\npacking %s", t.p.Record.SHA, list.Key()))
	t.r.tell(c, packingTable{list}.Summary)
	if t.r.Keep {
		c.Content = packingTable{list}
	}
	return c
}

// unused names the sheets nothing was taken from.
func (t *tables) unused() {
	for _, name := range t.others {
		t.p.Record.Findings.At("sheet_unused", document.Warning, sheet.At(name, 0, -1), document.Textf(
			"La hoja %q no es factura ni lista de empaque y no se usó.", "Sheet %q is neither invoice nor packing list and was not used.", name))
	}
}

// settle gives the papers of the file: of one document the file is it.
func (t *tables) settle() []*Paper {
	p := t.p
	if len(t.papers) > 1 {
		return append([]*Paper{p}, t.papers...)
	}
	only := t.papers[0]
	p.Record.Kind, p.Record.Key, p.Record.Source, p.Record.Period = only.Record.Kind, only.Record.Key, only.Record.Source, only.Record.Period
	p.Parts, p.Invoice, p.Content = only.Parts, only.Invoice, only.Content
	if p.Parts != nil {
		p.Parts.Doc = p.Record.SHA
	}
	return []*Paper{p}
}

// plant reads one of the plant's own tables.
func (r *Reader) plant(p *Paper, book *sheet.Book) {
	f, findings := material.Read(book)
	p.Record.Findings = append(p.Record.Findings, findings...)
	if f == nil {
		p.Record.Status = document.Quarantined
		return
	}
	data, err := f.Encode(p.Record.SHA)
	if err != nil {
		p.refuse(document.Quarantined, document.Finding{Code: "fact_encoding", Severity: document.Error, Message: because(
			"Lo leído no se puede guardar (%s); reporte el caso con el documento.",
			"What was read cannot be stored (%s); report the case with the document.", err)})
		return
	}
	p.Record.Kind, p.Record.Key = document.KindPlant, f.Key()
	group := plantGroup
	if f.Table.Aside {
		group = asideGroup
	}
	p.Kept = &FactRecord{Hash: document.HashOf(data), Kind: FactPlant, Key: f.Table.Name, Group: group, Data: data}
	if r.Keep {
		p.Content = f
	}
}

// packingTable shows a packing list that came as a table.
type packingTable struct{ *invoice.Packing }

// View implements Content.
func (t packingTable) View(document.Lang) any { return invoice.PackingViewOf(t.Packing) }

// Summary implements Content.
func (t packingTable) Summary() document.Text {
	return document.Textf("lista de empaque %s de %s: %d renglones, %s bultos", "packing list %s of %s: %d lines, %s packages",
		t.Numero, t.Fecha, len(t.Lineas), t.TotalBultos)
}

// PlantFiles reads the plant's files among the facts of a programme, in the
// order of their hashes.
func PlantFiles(ctx context.Context, store FactStore, rfc string) ([]*material.File, error) {
	records, err := store.Facts(ctx, rfc, []string{plantGroup})
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	out := make([]*material.File, 0, len(records))
	for _, r := range records {
		f, _, err := material.Decode(r.Data)
		if err != nil {
			return nil, fmt.Errorf("plant file %s of %s: %w", r.Hash, rfc, err)
		}
		out = append(out, f)
	}
	return out, nil
}
