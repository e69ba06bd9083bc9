package main

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/quantity"
	"example.com/immex/shared/synth/bomcompany"
)

// reckoning is a quantity of the books by what it is of.
type reckoning map[string]quantity.Micros

func (r reckoning) add(of string, q quantity.Micros) {
	if q != 0 {
		r[of] += q
	}
}

func (r reckoning) read(t *testing.T, of string, q any) {
	t.Helper()
	var n quantity.Micros
	b, err := json.Marshal(q)
	if err == nil {
		err = n.UnmarshalJSON(b)
	}
	if err != nil {
		t.Fatalf("%s: %v is no quantity: %v", of, q, err)
	}
	r.add(of, n)
}

// TestBOMCompanyReconciles: the documents of a company that assembles, through
// the program as a person runs it, give what its truth.json says to the last
// unit: every open lot, every material, every shortage by its cause, every pair.
//
//	immex synth --bom c; immex ingest --rfc MEB210304AB1 c/0*; immex balance --json
func TestBOMCompanyReconciles(t *testing.T) {
	t.Parallel()
	opt := bomcompany.Full(1)
	args := []string{"synth", "--bom", "c", "--seed", "1"}
	if testing.Short() {
		t.Log("-short: four months; the 24 of the company run without it")
		opt.Months = 4
		args = append(args, "--months", "4")
	}
	dir := t.TempDir()
	if a := immex(t, dir, args...); a.code != exitOK {
		t.Fatal(a)
	}
	truth, err := bomcompany.Generate(opt, func(string, []byte) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	in := []string{"ingest", "--rfc", truth.RFC}
	for i := range truth.Files {
		in = append(in, filepath.Join("c", truth.Files[i].Name))
	}
	if a := immex(t, dir, in...); a.code != exitOK || a.errors != "" {
		t.Fatal(a)
	}
	for _, verb := range []string{"check", "replay"} {
		if a := immex(t, dir, verb); a.code != exitOK {
			t.Error(a)
		}
	}
	want, got := reckon(truth), reckoning{}
	for _, m := range immex(t, dir, "balance", "--json").objects(t) {
		got.balance(t, m)
	}
	for _, o := range immex(t, dir, "shortages", "--json").objects(t) {
		for _, x := range o["faltantes"].([]any) {
			f := object(x.(map[string]any))
			got.read(t, "short of "+exitOf(f["salida"].(string))+" "+f["material"].(string)+" "+o["causa"].(string), f["cantidad"])
		}
	}
	if d := cmp.Diff(want, got); d != "" || len(want) < 100 {
		t.Errorf("%d figures (-truth +program):\n%.6000s", len(want), d)
	}
}

// balance takes a line of the verb.
func (r reckoning) balance(t *testing.T, m object) {
	t.Helper()
	of := strings.Join([]string{m["kind"].(string), m["material"].(string), m["unidad"].(string)}, " ")
	for _, name := range []string{"entradas", "saldo", "desperdicio", "extraviado", "retenido", "faltante"} {
		r.read(t, of+" "+name, m[name])
	}
	for _, name := range []string{"descargado_probado", "descargado_supuesto", "descargado_sin_documento"} {
		r.read(t, of+" descargado", m[name])
	}
	for _, x := range m["lotes"].([]any) {
		l := object(x.(map[string]any))
		id, _, _ := strings.Cut(l["lote"].(string), "/")
		part, _ := l["parte"].(string)
		due, _ := l["vence"].(string)
		for _, name := range []string{"cantidad", "saldo", "desperdicio", "extraviado", "saldo_umt"} {
			r.read(t, strings.Join([]string{"lot", id, part, l["disponible_desde"].(string), due, name}, " "), l[name])
		}
	}
}

var exitShape = regexp.MustCompile(`^(?:decision:)?([0-9]{15}-[0-9]+)?`)

// exitOf is the partida of an exit's id, or the name of an act, without its
// line, or of a decision.
func exitOf(id string) string {
	if m := exitShape.FindStringSubmatch(id); m[1] != "" {
		return m[1]
	}
	kind, name, _ := strings.Cut(id, ":")
	if line := strings.LastIndexByte(name, '-'); kind == "acta" && line > 0 {
		return name[:line]
	}
	return name
}

// reckon is the truth in the words of the program. What left before the key date
// of the opening balances is in them already: no shortage.
func reckon(truth *bomcompany.Truth) reckoning {
	r := reckoning{}
	of := func(m bomcompany.Material) string { return strings.Join([]string{m.Kind, m.Key, m.Unit}, " ") }
	for i := range truth.Materials {
		m := &truth.Materials[i]
		for name, q := range map[string]bomcompany.Micros{"entradas": m.Entradas, "descargado": m.Descargado, "saldo": m.Saldo, "desperdicio": m.Desperdicio, "extraviado": m.Missing} {
			r.add(of(m.Material)+" "+name, quantity.Micros(q))
		}
	}
	lots := map[bomcompany.LotRef]bomcompany.Material{}
	for i := range truth.Lots {
		l := &truth.Lots[i]
		lots[l.LotRef] = l.Material
		if l.Saldo+l.Desperdicio+l.Missing == 0 {
			continue
		}
		due := ""
		if l.Vence.Known() {
			due = l.Vence.String()
		}
		for name, q := range map[string]bomcompany.Micros{"cantidad": l.Cantidad, "saldo": l.Saldo, "desperdicio": l.Desperdicio, "extraviado": l.Missing, "saldo_umt": l.SaldoUMT} {
			id := l.Pedimento + "-" + strconv.Itoa(l.Partida)
			r.add(strings.Join([]string{"lot", id, l.Parte, l.Disponible.String(), due, name}, " "), quantity.Micros(q))
		}
	}
	exits := map[int]*bomcompany.ExitTruth{}
	for i := range truth.Exits {
		exits[truth.Exits[i].ID] = &truth.Exits[i]
	}
	short := func(x *bomcompany.ExitTruth, causa string, q bomcompany.Micros) {
		id := x.Acta
		if x.Pedimento != "" {
			id = x.Pedimento + "-" + strconv.Itoa(x.Partida)
		}
		r.add("short of "+id+" "+x.Material.Key+" "+causa, quantity.Micros(q))
	}
	for i := range truth.Held {
		h := &truth.Held[i]
		r.add(of(lots[h.Lot])+" retenido", quantity.Micros(h.Cantidad))
		short(exits[h.Exit], "expired", h.Cantidad)
	}
	for i := range truth.Shortages {
		s, x := &truth.Shortages[i], exits[truth.Shortages[i].Exit]
		if s.Causa == "before_window" {
			continue
		}
		r.add(of(x.Material)+" faltante", quantity.Micros(s.Cantidad))
		short(x, s.Causa, s.Cantidad)
	}
	return r
}
