package desk

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/step"
	"example.com/immex/shared/web/page"
)

// supplierPaper reports a document whose reading a supplier's mapping changes.
func supplierPaper(r *step.Record) bool {
	if r.Kind == document.KindInvoice || r.Kind == document.KindPacking {
		return true
	}
	return (r.Kind == document.KindPDF || r.Kind == document.KindSheet) && (r.Status == document.Quarantined || r.Status == document.Unsupported)
}

// supplierScreen is the file of what was learned of a supplier.
type supplierScreen struct {
	*page.Frame
	To, Back, Name string
	YAML           string
	Wrong          *page.Table
	Before, After  document.Text
	Found          *page.Table
	Ready          bool
}

func (d *Desk) supplier(q *Ask) (*Answer, error) {
	s, doc, err := d.wantSupplier(q)
	if err != nil {
		return nil, err
	}
	v := q.supplierForm(doc)
	if v.YAML, err = d.learned(q, s, doc); err != nil {
		return nil, err
	}
	return d.render(q, "supplier.html", v)
}

func (q *Ask) supplierForm(doc *Shelved) *supplierScreen {
	return &supplierScreen{Frame: q.Frame(q.Route.Title), To: q.docAt(doc.Record.SHA) + "/proveedor", Back: q.docAt(doc.Record.SHA), Name: doc.Name, Before: doc.Record.Status.Name()}
}

func (d *Desk) wantSupplier(q *Ask) (*Shelf, *Shelved, error) {
	s, doc, err := d.wantDoc(q)
	if err != nil {
		return nil, nil, err
	}
	if !supplierPaper(&doc.Record) {
		return nil, nil, refuse(http.StatusUnprocessableEntity, "De facturas y listas de empaque se aprende; de este documento no.", "What is learned is of invoices and packing lists; not of this document.")
	}
	return s, doc, nil
}

// learned is the file to begin with: the latest of the same supplier, else the
// template with what the document says of who sent it.
func (d *Desk) learned(q *Ask, s *Shelf, doc *Shelved) (string, error) {
	o, err := d.openDoc(q.Context(), q.Programme.RFC, s, doc)
	if err != nil {
		return "", err
	}
	id, name := sender(o.Paper)
	for _, i := range s.order {
		m := s.docs[i]
		if m.Record.Kind != document.KindMapping || m.Record.Status == document.Quarantined || m.Record.Key != id && m.Record.Key != sheet.Fold(name) {
			continue
		}
		b, err := d.Intake.Bytes(q.Context(), q.Programme.RFC, m.Record.SHA)
		if err != nil {
			return "", err //nolint:wrapcheck // a fault of the store, already classified
		}
		return string(b), nil
	}
	text := d.Files["mapeo"].In(q.Lang)
	text = strings.Replace(text, `{id: "", nombre: ""}`, fmt.Sprintf("{id: %s, nombre: %s}", quoted(id), quoted(name)), 1)
	if name != "" {
		text = strings.Replace(text, "reconoce: []", "reconoce: ["+quoted(name)+"]", 1)
	}
	return strings.Replace(text, `vigente_desde: ""`, `vigente_desde: "`+q.Today.String()+`"`, 1), nil
}

// supplied tries the file on the document, and keeps it when the person says so
// after having seen what it does.
func (d *Desk) supplied(q *Ask) (*Answer, error) {
	s, doc, err := d.wantSupplier(q)
	if err != nil {
		return nil, err
	}
	v := q.supplierForm(doc)
	v.YAML = strings.ReplaceAll(q.PostFormValue("yaml"), "\r\n", "\n")
	fact, findings := readMapping(v.YAML)
	if fact == nil {
		v.Wrong = q.findingTable(&step.Record{SHA: doc.Record.SHA, Findings: findings})
		a, err := d.render(q, "supplier.html", v)
		if err == nil {
			a.Status = http.StatusUnprocessableEntity
		}
		return a, err
	}
	root := s.root(doc)
	b, err := d.Intake.Bytes(q.Context(), q.Programme.RFC, root.Record.SHA)
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	if q.PostFormValue("hacer") == "guardar" {
		return d.keepMapping(q, v, root, doc, b)
	}
	papers, err := d.Intake.Try(q.Context(), q.Programme.RFC, root.Record.Name, b, *fact)
	if err != nil {
		return nil, err //nolint:wrapcheck // cancelled
	}
	v.After = document.Text{ES: "no se encuentra", EN: "not found"}
	for _, p := range papers {
		if p.Record.SHA == doc.Record.SHA {
			v.After, v.Found, v.Ready = p.Record.Status.Name(), q.findingTable(&p.Record), true
		}
	}
	return d.render(q, "supplier.html", v)
}

// keepMapping brings the file to the books, and the document again, which is
// judged anew with it.
func (d *Desk) keepMapping(q *Ask, v *supplierScreen, root, doc *Shelved, b []byte) (*Answer, error) {
	records, err := d.Intake.Take(q.Context(), q.Programme.RFC, "mapeo-"+string(doc.Record.SHA[:12])+".yaml", []byte(v.YAML))
	if err != nil {
		return nil, err //nolint:wrapcheck // names the file
	}
	if st := records[0].Status; st == document.Quarantined || st == document.Unsupported {
		v.Wrong = q.findingTable(&records[0])
		a, err := d.render(q, "supplier.html", v)
		if err == nil {
			a.Status = http.StatusUnprocessableEntity
		}
		return a, err
	}
	if _, err := d.Intake.Take(q.Context(), q.Programme.RFC, root.Record.Name, b); err != nil {
		d.Failed(err)
		return nil, refuse(http.StatusServiceUnavailable, "El mapeo del proveedor quedó guardado, pero el documento no se volvió a leer: entréguelo de nuevo.",
			"The supplier's mapping is kept, but the document was not read again: deliver it again.")
	}
	return &Answer{Status: http.StatusSeeOther, To: q.docAt(doc.Record.SHA), Note: "mapping " + cmp.Or(records[0].Key, "?")}, nil
}

// readMapping is the file as the books would take it, or what is wrong with it.
func readMapping(text string) (*step.MappingFact, document.Findings) {
	m, findings := mapping.Read([]byte(text))
	if m == nil {
		return nil, findings
	}
	return &step.MappingFact{Hash: document.HashOf([]byte(text)), Mapping: m}, nil
}

// sender is who a paper says that sent it.
func sender(p *step.Paper) (id, name string) {
	if p == nil || p.Invoice == nil {
		return "", ""
	}
	return p.Invoice.ProveedorID, p.Invoice.Proveedor
}

// quoted is a text as YAML and JSON quote it.
func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return `""` // a text always encodes
	}
	return string(b)
}
