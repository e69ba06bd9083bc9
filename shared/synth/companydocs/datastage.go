package companydocs

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/specimen"
)

// asc is one table of a delivery.
type asc struct {
	name string
	head []string
	rows [][]string
}

func readASC(name string, b []byte) *asc {
	lines := strings.Split(strings.TrimSuffix(string(b), "\r\n"), "\r\n")
	t := &asc{name: name, head: strings.Split(lines[0], "|")}
	for _, l := range lines[1:] {
		if r := strings.Split(l, "|"); len(r) >= len(t.head) {
			t.rows = append(t.rows, r)
		}
	}
	return t
}

func (t *asc) bytes() []byte {
	var out bytes.Buffer
	out.WriteString(strings.Join(t.head, "|") + "\r\n")
	for _, r := range t.rows {
		out.WriteString(strings.Join(r, "|") + "\r\n")
	}
	return out.Bytes()
}

// at is a cell by the name of its column.
func (t *asc) at(row []string, column string) string {
	if i := slices.Index(t.head, column); i >= 0 {
		return latin1(strings.TrimSpace(strings.ReplaceAll(row[i], "\x00", "")))
	}
	return ""
}

// latin1 reads bytes that are no UTF-8 as the authority writes them.
func latin1(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var out []rune
	for i := range len(s) {
		out = append(out, rune(s[i]))
	}
	return string(out)
}

// delivery is a Data Stage zip by the code of its tables.
type delivery map[string]*asc

func readDelivery(b []byte) (delivery, error) {
	files, err := entries(b)
	if err != nil {
		return nil, err
	}
	d := delivery{}
	for name, content := range files {
		_, code, _ := strings.Cut(strings.TrimSuffix(name, ".asc"), "_")
		d[code] = readASC(name, content)
	}
	return d, nil
}

func (d delivery) bytes() ([]byte, error) {
	files := map[string][]byte{}
	for _, t := range d {
		files[t.name] = t.bytes()
	}
	return zipped(files)
}

// of are the rows of one pedimento.
func (t *asc) of(number string) [][]string {
	var out [][]string
	for _, r := range t.rows {
		if len(r) > 3 && r[0] == number[4:8] && r[1] == number[8:] && strings.HasPrefix(r[2], number[2:4]) {
			out = append(out, r)
		}
	}
	return out
}

// StageTruth reads a Data Stage zip for what it says of any of its pedimentos:
// paths of the JSON contract, nil for a pedimento it does not have.
func StageTruth(b []byte) (func(number string) map[string]string, error) {
	d, err := readDelivery(b)
	if err != nil {
		return nil, err
	}
	for _, code := range []string{"501", "510", "551", "557"} {
		if d[code] == nil {
			return nil, fmt.Errorf("delivery without table %s", code)
		}
	}
	return d.truth, nil
}

// truth is what a delivery says of one pedimento.
func (d delivery) truth(number string) map[string]string {
	t := d["501"]
	own := t.of(number)
	if len(own) != 1 {
		return nil
	}
	h := own[0]
	out := map[string]string{
		"number": number, "patente": number[4:8], "aduana": h[2], "clave": t.at(h, "ClaveDocumento"),
		"operacion":      map[string]string{"1": "IMP", "2": "EXP"}[t.at(h, "TipoOperacion")],
		"rfc":            t.at(h, "Rfc"),
		"nombre":         t.at(h, "NombreContribuyente"),
		"aduana_es":      t.at(h, "SeccionAduaneraEntrada"),
		"destino":        t.at(h, "DestinoMercancia"),
		"tipo_cambio":    decimalOf(t.at(h, "TipoCambio")),
		"fecha_pago":     first(t.at(h, "FechaPagoReal")),
		"peso_bruto":     decimalOf(t.at(h, "PesoBrutoMercancia")),
		"efecto":         "pagado",
		"total_partidas": strconv.Itoa(len(d["551"].of(number))),
	}
	taxes(out, "contribuciones", d["510"], d["510"].of(number))
	d.partidas(number, out)
	return out
}

func taxes(out map[string]string, list string, t *asc, rows [][]string) {
	for i, r := range rows {
		p := fmt.Sprintf("%s.%d.", list, i)
		out[p+"clave"], out[p+"forma_pago"] = abbreviation(t.at(r, "ClaveContribucion")), t.at(r, "FormaPago")
		out[p+"importe"] = decimalOf(t.at(r, "ImportePago"))
	}
	out[fmt.Sprintf("%s.%d", list, len(rows))] = ""
}

func (d delivery) partidas(number string, out map[string]string) {
	t := d["551"]
	rows := t.of(number)
	slices.SortStableFunc(rows, func(a, b []string) int {
		x, y := t.at(a, "SecuenciaFraccion"), t.at(b, "SecuenciaFraccion")
		return cmpNumber(x, y)
	})
	for i, r := range rows {
		p := fmt.Sprintf("partidas.%d.", i)
		for path, column := range map[string]string{
			"secuencia": "SecuenciaFraccion", "fraccion": "Fraccion", "descripcion": "DescripcionMercancia", "umc": "UnidadMedidaComercial",
			"umt": "UnidadMedidaTarifa", "pais_origen": "PaisOrigenDestino", "pais_vendedor": "PaisCompradorVendedor", "nico": "SubdivisionFraccion",
		} {
			out[p+path] = t.at(r, column)
		}
		if n := out[p+"nico"]; len(n) == 1 { // delivered without its zero at times
			out[p+"nico"] = "0" + n
		}
		for path, column := range amountColumns() {
			out[p+path] = decimalOf(t.at(r, column))
		}
		var own [][]string
		for _, x := range d["557"].of(number) {
			if d["557"].at(x, "SecuenciaFraccion") == t.at(r, "SecuenciaFraccion") {
				own = append(own, x)
			}
		}
		taxes(out, p+"contribuciones", d["557"], own)
	}
	out[fmt.Sprintf("partidas.%d", len(rows))] = ""
}

func cmpNumber(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

func amountColumns() map[string]string {
	return map[string]string{
		"cantidad_umc": "CantidadUMComercial", "cantidad_umt": "CantidadUMTarifa", "precio_unitario": "PrecioUnitario",
		"valor_aduana": "ValorAduana", "valor_comercial": "ValorComercial", "valor_dolares": "ValorDolares",
	}
}

// decimalOf has one digit before the point where only zeros stand there.
func decimalOf(s string) string {
	for len(s) > 1 && s[0] == '0' && s[1] != '.' {
		s = s[1:]
	}
	if strings.HasPrefix(s, ".") {
		return "0" + s
	}
	return s
}

// DataStage emits deliveries: one sound, then one of each defect, each with
// the truth of one of its pedimentos.
func DataStage(seed uint64, n int, emit func(specimen.Specimen) error) error {
	return each(seed, n, emit, func(s *story, tag string) ([]specimen.Specimen, error) {
		var out []specimen.Specimen
		for _, name := range s.names {
			if !strings.HasSuffix(name, "_solicitudes.zip") {
				continue
			}
			for _, m := range stageDefects() {
				x, err := s.delivered(name, tag, m)
				if err != nil {
					return nil, err
				}
				if x != nil {
					out = append(out, *x)
				}
			}
		}
		return out, nil
	})
}

// defect changes a delivery and says what must become of it.
type stageDefect struct {
	name string
	want specimen.Want
	do   func(r *prng, d delivery, number string) bool
}

func stageDefects() []stageDefect {
	cut := func(code string) func(*prng, delivery, string) bool {
		return func(r *prng, d delivery, _ string) bool {
			t := d[code]
			if len(t.rows) < 2 {
				return false
			}
			k := r.n(len(t.rows))
			t.rows = slices.Delete(slices.Clone(t.rows), k, k+1)
			return true
		}
	}
	repeat := func(code string) func(*prng, delivery, string) bool {
		return func(r *prng, d delivery, _ string) bool {
			t := d[code]
			if len(t.rows) == 0 {
				return false
			}
			t.rows = append(slices.Clone(t.rows), t.rows[r.n(len(t.rows))])
			return true
		}
	}
	return []stageDefect{
		{"", specimen.Accept, func(*prng, delivery, string) bool { return true }},
		{"digit", specimen.Either, stageDigit},
		{"digit", specimen.Either, stageDigit},
		{"digit", specimen.Either, stageDigit},
		{"partida_cut", specimen.Refuse, cut("551")},
		{"contribution_cut", specimen.Refuse, cut("557")},
		{"partida_twice", specimen.Refuse, repeat("551")},
		{"contribution_twice", specimen.Refuse, repeat("557")},
		{"pedimento_twice", specimen.Refuse, repeat("501")},
		{"total_changed", specimen.Refuse, totalChanged},
	}
}

// stageDigit changes a digit of a figure of a partida: nothing covers it.
func stageDigit(r *prng, d delivery, number string) bool {
	t := d["551"]
	rows := t.of(number)
	if len(rows) == 0 {
		return false
	}
	row := rows[r.n(len(rows))]
	columns := slices.Sorted(maps.Values(amountColumns()))
	k := slices.Index(t.head, columns[r.n(len(columns))])
	before := row[k]
	row[k] = r.changed(before)
	return row[k] != before
}

func totalChanged(r *prng, d delivery, _ string) bool {
	t := d["Resumen"]
	k := slices.Index(t.head, []string{"Total_Fracciones", "Total_Contribuciones"}[r.n(2)])
	if k < 0 || len(t.rows) != 1 {
		return false
	}
	before := t.rows[0][k]
	t.rows[0][k] = r.changed(before)
	return t.rows[0][k] != before
}

func (s *story) delivered(name, tag string, m stageDefect) (*specimen.Specimen, error) {
	d, err := readDelivery(s.files[name])
	if err != nil {
		return nil, err
	}
	var numbers []string
	for i := range s.truth.List {
		if p := &s.truth.List[i]; p.Delivery == name {
			numbers = append(numbers, p.Number)
		}
	}
	if len(numbers) == 0 {
		return nil, nil //nolint:nilnil // a delivery without pedimentos makes no specimen
	}
	number := numbers[s.r.n(len(numbers))]
	if !m.do(s.r, d, number) {
		return nil, nil //nolint:nilnil // the defect does not fit this delivery
	}
	b, err := d.bytes()
	if err != nil {
		return nil, err
	}
	return &specimen.Specimen{
		Format: "datastage", Name: fmt.Sprintf("%s_%s_%s_%d.zip", strings.TrimSuffix(name, ".zip"), tag, m.name, s.r.n(1<<30)), Kind: document.KindPedimento,
		Bytes: b, Mutation: m.name, Want: m.want, Truth: d.truth(number),
	}, nil
}
