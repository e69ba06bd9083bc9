package lambdaio

import (
	"bytes"
	"encoding/json"
	"path"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
)

// InboxPrefix is where a person drops files: inbox/<RFC>/<name>, or
// inbox/<name> when the document itself says whose it is.
const InboxPrefix = "inbox/"

// ArchiveShelf says that a document lies in the archive: its books are made
// again from it.
const ArchiveShelf = "archive"

// Arrival is one document on its way to ingest, as the body of a message of the
// ingest queue: a dropped file or mail by bucket and key, or by its hash the
// child of a container on the work shelf or a document kept before. Containers never put children back
// under inbox/: parent, depth and bytes travel here.
type Arrival struct {
	RFC    string `json:"rfc,omitempty"` // "" when only the document can say
	Name   string `json:"name"`
	Bucket string `json:"bucket,omitempty"`
	Key    string `json:"key,omitempty"`
	// Version is that of the key, "" where the bucket keeps none: a name used
	// again before its first document was read names two.
	Version string `json:"version,omitempty"`
	SHA256  string `json:"sha256,omitempty"`
	Shelf   string `json:"shelf,omitempty"`  // of SHA256: "archive" for a document kept before, "" for the work shelf
	Parent  string `json:"parent,omitempty"` // SHA-256 of the container
	Depth   int    `json:"depth,omitempty"`  // containers above it
	Bytes   int64  `json:"bytes"`            // of a child: cumulative bytes of its container
	// Refused is the code of the finding for which the mail door does not take
	// the document: it is kept apart and never read.
	Refused string `json:"refused,omitempty"`
	// Mail is what the receipt event proves of a mail; nil for anything else but a
	// document of one that is read alone, which has the headers of the mail too.
	Mail *MailProof `json:"mail,omitempty"`
	Head []byte     `json:"head,omitempty"`
}

// Folder reports no document but the mark that the console of S3 makes for a folder:
// an object without bytes whose name ends in a slash.
func (a *Arrival) Folder() bool {
	return a.SHA256 == "" && a.Mail == nil && a.Bytes == 0 && strings.HasSuffix(a.Key, "/")
}

// MailProof is what the verdicts of a receipt prove, frozen when it came: the
// function that faces the world reads no books, and ingest asks the list of
// the programme.
type MailProof struct {
	Sender string        `json:"sender,omitempty"` // the From address whose domain is proved; "" when none is
	Bounce bool          `json:"bounce,omitempty"` // it came without a return path
	Listed bool          `json:"listed,omitempty"` // the domain is allowed for every programme
	On     document.Date `json:"on"`               // day of the receipt in Mexico
}

// ReadArrival reads the body of an ingest message: an Arrival, or EventBridge's
// "Object Created" of S3, whose keys are not URL-encoded. Anything else is
// Corrupt, and the message ends in the DLQ.
func ReadArrival(body []byte) (Arrival, error) {
	var event struct {
		DetailType string `json:"detail-type"`
		Detail     struct {
			Bucket struct {
				Name string `json:"name"`
			} `json:"bucket"`
			Object struct {
				Key     string `json:"key"`
				Size    int64  `json:"size"`
				Version string `json:"version-id"`
			} `json:"object"`
		} `json:"detail"`
	}
	if err := json.Unmarshal(body, &event); err != nil {
		return Arrival{}, fault.New(fault.Corrupt, "read an ingest message", err)
	}
	var a Arrival
	if event.DetailType != "" {
		if event.DetailType != "Object Created" {
			return a, fault.Newf(fault.Corrupt, "read an ingest message", "event %q is not Object Created", event.DetailType)
		}
		object := event.Detail.Object
		a = Arrival{RFC: owner(object.Key), Name: path.Base(object.Key), Bucket: event.Detail.Bucket.Name, Key: object.Key, Version: object.Version, Bytes: object.Size}
	} else {
		d := json.NewDecoder(bytes.NewReader(body))
		d.DisallowUnknownFields()
		if err := d.Decode(&a); err != nil {
			return Arrival{}, fault.New(fault.Corrupt, "read an ingest message", err)
		}
	}
	stored, child := a.Bucket != "" && a.Key != "", a.SHA256 != ""
	if stored == child || (child && a.RFC == "") || a.Depth < 0 || a.Bytes < 0 || a.Shelf != "" && (a.Shelf != ArchiveShelf || !child) {
		return Arrival{}, fault.Newf(fault.Corrupt, "read an ingest message", "names no object, or two: bucket and key, or rfc and sha256 (of the work shelf or the archive)")
	}
	return a, nil
}

// owner is the folder below inbox/; whether it is one of our programmes is for
// the step to say.
func owner(key string) string {
	rest, ok := strings.CutPrefix(key, InboxPrefix)
	folder, _, nested := strings.Cut(rest, "/")
	if !ok || !nested {
		return ""
	}
	return folder
}
