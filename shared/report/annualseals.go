package report

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
)

// sello is a row of the roll-forward: a package of a month, or that there is
// none.
type sello struct {
	month       int
	p           *SealedMonth // nil: the month was never sealed
	stands      bool         // no supplement supersedes it: its closings are held against the year's
	enters      bool
	why         document.Text
	differences int
	then, now   money.Amount // credit of its closings in pesos, at the seal and at the cut; unknown where it told none
}

// selloDifiere is a closing that the sealed package and the year tell
// differently.
type selloDifiere struct {
	p          *SealedMonth
	f          ClosingFigure
	then, now  money.Amount
	cause      string // pedimento, tabla, version, no_localizada
	pedimentos []string
	facts      []document.Hash
}

// The causes of a difference.
const (
	causePedimento = "pedimento"
	sealVersion    = "version"
	causeUnknown   = "no_localizada"
)

// sealTables roll the twelve seals of the year forward: each as it was sealed,
// and what later facts changed of what it said. Only definitive ones enter; of a
// package that is not, and stands, what changed is told all the same.
func (s *Set) sealTables(more *More, y *Year) ([]Table, error) {
	for m := 1; m <= 12; m++ {
		if err := s.sealsOf(m, more, y); err != nil {
			return nil, err
		}
	}
	return []Table{s.sealTable(), s.differenceTable(), s.lateTable()}, nil
}

// sealsOf takes the packages of a month, the last of which stands.
func (s *Set) sealsOf(m int, more *More, y *Year) error {
	var last *SealedMonth
	for i := range y.Seals {
		if p := &y.Seals[i]; p.Month == m {
			last = p
			s.year.seals = append(s.year.seals, sello{month: m, p: p, why: document.Textf("la sustituye un complemento", "a supplement supersedes it")})
		}
	}
	if last == nil {
		s.year.seals = append(s.year.seals, sello{month: m, why: document.Textf("falta: no se ha sellado", "missing: never sealed")})
		return nil
	}
	r := &s.year.seals[len(s.year.seals)-1]
	r.stands, r.enters = true, last.State == "definitivo"
	first := document.NewDate(s.Head.From.Year(), m, 1)
	now, err := ClosingsAt(more.whole(), more.Credit, first, first.MonthEnd())
	if err != nil {
		return err
	}
	found := changedSince(last, now)
	for i := range found {
		found[i].because(more.whole(), first.MonthEnd(), y)
	}
	r.differences = len(found)
	if last.TellsCredit {
		r.then, r.now = creditIn(last.Figures), creditIn(now)
	}
	r.why = r.told()
	s.year.differ = append(s.year.differ, found...)
	return nil
}

// creditIn is the credit in pesos that closings tell: none of them is no credit.
func creditIn(figures []ClosingFigure) money.Amount {
	var sum money.Sum
	told := 0
	for i := range figures {
		if figures[i].Concept == ClosingCredit {
			sum.Add(figures[i].Value)
			told++
		}
	}
	return valueOf(&sum, told)
}

// told says of a standing package what became of its closings.
func (r *sello) told() document.Text {
	late := len(r.p.Late)
	out := document.Textf("como se selló; hechos posteriores: %d", "as it was sealed; later facts: %d", late)
	if r.differences > 0 {
		out = document.Textf("corregido después; cierres que cambiaron: %d; hechos posteriores: %d", "corrected afterwards; closings that changed: %d; later facts: %d", r.differences, late)
	}
	if !r.enters {
		state := stateName(r.p.State)
		return document.Text{ES: "falta el definitivo: es " + state.ES + "; " + out.ES, EN: "no definitive one: " + state.EN + "; " + out.EN}
	}
	return out
}

// changedSince are the closings that changed since the seal, of what its layout tells.
func changedSince(p *SealedMonth, now []ClosingFigure) (out []selloDifiere) {
	then, today := map[ClosingFigure]money.Amount{}, map[ClosingFigure]money.Amount{}
	var keys []ClosingFigure
	for _, side := range []struct {
		list []ClosingFigure
		into map[ClosingFigure]money.Amount
	}{{p.Figures, then}, {now, today}} {
		for i := range side.list {
			if !p.TellsCredit && side.list[i].Concept != ClosingBalance {
				continue
			}
			side.into[side.list[i].key()] = side.list[i].Value
			keys = append(keys, side.list[i].key())
		}
	}
	slices.SortFunc(keys, func(a, b ClosingFigure) int { return compareFigures(&a, &b) })
	for _, k := range slices.Compact(keys) {
		d := selloDifiere{p: p, f: k, then: orZero(then[k]), now: orZero(today[k])}
		if !d.then.Equal(d.now) {
			out = append(out, d)
		}
	}
	return out
}

func orZero(a money.Amount) money.Amount {
	if !a.Known() {
		return money.Int(0)
	}
	return a
}

// because looks for the facts that came after the seal and tell of the
// fracción: those of a material that has lots of it, or of a pedimento that the
// package had with it and that may be gone. Which of several of them it was no
// sum can tell, so that all are named.
func (d *selloDifiere) because(books []*ledger.Book, on document.Date, y *Year) {
	touched := touching(books, d.f.Fraccion, on)
	var tables []document.Hash
	for i := range d.p.Late {
		l := &d.p.Late[i]
		switch {
		case touched[l.SHA] || l.Had && slices.Contains(l.Fracciones, d.f.Fraccion):
			d.facts = append(d.facts, l.SHA)
			if l.Pedimento != "" && !slices.Contains(d.pedimentos, l.Pedimento) {
				d.pedimentos = append(d.pedimentos, l.Pedimento)
			}
		case l.Kind == "plant" || l.Kind == "programme":
			tables = append(tables, l.SHA)
		}
	}
	slices.Sort(d.pedimentos)
	switch {
	case len(d.pedimentos) > 0:
		d.cause = causePedimento
	case len(d.facts) > 0:
		d.cause = causeTable
	case len(tables) > 0:
		d.cause, d.facts = causeTable, tables
	case d.p.Engine != ledger.Engine || y.Basis != nil && d.p.Catalog != y.Basis.Terms.Catalog.Version:
		d.cause = sealVersion
	default:
		d.cause = causeUnknown
	}
	slices.Sort(d.facts)
}

// touching are the facts of the lots that were there on a day, and of what had
// moved by then, in every material that has a lot of the fracción: a lot of
// another one may be what an exit takes in its stead.
func touching(books []*ledger.Book, fraccion string, on document.Date) map[document.Hash]bool {
	out := map[document.Hash]bool{}
	add := func(facts []document.Hash) {
		for _, h := range facts {
			out[h] = true
		}
	}
	for _, b := range books {
		if !slices.ContainsFunc(b.Lots, func(l ledger.Lot) bool { return l.Fraccion == fraccion }) {
			continue
		}
		for i := range b.Lots {
			if b.Lots[i].AvailableFrom <= on {
				add(b.Lots[i].Facts)
			}
		}
		for i := range b.Exits {
			if b.Exits[i].MovedAt <= on {
				add(b.Exits[i].Facts)
			}
		}
	}
	return out
}

func (s *Set) sealTable() Table {
	of := func(get func(*SealedMonth) string) func(*sello) string {
		return func(r *sello) string {
			if r.p == nil {
				return ""
			}
			return get(r.p)
		}
	}
	return tabulate("sellos", document.Text{ES: "Los doce sellos del ejercicio", EN: "The twelve seals of the year"}, s.Head, slices.Concat([]field[sello]{
		{"mes", "Mes", "Month", Integer, func(r *sello) string { return strconv.Itoa(r.month) }},
		cell("paquete", "Paquete", "Package", of(func(p *SealedMonth) string { return p.Package })),
		cell("estado", "Estado", "State", of(func(p *SealedMonth) string { return p.State })),
		cell("entra", "Entra", "Enters", func(r *sello) string { return yes(r.enters) }),
	}, texts("motivo", "reason", "Motivo", "Reason", func(r *sello) document.Text { return r.why }), []field[sello]{
		{"cifras", "Cifras de cierre", "Closing figures", Integer, of(func(p *SealedMonth) string { return strconv.Itoa(len(p.Figures)) })},
		{"diferencias", "Cambiaron después", "Changed afterwards", Integer, func(r *sello) string {
			if !r.stands {
				return ""
			}
			return strconv.Itoa(r.differences)
		}},
		{"hechos_posteriores", "Hechos posteriores al sello", "Facts after the seal", Integer, of(func(p *SealedMonth) string { return strconv.Itoa(len(p.Late)) })},
		{"credito_al_sello", "Crédito al sellar (MXN)", "Credit at the seal (MXN)", Money, func(r *sello) string { return r.then.String() }},
		{"credito_al_corte", "Crédito al corte anual (MXN)", "Credit at the annual cut (MXN)", Money, func(r *sello) string { return r.now.String() }},
		{"credito_corregido", "Crédito corregido después (MXN)", "Credit corrected afterwards (MXN)", Money, func(r *sello) string { return less(r.now, r.then) }},
		cell("esquema", "Esquema", "Schema", of(func(p *SealedMonth) string { return p.Schema })),
		cell("sha256", "SHA-256", "SHA-256", of(func(p *SealedMonth) string { return string(p.SHA256) })),
	}), s.year.seals)
}

func (s *Set) differenceTable() Table {
	type row = selloDifiere
	amount := func(key, es, en string, of func(*row) string) field[row] {
		return field[row]{key, es, en, Quantity, of}
	}
	return tabulate("sellos_diferencias", document.Text{ES: "Cierres que cambiaron después del sello", EN: "Closings that changed after the seal"}, s.Head, []field[row]{
		{"mes", "Mes", "Month", Integer, func(d *row) string { return strconv.Itoa(d.p.Month) }},
		cell("paquete", "Paquete", "Package", func(d *row) string { return d.p.Package }),
		cell("estado", "Estado", "State", func(d *row) string { return d.p.State }),
		cell("concepto", "Concepto", "Concept", func(d *row) string { return d.f.Concept }),
		cell("fraccion", "Fracción", "Fracción", func(d *row) string { return d.f.Fraccion }),
		cell("umt", "UMT", "UMT", func(d *row) string { return d.f.UMT }),
		cell("contribucion", "Contribución", "Contribution", func(d *row) string { return d.f.Contribucion }),
		cell("forma_pago", "Forma de pago", "Form of payment", func(d *row) string { return d.f.Forma }),
		amount("al_sello", "Al sellar (UMT o MXN)", "At the seal (UMT or MXN)", func(d *row) string { return d.then.String() }),
		amount("al_corte", "Al corte anual (UMT o MXN)", "At the annual cut (UMT or MXN)", func(d *row) string { return d.now.String() }),
		amount("diferencia", "Diferencia", "Difference", func(d *row) string { return less(d.now, d.then) }),
		cell("causa", "Causa", "Cause", func(d *row) string { return d.cause }),
		cell("pedimentos", "Pedimentos", "Pedimentos", func(d *row) string { return strings.Join(d.pedimentos, " ") }),
		cell("hechos", "Hechos (SHA-256)", "Facts (SHA-256)", func(d *row) string { return joined(d.facts) }),
	}, s.year.differ)
}

func joined(list []document.Hash) string {
	out := make([]string, len(list))
	for i, h := range list {
		out[i] = string(h)
	}
	return strings.Join(out, " ")
}

// lateRow is a fact that came after the seal of a month.
type lateRow struct {
	p *SealedMonth
	l *LateFact
}

// lateTable lists every later correction, whether it changed a closing or not.
func (s *Set) lateTable() Table {
	changed := map[document.Hash]map[document.Hash]bool{} // by package
	for i := range s.year.differ {
		d := &s.year.differ[i]
		if changed[d.p.SHA256] == nil {
			changed[d.p.SHA256] = map[document.Hash]bool{}
		}
		for _, h := range d.facts {
			changed[d.p.SHA256][h] = true
		}
	}
	var rows []lateRow
	for i := range s.year.seals {
		if p := s.year.seals[i].p; p != nil {
			for k := range p.Late {
				rows = append(rows, lateRow{p, &p.Late[k]})
			}
		}
	}
	return tabulate("sellos_hechos", document.Text{ES: "Hechos posteriores a cada sello", EN: "Facts after each seal"}, s.Head, []field[lateRow]{
		{"mes", "Mes", "Month", Integer, func(r *lateRow) string { return strconv.Itoa(r.p.Month) }},
		cell("paquete", "Paquete", "Package", func(r *lateRow) string { return r.p.Package }),
		cell("clase", "Clase", "Kind", func(r *lateRow) string { return r.l.Kind }),
		cell("pedimento", "Pedimento", "Pedimento", func(r *lateRow) string { return r.l.Pedimento }),
		cell("clave", "Clave", "Key", func(r *lateRow) string { return r.l.Clave }),
		{"fecha", "Fecha", "Date", Date, func(r *lateRow) string { return r.l.On.String() }},
		cell("explica", "Explica una diferencia", "Explains a difference", func(r *lateRow) string { return yes(changed[r.p.SHA256][r.l.SHA]) }),
		cell("hecho", "Hecho (SHA-256)", "Fact (SHA-256)", func(r *lateRow) string { return string(r.l.SHA) }),
		cell("documento", "Documento (SHA-256)", "Document (SHA-256)", func(r *lateRow) string { return string(r.l.Doc) }),
	}, rows)
}
