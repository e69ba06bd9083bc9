package saai

import (
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// writer turns the records of one pedimento into the canonical type. Fields
// are taken by their position in the lineamientos, which layout.csv names.
type writer struct {
	out      *Declaration
	p        *pedimento.Pedimento
	doubtful bool // the file's records are not closed by bars
	count    map[string]int
	goods    map[int]int // place in p.Partidas by number of partida
	notes    []pedimento.Note
	lines    map[int][]pedimento.Note
	bultos   []string
}

func (w *writer) all(records []*record) {
	w.goods, w.lines = map[int]int{}, map[int][]pedimento.Note{}
	sorted := slices.Clone(records)
	// Goods first, whatever the order of the file: the rest hangs from them.
	slices.SortStableFunc(sorted, func(a, b *record) int { return rank(a) - rank(b) })
	for _, r := range sorted {
		w.count[r.code]++
		w.leftover(r)
		switch {
		case r.layout != nil && r.layout.Partida > 0 && r.code[0] == '5':
			w.partida(r)
		default:
			w.heading(r)
		}
	}
	w.p.Observaciones = pedimento.JoinNotes(w.notes)
	for i := range w.p.Partidas {
		w.p.Partidas[i].Observaciones = pedimento.JoinNotes(w.lines[w.p.Partidas[i].Secuencia])
	}
	slices.SortStableFunc(w.p.Partidas, func(a, b pedimento.Partida) int { return a.Secuencia - b.Secuencia })
	w.derive()
	w.check()
}

func rank(r *record) int {
	switch r.code {
	case "501", "515", "601", "301":
		return 0
	case "551", "560":
		return 1
	}
	return 2
}

// heading reads the records of pedimento level.
func (w *writer) heading(r *record) {
	p := w.p
	keys := catalog.Default()
	switch r.code {
	case "500": // read where the declaration is opened
	case "501":
		w.general(r)
	case "301":
		w.complementario(r)
	case "515":
		w.automotriz(r)
	case "601":
		w.previo(r)
	case "502":
		p.Transportes = append(p.Transportes, pedimento.Transporte{
			RFC: r.cell(3), CURP: r.cell(4), Nombre: r.cell(5), Pais: r.cell(6), Identificacion: r.cell(7), Domicilio: r.cell(9),
		})
		if n := r.cell(8); n != "" {
			w.bultos = append(w.bultos, n)
		}
	case "503":
		p.Guias = append(p.Guias, pedimento.Guia{Numero: r.cell(3), Tipo: r.cell(4)})
	case "504":
		p.Contenedores = append(p.Contenedores, pedimento.Contenedor{Numero: r.cell(3), Tipo: r.cell(4)})
	case "505":
		p.Facturas = append(p.Facturas, factura(r))
	case "506":
		w.fecha(r)
	case "507":
		p.Identificadores = append(p.Identificadores, identificador(r, 3))
	case "509":
		p.Tasas = append(p.Tasas, pedimento.Tasa{Clave: keys.Contribution(r.cell(3)), Tasa: r.amount(4), Tipo: key(r.cell(5))})
	case "510":
		p.Contribuciones = append(p.Contribuciones, contribucion(r, 3))
	case "702":
		p.Diferencias = append(p.Diferencias, contribucion(r, 3))
	case "511":
		w.notes = append(w.notes, pedimento.Note{Seq: number(r.cell(3)), Text: r.raw(4)})
	case "512":
		p.Descargos = append(p.Descargos, descargo(r))
	default:
		w.rare(r)
	}
}

// rare reads the records few pedimentos have; those without a place in the
// pedimento type are kept with their fields by name.
func (w *writer) rare(r *record) {
	p := w.p
	switch r.code {
	case "508":
		p.Cuentas = append(p.Cuentas, pedimento.Cuenta{
			Institucion: r.cell(3), Numero: r.cell(4), Folio: r.cell(5), Fecha: r.date(6), Tipo: r.cell(7), Garantia: r.cell(8),
			ValorUnitario: r.amount(9), Total: r.amount(10), Cantidad: r.amount(11), Titulos: r.amount(12),
		})
	case "513":
		p.Compensaciones = append(p.Compensaciones, pedimento.Compensacion{
			Patente: pedimento.PadInt(r.cell(3), 4), Documento: pedimento.PadInt(r.cell(4), 7), Aduana: pedimento.PadInt(r.cell(5), 3),
			Fecha: r.date(6), Clave: catalog.Default().Contribution(r.cell(7)), Importe: r.amount(8),
		})
	case "514":
		p.PagosVirtuales = append(p.PagosVirtuales, pedimento.PagoVirtual{
			FormaPago: key(r.cell(3)), Institucion: r.cell(4), Numero: r.cell(5), Fecha: r.date(6),
			Importe: r.amount(7), Saldo: r.amount(8), ImportePago: r.amount(9),
		})
	case "516":
		p.Candados = append(p.Candados, r.cell(4))
	case "520":
		p.Destinatarios = append(p.Destinatarios, pedimento.Destinatario{
			IDFiscal: r.cell(3), Nombre: r.cell(4),
			Domicilio: pedimento.Address(r.cell(5), r.cell(7), r.cell(6), r.cell(8), r.cell(9), "", r.cell(10)),
		})
	case "701":
		w.agree(r, r.cell(2), p.Aduana)
		p.Tipo = "2"
		p.Mark("tipo_pedimento", document.Evidence{Source: p.Source, Level: document.Computed, At: r.place()})
		p.Rectifica = &pedimento.Rectificacion{
			Documento: pedimento.PadInt(r.cell(7), 7), Patente: pedimento.PadInt(r.cell(8), 4), Aduana: pedimento.PadInt(r.cell(9), 3),
			Clave: r.cell(10), Fecha: r.date(11),
		}
	case "351":
		p.Articulo303 = append(p.Articulo303, pedimento.Articulo303{
			Pais: r.cell(3), Fraccion: r.cell(4), Partida: strconv.Itoa(number(r.cell(6))), NoOriginaria: r.amount(7), IGI: r.amount(8),
			TotalArancel: r.amount(9), MonedaArancel: r.cell(10), Exento: r.amount(11),
		})
	case "353":
		p.Articulo303 = append(p.Articulo303, pedimento.Articulo303{
			Fraccion: r.cell(3), Partida: strconv.Itoa(number(r.cell(4))), NoOriginaria: r.amount(5), IGI: r.amount(6),
		})
	case "355":
		p.Articulo303 = append(p.Articulo303, pedimento.Articulo303{
			Pais: r.cell(3), Fraccion: r.cell(4), Partida: strconv.Itoa(number(r.cell(5))), Pagos: []pedimento.Contribucion{contribucion(r, 6)},
		})
	case "800":
		w.out.Firmas = append(w.out.Firmas, r.registro())
	default:
		w.out.Otros = append(w.out.Otros, r.registro())
		if reserved(r.code) && r.code != "999" {
			p.Findings.Add("saai_registro_reservado", document.Warning, r.where(), document.Textf(
				"El registro %s existe en los lineamientos y su contenido no es público: se conserva como vino y no se interpreta.",
				"Record %s exists in the lineamientos and its contents are not public: it is kept as it came and not interpreted.", r.code))
		}
	}
}

// leftover keeps the fields of a record that is read which the pedimento type
// has no place for: the CURP of a complementary heading, each deduction, the
// vehicle of a seal, what a rectification says of itself.
func (w *writer) leftover(r *record) {
	var without []int
	switch r.code {
	case "301":
		without = []int{8, 10}
	case "351":
		without = []int{5}
	case "501":
		without = []int{30, 31, 32, 33, 34, 35}
	case "516":
		without = []int{3, 4}
	case "701":
		without = []int{4, 5, 6}
	}
	out := Registro{Codigo: r.code, Linea: r.line}
	for _, n := range without {
		if v := r.cell(n); v != "" {
			out.Campos = append(out.Campos, Campo{r.layout.Fields[n-1].Name, v})
		}
	}
	if len(out.Campos) > 0 {
		out.Titulo = r.layout.Title
		w.out.Otros = append(w.out.Otros, out)
	}
}

// registro keeps a record with the names of its fields.
func (r *record) registro() Registro {
	out := Registro{Codigo: r.code, Linea: r.line}
	if r.layout == nil {
		out.Campos = []Campo{{"renglon", r.text}}
		return out
	}
	out.Titulo = r.layout.Title
	for i := range r.layout.Fields {
		out.Campos = append(out.Campos, Campo{r.layout.Fields[i].Name, r.cell(i + 1)})
	}
	return out
}

// amount is a decimal field, whose shape was checked before.
func (r *record) amount(n int) money.Amount {
	a, err := money.Parse(r.cell(n))
	if err != nil {
		return money.Amount{}
	}
	return a
}

func (r *record) date(n int) document.Date {
	d, _ := dayFirst(r.cell(n))
	return d
}

// raw is a text field with its leading blanks, which count for the columns.
func (r *record) raw(n int) string {
	if n > len(r.cells) {
		return ""
	}
	return strings.TrimRight(r.cells[n-1], " ")
}

// key is a key of an appendix without leading zeros ("09" is "9").
func key(s string) string { return pedimento.UnitKey(s) }

func contribucion(r *record, n int) pedimento.Contribucion {
	return pedimento.Contribucion{
		Clave: catalog.Default().Contribution(r.cell(n)), FormaPago: key(r.cell(n + 1)), Importe: r.amount(n + 2),
	}
}

func identificador(r *record, n int) pedimento.Identificador {
	cs := []string{r.cell(n + 1), r.cell(n + 2), r.cell(n + 3)}
	for len(cs) > 0 && cs[len(cs)-1] == "" {
		cs = cs[:len(cs)-1]
	}
	return pedimento.Identificador{Clave: r.cell(n), Complementos: cs}
}
