package bomcompany

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/stage"
)

// delivery is the Data Stage zip of one month.
type delivery struct {
	folio    int
	from     document.Date
	executed document.Date
	rows     map[string][]string // by table
}

// cells are the values of a row by the name of their column.
type cells map[string]string

// add writes a row of a pedimento; the columns of payment fill themselves in.
func (d *delivery) add(table string, p *ped, c cells) {
	for _, t := range stage.Tables() {
		if t.Code != table {
			continue
		}
		var b strings.Builder
		for column := range strings.SplitSeq(t.Header, "|") {
			v, ok := c[column]
			switch {
			case ok:
			case column == "Patente":
				v = patente
			case column == "Pedimento":
				v = p.doc
			case column == "SeccionAduanera":
				v = aduana
			case column == "FechaPagoReal", column == "FechaValidacionPagoR":
				v = p.pago.String() + " 13:05:00"
			case column == "TipoPedimento":
				v = strconv.Itoa(p.tipo)
			}
			b.WriteString(v + "|")
		}
		d.rows[table] = append(d.rows[table], b.String())
	}
}

// bytes closes the delivery with its control totals.
func (d *delivery) bytes() ([]byte, error) {
	c := theCompany()
	d.rows["Resumen"] = []string{fmt.Sprintf("%d|%s|%s|%s|%s|%d|%d|", d.folio, c.rfc, d.from, d.from.MonthEnd(), d.executed,
		len(d.rows["551"]), len(d.rows["557"]))}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, t := range stage.Tables() {
		e, err := w.CreateHeader(&zip.FileHeader{
			Name: fmt.Sprintf("%d_%s.asc", d.folio, t.Code), Method: zip.Deflate,
			Modified: time.Date(d.executed.Year(), time.Month(d.executed.Month()), d.executed.Day(), 12, 0, 0, 0, time.UTC),
		})
		if err != nil {
			return nil, fmt.Errorf("zip entry %s: %w", t.Code, err)
		}
		lines := append([]string{t.Header}, d.rows[t.Code]...)
		if _, err := e.Write([]byte(strings.Join(lines, "\r\n") + "\r\n")); err != nil {
			return nil, fmt.Errorf("zip entry %s: %w", t.Code, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("close zip: %w", err)
	}
	return out.Bytes(), nil
}

// stageOf is the delivery of a month under a folio.
func (w *world) stageOf(month, folio int, executed document.Date) ([]byte, error) {
	d := &delivery{folio: folio, from: w.opt.Start.AddMonths(month), executed: executed, rows: map[string][]string{}}
	for _, p := range w.peds {
		if p.month == month {
			d.pedimento(p)
		}
	}
	return d.bytes()
}

// pedimento writes every row of a pedimento.
func (d *delivery) pedimento(p *ped) {
	d.header(p)
	d.dates(p)
	d.cases(p)
	d.fees(p)
	for _, n := range p.names {
		d.add("512", p, cells{
			"PatenteAduanalOrig": n.of.patente, "PedimentoOriginal": unpadded(n.of.doc), "SeccionAduaneraDespOrig": aduana, "DocumentoOriginal": n.of.clave,
			"FechaOperacionOrig": n.of.pago.String(), "FraccionOriginal": n.fraccion, "UnidadMedida": n.umt, "MercanciaDescargada": n.q.String(),
		})
	}
	if o := p.rectifica; o != nil {
		d.add("701", p, cells{
			"ClaveDocumento": p.clave, "FechaPago": p.pago.String(), "PedimentoAnterior": unpadded(o.doc), "PatenteAnterior": patente,
			"SeccionAduaneraAnterior": aduana, "DocumentoAnterior": o.clave, "FechaOperacionAnterior": o.pago.String(),
			"PedimentoOriginal": "0", "PatenteAduanalOrig": "0", "SeccionAduaneraDespOrig": " ",
		})
	}
	for i := range p.lines {
		d.partida(p, &p.lines[i], strconv.Itoa(i+1))
	}
	for i, on := range p.sel {
		remesa := "0"
		if p.consolidado {
			remesa = strconv.Itoa(i + 1)
		}
		d.add("Sel", p, cells{
			"ConsecutivoRemesa": remesa, "NumeroSeleccion": "1", "FechaSeleccion": on.String(), "HoraSeleccion": fmt.Sprintf("1%d:30", i),
			"SemaforoFiscal": "1", "ClaveDocumento": p.clave, "TipoOperacion": strconv.Itoa(p.op),
		})
	}
}

func unpadded(doc string) string {
	if s := strings.TrimLeft(doc, "0"); s != "" {
		return s
	}
	return "0"
}

func (d *delivery) header(p *ped) {
	c := theCompany()
	medio := "7"
	if p.virtual() {
		medio = "98"
	}
	d.add("501", p, cells{
		"TipoOperacion": strconv.Itoa(p.op), "ClaveDocumento": p.clave, "SeccionAduaneraEntrada": aduana, "Rfc": c.rfc, "CurpAgenteA": c.curp,
		"TipoCambio": scaled(p.tc, 5), "TotalFletes": "0", "TotalSeguros": "0", "TotalEmbalajes": "0", "TotalIncrementables": "0", "TotalDeducibles": "0",
		"PesoBrutoMercancia": p.weight().String(), "MedioTransporteSalida": medio, "MedioTransporteArribo": medio, "MedioTransporteEntrada_Salida": medio,
		"DestinoMercancia": "9", "NombreContribuyente": c.nombre, "CalleContribuyente": "AVENIDA DE LA INVENCION", "NumExteriorContribuyente": "100",
		"CPContribuyente": "37999", "MunicipioContribuyente": "CIUDAD EJEMPLO", "EntidadFedContribuyente": "GJ", "PaisContribuyente": "MEX",
		"FechaRecepcionPedimento": p.pago.String() + " 13:02:00",
	})
	if p.consolidado {
		return
	}
	cents := int64(0)
	for i := range p.lines {
		cents += p.lines[i].cents
	}
	d.add("505", p, cells{
		"FechaFacturacion": p.invoiced().String(), "NumeroFactura": "INV-" + p.first().number[8:], "TerminoFacturacion": "FCA", "MonedaFacturacion": "USD",
		"ValorDolares": scaled(cents, 2), "ValorMonedaExtranjera": scaled(cents, 2), "PaisFacturacion": p.socio.pais, "EntidadFedFacturacion": " ",
		"IndentFiscalProveedor": p.socio.taxID, "ProveedorMercancia": p.socio.nombre, "CalleProveedor": "NOWHERE STREET", "NumExteriorProveedor": "1",
		"CpProveedor": "78000", "MunicipioProveedor": "SAMPLE CITY, TX",
	})
}

// virtual are operations without a crossing.
func (p *ped) virtual() bool { return p.clave == "V1" || p.clave == "F4" || p.clave == "A3" }

// invoiced is the date of the invoice.
func (p *ped) invoiced() document.Date { return p.first().entrada.AddDays(-2) }

// weight is what the goods weigh, about.
func (p *ped) weight() Micros {
	sum := 25 * unit
	for i := range p.lines {
		sum += p.lines[i].qUMT / 1000 * 1000
	}
	return sum
}

func (d *delivery) dates(p *ped) {
	own := "1"
	if p.op == 2 {
		own = "5"
	}
	d.add("506", p, cells{"TipoFecha": own, "FechaOperacion": p.entrada.String()})
	d.add("506", p, cells{"TipoFecha": "2", "FechaOperacion": p.pago.String()})
	if p.rectifica != nil {
		d.add("506", p, cells{"TipoFecha": "7", "FechaOperacion": p.rectifica.pago.String()})
	}
}

func (d *delivery) cases(p *ped) {
	one := func(clave, c1, c2 string) {
		d.add("507", p, cells{"ClaveCaso": clave, "IdentificadorCaso": c1, "ComplementoCaso": c2})
	}
	if p.clave != "A1" && p.clave != "A3" {
		one("IM", strings.ReplaceAll(theCompany().immex, "-", ""), "")
	}
	if p.clave == "V1" {
		one("V1", strings.ReplaceAll(p.socio.immex, "-", ""), "IM")
	}
	if p.consolidado {
		one("PC", "", "")
	}
}
