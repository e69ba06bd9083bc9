package pedimento

// despachoView shows what surrounds a declaration.
func despachoView(p *Pedimento) DespachoView {
	d := &p.Despacho
	v := DespachoView{
		CURPAgente: Opt(d.CURPAgente), RFCAgente: Opt(d.RFCAgente), Recepcion: d.Recepcion,
		Selecciones: views(p.Selecciones, seleccionView), Incidencias: views(d.Incidencias, incidenciaView),
		Articulo303: views(d.Articulo303, articulo303View),
	}
	if c := d.Complementario; c != nil {
		v.Complementario = &ComplementarioView{Opt(c.Clave), c.TipoCambio, Opt(c.RFC), Opt(c.Nombre), Opt(c.RFCAgente)}
	}
	return v
}

func seleccionView(s Seleccion) SeleccionView {
	return SeleccionView{Opt(s.Remesa), Opt(s.Numero), s.Fecha, Opt(s.Hora), Opt(s.Semaforo)}
}

func incidenciaView(i Incidencia) IncidenciaView {
	return IncidenciaView{
		Remesa: Opt(i.Remesa), Numero: Opt(i.Numero), Desde: i.Desde, HoraDesde: Opt(i.HoraDesde), Hasta: i.Hasta, HoraHasta: Opt(i.HoraHasta),
		Fraccion: Opt(i.Fraccion), Partida: Opt(i.Partida), Grado: Opt(i.Grado), Seleccion: i.Seleccion,
	}
}

func articulo303View(a Articulo303) Articulo303View {
	return Articulo303View{
		Pagos: contribuciones(a.Pagos),
		Pais:  Opt(a.Pais), Fraccion: Opt(a.Fraccion), Partida: Opt(a.Partida), NoOriginaria: a.NoOriginaria, IGI: a.IGI,
		TotalArancel: a.TotalArancel, MonedaArancel: Opt(a.MonedaArancel), Exento: a.Exento, FraccionDestino: Opt(a.FraccionDestino),
	}
}

func entidadesView(e *Entidades) *EntidadesView {
	if e == nil {
		return nil
	}
	return &EntidadesView{Opt(e.Origen), Opt(e.Destino), Opt(e.Comprador), Opt(e.Vendedor)}
}
