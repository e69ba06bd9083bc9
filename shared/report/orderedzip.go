package report

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
)

// orderedZip writes the parts of a workbook by name, since excelize hands its
// sheets over in map order.
type orderedZip struct {
	z     *zip.Writer
	parts []zipPart
}

type zipPart struct {
	name string
	body *bytes.Buffer
}

// Create takes one part.
func (o *orderedZip) Create(name string) (io.Writer, error) {
	o.parts = append(o.parts, zipPart{name, &bytes.Buffer{}})
	return o.parts[len(o.parts)-1].body, nil
}

// AddFS is not used by a workbook.
func (o *orderedZip) AddFS(fs.FS) error {
	return fmt.Errorf("zip of a workbook: %w", errors.ErrUnsupported)
}

// Close writes all parts.
func (o *orderedZip) Close() error {
	slices.SortFunc(o.parts, func(a, b zipPart) int { return cmp.Compare(a.name, b.name) })
	for _, p := range o.parts {
		w, err := o.z.Create(p.name)
		if err == nil {
			_, err = p.body.WriteTo(w)
		}
		if err != nil {
			return fmt.Errorf("part %s: %w", p.name, err)
		}
	}
	if err := o.z.Close(); err != nil {
		return fmt.Errorf("close workbook: %w", err)
	}
	return nil
}
