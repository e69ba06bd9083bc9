package step

import (
	"cmp"
	"context"
	"io"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
)

// rendered is a package on the work shelf: its manifest and where each of its
// files lies.
type rendered struct {
	Name     string              `json:"name"`
	Manifest expediente.Manifest `json:"manifest"`
	Files    []renderedFile      `json:"files"`
	// Seal is what is written down of it. Sealed says that it was sealed before
	// from the same inputs: nothing was rendered.
	Seal   Sealed `json:"seal"`
	Sealed bool   `json:"sealed"`
}

// renderedFile is one file by reference.
type renderedFile struct {
	Path  string        `json:"path"`
	Shelf Shelf         `json:"shelf"`
	Ref   document.Hash `json:"ref"`
}

// Render writes every paper of the package to the work shelf, unless it was
// sealed before. What changed since the last seal of its period makes a
// supplementary package: sealed ones never change.
func (c *Compile) Render(ctx context.Context, in RenderIn) (RefOut, error) {
	var cut Cut
	if err := c.get(ctx, in.RFC, in.Cut, &cut); err != nil {
		return RefOut{}, err
	}
	input, err := c.input(ctx, &cut)
	if err != nil {
		return RefOut{}, err
	}
	var checked crossChecked
	if err := c.get(ctx, in.RFC, in.CrossCheck, &checked); err != nil {
		return RefOut{}, err
	}
	input.Findings, input.Annual = checked.Found, checked.Annual
	if input.Reconciled, err = expediente.DecodeReconciled(checked.Reconciled); err != nil {
		return RefOut{}, fault.New(fault.Corrupt, "render", err)
	}
	if input.Reviewed, err = c.approvedBy(ctx, in); err != nil {
		return RefOut{}, err
	}
	now, err := inputsOf(&cut, &input)
	if err != nil {
		return RefOut{}, err
	}
	same, last, err := c.standing(ctx, in.RFC, cut.Period, &now)
	if err != nil {
		return RefOut{}, err
	}
	if same == nil {
		if input.Earlier, err = c.earlier(ctx, &cut, input.Facts); err != nil {
			return RefOut{}, err
		}
	}
	var changed []string
	if same == nil && last != nil {
		if changed, err = c.since(ctx, in.RFC, input, &now, last); err != nil {
			return RefOut{}, err
		}
		if len(changed) == 0 {
			same = last
		}
	}
	if same != nil {
		ref, err := c.put(ctx, in.RFC, rendered{Name: same.Package, Seal: *same, Sealed: true})
		return RefOut{ref}, err
	}
	seal := Sealed{Period: cut.Period, Inputs: now}
	if last != nil {
		seal.N = last.N + 1
		input.Period = expediente.Supplement(cut.Period, seal.N)
		input.Supersedes = &expediente.Superseded{Package: last.Package, SHA256: last.SHA256, Changed: changed}
	}
	return c.render(ctx, in.RFC, input, seal)
}

// since is what changed since a package was sealed; nothing where the release or
// the law alone are others and every table says what it said.
func (c *Compile) since(ctx context.Context, rfc string, input expediente.Input, now *inputs, last *Sealed) ([]string, error) {
	changed := now.changed(&last.Inputs)
	if !slices.Equal(changed, []string{changedCatalog}) {
		return changed, nil
	}
	var tables []string
	err := c.sealed(ctx, rfc, last.SHA256, func(sealed *expediente.Sealed) error {
		input.Period, input.Supersedes = sealed.Name() // every row of a table says its period
		again, err := expediente.Render(input)
		if err == nil {
			tables, err = sealed.Otherwise(again)
		}
		return err //nolint:wrapcheck // classified there
	})
	if err != nil || len(tables) == 0 {
		return nil, err
	}
	return append(changed, tables...), nil
}

func (c *Compile) render(ctx context.Context, rfc string, input expediente.Input, seal Sealed) (RefOut, error) {
	p, err := expediente.Render(input)
	if err != nil {
		return RefOut{}, err //nolint:wrapcheck // classified there
	}
	seal.Package = p.Name
	out := rendered{Name: p.Name, Manifest: p.Manifest, Seal: seal}
	for _, f := range p.Files {
		s, err := spool(c.Scratch, f.To)
		if err != nil {
			return RefOut{}, err
		}
		ref, err := c.shelve(ctx, rfc, ShelfWork, s)
		if err != nil {
			return RefOut{}, err
		}
		out.Files = append(out.Files, renderedFile{Path: f.Path, Shelf: ShelfWork, Ref: ref})
	}
	ref, err := c.put(ctx, rfc, out)
	return RefOut{ref}, err
}

// Seal writes the zip to the shelf of packages, where it never changes, signs
// it and writes both down in the journal. A package sealed before stays as it
// was, with the signature it has.
func (c *Compile) Seal(ctx context.Context, in SealIn) (SealOut, error) {
	var r rendered
	if err := c.get(ctx, in.RFC, in.Render, &r); err != nil {
		return SealOut{}, err
	}
	seal := r.Seal
	if !r.Sealed {
		sha, err := c.pack(ctx, in.RFC, &r)
		if err != nil {
			return SealOut{}, err
		}
		seal.SHA256 = sha
	}
	if seal.Signature == "" {
		var err error
		if seal.Signature, err = c.signed(ctx, in.RFC, &seal); err != nil {
			return SealOut{}, err
		}
	}
	seal, err := c.record(ctx, in.RFC, seal)
	if err != nil {
		return SealOut{}, err
	}
	return SealOut{Package: seal.Package, SHA256: seal.SHA256, Signature: seal.Signature}, nil
}

// pack writes the zip and verifies it.
func (c *Compile) pack(ctx context.Context, rfc string, r *rendered) (document.Hash, error) {
	p := &expediente.Package{Name: r.Name, Manifest: r.Manifest, Scratch: c.Scratch}
	for i := range r.Files {
		p.Files = append(p.Files, c.shelved(ctx, rfc, &r.Files[i]))
	}
	zip, _, err := sealedZip(p)
	if err != nil {
		return "", err
	}
	return c.shelve(ctx, rfc, ShelfPackages, zip)
}

// sealedZip writes a zip and refuses one that does not verify.
func sealedZip(p *expediente.Package) (*spooled, *expediente.Verdict, error) {
	zip, err := spool(p.Scratch, func(w io.Writer) error {
		_, err := expediente.Seal(w, p)
		return err //nolint:wrapcheck // classified there
	})
	if err != nil {
		return nil, nil, err
	}
	verdict, err := expediente.Verify(zip.Reader(), zip.Reader().Size())
	if err == nil && !verdict.OK {
		err = fault.Newf(fault.Corrupt, "seal "+p.Name, "it does not verify: %s", verdict.First.Text.EN)
	}
	if err != nil {
		return nil, nil, cmp.Or(err, zip.Close()) //nolint:wrapcheck // classified there
	}
	return zip, verdict, nil
}

// signed is the signature of a package: the one it has, or a new one; "" where
// nobody signs. Keys of services sign the same bytes differently each time, and
// a repeated step must answer as it did.
func (c *Compile) signed(ctx context.Context, rfc string, seal *Sealed) (document.Hash, error) {
	all, err := Seals(ctx, c.Books, rfc)
	if err != nil {
		return "", err
	}
	for i := range all {
		if old := &all[i]; old.Package == seal.Package && old.SHA256 == seal.SHA256 && old.Signature != "" {
			return old.Signature, nil
		}
	}
	if c.Signer == nil {
		return "", nil
	}
	return c.sign(ctx, rfc, seal.SHA256)
}

// sign puts the signature of a package beside it.
func (c *Compile) sign(ctx context.Context, rfc string, sha document.Hash) (document.Hash, error) {
	zip, err := c.fetched(ctx, rfc, ShelfPackages, sha)
	if err != nil {
		return "", err
	}
	s, err := expediente.SignAt(ctx, c.Signer, zip.Reader(), zip.Reader().Size(), zip.hash)
	if err = cmp.Or(err, zip.Close()); err != nil {
		return "", err //nolint:wrapcheck // classified there
	}
	raw, err := s.Encode()
	if err != nil {
		return "", err //nolint:wrapcheck // names what it is
	}
	return c.Blobs.Put(ctx, rfc, ShelfPackages, raw) //nolint:wrapcheck // a fault of the store, already classified
}

// Deliver hands the sealed package over, its signature with it.
func (c *Compile) Deliver(ctx context.Context, in DeliverIn) (DeliverOut, error) {
	p := Parcel{RFC: in.RFC, Name: in.Package, SHA256: in.SHA256, Zip: c.copied(ctx, in.RFC, ShelfPackages, in.SHA256)}
	var err error
	if in.Signature != "" {
		if p.Signature, err = c.Blobs.Get(ctx, in.RFC, ShelfPackages, in.Signature); err != nil {
			return DeliverOut{}, err //nolint:wrapcheck // same
		}
	}
	where, err := c.Outbox.Deliver(ctx, p)
	return DeliverOut{Delivered: where}, err //nolint:wrapcheck // a fault of the outbox, already classified
}
