package print

// The fields by the names they have in the JSON contract and in mappings.
const (
	fNumero      = "factura"
	fLista       = "lista"
	fFecha       = "fecha"
	fVendedorID  = "id_proveedor"
	fVendedor    = "proveedor"
	fCompradorID = "id_comprador"
	fComprador   = "comprador"
	fOrden       = "orden_compra"
	fMoneda      = "moneda"
	fIncoterm    = "incoterm"
	fLugar       = "lugar"
	fPago        = "condiciones"
	fVinculacion = "vinculacion"
	fPedimento   = "pedimento"
	fCOVE        = "cove"

	fSubtotal   = "subtotal"
	fFlete      = "flete"
	fSeguro     = "seguro"
	fEmbalaje   = "embalaje"
	fOtros      = "otros_cargos"
	fImpuesto   = "impuesto"
	fDescuento  = "descuento"
	fTotal      = "total"
	fTotalCant  = "total_cantidad"
	fTotalBulto = "total_bultos"
	fTotalTarim = "total_tarimas"
	fTotalNeto  = "total_peso_neto"  // unit in the label, beside the figure, or in the table
	fTotalBruto = "total_peso_bruto" // likewise
	fPagina     = "total_pagina"     // subtotal of one page, or carried forward

	fParte       = "parte"
	fDescripcion = "descripcion"
	fFraccion    = "fraccion"
	fHTS         = "hts"
	fCantidad    = "cantidad"
	fUnidad      = "unidad"
	fPrecio      = "precio_unitario"
	fImporte     = "importe"
	fOrigen      = "origen"
	fBultos      = "bultos"
	fCartones    = "cartones"
	fTarima      = "tarima"
	fNeto        = "peso_neto"
	fBruto       = "peso_bruto"
	fDimensiones = "dimensiones"
	fRenglon     = "renglon"
	fArticulo    = "articulo" // "ITEM": a line number or a part number, told by its values
	fOther       = "other"    // known, and not taken

	// Blocks of an address and labels that stand in them.
	bTaxID = "tax_id"
)
