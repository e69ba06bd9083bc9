package saai

import (
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

// general reads record 501.
func (w *writer) general(r *record) {
	p := w.p
	w.operation(r.cell(5), r)
	p.Clave, p.AduanaES = r.cell(6), pedimento.PadInt(r.cell(7), 3)
	p.CURP, p.RFC, p.CURPAgente, p.TipoCambio = r.cell(8), r.cell(9), r.cell(10), r.amount(11)
	p.Fletes, p.Seguros, p.Embalajes, p.OtrosIncrementables = r.amount(12), r.amount(13), r.amount(14), r.amount(15)
	p.PesoBruto = r.amount(17)
	p.MediosTransporte = pedimento.MediosTransporte{Salida: key(r.cell(18)), Arribo: key(r.cell(19)), EntradaSalida: key(r.cell(20))}
	p.Destino, p.Nombre = key(r.cell(21)), r.cell(22)
	p.Domicilio = pedimento.Address(r.cell(23), r.cell(25), r.cell(24), r.cell(26), r.cell(27), r.cell(28), r.cell(29))
	var less money.Sum
	declared := false
	for n := 31; n <= 35; n++ {
		a := r.amount(n)
		if !a.Known() {
			continue
		}
		declared = true
		less.Add(a)
	}
	if t, ok := less.Total(); ok && declared {
		p.Decrementables = t
	}
	w.agree(r, r.cell(2), r.cell(4))
}

// complementario reads record 301, which heads a complementary pedimento where
// no 501 stands beside it.
func (w *writer) complementario(r *record) {
	w.agree(r, r.cell(2), r.cell(4))
	p := w.p
	p.Complementario = &pedimento.Complementario{
		Clave: r.cell(5), TipoCambio: r.amount(6), RFC: r.cell(7), Nombre: r.cell(9), RFCAgente: r.cell(11),
	}
	if p.Clave == "" {
		p.Clave, p.TipoCambio, p.RFC, p.CURP, p.Nombre, p.CURPAgente = r.cell(5), r.amount(6), r.cell(7), r.cell(8), r.cell(9), r.cell(10)
	}
}

// automotriz reads record 515, the report of the automotive industry.
func (w *writer) automotriz(r *record) {
	w.out.Otros = append(w.out.Otros, r.registro())
	w.agree(r, r.cell(2), r.cell(4))
	if p := w.p; p.Clave == "" {
		p.Clave, p.AduanaES, p.RFC, p.TipoCambio = r.cell(6), pedimento.PadInt(r.cell(7), 3), r.cell(8), r.amount(9)
	}
}

// previo reads record 601, the opening of a consolidated pedimento.
func (w *writer) previo(r *record) {
	w.out.Otros = append(w.out.Otros, r.registro())
	w.agree(r, r.cell(2), r.cell(4))
	p := w.p
	if p.Clave != "" {
		return
	}
	p.Efecto = document.Previo
	p.Clave = r.cell(5)
	w.operation(r.cell(6), r)
	p.CURP, p.RFC, p.CURPAgente, p.Destino = r.cell(7), r.cell(8), r.cell(9), key(r.cell(10))
}

func (w *writer) operation(s string, r *record) {
	switch s {
	case "1":
		w.p.Operacion = "IMP"
	case "2":
		w.p.Operacion = "EXP"
	default:
		w.p.Findings.Add("saai_operacion", document.Unreadable, r.where(), document.Textf(
			"El tipo de operación %q no es 1 (importación) ni 2 (exportación); revise el original.",
			"Operation type %q is neither 1 (import) nor 2 (export); look at the original.", s))
	}
}

// agree holds a heading against the 500 that opens the pedimento.
func (w *writer) agree(r *record, patente, aduana string) {
	p := w.p
	patente, aduana = pedimento.PadInt(patente, 4), pedimento.PadInt(aduana, 3)
	if patente == p.Patente && aduana == p.Aduana {
		return
	}
	p.Findings.Add("saai_encabezado", document.Error, r.where(), document.Textf(
		"El registro %s dice patente %q y aduana %q; el 500 dice %q y %q. Pida el archivo de nuevo.",
		"Record %s says patente %q and aduana %q; the 500 says %q and %q. Ask for the file again.",
		r.code, patente, aduana, p.Patente, p.Aduana))
}

// fecha reads record 506. The date of payment of a declaration is the one its
// broker meant to pay on.
func (w *writer) fecha(r *record) {
	x := pedimento.Fecha{Tipo: key(r.cell(3)), Fecha: r.date(4)}
	w.p.Fechas = append(w.p.Fechas, x)
	switch x.Tipo {
	case "1":
		w.once(r, w.p.FechaEntrada, x.Fecha)
		w.p.FechaEntrada = x.Fecha
	case "2":
		w.once(r, w.p.FechaPago, x.Fecha)
		w.p.FechaPago = x.Fecha
	}
}

func (w *writer) once(r *record, old, x document.Date) {
	if !old.Known() || old == x {
		return
	}
	w.p.Findings.Add("saai_fecha_doble", document.Error, r.where(), document.Textf(
		"La fecha de tipo %s viene dos veces y distinta: %s y %s; revise el original.",
		"The date of type %s comes twice and differs: %s and %s; look at the original.", r.cell(3), old, x))
}

// factura reads record 505; the number may be a COVE.
func factura(r *record) pedimento.Factura {
	f := pedimento.Factura{
		Fecha: r.date(3), Numero: r.cell(4), Incoterm: r.cell(5), Moneda: r.cell(6), ValorDolares: r.amount(7), ValorMoneda: r.amount(8),
		Pais: r.cell(9), EntidadFederat: r.cell(10), IDFiscal: r.cell(11), Proveedor: r.cell(12),
		Domicilio: pedimento.Address(r.cell(13), r.cell(15), r.cell(14), r.cell(16), r.cell(17), "", ""),
	}
	if strings.HasPrefix(f.Numero, "COVE") && len(f.Numero) == 13 {
		f.COVE, f.Numero = f.Numero, ""
	}
	return f
}

func descargo(r *record) pedimento.Descargo {
	x := pedimento.Descargo{
		Patente: pedimento.PadInt(r.cell(3), 4), Documento: pedimento.PadInt(r.cell(4), 7), Aduana: pedimento.PadInt(r.cell(5), 3),
		Clave: r.cell(6), Fecha: r.date(7), Fraccion: r.cell(8), Unidad: key(r.cell(9)), Cantidad: r.amount(10),
	}
	x.At = r.place()
	return x
}
