package desk

import (
	"net/http"
	"strconv"
	"strings"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/step"
)

// leaf is the picture of a page.
func (d *Desk) leaf(q *Ask) (*Answer, error) {
	s, doc, err := d.wantDoc(q)
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(q.PathValue("hoja"))
	if err != nil {
		return nil, missing()
	}
	o, err := d.openDoc(q.Context(), q.Programme.RFC, s, doc)
	if err != nil {
		return nil, err
	}
	leaf, err := d.leafOf(q.Context(), q.Programme.RFC, o, n)
	if err != nil {
		return nil, err
	}
	if leaf == nil {
		return nil, missing()
	}
	return &Answer{Type: "image/png", Body: leaf.PNG}, nil
}

// original is a document as it came: always to be kept, never to be shown by
// the browser.
func (d *Desk) original(q *Ask) (*Answer, error) {
	_, doc, err := d.wantDoc(q)
	if err != nil {
		return nil, err
	}
	file := File{fileName(doc.Name), "application/octet-stream"}
	a, err := d.keptAt(q, file, onShelf{q.Programme.RFC, []step.Shelf{step.ShelfArchive, step.ShelfQuarantine}, doc.Record.SHA})
	if a == nil && err == nil {
		var b []byte
		b, err = d.Intake.Bytes(q.Context(), q.Programme.RFC, doc.Record.SHA)
		a = &Answer{Type: file.Type, File: file.Name, Body: b, Note: "download"}
	}
	if fault.Is(err, fault.Misconfigured) {
		return nil, refuse(http.StatusNotFound, "El documento no tiene bytes propios aquí: está dentro de otro, o su cuarentena ya pasó.", "The document has no bytes of its own here: it lies in another, or its quarantine is over.")
	}
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	return a, nil
}

// maxFileName bounds the name a download is offered under.
const maxFileName = 120

// fileName is a name without signs that a header or a folder could misread.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || strings.ContainsRune(`"/\:*?<>|`, r) {
			return '_'
		}
		return r
	}, name)
	if len(name) > maxFileName { // the end tells what it is
		name = name[len(name)-maxFileName:]
	}
	return name
}
