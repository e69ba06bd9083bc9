package catalog

import (
	"slices"

	"example.com/immex/shared/document"
)

// CountryRow is a country of Apéndice 4 with its key of ISO 3166, which the
// CFDI uses: 18 differ.
type CountryRow struct {
	Country, ISO string // ISO "" where it has none
	Name         string
	Validity
}

// Country is a country by its key of Apéndice 4. One that ISO does not have
// comes with its name and an error that is Missing.
func (c *Catalog) Country(key string, on document.Date) (CountryRow, error) {
	r, err := c.find("paises_iso", on, on.String(), key)
	return country(r), err
}

// CountryByISO is a country by its key of ISO 3166; where two keys of Apéndice
// 4 have one of ISO the first of the table.
func (c *Catalog) CountryByISO(iso string, on document.Date) (CountryRow, error) {
	rows := c.LawRows("paises_iso")
	for i := range rows {
		if r := &rows[i]; iso != "" && r.Cells["iso3"] == iso && r.Holds(on) {
			return country(r), nil
		}
	}
	return CountryRow{}, &Missing{Table: "paises_iso", Key: iso, When: on.String()}
}

func country(r *LawRow) CountryRow {
	return CountryRow{r.Cells["pais"], r.Cells["iso3"], r.Cells["nombre"], r.Validity}
}

// IdentifierRow is an identifier of Apéndice 8 at a level.
type IdentifierRow struct {
	Key         string
	Level       string // G pedimento, P partida
	Description string
	Complements document.Text // what they hold, as far as known
	Use         document.Text // what it is for in an IMMEX, as far as known
	Validity
}

// Identifier is an identifier at a level (G pedimento, P partida): five keys
// are of both, with other meanings.
func (c *Catalog) Identifier(key, level string, on document.Date) (IdentifierRow, error) {
	r, err := c.find("identificadores", on, on.String(), key, level)
	return IdentifierRow{
		r.Cells["identificador"], r.Cells["nivel"], r.Cells["descripcion"],
		document.Text{ES: r.Cells["complementos"], EN: r.Cells["complements"]},
		document.Text{ES: r.Cells["uso"], EN: r.Cells["use"]},
		r.Validity,
	}, err
}

// RegimeRow says that a clave may come under a régimen.
type RegimeRow struct {
	Clave, Operacion, Regimen string // Operacion "" is either
	Validity
}

// Regimes are the régimenes a clave and an operation may come under. Without
// any nothing is known; no row is confirmed.
func (c *Catalog) Regimes(clave, operacion string, on document.Date) (out []RegimeRow) {
	rows := c.regimeRows[clave]
	for i := range rows {
		if r := &rows[i]; (r.Operacion == "" || r.Operacion == operacion) && r.Holds(on) {
			out = append(out, *r)
		}
	}
	return out
}

func addRegime(c *Catalog, m map[string]string, v Validity) error {
	c.regimeRows[m["clave"]] = append(c.regimeRows[m["clave"]], RegimeRow{m["clave"], m["operacion"], m["regimen"], v})
	return nil
}

// RequirementRow is a cross-check of an identifier.
type RequirementRow struct {
	Code string
	// Needs: under Regimen or FormaPago the identifier must be there. Otherwise
	// the identifier, where it is there, supposes what Title says.
	Needs              bool
	Regimen, FormaPago string
	Identifier, Level  string
	Condition          document.Text // what no column decides, "" when nothing
	Title              document.Text
	Validity
}

// Requirements are the cross-checks in force on a day, in the order of the
// table.
func (c *Catalog) Requirements(on document.Date) (out []RequirementRow) {
	rows := c.LawRows("requisitos_identificador")
	for i := range rows {
		if r := &rows[i]; r.Holds(on) {
			out = append(out, RequirementRow{
				r.Cells["requisito"], r.Cells["sentido"] == "exige", r.Cells["regimen"], r.Cells["forma_pago"], r.Cells["identificador"], r.Cells["nivel"],
				document.Text{ES: r.Cells["condicion"], EN: r.Cells["condition"]},
				r.title(), r.Validity,
			})
		}
	}
	return out
}

func regimenClave() LawTable {
	return LawTable{
		Name: "regimen_clave", Title: document.Text{ES: "régimen de cada clave", EN: "régimen of each document key"},
		Key: []string{"clave", "operacion", "regimen"}, Droppable: true,
		Columns: []LawColumn{
			lawKey("clave", "document_key", "clave del Apéndice 2", "key of Apéndice 2", "IN"),
			lawEnum("operacion", "operation", "IMP o EXP; vacío: ambas", "IMP or EXP; blank: both", "IMP", "", "IMP", "EXP"),
			lawKey("regimen", "regime", "régimen del Apéndice 16", "régimen of Apéndice 16", "ITE"),
		},
	}
}

func requisitos() LawTable {
	return LawTable{
		Name: "requisitos_identificador", Title: document.Text{ES: "cotejos de identificadores", EN: "cross-checks of identifiers"},
		Key: []string{"requisito"}, Droppable: true,
		Columns: slices.Concat([]LawColumn{
			lawKey("requisito", "requirement", "clave del cotejo", "key of the check", "ite_im"),
			lawEnum("sentido", "sense", "exige: pide el identificador; supone: el identificador pide lo que dice el título", "exige: asks for the identifier; supone: the identifier asks for what the title says", "exige", "exige", "supone"),
			lawText("regimen", "regime", "régimen en que se exige", "régimen it is asked for under", "ITE"),
			lawText("forma_pago", "payment_form", "forma de pago con que se exige", "form of payment it is asked for with", ""),
			lawKey("identificador", "identifier", "clave del Apéndice 8", "key of Apéndice 8", "IM"),
			lawEnum("nivel", "level", "G pedimento, P partida", "G pedimento, P partida", "G", "G", "P"),
			lawText("condicion", "condition_es", "lo que ninguna columna decide, en español", "what no column decides, in Spanish", ""),
			lawText("condition", "condition_en", "lo que ninguna columna decide, en inglés", "what no column decides, in English", ""),
		}, lawTitles()),
	}
}

func paisesISO() LawTable {
	iso := lawKey("iso3", "iso3", "clave ISO 3166 de tres letras", "ISO 3166 key of three letters", "NLD")
	iso.Required, iso.Value = false, true
	return LawTable{
		Name: "paises_iso", Title: document.Text{ES: "países del Apéndice 4 y su clave ISO", EN: "countries of Apéndice 4 and their ISO key"}, Key: []string{"pais"},
		Columns: slices.Concat([]LawColumn{
			lawKey("pais", "country", "clave del Apéndice 4", "key of Apéndice 4", "ZYA"), iso,
			lawKey("nombre", "name", "nombre", "name", "PAISES BAJOS (HOLANDA)"),
		}, lawReasons()),
	}
}

func identificadores() LawTable {
	return LawTable{
		Name: "identificadores", Title: document.Text{ES: "identificadores del Apéndice 8", EN: "identifiers of Apéndice 8"}, Key: []string{"identificador", "nivel"},
		Columns: []LawColumn{
			lawKey("identificador", "identifier", "clave", "key", "IM"),
			lawEnum("nivel", "level", "G pedimento, P partida", "G pedimento, P partida", "G", "G", "P"),
			lawKey("descripcion", "description", "descripción", "description", "Empresas con programa IMMEX"),
			lawText("complementos", "complements_es", "qué traen los complementos, en español", "what the complements hold, in Spanish", ""),
			lawText("complements", "complements_en", "qué traen los complementos, en inglés", "what the complements hold, in English", ""),
			lawText("uso", "use_es", "para qué sirve, en español", "what it is for, in Spanish", ""),
			lawText("use", "use_en", "para qué sirve, en inglés", "what it is for, in English", ""),
		},
	}
}

func registrosSAAI() LawTable {
	return LawTable{
		Name: "registros_saai", Title: document.Text{ES: "registros del archivo de validación", EN: "records of the validation file"}, Key: []string{"registro", "posicion"},
		Columns: []LawColumn{
			lawKey("registro", "record", "número de registro", "number of the record", "501"),
			{Name: "posicion", English: "position", Kind: LawWhole, Meaning: document.Text{ES: "lugar del campo desde 0; vacío si no está confirmado", EN: "place of the field from 0; blank when unconfirmed"}, Example: "1"},
			lawKey("campo", "field", "campo", "field", "patente"),
		},
	}
}

func longitudes() LawTable {
	whole := func(name, english, es, en string) LawColumn {
		return LawColumn{Name: name, English: english, Kind: LawWhole, Meaning: document.Text{ES: es, EN: en}}
	}
	return LawTable{
		Name: "longitudes_pedimento", Title: document.Text{ES: "longitud de los campos del pedimento", EN: "length of the fields of a pedimento"}, Key: []string{"campo"},
		Columns: []LawColumn{
			lawKey("campo", "field", "campo", "field", "patente"),
			lawEnum("tipo", "type", "texto, entero o decimal", "texto (text), entero (whole) or decimal", "texto", "texto", "entero", "decimal"),
			whole("enteros", "length", "signos, o dígitos enteros", "signs, or whole digits"),
			whole("decimales", "decimals", "decimales", "decimals"),
		},
	}
}
