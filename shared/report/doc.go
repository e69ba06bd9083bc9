// Package report is the papers of the inventory control: the four reports of
// Anexo 24 apartado A (entradas, salidas, saldos, materiales utilizados) and
// those an audit asks for besides (descargos, faltantes, vencimientos,
// hallazgos), of one programme and one period, as CSV, XLSX and PDF.
//
// Example: an entry of 100 kg in March and an exit that takes 40 kg in April
// give, for April, a row of salidas with 40 proved and a row of saldos that
// opens with 100 and closes with 60.
//
// A close adds the credit of IVA and IEPS, ageing with pesos at risk, T-MEC 2.5,
// papers per pedimento and the term of 48 hours (Close); and, as a set of its
// own that no authority receives, the contingency of expired lots.
//
// The package computes no match and reads no clock: it is a function of books
// and findings. The columns are our proposal, since the annex names the
// reports and not their columns. It never adds quantities of different units,
// and a total that does not fit is refused, never wrapped.
package report
