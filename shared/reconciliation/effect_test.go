package reconciliation_test

import (
	"strings"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/reconciliation"
)

// TestEffect: what is proposed says what it changes and by how much, from which
// figure to which, in both languages; what moves no goods says that no balance does.
func TestEffect(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind           reconciliation.Kind
		reason         string
		books, other   string
		pesos          int64
		want, wantInEN string
	}{
		{reconciliation.Counts, "faltante_fisico", "100 u6", "90 u6", 12000, "de 100 u6 a 90 u6", "worth 12,000 pesos"},
		{reconciliation.Counts, "sobrante_fisico", "90 u6", "100 u6", 12000, "sube de 90 u6 a 100 u6", "goes up from 90 u6 to 100 u6"},
		{reconciliation.Counts, "sin_contar", "90 u6", "", 5, "90 u6 pasan a faltante", "90 u6 become missing"},
		{reconciliation.ERP, "erp_de_menos", "90 u6", "70 u6", 5, "pasa de 90 u6 a 70 u6", "from 90 u6 to 70 u6"},
		{reconciliation.ERP, "no_esta_en_erp", "90 u6", "", 5, "de 90 u6 a cero", "from 90 u6 to zero"},
		{reconciliation.ERP, "unidad", "u6", "3 u1", -1, "Ningún saldo cambia", "No balance changes"},
		{reconciliation.SCCCyG, "saldo", "500", "700", 200, "pasa de 700 a 500 pesos", "credit goes from 500 to 700 pesos"},
		{reconciliation.SCCCyG, "no_esta_en_libros", "", "700", 700, "de nada a 700 pesos", "from nothing to 700 pesos"},
		{reconciliation.SCCCyG, "no_esta_en_scccyg", "500", "", 500, "no cambia (500 pesos)", "does not change (500 pesos)"},
		{reconciliation.Production, "sin_lote", "4 u6", "10 u6", -1, "de 4 u6 hasta 10 u6", "nobody knows its worth"},
		{reconciliation.Production, "retenido", "0 u6", "10 u6", 9, "de 0 u6 a 10 u6", "still owes"},
		{reconciliation.Production, "sin_explotar", "", "10 u6", 9, "pruébela en Simulación", "try it in Simulation"},
		{reconciliation.DataStage, "cantidad_umt", "1200", "1250", 9, "con 1250 si se corrige la captura, y con 1200 si se rectifica", "with 1250 if the capture is corrected"},
		{reconciliation.DataStage, "valor_aduana", "10", "20", 10, "Ninguna cantidad cambia", "20, with the pedimento rectified 10"},
		{reconciliation.DataStage, "sin_papel", "", "datastage", 9, "Ningún saldo cambia", "No balance changes"},
		{reconciliation.DataStage, "no_esta_en_data_stage", "print", "", 1234, "dejan los libros (vale 1,234 pesos)", "leave the books"},
		{reconciliation.COVE, "cove_valor_dolares", "10", "20", 9, "pasa de 10 a 20", "no balance changes"},
		{reconciliation.SalesLines, "cfdi_no_esta", "A 1", "", -1, "al llegar el papel", "when the paper comes"},
		{reconciliation.Sales, "sin_cfdi", "x", "", 301434, "reporte anual", "worth 301,434 pesos"},
		{reconciliation.Missing, "nombrado_por_cfdi", "", "UUID-1", 77, "según UUID-1", "by UUID-1"},
		{reconciliation.Missing, "numeros_salteados", "12", "2", -1, "de otro cliente del agente, nada cambia", "nothing changes"},
		{reconciliation.Missing, "mes_sin_data_stage", "", "", -1, "nadie lo sabe antes", "nobody knows before"},
	} {
		d := reconciliation.Difference{Reason: c.reason, Books: c.books, Other: c.other, Severity: document.Warning}
		if c.pesos >= 0 {
			d.Pesos = money.Int(c.pesos)
		}
		got := d.Effect(c.kind)
		if !strings.Contains(got.ES, c.want) || !strings.HasSuffix(got.ES, " El hallazgo se cierra.") {
			t.Errorf("%s %s: %s", c.kind, c.reason, got.ES)
		}
		if !strings.Contains(got.EN, c.wantInEN) || !strings.HasSuffix(got.EN, " The finding goes.") {
			t.Errorf("%s %s: %s", c.kind, c.reason, got.EN)
		}
		d.Severity = ""
		if got := d.Effect(c.kind); strings.Contains(got.ES, "hallazgo se cierra") || strings.Contains(got.ES+got.EN, "%!") {
			t.Errorf("%s %s, which is no finding: %s", c.kind, c.reason, got.ES)
		}
	}
	for _, k := range reconciliation.Kinds() {
		d := reconciliation.Difference{Reason: "otra"}
		if got := d.Effect(k); got.ES == "" || got.EN == "" {
			t.Errorf("%s: a reason without an effect", k)
		}
	}
}
