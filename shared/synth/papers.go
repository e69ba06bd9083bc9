package synth

import (
	"slices"

	"example.com/immex/shared/document"
)

// maxAnswered is the most partidas of a pedimento asked for in VUCEM: one
// answer per partida is a long wait.
const maxAnswered = 12

// papers emits the other documents of a month, built from its pedimentos.
func (g *generator) papers(index int, peds []*ped, delivered []byte) error {
	in := g.find(peds, "IN", 1)
	steps := []func() error{
		func() error { return g.answers(index, peds, in) },
		func() error { return g.exports(index, peds) },
		func() error { return g.supplierInvoice(in) },
		func() error { return g.mail(index, peds, in) },
		func() error { return g.print(index, peds) },
	}
	if g.opt.ErrorsOn && index == 0 {
		steps = append(steps, func() error { return g.flawed(delivered) })
	}
	for _, s := range steps {
		if err := s(); err != nil {
			return err
		}
	}
	return nil
}

// find picks the pedimentos of a clave and operation that are good to show:
// with invoices, not too long, with one version only.
func (g *generator) find(peds []*ped, clave string, op int) []*ped {
	var out []*ped
	for _, p := range peds {
		if p.clave != clave || p.op != op || len(p.facturas) == 0 || len(p.partidas) > maxAnswered || p.tipo != 1 {
			continue
		}
		if slices.ContainsFunc(peds, func(x *ped) bool { return x.rectifica == p }) ||
			slices.ContainsFunc(g.due, func(x rectification) bool { return x.of == p }) {
			continue
		}
		out = append(out, p)
	}
	return out
}

// answers emits VUCEM zips: an IN and an RT every month, an F4 in the first,
// and with the defects on an A1 whose quantity contradicts the Data Stage.
func (g *generator) answers(index int, peds, in []*ped) error {
	show := slices.Concat(first(in), first(g.find(peds, "RT", 2)))
	if index == 0 {
		show = append(show, first(g.find(peds, "F4", 1))...)
	}
	for _, p := range show {
		if err := g.answer(p, 0); err != nil {
			return err
		}
	}
	if a1 := first(g.find(peds, "A1", 1)); g.opt.ErrorsOn && index == 0 && len(a1) > 0 {
		g.defect(ErrorTruth{
			Kind: "vucem_contradicts_datastage", File: "vucem_" + a1[0].number + ".zip", Pedimento: a1[0].number,
			Expect: "finding: cantidad_umt of partida 1 differs between sources",
		})
		return g.answer(a1[0], 1000)
	}
	return nil
}

func (g *generator) answer(p *ped, extra int64) error {
	name, b, contains, err := g.vucemZip(p, extra)
	if err != nil {
		return err
	}
	g.alsoIn(p, name)
	return g.put(FileTruth{Name: name, Kind: document.KindZip, Expect: document.Accepted, Month: monthName(g.month), Contains: contains}, b)
}

// first is the list cut to its first element.
func first(list []*ped) []*ped { return list[:min(1, len(list))] }

// exports emits the CFDI of every definitive export and of the first two
// returns; with the defects on, one more has a wrong total.
func (g *generator) exports(index int, peds []*ped) error {
	rt := g.find(peds, "RT", 2)
	for _, p := range append(g.find(peds, "A1", 2), rt[:min(2, len(rt))]...) {
		uuid, b := g.invoiceXML(p, 0)
		g.alsoIn(p, "cfdi_"+uuid+".xml")
		if err := g.put(FileTruth{Name: "cfdi_" + uuid + ".xml", Kind: document.KindCFDI, Expect: document.Accepted, Month: monthName(g.month)}, b); err != nil {
			return err
		}
	}
	if !g.opt.ErrorsOn || index != 0 || len(rt) < 3 {
		return nil
	}
	uuid, b := g.invoiceXML(rt[2], 100_00)
	name := "cfdi_" + uuid + ".xml"
	g.defect(ErrorTruth{Kind: "cfdi_wrong_total", File: name, Pedimento: rt[2].number, Expect: "quarantined: total differs from its lines"})
	return g.put(FileTruth{Name: name, Kind: document.KindCFDI, Expect: document.Quarantined, Month: monthName(g.month)}, b)
}

// supplierInvoice emits the CSV of the first import with a single invoice.
func (g *generator) supplierInvoice(in []*ped) error {
	for _, p := range in {
		if len(p.facturas) != 1 {
			continue
		}
		number, b, err := g.invoiceCSV(p)
		if err != nil {
			return err
		}
		g.alsoIn(p, "factura_"+number+".csv")
		return g.put(FileTruth{Name: "factura_" + number + ".csv", Kind: document.KindInvoice, Expect: document.Accepted, Month: monthName(g.month)}, b)
	}
	return nil
}

// mail emits a broker's mail in the first month, with the VUCEM answers of
// the second import and the CFDI of a return that come by no other way.
func (g *generator) mail(index int, peds, in []*ped) error {
	if index != 0 || len(in) < 2 {
		return nil
	}
	p := in[1]
	name, b, _, err := g.vucemZip(p, 0)
	if err != nil {
		return err
	}
	files := []attachment{{name, "application/zip", b}}
	g.alsoIn(p, "correo_agente.eml")
	if rt := g.find(peds, "RT", 2); len(rt) > 3 {
		uuid, x := g.invoiceXML(rt[3], 0)
		files = append(files, attachment{"CFDI_" + uuid + ".XML", "application/octet-stream", x})
		g.alsoIn(rt[3], "correo_agente.eml")
	}
	var contains []string
	for _, f := range files {
		contains = append(contains, f.name)
	}
	n := p.number
	eml := brokerMail(g.co, p.broker, p.pago.AddDays(2), "RV: Documentación pedimento "+n[:2]+" "+n[2:4]+" "+n[4:8]+" "+n[8:]+" – operación de prueba", files)
	return g.put(FileTruth{Name: "correo_agente.eml", Kind: document.KindMail, Expect: document.Accepted, Month: monthName(g.month), Contains: contains}, eml)
}

// alsoIn notes that another document tells a pedimento.
func (g *generator) alsoIn(p *ped, name string) {
	for i := range g.truth.List {
		if t := &g.truth.List[i]; t.Number == p.number {
			t.AlsoIn = append(t.AlsoIn, name)
		}
	}
}
