// Package shared is the map of everything the functions and the command
// line have in common. Imports only go down these layers; the test in
// shared/arch holds them.
//
//	7 mains        functions/*, shared/cmd/immex
//	6 world        store/*, blob/*, mail, sandbox, ocr, lambdaio, cloud, web
//	5 application  step (one file per step), flow (runs the compile workflow), scoreboard
//	4 papers       report, expediente (package, manifest, verifier)
//	3 books        ledger (facts, lots, saldos, runs), match (PEPS; match/naive for its tests), credito (IVA and IEPS credit), contingencia (what open lots would cost), raoce (annual report), reconciliation (the books against what others say)
//	2 judgement    rule/*
//	1 documents    pedimento/*, cfdi, cove, invoice, material, bom, plant, permiso (permits and cupos), sheet, pdftext, container, xmlguard, yamlguard, synth, stay (plazos), calendar (days obligations fall due), correction (what a person typed for a page), cost (what a deployment costs)
//	0 vocabulary   money, quantity, document, catalog, fault, unit
package shared
