package material_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
)

const (
	decisiones = "decision,fecha,tipo,salida,salida_partida,lote,lote_partida,parte,cantidad,unidad,quien,motivo\n" +
		"D-1,2026-04-15,dirigir,262432106000200,1,262432106000123,2,,10,PZA,Gerente,Pedido\n" +
		"D-2,2026-04-15,bloquear,,,262432106000123,1,,,,Gerente,Litigio\n" +
		"D-3,2026-04-20,liberar,,,262432106000123,1,CON-10,,,Gerente,Termina\n" +
		"D-4,2026-04-20,tomar_vencido,262432106000201,1,,,,,,Gerente,Retorno\n" +
		"D-5,2026-04-20,dejar_vencido,262432106000202,1,262432106000123,1,,,,Gerente,Se paga con A3\n" +
		"D-6,2026-04-21,faltante,,,,,CON-10,5,6,Director,Robo\n" +
		"D-7,2026-04-25,hallado,,,262432106000123,1,,2,6,Director,Se halló\n"
	traslados = "documento,fecha,tipo,parte,pedimento,partida,cantidad,unidad,de,a\n" +
		"REM-1,2026-04-20,submaquila,CON-10,,,50,6,P1,S1\n" +
		"REM-2,2026-04-21,entre plantas,,262432106000123,1,50,6,P1,P2\n"
	fracciones = "fraccion_anterior,fraccion_nueva,vigente_desde,motivo\n8536.69.99,85366901,2026-01-01,Tabla\n85366901,85366902,2026-07-01,Tabla\n"
	ordenesOut = "orden,producto,cantidad,fecha,componente,consumo,unidad_consumo,pedimento,partida\n" +
		"OP-1,PT-900,100,2026-03-02,CON-10,204,6,262432106000200,1\nOP-1,PT-900,100,2026-03-02,CAB-20,25,3,262432106000200,1\n"
	saldosDue   = "pedimento,partida,fraccion,saldo_umt,umt,fecha,procedencia,fecha_entrada,clave,vencimiento\n262432106000123,1,85366999,12.5,1,2026-03-31,Sistema,2026-02-10,IN,2027-08-10\n"
	actasOf     = "acta,renglon,fecha,tipo,parte,cantidad,unidad,documento,de,producto\nA-1,1,2026-05-15,destruccion,CON-10,5,6,Aviso,material,\nA-1,2,2026-05-15,destruccion,,5,6,Aviso,,PT-900\n"
	actasByLot  = "acta,renglon,fecha,tipo,pedimento,partida,cantidad,unidad,documento,producto\nA-1,1,2026-05-15,destruccion,262432106000123,1,5,6,Aviso,\n"
	errorOfCell = "plant_value"
)

// TestBooksTables: tables that decide about the books, and the columns that
// say which lot or exit a row is about.
func TestBooksTables(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]string{"decisiones": decisiones, "traslados": traslados, "fracciones": fracciones, "ordenes": ordenesOut, "saldos_iniciales": saldosDue, "desperdicios": actasOf} {
		f, findings := read(t, []byte(in))
		if f == nil || len(findings) > 0 || f.Table.Name != name {
			t.Errorf("%s: %v", name, findings)
		}
	}
	for name, tt := range map[string]struct{ in, from, to, code, where string }{
		"a decision twice":              {decisiones, "D-2", "D-1", "plant_duplicate", "fila 3 columna A"},
		"a decision of no kind":         {decisiones, "liberar", "vender", errorOfCell, "fila 4 columna C"},
		"nobody decided":                {decisiones, "Director,Robo", ",Robo", errorOfCell, "fila 7 columna K"},
		"no reason":                     {decisiones, "Director,Robo", "Director,", errorOfCell, "fila 7 columna L"},
		"directed from nowhere":         {decisiones, "dirigir,262432106000200,1", "dirigir,,1", errorOfCell, "fila 2 columna D"},
		"directed to no line":           {decisiones, "262432106000123,2,", "262432106000123,,", errorOfCell, "fila 2 columna G"},
		"directed nothing":              {decisiones, ",10,PZA", ",,PZA", errorOfCell, "fila 2 columna I"},
		"directed zero":                 {decisiones, ",10,PZA", ",0,PZA", errorOfCell, "fila 2 columna I"},
		"half a lot is blocked":         {decisiones, "262432106000123,1,,,,Gerente,Lit", "262432106000123,1,,5,6,Gerente,Lit", errorOfCell, ""},
		"a block of an exit":            {decisiones, "bloquear,,", "bloquear,262432106000200,", errorOfCell, "fila 3 columna D"},
		"an expired lot for no exit":    {decisiones, "262432106000201,1", ",", errorOfCell, ""},
		"half a lot is left":            {decisiones, "262432106000123,1,,,,Gerente,Se paga", "262432106000123,,,,,Gerente,Se paga", errorOfCell, "fila 6 columna G"},
		"missing of nothing":            {decisiones, "CON-10,5,6", ",5,6", errorOfCell, "fila 7 columna H"},
		"missing without a unit":        {decisiones, "CON-10,5,6", "CON-10,5,", errorOfCell, "fila 7 columna J"},
		"found before it came":          {decisiones, "D-7,2026-04-25", "D-7,2025-04-25", "plant_dates", "fila 8 columna B"},
		"a move to where it is":         {traslados, "P1,S1", "P1,P1", errorOfCell, "fila 2 columna J"},
		"a move of half a lot":          {traslados, "262432106000123,1", "262432106000123,", errorOfCell, "fila 3 columna F"},
		"a move of nothing":             {traslados, "CON-10", "", errorOfCell, "fila 2"},
		"a move before it came":         {traslados, "REM-2,2026", "REM-2,2025", "plant_dates", "fila 3 columna B"},
		"a move twice":                  {traslados, "REM-2,2026-04-21,entre plantas,,262432106000123,1,50,6,P1,P2", "REM-1,2026-04-20,submaquila,CON-10,,,50,6,P1,S1", "plant_duplicate", "fila 3 columna A"},
		"a fracción to itself":          {fracciones, "8536.69.99,85366901", "8536.69.99,85366999", "plant_cycle", "fila 2 columna B"},
		"fracciones in a circle":        {fracciones, "85366902", "85366999", "plant_cycle", "fila 3 columna B"},
		"a fracción changed twice":      {fracciones, "85366901,85366902,2026-07-01", "85366999,85366902,2026-01-01", "plant_duplicate", "fila 3 columna A"},
		"an exit of no line":            {ordenesOut, "262432106000200,1", "262432106000200,", errorOfCell, "fila 2 columna I"},
		"an order of two exits":         {ordenesOut, "CAB-20,25,3,262432106000200,1", "CAB-20,25,3,262432106000200,2", "plant_contradiction", "fila 3 columna I"},
		"an entry after the balance":    {saldosDue, "2026-02-10", "2026-04-10", "plant_dates", "fila 2 columna F"},
		"an entry before its year":      {saldosDue, "2026-02-10", "2025-02-10", "plant_dates", "fila 2 columna H"},
		"due before it came":            {saldosDue, "2027-08-10", "2026-02-09", "plant_dates", "fila 2 columna J"},
		"a product that is a part":      {actasOf, ",material,", ",material,PT-900", errorOfCell, "fila 2 columna E"},
		"a product that is a lot":       {actasByLot, "Aviso,", "Aviso,PT-900", errorOfCell, "fila 2 columna E"},
		"an act of something unheard":   {actasOf, ",material,", ",otro,", errorOfCell, "fila 2 columna I"},
		"an act of nothing in the list": {actasOf, ",PT-900", ",", errorOfCell, "fila 3"},
	} {
		text := strings.Replace(tt.in, tt.from, tt.to, 1)
		f, findings := read(t, []byte(text))
		if text == tt.in || f != nil || !findings.Has(tt.code) || !findings.Blocking() {
			t.Errorf("%s: %v; want %s", name, findings, tt.code)
			continue
		}
		for _, x := range findings {
			if x.Code == tt.code && tt.where != "" && bare(x.At) != tt.where || x.Message.ES == x.Message.EN || x.Message.ES == "" {
				t.Errorf("%s: at %q, want %q: %v", name, x.Where, tt.where, x.Message)
			}
		}
	}
}

// TestStoredBefore: facts of a table that had fewer columns are read still.
func TestStoredBefore(t *testing.T) {
	t.Parallel()
	for table, stored := range map[string]string{
		"ordenes":          `{"schema":1,"table":"ordenes","doc":"d","columns":["orden","producto","cantidad","fecha","version","componente","consumo","unidad_consumo"],"rows":[{"fila":2,"v":["O","P","1","2026-03-02","","","",""]}]}`,
		"saldos_iniciales": `{"schema":1,"table":"saldos_iniciales","doc":"d","columns":["pedimento","partida","parte","fraccion","saldo_umt","umt","saldo_umc","umc","fecha","procedencia"],"rows":[{"fila":2,"v":["262432106000123","1","","85366999","1","1","","","2026-03-31","x"]}]}`,
		"desperdicios":     `{"schema":1,"table":"desperdicios","doc":"d","columns":["acta","renglon","fecha","tipo","parte","pedimento","partida","cantidad","unidad","documento"],"rows":[{"fila":2,"v":["A","1","2026-05-15","destruccion","P","","","1","6","x"]}]}`,
	} {
		f, doc, err := material.Decode([]byte(stored))
		if err != nil || doc != "d" || f.Table.Name != table {
			t.Errorf("%s: %v", table, err)
			continue
		}
		for _, name := range []string{"pedimento", "de", "producto", "vencimiento"} {
			if c, ok := f.Table.Column(name); ok && !strings.Contains(stored, `"`+name+`"`) && f.Get(&f.Rows[0], c.Name).Text != "" {
				t.Errorf("%s has a %s", table, name)
			}
		}
		again, err := f.Encode(document.Hash("d"))
		for _, c := range f.Table.Columns { // what came later is not written where it says nothing
			if err != nil || strings.Contains(string(again), `"`+c.Name+`"`) == c.Later {
				t.Errorf("%s.%s: %s, %v", table, c.Name, again, err)
			}
		}
	}
}
