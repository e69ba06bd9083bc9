package ledger

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/quantity"
)

// FromPedimento turns an accepted pedimento into a fact. ok is false, with
// the reason as a finding where there is one, when it makes none: only paid
// pedimentos with goods the books can hold do.
func FromPedimento(p *pedimento.Pedimento, doc document.Hash) (f *Fact, findings document.Findings, ok bool) {
	if p.Efecto == document.Desistido && TellsWithdrawal(p) {
		return withdrawn(p, doc), nil, true // it undoes what was paid, or contradicts who says so
	}
	if p.Efecto != document.Pagado || p.Number == "" || p.Cotejo == document.CotejoNinguno || p.Findings.Has("print_unchecked") {
		return nil, nil, false // a print whose values nothing confirms waits for a second source
	}
	f = &Fact{
		Key: p.Number, Doc: doc, Source: p.Source, Clave: p.Clave, Operacion: p.Operacion, Tipo: p.Tipo,
		Pago: p.FechaPago, Entrada: p.FechaEntrada, AsOf: p.FechaPago, TipoCambio: p.TipoCambio,
		EsRectif: p.Tipo == "2" || p.Rectifica != nil,
	}
	for _, s := range p.Selecciones {
		if !s.Fecha.Known() {
			continue
		}
		if f.Remesa == 0 || s.Fecha < f.Remesa {
			f.Remesa = s.Fecha
		}
		f.Seleccion = max(f.Seleccion, s.Fecha)
		f.AsOf = max(f.AsOf, s.Fecha)
	}
	for _, id := range p.Identificadores {
		f.Casos = append(f.Casos, caso(id.Clave, id.Complementos))
		f.Consolidado = f.Consolidado || id.Clave == "PC" || id.Clave == "RC"
	}
	if r := p.Rectifica; r != nil {
		f.Rectifica = &Prior{Key: priorKey(r.Aduana, r.Patente, r.Documento, r.Fecha, p.FechaPago), Clave: r.Clave, Fecha: r.Fecha}
	}
	f.suppliers(p)
	for i := range p.Descargos {
		f.named(&p.Descargos[i], &findings)
	}
	for i := range p.Partidas {
		f.line(&p.Partidas[i], &findings)
	}
	f.deferred(p, &findings)
	f.once(&findings)
	return f, findings, !findings.Blocking()
}

// deferred keeps what a pedimento says of deferred duty: each determination of a
// partida, and contributions 12 and 16 of the whole pedimento. A determination
// that names no partida is of the whole pedimento (partida 0). A payment that
// names none is set apart: it may be one of those contributions.
func (f *Fact) deferred(p *pedimento.Pedimento, findings *document.Findings) {
	whole := Diferido{}
	for _, c := range p.Contribuciones {
		if c.Clave == tributo25 || c.Clave == tributoEUR {
			whole.Tributos = append(whole.Tributos, Tributo{Clave: c.Clave, Forma: c.FormaPago, Importe: c.Importe})
		}
	}
	if len(whole.Tributos) > 0 {
		f.Diferidos = append(f.Diferidos, whole)
	}
	for i := range p.Articulo303 {
		a := &p.Articulo303[i]
		sec, err := strconv.Atoi(a.Partida)
		if err != nil || sec < 1 {
			sec = 0
			ofNoPartida(a, findings)
		}
		d := Diferido{
			Partida: sec, Destino: a.Pais, NoOriginaria: a.NoOriginaria, IGI: a.IGI, Arancel: a.TotalArancel, Moneda: a.MonedaArancel, Exento: a.Exento,
		}
		for _, c := range a.Pagos {
			if sec > 0 {
				d.Tributos = append(d.Tributos, Tributo{Clave: c.Clave, Forma: c.FormaPago, Importe: c.Importe})
			}
		}
		if sec > 0 || d.determines() {
			f.Diferidos = append(f.Diferidos, d)
		}
	}
}

// determines reports that it has an amount of a determination.
func (d *Diferido) determines() bool {
	return d.NoOriginaria.Known() || d.IGI.Known() || d.Arancel.Known() || d.Exento.Known()
}

// ofNoPartida tells what becomes of a determination, or of a payment, that names
// no partida.
func ofNoPartida(a *pedimento.Articulo303, findings *document.Findings) {
	if a.NoOriginaria.Known() || a.IGI.Known() || a.TotalArancel.Known() || a.Exento.Known() {
		findings.Add("deferred_no_partida", document.Warning, "articulo_303", document.Textf(
			"Una determinación de impuestos diferidos (mercancía no originaria: %s pesos) no dice de qué partida es (%q); se muestra de todo el pedimento.",
			"A determination of deferred duty (goods not originating: %s pesos) does not say of which partida it is (%q); it is shown of the whole pedimento.", saidOrNot(a.NoOriginaria.String()), a.Partida))
	}
	for _, c := range a.Pagos {
		findings.Add("deferred_no_partida", document.Warning, "articulo_303", document.Textf(
			"Un pago de impuestos diferidos (contribución %s, %s pesos) no dice de qué partida es (%q) y no se suma: puede ser el que el pedimento ya declara en total. Vea la partida en el documento.",
			"A payment of deferred duty (contribution %s, %s pesos) does not say of which partida it is (%q) and is not added: it may be the one that the pedimento declares in total. See the partida in the document.", c.Clave, saidOrNot(c.Importe.String()), a.Partida))
	}
}

// saidOrNot is an amount, or a dash for one that is not said.
func saidOrNot(amount string) string { return cmp.Or(amount, "—") }

// The contributions 12 and 16 of Apéndice 12, by their abbreviations.
const (
	tributo25  = "2.5"
	tributoEUR = "EUR"
)

// suppliers keeps who transfers goods to us by a V1; of a rectification, its own
// clave may be R1.
func (f *Fact) suppliers(p *pedimento.Pedimento) {
	if p.Operacion != "IMP" || p.Clave != "V1" && (f.Rectifica == nil || f.Rectifica.Clave != "V1") {
		return
	}
	for i := range p.Facturas {
		if id := p.Facturas[i].IDFiscal; id != "" && !slices.Contains(f.Proveedores, id) {
			f.Proveedores = append(f.Proveedores, id)
		}
	}
	slices.Sort(f.Proveedores)
}

// caso is an identifier of Apéndice 8 as facts keep it: its clave, and its
// complements after it where it has any ("V1|IM|…").
func caso(clave string, complementos []string) string {
	return strings.TrimRight(strings.Join(append([]string{clave}, complementos...), "|"), "|")
}

// TellsWithdrawal reports whether it is certain of which pedimento a source
// says that it was withdrawn: the Data Stage, and a print, whose fifteen digits
// are read. An archivo M does not tell the year; what is recognised from an
// image may be another number.
func TellsWithdrawal(p *pedimento.Pedimento) bool {
	return (p.Source == document.SourceDataStage || p.Source == document.SourcePrint) && p.Number != "" && p.FechaPago.Known()
}

// withdrawn is the fact that a paid pedimento no longer holds.
func withdrawn(p *pedimento.Pedimento, doc document.Hash) *Fact {
	f := &Fact{
		Key: p.Number, Doc: doc, Source: p.Source, Clave: p.Clave, Operacion: p.Operacion, Tipo: p.Tipo, Pago: p.FechaPago, AsOf: p.FechaPago,
		EsRectif: p.Rectifica != nil, Desistido: true,
	}
	if r := p.Rectifica; r != nil {
		f.Rectifica = &Prior{Key: priorKey(r.Aduana, r.Patente, r.Documento, r.Fecha, p.FechaPago), Clave: r.Clave, Fecha: r.Fecha}
	}
	return f
}

// once: two partidas of one number would be one lot twice.
func (f *Fact) once(findings *document.Findings) {
	seen := make(map[int]bool, len(f.Lineas))
	for i := range f.Lineas {
		sec := f.Lineas[i].Sec
		if seen[sec] || sec < 1 {
			findings.Add("partida_twice", document.Error, "partida "+strconv.Itoa(sec), document.Textf(
				"La partida %d no se distingue de otra; el pedimento se aparta. Pida de nuevo el documento.",
				"Partida %d cannot be told from another; the pedimento is set apart. Ask for the document again.", sec))
		}
		seen[sec] = true
	}
}

// priorKey is the 15-digit number of an earlier pedimento; its year follows
// from its operation date as for any number without one, or from the payment
// of the pedimento that cites it, which is never earlier.
func priorKey(aduana, patente, documento string, fecha, cited document.Date) string {
	if !fecha.Known() {
		fecha = cited
	}
	return pedimento.Number(pedimento.YearFor(documento, fecha), aduana, patente, documento)
}

func (f *Fact) named(d *pedimento.Descargo, findings *document.Findings) {
	if d.Fraccion == "" || !d.Cantidad.Known() {
		return // GC and others cite a pedimento without goods: no stock effect
	}
	q, err := quantity.From(d.Cantidad)
	if err != nil {
		findings.Add("quantity_range", document.Error, "512 "+d.Documento, outOfRange(d.Cantidad.Written()))
		return
	}
	f.Nombrados = append(f.Nombrados, Named{
		Key: priorKey(d.Aduana, d.Patente, d.Documento, d.Fecha, f.Pago), Clave: d.Clave, Fecha: d.Fecha,
		Fraccion: d.Fraccion, Unidad: d.Unidad, Cantidad: q,
	})
}

func (f *Fact) line(q *pedimento.Partida, findings *document.Findings) {
	umt, errT := quantity.From(q.CantidadUMT)
	var umc quantity.Micros
	var errC error
	if q.CantidadUMC.Known() {
		umc, errC = quantity.From(q.CantidadUMC)
	}
	if errT != nil || errC != nil {
		findings.Add("quantity_range", document.Error, "partida "+strconv.Itoa(q.Secuencia),
			outOfRange(q.CantidadUMT.Written()+" / "+q.CantidadUMC.Written()))
		return
	}
	l := Line{
		Sec: q.Secuencia, Fraccion: q.Fraccion, NICO: q.NICO, Descripcion: q.Descripcion,
		UMC: q.UMC, CantidadUMC: umc, UMT: q.UMT, CantidadUMT: umt,
		Aduana: q.ValorAduana, Comercial: q.ValorComercial, Dolares: q.ValorDolares, Origen: q.PaisOrigen,
		Serie: strings.Join(q.Series, serialsBy), Parte: q.CodigoProducto,
	}
	for _, c := range q.Contribuciones {
		l.Tributos = append(l.Tributos, Tributo{Clave: c.Clave, Forma: c.FormaPago, Importe: c.Importe})
	}
	for _, id := range q.Identificadores {
		l.Casos = append(l.Casos, caso(id.Clave, id.Complementos))
	}
	f.Lineas = append(f.Lineas, l)
}

func outOfRange(q string) document.Text {
	return document.Textf(
		"La cantidad %s no cabe en los libros (millonésimas exactas en 64 bits); el pedimento se aparta.",
		"Quantity %s does not fit the books (exact millionths in 64 bits); the pedimento is set apart.", q)
}
