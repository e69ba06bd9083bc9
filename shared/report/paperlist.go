package report

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// How a paper of the list of LA 59-V stands for one pedimento.
const (
	paperThere    = "consta"
	paperPartly   = "incompleto"
	paperMissing  = "no_consta"
	paperNone     = "sin_declarar" // the pedimento declares none
	paperUnknown  = "no_se_sabe"
	groupImporter = "LA_59_V"
)

// papel59 is one paper of the list with how it stands, and why where that cannot be
// known.
type papel59 struct {
	codigo string
	title  document.Text
	state  string
	why    document.Text
}

// ask holds a pedimento against the papers that the list asks for on its day.
func (r *papersOf) ask(items []catalog.FileItem) {
	r.list = []papel59{}
	for i := range items {
		if items[i].Group == groupImporter {
			x := papel59{codigo: items[i].Code, title: items[i].Title}
			x.state, x.why = r.stands(items[i].Proof)
			r.list = append(r.list, x)
		}
	}
}

// stands is how the paper that a proof shows stands.
func (r *papersOf) stands(proof string) (string, document.Text) {
	switch proof {
	case "pedimentos":
		return paperThere, document.Text{}
	case "coves":
		return r.counted(&r.coves)
	case "cfdi":
		if r.cfdi.declarados == 0 && r.listas > 0 {
			return paperUnknown, document.Textf("constan %d facturas con sus partes; el pedimento no dice en los hechos cuántas ampara", "%d invoices with their parts are on record; the facts do not tell how many the pedimento covers", r.listas)
		}
		return r.counted(&r.cfdi)
	case "edocuments":
		if len(r.edocuments) == 0 {
			return paperUnknown, document.Text{ES: "los hechos no traen ninguno; si lo declara no se sabe", EN: "the facts have none; whether it declares one is not known"}
		}
		return paperUnknown, document.Textf("declara %d; sus archivos no se reciben", "it declares %d; their files are not received", len(r.edocuments))
	case "mve":
		if r.mve {
			return paperUnknown, document.Text{ES: "la declara; su archivo no se recibe", EN: "it declares it; its file is not received"}
		}
		return paperUnknown, document.Text{ES: "no la declara en los hechos; si le toca no se sabe", EN: "the facts declare none; whether it needs one is not known"}
	}
	return paperUnknown, document.Text{ES: "este expediente no la recibe", EN: "this package receives none"}
}

// counted is how papers stand that are declared one by one.
func (r *papersOf) counted(x *papel) (string, document.Text) {
	switch {
	case !r.told:
		return paperUnknown, document.Text{ES: "ningún hecho dice qué declara", EN: "no fact tells what it declares"}
	case x.declarados == 0:
		return paperNone, document.Text{}
	case x.entregados == x.declarados:
		return paperThere, document.Text{}
	case x.entregados == 0:
		return paperMissing, document.Text{}
	}
	return paperPartly, document.Text{}
}

// of names the papers in a state; "": all that are known.
func (r *papersOf) of(states ...string) string {
	var out []string
	for i := range r.list {
		if slices.Contains(states, r.list[i].state) {
			out = append(out, r.list[i].codigo)
		}
	}
	return strings.Join(out, " ")
}

// unscored is why a pedimento has no score, nothing where it has one.
func (r *papersOf) unscored() document.Text {
	switch {
	case r.declarados() > 0:
		return document.Text{}
	case r.told:
		return document.Text{ES: "no declara COVE ni CFDI", EN: "it declares neither COVE nor CFDI"}
	}
	return document.Text{ES: "ningún hecho dice qué COVE ni CFDI declara", EN: "no fact tells which COVE or CFDI it declares"}
}

// unknown says of each paper that cannot be known why, in one language.
func (r *papersOf) unknown(lang document.Lang) string {
	var out []string
	for i := range r.list {
		if x := &r.list[i]; x.state == paperUnknown {
			out = append(out, x.codigo+": "+x.why.In(lang))
		}
	}
	return strings.Join(out, "; ")
}

// listFields are what the list of LA 59-V asks for of each pedimento.
func listFields() []field[papersOf] {
	return slices.Concat([]field[papersOf]{
		{"lista", "Documentos de la lista", "Papers of the list", Integer, func(r *papersOf) string { return strconv.Itoa(len(r.list)) }},
		cell("lista_consta", "De la lista, constan", "Of the list, on record", func(r *papersOf) string { return r.of(paperThere) }),
		cell("lista_no_consta", "De la lista, no constan o incompletos", "Of the list, not on record or in part", func(r *papersOf) string { return r.of(paperMissing, paperPartly) }),
		cell("lista_sin_declarar", "De la lista, no declara ninguno", "Of the list, it declares none", func(r *papersOf) string { return r.of(paperNone) }),
		cell("lista_no_se_sabe", "De la lista, no se sabe", "Of the list, not known", func(r *papersOf) string { return r.of(paperUnknown) }),
	}, []field[papersOf]{
		cell("motivo_no_se_sabe", "Por qué no se sabe", "Why it is not known, in Spanish", func(r *papersOf) string { return r.unknown(document.Spanish) }),
		cell("reason_not_known", "Por qué no se sabe, en inglés", "Why it is not known", func(r *papersOf) string { return r.unknown(document.English) }),
	}, texts("sin_puntaje", "no_score", "Por qué no hay puntaje", "Why there is no score", func(r *papersOf) document.Text { return r.unscored() }))
}

// listPage adds the papers of the list up over the pedimentos.
func (s *Set) listPage(p *pen) {
	type sum struct {
		title document.Text
		of    map[string]int
	}
	by := map[string]*sum{}
	var order []string
	for i := range s.month.papers {
		for _, x := range s.month.papers[i].list {
			if by[x.codigo] == nil {
				by[x.codigo] = &sum{x.title, map[string]int{}}
				order = append(order, x.codigo)
			}
			by[x.codigo].of[x.state]++
		}
	}
	states := []string{paperThere, paperPartly, paperMissing, paperNone, paperUnknown}
	rows := make([][]string, len(order))
	for i, code := range order {
		rows[i] = []string{by[code].title.In(p.lang)}
		for _, state := range states {
			rows[i] = append(rows[i], strconv.Itoa(by[code].of[state]))
		}
	}
	columns := []gridColumn{{document.Text{ES: "Documento de la lista", EN: "Paper of the list"}, 218 * point, false}}
	for _, t := range []document.Text{{ES: "Constan", EN: "On record"}, {ES: "Incompletos", EN: "In part"}, {ES: "No constan", EN: "Missing"}, {ES: "Sin declarar", EN: "None declared"}, {ES: "No se sabe", EN: "Not known"}} {
		columns = append(columns, gridColumn{t, 62 * point, true})
	}
	if len(rows) > 0 {
		p.grid(columns, rows)
	}
	p.para(document.Text{
		ES: "Cuenta pedimentos. Puntúan los COVE y CFDI que los hechos del corte dicen que cada pedimento declara; lo que no se sabe no puntúa, y su motivo está en reportes/expediente.csv. " +
			"Las listas de empaque, los archivos de los anexos y de la MVE, los comprobantes de pago y los contratos no se reciben.",
		EN: "It counts pedimentos. The COVE and CFDI that the facts of the cut say each pedimento declares score; what is not known does not, and why is in reportes/expediente.csv. " +
			"Packing lists, the files of annexes and of the MVE, proofs of payment and contracts are not received.",
	})
}
