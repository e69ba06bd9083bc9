package ledger

import (
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// writer appends the canonical JSON of a fact: what encoding/json gives for
// the same value, at a fifth of its cost, since every pedimento of a delivery
// is hashed in this form. A test holds the two against each other.
type writer struct {
	b     []byte
	first bool
	err   error // of what encoding/json wrote
}

func (w *writer) open(c byte) { w.b, w.first = append(w.b, c), true }
func (w *writer) end(c byte)  { w.b, w.first = append(w.b, c), false }

// item separates the elements of an array or object.
func (w *writer) item() {
	if !w.first {
		w.b = append(w.b, ',')
	}
	w.first = false
}

func (w *writer) key(k string) {
	w.item()
	w.b = append(append(append(w.b, '"'), k...), '"', ':')
}

// text writes a string.
func (w *writer) text(s string) {
	for i := range len(s) {
		if c := s[i]; c < 0x20 || c >= 0x7f || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			w.b = document.AppendQuoted(w.b, s)
			return
		}
	}
	w.b = append(append(append(w.b, '"'), s...), '"')
}

func (w *writer) str(k, s string) {
	w.key(k)
	w.text(s)
}

func (w *writer) strOmit(k, s string) {
	if s != "" {
		w.str(k, s)
	}
}

func (w *writer) int(k string, n int) {
	w.key(k)
	w.b = strconv.AppendInt(w.b, int64(n), 10)
}

func (w *writer) flagOmit(k string, v bool) {
	if v {
		w.key(k)
		w.b = append(w.b, "true"...)
	}
}

func (w *writer) null() { w.b = append(w.b, "null"...) }

func (w *writer) date(k string, d document.Date) {
	w.key(k)
	if d == 0 {
		w.null()
		return
	}
	digits := [8]byte{}
	for n, i := int(d), 7; i >= 0; i-- {
		digits[i] = '0' + byte(n%10) //nolint:gosec // one digit
		n /= 10
	}
	w.b = append(w.b, '"')
	w.b = append(append(w.b, digits[:4]...), '-')
	w.b = append(append(w.b, digits[4:6]...), '-')
	w.b = append(append(w.b, digits[6:]...), '"')
}

func (w *writer) amount(k string, a money.Amount) {
	w.key(k)
	if !a.Known() {
		w.null()
		return
	}
	w.b = append(append(append(w.b, '"'), a.String()...), '"')
}

func (w *writer) micros(k string, m quantity.Micros) {
	w.key(k)
	w.b = append(append(append(w.b, '"'), m.String()...), '"')
}

func (w *writer) strings(k string, ss []string) {
	if len(ss) == 0 {
		return
	}
	w.key(k)
	w.open('[')
	for _, s := range ss {
		w.item()
		w.text(s)
	}
	w.end(']')
}

// fact writes the fields in the order of the struct.
func (w *writer) fact(f *Fact) {
	w.open('{')
	w.str("key", f.Key)
	w.str("doc", string(f.Doc))
	w.str("source", string(f.Source))
	w.date("as_of", f.AsOf)
	w.str("clave", f.Clave)
	w.str("operacion", f.Operacion)
	w.strOmit("tipo", f.Tipo)
	w.date("pago", f.Pago)
	w.date("entrada", f.Entrada)
	w.date("remesa", f.Remesa)
	w.date("seleccion", f.Seleccion)
	w.flagOmit("consolidado", f.Consolidado)
	if r := f.Rectifica; r != nil {
		w.key("rectifica")
		w.open('{')
		w.str("key", r.Key)
		w.str("clave", r.Clave)
		w.date("fecha", r.Fecha)
		w.end('}')
	}
	w.flagOmit("es_rectificacion", f.EsRectif)
	w.flagOmit("desistido", f.Desistido)
	w.strings("casos", f.Casos)
	w.strings("proveedores", f.Proveedores)
	w.amount("tipo_cambio", f.TipoCambio)
	w.deferred(f.Diferidos)
	w.named(f.Nombrados)
	w.key("lineas")
	if f.Lineas == nil {
		w.null()
		w.end('}')
		return
	}
	w.open('[')
	for i := range f.Lineas {
		w.item()
		w.line(&f.Lineas[i])
	}
	w.end(']')
	w.end('}')
}

func (w *writer) deferred(ds []Diferido) {
	listOmit(w, "diferidos", ds, func(d *Diferido) {
		w.int("partida", d.Partida)
		w.strOmit("destino", d.Destino)
		w.amount("valor_no_originaria", d.NoOriginaria)
		w.amount("igi", d.IGI)
		w.amount("arancel_destino", d.Arancel)
		w.strOmit("moneda", d.Moneda)
		w.amount("exento", d.Exento)
		w.tributos(d.Tributos)
	})
}

func (w *writer) named(ns []Named) {
	listOmit(w, "nombrados", ns, func(n *Named) {
		w.str("key", n.Key)
		w.str("clave", n.Clave)
		w.date("fecha", n.Fecha)
		w.str("fraccion", n.Fraccion)
		w.str("unidad", n.Unidad)
		w.micros("cantidad", n.Cantidad)
	})
}

func (w *writer) line(l *Line) {
	w.open('{')
	w.int("sec", l.Sec)
	w.str("fraccion", l.Fraccion)
	w.strOmit("nico", l.NICO)
	w.str("descripcion", l.Descripcion)
	w.str("umc", l.UMC)
	w.micros("cantidad_umc", l.CantidadUMC)
	w.str("umt", l.UMT)
	w.micros("cantidad_umt", l.CantidadUMT)
	w.amount("valor_aduana", l.Aduana)
	w.amount("valor_comercial", l.Comercial)
	w.amount("valor_dolares", l.Dolares)
	w.str("origen", l.Origen)
	w.tributos(l.Tributos)
	w.strings("casos", l.Casos)
	w.strOmit("serie", l.Serie)
	w.strOmit("parte", l.Parte)
	w.end('}')
}

func (w *writer) tributos(all []Tributo) {
	if len(all) == 0 {
		return
	}
	w.key("tributos")
	w.open('[')
	for _, t := range all {
		w.item()
		w.open('{')
		w.str("clave", t.Clave)
		w.str("forma", t.Forma)
		w.amount("importe", t.Importe)
		w.end('}')
	}
	w.end(']')
}
