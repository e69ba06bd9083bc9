package pedimento

import "example.com/immex/shared/document"

// Opt is nil for an empty text, so that unknown prints as null.
func Opt(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// FindingViews renders findings in one language; never nil.
func FindingViews(fs document.Findings, lang document.Lang) []FindingView {
	out := make([]FindingView, 0, len(fs))
	for i := range fs {
		f := &fs[i]
		out = append(out, FindingView{Code: f.Code, Severity: f.Severity, Where: f.In(lang), At: f.At, Message: f.Message.In(lang)})
	}
	return out
}

// ViewOf is the JSON contract of p with the outcome the gate gave it.
func ViewOf(p *Pedimento, status document.Status, lang document.Lang) View {
	v := View{
		Schema: Schema, Kind: document.KindPedimento, Source: p.Source, Status: status,
		Number: Opt(p.Number), Patente: Opt(p.Patente), Aduana: Opt(p.Aduana),
		Clave: Opt(p.Clave), Regimen: Opt(p.Regimen), Operacion: Opt(p.Operacion),
		TipoPedimento: Opt(p.Tipo), RFC: Opt(p.RFC), Nombre: Opt(p.Nombre),
		AduanaES: Opt(p.AduanaES), Destino: Opt(p.Destino),
		Efecto: p.Efecto, Cotejo: p.Cotejo, TipoCambio: p.TipoCambio,
		FechaPago: p.FechaPago, FechaEntrada: p.FechaEntrada, Fechas: make([]FechaView, 0, len(p.Fechas)),
		PesoBruto: p.PesoBruto, ValorDolares: p.ValorDolares, ValorAduana: p.ValorAduana,
		ValorComercial: p.ValorComercial, ValorSeguros: p.ValorSeguros, TotalPartidas: p.TotalPartidas,
		Contribuciones: contribuciones(p.Contribuciones), Liquidacion: contribuciones(p.Liquidacion),
		Efectivo: p.Efectivo, Otros: p.Otros, Total: p.Total,
		Identificadores: identificadores(p.Identificadores), Facturas: facturas(p.Facturas),
		Descargos: descargos(p.Descargos), Acuse: Opt(p.Acuse), Observaciones: texts(p.Observaciones),
		BlocksView: blocksView(&p.Blocks), DespachoView: despachoView(p), Incrementables: incrementablesView(p), Tasas: views(p.Tasas, tasaView),
		Guias: views(p.Guias, guiaView), Contenedores: views(p.Contenedores, contenedorView), Transportes: views(p.Transportes, transporteView),
		Partidas: make([]PartidaView, 0, len(p.Partidas)), Evidencia: p.Marks,
		Findings: FindingViews(p.Findings, lang),
	}
	for _, f := range p.Fechas {
		v.Fechas = append(v.Fechas, FechaView(f))
	}
	if r := p.Rectifica; r != nil {
		v.Rectifica = &RectificacionView{Opt(r.Patente), Opt(r.Documento), Opt(r.Aduana), Opt(r.Clave), r.Fecha}
	}
	for i := range p.Partidas {
		v.Partidas = append(v.Partidas, PartidaViewOf(&p.Partidas[i]))
	}
	return v
}

// PartidaViewOf is the JSON contract of one partida.
func PartidaViewOf(q *Partida) PartidaView {
	return PartidaView{
		Secuencia: q.Secuencia, Fraccion: Opt(q.Fraccion), NICO: Opt(q.NICO), Descripcion: Opt(q.Descripcion),
		UMC: Opt(q.UMC), CantidadUMC: q.CantidadUMC, UMT: Opt(q.UMT), CantidadUMT: q.CantidadUMT,
		PrecioUnitario: q.PrecioUnitario, ValorAduana: q.ValorAduana, ValorComercial: q.ValorComercial,
		ValorDolares: q.ValorDolares, ValorAgregado: q.ValorAgregado,
		Vinculacion: Opt(q.Vinculacion), MetodoValoracion: Opt(q.MetodoValoracion),
		PaisOrigen: Opt(q.PaisOrigen), PaisVendedor: Opt(q.PaisVendedor),
		Marca: Opt(q.Marca), Modelo: Opt(q.Modelo), CodigoProducto: Opt(q.CodigoProducto),
		Contribuciones: contribuciones(q.Contribuciones), Tasas: views(q.Tasas, tasaView),
		Identificadores: identificadores(q.Identificadores), Permisos: views(q.Permisos, permisoView),
		Series: texts(q.Series), Kilometrajes: texts(q.Kilometrajes), Garantias: views(q.Garantias, cuentaView), Entidades: entidadesView(q.Entidades),
		Observaciones: texts(q.Observaciones), En: q.At, Evidencia: q.Marks,
	}
}

func contribuciones(cs []Contribucion) []ContribucionView {
	out := make([]ContribucionView, 0, len(cs))
	for _, c := range cs {
		out = append(out, ContribucionView{Opt(c.Clave), Opt(c.FormaPago), c.Importe})
	}
	return out
}

func identificadores(is []Identificador) []IdentificadorView {
	out := make([]IdentificadorView, 0, len(is))
	for _, i := range is {
		out = append(out, IdentificadorView{Opt(i.Clave), texts(i.Complementos)})
	}
	return out
}

func facturas(fs []Factura) []FacturaView {
	out := make([]FacturaView, 0, len(fs))
	for _, f := range fs {
		out = append(out, FacturaView{
			Numero: Opt(f.Numero), COVE: Opt(f.COVE), Fecha: f.Fecha, Incoterm: Opt(f.Incoterm),
			Moneda: Opt(f.Moneda), ValorMoneda: f.ValorMoneda, Factor: f.FactorMoneda,
			ValorDolares: f.ValorDolares, Pais: Opt(f.Pais), Proveedor: Opt(f.Proveedor), IDFiscal: Opt(f.IDFiscal),
			Domicilio: Opt(f.Domicilio), Vinculacion: Opt(f.Vinculacion), Entidad: Opt(f.EntidadFederat),
		})
	}
	return out
}

func descargos(ds []Descargo) []DescargoView {
	out := make([]DescargoView, 0, len(ds))
	for _, d := range ds {
		out = append(out, DescargoView{
			Opt(d.Patente), Opt(d.Documento), Opt(d.Aduana), Opt(d.Clave), d.Fecha,
			Opt(d.Fraccion), Opt(d.Unidad), d.Cantidad,
		})
	}
	return out
}

// texts is never nil, so that an absent block prints as [].
func texts(ss []string) []string {
	if ss == nil {
		return []string{}
	}
	return ss
}
