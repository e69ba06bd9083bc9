package cloud

// FetchBy is how ingest gets a document of the inbox.
var FetchBy = fetchBy
