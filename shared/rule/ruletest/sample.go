package ruletest

import (
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/rule"
)

// Amount is an amount of a test; it panics on what is none.
func Amount(s string) money.Amount {
	a, err := money.Parse(s)
	if err != nil {
		panic(err)
	}
	return a
}

// Company is a certified programme of an invented company.
func Company() *rule.Company {
	return &rule.Company{
		RFC: "MEN210101AB1", Programa: "1234-2006", Modalidad: "industrial", InventoryKey: "fraccion", SinBOM: "faltante", SalesBasis: "maquila",
		Certifications: []rule.Certification{{Kind: "iva_ieps", Level: "AA", From: 20200101}},
	}
}

// Setting is that company with the embedded catalogue and no other document.
func Setting() *rule.Setting {
	return &rule.Setting{Catalog: catalog.Default(), Company: Company()}
}

// Import is a sound temporary import (IN, ITE) of two partidas, paid on
// 2024-03-05 and changed by each change in turn.
func Import(changes ...func(*pedimento.Pedimento)) *pedimento.Pedimento {
	p := &pedimento.Pedimento{
		Source: document.SourceArchivoM, Efecto: document.Pagado, Cotejo: document.CotejoCompleto,
		Number: "242432104000123", Patente: "3210", Aduana: "240", Documento: "4000123",
		Clave: "IN", Regimen: "ITE", Operacion: "IMP", Tipo: "1", RFC: "MEN210101AB1", Nombre: "MANUFACTURAS EJEMPLO DEL NORTE", AduanaES: "240", Destino: "9",
		TipoCambio: Amount("17.00000"), PesoBruto: Amount("1500.000"),
		ValorDolares: Amount("3000.00"), ValorAduana: Amount("51000"), ValorComercial: Amount("51000"),
		Fletes: Amount("0"), Seguros: Amount("0"), Embalajes: Amount("0"), OtrosIncrementables: Amount("0"), Decrementables: Amount("0"), ValorSeguros: Amount("0"),
		FechaPago: 20240305, FechaEntrada: 20240305,
		Fechas: []pedimento.Fecha{{Tipo: "1", Fecha: 20240305}, {Tipo: "2", Fecha: 20240305}},
		Contribuciones: []pedimento.Contribucion{
			{Clave: "DTA", FormaPago: "0", Importe: Amount("425")},
			{Clave: "PRV", FormaPago: "0", Importe: Amount("290")},
			{Clave: "IVA/PRV", FormaPago: "0", Importe: Amount("46")},
		},
		Identificadores: []pedimento.Identificador{
			{Clave: "IM", Complementos: []string{"1234-2006"}},
			{Clave: "CI", Complementos: []string{"AA"}},
		},
		Facturas: []pedimento.Factura{{
			Numero: "INV-1", COVE: "COVE2400ABC12", Fecha: 20240301, Incoterm: "FCA", Moneda: "USD", ValorMoneda: Amount("3000.00"), FactorMoneda: Amount("1.00000"),
			ValorDolares: Amount("3000.00"), Pais: "USA", Proveedor: "EXAMPLE PARTS INC", IDFiscal: "990000001",
		}},
		Acuse: "A1B2C3D4",
	}
	p.MediosTransporte = pedimento.MediosTransporte{EntradaSalida: "7", Arribo: "7", Salida: "7"}
	for i, fraccion := range []string{"85366999", "85444299"} {
		p.Partidas = append(p.Partidas, pedimento.Partida{
			Secuencia: i + 1, Fraccion: fraccion, NICO: "00", Descripcion: "CONECTOR", UMC: "6", CantidadUMC: Amount("1000"), UMT: "6", CantidadUMT: Amount("1000"),
			PrecioUnitario: Amount("25.50000"), ValorAduana: Amount("25500"), ValorComercial: Amount("25500"), ValorDolares: Amount("1500.00"),
			Vinculacion: "0", MetodoValoracion: "1", PaisOrigen: "USA", PaisVendedor: "USA",
			Tasas: []pedimento.Tasa{{Clave: "IGI", Tipo: "1", Tasa: Amount("5.00000")}, {Clave: "IVA", Tipo: "1", Tasa: Amount("16.00000")}},
			Contribuciones: []pedimento.Contribucion{
				{Clave: "IGI", FormaPago: "5", Importe: Amount("1275")},
				{Clave: "IVA", FormaPago: "21", Importe: Amount("4318")},
			},
		})
	}
	return changed(p, changes)
}

// Export is a sound return (RT) of one partida to the United States, paid on
// 2024-06-04.
func Export(changes ...func(*pedimento.Pedimento)) *pedimento.Pedimento {
	p := Import()
	p.Number, p.Documento = "242432104000777", "4000777"
	p.Clave, p.Regimen, p.Operacion = "RT", "ITE", "EXP"
	p.FechaPago, p.FechaEntrada = 20240604, 20240604
	p.Fechas = []pedimento.Fecha{{Tipo: "5", Fecha: 20240604}, {Tipo: "2", Fecha: 20240604}}
	p.Identificadores = []pedimento.Identificador{{Clave: "IM", Complementos: []string{"1234-2006"}}}
	p.Facturas[0].Numero, p.Facturas[0].COVE, p.Facturas[0].Fecha = "EXP-1", "COVE2400XYZ99", 20240603
	p.Partidas = p.Partidas[:1]
	q := &p.Partidas[0]
	q.Fraccion, q.MetodoValoracion = "85372099", "0"
	q.ValorAduana, q.ValorComercial, q.ValorDolares = Amount("51000"), Amount("51000"), Amount("3000.00")
	q.CantidadUMC, q.CantidadUMT, q.PrecioUnitario = Amount("100"), Amount("100"), Amount("510.00000")
	q.Tasas, q.Contribuciones = nil, nil
	return changed(p, changes)
}

func changed(p *pedimento.Pedimento, changes []func(*pedimento.Pedimento)) *pedimento.Pedimento {
	for _, change := range changes {
		change(p)
	}
	total := len(p.Partidas)
	p.TotalPartidas = &total
	p.Liquidacion = pedimento.Liquidate(p)
	return p
}

// Case is a declaration in that setting.
func Case(p *pedimento.Pedimento) *rule.Case { return rule.NewCase(Setting(), p) }

// In is a declaration in a setting of its own.
func In(s *rule.Setting, p *pedimento.Pedimento) *rule.Case { return rule.NewCase(s, p) }

// At moves a declaration to another day of payment.
func At(day document.Date) func(*pedimento.Pedimento) {
	return func(p *pedimento.Pedimento) { p.FechaPago, p.FechaEntrada = day, day }
}
