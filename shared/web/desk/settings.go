package desk

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/report"
	"example.com/immex/shared/web/page"
)

const settingsPath = "/p/{rfc}/configuracion"

func settingRoutes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: settingsPath, May: readers(), Title: document.Text{ES: "Configuración", EN: "Settings"}, Key: "g", screen: (*Desk).settings},
		{Method: http.MethodGet, Path: "/p/{rfc}/ley/{tabla}", May: readers(), Title: document.Text{ES: "Tabla de ley", EN: "Table of law"}, Under: settingsPath, Examples: []string{"?todas=1"}, screen: (*Desk).law},
	}
}

// item is one thing the programme file says.
type item struct {
	name  document.Text
	value string
}

// settings is what the programme is and which law holds for it.
type settings struct {
	*page.Frame
	page.Downloads
	None    bool // no programme file
	File    *page.Table
	Tables  *page.Table
	Senders *page.Table
	Verbs   *page.Table // of who operates the machine
	Users   string      // address, "" of who may not
	On      document.Date
	Catalog document.Hash
}

func (d *Desk) settings(q *Ask) (*Answer, error) {
	on, err := q.day("al", q.Today)
	if err != nil {
		return nil, err
	}
	b := q.Programme.Basis
	v := &settings{Frame: q.Frame(q.Route.Title), Downloads: q.downloads(), None: b.Programme == nil, On: on, Catalog: b.Terms.Catalog.Law}
	if q.User.Role == adminRole {
		v.Users = q.at("usuarios")
	}
	v.File = page.Tabulate("programa", document.Text{ES: "Programa, como se leyó", EN: "Programme, as it was read"}, q.head(on), []page.Field[item]{
		{Key: "que", ES: "Qué", EN: "What", Kind: report.Text, Of: func(s *item) string { return s.name.In(q.Lang) }},
		{Key: "dice", ES: "Dice", EN: "It says", Kind: report.Text, Of: func(s *item) string { return s.value }},
	}, q.declared(b))
	v.File.Top(page.PerPage, "")
	v.Senders = page.Tabulate("remitentes", document.Text{ES: "Quién puede enviar documentos por correo", EN: "Who may send documents by mail"}, q.head(on), []page.Field[plant.Sender]{
		{Key: "dominio", ES: "Dominio", EN: "Domain", Kind: report.Text, Of: func(s *plant.Sender) string { return s.Dominio }},
		{Key: "desde", ES: "Desde", EN: "From", Kind: report.Date, Of: func(s *plant.Sender) string { return s.Desde.String() }},
		{Key: "hasta", ES: "Hasta", EN: "To", Kind: report.Date, Of: func(s *plant.Sender) string { return s.Hasta.String() }},
	}, q.Programme.Senders)
	v.Senders.Empty = document.Text{ES: "Nadie; se dice con la tabla remitentes.", EN: "Nobody; it is said with the table remitentes."}
	v.Senders.Top(page.PerPage, "")
	v.Verbs = q.verbTable()
	v.Tables = q.lawTables(b.Terms.Catalog, on)
	return d.show(q, "settings.html", v.Tables, v)
}

// verb is what only the command line does.
type verb struct {
	command string
	does    document.Text
}

// verbTable is what whoever operates the machine does on its command line, and no
// screen does.
func (q *Ask) verbTable() *page.Table {
	return page.Tabulate("ordenes", document.Text{ES: "De quien opera la máquina, en su línea de comandos", EN: "Of who operates the machine, on its command line"}, q.head(q.Today), []page.Field[verb]{
		{Key: "orden", ES: "Orden", EN: "Command", Kind: report.Text, Whole: true, Of: func(v *verb) string { return v.command }},
		{Key: "que_hace", ES: "Qué hace", EN: "What it does", Kind: report.Text, Of: func(v *verb) string { return v.does.In(q.Lang) }},
	}, []verb{
		{"immex key", document.Text{ES: "da la llave pública con que se comprueban las firmas; en AWS, con --kms", EN: "gives the public key that signatures are checked with; in AWS, with --kms"}},
		{"immex replay", document.Text{ES: "recalcula todos los libros desde los hechos y los compara byte a byte", EN: "recomputes all books from the facts and compares them byte by byte"}},
		{"immex audit", document.Text{ES: "hace el legajo firmado de los pedimentos que pide una autoridad: firma con la llave de la empresa", EN: "makes the signed kit of the pedimentos an authority asks for: it signs with the key of the company"}},
		{"immex backup", document.Text{ES: "copia los libros y los documentos a otra carpeta", EN: "copies the books and the documents to another folder"}},
		{"immex raoce", document.Text{ES: "da las cifras del reporte anual: ventas y exportaciones por mes, sus puentes, lo presentado, los umbrales y lo que falta; el paquete trae sus tablas", EN: "gives the figures of the annual report: sales and exports by month, their bridges, what was filed, the thresholds and what is missing; the package has its tables"}},
		{"immex diff", document.Text{ES: "compara dos corridas o dos momentos de los libros", EN: "compares two runs or two moments of the books"}},
	})
}

// policyName is a value of the programme file in words.
func policyName(s string) document.Text {
	return inWords(map[string]document.Text{
		ledger.KindFraccion: {ES: "fracción", EN: "fracción"}, ledger.KindPart: {ES: "número de parte", EN: "part number"},
		string(ledger.SinBOMFaltante): {ES: "faltante: no descarga", EN: "faltante: discharges nothing"}, string(ledger.SinBOMDirecto): {ES: "directo: descarga lo mismo que sale", EN: "directo: discharges what leaves"},
		string(ledger.PartByCatalog): {ES: "la del catálogo, si es una sola", EN: "that of the catalogue, when there is one only"}, "iva_ieps": {ES: "IVA e IEPS", EN: "IVA and IEPS"}, "oea": {ES: "OEA", EN: "OEA"},
	}, s)
}

// declared is what the programme file says, and what holds without one.
func (q *Ask) declared(b *programme.Basis) []item {
	p := b.Terms.Policy
	out := []item{
		{document.Text{ES: "Inventario por", EN: "Inventory by"}, policyName(p.InventoryKey).In(q.Lang)},
		{document.Text{ES: "Salida sin lista de materiales (sin_bom)", EN: "Exit without a bill of materials (sin_bom)"}, policyName(string(p.SinBOM)).In(q.Lang)},
		{document.Text{ES: "Parte de una partida sin factura", EN: "Part of a partida without an invoice"}, policyName(string(p.PartBy)).In(q.Lang)},
		{document.Text{ES: "Días de la producción al embarque", EN: "Days from production to shipment"}, strconv.Itoa(p.BOMLeadDays)},
		{document.Text{ES: "Fecha de los saldos iniciales", EN: "Date of the opening balances"}, p.KeyDate.String()},
	}
	f := b.Programme
	if f == nil {
		return out
	}
	out = append([]item{
		{document.Text{ES: "RFC", EN: "RFC"}, f.RFC},
		{document.Text{ES: "Nombre", EN: "Name"}, f.Nombre},
		{document.Text{ES: "Programa IMMEX", EN: "IMMEX programme"}, f.Programa},
		{document.Text{ES: "Modalidad", EN: "Modality"}, f.Modalidad},
		{document.Text{ES: "Domicilio", EN: "Address"}, f.Domicilio},
		{document.Text{ES: "Vigente desde", EN: "In force since"}, f.Since},
		{document.Text{ES: "Base de venta", EN: "Sales basis"}, f.SalesBasis},
		{document.Text{ES: "Sectores de PROSEC", EN: "Sectors of PROSEC"}, strings.Join(f.Sectores, "; ")},
	}, out...)
	for _, c := range f.Company(b.Plant).Certifications {
		out = append(out, item{document.Text{ES: "Certificación", EN: "Certification"}, strings.TrimSpace(policyName(c.Kind).In(q.Lang) + " " + c.Level + " " + c.From.String() + " – " + c.To.String())})
	}
	for _, x := range f.Plantas {
		out = append(out, item{document.Text{ES: "Planta registrada", EN: "Registered plant"}, strings.Trim(x.Lugar+" "+x.Desde+" – "+x.Hasta, " –")})
	}
	return out
}

// lawCount is a table of dated law and how much of it there is.
type lawCount struct {
	table                                       catalog.LawTable
	rows, inForce, unknown, missing, deliveries int
}

func (q *Ask) lawTables(cat *catalog.Catalog, on document.Date) *page.Table {
	var rows []lawCount
	for _, t := range catalog.LawTables() {
		all := cat.LawRows(t.Name)
		held, missing := cat.LawOn(t.Name, on)
		c := lawCount{table: t, rows: len(all), inForce: len(held), missing: len(missing)}
		for i := range all {
			if t.Unknown(&all[i]) {
				c.unknown++
			}
			if all[i].Fact != "" {
				c.deliveries++
			}
		}
		rows = append(rows, c)
	}
	count := func(of func(*lawCount) int) func(*lawCount) string {
		return func(c *lawCount) string { return strconv.Itoa(of(c)) }
	}
	t := page.Tabulate("ley", document.Text{ES: "Tablas de ley con vigencia", EN: "Tables of dated law"}, q.head(on), []page.Field[lawCount]{
		{Key: "tabla", ES: "Tabla", EN: "Table", Kind: report.Text, Whole: true, Of: func(c *lawCount) string { return c.table.Name }, Link: func(c *lawCount) string { return q.at("ley/" + url.PathEscape(c.table.Name)) }},
		{Key: "titulo", ES: "De qué", EN: "Of what", Kind: report.Text, Of: func(c *lawCount) string { return c.table.Title.In(q.Lang) }},
		{Key: "filas", ES: "Filas", EN: "Rows", Kind: report.Integer, Of: count(func(c *lawCount) int { return c.rows })},
		{Key: "vigentes", ES: "Vigentes", EN: "In force", Kind: report.Integer, Of: count(func(c *lawCount) int { return c.inForce })},
		{Key: "sin_dato", ES: "Sin dato", EN: "Without value", Kind: report.Integer, Of: count(func(c *lawCount) int { return c.unknown })},
		{Key: "faltan", ES: "Faltan ese día", EN: "Missing on that day", Kind: report.Integer, Of: count(func(c *lawCount) int { return c.missing })},
		{Key: "entregadas", ES: "Entregadas por la empresa", EN: "Delivered by the company", Kind: report.Integer, Of: count(func(c *lawCount) int { return c.deliveries })},
	}, rows)
	t.Top(page.PerPage, "")
	return t
}

// lawRow is a row in force, or one that is missing.
type lawRow struct {
	row     *catalog.LawRow
	missing *catalog.Missing
}

// law is the screen of one table.
type law struct {
	*page.Frame
	page.Downloads
	Name  string
	Of    document.Text
	On    document.Date
	All   bool
	Table *page.Table
	Held  []option // what the labels of confidence mean
}

// confidenceName is a label of confidence in words.
func confidenceName(label string) document.Text {
	switch label {
	case "C":
		return document.Text{ES: "confirmada", EN: "confirmed"}
	case "C-old":
		return document.Text{ES: "confirmada en un texto anterior a 2025", EN: "confirmed in a text older than 2025"}
	case "3P":
		return document.Text{ES: "de terceros, no confirmada: advierte y no falla", EN: "third party, not confirmed: warns and never fails"}
	case "OWN":
		return document.Text{ES: "lectura propia, no confirmada: advierte y no falla", EN: "our own reading, not confirmed: warns and never fails"}
	}
	return document.Text{}
}

// sourced is where something is said, and how sure that is.
func (q *Ask) sourced(source, confidence string) string {
	return catalog.SourceIn(source, q.Lang) + " (" + cmp.Or(confidenceName(confidence).In(q.Lang), confidence) + ")"
}

func (d *Desk) law(q *Ask) (*Answer, error) {
	t, ok := catalog.LawTableNamed(q.PathValue("tabla"))
	if !ok {
		return nil, missing()
	}
	on, err := q.day("al", q.Today)
	if err != nil {
		return nil, err
	}
	cat := q.Programme.Basis.Terms.Catalog
	v := &law{Frame: q.Frame(q.Route.Title), Downloads: q.downloads(), Name: t.Name, Of: t.Title, On: on, All: q.FormValue("todas") != ""}
	held, missing := cat.LawOn(t.Name, on)
	if v.All {
		held = cat.LawRows(t.Name)
	}
	rows := make([]lawRow, 0, len(held)+len(missing))
	for i := range held {
		rows = append(rows, lawRow{row: &held[i]})
	}
	for _, m := range missing {
		rows = append(rows, lawRow{missing: m})
	}
	for _, c := range catalog.Confidences() {
		v.Held = append(v.Held, option{Key: c, Name: confidenceName(c)})
	}
	v.Table = q.lawTable(t, rows, on)
	v.Table.Cut(q.URL)
	return d.show(q, "law.html", v.Table, v)
}

// kindOfLaw is how the cells of a column of dated law are set.
func kindOfLaw(k catalog.LawKind) report.Kind {
	switch k {
	case catalog.LawAmount:
		return report.Quantity
	case catalog.LawWhole:
		return report.Integer
	case catalog.LawDay, catalog.LawMonth:
		return report.Date
	case catalog.LawText, catalog.LawKey, catalog.LawEnum, catalog.LawPrefix, catalog.LawFraccion:
	}
	return report.Text
}

func (q *Ask) lawTable(t *catalog.LawTable, rows []lawRow, on document.Date) *page.Table {
	cell := func(of func(*catalog.LawRow) string) func(*lawRow) string {
		return func(r *lawRow) string {
			if r.row == nil {
				return ""
			}
			return of(r.row)
		}
	}
	var fields []page.Field[lawRow]
	for _, c := range t.Columns {
		es, en := strings.HasSuffix(c.English, "_es"), strings.HasSuffix(c.English, "_en")
		if c.Name == "motivo" || c.Name == "reason" || es && q.Lang == document.English || en && q.Lang != document.English {
			continue
		}
		head := capital(c.Heading())
		fields = append(fields, page.Field[lawRow]{Key: c.Name, ES: head.ES, EN: head.EN, Kind: kindOfLaw(c.Kind), Of: cell(func(r *catalog.LawRow) string { return c.Word(r.Cells[c.Name]).In(q.Lang) })})
	}
	fields = append(fields,
		page.Field[lawRow]{Key: "desde", ES: "Desde", EN: "From", Kind: report.Date, Of: cell(func(r *catalog.LawRow) string { return r.From.String() })},
		page.Field[lawRow]{Key: "hasta", ES: "Hasta", EN: "To", Kind: report.Date, Of: cell(func(r *catalog.LawRow) string { return r.To.String() })},
		page.Field[lawRow]{Key: "sin_dato", ES: "Qué no se sabe", EN: "What is not known", Kind: report.Text, Of: func(r *lawRow) string {
			switch {
			case r.missing != nil:
				return r.missing.Text().In(q.Lang)
			case t.Unknown(r.row) && r.row.Reason().ES == "":
				return document.Text{ES: "sin dato", EN: "no value"}.In(q.Lang)
			}
			return r.row.Reason().In(q.Lang)
		}},
		page.Field[lawRow]{Key: "entregada", ES: "Entregada", EN: "Delivered", Kind: report.Text, Of: cell(func(r *catalog.LawRow) string { return string(r.Fact) })},
		page.Field[lawRow]{Key: "fuente", ES: "Fuente", EN: "Source", Kind: report.Text, Of: cell(func(r *catalog.LawRow) string { return catalog.SourceIn(r.Source, q.Lang) })},
		page.Field[lawRow]{Key: "confianza", ES: "Confianza", EN: "Confidence", Kind: report.Text, Of: cell(func(r *catalog.LawRow) string { return r.Confidence })},
	)
	out := page.Tabulate("ley_"+t.Name, t.Title, q.head(on), fields, rows)
	out.Empty = document.Text{ES: "Ninguna fila vigente ese día.", EN: "No row in force on that day."}
	return out
}
