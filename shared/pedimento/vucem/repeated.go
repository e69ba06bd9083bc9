package vucem

import (
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/xmlguard"
)

// lists are the elements of the services that may repeat under one parent.
const lists = " fechas tasas proveedoresCompradores facturas transportes guias contenedores identificadores cuentasAduaneras" +
	" descargos destinatarios diferenciasContribuciones determinacionesContribucionesArticulo303 observaciones partidas permisos" +
	" gravamenes importes candados datosVeiculos datosVehiculos estadosPedimento remesas error mensaje "

// oneSpelling maps the misspellings of the services to the right name: both
// under one parent are the same datum twice.
func oneSpelling(name string) string {
	switch name {
	case "medioTrasnporteEntrada", "medioTrasnporteArribo", "medioTrasnporteSalida":
		return strings.Replace(name, "Trasnporte", "Transporte", 1)
	case "aaduanaDespacho":
		return "aduanaDespacho"
	case "UnidadMedida":
		return "unidadMedida"
	case "petente":
		return "patente"
	case "pedimentoComplemetario":
		return "pedimentoComplementario"
	case "secuenciaFracionArancelaria":
		return "secuenciaFraccionArancelaria"
	case "clavedocumento":
		return "claveDocumento"
	}
	return name
}

// repeated says which data that are read once come more than once under one
// parent, equal or not: the first would hide the others.
func (m *Message) repeated(e *xmlguard.Element) {
	byName := map[string][]*xmlguard.Element{}
	var order []string
	for _, c := range e.All("") {
		if m.foreign(e, c) {
			continue
		}
		m.repeated(c)
		name := oneSpelling(c.Local())
		if m.mayRepeat(name, e) {
			continue
		}
		if byName[name] == nil {
			order = append(order, name)
		}
		byName[name] = append(byName[name], c)
	}
	for _, name := range order {
		if same := byName[name]; len(same) > 1 {
			m.sayRepeated(name, same)
		}
	}
}

func (m *Message) sayRepeated(name string, same []*xmlguard.Element) {
	const most = 4
	var values []string
	for i, c := range same {
		if i == most {
			values = append(values, "…")
			break
		}
		values = append(values, strconv.Quote(clip(text(c))))
	}
	m.Findings.Add("vucem_repetido", document.Error, same[1].Where(), document.Textf(
		"<%s> viene %d veces donde va una sola (%s); no se sabe cuál vale. Repita la consulta.",
		"<%s> comes %d times where it goes once (%s); it is not known which one holds. Repeat the query.",
		name, len(same), strings.Join(values, ", ")))
}

// mayRepeat reports a list; a listing also has one pedimento per entry.
func (m *Message) mayRepeat(name string, parent *xmlguard.Element) bool {
	if name == "pedimento" && m.Kind == Listar {
		return strings.HasPrefix(parent.Local(), "consultar")
	}
	return strings.Contains(lists, " "+name+" ")
}

// foreign reports a block this version does not read (see unread).
func (m *Message) foreign(parent, child *xmlguard.Element) bool {
	switch {
	case m.Kind == Completo && parent.Local() == "pedimento", m.Kind == Partida && parent.Local() == "partida":
		return !strings.Contains(known(m.Kind), " "+child.Local()+" ")
	}
	return false
}
