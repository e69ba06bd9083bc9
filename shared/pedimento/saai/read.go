package saai

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// Read reads a whole archivo M. Every pedimento in it carries its own
// findings; those of the File refuse all of it. It never fails: what is no
// archivo M comes back as findings.
func Read(b []byte) *File {
	f := &File{}
	if len(b) > MaxBytes {
		f.add("saai_limite", 1, document.Textf(
			"El archivo mide %d bytes, más que los %d que se leen; divídalo.",
			"The file has %d bytes, more than the %d that are read; split it.", len(b), MaxBytes))
		return f
	}
	records := f.scan(b)
	if len(records) > 0 && !closed(records) && withoutBar(records) {
		separate(records)
		f.Findings.Add("saai_sin_barra", document.Warning, "line 1", document.Textf(
			"Ningún registro cierra con |: se leen, pero un renglón cortado en su último campo no se notaría, así que no hacen movimientos. Pida el archivo como salió del sistema del agente.",
			"No record closes with |: they are read, but a line cut in its last field would go unnoticed, so they make no movements. Ask for the file as the broker's system wrote it."))
	}
	r := &reading{file: f, records: records, of: map[string]*draft{}}
	r.openings()
	r.assign()
	r.ending()
	for _, d := range r.drafts {
		f.Declaraciones = append(f.Declaraciones, d.declaration(f.Findings.Has("saai_sin_barra")))
	}
	return f
}

// closed reports that some record has all its fields closed by bars.
func closed(records []record) bool {
	return slices.ContainsFunc(records, func(r record) bool {
		return r.layout != nil && r.piped && r.count == len(r.layout.Fields)
	})
}

// reading is a file on its way to its declarations.
type reading struct {
	file    *File
	records []record
	drafts  []*draft
	of      map[string]*draft // by the seven digits
}

// draft is a declaration while its records are gathered; they need not stand
// together (301 and 302 come before their 500).
type draft struct {
	opening  *record
	records  []*record
	lines    []string // of all its records, those that cannot be read too
	findings document.Findings
}

// openings finds the records 500.
func (r *reading) openings() {
	for i := range r.records {
		x := &r.records[i]
		if x.code != "500" || x.layout == nil {
			continue
		}
		n := x.cell(x.layout.Number)
		if n == "" {
			continue // cut or altered: its shape is judged with the others
		}
		if first, twice := r.of[n]; twice {
			first.findings.Add("saai_500_repetido", document.Error, x.where(), document.Textf(
				"El pedimento %s se abre dos veces en el archivo (líneas %d y %d) y no se sabe de cuál es cada registro; pida el archivo de nuevo.",
				"Pedimento %s is opened twice in the file (lines %d and %d) and it cannot be told which record is of which; ask for the file again.",
				n, first.opening.line, x.line))
			continue
		}
		d := &draft{opening: x}
		r.drafts = append(r.drafts, d)
		r.of[n] = d
	}
	if len(r.drafts) == 0 {
		r.file.add("saai_sin_500", 1, document.Textf(
			"El archivo no abre ningún pedimento (registro 500); envíe el archivo M completo.",
			"The file opens no pedimento (record 500); send the whole archivo M."))
	}
}

// assign gives every record to the pedimento it names. One that names none of
// the file would be lost to the one it belongs to, so it refuses the file; a
// line without a readable number belongs where it stands.
func (r *reading) assign() {
	var here *draft
	for i := range r.records {
		x := &r.records[i]
		if x.code == "801" {
			continue
		}
		r.file.Registros++
		d := here
		if n := x.number(); n != "" {
			var named bool
			d, named = r.of[n]
			if !named {
				r.file.add("saai_huerfano", x.line, document.Textf(
					"El registro %s es del pedimento %q, que el archivo no abre con un 500; pida el archivo de nuevo.",
					"Record %s is of pedimento %q, which the file does not open with a 500; ask for the file again.", x.code, n))
				continue
			}
			here = d
		}
		into := &r.file.Findings
		if d != nil {
			into = &d.findings
			d.lines = append(d.lines, x.text)
		}
		if x.shaped(into) && d != nil && x.layout != nil || reserved(x.code) && d != nil {
			d.records = append(d.records, x)
		}
	}
}

// number is the seven digits a record names its pedimento by; "" when the
// record has no such field.
func (r *record) number() string {
	switch {
	case r.layout != nil && len(r.cells) >= r.layout.Number:
		return r.cell(r.layout.Number)
	case r.code == "999":
		return r.cell(3)
	case reserved(r.code):
		return r.cell(2)
	}
	return ""
}

// ending checks the 801: the last record, with both counters of the file.
func (r *reading) ending() {
	var last *record
	for i := range r.records {
		x := &r.records[i]
		if x.code != "801" {
			continue
		}
		if last != nil {
			r.file.add("saai_801_repetido", x.line, document.Textf(
				"El archivo termina dos veces (801 en las líneas %d y %d); envíe cada archivo M por separado.",
				"The file ends twice (801 at lines %d and %d); send each archivo M on its own.", last.line, x.line))
		}
		last = x
	}
	if last == nil || last != &r.records[len(r.records)-1] {
		r.file.add("saai_sin_801", len(r.records), document.Textf(
			"El archivo no termina con su registro 801: está incompleto o le sobra texto; pídalo de nuevo.",
			"The file does not end with its record 801: it is incomplete or has text after it; ask for it again."))
		return
	}
	if !last.shaped(&r.file.Findings) {
		return
	}
	r.file.Nombre, r.file.Prevalidador = last.cell(2), last.cell(5)
	r.counter("saai_801_pedimentos", last, 3, len(r.drafts), "pedimentos", "pedimentos")
	r.counter("saai_801_registros", last, 4, r.file.Registros, "registros sin contar el 801", "records not counting the 801")
}

func (r *reading) counter(code string, last *record, n, got int, es, en string) {
	if number(last.cell(n)) == got {
		return
	}
	r.file.Findings.Add(code, document.Error, last.where(), document.Text{
		ES: "El 801 dice " + last.cell(n) + " " + es + " y el archivo trae " + strconv.Itoa(got) + "; falta o sobra algo: pida el archivo de nuevo.",
		EN: "The 801 says " + last.cell(n) + " " + en + " and the file holds " + strconv.Itoa(got) + "; something is missing or extra: ask for the file again.",
	})
}

// declaration reads the records of one pedimento.
func (d *draft) declaration(doubtful bool) *Declaration {
	out := &Declaration{Movimiento: strings.TrimLeft(d.opening.cell(2), "0"), lines: d.lines}
	p := &pedimento.Pedimento{
		Source: document.SourceArchivoM, Efecto: document.Proforma, Findings: d.findings,
		Patente: pedimento.PadInt(d.opening.cell(3), 4), Documento: pedimento.PadInt(d.opening.cell(4), 7),
		Aduana: pedimento.PadInt(d.opening.cell(5), 3), Acuse: d.opening.cell(6),
	}
	p.At = d.opening.place()
	out.Pedimento = p
	w := &writer{out: out, p: p, doubtful: doubtful, count: map[string]int{}}
	w.all(d.records)
	return out
}
