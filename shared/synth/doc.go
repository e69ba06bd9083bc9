// Package synth invents an IMMEX company as the documents it would receive:
// monthly Data Stage zips, VUCEM answers, CFDI, invoices, a broker's mail, a
// printed pedimento and the programme file, all telling one consistent story
// (IN and V1 imports, AF assets, RT and V1 returns, F4 and A3 changes of
// regime, rectifications), with a truth file that says what the books must
// show. Layouts are those of ANAM's Data Stage format, VUCEM's services, SAT's
// Anexo 20 and Anexo 22 of the RGCE.
//
// Example: Generate(Options{Seed: 1, Months: 3, Pedimentos: 40}, emit) calls
// emit once per file; the same options give the same bytes on any machine.
//
// The package refuses to touch anything real: names, RFCs, patentes and
// numbers are invented, seals are noise, and it reads no clock, no file and no
// random source but its seed.
package synth
