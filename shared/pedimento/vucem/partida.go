package vucem

import (
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/xmlguard"
)

// partida reads one partida answer; it does not say of which pedimento.
func (m *Message) partida(answer *xmlguard.Element) {
	e := answer.At("partida")
	q := &pedimento.Partida{
		Fraccion:         e.At("fraccionArancelaria").Text(),
		NICO:             pedimento.PadInt(e.At("subdivisionFraccion").Text(), 2),
		Descripcion:      e.At("descripcionMercancia").Text(),
		UMT:              unit(e.At("unidadMedidaTarifa")),
		CantidadUMT:      m.amount(e.At("cantidadUnidadMedidaTarifa")),
		UMC:              unit(e.At("unidadMedidaComercial")),
		CantidadUMC:      m.amount(e.At("cantidadUnidadMedidaComercial")),
		PrecioUnitario:   m.amount(e.At("precioUnitario")),
		ValorComercial:   m.amount(e.At("valorComercial")),
		ValorAduana:      m.amount(e.At("valorAduana")),
		ValorDolares:     m.amount(e.At("valorDolares")),
		ValorAgregado:    m.amount(e.At("valorAgregado")),
		MetodoValoracion: m.metodo(e.At("metodoValoracion")),
		Vinculacion:      m.vinculacion(e.At("vinculacion")),
		PaisOrigen:       clave(e.At("paisOrigenDestino")),
		PaisVendedor:     clave(e.At("paisVendedorComprador")),
		CodigoProducto:   e.At("codigoProducto").Text(),
		Marca:            e.At("marca").Text(),
		Modelo:           e.At("modelo").Text(),
		Identificadores:  identificadores(e.All("identificadores")),
	}
	q.At = document.Place{Part: e.Where(), Line: e.Line()}
	for _, o := range e.All("observaciones") {
		q.Observaciones = append(q.Observaciones, observations(o.Raw())...)
	}
	for _, v := range append(e.All("datosVeiculos"), e.All("datosVehiculos")...) { // the first one sic
		if vin := v.At("vin").Text(); vin != "" {
			q.AddSerie(vin, v.At("kilometraje").Text())
		}
	}
	q.Garantias = m.cuentas(filled(e.All("cuentasAduaneras")))
	m.unread(e)
	m.permisos(q, e.All("permisos"))
	m.gravamenes(q, e.All("gravamenes"))
	n, err := strconv.Atoi(e.At("numeroPartida").Text())
	if err != nil || n < 1 {
		m.Findings.Add("vucem_partidas", document.Unreadable, e.Where(), document.Textf(
			"El número de partida %q no se entiende; repita la consulta.",
			"The partida number %q cannot be understood; repeat the query.", e.At("numeroPartida").Text()))
		return
	}
	q.Secuencia = n
	m.Partida = q
}

func (m *Message) permisos(q *pedimento.Partida, list []*xmlguard.Element) {
	for _, e := range list {
		q.Permisos = append(q.Permisos, pedimento.Permiso{
			Clave: clave(e.At("clavePermiso")), Numero: e.At("numeroPermiso").Text(), Firma: e.At("firmaDescargo").Text(),
			ValorDolares: m.amount(e.At("valorComercialDolares")), CantidadUMT: m.amount(e.At("cantidadUMTUMC")),
		})
	}
}

func (m *Message) gravamenes(q *pedimento.Partida, list []*xmlguard.Element) {
	for _, e := range list {
		c := contribution(e.At("claveGravamen"))
		for _, t := range e.All("tasas") {
			q.Tasas = append(q.Tasas, pedimento.Tasa{Clave: c, Tipo: clave(t.At("clave")), Tasa: m.amount(t.At("tasaAplicable"))})
		}
		for _, i := range e.All("importes") {
			q.Contribuciones = append(q.Contribuciones, pedimento.Contribucion{
				Clave: c, FormaPago: clave(i.At("formaPago")), Importe: m.amount(i.At("importe")),
			})
		}
	}
}
