package mapping

import (
	"maps"
	"slices"

	"example.com/immex/shared/document"
)

// View is the JSON contract of a mapping.
type View struct {
	Proveedor    string              `json:"proveedor"`
	ID           string              `json:"id"`
	Reconoce     []string            `json:"reconoce"`
	Columnas     map[Field][]string  `json:"columnas"`
	Etiquetas    map[Field][]string  `json:"etiquetas"`
	Unidades     map[string]UnitView `json:"unidades"`
	Fecha        string              `json:"fecha"`
	Decimal      string              `json:"decimal"`
	Moneda       string              `json:"moneda"`
	VigenteDesde string              `json:"vigente_desde"`
}

// UnitView is what one unit of the supplier is.
type UnitView struct {
	Clave string `json:"clave"` // Anexo 22 Apéndice 7
}

// View is the mapping as JSON; it holds no sentence, so lang changes nothing.
func (m *Mapping) View(_ document.Lang) any {
	v := View{
		Proveedor: m.Proveedor.Nombre, ID: m.Proveedor.ID, Reconoce: m.Reconoce, Columnas: m.Columnas, Etiquetas: m.Etiquetas,
		Unidades: map[string]UnitView{}, Fecha: m.Fecha, Decimal: m.Decimal, Moneda: m.Moneda, VigenteDesde: m.Since,
	}
	for _, theirs := range slices.Sorted(maps.Keys(m.Unidades)) {
		v.Unidades[theirs] = UnitView{m.Unidades[theirs]}
	}
	return v
}

// Summary is one line for a person.
func (m *Mapping) Summary() document.Text {
	name := m.Proveedor.Nombre
	if name == "" {
		name = m.Proveedor.ID
	}
	n := 0
	for _, f := range m.Columnas {
		n += len(f)
	}
	for _, f := range m.Etiquetas {
		n += len(f)
	}
	return document.Textf("mapeo de %s: %d textos, vigente desde %s", "mapping of %s: %d texts, in force from %s", name, n, m.Since)
}
