// Package expediente is the compliance package of one programme and period: a
// zip with the reports, the books, every fact they follow from, the source
// documents and a manifest, that an auditor can verify offline (Ley Aduanera
// art. 59-I and 59-V; Anexo 24 of the RGCE).
//
// Example: MEN210101AB1-2021-03.zip; Verify reads its facts, computes the
// books and the reports again and compares them byte by byte, so that a figure
// changed together with its hash in the manifest is still found.
//
// The same input gives the same bytes: no clock, no order of arrival, no
// locale. The package signs nothing: a signature is a file beside the zip. XLSX
// and PDF are verified by hash only; what the tool does not know how to
// compute again it calls not verifiable, never valid.
package expediente
