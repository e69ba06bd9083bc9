package catalog

import (
	"slices"

	"example.com/immex/shared/document"
)

// Effect is what a clave does to the temporary inventory.
type Effect string

// The effects of the table efectos.csv.
const (
	EffectEntry  Effect = "entrada"
	EffectExit   Effect = "salida"
	EffectRegime Effect = "cambio_regimen" // an exit paid as definitive import (F4, F5, A3)
	EffectNone   Effect = "ninguno"
)

// EffectRow is one dated row: clave and operation, narrowed by an identifier.
type EffectRow struct {
	Clave, Operacion string
	Identificador    string // "" any; else the pedimento must carry it
	Effect           Effect
	Tipo             string // insumo, activo_fijo, transferencia, retorno …
	SameState        bool   // the goods leave as they entered: descargo by fracción or part is proved
	Validity
}

func addEffect(c *Catalog, m map[string]string, v Validity) error {
	c.effects = append(c.effects, EffectRow{
		Clave: m["clave"], Operacion: m["operacion"], Identificador: m["identificador"],
		Effect: Effect(m["efecto"]), Tipo: m["tipo"], SameState: m["mismo_estado"] == "si", Validity: v,
	})
	return nil
}

// Effect finds the row for a clave on a date; a row that names an identifier
// the pedimento carries wins over the general one. ok is false for a clave
// outside the table: it makes no fact and a visible finding.
func (c *Catalog) Effect(clave, operacion string, identificadores []string, on document.Date) (row EffectRow, ok bool) {
	for _, r := range c.effects {
		if r.Clave != clave || r.Operacion != operacion || !r.Holds(on) {
			continue
		}
		if r.Identificador == "" {
			if !ok {
				row, ok = r, true
			}
			continue
		}
		if slices.Contains(identificadores, r.Identificador) {
			return r, true
		}
	}
	return row, ok
}
