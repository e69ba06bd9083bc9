package print

import (
	"strconv"

	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// visit is called with each value of a pedimento: the block that holds its
// evidence, the field of the block, the path in the document and the value as
// text, "" when unknown.
type visit func(b *pedimento.Block, field, path, value string)

// values visits the fields of one block under a prefix.
type values struct {
	b      *pedimento.Block
	prefix string
	see    visit
}

func (v values) text(field, s string)                { v.see(v.b, field, v.prefix+field, s) }
func (v values) amount(field string, a money.Amount) { v.text(field, a.String()) }

// eachValue visits every value a print can hold.
func eachValue(p *pedimento.Pedimento, see visit) {
	v := values{&p.Block, "", see}
	for _, x := range [][2]string{
		{"number", p.Number},
		{"aduana", p.Aduana},
		{"clave", p.Clave},
		{"regimen", p.Regimen},
		{"operacion", p.Operacion},
		{"rfc", p.RFC},
		{"nombre", p.Nombre},
		{"curp", p.CURP},
		{"domicilio", p.Domicilio},
		{"aduana_es", p.AduanaES},
		{"destino", p.Destino},
		{"acuse", p.Acuse},
		{"prevalidador", p.Prevalidador},
		{"bultos.marcas", p.Bultos.Marcas},
		{"bultos.total", p.Bultos.Total},
		{"medios_transporte.entrada_salida", p.MediosTransporte.EntradaSalida},
		{"medios_transporte.arribo", p.MediosTransporte.Arribo},
		{"medios_transporte.salida", p.MediosTransporte.Salida},
		{"fecha_pago", p.FechaPago.String()},
		{"fecha_entrada", p.FechaEntrada.String()},
	} {
		v.text(x[0], x[1])
	}
	for _, x := range []struct {
		field string
		a     money.Amount
	}{
		{"tipo_cambio", p.TipoCambio},
		{"peso_bruto", p.PesoBruto},
		{"valor_dolares", p.ValorDolares},
		{"valor_aduana", p.ValorAduana},
		{"valor_comercial", p.ValorComercial},
		{"valseguros", p.ValorSeguros},
		{"seguros", p.Seguros},
		{"fletes", p.Fletes},
		{"embalajes", p.Embalajes},
		{"otrosincrementables", p.OtrosIncrementables},
		{"efectivo", p.Efectivo},
		{"otros", p.Otros},
		{"total", p.Total},
	} {
		v.amount(x.field, x.a)
	}
	if p.TotalPartidas != nil {
		v.text("total_partidas", strconv.Itoa(*p.TotalPartidas))
	}
	v.blocks(p)
	v.cases(p.Identificadores)
	v.list("observaciones", p.Observaciones)
	for i := range p.Descargos {
		d := &p.Descargos[i]
		w := values{&d.Block, at("descargos", i), see}
		for _, x := range [][2]string{
			{"patente", d.Patente},
			{"documento", d.Documento},
			{"aduana", d.Aduana},
			{"clave", d.Clave},
			{"fecha", d.Fecha.String()},
			{"fraccion", d.Fraccion},
			{"unidad", d.Unidad},
			{"cantidad", d.Cantidad.String()},
		} {
			w.text(x[0], x[1])
		}
	}
	for i := range p.Partidas {
		values{&p.Partidas[i].Block, at("partidas", i), see}.partida(&p.Partidas[i])
	}
}

func (v values) list(name string, ss []string) {
	for i, s := range ss {
		v.text(name+"["+strconv.Itoa(i)+"]", s)
	}
}

func (v values) cases(is []pedimento.Identificador) {
	for i, x := range is {
		v.text(at("identificadores", i)+"clave", x.Clave)
		v.list(at("identificadores", i)+"complementos", x.Complementos)
	}
}

func (v values) taxes(name string, cs []pedimento.Contribucion) {
	for i, c := range cs {
		v.text(at(name, i)+"clave", c.Clave)
		v.text(at(name, i)+"forma_pago", c.FormaPago)
		v.amount(at(name, i)+"importe", c.Importe)
	}
}

func (v values) rates(ts []pedimento.Tasa) {
	for i, t := range ts {
		v.text(at("tasas", i)+"clave", t.Clave)
		v.text(at("tasas", i)+"tipo", t.Tipo)
		v.amount(at("tasas", i)+"tasa", t.Tasa)
	}
}

func (v values) accounts(name string, cs []pedimento.Cuenta) {
	for i, c := range cs {
		for _, x := range [][2]string{
			{"garantia", c.Garantia},
			{"tipo", c.Tipo},
			{"institucion", c.Institucion},
			{"numero", c.Numero},
			{"folio", c.Folio},
			{"fecha", c.Fecha.String()},
			{"valor_unitario", c.ValorUnitario.String()},
			{"total", c.Total.String()},
			{"cantidad", c.Cantidad.String()},
			{"titulos", c.Titulos.String()},
		} {
			v.text(at(name, i)+x[0], x[1])
		}
	}
}

func (v values) partida(q *pedimento.Partida) {
	for _, x := range [][2]string{
		{"secuencia", strconv.Itoa(q.Secuencia)},
		{"fraccion", q.Fraccion},
		{"nico", q.NICO},
		{"descripcion", q.Descripcion},
		{"umc", q.UMC},
		{"umt", q.UMT},
		{"vinculacion", q.Vinculacion},
		{"metodo", q.MetodoValoracion},
		{"pais_origen", q.PaisOrigen},
		{"pais_vendedor", q.PaisVendedor},
		{"marca", q.Marca},
		{"modelo", q.Modelo},
		{"codigo_producto", q.CodigoProducto},
	} {
		v.text(x[0], x[1])
	}
	for _, x := range []struct {
		field string
		a     money.Amount
	}{
		{"cantidad_umc", q.CantidadUMC},
		{"cantidad_umt", q.CantidadUMT},
		{"precio_unitario", q.PrecioUnitario},
		{"valor_aduana", q.ValorAduana},
		{"valor_comercial", q.ValorComercial},
		{"valor_dolares", q.ValorDolares},
		{"valor_agregado", q.ValorAgregado},
	} {
		v.amount(x.field, x.a)
	}
	v.taxes("contribuciones", q.Contribuciones)
	v.rates(q.Tasas)
	v.cases(q.Identificadores)
	v.list("observaciones", q.Observaciones)
	v.accounts("garantias", q.Garantias)
	for i, s := range q.Series {
		v.text(at("series", i)+"numero", s)
		if i < len(q.Kilometrajes) {
			v.text(at("series", i)+"kilometraje", q.Kilometrajes[i])
		}
	}
	for i, x := range q.Permisos {
		for _, f := range [][2]string{{"clave", x.Clave}, {"numero", x.Numero}, {"firma", x.Firma}, {"valor_dolares", x.ValorDolares.String()}, {"cantidad_umt", x.CantidadUMT.String()}} {
			v.text(at("permisos", i)+f[0], f[1])
		}
	}
}

// blocks visits the lists of the pedimento's own blocks.
func (v values) blocks(p *pedimento.Pedimento) {
	v.rates(p.Tasas)
	v.taxes("liquidacion", p.Liquidacion)
	v.taxes("diferencias", p.Diferencias)
	v.accounts("cuentas", p.Cuentas)
	v.list("candados", p.Candados)
	for i, f := range p.Fechas {
		v.text(at("fechas", i)+"tipo", f.Tipo)
		v.text(at("fechas", i)+"fecha", f.Fecha.String())
	}
	for i, f := range p.Facturas {
		for _, x := range [][2]string{
			{"numero", f.Numero},
			{"cove", f.COVE},
			{"fecha", f.Fecha.String()},
			{"incoterm", f.Incoterm},
			{"moneda", f.Moneda},
			{"valor_moneda", f.ValorMoneda.String()},
			{"factor_moneda", f.FactorMoneda.String()},
			{"valor_dolares", f.ValorDolares.String()},
			{"proveedor", f.Proveedor},
			{"id_fiscal", f.IDFiscal},
			{"domicilio", f.Domicilio},
			{"vinculacion", f.Vinculacion},
		} {
			v.text(at("facturas", i)+x[0], x[1])
		}
	}
	for i, d := range p.Destinatarios {
		v.text(at("destinatarios", i)+"id_fiscal", d.IDFiscal)
		v.text(at("destinatarios", i)+"nombre", d.Nombre)
		v.text(at("destinatarios", i)+"domicilio", d.Domicilio)
	}
	for i, g := range p.Guias {
		v.text(at("guias", i)+"numero", g.Numero)
		v.text(at("guias", i)+"tipo", g.Tipo)
	}
	for i, c := range p.Contenedores {
		v.text(at("contenedores", i)+"numero", c.Numero)
		v.text(at("contenedores", i)+"tipo", c.Tipo)
	}
	for i, t := range p.Transportes {
		for _, x := range [][2]string{{"identificacion", t.Identificacion}, {"pais", t.Pais}, {"nombre", t.Nombre}, {"rfc", t.RFC}, {"curp", t.CURP}, {"domicilio", t.Domicilio}} {
			v.text(at("transportes", i)+x[0], x[1])
		}
	}
	for i, c := range p.Compensaciones {
		for _, x := range [][2]string{{"patente", c.Patente}, {"documento", c.Documento}, {"aduana", c.Aduana}, {"fecha", c.Fecha.String()}, {"clave", c.Clave}, {"importe", c.Importe.String()}} {
			v.text(at("compensaciones", i)+x[0], x[1])
		}
	}
	for i, c := range p.PagosVirtuales {
		for _, x := range [][2]string{
			{"forma_pago", c.FormaPago},
			{"institucion", c.Institucion},
			{"numero", c.Numero},
			{"fecha", c.Fecha.String()},
			{"importe", c.Importe.String()},
			{"saldo", c.Saldo.String()},
			{"importe_pago", c.ImportePago.String()},
		} {
			v.text(at("pagos_virtuales", i)+x[0], x[1])
		}
	}
	v.payment(p)
	v.aviso(p.Aviso)
	if x := p.Rectifica; x != nil {
		for _, f := range [][2]string{{"patente", x.Patente}, {"documento", x.Documento}, {"aduana", x.Aduana}, {"clave", x.Clave}, {"fecha", x.Fecha.String()}} {
			v.text("rectifica."+f[0], f[1])
		}
	}
}

func (v values) aviso(x *pedimento.Aviso) {
	if x == nil {
		return
	}
	v.text("aviso.remesa", x.Remesa)
	v.text("aviso.fecha", x.Fecha.String())
	v.amount("aviso.cantidad_umc", x.Cantidad)
	for i, c := range x.Cantidades {
		v.amount("aviso.cantidades["+strconv.Itoa(i)+"]", c)
	}
}

func (v values) payment(p *pedimento.Pedimento) {
	x := p.Pago
	if x == nil {
		return
	}
	for _, f := range [][2]string{
		{"linea_captura", x.LineaCaptura},
		{"importe", x.Importe.String()},
		{"fecha", x.Fecha.String()},
		{"banco", x.Banco},
		{"numero_operacion", x.Operacion},
		{"transaccion", x.Transaccion},
		{"medio_presentacion", x.MedioPresenta},
		{"medio_recepcion", x.MedioRecepcion},
	} {
		v.text("pago."+f[0], f[1])
	}
}
