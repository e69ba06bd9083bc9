package synth

import (
	"fmt"
	"strconv"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// maxPrinted is the most partidas of the pedimento that is printed: one page
// of header, and pages of four.
const (
	maxPrinted  = 10
	perPage     = 4
	partidaStep = 80.0
)

// print emits the broker's print of an IN of the first month (a definitive
// import when there is none), after model M1.1 of Anexo 1.
func (g *generator) print(index int, peds []*ped) error {
	if index != 0 {
		return nil
	}
	for _, p := range append(g.find(peds, "IN", 1), g.find(peds, "A1", 1)...) {
		if len(p.partidas) > maxPrinted {
			continue
		}
		b, err := g.printed(p)
		if err != nil {
			return err
		}
		name := "pedimento_" + p.number + ".pdf"
		g.alsoIn(p, name)
		return g.put(FileTruth{Name: name, Kind: document.KindPedimento, Expect: document.Accepted, Month: monthName(g.month)}, b)
	}
	return nil
}

// printed lays out one pedimento.
func (g *generator) printed(p *ped) ([]byte, error) {
	t := newPen("Pedimento inventado", p.pago)
	pages := 2 + (len(p.partidas)-1)/perPage
	t.page()
	g.printHeader(t, p, pages)
	g.printLiquidation(t, p)
	for n := 2; n <= pages; n++ {
		t.page()
		g.printAnnex(t, p, n, pages)
	}
	return t.bytes()
}

// spaced is the number as printed.
func (p *ped) spaced() string {
	return p.number[:2] + " " + p.number[2:4] + " " + p.number[4:8] + " " + p.number[8:]
}

// regime is the key of Apéndice 16 of the printed claves; what returns leaves for
// good.
func (p *ped) regime() string {
	switch p.clave {
	case "IN":
		return "ITE"
	case "RT":
		return "EXD"
	}
	return "IMD"
}

// presented is the printed name of the date that comes before that of payment.
func (p *ped) presented() string {
	if p.op == 2 {
		return "PRESENTACION"
	}
	return "ENTRADA"
}

func (g *generator) printHeader(t *pen, p *ped, pages int) {
	c := g.co
	t.put(word{21, 36, "PEDIMENTO"}, word{455, 36, fmt.Sprintf("Pagina 1 de %d", pages)},
		word{21, 49, "NUM. PEDIMENTO:"}, word{96, 49, p.spaced()}, word{216, 49, "T. OPER"}, word{251, 49, operacion(p.op)},
		word{271, 49, "CVE. PEDIMENTO:"}, word{345, 49, p.clave}, word{365, 49, "REGIMEN:"}, word{405, 49, p.regime()},
		word{474, 49, "CERTIFICACIONES"},
		word{21, 74, "DESTINO:"}, word{65, 74, "9"}, word{107, 74, "TIPO CAMBIO:"}, word{179, 74, decimal(p.tc, 5)},
		word{220, 74, "PESO BRUTO:"}, word{305, 74, decimal(p.peso, 3)}, word{353, 74, "ADUANA E/S:"}, word{407, 74, p.aduana},
		word{49, 86, "MEDIOS DE TRANSPORTE"}, word{196, 86, "VALOR DOLARES:"},
		word{21, 96, "ENTRADA/SALIDA:"}, word{102, 96, "ARRIBO:"}, word{147, 96, "SALIDA:"}, word{196, 96, "VALOR ADUANA:"},
		word{53, 106, strconv.Itoa(p.entry())}, word{116, 106, strconv.Itoa(p.arribo)}, word{160, 106, strconv.Itoa(p.salida)},
		word{196, 106, "PRECIO PAGADO/VALOR COMERCIAL:"},
		word{148, 118, "DATOS DEL IMPORTADOR/EXPORTADOR"},
		word{21, 129, "RFC:"}, word{51, 129, c.rfc}, word{155, 129, "NOMBRE, DENOMINACION O RAZON SOCIAL:"}, word{155, 138, c.nombre},
		word{21, 144, "CURP:"}, word{21, 157, "DOMICILIO:"}, word{68, 157, c.calle + ", Num. Ext.: " + c.numero + ", CP " + c.cp + ", " + c.municipio + ", MEX"},
		word{22, 185, "VAL.SEGUROS"}, word{96, 185, "SEGUROS"}, word{171, 185, "FLETES"}, word{246, 185, "EMBALAJES"}, word{324, 185, "OTROS INCREMENTABLES"},
		word{22, 195, "0"}, word{96, 195, num(p.seguros)}, word{171, 195, num(p.fletes)}, word{246, 195, "0"}, word{324, 195, "0"},
		word{178, 205, "VALOR DECREMENTABLES"},
		word{27, 213, "TRANSPORTE"}, word{108, 213, "SEGURO"}, word{190, 213, "CARGA"}, word{272, 213, "DESCARGA"}, word{354, 213, "OTROS"},
		word{27, 222, "DECREMENTABLES"}, word{108, 222, "DECREMENTABLES"}, word{190, 222, "DECREMENTABLES"}, word{272, 222, "DECREMENTABLES"}, word{354, 222, "DECREMENTABLES"},
		word{27, 231, "0"}, word{108, 231, "0"}, word{190, 231, "0"}, word{272, 231, "0"}, word{354, 231, "0"},
		word{32, 245, "CÓDIGO DE"}, word{158, 245, "CODIGO DE BARRAS"}, word{323, 245, "CLAVE DE LA SECCION"},
		word{27, 255, "ACEPTACIÓN:"}, word{323, 255, "ADUANERA DE DESPACHO:"}, word{28, 268, p.acuse}, word{368, 268, p.aduana},
		word{20, 307, "MARCAS, NUMEROS Y TOTAL DE BULTOS:"}, word{21, 317, "S/M"}, word{405, 317, strconv.Itoa(max(1, p.bultos))})
	dollars := p.inDollars()
	if p.op == 2 {
		dollars = p.dolares // an export has no customs value
	}
	t.right(425, 86, decimal(dollars, 2))
	t.right(425, 96, num(p.valorAduana))
	t.right(425, 106, num(p.valorComercial))
}

// num prints a whole number without separators.
func num(n int64) string { return strconv.FormatInt(n, 10) }

// slashed is DD/MM/AAAA.
func slashed(d document.Date) string {
	return fmt.Sprintf("%02d/%02d/%04d", d.Day(), d.Month(), d.Year())
}

// abbreviation is how a contribution is printed.
func abbreviation(clave int) string {
	if clave == claveIGI {
		return "IGI/IGE"
	}
	return catalog.Default().Contribution(strconv.Itoa(clave))
}

// printLiquidation writes dates, rates, the cuadro of the whole pedimento and
// the payment.
func (g *generator) printLiquidation(t *pen, p *ped) {
	t.put(word{65, 335, "FECHAS"}, word{273, 335, "TASAS A NIVEL PEDIMENTO"}, word{21, 343, p.presented()}, word{93, 343, slashed(p.entrada)},
		word{21, 352, "PAGO"}, word{93, 352, slashed(p.pago)}, word{239, 346, "CONTRIB."}, word{296, 346, "CVE.T.TASA"}, word{374, 346, "TASA"})
	for i, x := range p.tasas {
		y := 356 + 9*float64(i)
		t.put(word{250, y, abbreviation(x.clave)}, word{317, y, strconv.Itoa(x.tipo)}, word{370, y, decimal(x.tasa, 5)})
	}
	t.put(word{175, 392, "CUADRO DE LIQUIDACION"}, word{27, 403, "CONCEPTO"}, word{81, 403, "F.P."}, word{111, 403, "IMPORTE"},
		word{168, 403, "CONCEPTO"}, word{222, 403, "F.P."}, word{252, 403, "IMPORTE"}, word{351, 403, "TOTALES"},
		word{309, 413, "EFECTIVO"}, word{309, 423, "OTROS"}, word{309, 433, "TOTAL"})
	var cash, other int64
	for i, x := range p.whole() {
		left, y := 22+140*float64(i%2), 413+10*float64(i/2)
		t.put(word{left, y, abbreviation(x.clave)}, word{left + 64, y, strconv.Itoa(x.fp)})
		t.right(left+137, y, num(x.importe))
		if x.fp == fpEfectivo {
			cash += x.importe
		} else {
			other += x.importe
		}
	}
	t.right(428, 413, num(cash))
	t.right(428, 423, num(other))
	t.right(428, 433, num(cash+other))
	line := "0" + g.own(p).digits(19)
	t.put(word{150, 455, "DEPÓSITO REFERENCIADO - LÍNEA DE CAPTURA"}, word{172, 470, line}, word{295, 470, num(cash)},
		word{186, 485, "*** PAGO ELECTRÓNICO ***"}, word{36, 500, "PATENTE:"}, word{77, 500, p.patente}, word{131, 500, "PEDIMENTO:"}, word{182, 500, p.doc},
		word{245, 500, "ADUANA:"}, word{287, 500, p.aduana}, word{36, 510, "BANCO:"}, word{77, 510, "BANCO INVENTADO"},
		word{36, 520, "LÍNEA DE CAPTURA:"}, word{120, 520, line}, word{36, 530, "IMPORTE DE PAGO:"}, word{120, 530, "$" + num(cash)},
		word{200, 530, "FECHA DE PAGO:"}, word{270, 530, slashed(p.pago)},
		word{36, 540, "NÚMERO DE OPERACIÓN BANCARIA:"}, word{170, 540, line[4:16]},
		word{36, 550, "NÚMERO DE TRANSACCIÓN SAT:"}, word{170, 550, "4001" + line[:16]},
		word{36, 560, "MEDIO DE PRESENTACIÓN:"}, word{170, 560, "OTROS MEDIOS ELECTRÓNICOS (PAGO ELECTRÓNICO)"})
	t.footer(p)
}

// whole is the cuadro of the pedimento: its own contributions and the sums of
// the partidas, by clave and forma de pago.
func (p *ped) whole() []contribucion {
	out := append([]contribucion(nil), p.cuadro...)
	for i := range p.partidas {
		for _, x := range p.partidas[i].cuadro {
			found := false
			for k := range out {
				if out[k].clave == x.clave && out[k].fp == x.fp {
					out[k].importe += x.importe
					found = true
				}
			}
			if !found {
				out = append(out, x)
			}
		}
	}
	return out
}

// footer is printed on every page.
func (p *pen) footer(doc *ped) {
	p.put(word{52, 700, "AGENTE ADUANAL, AGENCIA ADUANAL, APODERADO ADUANAL O DE ALMACEN"},
		word{19, 709, "NOMBRE O RAZ. SOC.: " + doc.broker.nombre}, word{282, 709, doc.broker.rfc}, word{162, 720, "CURP: " + doc.broker.curp},
		word{371, 720, "PATENTE O AUTORIZACION:"}, word{506, 720, doc.patente},
		word{21, 731, "NUMERO DE SERIE DEL CERTIFICADO:"}, word{170, 731, "00000000000000000000"})
}
