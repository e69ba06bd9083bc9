package ledger

import (
	"bytes"
	"encoding/json"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// reader reads the canonical JSON of a fact as fact writes it, field after field.
// It takes that form alone, and gives of it what encoding/json gives at a tenth of
// its cost; of any other bytes it gives nothing, and encoding/json has to look.
type reader struct {
	b     []byte
	bad   bool
	odd   map[string]string // texts with escapes or letters beyond ASCII, by how they are written
	day   document.Date     // the last one
	dayAs string
}

// readFact is the fact of bytes in canonical form; ok is false of all others.
func readFact(b []byte) (f *Fact, ok bool) {
	r, f := reader{b: b}, &Fact{}
	r.fact(f)
	return f, !r.bad && len(r.b) == 0
}

func (r *reader) fail() { r.bad, r.b = true, nil }

// has takes bytes that may come next.
func (r *reader) has(s string) bool {
	if len(r.b) < len(s) || string(r.b[:len(s)]) != s {
		return false
	}
	r.b = r.b[len(s):]
	return true
}

// must takes bytes that come next.
func (r *reader) must(s string) {
	if !r.has(s) {
		r.fail()
	}
}

// quoted takes a text as it is written, without its quotes; plain is false where
// it is to be read another way.
func (r *reader) quoted() (raw []byte, plain bool) {
	plain = true
	for i := 1; i < len(r.b) && r.b[0] == '"'; i++ {
		switch c := r.b[i]; {
		case c == '"':
			raw, r.b = r.b[1:i], r.b[i+1:]
			return raw, plain
		case c == '\\':
			i++
			plain = false
		case c < ' ' || c >= 0x7f:
			plain = false
		}
	}
	r.fail()
	return nil, true
}

// text reads a text into one that held what came before, which it mostly is again.
func (r *reader) text(s *string) {
	raw, plain := r.quoted()
	if !plain {
		r.oddText(raw, s)
		return
	}
	if string(raw) != *s {
		*s = string(raw)
	}
}

// oddText reads a text as encoding/json does, once each.
func (r *reader) oddText(raw []byte, s *string) {
	known, ok := r.odd[string(raw)]
	if !ok {
		if err := json.Unmarshal([]byte(`"`+string(raw)+`"`), &known); err != nil {
			r.fail()
			return
		}
		if r.odd == nil {
			r.odd = map[string]string{}
		}
		r.odd[string(raw)] = known
	}
	*s = known
}

func (r *reader) str(key string, s *string) {
	r.must(key)
	r.text(s)
}

// strOmit reads a text that stands only where there is one.
func (r *reader) strOmit(key string, s *string) {
	if !r.has(key) {
		*s = ""
		return
	}
	r.text(s)
}

func (r *reader) date(key string, d *document.Date) {
	r.must(key)
	if *d = 0; r.has("null") {
		return
	}
	raw, _ := r.quoted()
	if r.dayAs == "" || string(raw) != r.dayAs {
		r.dayAs = string(raw)
		if err := r.day.UnmarshalJSON([]byte(`"` + r.dayAs + `"`)); err != nil {
			r.fail()
		}
	}
	*d = r.day
}

func (r *reader) amount(key string, a *money.Amount) {
	r.must(key)
	if *a = (money.Amount{}); r.has("null") {
		return
	}
	raw, plain := r.quoted()
	if parsed, err := money.Parse(string(raw)); err == nil && plain {
		*a = parsed
		return
	}
	r.fail()
}

// fewDigits are digits of whole units that surely fit in millionths.
const fewDigits = 12

func (r *reader) micros(key string, m *quantity.Micros) {
	r.must(key)
	raw, plain := r.quoted()
	n := quantity.Micros(0)
	for _, c := range raw {
		if plain = plain && c >= '0' && c <= '9'; !plain {
			break
		}
		n = 10*n + quantity.Micros(c-'0')
	}
	if plain && len(raw) > 0 && len(raw) <= fewDigits {
		*m = n * one
		return
	}
	if err := m.UnmarshalJSON([]byte(`"` + string(raw) + `"`)); err != nil {
		r.fail()
	}
}

// int reads a number that has no sign.
func (r *reader) int(key string, to *int) {
	r.must(key)
	n, i := 0, 0
	for i < len(r.b) && i < fewDigits && r.b[i] >= '0' && r.b[i] <= '9' {
		n = 10*n + int(r.b[i]-'0')
		i++
	}
	if i == 0 || i == fewDigits || i > 1 && r.b[0] == '0' {
		r.fail()
		return
	}
	*to, r.b = n, r.b[i:]
}

// listed reads a list that stands only where something is in it.
func listed[T any](r *reader, key string, read func(*reader, *T)) (out []T) {
	if !r.has(key) {
		return nil
	}
	r.must("[")
	for {
		out = append(out, *new(T))
		if read(r, &out[len(out)-1]); !r.has(",") {
			break
		}
	}
	r.must("]")
	return out
}

// fact reads the fields in the order of the struct.
func (r *reader) fact(f *Fact) {
	r.str(`{"key":`, &f.Key)
	r.str(`,"doc":`, (*string)(&f.Doc))
	r.str(`,"source":`, (*string)(&f.Source))
	r.date(`,"as_of":`, &f.AsOf)
	r.str(`,"clave":`, &f.Clave)
	r.str(`,"operacion":`, &f.Operacion)
	r.strOmit(`,"tipo":`, &f.Tipo)
	r.date(`,"pago":`, &f.Pago)
	r.date(`,"entrada":`, &f.Entrada)
	r.date(`,"remesa":`, &f.Remesa)
	r.date(`,"seleccion":`, &f.Seleccion)
	f.Consolidado = r.has(`,"consolidado":true`)
	if r.has(`,"rectifica":`) {
		f.Rectifica = &Prior{}
		r.str(`{"key":`, &f.Rectifica.Key)
		r.str(`,"clave":`, &f.Rectifica.Clave)
		r.date(`,"fecha":`, &f.Rectifica.Fecha)
		r.must("}")
	}
	f.EsRectif = r.has(`,"es_rectificacion":true`)
	f.Desistido = r.has(`,"desistido":true`)
	f.Casos = listed(r, `,"casos":`, (*reader).text)
	f.Proveedores = listed(r, `,"proveedores":`, (*reader).text)
	r.amount(`,"tipo_cambio":`, &f.TipoCambio)
	f.Diferidos = listed(r, `,"diferidos":`, (*reader).deferred)
	f.Nombrados = listed(r, `,"nombrados":`, (*reader).named)
	if r.must(`,"lineas":`); !r.has("null") {
		f.Lineas = r.lines()
	}
	r.must("}")
}

func (r *reader) deferred(d *Diferido) {
	r.int(`{"partida":`, &d.Partida)
	r.strOmit(`,"destino":`, &d.Destino)
	r.amount(`,"valor_no_originaria":`, &d.NoOriginaria)
	r.amount(`,"igi":`, &d.IGI)
	r.amount(`,"arancel_destino":`, &d.Arancel)
	r.strOmit(`,"moneda":`, &d.Moneda)
	r.amount(`,"exento":`, &d.Exento)
	d.Tributos = listed(r, `,"tributos":`, (*reader).tributo)
	r.must("}")
}

func (r *reader) named(n *Named) {
	r.str(`{"key":`, &n.Key)
	r.str(`,"clave":`, &n.Clave)
	r.date(`,"fecha":`, &n.Fecha)
	r.str(`,"fraccion":`, &n.Fraccion)
	r.str(`,"unidad":`, &n.Unidad)
	r.micros(`,"cantidad":`, &n.Cantidad)
	r.must("}")
}

func (r *reader) lines() []Line {
	const least = 128 // bytes of a partida: a hostile text gets no more room than it has itself
	out := make([]Line, 0, min(bytes.Count(r.b, []byte(`{"sec":`)), len(r.b)/least))
	if r.must("["); r.has("]") {
		return out
	}
	var l Line
	for {
		r.line(&l)
		if out = append(out, l); !r.has(",") {
			break
		}
	}
	r.must("]")
	return out
}

// line reads a partida into the one before it.
func (r *reader) line(l *Line) {
	r.int(`{"sec":`, &l.Sec)
	r.str(`,"fraccion":`, &l.Fraccion)
	r.strOmit(`,"nico":`, &l.NICO)
	r.str(`,"descripcion":`, &l.Descripcion)
	r.str(`,"umc":`, &l.UMC)
	r.micros(`,"cantidad_umc":`, &l.CantidadUMC)
	r.str(`,"umt":`, &l.UMT)
	r.micros(`,"cantidad_umt":`, &l.CantidadUMT)
	r.amount(`,"valor_aduana":`, &l.Aduana)
	r.amount(`,"valor_comercial":`, &l.Comercial)
	r.amount(`,"valor_dolares":`, &l.Dolares)
	r.str(`,"origen":`, &l.Origen)
	l.Tributos = listed(r, `,"tributos":`, (*reader).tributo)
	l.Casos = listed(r, `,"casos":`, (*reader).text)
	r.strOmit(`,"serie":`, &l.Serie)
	r.strOmit(`,"parte":`, &l.Parte)
	r.must("}")
}

func (r *reader) tributo(t *Tributo) {
	r.str(`{"clave":`, &t.Clave)
	r.str(`,"forma":`, &t.Forma)
	r.amount(`,"importe":`, &t.Importe)
	r.must("}")
}
