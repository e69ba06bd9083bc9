package bomcompany

import (
	"slices"

	"example.com/immex/shared/document"
)

// part is a row of the plant's catalogue and what the pedimentos say of it.
type part struct {
	numero, descripcion, tipo string
	fraccion, umc, umt        string
	factor                    string // UMT per UMC; "" where both are one unit
	declared                  string // unit of the pedimentos, "" for umc
	perDeclared               Micros // units of umc in one declared unit
	usd                       int64  // 10⁻⁴ dollars per declared unit
	lote                      Micros // entries come in multiples of it, in umc
	origen                    string
}

// Units of Apéndice 7.
const (
	kilo   = "1"
	gramo  = "2"
	metro  = "3"
	pieza  = "6"
	millar = "11"
)

const (
	insumo   = "insumo"
	producto = "producto"
	empaque  = "empaque"
)

// catalogue are the parts. Two connectors share a fracción, so that they come
// in one partida; the screw is declared by the thousand and used by the piece.
func catalogue() []part {
	in := func(numero, descripcion, fraccion, umc, umt, factor string, usd int64, lote Micros) part {
		return part{
			numero: numero, descripcion: descripcion, tipo: insumo, fraccion: fraccion, umc: umc, umt: umt,
			factor: factor, declared: umc, perDeclared: unit, usd: usd, lote: lote * unit, origen: "USA",
		}
	}
	out := func(numero, descripcion, fraccion string, usd int64) part {
		p := in(numero, descripcion, fraccion, pieza, pieza, "", usd, 1)
		p.tipo, p.origen = producto, "MEX"
		return p
	}
	screw := in("TOR-50", "TORNILLO M3", "73181599", pieza, kilo, "0.002", 9_5000, 1000)
	screw.declared, screw.perDeclared = millar, 1000*unit
	box := in("CAJ-60", "CAJA DE CARTON", "48191001", pieza, kilo, "0.4", 1_1000, 50)
	box.tipo = empaque
	return []part{
		in("CON-10", "CONECTOR 10 POLOS", "85366999", pieza, kilo, "0.0125", 2500, 400),
		in("CON-20", "CONECTOR 20 POLOS", "85366999", pieza, kilo, "0.0183", 4100, 100),
		in("CON-21", "CONECTOR 20 POLOS ALTERNO", "85366999", pieza, kilo, "0.0191", 3900, 100),
		in("CAB-30", "CABLE CALIBRE 22", "85444999", metro, kilo, "0.045", 3300, 100),
		in("RES-40", "RESINA EPOXICA", "39073001", kilo, kilo, "", 6_2000, 5),
		in("ETI-70", "ETIQUETA IMPRESA", "48211001", pieza, pieza, "", 300, 500),
		screw, box,
		in("ESP-80", "ESPUMA PARA EMPAQUE", "39211301", kilo, kilo, "", 4_5000, 100),
		out("SUB-100", "ARNES", "85443099", 12_0000),
		out("SUB-110", "ARNES ENCAPSULADO", "85443099", 19_0000),
		out("PT-900", "MODULO DE CONTROL", "85371099", 85_0000),
		out("PT-910", "MODULO SENCILLO", "85371099", 47_0000),
		out("PT-920", "EXTENSION", "85444204", 9_0000),
		out("PT-930", "PROTOTIPO", "85371099", 120_0000),
		out("PT-940", "REFACCION", "85371099", 15_0000),
	}
}

// component is a row of a bill of materials. Of the rows of one family the
// first is what the product asks for, the others may stand in for it.
type component struct{ parte, cantidad, unidad, merma, desperdicio, familia string }

// version is a list of materials of a product between two dates.
type version struct {
	producto, version string
	from, to          document.Date // to is zero while it holds
	rows              []component
	stray             bool // comes in a file of its own, which overlaps another version
}

// lists are the bills of materials: three levels, versions that follow each
// other, two connectors that substitute each other. PT-930 has none, and from
// some day on PT-940 has two.
func lists(start document.Date, months int) []version {
	since := start.AddMonths(-24)
	change := start.AddMonths(months / 2).AddDays(14) // the middle of a month
	early := start.AddMonths(months / 3).AddDays(16)
	return []version{
		{"SUB-100", "A", since, early.AddDays(-1), []component{
			{"CON-10", "2", pieza, "", "", ""}, {"CAB-30", "0.75", metro, "1", "2.5", ""},
		}, false},
		{"SUB-100", "B", early, 0, []component{
			{"CON-10", "2", pieza, "0.5%", "", ""}, {"CAB-30", "0.7333333", metro, "1", "2.5", ""},
		}, false},
		{"SUB-110", "A", since, 0, []component{
			{"SUB-100", "1", pieza, "", "", ""}, {"RES-40", "123.4", gramo, "2", "3.5", ""},
		}, false},
		{"PT-900", "A", since, change.AddDays(-1), []component{
			{"SUB-110", "1", pieza, "", "", ""},
			{"CON-20", "3", pieza, "", "1", "F1"},
			{"CON-21", "3", pieza, "", "1", "F1"},
			{"TOR-50", "4", pieza, "1", "", ""},
			{"ETI-70", "1", pieza, "", "", ""},
		}, false},
		{"PT-900", "B", change, 0, []component{
			{"SUB-110", "1", pieza, "", "", ""},
			{"CON-21", "3", pieza, "", "1", "F1"},
			{"CON-20", "3", pieza, "", "1", "F1"},
			{"TOR-50", "6", pieza, "1", "", ""},
			{"ETI-70", "2", pieza, "", "", ""},
		}, false},
		{"PT-910", "A", since, 0, []component{
			{"SUB-100", "2", pieza, "", "", ""},
			{"CON-20", "1", pieza, "", "", ""},
			{"RES-40", "0.0875", kilo, "", "7", ""},
		}, false},
		{"PT-920", "1", since, early.AddDays(-1), []component{
			{"CAB-30", "1.5", metro, "3", "3", ""}, {"CON-10", "1", pieza, "", "", ""},
		}, false},
		{"PT-920", "2", early, 0, []component{
			{"CAB-30", "1.45", metro, "3", "4", ""}, {"CON-10", "1", pieza, "", "", ""},
		}, false},
		{"PT-940", "1", since, 0, []component{{"CON-10", "1", pieza, "", "", ""}}, false},
		{"PT-940", "2", change, 0, []component{{"CON-10", "2", pieza, "", "", ""}}, true},
	}
}

// alias is a name a supplier uses for a part.
type alias struct {
	alias, parte, de string
	from, to         document.Date
}

func aliases(start document.Date) []alias {
	return []alias{
		{"C10-REV-B", "CON-10", "IMAGINARY COMPONENTS INC", start.AddMonths(-12), 0},
		{"0000777", "RES-40", "IMAGINARY COMPONENTS INC", start, 0},
	}
}

// goods is what the plant knows of its parts.
type goods struct {
	parts    []part
	versions []version
	aliases  []alias
}

func (g *goods) part(numero string) *part {
	i := slices.IndexFunc(g.parts, func(p part) bool { return p.numero == numero })
	if i < 0 {
		return nil
	}
	return &g.parts[i]
}

// family is the family of substitutes of a part, called by the first of its
// parts in order of their names; "" for a part without substitutes.
func (g *goods) family(numero string) string {
	first := ""
	for _, v := range g.versions {
		for _, c := range v.rows {
			if c.parte != numero || c.familia == "" {
				continue
			}
			for _, other := range v.rows {
				if other.familia == c.familia && (first == "" || other.parte < first) {
					first = other.parte
				}
			}
		}
	}
	return first
}

// inForce are the versions of a product that hold on a day.
func (g *goods) inForce(numero string, on document.Date) []version {
	var out []version
	for _, v := range g.versions {
		if v.producto == numero && v.from <= on && (v.to == 0 || on <= v.to) {
			out = append(out, v)
		}
	}
	return out
}

// named are the versions of a product of one name: one, or none.
func (g *goods) named(numero, name string) []version {
	var out []version
	for _, v := range g.versions {
		if v.producto == numero && v.version == name {
			out = append(out, v)
		}
	}
	return out
}
