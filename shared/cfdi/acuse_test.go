package cfdi_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
)

const acuseXML = `<?xml version="1.0" encoding="utf-8"?>
<Acuse xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" Fecha="2026-03-09T10:00:00" RfcEmisor="mne200101ab1">
<Folios xmlns="http://cancelacfd.sat.gob.mx"><UUID>0a1b2c3d-0000-4000-8000-00000000000a</UUID><EstatusUUID>201</EstatusUUID></Folios>
<Folios xmlns="http://cancelacfd.sat.gob.mx"><UUID>0A1B2C3D-0000-4000-8000-00000000000B</UUID><EstatusUUID>202</EstatusUUID></Folios>
<Folios xmlns="http://cancelacfd.sat.gob.mx"><UUID>0A1B2C3D-0000-4000-8000-00000000000C</UUID><EstatusUUID>205</EstatusUUID></Folios>
<Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="SelloSAT"><SignatureValue>x</SignatureValue></Signature>
</Acuse>`

func TestReadAcuse(t *testing.T) {
	t.Parallel()
	a, findings, ok := cfdi.ReadAcuse([]byte(acuseXML))
	if !ok || findings.Blocking() || !findings.Has("cfdi_acuse_cancelacion") {
		t.Fatalf("%v %+v", ok, findings)
	}
	want := &cfdi.Acuse{Emisor: "MNE200101AB1", Fecha: document.NewDate(2026, 3, 9), Folios: []cfdi.FolioCancelado{
		{UUID: "0A1B2C3D-0000-4000-8000-00000000000A", Estado: "201"},
		{UUID: "0A1B2C3D-0000-4000-8000-00000000000B", Estado: "202"},
		{UUID: "0A1B2C3D-0000-4000-8000-00000000000C", Estado: "205"},
	}}
	if d := cmp.Diff(want, a); d != "" {
		t.Error(d)
	}
	var cancelled []bool
	for _, f := range a.Folios {
		cancelled = append(cancelled, f.Cancelado())
	}
	if d := cmp.Diff([]bool{true, true, false}, cancelled); d != "" {
		t.Error(d)
	}
}

// TestDamagedAcuse: an answer of which anything is not understood undoes
// nothing; what is no answer is left to the other readers.
func TestDamagedAcuse(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ old, with, code string }{
		"no day":            {` Fecha="2026-03-09T10:00:00"`, ``, "cfdi_fecha"},
		"no such day":       {`2026-03-09T`, `2026-13-09T`, "cfdi_fecha"},
		"a uuid cut short":  {`00000000000B</UUID>`, `0000</UUID>`, "cfdi_acuse_folio"},
		"no status":         {`<EstatusUUID>202</EstatusUUID>`, ``, "cfdi_acuse_folio"},
		"of another schema": {`<Folios xmlns="http://cancelacfd.sat.gob.mx"><UUID>0A1B2C3D-0000-4000-8000-00000000000B`, `<Folios xmlns="urn:x"><UUID>0A1B2C3D-0000-4000-8000-00000000000B`, "cfdi_acuse_folio"},
	} {
		_, findings, ok := cfdi.ReadAcuse([]byte(strings.Replace(acuseXML, c.old, c.with, 1)))
		if !ok || !findings.Blocking() || !findings.Has(c.code) {
			t.Errorf("%s: %v %+v", name, ok, findings)
		}
	}
	for name, in := range map[string]string{"an invoice": fixture(t), "no XML": "x", "empty": "", "another acuse": "<Acuse/>"} {
		if _, _, ok := cfdi.ReadAcuse([]byte(in)); ok {
			t.Errorf("%s is taken for an answer", name)
		}
	}
}

// FuzzReadAcuse: any bytes are an answer or not, and never a panic; what is
// read names UUIDs only.
func FuzzReadAcuse(f *testing.F) {
	f.Add([]byte(acuseXML))
	f.Add([]byte(`<Acuse><Folios/></Acuse>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		a, findings, ok := cfdi.ReadAcuse(b)
		if !ok {
			return
		}
		for _, x := range a.Folios {
			if len(x.UUID) != 36 || x.Estado == "" {
				t.Errorf("%+v", x)
			}
		}
		if !findings.Blocking() && len(a.Folios) == 0 {
			t.Error("an answer without folios is accepted")
		}
	})
}
