package print

import (
	"strings"
)

// The blocks of Anexo 1 behind the heading.
const (
	sImportador  = "importador"
	sFechas      = "fechas"
	sCuadro      = "cuadro"
	sPago        = "pago"
	sProveedor   = "proveedor"
	sDestinat    = "destinatario"
	sTransporte  = "transporte"
	sCandados    = "candados"
	sGuias       = "guias"
	sContenedor  = "contenedores"
	sEDocument   = "edocument"
	sCasos       = "casos"
	sCuentas     = "cuentas"
	sDescargos   = "descargos"
	sCompensa    = "compensaciones"
	sVirtuales   = "virtuales"
	sObserva     = "observaciones"
	sRectifica   = "rectificacion"
	sDiferencias = "diferencias"
	sOther       = "otro"
	sPartidas    = "partidas"
	sFin         = "fin"
)

// section is a block of the print: its title and the lines up to the next.
type section struct {
	kind  string
	lines []line
}

// sections cuts the lines of the document at the titles of its blocks.
func sections(ls []line) []section {
	var out []section
	kind, from := "", 0
	for i := range ls {
		k := titleOf(&ls[i])
		if kind == sDestinat && isSupplierHead(ls[i].sq) && i-from <= 1 {
			continue // the headings of the consignee are those of a supplier
		}
		if k == "" || k == kind && (k == sFechas || k == sPago || k == sFin) {
			continue
		}
		if i > from {
			out = append(out, section{kind, ls[from:i]})
		}
		kind, from = k, i
		if k == sPartidas {
			break // the goods have titles of their own
		}
	}
	if kind == sPartidas {
		return out
	}
	return append(out, section{kind, ls[from:]})
}

// of is the lines of all sections of a kind, one after the other.
func (r *reader) of(kind string) []section {
	var out []section
	for _, s := range r.sections {
		if s.kind == kind {
			out = append(out, s)
		}
	}
	return out
}

// phrase is a text that opens a block wherever it stands in a line.
type phrase struct{ text, kind string }

func phrases() []phrase {
	return []phrase{
		{"FINDEPEDIMENTO", sFin},
		{"FINDELPEDIMENTO", sFin},
		{"FINDELAVISO", sFin},
		{"FINDEAVISO", sFin},
		{"DATOSDELIMPORTADOR", sImportador},
		{"DATOSDELEXPORTADOR", sImportador},
		{"DATOSDELIMPEXP", sImportador},
		{"TASASANIVELPEDIMENTO", sFechas},
		{"CUADRODELIQUIDACION", sCuadro},
		{"DEPOSITOREFERENCIADO", sPago},
		{"PAGOELECTRONICO", sPago},
		{"DATOSDELPROVEEDOR", sProveedor},
		{"DATOSDELCOMPRADOR", sProveedor},
		{"DATOSDELDESTINATARIO", sDestinat},
		{"CARRODEFERROCARRIL", sContenedor},
	}
}

// starters open a block when a line begins with them.
func starters() []phrase {
	return []phrase{
		{"DIFERENCIASDECONTRIBUCIONES", sDiferencias},
		{"CUENTASADUANERAS", sCuentas},
		{"DOCUMENTOSQUEAMPARAN", sVirtuales},
		{"DATOSDELARECTIFICACION", sRectifica},
		{"RECTIFICACIONPEDIMENTOORIGINAL", sRectifica},
		{"RECTIFICACIONNUMPEDIMENTO", sRectifica},
		{"NUMERODECANDADO", sCandados},
		{"NUMCANDADO", sCandados},
		{"NUMDECANDADO", sCandados},
		{"NOCANDADO", sCandados},
		{"TRANSPORTEIDENTIFICACION", sTransporte},
		{"TRANSPORTISTA", sTransporte},
		{"PRUEBASUFICIENTE", sOther},
		{"ENCARGOCONFERIDO", sOther},
	}
}

// wholes open a block when they are all a line says.
func wholes() []phrase {
	return []phrase{
		{"FECHAS", sFechas},
		{"DESCARGOS", sDescargos},
		{"COMPENSACIONES", sCompensa},
		{"RECTIFICACION", sRectifica},
		{"RECTIFICACIONES", sRectifica},
		{"OBSERVACIONES", sObserva},
		{"OBSERVACIONESANIVELPEDIMENTO", sObserva},
		{"PARTIDAS", sPartidas},
		{"CONTENEDORES", sContenedor},
		{"IDENTIFICADORES", sCasos},
	}
}

var (
	titlePhrases  = phrases()  //nolint:gochecknoglobals // an immutable table
	titleStarters = starters() //nolint:gochecknoglobals // an immutable table
	titleWholes   = wholes()   //nolint:gochecknoglobals // an immutable table
)

// titleOf is the kind of block a line opens, "" for none.
func titleOf(l *line) string {
	if isGoodsHead(l.sq) {
		return sPartidas
	}
	for _, p := range titlePhrases {
		if strings.Contains(l.sq, p.text) {
			return p.kind
		}
	}
	for _, p := range titleStarters {
		if strings.HasPrefix(l.sq, p.text) {
			return p.kind
		}
	}
	for _, p := range titleWholes {
		if alone(l, p.text) {
			return p.kind
		}
	}
	return headTitle(l)
}

// headTitle recognises blocks that begin with their headings or labels.
func headTitle(l *line) string {
	switch {
	case isCaseHead(l.sq):
		return sCasos
	case isSupplierHead(l.sq), isInvoiceHead(l.sq):
		return sProveedor
	}
	segs := segments(l)
	if len(segs) < 2 || len(segs[0].values) > 0 {
		return ""
	}
	switch segs[1].label {
	case lGuia:
		return sGuias
	case lContenedor:
		return sContenedor
	case lCOVE:
		return sProveedor
	case lEDocument:
		return sEDocument
	case lTransporte:
		return sTransporte
	case lCaptura:
		return sPago
	}
	return ""
}

// alone reports a line that says only text, but for the letters of a barcode
// printed at its side, which have no blank.
func alone(l *line, text string) bool {
	if l.sq == text {
		return true
	}
	if !strings.HasPrefix(l.sq, text) || len(l.sq) < len(text)+barcode {
		return false
	}
	cs := cells(l.words)
	return len(cs) == 2 && len(cs[1]) == 1 && squeeze(joined(cs[0], "")) == text
}

// barcode is the fewest letters of one row of a PDF417 printed as text.
const barcode = 20

func isSupplierHead(sq string) bool {
	return strings.Contains(sq, "FISCAL") && strings.Contains(sq, "DENOMINACION") ||
		strings.HasPrefix(sq, "ID") && strings.Contains(sq, "NOMBREDENOMINACION") && strings.Contains(sq, "DOMICILIO")
}

func isInvoiceHead(sq string) bool {
	return strings.Contains(sq, "INCOTERM") && strings.Contains(sq, "FECHA") && (strings.Contains(sq, "MONEDA") || strings.Contains(sq, "FACT"))
}

func isPartidasTitle(sq string) bool { return sq == "PARTIDAS" }

func isCaseHead(sq string) bool {
	n := strings.Count(sq, "COMPLEMENTO")
	return n >= 2 || n == 1 && strings.Contains(sq, "IDENTIF")
}
