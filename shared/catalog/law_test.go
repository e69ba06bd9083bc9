package catalog_test

import (
	"errors"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// TestLaw: the embedded tables have nothing wrong.
func TestLaw(t *testing.T) {
	t.Parallel()
	for _, l := range catalog.Default().Lint() {
		t.Error(l)
	}
}

// TestRecargo: each month has its own rate, and one nobody knows has none.
func TestRecargo(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		on              document.Date
		percent, rate   string
		confidence, err string
	}{
		{20171231, "", "", "", "recargos mora: missing for 2017-12"},
		{20180101, "1.47", "0.0147", "OWN", ""},
		{20200101, "1.47", "0.0147", "C", ""},
		{20251231, "1.47", "0.0147", "C", ""},
		{20260101, "2.07", "0.0207", "C", ""},
		{20261231, "2.07", "0.0207", "C", ""},
		{20270101, "", "", "OWN", "recargos mora: missing for 2027-01 (the rate of 2027 is not known; the LIF 2027 closes it)"},
		{0, "", "", "", "recargos mora: missing for ? (unknown date)"},
	} {
		row, err := catalog.Default().Recargo(tt.on)
		if row.Percent.String() != tt.percent || row.Rate.String() != tt.rate || row.Confidence != tt.confidence {
			t.Errorf("%s: %+v", tt.on, row)
		}
		wantMissing(t, tt.on.String(), err, tt.err)
	}
	if row, err := catalog.Default().RecargoOf("prorroga", 20260301); err != nil || row.Rate.String() != "0.0138" {
		t.Errorf("deferral %+v %v", row, err)
	}
}

func wantMissing(t *testing.T, name string, err error, want string) {
	t.Helper()
	if want == "" {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return
	}
	var m *catalog.Missing
	if !errors.As(err, &m) || !strings.HasPrefix(m.Error(), want) {
		t.Errorf("%s: %v; want %s", name, err, want)
	}
}

// TestFee: a year without figure never takes that of another year.
func TestFee(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		code        string
		on          document.Date
		value, unit string
		confidence  string
		err         string
	}{
		{catalog.FeeDTAFixed, 20191231, "", "", "", "cuotas DTA_III: missing for 2019-12-31"},
		{catalog.FeeDTAFixed, 20231231, "408", "pesos", "OWN", ""},
		{catalog.FeePRV, 20221231, "", "pesos", "OWN", "cuotas PRV: missing for 2022-12-31"},
		{catalog.FeeDTAFixed, 20240101, "425", "pesos", "C", ""},
		{catalog.FeeDTAFixed, 20251231, "445", "pesos", "3P", ""},
		{catalog.FeeDTAFixed, 20260101, "", "pesos", "OWN", "cuotas DTA_III: missing for 2026-01-01 (no source"},
		{"DTA_VIII", 20240601, "4508", "pesos", "C", ""},
		{"DTA_VIII", 20250101, "", "pesos", "OWN", "cuotas DTA_VIII: missing for 2025-01-01"},
		{catalog.FeeDTA, 20260101, "8", "al_millar", "C", ""},
		{catalog.FeeDTAAsset, 20260101, "1.76", "al_millar", "OWN", ""},
		{catalog.FeeDTAMinimum, 20250601, "445", "pesos", "3P", ""},
		{catalog.FeePRV, 20250601, "290", "pesos", "3P", ""},
		{catalog.FeePRV, 20261126, "", "pesos", "OWN", "cuotas PRV: missing for 2026-11-26"},
		{"PRV_aprovechamiento", 20180601, "240", "pesos", "C-old", ""},
		{catalog.FeeIVA, 20261126, "16", "por_ciento", "C", ""},
		{"nothing", 20260101, "", "", "", "cuotas nothing: missing for 2026-01-01"},
	} {
		row, err := catalog.Default().Fee(tt.code, tt.on)
		if row.Value.String() != tt.value || row.Unit != tt.unit || row.Confidence != tt.confidence {
			t.Errorf("%s %s: %+v", tt.code, tt.on, row)
		}
		wantMissing(t, tt.code, err, tt.err)
	}
}

// TestFine: what nobody read in Anexo 13 stays without amount and says so.
func TestFine(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	for _, tt := range []struct {
		code, base, least, most, pesos string
		on                             document.Date
		err                            string
	}{
		{catalog.FineOmitted, "contribucion", "130", "150", "", 20261126, ""},
		{catalog.FineNoPermit, "valor_comercial", "70", "100", "", 20261126, ""},
		{catalog.FineLateReturn, "periodo", "", "", "", 20261126, "multas LA_183_II: missing for 2026-11-26"},
		{catalog.FineExempt, "valor_comercial", "30", "50", "", 20261126, ""},
		{catalog.FineIVA, "iva", "55", "75", "", 20261126, ""},
		{catalog.FineNoInventory, "infraccion", "", "", "18540", 20190601, ""},
		{catalog.FineNoInventory, "infraccion", "", "", "", 20261126, "multas LA_185_B: missing for 2026-11-26"},
	} {
		row, err := c.Fine(tt.code, tt.on)
		if row.Base != tt.base || row.Least.String() != tt.least || row.Most.String() != tt.most || row.LeastPesos.String() != tt.pesos || row.Title.ES == "" {
			t.Errorf("%s %s: %+v", tt.code, tt.on, row)
		}
		if row.Confidence == "C" {
			t.Errorf("%s: no fine of the dossier is confirmed", tt.code)
		}
		wantMissing(t, tt.code, err, tt.err)
	}
	late, _ := c.Fine(catalog.FineLateReturn, 20261126)
	if late.Days != "15" || late.Cap != "valor" {
		t.Errorf("%+v", late)
	}
	if list := c.Reductions(20261126); len(list) != 5 || list[0].Percent.String() != "66" || list[0].Confidence != "C-old" {
		t.Errorf("%+v", list)
	}
	if list := c.Reductions(20211231); len(list) != 0 {
		t.Errorf("reductions of a text that was not read: %+v", list)
	}
}

func TestThreshold(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"exportacion_minima_usd": "500000 USD mas_de C", "exportacion_minima_parte": "10 por_ciento al_menos C", "rece_retorno": "80 por_ciento al_menos 3P",
	} {
		r, err := catalog.Default().Threshold(code, 20261126)
		if got := strings.Join([]string{r.Value.String(), r.Unit, r.Sense, r.Confidence}, " "); err != nil || got != want {
			t.Errorf("%s: %s %v", code, got, err)
		}
	}
	_, err := catalog.Default().Threshold("none", 20261126)
	wantMissing(t, "none", err, "umbrales none: missing for 2026-11-26")
}

// TestRestricted: by date, and never more than the sources say.
func TestRestricted(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		fraccion string
		on       document.Date
		want     string
	}{
		{"64031999", 20250828, ""},
		{"64031999", 20250829, "6403 total C"},
		{"64061099", 20261126, ""},
		{"61091001", 20241219, ""},
		{"61091001", 20241220, "61 parcial C"},
		{"61091001", 20250113, "61 parcial C excepted"},
		{"61179099", 20261126, "61 parcial C excepted, 611790 parcial C excepted"},
		{"94044001", 20261126, "940440 parcial C excepted"},
		{"85366999", 20261126, ""},
		{"64031999", 0, ""},
		{"", 20261126, ""},
	} {
		var got []string
		for _, r := range catalog.Default().Restricted(tt.fraccion, tt.on) {
			s := r.Prefix + " parcial " + r.Confidence
			if r.Whole {
				s = r.Prefix + " total " + r.Confidence
			}
			if r.Exception.ES != "" && r.Exception.EN != "" {
				s += " excepted"
			}
			got = append(got, s)
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s %s: %v; want %s", tt.fraccion, tt.on, got, tt.want)
		}
	}
	unlisted := catalog.Default().RestrictedUnlisted(20180602)
	if len(unlisted) != 1 || unlisted[0].List != "petroliferos" || unlisted[0].Reason.EN == "" {
		t.Errorf("%+v", unlisted)
	}
	if n := len(catalog.Default().RestrictedUnlisted(20180601)); n != 0 {
		t.Errorf("%d before the reform", n)
	}
}

// TestSeries: tables of figures are empty and say what is missing, in both
// languages.
func TestSeries(t *testing.T) {
	t.Parallel()
	c := catalog.Default()
	_, err := c.Index("2026-10")
	wantMissing(t, "inpc", err, "inpc: missing for 2026-10")
	_, err = c.Index("garbage")
	wantMissing(t, "inpc", err, "inpc")
	_, err = c.FX("USD", 20261001)
	wantMissing(t, "fx", err, "tipo_de_cambio USD: missing for 2026-10-01")
	_, err = c.Tariff("85366999", "IMP", 20261001)
	wantMissing(t, "tariff", err, "tasas_tigie 85366999 IMP: missing for 2026-10-01")
	var m *catalog.Missing
	if !errors.As(err, &m) || !strings.Contains(m.Text().ES, "falta para 2026-10-01") || !strings.Contains(m.Text().ES, "immex template tasas_tigie") {
		t.Errorf("%+v", m)
	}
}
