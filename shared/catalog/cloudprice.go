package catalog

import (
	"fmt"
	"slices"
	"strconv"
	"sync"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
)

// CloudPrice is a list price of a cloud service: Price in Currency for every
// Per units. What a deployment costs is no law: these rows are dated like the
// others and are no part of the catalogue's version, so that a new price makes
// no new run.
type CloudPrice struct {
	Service, Item, Region string
	Per                   int64
	Price                 money.Amount
	Currency              string
	Validity
}

var cloudPrices = sync.OnceValues(func() ([]CloudPrice, error) { //nolint:gochecknoglobals // immutable, read once from an embedded file
	b, err := data.ReadFile("data/precios_nube.csv")
	if err != nil {
		return nil, fmt.Errorf("precios_nube.csv: %w", err)
	}
	var out []CloudPrice
	err = eachRow(b, func(m map[string]string, v Validity) error {
		per, err := strconv.ParseInt(m["por"], 10, 64)
		if err != nil || per <= 0 {
			return fmt.Errorf("por %q is no count", m["por"])
		}
		price, err := money.Parse(m["precio"])
		if err != nil {
			return fmt.Errorf("precio: %w", err)
		}
		out = append(out, CloudPrice{m["servicio"], m["concepto"], m["region"], per, price, m["moneda"], v})
		return nil
	})
	return out, err
})

// CloudPriceOn is the list price of an item of a service in a region on a day;
// ok is false when the table has none.
func CloudPriceOn(service, item, region string, on document.Date) (CloudPrice, bool) {
	list, err := cloudPrices()
	if err != nil {
		return CloudPrice{}, false // a build defect, which the tests of this package see
	}
	for _, p := range list {
		if p.Service == service && p.Item == item && p.Region == region && p.Holds(on) {
			return p, true
		}
	}
	return CloudPrice{}, false
}

// CloudRegionsOn are the regions that have list prices on a day, in order.
func CloudRegionsOn(on document.Date) []string {
	list, err := cloudPrices()
	if err != nil {
		return nil // a build defect, which the tests of this package see
	}
	var out []string
	for _, p := range list {
		if p.Holds(on) && !slices.Contains(out, p.Region) {
			out = append(out, p.Region)
		}
	}
	slices.Sort(out)
	return out
}

// CloudUse is how much of an item of a cloud service one thing of a kind takes:
// Amount units for every Per (documento, pdf, pagina, partida, mes…). The
// figures come from tests or are our own estimates, and say which.
type CloudUse struct {
	Service, Item string
	Per           string
	Amount        money.Amount
	Part          string // ruta, guarda, compilacion, base or escritorio: what it belongs to
	Validity
}

var cloudUses = sync.OnceValues(func() ([]CloudUse, error) { //nolint:gochecknoglobals // immutable, read once from an embedded file
	b, err := data.ReadFile("data/capacidad_nube.csv")
	if err != nil {
		return nil, fmt.Errorf("capacidad_nube.csv: %w", err)
	}
	var out []CloudUse
	err = eachRow(b, func(m map[string]string, v Validity) error {
		amount, err := money.Parse(m["cantidad"])
		if err != nil {
			return fmt.Errorf("cantidad: %w", err)
		}
		out = append(out, CloudUse{m["servicio"], m["concepto"], m["por"], amount, m["parte"], v})
		return nil
	})
	return out, err
})

// CloudUsesOn are the uses that hold on a day, in the order of the table.
func CloudUsesOn(on document.Date) []CloudUse {
	list, err := cloudUses()
	if err != nil {
		return nil // a build defect, which the tests of this package see
	}
	var out []CloudUse
	for _, u := range list {
		if u.Holds(on) {
			out = append(out, u)
		}
	}
	return out
}
