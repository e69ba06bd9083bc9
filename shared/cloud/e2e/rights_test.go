package e2e_test

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

// grant is one action on one resource that template.yaml allows a function.
type grant struct {
	verb, sid, action, resource string
	condition                   map[string]any
}

func (g *grant) String() string {
	return g.verb + " " + g.sid + ": " + g.action + " → " + g.resource
}

// asked is what a call tells of itself beside its action and its resource, by
// the name of the condition that may look at it.
type asked map[string]string

// policies are the grants of all functions, and which of them a call of any
// test needed.
type policies struct {
	mu     sync.Mutex
	grants []*grant
	used   map[*grant]bool
	calls  int
}

// rights are those of template.yaml, read once for all tests.
var rights = sync.OnceValues(readRights)

// outside are the names in ARNs of what is not of the template itself, as the
// stack of these tests has them.
var outside = strings.NewReplacer("${AWS::Partition}", "aws", "${AWS::Region}", "us-east-1", "${AWS::AccountId}", "000000000000",
	"${AWS::StackName}", stackName, "${MailIdentity}", mailIdentity)

func readRights() (*policies, error) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "template.yaml"))
	var tpl struct {
		Resources map[string]struct {
			Type       string         `yaml:"Type"`
			Properties map[string]any `yaml:"Properties"`
		} `yaml:"Resources"`
	}
	if err = errors.Join(err, yaml.Unmarshal(raw, &tpl)); err != nil {
		return nil, err
	}
	p := &policies{used: map[*grant]bool{}}
	for _, verb := range verbs() {
		list, _ := tpl.Resources[strings.ToUpper(verb[:1])+verb[1:]+"Role"].Properties["Policies"].([]any)
		for _, policy := range list {
			one, _ := policy.(map[string]any)
			document, _ := one["PolicyDocument"].(map[string]any)
			statements, _ := document["Statement"].([]any)
			for _, s := range statements {
				p.add(verb, s)
			}
		}
	}
	if len(p.grants) == 0 {
		return nil, errors.New("template.yaml allows nothing")
	}
	return p, nil
}

// add takes a statement; one that stands under a condition of the template is
// the second of three values.
func (p *policies) add(verb string, statement any) {
	if choice, ok := statement.([]any); ok && len(choice) == 3 {
		statement = choice[1]
	}
	s, _ := statement.(map[string]any)
	sid, _ := s["Sid"].(string)
	condition, _ := s["Condition"].(map[string]any)
	for _, action := range several(s["Action"]) {
		for _, resource := range several(s["Resource"]) {
			if strings.HasSuffix(resource, ".Arn") { // as !GetAtt has it
				resource = "${" + resource + "}"
			}
			p.grants = append(p.grants, &grant{verb, sid, action, outside.Replace(resource), condition})
		}
	}
}

// several are the values of what may be one or a list.
func several(v any) (out []string) {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	for _, x := range list {
		out = append(out, fmt.Sprint(x))
	}
	return out
}

// allows reports whether a function may do something, and remembers by which
// right.
func (p *policies) allows(verb, action, resource string, with asked) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls++
	found := false
	for _, g := range p.grants {
		if g.verb == verb && g.action == action && covers(g.resource, resource) && g.holds(with) {
			p.used[g], found = true, true
		}
	}
	return found
}

// covers reports whether a resource of a policy names another, * standing for
// anything.
func covers(pattern, resource string) bool {
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(resource, parts[0])
	for i, part := range parts[1:] {
		if i == len(parts)-2 {
			return ok && strings.HasSuffix(rest, part)
		}
		_, after, found := strings.Cut(rest, part)
		rest, ok = after, ok && found
	}
	return ok && rest == ""
}

// holds reports whether a call meets the conditions of a right. One that this
// does not know is met by none.
func (g *grant) holds(with asked) bool {
	for operator, values := range g.condition {
		keys, _ := values.(map[string]any)
		for key, want := range keys {
			have, there := with[key]
			switch operator {
			case "StringEquals":
				if !there || !slices.Contains(several(want), inTemplate(have)) {
					return false
				}
			case "ForAllValues:StringEquals":
				if there && !slices.Contains(several(want), inTemplate(have)) {
					return false
				}
			case "Null":
				if fmt.Sprint(want) != strconv.FormatBool(!there) {
					return false
				}
			default:
				return false
			}
		}
	}
	return true
}

// inTemplate is a value as the template writes it, who names parameters.
func inTemplate(value string) string {
	if value == mailFrom {
		return "MailFrom"
	}
	return value
}

// byPlatform are the rights that Lambda itself uses for a function, which no
// function calls for.
func byPlatform() map[string]string {
	return map[string]string{
		"Logs":          "Lambda writes what a function prints",
		"Trace":         "Lambda sends the segments of a traced function",
		"ReceiveIngest": "the event source takes the messages and deletes them",
		"ReceiveMatch":  "the event source takes the messages and deletes them",
		"Undelivered":   "the destination of events that failed for good",
		"SendFailed":    "the destination of events that failed for good",
	}
}

// unseen are the rights that no test needs, and why they are there all the same.
func unseen() map[string]string {
	const (
		query     = "Query reads the same items; asked for by its key where one is enough: a large book, a mark that is there"
		gone      = "S3 tells what is gone from what is forbidden to who may list"
		ofYear    = "a year reads the packages of its months; the months of these tests are of no whole year"
		byVersion = "an event of S3 names the version it is about; the stand-in has no versions"
		apart     = "a correction typed at the desk that contradicts itself is set apart there"
		typed     = "a correction typed at the desk that moves the books asks for their matching"
		trusted   = "the page of a package tells whether its signature is by the key of the stack"
		returned  = "a package returned at the desk; the one of these tests is approved there, and returned by the function review"
		written   = "a table under a key of its own may ask for one when it is written; AWS does not say that it never does"
	)
	out := map[string]string{
		"ingest ReadInbox: s3:GetObjectVersion → ${InboxBucket.Arn}/*":    byVersion,
		"crosscheck ReadPackages: s3:GetObject → ${PackagesBucket.Arn}/*": ofYear,
		"desk WriteShelves: s3:PutObject → ${QuarantineBucket.Arn}/*":     apart,
		"desk AskForMatching: sqs:SendMessage → ${MatchQueue.Arn}":        typed,
		"desk KnowSeal: kms:GetPublicKey → ${SealKey.Arn}":                trusted,
		"desk Answer: states:SendTaskFailure → " + machineARN:             returned,
	}
	for _, verb := range []string{"crosscheck", "review", "render", "seal", "api"} {
		out[verb+" Books: dynamodb:GetItem → ${BooksTable.Arn}"] = query
	}
	for _, verb := range []string{"match", "review", "deliver", "watch"} {
		out[verb+" DataKey: kms:GenerateDataKey → ${DataKey.Arn}"] = written
	}
	for _, g := range []string{
		"ingest MissingArchive: s3:ListBucket → ${ArchiveBucket.Arn}", "ingest MissingWork: s3:ListBucket → ${WorkBucket.Arn}",
		"reconcile MissingWork: s3:ListBucket → ${WorkBucket.Arn}", "desk MissingOnShelves: s3:ListBucket → ${WorkBucket.Arn}",
		"crosscheck MissingWork: s3:ListBucket → ${WorkBucket.Arn}", "render MissingWork: s3:ListBucket → ${WorkBucket.Arn}",
		"render MissingPackages: s3:ListBucket → ${PackagesBucket.Arn}", "seal MissingPackages: s3:ListBucket → ${PackagesBucket.Arn}",
		"desk MissingOnShelves: s3:ListBucket → ${QuarantineBucket.Arn}", "desk MissingOnShelves: s3:ListBucket → ${PackagesBucket.Arn}",
	} {
		out[g] = gone
	}
	return out
}

// judge holds the rights of all functions to what was asked for in a run of all
// tests, and reports whether none is there for nothing.
func (p *policies) judge() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	list, good := unseen(), true
	for _, g := range p.grants {
		switch why := cmp.Or(byPlatform()[g.sid], list[g.String()]); {
		case p.used[g] && list[g.String()] != "":
			fmt.Printf("rights: %s is needed by a test, and need not be listed\n", g)
		case p.used[g]:
		case why != "":
			fmt.Printf("rights: %s: %s\n", g, why)
		default:
			fmt.Printf("rights: %s is allowed, and no test needs it\n", g)
			good = false
		}
		delete(list, g.String())
	}
	for _, gone := range slices.Sorted(maps.Keys(list)) {
		fmt.Printf("rights: %s is listed, and not allowed\n", gone)
		good = false
	}
	said := fmt.Sprintf("rights: %d, of which %d were needed, by %d calls\n", len(p.grants), len(p.used), p.calls)
	fmt.Print(said)
	if err := tell(said); err != nil {
		fmt.Println(err)
		good = false
	}
	return good
}

// allTests reports whether a run was of all tests, on stand-ins.
func allTests(p *policies) bool {
	for _, name := range []string{"test.run", "test.skip", "test.list"} {
		if f := flag.Lookup(name); f != nil && f.Value.String() != "" {
			return false
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls > 0
}
