package rule

import "example.com/immex/shared/document"

// Data names what a rule needs; a rule without it answers "no data" and the
// table of checks says what is missing.
type Data string

// The data rules may need beside the declaration itself.
const (
	DataRegimen     Data = "regimen"        // read, not computed: Data Stage has none
	DataStage       Data = "datastage"      // Data Stage of the month
	DataCOVE        Data = "cove"           // acuse de valor of the declaration
	DataInvoice     Data = "invoice"        // commercial invoice
	DataPacking     Data = "packing"        // packing list
	DataCFDI        Data = "cfdi"           // electronic invoice
	DataProgramme   Data = "programme"      // the programme's file
	DataAuthorised  Data = "authorised"     // authorised fracciones and quantities
	DataTariff      Data = "tariff"         // TIGIE with rate and unit by date
	DataNICO        Data = "nico"           // NICO of the tariff by date
	DataRate        Data = "rate"           // a fee or rate of that year
	DataFX          Data = "fx"             // exchange rates published in the DOF
	DataINPC        Data = "inpc"           // consumer price index
	DataCounterpart Data = "counterpart"    // the other side of a V1
	DataOriginal    Data = "original"       // what a rectification replaces
	DataParts       Data = "parts"          // catalogue of parts
	DataBOM         Data = "bom"            // bills of materials and production orders
	DataBooks       Data = "books"          // matched books
	DataPlaces      Data = "places"         // registered places and moves between them
	DataCounts      Data = "counts"         // physical counts
	DataAssets      Data = "assets"         // register of fixed assets
	DataActs        Data = "acts"           // acts of destruction, donation
	DataSelection   Data = "selection"      // selection mechanism (Sel)
	DataRemesas     Data = "remesas"        // shipments of a consolidated pedimento
	DataCorporate   Data = "corporate"      // timestamps of the corporate system
	DataSCCCyG      Data = "scccyg"         // balances of the SAT's credit ledger
	DataPayments    Data = "payments"       // proof of payment of the goods
	DataCertificate Data = "certificate"    // certificates of origin
	DataDemand      Data = "demand"         // production plan
	DataTaxStatus   Data = "tax_status"     // e.firma, 32-D, RFC, 69-B, buzón, padrón
	DataSurveys     Data = "surveys"        // receipts of INEGI and other reports
	DataCTM         Data = "ctm"            // certificates of transfer of the auto industry
	DataExpediente  Data = "expediente"     // documents of the file of LA 59-V
	DataHistory     Data = "history"        // enough declarations to compare with
	DataDate        Data = "date"           // a date the document does not give
	DataValue       Data = "value"          // an amount the document does not give
	DataUnit        Data = "unit"           // a quantity or unit it does not give
	DataIdentifier  Data = "identifier"     // identifiers, which its source does not carry
	DataWeight      Data = "weight"         // gross or net weight
	DataRetention   Data = "retention"      // access log and storage audit
	DataRestricted  Data = "restricted"     // fracciones of a list of restricted goods
	DataReported    Data = "raoce_reported" // figures filed in the annual report
	DataKey         Data = "key"            // a clave, operation or fracción the document does not give
)

// AllData lists the data in the order above.
func AllData() []Data {
	return []Data{
		DataRegimen, DataStage, DataCOVE, DataInvoice, DataPacking, DataCFDI, DataProgramme, DataAuthorised, DataTariff, DataNICO, DataRate, DataFX, DataINPC,
		DataCounterpart, DataOriginal, DataParts, DataBOM, DataBooks, DataPlaces, DataCounts, DataAssets, DataActs, DataSelection,
		DataRemesas, DataCorporate, DataSCCCyG, DataPayments, DataCertificate, DataDemand, DataTaxStatus, DataSurveys, DataCTM,
		DataExpediente, DataHistory, DataDate, DataValue, DataUnit, DataIdentifier, DataWeight, DataRetention, DataRestricted, DataReported, DataKey,
	}
}

// Title names the data for a reader.
func (d Data) Title() document.Text {
	t, ok := dataTitles()[d]
	if !ok {
		return document.Text{ES: string(d), EN: string(d)}
	}
	return t
}

func dataTitles() map[Data]document.Text {
	return map[Data]document.Text{
		DataRegimen:     {ES: "régimen leído del documento", EN: "régimen read from the document"},
		DataStage:       {ES: "Data Stage del mes", EN: "Data Stage of the month"},
		DataCOVE:        {ES: "COVE de la operación", EN: "COVE of the operation"},
		DataInvoice:     {ES: "factura comercial", EN: "commercial invoice"},
		DataPacking:     {ES: "lista de empaque", EN: "packing list"},
		DataCFDI:        {ES: "CFDI", EN: "CFDI"},
		DataProgramme:   {ES: "archivo del programa", EN: "programme file"},
		DataAuthorised:  {ES: "fracciones y cantidades autorizadas", EN: "authorised fracciones and quantities"},
		DataTariff:      {ES: "tarifa (TIGIE) con tasa y unidad por fecha", EN: "tariff (TIGIE) with rate and unit by date"},
		DataNICO:        {ES: "NICO de cada fracción por fecha", EN: "NICO of each fracción by date"},
		DataRate:        {ES: "tasa o cuota de ese año", EN: "rate or fee of that year"},
		DataFX:          {ES: "tipos de cambio publicados en el DOF", EN: "exchange rates published in the DOF"},
		DataINPC:        {ES: "INPC del mes", EN: "INPC of the month"},
		DataCounterpart: {ES: "documento de la contraparte", EN: "document of the counterpart"},
		DataOriginal:    {ES: "pedimento original", EN: "original pedimento"},
		DataParts:       {ES: "catálogo de partes", EN: "catalogue of parts"},
		DataBOM:         {ES: "listas de materiales y órdenes de producción", EN: "bills of materials and production orders"},
		DataBooks:       {ES: "libros descargados", EN: "matched books"},
		DataPlaces:      {ES: "lugares registrados y traslados", EN: "registered places and moves"},
		DataCounts:      {ES: "conteos físicos", EN: "physical counts"},
		DataAssets:      {ES: "registro de activo fijo", EN: "register of fixed assets"},
		DataActs:        {ES: "actas de destrucción o donación", EN: "acts of destruction or donation"},
		DataSelection:   {ES: "mecanismo de selección", EN: "selection mechanism"},
		DataRemesas:     {ES: "remesas del consolidado", EN: "shipments of the consolidated pedimento"},
		DataCorporate:   {ES: "hora del evento en el sistema corporativo", EN: "time of the event in the corporate system"},
		DataSCCCyG:      {ES: "saldos del SCCCyG", EN: "balances of the SCCCyG"},
		DataPayments:    {ES: "comprobantes de pago de la mercancía", EN: "proof of payment of the goods"},
		DataCertificate: {ES: "certificados de origen", EN: "certificates of origin"},
		DataDemand:      {ES: "plan de producción", EN: "production plan"},
		DataTaxStatus:   {ES: "e.firma, opinión 32-D, RFC, 69-B, buzón y padrón", EN: "e.firma, 32-D opinion, RFC, 69-B, mailbox and register"},
		DataSurveys:     {ES: "acuses de INEGI y de otros informes", EN: "receipts of INEGI and other reports"},
		DataCTM:         {ES: "constancias de transferencia", EN: "certificates of transfer"},
		DataExpediente:  {ES: "documentos del expediente (LA 59-V)", EN: "documents of the file (LA 59-V)"},
		DataHistory:     {ES: "operaciones suficientes para comparar", EN: "enough operations to compare with"},
		DataDate:        {ES: "una fecha que el documento no da", EN: "a date the document does not give"},
		DataValue:       {ES: "un importe que el documento no da", EN: "an amount the document does not give"},
		DataUnit:        {ES: "una cantidad o unidad que el documento no da", EN: "a quantity or unit the document does not give"},
		DataIdentifier:  {ES: "identificadores", EN: "identifiers"},
		DataWeight:      {ES: "peso bruto o neto", EN: "gross or net weight"},
		DataRetention:   {ES: "bitácora de accesos y revisión del archivo", EN: "access log and storage audit"},
		DataRestricted:  {ES: "fracciones de la lista de mercancías restringidas", EN: "fracciones of the list of restricted goods"},
		DataReported:    {ES: "cifras presentadas en el reporte anual", EN: "figures filed in the annual report"},
		DataKey:         {ES: "una clave, operación o fracción que el documento no da", EN: "a clave, operation or fracción the document does not give"},
	}
}
