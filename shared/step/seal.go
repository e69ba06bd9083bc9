package step

import (
	"bytes"
	"context"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/report"
)

// rendered is a package on the work shelf: its manifest and where each of its
// files lies.
type rendered struct {
	Name     string              `json:"name"`
	Manifest expediente.Manifest `json:"manifest"`
	Files    []renderedFile      `json:"files"`
}

// renderedFile is one file by reference.
type renderedFile struct {
	Path  string        `json:"path"`
	Shelf Shelf         `json:"shelf"`
	Ref   document.Hash `json:"ref"`
}

// Render writes every paper of the package to the work shelf.
func (c *Compile) Render(ctx context.Context, in RenderIn) (RefOut, error) {
	var cut Cut
	if err := c.get(ctx, in.RFC, in.Cut, &cut); err != nil {
		return RefOut{}, err
	}
	input, err := c.input(ctx, &cut)
	if err != nil {
		return RefOut{}, err
	}
	var found []report.Found
	if err := c.get(ctx, in.RFC, in.CrossCheck, &found); err != nil {
		return RefOut{}, err
	}
	input.Findings = found
	p, err := expediente.Render(input)
	if err != nil {
		return RefOut{}, err //nolint:wrapcheck // classified there
	}
	out := rendered{Name: p.Name, Manifest: p.Manifest}
	for _, f := range p.Files {
		b, err := f.Bytes()
		if err != nil {
			return RefOut{}, err //nolint:wrapcheck // a fault of the store, already classified
		}
		ref, err := c.Blobs.Put(ctx, in.RFC, ShelfWork, b)
		if err != nil {
			return RefOut{}, err //nolint:wrapcheck // a fault of the store, already classified
		}
		out.Files = append(out.Files, renderedFile{Path: f.Path, Shelf: ShelfWork, Ref: ref})
	}
	ref, err := c.put(ctx, in.RFC, out)
	return RefOut{ref}, err
}

// Seal writes the zip to the shelf of packages, where it never changes.
func (c *Compile) Seal(ctx context.Context, in SealIn) (SealOut, error) {
	var r rendered
	if err := c.get(ctx, in.RFC, in.Render, &r); err != nil {
		return SealOut{}, err
	}
	p := &expediente.Package{Name: r.Name, Manifest: r.Manifest}
	for _, f := range r.Files {
		p.Files = append(p.Files, expediente.File{Path: f.Path, Bytes: func() ([]byte, error) {
			return c.Blobs.Get(ctx, in.RFC, f.Shelf, f.Ref)
		}})
	}
	var zip bytes.Buffer
	if _, err := expediente.Seal(&zip, p); err != nil {
		return SealOut{}, err //nolint:wrapcheck // classified there
	}
	verdict, err := expediente.Verify(bytes.NewReader(zip.Bytes()), int64(zip.Len()))
	if err != nil {
		return SealOut{}, err //nolint:wrapcheck // classified there
	}
	if !verdict.OK {
		return SealOut{}, fault.Newf(fault.Corrupt, "seal "+r.Name, "it does not verify: %s", verdict.First.Text.EN)
	}
	sha, err := c.Blobs.Put(ctx, in.RFC, ShelfPackages, zip.Bytes())
	if err != nil {
		return SealOut{}, err //nolint:wrapcheck // a fault of the store, already classified
	}
	return SealOut{Package: r.Name, SHA256: sha}, nil
}

// Deliver hands the sealed package over.
func (c *Compile) Deliver(ctx context.Context, in DeliverIn) (DeliverOut, error) {
	b, err := c.Blobs.Get(ctx, in.RFC, ShelfPackages, in.SHA256)
	if err != nil {
		return DeliverOut{}, err //nolint:wrapcheck // a fault of the store, already classified
	}
	where, err := c.Outbox.Deliver(ctx, in.RFC, in.Package, in.SHA256, b)
	return DeliverOut{Delivered: where}, err //nolint:wrapcheck // a fault of the outbox, already classified
}
