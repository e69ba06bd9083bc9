package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/calendar"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/raoce"
	"example.com/immex/shared/rule"
)

// trimmed is a title without its indentation.
func trimmed(s string) string { return strings.TrimSpace(s) }

// requisito is what the file of the importer or the renewal of a certification
// asks for, and what the books and documents of the year show of it.
type requisito struct {
	catalog.FileItem
	state        string // consta, parcial, no_consta, no_demostrable, cumple, incumple, dato
	wanted, have string
	figure       string
	note         document.Text
}

// certificationTable is the renewal file: each requirement that holds on the
// last day of the year, with the proof that is at hand. It certifies nothing.
func (s *Set) certificationTable(more *More, y *Year) ([]Table, error) {
	var rows []requisito
	for _, item := range more.Catalog.FileItems(s.Head.To) {
		r := requisito{FileItem: item}
		s.prove(&r, more, y)
		rows = append(rows, r)
	}
	return []Table{tabulate("certificacion", document.Text{ES: "Expediente de renovación de la certificación", EN: "File for the renewal of the certification"}, s.Head, slices.Concat([]field[requisito]{
		cell("requisito", "Clave", "Code", func(r *requisito) string { return r.Code }),
		cell("grupo", "Grupo", "Group", func(r *requisito) string { return r.Group }),
	}, texts("titulo", "title", "Requisito", "Requirement", func(r *requisito) document.Text { return r.Title }), []field[requisito]{
		cell("estado", "Estado", "State", func(r *requisito) string { return r.state }),
		{"de", "Declarados", "Declared", Integer, func(r *requisito) string { return r.wanted }},
		{"constan", "Constan", "On record", Integer, func(r *requisito) string { return r.have }},
		cell("cifra", "Cifra", "Figure", func(r *requisito) string { return r.figure }),
	}, texts("nota", "note", "Nota", "Note", func(r *requisito) document.Text { return r.note }), []field[requisito]{
		cell("fundamento", "Fundamento", "Foundation", func(r *requisito) string { return r.Source }),
		cell("confianza", "Confianza", "Confidence", func(r *requisito) string { return r.Confidence }),
	}), rows)}, nil
}

// counted says how many of what is declared are there.
func (r *requisito) counted(have, wanted int) {
	r.wanted, r.have = strconv.Itoa(wanted), strconv.Itoa(have)
	switch {
	case wanted == 0:
		r.state = "sin_declarar"
	case have == wanted:
		r.state = "consta"
	case have == 0:
		r.state = "no_consta"
	default:
		r.state = "parcial"
	}
}

// untold says of how many pedimentos no fact tells what they declare: what is counted
// is of the others, and nothing is where there are no others.
func (r *requisito) untold(n, of int) {
	r.note = document.Textf("De %d de %d pedimentos ningún hecho dice qué declaran: no están contados.", "Of %d of %d pedimentos no fact tells what they declare: they are not counted.", n, of)
	switch r.state {
	case "consta":
		r.state = "parcial"
	case "sin_declarar":
		r.state = "no_demostrable"
	}
	if n == of {
		r.wanted, r.have, r.state = "", "", "no_demostrable"
	}
}

// prove finds what shows a requirement.
func (s *Set) prove(r *requisito, more *More, y *Year) {
	papers := s.month.papers
	switch r.Proof {
	case "pedimentos":
		s.provePedimentos(r, more, y)
	case "coves", "cfdi":
		r.proveDeclared(papers, more.Old)
	case "edocuments", "mve":
		s.proveNumbers(r)
	case "registro":
		s.proveRegister(r, more.Catalog, y)
	case "retorno":
		proveReturned(r, y.Sales)
	case "data_stage":
		have := 0
		for m := 1; m <= 12; m++ {
			if y.Staged[m] {
				have++
			}
		}
		r.counted(have, 12)
	case "plazo_48h":
		s.proveTerm(r)
	case "vencidos":
		r.state, r.figure = "cumple", strconv.Itoa(s.Summary.Vencidos)
		if s.Summary.Vencidos > 0 {
			r.state = "incumple"
		}
	case "credito":
		r.state = "dato"
		for i := range s.month.creditTotals {
			if t := &s.month.creditTotals[i]; t.nivel == "total" {
				r.figure = strconv.FormatInt(t.Closing, 10) + " MXN"
			}
		}
	default:
		r.state, r.note = "no_consta", document.Textf("El expediente no recibe este documento: reúnalo aparte.", "The package receives no such document: gather it apart.")
	}
}

// provePedimentos counts those on record. How many there should be the books do not
// know: some are missing when a rectification or a record 512 names one that nobody
// delivered, or a sale of the year one that is not here; that none is missing is not
// theirs to prove.
func (s *Set) provePedimentos(r *requisito, more *More, y *Year) {
	have := len(s.month.papers)
	if more.Old {
		r.counted(have, have)
		return
	}
	r.have = strconv.Itoa(have)
	named, sold := s.absent(more), y.Sales.Named
	switch {
	case have == 0:
		r.state = "no_consta"
	case len(named)+len(sold) > 0:
		r.state = "parcial"
	default:
		r.state = notProvable
	}
	switch {
	case len(named) > 0:
		r.note = document.Textf("Los que constan; rectificaciones o registros 512 nombran además %s, que no se entregaron.", "Those on record; rectifications or records 512 name %s besides, which were not delivered.", strings.Join(named, ", "))
	case len(sold) == 0:
		r.note = document.Textf("Los que constan; los libros no saben cuántos debe haber. Que otro papel nombre alguno que no está lo dice la conciliación faltantes de cada mes.",
			"Those on record; the books do not know how many there should be. Whether another paper names one that is not here the reconciliation faltantes of each month tells.")
	}
	if len(sold) > 0 {
		const few = 5 // of them by name
		list := strings.Join(sold[:min(few, len(sold))], ", ")
		if len(sold) > few {
			list += ", …"
		}
		told := document.Textf("CFDI emitidos nombran %d que no constan como pagados y vigentes: %s.", "Issued CFDI name %d that are not on record as paid and in force: %s.", len(sold), list)
		r.note = document.Text{ES: trimmed(r.note.ES + " " + told.ES), EN: trimmed(r.note.EN + " " + told.EN)}
	}
}

// absent are the pedimentos that the books name and nobody delivered: the first of a
// chain of which a rectification alone is here, and those of records 512 without a lot.
func (s *Set) absent(more *More) (out []string) {
	for _, b := range more.whole() {
		for i := range b.Lots {
			if l := &b.Lots[i]; l.Provisional && l.AvailableFrom <= s.Head.To {
				out = append(out, l.Pedimento)
			}
		}
		for i := range b.Shortages {
			if x := &b.Shortages[i]; x.Named != "" && len(x.TakenBy) == 0 && x.MovedAt >= s.Head.From && x.MovedAt <= s.Head.To {
				out = append(out, x.Named)
			}
		}
	}
	here := map[string]bool{}
	for i := range s.month.papers {
		here[s.month.papers[i].pedimento] = true
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(n string) bool { return here[n] })
}

// proveDeclared counts the COVE or the CFDI that pedimentos declare; the older layouts
// count those of which no fact tells like the others.
func (r *requisito) proveDeclared(papers []papersOf, older bool) {
	have, wanted, untold := 0, 0, 0
	for i := range papers {
		if !papers[i].told {
			untold++
		}
		of := papers[i].coves
		if r.Proof == "cfdi" {
			of = papers[i].cfdi
		}
		have, wanted = have+of.entregados, wanted+of.declarados
	}
	r.counted(have, wanted)
	if untold > 0 && !older {
		r.untold(untold, len(papers))
	}
}

// proveTerm tells what is proved of the 48 hours in the year: customs documents tell no
// times, so that no year keeps them throughout.
func (s *Set) proveTerm(r *requisito) {
	all := plazo48{states: map[string]int{}}
	for i := range s.month.latency {
		for state, n := range s.month.latency[i].states {
			all.count(state, n)
		}
	}
	r.state, r.note = notProvable, noSource()
	if len(s.month.latency) > 0 && s.month.latency[0].asked.state != "" {
		r.note = s.month.latency[0].asked.why
	}
	if all.provable() > 0 {
		r.figure, r.note = strconv.Itoa(all.late()), all.share()
	}
	if all.late() > 0 {
		r.state = "incumple"
	}
}

// proveNumbers counts what pedimentos name by number alone.
func (s *Set) proveNumbers(r *requisito) {
	ed, mve := 0, 0
	for i := range s.month.papers {
		ed += len(s.month.papers[i].edocuments)
		if s.month.papers[i].mve {
			mve++
		}
	}
	r.state = "no_demostrable"
	r.note = document.Textf("Los pedimentos dan los números; los archivos no se reciben.", "The pedimentos give the numbers; the files are not received.")
	r.wanted = strconv.Itoa(ed)
	if r.Proof == "mve" {
		r.wanted = strconv.Itoa(mve)
		r.note = document.Textf("Pedimentos que la declaran, de %d; los archivos no se reciben.", "Pedimentos that declare it, of %d; the files are not received.", len(s.month.papers))
	}
}

// register are the certifications that the programme file states.
func register(y *Year) []rule.Certification {
	if y.Basis == nil || y.Basis.Programme == nil {
		return nil
	}
	return y.Basis.Programme.Company(y.Basis.Plant).Certifications
}

// registerName is a certification as people write it.
func registerName(kind string) string {
	switch kind {
	case "iva_ieps":
		return "IVA/IEPS"
	case "oea":
		return "OEA"
	}
	return kind
}

func (s *Set) proveRegister(r *requisito, cat *catalog.Catalog, y *Year) {
	r.state = "no_consta"
	r.note = document.Textf("El archivo de programa no dice que esté certificada el %s.", "The programme file does not say that it is certified on %s.", s.Head.To)
	var figures, es, en []string
	for _, c := range register(y) {
		if c.From > s.Head.To || c.To.Known() && c.To < s.Head.To {
			continue
		}
		figures = append(figures, strings.Join(strings.Fields(registerName(c.Kind)+" "+c.Level+" "+c.From.String()+" – "+c.To.String()), " "))
		due, err := calendar.After(cat, "rece_renovacion", c.To)
		if !c.To.Known() || err != nil || !due.Due.Known() {
			es, en = append(es, "no se conoce el fin del registro"), append(en, "the end of the registration is not known")
			continue
		}
		es, en = append(es, "la renovación de "+registerName(c.Kind)+" vence el "+due.Due.String()), append(en, "the renewal of "+registerName(c.Kind)+" is due on "+due.Due.String())
	}
	if len(figures) > 0 {
		r.state, r.figure = "consta", strings.Join(figures, "; ")
		r.note = document.Text{ES: strings.Join(es, "; "), EN: strings.Join(en, "; ")}
	}
}

// proveReturned takes the share returned as the thresholds have it.
func proveReturned(r *requisito, sales *raoce.Report) {
	r.state = "no_demostrable"
	for i := range sales.Tests {
		t := &sales.Tests[i]
		if t.Code != raoce.ReturnedShare {
			continue
		}
		if t.Figure.Known() {
			r.figure = t.Figure.String() + " %"
		}
		switch t.Verdict {
		case raoce.Reached:
			r.state = "cumple"
		case raoce.NotReached:
			r.state = "incumple"
		case raoce.NotProvable:
		}
		r.note = t.Why
	}
}

// plazoFecha is one deadline with whether it is the programme's.
type plazoFecha struct {
	calendar.Deadline
	ours string
}

// deadlineTable is the calendar of the next year.
func (s *Set) deadlineTable(more *More, y *Year) ([]Table, error) {
	from := s.Head.To.AddDays(1)
	to := document.NewDate(from.Year(), 12, 31)
	all := calendar.Between(more.Catalog, from, to)
	for _, c := range register(y) {
		if d, err := calendar.After(more.Catalog, "rece_renovacion", c.To); c.To.Known() && err == nil && d.Due >= from && d.Due <= to {
			all = append(all, d)
		}
	}
	slices.SortStableFunc(all, func(a, b calendar.Deadline) int {
		return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.Code, b.Code))
	})
	rows := make([]plazoFecha, len(all))
	for i := range all {
		rows[i] = plazoFecha{all[i], applies(&all[i], y)}
	}
	date := func(key, es, en string, of func(*plazoFecha) document.Date) field[plazoFecha] {
		return field[plazoFecha]{key, es, en, Date, func(d *plazoFecha) string { return of(d).String() }}
	}
	return []Table{tabulate("calendario", document.Text{ES: "Calendario del año siguiente", EN: "Calendar of the next year"}, s.Head, slices.Concat([]field[plazoFecha]{
		date("vence", "Vence", "Due", func(d *plazoFecha) document.Date { return d.Due }),
		date("prorrogado", "Día hábil siguiente, si aplica CFF 12", "Next business day, if CFF 12 applies", func(d *plazoFecha) document.Date { return d.Extended }),
		cell("obligacion", "Clave", "Code", func(d *plazoFecha) string { return d.Code }),
	}, texts("titulo", "title", "Obligación", "Obligation", func(d *plazoFecha) document.Text { return d.Title }), []field[plazoFecha]{
		date("desde", "Reporta desde", "Reports from", func(d *plazoFecha) document.Date { return d.From }),
		date("hasta", "Reporta hasta", "Reports to", func(d *plazoFecha) document.Date { return d.To }),
		cell("aplica", "Aplica al programa", "Applies to the programme", func(d *plazoFecha) string { return d.ours }),
		cell("fundamento", "Fundamento", "Foundation", func(d *plazoFecha) string { return d.Source }),
		cell("confianza", "Confianza", "Confidence", func(d *plazoFecha) string { return d.Confidence }),
	}), rows)}, nil
}

// applies says whether a deadline is the programme's, as far as its file tells.
func applies(d *calendar.Deadline, y *Year) string {
	certified, credited := false, false
	for _, c := range register(y) {
		if c.From <= d.Due && (!c.To.Known() || d.Due <= c.To) {
			certified, credited = true, credited || c.Kind == "iva_ieps"
		}
	}
	sectors := y.Basis != nil && y.Basis.Programme != nil && len(y.Basis.Programme.Sectores) > 0
	for _, tag := range d.Applies {
		if tag == "immex" || tag == "rece" && certified || tag == "scccyg" && credited || tag == "prosec" && sectors {
			return "si"
		}
	}
	return "desconocido"
}
