package datastage

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/flate"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// Open reads and indexes a delivery. The error is only for what is no Data
// Stage zip at all or passes a limit; everything else is a finding of the
// Delivery, and a blocking one refuses it whole.
func Open(ctx context.Context, r io.ReaderAt, size int64) (*Delivery, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fault.New(fault.Corrupt, "open Data Stage zip", err)
	}
	z.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(r) })
	if len(z.File) > MaxEntries {
		return nil, fault.Newf(fault.TooLarge, "open Data Stage zip", "%d entries, at most %d", len(z.File), MaxEntries)
	}
	d := &Delivery{}
	var total uint64
	for _, f := range z.File {
		t, ok := tableOf(f.Name)
		if !ok {
			d.stranger(f.Name)
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, fault.New(fault.Transient, "open Data Stage zip", err)
		}
		total += f.UncompressedSize64
		if err := d.load(t, f, total); err != nil {
			return nil, err
		}
	}
	d.checkTables()
	if d.Findings.Blocking() {
		return d, nil
	}
	d.index()
	d.readResumen()
	d.checkEmpty()
	return d, nil
}

// tableOf recognises <folio>_<code>.asc in any letter case and folder.
func tableOf(name string) (Table, bool) {
	base := name[strings.LastIndexAny(name, `/\`)+1:]
	if len(base) < 5 || !strings.EqualFold(base[len(base)-4:], ".asc") || strings.HasPrefix(base, "._") {
		return 0, false
	}
	stem := base[:len(base)-4]
	code := stem[strings.LastIndexByte(stem, '_')+1:]
	for t := range layouts {
		if strings.EqualFold(layouts[t].code, code) {
			return Table(t), true
		}
	}
	return 0, false
}

func (d *Delivery) stranger(name string) {
	if strings.HasSuffix(name, "/") || strings.Contains(name, "__MACOSX") || strings.HasSuffix(name, "Thumbs.db") {
		return
	}
	d.Findings.Add("datastage_extra_entry", document.Notice, name, document.Textf(
		"El zip trae %q, que no es una tabla del Data Stage; se conserva en el original y no se lee.",
		"The zip holds %q, which is no Data Stage table; it stays in the original and is not read.", name))
}

// load inflates one table into memory, within the limits.
func (d *Delivery) load(t Table, f *zip.File, total uint64) error {
	op := "read " + layouts[t].code
	switch {
	case d.text[t] != "":
		d.Findings.Add("datastage_table_twice", document.Error, f.Name, document.Textf(
			"La tabla %s viene dos veces en el zip; pida de nuevo la entrega.",
			"Table %s comes twice in the zip; ask for the delivery again.", layouts[t].code))
		return nil
	case f.Flags&1 != 0:
		d.Findings.Add("zip_password", document.Error, f.Name, document.Textf(
			"El zip está protegido con contraseña; vuelva a enviarlo sin contraseña.",
			"The zip is password-protected; send it again without a password."))
		return nil
	case f.UncompressedSize64 > MaxTable || total > MaxTotal:
		return fault.Newf(fault.TooLarge, op, "%d bytes, at most %d per table and %d per delivery", f.UncompressedSize64, MaxTable, MaxTotal)
	case f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/max(1, f.CompressedSize64) > MaxRatio:
		return fault.Newf(fault.TooLarge, op, "%d bytes inflate to %d, at most %d times", f.CompressedSize64, f.UncompressedSize64, MaxRatio)
	}
	rc, err := f.Open()
	if err != nil {
		d.damaged(f.Name, err)
		return nil
	}
	defer rc.Close() //nolint:errcheck // reading only
	var b strings.Builder
	b.Grow(int(f.UncompressedSize64) + 1) // bounded by MaxTable
	// No more than it declares is read: the limits above are of what it declares.
	n, err := io.Copy(&b, io.LimitReader(rc, int64(f.UncompressedSize64)+1))
	if err == nil && uint64(n) > f.UncompressedSize64 { //nolint:gosec // not negative
		err = zip.ErrFormat
	}
	if err != nil {
		d.damaged(f.Name, err)
		return nil
	}
	d.text[t] = d.clean(t, b.String())
	return nil
}

func (d *Delivery) damaged(name string, err error) {
	d.Findings.Add("datastage_damaged", document.Error, name, document.Textf(
		"No se pudo descomprimir %q (%v); pida de nuevo la entrega.",
		"%q could not be unzipped (%v); ask for the delivery again.", name, err))
}

// clean drops NUL padding (files of 2004-05 and 2014-20) and says so.
func (d *Delivery) clean(t Table, s string) string {
	if strings.IndexByte(s, 0) < 0 {
		return s
	}
	n := strings.Count(s, "\x00")
	d.Findings.Add("datastage_nul", document.Notice, layouts[t].code, document.Textf(
		"La tabla %s trae %d bytes NUL de relleno, que se descartan.",
		"Table %s holds %d NUL padding bytes, which are dropped.", layouts[t].code, n))
	return strings.ReplaceAll(s, "\x00", "")
}

// checkTables refuses a delivery with a table missing or of another layout.
func (d *Delivery) checkTables() {
	found := 0
	for t := range layouts {
		if d.text[t] != "" {
			found++
		}
	}
	for t := range layouts {
		code, s := layouts[t].code, d.text[t]
		if s == "" {
			d.Findings.Add("datastage_missing_table", document.Error, code, document.Textf(
				"Falta la tabla %s (vienen %d de %d); pida de nuevo la entrega completa.",
				"Table %s is missing (%d of %d are there); ask for the whole delivery again.", code, found, int(tables)))
			continue
		}
		first, _, _ := strings.Cut(s, "\n")
		first = strings.TrimSuffix(strings.TrimPrefix(strings.TrimRight(first, "\r"), "\ufeff"), "|")
		if strings.EqualFold(first, layouts[t].header) {
			continue
		}
		if strings.ContainsAny(first, ",;\t") && !strings.Contains(first, "|") {
			d.Findings.Add("datastage_resaved", document.Error, code, document.Textf(
				"La tabla %s fue guardada de nuevo por una hoja de cálculo; envíe el zip original del SAT sin abrirlo.",
				"Table %s was saved again by a spreadsheet; send the authority's original zip unopened.", code))
			continue
		}
		d.Findings.Add("datastage_header", document.Error, code+" line 1", document.Textf(
			"El encabezado de la tabla %s no es el del formato: dice %q, se esperaba %q.",
			"The header of table %s is not the format's: it says %q, expected %q.",
			code, clip(first), clip(layouts[t].header)))
	}
}

// clip keeps a quoted text short enough to read.
func clip(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	return fmt.Sprintf("%s… (%d bytes)", strings.ToValidUTF8(s[:most], ""), len(s))
}
