package vucem_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/vucem"
)

var update = flag.Bool("update", false, "rewrite golden files")

func readAll(tb testing.TB, files ...string) []*vucem.Message {
	tb.Helper()
	var out []*vucem.Message
	for _, f := range files {
		msgs, findings := vucem.ReadAll([]byte(f))
		if findings.Blocking() || len(msgs) == 0 {
			tb.Fatalf("%+v", findings)
		}
		out = append(out, msgs...)
	}
	return out
}

func TestJoinGolden(t *testing.T) {
	sets, loose := vucem.Assemble(readAll(t,
		envelope(partida(2, "5000.00")), envelope(peticion("070", "6000123")),
		envelope(completo(good())), envelope(partida(1, "5000.00"))))
	if len(sets) != 1 || len(loose) != 0 {
		t.Fatalf("%d sets, %d loose", len(sets), len(loose))
	}
	p := sets[0].Pedimento
	status := pedimento.Gate(p)
	if status != document.Accepted || p.Number != "260732106000123" || p.Cotejo != document.CotejoCompleto {
		t.Fatalf("%s %q %s: %+v", status, p.Number, p.Cotejo, p.Findings)
	}
	got, err := json.MarshalIndent(pedimento.ViewOf(p, status, document.Spanish), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/joined.golden.json"
	if *update {
		if err := os.WriteFile(golden, append(got, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
		t.Error(diff)
	}
}

func TestObservationsRejoin(t *testing.T) {
	m, _ := vucem.Read([]byte(envelope(completo(good()))))
	want := []string{strings.Repeat("A", 118) + "PALABRA", "SEGUNDA"}
	if diff := cmp.Diff(want, m.Pedimento.Observaciones); diff != "" {
		t.Error(diff)
	}
}

func TestJoin(t *testing.T) {
	wrapper := "<entrega>" + strings.ReplaceAll(
		envelope(completo(good()))+envelope(partida(1, "5000.00"))+envelope(partida(2, "5000.00"))+envelope(listar("7", "3210", "6000123")),
		`<?xml version="1.0" encoding="UTF-8"?>`, "") + "</entrega>"
	tests := map[string]struct {
		files  []string
		number string
		code   string
		status document.Status
	}{
		"wrapper with listing":  {[]string{wrapper}, "260732106000123", "", document.Accepted},
		"bare messages":         {[]string{completo(good()), partida(1, "5000.00"), partida(2, "5000.00")}, "", "vucem_sin_patente", document.Accepted},
		"same partida twice":    {[]string{completo(good()), partida(1, "5000.00"), partida(1, "5000.00"), partida(2, "5000.00")}, "", "", document.Accepted},
		"missing partida":       {[]string{completo(good()), partida(1, "5000.00")}, "", "vucem_partidas_faltan", document.Quarantined},
		"no partida":            {[]string{completo(good())}, "", "vucem_partidas_faltan", document.Quarantined},
		"extra partida":         {[]string{completo(good()), partida(1, "5000.00"), partida(2, "5000.00"), partida(3, "0")}, "", "vucem_partidas_faltan", document.Quarantined},
		"two versions":          {[]string{completo(good()), partida(1, "5000.00"), partida(1, "4000.00"), partida(2, "5000.00")}, "", "vucem_partidas_faltan", document.Quarantined},
		"total differs":         {[]string{completo(good()), partida(1, "5000.00"), partida(2, "5001.00")}, "", "vucem_totales", document.Quarantined},
		"partida without value": {[]string{completo(good()), partida(1, "5000.00"), partida(2, "")}, "", "vucem_totales", document.Quarantined},
		"bad number":            {[]string{completo(good()), partida(1, "5,000"), partida(2, "5000")}, "", "vucem_numero", document.Quarantined},
		"request of another":    {[]string{completo(good()), partida(1, "5000"), partida(2, "5000"), peticion("070", "6000124")}, "", "vucem_peticion", document.Quarantined},
		"request, other aduana": {[]string{completo(good()), partida(1, "5000"), partida(2, "5000"), peticion("240", "6000123")}, "", "vucem_peticion", document.Quarantined},
		"header total": {
			[]string{strings.Replace(completo(good()), "<b:total>534", "<b:total>535", 1), partida(1, "5000"), partida(2, "5000")},
			"", "vucem_total", document.Quarantined,
		},
		"no payment date": {[]string{
			strings.Replace(completo(good()), "<b:clave>2</b:clave></b:tipo>", "<b:clave>5</b:clave></b:tipo>", 1),
			partida(1, "5000"), partida(2, "5000"),
		}, "", "vucem_sin_pago", document.Accepted},
		"no header total": {[]string{
			strings.Replace(completo(good()), "<b:valorComercialTotal>10000.00</b:valorComercialTotal>", "", 1),
			partida(1, "5000"), partida(2, "5000"),
		}, "", "vucem_sin_total", document.Accepted},
		"unknown text": {
			[]string{completo(good()), strings.Replace(partida(1, "5000"), "SI EXISTE", "QUIZA", 1), partida(2, "5000")},
			"", "vucem_texto", document.Accepted,
		},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			sets, _ := vucem.Assemble(readAll(t, tc.files...))
			if len(sets) != 1 {
				t.Fatalf("%d sets", len(sets))
			}
			p := sets[0].Pedimento
			if status := pedimento.Gate(p); status != tc.status || p.Number != tc.number {
				t.Errorf("status %s number %q, want %s %q: %+v", status, p.Number, tc.status, tc.number, p.Findings)
			}
			if tc.code != "" && !p.Findings.Has(tc.code) {
				t.Errorf("no %s in %+v", tc.code, p.Findings)
			}
			for _, f := range p.Findings {
				if strings.Contains(f.Message.ES+f.Message.EN, "%!") {
					t.Errorf("message of %s: %+v", f.Code, f.Message)
				}
			}
		})
	}
}

func TestAssembleSeveral(t *testing.T) {
	second := good()
	second.documento = "6000999"
	msgs := readAll(t, partida(9, "1"), completo(good()), partida(1, "5000"), partida(2, "5000"),
		completo(second), partida(1, "5000"), partida(2, "5000"))
	sets, loose := vucem.Assemble(msgs)
	if len(sets) != 2 || len(loose) != 1 || sets[1].Pedimento.Documento != "6000999" {
		t.Fatalf("%d sets, %d loose", len(sets), len(loose))
	}
	for _, s := range sets {
		if s.Findings.Blocking() {
			t.Errorf("%+v", s.Findings)
		}
	}
	if p, f := vucem.Join(nil, loose, nil); p != nil || !f.Has("vucem_sin_completo") {
		t.Error("partidas without a header joined")
	}
}

func TestRectification(t *testing.T) {
	in := strings.Replace(completo(good()), "<b:rectificacion/>",
		`<b:rectificacion><b:aduanaOriginal><b:clave>71</b:clave></b:aduanaOriginal><b:claveDocumento><b:clave>IN</b:clave></b:claveDocumento>`+
			`<b:pedimentoOriginal>6000100</b:pedimentoOriginal><b:patenteOriginal>3210</b:patenteOriginal><b:fechaOriginal>2026-11-30-06:00</b:fechaOriginal></b:rectificacion>`, 1)
	m, _ := vucem.Read([]byte(in))
	want := &pedimento.Rectificacion{
		Patente: "3210", Documento: "6000100", Aduana: "071", Clave: "IN", Fecha: document.NewDate(2026, 11, 30),
	}
	if diff := cmp.Diff(want, m.Pedimento.Rectifica); diff != "" || m.Pedimento.Tipo != "2" {
		t.Error(diff, m.Pedimento.Tipo)
	}
}

func TestOtherMessages(t *testing.T) {
	estado := `<consultarEstadoPedimentosRespuesta xmlns="` + ns + `pedimentos/ws/oxml/consultarestadopedimentos"><pedimento>` +
		`<estadosPedimento><estado>2</estado><descripcionEstado>PAGADO</descripcionEstado></estadosPedimento></pedimento></consultarEstadoPedimentosRespuesta>`
	remesas := `<n:consultarRemesasRespuesta xmlns:n="urn:r"><n:remesas><n:comprobanteVE>COVE26AB12CD3</n:comprobanteVE><n:remesaAgente>1</n:remesaAgente></n:remesas></n:consultarRemesasRespuesta>`
	failed := `<n:consultarPartidaRespuesta xmlns:n="urn:x"><tieneError>true</tieneError><error><mensaje>No hay</mensaje></error></n:consultarPartidaRespuesta>`
	tests := map[string]struct {
		in   string
		kind vucem.Kind
		code string
		want document.Status
	}{
		"estado":   {envelope(estado), vucem.Estado, "vucem_informativo", document.Accepted},
		"remesas":  {envelope(remesas), vucem.Remesas, "vucem_informativo", document.Accepted},
		"listar":   {envelope(listar("7", "3210", "6000123")), vucem.Listar, "vucem_informativo", document.Accepted},
		"peticion": {envelope(peticion("070", "6000123")), vucem.Peticion, "vucem_informativo", document.Unsupported},
		"error":    {envelope(failed), vucem.Error, "vucem_error", document.Unsupported},
		"fault":    {envelope(`<S:Fault><faultcode>S:Client</faultcode><faultstring>no</faultstring></S:Fault>`), vucem.Fault, "vucem_fault", document.Unsupported},
		"empty":    {envelope(`<consultarRemesasRespuesta/>`), vucem.Remesas, "vucem_vacio", document.Quarantined},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			m, findings := vucem.Read([]byte(tc.in))
			if m == nil || m.Kind != tc.kind || m.Status() != tc.want || !findings.Has(tc.code) {
				t.Fatalf("%+v %+v", m, findings)
			}
		})
	}
	if m, f := vucem.Read([]byte("<otra/>")); m != nil || !f.Has("vucem_desconocido") {
		t.Error("an unknown message was taken")
	}
	if _, f := vucem.Read([]byte("<w>" + partida(1, "1") + partida(2, "1") + "</w>")); !f.Has("vucem_varios") {
		t.Error("two messages read as one")
	}
}

func codes(fs document.Findings) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Code)
	}
	return out
}

func TestCorpus(t *testing.T) {
	dir := os.Getenv("IMMEX_CORPUS")
	if dir == "" {
		t.Skip("IMMEX_CORPUS not set: the VUCEM answers of the development corpus are not read")
	}
	files, err := filepath.Glob(filepath.Join(dir, "vucem", "*.xml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no answers: %v", err)
	}
	kinds := map[vucem.Kind]int{}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m, findings := vucem.Read(b)
		if m == nil {
			t.Errorf("%s: %+v", filepath.Base(file), findings)
			continue
		}
		kinds[m.Kind]++
		t.Logf("%-60s %-12s %s %v", filepath.Base(file), m.Status(), m.Kind, codes(m.Findings))
		if m.Status() != document.Accepted && len(m.Findings) == 0 {
			t.Errorf("%s: %s without a reason", filepath.Base(file), m.Status())
		}
		if m.Findings.Blocking() {
			t.Errorf("%s: %+v", filepath.Base(file), m.Findings)
		}
	}
	t.Log(len(files), kinds)
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		envelope(completo(good())), envelope(partida(1, "5000.00")), envelope(peticion("070", "6000123")),
		envelope(listar("7", "3210", "6000123")), "<w>" + completo(good()) + partida(1, "5000") + partida(2, "5000") + "</w>",
		envelope(`<S:Fault><faultstring>no</faultstring></S:Fault>`),
	} {
		f.Add([]byte(s))
	}
	if dir := os.Getenv("IMMEX_CORPUS"); dir != "" {
		files, _ := filepath.Glob(filepath.Join(dir, "vucem", "*.xml"))
		for _, file := range files {
			if b, err := os.ReadFile(file); err == nil {
				f.Add(b)
			}
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		msgs, findings := vucem.ReadAll(b)
		if len(msgs) == 0 && len(findings) == 0 {
			t.Fatal("nothing read and nothing said")
		}
		sets, _ := vucem.Assemble(msgs)
		for _, s := range sets {
			status := pedimento.Gate(s.Pedimento)
			if _, err := json.Marshal(pedimento.ViewOf(s.Pedimento, status, document.English)); err != nil {
				t.Fatal(err)
			}
		}
	})
}
