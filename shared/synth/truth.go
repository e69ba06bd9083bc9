package synth

import "example.com/immex/shared/document"

// Truth is what the generated company's books must show. Quantities are
// minimal decimal strings in UMT; months are YYYY-MM.
type Truth struct {
	Schema  int          `json:"schema"`
	Seed    uint64       `json:"seed,string"`
	Bulk    bool         `json:"bulk"`
	Company CompanyTruth `json:"company"`
	Months  []string     `json:"months"`
	Files   []FileTruth  `json:"files"`
	// Pedimentos counts distinct pedimentos by "CLAVE OPERACION" ("IN IMP"),
	// rectifications included.
	Pedimentos map[string]int `json:"pedimentos"`
	// List names every pedimento; nil in bulk mode.
	List []PedimentoTruth `json:"list"`
	// Expected are the Sel orphans never followed by their pedimento.
	Expected  []string        `json:"expected"`
	Materials []MaterialTruth `json:"materials"`
	Shortages []ShortageTruth `json:"shortages"`
	// Lots is the balance of each entry after the last month; nil in bulk.
	Lots   []LotTruth   `json:"lots"`
	Errors []ErrorTruth `json:"errors"`
	// Rows counts the rows of all good deliveries, headers aside.
	Rows int `json:"rows"`
}

// CompanyTruth identifies the programme.
type CompanyTruth struct {
	RFC    string `json:"rfc"`
	Nombre string `json:"nombre"`
	IMMEX  string `json:"immex"`
	SinBOM string `json:"sin_bom"`
}

// FileTruth is one emitted file and what must become of it.
type FileTruth struct {
	Name string        `json:"name"`
	Kind document.Kind `json:"kind"`
	// Expect is the outcome at the door when the files come in this order or
	// in the order of their names.
	Expect document.Status `json:"expect"`
	Month  string          `json:"month,omitempty"`
	// Contains names what a container holds.
	Contains []string `json:"contains,omitempty"`
	// The rest describes Data Stage zips only.
	Folio      int `json:"folio,omitempty"`
	Pedimentos int `json:"pedimentos,omitempty"`
	Rows551    int `json:"rows_551,omitempty"`
	Rows557    int `json:"rows_557,omitempty"`
	RowsSel    int `json:"rows_sel,omitempty"`
	SelOrphans int `json:"sel_orphans,omitempty"` // rows whose pedimento is not in the zip
	Rows       int `json:"rows,omitempty"`
}

// PedimentoTruth is one pedimento.
type PedimentoTruth struct {
	Number    string        `json:"number"`
	Clave     string        `json:"clave"`
	Operacion string        `json:"operacion"`
	Tipo      int           `json:"tipo"`
	FechaPago document.Date `json:"fecha_pago"`
	Partidas  int           `json:"partidas"`
	Rectifica string        `json:"rectifica,omitempty"`
	ValorAd   int64         `json:"valor_aduana,string"`
	ValorCom  int64         `json:"valor_comercial,string"`
	Delivery  string        `json:"delivery"`
	AlsoIn    []string      `json:"also_in,omitempty"` // other documents that tell it
}

// MaterialTruth is one (fracción, UMT) under sin_bom: directo, every fact
// known (a rectification of a later month already applied).
type MaterialTruth struct {
	Fraccion string            `json:"fraccion"`
	UMT      string            `json:"umt"`
	Entradas string            `json:"entradas"`
	Salidas  map[string]string `json:"salidas"` // discharged, by retorno, transferencia, cambio_regimen
	Faltante string            `json:"faltante"`
	// Retenido stands against expired lots and is not discharged.
	Retenido string `json:"retenido"`
	// Saldos is the balance at the end of each month of Truth.Months.
	Saldos []string `json:"saldos"`
}

// ShortageTruth is an exit, or the part of it, that finds no lot.
type ShortageTruth struct {
	Pedimento string `json:"pedimento"`
	Partida   int    `json:"partida"`
	Fraccion  string `json:"fraccion"`
	UMT       string `json:"umt"`
	Cantidad  string `json:"cantidad"`
	Causa     string `json:"causa"` // over_discharge, late_import, before_window
}

// LotTruth is an entry and what is left of it under PEPS.
type LotTruth struct {
	Pedimento string `json:"pedimento"`
	Partida   int    `json:"partida"`
	Fraccion  string `json:"fraccion"`
	UMT       string `json:"umt"`
	Cantidad  string `json:"cantidad"`
	Saldo     string `json:"saldo"`
}

// ErrorTruth is one planned defect.
type ErrorTruth struct {
	Kind      string `json:"kind"`
	File      string `json:"file"`
	Pedimento string `json:"pedimento,omitempty"`
	Expect    string `json:"expect"` // what the product must say or do
}

// operacion names an operation as the JSON contract does.
func operacion(op int) string {
	if op == 2 {
		return "EXP"
	}
	return "IMP"
}

// monthName is YYYY-MM.
func monthName(d document.Date) string { return d.String()[:7] }
