package pedimento

import "example.com/immex/shared/document"

// Block is where a group of values stands. A reader of tables sets At once;
// values that differ (computed, or each with a box of its own on a page) are
// marked by field name, so that evidence costs nothing where it is uniform.
type Block struct {
	At    document.Place
	Marks map[string]document.Evidence
}

// Mark records the evidence of one field of the block.
func (b *Block) Mark(field string, e document.Evidence) {
	if b.Marks == nil {
		b.Marks = map[string]document.Evidence{}
	}
	b.Marks[field] = e
}

// Evidence is where and how a field of the block was obtained.
func (b *Block) Evidence(src document.Source, field string) document.Evidence {
	if e, ok := b.Marks[field]; ok {
		return e
	}
	return document.Evidence{Source: src, Level: document.Read, At: b.At}
}
