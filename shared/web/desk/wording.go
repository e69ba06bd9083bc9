package desk

import (
	"cmp"
	"strings"
	"sync"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/rule/glosa"
)

// inWords is a code in words; one that has none is told as it is.
func inWords(words map[string]document.Text, code string) document.Text {
	if w, ok := words[code]; ok {
		return w
	}
	return document.Text{ES: code, EN: code}
}

// kindName is what a document is.
func kindName(k document.Kind) document.Text {
	return inWords(map[string]document.Text{
		"unknown": {ES: "desconocido", EN: "unknown"}, "datastage": {ES: "Data Stage", EN: "Data Stage"}, "zip": {ES: "zip", EN: "zip"}, "mail": {ES: "correo", EN: "mail"},
		"pedimento": {ES: "pedimento", EN: "pedimento"}, "partida": {ES: "partida de VUCEM", EN: "partida of VUCEM"}, "vucem": {ES: "mensaje de VUCEM", EN: "message of VUCEM"},
		"cfdi": {ES: "CFDI", EN: "CFDI"}, "cove": {ES: "COVE", EN: "COVE"}, "invoice": {ES: "factura comercial", EN: "commercial invoice"}, "programme": {ES: "archivo de programa", EN: "programme file"},
		"pdf": {ES: "otro PDF", EN: "other PDF"}, "xml": {ES: "otro XML", EN: "other XML"}, "spreadsheet": {ES: "hoja de cálculo", EN: "spreadsheet"}, "text": {ES: "texto", EN: "text"},
		"archivo_m": {ES: "archivo M", EN: "archivo M"}, "respuesta": {ES: "respuesta a archivo M", EN: "answer to archivo M"}, "broker_xml": {ES: "XML del agente", EN: "broker's XML"},
		"doda": {ES: "DODA", EN: "DODA"}, "packing": {ES: "lista de empaque", EN: "packing list"}, "ubl": {ES: "factura UBL", EN: "UBL invoice"}, "x12": {ES: "X12", EN: "X12"}, "edifact": {ES: "EDIFACT", EN: "EDIFACT"},
		"plant": {ES: "tabla de la planta", EN: "plant table"}, "mapping": {ES: "lo aprendido de un proveedor", EN: "what was learned of a supplier"}, "correction": {ES: "captura de una persona", EN: "typed by a person"},
		"tnef": {ES: "winmail.dat", EN: "winmail.dat"}, "image": {ES: "imagen", EN: "image"}, "revision": {ES: "revisión de paquete", EN: "review of a package"}, "sello": {ES: "paquete sellado", EN: "sealed package"},
		"expected": {ES: "pedimento esperado", EN: "expected pedimento"}, "datastage_resaved": {ES: "Data Stage alterado", EN: "Data Stage saved again"},
	}, string(k))
}

// sourceName is where the values of a document come from.
func sourceName(s document.Source) document.Text {
	return inWords(map[string]document.Text{
		"typed": {ES: "capturado", EN: "typed"}, "datastage": {ES: "Data Stage", EN: "Data Stage"}, "vucem": {ES: "VUCEM", EN: "VUCEM"}, "archivo_m": {ES: "archivo M", EN: "archivo M"},
		"cfdi": {ES: "CFDI", EN: "CFDI"}, "print": {ES: "impresión", EN: "print"}, "csv": {ES: "CSV", EN: "CSV"}, "xlsx": {ES: "XLSX", EN: "XLSX"}, "pdf": {ES: "PDF", EN: "PDF"}, "xml": {ES: "XML", EN: "XML"}, "ocr": {ES: "OCR", EN: "OCR"},
	}, string(s))
}

// unitWord is a unit of Apéndice 7 in English; one that has no word here is told
// as the catalogue has it.
func unitWord(key, otherwise string) string {
	words := map[string]string{
		"1": "Kilo", "2": "Gram", "3": "Linear metre", "4": "Square metre", "5": "Cubic metre", "6": "Piece", "7": "Head", "8": "Litre", "9": "Pair", "10": "Kilowatt", "11": "Thousand",
		"12": "Set", "13": "Kilowatt-hour", "14": "Tonne", "15": "Barrel", "16": "Net gram", "17": "Tens", "18": "Hundreds", "19": "Dozens", "20": "Box", "21": "Bottle", "22": "Carat",
	}
	return cmp.Or(words[key], otherwise)
}

// basisName is why an exit met its lot.
func basisName(s string) document.Text {
	return inWords(map[string]document.Text{"named": {ES: "identificado", EN: "identified"}, "peps": {ES: "PEPS", EN: "PEPS (FIFO)"}}, s)
}

// causeName is why an exit found no lot.
func causeName(c ledger.Cause) document.Text {
	return inWords(map[string]document.Text{
		"no_bom": {ES: "sin lista de materiales", EN: "no bill of materials"}, "bom_version": {ES: "sin versión vigente de la lista", EN: "no version of the bill in force"}, "bom": {ES: "lista de materiales", EN: "bill of materials"},
		"sin_parte": {ES: "la salida no dice su parte", EN: "the exit names no part"}, "blocked": {ES: "bloqueado", EN: "blocked"}, "sin_desperdicio": {ES: "no hay desperdicio", EN: "no desperdicio"},
		"no_faltante": {ES: "nada faltaba", EN: "nothing was missing"}, "late_import": {ES: "entró después de salir", EN: "came in after it left"}, "before_window": {ES: "antes de lo que saben los libros", EN: "before what the books know"},
		"unit": {ES: "otra unidad", EN: "another unit"}, "over_discharge": {ES: "se descargó de más", EN: "discharged too much"}, "alias": {ES: "está con otro número de parte", EN: "it is there under another part number"},
	}, string(c))
}

// roleName is what an exit does.
func roleName(r ledger.Role) document.Text {
	return inWords(map[string]document.Text{
		"salida": {ES: "sale como está", EN: "leaves as it stands"}, "incorporado": {ES: "sale en un producto", EN: "leaves in a product"}, "merma": {ES: "merma", EN: "merma"}, "desperdicio": {ES: "pasa a desperdicio", EN: "becomes desperdicio"},
		"acta": {ES: "termina por acta", EN: "ends by an act"}, "faltante": {ES: "robo o pérdida", EN: "theft or loss"}, "hallado": {ES: "se halló", EN: "found again"}, "conteo": {ES: "conteo físico", EN: "physical count"},
	}, string(r))
}

// detailName is the detail of a difference between two books: a proof, a cause,
// or words that are some already.
func detailName(s string) document.Text {
	switch ledger.Status(s) {
	case ledger.Proved, ledger.Assumed, ledger.Undocumented:
		return proofOf(ledger.Status(s))
	}
	if key, ok := strings.CutPrefix(s, "UMT "); ok {
		u := unitOf(key)
		return document.Text{ES: "UMT " + u.ES, EN: "UMT " + u.EN}
	}
	if day, ok := strings.CutPrefix(s, "vence "); ok {
		return document.Text{ES: s, EN: "due " + day}
	}
	return causeName(ledger.Cause(s))
}

// codeName tells what the code of a finding is about: the title of its rule or of
// its check; else the code.
func codeName(code string) document.Text { return inWords(codeTitles(), code) }

var codeTitles = sync.OnceValue(func() map[string]document.Text { //nolint:gochecknoglobals // immutable, built once
	names := map[string]document.Text{}
	for _, r := range glosa.Rules() {
		names[r.Code] = r.Title
	}
	for _, x := range catalog.Default().Cotejos() {
		if _, ok := names[x.Code]; !ok {
			names[x.Code] = x.Title
		}
	}
	return names
})
