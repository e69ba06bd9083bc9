package cove

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// ReplyView is the JSON contract of a message that is no COVE.
type ReplyView struct {
	Schema     int             `json:"schema"`
	Servicio   string          `json:"servicio"`
	Error      bool            `json:"error"`
	Codigo     *string         `json:"codigo"`
	Mensajes   []string        `json:"mensajes"`
	Operacion  *string         `json:"numero_operacion"`
	Hora       *string         `json:"hora_recepcion"`
	Fecha      document.Date   `json:"fecha_recepcion"`
	Tramite    *string         `json:"numero_tramite"`
	EDocument  *string         `json:"edocument"`
	Cadena     *string         `json:"cadena_original"`
	Sello      *string         `json:"sello_digital"`
	Leyenda    *string         `json:"leyenda"`
	Resultados []ResultadoView `json:"resultados"`
	Where      string          `json:"xpath"`
}

// ResultadoView is the outcome of one comprobante.
type ResultadoView struct {
	Numero    *string  `json:"numero"`
	Error     bool     `json:"error"`
	EDocument *string  `json:"edocument"`
	Adenda    *string  `json:"adenda"`
	Mensajes  []string `json:"mensajes"`
	Cadena    *string  `json:"cadena_original"`
	Sello     *string  `json:"sello_digital"`
}

// View is the JSON contract of a reply.
func (r *Reply) View(document.Lang) any {
	opt := pedimento.Opt
	v := ReplyView{
		Schema: Schema, Servicio: r.Servicio, Error: r.Error, Codigo: opt(r.Codigo), Mensajes: list(r.Mensajes),
		Operacion: opt(r.Operacion), Hora: opt(r.Hora), Fecha: r.Fecha, Tramite: opt(r.Tramite), EDocument: opt(r.EDocument),
		Cadena: opt(r.Cadena), Sello: opt(r.Sello), Leyenda: opt(r.Leyenda),
		Resultados: make([]ResultadoView, 0, len(r.Resultados)), Where: r.Where,
	}
	for _, x := range r.Resultados {
		v.Resultados = append(v.Resultados, ResultadoView{
			opt(x.Numero), x.Error, opt(x.EDocument), opt(x.Adenda), list(x.Mensajes), opt(x.Cadena), opt(x.Sello),
		})
	}
	return v
}

// Summary is one line for a person.
func (r *Reply) Summary() document.Text {
	return document.Textf("%s: %s", "%s: %s", r.Servicio, clip(strings.Join(r.Mensajes, "; ")))
}

// View is the JSON contract of a file of several messages: its replies, and
// how many COVE stand in papers of their own.
func (f *File) View(lang document.Lang) any {
	replies := make([]any, 0, len(f.Replies))
	for _, r := range f.Replies {
		replies = append(replies, r.View(lang))
	}
	return struct {
		Schema  int   `json:"schema"`
		Coves   int   `json:"coves"`
		Replies []any `json:"respuestas"`
	}{Schema, len(f.Coves), replies}
}

// Summary is one line for a person.
func (f *File) Summary() document.Text {
	return document.Textf("%d COVE y %d respuestas", "%d COVE and %d answers", len(f.Coves), len(f.Replies))
}
