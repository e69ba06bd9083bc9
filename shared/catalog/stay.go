package catalog

import (
	"errors"
	"strings"

	"example.com/immex/shared/document"
)

// StayRow is a dated stay period (plazo de permanencia) by kind of entry. A
// condition that is "" holds for everything.
type StayRow struct {
	Regla string // the row's name, as findings and lots cite it
	Tipo  string // kind of entry, as the table of effects gives it

	Clave         string // Apéndice 2
	Bien          string // what the plant's catalogue says the goods are
	Proveedor     string // con_programa or sin_programa, when a person said so
	Certificacion string // IVA_IEPS or OEA, in force when the stay starts
	Identificador string // Apéndice 8, of the pedimento or partida
	Complemento   string // one of the identifier's complements
	Fraccion      string // leading digits

	Months int    // 0: the life of the programme
	Start  string // stay_start, transfer or programme
	Title  document.Text
	Validity
}

// Narrows reports whether the row asks for all that other asks for, and more:
// then it is the special rule and other the general one.
func (r *StayRow) Narrows(other *StayRow) bool {
	a, b := r.conditions(), other.conditions()
	for i := range a {
		if a[i] != b[i] && b[i] != "" {
			return false
		}
	}
	return a != b
}

func (r *StayRow) conditions() [7]string {
	return [...]string{r.Clave, r.Bien, r.Proveedor, r.Certificacion, r.Identificador, r.Complemento, r.Fraccion}
}

// Confirmed reports whether the row may do more than warn (dossier §0).
func (v Validity) Confirmed() bool { return v.Confidence == "C" || v.Confidence == "C-old" }

func addStay(c *Catalog, m map[string]string, v Validity) error {
	n, err := atoi(m["meses"])
	if err != nil {
		return err
	}
	r := StayRow{
		Regla: m["regla"], Tipo: m["tipo"], Clave: m["clave"], Bien: m["bien"], Proveedor: m["proveedor"],
		Certificacion: m["certificacion"], Identificador: m["identificador"], Complemento: m["complemento"],
		Fraccion: m["fraccion"], Months: n, Start: m["inicio"],
		Title: document.Text{ES: m["titulo"], EN: m["title"]}, Validity: v,
	}
	switch {
	case r.Regla == "" || r.Tipo == "" || r.Title.ES == "" || r.Title.EN == "":
		return errors.New("regla, tipo, titulo and title are required")
	case n < 0:
		return errors.New("a stay cannot end before it starts")
	case r.Complemento != "" && r.Identificador == "":
		return errors.New("a complement needs its identifier")
	case strings.Trim(r.Fraccion, "0123456789") != "":
		return errors.New("fraccion is leading digits")
	}
	c.stays = append(c.stays, r)
	return nil
}

// Stay is the general stay period of an entry kind that started on a date:
// the first row without conditions. Package stay weighs the others.
func (c *Catalog) Stay(tipo string, on document.Date) (row StayRow, ok bool) {
	for i := range c.stays {
		if r := &c.stays[i]; r.Tipo == tipo && r.conditions() == [7]string{} && r.Holds(on) {
			return *r, true
		}
	}
	return StayRow{}, false
}

// Stays are all rows, in the order of the table; the caller does not change
// them.
func (c *Catalog) Stays() []StayRow { return c.stays }
