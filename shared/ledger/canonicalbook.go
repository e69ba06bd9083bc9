package ledger

import (
	"encoding/json"

	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// book writes the fields in the order of the struct: what encoding/json gives
// for the same value, since every book of a package is written in this form and
// written again when the package is verified. What few books have is left to
// encoding/json.
func (w *writer) book(b *Book) {
	w.open('{')
	w.str("rfc", b.RFC)
	w.str("id", b.ID)
	w.any("material", b.Material)
	w.str("engine", b.Engine)
	w.any("policy", b.Policy)
	w.str("catalog", b.Catalog)
	list(w, "lots", b.Lots, w.lot)
	list(w, "exits", b.Exits, w.exit)
	list(w, "descargos", b.Descargos, w.descargo)
	w.anyOmit("cambios", b.Cambios, len(b.Cambios))
	w.any("held", b.Held)
	list(w, "shortages", b.Shortages, w.shortage)
	w.anyOmit("sobrantes", b.Sobrantes, len(b.Sobrantes))
	list(w, "saldos", b.Saldos, w.saldo)
	w.anyOmit("avisos", b.Avisos, len(b.Avisos))
	w.end('}')
}

// any writes a value as encoding/json does; the first error stays.
func (w *writer) any(k string, v any) {
	w.key(k)
	raw, err := json.Marshal(v)
	if err != nil && w.err == nil {
		w.err = err
	}
	w.b = append(w.b, raw...)
}

func (w *writer) anyOmit(k string, v any, n int) {
	if n > 0 {
		w.any(k, v)
	}
}

// list writes an array, null where there is none.
func list[T any](w *writer, k string, items []T, one func(*T)) {
	w.key(k)
	if items == nil {
		w.null()
		return
	}
	w.open('[')
	for i := range items {
		w.item()
		w.open('{')
		one(&items[i])
		w.end('}')
	}
	w.end(']')
}

// listOmit writes an array that stands only where something is in it.
func listOmit[T any](w *writer, k string, items []T, one func(*T)) {
	if len(items) > 0 {
		list(w, k, items, one)
	}
}

func (w *writer) dateOmit(k string, d document.Date) {
	if d != 0 {
		w.date(k, d)
	}
}

func (w *writer) microsOmit(k string, m quantity.Micros) {
	if m != 0 {
		w.micros(k, m)
	}
}

func (w *writer) hashes(k string, all []document.Hash) {
	w.key(k)
	if all == nil {
		w.null()
		return
	}
	w.open('[')
	for _, h := range all {
		w.item()
		w.text(string(h))
	}
	w.end(']')
}

func (w *writer) lot(l *Lot) {
	w.str("id", l.ID)
	w.str("pedimento", l.Pedimento)
	w.strings("numeros", l.Numeros)
	w.int("partida", l.Partida)
	w.str("clave", l.Clave)
	w.str("tipo", l.Tipo)
	w.str("fraccion", l.Fraccion)
	w.strOmit("nico", l.NICO)
	w.str("descripcion", l.Descripcion)
	w.strOmit("parte", l.Parte)
	w.strOmit("serie", l.Serie)
	w.str("origen", l.Origen)
	w.micros("cantidad", l.Cantidad)
	w.str("umt", l.UMT)
	w.micros("cantidad_umt", l.CantidadUMT)
	w.str("umc", l.UMC)
	w.micros("cantidad_umc", l.CantidadUMC)
	w.amount("valor_aduana", l.Aduana)
	w.amount("valor_dolares", l.Dolares)
	w.date("pago", l.Pago)
	w.stay(l)
	w.strOmit("procedencia", l.Procedencia)
	w.microsOmit("entrada", l.Entrada)
	w.microsOmit("desperdicio", l.Desperdicio)
	w.microsOmit("entrada_umt", l.EntradaUMT)
	w.anyOmit("bloqueos", l.Bloqueos, len(l.Bloqueos))
	w.strOmit("pareja", l.Pareja)
	w.flagOmit("named_only", l.NamedOnly)
	w.flagOmit("provisional", l.Provisional)
	w.tributos(l.Tributos)
	w.flagOmit("parte_supuesta", l.ParteSupuesta)
	w.hashes("facts", l.Facts)
}

// stay writes from when and until when a lot stays.
func (w *writer) stay(l *Lot) {
	w.date("available_from", l.AvailableFrom)
	w.str("available_basis", l.AvailableBasis)
	w.dateOmit("completo", l.Completo)
	w.date("stay_start", l.StayStart)
	w.str("stay_basis", l.StayBasis)
	w.date("due", l.Due)
	w.dateOmit("due_extended", l.DueExtended)
	w.dateOmit("due_last", l.DueLast)
	w.str("due_source", l.DueSource)
	if len(l.DueReasons) > 0 {
		w.key("due_reasons")
		w.open('[')
		for _, t := range l.DueReasons {
			w.item()
			w.open('{')
			w.str("es", t.ES)
			w.str("en", t.EN)
			w.end('}')
		}
		w.end(']')
	}
}

func (w *writer) exit(x *Exit) {
	w.str("id", x.ID)
	w.str("rol", string(x.Rol))
	w.str("pedimento", x.Pedimento)
	w.strings("numeros", x.Numeros)
	w.int("partida", x.Partida)
	w.str("clave", x.Clave)
	w.str("tipo", x.Tipo)
	w.str("fraccion", x.Fraccion)
	w.str("descripcion", x.Descripcion)
	w.strOmit("parte", x.Parte)
	w.micros("cantidad", x.Cantidad)
	w.str("umt", x.UMT)
	w.micros("cantidad_umt", x.CantidadUMT)
	w.str("umc", x.UMC)
	w.micros("cantidad_umc", x.CantidadUMC)
	w.amount("valor_comercial", x.Comercial)
	w.amount("valor_dolares", x.Dolares)
	w.str("destino", x.Destino)
	w.date("moved_at", x.MovedAt)
	w.str("moved_basis", x.MovedBasis)
	w.date("paid_at", x.PaidAt)
	w.strOmit("named", x.Named)
	w.dateOmit("named_fecha", x.NamedFecha)
	w.flagOmit("same_state", x.SameState)
	w.flagOmit("regularises", x.Regularises)
	w.strOmit("producto", x.Producto)
	w.microsOmit("cantidad_producto", x.Cantidades)
	w.strOmit("version_bom", x.Version)
	w.strOmit("orden", x.Orden)
	w.strOmit("residuo", x.Residuo)
	w.exitEnd(x)
}

// exitEnd writes what few exits have, and the facts they come from.
func (w *writer) exitEnd(x *Exit) {
	w.flagOmit("sin_documento", x.Undocumented)
	w.flagOmit("de_desperdicio", x.Desperdicio)
	w.flagOmit("otra_unidad", x.OtraUnidad)
	w.strOmit("causa", string(x.Causa))
	w.strOmit("motivo", x.Motivo)
	w.strOmit("pareja", x.Pareja)
	w.strOmit("serie", x.Serie)
	w.anyOmit("identifica", x.Identifica, len(x.Identifica))
	w.flagOmit("parte_supuesta", x.ParteSupuesta)
	w.anyOmit("dirigido", x.Dirigido, len(x.Dirigido))
	w.flagOmit("toma_vencido", x.TakesExpired)
	w.flagOmit("deja_vencido", x.LeaveExpired)
	w.anyOmit("vencidos", x.Vencidos, len(x.Vencidos))
	w.hashes("facts", x.Facts)
}

func (w *writer) descargo(d *Descargo) {
	w.str("exit", d.Exit)
	w.str("lot", d.Lot)
	w.micros("cantidad", d.Cantidad)
	w.micros("cantidad_umt", d.CantidadUMT)
	w.date("moved_at", d.MovedAt)
	w.str("rol", string(d.Rol))
	w.str("status", string(d.Status))
	w.str("basis", d.Basis)
	w.flagOmit("vencido", d.Vencido)
}

func (w *writer) shortage(s *Shortage) {
	w.str("exit", s.Exit)
	w.micros("cantidad", s.Cantidad)
	w.date("moved_at", s.MovedAt)
	w.str("cause", string(s.Cause))
	w.strOmit("named", s.Named)
	w.strings("taken_by", s.TakenBy)
}

func (w *writer) saldo(s *Saldo) {
	w.str("lot", s.Lot)
	w.micros("cantidad", s.Cantidad)
	w.microsOmit("desperdicio", s.Desperdicio)
	w.microsOmit("faltante", s.Faltante)
	w.micros("cantidad_umt", s.CantidadUMT)
	w.microsOmit("held", s.Held)
}
