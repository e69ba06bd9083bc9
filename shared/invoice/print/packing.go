package print

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
)

func (r *reader) packingList(src document.Source) *invoice.Packing {
	return &invoice.Packing{Source: src}
}
