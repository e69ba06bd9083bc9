package synth

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Operations hands to emit every paper of one temporary import and of one return
// of an invented company, and its programme: of each the broker's print, the
// answer of VUCEM about its acuse de valor, the commercial invoice and the packing
// list, and the electronic invoice of the return. They all say the same. No Data
// Stage tells of them, so that a print stands among its papers alone. The names
// are "importacion_" or "retorno_" and what the paper is.
func Operations(seed uint64, emit func(name string, b []byte) error) error {
	opt, err := Options{Seed: seed, Months: 1, Pedimentos: 120, Partidas: 3}.withDefaults()
	if err != nil {
		return err
	}
	g := newGenerator(opt, emit)
	g.month = opt.Start
	g.day.reset(g.folio, g.month)
	peds := g.story(0)
	for _, of := range []struct {
		prefix, clave string
		op            int
	}{{"importacion_", "IN", 1}, {"retorno_", "RT", 2}} {
		p := whole(g.find(peds, of.clave, of.op))
		if p == nil {
			return fmt.Errorf("operations of seed %d: %w", seed, errNoOperation)
		}
		if err := g.operation(of.prefix, p); err != nil {
			return err
		}
	}
	return g.programme()
}

// errNoOperation is a company none of whose operations fits its papers.
var errNoOperation = errors.New("no operation of a few different goods")

// whole is the first with a few goods, no two of which a paper could confuse.
func whole(peds []*ped) *ped {
	for _, p := range peds {
		seen, alike := map[*material]bool{}, false
		for i := range p.partidas {
			alike = alike || seen[p.partidas[i].mat]
			seen[p.partidas[i].mat] = true
		}
		if !alike && !p.consolidado && len(p.partidas) > 1 && len(p.partidas) <= maxPrinted {
			return p
		}
	}
	return nil
}

// operation emits the papers of one, after it is given one acuse de valor.
func (g *generator) operation(prefix string, p *ped) error {
	on := p.facturas[0].fecha
	if p.op == 2 {
		on = p.pago // that of its electronic invoice
	}
	p.facturas = []factura{{numero: cove(g.own(p), on), fecha: on, incoterm: "FCA", cove: true}}
	p.facturas[0].billed, p.bultos = p.billed(), len(p.partidas)
	printed, err := g.printed(p)
	if err != nil {
		return err
	}
	_, bill, err := g.invoiceCSV(p)
	if err != nil {
		return err
	}
	list, err := g.packingCSV(p)
	if err != nil {
		return err
	}
	files := []attachment{
		{name: "pedimento.pdf", b: printed}, {name: "cove.xml", b: g.coveXML(p)}, {name: "factura.csv", b: bill}, {name: "empaque.csv", b: list},
	}
	if p.op == 2 {
		_, x := g.invoiceXML(p, 0)
		files = append(files, attachment{name: "cfdi.xml", b: x})
	}
	for _, f := range files {
		if err := g.emit(prefix+f.name, f.b); err != nil {
			return fmt.Errorf("emit %s: %w", prefix+f.name, err)
		}
	}
	return nil
}

// packingCSV is the packing list of an operation, a box for each partida; what
// the packaging weighs is in the last.
func (g *generator) packingCSV(p *ped) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	rows := [][]string{{
		"lista", "factura", "fecha", "id_proveedor", "proveedor", "pedimento", "parte", "descripcion", "cantidad", "unidad", "cartones", "bultos", "peso_neto_kg", "peso_bruto_kg",
	}}
	seller, rest := g.seller(p), p.peso
	for i := range p.partidas {
		q := &p.partidas[i]
		net := q.umc * q.mat.gramos / 1000
		gross := net
		if i == len(p.partidas)-1 {
			gross = rest
		}
		rest -= gross
		rows = append(rows, []string{
			"PL-" + p.doc, p.billed(), p.facturas[0].fecha.String(), seller.taxID, seller.nombre, p.number, p.part(i),
			q.mat.descripcion, decimal(q.umc*10, 4), unitName(q.mat.umc), strconv.Itoa(i + 1), "1", decimal(net*10, 4), decimal(gross*10, 4), // three decimals may be read as thousands
		})
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("packing list of %s: %w", p.number, err)
	}
	return out.Bytes(), nil
}

// nsEdocument is the namespace of VUCEM's answers about an e-document.
const nsEdocument = nsBase + "ConsultarEdocument/"

// coveXML is the answer of VUCEM about the acuse de valor of an operation.
func (g *generator) coveXML(p *ped) []byte {
	own := socio{taxID: g.co.rfc, nombre: g.co.nombre, calle: g.co.calle, numero: g.co.numero, cp: g.co.cp, pais: "MEX"}
	from, to, operation := *p.socio, own, "TOCE.IMP"
	if p.op == 2 {
		from, to, operation = own, *p.socio, "TOCE.EXP"
	}
	f := &p.facturas[0]
	w := newXML()
	w.open("S:Envelope", "xmlns:S", nsSOAP).open("S:Body").open("ConsultarEdocumentResponse", "xmlns", nsEdocument).open("response")
	w.leaf("contieneError", "false").open("resultadoBusqueda").open("cove")
	w.leaf("eDocument", f.numero).leaf("tipoOperacion", operation).leaf("numeroFacturaRelacionFacturas", p.billed())
	w.leaf("relacionFacturas", "0").leaf("automotriz", "0").leaf("fechaExpedicion", offset(f.fecha)).leaf("tipoFigura", "1")
	w.open("patentesAduanales").leaf("patenteAduanal", p.patente).end()
	w.open("rfcsConsulta").leaf("rfcConsulta", g.co.rfc).end()
	w.open("facturas").open("factura").leaf("certificadoOrigen", "0").leaf("subdivision", "0").open("mercancias")
	for i := range p.partidas {
		q := &p.partidas[i]
		w.open("mercancia").leaf("descripcionGenerica", q.mat.descripcion).leaf("claveUnidadMedida", omaUnit(q.mat.umc)).leaf("tipoMoneda", "USD")
		w.leaf("cantidad", decimal(q.umc, 3)).leaf("valorUnitario", unitPrice(q)).leaf("valorTotal", decimal(q.cents, 2)).leaf("valorDolares", decimal(q.cents, 2)).end()
	}
	w.end().end().end()
	coveParty(w, "emisor", &from)
	coveParty(w, "destinatario", &to)
	return w.bytes()
}

// coveParty is a party of an acuse: 0 is a tax id of another country, 1 an RFC.
func coveParty(w *xmlWriter, role string, s *socio) {
	kind := "0"
	if s.pais == "MEX" {
		kind = "1"
	}
	w.open(role).leaf("tipoIdentificador", kind).leaf("identificacion", s.taxID).leaf("nombre", s.nombre)
	w.open("domicilio").leaf("calle", s.calle).leaf("numeroExterior", s.numero).leaf("pais", s.pais).leaf("codigoPostal", s.cp).end().end()
}

// omaUnit is the unit of an acuse: UN/ECE's, with the suffix VUCEM gives pieces.
func omaUnit(key int) string {
	if u := satUnit(key); !strings.HasPrefix(u, "H87") {
		return u
	}
	return "C62_1"
}
