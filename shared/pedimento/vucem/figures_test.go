package vucem_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/vucem"
)

// delivered are the four messages of one sound pedimento.
func delivered() []string {
	return []string{envelope(completo(good())), envelope(partida(1, "5000.00")), envelope(partida(2, "5000.00")), envelope(peticion("070", "6000123"))}
}

// judged is what becomes of a delivery: its status, its codes and its view.
func judged(tb testing.TB, files []string) (document.Status, document.Findings, string) {
	tb.Helper()
	var msgs []*vucem.Message
	var file document.Findings
	for _, f := range files {
		m, findings := vucem.ReadAll([]byte(f))
		msgs, file = append(msgs, m...), append(file, findings...)
	}
	sets, loose := vucem.Assemble(msgs)
	if file.Blocking() || len(sets) != 1 || len(loose) > 0 {
		return document.Quarantined, file, ""
	}
	p := sets[0].Pedimento
	status := pedimento.Gate(p)
	b, err := json.Marshal(pedimento.ViewOf(p, status, document.Spanish))
	if err != nil {
		tb.Fatal(err)
	}
	return status, p.Findings, string(b)
}

// TestFigures: one figure changed that another controls refuses the set.
func TestFigures(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		file     int
		old, new string
		code     string
		blocks   bool
	}{
		"sound":                       {0, "", "", "", false},
		"exchange rate":               {0, "<b:tipoCambio>17.06330", "<b:tipoCambio>18.06330", "partida_dolares", true},
		"exchange rate zero":          {0, "<b:tipoCambio>17.06330", "<b:tipoCambio>0.00000", "encabezado_cero", true},
		"weight zero":                 {0, "<b:pesoBruto>120.500", "<b:pesoBruto>0.000", "encabezado_cero", true},
		"dollars of the header":       {0, "120.500</b:pesoBruto><b:valorDolares>586.05", "120.500</b:pesoBruto><b:valorDolares>686.05", "vucem_dolares", true},
		"dollars of the invoice":      {0, "</b:moneda><b:valorDolares>586.05", "</b:moneda><b:valorDolares>566.05", "facturas_sum", false},
		"efectivo":                    {0, "<b:efectivo>290.00", "<b:efectivo>291.00", "vucem_totales", true},
		"entry after payment":         {0, "2026-12-30-06:00", "2027-01-30-06:00", "pedimento_fechas_orden", true},
		"a number of another year":    {0, "<b:fecha>2027-01-02-06:00", "<b:fecha>2029-01-02-06:00", "pedimento_anio", true},
		"dollars of a partida":        {1, "<c:valorDolares>293.02", "<c:valorDolares>393.02", "partida_dolares", true},
		"no dollars of a partida":     {1, "<c:valorDolares>293.02", "<c:valorDolares>", "", false},
		"commercial quantity zero":    {1, "cantidadUnidadMedidaComercial>1000.000", "cantidadUnidadMedidaComercial>0.000", "partida_cero", true},
		"one unit":                    {1, "<c:unidadMedidaComercial><c:clave>06", "<c:unidadMedidaComercial><c:clave>01", "partida_unidades", true},
		"price":                       {1, "<c:precioUnitario>5.00000", "<c:precioUnitario>5.50000", "partida_precio", false},
		"customs value":               {1, "<c:valorAduana>5050.00", "<c:valorAduana>5051.00", "vucem_totales", true},
		"country":                     {1, "<c:paisOrigenDestino><c:clave>USA", "<c:paisOrigenDestino><c:clave>EUA", "clave_desconocida", false},
		"unit of trade nobody knows":  {1, "<c:unidadMedidaComercial><c:clave>06", "<c:unidadMedidaComercial><c:clave>86", "clave_desconocida", false},
		"form of payment of none":     {1, "<c:formaPago><c:clave>21", "<c:formaPago><c:clave>71", "clave_desconocida", false},
		"request of another":          {3, "6000123", "6000124", "vucem_peticion", true},
		"request at another aduana":   {3, "<com:aduana>070", "<com:aduana>240", "vucem_peticion", true},
		"request of another patente":  {3, "<com:patente>3210", "<com:patente>3211", "", false}, // nothing else names it
		"a contribution below zero":   {1, "<c:importe>808.00", "<c:importe>-808.00", "contribucion_negativa", true},
		"a contribution of none":      {1, "<c:claveGravamen><c:clave>6", "<c:claveGravamen><c:clave>77", "clave_desconocida", false},
		"a form of payment repeated":  {1, "<c:claveGravamen><c:clave>6", "<c:claveGravamen><c:clave>3", "", false},
		"the same tax and form twice": {1, "<c:claveGravamen><c:clave>6</c:clave></c:claveGravamen><c:tasas><c:clave><c:clave>1</c:clave></c:clave><c:tasaAplicable>0.0000000000</c:tasaAplicable></c:tasas>\n<c:importes><c:formaPago><c:clave>5", "<c:claveGravamen><c:clave>3</c:clave></c:claveGravamen><c:importes><c:formaPago><c:clave>21", "contribucion_repetida", true},
	} {
		files := delivered()
		if tt.old != "" && !strings.Contains(files[tt.file], tt.old) {
			t.Fatalf("%s: the fixture has no %q", name, tt.old)
		}
		files[tt.file] = strings.Replace(files[tt.file], tt.old, tt.new, 1)
		status, findings, _ := judged(t, files)
		if tt.code != "" && !findings.Has(tt.code) || (status == document.Quarantined) != tt.blocks {
			t.Errorf("%s: %s %v; want %q", name, status, findings, tt.code)
		}
	}
}

// TestRemesas: a shipment that comes twice is said.
func TestRemesas(t *testing.T) {
	t.Parallel()
	row := func(comprobante, agente string) string {
		return "<r:remesas><r:comprobanteVE>" + comprobante + "</r:comprobanteVE><r:remesaAgente>" + agente + "</r:remesaAgente><r:remesaSA>0</r:remesaSA></r:remesas>"
	}
	for name, tt := range map[string]struct {
		rows string
		want bool
	}{
		"one":                {row("COVE26AAAAAA1", "1"), false},
		"two":                {row("COVE26AAAAAA1", "1") + row("COVE26AAAAAA2", "2"), false},
		"one twice":          {row("COVE26AAAAAA1", "1") + row("COVE26AAAAAA1", "1"), true},
		"two of one number":  {row("COVE26AAAAAA1", "1") + row("COVE26AAAAAA2", "1"), true},
		"without numbers":    {strings.ReplaceAll(row("A", "")+row("B", ""), "<r:remesaSA>0</r:remesaSA>", ""), false},
		"without, the same":  {strings.ReplaceAll(row("A", "")+row("A", ""), "<r:remesaSA>0</r:remesaSA>", ""), true},
		"a hundred, in turn": {strings.Repeat(row("A", "1"), 2) + row("B", "2"), true},
	} {
		m, findings := vucem.Read([]byte(envelope(`<r:consultarRemesasRespuesta xmlns:r="` + ns + `pedimentos/ws/oxml/consultarremesas"><r:numeroOperacion>7</r:numeroOperacion>` + tt.rows + `</r:consultarRemesasRespuesta>`)))
		if m == nil || findings.Has("vucem_remesa_doble") != tt.want || findings.Blocking() {
			t.Errorf("%s: %v", name, findings)
		}
	}
}

var figure = regexp.MustCompile(`>(\d+\.\d+)<`)

// TestNoFigureIsUnseen: any decimal of any answer changed refuses the set or
// shows in its view; none is ignored.
func TestNoFigureIsUnseen(t *testing.T) {
	t.Parallel()
	_, _, before := judged(t, delivered())
	rapid.Check(t, func(rt *rapid.T) {
		files := delivered()
		i := rapid.IntRange(0, 2).Draw(rt, "file")
		at := figure.FindAllStringSubmatchIndex(files[i], -1)
		k := rapid.SampledFrom(at).Draw(rt, "figure")
		b := []byte(files[i])
		j := rapid.IntRange(k[2], k[3]-1).Draw(rt, "digit")
		if b[j] == '.' {
			return
		}
		b[j] = '0' + (b[j]-'0'+byte(rapid.IntRange(1, 9).Draw(rt, "by")))%10
		old := files[i][k[2]:k[3]]
		files[i] = string(b)
		status, findings, after := judged(t, files)
		if status == document.Accepted && after == before {
			rt.Fatalf("file %d: %s read as if it were %s: %v", i, string(b[k[2]:k[3]]), old, findings)
		}
	})
}

// TestOrderOfFiles: however the files of one pedimento come, it is the same.
func TestOrderOfFiles(t *testing.T) {
	t.Parallel()
	_, _, want := judged(t, delivered())
	rapid.Check(t, func(rt *rapid.T) {
		status, findings, got := judged(t, rapid.Permutation(delivered()).Draw(rt, "files"))
		if status != document.Accepted || got != want {
			rt.Fatalf("%s %v", status, findings)
		}
	})
}

var child = regexp.MustCompile(`(?s)<b:(encabezado|rectificacion|importadorExportador|tasas|proveedoresCompradores|facturas|guias|identificadores|descargos|observaciones|partidas|contenedores)(?:/>|>.*?</b:(?:encabezado|importadorExportador|tasas|proveedoresCompradores|facturas|guias|identificadores></b:identificadores|descargos|observaciones|partidas|contenedores)>)`)

// TestOrderOfElements: the service changes the order of the blocks of a header
// (contenedores after partidas in a real answer); what is read is the same.
func TestOrderOfElements(t *testing.T) {
	t.Parallel()
	files := delivered()
	open, end := "<b:pedimento><b:pedimento>6000123</b:pedimento>", "</b:pedimento></b:consultarPedimentoCompletoRespuesta>"
	from, to := strings.Index(files[0], open)+len(open), strings.Index(files[0], end)
	blocks := child.FindAllString(files[0][from:to], -1)
	if rest := strings.TrimSpace(child.ReplaceAllString(files[0][from:to], "")); rest != "" || len(blocks) < 12 {
		t.Fatalf("%d blocks, %q is none", len(blocks), rest)
	}
	_, _, want := judged(t, files)
	rapid.Check(t, func(rt *rapid.T) {
		order := rapid.Permutation(indexes(len(blocks))).Draw(rt, "order")
		mixed := make([]string, len(blocks))
		next := map[string][]int{} // lists keep their own order
		for k := range blocks {
			next[nameOf(blocks[k])] = append(next[nameOf(blocks[k])], k)
		}
		for i, k := range order {
			n := nameOf(blocks[k])
			mixed[i], next[n] = blocks[next[n][0]], next[n][1:]
		}
		changed := append([]string{}, files...)
		changed[0] = files[0][:from] + strings.Join(mixed, "\n") + files[0][to:]
		if status, findings, got := judged(t, changed); status != document.Accepted || got != want {
			rt.Fatalf("%s %v", status, findings)
		}
	})
}

func indexes(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func nameOf(block string) string {
	var name string
	if _, err := fmt.Sscanf(strings.NewReplacer(">", " ", "/", " ").Replace(block), "<b:%s", &name); err != nil {
		panic(err) // the blocks are our own
	}
	return name
}
