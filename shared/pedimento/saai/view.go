package saai

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// FileView is the JSON contract of an archivo M: what the file says beyond its
// pedimentos, which are papers of their own.
type FileView struct {
	Archivo       *string           `json:"archivo"`
	Prevalidador  *string           `json:"prevalidador"`
	Registros     int               `json:"registros"`
	Cotejo        document.Cotejo   `json:"cotejo"`
	Declaraciones []DeclarationView `json:"declaraciones"`
}

// DeclarationView is one pedimento of the file with the records that its own
// view has no place for.
type DeclarationView struct {
	Patente    *string         `json:"patente"`
	Aduana     *string         `json:"aduana"`
	Documento  *string         `json:"documento"`
	Movimiento *string         `json:"movimiento"`
	Efecto     document.Efecto `json:"efecto"`
	Acuse      *string         `json:"acuse"`
	Firmas     []RegistroView  `json:"firmas"`
	Otros      []RegistroView  `json:"registros"`
}

// RegistroView is a record with its filled fields, named as in the lineamientos
// and as written.
type RegistroView struct {
	Registro string      `json:"registro"`
	Linea    int         `json:"linea"`
	Campos   []CampoView `json:"campos"`
}

// CampoView is one field as written.
type CampoView struct {
	Campo string `json:"campo"`
	Valor string `json:"valor"`
}

// View is the JSON contract of the file.
func (f *File) View(document.Lang) any {
	v := FileView{
		Archivo: pedimento.Opt(f.Nombre), Prevalidador: pedimento.Opt(f.Prevalidador), Registros: f.Registros,
		Cotejo: document.CotejoCompleto, Declaraciones: make([]DeclarationView, 0, len(f.Declaraciones)),
	}
	if f.Findings.Blocking() {
		v.Cotejo = document.CotejoNinguno
	}
	for _, d := range f.Declaraciones {
		p := d.Pedimento
		v.Declaraciones = append(v.Declaraciones, DeclarationView{
			Patente: pedimento.Opt(p.Patente), Aduana: pedimento.Opt(p.Aduana), Documento: pedimento.Opt(p.Documento),
			Movimiento: pedimento.Opt(d.Movimiento), Efecto: p.Efecto, Acuse: pedimento.Opt(p.Acuse),
			Firmas: registros(d.Firmas), Otros: registros(d.Otros),
		})
	}
	return v
}

// Summary is one line for a person.
func (f *File) Summary() document.Text {
	return document.Textf("archivo M con %d pedimentos y %d registros", "archivo M of %d pedimentos and %d records", len(f.Declaraciones), f.Registros)
}

func registros(rs []Registro) []RegistroView {
	out := make([]RegistroView, 0, len(rs))
	for _, r := range rs {
		v := RegistroView{Registro: r.Codigo, Linea: r.Linea, Campos: []CampoView{}}
		for _, c := range r.Campos {
			if c.Valor != "" {
				v.Campos = append(v.Campos, CampoView{c.Nombre, c.Valor})
			}
		}
		out = append(out, v)
	}
	return out
}

// RespuestaView is the JSON contract of an answer.
type RespuestaView struct {
	Cotejo document.Cotejo `json:"cotejo"`
	Lineas []LineaView     `json:"lineas"`
}

// LineaView is what one line says of one pedimento.
type LineaView struct {
	Tipo      string        `json:"tipo"`
	Documento *string       `json:"documento"`
	Aduana    *string       `json:"aduana"`
	Patente   *string       `json:"patente"`
	Acuse     *string       `json:"acuse"`
	Codigo    *string       `json:"codigo"`
	Captura   *string       `json:"linea_captura"`
	RFC       *string       `json:"rfc"`
	Banco     *string       `json:"banco"`
	Operacion *string       `json:"numero_operacion"`
	Firma     *string       `json:"firma_banco"`
	Fecha     document.Date `json:"fecha"`
	Hora      *string       `json:"hora"`
	Linea     int           `json:"linea"`
	Texto     string        `json:"texto"`
}

// View is the JSON contract of the answer. It has no control of its own.
func (a *Respuesta) View(document.Lang) any {
	v := RespuestaView{Cotejo: document.CotejoNinguno, Lineas: make([]LineaView, 0, len(a.Lineas))}
	opt := pedimento.Opt
	for _, x := range a.Lineas {
		v.Lineas = append(v.Lineas, LineaView{
			Tipo: x.Tipo, Documento: opt(x.Documento), Aduana: opt(x.Aduana), Patente: opt(x.Patente), Acuse: opt(x.Acuse),
			Codigo: opt(x.Codigo), Captura: opt(x.Captura), RFC: opt(x.RFC), Banco: opt(x.Banco), Operacion: opt(x.Operacion),
			Firma: opt(x.Firma), Fecha: x.Fecha, Hora: opt(x.Hora), Linea: x.Linea, Texto: x.Texto,
		})
	}
	return v
}

// Summary is one line for a person.
func (a *Respuesta) Summary() document.Text {
	counts := map[string]int{}
	for _, x := range a.Lineas {
		counts[x.Tipo]++
	}
	var es, en []string
	for _, t := range []struct{ tipo, es, en string }{
		{LineaAcuse, "validados", "validated"},
		{LineaError, "errores", "errors"},
		{LineaAlerta, "alertas", "alerts"},
		{LineaCaptura, "líneas de captura", "payment lines"},
		{LineaBorrado, "eliminados", "erased"},
		{LineaPago, "pagados", "paid"},
		{LineaRechazada, "rechazados por el banco", "refused by the bank"},
	} {
		if n := counts[t.tipo]; n > 0 {
			d := document.Textf("%d "+t.es, "%d "+t.en, n)
			es, en = append(es, d.ES), append(en, d.EN)
		}
	}
	return document.Text{ES: "respuesta: " + strings.Join(es, ", "), EN: "answer: " + strings.Join(en, ", ")}
}
