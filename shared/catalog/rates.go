package catalog

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// RecargoRow is a monthly surcharge (CFF art. 21; Ley de Ingresos).
type RecargoRow struct {
	Clase   string       // mora, prorroga, parcialidad_12 …
	Percent money.Amount // per month or fraction of one
	Rate    money.Amount // the same as part of one: 1.47 % is 0.0147
	Validity
}

// Mora is the class of the surcharge of what is paid late.
const Mora = "mora"

// Recargo is the surcharge for late payment of the month of a day.
func (c *Catalog) Recargo(on document.Date) (RecargoRow, error) { return c.RecargoOf(Mora, on) }

// RecargoOf is the surcharge of a class in the month of a day.
func (c *Catalog) RecargoOf(clase string, on document.Date) (RecargoRow, error) {
	r, err := c.find("recargos", on, month(on), clase)
	row := RecargoRow{Clase: r.Cells["clase"], Percent: r.Amount("tasa"), Validity: r.Validity}
	if err != nil {
		return row, err
	}
	row.Rate, err = row.Percent.Mul(money.FromMicros(percent))
	return row, err //nolint:wrapcheck // of a figure that lint has seen
}

// percent is one per cent in millionths.
const percent = 10_000

// month writes YYYY-MM, "" for an unknown date.
func month(on document.Date) string {
	if !on.Known() {
		return ""
	}
	return on.String()[:len("2026-10")]
}

// FeeRow is a fee or a rate that the law fixes.
type FeeRow struct {
	Code  string
	Value money.Amount
	Unit  string // pesos, por_ciento or al_millar
	Title document.Text
	Validity
}

// The fees other packages ask for by name.
const (
	FeeIVA        = "IVA"        // per cent
	FeeDTA        = "DTA_I"      // per thousand of the customs value, definitive import
	FeeDTAAsset   = "DTA_II"     // per thousand, fixed assets under IMMEX
	FeeDTAFixed   = "DTA_III"    // pesos per operation, other temporary imports
	FeeDTAMinimum = "DTA_MINIMA" // pesos: the least of what is per thousand
	FeePRV        = "PRV"        // pesos, without IVA
)

// Fee is a fee on a day: of a year nobody has, the answer is Missing and never
// the fee of another year.
func (c *Catalog) Fee(code string, on document.Date) (FeeRow, error) {
	r, err := c.find("cuotas", on, on.String(), code)
	return FeeRow{Code: r.Cells["concepto"], Value: r.Amount("valor"), Unit: r.Cells["unidad"], Title: r.title(), Validity: r.Validity}, err
}

// FineRow is a fine: a share of its base, or an amount in pesos.
type FineRow struct {
	Code                  string
	Base                  string       // contribucion, iva, valor_comercial, documento, periodo
	Least, Most           money.Amount // per cent of the base, unknown where the fine is none
	LeastPesos, MostPesos money.Amount
	Days                  string // of the period that the amount counts by, "" where it counts by none
	Cap                   string // base that the fine does not exceed, "" without one
	Title                 document.Text
	Validity
}

// The fines other packages ask for by name.
const (
	FineOmitted     = "LA_178_I"   // of contributions omitted
	FineNoPermit    = "LA_178_IV"  // RRNA or cuotas compensatorias not proved
	FineLateReturn  = "LA_183_II"  // late return, spontaneous
	FineExempt      = "LA_183_III" // late return of exempt goods, discovered
	FineIVA         = "CFF_76"     // IVA omitted
	FineNoInventory = "LA_185_B"   // without the inventory control of Anexo 24
)

// Fine is a fine on a day. Where its amounts are unknown the row comes with
// its title and an error that is Missing.
func (c *Catalog) Fine(code string, on document.Date) (FineRow, error) {
	r, err := c.find("multas", on, on.String(), code)
	return FineRow{
		Code: r.Cells["multa"], Base: r.Cells["base"], Least: r.Amount("minimo"), Most: r.Amount("maximo"),
		LeastPesos: r.Amount("cuota_minima"), MostPesos: r.Amount("cuota_maxima"), Days: r.Cells["dias"], Cap: r.Cells["tope"],
		Title: r.title(), Validity: r.Validity,
	}, err
}

// ReductionRow is a reduction of a fine (LA art. 199).
type ReductionRow struct {
	Code    string
	Percent money.Amount // of the fine
	Title   document.Text
	Validity
}

// Reductions are those in force on a day, in the order of the table.
func (c *Catalog) Reductions(on document.Date) (out []ReductionRow) {
	for i := range c.LawRows("reducciones") {
		if r := &c.LawRows("reducciones")[i]; r.Holds(on) {
			out = append(out, ReductionRow{r.Cells["reduccion"], r.Amount("porcentaje"), r.title(), r.Validity})
		}
	}
	return out
}

// ThresholdRow is a figure that an obligation or a benefit turns on.
type ThresholdRow struct {
	Code  string
	Value money.Amount
	Unit  string // USD, por_ciento, dias_naturales, dias_habiles, horas, veces
	Sense string // mas_de, al_menos, a_lo_mas
	Title document.Text
	Validity
}

// Threshold is a threshold on a day.
func (c *Catalog) Threshold(code string, on document.Date) (ThresholdRow, error) {
	r, err := c.find("umbrales", on, on.String(), code)
	return ThresholdRow{r.Cells["umbral"], r.Amount("valor"), r.Cells["unidad"], r.Cells["sentido"], r.title(), r.Validity}, err
}

// RestrictionRow says that goods of some fracciones may not be imported under
// the programme, or not freely.
type RestrictionRow struct {
	List   string // anexo_I, anexo_II, petroliferos
	Prefix string // leading digits of the fracciones, "" when no source gave them
	// Whole: every fracción under the prefix is listed. Otherwise some are, and
	// which is unknown here: it may warn and never fail.
	Whole bool
	Title document.Text
	// Exception says who is excepted, blank without one.
	Exception document.Text
	Reason    document.Text // what is unknown about the row
	Validity
}

// Restricted are the rows whose prefix a fracción has, in force on a day.
func (c *Catalog) Restricted(fraccion string, on document.Date) (out []RestrictionRow) {
	for _, r := range c.restrictions(on) {
		if r.Prefix != "" && strings.HasPrefix(fraccion, r.Prefix) {
			out = append(out, r)
		}
	}
	return out
}

// RestrictedUnlisted are the restrictions in force on a day whose fracciones
// no source gave: what Restricted cannot know.
func (c *Catalog) RestrictedUnlisted(on document.Date) (out []RestrictionRow) {
	for _, r := range c.restrictions(on) {
		if r.Prefix == "" {
			out = append(out, r)
		}
	}
	return out
}

func (c *Catalog) restrictions(on document.Date) (out []RestrictionRow) {
	for i := range c.restricted {
		if r := &c.restricted[i]; on.Known() && r.Holds(on) {
			out = append(out, *r)
		}
	}
	return out
}

func addRestriction(c *Catalog, m map[string]string, v Validity) error {
	if m["alcance"] != "ninguno" {
		r := LawRow{Cells: m}
		c.restricted = append(c.restricted, RestrictionRow{
			m["lista"], m["prefijo"], m["alcance"] == "total", r.title(), document.Text{ES: m["excepcion"], EN: m["exception"]}, r.Reason(), v,
		})
	}
	return nil
}
