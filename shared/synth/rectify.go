package synth

import "example.com/immex/shared/document"

// rectifiedShare is the least a rectification leaves of an entry, in percent;
// the story never lets more than that leave once one is planned.
const rectifiedShare = 90

// rectify files the replacement of a pedimento under a number of its own: the
// first partida changes its quantity, the books follow.
func (g *generator) rectify(o *ped, on document.Date) *ped {
	p := *o
	p.tipo, p.pago, p.rectifica = 2, on, o
	p.hora = g.r.between(8*3600, 19*3600)
	p.doc, p.number = g.assign(&p, on)
	p.sel, p.ids, p.tasas, p.cuadro = nil, append([]caso(nil), o.ids...), nil, nil
	p.valorAduana, p.valorComercial, p.dolares = 0, 0, 0
	p.obs = []string{"RECTIFICACIÓN: SE CORRIGE LA CANTIDAD DE LA PARTIDA 1"}
	p.acuse = g.r.code(8)
	p.partidas = append([]partida(nil), o.partidas...)
	for i := range p.partidas {
		p.partidas[i].tasas, p.partidas[i].cuadro = nil, nil
	}
	q := &p.partidas[0]
	percent := int64(rectifiedShare + 3)
	if p.clave == "IN" && q.mat.role == roleInput && g.r.one(2) {
		percent = 106
	}
	if p.clave == "IN" && q.mat.role == roleDomestic {
		percent = 100 // F4 may already have named all of it
	}
	if units := q.mat.floor(q.mat.inUMT(q.umc) * percent / 100); units > 0 {
		q.umc, q.umt = units, q.mat.inUMT(units)
	}
	usd := q.mat.precio
	if p.op == 2 {
		usd += usd / 4
	}
	q.price(p.tc, usd)
	if q.event >= 0 {
		g.events[q.event].qty = q.umt
	}
	p.total()
	p.taxes()
	p.peso = max(p.peso, p.net()+200)
	if len(o.facturas) > 0 && !o.facturas[0].cove { // one corrected invoice
		f := o.facturas[0]
		f.cents = p.dolares
		p.facturas = []factura{f}
	}
	return &p
}
