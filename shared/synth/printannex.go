package synth

import (
	"cmp"
	"fmt"
	"strconv"
)

// printAnnex writes a continuation page: supplier, invoices and identifiers
// on the first, then partidas, and the end of the pedimento on the last.
func (g *generator) printAnnex(t *pen, p *ped, n, pages int) {
	t.put(word{21, 36, "ANEXO DEL PEDIMENTO"}, word{455, 36, fmt.Sprintf("Pagina %d de %d", n, pages)},
		word{21, 49, "NUM. PEDIMENTO:"}, word{96, 49, p.spaced()}, word{200, 49, "TIPO OPER:"}, word{251, 49, operacion(p.op)},
		word{293, 49, "CVE. PEDIM:"}, word{345, 49, p.clave}, word{434, 49, "RFC:"}, word{463, 49, g.co.rfc}, word{434, 60, "CURP:"})
	y := 75.0
	first := (n - 2) * perPage
	if n == 2 {
		y = g.printSupplier(t, p, y)
	}
	t.put(word{284, y, "PARTIDAS"},
		word{45, y + 12, "FRACCION"}, word{90, y + 12, "SUBD/"}, word{141, y + 12, "VINC"}, word{161, y + 12, "MET"}, word{177, y + 12, "UMC"},
		word{204, y + 12, "CANTIDAD UMC"}, word{270, y + 12, "UMT"}, word{300, y + 12, "CANTIDAD UMT"}, word{369, y + 12, "P.V/C"}, word{393, y + 12, "P.O/D"},
		word{83, y + 20, "NÚM.IDENT."}, word{162, y + 20, "VAL"}, word{83, y + 28, "COMERCIAL"},
		word{24, y + 36, "SEC"}, word{202, y + 36, "DESCRIPCION"}, word{421, y + 36, "CON."}, word{460, y + 36, "TASA"}, word{495, y + 36, "T.T."},
		word{509, y + 36, "F.P."}, word{536, y + 36, "IMPORTE"},
		word{55, y + 45, "VAL ADU/USD"}, word{126, y + 45, "IMP. PRECIO PAG."}, word{222, y + 45, "PRECIO UNIT."}, word{300, y + 45, "VAL. AGREG."},
		word{92, y + 54, "MARCA"}, word{212, y + 54, "MODELO"}, word{314, y + 54, "CODIGO PRODUCTO"})
	y += 68
	for i := first; i < min(first+perPage, len(p.partidas)); i++ {
		g.printPartida(t, p, i, y)
		y += partidaStep
	}
	if n == pages {
		t.put(word{23, y, fmt.Sprintf("********** FIN DE PEDIMENTO ********** NUM. TOTAL DE PARTIDAS: %d ********** CLAVE PREVALIDADOR: 010 **********", len(p.partidas))})
	}
	t.footer(p)
}

// printSupplier writes supplier, invoices and identifiers; it returns where
// the page goes on.
func (g *generator) printSupplier(t *pen, p *ped, y float64) float64 {
	s := p.socio
	t.put(word{222, y, "DATOS DEL PROVEEDOR O COMPRADOR"}, word{22, y + 10, "ID. FISCAL"}, word{152, y + 10, "NOMBRE, DENOMINACION O RAZON SOCIAL"},
		word{334, y + 10, "DOMICILIO:"}, word{530, y + 10, "VINCULACION"},
		word{21, y + 20, s.taxID}, word{152, y + 20, s.nombre}, word{334, y + 20, s.calle + " " + s.numero + " CP " + s.cp}, word{562, y + 20, "NO"},
		word{334, y + 29, s.ciudad + ", " + s.pais},
		word{60, y + 44, "NUM. CFDI O DOCUMENTO EQUIVALENTE"}, word{225, y + 44, "FECHA"}, word{260, y + 44, "INCOTERM"}, word{305, y + 44, "MONEDA FACT"},
		word{359, y + 44, "VAL.MON.FACT"}, word{425, y + 44, "FACTOR MON.FACT"}, word{514, y + 44, "VAL.DOLARES"})
	y += 56
	for _, f := range p.facturas {
		first := cmp.Or(f.billed, f.numero)
		t.put(word{20, y, first}, word{219, y, slashed(f.fecha)}, word{273, y, f.incoterm}, word{314, y, "USD"})
		t.right(412, y, decimal(p.cents(f), 2))
		t.right(485, y, "1.00000000")
		t.right(585, y, decimal(p.cents(f), 2))
		if first != f.numero {
			y += 9
			t.put(word{20, y, f.numero})
		}
		y += 12
	}
	t.put(word{25, y + 6, "CLAVE/COMPL. IDENTIFICADOR"}, word{199, y + 6, "COMPLEMENTO 1"}, word{349, y + 6, "COMPLEMENTO 2"}, word{490, y + 6, "COMPLEMENTO 3"})
	y += 18
	for _, c := range p.ids {
		t.put(word{22, y, c.clave}, word{181, y, c.c1})
		y += 10
	}
	t.put(word{269, y + 4, "OBSERVACIONES"})
	y += 14
	for _, o := range p.obs {
		t.put(word{21, y, o})
		y += 10
	}
	return y + 6
}

// printPartida writes the rows of one partida.
func (g *generator) printPartida(t *pen, p *ped, i int, y float64) {
	q := &p.partidas[i]
	m := q.mat
	t.put(word{29, y, strconv.Itoa(i + 1)}, word{45, y, q.fraccion}, word{90, y, nico(m, p.pago)}, word{147, y, "0"}, word{166, y, strconv.Itoa(method(p.op))},
		word{180, y, string(append2(nil, m.umc))}, word{272, y, string(append2(nil, m.umt))}, word{373, y, p.socio.pais}, word{395, y, q.origen},
		word{45, y + 10, m.descripcion})
	t.right(262, y, decimal(q.umc, 3))
	t.right(362, y, decimal(q.umt*100, 5))
	if p.op == 2 {
		t.right(112, y+20, decimal(q.cents, 2)) // of an export the cell is the value in dollars
	} else {
		t.right(112, y+20, num(q.aduana))
	}
	t.right(196, y+20, num(q.pesos))
	t.right(285, y+20, decimal(q.precio, 5))
	for k, x := range q.cuadro {
		line := y + 10*float64(k)
		t.put(word{421, line, abbreviation(x.clave)}, word{499, line, strconv.Itoa(q.tasas[k].tipo)}, word{514, line, strconv.Itoa(x.fp)})
		t.right(490, line, decimal(q.tasas[k].tasa, 5))
		t.right(565, line, num(x.importe))
	}
	if len(q.ids) == 0 {
		return
	}
	t.put(word{22, y + 32, "IDENTIF"}, word{63, y + 32, "COMPLEMENTO 1"}, word{243, y + 32, "COMPLEMENTO 2"}, word{466, y + 32, "COMPLEMENTO 3"})
	for k, c := range q.ids {
		t.put(word{23, y + 42 + 9*float64(k), c.clave}, word{63, y + 42 + 9*float64(k), c.c1})
	}
}
