package companydocs

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/specimen"
)

// VUCEM emits zips of answers of the pedimento services: the whole pedimento
// and each partida. Their truth is that of the Data Stage of the same story.
func VUCEM(seed uint64, n int, emit func(specimen.Specimen) error) error {
	return each(seed, n, emit, func(s *story, tag string) ([]specimen.Specimen, error) {
		var out []specimen.Specimen
		for _, name := range s.names {
			number := strings.TrimSuffix(strings.TrimPrefix(name, "vucem_"), ".zip")
			if len(number) != 15 || !strings.HasPrefix(name, "vucem_") {
				continue
			}
			truth, err := s.told(number)
			if err != nil {
				return nil, err
			}
			for _, m := range answerDefects() {
				x, err := s.answered(name, tag, truth, m)
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

// told is the truth of a pedimento from the deliveries.
func (s *story) told(number string) (map[string]string, error) {
	for _, name := range s.names {
		if !strings.HasSuffix(name, "_solicitudes.zip") {
			continue
		}
		d, err := readDelivery(s.files[name])
		if err != nil {
			return nil, err
		}
		if t := d.truth(number); t != nil {
			for p := range t { // fields the service writes otherwise, or not at all
				if p == "nombre" || p == "total_partidas" || strings.HasPrefix(p, "contribuciones") {
					delete(t, p)
				}
			}
			return t, nil
		}
	}
	return nil, fmt.Errorf("no delivery tells pedimento %s", number)
}

// answerDefect changes one element of one answer; path is the truth it
// changes, "" when the element is a total of the whole.
type answerDefect struct {
	name, element, path string
	want                specimen.Want
}

func answerDefects() []answerDefect {
	return []answerDefect{
		{want: specimen.Accept},
		{"value_digit", "valorAduana", "valor_aduana", specimen.Refuse},
		{"quantity_digit", "cantidadUnidadMedidaTarifa", "cantidad_umt", specimen.Either},
		{"price_digit", "precioUnitario", "precio_unitario", specimen.Either},
		{"fraccion_digit", "fraccionArancelaria", "fraccion", specimen.Either},
		{"header_digit", "valorAduanalTotal", "", specimen.Refuse},
		{"total_digit", "total", "", specimen.Refuse},
		{"partida_missing", "", "", specimen.Refuse},
	}
}

func (s *story) answered(name, tag string, truth map[string]string, m answerDefect) (*specimen.Specimen, error) {
	files, err := entries(s.files[name])
	if err != nil {
		return nil, err
	}
	truth = maps.Clone(truth)
	partidas := slices.DeleteFunc(slices.Sorted(maps.Keys(files)), func(f string) bool { return !strings.HasPrefix(f, "partida-") })
	k := 0
	if len(partidas) > 0 {
		k = s.r.n(len(partidas))
	}
	fits := true
	switch {
	case m.name == "":
	case m.element == "":
		fits = len(partidas) > 1
		delete(files, partidas[k])
	case m.path == "":
		files["completo.xml"], _, fits = s.r.element(files["completo.xml"], m.element)
	default:
		at := fmt.Sprintf("partida-%d.xml", k+1)
		var now string
		files[at], now, fits = s.r.element(files[at], m.element)
		if m.path != "fraccion" {
			now = decimalOf(now)
		}
		truth[fmt.Sprintf("partidas.%d.%s", k, m.path)] = now
	}
	if !fits {
		return nil, nil //nolint:nilnil // the defect does not fit this answer
	}
	b, err := zipped(files)
	if err != nil {
		return nil, err
	}
	return &specimen.Specimen{
		Format: "vucem", Name: fmt.Sprintf("%s_%s_%s.zip", strings.TrimSuffix(name, ".zip"), tag, m.name), Kind: document.KindPedimento,
		Bytes: b, Mutation: m.name, Want: m.want, Truth: truth,
	}, nil
}

// element changes a digit of the first element of a name that has one.
func (r *prng) element(b []byte, name string) (out []byte, now string, ok bool) {
	re := regexp.MustCompile(`<(?:\w+:)?` + name + `>([^<]*\d[^<]*)<`)
	m := re.FindSubmatchIndex(b)
	if m == nil {
		return b, "", false
	}
	before := string(b[m[2]:m[3]])
	now = r.changed(before)
	return slices.Concat(b[:m[2]], []byte(now), b[m[3]:]), now, !bytes.Equal([]byte(now), b[m[2]:m[3]])
}
