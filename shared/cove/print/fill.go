package print

import (
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// set gives a label its value. A value given twice must be the same.
func (r *reader) set(label item, ws []word) {
	if len(ws) == 0 || blankMark(ws) {
		return
	}
	if label.field != fObserva && label.field != fDescripcion && slices.ContainsFunc(ws, func(w word) bool { return len(w.s) > 1 && strings.HasSuffix(w.s, ":") }) {
		r.unread(label.field, ws) // a label nobody knows stands in the value
		return
	}
	if named(label.field) && beginsLabel(squeeze(joined(ws))) {
		r.unread(label.field, ws) // what is left of a label that lost its end
		return
	}
	switch {
	case pieceField(label.field):
		r.piece(label.field, ws)
	case goodsField(label.field):
		if r.goods == nil || label.field == fDescripcion && r.filled(fDescripcion) {
			r.newGoods(ws)
		}
		r.goodsValue(label.field, ws)
	case partyField(label.field):
		r.partyValue(label, ws)
	default:
		r.generalValue(label.field, ws)
	}
}

func goodsField(f field) bool {
	switch f {
	case fDescripcion, fUnidad, fCantidad, fMoneda, fUnitario, fTotal, fDolares:
		return true
	default:
		return pieceField(f)
	}
}

func partyField(f field) bool {
	switch f {
	case fTipoID, fID, fNombre, fPaterno, fMaterno, fCalle, fExterior, fInterior, fCP, fColonia, fLocalidad, fEntidad, fMunicipio, fPais:
		return true
	default:
		return false
	}
}

// put keeps a text, or reports that another one stands there already.
func (r *reader) put(to *string, value string, f field, ws []word) {
	if *to != "" && *to != value {
		r.fail("cove_print_repetido", placeOf(ws), document.Textf(
			"%s aparece dos veces, con %q y %q, y no se sabe cuál vale; entregue el XML del COVE.",
			"%s appears twice, with %q and %q, and it cannot be told which holds; deliver the XML of the COVE.", string(f), *to, value))
		return
	}
	*to = value
}

// mark keeps where a value stands; a check may confirm it later.
func mark(b *pedimento.Block, f field, ws []word) {
	b.Mark(string(f), document.Evidence{
		Source: document.SourcePrint, Level: document.Read, At: placeOf(ws), Written: joined(ws), Check: document.Unchecked,
	})
}

// unread reports a value that has not the shape of its field.
func (r *reader) unread(f field, ws []word) {
	r.fail("cove_print_valor", placeOf(ws), document.Textf(
		"En %s se leyó %q, que no tiene la forma de ese dato; entregue el XML del COVE o el PDF original.",
		"In %s %q was read, which has not the shape of that value; deliver the XML of the COVE or the original PDF.", string(f), joined(ws)))
}

// key puts the key that a wording means.
func (r *reader) key(to *string, f field, ws []word) {
	k, ok := keyOf(f, joined(ws))
	if !ok {
		r.unread(f, ws)
		return
	}
	r.put(to, k, f, ws)
}

func (r *reader) generalValue(f field, ws []word) {
	c, text := r.c, joined(ws)
	switch f {
	case fOperacion:
		r.key(&c.TipoOperacion, f, ws)
	case fRelacion:
		r.key(&c.Relacion, f, ws)
	case fFigura:
		r.key(&c.TipoFigura, f, ws)
	case fNumero:
		if r.section == sFactura || len(c.Facturas) > 0 {
			fac := r.factura()
			r.put(&fac.Numero, text, f, ws)
			mark(&fac.Block, f, ws)
			return
		}
		r.put(&c.Numero, text, f, ws)
	case fFecha:
		d, ok := date(text)
		if !ok || c.Fecha.Known() && c.Fecha != d {
			r.unread(f, ws)
			return
		}
		c.Fecha = d
	case fObserva:
		r.put(&c.Observaciones, text, f, ws)
	case fRFCs:
		c.RFCsConsulta = r.several(f, c.RFCsConsulta, ws, reRFC.MatchString)
	case fPatentes:
		c.Patentes = r.several(f, c.Patentes, ws, rePatente.MatchString)
	case fAdenda:
		r.put(&c.Adenda, text, f, ws)
	case fCorreo:
		r.put(&c.Correo, text, f, ws)
	case fEDocument:
		if !reCOVE.MatchString(text) {
			r.unread(f, ws)
		}
		return // number found it, with its place
	default:
		r.invoiceValue(f, ws)
		return
	}
	mark(&c.Block, f, ws)
}

func (r *reader) invoiceValue(f field, ws []word) {
	fac := r.factura()
	switch f {
	case fSubdivision:
		r.key(&fac.Subdivision, f, ws)
	case fCertificado:
		r.key(&fac.Certificado, f, ws)
	case fExportador:
		r.put(&fac.Exportador, joined(ws), f, ws)
	default: // generalValue, partyValue and goodsValue read the others
	}
	mark(&fac.Block, f, ws)
}

// several adds the values of a list, each of which must have its shape.
func (r *reader) several(f field, have []string, ws []word, shape func(string) bool) []string {
	for s := range strings.FieldsFuncSeq(joined(ws), func(c rune) bool { return c == ' ' || c == ',' || c == ';' }) {
		if !shape(s) {
			r.unread(f, ws)
			return have
		}
		if !slices.Contains(have, s) {
			have = append(have, s)
		}
	}
	return have
}

func (r *reader) partyValue(label item, ws []word) {
	if label.field == fNombre && (r.section == sGeneral || r.section == sFactura) {
		r.c.Findings.Add("cove_print_consulta", document.Notice, whereOf(placeOf(ws)), document.Textf(
			"%q es el nombre de quien puede consultar el COVE; se usa su RFC y no el nombre.",
			"%q is the name of who may consult the COVE; its RFC is used and not the name.", joined(ws)))
		return
	}
	if r.party == nil || r.section != sEmisor && r.section != sDestinatario {
		r.stray(label)
		return
	}
	p, d, text := r.party, &r.party.Domicilio, joined(ws)
	if label.field == fTipoID {
		r.key(&p.Tipo, label.field, ws)
	} else {
		r.put(map[field]*string{
			fID: &p.ID, fNombre: &p.Nombre, fPaterno: &p.Paterno, fMaterno: &p.Materno, fCalle: &d.Calle, fExterior: &d.Exterior,
			fInterior: &d.Interior, fCP: &d.CP, fColonia: &d.Colonia, fLocalidad: &d.Localidad, fEntidad: &d.Entidad,
			fMunicipio: &d.Municipio, fPais: &d.Pais,
		}[label.field], text, label.field, ws)
	}
	mark(&p.Block, label.field, ws)
}

func (r *reader) newGoods(ws []word) {
	fac := r.factura()
	if r.c.Goods() == cove.MaxMercancias {
		r.fail("cove_limite", placeOf(ws), document.Textf(
			"El COVE pasa de %d mercancías, el máximo que se lee.", "The COVE has more than %d lines of goods, the most that are read.", cove.MaxMercancias))
		fac.Mercancias = nil
	}
	fac.Mercancias = append(fac.Mercancias, cove.Mercancia{Block: pedimento.Block{At: placeOf(ws)}})
	r.goods = &fac.Mercancias[len(fac.Mercancias)-1]
}

// filled reports that the goods being read have the field.
func (r *reader) filled(f field) bool {
	_, ok := r.goods.Marks[string(f)]
	return ok
}

func (r *reader) goodsValue(f field, ws []word) {
	m, text := r.goods, joined(ws)
	switch f {
	case fDescripcion:
		r.put(&m.Descripcion, text, f, ws)
	case fUnidad:
		r.put(&m.Unidad, text, f, ws)
		if reOMA.MatchString(text) {
			m.UnidadOMA = text
		} else if k, ok := catalog.Default().UnitOMA(text, r.c.Fecha); ok {
			m.UnidadOMA = k
		}
	case fMoneda:
		r.currency(m, text, ws)
	case fCantidad:
		r.figure(&m.Cantidad, f, ws)
	case fUnitario:
		r.figure(&m.ValorUnitario, f, ws)
	case fTotal:
		r.figure(&m.ValorTotal, f, ws)
	case fDolares:
		r.figure(&m.ValorDolares, f, ws)
	default: // goodsField names no other
	}
	mark(&m.Block, f, ws)
}

// currency takes an ISO key, or a name that only one currency has.
func (r *reader) currency(m *cove.Mercancia, text string, ws []word) {
	key := text
	if !reISO.MatchString(text) {
		key, _ = catalog.Default().Currency(text, r.c.Fecha)
	}
	if m.MonedaEscrita != "" || m.Moneda != "" {
		r.put(&m.Moneda, key, fMoneda, ws)
		return
	}
	m.Moneda = key
	if key != text {
		m.MonedaEscrita = text
	}
}

func (r *reader) figure(to *money.Amount, f field, ws []word) {
	a, ok := amount(joined(ws))
	switch {
	case !ok:
		r.unread(f, ws)
	case to.Known() && !to.Equal(a):
		written := to.Written()
		r.put(&written, a.Written(), f, ws)
	default:
		*to = a
	}
}

// piece sets a value of a single piece; one given twice begins the next piece.
func (r *reader) piece(f field, ws []word) {
	if r.goods == nil {
		r.stray(item{words: ws})
		return
	}
	m := r.goods
	if len(m.Especificas) == 0 || *pieceText(&m.Especificas[len(m.Especificas)-1], f) != "" {
		m.Especificas = append(m.Especificas, cove.Especifica{})
	}
	*pieceText(&m.Especificas[len(m.Especificas)-1], f) = joined(ws)
	mark(&m.Block, field(fmt.Sprintf("especificas.%d.%s", len(m.Especificas)-1, f)), ws)
}

func pieceText(e *cove.Especifica, f field) *string {
	switch f {
	case fMarca:
		return &e.Marca
	case fModelo:
		return &e.Modelo
	case fSubModelo:
		return &e.SubModelo
	default:
		return &e.Serie
	}
}
