package saai

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// partida reads a record of partida level: 551 or 560 opens the partida, the
// others hang from it by its number and fracción.
func (w *writer) partida(r *record) {
	n := number(r.cell(r.layout.Partida))
	if r.code == "551" || r.code == "560" {
		w.goods[n] = len(w.p.Partidas)
		w.p.Partidas = append(w.p.Partidas, goods(r, n))
		return
	}
	i, ok := w.goods[n]
	if !ok || w.p.Partidas[i].Fraccion != r.cell(r.layout.Fraccion) {
		w.orphan(r, n)
		return
	}
	q := &w.p.Partidas[i]
	keys := catalog.Default()
	switch r.code {
	case "552":
		q.AddSerie(r.cell(5), r.cell(6))
	case "553":
		q.Permisos = append(q.Permisos, pedimento.Permiso{
			Clave: r.cell(5), Firma: r.cell(6), Numero: r.cell(7), ValorDolares: r.amount(8), CantidadUMT: r.amount(9),
		})
	case "554":
		q.Identificadores = append(q.Identificadores, identificador(r, 5))
	case "555":
		q.Garantias = append(q.Garantias, pedimento.Cuenta{
			Institucion: r.cell(5), Numero: r.cell(6), Folio: r.cell(7), Fecha: r.date(8), Garantia: r.cell(9),
			ValorUnitario: r.amount(10), Total: r.amount(11), Cantidad: r.amount(12), Titulos: r.amount(13),
		})
	case "556":
		q.Tasas = append(q.Tasas, pedimento.Tasa{Clave: keys.Contribution(r.cell(5)), Tasa: r.amount(6), Tipo: key(r.cell(7))})
	case "557":
		q.Contribuciones = append(q.Contribuciones, contribucion(r, 5))
	case "558":
		w.lines[n] = append(w.lines[n], pedimento.Note{Seq: number(r.cell(5)), Text: r.raw(6)})
	}
}

// goods reads record 551, or the 560 of the automotive report, which has fewer
// fields.
func goods(r *record, n int) pedimento.Partida {
	q := pedimento.Partida{Secuencia: n, Fraccion: r.cell(3)}
	q.At = r.place()
	if r.code == "560" {
		q.ValorComercial, q.ValorDolares = r.amount(5), r.amount(6)
		q.CantidadUMC, q.UMC, q.CantidadUMT, q.UMT = r.amount(7), key(r.cell(8)), r.amount(9), key(r.cell(10))
		q.PaisOrigen, q.PaisVendedor = r.cell(11), r.cell(12)
		return q
	}
	q.NICO, q.Descripcion = pedimento.PadInt(r.cell(5), 2), r.cell(6)
	q.PrecioUnitario, q.ValorAduana, q.ValorComercial, q.ValorDolares = r.amount(7), r.amount(8), r.amount(9), r.amount(10)
	q.CantidadUMC, q.UMC, q.CantidadUMT, q.UMT = r.amount(11), key(r.cell(12)), r.amount(13), key(r.cell(14))
	q.ValorAgregado, q.Vinculacion, q.MetodoValoracion = r.amount(15), r.cell(16), key(r.cell(17))
	q.CodigoProducto, q.Marca, q.Modelo = r.cell(18), r.cell(19), r.cell(20)
	q.PaisOrigen, q.PaisVendedor = r.cell(21), r.cell(22)
	if e := (pedimento.Entidades{Origen: r.cell(23), Destino: r.cell(24), Comprador: r.cell(25), Vendedor: r.cell(26)}); e != (pedimento.Entidades{}) {
		q.Entidades = &e
	}
	return q
}

func (w *writer) orphan(r *record, n int) {
	keep(&w.p.Findings, document.Finding{Code: "saai_partida_huerfana", Severity: document.Error, Where: r.where(), Message: document.Textf(
		"El registro %s es de la partida %d con fracción %q y el pedimento no trae esa partida con esa fracción; pida el archivo de nuevo.",
		"Record %s is of partida %d with fracción %q and the pedimento has no such partida with that fracción; ask for the file again.",
		r.code, n, r.cell(r.layout.Fraccion))})
}
