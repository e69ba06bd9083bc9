package expediente

import "fmt"

// leeme is the note on top of the package, in both languages.
func leeme(in *Input) []byte {
	var es, en string // a package of an older layout has the note of its time
	if in.closes() {
		es = `  reportes/    también crédito IVA/IEPS, antigüedad y pesos en riesgo, T-MEC 2.5, documentos por pedimento, 48 horas (CSV y JSON)
  contingencia/ lo que costarían los lotes vencidos: documento interno, que no se entrega a una autoridad
  index.html   lo mismo, para buscar en un navegador, sin conexión; también se hace otra vez y se compara
`
		en = `  reportes/    also IVA/IEPS credit, ageing and pesos at risk, T-MEC 2.5, documents per pedimento, 48 hours (CSV and JSON)
  contingencia/ what expired lots would cost: an internal paper that is not handed to an authority
  index.html   the same, to search in a browser, offline; it is also made again and compared
`
	}
	if in.annual() {
		es += "  reportes/    del año: ventas y exportaciones, cuadre por fracción, los doce sellos y lo que cambió después, activo fijo, conteos, CTM,\n" +
			"               extractos, certificación, conservación y calendario; de hechos/ventas.jsonl y hechos/sellos.jsonl\n"
		en += "  reportes/    of the year: sales and exports, balance per fracción, the twelve seals and what changed since, fixed assets, counts, CTM,\n" +
			"               extracts, certification, retention and calendar; from hechos/ventas.jsonl and hechos/sellos.jsonl\n"
	}
	if in.month() {
		es += `  reportes/    y del cierre anterior al saldo inicial (puente_*), qué cambió en los hallazgos, revisión de los Anexos 30 y 31, conciliaciones;
               cada reporte está en CSV y en JSON. Para Excel: immex export PAQUETE --csv-bom --out CARPETA
`
		en += `  reportes/    and from the closing before to the opening (puente_*), what changed in the findings, check of Anexos 30 and 31, reconciliations;
               every report is in CSV and in JSON. For Excel: immex export PACKAGE --csv-bom --out FOLDER
`
	}
	return fmt.Appendf(nil, `%[1]s  %[2]s
Programa IMMEX / IMMEX programme: %[3]s
Periodo / Period: %[4]s (%[5]s .. %[6]s)
Estado / State: %[7]s

QUÉ ES
Expediente de control de inventarios de importaciones temporales (Anexo 24).
  reportes/    los cuatro reportes del Anexo 24, y descargos, faltantes, vencimientos y hallazgos (CSV, UTF-8)
  *.xlsx *.pdf lo mismo, para leer
%[9]s  libros/      un libro por material: lotes, salidas, descargos y saldos
  hechos/      los hechos de los que todo lo anterior se calcula, uno por línea
  documentos/  los documentos fuente, con su SHA-256 en el nombre
  manifest.json la huella SHA-256 de cada archivo, la política, el catálogo y las versiones

CÓMO SE VERIFICA (sin conexión)
  immex verify %[8]s
El verificador comprueba cada huella, calcula otra vez los libros y los reportes a partir de los hechos y los
compara byte por byte. XLSX y PDF se comprueban por su huella. Una celda que comienza con apóstrofo lo lleva
para que la hoja de cálculo no la tome por fórmula.

QUÉ NO ES
La firma que acompaña al expediente, cuando la hay, es de la llave de la empresa. No es una constancia de
conservación NOM-151 ni una e.firma, y no sustituye a ninguna.

WHAT IT IS
Compliance package of the inventory control of temporary imports (Anexo 24).
  reportes/    the four reports of Anexo 24, and descargos, shortages, due dates and findings (CSV, UTF-8)
  *.xlsx *.pdf the same, to read
%[10]s  libros/      one book per material: lots, exits, descargos and balances
  hechos/      the facts from which all of the above is computed, one per line
  documentos/  the source documents, with their SHA-256 in the name
  manifest.json the SHA-256 of every file, the policy, the catalogue and the versions

HOW TO VERIFY IT (offline)
  immex verify %[8]s
The verifier checks every hash, computes the books and the reports again from the facts and compares them byte
by byte. XLSX and PDF are checked by their hash. A cell that begins with an apostrophe has it so that a
spreadsheet does not take it for a formula.

WHAT IT IS NOT
The signature that comes with the package, when there is one, is of the company's key. It is neither a NOM-151
constancia nor an e.firma and replaces neither.
`, in.RFC, in.Nombre, in.Programa, in.Period, in.From, in.To, in.State, in.FileName(), es, en)
}
