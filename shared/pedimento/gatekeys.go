package pedimento

import (
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// checkKeys: every key is one of its appendix. It warns and says the key: the
// copies of the appendices at hand are old, and keys are added.
func checkKeys(p *Pedimento) {
	k := keys{p: p, c: catalog.Default()}
	k.in("aduana", "aduana", catalog.Aduanas, "encabezado", p.Aduana, p.AduanaES)
	m := p.MediosTransporte
	k.in("medio de transporte", "means of transport", catalog.MediosTransporte, "encabezado", m.Salida, m.Arribo, m.EntradaSalida)
	k.in("destino", "destination", catalog.Destinos, "encabezado", p.Destino)
	for _, f := range p.Fechas {
		k.in("tipo de fecha", "type of date", catalog.TiposFecha, "506", f.Tipo)
	}
	for i := range p.Facturas {
		f := &p.Facturas[i]
		k.in("moneda", "currency", catalog.Monedas, "505", f.Moneda)
		k.in("término de facturación", "trade term", catalog.Incoterms, "505", f.Incoterm)
		k.in("país", "country", catalog.Paises, "505", f.Pais)
	}
	k.cases("507", p.Identificadores)
	k.taxes("509", "510", p.Tasas, p.Contribuciones)
	for i := range p.Partidas {
		q := &p.Partidas[i]
		where := partidaName(q)
		k.in("país", "country", catalog.Paises, where, q.PaisOrigen, q.PaisVendedor)
		k.in("método de valoración", "valuation method", catalog.Metodos, where, q.MetodoValoracion)
		k.in("vinculación", "relationship", catalog.Vinculaciones, where, q.Vinculacion)
		if _, ok := k.c.Unit(q.UMC); !ok {
			k.say("unidad comercial", "commercial unit", where, q.UMC)
		}
		k.cases(where, q.Identificadores)
		k.taxes(where, where, q.Tasas, q.Contribuciones)
	}
}

// keys says each unknown key once for a pedimento.
type keys struct {
	p    *Pedimento
	c    *catalog.Catalog
	said map[[2]string]bool
}

func (k *keys) in(es, en, appendix, where string, list ...string) {
	for _, key := range list {
		if key != "" && !k.c.Listed(appendix, key, k.p.FechaPago) {
			k.say(es, en, where, key)
		}
	}
}

func (k *keys) cases(where string, list []Identificador) {
	for i := range list {
		k.in("identificador", "identifier", catalog.Identificadores, where, list[i].Clave)
	}
}

func (k *keys) taxes(rates, taxes string, list []Tasa, contributions []Contribucion) {
	for _, t := range list {
		k.in("tipo de tasa", "type of rate", catalog.TiposTasa, rates, t.Tipo)
	}
	for _, c := range contributions {
		if c.Clave != "" && !k.c.KnownContribution(c.Clave) {
			k.say("contribución", "contribution", taxes, c.Clave)
		}
		if c.FormaPago != "" && !k.c.FormaPago(c.FormaPago, k.p.FechaPago) {
			k.say("forma de pago", "form of payment", taxes, c.FormaPago)
		}
	}
}

func (k *keys) say(es, en, where, key string) {
	if key == "" || k.said[[2]string{es, key}] {
		return
	}
	if k.said == nil {
		k.said = map[[2]string]bool{}
	}
	k.said[[2]string{es, key}] = true
	k.p.Raise("clave_desconocida", where, document.Text{
		ES: "La clave " + strconv.Quote(key) + " (" + es + ") no está en los apéndices del Anexo 22 que conoce esta versión; verifíquela.",
		EN: "Key " + strconv.Quote(key) + " (" + en + ") is not in the appendices of Anexo 22 this version knows; verify it.",
	})
}
