package contingencia

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// Renglon is an estimate of one lot from one starting point as a line of a
// table: what the package of a month prints. It is left out of what goes to an
// authority.
type Renglon struct {
	Lote        string          `json:"lote"`
	Pedimento   string          `json:"pedimento"`
	Partida     int             `json:"partida"`
	Fraccion    string          `json:"fraccion"`
	Descripcion string          `json:"descripcion"`
	Estado      Estado          `json:"estado"`
	Entrada     document.Date   `json:"entrada"`
	Vence       document.Date   `json:"vence"`
	VenceUltimo document.Date   `json:"vence_ultimo"`
	Atraso      int             `json:"dias_de_atraso"`
	Unidad      string          `json:"unidad"`
	Queda       quantity.Micros `json:"queda"`
	Aduana      money.Amount    `json:"valor_aduana"`

	IGI   money.Amount `json:"igi"`
	CC    money.Amount `json:"cc"`
	DTA   money.Amount `json:"dta"`
	IVA   money.Amount `json:"iva"`
	Otros money.Amount `json:"otros"`

	Inicio        Inicio       `json:"inicio"`
	Causacion     string       `json:"causacion"`
	Meses         int          `json:"meses"`
	Recargo       money.Amount `json:"tasa_recargos"`
	Factor        money.Amount `json:"factor"`
	Actualizado   Cuenta       `json:"actualizado"`
	SinActualizar Cuenta       `json:"sin_actualizar"`
	Escenarios    []Escenario  `json:"escenarios"`
	Espera        []Escenario  `json:"esperar_un_mes"`

	Supuestos   string          `json:"supuestos"` // codes, between spaces
	Desconocido []document.Text `json:"desconocido"`
}

// Renglones are the lines of one lot, one for each starting point: none for a
// lot without a due date. wait is what Esperar says, or nil.
func Renglones(l *Lote, wait []Punto) []Renglon {
	codes := []string{}
	for _, s := range l.Supuestos.All() {
		codes = append(codes, s.Code())
	}
	out := make([]Renglon, 0, len(l.Puntos))
	for i := range l.Puntos {
		p := &l.Puntos[i]
		r := Renglon{
			Lote: l.Lote, Pedimento: l.Pedimento, Partida: l.Partida, Fraccion: l.Fraccion, Descripcion: l.Descripcion, Estado: l.Estado,
			Entrada: l.Entrada, Vence: l.Vence, VenceUltimo: l.VenceUltimo, Atraso: p.Atraso, Unidad: l.Unidad, Queda: l.Queda, Aduana: l.Aduana,
			IGI: l.amount(IGI), CC: l.amount(CC), DTA: l.amount(DTA), IVA: l.amount(IVA), Otros: l.amount(Otros),
			Inicio: p.Inicio, Causacion: p.Causacion, Meses: p.Meses, Recargo: p.Recargo, Factor: p.Factor,
			Actualizado: p.Actualizado, SinActualizar: p.SinActualizar, Escenarios: p.Escenarios,
			Supuestos: strings.Join(codes, " "), Desconocido: p.Desconocido,
		}
		if i < len(wait) {
			r.Espera = wait[i].Escenarios
		}
		out = append(out, r)
	}
	return out
}

// amount is a contribution of the lot; one it has no line for is nothing.
func (l *Lote) amount(clave string) money.Amount {
	for i := range l.Contribuciones {
		if l.Contribuciones[i].Clave == clave {
			return l.Contribuciones[i].Importe
		}
	}
	return money.Int(0)
}
