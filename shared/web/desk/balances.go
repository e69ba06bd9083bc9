package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/report"
	"example.com/immex/shared/web/page"
)

func balanceRoutes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: "/p/{rfc}/saldos", May: readers(), Title: document.Text{ES: "Saldos", EN: "Balances"}, Key: "b", Examples: []string{"?por=parte", "?por=pedimento&pagina=2", "?por=aduana", "?por=lote&fraccion={fraccion}"}, screen: (*Desk).balances},
	}
}

// grouping is a way to add lots up.
type grouping struct {
	Key  string
	Name document.Text
	of   func(*OpenLot) string
}

// byLot shows the lots themselves.
const byLot = "lote"

func groupings() []grouping {
	return []grouping{
		{"fraccion", document.Text{ES: "Fracción", EN: "Fracción"}, func(l *OpenLot) string { return l.Fraccion }},
		{"parte", document.Text{ES: "Parte", EN: "Part"}, func(l *OpenLot) string { return l.Parte }},
		{"pedimento", document.Text{ES: "Pedimento", EN: "Pedimento"}, func(l *OpenLot) string { return l.Pedimento }},
		{"aduana", document.Text{ES: "Aduana", EN: "Customs office"}, func(l *OpenLot) string {
			_, aduana, _, _ := pedimento.Split(l.Pedimento)
			return aduana
		}},
		{byLot, document.Text{ES: "Lote", EN: "Lot"}, func(l *OpenLot) string { return l.ID }},
	}
}

// confinement is a value that lots may be confined to, by the key of an address.
type confinement struct {
	grouping
	say func(string) document.Text // the value in words; nil: it is told as it is
}

// confinements are all that a list of lots at the end of a day may be confined to:
// what they are added up by, their unit, the band and the month of their due date,
// and that something of them waits for a decision. The lots of a figure are those
// that its address names this way.
func confinements(on document.Date) (out []confinement) {
	for _, g := range groupings() {
		out = append(out, confinement{grouping: g})
	}
	return append(out,
		confinement{grouping{"umt", document.Text{ES: "Unidad (UMT)", EN: "Unit (UMT)"}, func(l *OpenLot) string { return l.UMT }}, unitOf},
		confinement{grouping{"tramo", document.Text{ES: "Vence", EN: "Due"}, func(l *OpenLot) string { return bandOf(l, on) }}, bandName},
		confinement{grouping{"mes", document.Text{ES: "Mes de vencimiento", EN: "Month due"}, func(l *OpenLot) string { return dueMonth(l, on) }}, monthName},
		confinement{grouping{"por_decidir", document.Text{ES: "Por decidir", EN: "To decide"}, func(l *OpenLot) string {
			if l.Held > 0 {
				return affirmed
			}
			return ""
		}}, func(string) document.Text { return document.Text{ES: "algo", EN: "some"} }},
	)
}

// affirmed is the value of what is or is not so.
const affirmed = "si"

// lotsAt is the address of the lots left today that are confined to some values.
func (q *Ask) lotsAt(only url.Values) string {
	only.Set("por", byLot)
	return q.at("saldos") + "?" + only.Encode()
}

// bandHere is the address of the lots of a band, of those of this very page.
func (q *Ask) bandHere(key, value string) string { return q.lotsHere(key, value) }

// bandToday is the address of the lots of a band, of all that is left today.
func (q *Ask) bandToday(key, value string) string { return q.lotsAt(url.Values{key: {value}}) }

// lotsHere is the address of the lots of this very page, confined to more values.
func (q *Ask) lotsHere(pairs ...string) string {
	at := q.firstPage()
	asked := at.Query()
	for _, key := range []string{"formato", "tabla"} {
		asked.Del(key)
	}
	asked.Set("por", byLot)
	for pair := range slices.Chunk(pairs, 2) {
		asked.Set(pair[0], pair[len(pair)-1])
	}
	return q.at("saldos") + "?" + asked.Encode()
}

// balances is the screen of what is left.
type balances struct {
	*page.Frame
	page.Downloads
	Tabs     []page.Link
	By       string
	On       document.Date
	KnownDay document.Date
	Known    string // the moment, for the command line
	Filters  []filter
	Lots     int
	Table    *page.Table
	Charts   []*page.Chart
}

// filter is a value the lots are confined to, and the address without it.
type filter struct {
	Key, Value, Off string
	Name, Says      document.Text
}

func (d *Desk) balances(q *Ask) (*Answer, error) {
	v := &balances{Frame: q.Frame(q.Route.Title), By: q.FormValue("por"), Downloads: q.downloads()}
	stock, err := d.stock(q, v)
	if err != nil {
		return nil, err
	}
	all := groupings()
	at := slices.IndexFunc(all, func(g grouping) bool { return g.Key == v.By })
	if v.By == "" {
		at, v.By = 0, all[0].Key
	}
	if at < 0 {
		return nil, missing()
	}
	first := q.firstPage()
	for i := range all {
		v.Tabs = append(v.Tabs, page.Link{Href: page.With(first, "por", all[i].Key), Title: all[i].Name, Current: i == at})
	}
	v.confined(q)
	view, err := stock.view(q.Context(), q.URL.Query())
	if err != nil {
		return nil, err
	}
	v.Lots = len(view.lots)
	if v.By == byLot {
		v.Table = q.lotTable(view.lots, v.On)
	} else {
		groups, err := view.by(q.Context(), &all[at])
		if err != nil {
			return nil, err
		}
		v.Table = q.groupTable(all[at], groups, v.On)
	}
	v.Table.Empty = document.Text{ES: "Nada queda ese día.", EN: "Nothing is left on that day."}
	v.Table.Cut(q.URL)
	v.Charts = []*page.Chart{
		q.bandChart("antiguedad", "tramo", document.Text{ES: "Por días para vencer", EN: "By days left"}, document.Text{ES: "Vence", EN: "Due"}, view.ageing, v.On, q.bandHere),
		q.bandChart("meses", "mes", document.Text{ES: "Por mes de vencimiento", EN: "By month due"}, document.Text{ES: "Mes", EN: "Month"}, view.months, v.On, q.bandHere),
	}
	var others []*page.Table
	for _, c := range v.Charts {
		c.Downloads, others = q.downloadsOf(c.Table), append(others, c.Table)
	}
	return d.show(q, "balances.html", v.Table, v, others...)
}

// stock reads what is left on the day, and as known at the end of the day, that
// the address asks for.
func (d *Desk) stock(q *Ask, v *balances) (*Stock, error) {
	var err error
	if v.On, err = q.day("al", q.Today); err != nil {
		return nil, err
	}
	if v.KnownDay, err = q.day("conocido", 0); err != nil {
		return nil, err
	}
	var known time.Time
	if k := v.KnownDay; k.Known() {
		known = time.Date(k.Year(), time.Month(k.Month()), k.Day()+1, 0, 0, 0, -1, d.Zone)
		v.Known = known.UTC().Format(time.RFC3339Nano)
	} else if err := q.afterOpening(v.On); err != nil { // what was known then may have had no opening balances
		return nil, err
	}
	return d.Reader.Open(q.Context(), q.Programme.RFC, v.On, known) //nolint:wrapcheck // names the book
}

// afterOpening refuses a day before the opening balances: the books begin there.
func (q *Ask) afterOpening(on document.Date) error {
	if key := q.Programme.Basis.Terms.Policy.KeyDate; key.Known() && on < key {
		return refuse(http.StatusUnprocessableEntity,
			"Los libros abren con sus saldos iniciales al %s: del %s no dicen nada.", "The books open with their opening balances of %s: of %s they say nothing.", key, on)
	}
	return nil
}

// confined tells which lots the address asks for.
func (v *balances) confined(q *Ask) {
	asked := q.URL.Query()
	for _, c := range confinements(v.On) {
		if !asked.Has(c.Key) {
			continue
		}
		f := filter{Key: c.Key, Value: asked.Get(c.Key), Off: page.With(q.firstPage(), c.Key, ""), Name: c.Name}
		f.Says = document.Text{ES: f.Value, EN: f.Value}
		if c.say != nil {
			f.Says = c.say(f.Value)
		}
		v.Filters = append(v.Filters, f)
	}
}

// group is lots of one key and one tariff unit: quantities of different units
// are never added.
type group struct {
	key, umt                    string
	lots, expired, doubts, held int
	saldo, late, doubt          money.Sum
	value, owed                 money.Sum
	due                         document.Date
}

func micros(m quantity.Micros) money.Amount { return money.FromMicros(int64(m)) }

func gather(g *grouping, lots []*OpenLot, on document.Date) []group {
	index := map[[2]string]int{}
	var out []group
	for _, l := range lots {
		k := [2]string{g.of(l), l.UMT}
		at, ok := index[k]
		if !ok {
			at = len(out)
			index[k] = at
			out = append(out, group{key: k[0], umt: k[1]})
		}
		r := &out[at]
		r.lots++
		r.saldo.Add(micros(l.SaldoUMT))
		r.value.Add(l.Value)
		r.owed.Add(l.Owed)
		switch bandOf(l, on) {
		case bandExpired:
			r.expired++
			r.late.Add(micros(l.SaldoUMT))
		case bandDoubt:
			r.doubts++
			r.doubt.Add(micros(l.SaldoUMT))
		}
		if l.Held > 0 {
			r.held++
		}
		if l.Due.Known() && (!r.due.Known() || l.Due < r.due) {
			r.due = l.Due
		}
	}
	slices.SortFunc(out, func(a, b group) int {
		if c := strings.Compare(a.key, b.key); c != 0 {
			return c
		}
		return strings.Compare(a.umt, b.umt)
	})
	return out
}

// unitOf is a unit of Apéndice 7 as people say it.
func unitOf(key string) document.Text {
	u, ok := catalog.Default().Unit(key)
	if !ok {
		return document.Text{ES: key, EN: key}
	}
	return document.Text{ES: key + " " + u.Descripcion, EN: key + " " + unitWord(key, u.Descripcion)}
}

// unitOptions are the units of Apéndice 7 to choose from.
func unitOptions() (out []option) {
	for _, u := range catalog.Default().Units() {
		out = append(out, option{Key: u.Clave, Name: unitOf(u.Clave)})
	}
	return out
}

func (q *Ask) groupTable(g grouping, groups []group, on document.Date) *page.Table {
	link := func(pairs ...string) func(*group) string { // to the lots a figure adds up
		return func(r *group) string {
			return q.lotsHere(append([]string{g.Key, r.key, "umt", r.umt}, pairs...)...)
		}
	}
	lots := link()
	t := page.Tabulate("saldos_por_"+g.Key, document.Text{ES: "Saldos por " + strings.ToLower(g.Name.ES), EN: "Balances by " + strings.ToLower(g.Name.EN)}, q.head(on), []page.Field[group]{
		{Key: g.Key, ES: g.Name.ES, EN: g.Name.EN, Kind: report.Text, Whole: true, Of: func(r *group) string { return r.key }, Link: lots},
		{Key: "umt", ES: "Unidad (UMT)", EN: "Unit (UMT)", Kind: report.Text, Whole: true, Of: func(r *group) string { return unitOf(r.umt).In(q.Lang) }},
		{Key: "lotes", ES: "Lotes", EN: "Lots", Kind: report.Integer, Of: func(r *group) string { return strconv.Itoa(r.lots) }, Link: lots},
		{Key: "saldo_umt", ES: "Saldo legal (UMT)", EN: "Legal balance (UMT)", Kind: report.Quantity, Of: func(r *group) string { return total(&r.saldo, r.lots).String() }, Link: lots},
		{Key: "vencido_umt", ES: "De él, vencido", EN: "Of it, expired", Kind: report.Quantity, Of: func(r *group) string { return total(&r.late, r.expired).String() }, Link: link("tramo", bandExpired)},
		{Key: "en_duda_umt", ES: "De él, en duda", EN: "Of it, in doubt", Kind: report.Quantity, Of: func(r *group) string { return total(&r.doubt, r.doubts).String() }, Link: link("tramo", bandDoubt)},
		{Key: "lotes_retenidos", ES: "Lotes por decidir", EN: "Lots to decide", Kind: report.Integer, Of: func(r *group) string { return strconv.Itoa(r.held) }, Link: link("por_decidir", affirmed)},
		{Key: "valor_aduana", ES: "Valor en aduana (MXN)", EN: "Customs value (MXN)", Kind: report.Money, Of: func(r *group) string { return total(&r.value, r.lots).String() }},
		{Key: "contribuciones", ES: "Contribuciones suspendidas (MXN)", EN: "Suspended contributions (MXN)", Kind: report.Money, Of: func(r *group) string { return total(&r.owed, r.lots).String() }},
		{Key: "proximo_vencimiento", ES: "Primer vencimiento", EN: "First due", Kind: report.Date, Of: func(r *group) string { return r.due.String() }},
	}, groups)
	t.Order = document.Text{ES: "Un renglón por unidad: cantidades de unidades distintas no se suman.", EN: "A row per unit: quantities of different units are not added."}
	return t
}

func (q *Ask) lotTable(lots []*OpenLot, on document.Date) *page.Table {
	t := page.Tabulate("saldos_por_lote", document.Text{ES: "Lotes con saldo", EN: "Lots with a balance"}, q.head(on), []page.Field[*OpenLot]{
		{Key: "lote", ES: "Lote", EN: "Lot", Kind: report.Text, Whole: true, Of: func(l **OpenLot) string { return (*l).ID }, Link: func(l **OpenLot) string { return q.traceAt((*l).ID) }},
		{Key: "clave", ES: "Clave", EN: "Clave", Kind: report.Text, Whole: true, Of: func(l **OpenLot) string { return (*l).Clave }},
		{Key: "fraccion", ES: "Fracción", EN: "Fracción", Kind: report.Text, Whole: true, Of: func(l **OpenLot) string { return (*l).Fraccion }},
		{Key: "parte", ES: "Parte", EN: "Part", Kind: report.Text, Whole: true, Of: func(l **OpenLot) string { return (*l).Parte }},
		{Key: "descripcion", ES: "Descripción", EN: "Description", Kind: report.Text, Of: func(l **OpenLot) string { return (*l).Descripcion }},
		{Key: "vence", ES: "Vence", EN: "Due", Kind: report.Date, Of: func(l **OpenLot) string { return (*l).Due.String() }},
		{Key: "vence_ultimo", ES: "Vencido después de", EN: "Expired after", Kind: report.Date, Of: func(l **OpenLot) string { return (*l).DueLast.String() }},
		{Key: "estado", ES: "Estado del plazo", EN: "State of its stay", Kind: report.Text, Whole: true, Of: func(l **OpenLot) string { return stayName(*l, on).In(q.Lang) }},
		{Key: "dias", ES: "Días", EN: "Days", Kind: report.Integer, Of: func(l **OpenLot) string {
			if !(*l).Due.Known() {
				return ""
			}
			return strconv.Itoa(on.DaysUntil((*l).Due))
		}},
		{Key: "unidad", ES: "Unidad", EN: "Unit", Kind: report.Text, Of: func(l **OpenLot) string { return unitOf((*l).Material.Unit).In(q.Lang) }},
		{Key: "saldo", ES: "Saldo", EN: "Balance", Kind: report.Quantity, Of: func(l **OpenLot) string { return (*l).Saldo.String() }},
		{Key: "desperdicio", ES: "Desperdicio", EN: "Desperdicio", Kind: report.Quantity, Of: func(l **OpenLot) string { return (*l).Desperdicio.String() }},
		{Key: "extraviado", ES: "Extraviado", EN: "Missing", Kind: report.Quantity, Of: func(l **OpenLot) string { return (*l).Faltante.String() }},
		{Key: "por_decidir", ES: "Por decidir", EN: "To decide", Kind: report.Quantity, Of: func(l **OpenLot) string { return (*l).Held.String() }},
		{Key: "umt", ES: "UMT", EN: "UMT", Kind: report.Text, Whole: true, Of: func(l **OpenLot) string { return unitOf((*l).UMT).In(q.Lang) }},
		{Key: "saldo_umt", ES: "Saldo legal (UMT)", EN: "Legal balance (UMT)", Kind: report.Quantity, Of: func(l **OpenLot) string { return (*l).SaldoUMT.String() }},
		{Key: "valor_aduana", ES: "Valor en aduana (MXN)", EN: "Customs value (MXN)", Kind: report.Money, Of: func(l **OpenLot) string { return (*l).Value.String() }},
		{Key: "contribuciones", ES: "Contribuciones suspendidas (MXN)", EN: "Suspended contributions (MXN)", Kind: report.Money, Of: func(l **OpenLot) string { return (*l).Owed.String() }},
	}, lots)
	t.Order = document.Text{ES: "Primero el que vence antes; al final los que no tienen plazo.", EN: "The first to fall due on top; those without a term at the end."}
	return t
}
