package print_test

import (
	"strings"

	"example.com/immex/shared/pdftext"
)

// text makes pages of typewriter lines: every sign is 5 points wide, a line is
// 11 points high, a form feed begins a page. Words break at blanks.
func text(pages ...string) *pdftext.Text {
	t := &pdftext.Text{}
	for n, page := range pages {
		p := pdftext.Page{Number: n + 1, Width: 900, Height: 792}
		for row, line := range strings.Split(page, "\n") {
			y := 780 - 11*pdftext.Points(row)
			runes := []rune(line)
			for i := 0; i < len(runes); {
				if runes[i] == ' ' {
					i++
					continue
				}
				from := i
				for i < len(runes) && runes[i] != ' ' {
					i++
				}
				x0, x1 := 5*pdftext.Points(from), 5*pdftext.Points(i)-1
				p.Words = append(p.Words, pdftext.Word{S: string(runes[from:i]), X0: x0, X1: x1, Y0: y - 2, Y1: y + 6, Base: y, Size: 8})
			}
		}
		t.Pages = append(t.Pages, p)
	}
	return t
}

// grid is a print with labels above values and one line of goods.
const grid = `Información de Valor y de Comercialización
Datos del Acuse de Valor COVE260TST001
Tipo de Operación              Relación de Facturas           No. de Factura
Importación                    Sin relación de facturas       F-1001
Tipo de Figura                 Fecha Expedición
Agente Aduanal                 02/03/2026
Observaciones

RFC con permisos de consulta   Número de Patente Aduanal
AGI900101AB1                   3210
MNE200101AB1                   0321
Datos de la Factura
Subdivisión         Certificado de origen    No. de exportador autorizado
No                  Sí                       -
Datos generales del proveedor
Tipo de identificador          Tax ID/Sin Tax ID/RFC/CURP
TAX ID                         990000001
Nombre(s) o Razón Social       Apellido paterno       Apellido materno
EXAMPLE PARTS INC
Domicilio del proveedor
Calle                   No. exterior     No. interior     Código postal
CALLE NORTE SECCION     82                                79901
DOS
País
USA
Datos generales del destinatario
Tipo de identificador          Tax ID/Sin Tax ID/RFC/CURP
RFC                            MNE200101AB1
Nombre(s) o Razón Social
MAQUILADORA INVENTADA SA DE CV
Datos de la Mercancía
Descripción genérica              Clave UMC         Cantidad
ABRAZADERA DE PRUEBA PARA         EACH              10.000
TABLERO
Tipo Moneda                       Valor unitario    Valor Total
US Dolar                          $7,150.000000     $71,500.000000
Valor total en dólares
$71,500.0000
Marca             Modelo            Número de serie
INVENTA           M-1               SN-1
INVENTA           M-2               SN-2
Cadena original
|TOCE.IMP|F-1001|0|
`

// table is the same with the goods in columns; a row of two lines stands apart
// from the next.
const table = `COMPROBANTE DE VALOR ELECTRONICO
No. de COVE: COVE260TST001
Tipo de operación: Exportación      No. de factura: EXP-77
Tipo de figura: Exportador          Fecha exp.: 09-03-2026
Proveedor
Nombre: MAQUILADORA INVENTADA SA    Identificación: MNE200101AB1
Destinatario
Nombre: EXAMPLE PARTS INC           Identificación: 990000001
Mercancías
Descripción                 UMC      Cantidad    Moneda    Valor unitario    Valor total    Valor en dólares
ARNES DE PRUEBA             KGM       250.000    USD            12.500000    3125.000000           3125.0000
CON CONECTOR

CABLE                       C62_1   1,000.000    USD             0.250000         250.00              250.00
`
