package cloud

import "example.com/immex/shared/store/dynamo"

// FetchBy is how ingest gets a document of the inbox.
var FetchBy = fetchBy

// Books opens the table of a cloud.
func Books(c *Cloud) (*dynamo.Store, error) { return c.books(true) }
