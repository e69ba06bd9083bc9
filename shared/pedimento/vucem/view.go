package vucem

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// Messages are the messages of one file, to show what was read of it.
type Messages []*Message

// FileView is the JSON contract of a file of VUCEM messages.
type FileView struct {
	Cotejo   document.Cotejo `json:"cotejo"`
	Mensajes []MessageView   `json:"mensajes"`
}

// MessageView is one message; the blocks of other kinds are [] or null. The
// data of a header are in the pedimento it makes.
type MessageView struct {
	Tipo        Kind                   `json:"tipo"`
	Servicio    string                 `json:"servicio"`
	Operacion   *string                `json:"numero_operacion"`
	Texto       *string                `json:"texto"`
	Codigo      *string                `json:"codigo"`
	Documento   *string                `json:"documento"`
	Partidas    []int                  `json:"partidas"`
	Partida     *pedimento.PartidaView `json:"partida"`
	Pedimentos  []RefView              `json:"pedimentos"`
	Criterios   []CriterioView         `json:"criterios"`
	Prevalida   *string                `json:"prevalidador"`
	FechaEstado document.Date          `json:"fecha_estado"`
	HoraEstado  *string                `json:"hora_estado"`
	Estados     []EstadoView           `json:"estados"`
	Remesas     []RemesaView           `json:"remesas"`
}

// CriterioView is what a request asks by, as written.
type CriterioView struct {
	Campo string `json:"campo"`
	Valor string `json:"valor"`
}

// RefView names a pedimento of a listing or a request.
type RefView struct {
	Aduana    *string `json:"aduana"`
	Patente   *string `json:"patente"`
	Documento *string `json:"documento"`
}

// EstadoView is one state.
type EstadoView struct {
	Clave          *string `json:"clave"`
	Descripcion    *string `json:"descripcion"`
	SubClave       *string `json:"subclave"`
	SubDescripcion *string `json:"subdescripcion"`
	Secuencia      *string `json:"secuencia"`
}

// RemesaView is one shipment.
type RemesaView struct {
	Comprobante *string `json:"comprobante"`
	Agente      *string `json:"agente"`
	SA          *string `json:"sa"`
}

// View is the JSON contract of the file. The messages that are no pedimento
// have no control of their own.
func (ms Messages) View(document.Lang) any {
	v := FileView{Cotejo: document.CotejoNinguno, Mensajes: make([]MessageView, 0, len(ms))}
	for _, m := range ms {
		v.Mensajes = append(v.Mensajes, m.view())
	}
	return v
}

// Summary is one line for a person.
func (ms Messages) Summary() document.Text {
	if len(ms) == 1 {
		return document.Textf("mensaje de VUCEM: %s", "VUCEM message: %s", ms[0].Service)
	}
	return document.Textf("%d mensajes de VUCEM", "%d VUCEM messages", len(ms))
}

func (m *Message) view() MessageView {
	opt := pedimento.Opt
	v := MessageView{
		Tipo: m.Kind, Servicio: m.Service, Operacion: opt(m.Operacion), Texto: opt(m.Texto), Codigo: opt(m.Codigo),
		Partidas: append([]int{}, m.Numeros...), Criterios: []CriterioView{}, Prevalida: opt(m.Prevalidador),
		FechaEstado: m.FechaEstado, HoraEstado: opt(m.HoraEstado),
		Pedimentos: []RefView{}, Estados: []EstadoView{}, Remesas: []RemesaView{},
	}
	for _, c := range m.Criterios {
		v.Criterios = append(v.Criterios, CriterioView{c[0], c[1]})
	}
	if m.Pedimento != nil {
		v.Documento = opt(m.Pedimento.Documento)
	}
	if m.Partida != nil {
		q := pedimento.PartidaViewOf(m.Partida)
		v.Partida = &q
	}
	for _, r := range m.Refs {
		v.Pedimentos = append(v.Pedimentos, RefView{opt(r.Aduana), opt(r.Patente), opt(r.Documento)})
	}
	for _, s := range m.Estados {
		v.Estados = append(v.Estados, EstadoView{opt(s.Clave), opt(s.Descripcion), opt(s.SubClave), opt(s.SubDescripcion), opt(s.Secuencia)})
	}
	for _, r := range m.Remesas {
		v.Remesas = append(v.Remesas, RemesaView{opt(r.Comprobante), opt(r.Agente), opt(r.SA)})
	}
	return v
}
