package catalog

import "example.com/immex/shared/document"

// The lists of the table listas.csv: keys that the law or Anexo 22 treats
// alike.
const (
	ListRegimenes     = "regimen"            // Apéndice 16
	ListVirtual       = "sin_presentacion"   // claves whose goods are not presented
	ListUpdateCases   = "factor"             // identifiers that carry a factor of update
	ListGuaranteeCase = "garantia"           // identifiers of a guarantee of IVA
	ListTemporary     = "temporal"           // claves that import temporarily and state their own contributions
	ListExtraction    = "extraccion"         // claves that take goods out of depósito fiscal
	ListDefinitive    = "definitiva"         // claves of definitive import
	ListIVABase       = "base_iva"           // contributions that enter the base of IVA
	ListNoPrevalidate = "sin_prevalidacion"  // claves that pay no prevalidation
	ListGenericRFC    = "rfc_generico"       // RFC that stand for many
	ListTransportNone = "medio_sin_declarar" // means of transport of goods not presented

	ListNoDischarge     = "sin_descargo"           // claves that name entries and discharge none
	ListDiscounted      = "tasa_con_descuento"     // types of rate below the tariff
	ListPreference      = "preferencia"            // identifiers that lower a rate
	ListNotOfReturn     = "regimen_ajeno_retorno"  // régimenes that are of no return
	ListDeferralWhole   = "diferimiento_pedimento" // identifiers that say how the deferred duty is determined
	ListDeferralPartida = "diferimiento_partida"   // those of a partida
	ListDeferralPaid    = "diferimiento_pagado"    // contributions that pay it
	ListMonthly         = "consolidado_mensual"    // claves that may be consolidated by the month
	ListCash            = "forma_efectivo"         // forms of payment in cash
	ListTemporaryForm   = "forma_temporal"         // forms of what is not subject to payment while temporary
	ListCreditOfIVA     = "forma_credito"          // forms of the credit of IVA and IEPS
	ListGuaranteeOfIVA  = "forma_garantia"         // forms of their guarantee
	ListUnpaid          = "forma_no_pagada"        // forms by which a contribution is not paid while the goods are here
	ListServiceUnit     = "cce_unidad_servicio"    // customs units of the complement that count nothing
	ListNotExported     = "cfdi_sin_exportar"      // claves of c_Exportacion of what is not exported
	ListCOVEOfMany      = "cove_relacion"          // kinds of COVE that relate several invoices
	ListProgrammeSales  = "exporta_programa"       // claves whose exports keep a programme
)

type listKey struct{ list, key string }

func addList(c *Catalog, m map[string]string, v Validity) error {
	k := listKey{m["lista"], m["clave"]}
	c.lists[k] = append(c.lists[k], v)
	return nil
}

// In reports that a key is in a list on a date; an unknown date takes any.
func (c *Catalog) In(list, key string, on document.Date) bool {
	return holds(c.lists[listKey{list, key}], on)
}

// DTA is the concept of the fees table that a clave and operation pay for
// handling (LFD art. 49): FeeDTA, FeeDTAAsset, FeeDTAFixed …; ok is false
// where nobody has said.
func (c *Catalog) DTA(clave, operacion string, on document.Date) (concepto string, ok bool) {
	for _, r := range c.handling[clave+operacion] {
		if !on.Known() && r.To == 0 || on.Known() && r.Holds(on) {
			return r.concept, true
		}
	}
	return "", false
}

type handlingRow struct {
	concept string
	Validity
}

func addHandling(c *Catalog, m map[string]string, v Validity) error {
	k := m["clave"] + m["operacion"]
	c.handling[k] = append(c.handling[k], handlingRow{m["concepto"], v})
	return nil
}
