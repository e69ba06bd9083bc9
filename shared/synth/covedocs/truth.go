package covedocs

import "fmt"

// truth is what a reader must say of c, by the paths of its JSON.
func (c *comprobante) truth() map[string]string {
	t := map[string]string{}
	put := func(path, value string) { t["content."+path] = value }
	put("forma", c.forma)
	put("edocument", c.edocument)
	put("tipo_operacion", c.operacion)
	put("numero", c.numero)
	put("fecha_expedicion", c.iso())
	put("tipo_figura", c.figura)
	put("observaciones", c.observaciones)
	for i, s := range c.patentes {
		put(fmt.Sprintf("patentes.%d", i), s)
	}
	for i, s := range c.rfcs {
		put(fmt.Sprintf("rfcs_consulta.%d", i), s)
	}
	put(fmt.Sprintf("patentes.%d", len(c.patentes)), "")
	if c.forma != relacionNoIA {
		c.emisor.truth("emisor", put)
		c.destinatario.truth("destinatario", put)
	}
	for i, f := range c.facturas {
		at := fmt.Sprintf("facturas.%d.", i)
		put(at+"numero", f.numero)
		if c.forma == relacionNoIA {
			f.emisor.truth(at+"emisor", put)
			f.dest.truth(at+"destinatario", put)
		}
		if c.forma == carga || c.forma == consulta || c.forma == impreso {
			put(at+"certificado_origen", c.certificado)
			put(at+"subdivision", c.subdivision)
			put(at+"exportador_autorizado", c.export)
		}
		for k := range f.goods {
			f.goods[k].truth(fmt.Sprintf("%smercancias.%d.", at, k), c.forma == impreso, put)
		}
		put(fmt.Sprintf("%smercancias.%d.descripcion", at, len(f.goods)), "")
	}
	return t
}

func (p *persona) truth(at string, put func(path, value string)) {
	put(at+".tipo_identificador", p.tipo)
	put(at+".identificacion", p.id)
	put(at+".nombre", p.nombre)
	put(at+".domicilio.calle", p.calle)
	put(at+".domicilio.numero_exterior", p.exterior)
	put(at+".domicilio.numero_interior", "")
	put(at+".domicilio.colonia", p.colonia)
	put(at+".domicilio.municipio", p.municipio)
	put(at+".domicilio.entidad_federativa", p.entidad)
	put(at+".domicilio.pais", p.pais)
	put(at+".domicilio.codigo_postal", p.cp)
}

func (m *mercancia) truth(at string, printed bool, put func(path, value string)) {
	unit, key := m.unidad, m.unidad
	if printed {
		unit, key = m.unidadEscrita, m.unidadK
	}
	put(at+"descripcion", m.descripcion)
	put(at+"unidad", unit)
	put(at+"unidad_oma", key)
	put(at+"moneda", m.moneda)
	put(at+"cantidad", m.cantidad)
	put(at+"valor_unitario", m.unitario)
	put(at+"valor_total", m.total)
	put(at+"valor_dolares", m.dolares)
	put(at+"especificas.0.marca", m.marca)
	put(at+"especificas.0.modelo", m.modelo)
	put(at+"especificas.0.serie", m.serie)
}
