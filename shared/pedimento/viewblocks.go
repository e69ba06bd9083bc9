package pedimento

import "example.com/immex/shared/money"

// views maps a list; never nil, so that an absent block prints as [].
func views[T, V any](in []T, of func(T) V) []V {
	out := make([]V, 0, len(in))
	for _, x := range in {
		out = append(out, of(x))
	}
	return out
}

func blocksView(b *Blocks) BlocksView {
	v := BlocksView{
		CURP: Opt(b.CURP), Domicilio: Opt(b.Domicilio), Prevalidador: Opt(b.Prevalidador),
		Candados: texts(b.Candados), Cuentas: views(b.Cuentas, cuentaView),
		Destinatarios: views(b.Destinatarios, func(d Destinatario) DestinatarioView {
			return DestinatarioView{Opt(d.IDFiscal), Opt(d.Nombre), Opt(d.Domicilio)}
		}),
		Compensaciones: views(b.Compensaciones, func(c Compensacion) CompensacionView {
			return CompensacionView{Opt(c.Patente), Opt(c.Documento), Opt(c.Aduana), c.Fecha, Opt(c.Clave), c.Importe}
		}),
		PagosVirtuales: views(b.PagosVirtuales, func(p PagoVirtual) PagoVirtualView {
			return PagoVirtualView{Opt(p.FormaPago), Opt(p.Institucion), Opt(p.Numero), p.Fecha, p.Importe, p.Saldo, p.ImportePago}
		}),
		Diferencias: contribuciones(b.Diferencias),
	}
	if m := b.MediosTransporte; m != (MediosTransporte{}) {
		v.MediosTransporte = &MediosTransporteView{Opt(m.EntradaSalida), Opt(m.Arribo), Opt(m.Salida)}
	}
	if x := b.Bultos; x != (Bultos{}) {
		v.Bultos = &BultosView{Opt(x.Marcas), Opt(x.Total)}
	}
	if a := b.Aviso; a != nil {
		v.Aviso = &AvisoView{Opt(a.Remesa), a.Fecha, a.Cantidad, append([]money.Amount{}, a.Cantidades...)}
	}
	if p := b.Pago; p != nil {
		v.Pago = &PagoView{
			Opt(p.LineaCaptura), p.Importe, p.Fecha, Opt(p.Banco), Opt(p.Operacion), Opt(p.Transaccion),
			Opt(p.MedioPresenta), Opt(p.MedioRecepcion),
		}
	}
	return v
}

func cuentaView(c Cuenta) CuentaView {
	return CuentaView{
		Opt(c.Garantia), Opt(c.Tipo), Opt(c.Institucion), Opt(c.Numero), Opt(c.Folio), c.Fecha,
		c.ValorUnitario, c.Total, c.Cantidad, c.Titulos,
	}
}

func guiaView(g Guia) GuiaView { return GuiaView{Opt(g.Numero), Opt(g.Tipo)} }

func contenedorView(c Contenedor) ContenedorView { return ContenedorView{Opt(c.Numero), Opt(c.Tipo)} }

func transporteView(t Transporte) TransporteView {
	return TransporteView{Opt(t.Identificacion), Opt(t.Pais), Opt(t.Nombre), Opt(t.RFC), Opt(t.CURP), Opt(t.Domicilio)}
}

func permisoView(p Permiso) PermisoView {
	return PermisoView{Opt(p.Clave), Opt(p.Numero), Opt(p.Firma), p.ValorDolares, p.CantidadUMT}
}

func tasaView(t Tasa) TasaView { return TasaView{Opt(t.Clave), Opt(t.Tipo), t.Tasa} }

// incrementablesView is nil when the source gives none of the five.
func incrementablesView(p *Pedimento) *IncrementablesView {
	v := IncrementablesView{p.Fletes, p.Seguros, p.Embalajes, p.OtrosIncrementables, p.Decrementables}
	if !v.Fletes.Known() && !v.Seguros.Known() && !v.Embalajes.Known() && !v.Otros.Known() && !v.Decrementables.Known() {
		return nil
	}
	return &v
}
