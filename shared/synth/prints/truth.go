package prints

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/money"
)

// said is what the pages say: one value per path, from the marks alone.
type said struct {
	values    map[string]string
	conflicts []string // paths printed twice, differently
	malformed []string // figures that are none
}

// read computes what marks say.
func read(marks []mark) said {
	s := said{values: map[string]string{}}
	first, again := map[string][]mark{}, map[string][]mark{}
	for _, m := range marks {
		for _, p := range m.paths {
			if m.again {
				again[p] = append(again[p], m)
			} else {
				first[p] = append(first[p], m)
			}
		}
		for _, i := range m.implies {
			s.values[i[0]] = i[1]
		}
	}
	for _, p := range slices.Sorted(maps.Keys(first)) {
		s.values[p] = s.whole(p, first[p])
	}
	s.derive()
	for _, p := range slices.Sorted(maps.Keys(again)) {
		for _, m := range again[p] {
			v := canon(m.kind, m.text)
			if have, ok := s.values[p]; !ok || have == "" {
				s.values[p] = v
			} else if have != v {
				s.conflicts = append(s.conflicts, p)
			}
		}
	}
	s.derive()
	s.dropInvoices()
	s.values = compacted(s.values)
	return s
}

// dropInvoices forgets invoices of which only the supplier's block is left.
func (s *said) dropInvoices() {
	for i := range count(s.values, "facturas") {
		p, own := "facturas."+strconv.Itoa(i)+".", false
		for f := range strings.FieldsSeq("numero cove fecha incoterm moneda valor_moneda factor_moneda valor_dolares") {
			own = own || s.values[p+f] != ""
		}
		if !own {
			maps.DeleteFunc(s.values, func(path, _ string) bool { return strings.HasPrefix(path, p) })
		}
	}
}

// whole joins the parts of a value that wraps. A part printed twice in a row
// of its own, differently, is a conflict.
func (s *said) whole(path string, ms []mark) string {
	ms = slices.Clone(ms)
	slices.SortStableFunc(ms, func(a, b mark) int { return cmp.Compare(a.part, b.part) })
	var text []string
	for i, m := range ms {
		if i > 0 && m.part == ms[i-1].part {
			if canon(m.kind, m.text) != canon(m.kind, ms[i-1].text) {
				s.conflicts = append(s.conflicts, path)
			}
			continue
		}
		text = append(text, m.text)
	}
	joined := strings.Join(text, " ")
	v := canon(ms[0].kind, joined)
	if k := ms[0].kind; v == "" && (k == kAmount || k == kDate) && strings.TrimSpace(joined) != "" {
		s.malformed = append(s.malformed, path)
	}
	return v
}

// derive adds what follows from a printed number: patente, the seven digits,
// and the sum of deductions.
func (s *said) derive() {
	for p, v := range maps.Clone(s.values) {
		if p == "number" && len(v) == 15 {
			s.values["patente"], s.values["documento"] = v[4:8], v[8:]
		}
		if base, ok := strings.CutSuffix(p, ".numero"); ok && len(v) == 15 && (base == "rectifica" || strings.HasPrefix(base, "descargos.") || strings.HasPrefix(base, "compensaciones.")) {
			s.values[base+".patente"], s.values[base+".documento"] = v[4:8], v[8:]
			delete(s.values, p)
		}
	}
	sum, printed := money.Int(0), false
	for _, p := range slices.Sorted(maps.Keys(s.values)) {
		if strings.HasPrefix(p, "decrementables.") {
			printed = true
			if a, err := money.Parse(s.values[p]); err == nil && a.Known() {
				if t, err := sum.Add(a); err == nil {
					sum = t
				}
			}
		}
	}
	if printed {
		s.values["incrementables.decrementables"] = sum.String()
	}
}

// node is a value or an object or list of nodes.
type node struct {
	value string
	leaf  bool
	kids  map[string]*node
}

// compacted renumbers lists whose elements were lost, except lists whose
// places mean something.
func compacted(values map[string]string) map[string]string {
	root := &node{kids: map[string]*node{}}
	for p, v := range values {
		at := root
		for part := range strings.SplitSeq(p, ".") {
			if at.kids[part] == nil {
				at.kids[part] = &node{kids: map[string]*node{}}
			}
			at = at.kids[part]
		}
		at.value, at.leaf = v, true
	}
	out := map[string]string{}
	root.write("", out)
	return out
}

func (n *node) write(path string, out map[string]string) {
	if n.leaf {
		out[path] = n.value
		return
	}
	n.alignMileage()
	keys := slices.Collect(maps.Keys(n.kids))
	list := len(keys) > 0
	for _, k := range keys {
		list = list && strings.Trim(k, "0123456789") == ""
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) })
	placed := strings.HasSuffix(path, "complementos") || strings.HasSuffix(path, "kilometrajes")
	at := 0
	for _, k := range keys {
		kid := n.kids[k]
		name := k
		if list && !placed {
			if kid.empty() {
				continue
			}
			name = strconv.Itoa(at)
			at++
		}
		if path != "" {
			name = path + "." + name
		}
		kid.write(name, out)
	}
}

// alignMileage takes out the places of series that are gone, number and
// mileage: the place of a mileage is that of its number.
func (n *node) alignMileage() {
	series, km := n.kids["series"], n.kids["kilometrajes"]
	if series == nil || km == nil {
		return
	}
	places := map[string]*node{}
	at, last := 0, 0
	for k := range km.kids {
		if i, err := strconv.Atoi(k); err == nil {
			last = max(last, i)
		}
	}
	for i := range last + 1 {
		k := strconv.Itoa(i)
		s, m := series.kids[k], km.kids[k]
		if (s == nil || s.empty()) && (m == nil || m.empty()) {
			continue
		}
		if m != nil {
			places[strconv.Itoa(at)] = m
		}
		at++
	}
	km.kids = places
}

// empty says that nothing of an element is on the page.
func (n *node) empty() bool {
	if n.leaf {
		return n.value == ""
	}
	for _, k := range n.kids {
		if !k.empty() {
			return false
		}
	}
	return true
}

// count is the number of elements of a list.
func count(values map[string]string, list string) int {
	n := 0
	for p := range values {
		if rest, ok := strings.CutPrefix(p, list+"."); ok {
			if i, err := strconv.Atoi(rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]); err == nil {
				n = max(n, i+1)
			}
		}
	}
	return n
}

// lists of a pedimento and of a partida; a truth says that each ends.
const (
	listsOfAll       = "fechas tasas liquidacion contribuciones facturas destinatarios transportes candados guias contenedores identificadores cuentas descargos compensaciones pagos_virtuales diferencias observaciones partidas"
	listsOfPartida   = "tasas contribuciones identificadores permisos observaciones series garantias"
	scalarsOfPartida = "fraccion nico descripcion umc cantidad_umc umt cantidad_umt precio_unitario valor_comercial valor_agregado vinculacion metodo_valoracion " +
		"pais_origen pais_vendedor marca modelo codigo_producto"
	scalars = "number patente aduana clave regimen operacion rfc nombre aduana_es destino tipo_cambio fecha_pago fecha_entrada peso_bruto " +
		"valor_dolares valor_aduana valor_comercial total_partidas efectivo otros total acuse curp domicilio prevalidador"
)

// truth is the map a reader must deliver: what the page says, the level
// contributions that follow from it, and the end of every list.
func truth(s said, simple bool) map[string]string {
	out := maps.Clone(s.values)
	delete(out, "documento") // not a field of the JSON
	for p := range s.values {
		if strings.HasPrefix(p, "decrementables.") {
			delete(out, p)
		}
	}
	if !simple {
		levels(out)
	}
	absent(out, "", scalars)
	for l := range strings.FieldsSeq(listsOfAll) {
		if simple && l == "contribuciones" {
			continue
		}
		out[l+"."+strconv.Itoa(count(s.values, l))] = ""
	}
	if !simple {
		delete(out, "contribuciones.0")
		out["contribuciones."+strconv.Itoa(count(out, "contribuciones"))] = ""
	}
	for i := range count(s.values, "facturas") {
		absent(out, "facturas."+strconv.Itoa(i)+".", "cove")
	}
	for i := range count(s.values, "partidas") {
		absent(out, "partidas."+strconv.Itoa(i)+".", scalarsOfPartida)
		for l := range strings.FieldsSeq(listsOfPartida) {
			list := "partidas." + strconv.Itoa(i) + "." + l
			out[list+"."+strconv.Itoa(count(s.values, list))] = ""
		}
	}
	return out
}

// absent says of fields that are not on the page that they must be null.
func absent(out map[string]string, prefix, fields string) {
	for f := range strings.FieldsSeq(fields) {
		if _, ok := out[prefix+f]; !ok {
			out[prefix+f] = ""
		}
	}
}

// levels are the contributions of the pedimento as a whole: those of the
// cuadro that no partida charges.
func levels(out map[string]string) {
	charged := map[string]bool{}
	for i := range count(out, "partidas") {
		list := "partidas." + strconv.Itoa(i) + ".contribuciones"
		for k := range count(out, list) {
			charged[out[list+"."+strconv.Itoa(k)+".clave"]] = true
		}
	}
	n := 0
	for k := range count(out, "liquidacion") {
		from := "liquidacion." + strconv.Itoa(k) + "."
		if clave := out[from+"clave"]; charged[clave] || clave == "" {
			continue
		}
		for _, f := range []string{"clave", "forma_pago", "importe"} {
			out["contribuciones."+strconv.Itoa(n)+"."+f] = out[from+f]
		}
		n++
	}
}
