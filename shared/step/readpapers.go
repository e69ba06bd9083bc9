package step

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento/vucem"
	"example.com/immex/shared/quantity"
)

// vucem joins the answers that came together. Each file has its own paper;
// each pedimento they make is one more, a child of what held them.
func (r *Reader) vucem(holder *Paper, files []*Paper) []*Paper {
	var all []*vucem.Message
	from := map[*vucem.Message]*Paper{}
	for _, f := range files {
		msgs, findings := vucem.ReadAll(f.Bytes)
		f.Record.Findings = append(f.Record.Findings, findings...)
		f.Record.Source = document.SourceVUCEM
		if findings.Blocking() || len(msgs) == 0 {
			f.Record.Status = document.Quarantined
			continue
		}
		f.Record.Status = msgs[0].Status()
		if r.Keep {
			f.Content = vucem.Messages(msgs)
		}
		for _, m := range msgs {
			from[m] = f
			f.Record.Findings = append(f.Record.Findings, m.Findings...)
			if m.Findings.Blocking() {
				f.Record.Status = document.Quarantined
			}
		}
		all = append(all, msgs...)
	}
	sets, loose := vucem.Assemble(all)
	out := files
	for _, s := range sets {
		out = append(out, r.vucemSet(holder, s, from))
	}
	for _, m := range loose {
		if f := from[m]; m.Kind == vucem.Partida && f.Record.Status != document.Quarantined {
			f.refuse(document.Quarantined, document.Finding{Code: "vucem_partida_alone", Severity: document.Error, Message: document.Textf(
				"Es una partida sin su pedimento; envíela junto con la respuesta completa (y la petición) en un zip.",
				"It is a partida without its pedimento; send it with the full answer (and the request) in one zip.")})
		}
	}
	return out
}

func (r *Reader) vucemSet(holder *Paper, s vucem.Set, from map[*vucem.Message]*Paper) *Paper {
	var members []*Paper
	for _, m := range s.Messages {
		if f := from[m]; !slices.Contains(members, f) {
			members = append(members, f)
		}
	}
	shas := make([]string, 0, len(members))
	for _, f := range members {
		shas = append(shas, string(f.Record.SHA))
	}
	slices.Sort(shas)
	var joined []byte
	for _, h := range shas {
		joined = append(append(joined, h...), '\n')
	}
	ped := r.pedimento(s.Pedimento, Record{
		RFC: holder.Record.RFC, SHA: document.HashOf(joined), Parent: holder.Record.SHA, Name: name(s.Pedimento),
	})
	for _, f := range members {
		f.Record.RFC = ped.Record.RFC
		if f.Record.Status == document.Unsupported { // the request: it gave the patente
			f.Record.Status = document.Accepted
		}
		if ped.Record.Status == document.Quarantined && f.Record.Status == document.Accepted {
			f.refuse(document.Quarantined, document.Finding{Code: "vucem_set_quarantined", Severity: document.Error, Message: document.Textf(
				"El pedimento que forma con los otros archivos está en cuarentena.",
				"The pedimento it makes with the other files is quarantined.")})
		}
	}
	return ped
}

// partList is what an invoice says of the pedimento it names; nil when it
// names none.
func partList(inv *invoice.Invoice, doc document.Hash) *ledger.PartList {
	if inv.Pedimento == "" {
		return nil
	}
	list := &ledger.PartList{Pedimento: inv.Pedimento, Doc: doc, Invoice: inv.Numero, Emisor: inv.ProveedorID, Fecha: inv.Fecha}
	if inv.ProveedorID == "" {
		list.Proveedor = inv.Proveedor
	}
	for i := range inv.Lineas {
		l := &inv.Lineas[i]
		q, err := quantity.From(l.Cantidad)
		if err != nil || l.Parte == "" {
			continue
		}
		list.Lines = append(list.Lines, ledger.PartLine{Parte: l.Parte, Fraccion: l.Fraccion, Cantidad: q})
	}
	return list
}
