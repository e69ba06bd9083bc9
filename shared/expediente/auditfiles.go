package expediente

import (
	"bytes"
	_ "embed" // the page of a kit
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/report"
)

//go:embed auditpage.html.tmpl
var auditPage string

// column is one column of a table of the kit.
func column(key, es, en string, kind report.Kind) report.Column {
	return report.Column{Key: key, Title: document.Text{ES: es, EN: en}, Kind: kind}
}

// tables are the papers of the kit, made from its extracts and documents.
func (a *Audit) tables(head report.Head, again *recomputed) []report.Table {
	return []report.Table{a.lotTable(head, again), a.exitTable(head, again), a.descargoTable(head), a.traceTable(head)}
}

func (a *Audit) lotTable(head report.Head, again *recomputed) report.Table {
	t := report.Table{Name: "lotes", Title: document.Textf("Lotes y su saldo", "Lots and their balance"), Head: head, Columns: []report.Column{
		column("pedimento", "Pedimento", "Pedimento", report.Text), column("clave", "Clave", "Key", report.Text),
		column("partida", "Partida", "Partida", report.Integer), column("parte", "Número de parte", "Part number", report.Text),
		column("fraccion", "Fracción", "Fracción", report.Text), column("descripcion", "Descripción", "Description", report.Text),
		column("pais_origen", "País de origen", "Country of origin", report.Text), column("fecha_pago", "Fecha de pago", "Payment date", report.Date),
		column("disponible_desde", "Disponible desde", "Available from", report.Date), column("vencimiento", "Vencimiento", "Due", report.Date),
		column("valor_aduana", "Valor en aduana (MXN)", "Customs value (MXN)", report.Money), column("umt", "UMT", "UMT", report.Text),
		column("cantidad_umt", "Cantidad UMT", "Quantity UMT", report.Quantity), column("saldo_umt", "Saldo UMT", "Balance UMT", report.Quantity),
		column("unidad", "Unidad del material", "Unit of the material", report.Text), column("cantidad", "Cantidad en su unidad", "Quantity in its unit", report.Quantity),
		column("saldo", "Saldo", "Balance", report.Quantity), column("desperdicio", "Desperdicio", "Desperdicio", report.Quantity),
		column("faltante", "Faltante", "Missing", report.Quantity), column("recalculado", "Recalculado de los hechos", "Recomputed from the facts", report.Text),
		column("lote", "Lote", "Lot", report.Text),
	}}
	for i := range a.Extracts {
		e := &a.Extracts[i]
		for k := range e.Lots {
			l, s := &e.Lots[k], &e.Saldos[k]
			t.Rows = append(t.Rows, []string{
				l.Pedimento, l.Clave, line(l.Partida), l.Parte, l.Fraccion, l.Descripcion, l.Origen, l.Pago.String(), l.AvailableFrom.String(), l.Due.String(),
				l.Aduana.String(), l.UMT, l.CantidadUMT.String(), s.CantidadUMT.String(), e.Of.Unit, l.Cantidad.String(), s.Cantidad.String(), s.Desperdicio.String(),
				s.Faltante.String(), siNo(again.same[l.ID]), l.ID,
			})
		}
	}
	slices.SortStableFunc(t.Rows, byColumn(len(t.Columns)-1))
	return t
}

func (a *Audit) exitTable(head report.Head, again *recomputed) report.Table {
	t := report.Table{Name: "salidas", Title: document.Textf("Salidas y cómo se descargaron", "Exits and how they were discharged"), Head: head, Columns: []report.Column{
		column("pedimento", "Pedimento", "Pedimento", report.Text), column("clave", "Clave", "Key", report.Text),
		column("partida", "Partida", "Partida", report.Integer), column("parte", "Producto o parte", "Product or part", report.Text),
		column("fraccion", "Fracción", "Fracción", report.Text), column("descripcion", "Descripción", "Description", report.Text),
		column("fecha_salida", "Fecha de salida", "Exit date", report.Date), column("rol", "Papel", "Role", report.Text),
		column("unidad", "Unidad del material", "Unit of the material", report.Text), column("cantidad", "Cantidad en su unidad", "Quantity in its unit", report.Quantity),
		column("descargado", "Descargado", "Discharged", report.Quantity), column("retenido", "Retenido", "Held", report.Quantity),
		column("sin_lote", "Sin lote", "Without a lot", report.Quantity), column("recalculado", "Recalculado de los hechos", "Recomputed from the facts", report.Text),
		column("salida", "Salida", "Exit", report.Text),
	}}
	for i := range a.Extracts {
		e := &a.Extracts[i]
		for k := range e.Exits {
			x := &e.Exits[k]
			gone, held, short := e.spent(x.ID)
			t.Rows = append(t.Rows, []string{
				x.Pedimento, x.Clave, line(x.Partida), x.Parte, x.Fraccion, x.Descripcion, x.MovedAt.String(), string(x.Rol), e.Of.Unit, x.Cantidad.String(),
				gone.String(), held.String(), short.String(), siNo(again.same[x.ID]), x.ID,
			})
		}
	}
	slices.SortStableFunc(t.Rows, byColumn(len(t.Columns)-1))
	return t
}

// spent is where the quantity of an exit went.
func (e *Extract) spent(exit string) (gone, held, short quantity.Micros) {
	for i := range e.Descargos {
		if e.Descargos[i].Exit == exit {
			gone += e.Descargos[i].Cantidad
		}
	}
	for i := range e.Cambios {
		if e.Cambios[i].Exit == exit {
			gone += e.Cambios[i].Cantidad
		}
	}
	for i := range e.Held {
		if e.Held[i].Exit == exit {
			held += e.Held[i].Cantidad
		}
	}
	for i := range e.Shortages {
		if e.Shortages[i].Exit == exit {
			short += e.Shortages[i].Cantidad
		}
	}
	return gone, held, short
}

func (a *Audit) descargoTable(head report.Head) report.Table {
	t := report.Table{Name: "descargos", Title: document.Textf("Descargos", "Descargos"), Head: head, Columns: []report.Column{
		column("fecha", "Fecha", "Date", report.Date), column("salida", "Salida", "Exit", report.Text), column("lote", "Lote", "Lot", report.Text),
		column("cantidad_umt", "Cantidad UMT", "Quantity UMT", report.Quantity), column("unidad", "Unidad del material", "Unit of the material", report.Text),
		column("cantidad", "Cantidad en su unidad", "Quantity in its unit", report.Quantity), column("rol", "Papel", "Role", report.Text),
		column("estado", "Estado", "Status", report.Text), column("base", "Base", "Basis", report.Text), column("vencido", "Lote vencido", "Expired lot", report.Text),
	}}
	for i := range a.Extracts {
		e := &a.Extracts[i]
		for k := range e.Descargos {
			d := &e.Descargos[k]
			t.Rows = append(t.Rows, []string{
				d.MovedAt.String(), d.Exit, d.Lot, d.CantidadUMT.String(), e.Of.Unit, d.Cantidad.String(), string(d.Rol), proof(d.Status), basis(d.Basis), siNo(d.Vencido),
			})
		}
		for k := range e.Cambios { // it stays under its lot, and leaves no UMT
			c := &e.Cambios[k]
			t.Rows = append(t.Rows, []string{c.MovedAt.String(), c.Exit, c.Lot, "", e.Of.Unit, c.Cantidad.String(), "a " + c.A, proof(c.Status), basis(c.Basis), ""})
		}
	}
	slices.SortStableFunc(t.Rows, slices.Compare[[]string])
	return t
}

func (a *Audit) traceTable(head report.Head) report.Table {
	t := report.Table{Name: "traza", Title: document.Textf("Documentos de los que sale", "Documents it comes from"), Head: head, Columns: []report.Column{
		column("pedimento", "Pedimento", "Pedimento", report.Text), column("documento", "Documento", "Document", report.Text),
		column("clase", "Clase", "Kind", report.Text), column("fuente", "Fuente", "Source", report.Text), column("sha256", "SHA-256", "SHA-256", report.Text),
		column("contenedor", "SHA-256 del contenedor", "SHA-256 of the container", report.Text), column("lugar", "Lugar", "Place", report.Text),
		column("archivo", "Archivo en el legajo", "File in the kit", report.Text), column("por_que_no", "Por qué no va", "Why it is not here", report.Text),
	}}
	for i := range a.Documents {
		d := &a.Documents[i]
		for _, n := range d.Pedimento {
			t.Rows = append(t.Rows, []string{n, d.Name, string(d.Kind), string(d.Source), string(d.SHA), string(d.Parent), d.At, d.Path, d.why()})
		}
	}
	slices.SortStableFunc(t.Rows, slices.Compare[[]string])
	return t
}

// what says in words what an included document is.
func (d *Traced) what() string {
	if d.Parent != "" {
		return "renglones de su contenedor que son de este pedimento, en su forma canónica"
	}
	return "documento original"
}

// why says in words why a document is listed alone.
func (d *Traced) why() string {
	switch {
	case d.Path != "":
		return ""
	case d.Why == WithOthers:
		return "contiene otros pedimentos; se exhibe completo a requerimiento"
	}
	return "está dentro de su contenedor; su contenido va en hechos/hechos.jsonl"
}

func byColumn(n int) func(a, b []string) int {
	return func(a, b []string) int { return strings.Compare(a[n], b[n]) }
}

// line prints a partida; a record 512 that matches none has no number.
func line(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// basis says how a descargo found its lot, in the words of the reports.
func basis(s string) string {
	if s == "named" {
		return "identificado"
	}
	return s
}

func siNo(b bool) string {
	if b {
		return "si"
	}
	return "no"
}

func proof(s ledger.Status) string {
	switch s {
	case ledger.Proved:
		return "probado"
	case ledger.Undocumented:
		return "sin_documento"
	case ledger.Assumed:
	}
	return "supuesto"
}

// index lists every file of the kit but itself and the manifest.
func (a *Audit) index(p *Package) ([]byte, error) {
	t := report.Table{Name: "indice", Head: p.Manifest.Head, Columns: []report.Column{
		column("archivo", "Archivo", "File", report.Text), column("sha256", "SHA-256", "SHA-256", report.Text),
		column("que_es", "Qué es", "What it is", report.Text), column("pedimentos", "Pedimentos", "Pedimentos", report.Text),
	}}
	what := map[string]string{
		factsPath: "hechos de los pedimentos, uno por línea", extractsPath: "lo que dicen los libros, uno por material", tracedPath: "documentos de los que sale",
		"lotes.csv": "lotes y su saldo", "salidas.csv": "salidas y cómo se descargaron", "descargos.csv": "descargos", "traza.csv": "de qué documento sale cada pedimento",
		"LEEME.txt": "qué es y cómo se verifica", indexPath: "para leer en un navegador",
	}
	for _, f := range p.Files {
		raw, err := f.Bytes()
		if err != nil {
			return nil, err
		}
		t.Rows = append(t.Rows, []string{f.Path, string(document.HashOf(raw)), what[f.Path], ""})
	}
	for i := range a.Documents {
		if d := &a.Documents[i]; d.Path != "" {
			t.Rows = append(t.Rows, []string{d.Path, string(d.SHA), d.what(), strings.Join(d.Pedimento, " ")})
		}
	}
	slices.SortFunc(t.Rows, slices.Compare[[]string])
	t.Rows = slices.CompactFunc(t.Rows, func(a, b []string) bool { return slices.Equal(a, b) })
	var b bytes.Buffer
	if err := t.CSV(&b); err != nil {
		return nil, fault.New(fault.Transient, "audit kit", err)
	}
	return b.Bytes(), nil
}

// proofs say what a verifier can prove of the kit, and what it cannot.
func (a *Audit) proofs(again *recomputed) []document.Text {
	return []document.Text{
		document.Textf("Cada archivo tiene su huella SHA-256 en manifest.json; la firma, si la hay, cubre el legajo entero.",
			"Every file has its SHA-256 in manifest.json; the signature, when there is one, covers the whole kit."),
		document.Textf("De los hechos salen otra vez, iguales, %[1]d de %[2]d lotes y %[3]d de %[4]d salidas. Los demás dependen también de tablas de la planta (partes, listas de materiales, saldos iniciales), que no van.",
			"From the facts %[1]d of %[2]d lots and %[3]d of %[4]d exits come out again alike. The others also depend on tables of the plant (parts, bills of materials, opening balances), which are not here.",
			again.lots, again.of, again.exits, again.ofExits),
		document.Textf("Por cada lote, lo que entró menos sus descargos es lo que queda; por cada salida, lo descargado, lo retenido y lo que no halló lote es lo que salió.",
			"For every lot what came in less its descargos is what is left; for every exit what was discharged, held and found no lot is what left."),
		document.Textf("No se puede comprobar aquí el orden PEPS: depende de todos los lotes y salidas del material, que no se pidieron. El expediente del periodo lo comprueba entero.",
			"The PEPS order cannot be checked here: it depends on all lots and exits of the material, which were not asked for. The package of the period checks it whole."),
	}
}

// leeme is the note on top of the kit, in both languages.
func (a *Audit) leeme(again *recomputed) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s  %s\nPrograma IMMEX / IMMEX programme: %s\nLegajo para auditoría al / Audit kit as of: %s\nPedimentos: %s\n",
		a.RFC, a.Nombre, a.Programa, a.To, strings.Join(a.Scope, " "))
	write := func(title, what, how string, in func(document.Text) string) {
		fmt.Fprintf(&b, "\n%s\n%s\n  immex verify %s.zip\n", title, what, safe(a.RFC)+"-"+safe(a.period()))
		fmt.Fprintf(&b, "%s\n", how)
		for _, t := range a.proofs(again) {
			fmt.Fprintf(&b, "  - %s\n", in(t))
		}
	}
	write("QUÉ ES", `Sólo lo que se pidió: los pedimentos de arriba con su cadena de rectificaciones, sus documentos originales, lotes,
salidas, descargos y saldos. De los demás pedimentos sólo aparece el identificador de la salida o el lote con que se
descargó, y lo que los propios documentos citan. Un documento que contiene también otros pedimentos se enlista en
traza.csv y no se incluye.
  indice.csv index.html  qué hay y dónde
  lotes.csv salidas.csv descargos.csv traza.csv
  hechos/      los hechos y el extracto de los libros
  documentos/  los originales, con su SHA-256 en el nombre; de un Data Stage, los renglones de cada pedimento`, "QUÉ SE COMPRUEBA", func(t document.Text) string { return t.ES })
	write("WHAT IT IS", `Only what was asked for: the pedimentos above with their chain of rectifications, their original documents, lots,
exits, descargos and balances. Of other pedimentos there is only the id of the exit or lot of a descargo, and what the
documents themselves cite. A document that holds other pedimentos too is listed in traza.csv and not included.
  indice.csv index.html  what is here and where
  lotes.csv salidas.csv descargos.csv traza.csv
  hechos/      the facts and the extract of the books
  documentos/  the originals, with their SHA-256 in the name; of a Data Stage, the rows of each pedimento`, "WHAT IS CHECKED", func(t document.Text) string { return t.EN })
	return b.Bytes()
}

// page is the kit to read in a browser, without a network or a script.
func (a *Audit) page(tables []report.Table, again *recomputed) ([]byte, error) {
	t, err := template.New("audit").Parse(auditPage)
	if err != nil {
		return nil, fmt.Errorf("page of the audit kit: %w", err)
	}
	type row struct {
		Cells []string
		Path  string // of the document in the kit
	}
	type table struct {
		report.Table
		Lines []row
	}
	var shown []table
	for i := range tables {
		s := table{Table: tables[i]}
		for _, cells := range tables[i].Rows {
			r := row{Cells: cells}
			if tables[i].Name == "traza" {
				r.Path = cells[len(cells)-2]
			}
			s.Lines = append(s.Lines, r)
		}
		shown = append(shown, s)
	}
	var b bytes.Buffer
	err = t.Execute(&b, map[string]any{"Kit": a, "Tables": shown, "Proofs": a.proofs(again)})
	if err != nil {
		return nil, fmt.Errorf("page of the audit kit: %w", err)
	}
	return b.Bytes(), nil
}
