package material_test

import "testing"

// TestDeclared: what others' systems and filings say is read as strictly as the
// plant's own tables, and moves no balance.
func TestDeclared(t *testing.T) {
	t.Parallel()
	const (
		filed = "ejercicio,concepto,mes,moneda,importe\n"
		stock = "fecha,parte,lugar,existencia,unidad\n"
		sat   = "fecha,pedimento_entrada,fraccion,saldo_pesos\n"
	)
	const done = "asunto,obligacion,periodo,pedimento,fecha,resultado,vence,folio\n"
	for name, tt := range map[string]struct{ text, table, code string }{
		"a receipt":              {done + "obligacion,inegi_mensual,2026-03-01,,2026-04-17,,,AC-1\n", "cumplimiento", ""},
		"of no obligation":       {done + "obligacion,,2026-03-01,,2026-04-17,,,AC-1\n", "", "plant_value"},
		"of no period":           {done + "obligacion,inegi_mensual,,,2026-04-17,,,AC-1\n", "", "plant_value"},
		"an answer":              {done + "efirma,,,,2026-04-17,positivo,2030-04-17,F-1\n", "cumplimiento", ""},
		"an answer without one":  {done + "efirma,,,,2026-04-17,,2030-04-17,F-1\n", "", "plant_value"},
		"it ended before":        {done + "efirma,,,,2026-04-17,positivo,2026-04-16,F-1\n", "", "plant_value"},
		"a certificate":          {done + "ctm,,,26 24 3210 6000125,2026-04-17,,,C3-1\n", "cumplimiento", ""},
		"of no pedimento":        {done + "ctm,,,,2026-04-17,,,C3-1\n", "", "plant_value"},
		"an answer of a period":  {done + "rfc,,2026-03-01,,2026-04-17,positivo,,F-1\n", "", "plant_value"},
		"two answers of one day": {done + "rfc,,,,2026-04-17,positivo,,F-1\nrfc,,,,2026-04-17,negativo,,F-2\n", "", "plant_duplicate"},
		"a month":                {filed + "2025,ventas_totales,3,MXN,100.5\n", "raoce_presentado", ""},
		"a year":                 {filed + "2025,exportacion_virtual,,USD,0\n", "raoce_presentado", ""},
		"a thirteenth month":     {filed + "2025,ventas_totales,13,MXN,100\n", "", "plant_value"},
		"a year of two digits":   {filed + "25,ventas_totales,,MXN,100\n", "", "plant_value"},
		"another concept":        {filed + "2025,ventas,,MXN,100\n", "", "plant_value"},
		"another currency":       {filed + "2025,ventas_totales,,EUR,100\n", "", "plant_value"},
		"filed twice":            {filed + "2025,ventas_totales,,MXN,100\n2025,ventas_totales,,MXN,101\n", "", "plant_duplicate"},
		"stock":                  {stock + "2026-06-30,CON-11,,950,PZA\n", "existencias_erp", ""},
		"stock of two places":    {stock + "2026-06-30,CON-11,A,950,PZA\n2026-06-30,CON-11,B,1,PZA\n", "existencias_erp", ""},
		"stock twice":            {stock + "2026-06-30,CON-11,A,950,PZA\n2026-06-30,CON-11,A,1,PZA\n", "", "plant_duplicate"},
		"stock below zero":       {stock + "2026-06-30,CON-11,A,-1,PZA\n", "", "plant_value"},
		"a balance":              {sat + "2026-06-30,26 24 3210 6000125,7208.36.01,15200\n", "scccyg_saldos", ""},
		"no pedimento":           {sat + "2026-06-30,6000125,72083601,15200\n", "", "plant_value"},
	} {
		f, findings := read(t, []byte(tt.text))
		if (f == nil) != (tt.code != "") || tt.code != "" && !findings.Has(tt.code) {
			t.Errorf("%s: %+v, %v", name, f, findings)
		}
		if f != nil && (f.Table.Name != tt.table || !f.Table.Aside) {
			t.Errorf("%s: table %s, aside %v", name, f.Table.Name, f.Table.Aside)
		}
	}
}
