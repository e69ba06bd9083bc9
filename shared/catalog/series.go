package catalog

import (
	"errors"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// Figure is a published figure of a month or a day.
type Figure struct {
	Value money.Amount
	Validity
}

// Index is the INPC of a month, written YYYY-MM. The table is empty until a
// person delivers it: an index is never guessed.
func (c *Catalog) Index(yearMonth string) (Figure, error) {
	on, err := document.ParseDate(yearMonth + "-01")
	if err != nil {
		on = 0
	}
	r, missing := c.find("inpc", on, yearMonth, yearMonth)
	return Figure{r.Amount("inpc"), r.Validity}, missing
}

// FX is the pesos for one unit of a currency that the DOF published for a day,
// of that day alone.
func (c *Catalog) FX(currency string, on document.Date) (Figure, error) {
	r, err := c.find("tipo_de_cambio", on, on.String(), currency, on.String())
	return Figure{r.Amount("tipo_de_cambio"), r.Validity}, err
}

// TariffRow is what the tariff charges a fracción.
type TariffRow struct {
	Fraccion  string
	Operacion string // IMP or EXP
	Tipo      string // 1 per cent, 2 amount per tariff unit (Apéndice 18)
	Value     money.Amount
	UMT       string // unit of the tariff, "" when the row does not say
	Validity
}

// Tariff is the rate of a fracción of eight digits on a day (TIGIE). The table
// is empty until a person delivers it.
func (c *Catalog) Tariff(fraccion, operacion string, on document.Date) (TariffRow, error) {
	r, err := c.find("tasas_tigie", on, "", fraccion, operacion)
	if missing, ok := errors.AsType[*Missing](err); ok {
		missing.When = on.String()
	}
	return TariffRow{r.Cells["fraccion"], r.Cells["operacion"], r.Cells["tipo_tasa"], r.Amount("tasa"), r.Cells["umt"], r.Validity}, err
}

// TariffEver reports that the tariff has a fracción on some day. One it never
// had may be missing from what was delivered.
func (c *Catalog) TariffEver(fraccion, operacion string) bool {
	l := c.law["tasas_tigie"]
	return len(l.rows) > 0 && len(l.byKey[fraccion+"\x00"+operacion]) > 0
}

// NICO reports that a NICO is under its fracción on a day; known is false where
// nobody delivered any NICO of the fracción in force that day.
func (c *Catalog) NICO(fraccion, nico string, on document.Date) (ok, known bool) {
	l := c.law["nicos"]
	if len(l.rows) == 0 {
		return false, false
	}
	if l.holds(fraccion+"\x00"+nico, on) {
		return true, true
	}
	const most = 100
	for n := range most {
		if l.holds(fraccion+"\x00"+string([]byte{'0' + byte(n/10), '0' + byte(n%10)}), on) {
			return false, true
		}
	}
	return false, false
}

// holds reports a row of a key in force on a day.
func (l *law) holds(key string, on document.Date) bool {
	for _, i := range l.byKey[key] {
		if l.rows[i].Holds(on) {
			return true
		}
	}
	return false
}
