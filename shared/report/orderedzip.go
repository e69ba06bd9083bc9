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
// sheets over in map order. A part is packed while it comes: a sheet of a
// million rows is never in memory unpacked.
type orderedZip struct {
	z     *zip.Writer
	parts []*zipPart
}

// zipPart is one part, alone in a zip of its own.
type zipPart struct {
	name string
	body bytes.Buffer
	z    *zip.Writer
}

// Create takes one part, and ends the one before.
func (o *orderedZip) Create(name string) (io.Writer, error) {
	if err := o.end(); err != nil {
		return nil, err
	}
	p := &zipPart{name: name}
	p.z = zip.NewWriter(&p.body)
	o.parts = append(o.parts, p)
	w, err := p.z.Create(name)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	return w, nil
}

// end closes the part that is being written.
func (o *orderedZip) end() error {
	if len(o.parts) == 0 {
		return nil
	}
	p := o.parts[len(o.parts)-1]
	if err := p.z.Close(); err != nil {
		return fmt.Errorf("part %s: %w", p.name, err)
	}
	return nil
}

// AddFS is not used by a workbook.
func (o *orderedZip) AddFS(fs.FS) error {
	return fmt.Errorf("zip of a workbook: %w", errors.ErrUnsupported)
}

// Close writes all parts, as they were packed.
func (o *orderedZip) Close() error {
	if err := o.end(); err != nil {
		return err
	}
	slices.SortFunc(o.parts, func(a, b *zipPart) int { return cmp.Compare(a.name, b.name) })
	for i, p := range o.parts {
		packed, err := zip.NewReader(bytes.NewReader(p.body.Bytes()), int64(p.body.Len()))
		if err == nil {
			err = o.z.Copy(packed.File[0])
		}
		if err != nil {
			return fmt.Errorf("part %s: %w", p.name, err)
		}
		o.parts[i] = nil
	}
	if err := o.z.Close(); err != nil {
		return fmt.Errorf("close workbook: %w", err)
	}
	return nil
}
