package covedocs

import (
	"bytes"
	"encoding/xml"
	"strings"

	"example.com/immex/shared/synth/specimen"
)

const (
	oxml  = "http://www.ventanillaunica.gob.mx/cove/ws/oxml/"
	query = "http://www.ventanillaunica.gob.mx/ConsultarEdocument/"
	soap  = "http://schemas.xmlsoap.org/soap/envelope/"
)

// tags writes elements of one prefix.
type tags struct {
	b      bytes.Buffer
	prefix string
	stack  []string
}

func (w *tags) open(name string) { w.raw(name, ">"); w.stack = append(w.stack, name) }

func (w *tags) raw(name, rest string) {
	w.b.WriteString("<" + w.prefix + name + rest)
}

func (w *tags) end() {
	name := w.stack[len(w.stack)-1]
	w.stack = w.stack[:len(w.stack)-1]
	w.b.WriteString("</" + w.prefix + name + ">\n")
}

// leaf writes an element that has a text; none for "".
func (w *tags) leaf(name, text string) {
	if text == "" {
		return
	}
	w.raw(name, ">")
	_ = xml.EscapeText(&w.b, []byte(text)) // a buffer never fails
	w.b.WriteString("</" + w.prefix + name + ">\n")
}

// writeXML writes c in its shape, perhaps with one defect.
func writeXML(r *prng, c *comprobante, mutate bool) (specimen.Specimen, error) {
	d := defect{want: specimen.Accept}
	if mutate {
		d = deface(r, c)
	}
	text := c.xml(r)
	if d.edit != nil {
		text = d.edit(text)
	}
	return specimen.Specimen{Bytes: []byte(text), Mutation: d.name, Want: d.want, Truth: c.truth()}, nil
}

func (c *comprobante) xml(r *prng) string {
	w := &tags{}
	if c.forma == consulta {
		w.consulta(c)
	} else {
		w.prefix = r.pick("", "oxml:", "ns2:", "q:")
		w.carga(c)
	}
	declaration := r.pick(`<?xml version="1.0" encoding="UTF-8"?>`+"\n", "", "\xEF\xBB\xBF")
	space := "xmlns"
	if w.prefix != "" {
		space += ":" + strings.TrimSuffix(w.prefix, ":")
	}
	uri := oxml
	if c.forma == consulta {
		uri = query
	}
	s := r.pick("S", "soapenv", "env")
	return declaration + "<" + s + ":Envelope xmlns:" + s + `="` + soap + `" ` + space + `="` + uri + `"><` + s + ":Header/><" + s + ":Body>\n" +
		w.b.String() + "</" + s + ":Body></" + s + ":Envelope>\n"
}

func (w *tags) carga(c *comprobante) {
	w.open(map[string]string{
		carga: "solicitarRecibirCoveServicio", relacionIA: "solicitarRecibirRelacionFacturasIAServicio",
		relacionNoIA: "solicitarRecibirRelacionFacturasNoIAServicio",
	}[c.forma])
	w.open("comprobantes")
	w.leaf("tipoOperacion", c.operacion)
	for _, p := range c.patentes {
		w.leaf("patenteAduanal", p)
	}
	w.leaf("fechaExpedicion", c.iso())
	w.leaf("observaciones", c.observaciones)
	for _, s := range c.rfcs {
		w.leaf("rfcConsulta", s)
	}
	w.leaf("tipoFigura", c.figura)
	w.leaf("correoElectronico", c.correo)
	w.open("firmaElectronica")
	w.leaf("certificado", "Q0VSVElGSUNBRE8=")
	if c.forma == carga {
		w.leaf("cadenaOriginal", c.cadena)
	}
	w.leaf("firma", "RklSTUE=")
	w.end()
	if c.forma == carga {
		w.leaf("numeroFacturaOriginal", c.numero)
		w.open("factura")
		w.flags(c)
		w.end()
	} else {
		w.leaf("numeroRelacionFacturas", c.numero)
	}
	if c.forma != relacionNoIA {
		w.persona("emisor", &c.emisor)
		w.persona("destinatario", &c.destinatario)
	}
	for i := range c.facturas {
		f := &c.facturas[i]
		if c.forma == carga {
			w.goods("mercancias", f)
			continue
		}
		w.open("facturas")
		w.leaf("certificadoOrigen", "0")
		w.leaf("subdivision", "0")
		w.leaf("numeroFactura", f.numero)
		if c.forma == relacionNoIA {
			w.persona("emisor", &f.emisor)
			w.persona("destinatario", &f.dest)
		}
		w.goods("mercancias", f)
		w.end()
	}
	w.end()
	w.end()
}

func (w *tags) consulta(c *comprobante) {
	for _, s := range []string{"ConsultarEdocumentResponse", "response"} {
		w.open(s)
	}
	w.leaf("mensaje", "La consulta se realizó exitosamente")
	w.leaf("contieneError", "false")
	w.open("resultadoBusqueda")
	w.open("cove")
	w.leaf("eDocument", c.edocument)
	w.leaf("tipoOperacion", c.operacion)
	w.leaf("numeroFacturaRelacionFacturas", c.numero)
	w.leaf("relacionFacturas", "0")
	w.leaf("automotriz", "0")
	w.leaf("fechaExpedicion", c.iso()+"-06:00")
	w.leaf("tipoFigura", c.figura)
	w.open("patentesAduanales")
	for _, p := range c.patentes {
		w.leaf("patenteAduanal", p)
	}
	w.end()
	w.open("rfcsConsulta")
	for _, s := range c.rfcs {
		w.leaf("rfcConsulta", s)
	}
	w.end()
	w.leaf("observaciones", c.observaciones)
	w.open("facturas")
	for i := range c.facturas {
		w.open("factura")
		w.flags(c)
		w.open("mercancias")
		w.goods("mercancia", &c.facturas[i])
		w.end()
		w.end()
	}
	w.end()
	w.persona("emisor", &c.emisor)
	w.persona("destinatario", &c.destinatario)
	for len(w.stack) > 0 {
		w.end()
	}
}

func (w *tags) flags(c *comprobante) {
	w.leaf("certificadoOrigen", c.certificado)
	w.leaf("numeroExportadorAutorizado", c.export)
	w.leaf("subdivision", c.subdivision)
}

func (w *tags) persona(name string, p *persona) {
	w.open(name)
	w.leaf("tipoIdentificador", p.tipo)
	w.leaf("identificacion", p.id)
	w.leaf("nombre", p.nombre)
	w.open("domicilio")
	w.leaf("calle", p.calle)
	w.leaf("numeroExterior", p.exterior)
	w.leaf("colonia", p.colonia)
	w.leaf("municipio", p.municipio)
	w.leaf("entidadFederativa", p.entidad)
	w.leaf("pais", p.pais)
	w.leaf("codigoPostal", p.cp)
	w.end()
	w.end()
}

func (w *tags) goods(name string, f *factura) {
	for _, m := range f.goods {
		w.open(name)
		w.leaf("descripcionGenerica", m.descripcion)
		w.leaf("claveUnidadMedida", m.unidad)
		w.leaf("tipoMoneda", m.moneda)
		w.leaf("cantidad", m.cantidad)
		w.leaf("valorUnitario", m.unitario)
		w.leaf("valorTotal", m.total)
		w.leaf("valorDolares", m.dolares)
		if m.marca != "" {
			w.open("descripcionesEspecificas")
			w.leaf("marca", m.marca)
			w.leaf("modelo", m.modelo)
			w.leaf("numeroSerie", m.serie)
			w.end()
		}
		w.end()
	}
}
