package catalog

import "example.com/immex/shared/document"

// Fuente is a kind of delivery that checks gate.
type Fuente struct {
	ID    string // as cotejos.csv writes it
	Title document.Text
}

// Fuentes lists the sources, in the order an officer meets them.
func Fuentes() []Fuente {
	return []Fuente{
		{"datastage", document.Text{ES: "Data Stage", EN: "Data Stage"}},
		{"vucem", document.Text{ES: "pedimento en XML de VUCEM", EN: "pedimento as XML of VUCEM"}},
		{"archivo_m", document.Text{ES: "archivo M con sus respuestas", EN: "archivo M with its answers"}},
		{"print", document.Text{ES: "impresión de un pedimento (PDF con texto)", EN: "print of a pedimento (PDF with text)"}},
		{"cfdi", document.Text{ES: "CFDI", EN: "CFDI"}},
		{"cove_xml", document.Text{ES: "COVE en XML", EN: "COVE as XML"}},
		{"cove_print", document.Text{ES: "impresión de un COVE", EN: "print of a COVE"}},
		{"doda", document.Text{ES: "mensajes de DODA", EN: "DODA messages"}},
		{"invoice_table", document.Text{ES: "factura comercial en CSV o XLSX", EN: "commercial invoice as CSV or XLSX"}},
		{"packing_table", document.Text{ES: "lista de empaque en CSV o XLSX", EN: "packing list as CSV or XLSX"}},
		{"invoice_print", document.Text{ES: "factura o lista de empaque en PDF", EN: "invoice or packing list as PDF"}},
		{"ubl", document.Text{ES: "factura UBL", EN: "UBL invoice"}},
		{"plant", document.Text{ES: "tablas de la planta", EN: "the plant's tables"}},
		{"mapping", document.Text{ES: "mapeo de un proveedor", EN: "mapping of a supplier"}},
		{"correction", document.Text{ES: "corrección capturada por una persona", EN: "correction typed by a person"}},
		{"programme", document.Text{ES: "archivo de programa", EN: "programme file"}},
		{"ocr", document.Text{ES: "documento digitalizado, leído con OCR", EN: "scanned document, read by OCR"}},
		{"zip", document.Text{ES: "zip", EN: "zip"}},
		{"mail", document.Text{ES: "correo", EN: "mail"}},
		{"tnef", document.Text{ES: "winmail.dat", EN: "winmail.dat"}},
		{"entrega", document.Text{ES: "cualquier archivo entregado", EN: "any file delivered"}},
		{"libros", document.Text{ES: "los libros, con varios documentos a la vez", EN: "the books, of several documents at once"}},
	}
}
