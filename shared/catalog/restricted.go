package catalog

import "example.com/immex/shared/document"

// Restrictions are the rows in force on a day, with those that name no
// fracción: what asks about many goods of one day asks once.
func (c *Catalog) Restrictions(on document.Date) []RestrictionRow { return c.restrictions(on) }
