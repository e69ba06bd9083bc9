package step

import (
	"context"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/container"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/programme"
)

// Input is one file as it came in by any door.
type Input struct {
	Name   string
	Bytes  []byte
	RFC    string        // from inbox/<RFC>/, the mail address or --rfc; "" when unknown
	Parent document.Hash // the container it came in
}

// Reader turns files into papers: classify by content, read, judge. It is
// pure but for the readers of PDFs and pictures it is given.
type Reader struct {
	PDF PDF
	// OCR reads scans; nil where there is none.
	OCR OCR
	// Mappings gives what was learned of the suppliers of a programme, or of
	// all programmes when the RFC is ""; nil when nothing was.
	Mappings MappingSource

	// Failed tells of trouble that is of the platform and not of a document; nil
	// where there is no platform between the reader and a document.
	Failed func() error

	learned func() (mapping.Set, error) // Mappings for the document at hand
	// Keep leaves the parsed documents on the papers, for printing them.
	Keep bool
	// Tell leaves a line of what was read on the papers of documents with values.
	Tell bool

	again bool // what a delivery says to the books is there already: it is not made anew
}

// Read reads one file and everything inside it: the file's own paper first,
// then one for each document in it, in order. It never fails on a bad
// document: that is a paper with findings.
func (r *Reader) Read(ctx context.Context, in Input) []*Paper {
	papers := r.read(ctx, in, &container.Budget{})
	for _, p := range papers {
		if _, _, err := p.encode(); err != nil {
			p.Fact, p.Parts = nil, nil
			p.refuse(document.Quarantined, document.Finding{Code: "fact_encoding", Severity: document.Error, Message: because(
				"Lo leído no se puede guardar (%s); reporte el caso con el documento.",
				"What was read cannot be stored (%s); report the case with the document.", err)})
		}
	}
	return papers
}

func (r *Reader) read(ctx context.Context, in Input, budget *container.Budget) []*Paper {
	p := in.paper(container.Classify(in.Bytes))
	switch p.Record.Kind {
	case document.KindDataStage:
		return r.dataStage(ctx, p)
	case document.KindZip, document.KindMail, document.KindTNEF:
		return r.open(ctx, p, budget)
	case document.KindVUCEM, document.KindPartida:
		return r.vucem(p, []*Paper{p})
	case document.KindPDF:
		return r.learning(ctx, p).pdf(ctx, p)
	case document.KindCFDI:
		r.cfdi(p)
	case document.KindProgramme:
		r.programme(p)
	case document.KindArchivoM, document.KindRespuesta:
		return r.saai(p)
	case document.KindBrokerXML:
		return r.brokerXML(p)
	case document.KindCOVE, document.KindDODA:
		return r.cove(p)
	case document.KindUBL:
		r.ubl(p)
	case document.KindX12, document.KindEDIFACT:
		r.edi(p)
	case document.KindPlant, document.KindSheet, document.KindInvoice:
		return r.sheet(ctx, p)
	case document.KindMapping:
		r.mapping(p)
	case document.KindCorrection:
		return []*Paper{r.corrected(ctx, p, nil)}
	case document.KindImage:
		return r.scan(ctx, p)
	case document.KindDataStageX:
		p.refuse(document.Quarantined, document.Finding{Code: "datastage_resaved", Severity: document.Error, Message: document.Textf(
			"Es un Data Stage guardado de nuevo por una hoja de cálculo; envíe el zip original del SAT sin abrirlo.",
			"It is a Data Stage saved again by a spreadsheet; send the authority's original zip unopened.")})
	default:
		r.unsupported(p)
	}
	return []*Paper{p}
}

// paper is the paper of an input before it is read.
func (in *Input) paper(kind document.Kind) *Paper {
	sha := document.HashOf(in.Bytes)
	return &Paper{Bytes: in.Bytes, Record: Record{
		RFC: in.RFC, SHA: sha, Name: in.Name, Parent: in.Parent, Kind: kind,
		Status: document.Accepted, Key: "sha256:" + string(sha),
	}}
}

// unsupported says what a document is and that nothing is done with it yet.
func (r *Reader) unsupported(p *Paper) {
	if len(p.Bytes) == 0 {
		p.refuse(document.Quarantined, document.Finding{Code: "empty", Severity: document.Error, Message: document.Textf(
			"El archivo está vacío; envíelo de nuevo.", "The file is empty; send it again.")})
		return
	}
	p.refuse(document.Unsupported, document.Finding{Code: "unsupported", Severity: document.Notice, Message: document.Textf(
		"El documento (%s) no se usa: esta versión no lee ese formato. Se conserva sólo lo que dura la cuarentena: guarde el original. Si es de una operación, entregue su XML, Data Stage, CSV o PDF con texto.",
		"The document (%s) is not used: this version does not read that format. It is kept only as long as the quarantine lasts: keep the original. If it is of an operation, deliver its XML, Data Stage, CSV or PDF with text.", p.Record.Kind)})
}

// open reads a zip or a mail: its children never return to the inbox.
func (r *Reader) open(ctx context.Context, p *Paper, budget *container.Budget) []*Paper {
	var children []container.Child
	var findings document.Findings
	var err error
	switch p.Record.Kind {
	case document.KindMail:
		var mail *container.Mail
		mail, findings, err = container.OpenMail(p.Bytes, budget, container.Limits{})
		if mail != nil {
			children, p.mailed = mail.Children, mail.Received
		}
	case document.KindTNEF:
		children, findings, err = container.OpenTNEF(p.Bytes, budget, container.Limits{})
	default:
		children, findings, err = container.OpenZip(p.Bytes, budget, container.Limits{})
	}
	p.Record.Findings = findings
	if err != nil {
		p.refuse(document.Quarantined, containerFault(err))
	} else if findings.Blocking() {
		p.Record.Status = document.Quarantined
	}
	out := []*Paper{p}
	var messages, transmission []*Paper // answers and their requests, read together
	var corrections []*Paper
	inside := budget.In()
	for _, c := range children {
		if ctx.Err() != nil {
			break
		}
		in := Input{Name: c.Name, Bytes: c.Bytes, RFC: p.Record.RFC, Parent: p.Record.SHA}
		switch k := container.Classify(c.Bytes); k {
		case document.KindVUCEM, document.KindPartida:
			messages = append(messages, in.paper(k))
		case document.KindArchivoM, document.KindRespuesta:
			transmission = append(transmission, in.paper(k))
		case document.KindCorrection:
			corrections = append(corrections, in.paper(k))
		default:
			out = append(out, r.read(ctx, in, &inside)...)
		}
	}
	budget.Bytes = inside.Bytes
	if len(messages) > 0 {
		out = append(out, r.vucem(p, messages)...)
	}
	if len(transmission) > 0 {
		out = append(out, r.transmission(p, transmission)...)
	}
	for _, c := range corrections {
		out = append(out, r.corrected(ctx, c, out[1:]))
	}
	p.adopt(out[1:])
	return out
}

// adopt gives a container the programme of what it holds, and what a mail holds
// the time it was received.
func (p *Paper) adopt(children []*Paper) {
	for _, c := range children {
		if p.Record.RFC == "" && c.Record.RFC != "" {
			p.Record.RFC = c.Record.RFC
		}
		if !p.mailed.IsZero() { // the outermost mail is the one that came
			c.mailed = p.mailed
		}
	}
	if p.Record.RFC == "" && len(children) > 0 {
		p.RFCs = children[0].RFCs
	}
}

// containerFault puts an error of a container into a finding.
func containerFault(err error) document.Finding {
	code := "container_damaged"
	if fault.Is(err, fault.TooLarge) {
		code = "container_too_large"
	}
	return document.Finding{Code: code, Severity: document.Error, Message: because(
		"No se pudo abrir: %s. Vuelva a enviarlo sin daños, o los documentos sueltos.",
		"It could not be opened: %s. Send it again undamaged, or its documents one by one.", err)}
}

func (r *Reader) cfdi(p *Paper) {
	c, findings, status := cfdi.Read(p.Bytes)
	p.Record.Findings, p.Record.Status = findings, status
	if c == nil {
		if findings.Has("cfdi_acuse_cancelacion") {
			p.acuse()
		}
		return
	}
	if status == document.Accepted {
		p.Evidence = ledger.EvidenceOfCFDI(c, p.Record.SHA)
	}
	if c.UUID != "" {
		p.Record.Key = c.UUID
	}
	p.Record.Period = month(c.Fecha)
	p.RFCs = []string{c.Emisor.RFC, c.Receptor.RFC}
	r.tell(p, func() document.Text { return saidOfCFDI(c) })
	if r.Keep {
		p.Comprobante = c
	}
}

// acuse reads the SAT's answer to a cancellation: what it cancels no longer
// gives parts.
func (p *Paper) acuse() {
	a, findings, ok := cfdi.ReadAcuse(p.Bytes)
	if !ok {
		return
	}
	p.Record.Findings, p.Record.Status = findings, document.Accepted
	if findings.Blocking() {
		p.Record.Status = document.Quarantined
	}
	p.Record.Period = month(a.Fecha)
	p.RFCs = []string{a.Emisor}
	p.Evidence = ledger.EvidenceOfAcuse(a, p.Record.SHA)
}

func (r *Reader) programme(p *Paper) {
	prog, findings := programme.Read(p.Bytes)
	p.Record.Findings = findings
	if prog == nil {
		p.Record.Status = document.Quarantined
		return
	}
	p.Programme, p.Record.Key = prog, prog.RFC
	p.claim(prog.RFC)
}

// claim settles the programme by content; a hint that says otherwise is a
// contradiction for a person, never a guess.
func (p *Paper) claim(rfc string) {
	if hint := p.Record.RFC; hint != "" && hint != rfc {
		p.refuse(document.Quarantined, document.Finding{Code: "rfc_mismatch", Severity: document.Error, Message: document.Textf(
			"Se entregó para %s y el documento es de %s; entréguelo en la carpeta o con el --rfc que le corresponde.",
			"It was delivered for %s and the document is of %s; deliver it in the folder or with the --rfc it belongs to.", hint, rfc)})
		return
	}
	p.Record.RFC = rfc
}

func month(d document.Date) string {
	if !d.Known() {
		return ""
	}
	return d.String()[:7]
}
