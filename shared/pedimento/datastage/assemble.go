package datastage

import (
	"sort"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// Pedimento builds pedimento i of the delivery, in the canonical type, with
// its own findings; the gate has not been asked yet.
func (d *Delivery) Pedimento(i int) *pedimento.Pedimento {
	p := &pedimento.Pedimento{Source: document.SourceDataStage, Efecto: document.Pagado}
	h := &headRow{p: p}
	on := func(t Table, fn func(*cells)) { d.each(t, i, h, fn) }

	on(T501, func(c *cells) {
		h.take(c)
		header(p, c)
	})
	on(T551, func(c *cells) { p.Partidas = append(p.Partidas, partida(c)) })
	sort.SliceStable(p.Partidas, func(a, b int) bool { return p.Partidas[a].Secuencia < p.Partidas[b].Secuencia })

	d.pedimentoTables(i, p, on)
	d.partidaTables(i, p, on)
	d.derive(p)
	d.judge(p)
	return p
}

// header reads table 501.
func header(p *pedimento.Pedimento, c *cells) {
	p.At = c.place()
	p.Patente = pedimento.PadInt(c.code(0), 4)
	p.Documento = c.number(1)
	p.Aduana = pedimento.PadInt(c.code(2), 3)
	switch c.code(3) {
	case "1":
		p.Operacion = "IMP"
	case "2":
		p.Operacion = "EXP"
	default:
		c.unreadable(3, "1 o 2", "1 or 2")
	}
	p.Clave = c.code(4)
	p.AduanaES = pedimento.PadInt(c.code(5), 3)
	p.RFC = c.text(7)
	p.TipoCambio = c.amount(9)
	p.Fletes, p.Seguros, p.Embalajes, p.OtrosIncrementables = c.amount(10), c.amount(11), c.amount(12), c.amount(13)
	p.Decrementables = c.amount(14)
	p.PesoBruto = c.amount(15)
	p.MediosTransporte = pedimento.MediosTransporte{Salida: c.key(16), Arribo: c.key(17), EntradaSalida: c.key(18)}
	p.CURP, p.CURPAgente = c.text(6), c.text(8)
	if c.d.Addresses {
		p.Domicilio = pedimento.Address(c.text(21), c.text(23), c.text(22), c.text(24), c.text(25), c.text(26), c.text(27))
	}
	p.Recepcion = c.date(29)
	p.Destino = c.code(19)
	p.Nombre = c.text(20)
	p.Tipo = c.code(28)
	p.FechaPago = c.date(30)
	switch p.Tipo {
	case "3":
		p.Efecto = document.Previo
	case "7":
		p.Efecto = document.Desistido
	}
}

// partida reads a row of 551.
func partida(c *cells) pedimento.Partida {
	q := pedimento.Partida{
		Fraccion: c.code(3), Secuencia: c.whole(4), NICO: pedimento.PadInt(c.code(5), 2), Descripcion: c.text(6),
		PrecioUnitario: c.amount(7), ValorAduana: c.amount(8), ValorComercial: c.amount(9), ValorDolares: c.amount(10),
		CantidadUMC: c.amount(11), UMC: c.unit(12), CantidadUMT: c.amount(13), UMT: c.unit(14),
		ValorAgregado: c.amount(15), Vinculacion: c.code(16), MetodoValoracion: c.code(17),
		CodigoProducto: c.text(18), Marca: c.text(19), Modelo: c.text(20),
		PaisOrigen: c.code(21), PaisVendedor: c.code(22),
	}
	q.At = c.place()
	if e := (pedimento.Entidades{Origen: c.code(23), Destino: c.code(24), Comprador: c.code(25), Vendedor: c.code(26)}); e != (pedimento.Entidades{}) {
		q.Entidades = &e
	}
	if q.MetodoValoracion == "-1" {
		q.MetodoValoracion = ""
	}
	return q
}

// pedimentoTables reads the tables of pedimento level.
func (d *Delivery) pedimentoTables(i int, p *pedimento.Pedimento, on func(Table, func(*cells))) {
	keys := catalog.Default()
	on(T502, func(c *cells) {
		p.Transportes = append(p.Transportes, pedimento.Transporte{RFC: c.text(3), CURP: c.text(4), Nombre: c.text(5), Pais: c.code(6), Identificacion: c.text(7)})
	})
	on(T503, func(c *cells) { p.Guias = append(p.Guias, pedimento.Guia{Numero: c.text(3), Tipo: c.code(4)}) })
	on(T504, func(c *cells) {
		p.Contenedores = append(p.Contenedores, pedimento.Contenedor{Numero: c.text(3), Tipo: c.code(4)})
	})
	on(T505, func(c *cells) { p.Facturas = append(p.Facturas, factura(c)) })
	on(T506, func(c *cells) {
		p.Fechas = append(p.Fechas, pedimento.Fecha{Tipo: c.code(3), Fecha: c.date(4)})
	})
	on(T507, func(c *cells) {
		p.Identificadores = append(p.Identificadores, identificador(c.code(3), c.text(4), c.text(6)))
	})
	on(T509, func(c *cells) {
		p.Tasas = append(p.Tasas, pedimento.Tasa{Clave: keys.Contribution(c.code(3)), Tasa: c.amount(4), Tipo: c.code(5)})
	})
	on(T510, func(c *cells) {
		p.Contribuciones = append(p.Contribuciones, pedimento.Contribucion{
			Clave: keys.Contribution(c.code(3)), FormaPago: c.code(4), Importe: c.amount(5),
		})
	})
	on(T512, func(c *cells) { p.Descargos = append(p.Descargos, descargo(c)) })
	on(T701, func(c *cells) {
		if p.Rectifica != nil {
			c.into.Add("datastage_rectificacion", document.Error, c.where(), document.Textf(
				"El pedimento rectifica dos veces (tabla 701); no se sabe a cuál. Pida de nuevo la entrega.",
				"The pedimento rectifies twice (table 701); it is not known which. Ask for the delivery again."))
		}
		p.Rectifica = rectificacion(c)
	})
	on(TSel, func(c *cells) {
		p.Selecciones = append(p.Selecciones, pedimento.Seleccion{
			Remesa: c.code(3), Numero: c.code(4), Fecha: c.date(5), Hora: c.code(6), Semaforo: c.code(7),
		})
	})
	d.rareTables(i, p, on)
	var notes []pedimento.Note
	on(T511, func(c *cells) { notes = append(notes, pedimento.Note{Seq: c.whole(3), Text: c.text(4)}) })
	p.Observaciones = pedimento.JoinNotes(notes)
}

func factura(c *cells) pedimento.Factura {
	f := pedimento.Factura{
		Fecha: c.date(3), Incoterm: c.code(5), Moneda: c.code(6),
		ValorDolares: c.amount(7), ValorMoneda: c.amount(8), Pais: c.code(9),
		IDFiscal: c.text(11), Proveedor: c.text(12),
	}
	f.EntidadFederat = c.code(10)
	if c.d.Addresses {
		f.Domicilio = pedimento.Address(c.text(13), c.text(15), c.text(14), c.text(16), c.text(17), "", "")
	}
	number := c.text(4)
	if strings.HasPrefix(number, "COVE") {
		f.COVE = number
		// A COVE operation is delivered with zero values and no currency: not given, not zero.
		if f.Moneda == "" && f.ValorDolares.Sign() == 0 && f.ValorMoneda.Sign() == 0 {
			f.ValorDolares, f.ValorMoneda = c.none(), c.none()
		}
		return f
	}
	f.Numero = number
	return f
}

func identificador(clave string, complements ...string) pedimento.Identificador {
	n := len(complements)
	for n > 0 && strings.TrimSpace(complements[n-1]) == "" {
		n--
	}
	return pedimento.Identificador{Clave: clave, Complementos: complements[:n:n]}
}

func descargo(c *cells) pedimento.Descargo {
	x := pedimento.Descargo{
		Patente: pedimento.PadInt(c.code(3), 4), Documento: c.number(4), Aduana: pedimento.PadInt(c.code(5), 3),
		Clave: c.code(6), Fecha: c.date(7), Fraccion: c.code(8), Unidad: c.unit(9), Cantidad: c.amount(10),
	}
	x.At = c.place()
	return x
}

func rectificacion(c *cells) *pedimento.Rectificacion {
	return &pedimento.Rectificacion{
		Documento: c.number(5), Patente: pedimento.PadInt(c.code(6), 4), Aduana: pedimento.PadInt(c.code(7), 3),
		Clave: c.code(8), Fecha: c.date(9),
	}
}
