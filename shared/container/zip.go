package container

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// encrypted is the general purpose flag of a password-protected entry.
const encrypted = 1

// OpenZip gives the files of a zip. Entries that cannot be read are findings
// and the others come; passing a limit is a TooLarge error and nothing comes.
// Zips inside are children like any other: the caller opens them with bud.In().
// A nil bud starts a new delivery.
func OpenZip(b []byte, bud *Budget, lim Limits) (children []Child, findings document.Findings, err error) {
	lim = lim.withDefaults()
	if bud == nil {
		bud = &Budget{}
	}
	if err := bud.enter("open zip", lim); err != nil {
		return nil, nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		findings.Add("zip_damaged", document.Error, "zip", document.Textf(
			"El zip está incompleto o dañado: no se encuentra su índice; vuelva a descargarlo o pídalo de nuevo.",
			"The zip is incomplete or damaged: its index was not found; download it again or ask for it."))
		return nil, findings, nil //nolint:nilerr // a bad document is a result
	}
	if len(z.File) > lim.Entries {
		return nil, nil, fault.Newf(fault.TooLarge, "open zip", "%d entries, at most %d", len(z.File), lim.Entries)
	}
	for i, f := range z.File {
		if f.FileInfo().IsDir() {
			continue
		}
		name := entryName(f)
		if litter(f.Name) {
			findings.Add("zip_skipped", document.Notice, tidy(name), document.Textf(
				"Archivo del escritorio que nadie envió; se ignora.", "A desktop's own file nobody sent; ignored."))
			continue
		}
		folder, base := place(name, i+1, &findings)
		content, err := inflate(f, base, bud, lim, &findings)
		if err != nil {
			return nil, nil, err
		}
		if content != nil {
			children = append(children, Child{Name: base, Folder: folder, Bytes: content})
		}
	}
	if len(children) == 0 && len(findings) == 0 {
		findings.Add("zip_empty", document.Error, "zip", document.Textf(
			"El zip no trae archivos; pida de nuevo la entrega.", "The zip holds no files; ask for the delivery again."))
	}
	return children, findings, nil
}

// inflate reads one entry; nil bytes mean that a finding says why not. Sizes
// the zip declares are not believed, only what comes out is counted.
func inflate(f *zip.File, name string, bud *Budget, lim Limits, findings *document.Findings) ([]byte, error) {
	if f.Flags&encrypted != 0 {
		findings.Add("zip_password", document.Error, name, document.Textf(
			"%q está protegido con contraseña; vuelva a enviarlo sin contraseña.",
			"%q is password-protected; send it again without a password.", name))
		return nil, nil
	}
	if !f.Mode().IsRegular() {
		findings.Add("zip_special", document.Warning, name, document.Textf(
			"%q es un enlace o archivo especial y no se lee.", "%q is a link or special file and is not read.", name))
		return nil, nil
	}
	if f.UncompressedSize64 > uint64(lim.Entry) { //nolint:gosec // a limit is positive
		return nil, fault.Newf(fault.TooLarge, "open zip", "%s: %d bytes, at most %d", name, f.UncompressedSize64, lim.Entry)
	}
	rc, err := f.Open()
	if err != nil {
		damaged(name, err, findings)
		return nil, nil
	}
	defer rc.Close() //nolint:errcheck // reading only
	most := bound(f, lim)
	if left := lim.Total - bud.Bytes; left < most {
		most = left
	}
	var out bytes.Buffer
	if declared := int64(min(f.UncompressedSize64, uint64(max(most, 0)))); declared > bytes.MinRead { //nolint:gosec // bounded by most
		// Room for what it declares, as far as it may be that much: a buffer
		// that doubles costs three times its content.
		out.Grow(int(declared) + bytes.MinRead)
	}
	n, err := io.Copy(&out, io.LimitReader(rc, most+1))
	if n > most {
		return nil, fault.Newf(fault.TooLarge, "open zip",
			"%s inflates to more than %d bytes (limits: %d per file, %d in all, %d times)", name, most, lim.Entry, lim.Total, lim.Ratio)
	}
	if err != nil {
		damaged(name, err, findings)
		return nil, nil
	}
	if err := bud.spend("open zip", n, lim); err != nil {
		return nil, err
	}
	if out.Len() == 0 {
		return []byte{}, nil
	}
	return out.Bytes(), nil
}

// bound is the most an entry may inflate to by its size and by its ratio.
func bound(f *zip.File, lim Limits) int64 {
	packed := int64(min(f.CompressedSize64, uint64(lim.Entry))) //nolint:gosec // bounded by a positive limit
	return min(lim.Entry, max(packed*lim.Ratio, ratioFloor))
}

// damaged records an entry that does not inflate.
func damaged(name string, err error, findings *document.Findings) {
	code, why := "zip_damaged", document.Text{ES: "sus datos están dañados o cortados", EN: "its data are damaged or cut short"}
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		code, why = "zip_method", document.Text{ES: "usa un método de compresión poco común", EN: "it uses an uncommon method of compression"}
	case errors.Is(err, zip.ErrChecksum):
		code, why = "zip_checksum", document.Text{ES: "no coincide con su suma de control", EN: "it does not match its checksum"}
	}
	findings.Add(code, document.Error, name, document.Text{
		ES: fmt.Sprintf("%q no se pudo descomprimir (%s); vuelva a crear el zip con el método normal o pídalo de nuevo.", name, why.ES),
		EN: fmt.Sprintf("%q could not be unzipped (%s); make the zip again with the normal method or ask for it.", name, why.EN),
	})
}
