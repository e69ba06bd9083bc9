package step

import (
	"bytes"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento/saai"
)

// saai reads an archivo M, or an answer to one, that came alone.
func (r *Reader) saai(p *Paper) []*Paper {
	return r.transmission(p, []*Paper{p})
}

// transmission reads the archivos M and the answers that came together. Each
// file has its own paper; each pedimento is one more, a child of its file, with
// what the answers say of it.
func (r *Reader) transmission(holder *Paper, files []*Paper) []*Paper {
	var sent []*saai.File
	var from []*Paper
	var lines []saai.Linea
	for _, f := range files {
		f.Record.Source = document.SourceArchivoM
		if f.Record.Kind == document.KindRespuesta {
			answer := saai.ReadRespuesta(f.Bytes)
			f.Record.Findings = append(f.Record.Findings, answer.Findings...)
			f.RFCs = answer.RFCs()
			if r.Keep {
				f.Content = answer
			}
			if answer.Findings.Blocking() {
				f.Record.Status = document.Quarantined
				continue
			}
			lines = append(lines, answer.Lineas...)
			continue
		}
		m := saai.Read(f.Bytes)
		f.Record.Findings = append(f.Record.Findings, m.Findings...)
		if r.Keep {
			f.Content = m
		}
		if m.Findings.Blocking() {
			f.Record.Status = document.Quarantined
		}
		sent, from = append(sent, m), append(from, f)
	}
	twice := sentTwice(sent)
	out := files
	for i, m := range sent {
		first := len(out)
		for _, d := range m.Declaraciones {
			out = append(out, r.declared(from[i], d, lines, twice[saidOf(d)]))
		}
		from[i].adopt(out[first:])
	}
	for _, f := range files { // an answer belongs to whom its pedimento does
		if f.Record.Kind == document.KindRespuesta {
			f.adopt(out[len(files):])
		}
	}
	if holder.Record.RFC == "" {
		holder.adopt(from)
	}
	return out
}

// sentTwice are the pedimentos that more than one file declares in different
// words: an answer cannot be tied to one of them.
func sentTwice(sent []*saai.File) map[string]bool {
	seen, twice := map[string]string{}, map[string]bool{}
	for _, m := range sent {
		for _, d := range m.Declaraciones {
			var b bytes.Buffer
			d.Canonical(&b)
			n := saidOf(d)
			if old, ok := seen[n]; ok && old != b.String() {
				twice[n] = true
			}
			seen[n] = b.String()
		}
	}
	return twice
}

// saidOf is what an answer is of: a pedimento that is declared, or one that is
// killed.
func saidOf(d *saai.Declaration) string {
	if d.Cancels() {
		return "-" + d.Pedimento.Documento
	}
	return d.Pedimento.Documento
}

func (r *Reader) declared(file *Paper, d *saai.Declaration, lines []saai.Linea, ambiguous bool) *Paper {
	p := d.Pedimento
	var identity bytes.Buffer
	d.Canonical(&identity)
	var used []saai.Linea
	if ambiguous {
		p.Findings.Add("saai_respuesta_ambigua", document.Warning, p.Documento, document.Textf(
			"Llegaron juntos dos archivos M distintos del pedimento %s; las respuestas no se aplican a ninguno. Entregue el que se validó con las suyas.",
			"Two different archivos M of pedimento %s came together; the answers are applied to neither. Deliver the one that was validated with its own.", p.Documento))
	} else {
		used = d.Apply(lines)
	}
	for _, x := range used {
		identity.WriteString(x.Texto)
		identity.WriteByte('\n')
	}
	if p.Efecto == document.Proforma {
		p.Findings.Add("saai_sin_pago", document.Notice, p.Documento, document.Textf(
			"El archivo M es lo que se declaró; sin la respuesta del banco no prueba el pago y no hace movimientos. Entréguelos juntos en un zip o un correo.",
			"The archivo M is what was declared; without the bank's answer it does not prove payment and makes no movements. Deliver both together in a zip or a mail."))
	}
	refused := file.Record.Findings.Blocking()
	c := r.pedimento(p, Record{RFC: file.Record.RFC, SHA: document.HashOf(identity.Bytes()), Parent: file.Record.SHA, Name: name(p)})
	if d.Taken && c.Record.Status == document.Accepted {
		c.Evidence = ledger.EvidenceOfWithdrawal(p, c.Record.SHA)
	}
	if refused && c.Record.Status == document.Accepted {
		c.Fact, c.Evidence = nil, nil
		c.refuse(document.Quarantined, document.Finding{Code: "delivery_quarantined", Severity: document.Error, Message: document.Textf(
			"Su archivo está en cuarentena; nada de él entra a los libros.",
			"Its file is quarantined; nothing of it enters the books.")})
	}
	return c
}
