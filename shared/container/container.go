// Package container opens what documents travel in: a zip, a mail with
// attachments, or the winmail.dat Outlook makes of one. It tells what bytes are by their content and never by their
// name, and gives back the children; what each child means is for its reader.
//
// Example: a broker's mail holds a zip that holds a Data Stage zip. Each
// level is opened by one call; a Budget that travels along bounds the whole.
//
// The package refuses what is encrypted, what inflates beyond its limits, and
// any name as a path: names are for people to read, never to write to disk.
package container

import (
	"example.com/immex/shared/fault"
)

// Limits bound one delivery; a field left 0 takes the default.
type Limits struct {
	Depth   int   // containers inside containers
	Entries int   // of one zip, or parts of one mail
	Entry   int64 // bytes of one child
	Total   int64 // bytes inflated over the whole delivery
	Ratio   int64 // inflated to compressed size of one entry
}

const (
	// MaxDepth is a mail, a zip in it, a zip in that, a forwarded mail, its zip.
	MaxDepth = 5
	// MaxEntries is a month of XML of a busy plant in one zip.
	MaxEntries = 5_000
	// MaxEntry is above the largest Data Stage table seen (under 100 MB).
	MaxEntry = 128 << 20
	// MaxTotal is what one delivery may inflate to over its whole tree: with the
	// buffers around it, what keeps a reader under 512 MB. A year of Data Stage
	// zips takes a tenth of it.
	MaxTotal = 160 << 20
	// MaxRatio is far above text of a Data Stage, which deflates 10 to 40 times,
	// and far below a bomb, 1,000.
	MaxRatio = 250
	// MaxMail is the largest message SES accepts.
	MaxMail = 40 << 20
	// ratioFloor lets small files of blanks pass whatever their ratio.
	ratioFloor = 1 << 20
)

func (l Limits) withDefaults() Limits {
	if l.Depth <= 0 {
		l.Depth = MaxDepth
	}
	if l.Entries <= 0 {
		l.Entries = MaxEntries
	}
	if l.Entry <= 0 {
		l.Entry = MaxEntry
	}
	if l.Total <= 0 {
		l.Total = MaxTotal
	}
	if l.Ratio <= 0 {
		l.Ratio = MaxRatio
	}
	return l
}

// Budget is what a delivery has used so far. It is handed from container to
// container: in memory as one value for the whole tree, between processes
// inside the message that names the child.
type Budget struct {
	Depth int   `json:"depth"` // containers above the one being opened
	Bytes int64 `json:"bytes"` // inflated so far
}

// In is the budget for opening a child: one level down, same bytes. After the
// child the caller copies Bytes back to go on with its siblings.
func (b Budget) In() Budget { return Budget{Depth: b.Depth + 1, Bytes: b.Bytes} }

// spend takes n bytes, or says that the delivery is too large.
func (b *Budget) spend(op string, n int64, lim Limits) error {
	if n > lim.Total-b.Bytes {
		return fault.Newf(fault.TooLarge, op, "the delivery inflates to more than %d bytes", lim.Total)
	}
	b.Bytes += n
	return nil
}

// enter refuses one container too many inside the others.
func (b *Budget) enter(op string, lim Limits) error {
	if b.Depth >= lim.Depth {
		return fault.Newf(fault.TooLarge, op, "containers nested more than %d deep", lim.Depth)
	}
	return nil
}

// Child is one file found in a container.
type Child struct {
	Name   string // base name for people, never empty and never a path
	Folder string // folder inside the container, for people; "" at the top
	Type   string // media type a mail claims; "" in a zip
	Bytes  []byte
}
