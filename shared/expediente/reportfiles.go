package expediente

import (
	"io"
	"strings"

	"example.com/immex/shared/fault"
)

// EachReport visits the reports of a package, CSV and JSON, as they lie in it.
// It verifies nothing.
func EachReport(r io.ReaderAt, size int64, visit func(path string, body []byte) error) error {
	c, err := open(r, size)
	if err != nil {
		return fault.New(fault.Corrupt, "package", err)
	}
	for _, f := range c.inZip {
		if !strings.HasPrefix(f.Name, "reportes/") {
			continue
		}
		body, err := c.read(f.Name, maxText)
		if err != nil {
			return fault.New(fault.Corrupt, "package", err)
		}
		if err := visit(f.Name, body); err != nil {
			return err
		}
	}
	return nil
}
