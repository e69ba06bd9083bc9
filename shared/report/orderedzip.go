package report

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"

	"example.com/immex/shared/report/deflate"
)

// orderedZip writes the parts of a workbook by name, since excelize hands its
// sheets over in map order. What excelize hands over is small: the rows of the
// tables are written into their sheets here, straight into the zip.
type orderedZip struct {
	z      *zip.Writer
	parts  map[string]*bytes.Buffer
	bodies map[string]*sheetRows // by part
}

// partLevel packs a sheet nearly as small as the higher ones do, in less time.
const partLevel = 1

// newOrderedZip packs into w on every processor.
func newOrderedZip(w io.Writer, bodies map[string]*sheetRows) (*orderedZip, error) {
	press, err := deflate.NewPress(partLevel)
	if err != nil {
		return nil, err //nolint:wrapcheck // says what it is
	}
	o := &orderedZip{z: zip.NewWriter(w), parts: map[string]*bytes.Buffer{}, bodies: bodies}
	o.z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return press.Writer(w), nil })
	return o, nil
}

// Create takes one part.
func (o *orderedZip) Create(name string) (io.Writer, error) {
	o.parts[name] = &bytes.Buffer{}
	return o.parts[name], nil
}

// AddFS is not used by a workbook.
func (o *orderedZip) AddFS(fs.FS) error {
	return fmt.Errorf("zip of a workbook: %w", errors.ErrUnsupported)
}

// Close writes all parts.
func (o *orderedZip) Close() error {
	for _, name := range slices.Sorted(maps.Keys(o.parts)) {
		w, err := o.z.Create(name)
		if err == nil {
			err = o.bodies[name].within(o.parts[name].Bytes(), w)
		}
		if err != nil {
			return fmt.Errorf("part %s: %w", name, err)
		}
	}
	if err := o.z.Close(); err != nil {
		return fmt.Errorf("close workbook: %w", err)
	}
	return nil
}
