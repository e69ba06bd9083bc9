package doda

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// Schema is the version of the JSON contract below.
const Schema = 1

// View is the JSON contract of a message: unknown is null, lists are never null.
type View struct {
	Schema     int             `json:"schema"`
	Servicio   string          `json:"servicio"`
	Error      bool            `json:"error"`
	Codigo     *string         `json:"codigo"`
	Mensajes   []string        `json:"mensajes"`
	Ticket     *string         `json:"ticket"`
	Fecha      document.Date   `json:"fecha"`
	Hora       *string         `json:"hora"`
	Aduana     *string         `json:"aduana"`
	CAAT       *string         `json:"caat"`
	Transporte *string         `json:"id_transporte"`
	Operacion  *string         `json:"tipo_operacion"`
	Pedimentos []PedimentoView `json:"pedimentos"`
	Cadena     *string         `json:"cadena_original"`
	Serie      *string         `json:"serie"`
	Where      string          `json:"xpath"`
}

// PedimentoView is one line of a request.
type PedimentoView struct {
	Patente         *string      `json:"patente"`
	Documento       *string      `json:"documento"`
	Remesa          *string      `json:"remesa"`
	NIU             *string      `json:"dta_niu"`
	DifDolares      money.Amount `json:"importe_dif_dolares"`
	EfectivoDolares money.Amount `json:"importe_efectivo_dolares"`
	UMC             *string      `json:"umc"`
	Articulo7       *string      `json:"articulo7"`
	COVE            *string      `json:"cove"`
}

// View is the JSON contract; it has no text of its own in any language.
func (m *Message) View(document.Lang) any {
	opt := pedimento.Opt
	v := View{
		Schema: Schema, Servicio: m.Servicio, Error: m.Error, Codigo: opt(m.Codigo), Mensajes: append([]string{}, m.Mensajes...),
		Ticket: opt(m.Ticket), Fecha: m.Fecha, Hora: opt(m.Hora), Aduana: opt(m.Aduana), CAAT: opt(m.CAAT), Transporte: opt(m.Transporte),
		Operacion: opt(m.Operacion), Pedimentos: make([]PedimentoView, 0, len(m.Pedimentos)), Cadena: opt(m.Cadena), Serie: opt(m.Serie), Where: m.Where,
	}
	for _, p := range m.Pedimentos {
		v.Pedimentos = append(v.Pedimentos, PedimentoView{
			opt(p.Patente), opt(p.Documento), opt(p.Remesa), opt(p.NIU), p.DifDolares, p.EfectivoDolares, opt(p.UMC), opt(p.Articulo7), opt(p.COVE),
		})
	}
	return v
}

// Summary is one line for a person.
func (m *Message) Summary() document.Text {
	return document.Textf("DODA %s %s: %s", "DODA %s %s: %s", m.Servicio, strings.TrimSpace(m.Codigo+" "+m.Ticket), strings.Join(m.Mensajes, "; "))
}
