package lambdaio

import (
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/fault"
)

// Variable is the name of an environment variable in template.yaml.
type Variable string

// Every variable a function may be given; a test compares this list and Needs
// with template.yaml in both directions.
const (
	BooksTable       Variable = "BOOKS_TABLE"       // DynamoDB table of journal, heads and queue marks
	InboxBucket      Variable = "INBOX_BUCKET"      // inbox/ and mail/, as they came
	ArchiveBucket    Variable = "ARCHIVE_BUCKET"    // accepted documents and facts, Object Lock
	QuarantineBucket Variable = "QUARANTINE_BUCKET" // refused documents, expiring
	PackagesBucket   Variable = "PACKAGES_BUCKET"   // sealed packages, Object Lock
	WorkBucket       Variable = "WORK_BUCKET"       // segments, children of containers, a compile's intermediate objects
	IngestQueueURL   Variable = "INGEST_QUEUE_URL"  // standard queue of documents to ingest
	MatchQueueURL    Variable = "MATCH_QUEUE_URL"   // FIFO queue of materials to match, one group per material
	ReadFunction     Variable = "READ_FUNCTION"     // name of the function that reads a PDF, invoked synchronously
	WatchFunction    Variable = "WATCH_FUNCTION"    // name of the function that starts packages, invoked without waiting
	CompileMachine   Variable = "COMPILE_MACHINE"   // ARN of the compile state machine
	SealKeyID        Variable = "SEAL_KEY_ID"       // KMS asymmetric key (ECC_NIST_P256) that signs packages
	MailFrom         Variable = "MAIL_FROM"         // verified sender of answers, deliveries and alerts
	MailTo           Variable = "MAIL_TO"           // compliance officer who gets deliveries and alerts
	MailAllowed      Variable = "MAIL_ALLOWED"      // comma-separated domains whose authenticated mail is taken
	MailDomain       Variable = "MAIL_DOMAIN"       // our own inbound domain, addresses are <RFC>@domain
	OCR              Variable = "OCR"               // engine that reads scans: textract, or none
	DeskOrigin       Variable = "DESK_ORIGIN"       // scheme and name the desk answers to
	SignInIssuer     Variable = "SIGN_IN_ISSUER"    // of the tokens of the user pool
	SignInDomain     Variable = "SIGN_IN_DOMAIN"    // of the pages of the user pool
	SignInClient     Variable = "SIGN_IN_CLIENT"    // of the desk in the user pool
	LogLevel         Variable = "LOG_LEVEL"         // DEBUG, INFO, WARN or ERROR
	MetricsNamespace Variable = "METRICS_NAMESPACE" // of the metrics in the log, one per stack
)

// Settings are the values of the variables a function asked for; the others
// are "".
type Settings struct {
	BooksTable       string
	InboxBucket      string
	ArchiveBucket    string
	QuarantineBucket string
	PackagesBucket   string
	WorkBucket       string
	IngestQueueURL   string
	MatchQueueURL    string
	ReadFunction     string
	WatchFunction    string
	CompileMachine   string
	SealKeyID        string
	MailFrom         string
	MailTo           string
	MailAllowed      string
	MailDomain       string
	OCR              string
	DeskOrigin       string
	SignInIssuer     string
	SignInDomain     string
	SignInClient     string
	LogLevel         string
	MetricsNamespace string
}

// Variables lists every variable there is.
func Variables() []Variable {
	return []Variable{
		BooksTable, InboxBucket, ArchiveBucket, QuarantineBucket, PackagesBucket, WorkBucket, IngestQueueURL,
		MatchQueueURL, ReadFunction, WatchFunction, CompileMachine, SealKeyID, MailFrom, MailTo, MailAllowed, MailDomain,
		OCR, DeskOrigin, SignInIssuer, SignInDomain, SignInClient, LogLevel, MetricsNamespace,
	}
}

// Needs lists the variables of one function, those of every function among
// them; nil when there is no such function.
func Needs(function string) []Variable {
	var own []Variable
	switch function {
	case "ingest":
		own = []Variable{BooksTable, InboxBucket, ArchiveBucket, QuarantineBucket, WorkBucket, IngestQueueURL, MatchQueueURL, ReadFunction, MailFrom, MailDomain}
	case "read":
		own = []Variable{WorkBucket, OCR}
	case "mail":
		own = []Variable{InboxBucket, IngestQueueURL, MailAllowed, MailDomain}
	case "match":
		own = []Variable{BooksTable}
	case "plan", "reconcile":
		own = []Variable{BooksTable, WorkBucket}
	case "render": // builds on the packages that were sealed before
		own = []Variable{BooksTable, ArchiveBucket, WorkBucket, PackagesBucket}
	case "crosscheck":
		own = []Variable{BooksTable, ArchiveBucket, WorkBucket, PackagesBucket, ReadFunction}
	case "review":
		own = []Variable{BooksTable, WorkBucket, MailFrom, MailTo}
	case "seal":
		own = []Variable{BooksTable, WorkBucket, PackagesBucket, SealKeyID}
	case "api":
		own = []Variable{BooksTable, InboxBucket, PackagesBucket}
	case "desk":
		own = []Variable{
			BooksTable, InboxBucket, ArchiveBucket, QuarantineBucket, PackagesBucket, WorkBucket, MatchQueueURL, ReadFunction, WatchFunction, CompileMachine,
			SealKeyID, DeskOrigin, SignInIssuer, SignInDomain, SignInClient,
		}
	case "deliver":
		own = []Variable{BooksTable, PackagesBucket, MailFrom, MailTo}
	case "watch":
		own = []Variable{BooksTable, CompileMachine, MatchQueueURL, MailFrom, MailTo}
	default:
		return nil
	}
	return append(own, LogLevel, MetricsNamespace)
}

// ReadSettings looks up the variables of one function. Every missing one is
// named in the Misconfigured fault, so that one deployment mends them all.
func ReadSettings(function string, lookup func(string) (string, bool)) (Settings, error) {
	var s Settings
	needs := Needs(function)
	if needs == nil {
		return s, fault.Newf(fault.Misconfigured, "settings", "there is no function %q", function)
	}
	var missing []string
	for _, v := range needs {
		value, _ := lookup(string(v))
		if value = strings.TrimSpace(value); value == "" {
			missing = append(missing, string(v))
			continue
		}
		*s.field(v) = value
	}
	if len(missing) > 0 {
		slices.Sort(missing)
		return s, fault.Newf(fault.Misconfigured, "settings of "+function, "missing in the environment: %s", strings.Join(missing, ", "))
	}
	return s, nil
}

// field is where a variable's value is kept; an unlisted one is a programming
// error that the test of Variables finds.
func (s *Settings) field(v Variable) *string {
	switch v {
	case BooksTable:
		return &s.BooksTable
	case InboxBucket:
		return &s.InboxBucket
	case ArchiveBucket:
		return &s.ArchiveBucket
	case QuarantineBucket:
		return &s.QuarantineBucket
	case PackagesBucket:
		return &s.PackagesBucket
	case WorkBucket:
		return &s.WorkBucket
	case IngestQueueURL:
		return &s.IngestQueueURL
	case MatchQueueURL:
		return &s.MatchQueueURL
	case ReadFunction:
		return &s.ReadFunction
	case WatchFunction:
		return &s.WatchFunction
	case CompileMachine:
		return &s.CompileMachine
	case SealKeyID:
		return &s.SealKeyID
	case MailFrom:
		return &s.MailFrom
	case MailTo:
		return &s.MailTo
	case MailAllowed:
		return &s.MailAllowed
	case MailDomain:
		return &s.MailDomain
	case OCR:
		return &s.OCR
	case DeskOrigin, SignInIssuer, SignInDomain, SignInClient:
		return s.deskField(v)
	case LogLevel:
		return &s.LogLevel
	case MetricsNamespace:
		return &s.MetricsNamespace
	}
	panic(fmt.Sprintf("lambdaio: no field for %s", v))
}

// deskField is field for the variables that the desk alone is given.
func (s *Settings) deskField(v Variable) *string {
	switch v {
	case SignInIssuer:
		return &s.SignInIssuer
	case SignInDomain:
		return &s.SignInDomain
	case SignInClient:
		return &s.SignInClient
	default:
		return &s.DeskOrigin
	}
}
